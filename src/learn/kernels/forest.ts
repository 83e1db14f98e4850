/**
 * Grows one tree of a random forest over binned features. AssemblyScript, compiled by scripts/compile-kernels.ts to
 * dist/forest.wasm; ../forest-kernel.ts is its host, test/learn/reference-forest.ts says the same in plain TypeScript.
 *
 * What makes it fast: a histogram cell is one 128-bit lane pair (sum, weight); occupied bins are kept in a 256-bit map,
 * so that a small node costs its rows and not 256 bins; the rows' payload is partitioned with them, so that it is read
 * in order; partitioning has no branches. Long because it is the hot loop of the project.
 */

/** Where everything lies in memory, one u32 each. The host writes it in this order. */
@unmanaged
class Plan {
  rows: i32;
  features: i32;
  /** 1: sums of a number (regression, or a 0/1 class); more: that many class counts. */
  outputs: i32;
  maxFeatures: i32;
  minSplit: i32;
  minLeaf: i32;
  maxDepth: i32;
  /** Bootstrap draws; 0: every row once. */
  draws: i32;
  /** 1: of each feature one border at random is tried (extra trees). */
  isRandom: i32;
  /** 1: rows have weights. */
  isWeighted: i32;
  /** u8, features × rows. */
  bins: usize;
  /** f64 a row: the number, or the class code. */
  target: usize;
  /** f64 a row: whole numbers. */
  weight: usize;
  /** f32, features × 256, for borders at random: the least and the greatest value of each bin. */
  lows: usize;
  highs: usize;
  /** Rows of the tree, so that each node has a run of them: u32. */
  order: usize;
  /** Two f64 beside each of `order`: number × weight (or 8 × class code as i32), and the mixed weight. */
  payload: usize;
  /** Room for the right-hand rows while a node is partitioned. */
  spareOrder: usize;
  sparePayload: usize;
  /** 256 cells, always zero between scans. */
  histogram: usize;
  /** Four u64: a bit for each bin in use, always zero between scans. */
  occupied: usize;
  /** One cell each: the node's totals, and the left side while its splits are scanned. */
  total: usize;
  left: usize;
  /** Features in drawing order: i32. */
  permutation: usize;
  stack: usize;
  /** Per node: i32 feature (-1: leaf), u8 last bin that goes left, u8 next bin in use, i32 left child (right is + 1). */
  feature: usize;
  lowBin: usize;
  highBin: usize;
  child: usize;
  /** f64, nodes × outputs: the mean, or the share of each class. */
  value: usize;
  /** f64 a feature: decrease of impurity × weight, summed over the tree. */
  gain: usize;
}

/** Nodes waiting to be split: id, start, end, depth, then a bit for each of the first 64 features known constant. */
const ENTRY: usize = 24;
/**
 * Weights are whole; each row adds this on top, so that one number counts weight and distinct rows exactly: up to 2^26
 * of both (the host refuses more).
 */
const ONE_ROW: f64 = 1.0 / 67108864.0;
/** From this many rows on, finding the bins in use afterwards is cheaper than marking them row by row. */
const DENSE_ROWS: i32 = 1024;

let s0: u32 = 0;
let s1: u32 = 0;
let s2: u32 = 0;
let s3: u32 = 0;

/** xoshiro128++ (Blackman and Vigna), as ../random.ts. */
@inline
function random(): u32 {
  const result = rotl<u32>(s0 + s3, 7) + s0;
  const t = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= t;
  s3 = rotl<u32>(s3, 11);
  return result;
}

@inline
function below(n: i32): i32 {
  return <i32>((<u64>random() * <u64>n) >> 32);
}

/** The best split of the node in hand so far. */
let bestScore: f64 = 0;
let bestFeature: i32 = -1;
let bestLow: i32 = 0;
let bestHigh: i32 = 0;
let minLeafShare: f64 = 0;
let cellBytes: usize = 16;

@inline
function wordAt(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

@inline
function pairAt(base: usize, index: i32): usize {
  return base + (<usize>index << 4);
}

/** Offers a split: `numbers` holds the left and right score numerators, `mixed` the left and right mixed weights. */
@inline
function offer(numbers: v128, mixed: v128, feature: i32, low: i32, high: i32): void {
  const weights = f64x2.floor(mixed);
  const rows = f64x2.sub(mixed, weights);
  const parts = f64x2.div(numbers, weights);
  const score = f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
  if (score > bestScore && i64x2.all_true(f64x2.ge(rows, f64x2.splat(minLeafShare)))) {
    bestScore = score;
    bestFeature = feature;
    bestLow = low;
    bestHigh = high;
  }
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
 * The first bin in use above a border at random; -1 where there is one bin only. The border is drawn evenly between the least and the greatest value, as scikit-learn's ExtraTrees do.
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
  if (first == last) return -1;
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

/** Tries every split of a feature with one sum. Whether the node has more than one bin of it. */
function scanSums(plan: Plan, feature: i32, start: i32, end: i32): bool {
  const column = plan.bins + <usize>feature * <usize>plan.rows;
  fill(plan, column, start, end, 1);
  const only = plan.isRandom ? drawBorder(plan, feature) : -1;
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
          const right = f64x2.sub(total, left);
          const sums = v128.shuffle<f64>(left, right, 0, 2);
          offer(f64x2.mul(sums, sums), v128.shuffle<f64>(left, right, 1, 3), feature, low, bin);
        }
        varied = true;
      }
      const cell = pairAt(plan.histogram, bin);
      left = f64x2.add(left, v128.load(cell));
      v128.store(cell, f64x2.splat(0));
      low = bin;
    }
  }
  return varied;
}

/** The same with counts of classes: a cell is the mixed weight, then a count for each class, padded to lane pairs. */
function scanClasses(plan: Plan, feature: i32, start: i32, end: i32): bool {
  const column = plan.bins + <usize>feature * <usize>plan.rows;
  fill(plan, column, start, end, 2);
  const only = plan.isRandom ? drawBorder(plan, feature) : -1;
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
        if (only < 0 || only == bin) offerClasses(plan, feature, low, bin);
        varied = true;
      }
      const cell = plan.histogram + <usize>bin * cellBytes;
      for (let at: usize = 0; at < cellBytes; at += 16) {
        v128.store(plan.left + at, f64x2.add(v128.load(plan.left + at), v128.load(cell + at)));
        v128.store(cell + at, f64x2.splat(0));
      }
      low = bin;
    }
  }
  return varied;
}

@inline
function offerClasses(plan: Plan, feature: i32, low: i32, high: i32): void {
  let squares = f64x2.splat(0);
  for (let at: usize = 8; at <= <usize>plan.outputs << 3; at += 8) {
    const count = load<f64>(plan.left + at);
    const both = f64x2.replace_lane(f64x2.splat(count), 1, load<f64>(plan.total + at) - count);
    squares = f64x2.add(squares, f64x2.mul(both, both));
  }
  const mixed = load<f64>(plan.left);
  const weights = f64x2.replace_lane(f64x2.splat(mixed), 1, load<f64>(plan.total) - mixed);
  offer(squares, weights, feature, low, high);
}

/** Sums the node's rows into `total`, writes its value, and returns its score (sum of squares over weight). */
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
    store<f64>(value, sum / weight);
    return (sum * sum) / weight;
  }
  for (let i = start; i < end; i++) addToCell(plan.total, pairAt(plan.payload, i), outputs);
  const weight = floor(load<f64>(plan.total));
  let squares: f64 = 0;
  for (let at: usize = 0; at < <usize>outputs << 3; at += 8) {
    const count = load<f64>(plan.total + 8 + at);
    squares += count * count;
    store<f64>(value + at, count / weight);
  }
  return squares / weight;
}

/** Whether every row of the node has the same target; ends at the second row in a node that is not pure. */
function isPure(plan: Plan, start: i32, end: i32): bool {
  const first = load<f64>(plan.target + (<usize>load<u32>(wordAt(plan.order, start)) << 3));
  for (let i = start + 1; i < end; i++) {
    if (load<f64>(plan.target + (<usize>load<u32>(wordAt(plan.order, i)) << 3)) != first) return false;
  }
  return true;
}

/** Draws the tree's rows and writes their payload, in row order. Returns how many distinct rows there are. */
function drawRows(plan: Plan): i32 {
  const rows = plan.rows;
  const counts = plan.spareOrder;
  memory.fill(counts, 0, <usize>rows << 2);
  for (let i = 0; i < plan.draws; i++) {
    const count = wordAt(counts, below(rows));
    store<u32>(count, load<u32>(count) + 1);
  }
  let drawn = 0;
  for (let row = 0; row < rows; row++) {
    let weight: f64 = plan.draws == 0 ? 1 : <f64>load<u32>(wordAt(counts, row));
    if (plan.isWeighted) weight *= load<f64>(plan.weight + (<usize>row << 3));
    if (weight == 0) continue;
    const number = load<f64>(plan.target + (<usize>row << 3));
    const payload = pairAt(plan.payload, drawn);
    if (plan.outputs == 1) store<f64>(payload, number * weight);
    else store<i32>(payload, <i32>number << 3);
    store<f64>(payload, weight + ONE_ROW, 8);
    store<u32>(wordAt(plan.order, drawn), row);
    drawn++;
  }
  return drawn;
}

/** Searches the best split of a node into `best…`; returns which of the first 64 features are constant in it. */
function search(plan: Plan, start: i32, end: i32, known: u64): u64 {
  const features = plan.features;
  let constant = known;
  let varied = false;
  bestScore = -1;
  bestFeature = -1;
  for (let k = 0; k < features; k++) {
    if (k >= plan.maxFeatures && varied) break;
    const drawn = wordAt(plan.permutation, k + below(features - k));
    const feature = load<i32>(drawn);
    store<i32>(drawn, load<i32>(wordAt(plan.permutation, k)));
    store<i32>(wordAt(plan.permutation, k), feature);
    const bit: u64 = feature < 64 ? <u64>1 << feature : 0;
    if ((constant & bit) != 0) continue;
    const splits = plan.outputs == 1 ? scanSums(plan, feature, start, end) : scanClasses(plan, feature, start, end);
    if (splits) varied = true;
    else constant |= bit;
  }
  return constant;
}

/** Moves the rows that go left to the front of the node, keeping their order on both sides. Returns the middle. */
function partition(plan: Plan, start: i32, end: i32): i32 {
  const column = plan.bins + <usize>bestFeature * <usize>plan.rows;
  let left = start;
  let right = 0;
  for (let i = start; i < end; i++) {
    const row = load<u32>(wordAt(plan.order, i));
    const payload = v128.load(pairAt(plan.payload, i));
    const goesLeft = <i32>(<i32>load<u8>(column + <usize>row) <= bestLow);
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

@inline
function push(entry: usize, node: i32, start: i32, end: i32, depth: i32, constant: u64): void {
  store<i32>(entry, node);
  store<i32>(entry, start, 4);
  store<i32>(entry, end, 8);
  store<i32>(entry, depth, 12);
  store<u64>(entry, constant, 16);
}

/** Grows a tree from a state of the random numbers; returns its number of nodes. Nothing is kept between trees. */
export function grow(plan: Plan, a: u32, b: u32, c: u32, d: u32): i32 {
  s0 = a;
  s1 = b;
  s2 = c;
  s3 = d;
  cellBytes = plan.outputs == 1 ? 16 : ((<usize>plan.outputs + 2) & ~1) << 3;
  minLeafShare = <f64>plan.minLeaf * ONE_ROW;
  for (let f = 0; f < plan.features; f++) store<i32>(wordAt(plan.permutation, f), f);
  memory.fill(plan.gain, 0, <usize>plan.features << 3);
  let top = plan.stack;
  let nodes = 1;
  push(top, 0, 0, drawRows(plan), 0, 0);
  top += ENTRY;
  while (top > plan.stack) {
    top -= ENTRY;
    const node = load<i32>(top);
    const start = load<i32>(top, 4);
    const end = load<i32>(top, 8);
    const depth = load<i32>(top, 12);
    const score = measure(plan, node, start, end);
    store<i32>(wordAt(plan.feature, node), -1);
    const rows = end - start;
    if (rows < plan.minSplit || rows < 2 * plan.minLeaf || depth >= plan.maxDepth || isPure(plan, start, end)) continue;
    const constant = search(plan, start, end, load<u64>(top, 16));
    if (bestFeature < 0) continue;
    const middle = partition(plan, start, end);
    store<i32>(wordAt(plan.feature, node), bestFeature);
    store<u8>(plan.lowBin + <usize>node, <u8>bestLow);
    store<u8>(plan.highBin + <usize>node, <u8>bestHigh);
    store<i32>(wordAt(plan.child, node), nodes);
    const gain = plan.gain + (<usize>bestFeature << 3);
    store<f64>(gain, load<f64>(gain) + max<f64>(bestScore - score, 0));
    push(top, nodes + 1, middle, end, depth + 1, constant);
    push(top + ENTRY, nodes, start, middle, depth + 1, constant);
    top += 2 * ENTRY;
    nodes += 2;
  }
  return nodes;
}
