import { isPersonal } from "../profile/find-pii.ts";
import type { ColumnProfile } from "../profile/profile-schema.ts";
import type { Column } from "../tables/table.ts";
import { clipText } from "../visible-text.ts";

/** Different values that are told, and characters of each. */
const mostValues = 5;
const mostCharacters = 40;

/** A value stays on its line. */
const escapes: Record<string, string> = { "\r": "\\r", "\n": "\\n", "\t": "\\t" };

/**
 * Different values of some rows, the first ones, cut where they are long. Of a column that seems to hold personal data
 * there are none, nor of one without a profile, of which nobody knows; a value that looks personal is left out.
 */
export function sampleValues(
  column: Column,
  profile: ColumnProfile | undefined,
  rows: readonly number[],
): string[] {
  if (profile === undefined || profile.pii !== undefined) return [];
  const found = new Set<string>();
  for (const row of rows) {
    const text = cellText(column, row);
    if (text === undefined || isPersonal(text)) continue;
    found.add(
      clipText(
        text.replace(/[\r\n\t]/g, (each) => escapes[each] ?? ""),
        mostCharacters,
      ),
    );
    if (found.size === mostValues) break;
  }
  return [...found];
}

/** A cell as it is read: an invalid one as it is written (of the first 1,000 of its column); undefined where missing. */
export function cellText(column: Column, row: number): string | undefined {
  if (column.kind === "text") return column.dictionary[column.codes[row] ?? -1];
  const value = column.values[row];
  if (value === undefined || Number.isNaN(value))
    return column.invalid.find((invalid) => invalid.row === row)?.text;
  if (column.type === "boolean") return String(value === 1);
  if (column.type !== "date" && column.type !== "datetime") return String(value);
  const text = new Date(value).toISOString();
  return column.type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
