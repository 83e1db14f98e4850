import type { KernelFeature } from "./boosting-features.ts";
import type { GrownRounds } from "./boosting-thread.ts";
import { createSets } from "./category-sets.ts";
import type { Tree } from "./tree.ts";

/** `MISSING_LEFT` of the kernel. */
const missingLeft = 1;
/** 64-bit words of the kernel's sets. */
const setWords = 4;

/**
 * The trees of a run, each with the gain of every column of the matrix, of which there are `columns`; `scale` brings
 * values back to the target's units.
 */
export function readTrees(
  grown: GrownRounds,
  of: { features: readonly KernelFeature[]; columns: number; scale: number },
): { tree: Tree; gain: Float64Array }[] {
  let at = 0;
  return Array.from(grown.nodes, (nodes) => {
    const read = readTree(grown, at, nodes, of);
    at += nodes;
    return read;
  });
}

function readTree(
  grown: GrownRounds,
  at: number,
  nodes: number,
  { features, columns, scale }: { features: readonly KernelFeature[]; columns: number; scale: number },
): { tree: Tree; gain: Float64Array } {
  const gain = new Float64Array(columns);
  const feature = new Int32Array(nodes).fill(-1);
  const threshold = new Float32Array(nodes);
  const value = new Float32Array(nodes);
  const goesLeft = new Uint8Array(nodes);
  const sets = createSets(nodes);
  for (let node = 0; node < nodes; node++) {
    const place = at + node;
    const asked = features[grown.feature[place]!];
    if (asked === undefined) value[node] = grown.value[place]! * scale;
    else {
      feature[node] = asked.column;
      gain[asked.column]! += grown.gain[place]!;
      if (asked.thresholds) {
        threshold[node] = asked.thresholds[grown.bin[place]!]!;
        goesLeft[node] = grown.flags[place]! & missingLeft;
      } else sets.add(grown.sets.subarray(setWords * place, setWords * place + setWords), asked.firstCode!);
    }
    sets.end(node);
  }
  const tree: Tree = {
    feature,
    threshold,
    missingLeft: goesLeft,
    left: grown.left.slice(at, at + nodes),
    right: grown.right.slice(at, at + nodes),
    value,
    ...sets.made(),
  };
  return { tree, gain };
}
