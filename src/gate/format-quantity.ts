import type { Metric } from "../metrics/metric-table.ts";
import { formatAge, formatBytes, formatDuration, formatNumber } from "../number-format.ts";

/** Seconds from which a time is an age: whole minutes, hours and days say enough. */
const longSeconds = 600;

/** A value that has a unit, as people read it: `1.2 MB`, `0.31 ms`, `1.9 s`, `30 days`. */
export function formatQuantity(value: number, unit: NonNullable<Metric["unit"]>): string {
  if (unit === "bytes") return value < 0 ? `−${formatBytes(-value)}` : formatBytes(value);
  if (Math.abs(value) < 1) return formatNumber(Number((value * 1000).toPrecision(3)), { unit: "ms" });
  const shown = Math.abs(value) < longSeconds ? formatDuration : formatAge;
  return `${value < 0 ? "−" : ""}${shown(Math.abs(value) * 1000)}`;
}
