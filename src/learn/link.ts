import { exp } from "./exponential.ts";
import type { Link } from "./model.ts";

/** How many numbers a link makes of so many margins. */
export function outputsOf(link: Link, margins: number): number {
  return link === "logistic" ? 2 : margins;
}

/** A model's outputs of its margins, both rows × their number, row-major; `margins` may be changed and given back. */
export function applyLink(link: Link, margins: Float64Array, width: number): Float64Array {
  if (link === "identity") return margins;
  if (link === "softmax") {
    for (let at = 0; at < margins.length; at += width) toShares(margins.subarray(at, at + width));
    return margins;
  }
  const shares = new Float64Array(2 * margins.length);
  for (let row = 0; row < margins.length; row++) {
    shares[2 * row] = sigmoid(-margins[row]!);
    shares[2 * row + 1] = sigmoid(margins[row]!);
  }
  return shares;
}

/** 1 / (1 + e^-x), exact for x far below 0 too. */
export function sigmoid(x: number): number {
  const small = exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/** Turns margins into probabilities, by the softmax. */
function toShares(margins: Float64Array): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const margin of margins) greatest = Math.max(greatest, margin);
  let sum = 0;
  for (let index = 0; index < margins.length; index++) {
    margins[index] = exp(margins[index]! - greatest);
    sum += margins[index]!;
  }
  for (let index = 0; index < margins.length; index++) margins[index] = margins[index]! / sum;
}
