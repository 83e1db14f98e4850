import { readCellAs } from "../tables/cell.ts";
import { percentageOf } from "./drafts.ts";
import { quoteName } from "./sql.ts";
import type { Drafts } from "./suite.ts";

type Kwargs = Readonly<Record<string, unknown>>;

/** How an expectation becomes checks. Kwargs that are null or idle are gone before. */
export interface Expectation {
  /** All that are understood; false as any other is as good as absent. */
  kwargs: readonly string[];
  /** Checks of the same verdict, or why there are none. */
  translate(kwargs: Kwargs): Drafts | string;
}

const bounds = ["min_value", "max_value"];
const strict = ["strict_min", "strict_max"];
const cells = ["column", "mostly"];
const pair = ["column_A", "column_B", "ignore_row_if", "mostly"];

/** The expectations of Great Expectations that have checks of the same meaning, by name. */
export const expectations: ReadonlyMap<string, Expectation> = new Map<string, Expectation>([
  ["expect_column_to_exist", rule(["column"], ({ column }) => [{ columns: { include: [column] } }])],
  ["expect_table_columns_to_match_set", rule(["column_set", "exact_match"], matchSet)],
  [
    "expect_table_columns_to_match_ordered_list",
    rule(["column_list"], ({ column_list }) => [{ columns: { ordered: column_list } }]),
  ],
  [
    "expect_table_column_count_to_be_between",
    rule(bounds, (kwargs) => [{ columns: { count: rangeOf(kwargs) } }]),
  ],
  [
    "expect_table_column_count_to_equal",
    rule(["value"], ({ value }) => [{ columns: { count: exactly(value) } }]),
  ],
  ["expect_table_row_count_to_be_between", rule(bounds, (kwargs) => [{ row_count: rangeOf(kwargs) }])],
  ["expect_table_row_count_to_equal", rule(["value"], ({ value }) => [{ row_count: exactly(value) }])],
  ["expect_column_values_to_not_be_null", cellRule([], () => ({ required: true }))],
  ["expect_column_values_to_be_null", rule(cells, beNull)],
  ["expect_column_proportion_of_non_null_values_to_be_between", rule(["column", ...bounds], nonNullShare)],
  ["expect_column_values_to_be_unique", cellRule([], () => ({ unique: true }))],
  ["expect_compound_columns_to_be_unique", rule(["column_list", "ignore_row_if", "mostly"], compoundUnique)],
  ["expect_column_unique_value_count_to_be_between", columnRule("distinct")],
  ["expect_column_proportion_of_unique_values_to_be_between", rule(["column", ...bounds], distinctShare)],
  ["expect_column_values_to_be_in_set", cellRule(["value_set"], ({ value_set }) => ({ enum: value_set }))],
  [
    "expect_column_values_to_not_be_in_set",
    cellRule(["value_set"], ({ value_set }) => ({ not_enum: value_set })),
  ],
  [
    "expect_column_distinct_values_to_be_in_set",
    rule(["column", "value_set"], ({ column, value_set }) => [{ column, enum: value_set }]),
  ],
  ["expect_column_values_to_be_between", rule([...cells, ...bounds, ...strict], between)],
  ["expect_column_values_to_match_regex", cellRule(["regex"], ({ regex }) => ({ pattern: regex }))],
  ["expect_column_values_to_not_match_regex", cellRule(["regex"], ({ regex }) => ({ not_pattern: regex }))],
  ["expect_column_values_to_match_regex_list", rule([...cells, "regex_list", "match_on"], matchList)],
  ["expect_column_values_to_not_match_regex_list", cellRule(["regex_list"], matchNone)],
  ["expect_column_value_lengths_to_be_between", rule([...cells, ...bounds], lengths)],
  [
    "expect_column_value_lengths_to_equal",
    rule([...cells, "value"], ({ value, ...rest }) =>
      lengths({ ...rest, min_value: value, max_value: value }),
    ),
  ],
  ["expect_column_values_to_be_json_parseable", cellRule([], () => ({ format: "json" }))],
  [
    "expect_column_values_to_be_increasing",
    cellRule(["strictly"], (kwargs) => ({ increasing: order(kwargs) })),
  ],
  [
    "expect_column_values_to_be_decreasing",
    cellRule(["strictly"], (kwargs) => ({ decreasing: order(kwargs) })),
  ],
  ["expect_column_min_to_be_between", columnRule("min_value")],
  ["expect_column_max_to_be_between", columnRule("max_value")],
  ["expect_column_mean_to_be_between", columnRule("mean")],
  ["expect_column_median_to_be_between", columnRule("median")],
  ["expect_column_sum_to_be_between", columnRule("sum")],
  ["expect_column_stdev_to_be_between", columnRule("std")],
  ["expect_column_pair_values_to_be_equal", rule(pair, (kwargs) => compare(kwargs, "="))],
  [
    "expect_column_pair_values_a_to_be_greater_than_b",
    rule([...pair, "or_equal"], (kwargs) => compare(kwargs, kwargs.or_equal === true ? ">=" : ">")),
  ],
]);

function rule(kwargs: readonly string[], translate: Expectation["translate"]): Expectation {
  return { kwargs, translate };
}

/** A rule that each cell of a column holds or breaks. */
function cellRule(
  kwargs: readonly string[],
  constraint: (kwargs: Kwargs) => Readonly<Record<string, unknown>>,
): Expectation {
  return rule([...cells, ...kwargs], (given) => [{ ...cellOf(given), ...constraint(given) }]);
}

/** A rule that bounds a statistic of a column. */
function columnRule(constraint: string): Expectation {
  return rule(
    ["column", ...bounds],
    (kwargs) => refuseTexts(kwargs) ?? [{ column: kwargs.column, [constraint]: rangeOf(kwargs) }],
  );
}

function cellOf({ column, mostly }: Kwargs): Readonly<Record<string, unknown>> {
  return { column, ...tolerance(mostly) };
}

function tolerance(mostly: unknown): { mostly?: unknown } {
  return mostly === undefined || mostly === 1 ? {} : { mostly };
}

function rangeOf({ min_value: min, max_value: max }: Kwargs): { min?: unknown; max?: unknown } {
  return { min, max };
}

function exactly(value: unknown): { min: unknown; max: unknown } {
  return { min: value, max: value };
}

function order({ strictly }: Kwargs): true | "strict" {
  return strictly === true ? "strict" : true;
}

function matchSet({ column_set, exact_match }: Kwargs): Drafts {
  return [{ columns: exact_match === false ? { include: column_set } : { exact: column_set } }];
}

function complement(share: unknown): unknown {
  return typeof share === "number" ? 1 - share : share;
}

function beNull({ column, mostly }: Kwargs): Drafts | string {
  if (typeof column !== "string") return "it has no column";
  return [{ expression: `${quoteName(column)} IS NULL`, ...tolerance(mostly) }];
}

function nonNullShare({ column, min_value, max_value }: Kwargs): Drafts {
  const missing = { min: percentageOf(complement(max_value)), max: percentageOf(complement(min_value)) };
  return [{ column, missing }];
}

function distinctShare({ column, min_value, max_value }: Kwargs): Drafts {
  return [{ column, distinct: { min: percentageOf(min_value), max: percentageOf(max_value) } }];
}

function compoundUnique({ column_list, ignore_row_if, mostly }: Kwargs): Drafts | string {
  return (ignore_row_if ?? "all_values_are_missing") === "all_values_are_missing"
    ? [{ unique: column_list, ...tolerance(mostly) }]
    : "it needs all_values_are_missing as ignore_row_if";
}

/** Bounds that are texts must be dates: Great Expectations orders other texts by the alphabet. */
function refuseTexts({ min_value, max_value }: Kwargs): string | undefined {
  const isOrdered = (bound: unknown): boolean =>
    typeof bound !== "string" || readCellAs(bound, "datetime") !== undefined;
  return isOrdered(min_value) && isOrdered(max_value)
    ? undefined
    : "its bounds are texts that are no ISO 8601 dates";
}

function between(kwargs: Kwargs): Drafts | string {
  const { column, mostly, min_value, max_value, strict_min, strict_max } = kwargs;
  const refusal = refuseTexts(kwargs);
  if (refusal !== undefined) return refusal;
  const low = min_value === undefined ? {} : { [strict_min === true ? "exclusive_min" : "min"]: min_value };
  const high = max_value === undefined ? {} : { [strict_max === true ? "exclusive_max" : "max"]: max_value };
  const cell = cellOf({ column, mostly });
  if (!("mostly" in cell) || min_value === undefined || max_value === undefined)
    return [{ ...cell, ...low, ...high }];
  // What mostly tolerates is the sum of what is below and above, so it must be one condition.
  if (typeof column !== "string") return "it has no column";
  const name = quoteName(column);
  const [from, to] = [literal(min_value), literal(max_value)];
  const [above, below] = [strict_min === true ? ">" : ">=", strict_max === true ? "<" : "<="];
  return [{ expression: `${name} ${above} ${from} AND ${name} ${below} ${to}`, ...tolerance(mostly) }];
}

function literal(bound: unknown): string {
  return typeof bound === "string" ? `'${bound}'` : String(bound);
}

function lengths({ column, mostly, min_value, max_value }: Kwargs): Drafts | string {
  const cell = cellOf({ column, mostly });
  if ("mostly" in cell && min_value !== undefined && max_value !== undefined) {
    if (typeof column !== "string" || typeof min_value !== "number" || typeof max_value !== "number")
      return "it needs a column and numbers as bounds";
    return [
      {
        expression: `length(${quoteName(column)}) BETWEEN ${min_value} AND ${max_value}`,
        ...tolerance(mostly),
      },
    ];
  }
  return [{ ...cell, min_length: min_value, max_length: max_value }];
}

function matchList({ column, mostly, regex_list, match_on = "any" }: Kwargs): Drafts | string {
  if (match_on === "any") return [{ ...cellOf({ column, mostly }), any_pattern: regex_list }];
  if (match_on !== "all" || !Array.isArray(regex_list)) return "it needs any or all as match_on";
  if (mostly !== undefined && mostly !== 1) return "it has mostly with all as match_on";
  return regex_list.length === 0
    ? "its regex_list is empty"
    : regex_list.map((pattern: unknown) => ({ column, pattern }));
}

function matchNone({ regex_list }: Kwargs): Readonly<Record<string, unknown>> {
  const isList = Array.isArray(regex_list) && regex_list.every((each) => typeof each === "string");
  return { not_pattern: isList ? regex_list.map((each) => `(?:${each})`).join("|") : regex_list };
}

/** Great Expectations takes a comparison with a missing value for one that fails, unless the row is ignored. */
function compare({ column_A, column_B, ignore_row_if, mostly }: Kwargs, operator: string): Drafts | string {
  if (typeof column_A !== "string" || typeof column_B !== "string") return "it needs column_A and column_B";
  const [a, b] = [quoteName(column_A), quoteName(column_B)];
  const condition = `${a} ${operator} ${b}`;
  const certain = `CASE WHEN ${condition} THEN TRUE ELSE FALSE END`;
  const rest = tolerance(mostly);
  switch (ignore_row_if ?? "both_values_are_missing") {
    case "either_value_is_missing":
      return [{ expression: condition, ...rest }];
    case "both_values_are_missing":
      return [
        { expression: `CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE ${certain} END`, ...rest },
      ];
    case "neither":
      return [{ expression: certain, ...rest }];
    default:
      return "its ignore_row_if is not one that is known";
  }
}
