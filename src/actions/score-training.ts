import type { Metrics } from "../evidence/metrics-file.ts";
import { calibrate } from "../learn/calibrate.ts";
import { evaluate } from "../learn/evaluate.ts";
import { type FittedModel, type Fitting, predictRows } from "./fit-model.ts";
import type { Decided } from "./given-decision.ts";

/** Rows that say well enough how good a model is: of ten thousand, a share is known to half a point. */
const mostRows = 10_000;

/** The metrics on training rows, on evenly spaced ones where there are many. */
export async function scoreTraining(
  fitting: Fitting,
  fitted: FittedModel,
  { rows, asked, decision }: { rows: Uint32Array; asked: string[]; decision: Decided },
): Promise<Metrics> {
  const count = Math.min(rows.length, mostRows);
  const some = Uint32Array.from({ length: count }, (_, at) => rows[Math.floor((at * rows.length) / count)]!);
  const { target } = fitting;
  const { outputs } = await predictRows(fitting, fitted, some);
  const given = decision.calibration
    ? calibrate(decision.calibration, outputs, target.classes.length)
    : outputs;
  return evaluate(target, some, given, { asked, ...decision }).metrics;
}
