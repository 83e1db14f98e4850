import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";
import type { Check } from "./check.ts";

/** More categories than this are not proposed as a closed list. */
const mostCategories = 12;

/**
 * Checks that the profiled data holds, for a first configuration: half of its rows at least, and for each column its
 * type, `required` where it is complete, no negative numbers where there are none, and the categories where they are
 * few and each seen often.
 */
export function suggestChecks(profile: Profile): Check[] {
  const rowCount: Check = { row_count: { min: Math.floor(profile.rows / 2) } };
  return [rowCount, ...profile.columns.filter(({ role }) => role !== "empty").map(suggestColumn)];
}

function suggestColumn(column: ColumnProfile): Check {
  const { name, type, missing, negatives, min } = column;
  const categories = categoriesOf(column);
  return {
    column: name,
    type,
    ...(missing === 0 ? { required: true } : {}),
    ...(negatives === 0 && typeof min === "number" ? { min: 0 } : {}),
    ...(categories === undefined ? {} : { enum: categories }),
  };
}

/** The texts of a category, when the profile holds all of them. */
function categoriesOf(column: ColumnProfile): string[] | undefined {
  const { role, distinct, top_values: top } = column;
  if (role !== "category" || distinct > mostCategories || top.length !== distinct) return undefined;
  return top.map(({ value }) => String(value)).sort();
}
