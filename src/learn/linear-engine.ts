import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { checkMatrix } from "./check-matrix.ts";
import type { Engine, Training } from "./engines.ts";
import type { LinearFit, LinearParams } from "./linear.ts";
import { weightImportance } from "./linear-importance.ts";
import { fitJobOn, type LinearJob } from "./linear-kernel.ts";
import { shareMatrix } from "./matrix.ts";
import type { LinearModel } from "./model.ts";
import { count, number, oneOf, type ParameterTable, readParams } from "./parameters.ts";

/** Bytes that the triangle of the rows and its copies may take. */
const mostBytes = 2 ** 31;

const table: ParameterTable = {
  engine: "a linear regression",
  parameters: {
    penalty: oneOf("l1", "l2", "elasticnet", null),
    alpha: number(0),
    l1_ratio: number(0, 1),
    fit_intercept: oneOf(true, false),
    tol: number(0),
    max_iter: count(1),
  },
  elsewhere: {
    solver: "Without a penalty and with l2 the answer is exact, with l1 it is by coordinate descent",
    random_state: "Nothing in it is random",
    C: 'It is a parameter of "logistic"; here it is alpha, which grows with the penalty',
  },
};

/** scikit-learn's LinearRegression, Ridge, Lasso and ElasticNet, by the penalty: none, l2, l1, elasticnet. */
export const linear: Engine = (given, { task, place = () => ({}) }) => {
  if (task !== "regression")
    throw new UserError("Cannot train a linear regression: the target is classes", {
      hint: "Set train.engine: logistic, or train.task: regression for numbers",
    });
  const read = readParams(table, given, place) as Partial<LinearParams>;
  const penalty = read.penalty ?? null;
  if (penalty === null && read.alpha !== undefined)
    throw new UserError('Cannot train a linear regression: "alpha" has no meaning without a penalty', {
      ...place("alpha"),
      hint: "Set penalty: l2 (ridge), l1 (lasso) or elasticnet",
    });
  if (penalty !== "elasticnet" && read.l1_ratio !== undefined)
    throw new UserError(
      `Cannot train a linear regression: "l1_ratio" has no meaning with the penalty ${penalty ?? "null"}`,
      { ...place("l1_ratio"), hint: "Set penalty: elasticnet" },
    );
  const params: LinearParams = {
    penalty,
    alpha: 1,
    l1_ratio: 0.5,
    fit_intercept: true,
    tol: penalty === null ? 1e-6 : 1e-4,
    max_iter: 1000,
    ...read,
  };
  return {
    params: { ...params },
    needs: { recipe: { scale: "standard" }, takesMissing: false },
    size: "",
    train: (training) => trainLinear(training, params),
  };
};

async function trainLinear(training: Training, params: LinearParams): Promise<LinearModel> {
  const matrix = shareMatrix(training.matrix);
  const target = Float64Array.from(training.target);
  checkMatrix(matrix, target);
  const row = target.findIndex((value) => !(Math.abs(value) <= 3.4e38));
  if (row >= 0)
    throw new UserError(`Cannot train: the target is no number within ±3.4e38 in training row ${row}`);
  const features = matrix.names.length;
  const height = Math.min(matrix.rows, features + 1);
  if (8 * features * (height + features) > mostBytes)
    throw new UserError(
      `Cannot train a linear regression: ${formatNumber(features)} features would take more than 2 GB of memory`,
      { hint: "Leave columns out with data.exclude" },
    );
  const job: LinearJob = { kind: "linear", matrix, target, params, weights: training.weights };
  const fit = await fitJobOn<LinearFit>(training.pool, job, training.signal);
  const { weights, intercept, converged } = fit;
  return {
    kind: "linear",
    outputs: 1,
    weights,
    intercepts: Float64Array.of(intercept),
    link: "identity",
    importance: weightImportance(matrix, weights, 1),
    ...(!converged && { warnings: [notConverged(params.max_iter)] }),
  };
}

/** What a training says that stopped before its end. */
export function notConverged(iterations: number): string {
  return `The training did not converge within max_iter: ${iterations} iterations; raise it, or the penalty`;
}
