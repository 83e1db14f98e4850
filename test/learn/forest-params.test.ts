import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { forestSizes, parseForestParams } from "../../src/learn/forest-params.ts";
import type { Params } from "../../src/learn/parameters.ts";

describe("parseForestParams", () => {
  test("has scikit-learn's defaults", () => {
    expect(parseForestParams({}, "regression")).toEqual({
      n_estimators: 100,
      criterion: "squared_error",
      max_depth: null,
      min_samples_split: 2,
      min_samples_leaf: 1,
      min_weight_fraction_leaf: 0,
      max_features: 1,
      max_leaf_nodes: null,
      min_impurity_decrease: 0,
      ccp_alpha: 0,
      monotonic_cst: null,
      bootstrap: true,
      oob_score: false,
      max_samples: null,
      class_weight: null,
      splitter: "best",
    });
    expect(parseForestParams({}, "classification")).toMatchObject({
      criterion: "gini",
      max_features: "sqrt",
    });
  });

  test.each<[Params, string]>([
    [{ n_estimator: 5 }, 'unknown parameter "n_estimator", did you mean "n_estimators"'],
    [{ colour: 5 }, 'unknown parameter "colour"'],
    [{ constructor: 5 }, 'unknown parameter "constructor"'],
    [{ n_estimators: 0 }, '"n_estimators" is 0, expected a whole number from 1'],
    [{ n_estimators: "many" }, '"n_estimators" is "many", expected a whole number from 1'],
    [{ n_estimators: 1e30 }, '"n_estimators" is 1e+30, expected a whole number from 1'],
    [{ criterion: "gini" }, '"criterion" is "gini", expected "squared_error" or "poisson"'],
    [{ criterion: "absolute_error" }, '"criterion" is "absolute_error", expected'],
    [{ max_leaf_nodes: 1 }, '"max_leaf_nodes" is 1, expected a whole number from 2, or null'],
    [{ min_weight_fraction_leaf: 0.6 }, '"min_weight_fraction_leaf" is 0.6, expected a number from 0 to 0.5'],
    [{ ccp_alpha: -1 }, '"ccp_alpha" is -1, expected a number from 0'],
    [{ monotonic_cst: "x0: 1" }, '"monotonic_cst" is "x0: 1", expected features with 1 (rising)'],
    [{ monotonic_cst: {} }, '"monotonic_cst" is {}, expected features with'],
    [{ class_weight: "balanced" }, 'unknown parameter "class_weight"'],
    [{ bootstrap: false, oob_score: true }, '"oob_score" has no effect without "bootstrap"'],
    [{ max_depth: 0 }, '"max_depth" is 0, expected a whole number from 1, or null'],
    [{ max_depth: 2.5 }, '"max_depth" is 2.5, expected'],
    [
      { min_samples_split: 1 },
      '"min_samples_split" is 1, expected a whole number from 2, or a share of the rows below 1',
    ],
    [{ min_samples_leaf: -1 }, '"min_samples_leaf" is -1, expected a whole number from 1, or a share'],
    [
      { max_features: "auto" },
      '"max_features" is "auto", expected "sqrt" or "log2" or null, or a whole number from 1',
    ],
    [{ max_features: 1.5 }, '"max_features" is 1.5'],
    [{ bootstrap: "yes" }, '"bootstrap" is "yes", expected true or false'],
    [{ max_samples: 0 }, '"max_samples" is 0'],
    [{ max_depth: Number.NaN }, '"max_depth" is NaN'],
  ])("refuses %j", (params, message) => {
    expect(() => parseForestParams(params, "regression")).toThrow(UserError);
    expect(() => parseForestParams(params, "regression")).toThrow(`Cannot train a random forest: ${message}`);
  });

  test("says where the seed and the threads are set", () => {
    const hintOf = (params: object): string | undefined => {
      try {
        parseForestParams({ ...params }, "regression");
      } catch (error) {
        return (error as UserError).hint;
      }
      return undefined;
    };
    expect(hintOf({ random_state: 42 })).toBe("The seed is data.split.seed");
    expect(hintOf({ n_jobs: -1 })).toContain("All cores are used");
  });

  test("never lets a value through that the kernel cannot take", () => {
    const value = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
    const names = [
      "n_estimators",
      "max_depth",
      "min_samples_split",
      "min_samples_leaf",
      "max_features",
      "max_samples",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        value,
        fc.nat({ max: 1000 }),
        fc.nat({ max: 99 }),
        (name, given, rows, features) => {
          let params: ReturnType<typeof parseForestParams>;
          try {
            params = parseForestParams({ [name]: given }, "classification");
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            return;
          }
          const sizes = forestSizes(params, rows + 1, features + 1);
          for (const size of Object.values(sizes))
            expect(size).toBe(Math.min(Math.max(Math.floor(size), 0), 2 ** 32 - 2));
          expect(sizes.maxFeatures).toBeGreaterThanOrEqual(1);
          expect(sizes.maxFeatures).toBeLessThanOrEqual(features + 1);
          expect(sizes.minLeaf).toBeGreaterThanOrEqual(1);
          expect(sizes.minSplit).toBeGreaterThanOrEqual(2);
        },
      ),
    );
  });
});

describe("forestSizes", () => {
  test.each<[Params, object]>([
    [{}, { maxFeatures: 10, minSplit: 2, minLeaf: 1, maxDepth: 2 ** 31 - 1, draws: 105 }],
    [
      { max_features: "sqrt", max_samples: 0.5 },
      { maxFeatures: 3, draws: 52 },
    ],
    [
      { max_features: "log2", max_samples: 7 },
      { maxFeatures: 3, draws: 7 },
    ],
    [
      { max_features: 0.25, bootstrap: false },
      { maxFeatures: 2, draws: 0 },
    ],
    [{ max_features: 4 }, { maxFeatures: 4 }],
    [{ max_features: 400 }, { maxFeatures: 10 }],
    [{ max_features: null }, { maxFeatures: 10 }],
    [
      { min_samples_split: 0.1, min_samples_leaf: 0.02 },
      { minSplit: 11, minLeaf: 3 },
    ],
    [{ min_samples_leaf: 4 }, { minSplit: 8, minLeaf: 4 }],
  ])("of %j with 105 rows and 10 features, as scikit-learn", (params, sizes) => {
    expect(forestSizes(parseForestParams(params, "regression"), 105, 10)).toMatchObject(sizes);
  });
});
