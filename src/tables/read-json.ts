import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { limits } from "./csv-errors.ts";
import { createJsonScan, type JsonScan, jsonError } from "./json-scan.ts";
import { incomplete, scanObject, skipLines, skipSpaces } from "./json-scanner.ts";
import { unexpected } from "./json-values.ts";
import type { Column, ColumnType, Table } from "./table.ts";
import { finishValueColumn, tallyValues } from "./value-column.ts";

/** How a JSON file is read. */
export interface JsonOptions {
  /** Path as the user knows it, for messages. */
  source: string;
  /** Columns whose values are texts, numbers as they are written. */
  texts?: readonly string[] | undefined;
  /** Bytes that are scanned at a time; default 256 KiB. */
  window?: number | undefined;
  /** Types that hold instead of inferred ones; cells that do not fit become invalid cells. */
  types?: Readonly<Record<string, ColumnType>> | undefined;
  onProgress?: ((bytes: number) => void) | undefined;
}

/**
 * Reads objects into a table: JSON Lines (one object a line, blank lines skipped), or a list of objects where the
 * first byte is `[`. Columns are the keys in order of first appearance; a key that is not there, null, NaN and the
 * empty text are missing. Types are JSON's, judged over all rows by `inferType`; texts may be ISO dates, never
 * numbers. Opens the file a second time where a column turns out to be text and holds other values too. Throws
 * UserError with line and column for what cannot be read.
 */
export async function readJson(open: () => AsyncIterable<Uint8Array>, options: JsonOptions): Promise<Table> {
  const { source } = options;
  const types = new Map(Object.entries(options.types ?? {}));
  const declared = [
    ...(options.texts ?? []),
    ...[...types.keys()].filter((name) => types.get(name) === "text"),
  ];
  const first = await scanFile(open, options, new Set(declared));
  const columns = first.scan.columns.map((column) =>
    finishValueColumn(column, first.scan.rows, types.get(column.name)),
  );
  if (columns.every((column) => column !== undefined)) return tableOf(first, columns);

  const texts = first.scan.columns.filter((_, index) => columns[index] === undefined);
  const second = await scanFile(open, options, new Set([...declared, ...texts.map(({ name }) => name)]));
  const again = second.scan.columns.map((column) =>
    finishValueColumn(column, second.scan.rows, types.get(column.name)),
  );
  if (second.digest === first.digest && again.every((column) => column !== undefined)) {
    for (const [index, column] of again.entries())
      if (column.kind === "text" && columns[index] === undefined)
        column.tally = tallyValues(first.scan.columns[index]!, first.scan.rows);
    return tableOf(second, again);
  }
  throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
}

interface Scanned {
  scan: JsonScan;
  bytes: number;
  digest: string;
}

function tableOf({ scan, bytes, digest }: Scanned, columns: Column[]): Table {
  if (columns.length === 0)
    throw new UserError(
      `Cannot read "${scan.source}": ${scan.rows === 0 ? "it has no objects" : "its objects have no keys"}`,
      {
        file: scan.source,
        hint: "Write one object a line, or a list of objects",
      },
    );
  return {
    source: scan.source,
    rows: scan.rows,
    columns,
    lines: scan.lines.slice(0, scan.rows),
    bytes,
    digest,
  };
}

async function scanFile(
  open: () => AsyncIterable<Uint8Array>,
  options: JsonOptions,
  texts: ReadonlySet<string>,
): Promise<Scanned> {
  const hash = createHash("sha256");
  const scan = createJsonScan(options.source, texts);
  const scanPart = openRecords(scan);
  let buffer = new Uint8Array(options.window ?? 1 << 18);
  let filled = 0;
  let total = 0;
  const step = (isLast: boolean): void => {
    const start = scanPart(buffer, filled, isLast);
    buffer.copyWithin(0, start, filled);
    filled -= start;
    scan.lineStart -= start;
    if (filled > limits.record)
      throw jsonError(scan, 0, "the object is longer than 16 MiB", "Check the quotes and braces");
    if (filled * 2 >= buffer.length) {
      const wider = new Uint8Array(buffer.length * 2);
      wider.set(buffer.subarray(0, filled));
      buffer = wider;
    }
  };
  for await (const chunk of open()) {
    hash.update(chunk);
    for (let from = 0; from < chunk.length; ) {
      const taken = Math.min(chunk.length - from, buffer.length - filled);
      buffer.set(chunk.subarray(from, from + taken), filled);
      filled += taken;
      from += taken;
      if (filled === buffer.length) step(false);
    }
    total += chunk.length;
    options.onProgress?.(total);
  }
  step(true);
  return { scan, bytes: total, digest: hash.digest("hex") };
}

/**
 * Scans what the buffer has of the file and returns where the first object that is not complete starts. State is what
 * stands between objects: before the first, before an object, or after one.
 */
function openRecords(scan: JsonScan): (bytes: Uint8Array, end: number, isLast: boolean) => number {
  let state: "start" | "before" | "after" | "end" = "start";
  return (bytes, end, isLast) => {
    let at = 0;
    if (state === "start") {
      if (end < 3 && !isLast) return 0;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
      at = skipLines(scan, bytes, at, end);
      if (at === end) return at;
      scan.isList = bytes[at] === 91;
      if (scan.isList) at++;
      state = "before";
    }
    for (;;) {
      at = state === "after" && !scan.isList ? skipSpaces(bytes, at, end) : skipLines(scan, bytes, at, end);
      if (at >= end) {
        if (isLast && scan.isList && state !== "end")
          throw jsonError(
            scan,
            at,
            'the file ends before its list does, with no "]"',
            "Fetch or write the file again",
          );
        return end;
      }
      const byte = bytes[at]!;
      if (state === "end") throw unexpected(scan, bytes, at, "the end of the file");
      if (state === "after") {
        if (scan.isList && byte === 93) state = "end";
        else if (scan.isList && byte === 44) state = "before";
        else if (!scan.isList && byte === 10) {
          state = "before";
          continue;
        } else throw unexpected(scan, bytes, at, scan.isList ? '"," or "]"' : "the end of the line");
        at++;
        continue;
      }
      if (scan.isList && byte === 93 && scan.rows === 0) {
        state = "end";
        at++;
        continue;
      }
      const next = scanObject(scan, bytes, at, end);
      if (next === incomplete) {
        if (!isLast) return at;
        throw jsonError(
          scan,
          at,
          "the file ends in the middle of the object",
          "Fetch or write the file again",
        );
      }
      at = next;
      state = "after";
    }
  };
}
