import { decodeEntries } from "../tables/dictionary.ts";
import { addInvalid, type InvalidLog, invalidCells } from "../tables/invalid-rows.ts";
import type { Column, ColumnType } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import type { HashedColumn, PartAnswer } from "./work-part.ts";

/** Columns of all rows, gathered part by part. */
export interface CollectedColumns {
  /** Adds the next part's; its lines are those of the file less `line`. */
  add(part: PartAnswer, line: number): void;
  /** The columns, once all parts are added. */
  columns(): Column[];
  /** The line of each row. */
  lines: Uint32Array;
}

/** Room for columns of that many rows. */
export function collectColumns(rows: number): CollectedColumns {
  const collected = new Map<string, Collected>();
  const lines = new Uint32Array(rows);
  let from = 0;
  return {
    lines,
    add(part, line) {
      for (let row = 0; row < part.rows; row++) lines[from + row] = part.rowLines[row]! + line;
      for (const column of part.columns) {
        const into = collected.get(column.name) ?? startColumn(column, rows);
        collected.set(column.name, into);
        into.add(column, from);
      }
      from += part.rows;
    },
    columns: () => [...collected.values()].map((each) => each.finish()),
  };
}

type PartColumn = Column | HashedColumn;

interface Collected {
  add(column: PartColumn, from: number): void;
  finish(): Column;
}

function startColumn(column: PartColumn, rows: number): Collected {
  if (column.kind === "numeric") return collectNumbers(column.name, column.type, rows);
  return column.kind === "text" ? collectTexts(column.name, rows) : collectHashed(column.name, rows);
}

function collectNumbers(name: string, type: Exclude<ColumnType, "text">, rows: number): Collected {
  const values = new Float64Array(rows);
  const log: InvalidLog = { invalid: [], rows: [] };
  return {
    add(column, from) {
      if (column.kind !== "numeric") return;
      values.set(column.values, from);
      const texts = new Map(column.invalid.map(({ row, text }) => [row, text]));
      for (const row of column.invalidRows ?? texts.keys()) addInvalid(log, from + row, texts.get(row) ?? "");
    },
    finish: () => ({ kind: "numeric", name, type, values, ...invalidCells(log) }),
  };
}

function collectTexts(name: string, rows: number): Collected {
  const codes = new Int32Array(rows).fill(-1);
  const codeOf = new Map<string, number>();
  return {
    add(column, from) {
      if (column.kind !== "text") return;
      const known = decodeEntries(textEntries(column)).map((text) => {
        const code = codeOf.get(text) ?? codeOf.size;
        codeOf.set(text, code);
        return code;
      });
      for (let row = 0; row < column.codes.length; row++) codes[from + row] = known[column.codes[row]!] ?? -1;
    },
    finish: () => ({ kind: "text", name, type: "text", codes, dictionary: [...codeOf.keys()] }),
  };
}

/** Texts by the 64 bits of their hashes: they can be told apart, but not read. */
function collectHashed(name: string, rows: number): Collected {
  const codes = new Int32Array(rows).fill(-1);
  let table = { high: new Int32Array(1024), low: new Int32Array(1024), codes: new Int32Array(1024) };
  let size = 0;
  const place = (into: typeof table, high: number, low: number): number => {
    const mask = into.codes.length - 1;
    let slot = low & mask;
    while (into.codes[slot] !== 0 && (into.low[slot] !== low || into.high[slot] !== high))
      slot = (slot + 1) & mask;
    return slot;
  };
  const widen = (): void => {
    const slots = table.codes.length * 2;
    const wider = { high: new Int32Array(slots), low: new Int32Array(slots), codes: new Int32Array(slots) };
    for (let slot = 0; slot < table.codes.length; slot++) {
      if (table.codes[slot] === 0) continue;
      const to = place(wider, table.high[slot]!, table.low[slot]!);
      wider.high[to] = table.high[slot]!;
      wider.low[to] = table.low[slot]!;
      wider.codes[to] = table.codes[slot]!;
    }
    table = wider;
  };
  const codeOf = (high: number, low: number): number => {
    const slot = place(table, high, low);
    if (table.codes[slot] !== 0) return table.codes[slot]! - 1;
    table.high[slot] = high;
    table.low[slot] = low;
    table.codes[slot] = ++size;
    if (size * 2 > table.codes.length) widen();
    return size - 1;
  };
  return {
    add(column, from) {
      if (column.kind !== "hashed") return;
      const known = Int32Array.from(column.high, (high, code) => codeOf(high, column.low[code]!));
      for (let row = 0; row < column.codes.length; row++) codes[from + row] = known[column.codes[row]!] ?? -1;
    },
    finish: () => ({ kind: "text", name, type: "text", codes, dictionary: new Array<string>(size).fill("") }),
  };
}
