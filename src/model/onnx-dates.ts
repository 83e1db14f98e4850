import type { DatePart } from "../features/date-part.ts";
import type { GraphBuilder } from "./graph.ts";

/**
 * Adds a part of a date, UTC milliseconds in double, as features/date-part.ts gives it; NaN stays NaN. Year, month and day
 * by Howard Hinnant's `civil_from_days`.
 */
export function lowerDatePart(graph: GraphBuilder, milliseconds: string, part: DatePart): string {
  const number = (value: number) => graph.constant("double", value);
  const plus = (a: string, b: string) => graph.node("Add", [a, b]);
  const add = (a: string, b: number) => plus(a, number(b));
  const times = (a: string, b: number) => graph.node("Mul", [a, number(b)]);
  const minus = (a: string, b: string) => graph.node("Sub", [a, b]);
  const over = (a: string, b: number) => graph.node("Floor", [graph.node("Div", [a, number(b)])]);
  const modulo = (a: string, b: number) => minus(a, times(over(a, b), b));

  const days = over(milliseconds, 86_400_000);
  if (part === "days") return days;
  if (part === "day_of_week") return modulo(add(days, 3), 7);
  if (part === "hour") return over(minus(milliseconds, times(days, 86_400_000)), 3_600_000);
  const era = over(add(days, 719_468), 146_097);
  const dayOfEra = modulo(add(days, 719_468), 146_097);
  const leapDays = minus(minus(over(dayOfEra, 36_524), over(dayOfEra, 1460)), over(dayOfEra, 146_096));
  const yearOfEra = over(plus(dayOfEra, leapDays), 365);
  const daysBefore = (years: string) => minus(plus(times(years, 365), over(years, 4)), over(years, 100));
  // Years, months and days of this calendar start in March.
  const dayOfYear = minus(dayOfEra, daysBefore(yearOfEra));
  const monthFromMarch = over(add(times(dayOfYear, 5), 2), 153);
  const month = add(modulo(add(monthFromMarch, 2), 12), 1);
  if (part === "month") return month;
  if (part === "quarter") return over(add(month, 2), 3);
  if (part === "day") return add(minus(dayOfYear, over(add(times(monthFromMarch, 153), 2), 5)), 1);
  // January and February are of the next year: 1 from month 10 after March on.
  const year = plus(plus(yearOfEra, times(era, 400)), over(monthFromMarch, 10));
  if (part === "year") return year;
  const before = add(year, -1);
  const newYear = plus(daysBefore(before), over(before, 400));
  return add(minus(days, newYear), 719_163);
}
