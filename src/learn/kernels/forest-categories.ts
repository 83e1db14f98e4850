/** The order of a node's categories in which a split is a cut. */
import { BINS_AT, Plan, random } from "./forest-layout";

/** Steps of the power iteration: the direction need not be exact, for any gives an order. */
const STEPS: i32 = 8;

/**
 * Takes the bins in use off the map and sorts them into `sorting`, the lowest key first; returns their number. The key is
 * the mean of numbers, or the share of the second of two classes: the best of all sets is then a cut (Fisher 1958;
 * Breiman et al. 1984, 4.2.2). Of more classes it is the first principal component of their shares (Coppersmith, Hong
 * and Hosking 1999), of which that is no more than likely. Of borders at random it is a random number.
 */
export function sortCategories(plan: Plan, cellBytes: usize, nodeWeight: f64): i32 {
  const bins = plan.sorting + BINS_AT;
  let used = 0;
  for (let k = 0; k < 4; k++) {
    let bits = load<u64>(plan.occupied + (<usize>k << 3));
    store<u64>(plan.occupied + (<usize>k << 3), 0);
    for (; bits != 0; bits &= bits - 1) {
      store<u8>(bins + <usize>used, <u8>((k << 6) + <i32>ctz(bits)));
      used++;
    }
  }
  if (used < 2) return used;
  if (plan.outputs > 1 && !plan.isRandom) findDirection(plan, bins, used, cellBytes, nodeWeight);
  for (let k = 0; k < used; k++) {
    const bin = load<u8>(bins + <usize>k);
    const key = keyOf(plan, plan.histogram + <usize>bin * cellBytes);
    let at = k;
    for (; at > 0 && load<f64>(plan.sorting + (<usize>(at - 1) << 3)) > key; at--) {
      store<f64>(plan.sorting + (<usize>at << 3), load<f64>(plan.sorting + (<usize>(at - 1) << 3)));
      store<u8>(bins + <usize>at, load<u8>(bins + <usize>(at - 1)));
    }
    store<f64>(plan.sorting + (<usize>at << 3), key);
    store<u8>(bins + <usize>at, bin);
  }
  return used;
}

function keyOf(plan: Plan, cell: usize): f64 {
  if (plan.isRandom) return <f64>random();
  if (plan.outputs == 1) return load<f64>(cell) / floor(load<f64>(cell, 8));
  let key: f64 = 0;
  for (let at: usize = 0; at < <usize>plan.outputs << 3; at += 8) {
    key += load<f64>(plan.both + at) * load<f64>(cell + 8 + at);
  }
  return key / floor(load<f64>(cell));
}

/**
 * The direction in which the categories' shares of classes vary most, into `both`: by power iteration from the class that
 * varies most.
 */
function findDirection(plan: Plan, bins: usize, used: i32, cellBytes: usize, nodeWeight: f64): void {
  const bytes = <usize>plan.outputs << 3;
  memory.fill(plan.both, 0, bytes);
  let most: f64 = -1;
  let first: usize = 0;
  for (let at: usize = 0; at < bytes; at += 8) {
    const share = load<f64>(plan.total + 8 + at) / nodeWeight;
    let variance: f64 = 0;
    for (let k = 0; k < used; k++) {
      const cell = plan.histogram + <usize>load<u8>(bins + <usize>k) * cellBytes;
      const weight = floor(load<f64>(cell));
      const distance = load<f64>(cell + 8 + at) / weight - share;
      variance += weight * distance * distance;
    }
    if (variance <= most) continue;
    most = variance;
    first = at;
  }
  store<f64>(plan.both + first, 1);
  for (let step = 0; step < STEPS; step++) turn(plan, bins, used, cellBytes, nodeWeight, bytes);
}

/** Multiplies `both` by the covariance of the shares, and makes its largest entry 1; leaves it where that is 0. */
function turn(plan: Plan, bins: usize, used: i32, cellBytes: usize, nodeWeight: f64, bytes: usize): void {
  memory.fill(plan.absent, 0, bytes);
  for (let k = 0; k < used; k++) {
    const cell = plan.histogram + <usize>load<u8>(bins + <usize>k) * cellBytes;
    const weight = floor(load<f64>(cell));
    let along: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 8) {
      const distance = load<f64>(cell + 8 + at) / weight - load<f64>(plan.total + 8 + at) / nodeWeight;
      along += load<f64>(plan.both + at) * distance;
    }
    for (let at: usize = 0; at < bytes; at += 8) {
      const distance = load<f64>(cell + 8 + at) / weight - load<f64>(plan.total + 8 + at) / nodeWeight;
      store<f64>(plan.absent + at, load<f64>(plan.absent + at) + weight * along * distance);
    }
  }
  let largest: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 8) largest = max(largest, abs(load<f64>(plan.absent + at)));
  if (largest == 0) return;
  for (let at: usize = 0; at < bytes; at += 8) store<f64>(plan.both + at, load<f64>(plan.absent + at) / largest);
}
