import type { GraphBuilder } from "../model/graph.ts";
import { dayMilliseconds, type NumberScalar } from "./number-scalars.ts";

/** ONNX's number of the element type double, for Cast. */
const doubleType = 11;

/** A few operators on doubles of rank 1 (or constants of rank 0), by name. */
export interface Arithmetic {
  /** A constant. */
  of(value: number): string;
  /** Any operator without attributes. */
  op(name: string, ...inputs: string[]): string;
  add(a: string, b: string): string;
  subtract(a: string, b: string): string;
  multiply(a: string, b: string): string;
  divide(a: string, b: string): string;
  /** With the sign of a, as C's fmod. */
  remainder(a: string, b: string): string;
  floor(a: string): string;
  where(condition: string, a: string, b: string): string;
  /** NaN where infinite. */
  finite(a: string): string;
  /** Truth values as 1 and 0, NaN where any of the values is NaN. */
  judged(truth: string, ...values: string[]): string;
}

/** Those operators in a graph. */
export function arithmetic(graph: GraphBuilder): Arithmetic {
  const of = (value: number): string => graph.constant("double", value);
  const op = (name: string, ...inputs: string[]): string => graph.node(name, inputs);
  const where = (condition: string, a: string, b: string): string => op("Where", condition, a, b);
  const nan = (): string => of(Number.NaN);
  const anyNaN = (values: readonly string[]): string =>
    values.map((value) => op("IsNaN", value)).reduce((a, b) => op("Or", a, b));
  return {
    of,
    op,
    where,
    add: (a, b) => op("Add", a, b),
    subtract: (a, b) => op("Sub", a, b),
    multiply: (a, b) => op("Mul", a, b),
    divide: (a, b) => op("Div", a, b),
    remainder: (a, b) => graph.node("Mod", [a, b], { fmod: { int: 1 } }),
    floor: (a) => op("Floor", a),
    finite: (a) => where(op("IsInf", a), nan(), a),
    judged: (truth, ...values) =>
      where(anyNaN(values), nan(), graph.node("Cast", [truth], { to: { int: doubleType } })),
  };
}

type Lowering = (m: Arithmetic, a: string, b: string) => string;

const compare =
  (operator: string): Lowering =>
  (m, a, b) =>
    m.judged(m.op(operator, a, b), a, b);

const nonNegativeRest = (m: Arithmetic, a: string, divisor: number): string =>
  m.subtract(a, m.multiply(m.floor(m.divide(a, m.of(divisor))), m.of(divisor)));

const clockPart =
  (unit: number, count: number): Lowering =>
  (m, time) =>
    nonNegativeRest(m, m.floor(m.divide(time, m.of(unit))), count);

const datePart =
  (part: "year" | "month" | "day"): Lowering =>
  (m, time) =>
    civilDate(m, time)[part];

/** The same operations as `numberScalars`, as ONNX operators: NaN is missing, nothing is infinite. */
export const numberLowerings: Record<NumberScalar, Lowering> = {
  negate: (m, a) => m.op("Neg", a),
  add: (m, a, b) => m.finite(m.add(a, b)),
  subtract: (m, a, b) => m.finite(m.subtract(a, b)),
  multiply: (m, a, b) => m.finite(m.multiply(a, b)),
  divide: (m, a, b) => m.finite(m.divide(a, b)),
  modulo: (m, a, b) => m.remainder(a, b),
  add_days: (m, date, days) => m.add(date, m.multiply(days, m.of(dayMilliseconds))),
  days_between: (m, a, b) => m.divide(m.subtract(a, b), m.of(dayMilliseconds)),

  equal: compare("Equal"),
  unequal: (m, a, b) => m.judged(m.op("Not", m.op("Equal", a, b)), a, b),
  less: compare("Less"),
  less_or_equal: compare("LessOrEqual"),
  greater: compare("Greater"),
  greater_or_equal: compare("GreaterOrEqual"),

  not: (m, a) => m.subtract(m.of(1), a),
  and: (m, a, b) =>
    m.where(m.op("Or", m.op("Equal", a, m.of(0)), m.op("Equal", b, m.of(0))), m.of(0), m.multiply(a, b)),
  or: (m, a, b) =>
    m.where(m.op("Or", m.op("Equal", a, m.of(1)), m.op("Equal", b, m.of(1))), m.of(1), m.add(a, b)),

  abs: (m, a) => m.op("Abs", a),
  ceil: (m, a) => m.op("Ceil", a),
  floor: (m, a) => m.floor(a),
  trunc,
  sign: (m, a) => m.where(m.op("IsNaN", a), a, m.op("Sign", a)),
  round: roundHalfAway,
  round_digits: roundDigits,
  sqrt: (m, a) => m.op("Sqrt", a),
  exp: (m, a) => m.finite(m.op("Exp", a)),
  ln: (m, a) => m.finite(m.op("Log", a)),
  log10: (m, a) => m.divide(m.finite(m.op("Log", a)), m.of(Math.LN10)),
  log2: (m, a) => m.divide(m.finite(m.op("Log", a)), m.of(Math.LN2)),
  // IEEE says that NaN to the power 0 and 1 to the power NaN are 1.
  power: (m, a, b) =>
    m.where(m.op("Or", m.op("IsNaN", a), m.op("IsNaN", b)), m.of(Number.NaN), m.finite(m.op("Pow", a, b))),
  sin: (m, a) => m.op("Sin", a),
  cos: (m, a) => m.op("Cos", a),
  least: (m, a, b) => m.where(m.op("Or", m.op("LessOrEqual", a, b), m.op("IsNaN", b)), a, b),
  greatest: (m, a, b) => m.where(m.op("Or", m.op("GreaterOrEqual", a, b), m.op("IsNaN", b)), a, b),

  year: datePart("year"),
  quarter: (m, time) =>
    m.add(m.floor(m.divide(m.subtract(civilDate(m, time).month, m.of(1)), m.of(3))), m.of(1)),
  month: datePart("month"),
  day: datePart("day"),
  dayofweek: (m, time) =>
    nonNegativeRest(m, m.add(m.floor(m.divide(time, m.of(dayMilliseconds))), m.of(4)), 7),
  hour: clockPart(3_600_000, 24),
  minute: clockPart(60_000, 60),
  second: clockPart(1000, 60),
  epoch: (m, time) => m.divide(time, m.of(1000)),

  number_to_integer: (m, a) =>
    m.where(m.op("Less", m.op("Abs", a), m.of(2 ** 63)), m.op("Round", a), m.of(Number.NaN)),
  number_to_boolean: (m, a) => m.judged(m.op("Not", m.op("Equal", a, m.of(0))), a),
};

function trunc(m: Arithmetic, a: string): string {
  return m.where(m.op("Less", a, m.of(0)), m.op("Ceil", a), m.floor(a));
}

function roundHalfAway(m: Arithmetic, a: string): string {
  const whole = trunc(m, a);
  const isFar = m.op("GreaterOrEqual", m.op("Abs", m.subtract(a, whole)), m.of(0.5));
  return m.where(isFar, m.add(whole, m.op("Sign", a)), whole);
}

function roundDigits(m: Arithmetic, a: string, digits: string): string {
  const scale = m.op("Pow", m.of(10), m.op("Abs", digits));
  const coarse = m.where(
    m.op("IsInf", scale),
    m.of(0),
    m.multiply(roundHalfAway(m, m.divide(a, scale)), scale),
  );
  const fine = m.divide(roundHalfAway(m, m.multiply(a, scale)), scale);
  const isLost = m.op("Or", m.op("IsInf", fine), m.op("IsNaN", fine));
  const rounded = m.where(m.op("Less", digits, m.of(0)), coarse, m.where(isLost, a, fine));
  const isMissing = m.op("Or", m.op("IsNaN", a), m.op("IsNaN", digits));
  return m.where(isMissing, m.of(Number.NaN), rounded);
}

/** Year, month and day of UTC milliseconds, by Howard Hinnant's `civil_from_days` (chrono-compatible algorithms). */
function civilDate(m: Arithmetic, time: string): Record<"year" | "month" | "day", string> {
  const quotient = (a: string, b: number): string => m.floor(m.divide(a, m.of(b)));
  const sum = (...values: string[]): string => values.reduce(m.add);
  const z = m.add(quotient(time, dayMilliseconds), m.of(719_468));
  const era = quotient(z, 146_097);
  const dayOfEra = nonNegativeRest(m, z, 146_097);
  const leapless = m.subtract(
    sum(dayOfEra, quotient(dayOfEra, 36_524)),
    m.add(quotient(dayOfEra, 1460), quotient(dayOfEra, 146_096)),
  );
  const yearOfEra = quotient(leapless, 365);
  const daysBefore = m.subtract(
    m.add(m.multiply(yearOfEra, m.of(365)), quotient(yearOfEra, 4)),
    quotient(yearOfEra, 100),
  );
  const dayOfYear = m.subtract(dayOfEra, daysBefore);
  const shifted = quotient(m.add(m.multiply(dayOfYear, m.of(5)), m.of(2)), 153);
  const monthStart = quotient(m.add(m.multiply(shifted, m.of(153)), m.of(2)), 5);
  const day = m.add(m.subtract(dayOfYear, monthStart), m.of(1));
  const month = m.add(shifted, m.where(m.op("Less", shifted, m.of(10)), m.of(3), m.of(-9)));
  const isNextYear = m.op("LessOrEqual", month, m.of(2));
  const year = sum(yearOfEra, m.multiply(era, m.of(400)), m.where(isNextYear, m.of(1), m.of(0)));
  return { year, month, day };
}
