import { addScaled, type Design, dot } from "./design.ts";

/** What `descendCoordinates` minimises: |A w - b|²/2 + l1 Σ|w| + l2 |w|²/2. */
export interface Shrinkage {
  /** Above 0. */
  l1: number;
  l2: number;
  /** Bound of the relative step, and of the duality gap relative to |b|². */
  tol: number;
  /** Most passes over all columns. */
  maxIter: number;
}

/**
 * The elastic net's weights by cyclic coordinate descent from zero, which stops as scikit-learn 1.9's does: once steps
 * are small and the duality gap is (Friedman, Hastie, Tibshirani 2010).
 */
export function descendCoordinates(
  { rows, columns, data }: Design,
  b: Float64Array,
  { l1, l2, tol, maxIter }: Shrinkage,
): { weights: Float64Array; converged: boolean } {
  const weights = new Float64Array(columns);
  const rest = b.slice();
  const squares = Float64Array.from(weights, (_, column) =>
    dot(data, column * rows, data, column * rows, rows),
  );
  const bound = tol * dot(b, 0, b, 0, rows);
  for (let pass = 0; pass < maxIter; pass++) {
    let largest = 0;
    let step = 0;
    for (let column = 0; column < columns; column++) {
      if (squares[column] === 0) continue;
      const before = weights[column]!;
      const pull = dot(data, column * rows, rest, 0, rows) + squares[column]! * before;
      const after = (Math.sign(pull) * Math.max(Math.abs(pull) - l1, 0)) / (squares[column]! + l2);
      if (after !== before) addScaled(rest, 0, before - after, data, column * rows, rows);
      weights[column] = after;
      step = Math.max(step, Math.abs(after - before));
      largest = Math.max(largest, Math.abs(after));
    }
    const isSmall = largest === 0 || step <= tol * largest;
    if (isSmall && dualityGap({ rows, columns, data }, b, { weights, rest, l1, l2 }) <= bound)
      return { weights, converged: true };
  }
  return { weights, converged: false };
}

/** How far the objective can be from its least, as in scikit-learn's `enet_coordinate_descent`. */
function dualityGap(
  { rows, columns, data }: Design,
  b: Float64Array,
  at: { weights: Float64Array; rest: Float64Array; l1: number; l2: number },
): number {
  const { weights, rest, l1, l2 } = at;
  let norm = 0;
  for (let column = 0; column < columns; column++)
    norm = Math.max(norm, Math.abs(dot(data, column * rows, rest, 0, rows) - l2 * weights[column]!));
  const shrink = norm > l1 ? l1 / norm : 1;
  const square = dot(rest, 0, rest, 0, rows);
  const sum = weights.reduce((total, each) => total + Math.abs(each), 0);
  return (
    (square * (1 + shrink * shrink)) / 2 +
    l1 * sum -
    shrink * dot(rest, 0, b, 0, rows) +
    (l2 * (1 + shrink * shrink) * dot(weights, 0, weights, 0, columns)) / 2
  );
}
