import { afterAll, describe, expect, test } from "vitest";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { TreesModel } from "../../src/learn/model.ts";
import { packTrees } from "../../src/learn/pack-trees.ts";
import { predictTrees, predictTreesOn } from "../../src/learn/predict-trees.ts";
import type { CategorySets, Tree } from "../../src/learn/tree.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createWorkers } from "../../src/services/workers.ts";
import { matrixOf, uniform } from "./make-data.ts";

const workers = createWorkers(assetUrl("worker"));
const pools = [1, 2, 3].map((threads) => workers.pool(threads));
afterAll(() => workers.close());

/** Values at which comparisons go wrong first. */
const odd = [Number.NaN, 0, -0, Infinity, -Infinity, 1e-45, -1e-45, 3.4e38, -3.4e38];

interface Shape {
  trees: number;
  features: number;
  width: number;
  margins: number;
  splits: number;
  /** Whether every second feature is one of categories. */
  hasSets?: boolean;
}

/** Trees of random form, their nodes in the order in which leaves happened to be split. */
function makeTree({ features, width, splits, hasSets }: Shape, next: () => number): Tree {
  const nodes = 2 * splits + 1;
  const tree = {
    feature: new Int32Array(nodes).fill(-1),
    threshold: new Float32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: Float32Array.from({ length: nodes * width }, () => next() - 0.5),
  };
  const leaves = [0];
  for (let split = 0; split < splits; split++) {
    const node = leaves.splice(Math.floor(next() * leaves.length), 1)[0]!;
    tree.feature[node] = Math.floor(next() * features);
    tree.threshold[node] = next() < 0.2 ? odd[Math.floor(next() * odd.length)]! : 4 * next() - 2;
    tree.missingLeft[node] = next() < 0.5 ? 1 : 0;
    tree.left[node] = 2 * split + 2;
    tree.right[node] = 2 * split + 1;
    leaves.push(2 * split + 1, 2 * split + 2);
  }
  return hasSets ? { ...tree, sets: makeSets(tree.feature, next) } : tree;
}

/** A set of up to 70 codes for each node that asks for an odd feature. */
function makeSets(feature: Int32Array, next: () => number): CategorySets {
  const at = new Int32Array(feature.length + 1);
  const words: number[] = [];
  for (const [node, asked] of feature.entries()) {
    const count = asked >= 0 && asked % 2 === 1 ? 1 + Math.floor(3 * next()) : 0;
    for (let word = 0; word < count; word++) words.push(Math.floor(2 ** 32 * next()));
    at[node + 1] = words.length;
  }
  return { at, words: Uint32Array.from(words) };
}

function makeModel(shape: Shape, seed: number): TreesModel {
  const next = uniform(seed);
  const { margins, width } = shape;
  return {
    kind: "trees",
    trees: Array.from({ length: shape.trees }, () =>
      makeTree({ ...shape, splits: Math.floor(next() * shape.splits) }, next),
    ),
    divisor: 3,
    margins,
    width,
    base: Float64Array.from({ length: margins }, next),
    link: margins === 1 ? "logistic" : "softmax",
    outputs: Math.max(2, margins),
    importance: new Float64Array(shape.features),
  };
}

function makeRows(rows: number, features: number, seed: number, hasSets = false): Matrix {
  const next = uniform(seed);
  const code = () => (next() < 0.1 ? odd[Math.floor(next() * 3)]! : Math.floor(100 * next()) - 1);
  const value = (feature: number) =>
    hasSets && feature % 2 === 1
      ? code()
      : next() < 0.1
        ? odd[Math.floor(next() * odd.length)]!
        : 4 * next() - 2;
  return matrixOf(
    Array.from({ length: features }, (_, feature) =>
      Float32Array.from({ length: rows }, () => value(feature)),
    ),
  );
}

describe("predictTreesOn", () => {
  test.each<[name: string, shape: Shape, rows: number]>([
    ["one margin", { trees: 40, features: 7, width: 1, margins: 1, splits: 60 }, 5003],
    ["a tree a margin", { trees: 42, features: 7, width: 1, margins: 3, splits: 60 }, 5003],
    ["all margins in a leaf", { trees: 40, features: 7, width: 4, margins: 4, splits: 60 }, 5001],
    ["more columns than 255", { trees: 90, features: 200, width: 1, margins: 1, splits: 60 }, 3002],
    ["more columns than 4095", { trees: 600, features: 3000, width: 1, margins: 1, splits: 60 }, 403],
    ["sets of categories", { trees: 50, features: 7, width: 1, margins: 1, splits: 60, hasSets: true }, 5002],
    ["rows of several blocks", { trees: 20, features: 3, width: 1, margins: 1, splits: 9 }, 50_001],
  ])("gives with %s the very numbers of the plain walk, on any number of threads", async (_, shape, rows) => {
    const model = makeModel(shape, rows);
    const matrix = makeRows(rows, shape.features, rows + 1, shape.hasSets);
    const wanted = predictTrees(model, matrix);
    for (const pool of pools) {
      const predicted = await predictTreesOn(pool, {
        model: { ...model, trees: [...model.trees] },
        matrix,
        rows: undefined,
      });
      expect(Buffer.from(predicted.buffer).equals(Buffer.from(wanted.buffer))).toBe(true);
    }
    const rowsAsked = Uint32Array.from({ length: rows - 1 }, (_, at) => (at * 7919) % rows);
    const predicted = await predictTreesOn(pools[1]!, { model, matrix, rows: rowsAsked });
    expect([...predicted]).toEqual([...predictTrees(model, matrix, rowsAsked)]);
  });
});

describe("packTrees", () => {
  test("lays out a tree without a split, and refuses more columns than a node can name", () => {
    const leaf = makeTree({ trees: 1, features: 1, width: 1, margins: 1, splits: 0 }, () => 0);
    expect(packTrees({ trees: [leaf], width: 1, margins: 1 }, 1)).toMatchObject({ columns: [], bits: 8 });
    const next = uniform(1);
    const wide = Array.from({ length: 8 }, () =>
      makeTree({ trees: 8, features: 1_000_000, width: 1, margins: 1, splits: 9000 }, next),
    );
    expect(packTrees({ trees: wide, width: 1, margins: 1 }, 1)).toBeUndefined();
  });
});
