/** The loss of rows; `exp` and `log` are exact to a few units in the last place. */
import { BLOCK, meet, Plan, shareOf } from "./boosting-layout";

const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

function exp(x: f64): f64 {
  if (x > 709) return Infinity;
  if (x < -745) return 0;
  const n = nearest(x * 1.4426950408889634);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let p: f64 = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1;
  p = p * r + 1;
  // In two steps, so that 2^n need not be a normal number.
  const half = <i32>n >> 1;
  return p * power(half) * power(<i32>n - half);
}

@inline
function power(n: i32): f64 {
  return reinterpret<f64>(<u64>(n + 1023) << 52);
}

/** The natural logarithm of a positive normal number. */
function log(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let n = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    n += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let p: f64 = 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 0.2;
  p = p * z + 1.0 / 3.0;
  p = p * z + 1;
  return <f64>n * LN2_HIGH + (2 * s * p + <f64>n * LN2_LOW);
}

function lossOfRow(plan: Plan, row: i32): f64 {
  const target = load<f64>(plan.target + (<usize>row << 3));
  const scores = plan.scores + (<usize>row << 3);
  if (plan.objective == 0) {
    const difference = load<f64>(scores) - target;
    return difference * difference;
  }
  if (plan.objective == 1) {
    const margin = target > 0 ? load<f64>(scores) : -load<f64>(scores);
    return margin > 0 ? log(1 + exp(-margin)) : log(1 + exp(margin)) - margin;
  }
  const plane = <usize>plan.allRows << 3;
  let greatest = -Infinity;
  for (let k = 0; k < plan.outputs; k++) greatest = max(greatest, load<f64>(scores + <usize>k * plane));
  let sum: f64 = 0;
  for (let k = 0; k < plan.outputs; k++) sum += exp(load<f64>(scores + <usize>k * plane) - greatest);
  return log(sum) + greatest - load<f64>(scores + <usize>target * plane);
}

/**
 * The mean loss of `rows` rows, `step` apart, by their weights: squared error, or log loss. The same on every thread,
 * whatever their number.
 */
export function lossOf(plan: Plan, thread: i32, first: i32, rows: i32, step: i32): f64 {
  const from = shareOf(rows, thread, plan.threads, BLOCK);
  const to = shareOf(rows, thread + 1, plan.threads, BLOCK);
  for (let block = from; block < to; block += BLOCK) {
    const end = min(block + BLOCK, to);
    let sum: f64 = 0;
    let weights: f64 = 0;
    for (let at = block; at < end; at++) {
      const row = first + at * step;
      const weight: f64 = plan.weight ? <f64>load<f32>(plan.weight + (<usize>row << 2)) : 1;
      sum += weight * lossOfRow(plan, row);
      weights += weight;
    }
    const place = plan.losses + (<usize>(block / BLOCK) << 4);
    store<f64>(place, sum);
    store<f64>(place, weights, 8);
  }
  meet(plan);
  let sum: f64 = 0;
  let weights: f64 = 0;
  for (let block = 0; block < (rows + BLOCK - 1) / BLOCK; block++) {
    const place = plan.losses + (<usize>block << 4);
    sum += load<f64>(place);
    weights += load<f64>(place, 8);
  }
  meet(plan);
  return sum / weights;
}
