import { UserError } from "../errors.ts";
import { type DeclaredColumns, declaredType } from "./cell-rule.ts";
import { type ColumnEvidence, evidenceOfTexts, settledType } from "./column-evidence.ts";
import { findLineEnd, type PartRange, type PlannedColumn, type ReadAt } from "./csv-part.ts";
import { emptyColumn } from "./join-columns.ts";
import type { JsonCuts } from "./json-borders.ts";
import { openJsonFeed } from "./json-feed.ts";
import { createJsonScan, type JsonScan, refuseSparse } from "./json-scan.ts";
import type { Column, ColumnType, Table } from "./table.ts";
import { finishWithTally } from "./value-column.ts";

/** What is known of a JSON file before its objects are read part by part. */
export interface JsonLayout {
  format: "json";
  source: string;
  bytes: number;
  start: 0;
  line: 1;
  /** Whether it is one list, and where that may be cut; else each line is an object. */
  isList: boolean;
  cuts: JsonCuts;
  /** Bytes of an object, about. */
  rowBytes: number;
}

/** How JSON is read: the columns that are known, without those that folders make, and what is declared. */
export interface JsonPlan extends JsonLayout {
  columns: readonly PlannedColumn[];
  declared: DeclaredColumns | undefined;
}

/** The objects of a part. */
export interface JsonPart {
  /** Columns in the plan's order; one whose cells are not as planned comes without cells. Lines count from the range's. */
  table: Table;
  /** All columns of the part in order of first appearance: what their cells look like, and whether some are no texts. */
  seen: { name: string; cells: ColumnEvidence; hasNumbers: boolean }[];
  start: number;
  next: number;
  lines: number;
}

const window = 1 << 18;

/** Reads the objects of a range. Throws UserError as `readJson`; its line counts from the range's. */
export async function readJsonPart(read: ReadAt, plan: JsonPlan, range: PartRange): Promise<JsonPart> {
  const { source, columns, declared = {}, isList } = plan;
  const written = columns.flatMap(({ name, isWritten }) => (isWritten ? [name] : []));
  const scan = createJsonScan(source, new Set([...written, ...declaredTexts(declared)]));
  const { start, next } = isList ? scanList(read, plan, range, scan) : scanLines(read, plan, range, scan);
  const { rows } = scan;
  refuseSparse(scan, rows, columns.length);
  const expected = new Map(columns.map(({ name, type, base = type }) => [name, widened(base)]));
  const finished = scan.columns.map((column) => ({
    name: column.name,
    ...finishWithTally(column, rows, expected.get(column.name)),
  }));
  const byName = new Map(finished.map(({ name, column }) => [name, column]));
  const own = [...expected].map(([name, type]) => byName.get(name) ?? emptyColumn(name, type, rows));
  const known = await declaredAs(own, plan.declared);
  return {
    table: {
      source,
      rows,
      columns: known.map((column, index) => labelled(column, columns[index]!.type)),
      lines: scan.lines.subarray(0, rows),
      bytes: next - start,
      digest: "",
    },
    seen: finished.map(({ name, tally, isMixed }) => ({
      name,
      cells: evidenceOfTexts(tally),
      hasNumbers: isMixed,
    })),
    start,
    next,
    lines: scan.line - (range.line ?? 0),
  };
}

/** Other parts may hold decimals and times. */
function widened(type: ColumnType): ColumnType {
  return type === "integer" ? "number" : type === "date" ? "datetime" : type;
}

function labelled(column: Column, type: ColumnType): Column {
  return column.kind === "numeric" && type !== "text" ? { ...column, type } : column;
}

/** The parts of a file of lines begin behind the line ends from the range's ends on: no text holds any. */
function scanLines(
  read: ReadAt,
  plan: JsonPlan,
  range: PartRange,
  scan: JsonScan,
): { start: number; next: number } {
  const { bytes } = plan;
  scan.line = range.line ?? 0;
  const start = range.isExact ? range.from : Math.min(bytes, findLineEnd(read, range.from - 1, bytes) + 1);
  if (start >= range.to) return { start, next: start };
  const next = range.to === bytes ? bytes : Math.min(bytes, findLineEnd(read, range.to - 1, bytes) + 1);
  const feed = openJsonFeed(scan, start === 0 ? "start" : "before");
  for (const chunk of chunksOf(read, plan, start, next)) feed.add(chunk);
  feed.end();
  return { start, next };
}

/** A part of a list ends behind the comma behind its last element, which may be further on where the list is no JSON. */
function scanList(
  read: ReadAt,
  plan: JsonPlan,
  range: PartRange,
  scan: JsonScan,
): { start: number; next: number } {
  const { from, to, line = 0, lineStart = from } = range;
  scan.isList = true;
  scan.line = line;
  scan.lineStart = lineStart - from;
  const feed = openJsonFeed(scan, from === 0 ? "start" : "before");
  for (const chunk of chunksOf(read, plan, from, to)) feed.add(chunk);
  let next = to;
  while (next < plan.bytes && !feed.isBetween()) {
    const more = Math.min(plan.bytes, next + window);
    for (const chunk of chunksOf(read, plan, next, more)) feed.add(chunk);
    next = more;
  }
  if (next === plan.bytes) feed.end();
  return { start: from, next };
}

function* chunksOf(read: ReadAt, { source }: JsonPlan, from: number, to: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(window, to - from));
  for (let at = from; at < to; ) {
    const count = read(at, buffer.subarray(0, to - at));
    if (count === 0) throw new UserError(`Cannot read "${source}": the file changed while it was read`);
    yield buffer.subarray(0, count);
    at += count;
  }
}

/** The first objects of a file: how many, how many bytes they take, and their keys as columns. */
export interface JsonGlance {
  isList: boolean;
  rows: number;
  end: number;
  columns: PlannedColumn[];
}

/** Reads the objects in the first bytes of a file; undefined where there are none as a whole, and the file has more. */
export function glanceAtObjects(
  head: Uint8Array,
  bytes: number,
  { source, declared = {} }: { source: string; declared: DeclaredColumns | undefined },
): JsonGlance | undefined {
  const texts = declaredTexts(declared);
  const scan = createJsonScan(source, new Set(texts));
  const feed = openJsonFeed(scan, "start");
  feed.add(head);
  if (head.length === bytes) feed.end();
  else feed.isBetween();
  const { rows, isList } = scan;
  if (rows === 0 && head.length < bytes) return undefined;
  const columns = scan.columns.map((column) => {
    const isWritten = texts.includes(column.name);
    const { tally } = finishWithTally(column, rows);
    const base = isWritten ? "text" : settledType(evidenceOfTexts(tally));
    return planJsonColumn(column.name, base, { declared, isWritten });
  });
  return { isList, rows, end: head.length, columns };
}

/** Columns whose values are texts, numbers as they are written, by what is declared. */
export function declaredTexts(declared: DeclaredColumns): string[] {
  return Object.keys(declared).filter((name) => declared[name]?.type === "text");
}

/** The columns of objects, before and after what is declared of them. */
export function planJsonColumn(
  name: string,
  base: ColumnType,
  { declared = {}, isWritten }: { declared?: DeclaredColumns | undefined; isWritten: boolean },
): PlannedColumn {
  const own = Object.hasOwn(declared, name) ? declared[name] : undefined;
  return { name, type: declaredType(own ?? {}) ?? base, base, isDeclared: false, rule: {}, isWritten };
}

async function declaredAs(columns: Column[], declared: DeclaredColumns | undefined): Promise<Column[]> {
  if (declared === undefined) return columns;
  const { declareColumns } = await import("./declare-columns.ts");
  return declareColumns(columns, declared);
}
