import type { ColumnType } from "../tables/table.ts";
import type { DatePart } from "./date-part.ts";

/** (value − center) / width, in float64. */
export interface Scale {
  center: number;
  /** 1 where the values do not vary. */
  width: number;
}

/** What a column's features share. */
interface BaseFeature {
  column: string;
  /** With it, a last feature is 1 where the value is missing and 0 elsewhere. */
  hasIndicator?: true;
}

/**
 * A number, or a boolean as 0 and 1: one feature. `fill` is a typical value, which stands in for a missing one unless
 * `keepsMissing` leaves it NaN.
 */
export interface NumberFeature extends BaseFeature {
  kind: "number";
  type: "integer" | "number" | "boolean";
  fill: number;
  keepsMissing?: true;
  scale?: Scale;
}

/** A date, UTC milliseconds since 1970; one feature a part. `fill` is the lower median. */
export interface DateFeature extends BaseFeature {
  kind: "date";
  type: "date" | "datetime";
  fill: number;
  keepsMissing?: true;
  parts: DatePart[];
  /** One a part. */
  scales?: Scale[];
}

/** What texts share. `fill` is what a missing text becomes, and the words in `missing` too; `""` is no category. */
interface TextFeature extends BaseFeature {
  type: "text";
  fill: string;
  missing: string[];
}

/**
 * A text, one-hot: one feature a category, and with `hasRare` a last one for every other text. Without it, a text
 * not seen in training gives zeros everywhere. Never scaled.
 */
export interface CategoryFeature extends TextFeature {
  kind: "category";
  categories: string[];
  hasRare: boolean;
}

/**
 * A text as numbers by category: its place in the list (`ordinal`; `native`, for engines that take codes), or what the
 * target is on average there (`target`, see fit-target.ts). Every other text gives `other`.
 */
export interface EncodedFeature extends TextFeature {
  kind: "ordinal" | "native" | "target";
  /** `""` among them is the encoding of a missing text, which is then not filled. */
  categories: string[];
  /** One list a feature: a number a category. */
  values: number[][];
  /** One a feature. */
  other: number[];
}

/** A text by its words: TF-IDF of a fitted vocabulary, rows of length 1 (see split-words.ts). No missing text has words. */
export interface WordsFeature extends TextFeature {
  kind: "words";
  /** Characters between words, beside whitespace. */
  separators: string[];
  /** Lower-case words, and pairs of them with a space between; one feature each. */
  terms: string[];
  /** Weights, one a term. */
  idf: number[];
  hasPairs: boolean;
}

/** A column of the table, and how it becomes one or more features. */
export type Feature = NumberFeature | DateFeature | CategoryFeature | EncodedFeature | WordsFeature;

/** How columns become features, as learnt from the training rows; plain JSON. */
export interface FeaturePlan {
  features: Feature[];
  /** Columns that are not used, and why: a clause such as `every value is missing`. */
  dropped: { name: string; type: ColumnType; reason: string }[];
}

/** Names of the matrix's columns, in order: `age`, `sex=female`, `sex=(rare)`, `sold.month`, `age=(missing)`. */
export function featureNames(plan: FeaturePlan): string[] {
  return plan.features.flatMap(namesOf);
}

/** How many categories each column of the matrix has, 0 for numbers; undefined where none has any. */
export function categoryCounts(plan: FeaturePlan): number[] | undefined {
  const counts = plan.features.flatMap((feature) =>
    namesOf(feature).map((_, index) =>
      feature.kind === "native" && index === 0 ? feature.categories.length : 0,
    ),
  );
  return counts.some((count) => count > 0) ? counts : undefined;
}

/** Whether a missing text is a category of its own, which is not filled. */
export function hasMissingCategory(feature: Feature): boolean {
  return (feature.kind === "target" || feature.kind === "native") && feature.categories.includes("");
}

/** How many columns of the matrix a feature fills. */
export function widthOf(feature: Feature): number {
  return namesOf(feature).length;
}

function namesOf(feature: Feature): string[] {
  const { column } = feature;
  const names = valueNames(feature);
  return feature.hasIndicator ? [...names, `${column}=(missing)`] : names;
}

function valueNames(feature: Feature): string[] {
  const { column } = feature;
  switch (feature.kind) {
    case "number":
      return [column];
    case "date":
      return feature.parts.map((part) => `${column}.${part}`);
    case "category":
      return [...feature.categories, ...(feature.hasRare ? ["(rare)"] : [])].map(
        (category) => `${column}=${category}`,
      );
    case "ordinal":
    case "native":
      return [column];
    case "target":
      return feature.values.length === 1
        ? [`${column}:target`]
        : feature.values.map((_, index) => `${column}:target ${index}`);
    case "words":
      return feature.terms.map((term) => `${column}~${term}`);
  }
}
