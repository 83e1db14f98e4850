/** The best split of a leaf by its histogram. */
import { CATEGORIES, gradientOf, HAS_MISSING, hessianOf, Leaf, MISSING_LEFT, Plan, Split } from "./boosting-layout";

let unitG: f64 = 1;
let unitH: f64 = 1;
/** Of the leaf in hand: its sums, and the least whole hessian that a side must have. */
let totalG: f64 = 0;
let totalH: u32 = 0;
let least: u32 = 0;

/** Sign(sum) × what L1 leaves of it. */
@inline
function shrink(sum: f64, lambda1: f64): f64 {
  const left = max(abs(sum) - lambda1, 0);
  return sum < 0 ? -left : left;
}

/** The value of a leaf before the learning rate. */
@inline
export function valueOf(g: f64, h: f64, lambda1: f64, lambda2: f64, low: f64, high: f64): f64 {
  const value = -shrink(g, lambda1) / (h + lambda2);
  return max(low, min(high, value));
}

/** How much a leaf with a value lowers the loss, doubled. */
@inline
function gainOf(g: f64, h: f64, value: f64, lambda1: f64, lambda2: f64): f64 {
  return -(2 * shrink(g, lambda1) * value + (h + lambda2) * value * value);
}

/** The gain of a leaf as it is. */
export function leafGain(plan: Plan, leaf: Leaf): f64 {
  const g = gradientOf(leaf.total) * load<f64>(plan.scales);
  const h = <f64>hessianOf(leaf.total) * load<f64>(plan.scales, 8);
  return gainOf(g, h, valueOf(g, h, plan.lambda1, plan.lambda2, leaf.low, leaf.high), plan.lambda1, plan.lambda2);
}

/** Readies the searches of a leaf; whether it can be split at all. */
export function openSearch(plan: Plan, leaf: Leaf): bool {
  unitG = load<f64>(plan.scales);
  unitH = load<f64>(plan.scales, 8);
  totalG = gradientOf(leaf.total);
  totalH = hessianOf(leaf.total);
  least = leastHessian(plan);
  return leaf.depth < plan.maxDepth && <u64>totalH >= 2 * <u64>least;
}

/** The gain that a split must exceed: what rounding gives leaves whose rows are all alike is less. */
export function leastGain(plan: Plan): f64 {
  const unit = load<f64>(plan.scales);
  return max(plan.minGain, 16 * unit * unit * load<f64>(plan.scales, 16));
}

/** LightGBM estimates a side's rows from its hessian: rounded, they must be `minRows`. */
function leastHessian(plan: Plan): u32 {
  const byRows = (plan.minRows - 0.5) / (load<f64>(plan.scales, 16) * unitH);
  const bySum = plan.minHessian / unitH;
  return <u32>max<f64>(1, min<f64>(4294967295, max(ceil(byRows), ceil(bySum))));
}

/** The doubled lowering of the loss by two sides, with bounds, L1 and monotone order; -1 where the order is wrong. */
function boundedGain(plan: Plan, leaf: Leaf, left: i64, direction: i32, lambda2: f64): f64 {
  const gl = gradientOf(left) * unitG;
  const hl = <f64>hessianOf(left) * unitH;
  const gr = totalG * unitG - gl;
  const hr = <f64>totalH * unitH - hl;
  const vl = valueOf(gl, hl, plan.lambda1, lambda2, leaf.low, leaf.high);
  const vr = valueOf(gr, hr, plan.lambda1, lambda2, leaf.low, leaf.high);
  if ((direction > 0 && vl > vr) || (direction < 0 && vl < vr)) return -1;
  return gainOf(gl, hl, vl, plan.lambda1, lambda2) + gainOf(gr, hr, vr, plan.lambda1, lambda2);
}

@inline
function plainGain(left: i64, lambda2: f64): f64 {
  const gl = gradientOf(left);
  const hl = <f64>hessianOf(left) * unitH + lambda2;
  const gr = totalG - gl;
  const hr = <f64>(totalH - hessianOf(left)) * unitH + lambda2;
  return ((gl * gl * hr + gr * gr * hl) / (hl * hr)) * unitG * unitG;
}

/**
 * Offers the splits of a numeric feature where neither L1 nor bounds matter: the last bin before which a split gains
 * most, or -1. Its gain must exceed `best.gain`. Gains are compared as fractions, so that few are divided.
 */
function searchPlain(cells: usize, last: i32, from: i64, lambda2: f64, shift: f64, best: Split): i32 {
  const square = unitG * unitG;
  const all = totalG;
  const whole = totalH;
  const limit = least;
  const unit = unitH;
  let found = -1;
  let left = from;
  let floor = (best.gain + shift) / square;
  for (let bin = 0; bin < last; bin++) {
    const cell = load<i64>(cells + (<usize>bin << 3));
    left += cell;
    const low = hessianOf(left);
    if (low < limit || cell == 0) continue;
    const high = whole - low;
    if (high < limit) break;
    const gl = gradientOf(left);
    const gr = all - gl;
    const hl = <f64>low * unit + lambda2;
    const hr = <f64>high * unit + lambda2;
    const above = gl * gl * hr + gr * gr * hl;
    const below = hl * hr;
    if (above <= floor * below) continue;
    const gain = (above / below) * square - shift;
    if (gain <= best.gain) continue;
    floor = above / below;
    best.gain = gain;
    best.leftTotal = left;
    found = bin;
  }
  return found;
}

/** Offers the splits of a numeric feature, with the missing values on the right, and on the left if there are any. */
export function searchNumbers(plan: Plan, leaf: Leaf, feature: i32, cells: usize, shift: f64, best: Split): void {
  const bins = load<i32>(plan.binCount + (<usize>feature << 2));
  const hasMissing = (load<u8>(plan.flags + <usize>feature) & HAS_MISSING) != 0;
  const missing = hasMissing ? load<i64>(cells + (<usize>bins << 3)) : 0;
  const direction = <i32>load<i8>(plan.monotone + <usize>feature);
  const bounded = plan.isBounded != 0;
  // With nothing missing in the leaf both directions are the same split.
  for (let side = 0; side < (missing == 0 ? 1 : 2); side++) {
    const last = missing != 0 && side == 0 ? bins : bins - 1;
    const found = bounded
      ? searchBounded(plan, leaf, cells, last, side == 0 ? 0 : missing, direction, shift, best)
      : searchPlain(cells, last, side == 0 ? 0 : missing, plan.lambda2, shift, best);
    if (found < 0) continue;
    best.feature = feature;
    best.bin = found;
    // Where none is missing here, missing ones go with the more rows (as scikit-learn).
    const low = hessianOf(best.leftTotal);
    best.flags = missing == 0 ? (low >= totalH - low ? MISSING_LEFT : 0) : side;
  }
}

/** The same as `searchPlain` with L1, bounds and a direction. */
function searchBounded(plan: Plan, leaf: Leaf, cells: usize, last: i32, from: i64, direction: i32, shift: f64, best: Split): i32 {
  let found = -1;
  let left = from;
  for (let bin = 0; bin < last; bin++) {
    const cell = load<i64>(cells + (<usize>bin << 3));
    left += cell;
    if (hessianOf(left) < least || cell == 0) continue;
    if (totalH - hessianOf(left) < least) break;
    const gain = boundedGain(plan, leaf, left, direction, plan.lambda2) - shift;
    if (gain <= best.gain) continue;
    best.gain = gain;
    best.leftTotal = left;
    found = bin;
  }
  return found;
}

@inline
function setBit(split: Split, bin: u32): void {
  const bit: u64 = <u64>1 << (bin & 63);
  const word = bin >> 6;
  if (word == 0) split.set0 |= bit;
  else if (word == 1) split.set1 |= bit;
  else if (word == 2) split.set2 |= bit;
  else split.set3 |= bit;
}

@inline
function clearSet(split: Split): void {
  split.set0 = 0;
  split.set1 = 0;
  split.set2 = 0;
  split.set3 = 0;
}

/** Room for sorting: f64 keys of up to 255 categories, and their u8 bins after them. */
const BINS_AT: usize = 256 * 8;

/**
 * Offers sets of categories as LightGBM does (feature_histogram.hpp, FindBestThresholdCategorical): one against the
 * rest where there are few, else runs from either end of the categories sorted by gradient over hessian. Missing and
 * unknown ones go right.
 */
export function searchCategories(plan: Plan, leaf: Leaf, feature: i32, cells: usize, shift: f64, sorting: usize, best: Split): void {
  const bins = load<i32>(plan.binCount + (<usize>feature << 2));
  const bounded = plan.isBounded != 0;
  if (bins <= plan.maxCatToOnehot) {
    for (let bin = 0; bin < bins; bin++) {
      const cell = load<i64>(cells + (<usize>bin << 3));
      const h = hessianOf(cell);
      if (h < least || totalH - h < least) continue;
      const gain = (bounded ? boundedGain(plan, leaf, cell, 0, plan.lambda2) : plainGain(cell, plan.lambda2)) - shift;
      if (gain <= best.gain) continue;
      clearSet(best);
      setBit(best, bin);
      best.gain = gain;
      best.leftTotal = cell;
      best.feature = feature;
      best.flags = CATEGORIES;
    }
    return;
  }
  const rowsPerHessian = load<f64>(plan.scales, 16) * unitH;
  let used = 0;
  for (let bin = 0; bin < bins; bin++) {
    const cell = load<i64>(cells + (<usize>bin << 3));
    const h = <f64>hessianOf(cell);
    if (floor(h * rowsPerHessian + 0.5) < plan.catSmooth) continue;
    const key = (gradientOf(cell) * unitG) / (h * unitH + plan.catSmooth);
    let at = used++;
    for (; at > 0 && load<f64>(sorting + (<usize>(at - 1) << 3)) > key; at--) {
      store<f64>(sorting + (<usize>at << 3), load<f64>(sorting + (<usize>(at - 1) << 3)));
      store<u8>(sorting + BINS_AT + <usize>at, load<u8>(sorting + BINS_AT + <usize>(at - 1)));
    }
    store<f64>(sorting + (<usize>at << 3), key);
    store<u8>(sorting + BINS_AT + <usize>at, <u8>bin);
  }
  const lambda2 = plan.lambda2 + plan.catL2;
  const most = min(plan.maxCatThreshold, (used + 1) / 2);
  for (let side = 0; side < 2; side++) {
    let left: i64 = 0;
    let group: f64 = 0;
    for (let k = 0; k < most; k++) {
      const place = side == 0 ? k : used - 1 - k;
      const cell = load<i64>(cells + (<usize>load<u8>(sorting + BINS_AT + <usize>place) << 3));
      left += cell;
      group += floor(<f64>hessianOf(cell) * rowsPerHessian + 0.5);
      const hl = hessianOf(left);
      if (hl < least) continue;
      const hr = totalH - hl;
      if (hr < least || floor(<f64>hr * rowsPerHessian + 0.5) < plan.minGroup) break;
      if (group < plan.minGroup) continue;
      group = 0;
      const gain = (bounded ? boundedGain(plan, leaf, left, 0, lambda2) : plainGain(left, lambda2)) - shift;
      if (gain <= best.gain) continue;
      clearSet(best);
      for (let each = 0; each <= k; each++) {
        setBit(best, load<u8>(sorting + BINS_AT + <usize>(side == 0 ? each : used - 1 - each)));
      }
      best.gain = gain;
      best.leftTotal = left;
      best.feature = feature;
      best.flags = CATEGORIES;
    }
  }
}
