import type { Engine } from "./engines.ts";
import { trainForest } from "./forest.ts";
import { parseForestParams } from "./forest-params.ts";

/** scikit-learn's random forest: the mean of trees that each see a sample of the rows. */
export const randomForest: Engine = (given, { task, place }) => {
  const params = parseForestParams(given, task, place);
  return {
    params: { ...params },
    needs: { recipe: {}, takesMissing: false },
    size: `${params.n_estimators} trees`,
    train: (training) => trainForest({ ...training, params }),
  };
};
