import type { Estimate } from "./estimate.ts";
import { betaQuantile, betaTails } from "./incomplete-beta.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/**
 * A share that was met `hits` times in `rows`, with Wilson's score interval ("Probable inference, the law of succession,
 * and statistical inference", 1927). Without rows the value is NaN and the bounds are 0 and 1.
 */
export function estimateShare(hits: number, rows: number): Estimate {
  const share = hits / rows;
  // Of -0 the root would be -0 too.
  const score = (x: number) => (share - x) / Math.sqrt(Math.abs(x * (1 - x)) / rows) || 0;
  return {
    ...known(hits, rows),
    method: "Wilson's score interval",
    bounds: (alpha) => {
      if (rows === 0 || alpha <= 0) return [0, 1];
      const z = -normalQuantile(alpha);
      return [wilsonBound(share, rows, -z), wilsonBound(share, rows, z)];
    },
    pBelow: (x) => (rows === 0 || x <= 0 ? 1 : x > 1 ? 0 : normalCdf(score(x))),
    pAbove: (x) => (rows === 0 || x >= 1 ? 1 : x < 0 ? 0 : normalCdf(-score(x))),
  };
}

/**
 * The same, with the exact interval ("The use of confidence or fiducial limits illustrated in the case of the
 * binomial", 1934): its bounds hold in every case, and are wider than they need be.
 */
export function clopperPearson(hits: number, rows: number): Estimate {
  const misses = rows - hits;
  return {
    ...known(hits, rows),
    method: "Clopper-Pearson interval",
    bounds: (alpha) => [
      hits === 0 ? 0 : betaQuantile(alpha, hits, misses + 1),
      misses === 0 ? 1 : 1 - betaQuantile(alpha, misses, hits + 1),
    ],
    pBelow: (x) => (misses === 0 || x <= 0 ? Number(x <= 1) : betaTails(1 - x, misses, hits + 1, x)[0]),
    pAbove: (x) => (hits === 0 || x >= 1 ? Number(x >= 0) : betaTails(x, hits, misses + 1)[0]),
  };
}

function known(hits: number, rows: number): Pick<Estimate, "value" | "n" | "standardError"> {
  const value = hits / rows;
  return { value, n: rows, standardError: Math.sqrt((value * (1 - value)) / rows) };
}

/** Where the share lies `z` standard errors of its own from the one that was seen: a root of a quadratic. */
function wilsonBound(share: number, rows: number, z: number): number {
  const square = (z * z) / rows;
  const larger = share + square / 2 + Math.abs(z) * Math.sqrt((share * (1 - share) + square / 4) / rows);
  return z < 0 ? (share * share) / larger || 0 : Math.min(1, larger / (1 + square));
}
