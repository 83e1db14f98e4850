import type { CheckOutcome } from "../checks/judge-checks.ts";
import type { Severity } from "../report.ts";
import { clipText } from "../visible-text.ts";

/** Where a number may lie; `above` and `below` exclude the bound. */
export interface Interval {
  min?: number;
  max?: number;
  above?: number;
  below?: number;
}

/** What a number must be; breaking it is as bad as `severity`. */
export interface Level {
  severity: Severity;
  /** The number lies in one of these. */
  allowed: readonly Interval[];
  /** The same in the words of the suite, a clause: `must_be_less_than: 5`. */
  words: string;
}

/** How a rule judges what its check counted, where that is more than the check can say itself. */
export interface Threshold {
  measure: Measure;
  /** The worst first. */
  levels: readonly Level[];
  /** The number counts as this much at most. */
  most?: number;
}

/** The numbers that suites are about. Percentages are 0 to 100, and 0 of nothing. */
const measures = {
  /** Cells or rows that break the check. */
  failed: ({ failed }) => failed,
  failed_percent: ({ failed, asked }) => percentage(failed, asked),
  /** The number that the constraint bounds. */
  measured: ({ measured }) => measured,
  hours: ({ measured }) => (measured === undefined ? undefined : measured / 3_600_000),
  /** Of `distinct` and `unique`: values that an earlier row has. */
  repeats: ({ considered, measured }) => (measured === undefined ? undefined : considered - measured),
  repeats_percent: ({ considered, measured }) =>
    measured === undefined ? undefined : percentage(considered - measured, considered),
  /** Of `unique`: different values that more than one row has. */
  repeated_values: ({ considered, failed, measured }) =>
    measured === undefined ? undefined : measured - (considered - failed),
} as const satisfies Record<string, (outcome: CheckOutcome) => number | undefined>;

/** The name of a number that a threshold is about. */
export type Measure = keyof typeof measures;

/** Judges an outcome by a rule's own threshold. What cannot be counted, such as a column that is not there, stays broken. */
export function applyThreshold(
  outcome: CheckOutcome,
  { measure, levels, most = Infinity }: Threshold,
): CheckOutcome {
  const { considered, failed, message } = outcome;
  const [worst] = levels;
  if (considered === 0 && failed > 0) return { ...outcome, severity: worst?.severity ?? "error" };
  const number = measureOf(outcome, measure);
  const broken = levels.find(
    ({ allowed }) => number === undefined || !isAllowed(Math.min(number, most), allowed),
  );
  if (broken === undefined) return { ...outcome, passed: true };
  const what = message.replace(/ is within its bounds$/, "");
  return {
    ...outcome,
    passed: false,
    severity: broken.severity,
    failed: Math.max(1, failed),
    message: `${what}; the suite says ${clipText(broken.words, 200)}`,
  };
}

/** The number that a threshold is about; undefined where there is none, as of a mean of no values. */
export function measureOf(outcome: CheckOutcome, measure: Measure): number | undefined {
  return measures[measure](outcome);
}

/** Whether a number lies in one of the intervals. */
export function isAllowed(number: number, allowed: readonly Interval[]): boolean {
  return allowed.some(
    ({ min = -Infinity, max = Infinity, above = -Infinity, below = Infinity }) =>
      number >= min &&
      number <= max &&
      (number > above || above === -Infinity) &&
      (number < below || below === Infinity),
  );
}

/** Whether a count or percentage may be 0 and nothing else, so that a check without a threshold says the same. */
export function isZeroOnly(levels: readonly Level[], unit: "count" | "percent"): boolean {
  const [level, ...others] = levels;
  if (level === undefined || others.length > 0) return false;
  const isZero = ({ max = Infinity, below = Infinity }: Interval): boolean =>
    unit === "count" ? max < 1 || below <= 1 : max <= 0;
  return isAllowed(0, level.allowed) && level.allowed.every(isZero);
}

function percentage(count: number, total: number): number {
  return total === 0 ? 0 : (count * 100) / total;
}
