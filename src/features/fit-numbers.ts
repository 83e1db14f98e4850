import { square } from "../learn/exponential.ts";
import type { NumericColumn } from "../tables/table.ts";
import type { DatePart } from "./date-part.ts";
import { datePart } from "./date-part.ts";
import type { DateFeature, NumberFeature, Scale } from "./feature-plan.ts";
import type { Recipe } from "./recipe.ts";

/** A column of numbers, booleans or dates in the training rows. */
interface Present {
  column: NumericColumn;
  rows: Uint32Array;
  /** Its values, ascending; at least one. */
  sorted: Float64Array;
}

/** The values that are there, in ascending order. */
export function presentValues({ values }: NumericColumn, rows: Uint32Array): Float64Array {
  const present = new Float64Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    const value = values[rows[index]!]!;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count).sort();
}

/** Numbers and booleans: imputation by median, mean, mode (of booleans always) or a value; scaling. */
export function fitNumber({ column, rows, sorted }: Present, recipe: Recipe): NumberFeature {
  const { name } = column;
  const type = column.type as NumberFeature["type"];
  const fill = fillOf(sorted, type, recipe);
  const keeps = recipe.impute === "none";
  const values = keeps ? sorted : fillMissing(column, rows, fill);
  const scale = fitScale(values, recipe.scale);
  return {
    kind: "number",
    column: name,
    type,
    fill,
    ...(keeps && { keepsMissing: true }),
    ...indicatorOf(sorted.length < rows.length, recipe),
    ...(scale && { scale }),
  };
}

/** Dates: imputation by the lower median, and the parts. */
export function fitDate({ column, rows, sorted }: Present, recipe: Recipe): DateFeature {
  const type = column.type as DateFeature["type"];
  const hour: DatePart[] = type === "datetime" ? ["hour"] : [];
  const parts = [...(recipe.parts ?? ["days", "month", "day_of_week", ...hour])];
  const fill = sorted[Math.floor((sorted.length - 1) / 2)]!;
  const keeps = recipe.impute === "none";
  const filled = keeps ? sorted : fillMissing(column, rows, fill);
  const scales = parts.flatMap(
    (part) =>
      fitScale(
        filled.map((value) => datePart(value, part)),
        recipe.scale,
      ) ?? [],
  );
  return {
    kind: "date",
    column: column.name,
    type,
    fill,
    parts,
    ...(keeps && { keepsMissing: true }),
    ...indicatorOf(sorted.length < rows.length, recipe),
    ...(scales.length > 0 && { scales }),
  };
}

/** Whether an indicator is asked for, and has something to tell. */
export function indicatorOf(hasMissing: boolean, { indicator }: Recipe): { hasIndicator?: true } {
  return indicator && hasMissing ? { hasIndicator: true } : {};
}

function fillOf(sorted: Float64Array, type: NumberFeature["type"], { impute, fill }: Recipe): number {
  if (fill !== undefined) return Number(fill);
  if (type === "boolean" || impute === "mode") return modeOf(sorted);
  return impute === "mean" ? meanOf(sorted) : quantileOf(sorted, 0.5);
}

function fillMissing(column: NumericColumn, rows: Uint32Array, fill: number): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = column.values[row]!;
    return Number.isNaN(value) ? fill : value;
  });
}

/** The most frequent value; the smallest where they tie, as scikit-learn's SimpleImputer takes it. */
function modeOf(sorted: Float64Array): number {
  let best = sorted[0]!;
  let most = 0;
  for (let start = 0, at = 0; at < sorted.length; at++) {
    if (sorted[at] !== sorted[start]) start = at;
    if (at - start + 1 > most) {
      most = at - start + 1;
      best = sorted[at]!;
    }
  }
  return best;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

/** By linear interpolation, as numpy's default. */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  if (low === high) return low;
  const weight = place - Math.floor(place);
  return low * (1 - weight) + high * weight;
}

/** As scikit-learn's StandardScaler, MinMaxScaler and RobustScaler (1.9). Infinite values do not count. */
function fitScale(values: Float64Array, method: Recipe["scale"]): Scale | undefined {
  if (method === undefined || method === "none") return undefined;
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { center: 0, width: 1 };
  if (method === "standard") return standardScale(finite);
  finite.sort();
  const [low, center, high] =
    method === "minmax"
      ? [finite[0]!, finite[0]!, finite.at(-1)!]
      : [quantileOf(finite, 0.25), quantileOf(finite, 0.5), quantileOf(finite, 0.75)];
  const width = high - low;
  return { center, width: width > 0 && Number.isFinite(width) ? width : 1 };
}

/** What varies by rounding alone is not scaled, by scikit-learn's bound (1.9). */
function standardScale(finite: Float64Array): Scale {
  const count = finite.length;
  const mean = meanOf(finite);
  const variance = finite.reduce((sum, value) => sum + square(value - mean) / count, 0);
  const rounding = count * Number.EPSILON * variance + square(count * mean * Number.EPSILON);
  const varies = variance > rounding && Number.isFinite(variance);
  return { center: mean, width: varies ? Math.sqrt(variance) : 1 };
}
