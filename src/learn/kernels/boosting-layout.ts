/** What the boosting kernel and its host, src/learn/boosting-memory.ts, share in memory. */

/** Numbers, counts and places, in the host's order. */
@unmanaged
export class Plan {
  /** Shrinkage of each tree's values. */
  learningRate: f64;
  /** L1 and L2 of leaf values, in the target's scaled units. */
  lambda1: f64;
  lambda2: f64;
  /** Least gain of a split, least sum of second derivatives of a leaf, least rows of a leaf. */
  minGain: f64;
  minHessian: f64;
  minRows: f64;
  /** LightGBM's settings of categorical splits. */
  catSmooth: f64;
  catL2: f64;
  minGroup: f64;
  /** Weight of rows of class 1 in binary classification. */
  positiveWeight: f64;
  /** Share of rows that a tree sees; 1: all. */
  subsample: f64;

  /** Training rows, and those with the validation rows after them. */
  rows: i32;
  allRows: i32;
  features: i32;
  /** Groups of eight features: a row has eight bytes a group. */
  groups: i32;
  /** Scores of a row. */
  outputs: i32;
  /** 0: squared error, 1: logistic, 2: softmax. */
  objective: i32;
  leaves: i32;
  maxDepth: i32;
  threads: i32;
  maxCatToOnehot: i32;
  maxCatThreshold: i32;
  /** 1 where the plain gain will not do: L1, or monotone constraints. */
  isBounded: i32;
  seed: u32;
  padding: i32;

  /** Two u32: threads that have arrived, and how often all have. Then a counter of work taken. */
  sync: usize;
  /** u8, features × all rows: what partitioning reads. */
  columns: usize;
  /** u8, rows × groups × 8: the same, what histograms read. */
  bins: usize;
  /** u32 a group: where its histogram begins, and bytes between two of its features. */
  groupAt: usize;
  groupStride: usize;
  /** Bytes of a histogram of all features. */
  slotBytes: usize;
  /** A feature: i32 bins of values (the next one holds missing ones), and u8 flags: 1 missing, 2 categories. */
  binCount: usize;
  flags: usize;
  /** i8 a feature: 1 rising, -1 falling, 0 free; u8 a feature: whether this tree may ask for it. */
  monotone: usize;
  used: usize;
  /** f64 a row: number, 0 or 1, or class code. Of all rows. */
  target: usize;
  /** f32 a row, or 0 where all weigh the same. */
  weight: usize;
  /** f64, outputs × all rows. */
  scores: usize;
  /** f32, outputs × rows, of softmax. */
  shares: usize;
  /** f32 pairs a row: first and second derivative. */
  gradients: usize;
  /** i64 a row: both derivatives as whole numbers, the first in the upper half. */
  payload: usize;
  /** Rows of each leaf in a run: u32. And two spare ones for partitioning. */
  order: usize;
  spareLeft: usize;
  spareRight: usize;
  /** Two f64 a block of `BLOCK` rows. */
  blockSums: usize;
  /** Leaves × slotBytes, and (threads - 1) × slotBytes. */
  histograms: usize;
  partial: usize;
  /** A `Leaf` a leaf, and two `Split`s and a room for sorting (4 kB) a thread. */
  leafTable: usize;
  splits: usize;
  sorting: usize;
  /** i32 a thread: rows that go left in its part. */
  counts: usize;
  /** Tile of payload a thread, `TILE` × 8. */
  tiles: usize;
  /** The tree: i32 feature (-1: leaf), i32 last bin on the left, u8 flags, i32 children, f64 value, f64 gain, 4 × u64. */
  nodeFeature: usize;
  nodeBin: usize;
  nodeFlags: usize;
  nodeLeft: usize;
  nodeRight: usize;
  nodeValue: usize;
  nodeGain: usize;
  nodeSet: usize;
  /** Three f64: what a whole number stands for, of the first and second derivatives; rows per hessian. */
  scales: usize;
  /** f64 a block of validation rows. */
  losses: usize;
}

/** A leaf of the tree in hand, with the best split of it. */
@unmanaged
export class Leaf {
  gain: f64;
  low: f64;
  high: f64;
  lambda2: f64;
  total: i64;
  leftTotal: i64;
  set0: u64;
  set1: u64;
  set2: u64;
  set3: u64;
  feature: i32;
  bin: i32;
  flags: i32;
  start: i32;
  end: i32;
  depth: i32;
  node: i32;
  slot: i32;
}

/** The best split that a thread has found for a leaf. */
@unmanaged
export class Split {
  gain: f64;
  leftTotal: i64;
  set0: u64;
  set1: u64;
  set2: u64;
  set3: u64;
  feature: i32;
  bin: i32;
  flags: i32;
  padding: i32;
}

export const LEAF: usize = 112;
export const SPLIT: usize = 64;
/** Rows whose sums are added on their own, so that no sum depends on the number of threads. */
export const BLOCK: i32 = 4096;
/** Rows whose order and derivatives stay in the first cache while the groups pass over them. */
export const TILE: i32 = 512;

export const MISSING_LEFT: i32 = 1;
export const CATEGORIES: i32 = 2;
export const HAS_MISSING: i32 = 1;

/** Where a thread's share of `count` things begins; multiples of `unit`. */
@inline
export function shareOf(count: i32, thread: i32, threads: i32, unit: i32): i32 {
  const units = (count + unit - 1) / unit;
  return min(count, <i32>((<i64>units * thread) / threads) * unit);
}

/** Waits until all threads have come here. */
export function meet(plan: Plan): void {
  const threads = plan.threads;
  const sync = plan.sync;
  if (threads == 1) {
    store<i32>(sync, 0, 8);
    return;
  }
  const generation = atomic.load<i32>(sync, 4);
  if (atomic.add<i32>(sync, 1) == threads - 1) {
    atomic.store<i32>(sync, 0);
    atomic.store<i32>(sync, 0, 8);
    atomic.add<i32>(sync, 1, 4);
    atomic.notify(sync + 4, -1);
    return;
  }
  for (let spin = 0; spin < 4000; spin++) if (atomic.load<i32>(sync, 4) != generation) return;
  while (atomic.load<i32>(sync, 4) == generation) atomic.wait<i32>(sync + 4, generation, -1);
}

/** The next piece of work that no thread has taken since the threads last met. */
@inline
export function take(plan: Plan): i32 {
  return atomic.add<i32>(plan.sync, 1, 8);
}

@inline
export function gradientOf(sum: i64): f64 {
  return <f64>(<i32>(sum >> 32));
}

@inline
export function hessianOf(sum: i64): u32 {
  return <u32>sum;
}

@inline
export function binOf(plan: Plan, feature: i32, row: u32): u32 {
  return <u32>load<u8>(plan.columns + <usize>feature * <usize>plan.allRows + <usize>row);
}

/** Whether a category's bit is set in the four words at `set`. */
@inline
export function isIn(set: usize, bin: u32): i32 {
  return <i32>((load<u64>(set + <usize>((bin >> 6) << 3)) >> (bin & 63)) & 1);
}
