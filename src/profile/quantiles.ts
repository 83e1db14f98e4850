import { selectRanks } from "./select-ranks.ts";

/** Exact quantiles of finite values with linear interpolation: numpy's `quantile`, method "linear". */
export function quantilesOf(values: Float64Array, probabilities: readonly number[]): number[] {
  const last = values.length - 1;
  const positions = probabilities.map((probability) => probability * last);
  const ranks = positions.flatMap((position) => [
    Math.floor(position),
    Math.min(last, Math.floor(position) + 1),
  ]);
  const found = selectRanks(values, ranks);
  return positions.map((position) => {
    const rank = Math.floor(position);
    const low = found.get(rank) ?? Number.NaN;
    const high = found.get(Math.min(last, rank + 1)) ?? Number.NaN;
    const share = position - rank;
    if (!Number.isFinite(high - low)) return low * (1 - share) + high * share;
    // numpy interpolates from the nearer end.
    return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
  });
}
