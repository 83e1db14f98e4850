import type { NumericColumn } from "../tables/table.ts";
import { countDistinct, type ValueCounts } from "./count-distinct.ts";
import { histogramOf } from "./histogram.ts";
import { type Moments, momentsOf } from "./moments.ts";
import type { ColumnProfile } from "./profile-schema.ts";
import { quantilesOf } from "./quantiles.ts";
import { numberRole } from "./role.ts";

/** Times a value must be seen to be shown, how many are shown, and the characters of the longest text shown. */
export const topValues = { atLeast: 10, most: 20, longest: 200 } as const;

const probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** The profile of a column of numbers, booleans or dates. */
export function profileNumbers(column: NumericColumn): ColumnProfile {
  const { name, type, values, invalidCount } = column;
  const moments = momentsOf(values);
  const { finite, infinite, min, max } = moments;
  const count = finite + infinite;
  const isInteger =
    type !== "number" && finite > 0 && infinite === 0 && Number.isInteger(min) && type !== "datetime";
  const counted = countDistinct(values, { min, max, isInteger, ...topValues });
  return {
    name,
    type,
    ...numberRole(type, counted.distinct, count),
    count,
    missing: values.length - count - invalidCount,
    invalid: invalidCount,
    distinct: counted.distinct,
    ...(counted.error === undefined ? {} : { distinct_error: counted.error }),
    top_values: counted.top.map(({ value, count: times }) => ({
      value: shownValue(value, type),
      count: times,
    })),
    ...(finite === 0 || type === "boolean" ? {} : describeSpread(column, moments, counted)),
  };
}

function describeSpread(
  { type, values }: NumericColumn,
  moments: Moments,
  counted: ValueCounts,
): Partial<ColumnProfile> {
  const { finite, infinite, zeros, negatives, min, max, mean, std } = moments;
  const finiteValues = finite === values.length ? values : finiteOf(values, finite);
  const quantiles = quantilesOf(finiteValues, probabilities);
  const shared = {
    quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
    histogram: histogramOf(finiteValues, min, max, 20),
  };
  if (type === "date" || type === "datetime")
    return { min: shownDate(min, type), max: shownDate(max, type), ...shared };
  return {
    min,
    max,
    mean,
    ...(Number.isFinite(std) ? { std } : {}),
    ...shared,
    zeros,
    negatives,
    infinite,
    ...(counted.distinct > 2
      ? { outliers: countOutliers(finiteValues, quantiles[2] ?? 0, quantiles[4] ?? 0) }
      : {}),
  };
}

function finiteOf(values: Float64Array, count: number): Float64Array {
  const finite = new Float64Array(count);
  let filled = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value - value === 0) finite[filled++] = value;
  }
  return finite;
}

/** Tukey's fences: values more than 1.5 interquartile ranges outside of the quartiles. */
function countOutliers(values: Float64Array, lower: number, upper: number): number {
  const low = lower - 1.5 * (upper - lower);
  const high = upper + 1.5 * (upper - lower);
  let outliers = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! < low || values[i]! > high) outliers++;
  return outliers;
}

function shownValue(value: number, type: NumericColumn["type"]): number | string | boolean {
  if (type === "boolean") return value === 1;
  if (type === "date" || type === "datetime") return shownDate(value, type);
  return Number.isFinite(value) ? value : String(value);
}

/** ISO 8601 in UTC, without the milliseconds where they are zero. */
function shownDate(value: number, type: "date" | "datetime"): string {
  const text = new Date(value).toISOString();
  return type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
