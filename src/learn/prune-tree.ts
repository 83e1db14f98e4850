import type { CategorySets, Tree } from "./tree.ts";

/** A tree with the gain of each node's split. */
interface GainTree extends Tree {
  gain: Float64Array;
}

/**
 * The tree without the branches whose splits gain no more than `cost` for each leaf that they add: the least tree of
 * those that are best at this cost (Breiman et al., Classification and Regression Trees, 1984, chapter 3; `ccp_alpha`
 * in scikit-learn).
 */
export function pruneTree<Grown extends GainTree>(tree: Grown, cost: number): Grown {
  const { feature, left, right, gain } = tree;
  const count = feature.length;
  const isLeaf = new Uint8Array(count);
  const kept = new Float64Array(count);
  const leaves = new Float64Array(count).fill(1);
  for (let node = count - 1; node >= 0; node--) {
    if (feature[node]! < 0) continue;
    const [a, b] = [left[node]!, right[node]!];
    kept[node] = gain[node]! + kept[a]! + kept[b]!;
    leaves[node] = leaves[a]! + leaves[b]!;
    if (kept[node]! > cost * (leaves[node]! - 1)) continue;
    isLeaf[node] = 1;
    kept[node] = 0;
    leaves[node] = 1;
  }
  return takeNodes(tree, isLeaf);
}

/** The nodes that are left where some splits are leaves, in their order. */
function takeNodes<Grown extends GainTree>(tree: Grown, isLeaf: Uint8Array): Grown {
  const { feature, left, right } = tree;
  const place = new Int32Array(feature.length).fill(-1);
  place[0] = 0;
  const stays: number[] = [];
  for (let node = 0; node < feature.length; node++) {
    if (place[node]! < 0) continue;
    place[node] = stays.length;
    stays.push(node);
    if (feature[node]! >= 0 && isLeaf[node] === 0) place[left[node]!] = place[right[node]!] = 0;
  }
  const isSplit = (node: number): boolean => feature[node]! >= 0 && isLeaf[node] === 0;
  const width = tree.value.length / feature.length;
  const value = new Float32Array(stays.length * width);
  for (const [at, node] of stays.entries())
    value.set(tree.value.subarray(node * width, (node + 1) * width), at * width);
  return {
    ...tree,
    feature: Int32Array.from(stays, (node) => (isSplit(node) ? feature[node]! : -1)),
    threshold: Float32Array.from(stays, (node) => (isSplit(node) ? tree.threshold[node]! : 0)),
    left: Int32Array.from(stays, (node) => (isSplit(node) ? place[left[node]!]! : 0)),
    right: Int32Array.from(stays, (node) => (isSplit(node) ? place[right[node]!]! : 0)),
    gain: Float64Array.from(stays, (node) => (isSplit(node) ? tree.gain[node]! : 0)),
    ...(tree.sets && { sets: takeSets(tree.sets, stays, isSplit) }),
    ...(tree.missingLeft && {
      missingLeft: Uint8Array.from(stays, (node) => (isSplit(node) ? tree.missingLeft![node]! : 0)),
    }),
    value,
  };
}

/** The sets of the nodes that stay splits. */
function takeSets(
  { at, words }: CategorySets,
  stays: readonly number[],
  isSplit: (node: number) => boolean,
): CategorySets {
  const parts = stays.map((node) => (isSplit(node) ? [...words.subarray(at[node], at[node + 1])] : []));
  const starts = new Int32Array(stays.length + 1);
  for (const [place, part] of parts.entries()) starts[place + 1] = starts[place]! + part.length;
  return { at: starts, words: Uint32Array.from(parts.flat()) };
}
