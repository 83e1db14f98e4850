import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createBars } from "./train/bars.ts";
import { bundleEngine } from "./train/bundle.ts";
import {
  benchBoosting,
  benchForest,
  benchGrowth,
  benchLargeForest,
  benchPrediction,
} from "./train/engines.ts";
import { benchCsv, benchWhole } from "./train/whole.ts";

/**
 * Our engines beside scikit-learn's forest, LightGBM, XGBoost and HistGradientBoosting on the same rows, each run a
 * process of its own, in turn; then whole processes from CSV to model and metrics beside the same in Python. Seconds are
 * wall and CPU, memory is the process's peak, ratios are of pairs; at the end stands which bars hold. About ten minutes
 * on two cores that do nothing else.
 * usage: npm run bench train [part …] [data.csv target]; parts: forest, forest-200k (60 of the 275 trees, which take a
 * quarter of the time; `forest-200k:275` is the whole), predict, boosting, growth, whole, csv. MLOPS_PYTHON names a Python
 * with the libraries. The data are for `whole`: a table of numbers and texts with a number as target (default: made).
 * `trial` as the first part takes a hundredth of the rows, once. On Linux.
 */
const parts = {
  forest: benchForest,
  "forest-200k": benchLargeForest,
  predict: benchPrediction,
  boosting: benchBoosting,
  growth: benchGrowth,
  whole: benchWhole,
  csv: benchCsv,
} as const;

const given = process.argv.slice(2);
const isTrial = given[0] === "trial";
const asked = given.filter((name) => name.split(":")[0]! in parts);
const [data, target] = given.filter((name) => name !== "trial" && !asked.includes(name));
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
const bars = createBars();
try {
  const script = await bundleEngine(path.join(folder, "ours"));
  for (const each of asked.length > 0 ? asked : Object.keys(parts)) {
    const [name, size] = each.split(":");
    const started = performance.now();
    parts[name as keyof typeof parts]({ folder, script, bars, isTrial, size, data, target });
    console.log(`${each}: ${Math.round((performance.now() - started) / 1000)} s\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
  bars.print();
}
