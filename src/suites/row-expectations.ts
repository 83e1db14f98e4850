import { areNames, tolerance } from "./drafts.ts";
import { quoteName, quoteValue } from "./sql.ts";
import type { Drafts } from "./suite.ts";

type Kwargs = Readonly<Record<string, unknown>>;

const most = 20;

/** Great Expectations takes a comparison with a missing value for one that fails, unless the row is ignored. */
export function compare(kwargs: Kwargs, operator: string): Drafts | string {
  return pairCondition(kwargs, (a, b) => `${a} ${operator} ${b}`);
}

/** Pairs of which each row has one. */
export function pairInSet({ value_pairs_set: pairs, ...kwargs }: Kwargs): Drafts | string {
  if (!Array.isArray(pairs) || pairs.length === 0) return "it has no pairs";
  const isValue = (each: unknown): each is string | number | boolean =>
    ["string", "number", "boolean"].includes(typeof each);
  if (!pairs.every((each) => Array.isArray(each) && each.length === 2 && each.every(isValue)))
    return "its pairs are not all of two texts, numbers or booleans";
  return pairCondition(kwargs, (a, b) =>
    pairs.map(([x, y]) => `(${a} = ${quoteValue(x)} AND ${b} = ${quoteValue(y)})`).join(" OR "),
  );
}

function pairCondition(
  { column_A, column_B, ignore_row_if, mostly }: Kwargs,
  conditionOf: (a: string, b: string) => string,
): Drafts | string {
  if (typeof column_A !== "string" || typeof column_B !== "string") return "it needs column_A and column_B";
  const [a, b] = [quoteName(column_A), quoteName(column_B)];
  const missing = [`${a} IS NULL`, `${b} IS NULL`];
  const names = { both_values_are_missing: " AND ", either_value_is_missing: " OR ", neither: undefined };
  return ignoring(missing, ignore_row_if ?? "both_values_are_missing", names, conditionOf(a, b), mostly);
}

/** No two of the columns have the same value in a row; two missing values are the same. */
export function uniqueWithinRecord({ column_list: columns, ignore_row_if, mostly }: Kwargs): Drafts | string {
  if (!areNames(columns) || columns.length > most) return `it needs a list of up to ${most} columns`;
  const names = columns.map(quoteName);
  const differ = names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .map(
        (b) =>
          `CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN ${a} IS NOT NULL OR ${b} IS NOT NULL ELSE ${a} <> ${b} END`,
      ),
  );
  return ofColumns(names, ignore_row_if, differ.length === 0 ? "TRUE" : differ.join(" AND "), mostly);
}

/** The columns of a row add up to a number, which they do not where a value is missing. */
export function sumToEqual({
  column_list: columns,
  sum_total: total,
  ignore_row_if,
  mostly,
}: Kwargs): Drafts | string {
  if (!areNames(columns) || columns.length > most) return `it needs a list of up to ${most} columns`;
  if (typeof total !== "number") return "its sum_total is no number";
  const names = columns.map(quoteName);
  return ofColumns(names, ignore_row_if, `${names.join(" + ")} = ${total}`, mostly);
}

function ofColumns(
  names: readonly string[],
  ignored: unknown,
  condition: string,
  mostly: unknown,
): Drafts | string {
  const missing = names.map((name) => `${name} IS NULL`);
  const words = { all_values_are_missing: " AND ", any_value_is_missing: " OR ", never: undefined };
  return ignoring(missing, ignored ?? "all_values_are_missing", words, condition, mostly);
}

/** A condition that is unknown in rows that are ignored, and else true or false. */
function ignoring(
  missing: readonly string[],
  ignored: unknown,
  words: Readonly<Record<string, string | undefined>>,
  condition: string,
  mostly: unknown,
): Drafts | string {
  if (!Object.hasOwn(words, String(ignored))) return "its ignore_row_if is not one that is known";
  const word = words[String(ignored)];
  const skip = word === undefined ? "" : `WHEN ${missing.join(word)} THEN NULL `;
  return [{ expression: `CASE ${skip}WHEN ${condition} THEN TRUE ELSE FALSE END`, ...tolerance(mostly) }];
}
