import type { TreesModel } from "./model.ts";
import { goesLeft, type Tree } from "./tree.ts";

/** Rows as an engine sees them. */
export interface FeatureRows {
  features: number;
  /** Rows × features, row-major. */
  values: Float32Array;
}

/**
 * SHAP values of one row: features × margins, row-major, of the trees' sum before any link function. They add up to
 * the row's prediction less the background's mean one. Exact for what the background's rows say of absent features
 * ("interventional": Lundberg et al., From local explanations to global understanding with explainable AI for trees,
 * Nature Machine Intelligence 2020, algorithm 3; the `shap` package's TreeExplainer with data). `tally` counts the parts
 * of trees that were visited, which is what takes the time.
 */
export function explainRow(
  model: TreesModel,
  row: Float32Array,
  background: FeatureRows,
  tally = { visits: 0 },
): Float64Array {
  const { trees, divisor, margins, width } = model;
  const { features } = background;
  const count = background.values.length / features;
  const shares = new Float64Array(features * margins);
  for (const [index, tree] of trees.entries()) {
    const at = width === margins ? 0 : index % margins;
    const walk = createWalk(tree, { row, features, outputs: width, at, margins, shares, tally });
    for (let other = 0; other < count; other++)
      walk(background.values.subarray(other * features, (other + 1) * features));
  }
  return shares.map((share) => share / (divisor * count));
}

/** Which side has said the value of a feature on the way to a node. */
const unsaid = 0;
const byRow = 1;
const byOther = 2;

/** Walks down a tree by the row where it and another differ, and by the other; adds what that tells to the shares. */
function createWalk(
  tree: Tree,
  {
    row,
    features,
    outputs,
    at: first,
    margins,
    shares,
    tally,
  }: {
    row: Float32Array;
    features: number;
    /** Values of a leaf, and which of the margins the first of them belongs to. */
    outputs: number;
    at: number;
    margins: number;
    shares: Float64Array;
    tally: { visits: number };
  },
): (other: Float32Array) => void {
  const { feature, left, right, value } = tree;
  const sides = new Uint8Array(features);
  // What the leaves below a node give to the features that the row, or the other, has said: by depth, then output.
  const given = new Float64Array(2 * outputs * (Math.min(features, feature.length >> 1) + 1));
  const child = (node: number, values: Float32Array): number =>
    goesLeft(tree, node, values[feature[node]!]!) ? left[node]! : right[node]!;

  const visit = (
    start: number,
    other: Float32Array,
    of: { ours: number; theirs: number; depth: number },
  ): void => {
    const { ours, theirs, depth } = of;
    tally.visits++;
    const at = 2 * outputs * depth;
    let node = start;
    while (feature[node]! >= 0) {
      const [one, two] = [child(node, row), child(node, other)];
      const side = sides[feature[node]!];
      if (one !== two && side === unsaid) break;
      node = side === byOther ? two : one;
    }
    const asked = feature[node]!;
    if (asked < 0) {
      const [most, least] = leafWeights(ours, theirs);
      for (let output = 0; output < outputs; output++) {
        given[at + output] = most * value[node * outputs + output]!;
        given[at + outputs + output] = least * value[node * outputs + output]!;
      }
      return;
    }
    const below = at + 2 * outputs;
    sides[asked] = byRow;
    visit(child(node, row), other, { ours: ours + 1, theirs, depth: depth + 1 });
    for (let output = 0; output < outputs; output++) {
      shares[asked * margins + first + output]! += given[below + output]!;
      given[at + output] = given[below + output]!;
      given[at + outputs + output] = given[below + outputs + output]!;
    }
    sides[asked] = byOther;
    visit(child(node, other), other, { ours, theirs: theirs + 1, depth: depth + 1 });
    for (let output = 0; output < outputs; output++) {
      shares[asked * margins + first + output]! -= given[below + outputs + output]!;
      given[at + output]! += given[below + output]!;
      given[at + outputs + output]! += given[below + outputs + output]!;
    }
    sides[asked] = unsaid;
  };
  return (other) => visit(0, other, { ours: 0, theirs: 0, depth: 0 });
}

/** A leaf's weight for each feature that the row has said, and for each that the other has: (u−1)! v! / (u+v)!, u! (v−1)! / (u+v)!. */
function leafWeights(ours: number, theirs: number): [most: number, least: number] {
  const orders = binomial(ours + theirs, ours);
  return [ours === 0 ? 0 : 1 / (ours * orders), theirs === 0 ? 0 : 1 / (theirs * orders)];
}

function binomial(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
