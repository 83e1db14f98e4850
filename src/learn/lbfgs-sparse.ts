import {
  createPairs,
  directionOf,
  firstStep,
  forgetPairs,
  keepPair,
  largest,
  type Objective,
  product,
  type Stopping,
} from "./lbfgs.ts";

/** The least decrease of a step, of what the slope promises (Armijo's condition). */
const decrease = 1e-4;
/** Changes of the value below this share of it are rounding; the slope alone then decides. */
const rounding = 1e-13;
const mostTries = 50;

interface Place {
  point: Float64Array;
  /** Of the smooth part. */
  gradient: Float64Array;
  /** Of the whole: the least of its subgradients, entry by entry. */
  slope: Float64Array;
  value: number;
}

/**
 * The least of a smooth convex function plus Σ l1[i] |x[i]|, by L-BFGS within one orthant at a time (OWL-QN: Andrew and
 * Gao, Scalable training of L1-regularized log-linear models, 2007). Entries whose `l1` is 0 are free. `tol` bounds the
 * largest entry of the slope; `converged` is false as for `minimize`.
 */
export function minimizeSparse(
  objective: Objective,
  start: Float64Array,
  l1: Float64Array,
  { tol, maxIter }: Stopping,
): { point: Float64Array; converged: boolean } {
  const look = (point: Float64Array): Place => {
    const gradient = new Float64Array(point.length);
    const value = objective(point, gradient) + product(l1, point.map(Math.abs));
    return { point, gradient, slope: slopeOf(point, gradient, l1), value };
  };
  const pairs = createPairs();
  let here = look(start);
  for (let iteration = 0; iteration < maxIter; iteration++) {
    if (largest(here.slope) <= tol) return { point: here.point, converged: true };
    const next = searchOrthant(look, here, l1, {
      direction: directionOf(here.slope, pairs),
      length: firstStep(here.slope, pairs),
    });
    if (next === undefined) {
      if (pairs.steps.length === 0) return { point: here.point, converged: false };
      forgetPairs(pairs);
      continue;
    }
    keepPair(pairs, here, next);
    here = next;
  }
  return { point: here.point, converged: largest(here.slope) <= tol };
}

function slopeOf(point: Float64Array, gradient: Float64Array, l1: Float64Array): Float64Array {
  return gradient.map((each, index) => {
    const value = point[index]!;
    const bound = l1[index]!;
    if (value !== 0) return each + bound * Math.sign(value);
    return Math.sign(each) * Math.max(Math.abs(each) - bound, 0);
  });
}

/**
 * A step along the direction that leads low enough; entries that lead upwards stand still, those that would change their
 * sign stop at 0. Undefined where none is found.
 */
function searchOrthant(
  look: (point: Float64Array) => Place,
  from: Place,
  l1: Float64Array,
  { direction, length }: { direction: Float64Array; length: number },
): Place | undefined {
  const { slope } = from;
  const way = direction.map((each, index) => (l1[index]! > 0 && each * slope[index]! >= 0 ? 0 : each));
  const orthant = from.point.map((each, index) => Math.sign(each) || -Math.sign(slope[index]!));
  let step = length;
  for (let tries = 0; tries < mostTries; tries++) {
    const point = from.point.map((each, index) => {
      const value = each + step * way[index]!;
      return l1[index]! > 0 && value * orthant[index]! < 0 ? 0 : value;
    });
    const promised = product(slope, point) - product(slope, from.point);
    const place = look(point);
    if (place.value <= from.value + decrease * promised && promised < 0) return place;
    const isLevel = Math.abs(place.value - from.value) <= rounding * Math.abs(from.value);
    if (isLevel && largest(place.slope) < largest(slope)) return place;
    step /= 2;
  }
  return undefined;
}
