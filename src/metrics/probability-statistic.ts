import type { Evaluation, Outcome } from "../gate/evaluation.ts";
import { square } from "../learn/exponential.ts";
import { brierAt, logLossAt, logOfShare, type Probabilities, promiseAt } from "./probability-metrics.ts";
import type { Statistic, Sums } from "./statistic.ts";
import { fromSums, weigh } from "./sums.ts";

/** A metric of probabilities that is no mean over rows. */
export function probabilityStatistic(
  name: string,
  { actual, classes, weights, rows }: Evaluation,
  { scores }: Outcome,
): Statistic | undefined {
  if (scores === undefined) return undefined;
  const of = { actual: actual as Int32Array, scores, classes: classes.length, weights };
  if (name === "d2_log_loss_score") return fromSums(rows, () => relative(of, logLossAt, entropyOf));
  if (name === "d2_brier_score") return fromSums(rows, () => relative(of, brierAt, impurityOf));
  if (name !== "ece") return undefined;
  // The distances of its bins are folded at 0: resamples lie above it, and no interval around it holds.
  const statistic = fromSums(rows, () => gapSums(of));
  return { ...statistic, interval: "none", sums: undefined };
}

/** What is lost over what is lost by saying the classes' shares of every row. */
function relative(
  of: Probabilities,
  lossAt: (of: Probabilities, row: number) => number,
  lossOfShares: (shares: Float64Array) => number,
): Sums {
  const { length } = of.actual;
  const shares = new Float64Array(of.classes);
  const losses = new Float64Array(length);
  for (let row = 0; row < length; row++) losses[row] = lossAt(of, row);
  const members = Array.from(shares, (_, code) =>
    Float64Array.from(of.actual, (own, row) => Number(own === code) * (of.weights ? of.weights[row]! : 1)),
  );
  return {
    terms: [weigh(losses, of.weights), ...members],
    combine(sums) {
      let whole = 0;
      for (let code = 0; code < shares.length; code++) whole += sums[code + 1]!;
      for (let code = 0; code < shares.length; code++) shares[code] = sums[code + 1]! / whole;
      return length < 2 ? Number.NaN : 1 - sums[0]! / whole / lossOfShares(shares);
    },
  };
}

/** The mean log loss of the shares themselves. */
function entropyOf(shares: Float64Array): number {
  let sum = 0;
  for (const share of shares) if (share > 0) sum -= share * logOfShare(share);
  return sum;
}

/** The mean Brier score of the shares themselves. */
function impurityOf(shares: Float64Array): number {
  let sum = 1;
  for (const share of shares) sum -= square(share);
  return shares.length === 2 ? sum / 2 : sum;
}

function gapSums(of: Probabilities): Sums {
  const gaps: Float64Array[] = [];
  const { length } = of.actual;
  for (let row = 0; row < length; row++) {
    const { bin, promised, hit } = promiseAt(of, row);
    gaps[bin] ??= new Float64Array(length);
    gaps[bin][row] = hit - promised;
  }
  const held = gaps.filter((gap) => gap !== undefined).map((gap) => weigh(gap, of.weights));
  return {
    terms: [of.weights ?? new Float64Array(length).fill(1), ...held],
    combine(sums) {
      let sum = 0;
      for (let bin = 0; bin < held.length; bin++) sum += Math.abs(sums[bin + 1]!);
      return sum / sums[0]!;
    },
  };
}
