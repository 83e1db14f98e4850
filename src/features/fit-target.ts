import { square } from "../learn/exponential.ts";
import type { Matrix } from "../learn/matrix.ts";
import { randomFrom, randomState } from "../learn/random.ts";
import type { Table, TextColumn } from "../tables/table.ts";
import { findColumn } from "../tables/table.ts";
import type { EncodedFeature, FeaturePlan } from "./feature-plan.ts";
import { widthOf } from "./feature-plan.ts";

/** What is learnt of the training rows: numbers, or class codes from 0. */
export interface TrainingTarget {
  values: ArrayLike<number>;
  /** Number of classes; 0 for regression. */
  classes: number;
}

type Encoding = Pick<EncodedFeature, "categories" | "values" | "other">;

/** Folds of cross-fitting, as scikit-learn's TargetEncoder has. */
const folds = 5;
const missingCode = -1;

/**
 * The target's mean by category, drawn to the overall mean the more, the fewer rows a category has and the more they
 * differ (empirical Bayes: scikit-learn 1.9's TargetEncoder with `smooth="auto"`). One list for a number and for two
 * classes (the share of the second), else one a class. Missing texts are a category of their own, `""`.
 */
export function encodeByTarget(
  column: TextColumn,
  rows: Uint32Array,
  target: TrainingTarget,
  missing: readonly string[],
): Encoding {
  const codeOf = missingAsOne(column, missing);
  const used = new Set(Int32Array.from(rows, (row) => codeOf(row)));
  const codes = [...used].sort((a, b) => a - b);
  const places = new Map(codes.map((code, place) => [code, place]));
  const groups = Int32Array.from(rows, (row) => places.get(codeOf(row))!);
  const lists = targetsOf(target);
  const encoded = lists.map((values) => smoothMeans(groups, values, codes.length));
  return {
    categories: codes.map((code) => (code === missingCode ? "" : column.dictionary[code]!)),
    values: encoded.map(({ means }) => means),
    other: encoded.map(({ overall }) => overall),
  };
}

/**
 * Puts what the other folds' rows say in the place of target encodings, so that no training row has seen its own
 * target. `matrix` is what transformFeatures gives for `rows`; it is changed. Folds are drawn by the seed.
 */
export function crossFit(
  matrix: Matrix,
  plan: FeaturePlan,
  of: { table: Table; rows: Uint32Array; target: TrainingTarget; seed: number },
): void {
  let at = 0;
  for (const feature of plan.features) {
    if (feature.kind === "target") crossFitFeature(matrix, feature, at, of);
    at += widthOf(feature);
  }
}

function crossFitFeature(
  { data, rows: count }: Matrix,
  feature: EncodedFeature,
  at: number,
  { table, rows, target, seed }: { table: Table; rows: Uint32Array; target: TrainingTarget; seed: number },
): void {
  const column = findColumn(table, feature.column);
  if (column?.kind !== "text") return;
  const foldOf = drawFolds(rows.length, seed);
  const codeOf = missingAsOne(column, feature.missing);
  for (let fold = 0; fold < folds; fold++) {
    const kept = Uint32Array.from(rows.keys()).filter((index) => foldOf[index] !== fold);
    const encoding = encodeByTarget(
      column,
      kept.map((index) => rows[index]!),
      { ...target, values: Float64Array.from(kept, (index) => target.values[index]!) },
      feature.missing,
    );
    const places = new Map(encoding.categories.map((text, place) => [text, place]));
    for (let index = 0; index < count; index++) {
      if (foldOf[index] !== fold) continue;
      const code = codeOf(rows[index]!);
      const place = places.get(code === missingCode ? "" : column.dictionary[code]!);
      for (const [list, values] of encoding.values.entries())
        data[(at + list) * count + index] = place === undefined ? encoding.other[list]! : values[place]!;
    }
  }
}

/** A fold a row, in shuffled order, sizes within one of each other. */
function drawFolds(count: number, seed: number): Uint8Array {
  const random = randomFrom(randomState(seed, 0x7a6e));
  const foldOf = Uint8Array.from({ length: count }, (_, index) => index % folds);
  for (let index = count - 1; index > 0; index--) {
    const other = random.below(index + 1);
    [foldOf[index], foldOf[other]] = [foldOf[other]!, foldOf[index]!];
  }
  return foldOf;
}

/** Codes of rows, with one for all that is missing. */
function missingAsOne(column: TextColumn, missing: readonly string[]): (row: number) => number {
  const codes = column.dictionary.map((text, code) =>
    text === "" || missing.includes(text) ? missingCode : code,
  );
  return (row) => codes[column.codes[row]!] ?? missingCode;
}

/** The numbers whose means are sought: the target, or for classes whether a row is of one. */
function targetsOf({ values, classes }: TrainingTarget): Float64Array[] {
  if (classes === 0) return [Float64Array.from(values)];
  const asked = classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code);
  return asked.map((code) => Float64Array.from(values, (value) => (value === code ? 1 : 0)));
}

function smoothMeans(
  groups: Int32Array,
  values: Float64Array,
  size: number,
): { means: number[]; overall: number } {
  const overall = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + square(value - overall), 0) / values.length;
  const counts = new Float64Array(size);
  const means = new Float64Array(size);
  const spreads = new Float64Array(size);
  for (const [index, group] of groups.entries()) {
    counts[group]!++;
    means[group]! += values[index]!;
  }
  for (let group = 0; group < size; group++) means[group]! /= counts[group]!;
  for (const [index, group] of groups.entries()) spreads[group]! += square(values[index]! - means[group]!);
  const smoothed = Array.from(means, (mean, group) => {
    const signal = variance * counts[group]!;
    const weight = signal / (signal + spreads[group]! / counts[group]!);
    return Number.isNaN(weight) ? overall : weight * mean + (1 - weight) * overall;
  });
  return { means: smoothed, overall };
}
