import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProject } from "../../src/actions/project.ts";
import { readData } from "../../src/actions/read-data.ts";
import { streamData } from "../../src/actions/stream-data.ts";
import { checkFindings } from "../../src/checks/check-findings.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { deriveColumns } from "../../src/expression/derive-columns.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { relateColumns } from "../../src/profile/relate-columns.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { createWorkers, type Workers } from "../../src/services/workers.ts";
import { openParquet } from "../../src/tables/read-parquet.ts";
import { cellsOf } from "./read-both-ways.ts";

const goldenFolder = `${import.meta.dirname}/../golden/parquet`;
const golden = readFileSync(`${goldenFolder}/groups.parquet`);
let folder = "";
let workers: Workers;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-parquet-"));
  workers = createWorkers(assetUrl("worker"));
});
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Reads bytes as the project's data by row groups, and as a whole. */
async function readBoth(content: Uint8Array, config: string, threads = 2, partBytes?: number) {
  writeFileSync(path.join(folder, "data.parquet"), content);
  writeFileSync(path.join(folder, "mlops.yml"), config);
  const files = createFiles({ root: folder, contained: true });
  const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const { signal } = new AbortController();
  const pool = { ...workers, pool: () => workers.pool(threads) };
  const remote = { fetch: none, list: none };
  const scratch = createScratch(folder);
  const context = { files, remote, project, log: memoryLog(), signal, workers: pool, scratch };
  const streamed = await streamData(context, "data.parquet", { leastBytes: 0, partBytes });
  if (streamed === undefined) throw new Error("not streamed");
  const whole = await readData(files, "data.parquet", { columns: project.config.data.columns });
  return { project, streamed, whole };
}

test.each([
  ["gz", gzipSync],
  ["zst", zstdCompressSync],
])("Parquet that is compressed once more, as .%s, is read as if it were not", async (ending, compress) => {
  const name = `packed.parquet.${ending}`;
  writeFileSync(path.join(folder, name), compress(golden));
  writeFileSync(path.join(folder, "mlops.yml"), `version: 1\ndata: { path: ${name} }\n`);
  const files = createFiles({ root: folder, contained: true });
  const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const scratch = createScratch(path.join(folder, "packed"));
  const context = {
    ...{ files, project, scratch, workers, log: memoryLog(), remote: { fetch: none, list: none } },
    signal: new AbortController().signal,
  };
  const streamed = await streamData(context, name, { leastBytes: 0 });
  const whole = await readData(files, name);
  const loaded = await streamed?.table.load?.();
  expect(loaded?.columns.map(cellsOf)).toEqual(whole.columns.map(cellsOf));
  expect(streamed?.table).toMatchObject({ rows: whole.rows, bytes: whole.bytes, digest: whole.digest });
  const own = readdirSync(path.join(folder, "packed")).length;
  expect(await streamData(context, name, { leastBytes: golden.length + 1 })).toBeUndefined();
  expect(readdirSync(path.join(folder, "packed"))).toHaveLength(own);
  await scratch.close();
  expect(readdirSync(path.join(folder, "packed"))).toEqual([]);
});

const plain = "version: 1\ndata: { path: data.parquet }\n";
const config = `version: 1
data:
  path: data.parquet
  target: flag
  derive: { per_size: price / size }
  columns: { day: { format: "%d/%m/%Y" }, size: { type: number, missing_values: ["3"] } }
checks:
  - { row_count: { max: 10 }, where: "kind = 'a'" }
  - { duplicate_rows: { max: 0 } }
  - { expression: price > size }
  - { column: id, unique: true, increasing: strict }
  - { unique: [kind, seen] }
  - { column: note, pattern: "^note 1", unique: true }
  - { column: price, required: true, min: 0, missing: { max: 1% }, zscore: { max: 1.7 }, median: { max: 1 } }
  - { column: size, type: integer, enum: [1, 2] }
  - { column: kind, enum: [a, b], most_frequent: { max: 20% } }
  - { column: code, max_length: 3 }
  - { column: day, type: date, max: 2026-02-20 }
  - { column: moment, min: "2026-01-02T03:30:00Z" }
  - { column: per_size, max_value: { max: 1 } }
  - { column: flag, enum: [true] }
`;

/** Numbers to eleven digits, and to twelve behind the point. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === "number" ? Number(Number(each.toPrecision(11)).toFixed(12)) : each,
  );
}

// Parts of 2,000 bytes are some fifty rows each, of pages that hold more.
test.each([
  [1, undefined],
  [2, undefined],
  [1, 3000],
  [2, 2000],
])(
  "rows come to the same as the file in memory, on %i threads, in parts of %s bytes",
  async (threads, partBytes) => {
    const { project, streamed, whole } = await readBoth(golden, config, threads, partBytes);
    const types = whole.columns.map(({ name, type }) => [name, type]);
    expect(streamed.table.columns.map(({ name, type }) => [name, type])).toEqual(types);
    expect(types).toContainEqual(["code", "text"]);
    expect(types).toContainEqual(["day", "date"]);
    expect(streamed.table).toMatchObject({ rows: 900, bytes: golden.length, digest: whole.digest });
    const profile = profileTable(whole);
    expect(rounded(streamed.profile)).toEqual(rounded(relateColumns(whole, profile)));

    const options = { placeOf: project.place, target: "flag", now: Date.parse("2026-11-21") };
    const { checks, data } = project.config;
    const table = deriveColumns(whole, data.derive ?? {});
    const expected = await judgeChecks(table, profile, checks, options);
    const outcomes = await judgeChecks(streamed.table, streamed.profile, checks, options);
    expect(rounded(outcomes)).toEqual(rounded(expected));
    expect(expected.filter(({ passed }) => !passed).length).toBeGreaterThan(10);
    expect(checkFindings(outcomes, streamed.table, project.place)).toEqual(
      checkFindings(expected, table, project.place),
    );
  },
);

test("all rows can be had, as they are in memory", async () => {
  const { streamed, whole } = await readBoth(golden, plain);
  const loaded = await streamed.table.load?.();
  expect(loaded?.lines).toHaveLength(0);
  expect(loaded?.columns.map(cellsOf)).toEqual(whole.columns.map(cellsOf));
  let rows = 0;
  await streamed.table.eachPart?.(async (part) => {
    rows += part.rows;
  });
  expect(rows).toBe(900);
});

test("what is damaged is said by the file's name", async () => {
  const damaged = Uint8Array.from(golden).fill(0xff, 200, golden.length >> 1);
  await expect(readBoth(damaged, plain)).rejects.toThrow('Cannot read "data.parquet": it is damaged');
  await expect(readBoth(golden.subarray(0, 5000), plain)).rejects.toThrow("it is cut off");
});

test("what is wrong with a check is said at its place", async () => {
  const reading = readBoth(golden, `${plain}checks:\n  - { column: kind, pattern: '(' }\n`);
  await expect(reading).rejects.toMatchObject({ place: { file: "mlops.yml", line: 4 } });
});

test.each(readdirSync(goldenFolder).filter((name) => /^(codec|types|encodings|int96)/.test(name)))(
  "any rows of a group are those of the whole group: %s",
  async (name) => {
    const bytes = readFileSync(`${goldenFolder}/${name}`);
    const readRange = async (start: number, end: number) => bytes.subarray(start, end);
    const file = { bytes: bytes.length, readRange };
    const whole = await (await openParquet(file, { source: name })).read(0, 1);
    const types = Object.fromEntries(whole.columns.map((column) => [column.name, column.type]));
    const { groups, readRows } = await openParquet(file, { source: name, types });
    const rows = groups[0]!;
    for (const [from, to] of [
      [0, rows],
      [0, 1],
      [rows - 1, rows],
      [rows >> 1, (rows >> 1) + 1],
      [1, rows - 1],
    ] as const) {
      const part = await readRows(0, from, to);
      expect(part.rows).toBe(to - from);
      expect(part.columns.map(cellsOf)).toEqual(whole.columns.map((each) => cellsOf(each).slice(from, to)));
    }
  },
);
