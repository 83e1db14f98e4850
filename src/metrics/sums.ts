import type { Statistic, Sums } from "./statistic.ts";

/** A statistic that is a function of sums; its terms are made when they are asked for, and not kept. */
export function fromSums(rows: number, make: () => Sums): Statistic {
  const measure = (counts?: ArrayLike<number>): number => {
    const { terms, combine } = make();
    return combine(terms.map((term) => sumTimes(term, counts)));
  };
  return {
    rows,
    interval: "bca",
    at: keepWhole(measure),
    get sums() {
      return make();
    },
  };
}

/** A measure that keeps what it was for all rows, once each. */
export function keepWhole(measure: (counts?: ArrayLike<number>) => number): Statistic["at"] {
  let whole: number | undefined;
  return (counts) => {
    if (counts !== undefined) return measure(counts);
    whole ??= measure();
    return whole;
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
  const gradient = gradientOf(combine, sums, terms.map(sizeOf));
  const influence = new Float64Array(terms[0]?.length ?? 0);
  for (const [index, term] of terms.entries()) {
    const slope = gradient[index]!;
    if (slope !== 0) for (let row = 0; row < influence.length; row++) influence[row]! += slope * term[row]!;
  }
  return influence;
}

/**
 * The derivatives by each sum: central differences, each step a part of its size, which is that of its term where the sum
 * is about 0.
 */
export function gradientOf(
  combine: Sums["combine"],
  sums: Float64Array,
  sizes: ArrayLike<number>,
): Float64Array {
  return sums.map((sum, index) => {
    const size = sizes[index]!;
    if (size === 0) return 0;
    const step = size * 2 ** -18;
    const moved = sums.slice();
    moved[index] = sum + step;
    const above = combine(moved);
    moved[index] = sum - step;
    return (above - combine(moved)) / (2 * step);
  });
}

function sizeOf(term: Float64Array): number {
  let size = 0;
  for (let row = 0; row < term.length; row++) size += Math.abs(term[row]!);
  return size;
}
