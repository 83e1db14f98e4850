import { UserError } from "../errors.ts";
import { formatDuration, formatNumber } from "../number-format.ts";
import { momentsOf } from "../profile/moments.ts";
import type { Column, NumericColumn } from "../tables/table.ts";
import { readBound } from "./bound-test.ts";
import type { Case, Judgement } from "./case.ts";
import type { Check, NumberRange } from "./check.ts";
import { parseDuration } from "./duration.ts";
import { type KnownStatistic, knownStatistic } from "./known-statistic.ts";
import { quantilesOf, requireNumbers } from "./spread-test.ts";

/** Statistics that say nothing of a single value are shown where they are over so many. */
const shownFrom = 10;

/**
 * Judges mean, median, sum or sample standard deviation of the finite values. A statistic of no values holds no bound.
 */
export function judgeStatistic(
  of: Case,
  constraint: "mean" | "median" | "sum" | "std",
  column: Column,
): Judgement {
  const numbers = requirePlainNumbers(of, column);
  const { value, considered: finite } = knownStatistic(of, constraint, column.name) ?? {
    value: statisticOf(numbers.values, constraint),
    considered: countFinite(numbers.values),
  };
  const isShown = constraint !== "median" && finite >= shownFrom;
  return judgeNumber(value, of.check[constraint] ?? {}, {
    considered: finite,
    what: `the ${constraint === "std" ? "standard deviation" : constraint} of "${column.name}"`,
    shown: isShown ? formatNumber(value) : undefined,
  });
}

/** Judges quantiles; each is one that was asked. */
export function judgeQuantiles(of: Case, column: Column): Judgement {
  const { values } = requirePlainNumbers(of, column);
  const wanted = Object.entries(of.check.quantiles ?? {});
  const found = quantilesOf(
    values,
    wanted.map(([probability]) => Number(probability)),
  );
  const judged = wanted.map(([probability, range], index) =>
    judgeNumber(found[index] ?? Number.NaN, range, {
      considered: wanted.length,
      what: `the ${probability} quantile of "${column.name}"`,
    }),
  );
  const broken = judged.filter(({ failed }) => failed > 0);
  return {
    considered: wanted.length,
    failed: broken.length,
    message: (broken.length > 0 ? broken : judged).map(({ message }) => message).join("; "),
  };
}

/** Judges the smallest or largest value that is there. */
export function judgeExtreme(of: Case, constraint: "min_value" | "max_value", column: Column): Judgement {
  const { values } = requireNumbers(column, constraint, of.place);
  const { min, max } = of.check[constraint] ?? {};
  const read = (given: number | string | undefined): number | undefined =>
    given === undefined ? undefined : readBound(given, column, constraint, of.place).value;
  const isMin = constraint === "min_value";
  const { value: extreme, considered } =
    knownStatistic(of, constraint, column.name) ?? extremeOf(values, isMin);
  return judgeNumber(
    extreme,
    { min: read(min), max: read(max) },
    {
      considered,
      what: `the ${isMin ? "smallest" : "largest"} value of "${column.name}"`,
      bounds: { min, max },
    },
  );
}

function extremeOf(values: Float64Array, isMin: boolean): KnownStatistic {
  let value = Number.NaN;
  let considered = 0;
  for (const each of values) {
    if (Number.isNaN(each)) continue;
    considered++;
    if (!(isMin ? each >= value : each <= value)) value = each;
  }
  return { value, considered };
}

/** Judges how long ago the newest date is. */
export function judgeAge(of: Case, column: Column): Judgement {
  const { place, context, check } = of;
  const { type, values } = requireNumbers(column, "max_age", place);
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0)
    return { considered: 0, failed: 1, message: `"${column.name}" has no date that could be new enough` };
  if (type !== "date" && type !== "datetime")
    throw new UserError(
      `Cannot check column "${column.name}": max_age needs dates, the column holds values of type ${type}`,
      { ...place, hint: "Dates are written 2026-01-31" },
    );
  const newest = present.reduce((a, b) => Math.max(a, b), -Infinity);
  const age = (context.now ?? Number.NaN) - newest;
  const most = parseDuration(check.max_age ?? "") ?? 0;
  const what = `the newest of ${formatNumber(present.length)} dates of "${column.name}"`;
  const isOld = !(age <= most);
  return {
    considered: present.length,
    failed: isOld ? 1 : 0,
    measured: age,
    message: isOld
      ? `${what} is older than ${check.max_age}`
      : `${what} is at most ${formatDuration(most)} old`,
  };
}

/** Dates have no mean or sum that people would write down. */
function requirePlainNumbers(of: Case, column: Column): NumericColumn {
  const numbers = requireNumbers(column, of.constraint, of.place);
  if (numbers.type !== "date" && numbers.type !== "datetime") return numbers;
  throw new UserError(
    `Cannot check column "${column.name}": ${of.constraint} needs numbers, the column holds values of type ${numbers.type}`,
    { ...of.place, hint: "min_value, max_value and max_age are about dates" },
  );
}

function statisticOf(values: Float64Array, constraint: "mean" | "median" | "sum" | "std"): number {
  if (constraint === "median") return quantilesOf(values, [0.5])[0] ?? Number.NaN;
  return constraint === "sum" ? sumOf(values) : momentsOf(values)[constraint];
}

/** Neumaier's compensated sum of the finite values; NaN where there are none. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  let rest = 0;
  let finite = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite++;
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return finite === 0 ? Number.NaN : sum + rest;
}

function countFinite(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (Number.isFinite(value)) count++;
  return count;
}

function judgeNumber(
  value: number,
  range: NumberRange,
  how: {
    considered: number;
    what: string;
    /** The value, where it may be shown. */
    shown?: string | undefined;
    /** The bounds as they are written, where that is not as numbers. */
    bounds?: Check["min_value"];
  },
): Judgement {
  const { considered, what, shown, bounds = range } = how;
  const { min = -Infinity, max = Infinity } = range;
  if (Number.isNaN(value))
    return { considered, failed: 1, message: `${what} cannot be told: there are too few values` };
  if (value >= min && value <= max)
    return { considered, failed: 0, measured: value, message: `${what} is ${shown ?? "within its bounds"}` };
  const [side, relation, bound] =
    value < min ? ["at least", "below", bounds?.min] : ["at most", "above", bounds?.max];
  const message =
    shown === undefined
      ? `${what} is ${relation} ${bound}`
      : `${what} is ${shown}, expected ${side} ${bound}`;
  return { considered, failed: 1, measured: value, message };
}
