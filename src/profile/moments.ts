/** The first statistics of a column; all but the counts are over its finite values, NaN where there are none. */
export interface Moments {
  /** Values that are neither missing nor infinite. */
  finite: number;
  infinite: number;
  zeros: number;
  /** Negative values, -Infinity included. */
  negatives: number;
  min: number;
  max: number;
  mean: number;
  /** Sample standard deviation (n - 1). */
  std: number;
  /** Adjusted Fisher-Pearson skewness, G1, as pandas' `skew`; NaN for fewer than 3 values and where all are the same. */
  skewness: number;
}

/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block = 1024;

const none = {
  min: Number.NaN,
  max: Number.NaN,
  mean: Number.NaN,
  std: Number.NaN,
  skewness: Number.NaN,
};

/** What the first pass finds; min and max are infinite where no value is finite. */
export interface MomentSums {
  finite: number;
  infinite: number;
  zeros: number;
  negatives: number;
  min: number;
  max: number;
  sum: number;
}

/** Sums over the deviations of the finite values from the mean, each times the scale: their cubes, squares and themselves. */
export interface DeviationSums {
  cubes: number;
  squares: number;
  rest: number;
}

/** The two loops over the values. */
export interface MomentPasses {
  sums(values: Float64Array): MomentSums;
  deviations(values: Float64Array, mean: number, scale: number): DeviationSums;
}

const plainPasses: MomentPasses = { sums, deviations };

/** One pass for the counts and the mean, a second for the deviations from it. */
export function momentsOf(values: Float64Array, passes: MomentPasses = plainPasses): Moments {
  const { sum, min: low, max: high, ...counts } = passes.sums(values);
  const { finite } = counts;
  if (finite === 0) return { ...counts, ...none };
  // One zero, whichever comes first.
  const min = low + 0;
  const max = high + 0;
  const mean = Number.isFinite(sum) ? sum / finite : meanOfHuge(values, finite);
  const scale = scaleFor(Math.max(max - mean, mean - min));
  return { ...counts, min, max, mean, ...spread(passes.deviations(values, mean, scale), finite, scale) };
}

function sums(values: Float64Array): MomentSums {
  const counts = { finite: 0, infinite: 0, zeros: 0, negatives: 0 };
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  for (let from = 0; from < values.length; from += block) {
    const to = Math.min(values.length, from + block);
    // Even and odd places apart: the kernel adds them up so, two at a time.
    let even = 0;
    let odd = 0;
    let low = Infinity;
    let high = -Infinity;
    let present = 0;
    for (let i = from; i < to; i += 2) {
      const value = values[i]!;
      if (value - value === 0) {
        present++;
        if (value < low) low = value;
        if (value > high) high = value;
        even += value;
      }
      const next = i + 1 < to ? values[i + 1]! : Number.NaN;
      if (next - next === 0) {
        present++;
        if (next < low) low = next;
        if (next > high) high = next;
        odd += next;
      }
    }
    counts.finite += present;
    sum += even + odd;
    if (low < min) min = low;
    if (high > max) max = high;
    if (low <= 0 || present < to - from) countSpecial(counts, values, from, to);
  }
  return { ...counts, min, max, sum };
}

/** Counts what most blocks have none of. */
function countSpecial(
  counts: { infinite: number; zeros: number; negatives: number },
  values: Float64Array,
  from: number,
  to: number,
): void {
  let infinite = 0;
  let zeros = 0;
  let negatives = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    negatives += value < 0 ? 1 : 0;
    zeros += value === 0 ? 1 : 0;
    infinite += value === Infinity || value === -Infinity ? 1 : 0;
  }
  counts.infinite += infinite;
  counts.zeros += zeros;
  counts.negatives += negatives;
}

/** The mean of values whose sum has no float64. */
function meanOfHuge(values: Float64Array, finite: number): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) mean += values[i]! / finite;
  return mean;
}

/** A power of two that brings deviations whose squares would overflow or underflow near 1. */
function scaleFor(reach: number): number {
  if (reach === 0 || (reach > 1e-120 && reach < 1e120)) return 1;
  return 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(reach))));
}

function deviations(values: Float64Array, mean: number, scale: number): DeviationSums {
  let cubes = 0;
  let squares = 0;
  let rest = 0;
  for (let from = 0; from < values.length; from += block) {
    const to = Math.min(values.length, from + block);
    let cube = 0;
    let oddCube = 0;
    let square = 0;
    let oddSquare = 0;
    let even = 0;
    let odd = 0;
    for (let i = from; i < to; i += 2) {
      const difference = (values[i]! - mean) * scale;
      if (difference - difference === 0) {
        const squared = difference * difference;
        cube += squared * difference;
        square += squared;
        even += difference;
      }
      const next = i + 1 < to ? (values[i + 1]! - mean) * scale : Number.NaN;
      if (next - next === 0) {
        const squared = next * next;
        oddCube += squared * next;
        oddSquare += squared;
        odd += next;
      }
    }
    cubes += cube + oddCube;
    squares += square + oddSquare;
    rest += even + odd;
  }
  return { cubes, squares, rest };
}

/**
 * The corrected two-pass algorithm (Chan, Golub, LeVeque 1983): the sum of the deviations takes the mean's rounding out
 * of that of their squares, and likewise of their cubes.
 */
function spread(
  { cubes, squares, rest }: DeviationSums,
  finite: number,
  scale: number,
): Pick<Moments, "std" | "skewness"> {
  const shift = rest / finite;
  const second = Math.max(0, squares - rest * shift);
  const third = cubes - 3 * shift * squares + 2 * shift * shift * rest;
  const std = finite < 2 ? Number.NaN : Math.sqrt(second / (finite - 1)) / scale;
  return { std, skewness: skewnessOf(finite, second, third) };
}

/** G1 by the sums of squared and cubed deviations from the mean. */
export function skewnessOf(finite: number, second: number, third: number): number {
  if (finite < 3 || second === 0) return Number.NaN;
  return ((finite * Math.sqrt(finite - 1)) / (finite - 2)) * (third / second ** 1.5);
}
