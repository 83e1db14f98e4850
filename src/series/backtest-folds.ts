/** A forecast as it would have been made earlier: rows of the table. */
export interface BacktestFold {
  train: Uint32Array;
  test: Uint32Array;
  /** The first moment that is forecast, UTC milliseconds. */
  from: number;
}

/**
 * Forecasts from origins that move forward in time: of the distinct moments of the rows, the last ones are cut into
 * `count` blocks of equal size, and each is forecast from all that comes before it, less `gap` moments
 * (scikit-learn 1.9's TimeSeriesSplit, of moments in the place of rows). Fewer folds where there are too few moments.
 */
export function backtestFolds(
  times: Float64Array,
  rows: Uint32Array,
  { count, gap }: { count: number; gap: number },
): BacktestFold[] {
  const moments = [
    ...new Set(Float64Array.from(rows, (row) => times[row]!).filter((time) => !Number.isNaN(time))),
  ];
  moments.sort((a, b) => a - b);
  const size = Math.floor(moments.length / (count + 1));
  if (size === 0) return [];
  const first = moments.length - count * size;
  return Array.from({ length: count }, (_, fold) => {
    const start = first + fold * size;
    const from = moments[start]!;
    const until = moments[start + size] ?? Number.POSITIVE_INFINITY;
    const known = moments[start - gap] ?? Number.NEGATIVE_INFINITY;
    return {
      train: rows.filter((row) => times[row]! < known),
      test: rows.filter((row) => times[row]! >= from && times[row]! < until),
      from,
    };
  }).filter(({ train }) => train.length > 1);
}
