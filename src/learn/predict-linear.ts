import { exp } from "./exponential.ts";
import type { Matrix } from "./matrix.ts";
import type { LinearModel } from "./model.ts";

/** A linear model's predictions, rows × outputs, row-major: the numbers, or a probability for each class. */
export function predictLinear(model: LinearModel, { rows, names, data }: Matrix): Float64Array {
  const { weights, intercepts, outputs, link } = model;
  const features = names.length;
  const margins = new Float64Array(rows * intercepts.length);
  for (let margin = 0; margin < intercepts.length; margin++) {
    const sums = margins.subarray(margin * rows, (margin + 1) * rows);
    for (let feature = 0; feature < features; feature++) {
      const weight = weights[margin * features + feature]!;
      if (weight === 0) continue;
      for (let row = 0; row < rows; row++) sums[row] = sums[row]! + weight * data[feature * rows + row]!;
    }
    // Last, as ONNX has it.
    for (let row = 0; row < rows; row++) sums[row] = sums[row]! + intercepts[margin]!;
  }
  const predictions = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const own = predictions.subarray(row * outputs, (row + 1) * outputs);
    if (link === "logistic") own.set([sigmoid(-margins[row]!), sigmoid(margins[row]!)]);
    else for (let output = 0; output < outputs; output++) own[output] = margins[output * rows + row]!;
    if (link === "softmax") toShares(own);
  }
  return predictions;
}

/** 1 / (1 + e^-x), exact for x far below 0 too. */
export function sigmoid(x: number): number {
  const small = exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/** Turns margins into probabilities, by the softmax. */
function toShares(margins: Float64Array): void {
  const greatest = margins.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const [index, margin] of margins.entries()) {
    margins[index] = exp(margin - greatest);
    sum += margins[index]!;
  }
  for (const [index, share] of margins.entries()) margins[index] = share / sum;
}
