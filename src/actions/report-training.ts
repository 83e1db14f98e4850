import type { Metrics } from "../evidence/metrics-file.ts";
import { type FeaturePlan, widthOf } from "../features/feature-plan.ts";
import { formatMetric } from "../gate/render-gate.ts";
import type { Evaluation } from "../learn/evaluate.ts";
import { type Explanation, meanShares } from "../learn/explain.ts";
import type { Model } from "../learn/model.ts";
import type { Target } from "../learn/target.ts";
import { confusionMatrix } from "../metrics/confusion-matrix.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatDuration, formatNumber } from "../number-format.ts";
import type { Chart, Fact, Finding, Report, Section } from "../report.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import type { OutOfFold } from "./cross-validate.ts";
import { curveCharts } from "./curve-charts.ts";
import type { Decided } from "./decide.ts";
import { foldSection } from "./fold-section.ts";
import { forecastSection } from "./forecast-section.ts";
import type { ForecastEvidence } from "./judge-forecasts.ts";
import { type LearningCurve, learningSection } from "./learning-curve.ts";
import { type ColumnImportance, permutationChart } from "./permute-columns.ts";
import { roundsChart } from "./rounds-chart.ts";
import type { Search } from "./search-params.ts";
import { searchSection } from "./search-section.ts";
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
  model: Pick<Model, "kind" | "importance" | "validationLosses">;
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
    ...(training.model.validationLosses
      ? [roundsChart(training.model.validationLosses, target.task === "regression")]
      : []),
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

/** The metrics that come first, by task. */
export const leadingMetrics = [
  "r2",
  "rmse",
  "mae",
  "accuracy",
  "f1",
  "roc_auc",
  "f1_macro",
  "balanced_accuracy",
];

/** The first three of these that a model has. */
function leadingOf(metrics: Metrics): string[] {
  return leadingMetrics.filter((name) => name in metrics).slice(0, 3);
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

/** The metrics beside the dummy's. */
export function metricsTable(
  metrics: Metrics,
  { dummy, stratified }: Pick<TrainingReport, "dummy" | "stratified">,
): NonNullable<Section["tables"]>[number] {
  const cell = (of: Metrics, name: string) => (of[name] === undefined ? null : formatMetric(name, of[name]));
  return {
    columns: [
      { label: "Metric" },
      { label: "Name" },
      { label: "Model", align: "right" },
      { label: "Dummy", align: "right" },
      ...(stratified ? [{ label: "Stratified", align: "right" as const }] : []),
    ],
    rows: Object.entries(metrics).map(([name, value]) => [
      findMetric(name)?.label ?? name,
      name,
      formatMetric(name, value),
      cell(dummy, name),
      ...(stratified ? [cell(stratified, name)] : []),
    ]),
  };
}

/** What a share of importance is, by the kind of model. */
const importanceLabels: Record<Model["kind"], string> = {
  trees: "Share of the impurity that its splits remove",
  linear: "Share of the coefficients, each times its feature's deviation",
};

/** The columns that tell most: the sum of their features' shares. */
function byColumn(plan: FeaturePlan, shares: Float64Array): { name: string; share: number }[] {
  let at = 0;
  const columns = plan.features.map((feature) => {
    const end = at + widthOf(feature);
    let share = 0;
    for (; at < end; at++) share += shares[at]!;
    return { name: feature.column, share };
  });
  return columns.sort((a, b) => b.share - a.share);
}

/** A bar a column, the largest fifteen. */
function columnsChart(plan: FeaturePlan, shares: Float64Array, title: string, label: string): Chart {
  const columns = byColumn(plan, shares);
  const top = columns.slice(0, 15);
  return {
    kind: "bar",
    title: `${title}${columns.length > top.length ? ` (the first ${top.length} of ${columns.length})` : ""}`,
    x: { label: "Column", values: top.map(({ name }) => name) },
    y: { label },
    series: [{ label: title, values: top.map(({ share }) => Number(share.toPrecision(4))) }],
  };
}

/** What the model looks at; nothing where it looks at no column. */
function columnCharts({ plan, model, explanation }: TrainingReport): Chart[] {
  const { kind, importance } = model;
  if (importance.every((share) => share === 0)) return [];
  const shares = meanShares(explanation, importance.length);
  const rows = formatNumber(explanation.rows.length);
  return [
    columnsChart(plan, importance, "Importance of columns", importanceLabels[kind]),
    columnsChart(plan, shares, "What moves the predictions", `Mean absolute SHAP value, ${rows} test rows`),
  ];
}

/** How often which class was said to be which. */
export function confusionChart(target: Target, rows: Uint32Array, { predicted }: Evaluation): Chart {
  const { classes } = target;
  const actual = Int32Array.from(rows, (row) => target.values[row]!);
  const counts = confusionMatrix(actual, Int32Array.from(predicted), classes.length);
  const shown = Math.min(classes.length, 20);
  return {
    kind: "matrix",
    title: `Confusion matrix, rows are actual classes${shown < classes.length ? ` (the first ${shown} of ${classes.length})` : ""}`,
    x: { label: "Predicted", values: classes.slice(0, shown) },
    y: { label: "Actual" },
    series: classes.slice(0, shown).map((label, row) => ({
      label,
      values: Array.from({ length: shown }, (_, column) => counts[row * classes.length + column]!),
    })),
  };
}

/** Residuals (actual − predicted) of the test rows in twenty bins of equal width. */
export function residualChart({
  target,
  testRows,
  evaluation,
}: Pick<TrainingReport, "target" | "testRows" | "evaluation">): Chart {
  const residuals = Float64Array.from(
    testRows,
    (row, index) => target.values[row]! - evaluation.predicted[index]!,
  ).sort();
  const bins = 20;
  // Between the 1st and the 99th percentile, so that a few outliers do not flatten the rest.
  const low = residuals[Math.floor(residuals.length * 0.01)] ?? 0;
  const high = residuals[Math.floor(residuals.length * 0.99)] ?? 0;
  const width = (high - low) / bins || 1;
  const counts = new Array<number>(bins).fill(0);
  for (const residual of residuals)
    if (residual >= low && residual <= high)
      counts[Math.min(bins - 1, Math.floor((residual - low) / width))]! += 1;
  const edges = Array.from({ length: bins + 1 }, (_, edge) => Number((low + edge * width).toPrecision(4)));
  return {
    kind: "histogram",
    title: "Residuals (actual − predicted), middle 98 %",
    x: { label: "Residual", values: edges },
    y: { label: "Test rows" },
    series: [{ label: "Test rows", values: counts }],
  };
}
