import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import type { EngineName } from "../../src/learn/engines.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import { makeData, matrixOf } from "../../test/learn/make-data.ts";
import { median } from "../time-processes.ts";
import { bundleEngine } from "./train/bundle.ts";
import { benchWhole } from "./train/whole.ts";

/**
 * Our engines beside scikit-learn's forest, LightGBM, XGBoost and HistGradientBoosting on the same rows, each run a
 * process of its own, in turn for each seed: seconds of fit and prediction, R² or log loss of the test rows, peak memory,
 * and ratios, on one thread and on all. Then whole processes from CSV to model and metrics beside the same in Python.
 * usage: npm run bench train [rows at most [data.csv target]]; MLOPS_PYTHON names a Python with the libraries. The data
 * are for the whole processes: a table of numbers and texts with a number as target (default: generated). Below 10,000 rows it is a trial: one seed, one round. On Linux.
 */

/** What is trained. */
interface Case {
  engine: EngineName;
  libraries: readonly string[];
  rows: number;
  trainRows: number;
  features: number;
  classes: number;
  params: Params;
  seeds: number;
}

/** One training, as the programs of train/ are told. */
export interface Run extends Omit<Case, "libraries" | "seeds"> {
  folder: string;
  library: string;
  threads: number;
  seed: number;
}

type Result = [fit: number, predict: number, score: number, kilobytes: number];

const forest = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };
const ofForest = { engine: "random-forest", libraries: ["scikit-learn"], classes: 0 } as const;
const ofBoosting = {
  engine: "gradient-boosting",
  libraries: ["lightgbm", "xgboost", "histgb"],
  classes: 2,
  features: 28,
  params: { n_estimators: 100, num_leaves: 31, learning_rate: 0.1 },
  seeds: 5,
} as const;

/** The second one is what predicts a million rows. */
const cases: Case[] = [
  { ...ofForest, rows: 20_640, trainRows: 16_512, features: 8, params: forest, seeds: 5 },
  { ...ofForest, rows: 1_016_512, trainRows: 16_512, features: 8, params: forest, seeds: 1 },
  {
    ...{ ...ofForest, rows: 200_000, trainRows: 160_000, features: 20, seeds: 1 },
    params: { ...forest, max_features: 0.35 },
  },
  { ...ofBoosting, rows: 100_000, trainRows: 80_000 },
  { ...ofBoosting, rows: 1_000_000, trainRows: 800_000 },
];

/** Columns of noise, two classes by products, waves and thresholds of some of them. */
function makeClasses(rows: number, features: number, seed: number) {
  const random = randomFrom(randomState(seed, 0));
  const uniform = () => (random.next() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const columns = Array.from({ length: features }, () => Float32Array.from({ length: rows }, normal));
  const target = Float64Array.from({ length: rows }, (_, row) => {
    const at = (feature: number) => columns[feature]![row]!;
    let rest = 0;
    for (let feature = 6; feature < 14; feature++) rest += at(feature);
    const score =
      0.7 * at(0) * at(1) + Math.sin(2 * at(2)) + 0.6 * at(3) - 0.5 * at(4) ** 2 * Number(at(5) > 0);
    const noise = uniform();
    return Number(score + 0.3 * rest * Math.tanh(at(15)) + 0.7 * Math.log(noise / (1 - noise)) > 0.3);
  });
  return { matrix: matrixOf(columns), target };
}

function trainOnce(program: string, script: string, run: Run): Result | undefined {
  const { status, stdout } = spawnSync(program, [script, JSON.stringify(run)], {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: String(run.threads) },
  });
  return status === 0 ? (JSON.parse(stdout) as Result) : undefined;
}

/** Medians of times and memory, and the mean score. */
function summarize(results: readonly Result[]): Result {
  const column = (at: number): number[] => results.map((result) => result[at]!);
  const scores = column(2);
  const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
  return [median(column(0)), median(column(1)), mean, median(column(3))];
}

function print(name: string, results: readonly (Result | undefined)[], ours: Result | undefined): void {
  const known = results.filter((result) => result !== undefined);
  if (known.length < results.length || results.length === 0) {
    console.log(`  ${name.padEnd(14)} not measured: the interpreter cannot run it`);
    return;
  }
  const [fit, predicted, score, kilobytes] = summarize(known);
  const facts = `fit ${fit.toFixed(2)} s  predict ${predicted.toFixed(3)} s  score ${score.toFixed(6)}  peak ${Math.round(kilobytes / 1024)} MB`;
  const ratios = ours
    ? `  theirs / ours: fit ${(fit / ours[0]).toFixed(2)}, predict ${(predicted / ours[1]).toFixed(2)}; score ours − theirs ${(ours[2] - score).toFixed(6)}; memory ours / theirs ${(ours[3] / kilobytes).toFixed(2)}`
    : "";
  console.log(`  ${name.padEnd(14)} ${facts}${ratios}`);
}

/** Measures a case on so many threads; the median seconds of our fit. */
function measure(
  each: Case,
  threads: number,
  { folder, script }: { folder: string; script: string },
): number {
  const { engine, trainRows, rows, features, libraries, seeds } = each;
  const python = process.env.MLOPS_PYTHON ?? "python3";
  console.log(
    `${engine}, ${trainRows} × ${features} rows, ${rows - trainRows} predicted, ${threads} thread${threads === 1 ? "" : "s"}, ${seeds} seed${seeds === 1 ? "" : "s"}`,
  );
  const results = new Map<string, (Result | undefined)[]>();
  for (let seed = 1; seed <= seeds; seed++)
    for (const library of ["ours", ...libraries]) {
      const run: Run = { ...each, folder, library, threads, seed };
      const isOurs = library === "ours";
      const result = isOurs
        ? trainOnce(process.execPath, script, run)
        : trainOnce(python, path.join(import.meta.dirname, "train/engine.py"), run);
      results.set(library, [...(results.get(library) ?? []), result]);
    }
  const ours = results.get("ours")!.filter((result) => result !== undefined);
  if (ours.length < seeds) throw new Error(`our ${engine} failed`);
  for (const [library, each] of results)
    print(library, each, library === "ours" ? undefined : summarize(ours));
  return summarize(ours)[0];
}

const [mostRows = Infinity, data, target] = [
  process.argv[2] === undefined ? undefined : Number(process.argv[2]),
  ...process.argv.slice(3),
];
const isTrial = mostRows < 10_000;
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
try {
  const script = await bundleEngine(path.join(folder, "ours"));
  const fits = new Map<string, number>();
  for (const each of cases) {
    const share = Math.min(1, mostRows / each.rows);
    const rows = Math.floor(each.rows * share);
    const made = each.classes === 0 ? makeData(rows, each.features, 1) : makeClasses(rows, each.features, 1);
    writeFileSync(path.join(folder, "x"), new Uint8Array(made.matrix.data.buffer));
    writeFileSync(path.join(folder, "y"), new Uint8Array(made.target.buffer));
    const trainRows = Math.floor(each.trainRows * share);
    const scaled = { ...each, rows, trainRows, seeds: isTrial ? 1 : each.seeds };
    for (const threads of new Set([1, availableParallelism()])) {
      const fit = measure(scaled, threads, { folder, script });
      const before = fits.get(`${each.engine} ${threads}`);
      if (each.engine === "gradient-boosting" && before !== undefined)
        console.log(`  growth: ${(fit / before).toFixed(1)}× the time of the case before`);
      fits.set(`${each.engine} ${threads}`, fit);
    }
  }
  benchWhole(folder, { data, target, rounds: isTrial ? 1 : 5 });
} finally {
  rmSync(folder, { recursive: true });
}
