/**
 * Walks rows down the trees of a model. AssemblyScript, compiled by scripts/compile-kernels.ts to dist/trees.wasm;
 * ../predict-thread.ts is its host, ../pack-trees.ts lays the nodes out.
 *
 * What makes it fast: a node is eight bytes; four rows go down a tree together, so that one waits for memory while the
 * others step; no step branches. A leaf leads back to itself, so that a row may step on while the others do.
 *
 * A node is an i32 key and a u32 of which the lowest `bits` are its column and the others the place of its two children
 * in the tree, in pairs of nodes. Numbers are compared by their keys: whole numbers in the same order. Column 0 is 0 in
 * every row; a leaf asks for it, and its key is the leaf's number, or the complement of that where it is a right child.
 * Columns from `codes` on hold category codes: a node's key is then where its set is, the number of its words and the words.
 */

/** An i32 for a float32, so that both have the same order; NaN gets `missing`. */
@inline
function keyOf(value: f32, missing: i32): i32 {
  if (value != value) return missing;
  const bits = reinterpret<i32>(value + 0); // -0 becomes 0
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/** Writes keys of `count` values, a multiple of 4, into a column: four rows beside each other, then the next column. */
export function arrange(values: usize, count: i32, to: usize, groupBytes: usize, missing: i32): void {
  for (let row = 0; row < count; row += 4) {
    store<i32>(to, keyOf(load<f32>(values), missing));
    store<i32>(to, keyOf(load<f32>(values, 4), missing), 4);
    store<i32>(to, keyOf(load<f32>(values, 8), missing), 8);
    store<i32>(to, keyOf(load<f32>(values, 12), missing), 12);
    values += 16;
    to += groupBytes;
  }
}

/** Category codes in place of keys; what is no code is one that no set has. */
export function arrangeCodes(values: usize, count: i32, to: usize, groupBytes: usize): void {
  for (let row = 0; row < count; row++) {
    const value = load<f32>(values + (<usize>row << 2));
    const code: u32 = value >= 0 && value < 2147483648 ? <u32>value : 0xffffffff;
    store<u32>(to + <usize>(row >> 2) * groupBytes + (<usize>(row & 3) << 2), code);
  }
}

/** Whether a set lacks a code. */
@inline
function lacks(set: usize, code: u32): u32 {
  const word = code >>> 5;
  if (word >= load<u32>(set)) return 1;
  return ((load<u32>(set + 4 + (<usize>word << 2)) >>> (code & 31)) & 1) ^ 1;
}

@inline
function step(tree: usize, node: usize, row: usize, bits: u32, codes: u32, sets: usize): usize {
  const next = load<u32>(node, 4);
  const column = bits == 8 ? <usize>load<u8>(node, 4) : <usize>(next & ((<u32>1 << bits) - 1));
  const key = load<i32>(row + (column << 4));
  if (sets != 0 && <u32>column >= codes) {
    const right = lacks(sets + (<usize>load<u32>(node) << 2), <u32>key);
    return tree + (<usize>(((next >>> bits) << 1) + right) << 3);
  }
  return tree + (<usize>(((next >>> bits) << 1) + u32(key > load<i32>(node))) << 3);
}

@inline
function columnsOf(a: usize, b: usize): u32 {
  return load<u32>(a, 4) | load<u32>(b, 4);
}

/** Adds the values of a leaf to a row's sums. */
@inline
function addLeaf(leaf: usize, values: usize, width: usize, sums: usize): void {
  const key = load<i32>(leaf);
  let value = values + ((<usize>(key ^ (key >> 31)) * width) << 2);
  for (let at: usize = 0; at < width; at++) {
    store<f64>(sums, load<f64>(sums) + <f64>load<f32>(value));
    value += 4;
    sums += 8;
  }
}

/**
 * Walks all rows down one tree; `bits` is a constant where this is called, since shifts by others are slow, and so is
 * `sets` where there are none.
 */
@inline
function walkTree(
  bits: u32,
  codes: u32,
  sets: usize,
  tree: usize,
  row: usize,
  groups: i32,
  groupBytes: usize,
  values: usize,
  width: usize,
  sums: usize,
  sumBytes: usize,
): void {
  for (let group = 0; group < groups; group++) {
    let a = tree;
    let b = tree;
    let c = tree;
    let d = tree;
    do {
      a = step(tree, a, row, bits, codes, sets);
      b = step(tree, b, row + 4, bits, codes, sets);
      c = step(tree, c, row + 8, bits, codes, sets);
      d = step(tree, d, row + 12, bits, codes, sets);
      a = step(tree, a, row, bits, codes, sets);
      b = step(tree, b, row + 4, bits, codes, sets);
      c = step(tree, c, row + 8, bits, codes, sets);
      d = step(tree, d, row + 12, bits, codes, sets);
    } while (((columnsOf(a, b) | columnsOf(c, d)) & ((<u32>1 << bits) - 1)) != 0);
    addLeaf(a, values, width, sums);
    addLeaf(b, values, width, sums + sumBytes);
    addLeaf(c, values, width, sums + 2 * sumBytes);
    addLeaf(d, values, width, sums + 3 * sumBytes);
    row += groupBytes;
    sums += 4 * sumBytes;
  }
}

/**
 * Adds the values of some trees to the sums of rows, tree by tree. `roots`: u32 a tree, where its nodes begin; `rows`:
 * groups of four rows as `arrange` writes them; `bits`: 8, 12 or 16; `values`: f32, leaves × width; `sums`: f64,
 * rows × margins; `sets`: u32, 0 where no tree asks for sets. Where the width is less than the margins, the first tree adds to the first margin.
 */
export function walk(
  roots: usize,
  trees: i32,
  rows: usize,
  groups: i32,
  groupBytes: usize,
  bits: u32,
  values: usize,
  width: usize,
  margins: usize,
  sums: usize,
  codes: u32,
  sets: usize,
): void {
  const bytes = margins << 3;
  let margin: usize = 0;
  for (let each = 0; each < trees; each++) {
    const tree = <usize>load<u32>(roots + (<usize>each << 2));
    const to = sums + margin;
    if (sets != 0) {
      if (bits == 8) walkTree(8, codes, sets, tree, rows, groups, groupBytes, values, width, to, bytes);
      else if (bits == 12) walkTree(12, codes, sets, tree, rows, groups, groupBytes, values, width, to, bytes);
      else walkTree(16, codes, sets, tree, rows, groups, groupBytes, values, width, to, bytes);
    } else if (bits == 8) walkTree(8, 0, 0, tree, rows, groups, groupBytes, values, width, to, bytes);
    else if (bits == 12) walkTree(12, 0, 0, tree, rows, groups, groupBytes, values, width, to, bytes);
    else walkTree(16, 0, 0, tree, rows, groups, groupBytes, values, width, to, bytes);
    if (width < margins) margin = margin + 8 < bytes ? margin + 8 : 0;
  }
}
