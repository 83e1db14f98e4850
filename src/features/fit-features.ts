import { type Place, UserError } from "../errors.ts";
import type { FeatureNeeds } from "../learn/engines.ts";
import { didYouMean } from "../nearest.ts";
import type { Column, Table } from "../tables/table.ts";
import type { Feature, FeaturePlan } from "./feature-plan.ts";
import { fitDate, fitNumber, presentValues } from "./fit-numbers.ts";
import type { TrainingTarget } from "./fit-target.ts";
import { fitText } from "./fit-texts.ts";
import { type Recipe, type Recipes, recipeOf } from "./recipe.ts";

/** What `fitFeatures` is told about the columns. */
export interface FitOptions {
  /** Never a feature. */
  target: string;
  /** Columns that are not features, such as the key. */
  exclude?: readonly string[];
  /** What excluded columns are instead, where that is known: `row key`. */
  reasons?: ReadonlyMap<string, string>;
  /** What the engine wants; one-hot features are never scaled. */
  needs: FeatureNeeds;
  /** What is asked of features. */
  recipes?: Recipes;
  /** The training rows' targets, for encodings by them. */
  targets?: TrainingTarget;
  /** Where a key of `recipes` stands. */
  place?: (...keys: string[]) => Place;
}

/**
 * Learns the features from the training rows (indices into the table): imputation, one-hot and other categories, words,
 * parts of dates, scaling. Throws UserError when the target or an excluded column does not exist, a recipe does not
 * suit its column, or no column is usable.
 */
export function fitFeatures(table: Table, rows: Uint32Array, options: FitOptions): FeaturePlan {
  const { target, exclude = [], recipes = {} } = options;
  const names = table.columns.map((column) => column.name);
  for (const name of [target, ...exclude, ...Object.keys(recipes.columns ?? {})])
    if (!names.includes(name))
      throw new UserError(
        `Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`,
        recipes.columns && Object.hasOwn(recipes.columns, name) ? options.place?.("columns", name) : {},
      );

  const plan: FeaturePlan = { features: [], dropped: [] };
  for (const column of table.columns) {
    if (column.name === target) continue;
    const fitted = exclude.includes(column.name)
      ? (options.reasons?.get(column.name) ?? "excluded")
      : fitColumn(column, rows, options);
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
  const { recipes = {}, needs } = options;
  const recipe = { ...needs.recipe, ...withoutAbsent(recipeOf(recipes, column.name)) };
  refuseUnfit(column, recipes.columns?.[column.name], options.place);
  if (column.kind === "text") {
    if (recipe.encode === "native" && !needs.takesCategories) refuseCodes(column.name, options);
    const categories = needs.takesCategories === "unasked" ? "native" : "one_hot";
    return fitText({ column, rows, target: options.targets }, { categories, ...recipe });
  }
  const sorted = presentValues(column, rows);
  if (sorted.length === 0) return "every value is missing";
  if (recipe.impute === "none" && !needs.takesMissing)
    throw new UserError(
      `Cannot leave missing values of "${column.name}" missing: the engine needs a number in each row`,
      {
        ...options.place?.("impute"),
        hint: "Set train.features.impute to median, mean or mode, or take an engine of trees",
      },
    );
  const tells = recipe.indicator === true && sorted.length < rows.length;
  if (sorted[0] === sorted.at(-1) && !tells) return "has one value only";
  if (recipes.columns?.[column.name] === undefined && isIndex(column, sorted)) return "numbers the rows";
  const present = { column, rows, sorted };
  return column.type === "date" || column.type === "datetime"
    ? fitDate(present, recipe)
    : fitNumber(present, recipe);
}

/** Whether it is an index that pandas or R wrote without a name: where rows are sorted, it tells the target. */
function isIndex({ name, type }: Column, sorted: Float64Array): boolean {
  if (type !== "integer" || !/^Unnamed: \d+(\.\d+)?$/.test(name)) return false;
  return sorted.every((value, at) => at === 0 || value !== sorted[at - 1]);
}

function refuseCodes(name: string, { recipes, place = () => ({}) }: FitOptions): never {
  const own = recipes?.columns?.[name]?.encode === "native" ? ["columns", name] : [];
  throw new UserError(`Cannot use "${name}" as native categories: the engine needs numbers`, {
    ...place(...own, "encode"),
    hint: "Take one_hot, target or ordinal, or an engine of trees",
  });
}

function withoutAbsent(recipe: Recipe): Recipe {
  return Object.fromEntries(Object.entries(recipe).filter(([, value]) => value !== undefined));
}

/** Refuses keys of a column's own recipe that mean nothing for its type. */
function refuseUnfit(
  { name, type }: Column,
  recipe: Recipe | undefined,
  place: FitOptions["place"] = () => ({}),
): void {
  const isText = type === "text";
  const isDate = type === "date" || type === "datetime";
  const refuse = (key: string, hint: string): never => {
    throw new UserError(`Cannot use train.features.columns.${name}.${key}: "${name}" is ${type}`, {
      ...place("columns", name, key),
      hint,
    });
  };
  if (recipe === undefined) return;
  if (recipe.encode !== undefined && !isText)
    refuse("encode", `Categories are texts: declare the column as text with data.columns.${name}.type`);
  if (recipe.parts !== undefined && !isDate) refuse("parts", "Only dates have parts");
  if (isText && (recipe.impute === "median" || recipe.impute === "mean" || recipe.scale !== undefined))
    refuse(recipe.scale === undefined ? "impute" : "scale", "Texts have no numbers: use mode, none or fill");
  if (recipe.fill === undefined) return;
  if (isDate) refuse("fill", "Missing dates become the median, or stay missing with impute: none");
  if (!isText && (type === "boolean" ? typeof recipe.fill !== "boolean" : typeof recipe.fill !== "number"))
    refuse("fill", `Expected a ${type === "boolean" ? "truth value" : "number"}`);
}
