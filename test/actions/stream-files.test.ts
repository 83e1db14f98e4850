import { readFileSync } from "node:fs";
import path from "node:path";
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

interface Golden {
  cases: { name: string; files: Record<string, string | { base64: string }> }[];
}
const golden = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../golden/data-files.json"), "utf8"),
) as Golden;

test.each(golden.cases)("part by part as in memory: $name", async ({ files: given }) => {
  const files = Object.fromEntries(
    Object.entries(given).map(([file, content]) => [
      file,
      typeof content === "string" ? content : new Uint8Array(Buffer.from(content.base64, "base64")),
    ]),
  );
  for (const partBytes of [7, 1000]) {
    const { streamed, whole } = await readBothOutcomes({ files, path: "y", partBytes });
    expect(streamed).toEqual(whole);
  }
});

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -9, max: 99 }).map(String) },
  fc.constantFrom("", "1.5", "007", "NA", "true", "2026-01-31", "x", "1E5", "inf", "9007199254740993"),
  fc.constantFrom("2026-01-31T10:00:00Z", 'a"b', "two\nlines", "\r\n\r\n", "1,2,3\n4,5,6", "é😀"),
);
const ends = fc.constantFrom("\n", "\r\n", "\n\n");
const csvFile = fc.record({
  rows: fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }),
  order: fc.constantFrom([0, 1, 2], [0, 1, 2], [2, 0, 1], [1, 0, 2]),
  delimiter: fc.constantFrom(",", ",", ";", "\t"),
  end: ends,
  mark: fc.boolean(),
  hasEnd: fc.boolean(),
  packed: fc.constantFrom("", "", ".gz", ".zst"),
});
type CsvFile = typeof csvFile extends fc.Arbitrary<infer Value> ? Value : never;

function writeCsv({ rows, order, delimiter, end, mark, hasEnd, packed }: CsvFile): string | Uint8Array {
  const quoted = (text: string): string =>
    /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  // A row of empty cells alone is a row: only lines without a delimiter are blank.
  const lines = [["a", "b", "c"], ...rows].map((row) => order.map((at) => quoted(row[at]!)).join(delimiter));
  const text = (mark ? "\ufeff" : "") + lines.join(end) + (hasEnd ? end : "");
  if (packed === "") return text;
  return packed === ".gz" ? gzipSync(text) : zstdCompressSync(text);
}

/** Partitions by folder: values that make numbers, texts, dates and missing cells. */
const folder = fc.constantFrom(
  "k=1",
  "k=2",
  "k=01",
  "k=2026-01-01",
  "k=__HIVE_DEFAULT_PARTITION__",
  "k=x%20y",
  "b=5",
  "",
);

test("CSV files of any kind are the same part by part as in memory, however they are cut", {
  timeout: fuzzTimeout,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(csvFile, { minLength: 1, maxLength: 6 }),
      fc.array(folder, { minLength: 6, maxLength: 6 }),
      fc.constantFrom("none", "same", "any"),
      fc.integer({ min: 1, max: 120 }),
      async (files, folders, mixing, partBytes) => {
        const placed = (index: number): string => {
          if (mixing === "none") return "";
          const name = mixing === "same" ? `k=${folders[index]?.slice(2)}` : folders[index];
          return name === "" ? "" : `${name}/`;
        };
        const given: Given = {
          files: Object.fromEntries(
            files.map((file, index) => [`data/${placed(index)}${index}.csv${file.packed}`, writeCsv(file)]),
          ),
          partBytes,
        };
        const { streamed, whole } = await readBothOutcomes(given);
        expect(streamed).toEqual(whole);
      },
    ),
    fuzzRuns(80),
  );
});

test("damaged bytes in one of the files are refused where they are in memory", {
  timeout: fuzzTimeout,
}, async () => {
  const change = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...`",;\n\r#1\0`, "\u00ff"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(csvFile, { minLength: 2, maxLength: 4 }),
      fc.array(change, { maxLength: 3 }),
      fc.integer({ min: 1, max: 120 }),
      async (files, changes, partBytes) => {
        const contents = files.map((file) => Buffer.from(writeCsv({ ...file, packed: "" })));
        for (const [file, at, byte] of changes) {
          const content = contents[file % contents.length]!;
          content[at % content.length] = byte.charCodeAt(0);
        }
        const { streamed, whole } = await readBothOutcomes({
          files: Object.fromEntries(contents.map((content, index) => [`data/${index}.csv`, content])),
          partBytes,
        });
        expect(streamed).toEqual(whole);
      },
    ),
    fuzzRuns(80),
  );
});

/** Files of days, with missing and invalid cells, quoted line ends and repeated rows. */
function makeDays(): Record<string, string> {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const files: Record<string, string> = {};
  for (let day = 1; day <= 9; day++) {
    let text = day % 2 === 0 ? "price,id,size,note\n" : "id,price,size,note\n";
    for (let row = 0; row < 60; row++) {
      const id = day * 60 + (row % 50 === 5 ? row - 1 : row);
      const price = next(50) === 0 ? "" : (next(100_000) / 100 - 5).toFixed(2);
      const size = day === 5 && row === 30 ? "huge" : next(30);
      const note = next(9) === 0 ? '"two\nlines"' : `note ${next(40)}`;
      text += `${day % 2 === 0 ? `${price},${id}` : `${id},${price}`},${size},${note}\n`;
    }
    files[`data/month=${day > 4 ? "2" : "1"}/day-${day}.csv`] = text;
  }
  return files;
}

const checks = [
  { row_count: { max: 10 }, where: "month = 2" },
  { duplicate_rows: { max: 0 } },
  { expression: "price > size" },
  { column: "id", unique: true, increasing: "strict" },
  { column: "size", max: 20 },
  { column: "note", pattern: "^note", unique: true },
  { column: "price", required: true, zscore: { max: 1.7 }, median: { max: 1 } },
  { column: "month", enum: [1] },
  { unique: ["month", "size"] },
];

describe.each([1, 2])("on %i threads", (size) => {
  test("checks, findings and the profile of several files come to the same as in memory", async () => {
    const workers = { ...threads, pool: () => threads.pool(size) };
    const given = {
      files: makeDays(),
      data: { derive: { per: "price / size" } },
      checks,
      partBytes: 500,
      workers,
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
      expect(tableFindings(table, project)).toMatchObject([{ file: "data/month=2/day-5.csv", row: 31 }]);
    });
  });
});

test.each<[string, Given, string]>([
  [
    "an empty file",
    { files: { "data/a.csv": "a,b\n1,2\n", "data/b.csv": "" } },
    'Cannot read "data/b.csv": the file is empty',
  ],
  [
    "a file without a column",
    { files: { "data/a.csv": "a,b\n1,2\n", "data/b.csv": "a\n2\n" } },
    '"data/a.csv" has a column "b", "data/b.csv" has none',
  ],
  [
    "a Git LFS pointer",
    {
      files: {
        "data/a.csv": "a,b\n1,2\n",
        "data/b.csv": `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 5\n`,
      },
    },
    'Cannot read "data/b.csv": it is a Git LFS pointer',
  ],
  [
    "a bad row in the second file",
    { files: { "data/a.csv": "a,b\n1,2\n", "data/b.csv": `a,b\n${"1,2\n".repeat(200)}1\n` } },
    'Cannot read "data/b.csv": the row at line 202 has 1 cell',
  ],
  [
    "files of several formats",
    { files: { "data/a.csv": "a,b\n1,2\n", "data/b.jsonl": "{}" } },
    '"data/a.csv" is CSV, "data/b.jsonl" is JSON',
  ],
  [
    "a compressed file by a wrong name",
    { files: { "data/a.csv": "a,b\n1,2\n", "data/b.csv": gzipSync("a,b\n1,2\n") } },
    'Cannot read "data/b.csv": it is compressed with gzip',
  ],
])("%s is refused as in memory", async (_, given, message) => {
  await readBothWays(given, ({ streamed, whole }) => {
    expect("error" in streamed && streamed.error.message).toContain(message);
    expect("error" in whole && whole.error.message).toBe("error" in streamed && streamed.error.message);
    expect("error" in whole && whole.error.place).toEqual("error" in streamed && streamed.error.place);
  });
});
