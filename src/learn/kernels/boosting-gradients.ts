/** Derivatives of the loss, as whole numbers whose sums are the same in any order. */
import { BLOCK, meet, Plan, shareOf } from "./boosting-layout";

/**
 * exp of four numbers: 2^n × a polynomial of degree 6 on |r| ≤ ln 2 / 2, relative error 2e-7. Only multiplications and
 * additions, so the same on every processor.
 */
@inline
function exp4(x: v128): v128 {
  const limited = f32x4.max(f32x4.min(x, f32x4.splat(87)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(limited, f32x4.splat(1.44269504)));
  let r = f32x4.sub(limited, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.0 / 720.0);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.0 / 120.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.0 / 24.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.0 / 6.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
  return i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));
}

/** Four f64 as f32. */
@inline
function narrow(at: usize): v128 {
  const low = f32x4.demote_f64x2_zero(v128.load(at));
  const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
  return v128.shuffle<f32>(low, high, 0, 1, 4, 5);
}

/** The shares of the classes in each row, by softmax, from row `from` to `to`. */
function fillShares(plan: Plan, from: i32, to: i32): void {
  const rows = <usize>plan.rows;
  const plane = <usize>plan.allRows << 3;
  for (let row = from; row < to; row += 4) {
    let greatest = f32x4.splat(-Infinity);
    const scores = plan.scores + (<usize>row << 3);
    const shares = plan.shares + (<usize>row << 2);
    for (let k = 0; k < plan.outputs; k++) greatest = f32x4.max(greatest, narrow(scores + <usize>k * plane));
    let sum = f32x4.splat(0);
    for (let k = 0; k < plan.outputs; k++) {
      const power = exp4(f32x4.sub(narrow(scores + <usize>k * plane), greatest));
      v128.store(shares + <usize>k * ((rows + 4) << 2), power);
      sum = f32x4.add(sum, power);
    }
    for (let k = 0; k < plan.outputs; k++) {
      const at = shares + <usize>k * ((rows + 4) << 2);
      v128.store(at, f32x4.div(v128.load(at), sum));
    }
  }
}

let first: v128 = f32x4.splat(0);
let second: v128 = f32x4.splat(0);

/** Writes the derivatives of four rows into `first` and `second`. */
@inline
function derive(plan: Plan, row: i32, output: i32): void {
  const target = narrow(plan.target + (<usize>row << 3));
  const one = f32x4.splat(1);
  if (plan.objective == 0) {
    // The difference in f64: the score may be close to the target.
    const scores = plan.scores + (<usize>row << 3);
    const targets = plan.target + (<usize>row << 3);
    const low = f32x4.demote_f64x2_zero(f64x2.sub(v128.load(scores), v128.load(targets)));
    const high = f32x4.demote_f64x2_zero(f64x2.sub(v128.load(scores, 16), v128.load(targets, 16)));
    first = v128.shuffle<f32>(low, high, 0, 1, 4, 5);
    second = one;
  } else if (plan.objective == 1) {
    const score = narrow(plan.scores + (<usize>row << 3));
    const sign = f32x4.sub(f32x4.add(target, target), one);
    const size = f32x4.div(one, f32x4.add(one, exp4(f32x4.mul(sign, score))));
    const weight = f32x4.add(one, f32x4.mul(target, f32x4.splat(<f32>(plan.positiveWeight - 1))));
    first = f32x4.mul(weight, f32x4.neg(f32x4.mul(sign, size)));
    second = f32x4.mul(weight, f32x4.mul(size, f32x4.sub(one, size)));
  } else {
    const share = v128.load(plan.shares + ((<usize>output * <usize>(plan.rows + 4) + <usize>row) << 2));
    const isClass = v128.and(f32x4.eq(target, f32x4.splat(<f32>output)), one);
    const factor = <f32>plan.outputs / <f32>(plan.outputs - 1);
    first = f32x4.sub(share, isClass);
    second = f32x4.mul(f32x4.splat(factor), f32x4.mul(share, f32x4.sub(one, share)));
  }
  if (plan.weight) {
    const weight = v128.load(plan.weight + (<usize>row << 2));
    first = f32x4.mul(first, weight);
    second = f32x4.mul(second, weight);
  }
}

/** Mixes the bits of four numbers (the finaliser of MurmurHash3). */
@inline
function mix4(x: v128): v128 {
  let h = v128.xor(x, i32x4.shr_u(x, 16));
  h = i32x4.mul(h, i32x4.splat(0x85ebca6b));
  h = v128.xor(h, i32x4.shr_u(h, 13));
  h = i32x4.mul(h, i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** Whether each of four rows is in the sample of the tree's round: all bits set, or none. */
@inline
export function sampled4(plan: Plan, row: i32, round: u32): v128 {
  const rows = i32x4.add(i32x4.splat(row), i32x4(0, 1, 2, 3));
  const bits = mix4(v128.xor(mix4(i32x4.add(rows, i32x4.splat(plan.seed))), i32x4.splat(round * 0x9e3779b9)));
  return i32x4.lt_u(bits, i32x4.splat(<u32>min<f64>(plan.subsample * 4294967296.0, 4294967295.0)));
}

/**
 * Writes `gradients`, `payload` and `scales` for the trees of an output. Each derivative is rounded to a whole number,
 * up or down at random so that sums are right on average (LightGBM's quantized training, Shi et al. 2022, here with all
 * of 31 bits for the sum of all rows); the bits come from the row and the round alone.
 */
export function deriveRows(plan: Plan, thread: i32, output: i32, round: u32, bag: u32): void {
  const rows = plan.rows;
  const from = shareOf(rows, thread, plan.threads, BLOCK);
  const to = shareOf(rows, thread + 1, plan.threads, BLOCK);
  if (plan.objective == 2 && output == 0) {
    fillShares(plan, from, to);
  }
  const iota = i32x4(0, 1, 2, 3);
  for (let block = from; block < to; block += BLOCK) {
    const end = min(block + BLOCK, to);
    let sums = f64x2.splat(0);
    for (let row = block; row < end; row += 4) {
      derive(plan, row, output);
      let inside = i32x4.lt_s(i32x4.add(i32x4.splat(row), iota), i32x4.splat(rows));
      if (plan.subsample < 1) inside = v128.and(inside, sampled4(plan, row, bag));
      const g = v128.and(first, inside);
      const h = v128.and(second, inside);
      const low = v128.shuffle<f32>(g, h, 0, 4, 1, 5);
      const high = v128.shuffle<f32>(g, h, 2, 6, 3, 7);
      const at = plan.gradients + (<usize>row << 3);
      v128.store(at, low);
      v128.store(at, high, 16);
      const absolute = v128.and(low, i32x4(0x7fffffff, -1, 0x7fffffff, -1));
      const other = v128.and(high, i32x4(0x7fffffff, -1, 0x7fffffff, -1));
      sums = f64x2.add(sums, f64x2.promote_low_f32x4(absolute));
      sums = f64x2.add(sums, f64x2.promote_low_f32x4(v128.shuffle<f64>(absolute, absolute, 1, 0)));
      sums = f64x2.add(sums, f64x2.promote_low_f32x4(other));
      sums = f64x2.add(sums, f64x2.promote_low_f32x4(v128.shuffle<f64>(other, other, 1, 0)));
    }
    v128.store(plan.blockSums + (<usize>(block / BLOCK) << 4), sums);
  }
  meet(plan);
  let sums = f64x2.splat(0);
  const blocks = (rows + BLOCK - 1) / BLOCK;
  for (let block = 0; block < blocks; block++) sums = f64x2.add(sums, v128.load(plan.blockSums + (<usize>block << 4)));
  const scaleG = (2147483000.0 - <f64>rows) / max(f64x2.extract_lane(sums, 0), 1e-300);
  const isConstant = plan.objective == 0 && !plan.weight;
  const scaleH = isConstant ? 1.0 : (4294967000.0 - <f64>rows) / max(f64x2.extract_lane(sums, 1), 1e-300);
  if (thread == 0) {
    store<f64>(plan.scales, 1.0 / scaleG);
    store<f64>(plan.scales, 1.0 / scaleH, 8);
  }
  const g4 = f32x4.splat(<f32>min<f64>(scaleG, 1e37));
  const h4 = f32x4.splat(<f32>min<f64>(scaleH, 1e37));
  const part = f32x4.splat(1.0 / 65536.0);
  for (let row = from; row < to; row += 4) {
    const at = plan.gradients + (<usize>row << 3);
    const low = v128.load(at);
    const high = v128.load(at, 16);
    const bits = mix4(i32x4.add(i32x4.mul(i32x4.add(i32x4.splat(row), iota), i32x4.splat(0x9e3779b1)), i32x4.splat(round)));
    const upG = f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(bits, 16)), part);
    const upH = f32x4.mul(f32x4.convert_i32x4_u(v128.and(bits, i32x4.splat(0xffff))), part);
    const g = f32x4.mul(v128.shuffle<f32>(low, high, 0, 2, 4, 6), g4);
    const h = f32x4.mul(v128.shuffle<f32>(low, high, 1, 3, 5, 7), h4);
    const wholeG = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(g, upG)));
    const wholeH = i32x4.trunc_sat_f32x4_u(isConstant ? h : f32x4.floor(f32x4.add(h, upH)));
    const to8 = plan.payload + (<usize>row << 3);
    v128.store(to8, v128.shuffle<i32>(wholeH, wholeG, 0, 4, 1, 5));
    v128.store(to8, v128.shuffle<i32>(wholeH, wholeG, 2, 6, 3, 7), 16);
  }
}
