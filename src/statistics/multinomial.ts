import { exp, log } from "../learn/exponential.ts";
import { type Random, uniform } from "../learn/random.ts";

/** Draws how often each of some cells comes. */
export type MultinomialDraw = (random: Random, counts: Int32Array) => void;

/** Below this mean, inversion from the mode takes few steps, and what bounds the rejection does not hold. */
const fewestRejected = 10;

/**
 * Draws as many rows as there are in all cells, with replacement, when only their cells matter: one binomial draw a cell
 * of what the cells before left. `sizes` are the rows of each cell.
 */
export function multinomial(sizes: ArrayLike<number>): MultinomialDraw {
  const order = Uint32Array.from({ length: sizes.length }, (_, cell) => cell).sort(
    (a, b) => sizes[b]! - sizes[a]!,
  );
  const rows = order.reduce((sum, cell) => sum + sizes[cell]!, 0);
  const factorials = logFactorials(rows);
  let rest = rows;
  const odds = Array.from(order, (cell) => {
    const share = sizes[cell]! / rest;
    rest -= sizes[cell]!;
    return { cell, isMost: share > 0.5, ...oddsOf(Math.min(share, 1 - share)) };
  });
  return (random, counts) => {
    let left = rows;
    for (const each of odds) {
      const drawn = each.share === 0 ? 0 : binomial(random, left, each, factorials);
      const count = each.isMost ? left - drawn : drawn;
      counts[each.cell] = count;
      left -= count;
    }
  };
}

/** A share of at most a half, and what its draws need. */
interface Odds {
  share: number;
  ratio: number;
  logRatio: number;
  logRest: number;
}

function oddsOf(share: number): Odds {
  const ratio = share / (1 - share);
  return { share, ratio, logRatio: log(ratio), logRest: log(1 - share) };
}

/** Draws how many of n rows fall on a share; `factorials` are ln 0! … ln n!. */
function binomial(random: Random, n: number, odds: Odds, factorials: Float64Array): number {
  const mode = Math.min(n, Math.floor((n + 1) * odds.share));
  return n * odds.share < fewestRejected
    ? fromMode(random, { n, mode, odds, factorials })
    : byRejection(random, { n, mode, odds, factorials });
}

interface BinomialOf {
  n: number;
  mode: number;
  odds: Odds;
  factorials: Float64Array;
}

/**
 * Transformed rejection (Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and
 * Simulation, 1993, BTRS): most draws are taken without working out their probability.
 */
function byRejection(random: Random, { n, mode, odds, factorials }: BinomialOf): number {
  const { share, logRatio } = odds;
  const deviation = Math.sqrt(n * share * (1 - share));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * share;
  const center = n * share + 0.5;
  const sure = 0.92 - 4.2 / b;
  while (true) {
    const u = (random.next() + 0.5) / 2 ** 32 - 0.5;
    const v = (random.next() + 0.5) / 2 ** 32;
    const edge = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / edge + b) * u + center);
    if (edge >= 0.07 && v <= sure) return count;
    if (count < 0 || count > n) continue;
    const alpha = (2.83 + 5.1 / b) * deviation;
    const most =
      factorials[mode]! +
      factorials[n - mode]! -
      factorials[count]! -
      factorials[n - count]! +
      (count - mode) * logRatio;
    if (log((v * alpha) / (a / (edge * edge) + b)) <= most) return count;
  }
}

/** The count at which the probabilities, added up from the mode outwards, pass a uniform number. */
function fromMode(random: Random, { n, mode, odds, factorials }: BinomialOf): number {
  const { ratio, logRatio, logRest } = odds;
  const choices = factorials[n]! - factorials[mode]! - factorials[n - mode]!;
  const density = exp(choices + mode * logRatio + n * logRest);
  let rest = uniform(random) - density;
  if (rest < 0) return mode;
  let [up, above, down, below] = [mode, density, mode, density];
  while (up < n || down > 0) {
    if (up < n) {
      above *= ((n - up) / (up + 1)) * ratio;
      up++;
      rest -= above;
      if (rest < 0) return up;
    }
    if (down > 0) {
      below *= down / ((n - down + 1) * ratio);
      down--;
      rest -= below;
      if (rest < 0) return down;
    }
    if (above + below < 1e-18) break;
  }
  return mode;
}

/** ln 0!, ln 1! … ln n!. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logs[i] = logs[i - 1]! + log(i);
  return logs;
}
