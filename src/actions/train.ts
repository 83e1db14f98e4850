import { type Context, defineAction, type Result } from "../action.ts";
import { keepProfile } from "./find-earlier.ts";
import { dataInputs, projectInputs, tokenInput, trainInputs } from "./project-inputs.ts";

/** Trains a model on the training rows, tests it on the others, and writes the model with its evidence. */
export const train = defineAction({
  name: "train",
  description: "Trains a model, tests it on held-out rows, and writes an ONNX model that MLflow opens",
  inputs: { ...projectInputs, ...dataInputs, ...trainInputs, ...tokenInput },
  outputs: {
    model: "Folder of the model, an MLflow model directory",
    metrics: "Path of the metrics on the test rows (JSON)",
    predictions: "Path of the test rows' predictions (CSV)",
    "model-digest": "SHA-256 of the model",
  },
  async run(context: Context) {
    const [train] = await Promise.all([
      loadTraining(context.project.config.train.engine),
      removeEarlier(context),
    ]);
    return train(context);
  },
});

/** The engines are loaded when there is something to train. */
async function loadTraining(engine: string): Promise<(context: Context) => Promise<Result>> {
  switch (engine) {
    case "command":
      return (await import("./train-program.ts")).trainProgram;
    case "external":
      return (await import("./adopt-model.ts")).adoptModel;
    default:
      return (await import("./train-here.ts")).trainHere;
  }
}

/** What an earlier run left behind must not pass for this run's. */
async function removeEarlier(context: Context): Promise<void> {
  const { project, files } = context;
  await keepProfile(context);
  await Promise.all([files.remove(project.folders.model), files.remove(project.folders.evidence)]);
}
