import { square } from "../learn/exponential.ts";
import type { Column, NumericColumn } from "../tables/table.ts";
import { rowsBefore, type SeriesOrder } from "./order-series.ts";
import type { WindowStatistic } from "./window-statistics.ts";

/** What is looked back at. */
export interface LookBack {
  /** Steps back. */
  lags: readonly number[];
  /** Steps that a window spans; it ends `horizon` steps back. */
  windows: readonly number[];
  statistics: readonly WindowStatistic[];
  /** Steps before a row at which its prediction is made. */
  horizon: number;
}

/**
 * What earlier rows of the same series hold of a column: `sales_lag_7`, `sales_mean_28`. Missing where the series does
 * not reach back so far, and a window of numbers where one of its values is missing, as pandas has it
 * (`shift(7)`, `shift(horizon).rolling(28).mean()`). Texts have lags alone.
 */
export function lagColumns(column: Column, order: SeriesOrder, of: LookBack): Column[] {
  const count = column.kind === "text" ? column.codes.length : column.values.length;
  const lagged = of.lags.map((lag) =>
    shift(column, rowsBefore(order, lag, count), `${column.name}_lag_${lag}`),
  );
  if (column.kind === "text") return lagged;
  const windows = of.windows.flatMap((window) => {
    const told = rollingColumns(column, order, { window, horizon: of.horizon });
    return of.statistics.map((statistic) => ({
      ...numberColumn(`${column.name}_${statistic}_${window}`, told[statistic]),
    }));
  });
  return [...lagged, ...windows];
}

/** The names of the columns that `lagColumns` makes. */
export function lagNames(name: string, isText: boolean, { lags, windows, statistics }: LookBack): string[] {
  const lagged = lags.map((lag) => `${name}_lag_${lag}`);
  if (isText) return lagged;
  return [...lagged, ...windows.flatMap((window) => statistics.map((each) => `${name}_${each}_${window}`))];
}

function shift(column: Column, before: Int32Array, name: string): Column {
  if (column.kind === "text")
    return { ...column, name, codes: Int32Array.from(before, (row) => (row < 0 ? -1 : column.codes[row]!)) };
  const values = Float64Array.from(before, (row) => (row < 0 ? Number.NaN : column.values[row]!));
  return { ...numberColumn(name, values), type: column.type };
}

function numberColumn(name: string, values: Float64Array): NumericColumn {
  return { kind: "numeric", name, type: "number", values, invalid: [], invalidCount: 0 };
}

function rollingColumns(
  { values }: NumericColumn,
  { rows, starts }: SeriesOrder,
  { window, horizon }: { window: number; horizon: number },
): Record<WindowStatistic, Float64Array> {
  const empty = () => new Float64Array(values.length).fill(Number.NaN);
  const told = { mean: empty(), std: empty(), min: empty(), max: empty() };
  for (let series = 0; series + 1 < starts.length; series++)
    for (let at = starts[series]! + horizon + window - 1; at < starts[series + 1]!; at++) {
      const row = rows[at]!;
      let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      const first = at - horizon - window + 1;
      for (let place = first; place < first + window; place++) {
        const value = values[rows[place]!]!;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
      const mean = sum / window;
      let squares = 0;
      for (let place = first; place < first + window; place++)
        squares += square(values[rows[place]!]! - mean);
      told.mean[row] = mean;
      told.std[row] = window > 1 ? Math.sqrt(squares / (window - 1)) : Number.NaN;
      told.min[row] = min;
      told.max[row] = max;
    }
  return told;
}
