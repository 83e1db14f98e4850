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
  /** The trees have it as the feature of this number after their own. */
  id: number;
  feature: number;
  codes: Int32Array;
  /** Ascending, the first 0 and the last the number of codes. */
  cuts: number[];
}

/** Orders that a set is tried with, the ones that were used last: each may save a feature, and costs a look at each code. */
const mostTried = 20;
/** Orders that trees are added to until a new group begins: a row has a number for each of a group's. */
const mostOrders = 256;

/**
 * The same trees without sets. Where onnxruntime 1.21 to 1.23 finds a set in a tree (BRANCH_MEMBER), it copies what lies
 * below once for each member, and sets below sets multiply (1.31 no longer does). So a column's categories are put in
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
    numbered.push(numberTree(tree, { features, sizes, drafts }));
  }
  return groups.map((group) => sortOrders(group, features));
}

/** Gives the features of the trees their final numbers. */
function sortOrders(
  { trees, drafts }: { trees: Tree[]; drafts: readonly Draft[] },
  features: number,
): NumberedTrees {
  const sorted = drafts.toSorted((a, b) => a.feature - b.feature || a.id - b.id);
  const ranks = new Map(sorted.map(({ id }, rank) => [features + id, features + rank]));
  for (const { feature } of trees)
    for (const [node, asked] of feature.entries()) feature[node] = ranks.get(asked) ?? asked;
  return { trees, orders: sorted.map(orderOf) };
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
  features: number;
  sizes: Int32Array;
  /** The one that was used last stands last. */
  drafts: Draft[];
}

function numberTree(tree: Tree, { features, sizes, drafts }: Numbering): Tree {
  const { sets, ...others } = tree;
  const numbered = {
    ...others,
    feature: Int32Array.from(tree.feature),
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
    const [onLeft, onRight] = [new Uint8Array(sides.length), new Uint8Array(sides.length)];
    const reach = known.get(feature);
    for (let code = 0; code < sides.length; code++) {
      if (reach?.[code] === 0) continue;
      const isIn = isMember(sets, node, code);
      sides[code] = isIn ? 1 : 2;
      (isIn ? onLeft : onRight)[code] = 1;
    }
    coming[left] = new Map(known).set(feature, onLeft);
    coming[right] = new Map(known).set(feature, onRight);
    const { draft, cut } = findCut(drafts, feature, sides);
    makeCut(draft, cut, sides);
    numbered.feature[node] = features + draft.id;
    numbered.threshold[node] = cut.place - 1;
    if (cut.first === 2) [numbered.left[node], numbered.right[node]] = [right, left];
  }
  return numbered;
}

/** A place in an order, and which codes are before it: 1, those of the set, or 2, the others. */
interface Cut {
  place: number;
  first: number;
  /** The block that is to be divided; -1 where the cut is there already. */
  mixed: number;
}

/** The first order that a set cuts, and how. `sides` is 0 for codes that do not come to the node, 1 in the set, else 2. */
function findCut(drafts: Draft[], feature: number, sides: Uint8Array): { draft: Draft; cut: Cut } {
  const own = drafts.filter((draft) => draft.feature === feature).slice(-mostTried);
  for (const draft of own.reverse()) {
    const cut = cutOf(draft, sides);
    if (cut === undefined) continue;
    drafts.push(...drafts.splice(drafts.indexOf(draft), 1));
    return { draft, cut };
  }
  const codes = Int32Array.from(sides.keys());
  const draft = { id: drafts.length, feature, codes, cuts: [0, codes.length] };
  drafts.push(draft);
  return { draft, cut: cutOf(draft, sides)! };
}

/** Where codes of one side can stand before those of the other without moving a cut. */
function cutOf({ codes, cuts }: Draft, sides: Uint8Array): Cut | undefined {
  const counts = new Uint32Array(3);
  const inOrder: Cut = { place: -1, first: 1, mixed: -1 };
  const turned: Cut = { place: -1, first: 2, mixed: -1 };
  let [canBe, canTurn] = [true, true];
  for (let block = 0; block + 1 < cuts.length; block++) {
    const [start, end] = [cuts[block]!, cuts[block + 1]!];
    counts.fill(0);
    for (let place = start; place < end; place++) counts[sides[codes[place]!]!]!++;
    canBe &&= passBlock(inOrder, block, start, counts);
    canTurn &&= passBlock(turned, block, start, counts);
    if (!canBe && !canTurn) return undefined;
  }
  const cut = canBe ? inOrder : turned;
  return cut.place < 0 ? { ...cut, place: codes.length } : cut;
}

/** Puts a cut into a block where the other side begins; false where a code of the first side comes after it. */
function passBlock(cut: Cut, block: number, start: number, counts: Uint32Array): boolean {
  const before = counts[cut.first]!;
  if (cut.place >= 0) return before === 0;
  if (counts[3 - cut.first]! === 0) return true;
  cut.place = start + before;
  if (before > 0) cut.mixed = block;
  return true;
}

/** Makes the cut. */
function makeCut({ codes, cuts }: Draft, { place, first, mixed }: Cut, sides: Uint8Array): void {
  if (mixed < 0) return;
  const own = codes.slice(cuts[mixed], cuts[mixed + 1]);
  let [before, after] = [cuts[mixed]!, place];
  for (const code of own) codes[sides[code] === first ? before++ : after++] = code;
  cuts.splice(mixed + 1, 0, place);
}
