import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptConfig, offsetAt } from "../../src/config/accept-config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { parseYaml } from "../../src/config/parse-yaml.ts";
import { parsePlainYaml } from "../../src/config/plain-yaml.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Every path in a value, and one step beyond each. */
function* pathsIn(value: unknown, at: PropertyKey[] = []): Generator<PropertyKey[]> {
  yield at;
  yield [...at, "absent"];
  yield [...at, 7];
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value))
    yield* pathsIn(each, [...at, Array.isArray(value) ? Number(key) : key]);
}

/** Whether a text is plain; if so, `parseYaml` must read the same from it. */
function isReadAlike(text: string): boolean {
  const plain = parsePlainYaml(text);
  if (plain === undefined) return false;
  const { value, place } = parseYaml(text, "x.yml");
  expect(plain.value).toEqual(value);
  for (const each of pathsIn(value))
    for (const offset of [undefined, 0, 1]) {
      const at = offsetAt(plain, each, offset);
      const before = text.slice(0, at).split("\n");
      const found = { file: "x.yml", line: before.length, column: before.at(-1)!.length + 1 };
      expect([each, offset, found]).toEqual([each, offset, place(each, offset)]);
    }
  return true;
}

const documents = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (name) =>
    /^(docs|examples|actions|workflows-templates|\.github)\b.*\.(md|yml|yaml)$/.test(name) ||
    name === "README.md",
);

test("what is plain in our own files is read as the YAML parser reads it", () => {
  const blocks = documents.flatMap((name) => {
    const text = readFileSync(path.join(root, name), "utf8");
    return name.endsWith(".md")
      ? [...text.matchAll(/```ya?ml\n([\s\S]*?)```/g)].map((each) => each[1]!)
      : [text];
  });
  expect(blocks.length).toBeGreaterThan(80);
  expect(blocks.filter(isReadAlike).length).toBeGreaterThan(blocks.length / 2);
});

test("the examples' configurations are plain", () => {
  const examples = readdirSync(path.join(root, "examples")).map((name) => `examples/${name}/mlops.yml`);
  const texts = examples.map((name) => readFileSync(path.join(root, name), "utf8"));
  for (const text of texts)
    expect(acceptConfig(text, "mlops.yml")?.config).toEqual(parseConfig(text, "mlops.yml").config);
});

const pieces = [
  ..."ab1:-#,[]{}'\"~!&*|>%@`?.\\é",
  ...[
    "\n",
    "\n  ",
    "\n    ",
    " ",
    ": ",
    "- ",
    " #",
    "key: ",
    "\nkey: ",
    "\n- ",
    "\n  - ",
    "\n  b: ",
    "\n    c:",
  ],
  ...[
    "true",
    "null",
    "0x1f",
    "0o7",
    "-1",
    "+1.5e3",
    ".inf",
    "1.",
    "00",
    "yes",
    "a-b",
    "'it'",
    '"q"',
    "{ a: 1 }",
  ],
  ...["[a, b]", "[1, 'x']", "{}", "[]", "\n---\n", "<<", "__proto__", "2024-01-01", "12:30", "\t", "\r\n"],
];

test("any text that is plain is read as the YAML parser reads it", () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((each) => each.join(""));
  let plain = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((each) => `key: ${each}`),
      ),
      (each) => {
        if (isReadAlike(each)) plain++;
      },
    ),
    { numRuns: 5000 },
  );
  expect(plain).toBeGreaterThan(50);
});

test.each([
  ["a: 1", { a: 1 }],
  [
    "# note\n\na: x y # note\nb:\n- 1\n- -2.5e1\nc:\n  - d: [a b, 'c: d', \"e\"]\n    e: {}\n  - true\n",
    undefined,
  ],
])("reads %j", (text, value) => {
  expect(isReadAlike(text)).toBe(true);
  if (value !== undefined) expect(parsePlainYaml(text)?.value).toEqual(value);
});

test.each([
  "",
  "a:",
  "a: &x 1",
  "a: |\n  b",
  "a: b\n  c",
  "a: 1\na: 2",
  "a:\t1",
  "a: 'it''s'",
  'a: "\\n"',
  "- - 1",
])("leaves %j to the YAML parser", (text) => {
  expect(parsePlainYaml(text)).toBeUndefined();
});
