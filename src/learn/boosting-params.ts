import { UserError } from "../errors.ts";
import { type ClassWeight, classWeight } from "./class-weight.ts";
import type { EngineOptions } from "./engines.ts";
import { monotone } from "./monotone.ts";
import {
  count,
  either,
  type NamedNumbers,
  number,
  oneOf,
  type ParameterTable,
  type Params,
  readParams,
} from "./parameters.ts";

/** Parameters of gradient boosting by the names of LightGBM's scikit-learn interface; none is missing. */
export interface BoostingParams {
  n_estimators: number;
  learning_rate: number;
  num_leaves: number;
  /** -1: no limit. */
  max_depth: number;
  min_child_samples: number;
  min_child_weight: number;
  min_split_gain: number;
  reg_alpha: number;
  reg_lambda: number;
  /** Share of rows that a tree sees, drawn anew every `subsample_freq` trees; 0: never. */
  subsample: number;
  subsample_freq: number;
  colsample_bytree: number;
  max_bin: number;
  /** As `readMonotone` reads it; null: no direction. */
  monotone_constraints: NamedNumbers | null;
  /** Rounds without a better loss on the validation rows; null: all rounds are run. */
  early_stopping_rounds: number | null;
  class_weight: ClassWeight;
  scale_pos_weight: number;
  /** Whether the rarer of two classes weighs as much as the other. */
  is_unbalance: boolean;
  cat_smooth: number;
  cat_l2: number;
  max_cat_to_onehot: number;
  max_cat_threshold: number;
  min_data_per_group: number;
}

const defaults: BoostingParams = {
  n_estimators: 100,
  learning_rate: 0.1,
  num_leaves: 31,
  max_depth: -1,
  min_child_samples: 20,
  min_child_weight: 1e-3,
  min_split_gain: 0,
  reg_alpha: 0,
  reg_lambda: 0,
  subsample: 1,
  subsample_freq: 0,
  colsample_bytree: 1,
  max_bin: 255,
  monotone_constraints: null,
  early_stopping_rounds: null,
  class_weight: null,
  scale_pos_weight: 1,
  is_unbalance: false,
  cat_smooth: 10,
  cat_l2: 10,
  max_cat_to_onehot: 4,
  max_cat_threshold: 32,
  min_data_per_group: 100,
};

const share = number(0, 1, { above: true });

/** Other names, by LightGBM's list of aliases (docs/Parameters.rst, 4.7). */
const otherNames: Partial<Record<keyof BoostingParams, string[]>> = {
  n_estimators: [
    ...["num_iterations", "num_iteration", "n_iter", "num_tree", "num_trees", "num_round", "num_rounds"],
    ...["nrounds", "num_boost_round", "max_iter"],
  ],
  learning_rate: ["shrinkage_rate", "eta"],
  num_leaves: ["num_leaf", "max_leaves", "max_leaf", "max_leaf_nodes"],
  min_child_samples: ["min_data_in_leaf", "min_data_per_leaf", "min_data", "min_samples_leaf"],
  min_child_weight: [
    ...["min_sum_hessian_in_leaf", "min_sum_hessian_per_leaf", "min_sum_hessian", "min_hessian"],
  ],
  min_split_gain: ["min_gain_to_split"],
  reg_alpha: ["lambda_l1", "l1_regularization"],
  reg_lambda: ["lambda_l2", "lambda", "l2_regularization"],
  subsample: ["bagging_fraction", "sub_row", "bagging"],
  subsample_freq: ["bagging_freq"],
  colsample_bytree: ["feature_fraction", "sub_feature"],
  max_bin: ["max_bins"],
  monotone_constraints: ["mc", "monotone_constraint", "monotonic_cst"],
  early_stopping_rounds: ["early_stopping_round", "early_stopping", "n_iter_no_change"],
  is_unbalance: ["unbalance", "unbalanced_sets"],
};

const table: ParameterTable = {
  engine: "gradient boosting",
  parameters: {
    n_estimators: count(1),
    learning_rate: number(0, Infinity, { above: true }),
    num_leaves: { ...count(2), accepts: (value) => count(2).accepts(value) && Number(value) <= 131072 },
    max_depth: either(count(-1)),
    min_child_samples: count(0),
    min_child_weight: number(0),
    min_split_gain: number(0),
    reg_alpha: number(0),
    reg_lambda: number(0),
    subsample: share,
    subsample_freq: count(0),
    colsample_bytree: share,
    max_bin: {
      accepts: (value) => count(2).accepts(value) && Number(value) <= 255,
      expected: "a whole number from 2 to 255",
    },
    monotone_constraints: monotone,
    early_stopping_rounds: either(count(1), oneOf(null)),
    class_weight: classWeight(),
    scale_pos_weight: number(0, Infinity, { above: true }),
    is_unbalance: oneOf(true, false),
    cat_smooth: number(0),
    cat_l2: number(0),
    max_cat_to_onehot: count(1),
    max_cat_threshold: count(1),
    min_data_per_group: count(1),
  },
  aliases: Object.fromEntries(
    Object.entries(otherNames).flatMap(([name, others]) => others.map((other) => [other, name])),
  ),
  elsewhere: {
    random_state: "The seed is data.split.seed",
    seed: "The seed is data.split.seed",
    n_jobs: "All cores are used; the model does not depend on their number",
    num_threads: "All cores are used; the model does not depend on their number",
    objective: "It follows from train.task: squared error, or the log loss of two or more classes",
    ...Object.fromEntries(
      ["categorical_feature", "cat_feature", "categorical_column", "cat_column", "categorical_features"].map(
        (name) => [name, "Texts are categories; declare codes as text with data.columns.<name>.type"],
      ),
    ),
    boosting_type: "Trees are always boosted by gradients (gbdt)",
  },
};

/**
 * Parses `train.params` for gradient boosting; names, aliases and defaults are LightGBM 4.7's. Throws UserError naming
 * key and value, at the place that `place` has for the key.
 */
export function parseBoostingParams(given: Readonly<Params>, { task, place }: EngineOptions): BoostingParams {
  const read = readParams(table, given, place) as Partial<BoostingParams>;
  const params = { ...defaults, ...read };
  const refuse = (name: keyof BoostingParams, message: string, hint: string): never => {
    throw new UserError(`Cannot train gradient boosting: ${message}`, { ...place?.(name), hint });
  };
  if (params.subsample < 1 && params.subsample_freq === 0)
    refuse("subsample", '"subsample" has no effect while "subsample_freq" is 0', "Set subsample_freq: 1");
  if (task === "regression" && params.class_weight !== null)
    refuse("class_weight", '"class_weight" needs a target of classes', "Remove it");
  if (params.scale_pos_weight !== 1 && (task === "regression" || params.class_weight !== null))
    refuse(
      "scale_pos_weight",
      '"scale_pos_weight" needs two classes, and no class_weight',
      "Keep one of scale_pos_weight and class_weight",
    );
  if (params.is_unbalance && (task === "regression" || params.scale_pos_weight !== 1))
    refuse(
      "is_unbalance",
      '"is_unbalance" needs two classes, and no scale_pos_weight',
      "Keep one of is_unbalance and scale_pos_weight",
    );
  return params;
}
