import { type Random, randomFrom, randomState, uniform } from "../learn/random.ts";

/** How likely a statistic of two lists of counts is where the rows of both are one population. */
export interface PermutationResult {
  p: number;
  /** How many were made. */
  permutations: number;
}

/**
 * The p-value of a statistic of two samples' counts, by permuting the pooled rows: each permutation deals the rows of
 * every bin to the two sides (a multivariate hypergeometric draw, which is what shuffling the rows themselves comes
 * to). Exact at any sample size up to the number of permutations, and the same for the same seed. After `enough`
 * permutations that reach the statistic it stops early (Besag and Clifford, Biometrika 1991).
 */
export function permutationTest(
  counts: { reference: ArrayLike<number>; current: ArrayLike<number> },
  statistic: (reference: Float64Array, current: Float64Array) => number,
  { seed, permutations = 9999, enough = 100 }: { seed: number; permutations?: number; enough?: number },
): PermutationResult {
  const reference = Float64Array.from(counts.reference);
  const pooled = reference.map((count, i) => count + counts.current[i]!);
  const size = reference.reduce((a, b) => a + b, 0);
  const whole = pooled.reduce((a, b) => a + b, 0);
  const observed = statistic(reference, Float64Array.from(counts.current));
  const logs = logFactorials(whole);
  const random = randomFrom(randomState(seed, 0));
  const dealt = new Float64Array(pooled.length);
  const rest = new Float64Array(pooled.length);
  // Sums that differ in rounding alone are as large as each other.
  const least = observed - Math.abs(observed) * 1e-12;
  let reached = 0;
  for (let made = 1; made <= permutations; made++) {
    let [left, among] = [size, whole];
    for (let bin = 0; bin < pooled.length; bin++) {
      const count = pooled[bin]!;
      dealt[bin] = drawHypergeometric(random, logs, { among, count, drawn: left });
      rest[bin] = count - dealt[bin]!;
      left -= dealt[bin]!;
      among -= count;
    }
    if (statistic(dealt, rest) >= least) reached++;
    if (reached === enough) return { p: reached / made, permutations: made };
  }
  return { p: (reached + 1) / (permutations + 1), permutations };
}

/** ln 0!, ln 1! … ln n!. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logs[i] = logs[i - 1]! + Math.log(i);
  return logs;
}

/** How many of `count` marked ones are among `drawn` out of `among`, by inversion from the mode outwards. */
function drawHypergeometric(
  random: Random,
  logs: Float64Array,
  { among, count, drawn }: { among: number; count: number; drawn: number },
): number {
  const least = Math.max(0, drawn + count - among);
  const most = Math.min(drawn, count);
  if (least === most) return least;
  const others = among - count;
  const mode = Math.floor(((drawn + 1) * (count + 1)) / (among + 2));
  const density = Math.exp(
    choose(logs, count, mode) + choose(logs, others, drawn - mode) - choose(logs, among, drawn),
  );
  let left = uniform(random) - density;
  if (left < 0) return mode;
  let [up, above, down, below] = [mode, density, mode, density];
  while (up < most || down > least) {
    if (up < most) {
      above *= ((count - up) * (drawn - up)) / ((up + 1) * (others - drawn + up + 1));
      up++;
      left -= above;
      if (left < 0) return up;
    }
    if (down > least) {
      below *= (down * (others - drawn + down)) / ((count - down + 1) * (drawn - down + 1));
      down--;
      left -= below;
      if (left < 0) return down;
    }
    if (above + below < 1e-18) break;
  }
  return mode;
}

function choose(logs: Float64Array, n: number, k: number): number {
  return logs[n]! - logs[k]! - logs[n - k]!;
}
