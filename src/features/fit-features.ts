import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { formatNumber } from "../number-format.ts";
import type { Column, NumericColumn, Table, TextColumn } from "../tables/table.ts";
import { datePart } from "./date-part.ts";
import type { DateFeature, DatePart, Feature, FeaturePlan, Scale } from "./feature-plan.ts";
import { findMissingWords } from "./missing-words.ts";

/** What `fitFeatures` is told about the columns. */
export interface FitOptions {
  /** Never a feature. */
  target: string;
  /** Columns that are not features, such as the key. */
  exclude?: readonly string[];
  /** Standard scaling of numbers and date parts; one-hot features stay 0 and 1. */
  scale: boolean;
  /** How many categories a text keeps; the others share one rare feature. Default 100. */
  maxCategories?: number;
}

/** From how many different values on a text may be taken for an identifier, and what share must differ. */
const identifier = { distinct: 20, share: 0.9 };

/**
 * Learns the features from the training rows (indices into the table): imputation by median or mode, one-hot
 * categories, parts of dates, scaling. Throws UserError when the target or an excluded column does not exist, or
 * no column is usable.
 */
export function fitFeatures(table: Table, rows: Uint32Array, options: FitOptions): FeaturePlan {
  const { target, exclude = [] } = options;
  const names = table.columns.map((column) => column.name);
  for (const name of [target, ...exclude])
    if (!names.includes(name))
      throw new UserError(
        `Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`,
      );

  const plan: FeaturePlan = { features: [], dropped: [] };
  for (const column of table.columns) {
    if (column.name === target) continue;
    const fitted = exclude.includes(column.name) ? "excluded" : fitColumn(column, rows, options);
    if (typeof fitted === "string")
      plan.dropped.push({ name: column.name, type: column.type, reason: fitted });
    else plan.features.push(fitted);
  }
  if (plan.features.length === 0) {
    const reasons = plan.dropped.map(({ name, reason }) => `"${name}" (${reason})`).join(", ");
    throw new UserError(`Cannot train on "${table.source}": no column is usable as a feature`, {
      hint: reasons === "" ? `it has no column beside the target "${target}"` : `not used: ${reasons}`,
    });
  }
  return plan;
}

/** The feature, or why there is none. */
function fitColumn(column: Column, rows: Uint32Array, options: FitOptions): Feature | string {
  if (column.kind === "text") return fitCategories(column, rows, options.maxCategories ?? 100);
  const sorted = presentValues(column, rows).sort();
  if (sorted.length === 0) return "every value is missing";
  if (sorted[0] === sorted.at(-1)) return "has one value only";
  const { name, type } = column;
  if (type === "date" || type === "datetime") {
    const parts: DatePart[] = [
      "days",
      "month",
      "day_of_week",
      ...(type === "datetime" ? ["hour" as const] : []),
    ];
    const fill = sorted[Math.floor((sorted.length - 1) / 2)]!;
    const date: DateFeature = { kind: "date", column: name, type, fill, parts };
    if (!options.scale) return date;
    const filled = fillMissing(column, rows, fill);
    return { ...date, scales: parts.map((part) => fitScale(filled.map((value) => datePart(value, part)))) };
  }
  const fill = type === "boolean" ? mode(sorted) : median(sorted);
  const scale = options.scale && { scale: fitScale(fillMissing(column, rows, fill)) };
  return { kind: "number", column: name, type, fill, ...scale };
}

function fitCategories(column: TextColumn, rows: Uint32Array, maxCategories: number): Feature | string {
  const counts = new Float64Array(column.dictionary.length);
  for (const row of rows) {
    const code = column.codes[row]!;
    if (code >= 0) counts[code]!++;
  }
  const { missing } = findMissingWords(column);
  const ranked = column.dictionary
    .map((text, code) => ({ text, count: counts[code]! }))
    .filter(({ text, count }) => count > 0 && text !== "" && !missing.includes(text))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  const fill = ranked[0]?.text;
  if (fill === undefined) return "every value is missing";
  if (ranked.length === 1) return "has one value only";
  const present = ranked.reduce((sum, { count }) => sum + count, 0);
  if (ranked.length >= identifier.distinct && ranked.length > identifier.share * present)
    return `looks like an identifier: ${formatNumber(ranked.length)} of ${formatNumber(present)} values differ`;
  const categories = ranked
    .slice(0, maxCategories)
    .map(({ text }) => text)
    .sort((a, b) => (a < b ? -1 : 1));
  const hasRare = ranked.length > maxCategories;
  return { kind: "category", column: column.name, type: "text", fill, missing, categories, hasRare };
}

function presentValues({ values }: NumericColumn, rows: Uint32Array): Float64Array {
  const present = new Float64Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    const value = values[rows[index]!]!;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count);
}

function fillMissing(column: NumericColumn, rows: Uint32Array, fill: number): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = column.values[row]!;
    return Number.isNaN(value) ? fill : value;
  });
}

function median(sorted: Float64Array): number {
  const upper = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[upper]!;
  const [low, high] = [sorted[upper - 1]!, sorted[upper]!];
  return low === high ? low : low / 2 + high / 2;
}

/** Of 0 and 1; 0 where they tie, as scikit-learn's SimpleImputer takes the smallest. */
function mode(sorted: Float64Array): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/** Infinite values do not count. What varies by rounding alone is not scaled, by scikit-learn's bound (1.9). */
function fitScale(values: Float64Array): Scale {
  const finite = values.filter(Number.isFinite);
  const count = Math.max(1, finite.length);
  const mean = finite.reduce((sum, value) => sum + value / count, 0);
  const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0);
  const rounding = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
  const varies = variance > rounding && Number.isFinite(variance);
  return { mean, deviation: varies ? Math.sqrt(variance) : 1 };
}
