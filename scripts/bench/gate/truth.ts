import { statisticOf } from "../../../src/metrics/statistic.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";

/** Rows of a part, and parts: of 16,000,000 rows the standard error is a fiftieth of that of 5,000. */
const [rows, parts] = [1_000_000, 16];

/** What a metric truly is, of the challenger and of it less the champion's. */
export interface Truth {
  own: number;
  difference: number;
}

/** The true values of metrics: their means over parts that are so large that they have no bias left. */
export function truthsOf(source: Source, metrics: readonly string[], seed: number): Truth[] {
  const sums = metrics.map(() => ({ own: 0, difference: 0 }));
  for (let part = 0; part < parts; part++) {
    const evaluation = makeRows(source, rows, streamOf(seed, part));
    for (const [index, metric] of metrics.entries()) {
      const [own, theirs] = [evaluation.challenger, evaluation.champion!].map((outcome) =>
        statisticOf(metric, evaluation, outcome)!.at(),
      );
      sums[index]!.own += own! / parts;
      sums[index]!.difference += (own! - theirs!) / parts;
    }
  }
  return sums;
}
