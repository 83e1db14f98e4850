/** The draws of learn/kernels/resamples.ts, in AssemblyScript. */

/**
 * `drawRows` for each of the first `count` lanes; the others stay empty. `state` is that of xoshiro128++ (learn/random.ts);
 * the draws are the same ones. Each lane is drawn by itself, as its few kilobytes stay in the nearest cache: `apart` has
 * room for all of them, each of as many bytes as units, rounded up to a multiple of eight.
 */
export function draw(state: usize, counts: usize, units: u32, count: u32, apart: usize): void {
  const stride = (<usize>units + 7) & ~7;
  memory.fill(apart, 0, stride << 3);
  for (let lane: u32 = 0; lane < count; lane++) {
    if (units < 1 << 15) drawHalves(state, apart + lane * stride, units);
    else drawWords(state, apart + lane * stride, units);
  }
  const whole = units & ~7;
  for (let unit: u32 = 0; unit < whole; unit += 8) layBeside(apart + unit, stride, counts + (<usize>unit << 3));
  for (let unit = whole; unit < units; unit++)
    for (let lane: u32 = 0; lane < 8; lane++)
      store<u8>(counts + (<usize>unit << 3) + lane, load<u8>(apart + lane * stride + unit));
}

/** The counts of eight units, eight lanes of them `stride` apart, unit by unit: a matrix the other way round. */
// @ts-ignore: decorator
@inline
function layBeside(apart: usize, stride: usize, counts: usize): void {
  const ab = pairs(apart, stride);
  const cd = pairs(apart + 2 * stride, stride);
  const ef = pairs(apart + 4 * stride, stride);
  const gh = pairs(apart + 6 * stride, stride);
  const firstLow = i16x8.shuffle(ab, cd, 0, 8, 1, 9, 2, 10, 3, 11);
  const firstHigh = i16x8.shuffle(ab, cd, 4, 12, 5, 13, 6, 14, 7, 15);
  const lastLow = i16x8.shuffle(ef, gh, 0, 8, 1, 9, 2, 10, 3, 11);
  const lastHigh = i16x8.shuffle(ef, gh, 4, 12, 5, 13, 6, 14, 7, 15);
  v128.store(counts, i32x4.shuffle(firstLow, lastLow, 0, 4, 1, 5));
  v128.store(counts, i32x4.shuffle(firstLow, lastLow, 2, 6, 3, 7), 16);
  v128.store(counts, i32x4.shuffle(firstHigh, lastHigh, 0, 4, 1, 5), 32);
  v128.store(counts, i32x4.shuffle(firstHigh, lastHigh, 2, 6, 3, 7), 48);
}

/** The counts of eight units in two lanes, by turns. */
// @ts-ignore: decorator
@inline
function pairs(lane: usize, stride: usize): v128 {
  const one = v128.load64_zero(lane);
  const other = v128.load64_zero(lane + stride);
  return i8x16.shuffle(one, other, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

// @ts-ignore: decorator
@inline
function add(lane: usize, unit: u32): void {
  const at = lane + unit;
  store<u8>(at, load<u8>(at) + 1);
}

/** A half of a word is a draw. */
function drawHalves(state: usize, lane: usize, units: u32): void {
  const rest: u32 = 65536 % units;
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  for (let left = units; left > 0; ) {
    const word = rotl<u32>(a + d, 7) + a;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotl<u32>(d, 11);
    const first = (word & 0xffff) * units;
    if ((first & 0xffff) >= rest) {
      add(lane, first >> 16);
      left--;
    }
    const second = (word >> 16) * units;
    if ((second & 0xffff) >= rest && left > 0) {
      add(lane, second >> 16);
      left--;
    }
  }
  store<u32>(state, a);
  store<u32>(state, b, 4);
  store<u32>(state, c, 8);
  store<u32>(state, d, 12);
}

/** A word is a draw. */
function drawWords(state: usize, lane: usize, units: u32): void {
  const rest: u32 = <u32>((<u64>1 << 32) % units);
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  for (let left = units; left > 0; ) {
    const word = rotl<u32>(a + d, 7) + a;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotl<u32>(d, 11);
    const product = <u64>word * units;
    if (<u32>product < rest) continue;
    add(lane, <u32>(product >> 32));
    left--;
  }
  store<u32>(state, a);
  store<u32>(state, b, 4);
  store<u32>(state, c, 8);
  store<u32>(state, d, 12);
}
