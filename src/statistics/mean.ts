import { formatNumber } from "../number-format.ts";
import type { Estimate } from "./estimate.ts";
import { groupVariance } from "./group-variance.ts";
import { cautionOfSkewness } from "./heavy-tails.ts";
import { skewnessOf } from "./remove-skewness.ts";
import { studentEstimate } from "./student-estimate.ts";
import { unvariedEstimate } from "./unvaried-estimate.ts";

/**
 * By simulation: intervals of lognormal values whose nominal 95 % hold in less than about 94 % have a mean more skewed
 * than this, and their values are more skewed than 3; those of normal, uniform and exponential ones (2) from 200 rows on
 * are not. Where skewness is removed, a mean may be more skewed before as much harm is done.
 */
const [skewLimit, valueSkew, correctedLimit] = [0.15, 3, 0.27];

/** Rows of which the skewness is known well enough to be removed. */
const manyRows = 100;

/** What a mean is over, beside its values. */
export interface MeanOptions {
  /** One a row, not negative; rows of weight 0 do not count. */
  weights?: Float64Array | undefined;
  /** Dense codes of which rows belong together, and stand or fall together. */
  groups?: Int32Array | undefined;
  /**
   * Whether values have a tail on one side, as losses do, so that skewness is removed. Differences of two models' losses
   * (false) have tails on both sides, whose sample skewness is often chance: to remove that would do harm, so it widens an
   * interval alone. Without, it is Student's.
   */
  isSkewed?: boolean | undefined;
  /** The least and the greatest value that a row can have: what bounds the mean of rows that do not vary. */
  range?: readonly [low: number, high: number] | undefined;
}

/**
 * The mean of values that are all finite, with Student's t interval. Weights and groups make it a ratio of sums over
 * groups (a row by itself is a group of one), whose variance is that of its linearised terms, see `groupVariance`: for
 * rows without weights it is the plain t interval, and for equal groups that of their means. From 100 rows on skewness
 * is removed where it is to be, see `removeSkewness`.
 */
export function estimateMean(values: Float64Array, options: MeanOptions = {}): Estimate {
  const { value, shares, deviations, spread } = linearise(values, options);
  const { variance, df, n, effective } = groupVariance(shares, deviations);
  const standardError = Math.sqrt(variance);
  // One group has no variance, and below this there are rounding errors alone.
  if (n > 0 && !(n > 1 && standardError > 1e-13 * spread))
    return { ...unvariedEstimate(value, effective, options.range), n };
  const isKnown = options.groups === undefined && n >= manyRows;
  const isCorrected = options.isSkewed === true && isKnown;
  const isWidened = options.isSkewed === false && isKnown;
  const skewness = skewnessOf(deviations);
  const words = [
    isCorrected && "skewness-corrected",
    isWidened ? "t interval, skewness-corrected where that is wider, of the" : "t interval of the",
    options.weights && "weighted",
    "mean of",
  ];
  return studentEstimate({
    value,
    n,
    standardError,
    df,
    ...((isCorrected || isWidened) && { skewness, mayBeChance: isWidened }),
    method: `${words.filter(Boolean).join(" ")} ${formatNumber(n)} ${options.groups ? "groups" : "rows"}`,
    caution: cautionOfSkewness(
      isCorrected ? correctedLimit : Math.max(skewLimit, valueSkew / Math.sqrt(n)),
      deviations,
    ),
  });
}

interface Linearised {
  value: number;
  /** Each group's share of the weights. */
  shares: Float64Array;
  /** What each group adds to the mean beyond its share. */
  deviations: Float64Array;
  /** The mean absolute deviation of the rows. */
  spread: number;
}

function linearise(values: Float64Array, { weights, groups }: MeanOptions): Linearised {
  // From the first value on, so that the mean of equal values is exactly theirs.
  const origin = values[0] ?? Number.NaN;
  let total = 0;
  let sum = 0;
  let size = groups ? 0 : values.length;
  for (let row = 0; row < values.length; row++) {
    const weight = weights ? weights[row]! : 1;
    total += weight;
    sum += weight * (values[row]! - origin);
    if (groups && groups[row]! >= size) size = groups[row]! + 1;
  }
  const shift = sum / total;
  const shares = new Float64Array(size);
  const deviations = new Float64Array(size);
  let spread = 0;
  for (let row = 0; row < values.length; row++) {
    const share = (weights ? weights[row]! : 1) / total;
    const deviation = share * (values[row]! - origin - shift);
    const group = groups ? groups[row]! : row;
    shares[group]! += share;
    deviations[group]! += deviation;
    spread += Math.abs(deviation);
  }
  return { value: origin + shift, shares, deviations, spread };
}
