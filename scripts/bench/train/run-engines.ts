import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { EngineName } from "../../../src/learn/engines.ts";
import type { Params } from "../../../src/learn/parameters.ts";
import { makeData } from "../../../test/learn/make-data.ts";
import { median, ratios, spread } from "../../time-processes.ts";
import type { Bench } from "./bench.ts";
import { makeClasses } from "./make-classes.ts";

/** What is trained. */
export interface Case {
  engine: EngineName;
  libraries: readonly string[];
  rows: number;
  trainRows: number;
  features: number;
  classes: number;
  params: Params;
  threads: number;
  /** Each seed is of the data and of the engines. */
  seeds: number;
}

/** One training, as engine.ts and engine.py are told. */
export interface Run extends Omit<Case, "libraries" | "seeds"> {
  folder: string;
  library: string;
  seed: number;
}

/** Seconds and CPU seconds of the fit and of the prediction, R² or log loss of the test rows, and the peak. */
export type Result = [
  fit: number,
  fitCpu: number,
  predict: number,
  predictCpu: number,
  score: number,
  kilobytes: number,
];

/** Runs of ours and of each library, in the order of the seeds; of a library that does not run there are none. */
export type Results = ReadonlyMap<string, readonly Result[]>;

/** Trains each seed's data by ours and by each library in turn, and prints what they took. */
export function runEngines({ folder, script, isTrial }: Bench, asked: Case): Results {
  const each = isTrial ? shrink(asked) : asked;
  const { engine, rows, trainRows, features, threads, libraries, seeds } = each;
  console.log(
    `${engine}, ${trainRows} × ${features} rows, ${rows - trainRows} predicted, threads ${threads}, seeds ${seeds}`,
  );
  const results = new Map<string, Result[]>();
  const failed = new Set<string>();
  for (let seed = 1; seed <= seeds; seed++) {
    const { matrix, target } = (each.classes === 0 ? makeData : makeClasses)(rows, features, seed);
    writeFileSync(path.join(folder, "x"), new Uint8Array(matrix.data.buffer));
    writeFileSync(path.join(folder, "y"), new Uint8Array(target.buffer));
    for (const library of ["ours", ...libraries].filter((name) => !failed.has(name))) {
      const result = trainOnce(script, { ...each, folder, library, seed });
      if (result) results.set(library, [...(results.get(library) ?? []), result]);
      else failed.add(library);
      console.error(`  seed ${seed} ${library} ${JSON.stringify(result)}`);
    }
  }
  for (const library of failed) {
    results.delete(library);
    console.log(`  ${library.padEnd(14)} not measured: it does not run here`);
  }
  if (!results.has("ours")) throw new Error(`our ${engine} failed`);
  for (const library of results.keys()) print(library, results);
  return results;
}

function shrink(each: Case): Case {
  return {
    ...each,
    rows: Math.floor(each.rows / 100),
    trainRows: Math.floor(each.trainRows / 100),
    seeds: 1,
  };
}

function trainOnce(script: string, run: Run): Result | undefined {
  const isOurs = run.library === "ours";
  const { status, stdout } = spawnSync(
    isOurs ? process.execPath : (process.env.MLOPS_PYTHON ?? "python3"),
    [isOurs ? script : path.join(import.meta.dirname, "engine.py"), JSON.stringify(run)],
    { encoding: "utf8", env: { ...process.env, OMP_NUM_THREADS: String(run.threads) } },
  );
  return status === 0 ? (JSON.parse(stdout) as Result) : undefined;
}

/** The numbers of one kind of a library's runs. */
export function columnOf(results: Results, library: string, at: number): number[] {
  return (results.get(library) ?? []).map((result) => result[at]!);
}

/** The mean of such numbers. */
export function meanOf(results: Results, library: string, at: number): number {
  const values = columnOf(results, library, at);
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** A library's numbers over ours, run by run: their median. */
export function timesOurs(results: Results, library: string, at: number): number {
  return median(ratios(columnOf(results, library, at), columnOf(results, "ours", at)));
}

function print(library: string, results: Results): void {
  const of = (at: number): number => median(columnOf(results, library, at));
  const facts = `fit ${of(0).toFixed(2)} s, CPU ${of(1).toFixed(2)}  predict ${of(2).toFixed(3)} s, CPU ${of(3).toFixed(3)}  score ${meanOf(results, library, 4).toFixed(6)}  peak ${Math.round(of(5) / 1024)} MB`;
  const against = (at: number): string =>
    spread(ratios(columnOf(results, library, at), columnOf(results, "ours", at)));
  console.log(`  ${library.padEnd(14)} ${facts}`);
  if (library !== "ours")
    console.log(
      `  ${"".padEnd(14)} theirs / ours: fit ${against(0)}, CPU ${against(1)}; predict ${against(2)}, CPU ${against(3)}; memory ${against(5)}; score ours − theirs ${(meanOf(results, "ours", 4) - meanOf(results, library, 4)).toFixed(6)}`,
    );
}
