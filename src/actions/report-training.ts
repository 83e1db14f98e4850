import type { Metrics } from "../evidence/metrics-file.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import { formatMetric } from "../gate/format-metric.ts";
import type { Evaluation } from "../learn/evaluate.ts";
import type { Explanation } from "../learn/explain.ts";
import type { Model } from "../learn/model.ts";
import type { Target } from "../learn/target.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { counted, formatDuration, formatNumber } from "../number-format.ts";
import type { Fact, Finding, Report, Section } from "../report.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import type { OutOfFold } from "./cross-validate.ts";
import { curveCharts } from "./curve-charts.ts";
import { foldSection } from "./fold-section.ts";
import { forecastSection } from "./forecast-section.ts";
import type { Decided } from "./given-decision.ts";
import type { ForecastEvidence } from "./judge-forecasts.ts";
import { confusionChart, residualChart } from "./judged-charts.ts";
import { type LearningCurve, learningSection } from "./learning-curve.ts";
import { leadingOf, metricsTable } from "./metrics-table.ts";
import { type ColumnImportance, permutationChart } from "./permute-columns.ts";
import { roundsChart } from "./rounds-chart.ts";
import type { Search } from "./search-params.ts";
import { searchSection } from "./search-section.ts";
import { columnCharts } from "./training-charts.ts";
import { worstRowsSection } from "./worst-rows.ts";

/** What the training report is made of. */
export interface TrainingReport {
  title: string;
  engine: string;
  target: Target;
  targetName: string;
  /** Table rows that the model was tested on. */
  testRows: Uint32Array;
  trainCount: number;
  evaluation: Evaluation;
  dummy: Metrics;
  /** Of classes drawn by their shares. */
  stratified?: Metrics | undefined;
  /** Column of the rows' weights. */
  weight?: string | undefined;
  plan: FeaturePlan;
  model: Pick<Model, "kind" | "importance" | "losses">;
  /** How probabilities become classes. */
  decision: Pick<Decided, "notes">;
  outOfFold: OutOfFold | undefined;
  search: Search | undefined;
  permuted: ColumnImportance | undefined;
  learning: LearningCurve | undefined;
  hashes: RowHashes;
  /** Milliseconds that training took. */
  duration: number;
  /** Of series in time. */
  forecast: ForecastEvidence | undefined;
  /** SHAP values of some of the test rows. */
  explanation: Explanation;
  findings: Finding[];
}

/** The report of a training: how good the model is on the test rows, against the dummy, and what it looks at. */
export function reportTraining(training: TrainingReport): Report {
  const { target, evaluation, testRows } = training;
  const charts = [
    ...columnCharts(training),
    ...(training.permuted ? [permutationChart(training.permuted)] : []),
    target.task === "regression" ? residualChart(training) : confusionChart(target, testRows, evaluation),
    ...curveCharts(training),
    ...(training.model.losses ? [roundsChart(training.model.losses, target.task === "regression")] : []),
  ];
  const sections: Section[] = [
    {
      title: "Training",
      rank: 2,
      findings: training.findings,
      text: [
        `${training.engine}, ${formatNumber(training.trainCount)} training rows and ${formatNumber(testRows.length)} test rows, ${training.model.importance.length} features; target ${training.targetName}${target.task === "regression" ? "" : ` with ${target.classes.length} classes`}.`,
        ...(training.weight === undefined
          ? []
          : [`Rows weigh by the column ${training.weight}, in training and in the metrics.`]),
        ...training.decision.notes,
        ...zeroTargets(training),
      ],
    },
    {
      title: "Metrics on the test rows",
      rank: 4,
      folded: true,
      tables: [metricsTable(evaluation.metrics, training)],
    },
    ...(training.forecast ? [forecastSection(training.forecast, evaluation.metrics)] : []),
    { title: "What the model looks at, and where it errs", rank: 5, folded: true, charts },
  ];
  sections.push(worstRowsSection(training, training.hashes));
  if (training.search) sections.push(searchSection(training.search));
  if (training.outOfFold) sections.push(foldSection(training.outOfFold));
  if (training.learning) sections.push(learningSection(training.learning, leadingOf(evaluation.metrics)[0]!));
  if (training.plan.dropped.length > 0)
    sections.push({
      title: "Columns that are not used",
      rank: 7,
      folded: true,
      tables: [
        {
          columns: [{ label: "Column" }, { label: "Type" }, { label: "Why" }],
          rows: training.plan.dropped.map(({ name, type, reason }) => [name, type, reason]),
        },
      ],
    });
  return {
    schema: "mlops/report@1",
    action: "train",
    title: training.title,
    verdict: "pass",
    headline: `trained a ${training.engine} on ${formatNumber(training.trainCount)} rows in ${formatDuration(training.duration)}`,
    facts: factsOf(evaluation.metrics, training),
    sections,
  };
}

/** Why MAPE says nothing where it divides by 0. */
function zeroTargets({ target, testRows }: TrainingReport): string[] {
  if (target.task !== "regression") return [];
  const zeros = testRows.reduce((count, row) => count + (target.values[row] === 0 ? 1 : 0), 0);
  if (zeros === 0) return [];
  return [
    `${counted(zeros, "test row")} ${zeros === 1 ? "has" : "have"} a target of 0, by which MAPE divides: it is not meaningful here, WAPE and SMAPE are.`,
  ];
}

function factsOf(metrics: Metrics, { duration }: TrainingReport): Fact[] {
  return [
    ...leadingOf(metrics).map((name) => ({
      label: findMetric(name)?.label ?? name,
      value: formatMetric(name, metrics[name]!),
    })),
    { label: "Trained in", value: formatDuration(duration) },
  ];
}
