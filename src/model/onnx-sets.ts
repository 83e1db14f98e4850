import type { TreesModel } from "../learn/model.ts";
import { asksSet, isMember, type Tree } from "../learn/tree.ts";

/** Trees that ask for numbers alone, and the numbers that stand for categories. */
export interface NumberedTrees {
  trees: Tree[];
  /** A feature each, after those that the trees had; sorted by the feature whose codes they order. */
  orders: Order[];
}

/** Categories in an order in which sets are the first ones up to a cut. */
export interface Order {
  /** The feature whose codes these are. */
  feature: number;
  /** A number a code, from 0 on; the last one is of every other code, and of what is none. */
  places: Int32Array;
}

/** An order under way. Codes between two cuts may still change places. */
interface Draft {
  feature: number;
  codes: Int32Array;
  /** Ascending, the first 0 and the last the number of codes. */
  cuts: number[];
  /** The tree that asked for it last. */
  tree: number;
}

/** Orders of earlier trees that a set is tried with: each saves a feature, and costs time. */
const mostTried = 16;
/** Orders that trees are added to until a new group begins: a row has a number for each of a group's. */
const mostOrders = 256;

/**
 * The same trees without sets. Where onnxruntime finds a set in a tree, it copies what lies below once for each member
 * (tree_ensemble_attribute.h, at least up to 1.23), and sets below sets multiply. So a column's categories are put in
 * orders, in which a node asks for the place: a set that divides what comes to its node is a cut through an order,
 * and the sets of a tree mostly cut the same one. Groups are of whole rounds, a tree for each margin.
 */
export function numberTrees({
  trees,
  margins,
  width,
  importance,
}: Pick<TreesModel, "trees" | "margins" | "width" | "importance">): NumberedTrees[] {
  if (trees.every(({ sets }) => sets === undefined)) return [{ trees, orders: [] }];
  const features = importance.length;
  const sizes = codeCounts(trees, features);
  const groups: { trees: Tree[]; drafts: Draft[] }[] = [];
  for (const [index, tree] of trees.entries()) {
    const isNewRound = index % (margins / width) === 0;
    if (index === 0 || (isNewRound && groups.at(-1)!.drafts.length >= mostOrders))
      groups.push({ trees: [], drafts: [] });
    const { trees: numbered, drafts } = groups.at(-1)!;
    numbered.push(numberTree(tree, { index, features, sizes, drafts }));
  }
  return groups.map((group) => sortOrders(group, features));
}

/** Gives the features of the trees their final numbers. */
function sortOrders(
  { trees, drafts }: { trees: Tree[]; drafts: readonly Draft[] },
  features: number,
): NumberedTrees {
  const sorted = [...drafts.keys()].sort((a, b) => drafts[a]!.feature - drafts[b]!.feature || a - b);
  const ranks = new Map(sorted.map((order, rank) => [features + order, features + rank]));
  for (const { feature } of trees)
    for (const [node, asked] of feature.entries()) feature[node] = ranks.get(asked) ?? asked;
  return { trees, orders: sorted.map((order) => orderOf(drafts[order]!)) };
}

function orderOf({ feature, codes }: Draft): Order {
  const places = new Int32Array(codes.length);
  for (const [place, code] of codes.entries()) places[code] = place;
  return { feature, places };
}

/** Of each feature, one more than the greatest code in a set. */
function codeCounts(trees: readonly Tree[], features: number): Int32Array {
  const counts = new Int32Array(features);
  for (const { feature, sets } of trees)
    for (let node = 0; sets !== undefined && node < feature.length; node++) {
      const words = sets.words.subarray(sets.at[node], sets.at[node + 1]);
      if (words.length === 0) continue;
      const count = 32 * words.length - Math.clz32(words.at(-1)!);
      counts[feature[node]!] = Math.max(counts[feature[node]!]!, count);
    }
  return counts;
}

interface Numbering {
  index: number;
  features: number;
  sizes: Int32Array;
  drafts: Draft[];
}

function numberTree(tree: Tree, { index, features, sizes, drafts }: Numbering): Tree {
  const { sets, ...others } = tree;
  const numbered = {
    ...others,
    feature: tree.feature.slice(),
    threshold: tree.threshold.slice(),
    left: tree.left.slice(),
    right: tree.right.slice(),
  };
  // Which codes of which features come to a node; all of them where nothing is said.
  const coming: (ReadonlyMap<number, Uint8Array> | undefined)[] = [new Map()];
  for (const [node, feature] of tree.feature.entries()) {
    if (feature < 0) continue;
    const [left, right] = [tree.left[node]!, tree.right[node]!];
    const known = coming[node]!;
    coming[left] = coming[right] = known;
    coming[node] = undefined;
    if (sets === undefined || !asksSet(tree, node)) continue;
    const sides = new Uint8Array(sizes[feature]! + 1);
    for (let code = 0; code < sides.length; code++)
      if (known.get(feature)?.[code] !== 0) sides[code] = isMember(sets, node, code) ? 1 : 2;
    coming[left] = new Map(known).set(
      feature,
      sides.map((side) => (side === 1 ? 1 : 0)),
    );
    coming[right] = new Map(known).set(
      feature,
      sides.map((side) => (side === 2 ? 1 : 0)),
    );
    const { order, cut, isTurned } = findCut(drafts, { feature, sides, index });
    numbered.feature[node] = features + order;
    numbered.threshold[node] = cut - 1;
    if (isTurned) [numbered.left[node], numbered.right[node]] = [right, left];
  }
  return numbered;
}

/** An order, the number of codes before the cut, and whether those are the ones that are not in the set. */
function findCut(
  drafts: Draft[],
  { feature, sides, index }: { feature: number; sides: Uint8Array; index: number },
): { order: number; cut: number; isTurned: boolean } {
  let tried = 0;
  for (let order = drafts.length - 1; order >= 0 && tried < mostTried; order--) {
    const draft = drafts[order]!;
    if (draft.feature !== feature) continue;
    if (draft.tree !== index) tried++;
    for (const first of [1, 2]) {
      const cut = cutDraft(draft, sides, first);
      if (cut === undefined) continue;
      draft.tree = index;
      return { order, cut, isTurned: first === 2 };
    }
  }
  const codes = Int32Array.from(sides.keys());
  const draft = { feature, codes, cuts: [0, codes.length], tree: index };
  return { order: drafts.push(draft) - 1, cut: cutDraft(draft, sides, 1)!, isTurned: false };
}

/**
 * Makes an order have the codes of one side before those of the other, if it can without moving a cut: the number of codes
 * before the new one. `sides` is 0 for codes that do not come to the node.
 */
function cutDraft({ codes, cuts }: Draft, sides: Uint8Array, first: number): number | undefined {
  let cut: number | undefined;
  let mixed = -1;
  for (let block = 0; block + 1 < cuts.length; block++) {
    let [before, after] = [0, 0];
    for (let place = cuts[block]!; place < cuts[block + 1]!; place++) {
      const side = sides[codes[place]!]!;
      if (side === first) before++;
      else if (side !== 0) after++;
    }
    if (cut !== undefined && before > 0) return undefined;
    if (cut !== undefined || after === 0) continue;
    cut = cuts[block]! + before;
    if (before > 0) mixed = block;
  }
  if (mixed >= 0) {
    const own = codes.subarray(cuts[mixed], cuts[mixed + 1]);
    const isFirst = (code: number): boolean => sides[code] === first;
    own.set([...own.filter(isFirst), ...own.filter((code) => !isFirst(code))]);
    cuts.splice(mixed + 1, 0, cut!);
  }
  return cut ?? codes.length;
}
