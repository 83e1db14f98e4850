import type { Table } from "../tables/table.ts";
import type { OpenColumnKernel } from "./column-kernel.ts";
import { correlateColumns } from "./correlate-columns.ts";
import { countMissing, type MissingPattern } from "./count-missing.ts";
import type { Profile } from "./profile-schema.ts";

/** Patterns, and columns of each, that are told. */
const mostPatterns = 20;
const mostNames = 50;

/** The profile with what its columns have to do with each other: correlations, and which are missing together. */
export function relateColumns(table: Table, profile: Profile, open?: OpenColumnKernel): Profile {
  const missing = table.columns.filter((_, place) => {
    const known = profile.columns[place];
    return known === undefined || known.missing + known.invalid > 0;
  });
  return {
    ...profile,
    correlations: correlateColumns(table, profile, open),
    missing_patterns: tellPatterns(
      countMissing({ columns: missing, rows: table.rows }),
      missing.map(({ name }) => name),
    ),
  };
}

/** The most frequent patterns, with the names of their columns. */
export function tellPatterns(
  patterns: readonly MissingPattern[],
  names: readonly string[],
): NonNullable<Profile["missing_patterns"]> {
  return patterns.slice(0, mostPatterns).map(({ columns, rows }) => ({
    columns: columns.slice(0, mostNames).map((place) => names[place] ?? ""),
    ...(columns.length > mostNames ? { more_columns: columns.length - mostNames } : {}),
    rows,
  }));
}
