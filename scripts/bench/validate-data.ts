import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { findPython, median, ratios, spread } from "../time-processes.ts";
import { generateMixed } from "./mixed-file.ts";

/**
 * `mlops validate-data` with the full profile and ten checks beside DuckDB's SUMMARIZE, Polars' describe, pandera and Great
 * Expectations with ten equal checks, and Evidently's summary: whole processes in turn, wall seconds, peak memory, ratios.
 * usage: npm run bench validate-data [megabytes [tool …]]; MLOPS_PYTHON names a Python with the tools. Tools that it lacks
 * are left out with a line that says so; so is one thread where `taskset` is not there.
 * Bars at 430 MB: DuckDB / ours at least 1.5 at 300 MB of memory, one thread / two at least 1.4, pandera at least 3, Great
 * Expectations at least 10, Evidently at least 80. On diamonds: ours at most 4 times `node -e 0`, in a first run that
 * compiles its code and keeps it, and in a later one.
 */
const root = path.resolve(import.meta.dirname, "../..");
const [megabytes = "430", ...named] = process.argv.slice(2);
const rows = Math.round(Number(megabytes) * 10_870);
const file = path.join(tmpdir(), `mlops-bench-csv-${rows}-1.csv`);
if (!existsSync(file)) await generateMixed(file, rows);
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
symlinkSync(file, path.join(folder, "data.csv"));
writeFileSync(
  path.join(folder, "mlops.yml"),
  `version: 1
name: bench
data: { path: data.csv }
checks:
  - { row_count: { min: 1000 } }
  - { column: id, required: true, unique: true }
  - { column: amount, min: 0, max: 1000, mean: { min: 400, max: 600 } }
  - { column: country, enum: [DE, FR, US, GB, JP, BR] }
  - { column: customer, pattern: "^user_[0-9]+$" }
  - { column: age, missing: { max: 5% } }
  - { column: plan, distinct: { max: 3 } }
  - { column: quantity, min: 0 }
`,
);

interface Tool {
  name: string;
  program: string;
  args: readonly string[];
  env?: Record<string, string>;
  /** Comes before each run, untimed. */
  before?: () => void;
}

/** Wall seconds and peak memory in megabytes (of the largest process). */
function measure(
  { name, program, args, env, before }: Tool,
  cwd: string,
): { seconds: number; memory: number } {
  before?.();
  const started = performance.now();
  const timed = existsSync("/usr/bin/time") ? ["/usr/bin/time", "-f", "peak %M"] : [];
  const [command = program, ...rest] = [...timed, program, ...args];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`"${name}" failed: ${stdout}${stderr}`);
  return { seconds, memory: Number(/peak (\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1000 };
}

function compare(tools: readonly Tool[], rounds: number, cwd: string): void {
  const measured = new Map<string, { seconds: number; memory: number }[]>();
  for (let round = 0; round < rounds; round++)
    for (const tool of tools)
      measured.set(tool.name, [...(measured.get(tool.name) ?? []), measure(tool, cwd)]);
  const ours = (measured.get(tools[0]?.name ?? "") ?? []).map(({ seconds }) => seconds);
  for (const [name, runs] of measured) {
    const seconds = runs.map((run) => run.seconds);
    const ratio = name === tools[0]?.name ? "" : `  ${spread(ratios(seconds, ours))} × ours`;
    console.log(
      `  ${name.padEnd(32)} ${spread(seconds)} s  ${median(runs.map(({ memory }) => memory)).toFixed(0)} MB${ratio}`,
    );
  }
}

const cli = path.join(root, "dist/mlops.js");
const ours: Tool = {
  name: `ours, ${availableParallelism()} threads`,
  program: process.execPath,
  args: [cli, "validate-data"],
};
const alone: Tool = {
  name: "ours, one thread",
  program: "taskset",
  args: ["-c", "0", process.execPath, cli, "validate-data"],
};
const python = findPython("sys");
const hasTaskset = spawnSync("taskset", ["--version"]).status === 0;
const all = ["duckdb", "polars", "pandera", "great_expectations", "evidently"];
const others = (named.length > 0 ? all.filter((tool) => named.includes(tool)) : all).filter((tool) => {
  const has = python !== undefined && spawnSync(python, ["-c", `import ${tool}`]).status === 0;
  if (!has) console.log(`not compared: "${python}" lacks ${tool}`);
  return has;
});
const script = path.join(import.meta.dirname, "validate-data.py");
const toolOf = (name: string): Tool => ({ name, program: python ?? "", args: [script, name, "data.csv"] });

for (const name of others) {
  const { stdout, stderr } = spawnSync(python ?? "", [script, name], { encoding: "utf8" });
  console.log(stdout.trim() || stderr);
}
console.log(`${(statSync(file).size / 1e6).toFixed(0)} MB, ${rows} rows × 12 columns, ten checks`);
const isQuick = (name: string): boolean => name === "duckdb" || name === "polars";
compare([ours, ...(hasTaskset ? [alone] : []), ...others.filter(isQuick).map(toolOf)], 5, folder);
if (others.some((name) => !isQuick(name)))
  compare([ours, ...others.filter((name) => !isQuick(name)).map(toolOf)], 1, folder);
const profile = JSON.parse(readFileSync(path.join(folder, ".mlops/bench/profile.json"), "utf8"));
const statistics = new Set(profile.columns.flatMap((column: object) => Object.keys(column)));
console.log(
  `  statistics: ${[...statistics, "correlations", "missing_patterns", "duplicate_rows", "digest"].join(", ")}`,
);

const small = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
cpSync(
  path.join(root, "node_modules/@observablehq/sample-datasets/diamonds.csv"),
  path.join(small, "data.csv"),
);
writeFileSync(
  path.join(small, "mlops.yml"),
  `version: 1
name: bench
data: { path: data.csv }
checks:
  - { row_count: { min: 1000 } }
  - { column: carat, required: true, min: 0, max: 10 }
  - { column: cut, enum: [Fair, Good, Very Good, Premium, Ideal] }
  - { column: color, max_length: 1 }
  - { column: price, type: integer, min: 1, mean: { min: 1000, max: 10000 } }
  - { column: depth, missing: { max: 5% } }
  - { column: clarity, distinct: { max: 8 } }
`,
);
const cached = { XDG_CACHE_HOME: path.join(small, "cache") };
const forget = (): void => rmSync(cached.XDG_CACHE_HOME, { recursive: true, force: true });
console.log("diamonds, ten checks");
compare(
  [
    { name: "node -e 0", program: process.execPath, args: ["-e", "0"] },
    { ...ours, name: "ours, first run", env: cached, before: forget },
    { ...ours, name: "ours, later runs", env: cached },
    ...(others.includes("duckdb") ? [toolOf("duckdb")] : []),
  ],
  15,
  small,
);
