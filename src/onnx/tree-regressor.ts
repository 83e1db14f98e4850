import type { Operator } from "./elementwise.ts";
import type { Attribute } from "./parse-model.ts";
import { type SummedTrees, sumTrees, treesOf } from "./sum-trees.ts";
import { asNumbers, numbers } from "./tensor.ts";

/** The arrays of trees, as ai.onnx.ml's TreeEnsembleRegressor, version 3, has them; nodes are known by their places. */
interface Regressor {
  roots: number[];
  feature: readonly number[];
  isLeaf: readonly boolean[];
  threshold: Float64Array;
  left: Int32Array;
  right: Int32Array;
  missingLeft: readonly number[];
  /** Where the values of a node begin: nodes + 1; then each value's target and weight. */
  valuesAt: Int32Array;
  target: readonly number[];
  weight: Float64Array;
  targets: number;
  /** For the compiled kernel; undefined where they are none that it knows. */
  trees: SummedTrees | undefined;
}

const known = new WeakMap<ReadonlyMap<string, Attribute>, Regressor>();

/** The sums of the trees' values, added up in float64 and rounded to float32, as onnxruntime has them: rows × targets. */
export const treeRegressor: Operator = async ([value], attributes, threads) => {
  const tensor = asNumbers(value);
  const { shape, data } = tensor;
  const [rows = 0, features = 0] = shape;
  let regressor = known.get(attributes);
  if (regressor === undefined) {
    regressor = parseRegressor(attributes);
    known.set(attributes, regressor);
  }
  const { roots, valuesAt, target, weight, targets, trees } = regressor;
  const summed = trees && threads && (await sumTrees(trees, tensor, threads));
  if (summed) return numbers("float", [rows, targets], summed.map(Math.fround));
  const sums = new Float64Array(rows * targets);
  for (const root of roots)
    for (let row = 0; row < rows; row++) {
      const leaf = findLeaf(regressor, root, data.subarray(row * features, (row + 1) * features));
      for (let at = valuesAt[leaf]!; at < valuesAt[leaf + 1]!; at++)
        sums[row * targets + target[at]!]! += weight[at]!;
    }
  return numbers("float", [rows, targets], sums.map(Math.fround));
};

function findLeaf(regressor: Regressor, root: number, row: Float64Array): number {
  const { feature, isLeaf, threshold, left, right, missingLeft } = regressor;
  let node = root;
  for (let steps = 0; steps <= feature.length; steps++) {
    if (isLeaf[node]) return node;
    const value = row[feature[node]!];
    if (value === undefined) throw new RangeError(`node ${node} of a tree`);
    const goesLeft = value <= threshold[node]! || (Number.isNaN(value) && missingLeft[node] === 1);
    node = (goesLeft ? left : right)[node]!;
  }
  throw new RangeError("a tree goes round in a circle");
}

function parseRegressor(attributes: ReadonlyMap<string, Attribute>): Regressor {
  const integers = (name: string): number[] => attributes.get(name)?.integers ?? [];
  const doubles = (name: string): Float64Array => asNumbers(attributes.get(name)?.tensor).data;
  const textOf = (name: string): string | undefined => attributes.get(name)?.text;
  if (textOf("aggregate_function") !== "SUM" || textOf("post_transform") !== "NONE")
    throw new TypeError("a plain sum is needed");
  const [trees, nodes] = [integers("nodes_treeids"), integers("nodes_nodeids")];
  const roots = nodes.flatMap((node, place) => (node === 0 ? [place] : []));
  const rootOf = new Map(roots.map((place) => [trees[place]!, place]));
  const placeOf = (tree: number, node: number): number => {
    const place = (rootOf.get(tree) ?? Number.NaN) + node;
    if (trees[place] !== tree || nodes[place] !== node) throw new RangeError(`node ${node} of tree ${tree}`);
    return place;
  };
  const modes = attributes.get("nodes_modes")?.texts ?? [];
  if (modes.some((mode) => mode !== "LEAF" && mode !== "BRANCH_LEQ")) throw new TypeError("a mode of nodes");
  const branches = (name: string): Int32Array => {
    const children = integers(name);
    return Int32Array.from(trees, (tree, at) => (modes[at] === "LEAF" ? 0 : placeOf(tree, children[at]!)));
  };
  const targetTrees = integers("target_treeids");
  const leaves = integers("target_nodeids").map((node, at) => placeOf(targetTrees[at]!, node));
  const regressor = {
    roots,
    feature: integers("nodes_featureids"),
    isLeaf: modes.map((mode) => mode === "LEAF"),
    threshold: doubles("nodes_values_as_tensor"),
    left: branches("nodes_truenodeids"),
    right: branches("nodes_falsenodeids"),
    missingLeft: integers("nodes_missing_value_tracks_true"),
    valuesAt: startsOf(leaves, trees.length),
    target: integers("target_ids"),
    weight: doubles("target_weights_as_tensor"),
    targets: attributes.get("n_targets")?.integer ?? 1,
  } satisfies Omit<Regressor, "trees">;
  return { ...regressor, trees: toTrees(regressor) };
}

function toTrees(regressor: Omit<Regressor, "trees">): SummedTrees | undefined {
  const { roots, feature, isLeaf, threshold, left, right, missingLeft } = regressor;
  const { valuesAt, target, weight, targets } = regressor;
  const isPlain =
    target.every((each) => each >= 0 && each < targets) && weight.every((each) => Math.fround(each) === each);
  if (!isPlain) return undefined;
  const numberOf = (node: number): number => (isLeaf[node] ? ~node : node);
  return treesOf({
    ...{ roots: roots.map(numberOf), targets, count: feature.length },
    feature: (node) => feature[node]!,
    threshold: (node) => threshold[node]!,
    missingLeft: (node) => missingLeft[node] === 1,
    left: (node) => numberOf(left[node]!),
    right: (node) => numberOf(right[node]!),
    leaf(leaf, values, at) {
      for (let place = valuesAt[leaf]!; place < valuesAt[leaf + 1]!; place++)
        values[at + target[place]!]! += weight[place]!;
    },
  });
}

/** Where each node's values begin in a list that is sorted by node. */
function startsOf(leaves: readonly number[], nodes: number): Int32Array {
  const starts = new Int32Array(nodes + 1);
  for (const [at, leaf] of leaves.entries()) {
    if (leaf < (leaves[at - 1] ?? 0)) throw new TypeError("values in the order of their nodes are needed");
    starts[leaf + 1]!++;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  return starts;
}
