import type { ColumnProfile } from "../profile/profile-schema.ts";
import { countBins } from "../statistics/sturges-edges.ts";
import type { ColumnSample } from "./column-sample.ts";
import type { CountedPair } from "./count-pair.ts";

/**
 * Counts a column in the bins that a profile kept of it: its histogram, whose outer bins are open here, for numbers
 * and dates; its most frequent values and all others together for the rest. Undefined where the profile kept neither.
 */
export function countAgainstProfile(profile: ColumnProfile, current: ColumnSample): CountedPair | undefined {
  const { histogram, top_values, count } = profile;
  if (histogram !== undefined && current.kind === "numbers")
    return {
      reference: Float64Array.from(histogram.counts),
      current: countBins(current.values, histogram.edges),
    };
  if (top_values.length === 0 || (profile.type === "text") !== (current.kind === "texts")) return undefined;
  const currentOf =
    current.kind === "texts"
      ? (value: string | number | boolean) => current.counts.get(String(value)) ?? 0
      : (value: string | number | boolean) => countEqual(current.values, Number(value));
  const known = top_values.map(({ value, count: times }) => [times, currentOf(value)] as const);
  const size = current.kind === "texts" ? current.size : current.values.length;
  const rest = (total: number, side: 0 | 1): number =>
    Math.max(0, total - known.reduce((sum, each) => sum + each[side], 0));
  return {
    reference: Float64Array.from([...known.map((each) => each[0]), rest(count, 0)]),
    current: Float64Array.from([...known.map((each) => each[1]), rest(size, 1)]),
  };
}

function countEqual(values: Float64Array, wanted: number): number {
  let count = 0;
  for (const value of values) if (value === wanted) count++;
  return count;
}
