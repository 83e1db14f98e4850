/** A decision tree; node 0 is the root, and children come after their parent. */
export interface Tree {
  /** The feature that a node asks for; -1 in a leaf. */
  feature: WholeNumbers;
  /** A row goes left where its float32 value is at most this. */
  threshold: Float32Array;
  /** Which nodes ask whether a category is in a set; none does where this is not there. */
  sets?: CategorySets;
  /** 1 where a row without the value (NaN) goes left; it goes right everywhere where this is not there. */
  missingLeft?: Uint8Array;
  /** Of splits alone. */
  left: WholeNumbers;
  right: WholeNumbers;
  /** Nodes × the model's `width`, row-major: what a leaf adds to the margins. In other nodes of no meaning, as thresholds are in leaves: both may lie in one array. */
  value: Float32Array;
}

/** In as few bytes as the largest needs. */
export type WholeNumbers = Int8Array | Int16Array | Uint16Array | Int32Array;

/** Sets of category codes, one after another. */
export interface CategorySets {
  /** Nodes + 1: a node's set is the words from `at[node]` to before `at[node + 1]`; none where it asks for a number. */
  at: Int32Array;
  /** A bit a code, from the lowest one of the first word on. */
  words: Uint32Array;
}

/** Whether a node's set has a code; what is no code is in none. */
export function isMember({ at, words }: CategorySets, node: number, code: number): boolean {
  const word = at[node]! + (code >>> 5);
  return code >= 0 && word < at[node + 1]! && ((words[word]! >>> (code & 31)) & 1) === 1;
}

/** Whether a node asks for a set. */
export function asksSet({ sets }: Tree, node: number): boolean {
  return sets !== undefined && sets.at[node + 1]! > sets.at[node]!;
}

/** Whether a row with this value of the feature that a node asks for goes left. */
export function goesLeft(tree: Tree, node: number, value: number): boolean {
  const { threshold, missingLeft, sets } = tree;
  if (sets !== undefined && asksSet(tree, node)) return isMember(sets, node, value);
  return value <= threshold[node]! || (Number.isNaN(value) && missingLeft?.[node] === 1);
}
