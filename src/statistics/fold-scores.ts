import type { Estimate } from "./estimate.ts";
import { studentEstimate } from "./student-estimate.ts";

/**
 * The mean difference of scores over folds of a cross-validation, where the rows themselves are not known: the corrected
 * resampled t (Nadeau and Bengio, "Inference for the generalization error", 2003). Folds share their training rows, so
 * the variance of k differences counts 1 / k + testRows / trainRows times. Fewer than two folds, or folds that do not
 * differ, bound nothing.
 */
export function estimateFoldScores(
  differences: readonly number[],
  { trainRows, testRows }: { trainRows: number; testRows: number },
): Estimate {
  const k = differences.length;
  const value = differences.reduce((sum, each) => sum + each, 0) / k;
  const variance = differences.reduce((sum, each) => sum + (each - value) ** 2, 0) / (k - 1);
  return studentEstimate({
    value,
    n: k,
    standardError: Math.sqrt(variance * (1 / k + testRows / trainRows)),
    df: k - 1,
    method: `corrected resampled t over ${k} folds (Nadeau and Bengio)`,
  });
}
