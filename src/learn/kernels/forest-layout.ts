/** Where the numbers of forest.ts lie in memory, and its random numbers. */

/** Where everything lies in memory, one u32 each. The host writes it in this order. */
@unmanaged
export class Plan {
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
  /** How impurity is measured: SQUARES, ENTROPY or POISSON. */
  criterion: i32;
  /** Leaves of a tree that grows by its best splits; 0: it grows to its depth. */
  maxLeaves: i32;
  /** 1: each tree gives its classes the same weight. */
  isBalanced: i32;
  /** 1: predictions may only rise or fall with some features. */
  isBounded: i32;
  /** u8, features × rows. */
  bins: usize;
  /** f64 a row: the number, or the class code. */
  target: usize;
  /** f64 a row: whole numbers, or with draws the sum of the weights up to the row. */
  weight: usize;
  /** i8 a feature: 1 where predictions may only rise with it, -1 where they may only fall. */
  monotone: usize;
  /** Two f64: the share of the tree's weight that a leaf has at least, and the gain for each unit of it. */
  limits: usize;
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
  /** One cell each: the node's totals, and the left side while its splits are scanned (first, the weights of classes). */
  total: usize;
  left: usize;
  /** The rows without a value of the feature in hand, and those with the left side: a cell each. */
  absent: usize;
  both: usize;
  /** Features in drawing order: i32. */
  permutation: usize;
  stack: usize;
  /** u32: how many of `order` the tree has drawn; 8 bytes on, f64: their weight. */
  drawn: usize;
  /**
   * Per node: i32 feature (-1: leaf), u8 last bin that goes left, u8 next bin in use, u8 whether missing values go left,
   * i32 left child (right is + 1).
   */
  feature: usize;
  lowBin: usize;
  highBin: usize;
  missingLeft: usize;
  child: usize;
  /** f64, nodes × outputs: the mean, or the share of each class. */
  value: usize;
  /** f64 a node: decrease of impurity × weight by its split. */
  gain: usize;
  /** u8 a feature: 1 where its bins are categories. */
  categories: usize;
  /** Four u64 a node, where there are categories: a bit for each bin that goes left. */
  sets: usize;
  /** Room for sorting: f64 keys of 256 categories, and their u8 bins after them. */
  sorting: usize;
}

/** The bin of missing values, and of what is none of the categories. */
export const MISSING: i32 = 255;

/** A node that waits to be split, and the split that was found for it. */
@unmanaged
export class Entry {
  node: i32;
  start: i32;
  end: i32;
  depth: i32;
  /** A bit for each of the first 64 features known constant. */
  constant: u64;
  /** Between these its value lies. */
  lower: f64;
  upper: f64;
  gain: f64;
  /** Between the values of its children. */
  middle: f64;
  feature: i32;
  low: u8;
  high: u8;
  missingLeft: u8;
  /** Of categories: the bins that go left. */
  set0: u64;
  set1: u64;
  set2: u64;
  set3: u64;
}
export const ENTRY: usize = 96;

/** Where the bins are in `Plan.sorting`. */
export const BINS_AT: usize = 2048;

/**
 * Weights are whole; each row adds this on top, so that one number counts weight and distinct rows exactly: up to 2^26
 * of both (the host refuses more).
 */
export const ONE_ROW: f64 = 1.0 / 67108864.0;
/** From this many rows on, finding the bins in use afterwards is cheaper than marking them row by row. */
export const DENSE_ROWS: i32 = 1024;

/** With fewer rows for each class than this, moving row by row is cheaper than counting classes by bins. */
export const FEW_ROWS: i32 = 32;

let s0: u32 = 0;
let s1: u32 = 0;
let s2: u32 = 0;
let s3: u32 = 0;

export function seed(a: u32, b: u32, c: u32, d: u32): void {
  s0 = a;
  s1 = b;
  s2 = c;
  s3 = d;
}

/** xoshiro128++ (Blackman and Vigna), as ../random.ts. */
@inline
export function random(): u32 {
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
export function below(n: i32): i32 {
  return <i32>((<u64>random() * <u64>n) >> 32);
}

@inline
export function wordAt(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

@inline
export function pairAt(base: usize, index: i32): usize {
  return base + (<usize>index << 4);
}
