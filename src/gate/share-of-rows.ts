import type { Estimate } from "../statistics/estimate.ts";
import { estimateMean } from "../statistics/mean.ts";
import { estimateShare } from "../statistics/share.ts";
import type { Evaluation } from "./evaluation.ts";

/**
 * The share of the rows that are hits: Wilson's interval, or that of a mean of rows that weigh or belong together. Without
 * rows its value is NaN.
 */
export function shareOfRows(
  { weights, groups }: Pick<Evaluation, "weights" | "groups">,
  rows: readonly number[],
  isHit: (row: number) => boolean,
): Estimate {
  if (weights === undefined && groups === undefined)
    return estimateShare(rows.filter(isHit).length, rows.length);
  const codes = new Map<number, number>();
  return estimateMean(
    Float64Array.from(rows, (row) => Number(isHit(row))),
    {
      weights: weights && Float64Array.from(rows, (row) => weights[row]!),
      groups:
        groups &&
        Int32Array.from(rows, (row) => {
          const code = codes.get(groups[row]!) ?? codes.size;
          codes.set(groups[row]!, code);
          return code;
        }),
      range: [0, 1],
    },
  );
}
