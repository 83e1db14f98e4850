import type { Evaluation } from "../learn/evaluate.ts";
import { type Target, weightsAt } from "../learn/target.ts";
import { calibrationCurve, heightAt, type Point, precisionRecallCurve, rocCurve } from "../metrics/curves.ts";
import { rankClass } from "../metrics/ranking-metrics.ts";
import type { Chart } from "../report.ts";

/** What the charts are drawn from. */
export interface Judged {
  target: Target;
  testRows: Uint32Array;
  evaluation: Evaluation;
}

/** Classes that have a curve of their own. */
const mostCurves = 5;
const calibrationBins = 10;
const steps = 20;

/** ROC, precision-recall and calibration curves of a classifier, and where a regression errs. */
export function curveCharts(judged: Judged): Chart[] {
  if (judged.target.task === "regression") return errorCharts(judged);
  const { scores } = judged.evaluation;
  return scores === undefined ? [] : classCharts(judged, scores);
}

function classCharts({ target, testRows }: Judged, scores: Float64Array): Chart[] {
  const { classes, positive } = target;
  const actual = Int32Array.from(testRows, (row) => target.values[row]!);
  const weights = weightsAt(target, testRows);
  const codes = classes.length === 2 ? [positive ?? 1] : [...classes.keys()].slice(0, mostCurves);
  const ranked = codes.map((code) => ({
    label: classes[code]!,
    code,
    ranks: rankClass({ actual, scores, classes: classes.length, weights }, code),
  }));
  const drawn = ranked.filter(({ ranks }) => ranks.positives > 0 && ranks.negatives > 0);
  if (drawn.length === 0) return [];
  const calibration = drawn.map(({ label, code }) => ({
    label,
    points: calibrationCurve(
      {
        rows: actual.length,
        scoreOf: (row) => scores[row * classes.length + code]!,
        isPositive: (row) => actual[row] === code,
        weights,
      },
      calibrationBins,
    ),
  }));
  return [
    gridChart(
      "ROC curve",
      ["False positive rate", "True positive rate"],
      drawn.map(({ label, ranks }) => ({ label, points: rocCurve(ranks) })),
      { label: "Chance", at: (x) => x },
    ),
    gridChart(
      "Precision and recall",
      ["Recall", "Precision"],
      drawn.map(({ label, ranks }) => ({ label, points: precisionRecallCurve(ranks) })),
    ),
    ...calibration.slice(0, classes.length === 2 ? 1 : mostCurves).map(calibrationChart),
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

function calibrationChart({ label, points }: { label: string; points: Point[] }): Chart {
  return {
    kind: "line",
    title: `Calibration of ${label}`,
    x: { label: "Mean probability", values: points.map(({ x }) => rounded(x)) },
    y: { label: "Share of rows" },
    series: [
      { label: "Is", values: points.map(({ y }) => rounded(y)) },
      { label: "Promised", values: points.map(({ x }) => rounded(x)) },
    ],
  };
}

/** The mean error and its size by tenths of the predictions: too low where the mean is above 0. */
function errorCharts({ target, testRows, evaluation }: Judged): Chart[] {
  const { predicted } = evaluation;
  const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]! || a - b);
  const count = Math.min(10, order.length);
  const tenths = Array.from({ length: count }, (_, tenth) =>
    order.slice(Math.floor((tenth * order.length) / count), Math.floor(((tenth + 1) * order.length) / count)),
  );
  const errorOf = (index: number): number => target.values[testRows[index]!]! - predicted[index]!;
  const mean = (rows: Uint32Array, of: (index: number) => number): number =>
    rounded(rows.reduce((sum, index) => sum + of(index), 0) / rows.length);
  return [
    {
      kind: "line",
      title: "Residuals by the size of the prediction",
      x: { label: "Tenth of the predictions, from the lowest", values: tenths.map((_, tenth) => tenth + 1) },
      y: { label: "Actual − predicted" },
      series: [
        { label: "Mean", values: tenths.map((rows) => mean(rows, errorOf)) },
        { label: "Mean size", values: tenths.map((rows) => mean(rows, (index) => Math.abs(errorOf(index)))) },
      ],
    },
  ];
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
