import { exp, log } from "../learn/exponential.ts";
/** Milliseconds of a day: dates count UTC milliseconds. */
export const dayMilliseconds = 86_400_000;

const missing = Number.NaN;

/** What is not a finite number is missing: division by zero, logarithm of zero, overflow. */
const finite = (value: number): number => (value - value === 0 ? value : missing);

const compare =
  (holds: (a: number, b: number) => boolean) =>
  (a: number, b: number): number =>
    Number.isNaN(a) || Number.isNaN(b) ? missing : Number(holds(a, b));

const ofDate =
  (part: (date: Date) => number) =>
  (time: number): number =>
    part(new Date(time));

/**
 * Operations on numbers, one row at a time: NaN is missing, booleans are 0 and 1, dates UTC milliseconds. None
 * gives an infinite number or throws.
 */
export const numberScalars = {
  negate: (a: number) => -a,
  add: (a: number, b: number) => finite(a + b),
  subtract: (a: number, b: number) => finite(a - b),
  multiply: (a: number, b: number) => finite(a * b),
  divide: (a: number, b: number) => finite(a / b),
  modulo: (a: number, b: number) => finite(a % b),
  add_days: (date: number, days: number) => date + days * dayMilliseconds,
  days_between: (a: number, b: number) => (a - b) / dayMilliseconds,

  equal: compare((a, b) => a === b),
  unequal: compare((a, b) => a !== b),
  less: compare((a, b) => a < b),
  less_or_equal: compare((a, b) => a <= b),
  greater: compare((a, b) => a > b),
  greater_or_equal: compare((a, b) => a >= b),

  not: (a: number) => 1 - a,
  and: (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b),
  or: (a: number, b: number) => (a === 1 || b === 1 ? 1 : a + b),

  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  trunc: Math.trunc,
  sign: (a: number) => Math.sign(a) + 0,
  round: roundHalfAway,
  round_digits: roundDigits,
  sqrt: (a: number) => Math.sqrt(a),
  exp: (a: number) => finite(exp(a)),
  ln: (a: number) => finite(log(a)),
  log10: (a: number) => finite(Math.log10(a)),
  log2: (a: number) => finite(Math.log2(a)),
  // JavaScript says NaN ** 0 is 1.
  power: (a: number, b: number) => (Number.isNaN(a) ? missing : finite(a ** b)),
  sin: (a: number) => Math.sin(a),
  cos: (a: number) => Math.cos(a),
  least: (a: number, b: number) => (a <= b || Number.isNaN(b) ? a : b),
  greatest: (a: number, b: number) => (a >= b || Number.isNaN(b) ? a : b),

  year: ofDate((date) => date.getUTCFullYear()),
  quarter: ofDate((date) => Math.floor(date.getUTCMonth() / 3) + 1),
  month: ofDate((date) => date.getUTCMonth() + 1),
  day: ofDate((date) => date.getUTCDate()),
  dayofweek: ofDate((date) => date.getUTCDay()),
  hour: ofDate((date) => date.getUTCHours()),
  minute: ofDate((date) => date.getUTCMinutes()),
  second: ofDate((date) => date.getUTCSeconds()),
  epoch: (time: number) => time / 1000,

  number_to_integer: (a: number) => (Math.abs(a) < 2 ** 63 ? roundHalfEven(a) : missing),
  number_to_boolean: (a: number) => (Number.isNaN(a) ? missing : Number(a !== 0)),
} as const satisfies Record<string, (a: number, b: number) => number>;

/** The name of an operation on numbers. */
export type NumberScalar = keyof typeof numberScalars;

/** Half goes away from zero, as C's `round`; adding 0.5 and cutting would be wrong just below a half. */
function roundHalfAway(a: number): number {
  const whole = Math.trunc(a);
  return Math.abs(a - whole) >= 0.5 ? whole + Math.sign(a) : whole;
}

function roundHalfEven(a: number): number {
  const whole = Math.floor(a);
  const rest = a - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 !== 0) ? whole + 1 : whole;
}

/** DuckDB's `round(x, digits)` of doubles: scale, round, scale back; x itself where the scale overflows. */
function roundDigits(a: number, digits: number): number {
  if (Number.isNaN(a) || Number.isNaN(digits)) return missing;
  const scale = 10 ** Math.abs(digits);
  if (digits < 0) return Number.isFinite(scale) ? roundHalfAway(a / scale) * scale : 0;
  const rounded = roundHalfAway(a * scale) / scale;
  return Number.isFinite(rounded) ? rounded : a;
}
