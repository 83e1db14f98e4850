import { numberOf } from "./drafts.ts";
import { asMap } from "./suite.ts";
import type { Interval, Level } from "./threshold.ts";

/** The words of a threshold, each with the numbers that it allows. */
export const comparisons = new Map<string, (bound: number) => Interval[]>([
  ["must_be", (bound) => [{ min: bound, max: bound }]],
  ["must_not_be", (bound) => [{ below: bound }, { above: bound }]],
  ["must_be_greater_than", (bound) => [{ above: bound }]],
  ["must_be_greater_than_or_equal", (bound) => [{ min: bound }]],
  ["must_be_less_than", (bound) => [{ below: bound }]],
  ["must_be_less_than_or_equal", (bound) => [{ max: bound }]],
]);

const ranges = ["must_be_between", "must_be_not_between"];
const rangeBounds = new Map<string, keyof Interval>([
  ["greater_than", "above"],
  ["greater_than_or_equal", "min"],
  ["less_than", "below"],
  ["less_than_or_equal", "max"],
]);

/** A threshold of Soda: the levels, and whether its number is a percentage. */
export interface SodaThreshold {
  levels: readonly Level[];
  unit: "count" | "percent";
  /** Of freshness. */
  hours: number;
}

const unitHours = new Map([
  ["minute", 1 / 60],
  ["hour", 1],
  ["day", 24],
]);

/** Reads `threshold`; without one, or without a comparison in it, `usual` holds. A text says why it cannot be judged. */
export function readSodaThreshold(
  given: unknown,
  usual: readonly Interval[] | undefined,
): SodaThreshold | string {
  const threshold = asMap(given ?? {});
  if (threshold === undefined) return "its threshold is no keys and values";
  const { additional, metric = "count", unit = "hour", ...own } = threshold;
  if (metric !== "count" && metric !== "percent")
    return 'the "metric" of its threshold is neither count nor percent';
  const hours = unitHours.get(String(unit));
  if (hours === undefined) return 'the "unit" of its threshold is none of minute, hour and day';
  const levels: Level[] = [];
  for (const each of additional === undefined ? [own] : [own, additional]) {
    const level = readLevel(
      asMap(each) ?? {},
      additional === undefined ? usual : undefined,
      metric === "percent" ? " %" : "",
    );
    if (typeof level === "string") return level;
    levels.push(level);
  }
  if (levels[0]?.severity === levels[1]?.severity) return "both levels of its threshold are the same";
  // The error first, wherever it stands.
  levels.sort((a, b) => (a.severity < b.severity ? -1 : 1));
  return { levels, unit: metric, hours };
}

function readLevel(
  { level = "fail", ...words }: Readonly<Record<string, unknown>>,
  usual: readonly Interval[] | undefined,
  unit: string,
): Level | string {
  const severity = String(level).toLowerCase() === "warn" ? "warning" : "error";
  const unknown = Object.keys(words).find((key) => !comparisons.has(key) && !ranges.includes(key));
  if (unknown !== undefined) return `the "${unknown}" of its threshold has no counterpart`;
  const [entry, second] = Object.entries(words);
  if (second !== undefined)
    return "its threshold has more than one comparison, which Soda does not judge either";
  if (entry === undefined)
    return usual === undefined
      ? "its threshold has no comparison"
      : { severity, allowed: usual, words: "what Soda asks without a threshold" };
  const [word, bound] = entry;
  const allowed = ranges.includes(word) ? readRange(word, bound) : readBound(word, bound);
  return typeof allowed === "string" ? allowed : { severity, allowed, words: wordsOf(word, bound, unit) };
}

function readBound(word: string, bound: unknown): Interval[] | string {
  const number = numberOf(bound);
  return number === undefined
    ? `the "${word}" of its threshold is no number`
    : (comparisons.get(word)?.(number) ?? []);
}

/** Between takes both bounds at once; not between takes what is below the one or above the other. */
function readRange(word: string, given: unknown): Interval[] | string {
  const bounds: Interval = {};
  for (const [key, bound] of Object.entries(asMap(given) ?? {})) {
    const side = rangeBounds.get(key);
    const number = numberOf(bound);
    if (side === undefined || number === undefined || Object.keys(bounds).length === 2)
      return `the "${word}" of its threshold is not of greater_than and less_than with numbers`;
    bounds[side] = number;
  }
  const { min, max, above, below } = bounds;
  const [low, high] = [min ?? above, max ?? below];
  const isBetween = word === "must_be_between";
  if (low === undefined || high === undefined || (isBetween ? low >= high : low <= high))
    return `the "${word}" of its threshold has no two bounds in order`;
  if (isBetween) return [bounds];
  return [
    max === undefined ? { below: high } : { max: high },
    min === undefined ? { above: low } : { min: low },
  ];
}

function wordsOf(word: string, bound: unknown, unit: string): string {
  const range = asMap(bound);
  if (range === undefined) return `${word}: ${bound}${unit}`;
  return `${word}: ${Object.entries(range)
    .map(([key, each]) => `${key} ${each}${unit}`)
    .join(", ")}`;
}
