import type { ColumnProfile } from "./profile-schema.ts";

const day = 86_400_000;
/** Ranges of more days, some 2,700 years, are no calendar. */
const mostDays = 1_000_000;

/** Which days of a range have values: bit `d - first` for day d since 1970, from the lowest bit of each byte. */
export interface Days {
  first: number;
  bits: Uint8Array;
}

/** The days of moments (milliseconds since 1970, UTC) between two of them; undefined where the range has too many. */
export function daysOf(values: Float64Array, { min, max }: { min: number; max: number }): Days | undefined {
  if (Number.isNaN(min)) return { first: 0, bits: new Uint8Array(0) };
  const first = Math.floor(min / day);
  const count = Math.floor(max / day) - first + 1;
  if (!(count <= mostDays)) return undefined;
  const bits = new Uint8Array(Math.ceil(count / 8));
  setDays(values, first, bits);
  return { first, bits };
}

function setDays(values: Float64Array, first: number, bits: Uint8Array): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value - value !== 0) continue;
    const place = Math.floor(value / day) - first;
    bits[place >> 3]! |= 1 << (place & 7);
  }
}

/** The days of both; undefined where they lie too far apart. */
export function mergeDays(a: Days, b: Days): Days | undefined {
  if (a.bits.length === 0 || b.bits.length === 0) return a.bits.length === 0 ? b : a;
  const first = Math.min(a.first, b.first);
  const last = Math.max(a.first + a.bits.length * 8, b.first + b.bits.length * 8);
  if (last - first > mostDays + 16) return undefined;
  const bits = new Uint8Array(Math.ceil((last - first) / 8));
  for (const each of [a, b])
    for (let place = 0; place < each.bits.length * 8; place++) {
      const at = place + each.first - first;
      if (isSet(each.bits, place)) bits[at >> 3]! |= 1 << (at & 7);
    }
  return { first, bits };
}

/** How many days the range has, on how many of them there is no value, and the longest step from one to the next. */
export function describeGaps({ bits }: Days): Pick<ColumnProfile, "days" | "missing_days" | "largest_gap"> {
  let start = -1;
  let last = -1;
  let present = 0;
  let largest = 0;
  for (let place = 0; place < bits.length * 8; place++) {
    if (!isSet(bits, place)) continue;
    if (start < 0) start = place;
    else largest = Math.max(largest, place - last);
    last = place;
    present++;
  }
  const days = last - start + 1;
  return { days, missing_days: days - present, largest_gap: largest };
}

/** The gaps between the days of a column of dates. */
export function describeDays(
  values: Float64Array,
  range: { min: number; max: number },
): Pick<ColumnProfile, "days" | "missing_days" | "largest_gap"> {
  const days = daysOf(values, range);
  return days === undefined ? {} : describeGaps(days);
}

function isSet(bits: Uint8Array, place: number): boolean {
  return (bits[place >> 3]! & (1 << (place & 7))) !== 0;
}
