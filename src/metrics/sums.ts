import type { Statistic, Sums } from "./statistic.ts";

/** A statistic that is a function of sums; its terms are made when they are asked for, and not kept. */
export function fromSums(rows: number, make: () => Sums): Statistic {
  return {
    rows,
    interval: "bca",
    at(counts) {
      const { terms, combine } = make();
      return combine(terms.map((term) => sumTimes(term, counts)));
    },
    get sums() {
      return make();
    },
  };
}

/** The sum of a term's values, each so often as its row counts. */
export function sumTimes(term: Float64Array, counts: ArrayLike<number> | undefined): number {
  let sum = 0;
  if (counts === undefined) for (let row = 0; row < term.length; row++) sum += term[row]!;
  else for (let row = 0; row < term.length; row++) sum += counts[row]! * term[row]!;
  return sum;
}

/** Values times the weights of their rows. */
export function weigh(values: Float64Array, weights: Float64Array | undefined): Float64Array {
  return weights === undefined ? values : values.map((value, row) => value * weights[row]!);
}

/** The derivative of the metric by the weight of each row: the delta method, with differences for the gradient. */
export function sumInfluence({ terms, combine }: Sums): Float64Array {
  const sums = Float64Array.from(terms, (term) => sumTimes(term, undefined));
  const gradient = gradientOf(combine, sums, terms);
  const influence = new Float64Array(terms[0]?.length ?? 0);
  for (const [index, term] of terms.entries()) {
    const slope = gradient[index]!;
    if (slope !== 0) for (let row = 0; row < influence.length; row++) influence[row]! += slope * term[row]!;
  }
  return influence;
}

/** Central differences; each step is a part of the sum's size, or of its term's where the sum is about 0. */
function gradientOf(
  combine: Sums["combine"],
  sums: Float64Array,
  terms: readonly Float64Array[],
): Float64Array {
  return sums.map((sum, index) => {
    let size = 0;
    for (const value of terms[index]!) size += Math.abs(value);
    if (size === 0) return 0;
    const step = size * 2 ** -18;
    const moved = sums.slice();
    moved[index] = sum + step;
    const above = combine(moved);
    moved[index] = sum - step;
    return (above - combine(moved)) / (2 * step);
  });
}
