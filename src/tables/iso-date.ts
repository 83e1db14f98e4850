/**
 * Reads an ISO 8601 date (`2026-01-31`) or date and time (`2026-01-31T23:59`, with `:ss`, `.fraction`, a space
 * for the `T`, `Z` or `±hh:mm`) from ASCII bytes. UTC milliseconds since 1970, with a fraction where the source
 * is finer; without a zone it is read as UTC. NaN for all else, calendar errors (`2023-02-29`) included.
 */
export function parseIsoDate(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return Number.NaN;
  const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
  const month = pair(bytes, start + 5);
  const day = pair(bytes, start + 8);
  if (!(year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month)))
    return Number.NaN;
  const midnight = daysFromCivil(year, month, day) * 86_400_000;
  return end - start === 10 ? midnight : midnight + parseTime(bytes, start + 10, end);
}

function parseTime(bytes: Uint8Array, start: number, end: number): number {
  const separator = bytes[start];
  if (end - start < 6 || (separator !== 84 && separator !== 32) || bytes[start + 3] !== 58) return Number.NaN;
  const hour = pair(bytes, start + 1);
  const minute = pair(bytes, start + 4);
  if (!(hour < 24 && minute < 60)) return Number.NaN;
  let at = start + 6;
  let milliseconds = (hour * 60 + minute) * 60_000;
  if (at < end && bytes[at] === 58) {
    if (end - at < 3) return Number.NaN;
    const second = pair(bytes, at + 1);
    if (!(second < 60)) return Number.NaN;
    milliseconds += second * 1000;
    at += 3;
    if (at < end && bytes[at] === 46) {
      const digits = countDigits(bytes, at + 1, end);
      if (digits === 0 || digits > 9) return Number.NaN;
      let fraction = 0;
      for (let i = at + 1; i <= at + digits; i++) fraction = fraction * 10 + bytes[i]! - 48;
      milliseconds += fraction / 10 ** (digits - 3);
      at += digits + 1;
    }
  }
  return at === end ? milliseconds : milliseconds - parseZone(bytes, at, end);
}

/** Milliseconds east of UTC: `Z`, `+hh`, `+hhmm`, `+hh:mm`. */
function parseZone(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  const length = end - start;
  if (sign === 90) return length === 1 ? 0 : Number.NaN;
  if (sign !== 43 && sign !== 45) return Number.NaN;
  const hasColon = length === 6 && bytes[start + 3] === 58;
  if (length !== 3 && length !== 5 && !hasColon) return Number.NaN;
  const hours = pair(bytes, start + 1);
  const minutes = length === 3 ? 0 : pair(bytes, start + (hasColon ? 4 : 3));
  if (!(hours < 24 && minutes < 60)) return Number.NaN;
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Two digits, or NaN. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function countDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
  return at - start;
}

/** The last day of a month, 1 being January. */
export function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, chrono-compatible date algorithms). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
