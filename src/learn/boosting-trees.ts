import type { Thresholds } from "./bins.ts";
import type { GrownRounds } from "./boosting-thread.ts";
import type { Tree } from "./tree.ts";

/** `MISSING_LEFT` and `CATEGORIES` of the kernel. */
const missingLeft = 1;

/** The trees of a run, each with the gain of every feature; `scale` brings values back to the target's units. */
export function readTrees(
  grown: GrownRounds,
  { thresholds, scale }: { thresholds: readonly Thresholds[]; scale: number },
): { tree: Tree; gain: Float64Array }[] {
  let at = 0;
  return Array.from(grown.nodes, (nodes) => {
    const end = at + nodes;
    const gain = new Float64Array(thresholds.length);
    const feature = grown.feature.slice(at, end);
    const threshold = new Float32Array(nodes);
    const value = new Float32Array(nodes);
    const goesLeft = new Uint8Array(nodes);
    for (let node = 0; node < nodes; node++) {
      const asked = feature[node]!;
      if (asked < 0) {
        value[node] = grown.value[at + node]! * scale;
        continue;
      }
      threshold[node] = thresholds[asked]!.thresholds[grown.bin[at + node]!]!;
      goesLeft[node] = grown.flags[at + node]! & missingLeft;
      gain[asked]! += grown.gain[at + node]!;
    }
    const tree: Tree = {
      feature,
      threshold,
      missingLeft: goesLeft,
      left: grown.left.slice(at, end),
      right: grown.right.slice(at, end),
      value,
    };
    at = end;
    return { tree, gain };
  });
}
