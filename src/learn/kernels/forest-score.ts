/** What a node's rows are worth: the higher the sum over two children, the better the split. */
import { Plan } from "./forest-layout";

/** Squared error, and Gini of classes. */
export const SQUARES: i32 = 0;
/** Entropy of classes. */
export const ENTROPY: i32 = 1;
/** Poisson deviance. */
export const POISSON: i32 = 2;

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/** As ../exponential.ts, to the bit; for positive normal numbers. */
function log(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let power = <i32>(bits >> 52) - 1023;
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
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
  return <f64>power * LN2_HIGH - (half - (s * (half + odd + even) + <f64>power * LN2_LOW) - f);
}

@inline
function xlogx(x: f64): f64 {
  return x > 0 ? x * log(x) : 0;
}

/** Of rows with one sum, by another criterion than SQUARES. */
export function scoreSum(sum: f64, weight: f64, criterion: i32): f64 {
  if (criterion == POISSON) return sum > 0 ? sum * log(sum / weight) : -Infinity;
  return xlogx(sum) + xlogx(weight - sum) - xlogx(weight);
}

/** Of counts of classes, at `counts` or those at `total` without them, by ENTROPY. */
export function scoreCounts(plan: Plan, counts: usize, total: usize, weight: f64): f64 {
  let score = -xlogx(weight);
  for (let at: usize = 8; at <= <usize>plan.outputs << 3; at += 8) {
    const count = load<f64>(counts + at);
    score += xlogx(total == 0 ? count : load<f64>(total + at) - count);
  }
  return score;
}
