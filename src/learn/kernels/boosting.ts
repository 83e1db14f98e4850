/**
 * Grows trees of gradient boosting over binned features, leaf by leaf (LightGBM, Ke et al. 2017). AssemblyScript,
 * compiled by scripts/compile-kernels.ts to dist/boosting.wasm; ../boosting-memory.ts lays the memory out, which all
 * threads share, and every thread calls the same functions.
 *
 * What makes it fast: both derivatives of a row are one i64, so a histogram takes one addition a row and feature and
 * half the cache; the bins of a row lie beside each other, so one load serves eight histograms and few rows touch
 * few lines of the cache; the larger child's histogram is its parent's less its sibling's; partitioning has no branches.
 * Whole numbers add up to the same in any order: the model does not depend on the number of threads.
 */
import {
  binOf,
  BLOCK,
  CATEGORIES,
  hessianOf,
  isIn,
  LEAF,
  Leaf,
  meet,
  MISSING_LEFT,
  Plan,
  shareOf,
  SPLIT,
  Split,
  take,
} from "./boosting-layout";
import { deriveRows } from "./boosting-gradients";
import { cellsOf, fillHistogram, joinPartial } from "./boosting-histogram";
import { leafGain, leastGain, openSearch, searchCategories, searchNumbers, valueOf } from "./boosting-split";

export { arrange, binValues } from "./boosting-bins";
export { lossOf } from "./boosting-loss";

@inline
function leafAt(plan: Plan, leaf: i32): Leaf {
  return changetype<Leaf>(plan.leafTable + <usize>leaf * LEAF);
}

@inline
function splitAt(plan: Plan, thread: i32, which: i32): Split {
  return changetype<Split>(plan.splits + <usize>(2 * thread + which) * SPLIT);
}

/** Whether a row with a bin goes left. */
@inline
function goesLeft(bin: u32, last: u32, missing: u32, flags: i32, set: usize): i32 {
  if ((flags & CATEGORIES) != 0) return bin == missing ? 0 : isIn(set, bin);
  return bin == missing ? flags & MISSING_LEFT : <i32>(bin <= last);
}

/** Divides the rows from `from` to `to` of a leaf; each side goes to its place, the right side always to `rightTo`. */
@inline
function divide(plan: Plan, leaf: Leaf, isRoot: bool, from: i32, to: i32, leftTo: usize, rightTo: usize): i32 {
  const feature = leaf.feature;
  const column = plan.columns + <usize>feature * <usize>plan.allRows;
  const missing = <u32>load<i32>(plan.binCount + (<usize>feature << 2));
  const last = <u32>leaf.bin;
  const flags = leaf.flags;
  const isSet = (flags & CATEGORIES) != 0;
  const missingLeft = flags & MISSING_LEFT;
  const set = changetype<usize>(leaf) + offsetof<Leaf>("set0");
  let left = 0;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = isRoot ? <u32>i : load<u32>(plan.order + (<usize>i << 2));
    const bin = <u32>load<u8>(column + <usize>row);
    let side = isSet ? isIn(set, bin) : <i32>(bin <= last);
    side = bin == missing ? missingLeft : side;
    store<u32>(leftTo + (<usize>left << 2), row);
    store<u32>(rightTo + (<usize>right << 2), row);
    left += side;
    right += 1 - side;
  }
  return left;
}

function divideRoot(plan: Plan, leaf: Leaf, from: i32, to: i32, leftTo: usize, rightTo: usize): i32 {
  return divide(plan, leaf, true, from, to, leftTo, rightTo);
}

function divideOther(plan: Plan, leaf: Leaf, from: i32, to: i32, leftTo: usize, rightTo: usize): i32 {
  return divide(plan, leaf, false, from, to, leftTo, rightTo);
}

/** Partitions a leaf's rows by its split, keeping their order on both sides. Returns where the right side begins. */
function partition(plan: Plan, thread: i32, leaf: Leaf, isRoot: bool): i32 {
  const start = leaf.start;
  const count = leaf.end - start;
  const threads = count < 4096 ? 1 : plan.threads;
  const from = start + shareOf(count, thread, threads, 16);
  const to = start + shareOf(count, thread + 1, threads, 16);
  const order = plan.order + (<usize>start << 2);
  if (threads == 1) {
    if (thread == 0) {
      const left = isRoot
        ? divideRoot(plan, leaf, from, to, order, plan.spareRight)
        : divideOther(plan, leaf, from, to, order, plan.spareRight);
      memory.copy(order + (<usize>left << 2), plan.spareRight, <usize>(count - left) << 2);
      store<i32>(plan.counts, left);
    }
    meet(plan);
    return start + load<i32>(plan.counts);
  }
  const leftTo = plan.spareLeft + (<usize>from << 2);
  const rightTo = plan.spareRight + (<usize>from << 2);
  const mine = isRoot
    ? divideRoot(plan, leaf, from, to, leftTo, rightTo)
    : divideOther(plan, leaf, from, to, leftTo, rightTo);
  store<i32>(plan.counts + (<usize>thread << 2), mine);
  meet(plan);
  let before = 0;
  let all = 0;
  for (let other = 0; other < threads; other++) {
    const left = load<i32>(plan.counts + (<usize>other << 2));
    if (other < thread) before += left;
    all += left;
  }
  const after = all + (from - start) - before;
  memory.copy(order + (<usize>before << 2), leftTo, <usize>mine << 2);
  memory.copy(order + (<usize>after << 2), rightTo, <usize>(to - from - mine) << 2);
  meet(plan);
  return start + all;
}

/** Joins and searches this thread's share of the features; `sibling` is -1 for the root. Ends with the splits chosen. */
function search(plan: Plan, thread: i32, fresh: i32, sibling: i32, parts: i32): void {
  const threads = plan.threads;
  for (let which = 0; which < 2; which++) {
    const split = splitAt(plan, thread, which);
    split.gain = leastGain(plan);
    split.feature = -1;
  }
  const freshLeaf = leafAt(plan, fresh);
  const histogram = plan.histograms + <usize>freshLeaf.slot * plan.slotBytes;
  const siblingAt = sibling < 0 ? 0 : plan.histograms + <usize>leafAt(plan, sibling).slot * plan.slotBytes;
  const both = sibling < 0 ? 1 : 2;
  for (let feature = thread; feature < plan.features; feature += threads) {
    const cells = cellsOf(plan, histogram, feature);
    joinPartial(plan, feature, parts, cells, sibling < 0 ? 0 : cellsOf(plan, siblingAt, feature));
  }
  const sorting = plan.sorting + (<usize>thread << 12);
  for (let which = 0; which < both; which++) {
    const leaf = which == 0 ? freshLeaf : leafAt(plan, sibling);
    if (!openSearch(plan, leaf)) continue;
    const shift = leafGain(plan, leaf);
    const split = splitAt(plan, thread, which);
    for (let feature = thread; feature < plan.features; feature += threads) {
      if (load<u8>(plan.used + <usize>feature) == 0) continue;
      const cells = cellsOf(plan, which == 0 ? histogram : siblingAt, feature);
      if ((load<u8>(plan.flags + <usize>feature) & CATEGORIES) != 0) {
        searchCategories(plan, leaf, feature, cells, shift, sorting, split);
      } else searchNumbers(plan, leaf, feature, cells, shift, split);
    }
  }
  meet(plan);
  if (thread == 0) {
    choose(plan, freshLeaf, 0);
    if (sibling >= 0) choose(plan, leafAt(plan, sibling), 1);
  }
  meet(plan);
}

/** The best of the threads' splits: the greatest gain, of equal ones the first feature. */
function choose(plan: Plan, leaf: Leaf, which: i32): void {
  let best = splitAt(plan, 0, which);
  for (let thread = 1; thread < plan.threads; thread++) {
    const other = splitAt(plan, thread, which);
    if (other.feature < 0) continue;
    if (best.feature < 0 || other.gain > best.gain || (other.gain == best.gain && other.feature < best.feature)) best = other;
  }
  leaf.gain = best.gain;
  leaf.feature = best.feature;
  leaf.bin = best.bin;
  leaf.flags = best.flags;
  leaf.leftTotal = best.leftTotal;
  leaf.set0 = best.set0;
  leaf.set1 = best.set1;
  leaf.set2 = best.set2;
  leaf.set3 = best.set3;
}

/** Splits a leaf: writes the node, and makes two leaves of one; `count` is the number of leaves, `nodes` of nodes. */
function split(plan: Plan, index: i32, count: i32, nodes: i32, middle: i32): void {
  const leaf = leafAt(plan, index);
  const other = leafAt(plan, count);
  const node = leaf.node;
  store<i32>(plan.nodeFeature + (<usize>node << 2), leaf.feature);
  store<i32>(plan.nodeBin + (<usize>node << 2), leaf.bin);
  store<u8>(plan.nodeFlags + <usize>node, <u8>leaf.flags);
  store<i32>(plan.nodeLeft + (<usize>node << 2), nodes);
  store<i32>(plan.nodeRight + (<usize>node << 2), nodes + 1);
  store<f64>(plan.nodeGain + (<usize>node << 3), leaf.gain);
  memory.copy(plan.nodeSet + (<usize>node << 5), changetype<usize>(leaf) + offsetof<Leaf>("set0"), 32);
  const total = leaf.total;
  const left = leaf.leftTotal;
  const lambda2 = plan.lambda2 + ((leaf.flags & CATEGORIES) != 0 && load<i32>(plan.binCount + (<usize>leaf.feature << 2)) > plan.maxCatToOnehot ? plan.catL2 : 0);
  const direction = <i32>load<i8>(plan.monotone + <usize>leaf.feature);
  const low = leaf.low;
  const high = leaf.high;
  memory.copy(changetype<usize>(other), changetype<usize>(leaf), LEAF);
  if (direction != 0) {
    const unitG = load<f64>(plan.scales);
    const unitH = load<f64>(plan.scales, 8);
    const rest = total - left;
    const vl = valueOf(<f64>(<i32>(left >> 32)) * unitG, <f64>hessianOf(left) * unitH, plan.lambda1, lambda2, low, high);
    const vr = valueOf(<f64>(<i32>(rest >> 32)) * unitG, <f64>hessianOf(rest) * unitH, plan.lambda1, lambda2, low, high);
    const between = (vl + vr) / 2;
    if (direction > 0) {
      leaf.high = between;
      other.low = between;
    } else {
      leaf.low = between;
      other.high = between;
    }
  }
  leaf.depth = other.depth = leaf.depth + 1;
  leaf.lambda2 = other.lambda2 = lambda2;
  leaf.end = other.start = middle;
  leaf.total = left;
  other.total = total - left;
  leaf.node = nodes;
  other.node = nodes + 1;
  // The smaller side gets a new histogram, the larger one its parent's.
  if (leaf.end - leaf.start <= other.end - other.start) leaf.slot = count;
  else other.slot = count;
  store<i32>(plan.nodeFeature + (<usize>nodes << 2), -1);
  store<i32>(plan.nodeFeature + (<usize>(nodes + 1) << 2), -1);
}

function openRoot(plan: Plan): void {
  const leaf = leafAt(plan, 0);
  leaf.low = -Infinity;
  leaf.high = Infinity;
  leaf.lambda2 = plan.lambda2;
  leaf.start = 0;
  leaf.end = plan.rows;
  leaf.depth = 0;
  leaf.node = 0;
  leaf.slot = 0;
  store<i32>(plan.nodeFeature, -1);
}

/** The sums of all rows, from the root's histogram of the first feature. */
function sumRoot(plan: Plan, parts: i32): void {
  let total: i64 = 0;
  for (let part = 0; part < parts; part++) {
    const histogram = part == 0 ? plan.histograms : plan.partial + <usize>(part - 1) * plan.slotBytes;
    const cells = cellsOf(plan, histogram, 0);
    const bins = load<i32>(plan.binCount);
    for (let bin = 0; bin <= bins; bin++) total += load<i64>(cells + (<usize>bin << 3));
  }
  leafAt(plan, 0).total = total;
  const sum = <f64>hessianOf(total) * load<f64>(plan.scales, 8);
  store<f64>(plan.scales, (<f64>plan.rows * plan.subsample) / max(sum, 1e-300), 16);
}

/** The leaf whose split gains most; of equal ones the first; -1 where none can be split. */
function mostGaining(plan: Plan, count: i32): i32 {
  let found = -1;
  let gain: f64 = 0;
  for (let index = 0; index < count; index++) {
    const leaf = leafAt(plan, index);
    if (leaf.feature >= 0 && (found < 0 || leaf.gain > gain)) {
      found = index;
      gain = leaf.gain;
    }
  }
  return found;
}

/** The leaves' values, from the derivatives as they were before rounding. */
function fillValues(plan: Plan, thread: i32, count: i32): void {
  for (let index = take(plan); index < count; index = take(plan)) {
    const leaf = leafAt(plan, index);
    let sums = f64x2.splat(0);
    for (let i = leaf.start; i < leaf.end; i++) {
      const row = count == 1 ? <u32>i : load<u32>(plan.order + (<usize>i << 2));
      sums = f64x2.add(sums, f64x2.promote_low_f32x4(v128.load64_zero(plan.gradients + (<usize>row << 3))));
    }
    const g = f64x2.extract_lane(sums, 0);
    const h = f64x2.extract_lane(sums, 1);
    const value = h + leaf.lambda2 > 0 ? valueOf(g, h, plan.lambda1, leaf.lambda2, leaf.low, leaf.high) : 0;
    store<f64>(plan.nodeValue + (<usize>leaf.node << 3), <f64>(<f32>(value * plan.learningRate)));
  }
  meet(plan);
}

/** Adds the leaves' values to this thread's share of the training rows' scores. */
function addToScores(plan: Plan, thread: i32, count: i32, output: i32): void {
  const scores = plan.scores + ((<usize>output * <usize>plan.allRows) << 3);
  const from = shareOf(plan.rows, thread, plan.threads, 16);
  const to = shareOf(plan.rows, thread + 1, plan.threads, 16);
  for (let index = 0; index < count; index++) {
    const leaf = leafAt(plan, index);
    const value = load<f64>(plan.nodeValue + (<usize>leaf.node << 3));
    const end = min(to, leaf.end);
    for (let i = max(from, leaf.start); i < end; i++) {
      const row = count == 1 ? <u32>i : load<u32>(plan.order + (<usize>i << 2));
      const score = scores + (<usize>row << 3);
      store<f64>(score, load<f64>(score) + value);
    }
  }
}

/** The same for the validation rows, which walk down the tree by their bins. */
function walkOthers(plan: Plan, thread: i32, output: i32): void {
  const others = plan.allRows - plan.rows;
  const from = plan.rows + shareOf(others, thread, plan.threads, BLOCK);
  const to = plan.rows + shareOf(others, thread + 1, plan.threads, BLOCK);
  const scores = plan.scores + ((<usize>output * <usize>plan.allRows) << 3);
  for (let row = from; row < to; row++) {
    let node = 0;
    while (true) {
      const feature = load<i32>(plan.nodeFeature + (<usize>node << 2));
      if (feature < 0) break;
      const missing = <u32>load<i32>(plan.binCount + (<usize>feature << 2));
      const last = <u32>load<i32>(plan.nodeBin + (<usize>node << 2));
      const flags = <i32>load<u8>(plan.nodeFlags + <usize>node);
      const left = goesLeft(binOf(plan, feature, row), last, missing, flags, plan.nodeSet + (<usize>node << 5));
      node = load<i32>((left ? plan.nodeLeft : plan.nodeRight) + (<usize>node << 2));
    }
    const score = scores + (<usize>row << 3);
    store<f64>(score, load<f64>(score) + load<f64>(plan.nodeValue + (<usize>node << 3)));
  }
}

/**
 * Grows the next tree of an output and adds it to the scores. `round` differs from tree to tree and seeds the rounding;
 * `bag` is the same as long as the same sample of rows is used. Returns the number of nodes, on every thread.
 */
export function grow(plan: Plan, thread: i32, output: i32, round: u32, bag: u32): i32 {
  deriveRows(plan, thread, output, round, bag);
  if (thread == 0) openRoot(plan);
  meet(plan);
  let parts = fillHistogram(plan, thread, 0, 0, plan.rows, true);
  meet(plan);
  if (thread == 0) sumRoot(plan, parts);
  meet(plan);
  search(plan, thread, 0, -1, parts);
  let count = 1;
  while (count < plan.leaves) {
    const index = mostGaining(plan, count);
    if (index < 0) break;
    const leaf = leafAt(plan, index);
    const middle = partition(plan, thread, leaf, count == 1);
    if (thread == 0) split(plan, index, count, 2 * count - 1, middle);
    meet(plan);
    const other = leafAt(plan, count);
    const isFresh = leaf.slot == count;
    const fresh = isFresh ? index : count;
    const sibling = isFresh ? count : index;
    const freshLeaf = isFresh ? leaf : other;
    count++;
    parts = fillHistogram(plan, thread, count - 1, freshLeaf.start, freshLeaf.end, false);
    meet(plan);
    search(plan, thread, fresh, sibling, parts);
  }
  meet(plan);
  fillValues(plan, thread, count);
  addToScores(plan, thread, count, output);
  walkOthers(plan, thread, output);
  meet(plan);
  return 2 * count - 1;
}
