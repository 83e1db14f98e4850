import { spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Command, findPython, median, spread, timeOnce, timeProcesses } from "../time-processes.ts";

/**
 * `mlops train` with `engine: command` as whole processes: beside the same program run bare, on 200 rows; with 1 GB of
 * output, in lines and in one, beside 100 MB and 1 MB; and examples/scikit-learn trained, and again after a change of its README, from the cache.
 * usage: npm run bench program [rounds]; MLOPS_PYTHON names a Python with the example's packages. Needs bash and awk;
 * memory over bare is what all processes of a run hold together at its peak (their VmRSS, asked every few milliseconds),
 * less what those of the bare program do; other peaks are those of our process alone (its VmHWM).
 * Bars: at most 0.3 s and 60 MB over bare; as much memory for 1 GB of output as for 100 MB (up to there V8 leaves what was read
 * uncollected); from the cache at least 10 times faster than trained.
 */
const rounds = Number(process.argv[2] ?? 15);
const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
const peakFile = path.join(folder, "peak");
const hook = `import fs from "node:fs";process.on("exit",()=>fs.writeFileSync(${JSON.stringify(peakFile)},/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status","utf8"))[1]))`;

const program = `set -euo pipefail
awk -F, 'NR > 1 { sum += $3; rows++ } END { print sum / rows }' "$MLOPS_TRAIN" >"$MLOPS_MODEL_DIR/mean.txt"
mean=$(cat "$MLOPS_MODEL_DIR/mean.txt")
awk -F, -v mean="$mean" 'NR == 1 { print "row_id,predicted"; next } { print $1 "," mean }' "$MLOPS_TEST" \\
  >"$MLOPS_EVIDENCE_DIR/predictions.csv"
`;

/** What a program prints that talks a lot. */
const talks = {
  lines: "yes 'one line of the output of a program that talks a lot'",
  "one line": "yes | tr -d '\\n'",
};

/** A project whose program says so many bytes before it does its work. */
function makeProject(name: string, outputBytes = 0, kind: keyof typeof talks = "lines"): string {
  const project = path.join(folder, name);
  mkdirSync(project);
  const rows = Array.from({ length: 200 }, (_, row) => `${row % 17},${row * 2}`);
  writeFileSync(path.join(project, "data.csv"), `x,y\n${rows.join("\n")}\n`);
  const talk = `${talks[kind]} | head -c ${outputBytes} || true\n`;
  writeFileSync(path.join(project, "train.sh"), outputBytes > 0 ? talk + program : program);
  writeFileSync(
    path.join(project, "mlops.yml"),
    "version: 1\nname: bench\ndata: { path: data.csv, target: y }\ntrain: { engine: command, command: bash train.sh }\n",
  );
  return project;
}

/** `mlops train` in a folder, where its caches are as well. */
function ours(cwd: string, env: Record<string, string> = {}): Command {
  const args = [path.join(root, "dist/mlops.js"), "train"];
  return { name: "ours", program: process.execPath, args, cwd, env: { HOME: cwd, ...env } };
}

/** The command with what it says in a file: in this process, a gigabyte of it would have to be held. */
function quiet({ program: file, args, ...command }: Command): Command {
  const script = 'exec "$@" >/dev/null 2>output.log';
  return { ...command, program: "bash", args: ["-c", script, "bash", file, ...args] };
}

/** Megabytes that a command of Node takes at its peak; undefined where the system does not say. */
function peakOf({ args, ...command }: Command): number | undefined {
  if (process.platform !== "linux") return undefined;
  const hooked = ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, ...args];
  timeOnce(quiet({ cwd: folder, ...command, args: hooked }));
  return Number(readFileSync(peakFile, "utf8")) / 1024;
}

/** Megabytes that a command and all that it starts take at their peak. */
async function peakOfTree({ program: file, args, cwd, env }: Command): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve)).then(() => true);
  let most = 0;
  for (;;) {
    most = Math.max(most, memoryOf(child.pid!));
    if (await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 4, false))]))
      return most / 1024;
  }
}

/** Kilobytes of a process and those that it started; those that end meanwhile count for nothing. */
function memoryOf(pid: number): number {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const started = tasks.flatMap((task) =>
      read(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean),
    );
    const own = Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
    return started.reduce((sum, each) => sum + memoryOf(Number(each)), own);
  } catch {
    return 0;
  }
}

const read = (file: string): string => readFileSync(file, "utf8");

const megabytes = (value: number | undefined): string =>
  value === undefined ? "not measured here" : `${value.toFixed(0)} MB`;

async function benchOverhead(): Promise<void> {
  const project = makeProject("small");
  timeOnce(ours(project));
  const bare = path.join(folder, "bare");
  mkdirSync(bare);
  const run = path.join(project, ".mlops/bench/run");
  for (const part of ["train.csv", "test.csv"]) cpSync(path.join(run, part), path.join(bare, part));
  const env = {
    MLOPS_TRAIN: path.join(bare, "train.csv"),
    MLOPS_TEST: path.join(bare, "test.csv"),
    MLOPS_MODEL_DIR: bare,
    MLOPS_EVIDENCE_DIR: bare,
  };
  const args = ["-eo", "pipefail", "-c", "bash train.sh"];
  const itself = { name: "bare", program: "bash", args, cwd: project, env };
  const times = timeProcesses([ours(project), itself], rounds);
  const [with_, without] = [times.get("ours")!, times.get("bare")!];
  const over = with_.map((value, round) => value - without[round]!);
  const node = { name: "node", program: process.execPath, args: ["-e", "0"] };
  console.log(`the program bare              ${spread(without)} s`);
  console.log(`mlops train                   ${spread(with_)} s`);
  console.log(`over bare                     ${spread(over)} s (bar: 0.3)`);
  const peaks: number[] = [];
  for (let round = 0; round < 5; round++)
    peaks.push(
      ((await peakOfTree(ours(project))) ?? Number.NaN) - ((await peakOfTree(itself)) ?? Number.NaN),
    );
  const taken = Number.isNaN(peaks[0]) ? undefined : median(peaks);
  console.log(`memory over bare              ${megabytes(taken)} (bar: 60)`);
  console.log(`our peak of memory            ${megabytes(peakOf(ours(project)))}`);
  console.log(`  of that, Node alone         ${megabytes(peakOf(node))}`);
}

function benchOutput(): void {
  for (const [name, bytes, kind] of [
    ["1 MB", 1e6, "lines"],
    ["100 MB", 1e8, "lines"],
    ["1 GB", 1e9, "lines"],
    ["1 GB in one line", 1e9, "one line"],
  ] as const) {
    const project = makeProject(name.replaceAll(" ", "-"), bytes, kind);
    const seconds = timeOnce(quiet(ours(project)));
    const peak = peakOf(ours(project));
    console.log(`${`${name} of output`.padEnd(29)} ${seconds.toFixed(2)} s, our peak ${megabytes(peak)}`);
    rmSync(project, { recursive: true });
  }
}

function benchCache(): void {
  const python = findPython("sklearn", "pandas", "joblib");
  if (python === undefined) return;
  const project = path.join(folder, "scikit-learn");
  cpSync(path.join(root, "examples/scikit-learn"), project, {
    recursive: true,
    filter: (source) => path.basename(source) !== ".mlops",
  });
  const PATH = [path.dirname(python), process.env.PATH].join(path.delimiter);
  const command = ours(project, { PATH });
  const trained = timeOnce(command);
  appendFileSync(path.join(project, "README.md"), "\nMore words.\n");
  const cached = Array.from({ length: 5 }, () => timeOnce(command));
  console.log(`examples/scikit-learn trained ${trained.toFixed(2)} s`);
  console.log(
    `  from the cache              ${spread(cached)} s, ${(trained / median(cached)).toFixed(1)} times faster (bar: 10)`,
  );
}

try {
  await benchOverhead();
  benchOutput();
  benchCache();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
