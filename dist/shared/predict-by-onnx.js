import { UserError } from "./core.js";
import { applyThreshold } from "./apply-threshold2.js";
import { askRuntime } from "./ask-runtime.js";
import { planProjectColumns, withDerived } from "./actions.js";
import { toPredicted } from "./to-predicted.js";

// src/actions/predict-by-onnx.ts
/**
* Has ONNX Runtime predict every row of a table with an ONNX model of another maker, decided by the model's threshold.
* Throws UserError where the model does not tell how to ask it.
*/
async function predictByOnnx(context, raw, { file, manifest }) {
	const { project } = context;
	const { key = [], target, weight } = project.config.data;
	const table = withDerived(raw, planProjectColumns(project, raw));
	const names = table.columns.map(({ name }) => name).filter((name) => name !== target);
	const said = await askRuntime(context, file, {
		table,
		features: manifest?.features ?? names,
		roles: [...key, ...weight === void 0 ? [] : [weight]],
		task: manifest?.task,
		classes: manifest?.classes,
		from: void 0
	});
	const task = said.labels === void 0 ? "regression" : "classification";
	const classes = manifest?.classes ?? [...said.classes ?? new Set(said.labels)];
	const predicted = toPredicted(said, {
		task,
		classes
	});
	if (typeof predicted === "string") throw new UserError(`Cannot predict: of "${file}" ${predicted}`, { file });
	const positive = classes.indexOf(manifest?.positive ?? String(project.config.data.positive));
	return {
		...applyThreshold(predicted, {
			threshold: manifest?.threshold,
			positive: positive < 0 ? void 0 : positive
		}),
		classes: task === "regression" ? [] : classes
	};
}

export { predictByOnnx };