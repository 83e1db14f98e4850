/** Values with their mean taken out, and the root of the sum of their squares. */
export interface Centred {
  values: Float64Array;
  norm: number;
}

/** Centres values that are all finite, by their mean. */
export function centre(values: Float64Array, mean = meanOf(values)): Centred {
  const centred = new Float64Array(values.length);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - mean;
    centred[i] = difference;
    squares += difference * difference;
  }
  return { values: centred, norm: Math.sqrt(squares) };
}

/** Pearson's r of values that are all there; NaN where one of them is constant. */
export function pearsonOfCentred(left: Centred, right: Centred): number {
  const x = left.values;
  const y = right.values;
  let product = 0;
  for (let i = 0; i < x.length; i++) product += x[i]! * y[i]!;
  return product / (left.norm * right.norm);
}

/** Pearson's r over the places where both are finite; NaN where one of them is constant there. */
export function pearson(left: Float64Array, right: Float64Array): number {
  const x = new Float64Array(left.length);
  const y = new Float64Array(left.length);
  let count = 0;
  for (let i = 0; i < left.length; i++) {
    const sum = left[i]! - left[i]! + (right[i]! - right[i]!);
    if (sum !== 0) continue;
    x[count] = left[i]!;
    y[count] = right[i]!;
    count++;
  }
  return pearsonOfCentred(centre(x.subarray(0, count)), centre(y.subarray(0, count)));
}

/** The mean of values that are all finite, by their plain sum. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
