import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BinningJob, binFeature, binStride } from "../../src/learn/bins.ts";
import { compactTree } from "../../src/learn/compact-tree.ts";
import { featureParts } from "../../src/learn/feature-parts.ts";
import type { ForestJob, GrownTree } from "../../src/learn/forest-kernel.ts";
import { type ForestParams, forestSizes, parseForestParams } from "../../src/learn/forest-params.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import { sumWeights } from "../../src/learn/row-weights.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { makeData, matrixOf, uniform } from "./make-data.ts";
import { growReferenceTree } from "./reference-forest.ts";

interface Plan extends Partial<Pick<ForestJob, "criterion" | "isBalanced" | "monotone">> {
  matrix: Matrix;
  target: ArrayLike<number>;
  classes?: number;
  params?: Partial<ForestParams>;
  seed?: number;
  isRandom?: boolean;
  weights?: Float64Array;
}

function planJob({
  matrix,
  target,
  classes = 0,
  params = {},
  seed = 1,
  isRandom = false,
  weights,
  ...others
}: Plan): ForestJob {
  const parts = featureParts(matrix);
  const features = parts.length;
  const read = parseForestParams(params, classes ? "classification" : "regression");
  const sizes = forestSizes(read, matrix.rows, features);
  const binning: BinningJob = {
    ...matrix,
    parts,
    bins: new Uint8Array(matrix.rows * features),
    lows: new Float32Array(features * binStride),
    highs: new Float32Array(features * binStride),
  };
  for (let feature = 0; feature < features; feature++) binFeature(binning, feature);
  return {
    ...binning,
    features,
    hasCategories: parts.some(({ codes }) => codes !== undefined),
    outputs: Math.max(1, classes),
    sizes,
    criterion: "squares",
    minWeight: read.min_weight_fraction_leaf,
    minGain: read.min_impurity_decrease,
    pruning: 0,
    isBalanced: false,
    keepsBag: false,
    target: Float64Array.from(target),
    offset: 0,
    scale: 1,
    seed,
    isRandom,
    weights: weights && sizes.draws > 0 ? sumWeights(weights) : weights,
    ...others,
  };
}

/** The kernel's trees 0 … count - 1, from one instance. */
function growTrees(job: ForestJob, count: number): GrownTree[] {
  const grow = openKernel("forest", job) as (tree: number) => GrownTree;
  return Array.from({ length: count }, (_, tree) => grow(tree));
}

function expectReference(job: ForestJob, count = 3): void {
  for (const [number, tree] of growTrees(job, count).entries())
    expect(tree).toEqual(compactTree(growReferenceTree(job, number), job.outputs));
}

describe("the kernel grows the reference's trees, number for number", () => {
  const { matrix, target } = makeData(300, 7, 5);
  const codes = (classes: number): number[] => [...target].map((value) => Math.floor(value) % classes);
  test.each<[string, Partial<ForestParams>]>([
    ["by default", {}],
    ["with few features a split", { max_features: "sqrt" }],
    ["with one feature a split", { max_features: 0.01 }],
    ["with limits", { max_depth: 4, min_samples_leaf: 3, min_samples_split: 11 }],
    ["with limits as shares", { min_samples_leaf: 0.02, min_samples_split: 0.1 }],
    ["without bootstrap", { bootstrap: false, max_features: "log2" }],
    ["with few draws", { max_samples: 0.3 }],
    ["with many draws", { max_samples: 2000 }],
    ["by the best splits", { max_leaf_nodes: 30 }],
    ["with the least gain of a split", { min_impurity_decrease: 0.02 }],
    ["with the least weight of a leaf", { min_weight_fraction_leaf: 0.03 }],
  ])("%s", (_, params) => {
    expectReference(planJob({ matrix, target, params }));
    for (const classes of [2, 3, 6])
      expectReference(planJob({ matrix, target: codes(classes), classes, params }));
  });

  test("on any small data", () => {
    const data = fc.record({
      rows: fc.integer({ min: 1, max: 40 }),
      features: fc.integer({ min: 1, max: 5 }),
      values: fc.integer({ min: 1, max: 12 }),
      classes: fc.integer({ min: 0, max: 4 }),
      seed: fc.integer(),
      isRandom: fc.boolean(),
      isWeighted: fc.boolean(),
      isBalanced: fc.boolean(),
      isBounded: fc.boolean(),
      isOther: fc.boolean(),
      hasCategories: fc.boolean(),
      missing: fc.constantFrom(0, 0.3, 0.9),
      params: fc.record({
        min_samples_leaf: fc.integer({ min: 1, max: 4 }),
        max_features: fc.constantFrom("sqrt" as const, null),
        max_leaf_nodes: fc.option(fc.integer({ min: 2, max: 12 })),
        min_weight_fraction_leaf: fc.constantFrom(0, 0.05, 0.3),
        min_impurity_decrease: fc.constantFrom(0, 0.01, 0.2),
        bootstrap: fc.boolean(),
      }),
    });
    fc.assert(
      fc.property(data, ({ rows, features, values, classes, seed, isRandom, params, ...has }) => {
        const next = uniform(seed);
        const whole = (below: number): number[] =>
          Array.from({ length: rows }, () => Math.floor(below * next()));
        const holed = (column: number[]): number[] =>
          column.map((value) => (next() < has.missing ? Number.NaN : value));
        const matrix: Matrix = {
          ...matrixOf(Array.from({ length: features }, () => holed(whole(values)))),
          ...(has.hasCategories && {
            categories: Array.from({ length: features }, () => (next() < 0.7 ? values : 0)),
          }),
        };
        const isPoisson = has.isOther && classes === 0;
        const target =
          classes === 0 ? whole(5).map((value) => (isPoisson ? value : value - 1.7)) : whole(classes);
        const directions = Int8Array.from({ length: features }, (_, feature) =>
          matrix.categories?.[feature] ? 0 : Math.floor(3 * next()) - 1,
        );
        const weights = has.isWeighted ? Float64Array.from(whole(4)) : undefined;
        if (weights) weights[0] = 1;
        expectReference(
          planJob({
            matrix,
            target,
            classes,
            params,
            seed,
            isRandom,
            criterion: !has.isOther ? "squares" : classes === 0 ? "poisson" : "entropy",
            isBalanced: has.isBalanced && classes > 1 && params.bootstrap,
            ...(has.isBounded && classes <= 2 && { monotone: directions }),
            ...(weights && { weights }),
          }),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("of many categories", () => {
    const next = uniform(3);
    const codes = Array.from({ length: 2000 }, () => Math.floor(next() ** 2 * 400) - 1);
    const matrix: Matrix = { ...matrixOf([codes, codes.map(() => next())]), categories: [399, 0] };
    const noisy = codes.map(
      (code, row) => (((code + 1) * 7919) % 31) + matrix.data[2000 + row]! + 3 * next(),
    );
    for (const params of [{ min_samples_leaf: 5 }, { max_leaf_nodes: 20 }])
      for (const isRandom of [false, true]) {
        expectReference(planJob({ matrix, target: noisy, params, isRandom }), 1);
        for (const classes of [2, 5])
          expectReference(
            planJob({
              matrix,
              target: noisy.map((each) => Math.floor(each) % classes),
              classes,
              params,
              isRandom,
            }),
            1,
          );
      }
  });

  test("of many classes, by nodes of many rows and of few", () => {
    const next = uniform(5);
    const column = () => Array.from({ length: 900 }, () => (next() < 0.2 ? Number.NaN : next()));
    const matrix = matrixOf([column(), column(), column()]);
    const target = Array.from({ length: 900 }, () => Math.floor(14 * next() ** 2));
    const weights = Float64Array.from({ length: 900 }, () => 1 + Math.floor(3 * next()));
    for (const isRandom of [false, true])
      for (const isBalanced of [false, true])
        expectReference(planJob({ matrix, target, classes: 14, isRandom, isBalanced, weights }), 1);
  });

  test("on more rows than the dense scan begins at", () => {
    const large = makeData(3000, 4, 6);
    const params = { max_depth: 3, min_samples_leaf: 5 };
    expectReference(planJob({ ...large, params }), 1);
    const target = large.target.map((value) => Math.floor(value) % 3);
    expectReference(planJob({ ...large, target, classes: 3, params }), 1);
  });
});

describe("a tree", () => {
  test("sends every row where its bin went: raw values and thresholds give the training partition", () => {
    const { matrix, target } = makeData(2000, 5, 8);
    const job = planJob({ matrix, target, params: { bootstrap: false, min_samples_leaf: 2 } });
    const [tree] = growTrees(job, 1);
    const sums = new Map<number, { sum: number; rows: number }>();
    for (let row = 0; row < matrix.rows; row++) {
      let node = 0;
      for (let asked = tree!.feature[0]!; asked >= 0; asked = tree!.feature[node]!)
        node =
          matrix.data[asked * matrix.rows + row]! <= tree!.threshold[node]!
            ? tree!.left[node]!
            : tree!.right[node]!;
      const leaf = sums.get(node) ?? { sum: 0, rows: 0 };
      sums.set(node, { sum: leaf.sum + target[row]!, rows: leaf.rows + 1 });
    }
    for (const [node, { sum, rows }] of sums) {
      expect(rows).toBeGreaterThanOrEqual(2);
      expect(tree!.value[node]).toBeCloseTo(sum / rows, 4);
    }
  });

  test("does not depend on the trees that its instance grew before", async () => {
    const job = planJob({ ...makeData(200, 4, 9), params: { max_features: 0.5 } });
    const grow = await openKernel("forest", job);
    const trees = growTrees(job, 4);
    expect([3, 1, 2, 0].map((tree) => grow(tree))).toEqual([3, 1, 2, 0].map((tree) => trees[tree]));
  });

  test("splits without gain where a later split gains, as scikit-learn (exclusive or)", () => {
    const matrix = matrixOf([
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ]);
    const [tree] = growTrees(planJob({ matrix, target: [0, 1, 1, 0], params: { bootstrap: false } }), 1);
    expect(tree!.feature).toHaveLength(7);
  });

  test.each<[string, Plan]>([
    ["one row", { matrix: matrixOf([[1], [2]]), target: [5] }],
    ["a constant target", { matrix: matrixOf([[1, 2, 3]]), target: [5, 5, 5] }],
    [
      "constant features",
      {
        matrix: matrixOf([
          [1, 1, 1],
          [2, 2, 2],
        ]),
        target: [1, 2, 3],
      },
    ],
    ["one class", { matrix: matrixOf([[1, 2, 3]]), target: [0, 0, 0], classes: 1 }],
  ])("has no split with %s", (_, plan) => {
    const [tree] = growTrees(planJob(plan), 1);
    expect([...tree!.feature]).toEqual([-1]);
    expect(tree!.gain.every((each) => each === 0)).toBe(true);
  });

  test("takes more features than it keeps track of, and deep one-sided trees", () => {
    const next = uniform(4);
    const wide = Array.from({ length: 90 }, (_, feature) =>
      Array.from({ length: 60 }, () => (feature % 4 ? 1 : next())),
    );
    expectReference(planJob({ matrix: matrixOf(wide), target: wide[4]!, params: { max_features: 0.2 } }), 2);
    const steps = Array.from({ length: 250 }, (_, row) => row);
    expectReference(
      planJob({
        matrix: matrixOf([steps]),
        target: steps.map((row) => 4 ** row),
        params: { bootstrap: false },
      }),
      1,
    );
  });
});
