import { readFileSync } from "node:fs";
import { type BinningJob, binFeature } from "../learn/bins.ts";
import { type ForestJob, type ForestKernel, openForest } from "../learn/forest-kernel.ts";
import { type PredictionJob, predictBlock } from "../learn/predict-forest.ts";
import type { OpenKernel } from "../services/workers.ts";
import { assetUrl } from "./asset-url.ts";

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
  const module = new WebAssembly.Module(readFileSync(assetUrl("forest.wasm")));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, grow: exports.grow as ForestKernel["grow"] };
}
