import type { Evaluation } from "../learn/evaluate.ts";
import type { Target } from "../learn/target.ts";
import { confusionMatrix } from "../metrics/confusion-matrix.ts";
import type { Chart } from "../report.ts";
import type { Judged } from "./judged-curves.ts";

/** How often which class was said to be which. */
export function confusionChart(target: Target, rows: Uint32Array, { predicted }: Evaluation): Chart {
  const { classes } = target;
  const actual = Int32Array.from(rows, (row) => target.values[row]!);
  const counts = confusionMatrix(actual, Int32Array.from(predicted), classes.length);
  const shown = Math.min(classes.length, 20);
  return {
    kind: "matrix",
    title: `Confusion matrix${shown < classes.length ? ` (the first ${shown} of ${classes.length})` : ""}`,
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
}: Pick<Judged, "target" | "testRows" | "evaluation">): Chart {
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
