import type { Evaluation, Outcome } from "../gate/evaluation.ts";
import { brierAt, logLossAt, type Probabilities, topHit } from "./probability-metrics.ts";
import { findRegressionLoss } from "./regression-losses.ts";

/** What is known of a model's losses by their names: values, means and intervals ask for the same. */
const known = new WeakMap<Outcome, Map<string, { actual: unknown; costs: unknown; losses: Float64Array }>>();

/**
 * The loss of each row whose (weighted) mean is the metric of a name, not to be written to; undefined where it is no mean
 * over rows.
 */
export function metricLoss(name: string, evaluation: Evaluation, outcome: Outcome): Float64Array | undefined {
  const { actual, costs } = evaluation;
  const ofOutcome = known.get(outcome) ?? new Map();
  known.set(outcome, ofOutcome);
  const found = ofOutcome.get(name);
  if (found?.actual === actual && found.costs === costs) return found.losses;
  const losses = makeLosses(name, evaluation, outcome);
  if (losses !== undefined) ofOutcome.set(name, { actual, costs, losses });
  return losses;
}

function makeLosses(name: string, evaluation: Evaluation, outcome: Outcome): Float64Array | undefined {
  const make = evaluation.task === "regression" ? regressionLoss : classLoss;
  const loss = make(name, evaluation, outcome);
  if (loss === undefined) return undefined;
  const losses = new Float64Array(evaluation.rows);
  for (let row = 0; row < losses.length; row++) losses[row] = loss(row);
  return losses;
}

type RowLoss = (row: number) => number;

function regressionLoss(name: string, { actual }: Evaluation, { predicted }: Outcome): RowLoss | undefined {
  const loss = findRegressionLoss(name);
  return loss && ((row) => loss(actual[row]!, predicted[row]!));
}

function classLoss(
  name: string,
  { actual, classes, costs }: Evaluation,
  { predicted, scores }: Outcome,
): RowLoss | undefined {
  if (name === "accuracy") return (row) => Number(actual[row] === predicted[row]);
  if (name === "expected_cost" && costs !== undefined)
    return (row) => costs[actual[row]! * classes.length + predicted[row]!]!;
  if (scores === undefined) return undefined;
  const of: Probabilities = { actual: actual as Int32Array, scores, classes: classes.length };
  if (name === "log_loss") return (row) => logLossAt(of, row);
  if (name === "brier") return (row) => brierAt(of, row);
  const [stem, cut = "2"] = name.split("@");
  const k = Number(cut);
  return stem === "top_k_accuracy" && k > 0 && classes.length > 2 ? (row) => topHit(of, row, k) : undefined;
}
