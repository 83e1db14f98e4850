import type { Manifest } from "../evidence/manifest.ts";
import { formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { counted, formatDuration } from "../number-format.ts";
import { type Curve, thin } from "../program/progress.ts";
import type { Chart, Fact, Finding, Report, Section } from "../report.ts";
import { curveCharts } from "./curve-charts.ts";
import type { JudgedProgram } from "./judge-program.ts";
import { confusionChart, residualChart } from "./judged-charts.ts";
import { leadingOf, metricsTable } from "./metrics-table.ts";
import type { Plots } from "./read-plots.ts";
import type { CommandRun } from "./run-command.ts";
import { usageTable } from "./usage-table.ts";

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

function factsOf(metrics: JudgedProgram["metrics"], run: CommandRun | undefined): Fact[] {
  const names = leadingOf(metrics);
  const shown = names.length > 0 ? names : Object.keys(metrics).slice(0, 3);
  return [
    ...shown.map((name) => ({
      label: findMetric(name)?.label ?? name,
      value: formatMetric(name, metrics[name]!),
    })),
    ...(run ? [{ label: "Trained in", value: formatDuration(run.duration) }] : []),
  ];
}
