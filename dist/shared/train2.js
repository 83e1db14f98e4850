import { dataInputs, defineAction, keepProfile, projectInputs, tokenInput, trainInputs } from "./core.js";

// src/actions/train.ts
/** Trains a model on the training rows, tests it on the others, and writes the model with its evidence. */
const train = defineAction({
	name: "train",
	description: "Trains a model, tests it on held-out rows, and writes an ONNX model that MLflow opens",
	inputs: {
		...projectInputs,
		...dataInputs,
		...trainInputs,
		...tokenInput
	},
	outputs: {
		model: "Folder of the model, an MLflow model directory",
		metrics: "Path of the metrics on the test rows (JSON)",
		predictions: "Path of the test rows' predictions (CSV)",
		"model-digest": "SHA-256 of the model"
	},
	async run(context) {
		const { project, files } = context;
		await keepProfile(context);
		await files.remove(project.folders.model);
		await files.remove(project.folders.evidence);
		switch (project.config.train.engine) {
			case "command": return (await import("./train-program.js")).trainProgram(context);
			case "external": return (await import("./adopt-model.js")).adoptModel(context);
			default: return (await import("./train-here.js")).trainHere(context);
		}
	}
});

export { train };