import { alpha, type Judgement, pointOf } from "../gate/judge.ts";
import type { GateMetrics } from "../gate/parse-metrics.ts";
import { type HistoryMetric, mostMetrics } from "./entry.ts";

/**
 * The metrics of all test rows that a history keeps: those that rules name first, in the order of the rules and with
 * their intervals, then the others. What is not a number, or has too long a name, is left out.
 */
export function judgedMetrics(judgements: readonly Judgement[], metrics: GateMetrics): HistoryMetric[] {
  const found = new Map<string, HistoryMetric>();
  const add = (name: string, value: number | undefined, more: Partial<HistoryMetric> = {}): void => {
    if (value === undefined || !Number.isFinite(value) || found.has(name) || name === "" || name.length > 200)
      return;
    found.set(name, { name, value: short(value), ...more });
  };
  for (const { claim, slice, actual } of judgements)
    if (slice === undefined) add(claim.metric, pointOf(actual), { ...intervalOf(actual), gated: true });
  for (const [name, value] of metrics.values) add(name, value);
  return [...found.values()].slice(0, mostMetrics);
}

function intervalOf(actual: Judgement["actual"]): Pick<HistoryMetric, "low" | "high"> {
  if (typeof actual !== "object") return {};
  const [low, high] = actual.bounds(alpha);
  return Number.isFinite(low) && Number.isFinite(high) ? { low: short(low), high: short(high) } : {};
}

/** Seven significant digits: more than any test set can tell. */
function short(value: number): number {
  return Number(value.toPrecision(7));
}
