import { formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import type { Section } from "../report.ts";
import type { OutOfFold } from "./cross-validate.ts";

/** Mean and standard deviation (n - 1) of each metric over the folds; NaN where a fold has none. */
export function foldStatistics({ folds }: OutOfFold): Record<string, { mean: number; std: number }> {
  const names = Object.keys(folds[0]?.metrics ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const values = folds.map(({ metrics }) => metrics[name] ?? Number.NaN);
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
      return [name, { mean, std: Math.sqrt(squares / (values.length - 1)) }];
    }),
  );
}

/** The metrics of the folds as a section of the training report. Metrics are worked out fold by fold, never pooled. */
export function foldSection(outOfFold: OutOfFold): Section {
  const { folds } = outOfFold;
  const shown = folds.slice(0, 10);
  const rows = Object.entries(foldStatistics(outOfFold)).map(([name, { mean, std }]) => [
    findMetric(name)?.label ?? name,
    formatMetric(name, mean),
    formatNumber(std),
    ...shown.map(({ metrics }) => formatMetric(name, metrics[name] ?? Number.NaN)),
  ]);
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    title: "Cross-validation of the training rows",
    rank: 5,
    folded: true,
    text: [
      `${formatNumber(folds.length)} folds of ${formatNumber(Math.min(...folds.map((fold) => fold.rows)))} to ${formatNumber(Math.max(...folds.map((fold) => fold.rows)))} rows; each was predicted by a model that was trained on the others.`,
    ],
    tables: [
      {
        columns: [
          { label: "Metric" },
          right("Mean"),
          right("Deviation"),
          ...shown.map((_, fold) => right(`Fold ${fold + 1}`)),
        ],
        rows,
      },
    ],
  };
}
