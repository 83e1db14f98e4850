import { mostPoints } from "../evidence/curves-file.ts";
import type { EvidenceCurve } from "../evidence/curves-schema.ts";
import type { RoundLosses } from "../learn/model.ts";
import type { Point } from "../metrics/curves.ts";
import { classCurves, errorTenths, type Judged } from "./judged-curves.ts";
import type { LearningCurve } from "./learning-curve.ts";

/** What the curves are of. */
export interface CurveSource extends Judged {
  losses: RoundLosses | undefined;
  learning: LearningCurve | undefined;
  /** The metric of the learning curve. */
  leading: string | undefined;
}

/** Everything that the report draws, and finer: curves of the test rows, of growing parts, and round by round. */
export function evidenceCurves(source: CurveSource): EvidenceCurve[] {
  const { target, evaluation, losses, learning, leading } = source;
  const curves = target.task === "regression" ? ofErrors(source) : ofClasses(source);
  if (learning && leading !== undefined)
    for (const part of ["train", "test"] as const)
      curves.push({
        name: "learning",
        part: part === "train" ? "training" : "test",
        x: "training_rows",
        y: leading,
        points: pointsOf(learning.points.map((point) => ({ x: point.rows, y: point[part][leading]! }))),
      });
  const loss = target.task === "regression" ? "mean_squared_error" : "log_loss";
  for (const part of ["training", "validation"] as const)
    if (losses?.[part])
      curves.push({
        name: "loss",
        part,
        x: "round",
        y: loss,
        points: pointsOf(losses[part].map((y, round) => ({ x: round + 1, y }))),
      });
  return curves.filter(({ points }) => points.length > 0 && evaluation.predicted.length > 0);
}

function ofClasses(judged: Judged): EvidenceCurve[] {
  return classCurves(judged).flatMap(({ label, roc, precisionRecall, calibration }): EvidenceCurve[] => {
    const of = { part: "test" as const, class: label };
    return [
      { name: "roc", ...of, x: "false_positive_rate", y: "true_positive_rate", points: pointsOf(roc) },
      { name: "precision_recall", ...of, x: "recall", y: "precision", points: pointsOf(precisionRecall) },
      { name: "calibration", ...of, x: "mean_probability", y: "share", points: pointsOf(calibration) },
    ];
  });
}

/** Steps of the quantiles: of a hundredth. */
const quantiles = 100;

function ofErrors(judged: Judged): EvidenceCurve[] {
  const { target, testRows, evaluation } = judged;
  const residuals = Float64Array.from(
    evaluation.predicted,
    (value, index) => target.values[testRows[index]!]! - value,
  ).sort();
  const spread = Array.from({ length: quantiles + 1 }, (_, step) => ({
    x: step / quantiles,
    y: residuals[Math.round((step * (residuals.length - 1)) / quantiles)]!,
  }));
  const byPrediction = errorTenths(judged).map(({ prediction, mean }) => ({ x: prediction, y: mean }));
  return [
    {
      name: "residuals",
      part: "test",
      x: "mean_prediction",
      y: "mean_residual",
      points: pointsOf(byPrediction),
    },
    { name: "residual_quantiles", part: "test", x: "share_of_rows", y: "residual", points: pointsOf(spread) },
  ];
}

/** The finite points, at most `mostPoints`, from the first to the last one in even steps; six digits. */
function pointsOf(points: readonly Point[]): [number, number][] {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const count = Math.min(mostPoints, finite.length);
  return Array.from({ length: count }, (_, at) => {
    const { x, y } = finite[Math.round((at * (finite.length - 1)) / Math.max(1, count - 1))]!;
    return [Number(x.toPrecision(6)), Number(y.toPrecision(6))];
  });
}
