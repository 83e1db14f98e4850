import { type BinningJob, binFeature } from "../learn/bins.ts";
import { type ForestJob, type ForestKernel, openForest } from "../learn/forest-kernel.ts";
import { type PredictionJob, predictBlock } from "../learn/predict-forest.ts";
import type { OpenKernel } from "../services/workers.ts";
import { instantiate } from "./instantiate.ts";

/** Opens a computation by its name, on whichever thread it is called. */
export const openKernel: OpenKernel = (kernel, shared) => {
  switch (kernel) {
    case "bins":
      return (feature) => binFeature(shared as BinningJob, feature);
    case "forest":
      return openForest(instantiateForest, shared as ForestJob);
    case "predict":
      return (block) => ({ means: predictBlock(shared as PredictionJob, block) });
  }
};

function instantiateForest(bytes: number): ForestKernel {
  const { memory, exports } = instantiate("forest.wasm", bytes);
  return { memory, grow: exports.grow as ForestKernel["grow"] };
}
