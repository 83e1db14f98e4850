import { UserError } from "../errors.ts";
import { readCell } from "./cell.ts";
import { type CellRule, type DeclaredColumns, declaredType } from "./cell-rule.ts";
import { decodeEntries } from "./dictionary.ts";
import type { TableFormat } from "./file-format.ts";
import { countPresent, inferType } from "./infer-type.ts";
import type { Column, ColumnType, NumericColumn } from "./table.ts";
import { emptyTally, type Tally, tallyDictionary } from "./tally.ts";
import { textEntries } from "./text-entries.ts";

/** One file's part of a column. */
export interface ColumnPart {
  column: Column;
  /** The file. */
  source: string;
}

/** The format of a table's files, and what is declared: the decimal mark of CSV, else a point, and columns. */
export interface FilesFormat extends Pick<CellRule, "decimal"> {
  format: TableFormat;
  declared?: DeclaredColumns | undefined;
}

/**
 * The type of a column that several files hold. For CSV and JSON it is what all cells together make it, as if the files
 * were one: a bad cell in one file stays a bad cell, codes such as `007` in one make all of it text. Parquet declares
 * types: whole numbers and others are numbers, dates and times are times, and what else differs throws UserError with
 * two files. Columns without values have a say in neither.
 */
export function settleType(
  parts: readonly ColumnPart[],
  { format, decimal, declared = {} }: FilesFormat,
): ColumnType {
  const name = parts[0]?.column.name ?? "";
  const own = Object.hasOwn(declared, name) ? declared[name]! : {};
  const known = declaredType(own);
  if (known !== undefined) return known;
  if (format === "parquet") return declaredByFiles(name, parts);
  const rule: CellRule = { decimal, missing_values: own.missing_values };
  const total = emptyTally();
  for (const { column } of parts) {
    const tally = format === "json" ? tallyJson(column) : tallyCells(column, rule);
    for (const shape of Object.keys(total) as (keyof Tally)[]) total[shape] += tally[shape];
  }
  return inferType(total);
}

/** Whether a column has no cell that is there. */
export function isEmptyColumn(column: Column): boolean {
  return column.kind === "text"
    ? column.codes.every((code) => code < 0)
    : column.invalidCount === 0 && countPresent(column.values) === 0;
}

function tallyCells(column: Column, rule: CellRule): Tally {
  if (column.kind === "numeric") return tallyNumbers(column, rule);
  const { codes } = column;
  return tallyDictionary({ codes, dictionary: textEntries(column), rule }, codes.length, Infinity);
}

/** Texts of JSON are never numbers; where a column holds both, its reader has counted them. */
function tallyJson(column: Column): Tally {
  if (column.kind === "numeric") return tallyNumbers(column, {});
  if (column.tally !== undefined) return { ...emptyTally(), ...column.tally };
  const tally = emptyTally();
  const counts = new Int32Array(column.dictionary.length);
  for (const code of column.codes) if (code >= 0) counts[code]!++;
  for (const [code, text] of column.dictionary.entries()) {
    const { shape } = readCell(text);
    tally[shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text"] += counts[code]!;
  }
  return tally;
}

const shapes = {
  integer: "integer",
  number: "decimal",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
} as const;

function tallyNumbers({ type, values, invalid, invalidCount }: NumericColumn, rule: CellRule): Tally {
  const tally = emptyTally();
  tally[shapes[type]] = countPresent(values);
  for (const { text } of invalid) tally[readCell(text, rule).shape]++;
  tally.text += invalidCount - invalid.length;
  return tally;
}

function declaredByFiles(name: string, parts: readonly ColumnPart[]): ColumnType {
  const filled = parts.filter(({ column }) => !isEmptyColumn(column));
  if (filled.length === 0) return parts[0]?.column.type ?? "text";
  return commonType(
    name,
    filled.map(({ column, source }) => ({ type: column.type, source, isWhole: () => isWhole(column) })),
  );
}

/** One file's part of a column, of a format that has types; some of its cells are there. */
export interface TypedPart {
  type: ColumnType;
  /** The file. */
  source: string;
  /** Whether the values are whole numbers, which as texts they are where some are beyond 2^53. */
  isWhole: () => boolean;
}

/** The type of a column by what files, at least one, declare it to be. Throws UserError where these do not fit together. */
export function commonType(name: string, parts: readonly TypedPart[]): ColumnType {
  const first = parts[0]!;
  const other = parts.find(({ type }) => type !== first.type);
  if (other === undefined) return first.type;
  const types = new Set(parts.map(({ type }) => type));
  const areOf = (...some: ColumnType[]): boolean => [...types].every((each) => some.includes(each));
  if (areOf("integer", "number")) return "number";
  if (areOf("date", "datetime")) return "datetime";
  if (areOf("integer", "text") && parts.every(({ isWhole }) => isWhole())) return "text";
  throw conflict(name, first, other);
}

/** Whether a column's values are whole numbers; as texts they are where some are beyond 2^53. */
function isWhole(column: Column): boolean {
  if (column.kind === "numeric") return column.type === "integer";
  const texts = decodeEntries(textEntries(column));
  return texts.every(isWholeText) && texts.some((text) => !Number.isSafeInteger(Number(text)));
}

function isWholeText(text: string): boolean {
  return /^-?(0|[1-9]\d*)$/.test(text);
}

function conflict(name: string, first: TypedPart, second: TypedPart): UserError {
  return new UserError(
    `Cannot read the files as one table: "${name}" is ${first.type} in "${first.source}" and ${second.type} in "${second.source}"`,
    { file: second.source, hint: "Write the column with one type into all files" },
  );
}
