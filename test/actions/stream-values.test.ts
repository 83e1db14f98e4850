import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProject } from "../../src/actions/project.ts";
import { readData } from "../../src/actions/read-data.ts";
import { reportData } from "../../src/actions/report-data.ts";
import { streamData } from "../../src/actions/stream-data.ts";
import { rowsThatFail } from "../../src/actions/validated.ts";
import { writeFailedRows } from "../../src/actions/write-failed-rows.ts";
import { checkFindings } from "../../src/checks/check-findings.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { deriveColumns } from "../../src/expression/derive-columns.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch, type Scratch } from "../../src/services/scratch.ts";
import { createWorkers, type Workers } from "../../src/services/workers.ts";
import type { Table } from "../../src/tables/table.ts";

let folder = "";
let workers: Workers;
let scratch: Scratch;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-values-"));
  workers = createWorkers(assetUrl("worker"));
  scratch = createScratch(path.join(folder, "scratch"));
});
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that is read beside the rows, and what the checks come to with their cells, of the data in parts and in memory. */
async function tellBoth(name: string, content: Uint8Array | undefined, checks: string, partBytes?: number) {
  if (content !== undefined) writeFileSync(path.join(folder, name), content);
  writeFileSync(path.join(folder, "mlops.yml"), `version: 1\n${checks.replace("DATA", name)}`);
  const files = createFiles({ root: folder, contained: true });
  const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const { signal } = new AbortController();
  const context = {
    ...{ files, project, signal, scratch, workers, log: memoryLog() },
    remote: { fetch: none, list: none },
  };
  const streamed = await streamData(context, name, { partBytes, leastBytes: 0 });
  if (streamed === undefined) throw new Error("not streamed");
  const { columns, derive = {} } = project.config.data;
  const whole = await readData(files, name, { columns });
  const profile = profileTable(whole);
  const told = [];
  for (const table of [streamed.table, deriveColumns(whole, derive)])
    told.push(await tell(table, profile, { ...context, shown: true }));
  const quiet = await tell(streamed.table, profile, { ...context, shown: false });
  return { streamed: told[0]!, whole: told[1]!, quiet, table: streamed.table };
}

type Tellable = Parameters<typeof writeFailedRows>[0] & { shown: boolean };

async function tell(table: Table, profile: ReturnType<typeof profileTable>, { shown, ...context }: Tellable) {
  const { files, project } = context;
  const outcomes = await judgeChecks(table, profile, project.config.checks, { placeOf: project.place });
  if (shown) await table.pick?.(rowsThatFail(outcomes));
  const findings = checkFindings(outcomes, table, project.place, shown ? profile : undefined);
  const failed = await writeFailedRows(context, { table, profile, outcomes, set: undefined });
  const csv = failed.path === undefined ? "" : await files.read(failed.path);
  const report = reportData({ title: "data", profile, outcomes, findings, note: failed.note });
  return { report: JSON.stringify(report), csv, findings };
}

/** Quoted line ends, invalid and missing cells, and personal data. */
function makeCsv(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, row) => {
    const note = row % 11 === 0 ? '"two\nlines, ""quoted"""' : row % 13 === 0 ? "ann@example.org" : `n${row}`;
    const size = row === 90 ? "huge" : row % 17 === 0 ? "" : row % 9;
    return `${row},user${row}@example.org,${size},${(row * 7) / 4},2026-01-${10 + (row % 19)},${note},${row % 2 === 0}`;
  });
  return Buffer.from(`id,email,size,price,seen,note,flag\n${lines.join("\n")}\n`);
}

const csvChecks = `data: { path: DATA, derive: { per_size: price / size } }
checks:
  - { column: id, max: 400 }
  - { column: email, pattern: "^admin" }
  - { column: size, type: integer, required: true, max: 7 }
  - { column: note, pattern: "^[nt]", max_length: 3 }
  - { column: seen, max: "2026-01-20" }
  - { column: flag, enum: [true] }
  - { column: price, zscore: { max: 1 }, unique: true }
  - { column: per_size, max: 5 }
  - { expression: price < 100, where: size > 3 }
  - { unique: [size, seen] }
`;

test.each([
  ["data.csv", 400],
  ["data.csv", 3000],
  ["data.csv.gz", 3000],
])(
  "findings have the values, and failed rows the cells, that they have in memory: %s by %i bytes",
  async (name, partBytes) => {
    const text = makeCsv(600);
    const content = name.endsWith(".gz") ? gzipSync(text) : text;
    const { streamed, whole, quiet, table } = await tellBoth(name, content, csvChecks, partBytes);
    expect(streamed).toEqual(whole);
    expect(whole.csv.split("\n").length).toBeGreaterThan(300);
    expect(whole.csv).toContain('2026-01-20,"two\nlines, ""quoted""",false');
    const hints = whole.findings.map(({ hint = "" }) => hint);
    expect(hints.join("\n")).toContain('value "huge"');
    expect(hints.join("\n")).toContain('"2026-01-21", "2026-01-22"');
    expect(whole.report + whole.csv).not.toContain("@example");
    expect(quiet.report).not.toContain("huge");
    expect(table.picked?.size).toBeLessThan(600);
  },
);

test("so they do of Parquet", async () => {
  const golden = readFileSync(`${import.meta.dirname}/../golden/parquet/groups.parquet`);
  const checks = `data:
  path: DATA
  columns: { day: { format: "%d/%m/%Y" }, size: { type: number, missing_values: ["3"] } }
checks:
  - { column: price, min: 0, required: true }
  - { column: note, pattern: "^note 1" }
  - { column: code, max_length: 3 }
  - { column: day, type: date, max: 2026-02-20 }
  - { column: moment, min: "2026-01-02T03:30:00Z" }
  - { column: flag, enum: [true] }
  - { column: kind, enum: [a] }
  - { unique: [kind, seen] }
`;
  const { streamed, whole } = await tellBoth("data.parquet", golden, checks);
  expect(streamed).toEqual(whole);
  expect(whole.csv.split("\n").length).toBeGreaterThan(100);
});

test("so they do of several files whose columns are in another order, and of JSON", async () => {
  mkdirSync(path.join(folder, "parts"), { recursive: true });
  const rows = (from: number): [number, string, string][] =>
    Array.from({ length: 300 }, (_, i) => [from + i, i % 7 === 0 ? "" : `n${i}`, `2026-01-${10 + (i % 19)}`]);
  const write = (name: string, text: string) => writeFileSync(path.join(folder, "parts", name), text);
  write(
    "a.csv",
    `id,note,day\n${rows(0)
      .map((row) => row.join(","))
      .join("\n")}\n`,
  );
  write(
    "b.csv",
    `day,id,note\n${rows(300)
      .map(([id, note, day]) => [day, id, note].join(","))
      .join("\n")}\n`,
  );
  const checks = `data: { path: DATA }
checks:
  - { column: id, max: 250 }
  - { column: note, required: true, pattern: "^n1" }
  - { column: day, max: "2026-01-20" }
`;
  const files = await tellBoth("parts/*.csv", undefined, checks, 2000);
  expect(files.streamed).toEqual(files.whole);
  expect(files.whole.csv).toContain("2026-01-21");
  const lines = rows(0).map(([id, note, day]) =>
    JSON.stringify({ id, note: note || null, day, odd: id % 5 ? id / 4 : "x" }),
  );
  const json = await tellBoth("data.jsonl", Buffer.from(lines.join("\n")), checks, 2000);
  expect(json.streamed).toEqual(json.whole);
  expect(json.whole.csv).toContain(",x\n");
});

test("rows of a file that changed meanwhile are not told", async () => {
  const { table } = await tellBoth("data.csv", makeCsv(600), "data: { path: DATA }\n", 3000);
  writeFileSync(path.join(folder, "data.csv"), makeCsv(100));
  await expect(table.pick?.([500])).rejects.toThrow("the file changed while it was read");
});
