import { type Place, UserError } from "../errors.ts";
import { type ClassWeight, classWeight } from "./class-weight.ts";
import { monotone } from "./monotone.ts";
import {
  count,
  countOrShare,
  either,
  type NamedNumbers,
  number,
  oneOf,
  type ParameterTable,
  type Params,
  readParams,
} from "./parameters.ts";
import type { Task } from "./target.ts";

/** A forest's parameters by scikit-learn's names and meanings; none is missing. */
export interface ForestParams {
  n_estimators: number;
  criterion: "squared_error" | "poisson" | "gini" | "entropy" | "log_loss";
  /** null: no limit. */
  max_depth: number | null;
  /** From 2: distinct rows; below 1: a share of the rows. */
  min_samples_split: number;
  /** From 1: distinct rows; below 1: a share of the rows. */
  min_samples_leaf: number;
  /** A share of the weight of all rows. */
  min_weight_fraction_leaf: number;
  /** Above 1: features; up to 1: a share of them, so 1 is all of them (YAML cannot tell 1 from 1.0); null: all. */
  max_features: number | "sqrt" | "log2" | null;
  /** Trees grow by their best splits up to it; null: no limit. */
  max_leaf_nodes: number | null;
  /** Of the weight of all rows. */
  min_impurity_decrease: number;
  /** What a leaf must gain more than, else its branch is cut. */
  ccp_alpha: number;
  /** As `readMonotone` reads it. */
  monotonic_cst: NamedNumbers | null;
  bootstrap: boolean;
  oob_score: boolean;
  /** Above 1: draws a tree; up to 1: a share of the rows; null: as many as rows. */
  max_samples: number | null;
  class_weight: ClassWeight | "balanced_subsample";
  /** `random`: of each feature one border at random is tried. */
  splitter: "best" | "random";
}

/** The parameters as counts, for a certain number of rows and features. */
export interface ForestSizes {
  maxFeatures: number;
  minSplit: number;
  minLeaf: number;
  maxDepth: number;
  /** 0: no limit. */
  maxLeaves: number;
  /** Bootstrap draws a tree; 0: every row once. */
  draws: number;
}

/** Kinds of forests, by the names of `train.engine`. */
export type ForestKind = "random-forest" | "extra-trees" | "decision-tree";

/** With their articles, for messages. */
export const forestNames: Readonly<Record<ForestKind, string>> = {
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
  const isForest = kind !== "decision-tree";
  const given = readParams(tableOf(task, kind), params, place) as Partial<ForestParams>;
  const read: ForestParams = {
    n_estimators: isForest ? 100 : 1,
    criterion: task === "regression" ? "squared_error" : "gini",
    max_depth: null,
    min_samples_split: 2,
    min_samples_leaf: 1,
    min_weight_fraction_leaf: 0,
    max_features: !isForest ? null : task === "regression" ? 1 : "sqrt",
    max_leaf_nodes: null,
    min_impurity_decrease: 0,
    ccp_alpha: 0,
    monotonic_cst: null,
    bootstrap: kind === "random-forest",
    oob_score: false,
    max_samples: null,
    class_weight: null,
    splitter: kind === "extra-trees" ? "random" : "best",
    ...given,
  };
  if (read.bootstrap) return read;
  const idle = read.max_samples !== null ? "max_samples" : read.oob_score ? "oob_score" : undefined;
  if (idle !== undefined)
    throw new UserError(`Cannot train ${forestNames[kind]}: "${idle}" has no effect without "bootstrap"`, {
      ...place?.(idle),
      hint: `Set bootstrap: true, or remove ${idle}`,
    });
  return read;
}

function tableOf(task: Task, kind: ForestKind): ParameterTable {
  const isForest = kind !== "decision-tree";
  return {
    engine: forestNames[kind],
    parameters: {
      criterion:
        task === "regression" ? oneOf("squared_error", "poisson") : oneOf("gini", "entropy", "log_loss"),
      max_depth: either(count(1), oneOf(null)),
      min_samples_split: countOrShare(2, "rows"),
      min_samples_leaf: countOrShare(1, "rows"),
      min_weight_fraction_leaf: number(0, 0.5),
      max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
      max_leaf_nodes: either(count(2), oneOf(null)),
      min_impurity_decrease: number(0),
      ccp_alpha: number(0),
      monotonic_cst: monotone,
      ...(task === "classification" && {
        class_weight: isForest ? classWeight("balanced_subsample") : classWeight(),
      }),
      ...(isForest
        ? {
            n_estimators: count(1),
            bootstrap: oneOf(true, false),
            oob_score: oneOf(true, false),
            max_samples: either(countOrShare(1, "rows"), oneOf(null)),
          }
        : { splitter: oneOf("best", "random") }),
    },
    elsewhere: {
      random_state: "The seed is data.split.seed",
      n_jobs: "All cores are used; the model does not depend on their number",
      warm_start: "Each training begins anew",
      verbose: "Progress is always shown",
    },
  };
}

/** The counts that the parameters mean, rounded as scikit-learn does; never more features than there are. */
export function forestSizes(params: ForestParams, rows: number, features: number): ForestSizes {
  const { min_samples_leaf, min_samples_split, max_samples } = params;
  const minLeaf = min_samples_leaf >= 1 ? min_samples_leaf : Math.ceil(min_samples_leaf * rows);
  const minSplit = min_samples_split >= 2 ? min_samples_split : Math.ceil(min_samples_split * rows);
  const share = max_samples === null || max_samples > 1 ? 1 : max_samples;
  const samples =
    max_samples !== null && max_samples > 1 ? max_samples : Math.max(1, Math.floor(rows * share));
  return {
    maxFeatures: Math.max(1, Math.min(features, featureCount(params.max_features, features))),
    minSplit: Math.max(2, minSplit, 2 * minLeaf),
    minLeaf,
    maxDepth: params.max_depth ?? 0x7fffffff,
    maxLeaves: params.max_leaf_nodes === null ? 0 : Math.min(params.max_leaf_nodes, rows + 1),
    draws: params.bootstrap ? samples : 0,
  };
}

function featureCount(wanted: ForestParams["max_features"], features: number): number {
  if (wanted === null) return features;
  if (wanted === "sqrt") return Math.floor(Math.sqrt(features));
  if (wanted === "log2") return 31 - Math.clz32(features);
  return wanted > 1 ? wanted : Math.floor(wanted * features);
}
