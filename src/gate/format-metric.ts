import { findMetric } from "../metrics/metric-table.ts";
import { formatDifference, formatNumber, formatPercent } from "../number-format.ts";
import { formatQuantity } from "./format-quantity.ts";

/** Significant digits of the width of an interval that its ends are shown with. */
const digitsOfWidth = 2;

/** A metric's value as people read it: percentages where the metric is a share, else four significant digits. */
export function formatMetric(name: string, value: number): string {
  if (Number.isNaN(value)) return "undefined";
  // What is left of a difference of equal numbers is not a value that anyone wants to read.
  if (Math.abs(value) < 1e-12) return "0";
  const { unit, percent } = findMetric(name) ?? {};
  if (unit !== undefined) return formatQuantity(value, unit);
  return percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}

/** A difference of two values of a metric, with its sign: `+0.012`, `−1,210`, `+0.5 points` of percentages. */
export function formatChange(name: string, difference: number): string {
  const { unit, percent } = findMetric(name) ?? {};
  if (unit !== undefined) return `${difference < 0 ? "" : "+"}${formatQuantity(difference, unit)}`;
  if (percent) return `${formatDifference(difference * 100, { digits: 2 })} points`;
  return formatDifference(difference, { digits: 3 });
}

/** Both ends of an interval, with as many digits as its width says anything with: `0.811 … 0.835`. */
export function formatInterval(
  name: string,
  [lower, upper]: readonly [number, number],
  { isChange = false }: { isChange?: boolean } = {},
): string {
  const isPercent = findMetric(name)?.percent === true;
  const scale = isPercent ? 100 : 1;
  const width = (upper - lower) * scale;
  const show = (end: number): string => {
    const value = rounded(end * scale, width);
    return isChange ? formatDifference(value, { digits: 15 }) : formatNumber(value, { digits: 15 });
  };
  const trimmed = [show(lower), show(upper)].map((text) =>
    text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""),
  );
  return `${trimmed.join(" … ")}${isPercent ? (isChange ? " points" : " %") : ""}`;
}

/** Rounds to the place of the second digit of the width. */
function rounded(value: number, width: number): number {
  if (!Number.isFinite(value) || !(width > 0) || !Number.isFinite(width)) return value;
  const place = digitsOfWidth - 1 - Math.floor(Math.log10(width));
  if (place > 12) return value;
  return place >= 0 ? Number(value.toFixed(place)) : Math.round(value / 10 ** -place) * 10 ** -place;
}
