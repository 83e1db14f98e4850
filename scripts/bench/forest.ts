import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { trainForest } from "../../src/learn/forest.ts";
import { parseForestParams } from "../../src/learn/forest-params.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createWorkers } from "../../src/services/workers.ts";
import { makeData, matrixOf } from "../../test/learn/make-data.ts";

const rows = 20_640;
const trainRows = 16_512;
const features = 13;
const params = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };

/** The same with scikit-learn; prints seconds of fit, of predict, and R². */
const python = `
import json, sys, time
import numpy as np
from sklearn.ensemble import RandomForestRegressor
folder, rows, features, train, threads = sys.argv[1], *map(int, sys.argv[2:6])
x = np.fromfile(folder + "/x", "<f4").reshape(features, rows).T.copy()
y = np.fromfile(folder + "/y")
model = RandomForestRegressor(**json.loads(sys.argv[6]), n_jobs=threads, random_state=0)
start = time.time(); model.fit(x[:train], y[:train]); fit = time.time() - start
start = time.time(); r2 = model.score(x[train:], y[train:]); predict = time.time() - start
print(json.dumps([fit, predict, r2]))`;

/**
 * Trains and predicts with our forest and with scikit-learn's (where `interpreter` has it) on the same rows and
 * threads, one after the other, and prints the times and their ratios.
 */
export async function benchForest(interpreter: string = "python3"): Promise<void> {
  const { matrix, target } = makeData(rows, features, 1);
  const train = matrixOf(
    matrix.names.map((_, column) => matrix.data.subarray(column * rows, column * rows + trainRows)),
  );
  const threads = availableParallelism();
  const workers = createWorkers(assetUrl("worker"));
  const start = performance.now();
  const forest = await trainForest({
    matrix: train,
    target: target.slice(0, trainRows),
    classes: 0,
    params: parseForestParams(params, "regression"),
    seed: 0,
    pool: workers.pool(threads),
  });
  const trained = performance.now();
  const testRows = Uint32Array.from({ length: rows - trainRows }, (_, row) => trainRows + row);
  const predicted = predictTrees(forest, matrix, testRows);
  const ours = [(trained - start) / 1000, (performance.now() - trained) / 1000] as const;
  await workers.close();
  const { r2 } = regressionMetrics(target.slice(trainRows), predicted);
  console.log(`forest of ${params.n_estimators} trees, ${trainRows} × ${features}, ${threads} threads`);
  console.log(
    `ours          train ${ours[0].toFixed(2)} s  predict ${ours[1].toFixed(3)} s  R² ${r2.toFixed(4)}`,
  );
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
  try {
    writeFileSync(path.join(folder, "x"), new Uint8Array(matrix.data.buffer));
    writeFileSync(path.join(folder, "y"), new Uint8Array(target.buffer));
    const sizes = [rows, features, trainRows, threads].map(String);
    const run = spawnSync(interpreter, ["-c", python, folder, ...sizes, JSON.stringify(params)], {
      encoding: "utf8",
    });
    if (run.status !== 0) {
      console.log(`scikit-learn  not measured: ${interpreter} cannot run it`);
      return;
    }
    const [fit, predict, theirR2] = JSON.parse(run.stdout) as [number, number, number];
    console.log(
      `scikit-learn  train ${fit.toFixed(2)} s  predict ${predict.toFixed(3)} s  R² ${theirR2.toFixed(4)}`,
    );
    console.log(
      `ratio         train ${(fit / ours[0]).toFixed(1)}×  predict ${(predict / ours[1]).toFixed(1)}×`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await benchForest(process.argv[2] ?? process.env.MLOPS_PYTHON);
