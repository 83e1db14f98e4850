import { UserError } from "../errors.ts";
import type { Matrix } from "../learn/matrix.ts";
import { didYouMean } from "../nearest.ts";
import type { Column, NumericColumn, Table, TextColumn } from "../tables/table.ts";
import { datePart } from "./date-part.ts";
import type { CategoryFeature, DateFeature, Feature, FeaturePlan, NumberFeature } from "./feature-plan.ts";
import { featureNames } from "./feature-plan.ts";

/**
 * The features of the given rows (default: all), in the order of `featureNames`. Values are worked out in float64
 * and rounded to float32 last; `data` lies on a SharedArrayBuffer. Throws UserError where a column is missing or no longer of its type; a column
 * without any value fits every type.
 */
export function transformFeatures(plan: FeaturePlan, table: Table, rows?: Uint32Array): Matrix {
  const count = rows?.length ?? table.rows;
  const names = featureNames(plan);
  const data = new Float32Array(new SharedArrayBuffer(names.length * count * 4));
  const rowAt = rows === undefined ? (index: number) => index : (index: number) => rows[index]!;
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  let at = 0;
  for (const feature of plan.features) {
    const column = requireColumn(feature, columns, table.source);
    const width = widthOf(feature);
    const block = data.subarray(at * count, (at + width) * count);
    if (feature.kind === "number") fillNumbers(block, feature, numbersOf(column), count, rowAt);
    else if (feature.kind === "date") fillDates(block, feature, numbersOf(column), count, rowAt);
    else fillCategories(block, feature, column, count, rowAt);
    at += width;
  }
  return { names, rows: count, data };
}

type RowAt = (index: number) => number;

/** How many columns of the matrix a feature fills. */
export function widthOf(feature: Feature): number {
  if (feature.kind === "number") return 1;
  if (feature.kind === "date") return feature.parts.length;
  return feature.categories.length + (feature.hasRare ? 1 : 0);
}

function fillNumbers(
  block: Float32Array,
  { fill, scale }: NumberFeature,
  values: Float64Array | undefined,
  count: number,
  rowAt: RowAt,
) {
  const { mean, deviation } = scale ?? { mean: 0, deviation: 1 };
  for (let index = 0; index < count; index++) {
    const value = values?.[rowAt(index)] ?? Number.NaN;
    block[index] = ((Number.isNaN(value) ? fill : value) - mean) / deviation;
  }
}

function fillDates(
  block: Float32Array,
  { fill, parts, scales }: DateFeature,
  values: Float64Array | undefined,
  count: number,
  rowAt: RowAt,
) {
  for (const [offset, part] of parts.entries()) {
    const { mean, deviation } = scales?.[offset] ?? { mean: 0, deviation: 1 };
    for (let index = 0; index < count; index++) {
      const value = values?.[rowAt(index)] ?? Number.NaN;
      const moment = Number.isNaN(value) ? fill : value;
      block[offset * count + index] = (datePart(moment, part) - mean) / deviation;
    }
  }
}

/** The block is zero before. */
function fillCategories(
  block: Float32Array,
  { fill, missing, categories, hasRare }: CategoryFeature,
  column: Column,
  count: number,
  rowAt: RowAt,
) {
  const offsets = new Map(categories.map((text, offset) => [text, offset]));
  const offsetOf = (text: string) => offsets.get(text) ?? (hasRare ? categories.length : -1);
  const filled = offsetOf(fill);
  const byCode = (column.kind === "text" ? column.dictionary : []).map((text) =>
    text === "" || missing.includes(text) ? filled : offsetOf(text),
  );
  for (let index = 0; index < count; index++) {
    const code = column.kind === "text" ? column.codes[rowAt(index)]! : -1;
    const offset = code < 0 ? filled : byCode[code]!;
    if (offset >= 0) block[offset * count + index] = 1;
  }
}

/** Undefined for a text column, which requireColumn lets pass only when it is empty. */
function numbersOf(column: Column): Float64Array | undefined {
  return column.kind === "numeric" ? column.values : undefined;
}

function requireColumn(feature: Feature, columns: ReadonlyMap<string, Column>, source: string): Column {
  const column = columns.get(feature.column);
  if (column === undefined) {
    throw new UserError(
      `Cannot use "${source}": it has no column "${feature.column}", which the model needs${didYouMean(feature.column, columns.keys())}`,
    );
  }
  if (!fits(column, feature) && !isEmpty(column))
    throw new UserError(
      `Cannot use "${source}": column "${feature.column}" is ${column.type}, but the model was trained on ${feature.type}`,
      { hint: "give the column the type it had in training, or train anew" },
    );
  return column;
}

function fits(column: Column, feature: Feature): boolean {
  if (feature.type === "integer" || feature.type === "number")
    return column.type === "integer" || column.type === "number";
  if (feature.kind === "date") return column.type === "date" || column.type === "datetime";
  return column.type === feature.type;
}

function isEmpty(column: NumericColumn | TextColumn): boolean {
  return column.kind === "text"
    ? column.codes.every((code) => code < 0 || column.dictionary[code] === "")
    : column.values.every(Number.isNaN);
}
