import { applyLink } from "./link.ts";
import type { Matrix } from "./matrix.ts";
import type { LinearModel } from "./model.ts";

/** A linear model's predictions, rows × outputs, row-major: the numbers, or a probability for each class. */
export function predictLinear(model: LinearModel, { rows, names, data }: Matrix): Float64Array {
  const { weights, intercepts, link } = model;
  const features = names.length;
  const width = intercepts.length;
  const margins = new Float64Array(rows * width);
  for (let margin = 0; margin < width; margin++) {
    const sums = new Float64Array(rows);
    for (let feature = 0; feature < features; feature++) {
      const weight = weights[margin * features + feature]!;
      if (weight === 0) continue;
      for (let row = 0; row < rows; row++) sums[row] = sums[row]! + weight * data[feature * rows + row]!;
    }
    // The intercept last, as ONNX has it.
    for (let row = 0; row < rows; row++) margins[row * width + margin] = sums[row]! + intercepts[margin]!;
  }
  return applyLink(link, margins, width);
}
