/**
 * Grows one tree of a random forest over binned features. AssemblyScript, compiled by scripts/compile-kernels.ts to
 * dist/forest.wasm; ../forest-kernel.ts is its host, test/learn/reference-forest.ts says the same in plain TypeScript.
 *
 * What makes it fast: a histogram cell is one 128-bit lane pair (sum, weight); occupied bins are kept in a 256-bit map,
 * so that a small node costs its rows and not 256 bins; the rows' payload is partitioned with them, so that it is read
 * in order; partitioning has no branches. Long because it is the hot loop of the project.
 */
import {
  below,
  BINS_AT,
  DENSE_ROWS,
  ENTRY,
  Entry,
  FEW_ROWS,
  MISSING,
  ONE_ROW,
  pairAt,
  Plan,
  random,
  seed,
  wordAt,
} from "./forest-layout";
import { sortCategories } from "./forest-categories";
import { scoreCounts, scoreSum, SQUARES } from "./forest-score";

/** Of a split without missing values: they go where more rows went. */
const UNKNOWN: i32 = 2;

/** The best split of the node in hand so far. */
let bestScore: f64 = 0;
let bestFeature: i32 = -1;
let bestLow: i32 = 0;
let bestHigh: i32 = 0;
let bestMissing: i32 = 0;
let bestMiddle: f64 = 0;
let bestSet0: u64 = 0;
let bestSet1: u64 = 0;
let bestSet2: u64 = 0;
let bestSet3: u64 = 0;
/** What a split has to leave on both sides. */
let minLeafShare: f64 = 0;
let minWeight: f64 = 0;
let minGain: f64 = 0;
/** Of the node in hand: between which its value lies, and which way predictions may move with the feature in hand. */
let lower: f64 = -Infinity;
let upper: f64 = Infinity;
let direction: i32 = 0;
let cellBytes: usize = 16;
let nodeWeight: f64 = 0;
/** Sum of the squared counts of its classes. */
let nodeSquares: f64 = 0;

/** Whether the means of both sides, in order, move the way they may. */
function keepsOrder(means: v128): bool {
  const left = f64x2.extract_lane(means, 0);
  const right = f64x2.extract_lane(means, 1);
  if (min(left, right) < lower || max(left, right) > upper) return false;
  return (left - right) * <f64>direction <= 0;
}

/** Takes a split for the best so far if it leaves enough on both sides; `mixed` holds their mixed weights. */
@inline
function take(score: f64, mixed: v128, weights: v128, feature: i32, low: i32, high: i32, missing: i32): bool {
  if (!i64x2.all_true(f64x2.ge(f64x2.sub(mixed, weights), f64x2.splat(minLeafShare)))) return false;
  if (!i64x2.all_true(f64x2.ge(weights, f64x2.splat(minWeight)))) return false;
  bestScore = score;
  bestFeature = feature;
  bestLow = low;
  bestHigh = high;
  bestMissing = missing;
  return true;
}

/** Offers a split with these sums on its sides. */
@inline
function offerSums(plan: Plan, criterion: i32, left: v128, right: v128, feature: i32, low: i32, high: i32, missing: i32): void {
  const sums = v128.shuffle<f64>(left, right, 0, 2);
  const mixed = v128.shuffle<f64>(left, right, 1, 3);
  const weights = f64x2.floor(mixed);
  let score: f64;
  if (criterion == SQUARES) {
    const parts = f64x2.div(f64x2.mul(sums, sums), weights);
    score = f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
  } else {
    score =
      scoreSum(f64x2.extract_lane(sums, 0), f64x2.extract_lane(weights, 0), criterion) +
      scoreSum(f64x2.extract_lane(sums, 1), f64x2.extract_lane(weights, 1), criterion);
  }
  if (!(score > bestScore)) return;
  if (direction != 0 && !keepsOrder(f64x2.div(sums, weights))) return;
  if (!take(score, mixed, weights, feature, low, high, missing) || !plan.isBounded) return;
  const means = f64x2.div(sums, weights);
  bestMiddle = (f64x2.extract_lane(means, 0) + f64x2.extract_lane(means, 1)) / 2;
}

@inline
function mark(plan: Plan, bin: u32): void {
  const word = plan.occupied + (<usize>(bin >> 6) << 3);
  store<u64>(word, load<u64>(word) | (<u64>1 << (bin & 63)));
}

@inline
function addToCell(cell: usize, payload: usize, outputs: i32): void {
  if (outputs == 1) {
    v128.store(cell, f64x2.add(v128.load(cell), v128.load(payload)));
  } else {
    const mixed = load<f64>(payload, 8);
    const count = cell + 8 + <usize>load<i32>(payload);
    store<f64>(cell, load<f64>(cell) + mixed);
    store<f64>(count, load<f64>(count) + floor(mixed));
  }
}

@inline
function fill(plan: Plan, column: usize, start: i32, end: i32, outputs: i32): void {
  const histogram = plan.histogram;
  const bytes: usize = outputs == 1 ? 16 : cellBytes;
  const dense = end - start >= DENSE_ROWS;
  for (let i = start; i < end; i++) {
    const bin = <u32>load<u8>(column + <usize>load<u32>(wordAt(plan.order, i)));
    addToCell(histogram + <usize>bin * bytes, pairAt(plan.payload, i), outputs);
    if (!dense) mark(plan, bin);
  }
  if (dense) {
    const weight: usize = outputs == 1 ? 8 : 0;
    for (let bin: u32 = 0; bin < 256; bin++) {
      if (load<f64>(histogram + <usize>bin * bytes + weight) > 0) mark(plan, bin);
    }
  }
}

/**
 * The first bin in use above a border at random; -1 where there is one bin only, -2 where there is none. The border is drawn evenly between the least and the greatest value, as scikit-learn's ExtraTrees do.
 */
function drawBorder(plan: Plan, feature: i32): i32 {
  let first = -1;
  let last = -1;
  for (let k = 0; k < 4; k++) {
    const bits = load<u64>(plan.occupied + (<usize>k << 3));
    if (bits == 0) continue;
    if (first < 0) first = (k << 6) + <i32>ctz(bits);
    last = (k << 6) + 63 - <i32>clz(bits);
  }
  if (first == last) return first < 0 ? -2 : -1;
  const bins = <usize>feature << 10;
  const least = <f64>load<f32>(plan.highs + bins + (<usize>first << 2));
  const greatest = <f64>load<f32>(plan.lows + bins + (<usize>last << 2));
  const border = least + (greatest - least) * (<f64>random() / 4294967296.0);
  for (let bin = first + 1; bin <= last; bin++) {
    if (((load<u64>(plan.occupied + (<usize>(bin >> 6) << 3)) >> (bin & 63)) & 1) == 0) continue;
    if (<f64>load<f32>(plan.lows + bins + (<usize>bin << 2)) > border) return bin;
  }
  return -1;
}

/** Whether the node has rows without a value of the feature; the map then no longer shows them. */
@inline
function takeMissing(plan: Plan): bool {
  const word = plan.occupied + 24;
  const bits = load<u64>(word);
  if (bits >> 63 == 0) return false;
  store<u64>(word, bits & 0x7fffffffffffffff);
  return true;
}

/**
 * Tries every split of a feature with one sum: rows without a value right, then left, and all others left. Whether the
 * node can be split by it.
 */
function scanSums(plan: Plan, feature: i32, start: i32, end: i32): bool {
  const column = plan.bins + <usize>feature * <usize>plan.rows;
  fill(plan, column, start, end, 1);
  if (plan.isBounded) direction = <i32>load<i8>(plan.monotone + <usize>feature);
  const hasMissing = takeMissing(plan);
  let absent = f64x2.splat(0);
  if (hasMissing) {
    absent = v128.load(pairAt(plan.histogram, MISSING));
    v128.store(pairAt(plan.histogram, MISSING), f64x2.splat(0));
  }
  const only = plan.isRandom ? drawBorder(plan, feature) : -1;
  const way: i32 = hasMissing && plan.isRandom && only != -2 ? random() & 1 : -1;
  const toRight = hasMissing ? 0 : UNKNOWN;
  const criterion = plan.criterion;
  const total = v128.load(plan.total);
  let left = f64x2.splat(0);
  let low = -1;
  let varied = false;
  for (let k = 0; k < 4; k++) {
    let bits = load<u64>(plan.occupied + (<usize>k << 3));
    store<u64>(plan.occupied + (<usize>k << 3), 0);
    while (bits != 0) {
      const bin = (k << 6) + <i32>ctz(bits);
      bits &= bits - 1;
      if (low >= 0) {
        if (only < 0 || only == bin) {
          if (way != 1) offerSums(plan, criterion, left, f64x2.sub(total, left), feature, low, bin, toRight);
          if (hasMissing && way != 0) {
            const both = f64x2.add(left, absent);
            offerSums(plan, criterion, both, f64x2.sub(total, both), feature, low, bin, 1);
          }
        }
        varied = true;
      }
      const cell = pairAt(plan.histogram, bin);
      left = f64x2.add(left, v128.load(cell));
      v128.store(cell, f64x2.splat(0));
      low = bin;
    }
  }
  if (!hasMissing || low < 0) return varied;
  if (only < 0 && way != 1) offerSums(plan, criterion, left, f64x2.sub(total, left), feature, low, MISSING, 0);
  return true;
}

/** The same with counts of classes: a cell is the mixed weight, then a count for each class, padded to lane pairs. */
function scanClasses(plan: Plan, feature: i32, start: i32, end: i32): bool {
  const column = plan.bins + <usize>feature * <usize>plan.rows;
  fill(plan, column, start, end, 2);
  const hasMissing = takeMissing(plan);
  if (hasMissing) {
    memory.copy(plan.absent, plan.histogram + <usize>MISSING * cellBytes, cellBytes);
    memory.fill(plan.histogram + <usize>MISSING * cellBytes, 0, cellBytes);
  }
  const only = plan.isRandom ? drawBorder(plan, feature) : -1;
  const way: i32 = hasMissing && plan.isRandom && only != -2 ? random() & 1 : -1;
  const toRight = hasMissing ? 0 : UNKNOWN;
  memory.fill(plan.left, 0, cellBytes);
  let low = -1;
  let varied = false;
  for (let k = 0; k < 4; k++) {
    let bits = load<u64>(plan.occupied + (<usize>k << 3));
    store<u64>(plan.occupied + (<usize>k << 3), 0);
    while (bits != 0) {
      const bin = (k << 6) + <i32>ctz(bits);
      bits &= bits - 1;
      if (low >= 0) {
        if (only < 0 || only == bin) {
          if (way != 1) offerClasses(plan, plan.left, feature, low, bin, toRight);
          if (hasMissing && way != 0) {
            addCells(plan.both, plan.left, plan.absent);
            offerClasses(plan, plan.both, feature, low, bin, 1);
          }
        }
        varied = true;
      }
      const cell = plan.histogram + <usize>bin * cellBytes;
      addCells(plan.left, plan.left, cell);
      memory.fill(cell, 0, cellBytes);
      low = bin;
    }
  }
  if (!hasMissing || low < 0) return varied;
  if (only < 0 && way != 1) offerClasses(plan, plan.left, feature, low, MISSING, 0);
  return true;
}

@inline
function addCells(to: usize, a: usize, b: usize): void {
  for (let at: usize = 0; at < cellBytes; at += 16) {
    v128.store(to + at, f64x2.add(v128.load(a + at), v128.load(b + at)));
  }
}

/** Offers a split with these counts on its left. */
@inline
function offerClasses(plan: Plan, counts: usize, feature: i32, low: i32, high: i32, missing: i32): void {
  if (plan.criterion == SQUARES) {
    let squares = f64x2.splat(0);
    for (let at: usize = 8; at <= <usize>plan.outputs << 3; at += 8) {
      const count = load<f64>(counts + at);
      const both = f64x2.replace_lane(f64x2.splat(count), 1, load<f64>(plan.total + at) - count);
      squares = f64x2.add(squares, f64x2.mul(both, both));
    }
    offerSquares(plan, counts, squares, feature, low, high, missing);
    return;
  }
  const mixed = sidesOf(plan, counts);
  const weights = f64x2.floor(mixed);
  const score =
    scoreCounts(plan, counts, 0, f64x2.extract_lane(weights, 0)) +
    scoreCounts(plan, counts, plan.total, f64x2.extract_lane(weights, 1));
  if (score > bestScore) take(score, mixed, weights, feature, low, high, missing);
}

/** The mixed weights of both sides. */
@inline
function sidesOf(plan: Plan, counts: usize): v128 {
  const onLeft = load<f64>(counts);
  return f64x2.replace_lane(f64x2.splat(onLeft), 1, load<f64>(plan.total) - onLeft);
}

/** Offers a split by the sums of both sides' squared counts. */
@inline
function offerSquares(plan: Plan, counts: usize, squares: v128, feature: i32, low: i32, high: i32, missing: i32): void {
  const mixed = sidesOf(plan, counts);
  const weights = f64x2.floor(mixed);
  const parts = f64x2.div(squares, weights);
  const score = f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
  if (score > bestScore) take(score, mixed, weights, feature, low, high, missing);
}

/** Moves a row into the counts of the left side; returns by how much the squared counts of both sides change. */
@inline
function moveRow(plan: Plan, counts: usize, payload: usize): v128 {
  const mixed = load<f64>(payload, 8);
  const weight = floor(mixed);
  const offset = 8 + <usize>load<i32>(payload);
  const before = load<f64>(counts + offset);
  const others = load<f64>(plan.total + offset) - before;
  store<f64>(counts, load<f64>(counts) + mixed);
  store<f64>(counts + offset, before + weight);
  const change = f64x2.splat(weight * (2 * before + weight));
  return f64x2.replace_lane(change, 1, weight * (weight - 2 * others));
}

/**
 * As `scanClasses` by squares, for nodes of few rows beside their classes: row by row, in lists of the bins' rows, so that
 * it costs rows and not bins times classes. All sums are whole and below 2^53, so it comes to the same to the bit.
 */
function scanFew(plan: Plan, feature: i32, start: i32, end: i32): bool {
  const column = plan.bins + <usize>feature * <usize>plan.rows;
  const firsts = plan.histogram;
  const others = plan.spareOrder;
  for (let i = start; i < end; i++) {
    const bin = <u32>load<u8>(column + <usize>load<u32>(wordAt(plan.order, i)));
    const first = wordAt(firsts, bin);
    store<u32>(wordAt(others, i), load<u32>(first));
    store<u32>(first, i + 1);
    mark(plan, bin);
  }
  const hasMissing = takeMissing(plan);
  const only = plan.isRandom ? drawBorder(plan, feature) : -1;
  const way: i32 = hasMissing && plan.isRandom && only != -2 ? random() & 1 : -1;
  const toRight = hasMissing ? 0 : UNKNOWN;
  const left = plan.left;
  const both = plan.both;
  memory.fill(left, 0, cellBytes);
  let squares = f64x2.replace_lane(f64x2.splat(0), 1, nodeSquares);
  let bothSquares = squares;
  if (hasMissing) {
    memory.fill(both, 0, cellBytes);
    for (let i = load<u32>(wordAt(firsts, MISSING)); i != 0; i = load<u32>(wordAt(others, i - 1))) {
      bothSquares = f64x2.add(bothSquares, moveRow(plan, both, pairAt(plan.payload, i - 1)));
    }
    store<u32>(wordAt(firsts, MISSING), 0);
  }
  let low = -1;
  let varied = false;
  for (let k = 0; k < 4; k++) {
    let bits = load<u64>(plan.occupied + (<usize>k << 3));
    store<u64>(plan.occupied + (<usize>k << 3), 0);
    while (bits != 0) {
      const bin = (k << 6) + <i32>ctz(bits);
      bits &= bits - 1;
      if (low >= 0) {
        if (only < 0 || only == bin) {
          if (way != 1) offerSquares(plan, left, squares, feature, low, bin, toRight);
          if (hasMissing && way != 0) offerSquares(plan, both, bothSquares, feature, low, bin, 1);
        }
        varied = true;
      }
      for (let i = load<u32>(wordAt(firsts, bin)); i != 0; i = load<u32>(wordAt(others, i - 1))) {
        const payload = pairAt(plan.payload, i - 1);
        squares = f64x2.add(squares, moveRow(plan, left, payload));
        if (hasMissing) bothSquares = f64x2.add(bothSquares, moveRow(plan, both, payload));
      }
      store<u32>(wordAt(firsts, bin), 0);
      low = bin;
    }
  }
  if (!hasMissing || low < 0) return varied;
  if (only < 0 && way != 1) offerSquares(plan, left, squares, feature, low, MISSING, 0);
  return true;
}

/**
 * Tries the sets of categories that are the first ones in the order of `sortCategories`, or one of them at random. The
 * set of a split is the side without what is no category, else the lighter one, so that what a node has not seen goes
 * with the others. Whether the node can be split by the feature.
 */
function scanSets(plan: Plan, feature: i32, start: i32, end: i32): bool {
  const outputs = plan.outputs;
  fill(plan, plan.bins + <usize>feature * <usize>plan.rows, start, end, outputs == 1 ? 1 : 2);
  direction = 0;
  const used = sortCategories(plan, cellBytes, nodeWeight);
  const bins = plan.sorting + BINS_AT;
  const only = plan.isRandom && used > 1 ? 1 + below(used - 1) : 0;
  const total = v128.load(plan.total);
  let left = f64x2.splat(0);
  if (outputs > 1) memory.fill(plan.left, 0, cellBytes);
  let cut = 0;
  let lighter = false;
  for (let k = 1; k < used; k++) {
    const cell = plan.histogram + <usize>load<u8>(bins + <usize>(k - 1)) * cellBytes;
    const before = bestScore;
    if (outputs == 1) {
      left = f64x2.add(left, v128.load(cell));
      if (only > 0 && only != k) continue;
      offerSums(plan, plan.criterion, left, f64x2.sub(total, left), feature, 0, 0, 0);
    } else {
      addCells(plan.left, plan.left, cell);
      if (only > 0 && only != k) continue;
      offerClasses(plan, plan.left, feature, 0, 0, 0);
    }
    if (bestScore == before) continue;
    cut = k;
    lighter = 2 * floor(outputs == 1 ? f64x2.extract_lane(left, 1) : load<f64>(plan.left)) <= nodeWeight;
  }
  let last = -1; // where the bin of what is no category stands
  for (let k = 0; k < used; k++) {
    const bin = <usize>load<u8>(bins + <usize>k);
    if (bin == <usize>MISSING) last = k;
    memory.fill(plan.histogram + bin * cellBytes, 0, cellBytes);
  }
  if (cut > 0) {
    const isFirst = last < 0 ? lighter : last >= cut;
    keepSet(bins, isFirst ? 0 : cut, isFirst ? cut : used);
  }
  return used > 1;
}

/** Makes a run of the sorted bins the best set. */
function keepSet(bins: usize, from: i32, to: i32): void {
  bestSet0 = bestSet1 = bestSet2 = bestSet3 = 0;
  for (let k = from; k < to; k++) {
    const bin = load<u8>(bins + <usize>k);
    const bit: u64 = <u64>1 << (bin & 63);
    if (bin < 64) bestSet0 |= bit;
    else if (bin < 128) bestSet1 |= bit;
    else if (bin < 192) bestSet2 |= bit;
    else bestSet3 |= bit;
  }
}

/** Sums the node's rows into `total`, writes its value and `nodeWeight`, and returns its score. */
function measure(plan: Plan, node: i32, start: i32, end: i32): f64 {
  const outputs = plan.outputs;
  const value = plan.value + <usize>node * (<usize>outputs << 3);
  memory.fill(plan.total, 0, cellBytes);
  if (outputs == 1) {
    let total = f64x2.splat(0);
    for (let i = start; i < end; i++) total = f64x2.add(total, v128.load(pairAt(plan.payload, i)));
    v128.store(plan.total, total);
    const sum = f64x2.extract_lane(total, 0);
    const weight = floor(f64x2.extract_lane(total, 1));
    nodeWeight = weight;
    store<f64>(value, plan.isBounded ? min(max(sum / weight, lower), upper) : sum / weight);
    return plan.criterion == SQUARES ? (sum * sum) / weight : scoreSum(sum, weight, plan.criterion);
  }
  for (let i = start; i < end; i++) addToCell(plan.total, pairAt(plan.payload, i), outputs);
  const weight = floor(load<f64>(plan.total));
  nodeWeight = weight;
  let squares: f64 = 0;
  for (let at: usize = 0; at < <usize>outputs << 3; at += 8) {
    const count = load<f64>(plan.total + 8 + at);
    squares += count * count;
    store<f64>(value + at, count / weight);
  }
  nodeSquares = squares;
  return plan.criterion == SQUARES ? squares / weight : scoreCounts(plan, plan.total, 0, weight);
}

/** Whether every row of the node has the same target; ends at the second row in a node that is not pure. */
function isPure(plan: Plan, start: i32, end: i32): bool {
  const first = load<f64>(plan.target + (<usize>load<u32>(wordAt(plan.order, start)) << 3));
  for (let i = start + 1; i < end; i++) {
    if (load<f64>(plan.target + (<usize>load<u32>(wordAt(plan.order, i)) << 3)) != first) return false;
  }
  return true;
}

/** A row drawn with the chance that its weight gives it. */
function drawWeighted(plan: Plan): i32 {
  const total = load<f64>(plan.weight + (<usize>(plan.rows - 1) << 3));
  const share = (<f64>(random() >> 5) * 67108864.0 + <f64>(random() >> 6)) / 9007199254740992.0;
  let from = 0;
  let to = plan.rows - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (load<f64>(plan.weight + (<usize>middle << 3)) > share * total) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Writes how much a drawn row of each class weighs, so that all classes weigh the same, into `left`. */
function balance(plan: Plan, counts: usize): void {
  const classes = max(2, plan.outputs);
  const shares = plan.left;
  memory.fill(shares, 0, <usize>classes << 3);
  for (let row = 0; row < plan.rows; row++) {
    const code = <usize>load<f64>(plan.target + (<usize>row << 3));
    store<f64>(shares + (code << 3), load<f64>(shares + (code << 3)) + <f64>load<u32>(wordAt(counts, row)));
  }
  let present: f64 = 0;
  for (let code = 0; code < classes; code++) if (load<f64>(shares + (<usize>code << 3)) > 0) present++;
  for (let code = 0; code < classes; code++) {
    const at = shares + (<usize>code << 3);
    store<f64>(at, max<f64>(1, floor(33554432.0 / (present * load<f64>(at)) + 0.5)));
  }
}

/** Draws the tree's rows and writes their payload, in row order. Returns how many distinct rows there are. */
function drawRows(plan: Plan): i32 {
  const rows = plan.rows;
  const counts = plan.spareOrder;
  memory.fill(counts, 0, <usize>rows << 2);
  for (let i = 0; i < plan.draws; i++) {
    const count = wordAt(counts, plan.isWeighted ? drawWeighted(plan) : below(rows));
    store<u32>(count, load<u32>(count) + 1);
  }
  if (plan.isBalanced) balance(plan, counts);
  let drawn = 0;
  for (let row = 0; row < rows; row++) {
    let weight: f64 = plan.draws > 0 ? <f64>load<u32>(wordAt(counts, row)) : plan.isWeighted ? load<f64>(plan.weight + (<usize>row << 3)) : 1;
    if (weight == 0) continue;
    const number = load<f64>(plan.target + (<usize>row << 3));
    if (plan.isBalanced) weight *= load<f64>(plan.left + (<usize>number << 3));
    const payload = pairAt(plan.payload, drawn);
    if (plan.outputs == 1) store<f64>(payload, number * weight);
    else store<i32>(payload, <i32>number << 3);
    store<f64>(payload, weight + ONE_ROW, 8);
    store<u32>(wordAt(plan.order, drawn), row);
    drawn++;
  }
  store<u32>(plan.drawn, drawn);
  return drawn;
}

/** Searches the best split of a node into `best…`; returns which of the first 64 features are constant in it. */
function search(plan: Plan, start: i32, end: i32, known: u64): u64 {
  const features = plan.features;
  let constant = known;
  let varied = false;
  bestScore = -Infinity;
  bestFeature = -1;
  for (let k = 0; k < features; k++) {
    if (k >= plan.maxFeatures && varied) break;
    const drawn = wordAt(plan.permutation, k + below(features - k));
    const feature = load<i32>(drawn);
    store<i32>(drawn, load<i32>(wordAt(plan.permutation, k)));
    store<i32>(wordAt(plan.permutation, k), feature);
    const bit: u64 = feature < 64 ? <u64>1 << feature : 0;
    if ((constant & bit) != 0) continue;
    const splits = load<u8>(plan.categories + <usize>feature)
      ? scanSets(plan, feature, start, end)
      : plan.outputs == 1
        ? scanSums(plan, feature, start, end)
        : plan.criterion == SQUARES && end - start < plan.outputs * FEW_ROWS
          ? scanFew(plan, feature, start, end)
          : scanClasses(plan, feature, start, end);
    if (splits) varied = true;
    else constant |= bit;
  }
  return constant;
}

/** Moves the rows that go left to the front of the node, keeping their order on both sides. Returns the middle. */
function partition(plan: Plan, entry: Entry): i32 {
  const column = plan.bins + <usize>entry.feature * <usize>plan.rows;
  const start = entry.start;
  const end = entry.end;
  // The bin of missing values is the last; a step further it is the first.
  const step: u32 = entry.missingLeft == 1 ? 1 : 0;
  const last = <u32>entry.low + step;
  const isSet = load<u8>(plan.categories + <usize>entry.feature) != 0;
  const set = changetype<usize>(entry) + offsetof<Entry>("set0");
  let left = start;
  let right = 0;
  for (let i = start; i < end; i++) {
    const row = load<u32>(wordAt(plan.order, i));
    const payload = v128.load(pairAt(plan.payload, i));
    const bin = <u32>load<u8>(column + <usize>row);
    const goesLeft = isSet
      ? <i32>((load<u8>(set + <usize>(bin >> 3)) >> (bin & 7)) & 1)
      : <i32>(((bin + step) & 255) <= last);
    store<u32>(wordAt(plan.order, left), row);
    v128.store(pairAt(plan.payload, left), payload);
    store<u32>(wordAt(plan.spareOrder, right), row);
    v128.store(pairAt(plan.sparePayload, right), payload);
    left += goesLeft;
    right += 1 - goesLeft;
  }
  memory.copy(wordAt(plan.order, left), plan.spareOrder, <usize>right << 2);
  memory.copy(pairAt(plan.payload, left), plan.sparePayload, <usize>right << 4);
  return left;
}

/** Measures a node and looks for its split; whether there is one, which the entry then holds. */
function open(plan: Plan, entry: Entry): bool {
  const start = entry.start;
  const end = entry.end;
  lower = entry.lower;
  upper = entry.upper;
  const score = measure(plan, entry.node, start, end);
  store<i32>(wordAt(plan.feature, entry.node), -1);
  const rows = end - start;
  if (rows < plan.minSplit || rows < 2 * plan.minLeaf || entry.depth >= plan.maxDepth) return false;
  if (nodeWeight < 2 * minWeight || isPure(plan, start, end)) return false;
  entry.constant = search(plan, start, end, entry.constant);
  if (bestFeature < 0) return false;
  entry.gain = max<f64>(bestScore - score, 0);
  if (entry.gain * (1 + 1e-12) < minGain) return false;
  entry.middle = bestMiddle;
  entry.feature = bestFeature;
  entry.low = <u8>bestLow;
  entry.high = <u8>bestHigh;
  entry.missingLeft = <u8>bestMissing;
  entry.set0 = bestSet0;
  entry.set1 = bestSet1;
  entry.set2 = bestSet2;
  entry.set3 = bestSet3;
  return true;
}

@inline
function entryAt(plan: Plan, index: i32): Entry {
  return changetype<Entry>(plan.stack + <usize>index * ENTRY);
}

/** Writes the split that an entry holds; the children become two entries, one of which may lie where the entry does. */
function divide(plan: Plan, entry: Entry, left: Entry, right: Entry, nodes: i32): void {
  const node = <usize>entry.node;
  const middle = partition(plan, entry);
  const missingLeft = entry.missingLeft == UNKNOWN ? <u8>(middle - entry.start > entry.end - middle) : entry.missingLeft;
  store<i32>(plan.feature + (node << 2), entry.feature);
  store<u8>(plan.lowBin + node, entry.low);
  store<u8>(plan.highBin + node, entry.high);
  store<u8>(plan.missingLeft + node, missingLeft);
  store<i32>(plan.child + (node << 2), nodes);
  store<f64>(plan.gain + (node << 3), entry.gain);
  if (load<u8>(plan.categories + <usize>entry.feature)) {
    memory.copy(plan.sets + (node << 5), changetype<usize>(entry) + offsetof<Entry>("set0"), 32);
  }
  const bound = plan.isBounded ? <i32>load<i8>(plan.monotone + <usize>entry.feature) : 0;
  const between = entry.middle;
  const end = entry.end;
  entry.depth++;
  memory.copy(changetype<usize>(left), changetype<usize>(entry), ENTRY);
  memory.copy(changetype<usize>(right), changetype<usize>(entry), ENTRY);
  left.node = nodes;
  left.end = middle;
  right.node = nodes + 1;
  right.start = middle;
  right.end = end;
  if (bound == 0) return;
  if (bound > 0) left.upper = right.lower = between;
  else left.lower = right.upper = between;
}

/** Grows every node as deep as it may. */
function growDeep(plan: Plan): i32 {
  let count = 1;
  let nodes = 1;
  while (count > 0) {
    const entry = entryAt(plan, count - 1);
    if (!open(plan, entry)) {
      count--;
      continue;
    }
    divide(plan, entry, entryAt(plan, count), entry, nodes);
    count++;
    nodes += 2;
  }
  return nodes;
}

/** Whether an entry is split before another: where it gains more, or else came first. */
@inline
function isBefore(a: Entry, b: Entry): bool {
  return a.gain > b.gain || (a.gain == b.gain && a.node < b.node);
}

/** Moves an entry of the heap, whose first is split next, up to its place; `spare` is where it lies meanwhile. */
function rise(plan: Plan, index: i32, spare: Entry): void {
  memory.copy(changetype<usize>(spare), changetype<usize>(entryAt(plan, index)), ENTRY);
  let at = index;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(spare, entryAt(plan, parent))) break;
    memory.copy(changetype<usize>(entryAt(plan, at)), changetype<usize>(entryAt(plan, parent)), ENTRY);
    at = parent;
  }
  memory.copy(changetype<usize>(entryAt(plan, at)), changetype<usize>(spare), ENTRY);
}

/** Takes the first entry off a heap of `count`, into `first`. */
function takeFirst(plan: Plan, count: i32, first: Entry): void {
  memory.copy(changetype<usize>(first), changetype<usize>(entryAt(plan, 0)), ENTRY);
  const last = entryAt(plan, count - 1);
  let at = 0;
  while (true) {
    let child = 2 * at + 1;
    if (child >= count - 1) break;
    if (child + 1 < count - 1 && isBefore(entryAt(plan, child + 1), entryAt(plan, child))) child++;
    if (isBefore(last, entryAt(plan, child))) break;
    memory.copy(changetype<usize>(entryAt(plan, at)), changetype<usize>(entryAt(plan, child)), ENTRY);
    at = child;
  }
  memory.copy(changetype<usize>(entryAt(plan, at)), changetype<usize>(last), ENTRY);
}

/** Splits what gains most, until there are as many leaves as there may be. */
function growBest(plan: Plan): i32 {
  const spare = entryAt(plan, plan.maxLeaves + 1);
  const first = entryAt(plan, plan.maxLeaves + 2);
  let count = open(plan, entryAt(plan, 0)) ? 1 : 0;
  let nodes = 1;
  for (let leaves = 1; leaves < plan.maxLeaves && count > 0; leaves++) {
    takeFirst(plan, count--, first);
    divide(plan, first, entryAt(plan, count), entryAt(plan, count + 1), nodes);
    nodes += 2;
    const right = entryAt(plan, count + 1);
    if (open(plan, entryAt(plan, count))) rise(plan, count++, spare);
    if (!open(plan, right)) continue;
    memory.copy(changetype<usize>(entryAt(plan, count)), changetype<usize>(right), ENTRY);
    rise(plan, count++, spare);
  }
  return nodes;
}

/** Grows a tree from a state of the random numbers; returns its number of nodes. Nothing is kept between trees. */
export function grow(plan: Plan, a: u32, b: u32, c: u32, d: u32): i32 {
  seed(a, b, c, d);
  cellBytes = plan.outputs == 1 ? 16 : ((<usize>plan.outputs + 2) & ~1) << 3;
  minLeafShare = <f64>plan.minLeaf * ONE_ROW;
  direction = 0;
  for (let f = 0; f < plan.features; f++) store<i32>(wordAt(plan.permutation, f), f);
  const root = entryAt(plan, 0);
  root.node = root.start = root.depth = 0;
  root.end = drawRows(plan);
  root.constant = 0;
  root.lower = -Infinity;
  root.upper = Infinity;
  let weight: f64 = 0;
  for (let i = 0; i < root.end; i++) weight += floor(load<f64>(pairAt(plan.payload, i), 8));
  store<f64>(plan.drawn, weight, 8);
  minWeight = load<f64>(plan.limits) * weight;
  minGain = load<f64>(plan.limits, 8) * weight;
  return plan.maxLeaves > 0 ? growBest(plan) : growDeep(plan);
}
