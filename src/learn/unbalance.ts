import { UserError } from "../errors.ts";
import type { BoostingTraining } from "./boosting.ts";

/**
 * A training with LightGBM's `is_unbalance` as weights: all rows of the rarer of two classes weigh, by their number, as
 * much as all of the other. Throws UserError for more classes.
 */
export function weighUnbalanced(training: BoostingTraining): BoostingTraining {
  const { params, target, classes, weights } = training;
  if (!params.is_unbalance) return training;
  if (classes !== 2)
    throw new UserError(
      `Cannot train gradient boosting: "is_unbalance" needs two classes, and there are ${classes}`,
      { hint: "Set class_weight: balanced" },
    );
  let positives = 0;
  for (const code of target) positives += code;
  const ratio = positives === 0 ? 1 : (target.length - positives) / positives;
  if (ratio >= 1 || ratio === 0) return { ...training, params: { ...params, scale_pos_weight: ratio || 1 } };
  // The kernel weighs the second class alone: where that weighs less, all rows weigh more.
  return {
    ...training,
    params: { ...params, scale_pos_weight: ratio },
    weights: Float64Array.from(target, (_, row) => (weights?.[row] ?? 1) / ratio),
  };
}
