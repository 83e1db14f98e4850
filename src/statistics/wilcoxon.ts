import { averageRanks, searchCodes } from "./ranks.ts";
import { normalTails } from "./upper-tail.ts";

/** Up to so many different sizes the distribution is counted out. */
const exactRows = 50;

/**
 * The two-sided p of Wilcoxon's signed-rank test that paired differences lie about 0 alike on both sides, as
 * `scipy.stats.wilcoxon`: differences of 0 are left out; exact for up to 50 rows of different sizes, else normal with
 * the correction for ties. 1 where every difference is 0.
 */
export function wilcoxonSignedRank(differences: Float64Array): number {
  const moved = differences.filter((each) => each !== 0);
  const n = moved.length;
  if (n === 0) return 1;
  const codes = searchCodes(moved.map((each) => Math.abs(each)));
  const ranks = averageRanks(codes);
  const above = ranks.reduce((sum, rank, i) => sum + (moved[i]! > 0 ? rank : 0), 0);
  const least = Math.min(above, (n * (n + 1)) / 2 - above);
  if (codes.size === n && n === differences.length && n <= exactRows) return exactP(n, least);
  const counts = new Float64Array(codes.size);
  for (const code of codes.codes) counts[code]!++;
  const ties = counts.reduce((sum, count) => sum + (count ** 3 - count), 0);
  const variance = (n * (n + 1) * (2 * n + 1) - ties / 2) / 24;
  return normalTails((least - (n * (n + 1)) / 4) / Math.sqrt(variance));
}

/** Of all signs of the ranks 1 … n, twice the share whose sum of positive ranks is `least` or less. */
function exactP(n: number, least: number): number {
  const shares = new Float64Array((n * (n + 1)) / 2 + 1);
  shares[0] = 1;
  for (let rank = 1; rank <= n; rank++)
    for (let sum = shares.length - 1; sum >= 0; sum--)
      shares[sum] = (shares[sum]! + (sum >= rank ? shares[sum - rank]! : 0)) / 2;
  return Math.min(1, 2 * shares.subarray(0, least + 1).reduce((sum, share) => sum + share, 0));
}
