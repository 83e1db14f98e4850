/**
 * Decimals of more than 15 digits for csv-numbers.ts, rounded as they must be: by a product with a power of ten of 128 bits
 * (D. Lemire, "Number parsing at a gigabyte per second", 2021).
 */

/** 5^-k of k = 1 … 27 as a number of 128 bits of which the first is set, rounded up; first its upper half. */
const POWERS: usize = memory.data<u64>([
  0xcccccccccccccccc, 0xcccccccccccccccd,
  0xa3d70a3d70a3d70a, 0x3d70a3d70a3d70a4,
  0x83126e978d4fdf3b, 0x645a1cac083126ea,
  0xd1b71758e219652b, 0xd3c36113404ea4a9,
  0xa7c5ac471b478423, 0x0fcf80dc33721d54,
  0x8637bd05af6c69b5, 0xa63f9a49c2c1b110,
  0xd6bf94d5e57a42bc, 0x3d32907604691b4d,
  0xabcc77118461cefc, 0xfdc20d2b36ba7c3e,
  0x89705f4136b4a597, 0x31680a88f8953031,
  0xdbe6fecebdedd5be, 0xb573440e5a884d1c,
  0xafebff0bcb24aafe, 0xf78f69a51539d749,
  0x8cbccc096f5088cb, 0xf93f87b7442e45d4,
  0xe12e13424bb40e13, 0x2865a5f206b06fba,
  0xb424dc35095cd80f, 0x538484c19ef38c95,
  0x901d7cf73ab0acd9, 0x0f9d37014bf60a11,
  0xe69594bec44de15b, 0x4c2ebe687989a9b4,
  0xb877aa3236a4b449, 0x09befeb9fad487c3,
  0x9392ee8e921d5d07, 0x3aff322e62439fd0,
  0xec1e4a7db69561a5, 0x2b31e9e3d06c32e6,
  0xbce5086492111aea, 0x88f4bb1ca6bcf585,
  0x971da05074da7bee, 0xd3f6fc16ebca5e04,
  0xf1c90080baf72cb1, 0x5324c68b12dd6339,
  0xc16d9a0095928a27, 0x75b7053c0f178294,
  0x9abe14cd44753b52, 0xc4926a9672793543,
  0xf79687aed3eec551, 0x3a83ddbd83f52205,
  0xc612062576589dda, 0x95364afe032a819e,
  0x9e74d1b791e07e48, 0x775ea264cf55347e,
]);
const MOST_SCALE: usize = 27;

/** The upper half of a product of 64 by 64 bits. */
// @ts-ignore: decorator
@inline
function upperProduct(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const middle = aHigh * bLow + ((aLow * bLow) >> 32);
  return aHigh * bHigh + (middle >> 32) + ((aLow * bHigh + (middle & 0xffffffff)) >> 32);
}

/** The bits of the float64 nearest to `digits` / 10^`scale`: of at most 19 digits that are not all 0, and 1 … 27. */
function quotientBits(digits: u64, scale: usize): u64 {
  const zeros = clz(digits);
  const whole = digits << zeros;
  const power = POWERS + ((scale - 1) << 4);
  const factor = load<u64>(power);
  let upper = upperProduct(whole, factor);
  let lower = whole * factor;
  // Nine bits below those of a float64 that are all set may be carried over.
  if ((upper & 0x1ff) == 0x1ff) {
    const rest = upperProduct(whole, load<u64>(power, 8));
    lower += rest;
    if (rest > lower) upper++;
  }
  const isHigh = upper >> 63;
  const shift = isHigh + 9;
  let mantissa = upper >> shift;
  let exponent = <u64>(((-217706 * <i64>scale) >> 16) + 63 + 1023) + isHigh - zeros;
  // Half way between two numbers, to the even one.
  if (lower <= 1 && scale <= 4 && (mantissa & 3) == 1 && mantissa << shift == upper) mantissa &= ~(<u64>1);
  mantissa = (mantissa + (mantissa & 1)) >> 1;
  if (mantissa >= <u64>1 << 53) {
    mantissa = <u64>1 << 52;
    exponent++;
  }
  return (mantissa & ~(<u64>1 << 52)) | (exponent << 52);
}

/** The digits, at most 19 from the first that is not 0, with a point between or beside them; false for all else. */
export function readExact(from: usize, stop: usize, to: usize, isNegative: bool): bool {
  let digits: u64 = 0;
  let count: usize = 0;
  let point: usize = 0;
  for (let at = from; at < stop; at++) {
    const byte = <u32>load<u8>(at) - 48;
    if (byte <= 9) {
      digits = digits * 10 + <u64>byte;
      if (digits != 0 || count > 0) count++;
    } else if (byte == <u32>-2 && point == 0) point = at;
    else return false;
  }
  const scale = stop - point - 1;
  if (point == 0 || count > 19 || scale - 1 >= MOST_SCALE) return false;
  if (load<u8>(from) == 48 && point - from > 1) return false;
  const bits = digits == 0 ? 0 : quotientBits(digits, scale);
  store<u64>(to, bits | (<u64>isNegative << 63));
  return true;
}
