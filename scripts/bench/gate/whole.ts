import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Evaluation, Outcome } from "../../../src/gate/evaluation.ts";
import { median } from "../../time-processes.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { classes, numbers, six } from "./sources.ts";
import { printTable } from "./table.ts";

const cli = path.resolve(import.meta.dirname, "../../../dist/mlops.js");
/** Says at a process's end what it took. */
const reporter = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("\\n" + JSON.stringify(process.resourceUsage())));',
)}`;

interface Job {
  name: string;
  source: Source;
  metrics: readonly string[];
  rows: number;
  slices: number;
  rounds: number;
}

const jobs: readonly Job[] = [
  { name: "classes", source: classes, metrics: six.classes, rows: 5000, slices: 5, rounds: 5 },
  { name: "numbers", source: numbers, metrics: six.numbers, rows: 5000, slices: 5, rounds: 5 },
  { name: "classes", source: classes, metrics: six.classes, rows: 1_000_000, slices: 0, rounds: 1 },
  { name: "numbers", source: numbers, metrics: six.numbers, rows: 1_000_000, slices: 0, rounds: 1 },
];

/** (f) `mlops quality-gate` of dist as a whole process: six comparisons with a baseline, and their slices. */
export function studyWhole(): void {
  const rows = jobs.map((job) => {
    const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
    try {
      writeProject(folder, job);
      const args = [cli, "quality-gate", "--predictions", "challenger.csv", "--baseline", "champion.csv"];
      const taken = Array.from({ length: job.rounds }, () => ({
        node: timeNode(["-e", "0"], folder),
        gate: timeNode(args, folder),
      }));
      const show = (of: (each: (typeof taken)[number]) => number, digits = 2): string =>
        median(taken.map(of)).toFixed(digits);
      return [
        `${job.name}, ${job.rows.toLocaleString("en-US")} rows, ${job.slices} slices`,
        show(({ gate }) => gate.wall),
        show(({ gate }) => gate.cpu),
        show(({ gate, node }) => gate.cpu / node.cpu, 1),
        show(({ gate }) => gate.megabytes, 0),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  printTable(["`mlops quality-gate`", "wall seconds", "CPU seconds", "× `node -e 0`", "MB"], rows);
}

function writeProject(folder: string, { name, source, metrics, rows, slices }: Job): void {
  const evaluation = makeRows(source, rows, streamOf(9, 0));
  for (const [file, outcome] of [
    ["challenger", evaluation.challenger],
    ["champion", evaluation.champion!],
  ] as const)
    writeFileSync(path.join(folder, `${file}.csv`), predictionsOf(evaluation, outcome));
  const rules = metrics.map((metric) => `{ metric: ${metric}, no_worse_than: baseline, margin: 0.5 }`);
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1
name: bench
data: { path: challenger.csv, target: actual${name === "classes" ? ', positive: "yes"' : ""} }
gate: { rules: [${rules.join(", ")}]${slices > 0 ? ", slices: { columns: [part] }" : ""} }
`,
  );
}

function predictionsOf(
  { classes: labels, actual, rows }: Evaluation,
  { predicted, scores }: Outcome,
): string {
  const label = (value: number): string | number => labels[value] ?? value;
  const lines = Array.from({ length: rows }, (_, row) => {
    // As hashed ids: without an order.
    const id = (Math.imul(row, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
    const own = scores ? `,${scores[2 * row]},${scores[2 * row + 1]}` : "";
    return `${id}00000000-1,${label(actual[row]!)},${label(predicted[row]!)}${own},p${row % 5}\n`;
  });
  return `row_id,actual,predicted${scores ? ",score_no,score_yes" : ""},part\n${lines.join("")}`;
}

function timeNode(args: readonly string[], cwd: string): { wall: number; cpu: number; megabytes: number } {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", reporter, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const wall = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`"${args.join(" ")}" failed: ${stdout}${stderr}`);
  const used: NodeJS.ResourceUsage = JSON.parse(stderr.slice(stderr.lastIndexOf("\n")));
  return { wall, cpu: (used.userCPUTime + used.systemCPUTime) / 1e6, megabytes: used.maxRSS / 1024 };
}
