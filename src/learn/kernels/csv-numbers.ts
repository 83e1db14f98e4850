/** The numbers of plain CSV for csv.ts: digits, at most one point, and a minus before them. */
import { CR } from "./csv-cells";
import { readExact } from "./csv-exact";
import { Column } from "./csv-layout";

const MINUS: u32 = 45;

const POWERS: usize = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]);

/** At most 16 digits, one a lane (0 … 9), the last one in the last lane. */
// @ts-ignore: decorator
@inline
function wholeNumber(digits: v128): i64 {
  const tens = i8x16(10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1);
  const low = i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_low_i8x16_u(digits, tens));
  const high = i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_high_i8x16_u(digits, tens));
  const hundreds = i16x8(100, 1, 100, 1, 100, 1, 100, 1);
  const quads = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_u(low, high), hundreds);
  const upper = i32x4.extract_lane(quads, 0) * 10000 + i32x4.extract_lane(quads, 1);
  const lower = i32x4.extract_lane(quads, 2) * 10000 + i32x4.extract_lane(quads, 3);
  return <i64>upper * 100000000 + <i64>lower;
}

/** Reads a number of at most 15 characters after its sign and returns where it ends; 0 when it is not plain. */
// @ts-ignore: decorator
@inline
export function readNumber(column: Column, at: usize, delimiter: u32, row: u32): usize {
  const from = at + <usize>(<u32>load<u8>(at) == MINUS);
  const bytes = v128.load(from);
  const ends = i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>delimiter)), i8x16.eq(bytes, i8x16.splat(10))),
      i8x16.eq(bytes, i8x16.splat(13)),
    ),
  );
  if (ends == 0) return 0;
  const stop = from + <usize>ctz(ends);
  if (<u32>load<u8>(stop) == CR && load<u8>(stop + 1) != 10) return 0;
  return placeNumber(column, at, stop, row) ? stop : 0;
}

/** Reads the number that lies there; false when it is not plain, or a whole number of more than 15 digits. */
// @ts-ignore: decorator
@inline
export function placeNumber(column: Column, at: usize, stop: usize, row: u32): bool {
  const isNegative = <u32>load<u8>(at) == MINUS;
  const length = stop - at - <usize>isNegative;
  return length - 1 < 8
    ? placeShort(column, stop, length, isNegative, row)
    : placeLong(column, at, stop, length, isNegative, row);
}

/** A number of 1 … 8 characters after its sign: in one word, its last byte the highest, zeros below its first one. */
// @ts-ignore: decorator
@inline
function placeShort(column: Column, stop: usize, length: usize, isNegative: bool, row: u32): bool {
  const unused = 64 - (<i64>length << 3);
  let word = ((load<u64>(stop - 8) ^ 0x3030303030303030) >> unused) << unused;
  const isPadded = <u32>load<u8>(stop - length) == 48;
  const others = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
  if (others == 0) {
    if (isPadded && length > 1) return false;
    placeValue(column, <f64>eightDigits(word), isNegative, row);
    return true;
  }
  // The bits of the byte that is no digit; those before it go one place up, over it.
  const place = <u64>ctz(others) & 56;
  if ((others & (others - 1)) != 0 || ((word >> place) & 255) != 30 || length == 1) return false;
  const whole = length - 8 + <usize>(place >> 3);
  if ((isPadded && whole > 1) || column.isWhole != 0) return false;
  const above = ~(<u64>255) << place;
  word = (word & above) | ((word & ~above & ((<u64>1 << place) - 1)) << 8);
  const value = <f64>eightDigits(word) / load<f64>(POWERS + ((7 << 3) - <usize>place));
  column.hasDecimal = 1;
  placeValue(column, value, isNegative, row);
  return true;
}

/** A number of eight digits, one a byte (0 … 9), the last one in the highest. */
// @ts-ignore: decorator
@inline
function eightDigits(word: u64): u32 {
  word = ((word * 2561) >> 8) & 0x00ff00ff00ff00ff;
  word = ((word * 6553601) >> 16) & 0x0000ffff0000ffff;
  return <u32>((word * 42949672960001) >> 32);
}

/** The sign by its bit: as many numbers are negative as not, and no branch could tell which. */
// @ts-ignore: decorator
@inline
function placeValue(column: Column, value: f64, isNegative: bool, row: u32): void {
  store<u64>(column.out + ((<usize>row) << 3), reinterpret<u64>(value) ^ (<u64>isNegative << 63));
}

function placeLong(
  column: Column,
  at: usize,
  stop: usize,
  length: usize,
  isNegative: bool,
  row: u32,
): bool {
  if (stop == at) {
    store<f64>(column.out + ((<usize>row) << 3), NaN);
    return true;
  }
  if (length - 1 > 14) return placeDecimal(column, at, stop, isNegative, row);
  const from = stop - length;
  const inside = (1 << <i32>length) - 1;
  const values = i8x16.sub(v128.load(from), i8x16.splat(48));
  const others = i8x16.bitmask(i8x16.gt_u(values, i8x16.splat(9))) & inside;
  const point = i8x16.bitmask(i8x16.eq(values, i8x16.splat(-2))) & inside;
  const hasPoint = point != 0;
  const whole = hasPoint ? ctz(point) : <i32>length;
  const digits = <i32>length - <i32>hasPoint;
  if (others != (point & -point)) return false;
  if ((load<u8>(from) == 48 && whole > 1) || (hasPoint && column.isWhole != 0)) return false;
  // Lane 15 takes the last digit; a lane from the point on takes the byte after its own.
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const shifted = i8x16.sub(lanes, i8x16.splat(<i8>(16 - digits)));
  const skip = i8x16.ge_s(shifted, i8x16.splat(<i8>whole));
  let value = <f64>wholeNumber(i8x16.swizzle(values, i8x16.sub(shifted, skip)));
  if (hasPoint) {
    // At most 15 digits fit a float64, and so does the power: one rounding, so exact.
    value /= load<f64>(POWERS + (<usize>(digits - whole) << 3));
    column.hasDecimal = 1;
  }
  placeValue(column, value, isNegative, row);
  return true;
}

/** A decimal of any length. */
function placeDecimal(column: Column, at: usize, stop: usize, isNegative: bool, row: u32): bool {
  const to = column.out + ((<usize>row) << 3);
  if (column.isWhole != 0 || !readExact(at + <usize>isNegative, stop, to, isNegative)) return false;
  column.hasDecimal = 1;
  return true;
}
