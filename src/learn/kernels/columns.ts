/**
 * The loops over a table's rows that its profile is made of. AssemblyScript, compiled by scripts/compile-kernels.ts to
 * dist/columns.wasm; src/profile/kernel-loops.ts is its host. Each export says which function in plain TypeScript does the
 * same, in the same order of operations, so to the last bit. V8 runs them at full speed from the first row on, where it
 * would interpret the others for most of a small table.
 */

const BLOCK: i32 = 1024;

/** Two values from a place on, the second NaN where it is the end. */
// @ts-ignore: decorator
@inline
function pairAt(values: usize, i: i32, to: i32): v128 {
  const at = values + ((<usize>i) << 3);
  return i + 1 < to ? v128.load(at) : f64x2.replace_lane(f64x2.splat(NaN), 0, load<f64>(at));
}

/** All bits of each value that is finite. */
// @ts-ignore: decorator
@inline
function finites(pair: v128): v128 {
  return f64x2.eq(f64x2.sub(pair, pair), f64x2.splat(0));
}

// @ts-ignore: decorator
@inline
function total(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

// @ts-ignore: decorator
@inline
function counted(pair: v128): f64 {
  return <f64>(i64x2.extract_lane(pair, 0) + i64x2.extract_lane(pair, 1));
}

/** `momentsOf`, first pass; `out`: finite, infinite, zeros, negatives, min, max, sum. What is not finite adds 0, by a mask. */
export function sums(values: usize, count: i32, out: usize): void {
  const zero = f64x2.splat(0);
  const most = f64x2.splat(Infinity);
  const least = f64x2.splat(-Infinity);
  let finite = zero;
  let present = zero;
  let zeros = zero;
  let negatives = zero;
  let low = most;
  let high = least;
  let sum: f64 = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const to = min_(count, from + BLOCK);
    let partial = zero;
    for (let i = from; i < to; i += 2) {
      const pair = pairAt(values, i, to);
      const isFinite = finites(pair);
      partial = f64x2.add(partial, v128.and(pair, isFinite));
      low = f64x2.pmin(low, v128.bitselect(pair, most, isFinite));
      high = f64x2.pmax(high, v128.bitselect(pair, least, isFinite));
      finite = i64x2.sub(finite, isFinite);
      present = i64x2.sub(present, f64x2.eq(pair, pair));
      zeros = i64x2.sub(zeros, f64x2.eq(pair, zero));
      negatives = i64x2.sub(negatives, f64x2.lt(pair, zero));
    }
    sum += total(partial);
  }
  store<f64>(out, counted(finite));
  store<f64>(out, counted(present) - counted(finite), 8);
  store<f64>(out, counted(zeros), 16);
  store<f64>(out, counted(negatives), 24);
  store<f64>(out, Math.min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)), 32);
  store<f64>(out, Math.max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)), 40);
  store<f64>(out, sum, 48);
}

// @ts-ignore: decorator
@inline
function min_(a: i32, b: i32): i32 {
  return a < b ? a : b;
}

/** `momentsOf`, second pass; `out`: the sums of the deviations' cubes, of their squares, and of themselves. */
export function deviations(values: usize, count: i32, mean: f64, scale: f64, out: usize): void {
  const means = f64x2.splat(mean);
  const scales = f64x2.splat(scale);
  let cubes: f64 = 0;
  let squares: f64 = 0;
  let rest: f64 = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const to = min_(count, from + BLOCK);
    let partialCubes = f64x2.splat(0);
    let partialSquares = f64x2.splat(0);
    let partialRest = f64x2.splat(0);
    for (let i = from; i < to; i += 2) {
      let pair = f64x2.mul(f64x2.sub(pairAt(values, i, to), means), scales);
      pair = v128.and(pair, finites(pair));
      const square = f64x2.mul(pair, pair);
      partialCubes = f64x2.add(partialCubes, f64x2.mul(square, pair));
      partialSquares = f64x2.add(partialSquares, square);
      partialRest = f64x2.add(partialRest, pair);
    }
    cubes += total(partialCubes);
    squares += total(partialSquares);
    rest += total(partialRest);
  }
  store<f64>(out, cubes);
  store<f64>(out, squares, 8);
  store<f64>(out, rest, 16);
}

/** `placesOf`: -1 where a finite value lies beside the grid, else the number of values that are not finite. */
export function places(values: usize, count: i32, min: f64, scale: f64, base: f64, size: i32, codes: usize): i32 {
  let gaps: i32 = 0;
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + ((<usize>i) << 3));
    let place: i32 = -1;
    if (value - value == 0) {
      place = <i32>((value - min) * scale + 0.5);
      if (place >= size || (base + <f64>place) / scale != value) return -1;
    } else gaps++;
    store<i32>(codes + ((<usize>i) << 2), place);
  }
  return gaps;
}

/** `countGrid`: whether all values but NaN lie on the grid; `counts` has `size` places, all 0. */
export function countGrid(
  values: usize,
  count: i32,
  min: f64,
  scale: f64,
  base: f64,
  size: i32,
  counts: usize,
): bool {
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + ((<usize>i) << 3));
    if (value != value) continue;
    if (value - value != 0) return false;
    const place = <i32>((value - min) * scale + 0.5);
    if (place >= size || (base + <f64>place) / scale != value) return false;
    const at = counts + ((<usize>place) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  return true;
}

/** Leaves the places out that have no count, and gives how many stay: their values, and their counts in place. */
export function compact(counts: usize, size: i32, base: f64, scale: f64, keys: usize): i32 {
  let filled: i32 = 0;
  for (let place = 0; place < size; place++) {
    const times = load<i32>(counts + ((<usize>place) << 2));
    if (times == 0) continue;
    store<i32>(counts + ((<usize>filled) << 2), times);
    store<f64>(keys + ((<usize>filled) << 3), (base + <f64>place) / scale);
    filled++;
  }
  return filled;
}

/** `countCodes`: how many are missing; `counts` are all 0. */
export function countCodes(codes: usize, count: i32, counts: usize): i32 {
  let missing: i32 = 0;
  for (let i = 0; i < count; i++) {
    const code = load<i32>(codes + ((<usize>i) << 2));
    if (code < 0) {
      missing++;
      continue;
    }
    const at = counts + ((<usize>code) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  return missing;
}

// @ts-ignore: decorator
@inline
function mix(high: usize, low: usize, row: usize, upper: u32, lower: u32): void {
  let first = (load<u32>(high + row) ^ lower) * 0x9e3779b1;
  first ^= first >> 15;
  let second = (load<u32>(low + row) ^ upper ^ first) * 0x85ebca6b;
  second ^= second >> 16;
  store<u32>(high + row, first + second);
  store<u32>(low + row, second);
}

/** `mixNumbers`. */
export function mixNumbers(high: usize, low: usize, values: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const value = load<f64>(values + (i << 3));
    let bits = reinterpret<u64>(value);
    if (value != value) bits = 0x7ff800007ff80000;
    else if (value == 0) bits = 0;
    mix(high, low, i << 2, <u32>(bits >> 32), <u32>bits);
  }
}

/** `mixCodes`. */
export function mixCodes(high: usize, low: usize, codes: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count; i++) mix(high, low, i << 2, 0, load<u32>(codes + (i << 2)));
}

// @ts-ignore: decorator
@inline
function finalize(hash: u32): u32 {
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

/** The end of `hashContent`, and `countDuplicates`; `slots` are `mask` + 1, all 0, more than rows. */
export function countDuplicates(high: usize, low: usize, rows: i32, slots: usize, mask: u32): i32 {
  let duplicates: i32 = 0;
  for (let row: usize = 0; row < <usize>rows; row++) {
    const lower = load<u32>(low + (row << 2));
    const upper = finalize(load<u32>(high + (row << 2)) ^ finalize(lower));
    store<u32>(high + (row << 2), upper);
    let slot = upper & mask;
    while (true) {
      const at = slots + ((<usize>slot) << 2);
      const found = <usize>load<u32>(at);
      if (found == 0) {
        store<u32>(at, <u32>row + 1);
        break;
      }
      if (load<u32>(low + ((found - 1) << 2)) == lower && load<u32>(high + ((found - 1) << 2)) == upper) {
        duplicates++;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return duplicates;
}

/** `centredRanks`: the sum of their squares; `counts` has `size` places, all 0, and so has `ranks` room. */
export function centredRanks(codes: usize, count: i32, size: i32, counts: usize, ranks: usize, out: usize): f64 {
  countCodes(codes, count, counts);
  let squares: f64 = 0;
  let below: f64 = 0;
  for (let code = 0; code < size; code++) {
    const times = <f64>load<i32>(counts + ((<usize>code) << 2));
    const rank = below + (times + 1) / 2 - (<f64>count + 1) / 2;
    store<f64>(ranks + ((<usize>code) << 3), rank);
    squares += times * rank * rank;
    below += times;
  }
  for (let i: usize = 0; i < <usize>count; i++)
    store<f64>(out + (i << 3), load<f64>(ranks + ((<usize>load<i32>(codes + (i << 2))) << 3)));
  return squares;
}

/** `centre`: the sum of the squares. */
export function centre(values: usize, count: i32, mean: f64, out: usize): f64 {
  let squares: f64 = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const difference = load<f64>(values + (i << 3)) - mean;
    store<f64>(out + (i << 3), difference);
    squares += difference * difference;
  }
  return squares;
}

/** The sum of products in `pearsonOfCentred`. */
export function product(left: usize, right: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < <usize>count; i++) sum += load<f64>(left + (i << 3)) * load<f64>(right + (i << 3));
  return sum;
}

/** The sums and counts in `correlationRatioOfCentred`, all 0 before. */
export function sumsByCode(codes: usize, values: usize, count: i32, totals: usize, counts: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const code = <usize>load<i32>(codes + (i << 2));
    const at = totals + (code << 3);
    store<f64>(at, load<f64>(at) + load<f64>(values + (i << 3)));
    const times = counts + (code << 2);
    store<i32>(times, load<i32>(times) + 1);
  }
}

/** The table in `cramersV`, all 0 before: rows by the left code, `columns` of them each. */
export function contingency(left: usize, right: usize, count: i32, columns: i32, table: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const a = load<i32>(left + (i << 2));
    const b = load<i32>(right + (i << 2));
    if (a < 0 || b < 0) continue;
    const at = table + ((<usize>(a * columns + b)) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
}

/** MurmurHash3's finalizer on four words. */
// @ts-ignore: decorator
@inline
function finalizeFour(words: v128): v128 {
  words = i32x4.mul(v128.xor(words, i32x4.shr_u(words, 16)), i32x4.splat(0x85ebca6b));
  words = i32x4.mul(v128.xor(words, i32x4.shr_u(words, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(words, i32x4.shr_u(words, 16));
}

// @ts-ignore: decorator
@inline
function raise(registers: usize, high: u32, low: u32): void {
  const register = registers + <usize>(high >> 18);
  const rank = <u32>clz(low) + 1;
  if (rank > <u32>load<u8>(register)) store<u8>(register, rank);
}

/** `sketchAll`, four values at a time; `registers` are 2^14 bytes. */
export function sketch(values: usize, count: i32, registers: usize): void {
  const zero = f64x2.splat(0);
  for (let i = 0; i < count; i += 4) {
    // One zero.
    const left = f64x2.add(pairAt(values, i, count), zero);
    const right = i + 2 < count ? f64x2.add(pairAt(values, i + 2, count), zero) : f64x2.splat(NaN);
    const lower = v128.shuffle<i32>(left, right, 0, 2, 4, 6);
    const upper = v128.shuffle<i32>(left, right, 1, 3, 5, 7);
    const first = finalizeFour(v128.xor(finalizeFour(v128.xor(lower, i32x4.splat(0x9e3779b9))), upper));
    const other = finalizeFour(v128.xor(upper, i32x4.splat(0x85ebca6b)));
    const spread = i32x4.mul(lower, i32x4.splat(0x27d4eb2f));
    const second = finalizeFour(i32x4.add(i32x4.add(other, spread), first));
    const present = i64x2.bitmask(f64x2.eq(left, left)) | (i64x2.bitmask(f64x2.eq(right, right)) << 2);
    if (present & 1) raise(registers, i32x4.extract_lane(first, 0), i32x4.extract_lane(second, 0));
    if (present & 2) raise(registers, i32x4.extract_lane(first, 1), i32x4.extract_lane(second, 1));
    if (present & 4) raise(registers, i32x4.extract_lane(first, 2), i32x4.extract_lane(second, 2));
    if (present & 8) raise(registers, i32x4.extract_lane(first, 3), i32x4.extract_lane(second, 3));
  }
}
