import { columnOf, type Matrix } from "./matrix.ts";

/**
 * How far each feature moves the margins: its weight's size, over all margins, times the feature's standard deviation,
 * as shares of the sum; all 0 where no weight is. `weights` are margins × features, row-major.
 */
export function weightImportance(matrix: Matrix, weights: Float64Array, margins: number): Float64Array {
  const features = matrix.names.length;
  const effects = Float64Array.from({ length: features }, (_, feature) => {
    let size = 0;
    for (let margin = 0; margin < margins; margin++) size += Math.abs(weights[margin * features + feature]!);
    return size * deviationOf(columnOf(matrix, feature));
  });
  const total = effects.reduce((sum, each) => sum + each, 0);
  return total > 0 ? effects.map((each) => each / total) : effects;
}

function deviationOf(values: Float32Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let variance = 0;
  for (const value of values) variance += ((value - mean) * (value - mean)) / values.length;
  return Math.sqrt(variance);
}
