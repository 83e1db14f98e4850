import type { FoldScores } from "../imports/fold-scores.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { estimateFoldScores } from "../statistics/fold-scores.ts";

/** The mean over folds; its rows are those of the data that were divided. */
export function estimateFolds(
  scores: Float64Array,
  rows: Pick<FoldScores, "trainRows" | "testRows">,
): Estimate {
  return { ...estimateFoldScores([...scores], rows), n: rows.trainRows + rows.testRows };
}
