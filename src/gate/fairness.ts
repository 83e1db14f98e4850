import { counted } from "../number-format.ts";
import type { Estimate } from "../statistics/estimate.ts";
import {
  estimateGreatestDifference,
  estimateLeastRatio,
  type Family,
} from "../statistics/extreme-contrast.ts";
import type { Evaluation } from "./evaluation.ts";
import { shareOfRows } from "./share-of-rows.ts";
import type { Unmeasured } from "./unmeasured.ts";

/** Which rows have which value of a column. */
export interface GroupColumn {
  name: string;
  values: readonly string[];
  /** Codes into the values, one a row. */
  codes: ArrayLike<number>;
}

type Rate = "selection" | "truePositive" | "falsePositive";

/** The rates that fairlearn's words compare. */
const rates: Readonly<Record<string, readonly Rate[]>> = {
  demographic_parity: ["selection"],
  equal_opportunity: ["truePositive"],
  equalized_odds: ["truePositive", "falsePositive"],
};

/** Groups that are compared, each with each: more are no groups of people. */
const mostGroups = 200;

/**
 * How unequally the groups of a column are treated, as fairlearn defines it (the greatest difference, or the least ratio,
 * between groups; of equalised odds the worse of both rates), with bounds that hold for all pairs of groups at once. Groups
 * of fewer than `minRows` rows are left out, and of a rate those that have no rows that it is a share of.
 */
export function measureFairness(
  metric: string,
  evaluation: Evaluation,
  { column, minRows }: { column: GroupColumn; minRows: number },
): Estimate | Unmeasured {
  const asked = rates[metric.replace(/_(?:difference|ratio)$/, "")] ?? [];
  const { task, classes, positive } = evaluation;
  if (task === "regression") return { missing: `${metric} is for classes, not for numbers` };
  if (classes.length !== 2)
    return {
      missing: `${metric} is about one positive class of two, and there are ${classes.length} classes`,
    };
  if (positive === undefined)
    return { missing: "it is not known which class is the positive one: set data.positive" };
  const all = rowsByValue(column);
  const groups = all.filter(({ length }) => length >= minRows);
  if (groups.length < 2)
    return { missing: `fewer than two groups of "${column.name}" have ${counted(minRows, "row")}` };
  if (groups.length > mostGroups) return { missing: `"${column.name}" has more than ${mostGroups} groups` };
  const families = asked.map((rate) => familyOf(rate, evaluation, groups));
  if (families.some(({ length }) => length < 2))
    return { missing: `fewer than two groups of "${column.name}" have rows of both classes` };
  const isRatio = metric.endsWith("_ratio");
  if (isRatio && families.some((family) => family.every(({ value }) => value === 0)))
    return { missing: "a rate is 0 in every group, and a ratio of zeros says nothing" };
  const estimate = isRatio ? estimateLeastRatio(families) : estimateGreatestDifference(families);
  const small = all.length - groups.length;
  const left = [
    ...(small > 0 ? [`${counted(small, `group`)} with fewer than ${counted(minRows, "row")}`] : []),
    ...(families.some(({ length }) => length < groups.length) ? ["groups that lack a class"] : []),
  ];
  if (left.length === 0) return estimate;
  return { ...estimate, caution: `Of ${column.name}, ${left.join(" and ")} left out of ${metric}.` };
}

function rowsByValue({ values, codes }: GroupColumn): number[][] {
  const rows = values.map((): number[] => []);
  for (let row = 0; row < codes.length; row++) rows[codes[row]!]!.push(row);
  return rows.filter(({ length }) => length > 0);
}

/** The rate of each group that has rows for it. */
function familyOf(rate: Rate, evaluation: Evaluation, groups: readonly number[][]): Family {
  const { actual, positive, challenger } = evaluation;
  const asked = {
    selection: () => true,
    truePositive: (row: number) => actual[row] === positive,
    falsePositive: (row: number) => actual[row] !== positive,
  }[rate];
  return groups
    .map((rows) => rows.filter(asked))
    .filter(({ length }) => length > 0)
    .map((rows) => shareOfRows(evaluation, rows, (row) => challenger.predicted[row] === positive))
    .filter(({ value }) => !Number.isNaN(value));
}
