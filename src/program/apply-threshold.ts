import type { Target } from "../learn/target.ts";
import type { Predicted } from "./predicted-columns.ts";

/** Predictions of two classes as a model's threshold decides them; the program's own where there is none, or no score. */
export function applyThreshold(
  { predicted, scores }: Predicted,
  { threshold, positive }: Pick<Target, "positive"> & { threshold?: number | undefined },
): Predicted {
  if (scores === undefined || threshold === undefined || positive === undefined) return { predicted, scores };
  const isPositive = (index: number): boolean => scores[2 * index + positive]! >= threshold;
  return {
    predicted: Int32Array.from(predicted, (_, index) => (isPositive(index) ? positive : 1 - positive)),
    scores,
  };
}
