import { type Asked, type Given, holds, rows } from "./dbt-test.ts";
import { areNames, uniqueTogether } from "./drafts.ts";
import { quoteName, quoteValue } from "./sql.ts";

/** The flags of RE2 that dbt-expectations takes, in the pattern itself. */
function withFlags(regex: unknown, flags: unknown): string | undefined {
  if (typeof regex !== "string") return undefined;
  if (flags === undefined || flags === "") return regex;
  return /^[ims]{1,3}$/.test(String(flags)) ? `(?${flags})${regex}` : undefined;
}

const oddFlags = "its regex is no text, or its flags are others than i, m and s";

/** One regular expression that every value matches. */
export function matchRegex({ regex, flags }: Given, column: string): Asked | string {
  const pattern = withFlags(regex, flags);
  return pattern === undefined ? oddFlags : rows({ column, pattern });
}

/** One regular expression that no value matches. */
export function notMatchRegex({ regex, flags }: Given, column: string): Asked | string {
  const pattern = withFlags(regex, flags);
  return pattern === undefined ? oddFlags : rows({ column, not_pattern: pattern });
}

/** Regular expressions of which every value matches one, or all. */
export function matchList(
  { regex_list: list, match_on = "any", flags }: Given,
  column: string,
): Asked | string {
  const patterns = (Array.isArray(list) ? list : []).map((each) => withFlags(each, flags));
  if (patterns.length === 0 || patterns.includes(undefined)) return oddFlags;
  return match_on === "all"
    ? { drafts: patterns.map((pattern) => ({ column, pattern })) }
    : rows({ column, any_pattern: patterns });
}

/** Patterns of LIKE, of which a value holds one or all. */
export function like(
  column: string,
  patterns: unknown,
  operator: "LIKE" | "NOT LIKE",
  matchOn: unknown,
): Asked | string {
  if (!areNames(patterns)) return "its patterns are no texts";
  const conditions = patterns.map((each) => `${quoteName(column)} ${operator} ${quoteValue(each)}`);
  return holds(conditions.join(matchOn === "all" ? " AND " : " OR "));
}

/** Two columns, compared row by row. */
export function compare({ column_A: a, column_B: b }: Given, operator: string): Asked | string {
  return areNames([a, b])
    ? holds(`${quoteName(String(a))} ${operator} ${quoteName(String(b))}`)
    : "it needs two columns";
}

/** dbt writes the values as they stand, so that texts have quotes of their own. */
export function pairInSet({ column_A: a, column_B: b, value_pairs_set: pairs }: Given): Asked | string {
  if (!areNames([a, b]) || !Array.isArray(pairs) || pairs.length === 0)
    return "it needs two columns and their values";
  const conditions = pairs.map((each) =>
    Array.isArray(each) && each.length === 2
      ? `(${quoteName(String(a))} = ${each[0]} AND ${quoteName(String(b))} = ${each[1]})`
      : undefined,
  );
  return conditions.includes(undefined) ? "its values are no pairs" : holds(conditions.join(" OR "));
}

/** No combination of values occurs twice. */
export function compoundUnique({
  column_list: columns,
  ignore_row_if: ignored = "all_values_are_missing",
}: Given): Asked | string {
  if (!areNames(columns)) return "its columns are no list of names";
  if (ignored !== "all_values_are_missing" && ignored !== "any_value_is_missing")
    return 'its "ignore_row_if" is not known';
  const where = columns.map((name) => `${quoteName(name)} IS NOT NULL`).join(" AND ");
  const unique = uniqueTogether(columns);
  return { drafts: [ignored === "any_value_is_missing" ? { ...unique, where } : unique] };
}

/** A record with a missing value has fewer different values than columns. */
export function uniqueWithinRecord({
  column_list: columns,
  ignore_row_if: ignored = "all_values_are_missing",
}: Given): Asked | string {
  if (!areNames(columns)) return "its columns are no list of names";
  if (columns.length > 20) return "it has more than 20 columns";
  const texts = columns.map((name) => `CAST(${quoteName(name)} AS VARCHAR)`);
  const missing = columns.map((name) => `${quoteName(name)} IS NULL`);
  const equal = texts.flatMap((a, i) => texts.slice(i + 1).map((b) => `${a} = ${b}`));
  const skipped = missing.join(ignored === "any_value_is_missing" ? " OR " : " AND ");
  return holds(
    `CASE WHEN ${skipped} THEN NULL WHEN ${[...missing, ...equal].join(" OR ")} THEN FALSE ELSE TRUE END`,
  );
}

/** A condition that dbt was given as a text. */
export function holdsText(expression: unknown): Asked | string {
  return typeof expression === "string" ? holds(expression) : "its expression is no text";
}
