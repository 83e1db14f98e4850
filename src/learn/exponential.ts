const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** Powers of two from 2^-1022 to 2^1023, each exact: multiplication by two rounds nothing. */
const powers = new Float64Array(2046);
powers[1022] = 1;
for (let index = 1023; index < powers.length; index++) powers[index] = 2 * powers[index - 1]!;
for (let index = 1021; index >= 0; index--) powers[index] = powers[index + 1]! / 2;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const highWord = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * e^x, within one unit in the last place (fdlibm 5.3, e_exp.c). The same bits on every machine and version of an
 * engine, which `Math.exp` does not promise: JavaScript's arithmetic is exact to the bit, its functions are not.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const power = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - power * ln2High;
  const low = power * ln2Low;
  const rest = high - low;
  const squared = rest * rest;
  const series =
    squared *
    (0.16666666666666602 +
      squared *
        (-0.0027777777777015593 +
          squared *
            (6.613756321437934e-5 + squared * (-1.6533902205465252e-6 + squared * 4.1381367970572385e-8))));
  const correction = rest - series;
  const mantissa = 1 - (low - (rest * correction) / (2 - correction) - high);
  if (power > 1023) return mantissa * 2 * powers[power + 1021]!;
  if (power < -1022) return mantissa * powers[power + 2022]! * powers[22]!;
  return mantissa * powers[power + 1022]!;
}

/** The natural logarithm, within one unit in the last place (fdlibm 5.3, e_log.c); the same bits everywhere. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  const isTiny = x < 2.2250738585072014e-308;
  double[0] = isTiny ? x * 2 ** 54 : x;
  let power = (words[highWord]! >>> 20) - 1023 - (isTiny ? 54 : 0);
  words[highWord] = (words[highWord]! & 0xfffff) | 0x3ff00000;
  let mantissa = double[0];
  // Between √½ and √2, so that the series is short.
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    power++;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return power * ln2High - (half - (s * (half + odd + even) + power * ln2Low) - f);
}

/** x², which a power need not be to the last bit. */
export function square(x: number): number {
  return x * x;
}

/** The greatest power of two that is at most x, a positive normal number. */
export function powerBelow(x: number): number {
  double[0] = x;
  words[highWord] = words[highWord]! & 0x7ff00000;
  words[1 - highWord] = 0;
  return double[0];
}

/** The least power of two that is at least x, a positive normal number. */
export function powerFrom(x: number): number {
  const below = powerBelow(x);
  return below === x ? x : 2 * below;
}

/** log(1 + x) without the loss of small x (Kahan's correction of the rounded sum), x > -1. */
export function log1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (log(sum) * x) / (sum - 1);
}
