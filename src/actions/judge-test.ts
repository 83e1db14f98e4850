import type { Metrics } from "../evidence/metrics-file.ts";
import { calibrate } from "../learn/calibrate.ts";
import { dummyOutputs, type Evaluation, evaluate, stratifiedOutputs } from "../learn/evaluate.ts";
import { counted } from "../number-format.ts";
import type { Split } from "../tables/split.ts";
import { type Fitting, fitModel, predictRows } from "./fit-model.ts";
import type { Decided } from "./given-decision.ts";
import {
  backtest,
  type ForecastEvidence,
  type ForecastTask,
  forecastMetrics,
  naiveMetrics,
} from "./judge-forecasts.ts";
import type { ProjectSeries } from "./project-series.ts";

/** How good a model is on the test rows. */
export interface JudgedModel {
  evaluation: Evaluation;
  /** The same metrics of what knows nothing but the target. */
  dummy: Metrics;
  /** And of classes drawn by their shares. */
  stratified?: Metrics | undefined;
  /** Of series in time. */
  forecast: ForecastEvidence | undefined;
}

/** The metrics on the test rows, and those of what knows nothing: of series the naive forecast, else the dummy. */
export async function judgeTest(
  fitting: Fitting,
  of: {
    series: ProjectSeries | undefined;
    split: Split;
    asked: string[];
    decision: Decided;
    outputs: Float64Array;
  },
): Promise<JudgedModel> {
  const { target } = fitting;
  const { series, split, asked, decision } = of;
  const outputs = decision.calibration
    ? calibrate(decision.calibration, of.outputs, target.classes.length)
    : of.outputs;
  const evaluation = evaluate(target, split.test, outputs, { asked, ...decision });
  const forecast =
    series && target.task === "regression"
      ? await judgeForecast(fitting, { series, target, ...split, asked }, evaluation)
      : undefined;
  const naive = forecast?.seasonal ?? forecast?.naive;
  if (naive) return { evaluation, dummy: naive, forecast };
  const ignorant = dummyOutputs(target, split.train, split.test.length);
  const { metrics } = evaluate(target, split.test, ignorant, { asked, costs: decision.costs });
  const { seed } = fitting.context.project.config.data.split;
  const drawn = stratifiedOutputs(target, split.train, { count: split.test.length, seed });
  const stratified = drawn && evaluate(target, split.test, drawn, { asked, costs: decision.costs }).metrics;
  return { evaluation, dummy: metrics, stratified, forecast };
}

/** Forecasts beside naive ones, and as they would have been made earlier; the metrics get MASE. */
async function judgeForecast(
  fitting: Fitting,
  task: ForecastTask,
  evaluation: Evaluation,
): Promise<ForecastEvidence> {
  const { context } = fitting;
  evaluation.metrics = forecastMetrics(task, evaluation.predicted as Float64Array);
  const progress = context.log.progress("Forecasting earlier moments");
  const backtests = await backtest(task, async (known, rows) => {
    const fitted = await fitModel(fitting, known);
    return (await predictRows(fitting, fitted, rows)).outputs;
  });
  progress.end(counted(backtests.length, "backtest"));
  const { horizon, gap, season } = task.series;
  return { horizon, gap, season, ...naiveMetrics(task), backtests };
}
