import { findMetric } from "../metrics/metric-table.ts";
import { formatDifference, formatNumber, formatPercent } from "../number-format.ts";
import { formatQuantity } from "./format-quantity.ts";

/** Significant digits of the width of an interval that its ends are shown with. */
const digitsOfWidth = 2;

/** The place that is too far behind the point to be read. */
const lastPlace = 6;

/** An interval's ends. */
type Bounds = readonly [lower: number, upper: number];

/**
 * Beyond it a target is 0 or next to it: scikit-learn's definition, which is ours, divides by 2.2e-16 then, and what comes
 * out is a number of no model.
 */
const largestMape = 1e6;

/**
 * A metric's value as people read it: percentages where the metric is a share, else four significant digits; with an
 * interval as many digits as that one justifies.
 */
export function formatMetric(name: string, value: number, bounds?: Bounds): string {
  if (Number.isNaN(value)) return "undefined";
  if (isMeaningless(name, value)) return "not meaningful";
  // What is left of a difference of equal numbers is not a value that anyone wants to read.
  if (Math.abs(value) < 1e-12) return "0";
  const { unit, percent } = findMetric(name) ?? {};
  if (unit !== undefined) return formatQuantity(value, unit);
  const place = bounds && placeOf(bounds, percent === true);
  if (place !== undefined)
    return `${formatAt(percent ? value * 100 : value, place, formatNumber)}${percent ? " %" : ""}`;
  return percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}

/**
 * A difference of two values of a metric, with its sign: `+0.012`, `−1,210`, `+0.5 points` of percentages; with an
 * interval as many digits as that one justifies.
 */
export function formatChange(name: string, difference: number, bounds?: Bounds): string {
  if (isMeaningless(name, difference)) return "not meaningful";
  const { unit, percent } = findMetric(name) ?? {};
  if (unit !== undefined) return `${difference < 0 ? "" : "+"}${formatQuantity(difference, unit)}`;
  const place = bounds && placeOf(bounds, percent === true);
  const value = percent ? difference * 100 : difference;
  const text =
    place === undefined
      ? formatDifference(value, { digits: percent ? 2 : 3 })
      : formatAt(value, place, formatDifference);
  return percent ? `${text} points` : text;
}

/**
 * Which way a difference goes and, where its interval leaves no doubt, what that means: `{ arrow: "↑", word: "better" }`.
 * `sign` is that of better differences; without one no word is known, and without an interval none is shown to be true.
 */
export function tellChange(
  difference: number,
  sign: number | undefined,
  bounds?: Bounds,
): { arrow: "" | "↑" | "↓"; word: "" | "better" | "worse" } {
  if (Number.isNaN(difference) || Math.abs(difference) < 1e-12) return { arrow: "", word: "" };
  const arrow = difference > 0 ? "↑" : "↓";
  const isShown = bounds !== undefined && (bounds[0] > 0 || bounds[1] < 0);
  if (sign === undefined || !isShown) return { arrow, word: "" };
  return { arrow, word: difference * sign > 0 ? "better" : "worse" };
}

/** A difference with its arrow and, where that is shown, its meaning: `+0.012 ↑ better`. */
export function showChange(
  name: string,
  difference: number,
  { sign, bounds }: { sign?: number | undefined; bounds?: Bounds | undefined } = {},
): string {
  if (isMeaningless(name, difference)) return "not meaningful";
  const { arrow, word } = tellChange(difference, sign, bounds);
  return [formatChange(name, difference, bounds), arrow, word].filter((part) => part !== "").join(" ");
}

/** Both ends of an interval, with as many digits as its width says anything with: `0.811 … 0.835`. */
export function formatInterval(
  name: string,
  bounds: Bounds,
  { isChange = false }: { isChange?: boolean } = {},
): string {
  if (bounds.some((end) => isMeaningless(name, end))) return "–";
  const isPercent = findMetric(name)?.percent === true;
  const place = placeOf(bounds, isPercent);
  const format = isChange ? formatDifference : formatNumber;
  const ends = bounds.map((end) => {
    const value = isPercent ? end * 100 : end;
    if (place !== undefined) return formatAt(value, place, format);
    return format(value, { digits: 15 })
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
  });
  return `${ends.join(" … ")}${isPercent ? (isChange ? " points" : " %") : ""}`;
}

/** The place of the second digit of an interval's width: 2 for hundredths, −1 for tens; undefined where there is none. */
function placeOf([lower, upper]: Bounds, isPercent: boolean): number | undefined {
  const width = (upper - lower) * (isPercent ? 100 : 1);
  if (!(width > 0) || !Number.isFinite(width)) return undefined;
  const place = digitsOfWidth - 1 - Math.floor(Math.log10(width));
  return place > lastPlace ? undefined : place;
}

function formatAt(value: number, place: number, format: typeof formatNumber): string {
  if (!Number.isFinite(value)) return format(value);
  if (place >= 0) return format(value, { decimals: place });
  return format(Math.round(value / 10 ** -place) * 10 ** -place, { decimals: 0 });
}

function isMeaningless(name: string, value: number): boolean {
  return name === "mape" && Math.abs(value) > largestMape;
}
