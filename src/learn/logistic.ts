import type { ClassWeight } from "./class-weight.ts";
import { minimize, type Objective } from "./lbfgs.ts";
import { minimizeSparse } from "./lbfgs-sparse.ts";
import { logisticLoss } from "./logistic-loss.ts";
import { columnOf, type Matrix } from "./matrix.ts";
import { weightRows } from "./row-weights.ts";

/** scikit-learn's parameters of LogisticRegression. */
export interface LogisticParams {
  penalty: "l1" | "l2" | "elasticnet" | null;
  C: number;
  /** The share of l1 in the elastic net's penalty. */
  l1_ratio: number;
  fit_intercept: boolean;
  class_weight: ClassWeight;
  tol: number;
  max_iter: number;
}

/** What a logistic regression learns: one margin for two classes (that of the second), else one a class. */
export interface LogisticFit {
  /** Margins × features, row-major. */
  weights: Float64Array;
  /** One a margin. */
  intercepts: Float64Array;
  /** False where iterations ran out. */
  converged: boolean;
}

/** What `fitLogistic` learns from. */
export interface LogisticTraining {
  matrix: Matrix;
  /** Class codes from 0. */
  codes: Int32Array;
  classes: number;
  /** Of the classes, for weights that name them. */
  labels?: readonly string[] | undefined;
  params: LogisticParams;
  /** One a row, not negative; 1 without. */
  weights?: Float64Array | undefined;
}

/**
 * scikit-learn 1.9's LogisticRegression: the mean log loss plus the penalty over C times the sum of the row weights, by
 * L-BFGS; the penalty is |w|²/2, Σ|w|, or of an elastic net their sum in the shares of `l1_ratio`. It runs in
 * coordinates in which every column has mean 0 and about the same curvature, so that unscaled columns cost no more
 * iterations; `tol` bounds the gradient in these.
 */
export function fitLogistic(training: LogisticTraining): LogisticFit {
  const { matrix, codes, classes, params } = training;
  const features = matrix.names.length;
  const outputs = classes === 2 ? 1 : classes;
  const { shares, total } = rowShares(training);
  const { l1, l2 } = strengthsOf(params, total);
  const means = new Float64Array(features);
  const scales = new Float64Array(features).fill(1);
  for (let column = 0; column < features; column++) {
    const { mean, variance } = momentsOf(columnOf(matrix, column), shares, params.fit_intercept);
    means[column] = mean;
    scales[column] = Math.sqrt(variance + 4 * l2) || 1;
  }
  const objective = logisticObjective({ matrix, codes, shares, outputs, l2, means, scales, params });
  const start = new Float64Array(outputs * (features + 1));
  const stopping = { tol: params.tol, maxIter: params.max_iter };
  const { point, converged } =
    l1 === 0
      ? minimize(objective, start, stopping)
      : minimizeSparse(objective, start, spread(l1, scales, outputs), stopping);
  const learnt = new Float64Array(outputs * features);
  const intercepts = new Float64Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const at = output * (features + 1);
    intercepts[output] = point[at + features]!;
    for (let column = 0; column < features; column++) {
      const weight = point[at + column]! / scales[column]!;
      learnt[output * features + column] = weight;
      intercepts[output] = intercepts[output]! - weight * means[column]!;
    }
  }
  return { weights: learnt, intercepts: params.fit_intercept ? centred(intercepts) : intercepts, converged };
}

/** What |w| and |w|²/2 count beside the mean loss. */
function strengthsOf({ penalty, C, l1_ratio }: LogisticParams, total: number): { l1: number; l2: number } {
  const strength = penalty === null ? 0 : 1 / (C * total);
  const share = penalty === "l1" ? 1 : penalty === "elasticnet" ? l1_ratio : 0;
  return { l1: share * strength, l2: (1 - share) * strength };
}

/** The bound of each weight in scaled coordinates, and 0 for the intercept after those of each output. */
function spread(l1: number, scales: Float64Array, outputs: number): Float64Array {
  const width = scales.length + 1;
  return Float64Array.from({ length: outputs * width }, (_, at) => {
    const column = at % width;
    return column < scales.length ? l1 / scales[column]! : 0;
  });
}

interface Problem {
  matrix: Matrix;
  codes: Int32Array;
  shares: Float64Array;
  outputs: number;
  l2: number;
  means: Float64Array;
  scales: Float64Array;
  params: LogisticParams;
}

/** The penalised loss of weights (in scaled coordinates, an intercept after those of each output). */
function logisticObjective(problem: Problem): Objective {
  const { matrix, codes, shares, outputs, l2, means, scales, params } = problem;
  const { rows } = matrix;
  const features = means.length;
  const columns = Array.from(means, (_, column) => columnOf(matrix, column));
  const margins = new Float64Array(outputs * rows);
  return (point, gradient) => {
    let loss = 0;
    for (let output = 0; output < outputs; output++) {
      const at = output * (features + 1);
      const margin = margins.subarray(output * rows, (output + 1) * rows);
      let intercept = point[at + features]!;
      for (let column = 0; column < features; column++)
        intercept -= (point[at + column]! / scales[column]!) * means[column]!;
      margin.fill(intercept);
      for (const [column, values] of columns.entries()) {
        const weight = point[at + column]! / scales[column]!;
        loss += (l2 / 2) * weight * weight;
        if (weight !== 0)
          for (let row = 0; row < rows; row++) margin[row] = margin[row]! + weight * values[row]!;
      }
    }
    loss += logisticLoss(margins, { codes, shares, outputs });
    for (let output = 0; output < outputs; output++) {
      const at = output * (features + 1);
      const rests = margins.subarray(output * rows, (output + 1) * rows);
      const sum = params.fit_intercept ? rests.reduce((total, each) => total + each, 0) : 0;
      gradient[at + features] = sum;
      for (const [column, values] of columns.entries()) {
        let slope = -means[column]! * sum;
        for (let row = 0; row < rows; row++) slope += values[row]! * rests[row]!;
        gradient[at + column] = (slope + (l2 * point[at + column]!) / scales[column]!) / scales[column]!;
      }
    }
    return loss;
  };
}

/** Each row's share of the loss, and the sum of the weights that they are shares of. */
function rowShares({ codes, classes, labels, params, weights }: LogisticTraining): {
  shares: Float64Array;
  total: number;
} {
  const weighed = weightRows({ target: codes, classes, labels, weights }, params.class_weight);
  const shares = weighed?.slice() ?? new Float64Array(codes.length).fill(1);
  const total = shares.reduce((sum, each) => sum + each, 0);
  return { shares: shares.map((each) => each / total), total };
}

function momentsOf(
  values: Float32Array,
  shares: Float64Array,
  center: boolean,
): { mean: number; variance: number } {
  let mean = 0;
  if (center) for (let row = 0; row < values.length; row++) mean += shares[row]! * values[row]!;
  let variance = 0;
  for (let row = 0; row < values.length; row++) {
    const distance = values[row]! - mean;
    variance += shares[row]! * distance * distance;
  }
  return { mean, variance };
}

/** Adding a number to all margins changes no probability: of several intercepts the sum is made 0. */
function centred(intercepts: Float64Array): Float64Array {
  if (intercepts.length === 1) return intercepts;
  const mean = intercepts.reduce((sum, each) => sum + each, 0) / intercepts.length;
  return intercepts.map((each) => each - mean);
}
