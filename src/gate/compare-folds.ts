import type { Estimate } from "../statistics/estimate.ts";
import type { Claim } from "./claim.ts";
import { estimateFolds } from "./estimate-folds.ts";
import { type GateMetrics, nameIn } from "./parse-metrics.ts";

type Metrics = Pick<GateMetrics, "values" | "aliases" | "imported">;

/** Scores of both models on the same folds, or why they are not. */
export type FoldComparison =
  | { contrast(factor: number): Estimate; unpaired?: undefined }
  | { contrast?: undefined; unpaired: string };

/**
 * The model's score less so many times the other's, fold by fold; undefined where neither has scores by fold. Folds are the
 * same where they are as many, of as many rows, and of one digest or seed where either names one.
 */
export function compareFolds(
  { rule, against }: Pick<Claim, "rule" | "against">,
  own: Metrics,
  theirs: Metrics,
): FoldComparison | undefined {
  const [ours, others] = [own.imported?.folds, theirs.imported?.folds];
  if (ours === undefined && others === undefined) return undefined;
  const one = ours?.scores.get(nameIn(own, rule.metric));
  const other = others?.scores.get(nameIn(theirs, rule.metric));
  if (ours === undefined || others === undefined || one === undefined || other === undefined)
    return { unpaired: `the ${ours === undefined ? "model" : against} has no scores by fold` };
  const isSame =
    one.length === other.length &&
    ours.trainRows === others.trainRows &&
    ours.testRows === others.testRows &&
    ours.division === others.division;
  if (!isSame) return { unpaired: `the folds are not those of the ${against}` };
  return {
    contrast: (factor) =>
      estimateFolds(
        one.map((score, fold) => score - factor * other[fold]!),
        ours,
      ),
  };
}
