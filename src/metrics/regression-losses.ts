import { log, log1p, square } from "../learn/exponential.ts";

/** What a predicted number costs, given the actual one. */
export type RegressionLoss = (actual: number, predicted: number) => number;

/** NumPy's float64 epsilon: what MAPE divides by where the actual value is 0. */
const epsilon = 2 ** -52;

const losses: Readonly<Record<string, RegressionLoss>> = {
  mae: (y, p) => Math.abs(y - p),
  mse: (y, p) => square(y - p),
  mape: (y, p) => Math.abs(y - p) / Math.max(Math.abs(y), epsilon),
  smape: (y, p) => {
    const sum = Math.abs(y) + Math.abs(p);
    return sum === 0 ? 0 : (2 * Math.abs(y - p)) / sum;
  },
  mean_squared_log_error: (y, p) => (y > -1 && p > -1 ? square(log1p(y) - log1p(p)) : Number.NaN),
  mean_poisson_deviance: (y, p) =>
    y >= 0 && p > 0 ? 2 * ((y === 0 ? 0 : y * log(y / p)) - y + p) : Number.NaN,
  mean_gamma_deviance: (y, p) => (y > 0 && p > 0 ? 2 * (log(p / y) + y / p - 1) : Number.NaN),
};

/**
 * The loss whose mean over rows is the metric of a name, `pinball@0.9` among them; undefined for the others. NaN: a
 * logarithmic error of values at or below -1, a deviance of predictions at or below 0 or of actual values that its
 * distribution does not have.
 */
export function findRegressionLoss(name: string): RegressionLoss | undefined {
  if (Object.hasOwn(losses, name)) return losses[name];
  const [stem, quantile = "0.5"] = name.split("@");
  const share = Number(quantile);
  if (stem !== "pinball" || !(share > 0 && share < 1)) return undefined;
  return (y, p) => Math.max(share * (y - p), (share - 1) * (y - p));
}
