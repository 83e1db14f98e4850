import { formatNumber } from "../number-format.ts";
import type { NumericColumn, Table } from "../tables/table.ts";

/** A column of dates by which the rows are in order. */
export interface TimeOrder {
  column: string;
  /** Whether the dates are a series: one step from one to the next, such as a day. */
  isSeries: boolean;
  /** What was seen, without values: `the rows are in order of date: 730 dates, 1 day apart`. */
  evidence: string;
}

/** Fewer rows or dates say little of an order. */
const fewest = 20;
/** Of neighbouring rows: a table of several series, one behind the other, starts again between them. */
const mostBreaks = 0.05;
/** Of the steps between dates, those of the usual length. */
const fewestAlike = 0.9;

/** The first column of dates that the rows are in order of, forwards or backwards. */
export function findOrder(table: Table): TimeOrder | undefined {
  for (const column of table.columns) {
    if (column.kind !== "numeric" || (column.type !== "date" && column.type !== "datetime")) continue;
    const order = orderOf(column);
    if (order !== undefined) return order;
  }
  return undefined;
}

function orderOf({ name, values }: NumericColumn): TimeOrder | undefined {
  if (values.length < fewest || values.some(Number.isNaN)) return undefined;
  let [rises, falls] = [0, 0];
  for (let row = 1; row < values.length; row++) {
    if (values[row]! > values[row - 1]!) rises++;
    else if (values[row]! < values[row - 1]!) falls++;
  }
  const breaks = Math.min(rises, falls);
  const dates = Float64Array.from(new Set(values)).sort();
  if (dates.length < fewest || breaks > mostBreaks * values.length) return undefined;
  const { length, share } = usualStep(dates);
  const isSeries = share >= fewestAlike;
  // Without one step, rows that start again are no order of the whole.
  if (!isSeries && breaks > 0) return undefined;
  const apart = isSeries ? `, ${spanOf(length)} apart` : "";
  return {
    column: name,
    isSeries,
    evidence: `the rows are in order of ${name}: ${formatNumber(dates.length)} dates${apart}`,
  };
}

/** The most frequent step between neighbouring dates in whole days, else in milliseconds, and its share. */
function usualStep(dates: Float64Array): { length: number; share: number } {
  const steps = new Map<number, number>();
  for (let at = 1; at < dates.length; at++) {
    // Months and quarters have as many days as they have.
    const length = dates[at]! - dates[at - 1]!;
    const days = length / day;
    const rounded = days >= 28 && days <= 31 ? 30 * day : days >= 90 && days <= 92 ? 91 * day : length;
    steps.set(rounded, (steps.get(rounded) ?? 0) + 1);
  }
  let [length, most] = [0, 0];
  for (const [step, count] of steps) if (count > most) [length, most] = [step, count];
  return { length, share: most / (dates.length - 1) };
}

const day = 86_400_000;

function spanOf(length: number): string {
  if (length === 30 * day) return "1 month";
  if (length === 91 * day) return "1 quarter";
  for (const [unit, size] of [
    ["week", 7 * day],
    ["day", day],
    ["hour", 3_600_000],
    ["minute", 60_000],
    ["second", 1000],
  ] as const)
    if (length % size === 0) return `${formatNumber(length / size)} ${unit}${length === size ? "" : "s"}`;
  return `${formatNumber(length)} milliseconds`;
}
