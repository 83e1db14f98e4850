import { UserError, counted, formatNumber } from "./core.js";
import { parseTrainingRows, scanModel } from "./evaluating.js";
import { unseenRows } from "./gate.js";
import { hashRows, prepareTraining, rowNamer } from "./dividing.js";
import { findColumn } from "./data.js";
import { findOnnx } from "./ask-runtime.js";
import { toPredicted } from "./to-predicted.js";

// src/gate/predictions-table.ts
/** The table that a file of these predictions would be. */
function predictionsTable(source, given) {
	const { task, classes, ids, actual, predicted, scores } = given;
	const valueColumn = (name, values) => task === "regression" ? numbers(name, Float64Array.from(values)) : {
		kind: "text",
		name,
		type: "text",
		codes: Int32Array.from(values),
		dictionary: [...classes]
	};
	const scored = scores === void 0 ? [] : classes.map((label, code) => ({
		label,
		code
	}));
	return {
		source,
		rows: ids.length,
		columns: [
			{
				kind: "text",
				name: "row_id",
				type: "text",
				codes: Int32Array.from(ids.keys()),
				dictionary: [...ids]
			},
			valueColumn("actual", actual),
			valueColumn("predicted", predicted),
			...scored.map(({ label, code }) => numbers(`score_${label}`, Float64Array.from(ids, (_, row) => scores[row * classes.length + code])))
		],
		lines: /* @__PURE__ */ new Uint32Array(0),
		bytes: 0,
		digest: ""
	};
}
function numbers(name, values) {
	return {
		kind: "numeric",
		name,
		type: "number",
		values,
		invalid: [],
		invalidCount: 0
	};
}

// src/actions/evaluate-champion.ts
/**
* Has a champion's model predict those of the rows of today that it was not trained on. In words why it cannot be done;
* refused where too few rows are left, and where loading the model could run what `allowPickle` does not name.
*/
async function evaluateChampion(context, champion, { ids, minRows, allowPickle }) {
	const { manifest, model: folder } = champion;
	if (folder === void 0) return "its model is not there";
	if (manifest?.split === void 0) return "nothing tells which rows it was trained on";
	try {
		const prepared = await prepareToday(context);
		const rows = rowsOf(prepared, ids);
		if (typeof rows === "string") return rows;
		const unseen = await unseenOf(context, champion, manifest.split, prepared);
		if (typeof unseen === "string") return unseen;
		const asked = rows.filter((row) => unseen(row));
		if (asked.length < minRows) return tooFew(champion, {
			asked: asked.length,
			of: rows.length,
			minRows
		});
		const unsafe = await scanModel(context, folder, allowPickle);
		if (unsafe.length > 0) return {
			refused: `Cannot compare with ${champion.shown}: loading its model could run code`,
			hint: unsafe[0]?.message
		};
		const said = await predictAgain(context, {
			champion,
			folder,
			manifest,
			prepared,
			rows: asked
		});
		if (typeof said === "string") return said;
		return {
			model: modelRows(champion, manifest, prepared, asked, said),
			seen: rows.length - asked.length
		};
	} catch (error) {
		if (error instanceof UserError) return error.message;
		throw error;
	}
}
/** Today's data, divided as `train` does. */
async function prepareToday(context) {
	const { project } = context;
	if (project.sets.has("train")) {
		const { loadTrainingSets } = await import("./load-set2.js");
		const sets = await loadTrainingSets(context);
		return prepareTraining(context, sets.table, sets);
	}
	const { loadTable } = await import("./data.js");
	return prepareTraining(context, await loadTable(context));
}
/** Rows of the data by their ids. */
function rowsOf({ hashes, table }, ids) {
	const idOf = rowNamer(hashes);
	const rowOf = /* @__PURE__ */ new Map();
	for (let row = 0; row < table.rows; row++) rowOf.set(idOf(row), row);
	const rows = ids.flatMap((id) => rowOf.get(id) ?? []);
	const missing = ids.length - rows.length;
	return missing === 0 ? Uint32Array.from(rows).sort() : `${counted(missing, "row")} of ${formatNumber(ids.length)} that are judged ${missing === 1 ? "is" : "are"} not in the data`;
}
async function unseenOf({ files }, { trainingRows }, split, { raw, table }) {
	const gone = split.key.find((name) => findColumn(raw, name) === void 0);
	if (gone !== void 0) return `its rows are told apart by "${gone}", which the data have no more`;
	const seen = trainingRows === void 0 ? void 0 : parseTrainingRows(await files.readBytes(trainingRows));
	return unseenRows(split, {
		table,
		hashes: hashRows(raw, split.key),
		seen
	});
}
function tooFew({ shown }, { asked, of, minRows }) {
	return {
		refused: `Cannot compare with ${shown}: of the ${formatNumber(of)} test rows, it was not trained on ${formatNumber(asked)}, and at least ${formatNumber(minRows)} are needed`,
		hint: "Keep the split as it is: data.split.seed, the shares and data.key; then earlier test rows stay test rows"
	};
}
/** By our own predictor, by the project's command, or by ONNX Runtime; in words why by none. */
async function predictAgain(context, asked) {
	const { folder, champion } = asked;
	const file = await findOnnx(context, folder);
	if (!["command", "external"].includes(asked.manifest.engine) && file !== void 0) {
		const { parseStoredModel, predictTable } = await import("./predict-table.js");
		const model = parseStoredModel(await context.files.readBytes(file), `model.onnx of ${champion.shown}`);
		const threads = {
			pool: context.workers.pool(),
			signal: context.signal
		};
		const said = await predictTable(model, asked.prepared.table, {
			rows: asked.rows,
			threads
		});
		return toPredicted({
			...said,
			classes: model.classes
		}, asked.prepared.target);
	}
	if (context.project.config.train.predict_command !== void 0) return predictByCommand(context, asked);
	if (file === void 0) return "there is no train.predict_command that could ask its model";
	const { predictByRuntime } = await import("./predict-by-runtime.js");
	return predictByRuntime(context, asked, file);
}
async function predictByCommand(context, { folder, manifest, prepared, rows }) {
	const [{ runPredict }, { pairPredictions }, { applyThreshold }] = await Promise.all([
		import("./run-predict2.js"),
		import("./keeping.js"),
		import("./apply-threshold2.js")
	]);
	const { table, target, targetName, hashes } = prepared;
	const idOf = rowNamer(hashes);
	const ids = Array.from({ length: table.rows }, (_, row) => idOf(row));
	const idColumn = findColumn(table, "row_id") ? "mlops_row_id" : "row_id";
	return applyThreshold(pairPredictions(await runPredict(context, folder, {
		table: { columns: table.columns.filter(({ name }) => name !== targetName) },
		rows,
		ids,
		idColumn
	}), {
		target,
		targetName,
		rows,
		part: "given",
		ids,
		idColumn
	}), {
		threshold: manifest.threshold,
		positive: target.positive
	});
}
function modelRows({ shown }, { task, positive }, { target, hashes }, rows, { predicted, scores }) {
	const idOf = rowNamer(hashes);
	return {
		table: predictionsTable(`predictions of ${shown}`, {
			task: target.task,
			classes: target.classes,
			ids: Array.from(rows, (row) => idOf(row)),
			actual: target.task === "regression" ? Float64Array.from(rows, (row) => target.values[row]) : Int32Array.from(rows, (row) => target.values[row]),
			predicted,
			scores
		}),
		facts: {
			task: task ?? target.task,
			classes: target.classes,
			positive
		}
	};
}

export { evaluateChampion };