import { mergeKll } from "../statistics/kll.ts";
import { exactDistinct } from "./count-distinct.ts";
import { addValue } from "./count-part.ts";
import { mergeDays } from "./describe-days.ts";
import { hashText } from "./hash-texts.ts";
import { addHash, createHyperLogLog, type HyperLogLog } from "./hyperloglog.ts";
import { type Moments, skewnessOf } from "./moments.ts";
import type { ColumnSummary, NumberSummary, TextSummary } from "./summarize-column.ts";

/** The different values of a column over all parts so far: each with its count, or a sketch of too many. */
export interface MergedValues<Value> {
  counts: Map<Value, number> | undefined;
  sketch: HyperLogLog;
}

/** A column over all parts so far. */
export type MergedNumbers = Omit<NumberSummary, "values" | "sketch"> & { values: MergedValues<number> };
/** A column over all parts so far. */
export type MergedTexts = Omit<TextSummary, "values" | "sketch"> & { values: MergedValues<string> };
/** A column over all parts so far. */
export type MergedColumn = MergedNumbers | MergedTexts;

/**
 * Adds a part's summary, which is used up, to those of the parts before it, which are changed. The order of the parts decides the last bits
 * of sums and sketches: it must be that of the rows.
 */
export function mergeSummary(merged: MergedColumn | undefined, part: ColumnSummary): MergedColumn {
  if (part.kind === "text") return mergeTexts(merged?.kind === "text" ? merged : undefined, part);
  return mergeNumbers(merged?.kind === "numeric" ? merged : undefined, part);
}

function mergeNumbers(merged: MergedNumbers | undefined, part: NumberSummary): MergedNumbers {
  const { values, sketch, ...rest } = part;
  const into = merged ?? { ...rest, values: noValues<number>() };
  addValues(into.values, values && { keys: values.keys, counts: values.counts }, sketch, addValue);
  if (merged === undefined) return into;
  into.missing += part.missing;
  into.invalid += part.invalid;
  into.moments = mergeMoments(into.moments, part.moments);
  mergeKll(into.quantiles, part.quantiles);
  giveBack(part.quantiles.buffer);
  into.ascending = joinAscending(into.ascending, part.ascending);
  into.days = into.days && part.days && mergeDays(into.days, part.days);
  return into;
}

function joinAscending(
  a: NumberSummary["ascending"],
  b: NumberSummary["ascending"],
): NumberSummary["ascending"] {
  return a && b && a.last < b.first ? { first: a.first, last: b.last } : undefined;
}

function mergeTexts(merged: MergedTexts | undefined, part: TextSummary): MergedTexts {
  const { values, sketch, ...rest } = part;
  const into = merged ?? { ...rest, values: noValues<string>() };
  addValues(into.values, values && { keys: values.texts, counts: values.counts }, sketch, addText);
  if (merged === undefined) return into;
  into.count += part.count;
  into.missing += part.missing;
  into.shortest = Math.min(into.shortest, part.shortest);
  into.longest = Math.max(into.longest, part.longest);
  into.characters += part.characters;
  return into;
}

function noValues<Value>(): MergedValues<Value> {
  return { counts: new Map(), sketch: createHyperLogLog() };
}

function addText(sketch: HyperLogLog, text: string): void {
  const { high, low } = hashText(text);
  addHash(sketch, high, low);
}

function addValues<Value>(
  into: MergedValues<Value>,
  values: { keys: ArrayLike<Value>; counts: Int32Array } | undefined,
  sketch: HyperLogLog | undefined,
  add: (sketch: HyperLogLog, value: Value) => void,
): void {
  const { counts } = into;
  if (values !== undefined && counts !== undefined) countEach(counts, values);
  else if (values !== undefined)
    for (let i = 0; i < values.keys.length; i++) add(into.sketch, values.keys[i] as Value);
  if (counts !== undefined && (sketch !== undefined || counts.size > exactDistinct)) {
    for (const value of counts.keys()) add(into.sketch, value);
    into.counts = undefined;
  }
  if (sketch === undefined) return;
  for (let register = 0; register < sketch.length; register++)
    if (sketch[register]! > into.sketch[register]!) into.sketch[register] = sketch[register]!;
  giveBack(sketch);
}

function countEach<Value>(
  counts: Map<Value, number>,
  values: { keys: ArrayLike<Value>; counts: Int32Array },
): void {
  for (let i = 0; i < values.keys.length; i++) {
    const value = values.keys[i] as Value;
    counts.set(value, (counts.get(value) ?? 0) + values.counts[i]!);
  }
}

/**
 * Frees the memory of what is merged: such arrays would wait for a collection that only comes once they are 64 MB, since
 * the collector sees no more of them than their small heads. Before Node 22 they wait.
 */
function giveBack({ buffer }: Uint8Array | Float64Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer?.(0);
}

/** The moments of two groups of values together (Chan, Golub, LeVeque 1983, for the sum of squares; Pébay 2008, for that of cubes). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const counts = {
    infinite: a.infinite + b.infinite,
    zeros: a.zeros + b.zeros,
    negatives: a.negatives + b.negatives,
  };
  if (a.finite === 0 || b.finite === 0) return { ...(a.finite === 0 ? b : a), ...counts };
  const finite = a.finite + b.finite;
  const step = b.mean - a.mean;
  const mean = a.mean + step * (b.finite / finite);
  const [second, other] = [squaresOf(a), squaresOf(b)];
  const shared = step * step * ((a.finite * b.finite) / finite);
  const squares = second + other + shared;
  const cubes =
    cubesOf(a, second) +
    cubesOf(b, other) +
    step *
      (shared * ((a.finite - b.finite) / finite) + (3 * (a.finite * other - b.finite * second)) / finite);
  return {
    ...counts,
    finite,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    mean,
    std: Math.sqrt(squares / (finite - 1)),
    skewness: skewnessOf(finite, squares, cubes),
  };
}

/** The sum of cubed deviations from the mean, by that of squared ones; two values or equal ones have none. */
function cubesOf({ finite, skewness }: Moments, squares: number): number {
  if (Number.isNaN(skewness)) return 0;
  return (skewness * (finite - 2) * squares ** 1.5) / (finite * Math.sqrt(finite - 1));
}

/** The sum of squared deviations from the mean. */
function squaresOf({ finite, std }: Moments): number {
  return finite < 2 ? 0 : std * std * (finite - 1);
}
