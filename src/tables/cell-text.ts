import { decodeText } from "./dictionary.ts";
import type { Column, Table, TextColumn } from "./table.ts";

/** A cell as it is read: an invalid one as it is written (of the first 1,000 of its column); undefined where missing. */
export function cellText(column: Column, row: number): string | undefined {
  if (column.kind === "text") return textAt(column, column.codes[row] ?? -1);
  const value = column.values[row];
  if (value === undefined || Number.isNaN(value))
    return column.invalid.find((invalid) => invalid.row === row)?.text;
  if (column.type === "boolean") return String(value === 1);
  if (column.type !== "date" && column.type !== "datetime") return String(value);
  const text = new Date(value).toISOString();
  return column.type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}

/** The text of a code, for whose sake no other one is decoded; undefined where missing. */
export function textAt(column: TextColumn, code: number): string | undefined {
  if (code < 0) return undefined;
  const { entries } = column;
  if (entries === undefined) return column.dictionary[code];
  const { bytes, offsets } = entries;
  return decodeText(bytes, offsets[code]!, offsets[code + 1]!);
}

/** The text of a column's cell, by the column's index; of a table that is read part by part, where it was picked. */
export function cellOf(table: Table, column: number, row: number): string | undefined {
  if (table.picked !== undefined) return table.picked.get(row)?.[column];
  const found = table.columns[column];
  return found === undefined ? undefined : cellText(found, row);
}
