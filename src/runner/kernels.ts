import { readFileSync } from "node:fs";
import { type BinningJob, binFeature } from "../learn/bins.ts";
import { type ForestJob, type ForestKernel, openForest } from "../learn/forest-kernel.ts";
import { type PredictionJob, predictBlock } from "../learn/predict-forest.ts";
import type { OpenKernel } from "../services/workers.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { type Asset, assetUrl } from "./asset-url.ts";

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

/** An instance of the kernel that `readCsv` reads large files with. */
export function instantiateCsv(): CsvKernel {
  const { memory, exports } = instantiate("csv.wasm", 1 << 21);
  return {
    memory: memory as unknown as CsvKernel["memory"],
    scanBatch: exports.scanBatch as CsvKernel["scanBatch"],
    encode: exports.encode as CsvKernel["encode"],
    widen: exports.widen as CsvKernel["widen"],
  };
}

function instantiateForest(bytes: number): ForestKernel {
  const { memory, exports } = instantiate("forest.wasm", bytes);
  return { memory, grow: exports.grow as ForestKernel["grow"] };
}

function instantiate(
  asset: Asset,
  bytes: number,
): { memory: WebAssembly.Memory; exports: WebAssembly.Instance["exports"] } {
  const module = new WebAssembly.Module(readFileSync(assetUrl(asset)));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  return { memory, exports: new WebAssembly.Instance(module, { env: { memory } }).exports };
}
