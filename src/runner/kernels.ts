import type { ExaminedImage, ImagesJob } from "../images/examine-image.ts";
import type { Codecs } from "../images/image.ts";
import { type BinningJob, binFeature, chooseThresholds } from "../learn/bins.ts";
import {
  type BoostingBinsJob,
  type BoostingJob,
  type BoostingKernel,
  openBoosting,
  openBoostingBins,
  type SharedMemory,
} from "../learn/boosting-thread.ts";
import { compactTree } from "../learn/compact-tree.ts";
import type { ExplanationJob } from "../learn/explain.ts";
import { type ForestJob, type ForestKernel, openForest } from "../learn/forest-kernel.ts";
import type { LinearJob } from "../learn/linear-kernel.ts";
import { columnOf, type Matrix } from "../learn/matrix.ts";
import { type OutOfBagJob, predictOutOfBag } from "../learn/out-of-bag.ts";
import { openPrediction, type PredictionJob, type TreesKernel } from "../learn/predict-thread.ts";
import type { PartWork } from "../parts/work-part.ts";
import type { OpenKernel } from "../services/workers.ts";
import { instantiate, instantiateOn } from "./instantiate.ts";

/** Opens a computation by its name, on whichever thread it is called. */
export const openKernel: OpenKernel = (kernel, shared) => {
  switch (kernel) {
    case "bins":
      return (feature) => binFeature(shared as BinningJob, feature);
    case "forest": {
      const grow = openForest(instantiateForest, shared as ForestJob);
      return (tree) => compactTree(grow(tree), (shared as ForestJob).outputs);
    }
    case "out-of-bag":
      return (block) => predictOutOfBag(shared as OutOfBagJob, block);
    case "thresholds": {
      const { matrix, limit } = shared as { matrix: Matrix; limit: number };
      return (feature) => chooseThresholds(columnOf(matrix, feature), limit);
    }
    case "boosting-bins":
      return openBoostingBins(instantiateBoosting, shared as BoostingBinsJob);
    case "boosting":
      return openBoosting(instantiateBoosting, shared as BoostingJob);
    case "predict":
      return openPrediction(instantiateTrees, shared as PredictionJob);
    case "linear":
      return async () => (await import("../learn/linear-kernel.ts")).fitJob(shared as LinearJob);
    case "explain":
      return explainer(shared as ExplanationJob);
    case "images":
      return examiner(shared as ImagesJob);
    case "csv-part":
      return import("./open-parts.ts").then(({ openParts }) => openParts(shared as PartWork));
  }
};

async function explainer(job: ExplanationJob): Promise<(row: number) => { shares: Float64Array }> {
  const { explainOne } = await import("../learn/explain.ts");
  return (row) => explainOne(job, row);
}

/** The codecs of a thread, which stay for its next runs; most runs have no images. */
let codecs: Promise<Codecs> | undefined;

function examiner(job: ImagesJob): (image: number) => Promise<ExaminedImage> {
  return async (image) => {
    codecs ??= import("./image-codecs.ts").then(({ createCodecs }) => createCodecs());
    const { examineJob } = await import("../images/examine-image.ts");
    return examineJob(job, image, await codecs);
  };
}

function instantiateForest(bytes: number): ForestKernel {
  const { memory, exports } = instantiate("forest.wasm", bytes);
  return { memory, grow: exports.grow as ForestKernel["grow"] };
}

function instantiateBoosting(memory: SharedMemory): BoostingKernel {
  return instantiateOn("boosting.wasm", memory) as unknown as BoostingKernel;
}

function instantiateTrees(memory: SharedMemory): TreesKernel {
  return instantiateOn("trees.wasm", memory) as unknown as TreesKernel;
}
