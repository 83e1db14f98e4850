import type { Place } from "./errors.ts";
import { formatNumber } from "./number-format.ts";
import type { Finding } from "./report.ts";

/** Where a finding is, as editors and terminals link it: `data/housing.csv:12:3`; empty when it has no place. */
export function findingPlace({ file, line, column, row }: Finding): string {
  if (file === undefined) return row === undefined ? "" : `row ${row}`;
  if (line === undefined) return row === undefined ? file : `${file}, row ${row}`;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}

/** The finding's message with how often it occurs. Not escaped. */
export function findingMessage({ message, count }: Finding): string {
  return count === undefined || count <= 1 ? message : `${message} (${formatNumber(count)} times)`;
}

/** A place as a finding has it: what is not known is left out. */
export function placed({ file, line, column }: Place): Pick<Finding, "file" | "line" | "column"> {
  return {
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}
