const pi2 = Math.PI ** 2;

/**
 * The distribution function of the one-sample Kolmogorov-Smirnov statistic for many values, in powers of 1 / √n:
 * W. Pelz and I. J. Good, "Approximating the Lower Tail-Areas of the Kolmogorov-Smirnov One-Sample Statistic",
 * Journal of the Royal Statistical Society B 38 (1976), in scipy's order of summation.
 */
export function pelzGood(x: number, n: number): number {
  const z = Math.sqrt(n) * x;
  if (-pi2 / 8 / z ** 2 < -708) return 0;
  const terms = oddTerms(z);
  const [second, third] = wholeTerms(z);
  return terms[0]! + terms[1]! / Math.sqrt(n) + (terms[2]! + second) / n + (terms[3]! + third) / n ** 1.5;
}

/** The four sums over odd numbers, by Horner's scheme. */
function oddTerms(z: number): number[] {
  const q = Math.exp(-pi2 / 8 / z ** 2);
  const [z2, z4, z6] = [z ** 2, z ** 4, z ** 6];
  let sums = [0, 0, 0, 0];
  for (let k = lastTerm(z); k > 0; k--) {
    const m2 = (2 * k - 1) ** 2;
    const m4 = m2 ** 2;
    const coefficients = [
      1,
      -z2 + (pi2 / 4) * m2,
      6 * z6 + 2 * z4 + (((2 * z4 - 5 * z2) * pi2) / 4) * m2 + ((pi2 ** 2 * (1 - 2 * z2)) / 16) * m4,
      -30 * z6 -
        90 * z ** 8 +
        ((pi2 * (135 * z4 - 96 * z6)) / 4) * m2 +
        ((pi2 ** 2 * (-60 * z2 + 212 * z4)) / 16) * m4 +
        ((pi2 ** 3 * (5 - 30 * z2)) / 64) * m2 ** 3,
    ];
    const power = q ** (8 * k);
    sums = sums.map((sum, i) => sum * power + coefficients[i]!);
  }
  const divisors = [z, 6 * z4, 72 * z ** 7, 6480 * z ** 10];
  return sums.map((sum, i) => (sum * q * Math.sqrt(2 * Math.PI)) / divisors[i]!);
}

/** The sums over all whole numbers that the third and fourth term have beside. */
function wholeTerms(z: number): [second: number, third: number] {
  const q = Math.exp(-pi2 / 2 / z ** 2);
  let [second, third] = [0, 0];
  for (let k = lastTerm(z); k > 0; k--) {
    const power = q ** (k * k);
    second += k * k * power;
    third += (3 * z ** 2 - pi2 * k * k) * k * k * power;
  }
  const factor = pi2 * Math.sqrt(2 * Math.PI);
  return [(second * factor) / (-36 * z ** 3), (third * factor) / (216 * z ** 6)];
}

function lastTerm(z: number): number {
  return Math.ceil((16 * z) / Math.PI);
}
