/** A studentised mean whose distribution is about symmetric, and the way back. */
export interface SkewnessRemoval {
  of(t: number): number;
  back(x: number): number;
}

/**
 * Hall's transformation of a studentised mean, which has the skewness of its values in it, to one that has Student's
 * distribution up to 1 / n ("On the removal of skewness by transformation", Journal of the Royal Statistical Society B
 * 54, 1992). It grows everywhere. `skewness` is that of the mean: of n values theirs / √n.
 */
export function removeSkewness(skewness: number): SkewnessRemoval {
  if (!(Math.abs(skewness) > 1e-9)) return { of: (t) => t, back: (x) => x };
  const third = skewness / 3;
  return {
    of: (t) => ((1 + third * t) ** 3 - 1) / skewness + skewness / 6,
    back: (x) => (Math.cbrt(1 + skewness * (x - skewness / 6)) - 1) / third,
  };
}

/** The skewness of a sum of terms whose mean is 0: Σd³ / (Σd²)^1.5. */
export function skewnessOf(...terms: readonly Float64Array[]): number {
  let squares = 0;
  let cubes = 0;
  for (const part of terms) {
    for (let i = 0; i < part.length; i++) {
      const square = part[i]! * part[i]!;
      squares += square;
      cubes += square * part[i]!;
    }
  }
  return cubes / squares ** 1.5;
}
