import type { TreesModel } from "../learn/model.ts";
import type { Tree } from "../learn/tree.ts";
import type { Attribute } from "./graph.ts";

/**
 * How trees become layers. A leaf of TreeEnsemble feeds one output alone, so a tree with several outputs is written
 * more than once: the first layer has each leaf's first value that is not zero, the second the second, with the
 * branches that have no more values cut down to an empty leaf; pure leaves need one layer.
 */
export interface Ensemble {
  /** Numbers that the trees add up to. */
  margins: number;
  layered: LayerPlan[];
  /** Entries that the operator's node arrays will have. */
  nodeCount: number;
}

/** Counts what the trees need, before anything large is made. */
export function planEnsemble({
  trees,
  margins,
  width,
}: Pick<TreesModel, "trees" | "margins" | "width">): Ensemble {
  const layered = trees.map((tree, index) => ({
    ...planLayers(tree, width),
    target: width === margins ? 0 : index % margins,
  }));
  let nodeCount = 0;
  for (const { sizes } of layered) for (const size of sizes) nodeCount += Math.max(1, size);
  return { margins, layered, nodeCount };
}

/**
 * The attributes of TreeEnsemble (ai.onnx.ml 5) that sums the trees' values in float64, so that float32 leaves add
 * up to the same number in any order and ties stay ties.
 */
export function ensembleAttributes({ margins, layered, nodeCount }: Ensemble): Record<string, Attribute> {
  const layers = layered.reduce((sum, { sizes }) => sum + sizes.length, 0);
  const nodes = createNodes(layered, { nodes: nodeCount, leaves: nodeCount + 2 * layers });
  if (layered.some(({ tree }) => tree.missingLeft?.includes(1)))
    nodes.missingLeft = new Uint8Array(nodeCount);
  const roots: number[] = [];
  for (const plan of layered)
    plan.sizes.forEach((_, layer) => {
      roots.push(nodes.next);
      writeLayer(nodes, { plan, layer });
    });
  const leafCount = nodes.nextLeaf;
  const leafWeights = nodes.leafWeight.subarray(0, leafCount);
  return {
    aggregate_function: { int: 1 },
    leaf_targetids: { ints: nodes.leafTarget.subarray(0, leafCount) },
    leaf_weights: { tensor: { type: "double", shape: [leafCount], values: leafWeights } },
    n_targets: { int: margins },
    nodes_falseleafs: { ints: nodes.isFalseLeaf },
    nodes_falsenodeids: { ints: nodes.falseBranch },
    nodes_featureids: { ints: nodes.feature },
    ...(nodes.missingLeft && { nodes_missing_value_tracks_true: { ints: nodes.missingLeft } }),
    nodes_modes: { tensor: { type: "uint8", shape: [nodeCount], values: new Uint8Array(nodeCount) } },
    nodes_splits: { tensor: { type: "double", shape: [nodeCount], values: nodes.split } },
    nodes_trueleafs: { ints: nodes.isTrueLeaf },
    nodes_truenodeids: { ints: nodes.trueBranch },
    post_transform: { int: 0 },
    tree_roots: { ints: roots },
  };
}

/** How many values the fullest leaf under each node has, and how many splits each layer needs. */
interface LayerPlan {
  tree: Tree;
  /** Values of a leaf. */
  width: number;
  /** The margin that a leaf's first value is added to. */
  target: number;
  depth: Uint16Array;
  sizes: number[];
}

function planLayers(tree: Tree, width: number): Omit<LayerPlan, "target"> {
  const count = tree.feature.length;
  const depth = new Uint16Array(count);
  const sizes = [0];
  for (let node = count - 1; node >= 0; node--) {
    if (tree.feature[node]! < 0) {
      depth[node] = countValues(tree, node, width);
    } else {
      const [left, right] = [tree.left[node]!, tree.right[node]!];
      if (left <= node || right <= node)
        throw new Error(`tree node ${node} does not come before its children`);
      depth[node] = Math.max(1, depth[left]!, depth[right]!);
      for (let layer = 0; layer < depth[node]!; layer++) sizes[layer] = (sizes[layer] ?? 0) + 1;
    }
  }
  for (let layer = sizes.length; layer < depth[0]!; layer++) sizes.push(0);
  return { tree, width, depth, sizes };
}

function countValues({ value }: Tree, node: number, width: number): number {
  let count = 0;
  for (let output = 0; output < width; output++) if (value[node * width + output] !== 0) count++;
  return count;
}

/** The operator's arrays, as narrow as their numbers let them be; `next` and `nextLeaf` are where the next entries go. */
function createNodes(layered: readonly LayerPlan[], { nodes, leaves }: { nodes: number; leaves: number }) {
  const widest = layered.reduce((most, { tree }) => Math.max(most, tree.feature.BYTES_PER_ELEMENT), 1);
  const Feature = widest === 1 ? Int8Array : widest === 2 ? Int16Array : Int32Array;
  return {
    next: 0,
    nextLeaf: 0,
    feature: new Feature(nodes),
    split: new Float32Array(nodes),
    trueBranch: new Int32Array(nodes),
    falseBranch: new Int32Array(nodes),
    missingLeft: undefined as Uint8Array | undefined,
    isTrueLeaf: new Uint8Array(nodes),
    isFalseLeaf: new Uint8Array(nodes),
    leafTarget: new Int32Array(leaves),
    leafWeight: new Float32Array(leaves),
    /** Places + 1 of the leaves by a hash of what they hold; 0 where there is none. */
    placeOf: new Int32Array(2 ** (33 - Math.clz32(leaves))),
  };
}

type Nodes = ReturnType<typeof createNodes>;
type Layer = { plan: LayerPlan; layer: number };

/**
 * onnxruntime, at least up to 1.23, takes a root whose two branches have the same number for a lonely leaf, even
 * where one is a node and the other a leaf, and then reads the wrong leaf. So they never have: a leaf is left out
 * where they would, and a lonely leaf is written twice. A root's leaves are its own; all others that hold the same are
 * one.
 */
function writeLayer(nodes: Nodes, { plan, layer }: Layer): void {
  const { tree, depth } = plan;
  const isSplit = (node: number) => tree.feature[node]! >= 0 && (layer === 0 || depth[node]! > layer);
  if (nodes.nextLeaf === nodes.next + 1) nodes.nextLeaf++;
  if (!isSplit(0)) {
    writeLonelyLeaf(nodes, { plan, layer });
    return;
  }
  const places = new Int32Array(tree.feature.length).fill(-1);
  places[0] = nodes.next++;
  for (let node = 0; node < places.length; node++) {
    const place = places[node]!;
    if (place < 0) continue;
    nodes.feature[place] = tree.feature[node]!;
    nodes.split[place] = tree.threshold[node]!;
    if (nodes.missingLeft) nodes.missingLeft[place] = tree.missingLeft?.[node] ?? 0;
    const [left, right] = [tree.left[node]!, tree.right[node]!];
    if (isSplit(left)) places[left] = nodes.trueBranch[place] = nodes.next++;
    else {
      nodes.isTrueLeaf[place] = 1;
      nodes.trueBranch[place] = writeLeaf(nodes, left, { plan, layer }, node === 0);
    }
    if (isSplit(right)) places[right] = nodes.falseBranch[place] = nodes.next++;
    else {
      nodes.isFalseLeaf[place] = 1;
      nodes.falseBranch[place] = writeLeaf(nodes, right, { plan, layer }, node === 0);
    }
  }
}

/** A tree without a split asks something and gives the same answer either way. */
function writeLonelyLeaf(nodes: Nodes, layer: Layer): void {
  const place = nodes.next++;
  nodes.isTrueLeaf[place] = 1;
  nodes.isFalseLeaf[place] = 1;
  nodes.trueBranch[place] = writeLeaf(nodes, 0, layer, true);
  nodes.falseBranch[place] = writeLeaf(nodes, 0, layer, true);
}

/** Writes a leaf's value of this layer, or zero where it has no more (a cut branch too); returns its place. */
function writeLeaf(nodes: Nodes, node: number, { plan, layer }: Layer, isRoots: boolean): number {
  const [to, weight] = leafOf(plan, node, layer);
  let entry = hash(to, weight) & (nodes.placeOf.length - 1);
  if (!isRoots)
    for (; nodes.placeOf[entry] !== 0; entry = (entry + 1) & (nodes.placeOf.length - 1)) {
      const known = nodes.placeOf[entry]! - 1;
      if (nodes.leafTarget[known] === to && nodes.leafWeight[known] === weight) return known;
    }
  const place = nodes.nextLeaf++;
  nodes.leafTarget[place] = to;
  nodes.leafWeight[place] = weight;
  if (!isRoots) nodes.placeOf[entry] = place + 1;
  return place;
}

function leafOf(
  { tree, width, target }: LayerPlan,
  node: number,
  layer: number,
): [to: number, weight: number] {
  let rank = 0;
  for (let output = 0; tree.feature[node]! < 0 && output < width; output++) {
    const value = tree.value[node * width + output]!;
    if (value !== 0 && rank++ >= layer) return [target + output, value];
  }
  return [0, 0];
}

const word = new Float32Array(1);
const bits = new Int32Array(word.buffer);

/** The finalizer of MurmurHash3 of a float32's bits. */
function hash(target: number, weight: number): number {
  word[0] = weight;
  let mixed = Math.imul(bits[0]! ^ Math.imul(target, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
