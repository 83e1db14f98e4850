/**
 * The first Wasserstein distance (earth mover's) of two samples, in the values' unit: the area between their
 * distribution functions. Both are sorted in ascending order, without NaN.
 */
export function wasserstein(reference: Float64Array, current: Float64Array): number {
  let [i, j, sum] = [0, 0, 0];
  let previous = Math.min(reference[0]!, current[0]!);
  while (i < reference.length || j < current.length) {
    const value = Math.min(reference[i] ?? Infinity, current[j] ?? Infinity);
    sum += Math.abs(i / reference.length - j / current.length) * (value - previous);
    while (reference[i] === value) i++;
    while (current[j] === value) j++;
    previous = value;
  }
  return sum;
}

/** `wasserstein` in standard deviations (n) of the reference, of at least 0.001 (Evidently 0.7.21). */
export function wassersteinNormed(reference: Float64Array, current: Float64Array): number {
  const mean = reference.reduce((a, b) => a + b, 0) / reference.length;
  const variance = reference.reduce((sum, each) => sum + (each - mean) ** 2, 0) / reference.length;
  return wasserstein(reference, current) / Math.max(Math.sqrt(variance), 0.001);
}
