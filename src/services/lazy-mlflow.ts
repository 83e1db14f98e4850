import type { Mlflow, MlflowOptions } from "./mlflow.ts";

/** A tracking server whose code is loaded at the first call: most runs have none. */
export function lazyMlflow(options: MlflowOptions): Mlflow {
  let made: Promise<Mlflow> | undefined;
  const load = (): Promise<Mlflow> => {
    made ??= import("./mlflow.ts").then(({ createMlflow }) => createMlflow(options));
    return made;
  };
  return {
    startRun: async (...args) => (await load()).startRun(...args),
    log: async (...args) => (await load()).log(...args),
    logInputs: async (...args) => (await load()).logInputs(...args),
    logArtifacts: async (...args) => (await load()).logArtifacts(...args),
    logModel: async (...args) => (await load()).logModel(...args),
    endRun: async (...args) => (await load()).endRun(...args),
    download: async (...args) => (await load()).download(...args),
  };
}
