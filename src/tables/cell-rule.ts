import { type DateFormat, parseDateFormat } from "./date-format.ts";
import { isWritten, type NumberWriting } from "./number-writing.ts";
import type { ColumnType } from "./table.ts";

/** What is declared of a column rather than found from its cells. */
export interface DeclaredColumn extends NumberWriting {
  /** Holds whatever the cells are: what does not fit is an invalid cell. */
  type?: ColumnType | undefined;
  /** How dates are written, as `strptime` reads it. */
  format?: string | undefined;
  /** Texts that are missing, in place of `NA` and its like; the empty cell always is. */
  missing_values?: readonly string[] | undefined;
}

/** Columns by name. */
export type DeclaredColumns = Readonly<Record<string, DeclaredColumn>>;

/** How a cell is read, where that is not as by default. */
export interface CellRule extends Omit<DeclaredColumn, "type"> {
  /** What stands before the decimals of a number; default: a point. */
  decimal?: string | undefined;
}

/** Whether cells must be read as texts first: the scanner knows neither formats, words for missing nor other numbers. */
export function isByText(rule: CellRule): boolean {
  return rule.format !== undefined || rule.missing_values !== undefined || isWritten(rule);
}

/** The type that is declared: of a format without a type, that of its dates; of a writing of numbers, a number. */
export function declaredType(column: DeclaredColumn): ColumnType | undefined {
  const { type, format } = column;
  if (type === undefined && format !== undefined) return formatOf(format).hasTime ? "datetime" : "date";
  return type ?? (isWritten(column) ? "number" : undefined);
}

const formats = new Map<string, DateFormat>();

/** The format of that text, which must be right. */
export function formatOf(text: string): DateFormat {
  const known = formats.get(text);
  if (known !== undefined) return known;
  const format = parseDateFormat(text);
  if (typeof format === "string") throw new Error(`"${text}" is no format of dates: ${format}`);
  formats.set(text, format);
  return format;
}
