import { readFileSync } from "node:fs";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { expectRefusal } from "./expect-refusal.ts";
import { makeWorkspace, runCli, runStep } from "./run-dist.ts";

const rows = Array.from({ length: 40 }, (_, row) => ({ id: row - 1, text: `w${row % 3}` }));
const csv = `id,text\n${rows.map(({ id, text }) => `${id},${text}`).join("\n")}\n`;
const lines = rows.map((row) => JSON.stringify(row)).join("\n");
const parquet = readFileSync(`${import.meta.dirname}/../golden/parquet/codec-zstd.parquet`);

const config = (path: string, column: string, csvKey = ""): string =>
  `version: 1\nname: p\ndata: { path: ${path}${csvKey} }\nchecks:\n  - { column: ${column}, min: 0 }\n`;

test.each<[path: string, content: string | Uint8Array, column: string, place: string, csvKey?: string]>([
  ["d.csv.gz", gzipSync(csv), "id", "d.csv.gz:2"],
  ["d.tsv.zst", zstdCompressSync(csv.replaceAll(",", "\t")), "id", "d.tsv.zst:2"],
  ["d.jsonl", lines, "id", "d.jsonl:1"],
  ["d.json", JSON.stringify(rows, null, 1), "id", "d.json:2"],
  ["d.parquet", parquet, "int64", "d.parquet, row 1"],
  ["d.csv", Buffer.from(`\uFEFF${csv}`, "utf16le"), "id", "d.csv:2", ", csv: { encoding: utf-16 }"],
])("validate-data reads %s and places what is wrong", async (path, content, column, place, csvKey) => {
  const workspace = makeWorkspace({ [path]: content, "mlops.yml": config(path, column, csvKey) });
  const run = await runCli(["validate-data"], workspace);
  expect(run.stderr + run.stdout).toContain(place);
  expect(run.exitCode).toBe(1);
  const step = await runStep("validate-data", { workspace });
  expect(step.outputs).toMatchObject({ verdict: "fail" });
});

test("a Git LFS pointer is refused with the command", async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12345\n`;
  const workspace = makeWorkspace({ "d.csv": pointer, "mlops.yml": config("d.csv", "id") });
  expectRefusal(await runCli(["validate-data"], workspace), workspace, {
    message: 'Cannot read "d.csv": it is a Git LFS pointer, not the data (12,345 bytes)',
    hint: /git lfs pull --include=d\.csv/,
  });
});
