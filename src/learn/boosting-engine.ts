import { trainBoosting } from "./boosting.ts";
import { parseBoostingParams } from "./boosting-params.ts";
import type { Engine } from "./engines.ts";

/** Gradient boosting of trees, by LightGBM's parameters. */
export const gradientBoosting: Engine = (given, options) => {
  const params = parseBoostingParams(given, options);
  return {
    params: { ...params },
    needs: { recipe: { impute: "none" }, takesMissing: true, takesCategories: "unasked" },
    size: `${params.n_estimators} rounds`,
    validation: params.early_stopping_rounds === null ? "shown" : "needed",
    train: (training) => trainBoosting({ ...training, params }),
  };
};
