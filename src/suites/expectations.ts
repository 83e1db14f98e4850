import { boundStatistic, refuseTexts } from "./bounded-statistic.ts";
import { percentageOf, tolerance } from "./drafts.ts";
import { compare, pairInSet, sumToEqual, uniqueWithinRecord } from "./row-expectations.ts";
import { quoteName } from "./sql.ts";
import type { Drafts, Translation } from "./suite.ts";
import { unexpectedRows } from "./unexpected-rows.ts";

type Kwargs = Readonly<Record<string, unknown>>;

/** How an expectation becomes checks. Kwargs that are null or idle are gone before. */
export interface Expectation {
  /** All that are understood; false as any other is as good as absent. */
  kwargs: readonly string[];
  /** Checks of the same verdict, or why there are none. */
  translate(kwargs: Kwargs): Drafts | Translation | string;
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
  ["expect_column_unique_value_count_to_be_between", statisticRule("distinct")],
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
  ["expect_column_min_to_be_between", statisticRule("min_value")],
  ["expect_column_max_to_be_between", statisticRule("max_value")],
  ["expect_column_mean_to_be_between", statisticRule("mean")],
  ["expect_column_median_to_be_between", statisticRule("median")],
  ["expect_column_sum_to_be_between", statisticRule("sum")],
  ["expect_column_stdev_to_be_between", statisticRule("std")],
  [
    "expect_column_values_to_match_json_schema",
    cellRule(["json_schema"], ({ json_schema }) => ({ json_schema })),
  ],
  ["expect_column_values_to_match_strftime_format", cellRule(["strftime_format"], strftime)],
  ["expect_column_value_z_scores_to_be_less_than", rule([...cells, "threshold", "double_sided"], zScores)],
  [
    "expect_column_distinct_values_to_contain_set",
    rule(["column", "value_set"], ({ column, value_set }) => [{ column, values: { include: value_set } }]),
  ],
  [
    "expect_column_distinct_values_to_equal_set",
    rule(["column", "value_set"], ({ column, value_set }) => [{ column, values: { exact: value_set } }]),
  ],
  [
    "expect_column_most_common_value_to_be_in_set",
    rule(["column", "value_set"], ({ column, value_set }) => [
      { column, most_frequent: { enum: value_set } },
    ]),
  ],
  ["expect_column_pair_values_to_be_in_set", rule([...pair, "value_pairs_set"], pairInSet)],
  [
    "expect_select_column_values_to_be_unique_within_record",
    rule(["column_list", "ignore_row_if", "mostly"], uniqueWithinRecord),
  ],
  [
    "expect_multicolumn_sum_to_equal",
    rule(["column_list", "sum_total", "ignore_row_if", "mostly"], sumToEqual),
  ],
  ["expect_column_pair_values_to_be_equal", rule(pair, (kwargs) => compare(kwargs, "="))],
  [
    "expect_column_pair_values_a_to_be_greater_than_b",
    rule([...pair, "or_equal"], (kwargs) => compare(kwargs, kwargs.or_equal === true ? ">=" : ">")),
  ],
  ["unexpected_rows_expectation", rule(["unexpected_rows_query"], unexpectedRows)],
]);

/** A rule that bounds a statistic of a column. */
function statisticRule(constraint: string): Expectation {
  return rule(["column", ...bounds, ...strict], (kwargs) => boundStatistic(constraint, kwargs));
}

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

function cellOf({ column, mostly }: Kwargs): Readonly<Record<string, unknown>> {
  return { column, ...tolerance(mostly) };
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

/** A format without a directive is the name of another kind of text. */
function strftime({ strftime_format: format }: Kwargs): Readonly<Record<string, unknown>> {
  return { format: typeof format === "string" && format.includes("%") ? format : undefined };
}

function zScores({ column, mostly, threshold, double_sided }: Kwargs): Drafts | string {
  if (double_sided !== true) return "it is about one side";
  return [{ ...cellOf({ column, mostly }), zscore: { max: threshold } }];
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
