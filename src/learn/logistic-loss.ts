import { exp, log, log1p } from "./exponential.ts";

/**
 * Turns margins into the gradient of the logistic loss by them, and returns the loss: -log of each row's class's
 * probability. Both are sums over rows times the row's share. `margins` are outputs × rows, output by output: one
 * output is the margin of class 1 against class 0, more are one a class.
 */
export function logisticLoss(
  margins: Float64Array,
  { codes, shares, outputs }: { codes: Int32Array; shares: Float64Array; outputs: number },
): number {
  return outputs === 1 ? binaryLoss(margins, codes, shares) : softmaxLoss(margins, codes, shares, outputs);
}

function binaryLoss(margins: Float64Array, codes: Int32Array, shares: Float64Array): number {
  let loss = 0;
  for (let row = 0; row < codes.length; row++) {
    const margin = margins[row]!;
    const small = exp(-Math.abs(margin));
    const probability = margin >= 0 ? 1 / (1 + small) : small / (1 + small);
    const isPositive = codes[row]! === 1;
    const wrong = isPositive ? -margin : margin;
    loss += shares[row]! * (Math.max(wrong, 0) + log1p(small));
    margins[row] = shares[row]! * (isPositive ? probability - 1 : probability);
  }
  return loss;
}

function softmaxLoss(
  margins: Float64Array,
  codes: Int32Array,
  shares: Float64Array,
  outputs: number,
): number {
  const rows = codes.length;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const own = margins[codes[row]! * rows + row]!;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let output = 0; output < outputs; output++)
      greatest = Math.max(greatest, margins[output * rows + row]!);
    let sum = 0;
    for (let output = 0; output < outputs; output++) {
      const at = output * rows + row;
      margins[at] = exp(margins[at]! - greatest);
      sum += margins[at]!;
    }
    const share = shares[row]!;
    loss += share * (log(sum) + greatest - own);
    for (let output = 0; output < outputs; output++) {
      const at = output * rows + row;
      margins[at] = share * (margins[at]! / sum - (output === codes[row] ? 1 : 0));
    }
  }
  return loss;
}
