import {
  compare,
  compoundUnique,
  holdsText,
  like,
  matchList,
  matchRegex,
  notMatchRegex,
  pairInSet,
  uniqueWithinRecord,
} from "./dbt-patterns.ts";
import { distinctInSet, distinctValues, inSet, mostCommon, notInSet } from "./dbt-sets.ts";
import {
  between,
  type DbtTest,
  type Draft,
  type Given,
  holds,
  measured,
  ofColumn,
  ofTable,
  rows,
} from "./dbt-test.ts";
import { sameRows } from "./dbt-tests.ts";
import { percentageOf } from "./drafts.ts";
import { quoteName, refuseSql } from "./sql.ts";
import { cellsOfType } from "./sql-types.ts";

const bounds = ["min_value", "max_value", "strictly"];
const set = ["value_set", "quote_values"];
const pair = ["column_A", "column_B"];
const most = -Number.MAX_VALUE;

/** The tests of dbt-expectations that have checks of the same meaning, without the package's name. */
export const dbtExpectations: ReadonlyMap<string, DbtTest> = new Map<string, DbtTest>([
  [
    "expect_column_to_exist",
    ofColumn(["transform"], (_, column) => rows({ columns: { include: [column] } })),
  ],
  ["expect_table_columns_to_match_set", columnList("exact")],
  ["expect_table_columns_to_match_ordered_list", columnList("ordered")],
  ["expect_table_columns_to_contain_set", columnList("include")],
  [
    "expect_table_column_count_to_be_between",
    ofTable(["min_value", "max_value"], ({ min_value: min, max_value: max }) =>
      rows({ columns: { count: { min, max } } }),
    ),
  ],
  [
    "expect_table_column_count_to_equal",
    ofTable(["value"], ({ value }) => rows({ columns: { count: { min: value, max: value } } })),
  ],
  [
    "expect_table_row_count_to_be_between",
    ofTable(bounds, (given) => measured({ row_count: { min: 0 } }, given)),
  ],
  [
    "expect_table_row_count_to_equal",
    ofTable(["value"], (given) => exactly({ row_count: { min: 0 } }, given)),
  ],

  [
    "expect_table_row_count_to_equal_other_table",
    ofTable(["compare_model"], (given, _, sets) => sameRows(given, sets)),
  ],
  ["expect_column_values_to_not_be_null", ofColumn([], (_, column) => rows({ column, required: true }))],
  ["expect_column_values_to_be_null", ofColumn([], (_, column) => holds(`${quoteName(column)} IS NULL`))],
  [
    "expect_column_values_to_be_unique",
    ofColumn([], (_, column) => ({ drafts: [{ column, unique: true }] })),
  ],
  ["expect_column_values_to_be_of_type", ofColumn(["column_type"], ofType)],
  ["expect_column_values_to_be_in_set", ofColumn(set, inSet)],
  ["expect_column_values_to_not_be_in_set", ofColumn(set, notInSet)],
  ["expect_column_distinct_values_to_be_in_set", ofColumn(set, distinctInSet)],
  [
    "expect_column_distinct_values_to_contain_set",
    ofColumn(set, (given, column) => distinctValues("include", given, column)),
  ],
  [
    "expect_column_distinct_values_to_equal_set",
    ofColumn(set, (given, column) => distinctValues("exact", given, column)),
  ],
  ["expect_column_most_common_value_to_be_in_set", ofColumn([...set, "top_n", "data_type"], mostCommon)],
  [
    "expect_column_values_to_be_between",
    ofColumn(bounds, (given, column) => between(given, column, ["min", "max"])),
  ],
  ["expect_column_value_lengths_to_be_between", ofColumn(bounds, lengths)],
  [
    "expect_column_value_lengths_to_equal",
    ofColumn(["value"], ({ value }, column) => lengths({ min_value: value, max_value: value }, column)),
  ],

  ["expect_column_values_to_match_regex", ofColumn(["regex", "is_raw", "flags"], matchRegex)],
  ["expect_column_values_to_not_match_regex", ofColumn(["regex", "is_raw", "flags"], notMatchRegex)],
  [
    "expect_column_values_to_match_regex_list",
    ofColumn(["regex_list", "match_on", "is_raw", "flags"], matchList),
  ],
  [
    "expect_column_values_to_match_like_pattern",
    ofColumn(["like_pattern"], ({ like_pattern }, column) => like(column, [like_pattern], "LIKE", "all")),
  ],
  [
    "expect_column_values_to_not_match_like_pattern",
    ofColumn(["like_pattern"], ({ like_pattern }, column) => like(column, [like_pattern], "NOT LIKE", "all")),
  ],
  [
    "expect_column_values_to_match_like_pattern_list",
    ofColumn(["like_pattern_list", "match_on"], ({ like_pattern_list, match_on }, column) =>
      like(column, like_pattern_list, "LIKE", match_on),
    ),
  ],
  [
    "expect_column_values_to_not_match_like_pattern_list",
    ofColumn(["like_pattern_list", "match_on"], ({ like_pattern_list, match_on }, column) =>
      like(column, like_pattern_list, "NOT LIKE", match_on),
    ),
  ],

  ["expect_column_pair_values_to_be_equal", ofTable(pair, (given) => compare(given, "="))],
  [
    "expect_column_pair_values_A_to_be_greater_than_B",
    ofTable([...pair, "or_equal"], (given) => compare(given, given.or_equal === true ? ">=" : ">")),
  ],
  ["expect_column_pair_values_to_be_in_set", ofTable([...pair, "value_pairs_set"], pairInSet)],
  [
    "expect_compound_columns_to_be_unique",
    ofTable(["column_list", "quote_columns", "ignore_row_if"], compoundUnique),
  ],
  [
    "expect_select_column_values_to_be_unique_within_record",
    ofTable(["column_list", "quote_columns", "ignore_row_if"], uniqueWithinRecord),
  ],
  ["expression_is_true", ofTable(["expression"], ({ expression }) => holdsText(expression))],
  [
    "expression_between",
    ofTable(["expression", ...bounds], ({ expression, ...given }) =>
      typeof expression === "string" && refuseSql(expression) === undefined
        ? between(given, "", ["min", "max"], `(${expression})`)
        : "its expression is more than one over a row can say",
    ),
  ],

  ["expect_column_max_to_be_between", statistic("max_value")],
  ["expect_column_min_to_be_between", statistic("min_value")],
  ["expect_column_mean_to_be_between", statistic("mean")],
  ["expect_column_median_to_be_between", statistic("median")],
  ["expect_column_stdev_to_be_between", statistic("std")],
  ["expect_column_sum_to_be_between", statistic("sum")],
  ["expect_column_quantile_values_to_be_between", ofColumn(["quantile", ...bounds], quantile)],
  [
    "expect_column_unique_value_count_to_be_between",
    ofColumn(bounds, (given, column) => measured(distinct(column), given)),
  ],
  ["expect_column_proportion_of_unique_values_to_be_between", ofColumn(bounds, distinctShare)],
  [
    "expect_column_distinct_count_to_equal",
    ofColumn(["value"], (given, column) => exactly(distinct(column), given)),
  ],
  [
    "expect_column_distinct_count_to_be_greater_than",
    ofColumn(["value"], ({ value }, column) =>
      measured(distinct(column), { min_value: value, strictly: true }),
    ),
  ],
  [
    "expect_column_distinct_count_to_be_less_than",
    ofColumn(["value"], ({ value }, column) =>
      measured(distinct(column), { max_value: value, strictly: true }),
    ),
  ],
]);

type Asked = ReturnType<DbtTest["translate"]>;

function columnList(kind: "exact" | "ordered" | "include"): DbtTest {
  // Columns in another order are counted one by one there.
  return ofTable(["column_list", "transform"], ({ column_list: names }) =>
    kind === "ordered" ? { drafts: [{ columns: { ordered: names } }] } : rows({ columns: { [kind]: names } }),
  );
}

function statistic(constraint: string): DbtTest {
  return ofColumn(bounds, (given, column) => measured({ column, [constraint]: { min: most } }, given));
}

function distinct(column: string): Draft {
  return { column, distinct: { min: 0 } };
}

function exactly(draft: Draft, { value }: Given): Asked {
  return measured(draft, { min_value: value, max_value: value });
}

function quantile(
  { quantile: probability, min_value: min, max_value: max, strictly }: Given,
  column: string,
): Asked {
  if (strictly === true) return "its bounds are strict";
  return rows({ column, quantiles: { [String(probability)]: { min, max } } });
}

function distinctShare({ min_value: min, max_value: max, strictly }: Given, column: string): Asked {
  if (strictly === true) return "its bounds are strict";
  return rows({ column, distinct: { min: percentageOf(min), max: percentageOf(max) } });
}

function ofType({ column_type: type }: Given, column: string): Asked {
  const cells = cellsOfType(String(type));
  if (cells === undefined) return `cells of type ${String(type)} are not told apart`;
  return { drafts: [{ column, type: "text", ...cells }] };
}

function lengths(given: Given, column: string): Asked {
  return between(given, column, ["min_length", "max_length"], `length(${quoteName(column)})`);
}
