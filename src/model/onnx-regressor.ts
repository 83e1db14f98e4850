import type { TreesModel } from "../learn/model.ts";
import type { Tree } from "../learn/tree.ts";
import type { Attribute } from "./graph.ts";

/** Entries of TreeEnsembleRegressor's arrays: nodes, and the values of leaves, one of them at least a leaf. */
interface Sizes {
  nodes: number;
  values: number;
}

type Trees = Pick<TreesModel, "trees" | "margins" | "width">;

/** Bytes that the operator's arrays take at the very least. */
export function leastRegressorBytes(model: Trees): number {
  const { nodes, values } = sizesOf(model);
  // A node: seven integers of a byte, its mode with tag and length, a double; a value: three integers and a double.
  return nodes * (7 + 6 + 8) + values * (3 + 8);
}

/**
 * The attributes of TreeEnsembleRegressor (ai.onnx.ml 3) that sums the trees' values: in float64, as thresholds and
 * values are double, and rounded to float32 at its end.
 */
export function regressorAttributes({ trees, margins, width }: Trees): Record<string, Attribute> {
  const sizes = sizesOf({ trees, margins, width });
  const arrays = createArrays(sizes);
  for (const [index, tree] of trees.entries())
    writeTree(arrays, tree, { index, width, target: width === margins ? 0 : index % margins });
  const tensor = (values: Float64Array): Attribute => ({
    tensor: { type: "double", shape: [values.length], values },
  });
  return {
    aggregate_function: { text: "SUM" },
    n_targets: { int: margins },
    nodes_falsenodeids: { ints: arrays.right },
    nodes_featureids: { ints: arrays.feature },
    ...(trees.some(({ missingLeft }) => missingLeft) && {
      nodes_missing_value_tracks_true: { ints: arrays.missingLeft },
    }),
    nodes_modes: { texts: arrays.mode },
    nodes_nodeids: { ints: arrays.node },
    nodes_treeids: { ints: arrays.tree },
    nodes_truenodeids: { ints: arrays.left },
    nodes_values_as_tensor: tensor(arrays.threshold),
    post_transform: { text: "NONE" },
    target_ids: { ints: arrays.target },
    target_nodeids: { ints: arrays.targetNode },
    target_treeids: { ints: arrays.targetTree },
    target_weights_as_tensor: tensor(arrays.weight),
  };
}

function sizesOf({ trees, width }: Trees): Sizes {
  let [nodes, values] = [0, 0];
  for (const tree of trees) {
    nodes += tree.feature.length;
    for (const [node, feature] of tree.feature.entries())
      if (feature < 0) values += Math.max(1, countValues(tree, node, width));
  }
  return { nodes, values };
}

function countValues({ value }: Tree, node: number, width: number): number {
  let count = 0;
  for (let output = 0; output < width; output++) if (value[node * width + output] !== 0) count++;
  return count;
}

/** The operator's arrays; `nextNode` and `nextValue` are where the next entries go. */
function createArrays({ nodes, values }: Sizes) {
  return {
    nextNode: 0,
    nextValue: 0,
    tree: new Int32Array(nodes),
    node: new Int32Array(nodes),
    feature: new Int32Array(nodes),
    mode: new Array<string>(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    targetTree: new Int32Array(values),
    targetNode: new Int32Array(values),
    target: new Int32Array(values),
    weight: new Float64Array(values),
  };
}

function writeTree(
  arrays: ReturnType<typeof createArrays>,
  tree: Tree,
  { index, width, target }: { index: number; width: number; target: number },
): void {
  const writeValue = (node: number, output: number): void => {
    const place = arrays.nextValue++;
    arrays.targetTree[place] = index;
    arrays.targetNode[place] = node;
    arrays.target[place] = target + output;
    arrays.weight[place] = tree.value[node * width + output]!;
  };
  for (const [node, feature] of tree.feature.entries()) {
    const place = arrays.nextNode++;
    arrays.tree[place] = index;
    arrays.node[place] = node;
    arrays.mode[place] = feature < 0 ? "LEAF" : "BRANCH_LEQ";
    if (feature >= 0) {
      arrays.feature[place] = feature;
      arrays.threshold[place] = tree.threshold[node]!;
      arrays.left[place] = tree.left[node]!;
      arrays.right[place] = tree.right[node]!;
      arrays.missingLeft[place] = tree.missingLeft?.[node] ?? 0;
      continue;
    }
    const before = arrays.nextValue;
    for (let output = 0; output < width; output++)
      if (tree.value[node * width + output] !== 0) writeValue(node, output);
    if (arrays.nextValue === before) writeValue(node, 0);
  }
}
