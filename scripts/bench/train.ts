import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type EngineName, loadEngine } from "../../src/learn/engines.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predict } from "../../src/learn/predict.ts";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createWorkers } from "../../src/services/workers.ts";
import { makeData, matrixOf } from "../../test/learn/make-data.ts";

/** What is trained: the engine beside the libraries, on the same rows. */
interface Case {
  engine: EngineName;
  libraries: readonly string[];
  rows: number;
  trainRows: number;
  features: number;
  classes: number;
  params: Params;
}

const forest = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };
const boosting = { n_estimators: 100, num_leaves: 31, learning_rate: 0.1 };
const ofForest = {
  engine: "random-forest",
  libraries: ["scikit-learn"],
  classes: 0,
  params: forest,
} as const;
const ofBoosting = {
  engine: "gradient-boosting",
  libraries: ["lightgbm", "xgboost", "histgb"],
  classes: 2,
  features: 28,
  params: boosting,
} as const;

const cases: Case[] = [
  { ...ofForest, rows: 20_640, trainRows: 16_512, features: 8 },
  { ...ofForest, rows: 200_000, trainRows: 160_000, features: 20 },
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

type Result = [fit: number, predict: number, score: number, kilobytes: number];

async function trainOurs(
  { engine, trainRows, rows, classes, params }: Case,
  data: { matrix: Matrix; target: Float64Array },
  threads: number,
): Promise<Result> {
  const { matrix, target } = data;
  const part = (from: number, to: number) =>
    matrixOf(matrix.names.map((_, at) => matrix.data.subarray(at * rows + from, at * rows + to)));
  const workers = createWorkers(assetUrl("worker"));
  const pool = workers.pool(threads);
  const task = classes === 0 ? "regression" : "classification";
  const learner = (await loadEngine(engine))(params, { task });
  const [training, testing] = [part(0, trainRows), part(trainRows, rows)];
  const values = target.slice(0, trainRows);
  const start = performance.now();
  const model = await learner.train({
    matrix: training,
    target: classes === 0 ? values : Int32Array.from(values),
    classes,
    seed: 0,
    pool,
  });
  const trained = performance.now();
  const predicted = await predict(pool, model, { matrix: testing });
  const end = performance.now();
  await workers.close();
  const actual = target.slice(trainRows);
  const loss = () => actual.reduce((sum, code, row) => sum - Math.log(predicted[row * classes + code]!), 0);
  const score = classes === 0 ? regressionMetrics(actual, predicted).r2! : loss() / actual.length;
  return [(trained - start) / 1000, (end - trained) / 1000, score, process.resourceUsage().maxRSS];
}

function trainTheirs(
  { rows, features, trainRows, params }: Case,
  library: string,
  [folder, interpreter, threads]: [string, string, number],
): Result | undefined {
  const script = fileURLToPath(new URL("train.py", import.meta.url));
  const sizes = [rows, features, trainRows, threads].map(String);
  const run = spawnSync(interpreter, [script, folder, library, ...sizes, JSON.stringify(params)], {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: String(threads) },
  });
  return run.status === 0 ? (JSON.parse(run.stdout) as Result) : undefined;
}

function print(name: string, result: Result | undefined, ours: Result): void {
  if (result === undefined) {
    console.log(`  ${name.padEnd(18)} not measured: the interpreter cannot run it`);
    return;
  }
  const [fit, predicted, score, kilobytes] = result;
  const times = `fit ${fit.toFixed(2)} s  predict ${predicted.toFixed(3)} s  score ${score.toFixed(6)}  peak ${Math.round(kilobytes / 1024)} MB`;
  const ratio =
    result === ours
      ? ""
      : `  ours takes ${(ours[0] / fit).toFixed(2)}× its fit, ${(ours[1] / predicted).toFixed(2)}× its prediction`;
  console.log(`  ${name.padEnd(18)} ${times}${ratio}`);
}

/**
 * Trains each engine and the libraries of `interpreter` on the same rows, one after the other, on one thread and on all,
 * and prints times, scores (R² or log loss of the test rows) and ratios. `only` picks cases by their number of rows.
 * Our peak of memory is that of the whole process, the data of every case so far among it.
 */
export async function benchTrain(interpreter: string = "python3", only?: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
  try {
    for (const each of cases.filter(({ rows }) => only === undefined || String(rows) === only)) {
      const { engine, rows, trainRows, features, classes, libraries } = each;
      const data = classes === 0 ? makeData(rows, features, 1) : makeClasses(rows, features, 1);
      writeFileSync(path.join(folder, "x"), new Uint8Array(data.matrix.data.buffer));
      writeFileSync(path.join(folder, "y"), new Uint8Array(data.target.buffer));
      for (const threads of new Set([1, availableParallelism()])) {
        console.log(
          `${engine}, ${trainRows} × ${features} rows, ${threads} thread${threads === 1 ? "" : "s"}`,
        );
        const ours = await trainOurs(each, data, threads);
        print("ours", ours, ours);
        for (const library of libraries)
          print(library, trainTheirs(each, library, [folder, interpreter, threads]), ours);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await benchTrain(process.env.MLOPS_PYTHON, process.argv[2]);
