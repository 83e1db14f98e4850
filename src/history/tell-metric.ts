import { formatChange, formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";

/** From so many runs on it is said that one is the best or the worst of them. */
const fewestRanked = 5;
/**
 * Steps in one direction that are told: of runs that differ by chance alone, the last five values are in order, in one
 * given direction, once in 120 times.
 */
const longTrail = 4;

/** What the last of a metric's values is among those before it, in one sentence; undefined where there are none. */
export function tellMetric(name: string, values: readonly number[]): string | undefined {
  const last = values.at(-1);
  const before = values.slice(0, -1);
  if (last === undefined || before.length === 0) return undefined;
  const metric = findMetric(name);
  const shown = `${metric?.label ?? name} ${formatMetric(name, last)}`;
  const steady = countWhile(before, (value) => value === last);
  if (steady === before.length) return `${shown} is what it was in all ${values.length} runs`;
  if (steady > 0) return `${shown} is what it was in the ${steady === 1 ? "run" : `${steady} runs`} before`;
  const change = `${formatChange(name, last - before.at(-1)!)} from the run before`;
  const [least, greatest] = [Math.min(...before), Math.max(...before)];
  const place = last < least ? "lowest" : last > greatest ? "highest" : undefined;
  const trail = tellTrail(values);
  if (place === undefined || values.length < fewestRanked) {
    const range = `${formatMetric(name, least)} and ${formatMetric(name, greatest)}`;
    const others = before.length > 1 ? `; the ${before.length} runs before it lie between ${range}` : "";
    return `${shown}: ${change}${others}${trail}`;
  }
  return `${shown} is the ${wordFor(place, metric?.direction)} of the last ${values.length} runs, ${change}${trail}`;
}

function wordFor(place: "lowest" | "highest", direction: "maximize" | "minimize" | undefined): string {
  if (direction === undefined) return place;
  return (place === "highest") === (direction === "maximize") ? "best" : "worst";
}

function tellTrail(values: readonly number[]): string {
  const steps = values.slice(1).map((value, index) => Math.sign(value - values[index]!));
  const last = steps.at(-1)!;
  const length = countWhile(steps, (step) => step === last);
  return length < longTrail ? "" : `; it ${last > 0 ? "rose" : "fell"} in each of the last ${length} runs`;
}

/** How many of the last ones hold. */
function countWhile(values: readonly number[], holds: (value: number) => boolean): number {
  return values.length - 1 - values.findLastIndex((value) => !holds(value));
}
