import type { Operator } from "./elementwise.ts";
import type { Attribute } from "./parse-model.ts";
import { type SummedTrees, sumTrees, treesOf } from "./sum-trees.ts";
import { asNumbers, numbers } from "./tensor.ts";

/** How a node asks: ai.onnx.ml's TreeEnsemble, version 5. */
const asks: readonly ((value: number, split: number, members: ReadonlySet<number>) => boolean)[] = [
  (value, split) => value <= split,
  (value, split) => value < split,
  (value, split) => value >= split,
  (value, split) => value > split,
  (value, split) => value === split,
  (value, split) => value !== split,
  (value, _split, members) => members.has(value),
];

/** The arrays of an ensemble, as the operator has them. */
interface Ensemble {
  roots: readonly number[];
  feature: readonly number[];
  modes: Float64Array;
  splits: Float64Array;
  branches: [onTrue: readonly number[], onFalse: readonly number[]];
  isLeaf: [onTrue: readonly number[], onFalse: readonly number[]];
  /** 1 where a missing value goes the way of true; empty where it never does. */
  missingIsTrue: readonly number[];
  members: ReadonlySet<number>[];
  leafTarget: readonly number[];
  leafWeight: Float64Array;
  targets: number;
  /** For the compiled kernel; undefined where they are none that it knows. */
  trees: SummedTrees | undefined;
}

const known = new WeakMap<ReadonlyMap<string, Attribute>, Ensemble>();

/** The sum of the trees' leaves for each target: rows × targets. Only sums, without a link function. */
export const treeEnsemble: Operator = async ([value], attributes, threads) => {
  const tensor = asNumbers(value);
  const { type, shape, data } = tensor;
  const [rows = 0, features = 0] = shape;
  let ensemble = known.get(attributes);
  if (ensemble === undefined) {
    ensemble = parseEnsemble(attributes);
    known.set(attributes, ensemble);
  }
  const { roots, leafTarget, leafWeight, targets, trees } = ensemble;
  const summed = trees && threads && (await sumTrees(trees, tensor, threads));
  if (summed) return numbers(type, [rows, targets], summed);
  const sums = new Float64Array(rows * targets);
  for (const root of roots)
    for (let row = 0; row < rows; row++) {
      const leaf = findLeaf(ensemble, root, data.subarray(row * features, (row + 1) * features));
      const place = row * targets + (leafTarget[leaf] ?? 0);
      sums[place] = sums[place]! + leafWeight[leaf]!;
    }
  return numbers(type, [rows, targets], sums);
};

function findLeaf(ensemble: Ensemble, root: number, row: Float64Array): number {
  const { feature, modes, splits, branches, isLeaf, missingIsTrue, members } = ensemble;
  let node = root;
  for (let steps = 0; steps <= feature.length; steps++) {
    const value = row[feature[node]!];
    const ask = asks[modes[node]!];
    if (value === undefined || ask === undefined) throw new RangeError(`node ${node} of a tree`);
    const isTrue =
      ask(value, splits[node]!, members[node]!) || (Number.isNaN(value) && missingIsTrue[node] === 1);
    const side = isTrue ? 0 : 1;
    const next = branches[side][node]!;
    if (isLeaf[side][node] === 1) return next;
    node = next;
  }
  throw new RangeError("a tree goes round in a circle");
}

function parseEnsemble(attributes: ReadonlyMap<string, Attribute>): Ensemble {
  const integers = (name: string): number[] => attributes.get(name)?.integers ?? [];
  const values = (name: string): Float64Array => asNumbers(attributes.get(name)?.tensor).data;
  if (attributes.get("aggregate_function")?.integer !== 1 || attributes.get("post_transform")?.integer)
    throw new TypeError("a plain sum is needed");
  const modes = values("nodes_modes");
  const ensemble = {
    roots: integers("tree_roots"),
    feature: integers("nodes_featureids"),
    modes,
    splits: values("nodes_splits"),
    branches: [integers("nodes_truenodeids"), integers("nodes_falsenodeids")],
    isLeaf: [integers("nodes_trueleafs"), integers("nodes_falseleafs")],
    missingIsTrue: integers("nodes_missing_value_tracks_true"),
    members: membersOf(
      modes,
      attributes.has("membership_values") ? values("membership_values") : new Float64Array(0),
    ),
    leafTarget: integers("leaf_targetids"),
    leafWeight: values("leaf_weights"),
    targets: attributes.get("n_targets")?.integer ?? 1,
  } satisfies Omit<Ensemble, "trees">;
  return { ...ensemble, trees: toTrees(ensemble) };
}

function toTrees(ensemble: Omit<Ensemble, "trees">): SummedTrees | undefined {
  const { roots, feature, modes, splits, branches, isLeaf, missingIsTrue } = ensemble;
  const { leafTarget, leafWeight, targets } = ensemble;
  const isPlain =
    modes.every((mode) => mode === 0) &&
    leafTarget.every((target) => target >= 0 && target < targets) &&
    leafWeight.every((weight) => Math.fround(weight) === weight);
  if (!isPlain) return undefined;
  const child = (side: 0 | 1, node: number): number =>
    isLeaf[side][node] === 1 ? ~branches[side][node]! : branches[side][node]!;
  return treesOf({
    ...{ roots, targets, count: feature.length },
    feature: (node) => feature[node]!,
    threshold: (node) => splits[node]!,
    missingLeft: (node) => missingIsTrue[node] === 1,
    left: (node) => child(0, node),
    right: (node) => child(1, node),
    leaf(leaf, values, at) {
      values[at + (leafTarget[leaf] ?? 0)] = leafWeight[leaf]!;
    },
  });
}

/** The sets of the nodes that ask for a member, one after another with NaN between them. */
function membersOf(modes: Float64Array, values: Float64Array): ReadonlySet<number>[] {
  let at = 0;
  const none: ReadonlySet<number> = new Set();
  return Array.from(modes, (mode) => {
    if (mode !== 6) return none;
    const members = new Set<number>();
    for (; at < values.length && !Number.isNaN(values[at]!); at++) members.add(values[at]!);
    at++;
    return members;
  });
}
