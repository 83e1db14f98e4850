import type { Metrics } from "../evidence/metrics-file.ts";
import { formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";
import type { Table } from "../report.ts";

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
export function leadingOf(metrics: Metrics): string[] {
  return leadingMetrics.filter((name) => name in metrics).slice(0, 3);
}

/** The metrics beside the dummy's. */
export function metricsTable(
  metrics: Metrics,
  { dummy, stratified }: { dummy: Metrics; stratified?: Metrics | undefined },
): Table {
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
