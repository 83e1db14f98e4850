import type { Manifest } from "../evidence/manifest.ts";
import { formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { counted, formatBytes, formatDuration, formatNumber } from "../number-format.ts";
import { type Curve, thin } from "../program/progress.ts";
import type { Chart, Fact, Finding, Report, Section, Table } from "../report.ts";
import { curveCharts } from "./curve-charts.ts";
import type { JudgedProgram } from "./judge-program.ts";
import type { Plots } from "./read-plots.ts";
import { leadingMetrics, metricsTable } from "./report-training.ts";
import type { CommandRun } from "./run-command.ts";
import { confusionChart, residualChart } from "./training-charts.ts";

/** What the report of a program's run is made of. */
export interface ProgramReport {
  title: string;
  command: string | undefined;
  judged: JudgedProgram;
  /** How it ran; undefined of a model from elsewhere. */
  run: CommandRun | undefined;
  program?: Manifest["program"];
  plots: Plots;
  findings: Finding[];
}

/** The report of a program that trained a model: how good it is, what it took, how it went. */
export function reportProgram({
  title,
  command,
  judged,
  run,
  program,
  plots,
  findings,
}: ProgramReport): Report {
  const { metrics, dummy, tested, notes } = judged;
  const sections: Section[] = [
    {
      title: "Training",
      rank: 2,
      findings: [...findings, ...judged.findings],
      text: [
        ...(command === undefined ? [] : [`Command: ${command}`]),
        ...(tested ? [`${counted(tested.rows.length, "test row")}.`] : []),
        ...notes,
      ],
    },
    { title: "Metrics on the test rows", rank: 4, folded: true, tables: [metricsTable(metrics, { dummy })] },
  ];
  if (tested) sections.push({ title: "Where it errs", rank: 5, folded: true, charts: chartsOf(tested) });
  const curves = run && run.curves.length > 0 ? run.curves : judged.curves;
  if (curves.length > 0)
    sections.push({
      title: "How the training went",
      rank: 5,
      folded: true,
      charts: curves.slice(0, 12).map(curveChart),
    });
  if (plots.curves.length > 0 || plots.images.length > 0)
    sections.push({
      title: "Plots",
      rank: 5,
      folded: true,
      text: plots.images.map(({ name }) => `evidence/${name}`),
      charts: plots.curves.slice(0, 12).map(curveChart),
    });
  if (run)
    sections.push({ title: "What it took", rank: 7, folded: true, tables: [usageTable(run, program)] });
  return {
    schema: "mlops/report@1",
    action: "train",
    title,
    verdict: "pass",
    headline: run
      ? `the command trained a model in ${formatDuration(run.duration)}`
      : "took over a model that was trained elsewhere",
    facts: factsOf(metrics, run),
    sections,
  };
}

/** The report of a program that failed: its last words, and findings at the place. */
export function reportFailure(title: string, headline: string, run: CommandRun, findings: Finding[]): Report {
  const lines = run.tail.trimEnd().split(/\r?\n/).slice(-40);
  return {
    schema: "mlops/report@1",
    action: "train",
    title,
    verdict: "fail",
    headline,
    facts: [],
    sections: [
      { title: "What went wrong", rank: 1, findings },
      run.tail.trim() === ""
        ? { title: "Its last lines", rank: 3, text: ["It printed nothing."] }
        : { title: "Its last lines", rank: 3, log: lines },
      { title: "What it took", rank: 7, folded: true, tables: [usageTable(run)] },
    ],
  };
}

function chartsOf(tested: NonNullable<JudgedProgram["tested"]>): Chart[] {
  const { target, rows, evaluation } = tested;
  const judged = { target, testRows: rows, evaluation };
  return [
    target.task === "regression" ? residualChart(judged) : confusionChart(target, rows, evaluation),
    ...curveCharts(judged),
  ];
}

function curveChart(curve: Curve): Chart {
  const { name, unit, at, values } = thin(curve);
  return {
    kind: "line",
    title: name,
    x: { label: unit, values: at },
    y: { label: name },
    series: [{ label: name, values }],
  };
}

function usageTable(
  { duration, cpu, peakMemory, exitCode, endedBy }: CommandRun,
  program?: Manifest["program"],
): Table {
  const rows: [string, string][] = [
    ["Duration", formatDuration(duration)],
    ...(cpu === undefined ? [] : [["CPU time", formatDuration(cpu)] satisfies [string, string]]),
    ...(peakMemory === undefined
      ? []
      : [["Peak memory", formatBytes(peakMemory)] satisfies [string, string]]),
    ...(program?.cost
      ? [["Estimated cost", `$${formatNumber(program.cost.amount)}`] satisfies [string, string]]
      : []),
    ...(program?.python === undefined ? [] : [["Python", program.python] satisfies [string, string]]),
    ...(program?.accelerator === undefined ? [] : [["GPU", program.accelerator] satisfies [string, string]]),
    [
      exitCode === undefined ? "Ended by" : "Exit code",
      exitCode === undefined ? String(endedBy) : formatNumber(exitCode),
    ],
  ];
  return { columns: [{ label: "What" }, { label: "Value", align: "right" }], rows };
}

function factsOf(metrics: JudgedProgram["metrics"], run: CommandRun | undefined): Fact[] {
  const names = leadingMetrics.filter((name) => name in metrics).slice(0, 3);
  const shown = names.length > 0 ? names : Object.keys(metrics).slice(0, 3);
  return [
    ...shown.map((name) => ({
      label: findMetric(name)?.label ?? name,
      value: formatMetric(name, metrics[name]!),
    })),
    ...(run ? [{ label: "Trained in", value: formatDuration(run.duration) }] : []),
  ];
}
