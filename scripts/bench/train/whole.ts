import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { Matrix } from "../../../src/learn/matrix.ts";
import { makeData } from "../../../test/learn/make-data.ts";
import { median, ratios, spread } from "../../time-processes.ts";
import type { Bench } from "./bench.ts";
import { makeClasses } from "./make-classes.ts";

const root = path.resolve(import.meta.dirname, "../../..");

interface Whole {
  name: string;
  data: string;
  target: string;
  classes: boolean;
  engine: string;
  params: Record<string, number>;
  /** The same for Python's libraries. */
  libraries: Record<string, Record<string, number>>;
  rounds: number;
}

/** Wall and CPU seconds, peak kilobytes, bytes of the model. */
type Result = [seconds: number, cpu: number, kilobytes: number, bytes: number];

const forest = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };

/** `mlops train` on small data from CSV to model and metrics beside the same in Python: whole processes in turn. */
export function benchWhole(bench: Bench): void {
  const { data, target, bars, isTrial } = bench;
  const table =
    data === undefined || target === undefined
      ? {
          data: writeTable(path.join(bench.folder, "table.csv"), makeData(isTrial ? 500 : 20_640, 8, 1)),
          target: "y",
        }
      : { data: path.resolve(data), target };
  const ours = { ...table, classes: false, rounds: isTrial ? 1 : 3 };
  const all = { n_estimators: 275 };
  const [trees, usual] = [
    compare(bench, {
      ...{ ...ours, name: "forest of 275 trees", engine: "random-forest", params: forest },
      libraries: { "scikit-learn": forest },
    }),
    compare(bench, {
      ...{ ...ours, name: "forest of 275 trees, default parameters", engine: "random-forest", params: all },
      ...{ libraries: {}, rounds: 1 },
    }),
  ];
  bars.atMost("whole process, 275 trees: peak, ours / scikit-learn", 1 / trees("scikit-learn", 2), 0.5);
  bars.atMost("model of 275 trees, MB", trees("ours", 3) / 1e6, 25);
  bars.atMost("model of 275 trees, default parameters, MB", usual("ours", 3) / 1e6, 25);
  const boosting = compare(bench, {
    ...{ ...ours, name: "boosting, 100 trees", engine: "gradient-boosting", params: {} },
    libraries: { histgb: {}, lightgbm: {} },
  });
  bars.atLeast("whole process, boosting: scikit-learn / ours", boosting("histgb", 0), 3);
  const penguins = compare(bench, {
    ...{ name: "penguins, forest of 100 trees", target: "species", classes: true, rounds: ours.rounds },
    data: path.join(root, "examples/penguins/data/penguins.csv"),
    ...{ engine: "random-forest", params: {}, libraries: { "scikit-learn": {} } },
  });
  bars.atLeast("whole process, penguins: scikit-learn / ours", penguins("scikit-learn", 0), 3);
}

/** From a CSV of a million rows to metrics, beside pandas and LightGBM. */
export function benchCsv(bench: Bench): void {
  const rows = bench.isTrial ? 10_000 : Number(bench.size ?? 1_000_000);
  const data = writeTable(path.join(bench.folder, "large.csv"), makeClasses(rows, 28, 1));
  const libraries = { lightgbm: { n_estimators: 100, num_leaves: 31, learning_rate: 0.1 } };
  const times = compare(bench, {
    ...{ name: `${rows} × 28, boosting`, data, target: "y", classes: true, rounds: 1 },
    ...{ engine: "gradient-boosting", params: {}, libraries },
  });
  bench.bars.atLeast(
    `whole process, CSV of ${rows} × 28: pandas and LightGBM / ours`,
    times("lightgbm", 0),
    1,
  );
}

/** Runs all in turn and prints what they took; a library's ratio to ours, of ours the median itself. NaN where one failed. */
function compare(bench: Bench, each: Whole): (library: string, at: number) => number {
  const place = path.join(bench.folder, each.name.replaceAll(/\W+/g, "-"));
  mkdirSync(place);
  cpSync(each.data, path.join(place, "data.csv"));
  writeFileSync(
    path.join(place, "mlops.yml"),
    JSON.stringify({
      version: 1,
      name: "bench",
      data: { path: "data.csv", target: each.target },
      train: { engine: each.engine, params: each.params },
    }),
  );
  const results = new Map<string, Result[]>();
  for (let round = each.rounds > 1 ? -1 : 0; round < each.rounds; round++)
    for (const library of ["ours", ...Object.keys(each.libraries)]) {
      const result = library === "ours" ? runOurs(place) : runTheirs(each, library, place);
      if (result && round >= 0) results.set(library, [...(results.get(library) ?? []), result]);
    }
  console.log(`whole process, ${each.name}`);
  const column = (library: string, at: number): number[] =>
    (results.get(library) ?? []).map((result) => result[at]!);
  for (const library of ["ours", ...Object.keys(each.libraries)]) {
    const isKnown = results.get(library)?.length === each.rounds;
    const of = (at: number): string => spread(column(library, at));
    const against = (at: number): string => spread(ratios(column(library, at), column("ours", at)));
    console.log(
      isKnown
        ? `  ${library.padEnd(14)} ${of(0)} s, CPU ${of(1)}  peak ${Math.round(median(column(library, 2)) / 1024)} MB  model ${(median(column(library, 3)) / 1e6).toFixed(2)} MB`
        : `  ${library.padEnd(14)} not measured: it failed`,
    );
    if (isKnown && library !== "ours")
      console.log(`  ${"".padEnd(14)} theirs / ours: ${against(0)}, CPU ${against(1)}, memory ${against(2)}`);
  }
  return (library, at) =>
    library === "ours"
      ? median(column(library, at))
      : median(ratios(column(library, at), column("ours", at)));
}

/** Says what the process took, at its end. */
function hookInto(place: string): string {
  const file = JSON.stringify(path.join(place, "usage"));
  const status = `fs.readFileSync("/proc/self/status","utf8")`;
  const code = `const fs=process.getBuiltinModule("fs");process.on("exit",()=>{const{user,system}=process.cpuUsage();fs.writeFileSync(${file},JSON.stringify([(user+system)/1e6,Number(/VmHWM:\\s+(\\d+)/.exec(${status})[1])]))})`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function runOurs(place: string): Result | undefined {
  const started = performance.now();
  const { status } = spawnSync(
    process.execPath,
    ["--import", hookInto(place), path.join(root, "dist/mlops.js"), "train"],
    { cwd: place, stdio: "ignore" },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) return undefined;
  const { size } = statSync(path.join(place, ".mlops/bench/model/model.onnx"));
  const [cpu, kilobytes] = JSON.parse(readFileSync(path.join(place, "usage"), "utf8")) as [number, number];
  return [seconds, cpu, kilobytes, size];
}

function runTheirs(
  { target, classes, libraries }: Whole,
  library: string,
  place: string,
): Result | undefined {
  const script = path.join(import.meta.dirname, "whole.py");
  const asked = JSON.stringify({ target, classes, library, params: libraries[library] });
  const started = performance.now();
  const { status, stdout } = spawnSync(process.env.MLOPS_PYTHON ?? "python3", [script, asked], {
    cwd: place,
    encoding: "utf8",
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) return undefined;
  return [seconds, ...(JSON.parse(stdout) as [cpu: number, kilobytes: number, bytes: number])];
}

/** Writes features and the target `y`; the file. */
function writeTable(
  file: string,
  { matrix: { names, rows, data }, target }: { matrix: Matrix; target: Float64Array },
): string {
  const out = openSync(file, "w");
  writeSync(out, `${[...names, "y"].join(",")}\n`);
  for (let from = 0; from < rows; from += 10_000) {
    const lines = Array.from(
      target.subarray(from, from + 10_000),
      (value, at) => `${names.map((_, column) => data[column * rows + from + at]).join(",")},${value}\n`,
    );
    writeSync(out, lines.join(""));
  }
  return file;
}
