import { readCell, readCellAs } from "./cell.ts";
import { type CellRule, type DeclaredColumns, declaredType, isByText } from "./cell-rule.ts";
import type { CsvMarks } from "./csv-dialect.ts";
import { createDictionary, type Dictionary } from "./dictionary.ts";
import { addInvalid, type InvalidLog } from "./invalid-rows.ts";
import type { ColumnType } from "./table.ts";

/** How a column's cells are stored while scanning: dictionary-encoded, as numbers, or as dates. */
export const textKind = 0;
/** Cells are float64 numbers. */
export const numberKind = 1;
/** Cells are dates, as UTC milliseconds. */
export const dateKind = 2;

/** What is known of columns before their cells are read. */
export interface DeclaredCells {
  /** Types that hold instead of inferred ones; cells that do not fit become invalid cells. */
  types?: Readonly<Record<string, ColumnType>> | undefined;
  /** What is declared of columns and their cells; its types come before `types`. */
  declared?: DeclaredColumns | undefined;
}

/** A column as it grows. All have one shape, so that the scanner's property reads stay quick. */
export interface ColumnBuilder {
  name: string;
  forced: ColumnType | undefined;
  rule: CellRule;
  kind: typeof textKind | typeof numberKind | typeof dateKind;
  values: Float64Array;
  codes: Int32Array;
  /** Start and end in the buffer of each text of the batch; the start is inverted (~) where quotes are escaped. */
  cells: Int32Array;
  dictionary: Dictionary;
  misfits: InvalidLog;
  /** A record that crosses two buffers is read again; its invalid cells count once. */
  lastInvalidRow: number;
  hasDecimal: boolean;
  hasAmbiguous: boolean;
  hasPadded: boolean;
  hasInfinite: boolean;
  hasTime: boolean;
}

/** Columns may be many, and start as these. */
const [noValues, noCodes] = [new Float64Array(0), new Int32Array(0)] as const;

/** An empty column; a forced type decides how its cells are stored, unless they must be read as texts first. */
export function createColumn(
  name: string,
  forced: ColumnType | undefined,
  rule: CellRule = {},
): ColumnBuilder {
  return {
    name,
    forced,
    rule,
    kind: kindOf(forced, rule),
    values: noValues,
    codes: noCodes,
    cells: noCodes,
    dictionary: createDictionary(),
    misfits: { invalid: [], rows: [] },
    lastInvalidRow: -1,
    hasDecimal: false,
    hasAmbiguous: false,
    hasPadded: false,
    hasInfinite: false,
    hasTime: false,
  };
}

/** How the cells of a type are stored while they are read. */
export function kindOf(type: ColumnType | undefined, rule: CellRule): ColumnBuilder["kind"] {
  if (isByText(rule)) return textKind;
  if (type === "integer" || type === "number") return numberKind;
  return type === "date" || type === "datetime" ? dateKind : textKind;
}

/** The columns of a file, by what is declared of them. */
export function openColumns(
  { names, marks }: { names: readonly string[]; marks: CsvMarks },
  { types = {}, declared = {} }: DeclaredCells,
): ColumnBuilder[] {
  const decimal = String.fromCharCode(marks.decimal);
  return names.map((name) => {
    const column = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const known = Object.hasOwn(types, name) ? types[name] : undefined;
    const { type: _, ...rule } = column ?? {};
    return createColumn(name, declaredType(column ?? {}) ?? known, { decimal, ...rule });
  });
}

/** Stores a cell in a column of numbers or dates; what does not fit is counted and kept. */
export function storeTyped(column: ColumnBuilder, row: number, text: string): void {
  store(column, row, text, readTyped(column, text));
}

/** The value of a cell in a column of numbers or dates, NaN for missing, undefined when it does not fit. */
export function readTyped(column: ColumnBuilder, text: string): number | undefined {
  const { forced, rule } = column;
  return forced === undefined || forced === "text"
    ? inferredValue(column, text)
    : readCellAs(text, forced, rule);
}

/** Stores a value that was read; a cell that does not fit counts once, however often its record is read. */
export function store(column: ColumnBuilder, row: number, text: string, value: number | undefined): void {
  column.values[row] = value ?? Number.NaN;
  if (value !== undefined || column.lastInvalidRow === row) return;
  column.lastInvalidRow = row;
  addInvalid(column.misfits, row, text);
}

function inferredValue(column: ColumnBuilder, text: string): number | undefined {
  const { shape, value } = readCell(text, column.rule);
  if (shape === "missing" || shape === "marker") return Number.NaN;
  if (column.kind === dateKind) {
    if (shape === "datetime") column.hasTime = true;
    return shape === "date" || shape === "datetime" ? value : undefined;
  }
  if (shape === "decimal") column.hasDecimal = true;
  else if (shape === "ambiguous") column.hasAmbiguous = true;
  else if (shape === "padded") column.hasPadded = true;
  else if (shape === "infinite") column.hasInfinite = true;
  else if (shape !== "integer") return undefined;
  return value;
}
