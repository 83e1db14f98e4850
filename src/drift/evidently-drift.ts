import { chiSquareGoodness } from "../statistics/chi-square.ts";
import { jensenShannon } from "../statistics/divergence.ts";
import { kolmogorovSmirnov } from "../statistics/kolmogorov-smirnov.ts";
import { wassersteinNormed } from "../statistics/wasserstein.ts";
import { zTest } from "../statistics/z-test.ts";
import type { ColumnSample } from "./column-sample.ts";
import { type CountedPair, countDistinct, countNumbers, countTexts } from "./count-pair.ts";

/** What Evidently says of a column. */
export interface EvidentlyDrift {
  /** Evidently's name of the test. */
  test: "ks" | "wasserstein" | "chisquare" | "z" | "jensenshannon";
  /** Evidently's drift score: a p-value for ks, chisquare and z, else a distance. */
  score: number;
  isDrifted: boolean;
  /** How large the difference is, where the score is a p-value: D for ks, the Jensen-Shannon distance for others. */
  effect: number;
}

const largeReference = 1000;
const limits = { p: 0.05, distance: 0.1 } as const;

/**
 * The drift of a column by Evidently's default test for its kind and size, as version 0.7.21 computes it: up to 1,000
 * values of the reference by p-value, above by distance. Both sides have values.
 */
export function evidentlyDrift(reference: ColumnSample, current: ColumnSample): EvidentlyDrift {
  const isLarge = (reference.kind === "numbers" ? reference.values.length : reference.size) > largeReference;
  if (reference.kind === "numbers" && current.kind === "numbers") {
    const both = [reference.values, current.values];
    const isFew = countDistinct(concatenated(both), 6) <= 5;
    if (isFew) return categorical(countNumbers(reference, current), isLarge);
    const [r, c] = [reference.values.slice().sort(), current.values.slice().sort()];
    if (isLarge) return byDistance("wasserstein", wassersteinNormed(r, c));
    const { statistic, p } = kolmogorovSmirnov(r, c);
    return { test: "ks", score: p, isDrifted: p <= limits.p, effect: statistic };
  }
  if (reference.kind === "texts" && current.kind === "texts")
    return categorical(countTexts(reference, current), isLarge);
  throw new TypeError("a column of numbers cannot be compared with one of texts");
}

function categorical(pair: CountedPair, isLarge: boolean): EvidentlyDrift {
  const effect = jensenShannon(pair.reference, pair.current);
  if (isLarge) return byDistance("jensenshannon", effect);
  if (pair.reference.length > 2) {
    const { p } = chiSquareGoodness(pair.reference, pair.current);
    return { test: "chisquare", score: p, isDrifted: p < limits.p, effect };
  }
  const { p } = zTest(notFirst(pair.reference), notFirst(pair.current));
  return { test: "z", score: p, isDrifted: p < limits.p, effect };
}

function byDistance(test: "wasserstein" | "jensenshannon", score: number): EvidentlyDrift {
  return { test, score, isDrifted: score >= limits.distance, effect: score };
}

/** How many values are not the first one of those in order. */
function notFirst(counts: Float64Array): { successes: number; count: number } {
  const count = counts.reduce((a, b) => a + b, 0);
  return { successes: count - counts[0]!, count };
}

function* concatenated(all: readonly Float64Array[]): Generator<number> {
  for (const each of all) yield* each;
}
