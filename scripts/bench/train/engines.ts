import { availableParallelism } from "node:os";
import { median } from "../../time-processes.ts";
import type { Bench } from "./bench.ts";
import { type Case, columnOf, meanOf, type Results, runEngines, timesOurs } from "./run-engines.ts";

const cores = availableParallelism();
const threadCounts = [...new Set([cores, 1])];
const trees = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };
const forest = {
  ...({ engine: "random-forest", libraries: ["scikit-learn"], classes: 0, params: trees } as const),
  ...{ rows: 20_640, trainRows: 16_512, features: 8 },
};
const boosting = {
  ...({ engine: "gradient-boosting", libraries: ["lightgbm", "xgboost", "histgb"], classes: 2 } as const),
  ...{ features: 28, params: { n_estimators: 100, num_leaves: 31, learning_rate: 0.1 } },
};

/** 275 trees on a table as large as the housing data: five seeds on all cores, one on one thread. */
export function benchForest(bench: Bench): void {
  for (const threads of threadCounts)
    judgeForest(bench, "16.5k × 8", { ...forest, threads, seeds: threads === cores ? 5 : 1 });
}

/** A forest on 160,000 × 20 training rows. */
export function benchLargeForest(bench: Bench): void {
  const params = { ...trees, n_estimators: Number(bench.size ?? 60), max_features: 0.35 };
  const large = { ...forest, rows: 200_000, trainRows: 160_000, features: 20, params };
  judgeForest(bench, `160k × 20, ${params.n_estimators} trees`, { ...large, threads: cores, seeds: 1 });
}

function judgeForest(bench: Bench, name: string, each: Case): void {
  const results = runEngines(bench, each);
  if (!results.has("scikit-learn")) return;
  const full = `forest ${name}, threads ${each.threads}`;
  const { bars } = bench;
  bars.atLeast(`${full}: fit, scikit-learn / ours`, timesOurs(results, "scikit-learn", 0), 5);
  bars.atMost(
    `${full}: |ΔR²|, mean`,
    Math.abs(meanOf(results, "ours", 4) - meanOf(results, "scikit-learn", 4)),
    0.002,
  );
  bars.atMost(`${full}: peak, ours / scikit-learn`, 1 / timesOurs(results, "scikit-learn", 5), 0.5);
}

/** A million rows predicted by the forest of 275 trees. */
export function benchPrediction(bench: Bench): void {
  const results = runEngines(bench, { ...forest, rows: 1_016_512, threads: cores, seeds: 1 });
  if (results.has("scikit-learn"))
    bench.bars.atLeast(
      "1M rows × 275 trees: prediction, scikit-learn / ours",
      timesOurs(results, "scikit-learn", 2),
      3,
    );
}

/** 100 trees of 31 leaves: 100,000 and a million rows, on all cores and on one thread. */
export function benchBoosting(bench: Bench): void {
  const { bars } = bench;
  const medians: number[] = [];
  for (const [name, rows] of [
    ["100k", 100_000],
    ["1M", 1_000_000],
  ] as const)
    for (const threads of threadCounts) {
      const seeds = threads === cores ? 5 : 1;
      const results = runEngines(bench, { ...boosting, rows, trainRows: 0.8 * rows, threads, seeds });
      if (results.has("lightgbm"))
        bars.atMost(
          `boosting ${name} × 28, threads ${threads}: fit, ours / LightGBM`,
          1 / timesOurs(results, "lightgbm", 0),
          name === "100k" ? 1 : threads === 1 ? 1.15 : 1.4,
        );
      if (threads !== cores) continue;
      medians.push(median(columnOf(results, "ours", 0)));
      judgeLoss(bench, name, results);
    }
  judgeGrowth(bench, "boosting", medians);
}

/** No worse than the worst of the libraries, the mean of the seeds. */
function judgeLoss({ bars }: Bench, name: string, results: Results): void {
  const theirs = boosting.libraries.filter((library) => results.has(library));
  if (theirs.length < boosting.libraries.length) return;
  const worst = Math.max(...theirs.map((library) => meanOf(results, library, 4)));
  bars.atMost(`boosting ${name} × 28: log loss, ours − the worst`, meanOf(results, "ours", 4) - worst, 0);
}

/** The time of ten times the rows, of a few trees. */
export function benchGrowth(bench: Bench): void {
  const params = { ...trees, n_estimators: 6 };
  const medians = [100_000, 1_000_000].map((rows) => {
    const few = { ...forest, libraries: [], params, features: 20, threads: cores, seeds: 3 };
    return median(columnOf(runEngines(bench, { ...few, rows, trainRows: 0.8 * rows }), "ours", 0));
  });
  judgeGrowth(bench, "forest of 6 trees", medians);
}

function judgeGrowth({ bars }: Bench, name: string, [less = 0, more = 0]: readonly number[]): void {
  bars.atMost(`${name}: time of 1M rows / time of 100k`, more / less, 11);
}
