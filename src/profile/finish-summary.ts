import { kllError, quantilesOfKll, ranksOfKll } from "../statistics/kll.ts";
import type { Column, ColumnType } from "../tables/table.ts";
import { topOf } from "./count-distinct.ts";
import { describeGaps } from "./describe-days.ts";
import { type Distribution, fencesOf } from "./distribution.ts";
import { isPersonal } from "./find-pii.ts";
import { distributionOfCounts } from "./grid-distribution.ts";
import { histogramEdges } from "./histogram.ts";
import { estimateDistinct, hyperLogLogError } from "./hyperloglog.ts";
import type { MergedColumn, MergedNumbers, MergedTexts, MergedValues } from "./merge-summaries.ts";
import { probabilities, profileNumbers, shownDate, shownValue, topValues } from "./profile-numbers.ts";
import type { ColumnProfile } from "./profile-schema.ts";
import { profileText } from "./profile-text.ts";
import { numberRole, textRole } from "./role.ts";
import { plainLoops, type RowLoops } from "./row-loops.ts";
import { kllSize } from "./summarize-column.ts";

/** What a column's profile is made of, beside its summary. */
export interface SampledColumnOf {
  type: ColumnType;
  /** Its values in the sampled rows. */
  sample: Column;
  /** The share of all rows that is sampled. */
  share: number;
}

/**
 * The profile of a column that was read part by part. What is known exactly is exact; what is estimated says so:
 * `distinct_error`, `quantile_error`, `top_values_share`.
 */
export function finishSummary(
  merged: MergedColumn,
  of: SampledColumnOf,
  loops: RowLoops = plainLoops,
): ColumnProfile {
  const { sample } = of;
  const sampled = sample.kind === "text" ? profileText(sample, loops) : profileNumbers(sample, loops);
  return merged.kind === "text" ? finishTexts(merged, of, sampled) : finishNumbers(merged, of, sampled);
}

/** How many of so many values are different. */
function distinctOf<Value>(
  { counts, sketch }: MergedValues<Value>,
  count: number,
): Pick<ColumnProfile, "distinct" | "distinct_error"> {
  if (counts !== undefined) return { distinct: counts.size };
  const distinct = Math.min(count, Math.round(estimateDistinct(sketch)));
  return { distinct, distinct_error: hyperLogLogError };
}

/** For roles: an estimate cannot say that all values differ. */
function knownDistinct(
  { distinct, distinct_error: error }: Pick<ColumnProfile, "distinct" | "distinct_error">,
  count: number,
): number {
  return error === undefined ? distinct : Math.min(distinct, count - 1);
}

/** That all values of the sample differ, and the estimate allows it for all rows, is as good as knowing it. */
function identifierRole(
  sampled: ColumnProfile,
  { distinct, distinct_error: error }: Pick<ColumnProfile, "distinct" | "distinct_error">,
  count: number,
): Partial<ColumnProfile> {
  const isOne = error !== undefined && sampled.role === "identifier" && distinct >= count * (1 - 3 * error);
  return isOne ? { role: "identifier", why: "every value of a sample is different" } : {};
}

/** The most frequent values of the sample, with their counts brought to all rows. */
function scaledTop({ top_values: top }: ColumnProfile, share: number): Partial<ColumnProfile> {
  return {
    top_values: top.map(({ value, count }) => ({ value, count: Math.round(count / share) })),
    top_values_share: share,
  };
}

function finishTexts(merged: MergedTexts, { share }: SampledColumnOf, sampled: ColumnProfile): ColumnProfile {
  const { count, missing, values, shortest, longest, characters } = merged;
  const distinct = distinctOf(values, count);
  const top = [...(values.counts ?? [])]
    .filter(
      ([value, times]) =>
        times >= topValues.atLeast && value.length <= topValues.longest && !isPersonal(value),
    )
    .sort((a, b) => b[1] - a[1])
    .slice(0, topValues.most)
    .map(([value, times]) => ({ value, count: times }));
  return {
    ...sampled,
    ...textRole({
      distinct: knownDistinct(distinct, count),
      count,
      longest,
      isClock: sampled.role === "time",
    }),
    ...identifierRole(sampled, distinct, count),
    count,
    missing,
    invalid: 0,
    ...distinct,
    ...(values.counts === undefined
      ? scaledTop(sampled, share)
      : { top_values: sampled.pii === undefined ? top : [] }),
    ...(count === 0 ? {} : { min_length: shortest, max_length: longest, mean_length: characters / count }),
  };
}

function finishNumbers(
  merged: MergedNumbers,
  { type, share }: SampledColumnOf,
  { days, missing_days, largest_gap, ...sampled }: ColumnProfile,
): ColumnProfile {
  const { moments, missing, invalid, values } = merged;
  const count = moments.finite + moments.infinite;
  const distinct = merged.ascending === undefined ? distinctOf(values, count) : { distinct: count };
  const base = {
    ...sampled,
    type,
    ...numberRole(type, knownDistinct(distinct, count), count),
    ...identifierRole(sampled, distinct, count),
    count,
    missing,
    invalid,
    ...distinct,
    ...topOfNumbers(merged, sampled, { type, share }),
  };
  return sampled.quantiles === undefined ? base : { ...base, ...spreadOf(merged, type) };
}

function topOfNumbers(
  { values: { counts } }: MergedNumbers,
  sampled: ColumnProfile,
  { type, share }: Pick<SampledColumnOf, "type" | "share">,
): Partial<ColumnProfile> {
  if (counts === undefined) return scaledTop(sampled, share);
  if (sampled.pii !== undefined || type === "text") return { top_values: [] };
  const top = topOf(
    Float64Array.from(counts.keys()),
    Int32Array.from(counts.values()),
    topValues.atLeast,
    topValues.most,
  );
  return { top_values: top.map(({ value, count }) => ({ value: shownValue(value, type), count })) };
}

function spreadOf(merged: MergedNumbers, type: ColumnType): Partial<ColumnProfile> {
  const { moments, values } = merged;
  const exact = values.counts && exactDistribution(values.counts, moments);
  const { quantiles, histogram, outliers } = exact ?? estimatedDistribution(merged);
  const shared = {
    quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
    histogram,
    ...(exact === undefined ? { quantile_error: rankError(merged) } : {}),
  };
  const { min, max, mean, std, skewness, zeros, negatives, infinite } = moments;
  if (type === "date" || type === "datetime")
    return {
      ...shared,
      min: shownDate(min, type),
      max: shownDate(max, type),
      ...(merged.days === undefined ? {} : describeGaps(merged.days)),
    };
  return {
    ...shared,
    min,
    max,
    mean,
    ...(Number.isFinite(std) ? { std } : {}),
    ...(Number.isFinite(skewness) ? { skewness } : {}),
    zeros,
    negatives,
    infinite,
    ...(values.counts === undefined || values.counts.size > 2 ? { outliers } : {}),
  };
}

function exactDistribution(
  counts: ReadonlyMap<number, number>,
  moments: MergedNumbers["moments"],
): Distribution | undefined {
  const keys = Float64Array.from(counts.keys()).filter(Number.isFinite).sort();
  const times = Int32Array.from(keys, (key) => counts.get(key) ?? 0);
  return distributionOfCounts({ keys, counts: times }, moments, probabilities);
}

/**
 * How far ranks may be off, as a share of the values, in 99 % of files: the sketch's error, and where values were picked
 * for it, 2.58 standard errors of a share of so many.
 */
function rankError({ quantiles: { count }, moments: { finite } }: MergedNumbers): number {
  const ofPicking = count < finite ? (2.58 * 0.5) / Math.sqrt(count) : 0;
  return Math.hypot(kllError(kllSize), ofPicking);
}

/** From the quantiles' sketch: `quantile_error` is that of ranks, so bins may be off by twice as much of all values. */
function estimatedDistribution({ quantiles: sketch, moments }: MergedNumbers): Distribution {
  const { min, max, finite } = moments;
  const quantiles = quantilesOfKll(sketch, probabilities);
  const edges = histogramEdges(min, max, 20) ?? [min, max];
  const below = ranksOfKll(sketch, edges.slice(1, -1)).map((rank) => Math.round(rank * finite));
  const counts = [...below, finite].map((count, bin) => Math.max(0, count - (below[bin - 1] ?? 0)));
  const [low, high] = fencesOf(quantiles, probabilities);
  const [lower = 0, upper = 1] = ranksOfKll(sketch, [low, high]);
  return {
    quantiles,
    histogram: { edges, counts },
    outliers: Math.round((low > min ? lower * finite : 0) + (high < max ? (1 - upper) * finite : 0)),
  };
}
