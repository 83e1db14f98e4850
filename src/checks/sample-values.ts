import { isPersonal } from "../profile/find-pii.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { cellOf } from "../tables/cell-text.ts";
import { findNamed, placeOfNamed } from "../tables/find-named.ts";
import type { Table } from "../tables/table.ts";
import { clipText } from "../visible-text.ts";
import type { CheckOutcome } from "./judge-checks.ts";

/** Different values that are told, and characters of each. */
const mostValues = 5;
const mostCharacters = 40;

/** A value stays on its line. */
const escapes: Record<string, string> = { "\r": "\\r", "\n": "\\n", "\t": "\\t" };

/**
 * Different values that broke a check about one column, the first ones, cut where they are long. Of a column that seems
 * to hold personal data there are none, nor of one without a profile, of which nobody knows; a value that looks personal
 * is left out.
 */
export function sampleValues({ check, rows }: CheckOutcome, table: Table, profile: Profile): string[] {
  const column = placeOfNamed(table.columns, check.column);
  const known = findNamed(profile.columns, check.column);
  if (column < 0 || known === undefined || known.pii !== undefined) return [];
  const found = new Set<string>();
  for (const { row } of rows) {
    const text = cellOf(table, column, row);
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
