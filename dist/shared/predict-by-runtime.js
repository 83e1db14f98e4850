import { isRefusal } from "./gate.js";
import { counted, formatNumber } from "./core.js";
import { applyThreshold } from "./apply-threshold2.js";
import { readPredicted } from "./evaluating.js";
import { rowNamer } from "./dividing.js";
import { findColumn } from "./data.js";
import { askRuntime } from "./ask-runtime.js";
import { toPredicted } from "./to-predicted.js";

// src/actions/predict-by-runtime.ts
/** Rows that a model is asked for a second time, and the share of them that it must answer as it did. */
const [mostKnown, leastShare] = [1e3, .9];
/** What float32 may be off by, of the range of the numbers. */
const slack = .001;
/**
* An ONNX model of another maker, asked by ONNX Runtime. Nothing in its file tells for certain which column goes where, so
* rows of which its predictions are kept are asked for as well: in words why not where it says something else of them now.
*/
async function predictByRuntime(context, { champion, manifest, prepared, rows }, file) {
	const { table, target } = prepared;
	const known = await knownRows({
		champion,
		prepared
	});
	const { "native-packages": from } = context.inputs;
	const asked = new Uint32Array([...rows, ...known.rows]);
	const said = toPredicted(await askRuntime(context, file, {
		table,
		rows: asked,
		task: target.task,
		classes: target.classes,
		from,
		features: manifest.features,
		roles: [...manifest.split?.key ?? [], ...manifest.weight === void 0 ? [] : [manifest.weight]]
	}), target);
	if (typeof said === "string") return said;
	const decided = applyThreshold(said, {
		threshold: manifest.threshold,
		positive: target.positive
	});
	const width = target.classes.length;
	const part = (start, end) => ({
		predicted: decided.predicted.slice(start, end),
		scores: decided.scores?.slice(start * width, end * width)
	});
	const alike = countAlike(part(rows.length, asked.length), known.said);
	if (alike < leastShare * known.rows.length) return `of ${counted(known.rows.length, "row")} that it was tested on, ONNX Runtime has it say something else of ${formatNumber(known.rows.length - alike)} than was kept: its inputs are not these columns in this order`;
	return part(0, rows.length);
}
/** Rows of today of which the model's predictions were kept, and what they were. */
async function knownRows({ champion, prepared: { hashes, table, target } }) {
	const none = {
		rows: [],
		said: {
			predicted: /* @__PURE__ */ new Int32Array(0),
			scores: void 0
		}
	};
	const before = await champion.readRows();
	if (before === void 0 || isRefusal(before)) return none;
	const ids = findColumn(before.table, "row_id");
	if (ids?.kind !== "text") return none;
	const places = new Map(Array.from(ids.codes, (code, place) => [ids.dictionary[code] ?? "", place]));
	const idOf = rowNamer(hashes);
	const rows = [];
	for (let row = 0; row < table.rows && rows.length < mostKnown; row++) if (places.has(idOf(row))) rows.push(row);
	return {
		rows,
		said: readPredicted(before.table, rows.map((row) => places.get(idOf(row))), target)
	};
}
/** How many rows are answered as before: the same number or probabilities but for rounding, else the same class. */
function countAlike(now, before) {
	const rows = before.predicted.length;
	const [own, kept] = now.scores !== void 0 && before.scores !== void 0 ? [now.scores, before.scores] : [now.predicted, before.predicted];
	const width = own.length / rows;
	let [low, high] = [Infinity, -Infinity];
	for (const value of kept) [low, high] = [Math.min(low, value), Math.max(high, value)];
	const most = kept instanceof Int32Array ? 0 : slack * Math.max(high - low, Math.abs(high) * .001);
	let alike = 0;
	for (let row = 0; row < rows; row++) {
		let isAlike = true;
		for (let at = row * width; at < (row + 1) * width; at++) if (!(Math.abs(own[at] - kept[at]) <= most)) isAlike = false;
		alike += Number(isAlike);
	}
	return alike;
}

export { predictByRuntime };