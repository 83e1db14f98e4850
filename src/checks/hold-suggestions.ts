import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import type { Check } from "./check.ts";
import { type Suggestion, suggest } from "./suggest-checks.ts";

/**
 * What `suggest` gives for a table. Where its rows are not in memory, formats and frequent categories are told by some
 * of them and judged on all, and those that do not hold are left out.
 */
export async function suggestHolding(profile: Profile, table: Table): Promise<Suggestion[]> {
  const { sample, judge } = table;
  if (sample === undefined || judge === undefined) return suggest(profile, table);
  const told = suggest(profile, sample).flatMap(({ check }) => uncertain(check));
  if (told.length === 0) return suggest(profile, sample);
  const outcomes = await judge(told, profile, {});
  const broken = outcomes.filter(({ passed }) => !passed);
  const refuted = new Set(broken.map(({ check, constraint }) => `${check.column}.${constraint}`));
  return suggest(profile, sample, refuted);
}

/** What is told by some rows of a suggested check. */
function uncertain({ column, format, enum: values, mostly }: Check): Check[] {
  return [
    ...(format === undefined ? [] : [{ column, format }]),
    ...(mostly === undefined ? [] : [{ column, enum: values, mostly }]),
  ];
}
