import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const src = path.resolve(import.meta.dirname, "../../src");

/** What models and metrics are made by. Their kernels are wasm, whose arithmetic is the same everywhere. */
const folders = ["features", "learn", "metrics", "series"];

/** JavaScript promises of these no more than an approximation: engines and processors may differ in the last bit. */
const approximate =
  /Math\.(?:exp|expm1|log|log1p|log2|log10|pow|hypot|cbrt|a?(?:sin|cos|tan)h?|atan2)\b|(?<!\b2) \*\* /;

const isComment = (line: string): boolean => /^\s*(?:\/?\*|\/\/)/.test(line);

test("models and metrics have the same bits on every machine: no function that JavaScript only approximates", () => {
  const found = folders.flatMap((folder) =>
    readdirSync(path.join(src, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) =>
        readFileSync(path.join(src, folder, file), "utf8")
          .split("\n")
          .flatMap((line, index) =>
            approximate.test(line) && !isComment(line)
              ? [`${folder}/${file}:${index + 1}: ${line.trim()}`]
              : [],
          ),
      ),
  );
  expect(found).toEqual([]);
});
