import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { divideTable } from "../../src/actions/divide-table.ts";
import { boundBytes } from "../../src/actions/plain-copy.ts";
import { loadProject } from "../../src/actions/project.ts";
import { openQueries } from "../../src/actions/query-data.ts";
import { streamData } from "../../src/actions/stream-data.ts";
import { tableFindings } from "../../src/actions/table-findings.ts";
import { checkFindings } from "../../src/checks/check-findings.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { UserError } from "../../src/errors.ts";
import { deriveColumns } from "../../src/expression/derive-columns.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { relateColumns } from "../../src/profile/relate-columns.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createFiles, type Files } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch, type Scratch } from "../../src/services/scratch.ts";
import { createWorkers, type Workers } from "../../src/services/workers.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realDuckDb } from "../services/duckdb.ts";
import { judgeSuite } from "../suites/judge-suite.ts";
import { readText } from "../tables/read-text.ts";
import { expectAlike } from "./expect-alike.ts";

let folder = "";
let workers: Workers;
let scratch: Scratch;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-stream-"));
  workers = createWorkers(assetUrl("worker"));
  scratch = createScratch(path.join(folder, "scratch"));
});
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Streams a text as the project's data, with a threads' count and parts of so many bytes. */
async function stream(text: string, config: string, how: { threads?: number; partBytes?: number } = {}) {
  const data = await streamFile("data.csv", text, config, how);
  if (data === undefined) throw new Error("not streamed");
  return data;
}

/** As `stream`, for a file of any name, unless it comes to less than `leastBytes`. */
async function streamFile(
  name: string,
  content: string | Uint8Array,
  config: string,
  { threads = 2, partBytes = 4096, leastBytes = 0, change = (files: Files): Files => files } = {},
) {
  writeFileSync(path.join(folder, name), content);
  writeFileSync(path.join(folder, "mlops.yml"), config);
  const files = change(createFiles({ root: folder, contained: true }));
  const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const none = async () => {
    throw new Error("nothing is fetched");
  };
  const remote = { fetch: none, list: none };
  const pool = { ...workers, pool: () => workers.pool(threads) };
  const context = {
    files,
    remote,
    project,
    log: memoryLog(),
    signal: new AbortController().signal,
    workers: pool,
    scratch,
  };
  const data = await streamData(context, name, { partBytes, leastBytes });
  return data && { ...data, project };
}

/** Rows with missing and invalid cells, quoted line ends, repeated rows and a blank line. */
function makeRows(rows: number): string {
  let text = "id,price,size,kind,seen,note,flag\n";
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let row = 0; row < rows; row++) {
    const day = String(1 + next(28)).padStart(2, "0");
    const price = next(50) === 0 ? "" : (next(100_000) / 100 - 5).toFixed(2);
    const note = next(9) === 0 ? '"two\nlines, ""quoted"""' : `note ${next(40)}`;
    text += `${row % 97 === 5 ? row - 1 : row},${price},${row === 300 ? "huge" : next(30)},`;
    text += `${["a", "b", "c"][next(3)]},2026-01-${day},${note},${next(2) === 0}\n`;
    if (row === rows >> 1) text += "\n";
  }
  return text;
}

const config = `
version: 1
data:
  path: data.csv
  target: flag
  derive: { per_size: price / size }
checks:
  - { row_count: { min: 100 } }
  - { row_count: { max: 10 }, where: "kind = 'a'" }
  - { columns: { include: [id, other] } }
  - { duplicate_rows: { max: 0 } }
  - { expression: price > size }
  - { expression: price > 0, where: "kind = 'b'", mostly: 0.9 }
  - { column: id, unique: true, type: integer, required: true }
  - { unique: [kind, seen] }
  - { column: note, unique: true }
  - { column: note, pattern: "^note", max_length: 20, distinct: { max: 10 } }
  - { column: price, required: true, min: 0, max: 900, missing: { max: 1% } }
  - { column: price, zscore: { max: 1.7 }, iqr: { max: 0.1 }, mean: { max: 1 }, median: { max: 1 }, std: { max: 1 }, sum: { max: 1 } }
  - { column: price, quantiles: { "0.9": { max: 10 } }, min_value: { min: 0 }, max_value: { max: 10 } }
  - { column: price, mean: { min: 0 }, where: "kind = 'c' and size > 3" }
  - { column: size, type: integer, exclusive_min: 0, enum: [1, 2, 3] }
  - { column: kind, enum: [a, b], most_frequent: { max: 20% }, balance: { min: 40% } }
  - { column: kind, values: { exact: [a, b] } }
  - { column: kind, most_frequent: { max: 20%, enum: [x] } }
  - { column: size, values: { include: [1, 2, 99] } }
  - { column: note, json_schema: { type: object } }
  - { column: size, json_schema: { minimum: 5 } }
  - { column: seen, format: "%d/%m/%Y" }
  - { column: seen, max_age: 1d, min: 2026-01-05, increasing: true }
  - { column: id, increasing: strict }
  - { column: nothing, required: true, mean: { max: 1 } }
  - { column: per_size, min: 0 }
  - { column: per_size, max_value: { max: 1 } }
  - { correlation: { max: 0.000001 } }
`;

test.each([
  { threads: 1, partBytes: 1 << 20 },
  { threads: 2, partBytes: 3000 },
  { threads: 2, partBytes: 400 },
])("checks come to the same as in memory (%o)", async (how) => {
  const text = makeRows(600);
  const { table, profile, project } = await stream(text, config, how);
  const whole = await readText(text, { source: "data.csv" });
  const options = { placeOf: project.place, target: "flag", now: Date.parse("2026-11-21") };
  const expected = await judgeChecks(
    deriveColumns(whole, project.config.data.derive ?? {}),
    profileTable(whole),
    project.config.checks,
    options,
  );
  const outcomes = await judgeChecks(table, profile, project.config.checks, options);
  expectAlike(
    outcomes.map(({ check: _, ...each }) => each),
    expected.map(({ check: _, ...each }) => each),
  );
  expect(table.digest).toBe(whole.digest);
});

test("comparisons with earlier data and between parts come to the same as in memory", async () => {
  const checks = `version: 1
data: { path: data.csv, target: flag, exclude: [id, price, size], derive: { per_size: price / size } }
checks:
  - { drift: { max: 0.01, min_rows: 50 } }
  - { column: per_size, drift: { max: 0.01, method: wasserstein } }
  - { row_count: { change: { max: 1% } } }
  - { column: seen, newer_than_reference: true }
  - { overlap: { max: 0 } }
  - { column: kind, overlap: { max: 1 } }
  - { column: seen, time_overlap: { max: 10% } }
  - { most_frequent: { max: 10% } }
`;
  const text = makeRows(600);
  const { table, profile, project } = await stream(text, checks, { partBytes: 3000 });
  const { derive = {} } = project.config.data;
  const raw = await readText(text, { source: "data.csv" });
  const whole = deriveColumns(raw, derive);
  const before = deriveColumns(await readText(makeRows(500), { source: "before.csv" }), derive);
  const judged = [];
  for (const each of [whole, table]) {
    const loaded = (await each.load?.()) ?? each;
    const file = { ...loaded, columns: loaded.columns.slice(0, raw.columns.length) };
    const { train, test: tested } = divideTable(file, loaded, project);
    const outcomes = await judgeChecks(each, profile, project.config.checks, {
      placeOf: project.place,
      target: "flag",
      exclude: project.config.data.exclude,
      reference: { source: "before.csv", rows: 500, table: before },
      parts: { train: { table: loaded, rows: train }, test: { table: loaded, rows: tested } },
    });
    judged.push(outcomes);
  }
  expect(judged[1]).toEqual(judged[0]);
  expect(judged[0]?.filter(({ passed }) => !passed).length).toBeGreaterThan(4);
  expect(table.sample?.columns.map(({ name }) => name)).toEqual(whole.columns.map(({ name }) => name));
});

test("the profile is that in memory where values are few, however the file is cut", async () => {
  const text = makeRows(600);
  const whole = await readText(text, { source: "data.csv" });
  const { profile } = await stream(text, config, { partBytes: 2000 });
  expectAlike(
    JSON.parse(JSON.stringify(profile)),
    JSON.parse(JSON.stringify(relateColumns(whole, profileTable(whole)))),
  );
});

test("threads change nothing in the profile", async () => {
  const text = makeRows(800);
  const one = await stream(text, config, { threads: 1, partBytes: 1000 });
  const two = await stream(text, config, { threads: 2, partBytes: 1000 });
  expect(two.profile).toEqual(one.profile);
});

test("what a file gets wrong is said on its line, in whichever part", async () => {
  const lines = Array.from({ length: 2000 }, (_, row) => (row === 1500 ? "1,2,3" : `${row},x`));
  const broken = `a,b\n${lines.join("\n")}\n`;
  const plain = "version: 1\ndata: { path: data.csv }\n";
  await expect(stream(broken, plain)).rejects.toThrow("at line 1502");
  // Behind the rows that are tried before threads start.
  const far = `a,b\n${"1,x\n".repeat(300_000)}1,2,3\n`;
  await expect(stream(far, plain, { partBytes: 1 << 18 })).rejects.toThrow("at line 300002");
});

test("once a part cannot be read, the digest of the rest is not waited for", async () => {
  const lines = Array.from({ length: 300_000 }, (_, row) => (row === 250_000 ? "1,2,3" : `${row},x`));
  let hasEnded = false;
  const endless = async function* () {
    try {
      for (;;) {
        yield new Uint8Array(1);
        await new Promise(setImmediate);
      }
    } finally {
      hasEnded = true;
    }
  };
  const change = (files: Files): Files => ({ ...files, stream: endless });
  const plain = "version: 1\ndata: { path: data.csv }\n";
  await expect(
    streamFile("data.csv", `a,b\n${lines.join("\n")}\n`, plain, { change, partBytes: 1 << 18 }),
  ).rejects.toThrow("at line 250002");
  await expect.poll(() => hasEnded).toBe(true);
});

test("what is wrong with a check is said at its place", async () => {
  const wrong = "version: 1\ndata: { path: data.csv }\nchecks:\n  - { column: kind, pattern: '(' }\n";
  const error = await stream(makeRows(500), wrong).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).place).toMatchObject({ file: "mlops.yml", line: 4 });
});

test("what is declared of columns holds in each part", async () => {
  const rows = Array.from(
    { length: 3000 },
    (_, row) => `0${row},${1 + (row % 28)}/02/2026,${row % 50 === 3 ? "-" : row},${row % 7}`,
  );
  const text = `code,day,size,free\n${rows.join("\n")}\n`;
  const declared = `version: 1
data:
  path: data.csv
  columns:
    code: { type: integer }
    day: { format: "%d/%m/%Y" }
    size: { missing_values: ["-"] }
    free: { type: text }
`;
  const { table, profile, project } = await stream(text, declared, { partBytes: 5000 });
  const whole = await readText(text, { source: "data.csv", declared: project.config.data.columns });
  expect(table.columns.map(({ name, type }) => [name, type])).toEqual(
    whole.columns.map(({ name, type }) => [name, type]),
  );
  expect(profile.columns.map(({ missing, invalid }) => [missing, invalid])).toEqual(
    profileTable(whole).columns.map(({ missing, invalid }) => [missing, invalid]),
  );
  const wrong = declared.replace("free:", "fre:");
  await expect(stream(text, wrong)).rejects.toThrow('no column "fre"');
});

test("a column that its first rows do not tell the type of is read again", async () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `${row},${row < 50_000 ? "" : row / 4}`);
  const late = Array.from({ length: 60_000 }, (_, row) => `${row},${row < 50_000 ? row : `x${row}`}`);
  for (const text of [rows, late].map((each) => `a,b\n${each.join("\n")}\n`)) {
    const { table } = await stream(text, "version: 1\ndata: { path: data.csv }\n", { partBytes: 50_000 });
    const whole = await readText(text);
    expect(table.columns.map(({ type }) => type)).toEqual(whole.columns.map(({ type }) => type));
  }
});

describeWith("duckdb", "SQL over rows that are not in memory", () => {
  test.each([{ partBytes: 700 }, { partBytes: 5000, threads: 1 }])("%j", async (how) => {
    const text = makeRows(3000);
    const sql = `version: 1
data: { path: data.csv, derive: { per_size: price / size } }
checks:
  - { sql: select * from data where price < 20 }
  - { sql: select * from data where per_size > 100 or note like 'two%' and id > 2950, max_failed: 90% }
  - { sql: select d.* from data d join data e on d.id = e.id and d.rowid <> e.rowid }
  - { sql: select kind from data group by kind having count(*) < 2 }
`;
    const { table, profile, project } = await stream(text, sql, how);
    const whole = deriveColumns(
      await readText(text, { source: "data.csv" }),
      project.config.data.derive ?? {},
    );
    const judged = [];
    for (const each of [whole, table]) {
      const queries = openQueries(
        {
          duckdb: realDuckDb,
          natives: { locate: async () => requireTool("duckdb") },
          signal: new AbortController().signal,
        },
        { data: each, sets: [], loadSet: () => Promise.reject(new Error("no sets")) },
        undefined,
      );
      const outcomes = await judgeChecks(each, profile, project.config.checks, {
        placeOf: project.place,
        query: queries.run,
      }).finally(queries.close);
      judged.push({ outcomes, findings: checkFindings(outcomes, each, project.place) });
    }
    const [expected, actual] = judged;
    expect(actual).toEqual(expected);
    expect(expected?.outcomes[0]?.rows.length).toBeGreaterThan(10);
    expect(expected?.findings.length).toBe(2);
  });
});

test("what keeps a column text is found in rows that were picked", async () => {
  const lines = Array.from(
    { length: 900 },
    (_, row) => `${row === 500 ? "007" : row},0${1 + (row % 9)}/02/2026`,
  );
  const { table, project } = await stream(
    `id,day\n${lines.join("\n")}\n`,
    "version: 1\ndata: { path: data.csv }\n",
  );
  const findings = tableFindings(table, project);
  expect(findings).toMatchObject([
    { severity: "warning", rule: "id.type", file: "data.csv" },
    { severity: "warning", rule: "day.type" },
  ]);
  expect(findings[0]?.message).toContain("1 of 900 cells is no plain number: 1 with leading zeros (by rows");
  expect(findings[1]?.hint).toContain('format: "%d/%m/%Y"');
});

test("suites count the same part by part as in memory", async () => {
  const contract = `dataset: shop/main/rows
filter: id >= 10
columns:
  - name: price
    checks:
      - missing: { threshold: { metric: percent, must_be_less_than: 1 } }
      - invalid: { valid_min: 0, valid_max: 900, threshold: { must_be_between: { greater_than: 5, less_than: 900 } } }
      - aggregate: { function: avg, threshold: { must_be_greater_than: 1000 } }
      - aggregate: { function: max, threshold: { must_be_less_than: 2 } }
  - name: kind
    checks:
      - invalid: { valid_values: [a, b], threshold: { metric: percent, must_not_be: 0 } }
      - duplicate: { threshold: { must_be_less_than: 7 } }
  - name: id
    checks:
      - duplicate:
      - duplicate: { threshold: { metric: percent, must_be_less_than: 1 } }
checks:
  - row_count: { filter: "kind = 'a'", threshold: { must_be_less_than: 3 } }
  - failed_rows: { expression: price < size, threshold: { must_be_greater_than: 9999 } }
  - metric: { expression: count(distinct kind), threshold: { must_be: 3 } }
`;
  const text = makeRows(2000);
  const streamed = await stream(text, "version: 1\ndata: { path: data.csv }\n");
  const table = await readText(text);
  const suite = parseSuite(contract, "contract.yml");
  expect(suite.unsupported).toEqual([]);
  const whole = await judgeSuite(table, suite);
  const parts = await judgeSuite(streamed.table, suite, { profile: streamed.profile });
  expect(parts.numbers).toEqual(whole.numbers.map((each) => each && expect.closeTo(each, 8)));
  expect(parts.outcomes.map(({ passed, severity, failed }) => [passed, severity, failed])).toEqual(
    whole.outcomes.map(({ passed, severity, failed }) => [passed, severity, failed]),
  );
});

test("foreign keys of rows that are not in memory are those of the rows in memory", async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `${i},${i === 7 ? "" : (i * 7) % 3100},k${i % 50}\n`);
  const text = `id,parent,kind\n${rows.join("")}`;
  const checks = [
    "{ column: parent, references: { column: id } }",
    "{ column: parent, references: { column: id }, where: kind = 'k3' }",
    "{ references: { set: kinds, columns: { kind: name } } }",
  ];
  const streamed = await stream(
    text,
    `version: 1\ndata: { path: data.csv }\nchecks:\n${checks.map((each) => `  - ${each}\n`).join("")}`,
  );
  const kinds = await readText(`name\n${Array.from({ length: 48 }, (_, i) => `k${i}\n`).join("")}`);
  const loadSet = async () => kinds;
  const { checks: asked } = streamed.project.config;
  const [whole, table] = [await readText(text), streamed.table];
  const outcomes = await judgeChecks(table, streamed.profile, asked, { loadSet });
  const expected = await judgeChecks(whole, profileTable(whole), asked, { loadSet });
  const told = (each: (typeof outcomes)[number]) => [each.considered, each.failed, each.rows, each.message];
  expect(outcomes.map(told)).toEqual(expected.map(told));
  expect(outcomes.map(({ considered, failed }) => [considered, failed])).toEqual([
    [2999, 86],
    [60, 2],
    [3000, 120],
  ]);
});

describe("a file that is compressed, or of another encoding", () => {
  const text = makeRows(600).replaceAll("note 7", "né 7");
  const plain = "version: 1\ndata: { path: data.csv }\n";
  const checks = `${plain}checks:
  - { column: note, pattern: "^n.te", unique: true }
  - { expression: price > size }
  - { column: kind, enum: [a] }
  - { column: size, type: integer }
`;
  const latin = (encoding: string) => checks.replace("path:", `csv: { encoding: ${encoding} }, path:`);

  test.each([
    ["packed.csv.gz", gzipSync(text), checks],
    ["packed.tsv.zst", zstdCompressSync(text.replaceAll(",", "\t")), checks],
    ["wide.csv", Buffer.from(`\ufeff${text}`, "utf16le"), checks],
    ["latin.csv", Buffer.from(text, "latin1"), latin("latin-1")],
    ["both.csv.gz", gzipSync(Buffer.from(text, "latin1")), latin("windows-1252")],
  ])("is read as if it were plain: %s", async (name, content, config) => {
    const expected = await stream(name.includes("tsv") ? text.replaceAll(",", "\t") : text, checks);
    const data = await streamFile(name, content, config);
    expect(readdirSync(path.join(folder, "scratch"))).toHaveLength(1);
    const digest = createHash("sha256").update(content).digest("hex");
    expect(data?.profile).toEqual({ ...expected.profile, bytes: content.length, digest });
    expect(data?.table).toMatchObject({ source: name, bytes: content.length, digest });
    const judged = async (of: typeof expected) =>
      judgeChecks(of.table, of.profile, of.project.config.checks, { placeOf: of.project.place });
    expect(data && (await judged(data))).toEqual(await judged(expected));
    await scratch.close();
    expect(readdirSync(path.join(folder, "scratch"))).toEqual([]);
  });

  test("stays for memory where it unpacks to too little", async () => {
    for (const [leastBytes, isRead] of [
      [text.length, true],
      [text.length * 2, false],
    ] as const) {
      const data = await streamFile("packed.csv.gz", gzipSync(text), plain, { leastBytes });
      expect(data !== undefined).toBe(isRead);
      expect(readdirSync(path.join(folder, "scratch"))).toHaveLength(isRead ? 1 : 0);
      await scratch.close();
    }
  });

  test.each([
    ["cut.csv.gz", gzipSync(text).subarray(0, 2000), plain, 'Cannot read "cut.csv.gz": it is cut off'],
    [
      "bomb.csv.gz",
      gzipSync(Buffer.alloc(70 << 20, "1,2\n")),
      plain,
      "unpacks to more than 250 times its size",
    ],
    [
      "odd.csv",
      Buffer.from("a\n\ud800\n", "utf16le"),
      latin("utf-16"),
      'Cannot read "odd.csv": its text is not utf-16',
    ],
    ["long.csv.gz", gzipSync("a,b\n1,2\n1,2,3\n"), plain, 'Cannot read "long.csv.gz": the row at line 3'],
  ])("is refused by its own name, and leaves nothing: %s", async (name, content, config, message) => {
    await expect(streamFile(name, content, config)).rejects.toThrow(message);
    await scratch.close();
    expect(readdirSync(path.join(folder, "scratch"))).toEqual([]);
  });
});

test("no more is unpacked than a bound says", async () => {
  async function* chunks() {
    for (let i = 0; i < 4; i++) yield new Uint8Array(1000);
  }
  const read = async (most: number) => {
    let bytes = 0;
    for await (const chunk of boundBytes(chunks(), most, "data.csv.gz")) bytes += chunk.length;
    return bytes;
  };
  expect(await read(4000)).toBe(4000);
  await expect(read(3999)).rejects.toThrow('Cannot read "data.csv.gz": it unpacks to more than 4 kB');
});
