import { rowsBefore, type SeriesOrder } from "./order-series.ts";

/** Forecasts that learn nothing, one a row of the table; NaN where the series does not reach back so far. */
export interface NaiveForecasts {
  /** The value that was the last one known. */
  naive: Float64Array;
  /** The last one known of the same place in the season; undefined without a season. */
  seasonal: Float64Array | undefined;
}

/** Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.2. */
export function naiveForecasts(
  values: Float64Array,
  order: SeriesOrder,
  { horizon, season }: { horizon: number; season: number | undefined },
): NaiveForecasts {
  const back = (steps: number): Float64Array =>
    Float64Array.from(rowsBefore(order, steps, values.length), (row) =>
      row < 0 ? Number.NaN : values[row]!,
    );
  const seasonal = season === undefined ? undefined : back(season * Math.ceil(horizon / season));
  return { naive: back(horizon), seasonal };
}

/** Predictions of some rows of a table, and which rows they were learnt from. */
export interface Forecasts {
  /** The actual values, one a row of the table. */
  values: Float64Array;
  order: SeriesOrder;
  rows: Uint32Array;
  /** One for each of `rows`. */
  predicted: ArrayLike<number>;
  training: Uint32Array;
  /** Steps of a season; 1 without one. */
  season: number;
}

/**
 * The mean absolute scaled error: of each series, the mean absolute error divided by that of the training rows' seasonal
 * naive forecast (Hyndman and Koehler, Another look at measures of forecast accuracy, 2006); the mean over the series that
 * have both. NaN where there is none.
 */
export function meanScaledError(of: Forecasts): number {
  const { values, order, rows, predicted, training, season } = of;
  const seriesOf = new Int32Array(values.length).fill(-1);
  for (let series = 0; series + 1 < order.starts.length; series++)
    for (let at = order.starts[series]!; at < order.starts[series + 1]!; at++)
      seriesOf[order.rows[at]!] = series;
  const count = order.starts.length - 1;
  const [errors, scales] = [createMeans(count), createMeans(count)];
  for (const [index, row] of rows.entries())
    addTo(errors, seriesOf[row]!, Math.abs(values[row]! - predicted[index]!));
  const before = rowsBefore(order, season, values.length);
  const isTraining = new Uint8Array(values.length);
  for (const row of training) isTraining[row] = 1;
  for (const row of training)
    if (isTraining[before[row]!] === 1)
      addTo(scales, seriesOf[row]!, Math.abs(values[row]! - values[before[row]!]!));
  let [sum, known] = [0, 0];
  for (let series = 0; series < count; series++) {
    const scaled = meanOf(errors, series) / meanOf(scales, series);
    if (!Number.isFinite(scaled)) continue;
    sum += scaled;
    known++;
  }
  return known === 0 ? Number.NaN : sum / known;
}

interface Means {
  sums: Float64Array;
  counts: Float64Array;
}

function createMeans(count: number): Means {
  return { sums: new Float64Array(count), counts: new Float64Array(count) };
}

/** Rows without a time are of no series. */
function addTo({ sums, counts }: Means, series: number, value: number): void {
  if (series < 0 || Number.isNaN(value)) return;
  sums[series]! += value;
  counts[series]!++;
}

function meanOf({ sums, counts }: Means, series: number): number {
  return sums[series]! / counts[series]!;
}
