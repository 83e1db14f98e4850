import { skewnessOf } from "./remove-skewness.ts";

const caution = "heavy tails: a few rows make most of the variance, so the interval may be too narrow";

/** By simulation, see `cautionOfFewRows`. */
const [fewest, few, uneven] = [0.58, 0.15, 2.7];
/** Units up to which the limit of unevenness stays the same. */
const smallUnits = 200;

/**
 * Why Student's t interval of a sum of these terms, whose mean is 0, may be too narrow: the sum is more skewed than
 * `limit`. Tails that are alike on both sides do it no harm. For a mean of n values the skewness is theirs / √n.
 */
export function cautionOfSkewness(limit: number, ...terms: Float64Array[]): string | undefined {
  return Math.abs(skewnessOf(...terms)) > limit ? caution : undefined;
}

/**
 * Why a bootstrap's interval, or one from influences, may be too narrow, from the number without each unit, or each one's
 * influence; `times` as in `Deletions`. Skewness BCa corrects; but where few rows make the variance, the sample may lack
 * others like them. With d each unit's distance from the mean, Σd⁴ / (Σd²)² is one over the number of units that would
 * make such a variance, were they equal. Of light tails it falls as 1 / n, of heavy ones hardly: the limit is
 * 0.58 / ∜n, which R² and RMSE of lognormal targets pass in nine of ten draws of 200, 1,000 and 5,000 rows by simulation
 * (scripts/bench/results/gate.md says of what else it warns).
 */
export function cautionOfFewRows(values: Float64Array, times?: ArrayLike<number>): string | undefined {
  const { units, squares, fourths } = momentsOf(values, times);
  return fourths * units ** 0.25 > fewest * squares * squares ? caution : undefined;
}

/**
 * The same of a number that is made of sums of these terms, one value a unit each. Of squares of exponential errors, a
 * sample of some hundred tells little by fourth moments. n Σd² / (Σ|d|)², of low moments, chance moves less: it is 2.1 of
 * squared normal errors, and the limit 2.7, which nine of ten samples of 200 exponential ones pass, is passed by one of
 * twenty of normal ones. It grows as ∜n, since many rows bear a longer tail.
 */
export function cautionOfUnevenTerms(terms: readonly Float64Array[]): string | undefined {
  const isUneven = (term: Float64Array): boolean => {
    const { units, distances, squares, fourths } = momentsOf(term);
    const limit = uneven * Math.max(1, units / smallUnits) ** 0.25;
    return fourths * units ** 0.25 > few * squares * squares && units * squares > limit * distances ** 2;
  };
  return terms.some(isUneven) ? caution : undefined;
}

/** Sums of the distances from the mean, of their squares and fourth powers. */
function momentsOf(
  values: Float64Array,
  times?: ArrayLike<number>,
): { units: number; distances: number; squares: number; fourths: number } {
  let units = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const count = times ? times[i]! : 1;
    units += count;
    sum += count * values[i]!;
  }
  let [distances, squares, fourths] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const count = times ? times[i]! : 1;
    const distance = Math.abs(values[i]! - sum / units);
    const square = distance * distance;
    distances += count * distance;
    squares += count * square;
    fourths += count * square * square;
  }
  return { units, distances, squares, fourths };
}
