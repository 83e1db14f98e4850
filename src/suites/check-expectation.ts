import type { Check } from "../checks/check.ts";
import { isRowWise } from "../checks/constraints.ts";
import type { CheckOutcome } from "../checks/judge-checks.ts";
import type { Expectation } from "./suite.ts";

/** Our constraints that Great Expectations has a name for; the others are named after ours. */
const names: Readonly<Record<string, string>> = {
  row_count: "expect_table_row_count_to_be_between",
  required: "expect_column_values_to_not_be_null",
  unique: "expect_column_values_to_be_unique",
  min: "expect_column_values_to_be_between",
  max: "expect_column_values_to_be_between",
  exclusive_min: "expect_column_values_to_be_between",
  exclusive_max: "expect_column_values_to_be_between",
  pattern: "expect_column_values_to_match_regex",
  not_pattern: "expect_column_values_to_not_match_regex",
  any_pattern: "expect_column_values_to_match_regex_list",
  enum: "expect_column_values_to_be_in_set",
  not_enum: "expect_column_values_to_not_be_in_set",
  min_length: "expect_column_value_lengths_to_be_between",
  max_length: "expect_column_value_lengths_to_be_between",
  increasing: "expect_column_values_to_be_increasing",
  decreasing: "expect_column_values_to_be_decreasing",
  mean: "expect_column_mean_to_be_between",
  median: "expect_column_median_to_be_between",
  sum: "expect_column_sum_to_be_between",
  std: "expect_column_stdev_to_be_between",
  min_value: "expect_column_min_to_be_between",
  max_value: "expect_column_max_to_be_between",
};

/** The expectation that says what a constraint of a check says; of a name of ours where there is none. */
export function expectationOf(outcome: CheckOutcome | undefined): Expectation {
  if (outcome === undefined) return { type: "mlops_check", kwargs: {} };
  const { check, constraint } = outcome;
  const { column, where, mostly } = check;
  const value = check[constraint as keyof Check];
  const name = names[constraint];
  if (name === undefined || Array.isArray(check.unique))
    return {
      type: `mlops_${constraint}`,
      kwargs: {
        ...(column === undefined ? {} : { column }),
        [constraint]: value,
        ...(where === undefined ? {} : { where }),
      },
    };
  return {
    type: name,
    kwargs: {
      ...(column === undefined ? {} : { column }),
      ...kwargsOf(constraint, value),
      ...(typeof mostly === "number" && isRowWise(constraint) ? { mostly } : {}),
      ...(where === undefined ? {} : { where }),
    },
  };
}

function kwargsOf(constraint: string, value: unknown): Readonly<Record<string, unknown>> {
  switch (constraint) {
    case "min":
    case "min_length":
      return { min_value: value };
    case "max":
    case "max_length":
      return { max_value: value };
    case "exclusive_min":
      return { min_value: value, strict_min: true };
    case "exclusive_max":
      return { max_value: value, strict_max: true };
    case "pattern":
    case "not_pattern":
      return { regex: value };
    case "any_pattern":
      return { regex_list: value };
    case "enum":
    case "not_enum":
      return { value_set: value };
    case "increasing":
    case "decreasing":
      return value === "strict" ? { strictly: true } : {};
    case "required":
    case "unique":
      return {};
    default: {
      const { min, max } = value as { min?: unknown; max?: unknown };
      return { min_value: min, max_value: max };
    }
  }
}
