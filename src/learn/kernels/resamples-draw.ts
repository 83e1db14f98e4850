/**
 * The draws of learn/kernels/resamples.ts, in AssemblyScript: `drawRows` of statistics/draw-rows.ts, which says how and
 * why, for eight resamples at once. A word of xoshiro128++ (learn/random.ts) is 16 bits for each of two lanes.
 */

/** Values of 16 bits that stand for 0, 1, … 7 rows end here; signed, less one. After them come those of the rest. */
const LIMITS: i32 = 8;
/** From here on a word's half is too short for a row. */
const SHORT: u32 = 1 << 15;

// @ts-ignore: decorator
@inline
function mix(word: u32): u32 {
  let hash = word + 0x9e3779b9;
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

/** The states of four streams from one on, word by word. */
function seedStreams(hashed: u32, stream: u32, states: usize): void {
  for (let place: u32 = 0; place < 4; place++) {
    let hash = mix(hashed ^ (stream + place));
    for (let word: u32 = 0; word < 4; word++) {
      hash += 0x9e3779b9;
      store<u32>(states + (word << 4) + (place << 2), mix(hash));
    }
  }
}

// @ts-ignore: decorator
@inline
function turn(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}

/**
 * Draws eight resamples of units: `counts` has eight bytes for each. `limits` are eight numbers of 16 bits, `rest` the
 * shares of more and more rows, where units are few or many 0 both; `odd` has room for a hundredth of the units, and 64
 * more; `states` for 16 words, and `left` for 8.
 */
export function draw(
  hashed: u32,
  stream: u32,
  counts: usize,
  units: u32,
  limits: usize,
  rest: usize,
  odd: usize,
  states: usize,
): void {
  seedStreams(hashed, stream, states);
  const left = states + 64;
  if (limits === 0) {
    memory.fill(counts, 0, <usize>units << 3);
    for (let lane: u32 = 0; lane < 8; lane++) store<u32>(left + (lane << 2), units);
  } else drawMost(counts, units, limits, rest, odd, states, left);
  for (let pair: u32 = 0; pair < 4; pair++)
    drawLeft(states + (pair << 2), counts + 2 * pair, units, left + (pair << 3));
}

/** How often each unit comes, by Poisson's distribution; `left` are the rows of each lane that are lacking. */
function drawMost(
  counts: usize,
  units: u32,
  limits: usize,
  rest: usize,
  odd: usize,
  states: usize,
  left: usize,
): void {
  const first = v128.load_splat<i16>(limits);
  const second = v128.load_splat<i16>(limits, 2);
  const third = v128.load_splat<i16>(limits, 4);
  const fourth = v128.load_splat<i16>(limits, 6);
  const fifth = v128.load_splat<i16>(limits, 8);
  const sixth = v128.load_splat<i16>(limits, 10);
  const seventh = v128.load_splat<i16>(limits, 12);
  const last = v128.load_splat<i16>(limits, 14);
  let a = v128.load(states);
  let b = v128.load(states, 16);
  let c = v128.load(states, 32);
  let d = v128.load(states, 48);
  // Of fewer than 2^20 units what is lacking is far below 2^15: 16 bits that wrap are enough.
  let lacking = i16x8.splat(<i16>units);
  let found = odd;
  for (let unit: u32 = 0; unit < units; unit++) {
    const word = i32x4.add(turn(i32x4.add(a, d), 7), a);
    const shifted = i32x4.shl(b, 9);
    c = v128.xor(c, a);
    d = v128.xor(d, b);
    b = v128.xor(b, c);
    a = v128.xor(a, d);
    c = v128.xor(c, shifted);
    d = turn(d, 11);
    // Each comparison that holds is -1.
    const few = i16x8.add(
      i16x8.add(i16x8.gt_s(word, first), i16x8.gt_s(word, second)),
      i16x8.add(i16x8.gt_s(word, third), i16x8.gt_s(word, fourth)),
    );
    const isOdd = i16x8.gt_s(word, last);
    const many = i16x8.add(
      i16x8.add(i16x8.gt_s(word, fifth), i16x8.gt_s(word, sixth)),
      i16x8.add(i16x8.gt_s(word, seventh), isOdd),
    );
    const less = i16x8.add(few, many);
    lacking = i16x8.add(lacking, less);
    const count = i16x8.neg(less);
    v128.store64_lane(counts + (<usize>unit << 3), i8x16.narrow_i16x8_u(count, count), 0);
    if (v128.any_true(isOdd)) found = noteOdd(isOdd, unit, found);
  }
  v128.store(states, a);
  v128.store(states, b, 16);
  v128.store(states, c, 32);
  v128.store(states, d, 48);
  v128.store(left, i32x4.extend_low_i16x8_s(lacking));
  v128.store(left, i32x4.extend_high_i16x8_s(lacking), 16);
  for (let at = odd; at < found; at += 4) drawOdd(load<u32>(at), counts, rest, states, left);
}

function noteOdd(isOdd: v128, unit: u32, found: usize): usize {
  const lanes = i16x8.bitmask(isOdd);
  for (let lane: u32 = 0; lane < 8; lane++)
    if ((lanes >> lane) & 1) {
      store<u32>(found, (unit << 3) + lane);
      found += 4;
    }
  return found;
}

/** The count of a unit in a lane, of those that 16 bits do not tell. */
function drawOdd(place: u32, counts: usize, rest: usize, states: usize, left: usize): void {
  const lane = place & 7;
  const share = <f64>next(states + ((lane >> 1) << 2)) / 4294967296.0;
  let count: u32 = 0;
  while (share >= load<f64>(rest + (<usize>count << 3))) count++;
  store<u8>(counts + place, count);
  const at = left + (lane << 2);
  store<i32>(at, load<i32>(at) + LIMITS - count);
}

/** The next word of a stream whose words are 16 bytes apart. */
// @ts-ignore: decorator
@inline
function next(state: usize): u32 {
  const a = load<u32>(state);
  const b = load<u32>(state, 16);
  const c = load<u32>(state, 32) ^ a;
  const d = load<u32>(state, 48);
  store<u32>(state, a ^ d ^ b);
  store<u32>(state, b ^ c, 16);
  store<u32>(state, c ^ (b << 9), 32);
  store<u32>(state, rotl<u32>(d ^ b, 11), 48);
  return rotl<u32>(a + d, 7) + a;
}

/** Draws what two lanes lack, row by row; a lane that has too many, from the first on. */
function drawLeft(state: usize, counts: usize, units: u32, left: usize): void {
  let first = load<i32>(left);
  let second = load<i32>(left, 4);
  if (first < 0) first = empty(counts, units);
  if (second < 0) second = empty(counts + 1, units);
  if (units >= SHORT) return drawWide(state, counts, units, first, second);
  const bias: u32 = 65536 % units;
  while (first > 0 || second > 0) {
    const word = next(state);
    const own = (word & 0xffff) * units;
    if (first > 0 && (own & 0xffff) >= bias) {
      add(counts, own >> 16);
      first--;
    }
    const other = (word >> 16) * units;
    if (second > 0 && (other & 0xffff) >= bias) {
      add(counts + 1, other >> 16);
      second--;
    }
  }
}

/** The same where a row takes the halves of two words. */
function drawWide(state: usize, counts: usize, units: u32, first: i32, second: i32): void {
  const bias = <u32>((<u64>1 << 32) % units);
  while (first > 0 || second > 0) {
    const high = next(state);
    const low = next(state);
    const own = <u64>((high << 16) | (low & 0xffff)) * units;
    if (first > 0 && <u32>own >= bias) {
      add(counts, <u32>(own >> 32));
      first--;
    }
    const other = <u64>((high & 0xffff0000) | (low >> 16)) * units;
    if (second > 0 && <u32>other >= bias) {
      add(counts + 1, <u32>(other >> 32));
      second--;
    }
  }
}

function empty(counts: usize, units: u32): i32 {
  for (let unit: u32 = 0; unit < units; unit++) store<u8>(counts + (<usize>unit << 3), 0);
  return units;
}

// @ts-ignore: decorator
@inline
function add(counts: usize, unit: u32): void {
  const at = counts + (<usize>unit << 3);
  store<u8>(at, load<u8>(at) + 1);
}
