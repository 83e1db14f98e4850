import { formatNumber } from "../number-format.ts";
import type { Amount, AmountRange, Check } from "./check.ts";

const percentage = /^(\d{1,3}(?:\.\d+)?) ?%$/;

/** The number of a percentage from `0%` to `100%`; undefined for every other text. */
export function readPercentage(text: string): number | undefined {
  const percent = Number(percentage.exec(text.trim())?.[1] ?? Number.NaN);
  return percent <= 100 ? percent : undefined;
}

/** Which bounds of a range `count` of `total` breaks: `min`, `max` or none. */
export function brokenBound(count: number, total: number, range: AmountRange): "min" | "max" | undefined {
  if (range.min !== undefined && compare(count, total, range.min) < 0) return "min";
  if (range.max !== undefined && compare(count, total, range.max) > 0) return "max";
  return undefined;
}

/** Negative where `count` of `total` is less than the amount, positive where it is more. */
function compare(count: number, total: number, amount: Amount): number {
  if (typeof amount === "number") return count - amount;
  // Products of whole numbers are exact where quotients are not: 5% of 20 is 1.
  return count * 100 - (readPercentage(amount) ?? Number.NaN) * total;
}

/** An amount as people read it: `1,000`, `5 %`. */
export function formatAmount(amount: Amount): string {
  return typeof amount === "number"
    ? formatNumber(amount)
    : formatNumber(readPercentage(amount) ?? 0, { unit: "%" });
}

/** Whether so many failures are few enough. Nothing asked is nothing broken. */
export function isTolerated(check: Check, considered: number, failed: number): boolean {
  const { mostly, max_failed: most } = check;
  if (failed === 0 || considered === 0) return true;
  if (most !== undefined) return compare(failed, considered, most) <= 0;
  if (mostly === undefined) return false;
  if (typeof mostly === "string") return compare(considered - failed, considered, mostly) >= 0;
  // Great Expectations' quotient, to agree with it also where it rounds.
  return (considered - failed) / considered >= mostly;
}

/** What is tolerated, as the end of a sentence; empty where nothing is. */
export function describeTolerance({ mostly, max_failed: most }: Check): string {
  if (most !== undefined) return `; ${formatAmount(most)} may`;
  if (mostly === undefined) return "";
  const share = typeof mostly === "number" ? `${Number((mostly * 100).toPrecision(12))}%` : mostly;
  return `; ${formatAmount(share)} must hold`;
}
