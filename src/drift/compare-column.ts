import { counted, formatNumber } from "../number-format.ts";
import { kolmogorovSmirnov } from "../statistics/kolmogorov-smirnov.ts";
import { permutationTest } from "../statistics/permutation-test.ts";
import { wassersteinNormed } from "../statistics/wasserstein.ts";
import { type Column, findColumn } from "../tables/table.ts";
import { type ColumnSample, sampleColumn, sizeOf } from "./column-sample.ts";
import { countAgainstProfile } from "./count-against-profile.ts";
import { type CountMethod, countDistances } from "./count-distances.ts";
import { type CountedPair, countNumbers, countTexts } from "./count-pair.ts";
import type { DriftOptions } from "./drift-method.ts";
import { evidentlyDrift } from "./evidently-drift.ts";
import type { Reference } from "./reference.ts";

/** How one column differs from the reference. */
export interface ColumnDrift {
  column: string;
  /** What measures the change, in words: `PSI`. */
  words: string;
  /** How large the change is. */
  effect: number;
  /** The largest that is allowed; Evidently judges its p-values instead. */
  limit?: number;
  /** How likely a change as large is by chance. */
  p?: number;
  /** Whether the effect is above its limit, or Evidently calls it drift. */
  isLarge: boolean;
  /** Shares of rows without a value. */
  missing: { reference: number; current: number };
  /** Different texts that the reference has not, and the share of the values that are among them. */
  added?: { texts: number; share: number };
}

const seed = 42;
const mostRows = 1e6;
/** Bins of a column, its permutations, and the bins that all of them together may deal out. */
const most = { bins: 10_000, permutations: 9999, dealt: 5e6 } as const;

/**
 * Compares a column with the reference's of that name. Missing cells are a bin of their own where counts are compared;
 * Evidently's scores and the tests of numbers know values only. Returns in words why where nothing can be compared.
 */
export function compareColumn(
  column: Column,
  reference: Reference,
  options: DriftOptions,
): ColumnDrift | string {
  const before = referenceOf(column.name, reference);
  if (before === undefined) return "the reference has no such column";
  const current = sampleColumn(column);
  const found = measure(before, current, options);
  if (typeof found === "string") return found;
  const added = before.sample && countAdded(before.sample, current);
  return {
    column: column.name,
    ...found,
    missing: {
      reference: (before.rows - before.size) / before.rows,
      current: (current.rows - sizeOf(current)) / current.rows,
    },
    ...(added && { added }),
  };
}

/** A column of the reference: its sample, or what a profile has of it. */
interface Before {
  /** Rows and values that are compared. */
  rows: number;
  size: number;
  sample?: ColumnSample;
  count(current: ColumnSample): CountedPair | undefined;
}

function referenceOf(name: string, reference: Reference): Before | undefined {
  if (reference.table !== undefined) {
    const column = findColumn(reference.table, name);
    if (column === undefined) return undefined;
    const sample = sampleColumn(column);
    return {
      rows: sample.rows,
      size: sizeOf(sample),
      sample,
      count: (current) => countPair(sample, current),
    };
  }
  const column = reference.profile?.columns.find((each) => each.name === name);
  if (column === undefined) return undefined;
  const size = column.count - (column.infinite ?? 0);
  return {
    rows: reference.rows,
    size,
    count: (current) => countAgainstProfile(column, current),
  };
}

/** Undefined for numbers on one side and texts on the other. */
function countPair(reference: ColumnSample, current: ColumnSample): CountedPair | undefined {
  if (reference.kind === "numbers" && current.kind === "numbers") return countNumbers(reference, current);
  if (reference.kind === "texts" && current.kind === "texts") return countTexts(reference, current);
  return undefined;
}

type Measured = Pick<ColumnDrift, "words" | "effect" | "limit" | "p" | "isLarge">;

function measure(before: Before, current: ColumnSample, options: DriftOptions): Measured | string {
  const { method, max = 0, min_rows } = options;
  const isOfCounts = method in countDistances;
  const least = isOfCounts ? Math.min(before.rows, current.rows) : Math.min(before.size, sizeOf(current));
  if (least < Math.max(1, min_rows))
    return `there are ${counted(least, isOfCounts ? "row" : "value")}, fewer than ${min_rows}`;
  if (isOfCounts) return measureCounts(before, current, method as CountMethod, options);
  if (before.sample === undefined) return `${method} needs the reference's rows, and there is only a profile`;
  if (before.sample.kind !== current.kind) return "it has numbers on one side and texts on the other";
  if (method === "evidently") return measureEvidently(before.sample, current);
  if (before.sample.kind === "texts" || current.kind === "texts") return `${method} is for numbers`;
  const [r, c] = [before.sample.values.slice().sort(), current.values.slice().sort()];
  const { statistic, p } = kolmogorovSmirnov(r, c);
  const isWasserstein = method === "wasserstein";
  const effect = isWasserstein ? wassersteinNormed(r, c) : statistic;
  const words = isWasserstein ? "Wasserstein distance in standard deviations" : "Kolmogorov-Smirnov D";
  return { words, effect, limit: max, p, isLarge: effect > max };
}

function measureCounts(
  before: Before,
  current: ColumnSample,
  method: CountMethod,
  { max = 0, permutations = most.permutations }: DriftOptions,
): Measured | string {
  const isEmpty = before.size === 0 || sizeOf(current) === 0;
  const values = isEmpty
    ? { reference: Float64Array.of(before.size), current: Float64Array.of(sizeOf(current)) }
    : before.count(current);
  if (values === undefined)
    return before.sample === undefined
      ? "the profile has nothing of it to compare with"
      : "it has numbers on one side and texts on the other";
  const whole = withMissing(values, before.rows - before.size, current.rows - sizeOf(current));
  const counts = { reference: scaled(whole.reference), current: whole.current };
  const bins = counts.reference.length;
  if (bins > most.bins) return `it has ${formatNumber(bins)} different values, too many to be a distribution`;
  const { words, distance } = countDistances[method];
  const effect = distance(counts.reference, counts.current);
  const { p } = permutationTest(counts, distance, {
    seed,
    permutations: Math.min(permutations, Math.floor(most.dealt / bins)),
  });
  return { words, effect, limit: max, p, isLarge: effect > max };
}

function measureEvidently(reference: ColumnSample, current: ColumnSample): Measured {
  const { test, score, effect, isDrifted: isLarge } = evidentlyDrift(reference, current);
  const isDistance = test === "wasserstein" || test === "jensenshannon";
  const words = test === "ks" ? "ks, D" : isDistance ? test : `${test}, Jensen-Shannon distance`;
  return { words, effect, isLarge, ...(isDistance ? { limit: 0.1 } : { p: score }) };
}

/** A bin for the missing cells, where there are any. */
function withMissing({ reference, current }: CountedPair, before: number, now: number): CountedPair {
  if (before + now === 0) return { reference, current };
  const added = (counts: Float64Array, missing: number): Float64Array => {
    const longer = new Float64Array(counts.length + 1);
    longer.set(counts);
    longer[counts.length] = missing;
    return longer;
  };
  return { reference: added(reference, before), current: added(current, now) };
}

/** Counts of a profile of very many rows, as if of a sample of a million. */
function scaled(counts: Float64Array): Float64Array {
  const total = counts.reduce((a, b) => a + b, 0);
  return total <= mostRows ? counts : counts.map((count) => Math.round((count / total) * mostRows));
}

function countAdded(reference: ColumnSample, current: ColumnSample): ColumnDrift["added"] {
  if (reference.kind !== "texts" || current.kind !== "texts") return undefined;
  const counts = [...current.counts].filter(([text]) => !reference.counts.has(text));
  if (counts.length === 0) return undefined;
  return { texts: counts.length, share: counts.reduce((sum, [, count]) => sum + count, 0) / current.size };
}
