import { formatNumber } from "./number-format.ts";

/**
 * How many of `total` things to show where `most` are enough: also the one that would be left, as saying that there is one
 * more takes its room. Where no more than `there` of them are at hand, and one is missing, one fewer.
 */
export function shownOf(total: number, most: number, there = total): number {
  const shown = Math.min(most, there);
  if (total - shown !== 1) return shown;
  return there === total ? total : Math.max(0, shown - 1);
}

/** The first of some names, and how many more there are of `total`: `a, b and 37 more`. */
export function listFirst(
  names: readonly string[],
  most: number,
  { total = names.length, between = ", " }: { total?: number; between?: string } = {},
): string {
  const shown = shownOf(total, most, names.length);
  const more = total > shown ? ` and ${formatNumber(total - shown)} more` : "";
  return `${names.slice(0, shown).join(between)}${more}`;
}
