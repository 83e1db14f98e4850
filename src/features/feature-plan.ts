import type { ColumnType } from "../tables/table.ts";

/** Standard scaling: (value − mean) / deviation, in float64. */
export interface Scale {
  mean: number;
  /** Population standard deviation; 1 where the values do not vary. */
  deviation: number;
}

/** A number, or a boolean as 0 and 1: one feature. `fill` is the median (numbers) or the mode (booleans). */
export interface NumberFeature {
  kind: "number";
  column: string;
  type: "integer" | "number" | "boolean";
  fill: number;
  scale?: Scale;
}

/** What a date is taken apart into; `datePart` says which number each is. */
export type DatePart = "days" | "month" | "day_of_week" | "hour";

/**
 * A date, UTC milliseconds since 1970; one feature a part: days since 1970, month 1 … 12, day of week 0 (Monday)
 * … 6 and, of a datetime, hour 0 … 23. `fill` is the lower median.
 */
export interface DateFeature {
  kind: "date";
  column: string;
  type: "date" | "datetime";
  fill: number;
  parts: DatePart[];
  /** One a part. */
  scales?: Scale[];
}

/**
 * A text, one-hot: one feature a category, and with `hasRare` a last one for every other text. Without it, a text
 * not seen in training gives zeros everywhere. Never scaled. `fill` is the mode; it also stands for the words in
 * `missing`.
 */
export interface CategoryFeature {
  kind: "category";
  column: string;
  type: "text";
  fill: string;
  missing: string[];
  categories: string[];
  hasRare: boolean;
}

/** A column of the table, and how it becomes one or more features. */
export type Feature = NumberFeature | DateFeature | CategoryFeature;

/** How columns become features, as learnt from the training rows; plain JSON. */
export interface FeaturePlan {
  features: Feature[];
  /** Columns that are not used, and why: a clause such as `every value is missing`. */
  dropped: { name: string; type: ColumnType; reason: string }[];
}

/** Names of the matrix's columns, in order: `age`, `sex=female`, `sex=(rare)`, `sold.month`. */
export function featureNames(plan: FeaturePlan): string[] {
  return plan.features.flatMap(namesOf);
}

function namesOf(feature: Feature): string[] {
  switch (feature.kind) {
    case "number":
      return [feature.column];
    case "date":
      return feature.parts.map((part) => `${feature.column}.${part}`);
    case "category":
      return [...feature.categories, ...(feature.hasRare ? ["(rare)"] : [])].map(
        (category) => `${feature.column}=${category}`,
      );
  }
}
