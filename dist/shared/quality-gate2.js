import { baselineInput, choice, defineAction, nativesInput, path, projectInputs, tokenInput } from "./core.js";

// src/actions/quality-gate.ts
const inputs = {
	...projectInputs,
	metrics: path("JSON file of metric names and numbers; default: the trained model's"),
	...baselineInput,
	predictions: path("File of the test rows' predictions (CSV or Parquet); default: the trained model's"),
	model: path("Folder of the model that the metrics belong to; default: the trained model's"),
	"on-inconclusive": choice("Whether a gate that cannot decide lets the step succeed or fail; default: gate.on_inconclusive", ["neutral", "fail"]),
	...nativesInput,
	...tokenInput
};
/** Judges a model by the rules in `gate.rules`. */
const qualityGate = defineAction({
	name: "quality-gate",
	description: "Fails the job when a model's metrics break the rules",
	inputs,
	outputs: {
		"failed-rules": "Names of the rules that do not hold, as a JSON list",
		metrics: "Path of the metrics that were judged",
		baseline: "What the model was compared with"
	},
	async run(context) {
		const [{ checkRules }, { judgeGate }] = await Promise.all([import("./gate.js"), import("./judge-gate.js")]);
		checkRules(context.project.config.gate.rules, context.project.place);
		return judgeGate(context, context.inputs["on-inconclusive"]);
	}
});

export { qualityGate };