import { formatNumber } from "../number-format.ts";
import { bcaInterval, type Replicates } from "./bca.ts";
import type { Estimate } from "./estimate.ts";
import { outermost, standardDeviation } from "./tailed-quantiles.ts";

/** An estimate of which nothing but the value is known, or not even that: its bounds are those of any such number. */
export function boundless(
  { value, n, method, caution }: Pick<Estimate, "value" | "n" | "method" | "caution">,
  [least, most]: readonly [number, number] = [-Infinity, Infinity],
): Estimate {
  return {
    ...{ value, n, method, caution },
    standardError: Number.NaN,
    bounds: () => [least, most],
    pBelow: (x) => (x > most ? 0 : 1),
    pAbove: (x) => (x < least ? 0 : 1),
  };
}

/** The estimate that resamples give: BCa with deletions, else percentiles. */
export function resampledEstimate(
  { replicates, ...found }: Replicates,
  { n, words, cautions }: { n: number; words: string; cautions: readonly (string | undefined)[] },
): Estimate {
  // Mostly all are: a filter takes as long as to sort them.
  const there = areFinite(replicates) ? replicates : replicates.filter(Number.isFinite);
  const lost = replicates.length - there.length;
  const name = found.deletions === undefined ? "percentile bootstrap" : "BCa bootstrap";
  const method = `${name}, ${formatNumber(replicates.length)} resamples${words}`;
  if (!Number.isFinite(found.value) || there.length < 2 * outermost)
    return boundless(
      { value: found.value, n, method, caution: "it has no value on these rows" },
      found.range,
    );
  const standardError = standardDeviation(there);
  if (isFlat(there, found.value))
    return boundless(
      {
        value: found.value,
        n,
        method,
        caution: "it is the same in every resample: nothing here shows how it varies",
      },
      found.range,
    );
  const caution = [
    ...cautions,
    lost > replicates.length / 1000
      ? `${formatNumber(lost)} resamples had no value and were left out`
      : undefined,
  ].filter((each) => each !== undefined);
  return {
    value: found.value,
    n,
    standardError,
    method: `${method}, normal tails past 1 in ${formatNumber(Math.round(there.length / outermost))}`,
    ...bcaInterval({ ...found, replicates: there }),
    ...(caution.length > 0 && { caution: caution.join("; ") }),
  };
}

function areFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! - values[i]! !== 0) return false;
  return true;
}

/** Rounding alone tells the resamples apart. */
function isFlat(replicates: Float64Array, value: number): boolean {
  let most = 0;
  for (const each of replicates) most = Math.max(most, Math.abs(each - value));
  return most <= 1e-12 * Math.max(Math.abs(value), 1e-3);
}
