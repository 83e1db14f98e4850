import type { Metrics } from "../evidence/metrics-file.ts";
import { evaluate } from "../learn/evaluate.ts";
import type { Target } from "../learn/target.ts";
import { backtestFolds } from "../series/backtest-folds.ts";
import { meanScaledError, naiveForecasts } from "../series/naive-forecasts.ts";
import type { ProjectSeries } from "./project-series.ts";

/** How good forecasts are, beside those that learn nothing. */
export interface ForecastEvidence {
  horizon: number;
  gap: number;
  season: number | undefined;
  naive: Metrics;
  seasonal: Metrics | undefined;
  backtests: Backtest[];
}

/** A forecast as it would have been made earlier. */
export interface Backtest {
  /** The first moment that was forecast, UTC milliseconds. */
  from: number;
  trainRows: number;
  testRows: number;
  metrics: Metrics;
  /** Of the seasonal naive forecast where there is a season, else of the naive one. */
  naive: Metrics;
}

/** What forecasts are judged against. */
export interface ForecastTask {
  series: ProjectSeries;
  target: Target;
  train: Uint32Array;
  test: Uint32Array;
  /** Metrics beside the usual ones. */
  asked: readonly string[];
}

/** Regression metrics of predictions for `test`, with MASE. */
export function forecastMetrics(task: ForecastTask, predicted: Float64Array): Metrics {
  const { series, target, train, test } = task;
  const metrics = { ...evaluate(target, test, predicted, task).metrics };
  const values = target.values as Float64Array;
  const { order, season = 1 } = series;
  const mase = meanScaledError({ values, order, rows: test, predicted, training: train, season });
  return Number.isNaN(mase) ? metrics : { ...metrics, mase };
}

/** The naive forecasts of `test`; the training mean where a series does not reach back so far. */
export function naiveMetrics(task: ForecastTask): Pick<ForecastEvidence, "naive" | "seasonal"> {
  const { series, target, train, test } = task;
  const values = target.values as Float64Array;
  const { naive, seasonal } = naiveForecasts(values, series.order, series);
  const mean = train.reduce((sum, row) => sum + values[row]!, 0) / train.length;
  const judged = (forecast: Float64Array): Metrics =>
    forecastMetrics(
      task,
      Float64Array.from(test, (row) => (Number.isNaN(forecast[row]!) ? mean : forecast[row]!)),
    );
  return { naive: judged(naive), seasonal: seasonal && judged(seasonal) };
}

/** Forecasts of earlier moments, each by a model that is trained on what was known then. */
export async function backtest(
  { series, target, train: rows, asked }: Omit<ForecastTask, "test">,
  forecast: (train: Uint32Array, test: Uint32Array) => Promise<Float64Array>,
): Promise<Backtest[]> {
  const { times, backtests: count, gap } = series;
  const done: Backtest[] = [];
  for (const { train, test, from } of count === 0 ? [] : backtestFolds(times, rows, { count, gap })) {
    const task = { series, target, train, test, asked };
    const { naive, seasonal = naive } = naiveMetrics(task);
    const metrics = forecastMetrics(task, await forecast(train, test));
    done.push({ from, trainRows: train.length, testRows: test.length, metrics, naive: seasonal });
  }
  return done;
}
