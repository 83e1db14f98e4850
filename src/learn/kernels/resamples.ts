/**
 * Draws resamples, and sums and ranks their rows: where a bootstrap spends its time. AssemblyScript, compiled by
 * scripts/compile-kernels.ts to dist/resamples.wasm; src/statistics/kernel-resampler.ts is its host,
 * src/statistics/resampler.ts says the same in plain TypeScript.
 *
 * What makes it fast: eight resamples lie side by side, a byte a unit each (a unit comes about once, and never 256
 * times), so that each row is looked up once for all of them; ranks are whole numbers up to their last division; rows
 * between two that matter to a metric are counted alone.
 */

export { draw } from "./resamples-draw";

/** Units whose counts are numbers at a time: 16 KB, which stay in the nearest cache while all terms go over them. */
const TILE: i32 = 256;

/** The last two of four whole numbers in the place of the first two. */
// @ts-ignore: decorator
@inline
function upper(four: v128): v128 {
  return i32x4.shuffle(four, four, 2, 3, 2, 3);
}

/**
 * Sums terms (each of as many values as units) for all lanes: eight sums a term in `out`, each added up in the order of
 * the units. Two terms are summed at a time: `out` has room for one more. `wide` has room for a tile of counts as numbers.
 */
export function sum(counts: usize, units: i32, terms: usize, size: i32, wide: usize, out: usize): void {
  memory.fill(out, 0, <usize>(size + 1) << 6);
  const stride = <usize>units << 3;
  for (let from = 0; from < units; from += TILE) {
    const tile = min(TILE, units - from);
    widen(counts + (<usize>from << 3), tile, wide);
    for (let term = 0; term < size; term += 2) {
      const first = terms + <usize>term * stride + (<usize>from << 3);
      const second = term + 1 < size ? first + stride : first;
      sumTwo(wide, tile, first, second, out + (<usize>term << 6));
    }
  }
}

function widen(counts: usize, units: i32, wide: usize): void {
  for (let unit = 0; unit < units; unit++) {
    const eight = v128.load_ext<u8>(counts + (<usize>unit << 3));
    storeWide(wide + (<usize>unit << 6), i32x4.extend_low_i16x8_u(eight), i32x4.extend_high_i16x8_u(eight));
  }
}

/** Eight whole numbers as numbers. */
// @ts-ignore: decorator
@inline
function storeWide(at: usize, low: v128, high: v128): void {
  v128.store(at, f64x2.convert_low_i32x4_s(low));
  v128.store(at, f64x2.convert_low_i32x4_s(upper(low)), 16);
  v128.store(at, f64x2.convert_low_i32x4_s(high), 32);
  v128.store(at, f64x2.convert_low_i32x4_s(upper(high)), 48);
}

function sumTwo(wide: usize, units: i32, first: usize, second: usize, out: usize): void {
  let a = v128.load(out);
  let b = v128.load(out, 16);
  let c = v128.load(out, 32);
  let d = v128.load(out, 48);
  let e = v128.load(out, 64);
  let f = v128.load(out, 80);
  let g = v128.load(out, 96);
  let h = v128.load(out, 112);
  for (let unit = 0; unit < units; unit++) {
    const at = wide + (<usize>unit << 6);
    const x = v128.load_splat<f64>(first + (<usize>unit << 3));
    const y = v128.load_splat<f64>(second + (<usize>unit << 3));
    const p = v128.load(at);
    a = f64x2.add(a, f64x2.mul(p, x));
    e = f64x2.add(e, f64x2.mul(p, y));
    const q = v128.load(at, 16);
    b = f64x2.add(b, f64x2.mul(q, x));
    f = f64x2.add(f, f64x2.mul(q, y));
    const r = v128.load(at, 32);
    c = f64x2.add(c, f64x2.mul(r, x));
    g = f64x2.add(g, f64x2.mul(r, y));
    const s = v128.load(at, 48);
    d = f64x2.add(d, f64x2.mul(s, x));
    h = f64x2.add(h, f64x2.mul(s, y));
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
  v128.store(out, e, 64);
  v128.store(out, f, 80);
  v128.store(out, g, 96);
  v128.store(out, h, 112);
}

/** The counts of a place's unit in all lanes, as eight numbers of 16 bits. `places` has where each one's counts are. */
// @ts-ignore: decorator
@inline
function countsAt(counts: usize, places: usize, place: u32): v128 {
  return v128.load_ext<u8>(counts + <usize>load<u32>(places + (<usize>place << 2)));
}

/**
 * `precisionOf` for all lanes, of fewer than 2^15 units that all weigh 1. Each segment has the negative rows since the
 * segment before it and those that score the same, then the positive rows of one score; `ends` are the ends of both.
 */
export function precision(counts: usize, places: usize, ends: usize, segments: i32, out: usize): void {
  const one = i16x8.splat(1);
  let hits = i16x8.splat(0);
  let rows = i16x8.splat(0);
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  let place: u32 = 0;
  for (let segment = 0; segment < segments; segment++) {
    const at = ends + (<usize>segment << 3);
    for (const end = load<u32>(at); place < end; place++)
      rows = i16x8.add(rows, countsAt(counts, places, place));
    let gain = i16x8.splat(0);
    for (const end = load<u32>(at, 4); place < end; place++)
      gain = i16x8.add(gain, countsAt(counts, places, place));
    hits = i16x8.add(hits, gain);
    rows = i16x8.add(rows, gain);
    // Where there are no rows yet there is no gain: 0 / 1 is the 0 that is meant.
    const over = i16x8.max_s(rows, one);
    let product = i32x4.extmul_low_i16x8_s(gain, hits);
    let divisor = i32x4.extend_low_i16x8_s(over);
    a = f64x2.add(a, quotients(product, divisor));
    b = f64x2.add(b, quotients(upper(product), upper(divisor)));
    product = i32x4.extmul_high_i16x8_s(gain, hits);
    divisor = i32x4.extend_high_i16x8_s(over);
    c = f64x2.add(c, quotients(product, divisor));
    d = f64x2.add(d, quotients(upper(product), upper(divisor)));
  }
  // Without hits the sum is 0, and so is 0 / 1.
  hits = i16x8.max_s(hits, one);
  const low = i32x4.extend_low_i16x8_s(hits);
  const high = i32x4.extend_high_i16x8_s(hits);
  v128.store(out, f64x2.div(a, f64x2.convert_low_i32x4_s(low)));
  v128.store(out, f64x2.div(b, f64x2.convert_low_i32x4_s(upper(low))), 16);
  v128.store(out, f64x2.div(c, f64x2.convert_low_i32x4_s(high)), 32);
  v128.store(out, f64x2.div(d, f64x2.convert_low_i32x4_s(upper(high))), 48);
}

/**
 * Sums terms as `sum` does, that are alike in all units of a cell and have one value a cell: counts the units of each
 * cell first, which end at `ends` among `places`. `wide` has room for the counts of all cells as numbers.
 */
export function sumCells(
  counts: usize,
  places: usize,
  ends: usize,
  cells: i32,
  terms: usize,
  size: i32,
  wide: usize,
  out: usize,
): void {
  let place: u32 = 0;
  for (let cell = 0; cell < cells; cell++) {
    const end = load<u32>(ends + (<usize>cell << 2));
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    while (place < end) {
      let sum = i16x8.splat(0);
      // So many bytes fit into 16 bits.
      for (const stop = min(end, place + 256); place < stop; place++)
        sum = i16x8.add(sum, countsAt(counts, places, place));
      low = i32x4.add(low, i32x4.extend_low_i16x8_u(sum));
      high = i32x4.add(high, i32x4.extend_high_i16x8_u(sum));
    }
    storeWide(wide + (<usize>cell << 6), low, high);
  }
  memory.fill(out, 0, <usize>(size + 1) << 6);
  const stride = <usize>cells << 3;
  for (let term = 0; term < size; term += 2) {
    const first = terms + <usize>term * stride;
    sumTwo(wide, cells, first, term + 1 < size ? first + stride : first, out + (<usize>term << 6));
  }
}

/** The quotients of the first two of four whole numbers. */
// @ts-ignore: decorator
@inline
function quotients(products: v128, divisors: v128): v128 {
  return f64x2.div(f64x2.convert_low_i32x4_s(products), f64x2.convert_low_i32x4_s(divisors));
}

/**
 * `areaOf` for all lanes, of fewer than 2^15 units that all weigh 1. A segment has the positive, then the negative rows
 * of one score; or positive or negative ones alone, of scores that no row of the other kind is between.
 */
export function area(counts: usize, places: usize, ends: usize, segments: i32, out: usize): void {
  let hits = i16x8.splat(0);
  let misses = i16x8.splat(0);
  // Twice the pairs in order, ties half: at most units² / 2, so below 2^29.
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  let place: u32 = 0;
  for (let segment = 0; segment < segments; segment++) {
    const at = ends + (<usize>segment << 3);
    const before = hits;
    for (const end = load<u32>(at); place < end; place++)
      hits = i16x8.add(hits, countsAt(counts, places, place));
    let lost = i16x8.splat(0);
    for (const end = load<u32>(at, 4); place < end; place++)
      lost = i16x8.add(lost, countsAt(counts, places, place));
    misses = i16x8.add(misses, lost);
    const twice = i16x8.add(before, hits);
    low = i32x4.add(low, i32x4.extmul_low_i16x8_u(twice, lost));
    high = i32x4.add(high, i32x4.extmul_high_i16x8_u(twice, lost));
  }
  const pairsLow = i32x4.extmul_low_i16x8_s(hits, misses);
  const pairsHigh = i32x4.extmul_high_i16x8_s(hits, misses);
  const half = f64x2.splat(0.5);
  v128.store(out, f64x2.mul(quotients(low, pairsLow), half));
  v128.store(out, f64x2.mul(quotients(upper(low), upper(pairsLow)), half), 16);
  v128.store(out, f64x2.mul(quotients(high, pairsHigh), half), 32);
  v128.store(out, f64x2.mul(quotients(upper(high), upper(pairsHigh)), half), 48);
}
