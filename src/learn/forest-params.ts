import { type Place, UserError } from "../errors.ts";
import { count, countOrShare, either, oneOf, type Params, readParams } from "./parameters.ts";
import type { Task } from "./target.ts";

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
  class_weight: "balanced" | null;
  /** `random`: of each feature one border at random is tried. */
  splitter: "best" | "random";
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

/** Kinds of forests, by the names of `train.engine`. */
export type ForestKind = "random-forest" | "extra-trees" | "decision-tree";

const names = {
  "random-forest": "a random forest",
  "extra-trees": "extra trees",
  "decision-tree": "a decision tree",
};

/**
 * Parses `train.params` for a forest, or a single tree; defaults are scikit-learn 1.9's. Throws UserError naming key and
 * value, at the place that `place` has for the key.
 */
export function parseForestParams(
  params: Readonly<Params>,
  task: Task,
  place?: (name: string) => Place,
  kind: ForestKind = "random-forest",
): ForestParams {
  const criterion = task === "regression" ? "squared_error" : "gini";
  const isForest = kind !== "decision-tree";
  const given = readParams(
    {
      engine: names[kind],
      parameters: {
        criterion: oneOf(criterion),
        max_depth: either(count(1), oneOf(null)),
        min_samples_split: countOrShare(2, "rows"),
        min_samples_leaf: countOrShare(1, "rows"),
        max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
        ...(task === "classification" && { class_weight: oneOf("balanced", null) }),
        ...(isForest
          ? {
              n_estimators: count(1),
              bootstrap: oneOf(true, false),
              max_samples: either(countOrShare(1, "rows"), oneOf(null)),
            }
          : { splitter: oneOf("best", "random") }),
      },
      elsewhere: {
        random_state: "The seed is data.split.seed",
        n_jobs: "All cores are used; the model does not depend on their number",
      },
    },
    params,
    place,
  ) as Partial<ForestParams>;
  if (
    given.max_samples !== undefined &&
    given.max_samples !== null &&
    !(given.bootstrap ?? kind === "random-forest")
  )
    throw new UserError(`Cannot train ${names[kind]}: "max_samples" has no effect without "bootstrap"`, {
      ...place?.("max_samples"),
      hint: "Set bootstrap: true, or remove max_samples",
    });
  return {
    n_estimators: isForest ? 100 : 1,
    criterion,
    max_depth: null,
    min_samples_split: 2,
    min_samples_leaf: 1,
    max_features: !isForest ? null : task === "regression" ? 1 : "sqrt",
    bootstrap: kind === "random-forest",
    max_samples: null,
    class_weight: null,
    splitter: kind === "extra-trees" ? "random" : "best",
    ...given,
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

/** Python's round(). */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
