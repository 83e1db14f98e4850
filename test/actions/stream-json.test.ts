import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { tableFindings } from "../../src/actions/table-findings.ts";
import { checkFindings } from "../../src/checks/check-findings.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { relateColumns } from "../../src/profile/relate-columns.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createWorkers } from "../../src/services/workers.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";
import { expectAlike } from "./expect-alike.ts";
import { type Given, readBothOutcomes, readBothWays } from "./read-both-ways.ts";

const threads = createWorkers(assetUrl("worker"));
afterAll(() => threads.close());

/** Values as they are written, some of them only sometimes, so that types come out late. */
const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -9, max: 99 }).map(String) },
  { weight: 3, arbitrary: fc.constantFrom('"x"', '"é\\n\\"[{,"', '"\\u00e9"', '"12"', '"2026-01-31"', '""') },
  fc.constantFrom("1.5", "1e3", "9007199254740993", "true", "false", "null", "NaN", "-Infinity", '"NA"'),
  fc.constantFrom('"2026-01-31T10:00:00Z"', '"😀"'),
);
const space = fc.constantFrom("", "", " ", "\t");
/** Keys may come late, lack, or stand in another order. */
const object = fc
  .record({
    cells: fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d", "\\u0061b"), value), {
      selector: ([key]) => key,
      maxLength: 4,
    }),
    space,
  })
  .map(
    ({ cells, space: gap }) =>
      `{${gap}${cells.map(([key, cell]) => `"${key}":${gap}${cell}`).join(`,${gap}`)}${gap}}`,
  );
const file = fc.record({
  objects: fc.array(object, { maxLength: 25 }),
  isList: fc.boolean(),
  gap: fc.constantFrom("", "\n", "\r\n", "\n\n  \n"),
  mark: fc.boolean(),
  hasEnd: fc.boolean(),
  packed: fc.constantFrom("", "", ".gz", ".zst"),
});
type JsonFile = typeof file extends fc.Arbitrary<infer Value> ? Value : never;

function textOf({ objects, isList, gap, mark, hasEnd }: JsonFile): string {
  const end = isList ? gap : gap.includes("\n") ? gap : "\n";
  const inner = objects.join(isList ? `${gap},${gap}` : end);
  return `${mark ? "\ufeff" : ""}${isList ? `[${gap}${inner}${gap}]` : inner}${hasEnd ? end : ""}`;
}

function pack(text: string | Buffer, packed: string): string | Uint8Array {
  if (packed === "") return text;
  return packed === ".gz" ? gzipSync(text) : zstdCompressSync(text);
}

const declared = fc.constantFrom<object>(
  {},
  {},
  { columns: { a: { type: "text" } } },
  { columns: { a: { type: "number", missing_values: ["x", "12"] }, b: { type: "datetime" } } },
);

test("JSON of one or several files is the same part by part as in memory, however it is cut", {
  timeout: fuzzTimeout,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 1, maxLength: 3 }),
      declared,
      fc.boolean(),
      fc.integer({ min: 1, max: 200 }),
      async (written, data, isSet, partBytes) => {
        // What is declared must be there.
        const files = written.map((each) => ({
          ...each,
          objects: "columns" in data ? ['{"a":1,"b":null}', ...each.objects] : each.objects,
        }));
        const names = files.map(({ packed }, index) =>
          isSet ? `data/k=${index}/${index}.jsonl${packed}` : `data/${index}.json${packed}`,
        );
        const given: Given = {
          files: Object.fromEntries(files.map((each, i) => [names[i], pack(textOf(each), each.packed)])),
          path: files.length === 1 && !isSet ? names[0]! : "data",
          ...{ data, partBytes },
        };
        const { streamed, whole } = await readBothOutcomes(given);
        expect(streamed).toEqual(whole);
      },
    ),
    fuzzRuns(150),
  );
});

test("damaged JSON is refused as in memory, at the same place", { timeout: fuzzTimeout }, async () => {
  const change = fc.tuple(fc.nat(), fc.constantFrom(...`",:{}[]\n\r\\1\0 `, "\u00ff"));
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.array(change, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 1, max: 200 }),
      async (written, changes, partBytes) => {
        const bytes = Buffer.from(textOf(written));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte.charCodeAt(0);
        const given = { files: { "data.json": bytes }, path: "data.json", partBytes };
        await readBothWays(given, ({ streamed, whole }) => {
          expect("error" in streamed && streamed.error.message).toBe("error" in whole && whole.error.message);
          expect("error" in streamed && streamed.error.place).toEqual("error" in whole && whole.error.place);
        });
      },
    ),
    fuzzRuns(200),
  );
});

/** Rows with late keys, missing and odd values. */
function makeRows(rows: number): object[] {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: rows }, (_, row) => ({
    id: row % 97 === 5 ? row - 1 : row,
    ...(next(50) > 0 && { price: next(100_000) / 100 - 5 }),
    size: row === 300 ? "huge" : next(30),
    kind: ["a", "b", "c"][next(3)],
    seen: `2026-01-${String(1 + next(28)).padStart(2, "0")}`,
    ...(row > 400 && { late: next(4) === 0 ? null : next(9) }),
    code: next(9) === 0 ? `c${row}` : row,
  }));
}

const checks = [
  { row_count: { max: 10 }, where: "kind = 'a'" },
  { duplicate_rows: { max: 0 } },
  { expression: "price > size" },
  { column: "id", unique: true, type: "integer", increasing: "strict" },
  { column: "price", required: true, min: 0, median: { max: 1 }, mean: { max: 1 }, where: "size > 3" },
  { column: "late", required: true, max: 5 },
  { column: "code", pattern: "^c", unique: true },
  { column: "seen", type: "date", max: "2026-01-20" },
];

describe.each([1, 2])("on %i threads", (size) => {
  test.each(["lines", "list", "pretty list"])(
    "checks, findings and the profile of %s come to the same as in memory",
    async (shape) => {
      const rows = makeRows(600);
      const text =
        shape === "lines"
          ? rows.map((row) => JSON.stringify(row)).join("\n")
          : JSON.stringify(rows, null, shape === "list" ? 0 : 2);
      const workers = { ...threads, pool: () => threads.pool(size) };
      const given: Given = {
        files: { "rows.json": text },
        path: "rows.json",
        data: { derive: { per: "price / size" } },
        ...{ checks, partBytes: 3000, workers },
      };
      await readBothWays(given, async ({ project, streamed, whole }) => {
        if ("error" in streamed || "error" in whole) throw new Error("not read");
        const { config, place: placeOf } = project;
        const { table, profile } = streamed.value;
        const { deriveColumns } = await import("../../src/expression/derive-columns.ts");
        const derived = deriveColumns(whole.value, config.data.derive ?? {});
        const expected = relateColumns(whole.value, profileTable(whole.value));
        expectAlike(JSON.parse(JSON.stringify(profile)), JSON.parse(JSON.stringify(expected)));
        const outcomes = await judgeChecks(table, profile, config.checks, { placeOf });
        const wanted = await judgeChecks(derived, expected, config.checks, { placeOf });
        expectAlike(outcomes, wanted);
        expect(wanted.filter(({ passed }) => !passed).length).toBeGreaterThan(8);
        expect(checkFindings(outcomes, table, placeOf)).toEqual(checkFindings(wanted, derived, placeOf));
        expect(tableFindings(table, project)).toEqual(tableFindings(whole.value, project));
        expect(tableFindings(table, project).length).toBeGreaterThan(0);
      });
    },
  );
});

const lines = '{"a":1,"b":"x"}\n'.repeat(200);

test.each<[string, string]>([
  ["a line that is cut off", `${lines}{"a":1,"b":"x`],
  ["nested values", `${lines}{"a":{"b":[1]}}\n${lines}`],
  ["deep nesting", `${lines}${'{"a":'.repeat(100_000)}`],
  ["a key twice", `${lines}{"a":1,"a":2}\n`],
  ["garbage in the middle", `${lines}\u0000\u0001garbage\n${lines}`],
  ["an object over several lines", `${lines}{"a":1,\n"b":"y"}\n`],
  ["a long line", `${lines}{"a":1,"b":"${"y".repeat(1 << 20)}"}\n${lines}`],
  ["a list that does not end", `[${'{"a":1},'.repeat(300)}{"a":2}`],
  ["a list with a comma too many", `[${'{"a":1},\n'.repeat(300)}]`],
  ["text behind a list", `[${'{"a":1},'.repeat(300)}{"a":2}]\nx`],
  ["no objects", " \n\n"],
])("%s is refused as in memory", async (_, text) => {
  await readBothWays({ files: { "a.json": text }, path: "a.json", partBytes: 500 }, ({ streamed, whole }) => {
    expect("error" in whole && whole.error.message).toContain('Cannot read "a.json"');
    expect("error" in streamed && streamed.error.message).toBe("error" in whole && whole.error.message);
    expect("error" in streamed && streamed.error.place).toEqual("error" in whole && whole.error.place);
  });
});
