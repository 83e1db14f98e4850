import { exp, log } from "../learn/exponential.ts";
import { type Random, uniform } from "../learn/random.ts";

/** Draws how often each of some cells comes. */
export type MultinomialDraw = (random: Random, counts: Int32Array) => void;

/**
 * Draws as many rows as there are in all cells, with replacement, when only their cells matter: one binomial draw a cell
 * of what the cells before left, by inversion from the mode outwards. `sizes` are the rows of each cell.
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
    return { cell, share, ratio: share / (1 - share), logShare: log(share), logRest: log(1 - share) };
  });
  return (random, counts) => {
    let left = rows;
    for (const { cell, share, ratio, logShare, logRest } of odds) {
      if (share >= 1 || left === 0) {
        counts[cell] = left;
        left = 0;
        continue;
      }
      const mode = Math.min(left, Math.floor((left + 1) * share));
      const choices = factorials[left]! - factorials[mode]! - factorials[left - mode]!;
      const density = exp(choices + mode * logShare + (left - mode) * logRest);
      const drawn = fromMode(uniform(random), { mode, density, left, ratio });
      counts[cell] = drawn;
      left -= drawn;
    }
  };
}

/** The binomial count at which the probabilities, added up from the mode outwards, pass `share`. */
function fromMode(
  share: number,
  { mode, density, left, ratio }: { mode: number; density: number; left: number; ratio: number },
): number {
  let rest = share - density;
  if (rest < 0) return mode;
  let [up, above, down, below] = [mode, density, mode, density];
  while (up < left || down > 0) {
    if (up < left) {
      above *= ((left - up) / (up + 1)) * ratio;
      up++;
      rest -= above;
      if (rest < 0) return up;
    }
    if (down > 0) {
      below *= down / ((left - down + 1) * ratio);
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
