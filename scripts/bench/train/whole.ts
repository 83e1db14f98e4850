import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeData } from "../../../test/learn/make-data.ts";
import { median, ratios, spread } from "../../time-processes.ts";

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
}

/** Wall seconds, peak kilobytes, bytes of the model. */
type Result = [seconds: number, kilobytes: number, bytes: number];

/** `mlops train` from CSV to model and metrics beside the same in Python: whole processes in turn. */
export function benchWhole(
  folder: string,
  { data, target, rounds }: { data: string | undefined; target: string | undefined; rounds: number },
): void {
  const forest = { n_estimators: 275, max_depth: 20, min_samples_split: 5, min_samples_leaf: 2 };
  const table =
    data === undefined || target === undefined
      ? { data: writeTable(folder), target: "y", classes: false }
      : { data: path.resolve(data), target, classes: false };
  const penguins = path.join(root, "examples/penguins/data/penguins.csv");
  const all = { n_estimators: 275 };
  const cases: Whole[] = [
    {
      ...{ ...table, name: "forest of 275 trees", engine: "random-forest" },
      ...{ params: forest, libraries: { "scikit-learn": forest } },
    },
    {
      ...{ ...table, name: "forest of 275 trees, default parameters", engine: "random-forest" },
      ...{ params: all, libraries: { "scikit-learn": all } },
    },
    {
      ...{ ...table, name: "boosting, 100 trees", engine: "gradient-boosting" },
      ...{ params: {}, libraries: { histgb: {}, lightgbm: {} } },
    },
    {
      ...{ name: "penguins, forest of 100 trees", data: penguins, target: "species", classes: true },
      ...{ engine: "random-forest", params: {}, libraries: { "scikit-learn": {} } },
    },
  ];
  for (const [number, each] of cases.entries()) {
    const place = path.join(folder, `whole-${number}`);
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
    compare(each, place, rounds);
  }
}

function compare(each: Whole, place: string, rounds: number): void {
  const results = new Map<string, (Result | undefined)[]>();
  for (let round = -1; round < rounds; round++)
    for (const library of ["ours", ...Object.keys(each.libraries)]) {
      const result = library === "ours" ? runOurs(place) : runTheirs(each, library, place);
      if (round >= 0) results.set(library, [...(results.get(library) ?? []), result]);
    }
  console.log(`whole process, ${each.name}`);
  const ours = results.get("ours")!.filter((result) => result !== undefined);
  for (const [library, all] of results) {
    const known = all.filter((result) => result !== undefined);
    if (known.length < rounds) {
      console.log(`  ${library.padEnd(14)} not measured: it failed`);
      continue;
    }
    const column = (of: readonly Result[], at: number): number[] => of.map((result) => result[at]!);
    const [peak, bytes] = [median(column(known, 1)), median(column(known, 2))];
    const ratio =
      library === "ours"
        ? ""
        : `  theirs / ours ${spread(ratios(column(known, 0), column(ours, 0)))}, memory ours / theirs ${(median(column(ours, 1)) / peak).toFixed(2)}`;
    console.log(
      `  ${library.padEnd(14)} ${spread(column(known, 0))} s  peak ${Math.round(peak / 1024)} MB  model ${(bytes / 1e6).toFixed(2)} MB${ratio}`,
    );
  }
}

function runOurs(place: string): Result | undefined {
  const peak = path.join(place, "peak");
  const hook = `const fs=process.getBuiltinModule("fs");process.on("exit",()=>fs.writeFileSync(${JSON.stringify(peak)},/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status","utf8"))[1]))`;
  const started = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [
      ...["--import", `data:text/javascript,${encodeURIComponent(hook)}`],
      ...[path.join(root, "dist/mlops.js"), "train"],
    ],
    { cwd: place, stdio: "ignore" },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) return undefined;
  const { size } = statSync(path.join(place, ".mlops/bench/model/model.onnx"));
  return [seconds, Number(readFileSync(peak, "utf8")), size];
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
  const [kilobytes, bytes] = JSON.parse(stdout) as [number, number];
  return [seconds, kilobytes, bytes];
}

/** A table as large as the housing data. */
function writeTable(folder: string): string {
  const { matrix, target } = makeData(20_640, 8, 1);
  const lines = Array.from(target, (value, row) =>
    [...matrix.names.map((_, at) => matrix.data[at * matrix.rows + row]), value].join(","),
  );
  const file = path.join(folder, "table.csv");
  writeFileSync(file, `${[...matrix.names, "y"].join(",")}\n${lines.join("\n")}\n`);
  return file;
}
