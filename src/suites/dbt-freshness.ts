import { hoursOf } from "./dbt-tests.ts";
import { refuseSql } from "./sql.ts";
import { asMap, type Translation } from "./suite.ts";
import type { Level } from "./threshold.ts";

/** A source's `freshness`, beside its `loaded_at_field` or in `config`; undefined where there is none. */
export function freshnessOf(content: Readonly<Record<string, unknown>>): Translation | string | undefined {
  const { freshness: given, loaded_at_field: column } = { ...content, ...asMap(content.config) };
  const freshness = asMap(given);
  if (freshness === undefined) return undefined;
  if (typeof column !== "string" || !/^\w+$/.test(column)) return "its loaded_at_field is no column";
  const { filter } = freshness;
  const refused = filter === undefined ? undefined : refuseSql(filter);
  if (refused !== undefined) return `in its filter, ${refused}`;
  const levels: Level[] = [];
  for (const [key, severity] of [
    ["error_after", "error"],
    ["warn_after", "warning"],
  ] as const) {
    const after = asMap(freshness[key]);
    if (after?.count === undefined || after.count === null) continue;
    const most = hoursOf(after.period, after.count);
    if (most === undefined) return `its ${key} is no number of minutes, hours or days`;
    levels.push({ severity, allowed: [{ max: most }], words: `${key}: ${after.count} ${after.period}` });
  }
  if (levels.length === 0) return undefined;
  return {
    drafts: [{ column, max_age: "999999w", ...(filter === undefined ? {} : { where: filter }) }],
    threshold: { measure: "hours", levels },
  };
}
