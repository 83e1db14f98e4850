import type { NumericColumn } from "../tables/table.ts";
import { piiOfNumbers } from "./column-pii.ts";
import { countDistinct, type ValueCounts } from "./count-distinct.ts";
import { describeDays } from "./describe-days.ts";
import { distributionOf } from "./distribution.ts";
import { distributionOfCounts } from "./grid-distribution.ts";
import type { Moments } from "./moments.ts";
import type { ColumnProfile } from "./profile-schema.ts";
import { numberRole } from "./role.ts";
import { plainLoops, type RowLoops } from "./row-loops.ts";

/** Times a value must be seen to be shown, how many are shown, and the characters of the longest text shown. */
export const topValues = { atLeast: 10, most: 20, longest: 200 } as const;

/** Of the quantiles in a profile. */
export const probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** The profile of a column of numbers, booleans or dates. */
export function profileNumbers(column: NumericColumn, loops: RowLoops = plainLoops): ColumnProfile {
  const { name, type, values, invalidCount } = column;
  const moments = loops.momentsOf(values);
  const { finite, infinite, min, max } = moments;
  const count = finite + infinite;
  const pii = piiOfNumbers(column, moments);
  const counted = countDistinct(values, { min, max, ...topValues, countGrid: loops.countGrid });
  return {
    name,
    type,
    ...numberRole(type, counted.distinct, count),
    ...(pii === undefined ? {} : { pii }),
    count,
    missing: values.length - count - invalidCount,
    invalid: invalidCount,
    distinct: counted.distinct,
    ...(counted.error === undefined ? {} : { distinct_error: counted.error }),
    top_values:
      pii === undefined
        ? counted.top.map(({ value, count: times }) => ({ value: shownValue(value, type), count: times }))
        : [],
    ...(finite === 0 || type === "boolean" || pii !== undefined
      ? {}
      : describeSpread(column, moments, counted)),
  };
}

function describeSpread(
  { type, values }: NumericColumn,
  moments: Moments,
  counted: ValueCounts,
): Partial<ColumnProfile> {
  const { infinite, zeros, negatives, min, max, mean, std, skewness } = moments;
  const { quantiles, histogram, outliers } =
    (counted.grid && distributionOfCounts(counted.grid, moments, probabilities)) ??
    distributionOf(values, moments, probabilities);
  const shared = {
    quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
    histogram,
  };
  if (type === "date" || type === "datetime")
    return {
      min: shownDate(min, type),
      max: shownDate(max, type),
      ...shared,
      ...describeDays(values, moments),
    };
  return {
    min,
    max,
    mean,
    ...(Number.isFinite(std) ? { std } : {}),
    ...(Number.isFinite(skewness) ? { skewness } : {}),
    ...shared,
    zeros,
    negatives,
    infinite,
    ...(counted.distinct > 2 ? { outliers } : {}),
  };
}

/** A value of a column of that type, as a profile has it. */
export function shownValue(value: number, type: NumericColumn["type"]): number | string | boolean {
  if (type === "boolean") return value === 1;
  if (type === "date" || type === "datetime") return shownDate(value, type);
  return Number.isFinite(value) ? value : String(value);
}

/** ISO 8601 in UTC, without the milliseconds where they are zero. */
export function shownDate(value: number, type: "date" | "datetime"): string {
  const text = new Date(value).toISOString();
  return type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
