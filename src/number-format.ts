import type { Cell, TableColumn } from "./report.ts";

/** How exactly a number is shown, and of what. */
export interface NumberFormat {
  /** Significant digits of a fraction; digits before the point are never rounded away. Default 4. */
  digits?: number | undefined;
  /** Digits behind the point, zeros among them; goes before `digits`. */
  decimals?: number | undefined;
  /** Put behind a space, `%` included. */
  unit?: string | undefined;
}

/**
 * A number as people read it: `47,950`, `0.823`, `1.2e−9`, `−3.5 ms`. Integers keep all their digits. With
 * `digits` a fraction keeps its trailing zeros, so that a column lines up; without, it loses them.
 */
export function formatNumber(value: number, { digits, decimals, unit }: NumberFormat = {}): string {
  return withUnit(signed(value, magnitude(Math.abs(value), digits, decimals), ""), unit);
}

/** `no errors`, `1 error`, `2,000 errors`. */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A number with its sign: `+0.012`, `−1,210`, `±0` where nothing is left after rounding. */
export function formatDifference(value: number, { digits, decimals, unit }: NumberFormat = {}): string {
  const text = magnitude(Math.abs(value), digits, decimals);
  return withUnit(/[1-9∞N]/.test(text) ? signed(value, text, "+") : "±0", unit);
}

/** A share of one as a percentage: 0.0123 is `1.23 %`. */
export function formatPercent(share: number, { digits = 3 }: { digits?: number } = {}): string {
  return formatNumber(Number((share * 100).toPrecision(digits)), { digits, unit: "%" });
}

/** A time span in its largest unit, rounded down: `50 minutes`, `3 days`. */
export function formatAge(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 120) return counted(minutes, "minute");
  return minutes < 2880
    ? counted(Math.floor(minutes / 60), "hour")
    : counted(Math.floor(minutes / 1440), "day");
}

/** `850 B`, `1.2 MB`: powers of 1,000. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return formatNumber(Number((bytes / 1000 ** power).toPrecision(3)), { unit: units[power] });
}

/** `850 ms`, `1.9 s`, `2 min 5 s`, `1 h 12 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return formatNumber(Math.round(milliseconds), { unit: "ms" });
  const seconds = Math.round(milliseconds / 1000);
  if (milliseconds < 9_950) return formatNumber(Math.round(milliseconds / 100) / 10, { unit: "s" });
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${formatNumber(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** A cell as text, not yet escaped: numbers by the column's digits, `yes` and `no`, `–` for a missing value. */
export function formatCell(cell: Cell | undefined, column?: Pick<TableColumn, "digits">): string {
  if (cell === null || cell === undefined) return "–";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return typeof cell === "number" ? formatNumber(cell, { digits: column?.digits }) : cell;
}

function magnitude(value: number, digits: number | undefined, places?: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (places !== undefined && value < 1e15) {
    const [integer = "", rest] = value.toFixed(places).split(".");
    return rest === undefined ? separateThousands(integer) : `${separateThousands(integer)}.${rest}`;
  }
  if (value !== 0 && (value >= 1e15 || value < 1e-6)) return exponential(value, digits ?? 4);
  if (Number.isInteger(value)) return separateThousands(String(value));
  const rounded = Number(value.toPrecision(digits ?? 4));
  const decimals = Math.max(0, (digits ?? 4) - 1 - Math.floor(Math.log10(rounded)));
  const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
  const kept = digits === undefined ? fraction.replace(/0+$/, "") : fraction;
  return kept === "" ? separateThousands(whole) : `${separateThousands(whole)}.${kept}`;
}

function exponential(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return `${Number(mantissa)}e${(exponent ?? "").replace("+", "").replace("-", "−")}`;
}

function separateThousands(digits: string): string {
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function signed(value: number, text: string, positive: string): string {
  if (text === "NaN") return text;
  return `${value < 0 && /[1-9∞]/.test(text) ? "−" : positive}${text}`;
}

function withUnit(text: string, unit: string | undefined): string {
  return unit === undefined ? text : `${text} ${unit}`;
}
