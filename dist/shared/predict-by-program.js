import { UserError } from "./core.js";
import { applyThreshold } from "./apply-threshold2.js";
import { pairRows } from "./keeping.js";
import { findPredicted, readPredicted, scanModel, scoredLabels } from "./evaluating.js";
import { hashRows, identityColumns, rowIds } from "./dividing.js";
import { findColumn } from "./data.js";
import { planProjectColumns, withDerived } from "./actions.js";
import { runPredict } from "./run-predict2.js";

// src/actions/predict-by-program.ts
/**
* Has `train.predict_command` predict every row of a table with the model of a folder, in the rows' order, decided by the
* model's threshold. Throws UserError where loading the model could run what `gate.allow_pickle` does not name.
*/
async function predictByProgram(context, raw, { folder, manifest }) {
	const { project, files } = context;
	await refuseUnsafe(context, folder);
	const { key, target } = project.config.data;
	const known = key?.every((name) => findColumn(raw, name) !== void 0) ? key : void 0;
	const ids = rowIds(hashRows(raw, identityColumns(raw, {
		key: known,
		target
	})));
	const table = withDerived(raw, planProjectColumns(project, raw));
	const idColumn = findColumn(table, "row_id") ? "mlops_row_id" : "row_id";
	const columns = table.columns.filter(({ name }) => name !== target);
	const rows = Uint32Array.from({ length: raw.rows }, (_, row) => row);
	try {
		const said = await runPredict(context, folder, {
			table: { columns },
			rows,
			ids,
			idColumn
		});
		const told = targetOf(context, said, manifest);
		const paired = readPredicted(said, pairRows(said, {
			rows,
			part: "given",
			ids,
			idColumn
		}), told);
		return {
			...applyThreshold(paired, {
				threshold: manifest?.threshold,
				positive: told.positive
			}),
			classes: told.classes
		};
	} finally {
		for (const name of ["predict-input.csv", "predict-output.csv"]) await files.remove(`${project.folders.run}/${name}`);
	}
}
async function refuseUnsafe(context, folder) {
	const [unsafe] = await scanModel(context, folder);
	if (unsafe === void 0) return;
	throw new UserError(`Cannot predict: ${unsafe.message}`, {
		file: unsafe.file ?? folder,
		hint: `${unsafe.hint} (gate.allow_pickle)`
	});
}
/** What the model predicts: as its manifest says, else as its answers look. */
function targetOf({ project }, said, manifest) {
	if (manifest?.task !== void 0) return targetFrom(manifest.task, manifest.classes, manifest.positive);
	const labels = scoredLabels(said);
	const predicted = findPredicted(said);
	const named = predicted?.kind === "text" ? predicted.dictionary : [];
	const classes = [.../* @__PURE__ */ new Set([...labels, ...named])].sort();
	return targetFrom(classes.length === 0 ? "regression" : "classification", classes, String(project.config.data.positive));
}
function targetFrom(task, classes = [], positive) {
	const code = classes.indexOf(positive ?? "");
	return {
		task,
		classes: [...classes],
		positive: code < 0 ? void 0 : code
	};
}

export { predictByProgram };