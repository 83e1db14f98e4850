import { areaUnderRoc, rankRows } from "./ranked.ts";

/**
 * Area under the ROC curve of rows 0 … rows - 1, for which `scoreOf` and `isPositive` are asked. NaN where there are
 * no positive or no negative rows.
 */
export function rocAuc(
  rows: number,
  scoreOf: (row: number) => number,
  isPositive: (row: number) => boolean,
): number {
  return areaUnderRoc(rankRows(rows, scoreOf, isPositive));
}
