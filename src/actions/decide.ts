import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { calibrate, fitCalibration } from "../learn/calibrate.ts";
import { type Target, weightsAt } from "../learn/target.ts";
import { type ChosenThreshold, type Costs, chooseThreshold, type ThresholdGoal } from "../learn/threshold.ts";
import { rankClass } from "../metrics/ranking-metrics.ts";
import { formatNumber } from "../number-format.ts";
import { type Decided, givenDecision } from "./given-decision.ts";

/** Predictions of rows that the model was not trained on. */
export interface HeldOut {
  rows: Uint32Array;
  /** Rows × classes, row-major. */
  outputs: Float64Array;
  /** For a reader: `the validation rows`. */
  name: string;
}

/** Learns the calibration and then the threshold from rows that the model was not trained on. */
export function decide({ project }: Pick<Context, "project">, target: Target, held: HeldOut): Decided {
  const { threshold, calibrate: method, costs } = project.config.train;
  const decided = givenDecision({ project }, target);
  const classes = target.classes.length;
  const actual = Int32Array.from(held.rows, (row) => target.values[row]!);
  const weights = weightsAt(target, held.rows);
  let scores = held.outputs;
  if (method !== undefined) {
    decided.calibration = fitCalibration(method, { scores, actual, classes, weights });
    scores = calibrate(decided.calibration, scores, classes);
    decided.notes.push(`Probabilities are calibrated (${method}) on ${held.name}.`);
  }
  const goal = goalOf(threshold, costs);
  if (goal === undefined || target.positive === undefined) return decided;
  const ranked = rankClass({ actual, scores, classes, weights }, target.positive);
  if (ranked.positives === 0 || ranked.negatives === 0)
    throw new UserError(`Cannot choose a threshold: ${held.name} have one class only`, {
      ...project.place(["train", "threshold"]),
      hint: "More rows of the other class are needed, or data.split.stratify: true",
    });
  const chosen = chooseThreshold(ranked, goal);
  decided.threshold = chosen.value;
  decided.notes.push(noteOf(goal, chosen, held.name));
  if ("recall_at_precision" in goal && chosen.precision! < goal.recall_at_precision)
    decided.warnings.push(
      `No threshold reaches the precision ${goal.recall_at_precision} on ${held.name}: the highest is ${formatNumber(chosen.precision!)}`,
    );
  return decided;
}

type TrainConfig = Context["project"]["config"]["train"];

function goalOf(threshold: TrainConfig["threshold"], costs: Costs | undefined): ThresholdGoal | undefined {
  if (threshold === undefined) return costs && { minimize: "expected_cost", costs };
  if ("value" in threshold) return undefined;
  if ("minimize" in threshold) return costs && { minimize: "expected_cost", costs };
  return threshold;
}

function noteOf(goal: ThresholdGoal, { value, reached, precision }: ChosenThreshold, name: string): string {
  const what =
    "maximize" in goal
      ? `its ${goal.maximize} is ${formatNumber(reached)}`
      : "minimize" in goal
        ? `its expected cost is ${formatNumber(reached)}`
        : `its recall is ${formatNumber(reached)} at a precision of ${formatNumber(precision!)}`;
  return `The threshold ${formatNumber(value)} was chosen on ${name}, where ${what}.`;
}
