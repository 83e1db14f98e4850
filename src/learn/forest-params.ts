import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";

/** What a model predicts. */
export type Task = "regression" | "classification";

/** A forest's parameters by scikit-learn's names and meanings; none is missing. */
export interface ForestParams {
  n_estimators: number;
  criterion: "squared_error" | "gini";
  /** null: no limit. */
  max_depth: number | null;
  /** From 2: distinct rows; below 1: a share of the rows. */
  min_samples_split: number;
  /** From 1: distinct rows; below 1: a share of the rows. */
  min_samples_leaf: number;
  /** Above 1: features; up to 1: a share of them, so 1 is all of them (YAML cannot tell 1 from 1.0); null: all. */
  max_features: number | "sqrt" | "log2" | null;
  bootstrap: boolean;
  /** Above 1: draws a tree; up to 1: a share of the rows; null: as many as rows. */
  max_samples: number | null;
}

/** The parameters as counts, for a certain number of rows and features. */
export interface ForestSizes {
  maxFeatures: number;
  minSplit: number;
  minLeaf: number;
  maxDepth: number;
  /** Bootstrap draws a tree; 0: every row once. */
  draws: number;
}

interface Parameter {
  accepts(value: unknown): boolean;
  expected: string;
}

const count = (least: number): Parameter => ({
  accepts: (value) => isWhole(value) && value >= least && value <= 0x7fffffff,
  expected: `a whole number from ${least}`,
});
const countOrShare = (least: number, share: string): Parameter => ({
  accepts: (value) => count(least).accepts(value) || isShare(value),
  expected: `a whole number from ${least}, or a share of the ${share} below 1`,
});
const oneOf = (...allowed: readonly unknown[]): Parameter => ({
  accepts: (value) => allowed.includes(value),
  expected: allowed.map((each) => (typeof each === "string" ? `"${each}"` : String(each))).join(" or "),
});
const either = (...choices: readonly Parameter[]): Parameter => ({
  accepts: (value) => choices.some((choice) => choice.accepts(value)),
  expected: choices.map((choice) => choice.expected).join(", or "),
});

/**
 * Parses `train.params` for a forest; defaults are scikit-learn 1.9's. Throws UserError naming key and value, at the
 * place that `place` has for the key.
 */
export function parseForestParams(
  params: Readonly<Record<string, unknown>>,
  task: Task,
  place: (name: string) => Place = () => ({}),
): ForestParams {
  const criterion = task === "regression" ? "squared_error" : "gini";
  const parameters: Record<keyof ForestParams, Parameter> = {
    n_estimators: count(1),
    criterion: oneOf(criterion),
    max_depth: either(count(1), oneOf(null)),
    min_samples_split: countOrShare(2, "rows"),
    min_samples_leaf: countOrShare(1, "rows"),
    max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
    bootstrap: oneOf(true, false),
    max_samples: either(countOrShare(1, "rows"), oneOf(null)),
  };
  for (const [name, value] of Object.entries(params)) {
    if (!Object.hasOwn(parameters, name)) throw unknownParameter(name, Object.keys(parameters), place(name));
    const { accepts, expected } = parameters[name as keyof ForestParams];
    if (!accepts(value))
      throw new UserError(
        `Cannot train a random forest: "${name}" is ${typeof value === "number" ? value : JSON.stringify(value)}, expected ${expected}`,
        place(name),
      );
  }
  return {
    n_estimators: 100,
    criterion,
    max_depth: null,
    min_samples_split: 2,
    min_samples_leaf: 1,
    max_features: task === "regression" ? 1 : "sqrt",
    bootstrap: true,
    max_samples: null,
    ...params,
  };
}

/** The counts that the parameters mean, rounded as scikit-learn does; never more features than there are. */
export function forestSizes(params: ForestParams, rows: number, features: number): ForestSizes {
  const { min_samples_leaf, min_samples_split, max_samples } = params;
  const minLeaf = min_samples_leaf >= 1 ? min_samples_leaf : Math.ceil(min_samples_leaf * rows);
  const minSplit = min_samples_split >= 2 ? min_samples_split : Math.ceil(min_samples_split * rows);
  const share = max_samples === null || max_samples > 1 ? 1 : max_samples;
  const samples =
    max_samples !== null && max_samples > 1 ? max_samples : Math.max(1, roundHalfEven(rows * share));
  return {
    maxFeatures: Math.max(1, Math.min(features, featureCount(params.max_features, features))),
    minSplit: Math.max(2, minSplit, 2 * minLeaf),
    minLeaf,
    maxDepth: params.max_depth ?? 0x7fffffff,
    draws: params.bootstrap ? samples : 0,
  };
}

function featureCount(wanted: ForestParams["max_features"], features: number): number {
  if (wanted === null) return features;
  if (wanted === "sqrt") return Math.floor(Math.sqrt(features));
  if (wanted === "log2") return Math.floor(Math.log2(features));
  return wanted > 1 ? wanted : Math.floor(wanted * features);
}

function unknownParameter(name: string, known: string[], place: Place): UserError {
  const elsewhere: Record<string, string> = {
    random_state: "The seed is data.split.seed",
    n_jobs: "All cores are used; the model does not depend on their number",
  };
  return new UserError(
    `Cannot train a random forest: unknown parameter "${name}"${didYouMean(name, known)}`,
    {
      ...place,
      hint: Object.hasOwn(elsewhere, name) ? elsewhere[name] : `The parameters are ${known.join(", ")}`,
    },
  );
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value < 1;
}

/** Python's round(). */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
