/**
 * Why a t interval of the mean of these terms may be too narrow: a few of them make most of its variance, on one side.
 * Where the skewness of n terms is above 3 (an exponential's is 2) and above 0.15 √n, a nominal 95 % interval of
 * lognormal values holds in less than about 94 %; `count` is the number of terms that are not 0 by design.
 */
export function cautionOfTails(deviations: Float64Array, count = deviations.length): string | undefined {
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < deviations.length; i++) {
    const square = deviations[i]! * deviations[i]!;
    squares += square;
    cubes += square * deviations[i]!;
  }
  const skewness = Math.abs(cubes) / count / (squares / count) ** 1.5;
  if (!(skewness > Math.max(3, 0.15 * Math.sqrt(count)))) return undefined;
  return "heavy tails: a few rows make most of the variance, so the interval may be too narrow";
}
