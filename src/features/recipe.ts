import type { DatePart } from "./date-part.ts";

/** How a column becomes features; what is absent is chosen by the column's type and the engine. */
export interface Recipe {
  /** What a missing value becomes: the statistic of the training rows; `none` leaves it missing. */
  impute?: "median" | "mean" | "mode" | "none" | undefined;
  /** A value for missing ones, in place of a statistic. */
  fill?: string | number | boolean | undefined;
  indicator?: boolean | undefined;
  scale?: "none" | "standard" | "minmax" | "robust" | undefined;
  encode?: "one_hot" | "native" | "ordinal" | "target" | "words" | undefined;
  /** How many categories a text keeps; the others count as one, or as none. */
  max_categories?: number | undefined;
  max_words?: number | undefined;
  /** Whether pairs of neighbouring words are terms too. */
  pairs?: boolean | undefined;
  parts?: readonly DatePart[] | undefined;
}

/** What stands for the columns that have no recipe of their own, and those that have one. */
export interface Recipes extends Recipe {
  columns?: Readonly<Record<string, Recipe>> | undefined;
}

/** The recipe of a column: its own keys before those for all. */
export function recipeOf({ columns, ...shared }: Recipes, name: string): Recipe {
  const own = columns !== undefined && Object.hasOwn(columns, name) ? columns[name] : undefined;
  // A statistic of its own is not overruled by a value for all, nor the other way round.
  const { fill, impute, ...others } = shared;
  const missing = own?.fill !== undefined || own?.impute !== undefined ? {} : { fill, impute };
  return { ...others, ...missing, ...own };
}
