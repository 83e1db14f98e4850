import { descendCoordinates } from "./coordinate-descent.ts";
import type { Design } from "./design.ts";
import { leastSquares } from "./least-squares.ts";
import type { Matrix } from "./matrix.ts";
import { type ReducedRows, reduceRows } from "./reduce-rows.ts";

/** scikit-learn's parameters of LinearRegression, Ridge, Lasso and ElasticNet; `penalty` says which of them it is. */
export interface LinearParams {
  penalty: "l1" | "l2" | "elasticnet" | null;
  alpha: number;
  l1_ratio: number;
  fit_intercept: boolean;
  tol: number;
  max_iter: number;
}

/** What a linear regression learns: prediction = intercept + Σ weight × feature. */
export interface LinearFit {
  /** One a feature. */
  weights: Float64Array;
  intercept: number;
  /** False where coordinate descent ran out of iterations. */
  converged: boolean;
}

/**
 * A linear regression as scikit-learn 1.9 has it. Without a penalty or with `l2` the answer is exact, that of
 * collinear columns the shortest; `tol` is then the bound below which a direction counts as none.
 */
export function fitLinear(
  matrix: Matrix,
  target: Float64Array,
  params: LinearParams,
  weights?: Float64Array,
): LinearFit {
  const reduced = reduceRows({ matrix, target, weights, center: params.fit_intercept });
  const { weights: learnt, converged } = solve(reduced, params);
  let intercept = reduced.targetMean;
  for (const [column, mean] of reduced.means.entries()) intercept -= mean * learnt[column]!;
  return { weights: learnt, intercept, converged };
}

function solve(reduced: ReducedRows, params: LinearParams): { weights: Float64Array; converged: boolean } {
  const { design, target, weight } = reduced;
  const { penalty, alpha, l1_ratio, tol, max_iter } = params;
  if (penalty === null || alpha === 0) return { weights: leastSquares(design, target, tol), converged: true };
  if (penalty === "l2") return { weights: solveRidge(design, target, alpha), converged: true };
  const share = penalty === "l1" ? 1 : l1_ratio;
  const l2 = alpha * (1 - share) * weight;
  if (share === 0) return { weights: solveRidge(design, target, l2), converged: true };
  return descendCoordinates(design, target, { l1: alpha * share * weight, l2, tol, maxIter: max_iter });
}

/**
 * The least |A w - b|² + alpha |w|², without forming AᵀA, whose squares would cost half of the digits: least squares of
 * the rows with √alpha I below them; with more columns than rows the shortest solution of [A √alpha I] instead.
 */
function solveRidge({ rows, columns, data }: Design, b: Float64Array, alpha: number): Float64Array {
  const root = Math.sqrt(alpha);
  if (rows >= columns) {
    const tall = new Float64Array((rows + columns) * columns);
    for (let column = 0; column < columns; column++) {
      tall.set(data.subarray(column * rows, (column + 1) * rows), column * (rows + columns));
      tall[column * (rows + columns) + rows + column] = root;
    }
    const right = new Float64Array(rows + columns);
    right.set(b);
    return leastSquares({ rows: rows + columns, columns, data: tall }, right, 0);
  }
  const wide = new Float64Array(rows * (columns + rows));
  wide.set(data);
  for (let row = 0; row < rows; row++) wide[(columns + row) * rows + row] = root;
  return leastSquares({ rows, columns: columns + rows, data: wide }, b, 0).slice(0, columns);
}
