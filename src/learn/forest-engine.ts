import type { Engine } from "./engines.ts";
import { trainForest } from "./forest.ts";
import { type ForestKind, type ForestParams, forestNames, parseForestParams } from "./forest-params.ts";
import type { Params } from "./parameters.ts";

/** scikit-learn's random forest: the mean of trees that each see a sample of the rows. */
export const randomForest: Engine = forest("random-forest");
/** scikit-learn's extra trees: of each feature one border at random is tried, so that trees differ more. */
export const extraTrees: Engine = forest("extra-trees");
/** scikit-learn's decision tree. */
export const decisionTree: Engine = forest("decision-tree");

function forest(kind: ForestKind): Engine {
  return (given, { task, place }) => {
    const params = parseForestParams(given, task, place, kind);
    return {
      params: shownParams(params, kind),
      needs:
        params.monotonic_cst === null
          ? { recipe: { impute: "none" }, takesMissing: true, takesCategories: "asked" }
          : { recipe: {}, takesMissing: false, takesCategories: "asked" },
      size: kind === "decision-tree" ? "" : `${params.n_estimators} trees`,
      train: (training) =>
        trainForest({
          ...training,
          params,
          isRandom: params.splitter === "random",
          engine: forestNames[kind],
        }),
    };
  };
}

/** Those that the kind has. */
function shownParams(params: ForestParams, kind: ForestKind): Params {
  const { n_estimators, bootstrap, oob_score, max_samples, class_weight, splitter, ...shared } = params;
  return kind === "decision-tree"
    ? { ...shared, class_weight, splitter }
    : { n_estimators, ...shared, bootstrap, oob_score, max_samples, class_weight };
}
