import { isDeepStrictEqual } from "node:util";
import { estimateMetrics } from "../../../src/gate/estimate-metrics.ts";
import type { Evaluation } from "../../../src/gate/evaluation.ts";
import { statisticOf } from "../../../src/metrics/statistic.ts";
import { instantiateResamples as openKernel } from "../../../src/runner/instantiate.ts";
import { bootstrapEstimates } from "../../../src/statistics/bootstrap.ts";
import type { Estimate } from "../../../src/statistics/estimate.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { columnsOf, misses, share } from "./table.ts";
import { truthsOf } from "./truth.ts";

interface Study {
  source: Source;
  metrics: readonly string[];
  /** All metrics are sums of which rows are resampled: simulations share their resamples, which take most of the time. */
  isResampled?: boolean;
}

const studies: readonly Study[] = [
  { source: { kind: "classes", noise: [0.6, 0.7] }, metrics: ["accuracy", "roc_auc", "log_loss", "f1"] },
  { source: { kind: "normal", noise: [0.5, 0.6] }, metrics: ["rmse", "r2"], isResampled: true },
  { source: { kind: "uniform", noise: [0.5, 0.6] }, metrics: ["rmse", "r2"], isResampled: true },
  { source: { kind: "exponential", noise: [0.5, 0.6] }, metrics: ["rmse", "r2"], isResampled: true },
  { source: { kind: "lognormal", noise: [0.3, 0.4] }, metrics: ["rmse", "r2"], isResampled: true },
  { source: { kind: "lognormal", noise: [0.3, 0.4] }, metrics: ["mae"] },
];
const sizes = [200, 1000, 5000];
/** Simulations that share their resamples: each has its own rows, so that they have no more in common than 9,999 draws leave. */
export const batch = 20;

/** How often 95 % intervals hold the true value, by the method that the gate takes, and how often they are warned of. */
export function studyCoverage(simulations: number, kind?: string, only?: number): void {
  const alone = ["alone holds", "truth below", "truth above", "flagged"];
  const beside = ["difference holds", "truth below", "truth above", "flagged"];
  console.log(columnsOf(["rows from", "metric", "n", ...alone, ...beside, "simulations"]));
  for (const study of studies.filter(({ source }) => kind === undefined || source.kind === kind)) {
    const { source, metrics } = study;
    const truths = truthsOf(source, metrics, 1);
    for (const size of only === undefined ? sizes : [only]) {
      const tallies = metrics.map(() => [newTally(), newTally()] as const);
      for (let from = 0; from < simulations; from += batch) {
        const drawn = Array.from({ length: Math.min(batch, simulations - from) }, (_, index) =>
          makeRows(source, size, streamOf(2, from + index)),
        );
        const found = study.isResampled
          ? resampleTogether(drawn, metrics, from)
          : drawn.map((each) => estimate(each, metrics));
        for (const estimates of found)
          for (const [index, { own, difference }] of estimates.entries()) {
            count(tallies[index]![0], own, truths[index]!.own);
            count(tallies[index]![1], difference, truths[index]!.difference);
          }
      }
      for (const [index, metric] of metrics.entries()) {
        const cells = tallies[index]!.flatMap((tally) => describe(tally, simulations));
        console.log(
          `| ${[source.kind, metric, size.toLocaleString("en-US"), ...cells, simulations].join(" | ")} |`,
        );
      }
    }
  }
}

/** Of a model alone, and of the difference of two. */
export interface Pair {
  own: Estimate;
  difference: Estimate;
}

/** As the gate does; beside a champion it estimates the difference alone. */
function estimate(evaluation: Evaluation, metrics: readonly string[], seed?: number): Pair[] {
  const asked = metrics.map((metric) => ({ metric, factors: [] }));
  const effort = { openKernel, ...(seed !== undefined && { seed }) };
  const alone = estimateMetrics({ ...evaluation, champion: undefined }, asked, effort);
  const beside = estimateMetrics(evaluation, asked, effort);
  return metrics.map((_, index) => ({
    own: alone[index]!.challenger as Estimate,
    difference: beside[index]!.difference as Estimate,
  }));
}

/** The same of several sets of as many rows, on the same resamples; holds the first set to what the gate says of it. */
export function resampleTogether(
  evaluations: readonly Evaluation[],
  metrics: readonly string[],
  seed: number,
): Pair[][] {
  const requests = evaluations.flatMap((evaluation) =>
    metrics.flatMap((metric) => {
      const [statistic, minus] = [evaluation.challenger, evaluation.champion!].map(
        (outcome) => statisticOf(metric, evaluation, outcome)!,
      );
      return [{ statistic: statistic! }, { statistic: statistic!, minus: minus! }];
    }),
  );
  const estimates = bootstrapEstimates(requests, { seed, openKernel });
  const found = evaluations.map((_, place) =>
    metrics.map((_, index) => {
      const at = 2 * (place * metrics.length + index);
      return { own: estimates[at]!, difference: estimates[at + 1]! };
    }),
  );
  const [first, gate] = [found[0]!, estimate(evaluations[0]!, metrics, seed)];
  if (!isDeepStrictEqual(first.map(boundsOf), gate.map(boundsOf)))
    throw new Error("the study's intervals are not the gate's");
  return found;
}

function boundsOf({ own, difference }: Pair): unknown {
  return [own, difference].map(({ bounds, caution, method }) => ({ bounds: bounds(0.025), caution, method }));
}

interface Tally {
  below: number;
  above: number;
  flagged: number;
}

function newTally(): Tally {
  return { below: 0, above: 0, flagged: 0 };
}

function count(tally: Tally, { bounds, caution }: Estimate, truth: number): void {
  const [low, high] = bounds(0.025);
  tally.below += Number(truth < low);
  tally.above += Number(truth > high);
  tally.flagged += Number(caution !== undefined);
}

function describe({ below, above, flagged }: Tally, simulations: number): string[] {
  return [
    share(simulations - below - above, simulations),
    ...[below, above, flagged].map((each) => misses(each, simulations)),
  ];
}
