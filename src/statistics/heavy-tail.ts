/**
 * Why an interval of a sum of these terms, whose mean is 0, may be too narrow: a few of them make most of its variance,
 * on one side. `limit` is the greatest skewness that the sum may have; for a mean of n values that is their skewness / √n.
 */
export function cautionOfTails(limit: number, ...terms: Float64Array[]): string | undefined {
  let squares = 0;
  let cubes = 0;
  for (const part of terms) {
    for (let i = 0; i < part.length; i++) {
      const square = part[i]! * part[i]!;
      squares += square;
      cubes += square * part[i]!;
    }
  }
  if (!(Math.abs(cubes) > limit * squares ** 1.5)) return undefined;
  return "heavy tails: a few rows make most of the variance, so the interval may be too narrow";
}
