import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPython, ratios, spread, timeOnce } from "../time-processes.ts";

/**
 * `mlops run` (validate, train, gate, HTML report) beside the same steps in pandas and scikit-learn with two jobs,
 * whole processes, a forest of 275 trees, on the same test rows; five seeds.
 * usage: npm run bench pipeline [data.csv target]; MLOPS_PYTHON names a Python with pandas and scikit-learn.
 * Without arguments: the diamonds of the development dependency. Bar on housing: at least 5×, |ΔR²| at most 0.01.
 */
const root = path.resolve(import.meta.dirname, "../..");
const [data = path.join(root, "node_modules/@observablehq/sample-datasets/diamonds.csv"), target = "price"] =
  process.argv.slice(2);
const python = findPython("pandas", "sklearn");
const params = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
cpSync(path.resolve(data), path.join(folder, "data.csv"));
const header = readFileSync(path.join(folder, "data.csv"), "utf8").slice(0, 10_000).split("\n", 1)[0] ?? "";
const derive = header.includes("total_rooms")
  ? "{ rooms_per_household: total_rooms / households, bedrooms_per_room: total_bedrooms / total_rooms, population_per_household: population / households }"
  : "{}";

const ours: number[] = [];
const theirs: number[] = [];
const differences: number[] = [];
for (let seed = 1; seed <= 5; seed++) {
  const forest = Object.entries(params)
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ");
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1\nname: bench\ndata: { path: data.csv, target: ${target}, derive: ${derive}, split: { test: 0.2, seed: ${seed} } }\ntrain: { params: { ${forest} } }\ngate: { rules: [{ metric: r2, min: 0 }] }\n`,
  );
  ours.push(
    timeOnce({
      name: "mlops run",
      program: process.execPath,
      args: [path.join(root, "dist/mlops.js"), "run"],
      cwd: folder,
    }),
  );
  const evidence = path.join(folder, ".mlops/bench/evidence");
  const { metrics } = JSON.parse(readFileSync(path.join(evidence, "metrics.json"), "utf8"));
  const rows = readFileSync(path.join(evidence, "predictions.csv"), "utf8").trim().split("\n").slice(1);
  writeFileSync(path.join(folder, "rows.txt"), rows.map((line) => line.split(",")[1]).join("\n"));
  if (python === undefined) continue;
  const args = [
    path.join(import.meta.dirname, "pipeline.py"),
    "data.csv",
    target,
    "rows.txt",
    ...Object.values(params).map(String),
    String(seed),
  ];
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(python, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`"${python}" failed: ${stderr}`);
  theirs.push((performance.now() - started) / 1000);
  const reference = JSON.parse(stdout);
  differences.push(metrics.r2 - reference.r2);
  console.log(
    `seed ${seed}: ours ${ours.at(-1)?.toFixed(2)} s, R² ${metrics.r2.toFixed(5)}; pandas + scikit-learn ${theirs.at(-1)?.toFixed(2)} s, R² ${reference.r2.toFixed(5)}`,
  );
}
console.log(`mlops run            ${spread(ours)} s`);
if (python !== undefined) {
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  console.log(`pandas, scikit-learn ${spread(theirs)} s`);
  console.log(`ratio theirs / ours  ${spread(ratios(theirs, ours))}  (bar on housing: at least 5)`);
  console.log(`mean ΔR²             ${mean.toFixed(5)}  (bar: at most 0.01 either way)`);
}
