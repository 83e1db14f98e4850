import type { Evaluation } from "./evaluation.ts";
import { saysTheSame } from "./select-rows.ts";
import { shareOfRows } from "./share-of-rows.ts";
import type { MeasuredExtra } from "./unmeasured.ts";

/**
 * The share of rows whose predicted class is not the baseline's, or, where `negative`, of those that the baseline had
 * right and the model has wrong ("Positive-congruent training: towards regression-free model updates", Yan et al. 2021). A number where both say the same of every row.
 */
export function measureFlips(evaluation: Evaluation, { negative }: { negative: boolean }): MeasuredExtra {
  const { task, actual, challenger, champion } = evaluation;
  if (task === "regression") return { missing: "numbers have no classes that flip" };
  if (champion === undefined) return { missing: "there is no baseline to compare with yet" };
  // What is the same model on every row needs no rows to show it.
  if (saysTheSame(challenger, champion)) return 0;
  const flips = (row: number): boolean => challenger.predicted[row] !== champion.predicted[row];
  const rows = Array.from({ length: evaluation.rows }, (_, row) => row);
  return shareOfRows(
    evaluation,
    rows,
    negative ? (row) => flips(row) && champion.predicted[row] === actual[row] : flips,
  );
}
