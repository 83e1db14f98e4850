import { spawnSync } from "node:child_process";
import path from "node:path";
import { estimateMetrics } from "../../../src/gate/estimate-metrics.ts";
import type { Evaluation } from "../../../src/gate/evaluation.ts";
import { statisticOf } from "../../../src/metrics/statistic.ts";
import { instantiateResamples as openKernel } from "../../../src/runner/instantiate.ts";
import { bootstrapEstimates } from "../../../src/statistics/bootstrap.ts";
import { findPython } from "../../time-processes.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { classes, numbers, six } from "./sources.ts";
import { printTable } from "./table.ts";

const size = 5000;
/** Least ratio to scipy. */
const bars: readonly (readonly [metric: string, of: Source, bar: number])[] = [
  ["accuracy", classes, 3],
  ["rmse", numbers, 3],
  ["roc_auc", classes, 50],
  ["f1", classes, 50],
];

/** (e) 9,999 BCa resamples of a difference on 5,000 rows beside scipy's, and what the gate itself takes; CPU seconds. */
export function studySpeed(): void {
  const python = findPython("scipy", "sklearn");
  const theirs = python === undefined ? {} : timePython(python);
  const rows = bars.map(([metric, source, bar]) => {
    const evaluation = makeRows(source, size, streamOf(8, 0));
    const statistic = statisticOf(metric, evaluation, evaluation.challenger)!;
    const minus = statisticOf(metric, evaluation, evaluation.champion!)!;
    const ours = cpuSeconds(() => bootstrapEstimates([{ statistic, minus }], { seed: 1, openKernel }));
    const other = theirs[metric];
    const ratio = other === undefined ? "not compared" : (other / ours).toFixed(1);
    return [metric, ours.toFixed(3), other === undefined ? "" : other.toFixed(2), ratio, `≥ ${bar}`];
  });
  printTable(["bootstrap of a difference", "ours", "scipy and scikit-learn", "ratio", "bar"], rows);
  printTable(
    ["six metrics and their differences, as the gate estimates them", "CPU seconds"],
    [
      ["classes, 5,000 rows and 5 slices of 1,000", sixOf(classes, six.classes)],
      ["numbers, 5,000 rows and 5 slices of 1,000", sixOf(numbers, six.numbers)],
      ["classes, 1,000,000 rows", timeSix([makeRows(classes, 1_000_000, streamOf(9, 0))], six.classes)],
      ["of it ROC AUC by DeLong", timeSix([makeRows(classes, 1_000_000, streamOf(9, 0))], ["roc_auc"])],
      ["numbers, 1,000,000 rows", timeSix([makeRows(numbers, 1_000_000, streamOf(9, 0))], six.numbers)],
    ],
  );
}

function sixOf(source: Source, metrics: readonly string[]): string {
  const slices = [1, 2, 3, 4, 5].map((slice) => makeRows(source, size / 5, streamOf(9, slice)));
  return timeSix([makeRows(source, size, streamOf(9, 0)), ...slices], metrics);
}

function timeSix(evaluations: readonly Evaluation[], metrics: readonly string[]): string {
  const asked = metrics.map((metric) => ({ metric, factors: [] }));
  return cpuSeconds(() => {
    for (const evaluation of evaluations) estimateMetrics(evaluation, asked, { openKernel });
  }).toFixed(2);
}

/** CPU seconds of this process, which other processes disturb less than wall seconds. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function timePython(python: string): Record<string, number> {
  const { stdout, stderr, status } = spawnSync(python, [path.join(import.meta.dirname, "speed.py")], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`"${python}" failed: ${stderr}`);
  return JSON.parse(stdout);
}
