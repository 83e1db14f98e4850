import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProject } from "../../src/actions/project.ts";
import { streamData } from "../../src/actions/stream-data.ts";
import { UserError } from "../../src/errors.ts";
import type { PartWork } from "../../src/parts/work-part.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { openParts } from "../../src/runner/open-parts.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import type { CsvDialect } from "../../src/tables/csv-dialect.ts";
import { planBytes } from "../../src/tables/plan-csv.ts";
import type { Column } from "../../src/tables/table.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";
import { readText } from "../tables/read-text.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-stream-fuzz-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Streams bytes as the project's data in parts of so many bytes, on this thread. */
async function stream(bytes: Uint8Array, csv: CsvDialect, partBytes: number) {
  writeFileSync(path.join(folder, "data.csv"), bytes);
  writeFileSync(
    path.join(folder, "mlops.yml"),
    JSON.stringify({ version: 1, data: { path: "data.csv", csv } }),
  );
  const files = createFiles({ root: folder, contained: true });
  const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const workers = inlineWorkers((_, shared) => openParts(shared as PartWork));
  const context = {
    files,
    remote: { fetch: none, list: none },
    project,
    log: memoryLog(),
    signal: new AbortController().signal,
    workers,
    scratch: createScratch(folder),
  };
  const data = await streamData(context, "data.csv", { partBytes, leastBytes: 0 });
  if (data?.table.load === undefined) throw new Error("not streamed");
  const { columns, lines, rows } = await data.table.load();
  return { columns, lines, rows, profile: data.profile, digest: data.table.digest };
}

async function whole(bytes: Uint8Array, csv: CsvDialect) {
  const table = await readText(bytes, csv);
  return { ...table, profile: profileTable(table) };
}

function cellsOf(column: Column): unknown[] {
  if (column.kind === "text")
    return [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]));
  return [...column.values];
}

type Answer = Awaited<ReturnType<typeof stream>>;

/** What both ways must agree on; "refused" where a file is not read. */
async function outcome(read: Promise<Answer>): Promise<unknown> {
  try {
    const { columns, lines, rows, profile, digest } = await read;
    return {
      rows,
      digest,
      lines: [...lines],
      columns: columns.map((column) => [column.name, column.type, cellsOf(column)]),
      duplicates: profile.duplicate_rows,
      counts: profile.columns.map(({ missing, invalid, distinct }) => [missing, invalid, distinct]),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return "refused";
  }
}

const dialects = fc.constantFrom<CsvDialect>(
  {},
  {},
  { delimiter: ";", quote: "'" },
  { escape: "\\" },
  { comment: "#" },
  { delimiter: "|", quote: "'", escape: "\\", comment: "%" },
  { header: false },
);
/** Cells, among them ones that look like rows, comments and quotes when read from their middle. */
const content = fc.oneof(
  fc.constantFrom("", "1", "-2.5", "007", "NA", "true", "2026-01-31", "x", "é", "😀 ü", "9007199254740993"),
  fc.integer({ min: -999, max: 99_999 }).map(String),
  fc.constantFrom(
    "1,2,3\n4,5,6\n7,8,9",
    "\n\n",
    "\r\n",
    'a"b',
    "\n#\n",
    "'\n'",
    '"\n"',
    "a;b\n1;2",
    "\\",
    "x\r",
  ),
  fc.string({ unit: fc.constantFrom(..."ab1,;|\"'\\#%\n\r é😀"), maxLength: 12 }),
);
const ends = fc.constantFrom("\n", "\n", "\r\n", "\n\n", "\r\n\r\n");
const row = fc.record({
  cells: fc.tuple(content, content, content),
  isQuoted: fc.boolean(),
  end: ends,
  note: fc.boolean(),
});

function write(
  rows: readonly { cells: readonly string[]; isQuoted: boolean; end: string; note: boolean }[],
  dialect: CsvDialect,
): string {
  const { delimiter = ",", quote = '"', escape: escaper, comment } = dialect;
  const special = [delimiter, quote, "\n", "\r", "#", escaper ?? "\n", comment ?? "\n"];
  const cell = (text: string, isQuoted: boolean): string => {
    if (!isQuoted && text !== "" && !special.some((each) => text.includes(each))) return text;
    const inner = escaper === undefined ? text : text.replaceAll(escaper, escaper + escaper);
    return quote + inner.replaceAll(quote, quote + quote) + quote;
  };
  const lines = rows.map(({ cells, isQuoted, end, note }) => {
    const line = cells.map((each) => cell(each, isQuoted)).join(delimiter) + end;
    return note && comment !== undefined ? `${comment} ${quote}1${delimiter}2${end}${line}` : line;
  });
  return [`a${delimiter}b${delimiter}c\n`, ...lines].join("");
}

const file = fc.record({
  dialect: dialects,
  rows: fc.array(row, { minLength: 1, maxLength: 30 }),
  mark: fc.boolean(),
  hasEnd: fc.boolean(),
  partBytes: fc.integer({ min: 1, max: 150 }),
});

test("a file of any dialect is the same part by part as in memory, however it is cut", {
  timeout: fuzzTimeout,
}, async () => {
  await fc.assert(
    fc.asyncProperty(file, async ({ dialect, rows, mark, hasEnd, partBytes }) => {
      const text = write(rows, dialect);
      const bytes = new TextEncoder().encode((mark ? "\uFEFF" : "") + (hasEnd ? text : text.trimEnd()));
      const expected = await outcome(whole(bytes, dialect));
      expect(await outcome(stream(bytes, dialect, partBytes))).toEqual(expected);
      expect(expected).toMatchObject({ rows: rows.length + (dialect.header === false ? 1 : 0) });
    }),
    fuzzRuns(120),
  );
});

test("a damaged file is refused part by part where it is in memory, or is the same", {
  timeout: fuzzTimeout,
}, async () => {
  const change = fc.tuple(fc.nat(), fc.constantFrom(...`",;\n\r'\\#1\0`, "\u00ff"));
  await fc.assert(
    fc.asyncProperty(file, fc.array(change, { maxLength: 3 }), async (written, changes) => {
      const { dialect, rows, partBytes } = written;
      const bytes = new TextEncoder().encode(write(rows, dialect));
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte.charCodeAt(0);
      const expected = await outcome(whole(bytes, dialect));
      expect(await outcome(stream(bytes, dialect, partBytes))).toEqual(expected);
    }),
    fuzzRuns(120),
  );
});

test("a cell of several lines across the end of what the plan is made from is no fault", async () => {
  const note = `"${"some words, and\n".repeat(700)}"`;
  const text = `a,b,c\n${Array.from({ length: 200 }, (_, i) => `${i},${note},x`).join("\n")}`;
  const bytes = new TextEncoder().encode(text);
  expect(bytes.length).toBeGreaterThan(2 * planBytes);
  expect(await outcome(stream(bytes, {}, 1 << 19))).toEqual(await outcome(whole(bytes, {})));
});
