import { UserError } from "../errors.ts";
import type { Matrix } from "../learn/matrix.ts";
import { didYouMean } from "../nearest.ts";
import type { Column, NumericColumn, Table, TextColumn } from "../tables/table.ts";
import { datePart } from "./date-part.ts";
import type { DateFeature, Feature, FeaturePlan, NumberFeature, Scale } from "./feature-plan.ts";
import { categoryCounts, featureNames, widthOf } from "./feature-plan.ts";
import { fillText } from "./transform-texts.ts";

/** Where a feature's columns of the matrix are written: column-major, zero before. */
export interface Block {
  data: Float32Array;
  /** Rows of the block. */
  count: number;
  /** The table's row that a row of the block is. */
  rowAt: (index: number) => number;
}

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
    const block = { data: data.subarray(at * count, (at + width) * count), count, rowAt };
    const isMissing = fillFeature(block, feature, column);
    if (feature.hasIndicator)
      for (let index = 0; index < count; index++)
        if (isMissing(rowAt(index))) block.data[(width - 1) * count + index] = 1;
    at += width;
  }
  const categories = categoryCounts(plan);
  return { names, rows: count, data, ...(categories && { categories }) };
}

/** Writes a feature's columns; the answer tells whether a row of the table has no value. */
function fillFeature(block: Block, feature: Feature, column: Column): (row: number) => boolean {
  if (feature.kind !== "number" && feature.kind !== "date") return fillText(block, feature, column);
  const values = numbersOf(column);
  if (feature.kind === "number") fillNumbers(block, feature, values);
  else fillDates(block, feature, values);
  return (row) => Number.isNaN(values?.[row] ?? Number.NaN);
}

const unscaled: Scale = { center: 0, width: 1 };

function fillNumbers(
  { data, count, rowAt }: Block,
  { fill, keepsMissing, scale = unscaled }: NumberFeature,
  values: Float64Array | undefined,
) {
  const filled = keepsMissing ? Number.NaN : fill;
  for (let index = 0; index < count; index++) {
    const value = values?.[rowAt(index)] ?? Number.NaN;
    data[index] = ((Number.isNaN(value) ? filled : value) - scale.center) / scale.width;
  }
}

function fillDates(
  { data, count, rowAt }: Block,
  { fill, keepsMissing, parts, scales }: DateFeature,
  values: Float64Array | undefined,
) {
  const filled = keepsMissing ? Number.NaN : fill;
  for (const [offset, part] of parts.entries()) {
    const { center, width } = scales?.[offset] ?? unscaled;
    for (let index = 0; index < count; index++) {
      const value = values?.[rowAt(index)] ?? Number.NaN;
      const moment = Number.isNaN(value) ? filled : value;
      data[offset * count + index] = (datePart(moment, part) - center) / width;
    }
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
