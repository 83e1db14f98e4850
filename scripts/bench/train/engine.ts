import { readFileSync } from "node:fs";
import path from "node:path";
import { loadEngine } from "../../../src/learn/engines.ts";
import type { Matrix } from "../../../src/learn/matrix.ts";
import { predict } from "../../../src/learn/predict.ts";
import { regressionMetrics } from "../../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../../src/runner/asset-url.ts";
import { createWorkers } from "../../../src/services/workers.ts";
import type { Result, Run } from "./run-engines.ts";

/** Does what engine.py does with our engine, as a process of its own. */
const run: Run = JSON.parse(process.argv[2]!);
const { folder, engine, rows, trainRows, features, classes, params, threads, seed } = run;
const training = readRows(0, trainRows);
const testing = readRows(trainRows, rows);
const target = floats("y", Float64Array);
const workers = createWorkers(assetUrl("worker"));
const pool = workers.pool(threads);
const learner = (await loadEngine(engine))(params, { task: classes === 0 ? "regression" : "classification" });
const values = target.slice(0, trainRows);
const start = now();
const model = await learner.train({
  matrix: training,
  target: classes === 0 ? values : Int32Array.from(values),
  classes,
  seed,
  pool,
});
const trained = now();
const predicted = await predict(pool, model, { matrix: testing });
const end = now();
await workers.close();
const actual = target.slice(trainRows);
const loss = () => actual.reduce((sum, code, row) => sum - Math.log(predicted[row * classes + code]!), 0);
const score = classes === 0 ? regressionMetrics(actual, predicted).r2! : loss() / actual.length;
// Not process.resourceUsage: that counts the process that started this one.
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))![1]);
const result: Result = [
  ...[trained.wall - start.wall, trained.cpu - start.cpu],
  ...[end.wall - trained.wall, end.cpu - trained.cpu],
  ...[score, peak],
] as Result;
console.log(JSON.stringify(result));

/** Seconds. */
function now(): { wall: number; cpu: number } {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 };
}

function floats<Values>(name: string, Values: new (buffer: ArrayBuffer) => Values): Values {
  const { buffer, byteOffset, byteLength } = readFileSync(path.join(folder, name));
  return new Values(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}

function readRows(from: number, to: number): Matrix {
  const all = floats("x", Float32Array);
  const data = new Float32Array(features * (to - from));
  for (let at = 0; at < features; at++)
    data.set(all.subarray(at * rows + from, at * rows + to), at * (to - from));
  return { names: Array.from({ length: features }, (_, at) => `x${at}`), rows: to - from, data };
}
