import type { Column } from "../tables/table.ts";
import type { ColumnProfile } from "./profile-schema.ts";
import type { ColumnSummary } from "./summarize-column.ts";

/** What its summary tells of a part's column by itself: counts and extremes, which spare checks a look at its cells. */
export function profilePart({ name, type }: Column, summary: ColumnSummary): ColumnProfile {
  // How many values differ is not told.
  const base = { name, type, role: "text", why: "", distinct: 0, distinct_error: 1 } as const;
  const { missing } = summary;
  if (summary.kind === "text") return { ...base, count: summary.count, missing, invalid: 0, top_values: [] };
  const { finite, infinite, min, max } = summary.moments;
  const isTime = type === "date" || type === "datetime";
  return {
    ...base,
    count: finite + infinite,
    missing,
    invalid: summary.invalid,
    top_values: [],
    ...(finite > 0 && !isTime ? { min, max, infinite } : {}),
  };
}
