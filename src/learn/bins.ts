import { findBorders } from "./borders.ts";
import type { FeaturePart } from "./feature-parts.ts";

/** Bins 0 … 254 hold values. */
export const binLimit = 255;
/** The bin of missing values. */
export const missingBin = 255;

/** Places for the least and greatest value of each feature's bins: `feature * binStride + bin`. */
export const binStride = 256;

/** How many values the borders are chosen from; all values are put into bins. */
const sampleLimit = 200_000;

/** What a worker needs to bin features; everything on SharedArrayBuffers, written by one job a feature. */
export interface BinningJob {
  rows: number;
  /** Column-major float32, finite or NaN for missing. */
  data: Float32Array;
  /** Features × rows. */
  bins: Uint8Array;
  /** The least and the greatest value in each bin, features × `binStride`; Infinity and -Infinity in empty bins. */
  lows: Float32Array;
  highs: Float32Array;
  /** One a feature. */
  parts: readonly FeaturePart[];
}

/**
 * Puts a feature's values into at most 255 bins that keep their order, each with its own value where that is enough, and
 * missing ones into another; codes of categories into the bins of their own.
 */
export function binFeature(job: BinningJob, feature: number): void {
  const { rows } = job;
  const { column, codes } = job.parts[feature]!;
  const values = job.data.subarray(column * rows, (column + 1) * rows);
  const bins = job.bins.subarray(feature * rows, (feature + 1) * rows);
  if (codes !== undefined) {
    for (let row = 0; row < rows; row++) {
      const bin = values[row]! - codes.first;
      bins[row] = bin >= 0 && bin < codes.count ? bin : missingBin;
    }
    return;
  }
  const lows = job.lows.subarray(feature * binStride, (feature + 1) * binStride).fill(Infinity);
  const highs = job.highs.subarray(feature * binStride, (feature + 1) * binStride).fill(-Infinity);
  const borders = chooseBorders(values);
  for (let row = 0; row < rows; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      bins[row] = missingBin;
      continue;
    }
    let bin = 0;
    for (let step = binStride / 2; step >= 1; step /= 2) if (value > borders[bin + step - 1]!) bin += step;
    bins[row] = bin;
    if (value < lows[bin]!) lows[bin] = value;
    if (value > highs[bin]!) highs[bin] = value;
  }
}

/** The greatest value of each bin, then Infinity up to 256 of them: bins of as equal weight as ties allow. */
function chooseBorders(values: Float32Array): Float32Array {
  return bordersOf(presentOf(values), binLimit).borders;
}

/** The same of sorted values, with what their number is, for at most `limit` bins. */
function bordersOf(sorted: Float32Array, limit: number): { borders: Float32Array; bins: number } {
  const borders = new Float32Array(binStride).fill(Infinity);
  const found = findBorders(sorted, limit);
  borders.set(found);
  return { borders, bins: found.length + 1 };
}

/** What a feature's values are divided by. */
export interface Thresholds {
  /** Bins of values, at least 1. */
  bins: number;
  /** 256 of them: values up to a bin's own are in it or in one before; the last bin's and those after it are Infinity. */
  thresholds: Float32Array;
  hasMissing: boolean;
}

/** Chooses at most `limit` bins for a feature's values; NaN is missing and in none. Thresholds lie midway between values. */
export function chooseThresholds(values: Float32Array, limit: number): Thresholds {
  const sorted = presentOf(values);
  const { borders: thresholds, bins } = bordersOf(sorted, limit);
  let at = 0;
  for (let bin = 0; bin < bins - 1; bin++) {
    const high = thresholds[bin]!;
    while (sorted[at]! <= high) at++;
    thresholds[bin] = thresholdBetween(high, sorted[at]!);
  }
  return { bins, thresholds, hasMissing: values.includes(Number.NaN) };
}

/** The values of a sample in order, without missing ones. */
function presentOf(values: Float32Array): Float32Array {
  const sample = sampleOf(values).sort(); // NaN comes last
  let present = sample.length;
  while (present > 0 && Number.isNaN(sample[present - 1])) present--;
  return sample.subarray(0, present);
}

function sampleOf(values: Float32Array): Float32Array {
  if (values.length <= sampleLimit) return values.slice();
  const stride = values.length / sampleLimit;
  const sample = new Float32Array(sampleLimit);
  for (let i = 0; i < sampleLimit; i++) sample[i] = values[Math.floor(i * stride)]!;
  return sample;
}

/**
 * The float32 that parts the values of two bins: halfway, or the lower bin's greatest value where nothing lies
 * between (scikit-learn's rule). `x <= threshold` then says exactly what `bin <= low` says.
 */
export function thresholdBetween(high: number, nextLow: number): number {
  const middle = Math.fround(high / 2 + nextLow / 2);
  return middle < nextLow ? middle : high;
}
