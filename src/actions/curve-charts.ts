import { heightAt, type Point } from "../metrics/curves.ts";
import type { Chart } from "../report.ts";
import { classCurves, errorTenths, type Judged } from "./judged-curves.ts";

const steps = 20;

/** ROC, precision-recall and calibration curves of a classifier, and where a regression errs. */
export function curveCharts(judged: Judged): Chart[] {
  return judged.target.task === "regression" ? errorCharts(judged) : classCharts(judged);
}

function classCharts(judged: Judged): Chart[] {
  const drawn = classCurves(judged);
  if (drawn.length === 0) return [];
  return [
    gridChart(
      "ROC curve",
      ["False positive rate", "True positive rate"],
      drawn.map(({ label, roc }) => ({ label, points: roc })),
      { label: "Chance", at: (x) => x },
    ),
    gridChart(
      "Precision and recall",
      ["Recall", "Precision"],
      drawn.map(({ label, precisionRecall }) => ({ label, points: precisionRecall })),
    ),
    ...drawn.map(calibrationChart),
  ];
}

/** Curves over one axis from 0 to 1. */
function gridChart(
  title: string,
  [x, y]: readonly [string, string],
  curves: readonly { label: string; points: Point[] }[],
  reference?: { label: string; at: (x: number) => number },
): Chart {
  const grid = Array.from({ length: steps + 1 }, (_, step) => step / steps);
  const series = curves.map(({ label, points }) => ({
    label,
    values: grid.map((each) => rounded(heightAt(points, each))),
  }));
  if (reference)
    series.push({ label: reference.label, values: grid.map((each) => rounded(reference.at(each))) });
  return { kind: "line", title, x: { label: x, values: grid }, y: { label: y }, series };
}

function calibrationChart({ label, calibration }: { label: string; calibration: Point[] }): Chart {
  return {
    kind: "line",
    title: `Calibration of ${label}`,
    x: { label: "Mean probability", values: calibration.map(({ x }) => rounded(x)) },
    y: { label: "Share of rows" },
    series: [
      { label: "Is", values: calibration.map(({ y }) => rounded(y)) },
      { label: "Promised", values: calibration.map(({ x }) => rounded(x)) },
    ],
  };
}

/** The mean error and its size by tenths of the predictions: too low where the mean is above 0. */
function errorCharts(judged: Judged): Chart[] {
  const tenths = errorTenths(judged);
  return [
    {
      kind: "line",
      title: "Residuals by the size of the prediction",
      x: { label: "Tenth of the predictions, from the lowest", values: tenths.map((_, tenth) => tenth + 1) },
      y: { label: "Actual − predicted" },
      series: [
        { label: "Mean", values: tenths.map(({ mean }) => rounded(mean)) },
        { label: "Mean size", values: tenths.map(({ size }) => rounded(size)) },
      ],
    },
  ];
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
