import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readJson } from "../../src/tables/read-json.ts";
import { readParquet } from "../../src/tables/read-parquet.ts";
import type { Column, Table } from "../../src/tables/table.ts";
import { readText } from "./read-text.ts";

type Rows = unknown[][];
/** What tools read of a file, its header first; null where they refuse it. */
type Readings = Partial<Record<"csv" | "json" | "pandas" | "pyarrow", Rows | null>>;
/** What Python's csv and json modules, pandas and pyarrow read: test/golden/odd-files.py. */
interface Golden {
  csv: ({ name: string; text?: string; base64?: string; csv: Rows | null } & Readings)[];
  json: ({ name: string; text: string } & Readings)[];
  parquet: { at?: number; byte: number; end?: number; pyarrow: Rows | null }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/odd-files.json", import.meta.url), "utf8"));

function cellsOf(column: Column): unknown[] {
  if (column.kind === "text")
    return [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]));
  const values = [...column.values].map((each) => (Number.isNaN(each) ? null : each));
  return column.type === "boolean" ? values.map((each) => (each === null ? null : each === 1)) : values;
}

/** The header and the rows, or why there are none. */
async function attempt(read: Promise<Pick<Table, "columns" | "rows">>): Promise<Rows | string> {
  try {
    const { columns, rows } = await read;
    const cells = columns.map(cellsOf);
    for (const column of cells) expect(column).toHaveLength(rows);
    const names = columns.map(({ name }) => name);
    return [names, ...Array.from({ length: rows }, (_, row) => cells.map((column) => column[row]))];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

/** The empty text is missing in our tables, and a column whose name it is gets the one that pandas makes up. */
const withoutEmpty = (rows: Rows): Rows =>
  rows.map((row, index) =>
    row.map((cell, at) => {
      if (index === 0) return String(cell).trim() === "" ? `Unnamed: ${at}` : cell;
      return cell === "" ? null : cell;
    }),
  );

/** What we refuse though a tool takes it, and what the tools make of it. */
const csvRefused: [why: RegExp, tools: string][] = [
  [
    /the row at line \d+ has \d+ cells?, the header has/,
    "csv gives rows of other lengths, pandas fills them up",
  ],
  [/there is text after the closing quote/, "pandas and pyarrow join it to the cell; csv refuses"],
  [/is never closed/, "pyarrow takes the rest of the file as one cell; csv and pandas refuse"],
  [/are both named/, "csv and pyarrow give two columns of a name, pandas makes a name up"],
  [/there is a NUL byte/, "all take it for text; it points to another encoding or a damaged file"],
  [/carriage return/, "all end a row there, which editors, and line numbers, do not"],
];

/** A file that leaves nothing to interpret: its rows are as long as its header of different names. */
function isValid(rows: Rows | null, content: string): rows is Rows {
  const [names = [], ...others] = rows ?? [];
  const isNamed = names.every((name) => String(name).trim() !== "") && new Set(names).size === names.length;
  const isPlain = !/\0|\r(?!\n)/.test(content.replace(/"[^"]*"/g, ""));
  return rows !== null && isNamed && isPlain && others.every((row) => row.length === names.length);
}

test("CSV files are those of csv, pandas and pyarrow, or refused for a reason that is known", async () => {
  const reasons = new Set<RegExp>();
  let taken = 0;
  for (const { name, text, base64 = "", ...tools } of golden.csv) {
    const bytes = text === undefined ? Buffer.from(base64, "base64") : Buffer.from(text);
    const typed = await attempt(readText(bytes, { delimiter: "," }));
    const names = typeof typed === "string" ? [] : (typed[0] as string[]);
    const types = Object.fromEntries(names.map((each) => [each, "text" as const]));
    const ours = await attempt(readText(bytes, { delimiter: ",", types }));
    const theirs = Object.entries(tools).filter(([, rows]) => rows !== null) as [string, Rows][];
    if (typeof ours === "string") {
      expect(isValid(tools.csv, bytes.toString()), `${name} is refused: ${ours}`).toBe(false);
      const reason = csvRefused.find(([why]) => why.test(ours))?.[0];
      if (reason !== undefined) reasons.add(reason);
      if (theirs.length > 0) expect(reason, `${name}: ${ours}`).toBeDefined();
    } else {
      taken++;
      for (const [tool, rows] of theirs) expect(ours, `${name} by ${tool}`).toEqual(withoutEmpty(rows));
      expect(theirs.length, `${name} is taken by no tool`).toBeGreaterThan(0);
    }
  }
  expect(taken).toBeGreaterThan(200);
  expect([...reasons].sort()).toEqual(csvRefused.map(([why]) => why).sort());
});

/** Where we differ from a tool that takes a file of JSON Lines. */
const jsonDifferences: Record<string, string> = {
  "a comma behind": "pandas takes a comma before a brace; JSON has none",
  "two on a line": "pyarrow takes several objects on a line; JSON Lines has one",
  "a key twice": "json and pandas keep the last value; which one is meant, nobody knows",
  "half a surrogate": "json and pandas keep what no UTF-8 can hold",
  "a control character": "pandas takes a tab as it is; JSON wants it escaped",
  "a number with a zero before": "pandas takes it; JSON has no such numbers",
  "numbers and texts": "the column is text, the number as it is written",
  "a number alone": "pandas makes a column of it; rows are objects",
  "an object of two lines": "pyarrow takes it; JSON Lines has an object on each line",
};

test("JSON Lines are those of json, pandas and pyarrow, but for known differences", async () => {
  const different = new Set<string>();
  for (const { name, text, ...tools } of golden.json) {
    const open = async function* () {
      yield Buffer.from(text);
    };
    const ours = await attempt(readJson(open, { source: "data.jsonl" }));
    for (const rows of Object.values(tools))
      if (rows !== null && JSON.stringify(ours) !== JSON.stringify(withoutEmpty(rows))) different.add(name);
  }
  expect([...different]).toEqual(Object.keys(jsonDifferences));
});

test("damaged Parquet is what pyarrow reads, refused, or whole where only what is not needed is damaged", async () => {
  const whole = readFileSync(new URL("../golden/odd.parquet", import.meta.url));
  const read = (bytes: Uint8Array) => {
    const readRange = async (from: number, to: number) => bytes.subarray(from, to);
    return attempt(readParquet({ bytes: bytes.length, readRange }, { source: "data.parquet" }));
  };
  const sound = await read(whole);
  let both = 0;
  for (const { at, byte, end, pyarrow } of golden.parquet) {
    const bytes = Buffer.from(whole.subarray(0, end));
    if (at !== undefined) bytes[at] = byte;
    const ours = await read(bytes);
    if (typeof ours === "string") continue;
    if (pyarrow !== null) both++;
    expect(ours, `${byte} at ${at}`).toEqual(pyarrow === null ? sound : withoutEmpty(pyarrow));
  }
  expect(both).toBeGreaterThan(50);
});
