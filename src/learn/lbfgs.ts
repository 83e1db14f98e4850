import { addScaled, dot } from "./design.ts";

/** A smooth convex function: writes the gradient at `point` into `gradient` and returns the value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** When `minimize` stops. */
export interface Stopping {
  /** Bound of the gradient's largest entry. */
  tol: number;
  maxIter: number;
}

/** Pairs of steps and gradient changes that approximate the curvature, as in scipy's L-BFGS-B. */
const memory = 10;
/** Wolfe's conditions: the least decrease, and the greatest slope that remains. */
const decrease = 1e-4;
const flatness = 0.9;
/** Changes of the value below this share of it are rounding; the slope alone then decides. */
const rounding = 1e-13;
const mostTries = 40;

interface Place {
  point: Float64Array;
  gradient: Float64Array;
  value: number;
}

/**
 * The least of a function by L-BFGS from `start` (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.4).
 * `converged` is false where iterations ran out, or no step along the last direction led lower.
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { tol, maxIter }: Stopping,
): { point: Float64Array; converged: boolean } {
  const pairs = createPairs();
  const gradient = new Float64Array(start.length);
  let here: Place = { point: start, gradient, value: objective(start, gradient) };
  for (let iteration = 0; iteration < maxIter; iteration++) {
    if (largest(here.gradient) <= tol) return { point: here.point, converged: true };
    const next = searchLine(
      objective,
      here,
      directionOf(here.gradient, pairs),
      firstStep(here.gradient, pairs),
    );
    if (next === undefined) {
      if (pairs.steps.length === 0) return { point: here.point, converged: false };
      forgetPairs(pairs);
      continue;
    }
    keepPair(pairs, here, next);
    here = next;
  }
  return { point: here.point, converged: largest(here.gradient) <= tol };
}

/** The last steps, and how the gradient changed over each. */
export interface Pairs {
  steps: Float64Array[];
  changes: Float64Array[];
}

/** None yet. */
export function createPairs(): Pairs {
  return { steps: [], changes: [] };
}

/** Drops all pairs: the next direction is the steepest. */
export function forgetPairs({ steps, changes }: Pairs): void {
  steps.length = 0;
  changes.length = 0;
}

/** Adds the step between two places, where the curvature along it is positive. */
export function keepPair(
  { steps, changes }: Pairs,
  from: Pick<Place, "point" | "gradient">,
  to: Pick<Place, "point" | "gradient">,
): void {
  const step = to.point.map((each, index) => each - from.point[index]!);
  const change = to.gradient.map((each, index) => each - from.gradient[index]!);
  if (!(product(step, change) > 0)) return;
  steps.push(step);
  changes.push(change);
  if (steps.length <= memory) return;
  steps.shift();
  changes.shift();
}

/** What share of the direction to try first: all of it, but nothing is known yet of the first one's length. */
export function firstStep(gradient: Float64Array, { steps }: Pairs): number {
  return steps.length > 0 ? 1 : Math.min(1, 1 / Math.max(largest(gradient), Number.MIN_VALUE));
}

/** Minus the approximate inverse of the curvature times the gradient, by the two-loop recursion. */
export function directionOf(gradient: Float64Array, { steps, changes }: Pairs): Float64Array {
  const direction = gradient.map((each) => -each);
  const { length } = direction;
  const factors = new Float64Array(steps.length);
  for (let index = steps.length - 1; index >= 0; index--) {
    factors[index] = product(steps[index]!, direction) / product(steps[index]!, changes[index]!);
    addScaled(direction, 0, -factors[index]!, changes[index]!, 0, length);
  }
  const last = steps.length - 1;
  if (last >= 0) {
    const scale = product(steps[last]!, changes[last]!) / product(changes[last]!, changes[last]!);
    for (let index = 0; index < length; index++) direction[index] = direction[index]! * scale;
  }
  for (let index = 0; index <= last; index++) {
    const factor = product(changes[index]!, direction) / product(steps[index]!, changes[index]!);
    addScaled(direction, 0, factors[index]! - factor, steps[index]!, 0, length);
  }
  return direction;
}

/** A step along the direction that meets Wolfe's conditions, between brackets; undefined where none is found. */
function searchLine(
  objective: Objective,
  from: Place,
  direction: Float64Array,
  first: number,
): Place | undefined {
  const slope = product(from.gradient, direction);
  if (!(slope < 0)) return undefined;
  let low = { step: 0, slope };
  let high: { step: number; slope: number } | undefined;
  let step = first;
  for (let tries = 0; tries < mostTries; tries++) {
    const point = from.point.slice();
    addScaled(point, 0, step, direction, 0, point.length);
    const gradient = new Float64Array(point.length);
    const value = objective(point, gradient);
    const here = { step, slope: product(gradient, direction) };
    const isLower =
      value <= from.value + decrease * step * slope || value <= from.value + rounding * Math.abs(from.value);
    if (isLower && Math.abs(here.slope) <= -flatness * slope) return { point, gradient, value };
    if (isLower && here.slope < 0) low = here;
    else high = here;
    step = high === undefined ? 4 * step : between(low, high);
  }
  return undefined;
}

/** Where the slope would be 0 if it were straight, not too near to either end. */
function between(low: { step: number; slope: number }, high: { step: number; slope: number }): number {
  const width = high.step - low.step;
  const share = high.slope > 0 ? low.slope / (low.slope - high.slope) : 0.5;
  return low.step + width * (Number.isFinite(share) ? Math.min(0.9, Math.max(0.1, share)) : 0.1);
}

/** The sum of a[i] · b[i]. */
export function product(a: Float64Array, b: Float64Array): number {
  return dot(a, 0, b, 0, a.length);
}

/** The largest absolute value. */
export function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
