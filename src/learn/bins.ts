/** Bins 0 … 254 hold values; bin 255 is kept for missing ones, which features/ imputes today. */
export const binLimit = 255;

/** Places for the least and greatest value of each feature's bins: `feature * binStride + bin`. */
export const binStride = 256;

/** How many values the borders are chosen from; all values are put into bins. */
const sampleLimit = 200_000;

/** What a worker needs to bin features; everything on SharedArrayBuffers, written by one job a feature. */
export interface BinningJob {
  rows: number;
  /** Column-major float32, finite. */
  data: Float32Array;
  /** Features × rows, as `data`. */
  bins: Uint8Array;
  /** The least and the greatest value in each bin, features × `binStride`; Infinity and -Infinity in empty bins. */
  lows: Float32Array;
  highs: Float32Array;
}

/** Puts a feature's values into at most 255 bins that keep their order, each with its own value where that is enough. */
export function binFeature(job: BinningJob, feature: number): void {
  const { rows } = job;
  const values = job.data.subarray(feature * rows, (feature + 1) * rows);
  const bins = job.bins.subarray(feature * rows, (feature + 1) * rows);
  const lows = job.lows.subarray(feature * binStride, (feature + 1) * binStride).fill(Infinity);
  const highs = job.highs.subarray(feature * binStride, (feature + 1) * binStride).fill(-Infinity);
  const borders = chooseBorders(values);
  for (let row = 0; row < rows; row++) {
    const value = values[row]!;
    let bin = 0;
    for (let step = binStride / 2; step >= 1; step /= 2) if (value > borders[bin + step - 1]!) bin += step;
    bins[row] = bin;
    if (value < lows[bin]!) lows[bin] = value;
    if (value > highs[bin]!) highs[bin] = value;
  }
}

/** The greatest value of each bin, then Infinity up to 256 of them: bins of as equal weight as ties allow. */
function chooseBorders(values: Float32Array): Float32Array {
  const sorted = sampleOf(values).sort();
  const borders = new Float32Array(binStride).fill(Infinity);
  const distinct = countDistinct(sorted);
  let bin = 0;
  let inBin = 0;
  let remaining = sorted.length;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const value = sorted[start]!;
    while (end < sorted.length && sorted[end] === value) end++;
    inBin += end - start;
    const isFull = distinct <= binLimit || inBin >= remaining / (binLimit - bin);
    if (!isFull || bin >= binLimit - 1) continue;
    borders[bin++] = value;
    remaining -= inBin;
    inBin = 0;
  }
  if (inBin === 0 && bin > 0) borders[bin - 1] = Infinity;
  return borders;
}

function countDistinct(sorted: Float32Array): number {
  let distinct = sorted.length === 0 ? 0 : 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

function sampleOf(values: Float32Array): Float32Array {
  if (values.length <= sampleLimit) return Float32Array.from(values);
  const stride = values.length / sampleLimit;
  return Float32Array.from({ length: sampleLimit }, (_, i) => values[Math.floor(i * stride)]!);
}

/**
 * The float32 that parts the values of two bins: halfway, or the lower bin's greatest value where nothing lies
 * between (scikit-learn's rule). `x <= threshold` then says exactly what `bin <= low` says.
 */
export function thresholdBetween(high: number, nextLow: number): number {
  const middle = Math.fround(high / 2 + nextLow / 2);
  return middle < nextLow ? middle : high;
}
