import { type Histogram, histogramEdges, histogramOf } from "./histogram.ts";
import { interpolate, quantileRanks } from "./quantiles.ts";
import { selectRanks } from "./select-ranks.ts";

/** How finite values are spread. */
export interface Distribution {
  /** One for each probability. */
  quantiles: number[];
  histogram: Histogram;
  /** Values outside of Tukey's fences: more than 1.5 interquartile ranges from the quartiles. */
  outliers: number;
}

const bucketCount = 4096;
const bins = 20;
/** Fewer values than this are looked at one by one. */
const manyValues = 2048;

/**
 * Quantiles, histogram and outliers of the finite ones among `values`, exactly as `selectRanks`, `histogramOf` and a
 * count give them. All three rest on one assignment of the values to narrow buckets, which keeps their order: only the
 * buckets that hold a rank, an edge or a fence are looked into. `probabilities` must hold 0.25 and 0.75.
 */
export function distributionOf(
  values: Float64Array,
  range: { min: number; max: number; finite: number },
  probabilities: readonly number[],
): Distribution {
  const { min, max, finite } = range;
  const ranks = quantileRanks(finite, probabilities);
  const scale = bucketCount / (max - min);
  const edges = histogramEdges(min, max, bins);
  if (finite < manyValues || !Number.isFinite(scale) || scale === 0 || edges === undefined) {
    const present = finite === values.length ? values : values.filter(Number.isFinite);
    const quantiles = interpolate(selectRanks(present, ranks), finite, probabilities);
    const [low, high] = fencesOf(quantiles, probabilities);
    let outliers = 0;
    for (const value of present) if (value < low || value > high) outliers++;
    return { quantiles, histogram: histogramOf(present, min, max, bins), outliers };
  }

  const bucketOf = (value: number): number => Math.trunc((value - min) * scale);
  const { buckets, starts } = assignBuckets(values, min, scale);
  const inner = edges.slice(1, -1);
  const looked = new Set(inner.map(bucketOf));
  for (let bucket = 0, next = 0; next < ranks.length; bucket++)
    for (; next < ranks.length && ranks[next]! < starts[bucket + 1]!; next++) looked.add(bucket);
  const inside = gather(values, buckets, starts, looked);

  const found = new Map<number, number>();
  for (const [bucket, part] of inside) {
    const start = starts[bucket]!;
    const local = ranks
      .filter((rank) => rank >= start && rank < start + part.length)
      .map((rank) => rank - start);
    for (const [rank, value] of selectRanks(part, local)) found.set(rank + start, value);
  }
  const below = inner.map((edge) => {
    const bucket = bucketOf(edge);
    let count = starts[bucket]!;
    for (const value of inside.get(bucket) ?? []) if (value < edge) count++;
    return count;
  });
  const counts = [...below, finite].map((count, bin) => count - (bin === 0 ? 0 : below[bin - 1]!));
  const quantiles = interpolate(found, finite, probabilities);
  const [low, high] = fencesOf(quantiles, probabilities);
  const fences = [low > min ? bucketOf(low) : -1, high < max ? bucketOf(high) : -1] as const;
  const fenced = gather(values, buckets, starts, new Set(fences.filter((bucket) => bucket >= 0)));
  let outliers = 0;
  if (fences[0] >= 0) {
    outliers += starts[fences[0]]!;
    for (const value of fenced.get(fences[0]) ?? []) if (value < low) outliers++;
  }
  if (fences[1] >= 0) {
    outliers += finite - starts[fences[1] + 1]!;
    for (const value of fenced.get(fences[1]) ?? []) if (value > high) outliers++;
  }
  return { quantiles, histogram: { edges, counts }, outliers };
}

/** Tukey's fences, by the quantiles of 0.25 and 0.75. */
export function fencesOf(
  quantiles: readonly number[],
  probabilities: readonly number[],
): [low: number, high: number] {
  const lower = quantiles[probabilities.indexOf(0.25)] ?? Number.NaN;
  const upper = quantiles[probabilities.indexOf(0.75)] ?? Number.NaN;
  return [lower - 1.5 * (upper - lower), upper + 1.5 * (upper - lower)];
}

/** The bucket of no value. */
const none = bucketCount + 1;

/** Each value's bucket, `none` for what is not finite, and the rank at which each bucket starts. */
function assignBuckets(
  values: Float64Array,
  min: number,
  scale: number,
): { buckets: Uint16Array; starts: Int32Array } {
  const buckets = new Uint16Array(values.length);
  const counts = new Int32Array(none + 1);
  for (let i = 0; i < values.length; i++) {
    const place = (values[i]! - min) * scale;
    // False for NaN and infinities, too.
    const bucket = place <= bucketCount && place >= 0 ? place | 0 : none;
    buckets[i] = bucket;
    counts[bucket]!++;
  }
  const starts = new Int32Array(none + 1);
  for (let bucket = 0; bucket < none; bucket++) starts[bucket + 1] = starts[bucket]! + counts[bucket]!;
  return { buckets, starts };
}

/** The values of some buckets. */
function gather(
  values: Float64Array,
  buckets: Uint16Array,
  starts: Int32Array,
  wanted: ReadonlySet<number>,
): Map<number, Float64Array> {
  const parts = new Map<number, Float64Array>();
  const all: Float64Array[] = [];
  const partOf = new Int16Array(none + 1).fill(-1);
  for (const bucket of wanted) {
    const size = starts[bucket + 1]! - starts[bucket]!;
    if (size === 0) continue;
    const part = new Float64Array(size);
    partOf[bucket] = all.length;
    all.push(part);
    parts.set(bucket, part);
  }
  if (all.length === 0) return parts;
  const filled = new Int32Array(all.length);
  for (let i = 0; i < values.length; i++) {
    const part = partOf[buckets[i]!]!;
    if (part >= 0) all[part]![filled[part]!++] = values[i]!;
  }
  return parts;
}
