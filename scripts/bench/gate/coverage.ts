import { estimateMetrics } from "../../../src/gate/estimate-metrics.ts";
import { statisticOf } from "../../../src/metrics/statistic.ts";
import { instantiateResamples as openKernel } from "../../../src/runner/instantiate.ts";
import type { Estimate } from "../../../src/statistics/estimate.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { printTable, share } from "./table.ts";

/** Rows that the true values are taken from. */
const population = 1_000_000;

interface Study {
  source: Source;
  metrics: readonly string[];
}

const studies: readonly Study[] = [
  { source: { kind: "classes", noise: [0.6, 0.7] }, metrics: ["accuracy", "roc_auc", "log_loss", "f1"] },
  { source: { kind: "normal", noise: [0.5, 0.6] }, metrics: ["rmse", "r2"] },
  { source: { kind: "uniform", noise: [0.5, 0.6] }, metrics: ["rmse", "r2"] },
  { source: { kind: "exponential", noise: [0.5, 0.6] }, metrics: ["rmse", "r2"] },
  { source: { kind: "lognormal", noise: [0.3, 0.4] }, metrics: ["rmse", "r2", "mae"] },
];

/** How often 95 % intervals hold the true value, by the method that the gate takes, and how often they are warned of. */
export function studyCoverage(simulations: number): void {
  const rows: string[][] = [];
  for (const { source, metrics } of studies) {
    const truths = truthsOf(source, metrics);
    for (const [size, share_] of [
      [200, 1],
      [1000, 0.5],
      [5000, 0.2],
    ] as const)
      rows.push(
        ...coverAt({ source, metrics }, truths, { size, simulations: Math.ceil(simulations * share_) }),
      );
  }
  printTable(
    [
      "rows from",
      "metric",
      "n",
      "model alone",
      "difference of two",
      "flagged",
      "either flagged",
      "simulations",
    ],
    rows,
  );
}

interface Truth {
  own: number;
  difference: number;
}

function truthsOf(source: Source, metrics: readonly string[]): Truth[] {
  const evaluation = makeRows(source, population, streamOf(1, 0));
  return metrics.map((metric) => {
    const own = statisticOf(metric, evaluation, evaluation.challenger)!.at();
    return { own, difference: own - statisticOf(metric, evaluation, evaluation.champion!)!.at() };
  });
}

function coverAt(
  { source, metrics }: Study,
  truths: readonly Truth[],
  { size, simulations }: { size: number; simulations: number },
): string[][] {
  const tallies = metrics.map(() => ({ own: 0, difference: 0, flagged: 0, either: 0 }));
  for (let simulation = 0; simulation < simulations; simulation++) {
    const evaluation = makeRows(source, size, streamOf(2, simulation));
    // Beside a champion the difference alone is estimated.
    const [alone, beside] = [{ ...evaluation, champion: undefined }, evaluation].map((each) =>
      estimateMetrics(
        each,
        metrics.map((metric) => ({ metric, factors: [] })),
        { openKernel },
      ),
    );
    for (const [index, tally] of tallies.entries()) {
      const own = alone![index]!.challenger as Estimate;
      const difference = beside![index]!.difference as Estimate;
      tally.own += holds(own, truths[index]!.own);
      tally.difference += holds(difference, truths[index]!.difference);
      tally.flagged += Number(own.caution !== undefined);
      tally.either += Number(own.caution !== undefined || difference.caution !== undefined);
    }
  }
  return metrics.map((metric, index) => {
    const { own, difference, flagged, either } = tallies[index]!;
    return [
      ...[source.kind, metric, size.toLocaleString("en-US")],
      ...[own, difference, flagged, either].map((count) => share(count, simulations)),
      String(simulations),
    ];
  });
}

function holds({ bounds }: Estimate, truth: number): number {
  const [low, high] = bounds(0.025);
  return Number(low <= truth && truth <= high);
}
