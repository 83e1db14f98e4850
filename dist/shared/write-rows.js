import { quoteField } from "./tables.js";

// src/program/progress.ts
/** Points and names that are kept at most. */
const mostPoints = 1e5;
const mostNames = 50;
/** Bytes of one line of progress. */
const longestLine = 65536;
/**
* A line of MLOPS_PROGRESS: `{"step": 10, "epoch": 1, "metrics": {"loss": 0.5}}`, or the metrics beside step and epoch.
* Undefined for what is no such line.
*/
function parseProgress(line) {
	if (line.length > 65536 || !line.trimStart().startsWith("{")) return void 0;
	let value;
	try {
		value = JSON.parse(line.replace(/([:,[]\s*)(?:NaN|-?Infinity)\b/g, "$1null"));
	} catch {
		return;
	}
	const { step, epoch, metrics, ...rest } = value;
	const numbers = Object.entries(typeof metrics === "object" && metrics !== null ? metrics : rest).filter((entry) => typeof entry[1] === "number" && Number.isFinite(entry[1])).slice(0, mostNames);
	if (numbers.length === 0 && typeof step !== "number" && typeof epoch !== "number") return void 0;
	return {
		step: typeof step === "number" ? step : void 0,
		epoch: typeof epoch === "number" ? epoch : void 0,
		metrics: Object.fromEntries(numbers)
	};
}
/** Takes points as they come, and gives curves of at most some hundred positions. */
function collectProgress() {
	const curves = /* @__PURE__ */ new Map();
	let count = 0;
	return {
		count: () => count,
		add({ step, epoch, metrics }) {
			count++;
			if (count > mostPoints) return;
			for (const [name, value] of Object.entries(metrics)) {
				if (!curves.has(name) && curves.size >= mostNames) continue;
				const curve = curves.get(name) ?? {
					name,
					unit: step === void 0 ? "epoch" : "step",
					at: [],
					values: []
				};
				curves.set(name, curve);
				curve.at.push((curve.unit === "step" ? step : epoch) ?? curve.at.length);
				curve.values.push(value);
			}
		},
		curves: () => [...curves.values()].map(thin)
	};
}
const mostPositions = 200;
/** A curve at so many of its positions as a chart can show. */
function thin(curve) {
	const { length } = curve.at;
	if (length <= mostPositions) return curve;
	const kept = Array.from({ length: mostPositions }, (_, index) => Math.round(index * (length - 1) / 199));
	return {
		...curve,
		at: kept.map((index) => curve.at[index]),
		values: kept.map((index) => curve.values[index])
	};
}

// src/program/render-rows.ts
/**
* Rows of a table as CSV with a first column of identities, in chunks of some thousand rows. Cells read back as the same
* values: numbers in their shortest form, dates by ISO 8601, cells that did not fit their column's type as they were;
* missing ones are empty.
*/
function* renderRows(table, { rows, ids, idColumn }) {
	const encoder = new TextEncoder();
	const cells = table.columns.map(cellReader);
	let lines = [[idColumn, ...table.columns.map(({ name }) => quoteField(name))].join(",")];
	for (const row of rows) {
		let line = ids[row];
		for (const cell of cells) line += `,${cell(row)}`;
		lines.push(line);
		if (lines.length < 5e3) continue;
		yield encoder.encode(`${lines.join("\n")}\n`);
		lines = [];
	}
	if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}
function cellReader(column) {
	if (column.kind === "text") {
		const quoted = column.dictionary.map(quoteField);
		return (row) => quoted[column.codes[row]] ?? "";
	}
	const invalid = new Map(column.invalid.map(({ row, text }) => [row, text]));
	const render = rendererOf(column);
	return (row) => {
		const value = column.values[row];
		return Number.isNaN(value) ? quoteField(invalid.get(row) ?? "") : render(value);
	};
}
function rendererOf({ type }) {
	switch (type) {
		case "boolean": return (value) => String(value === 1);
		case "date": return (value) => new Date(value).toISOString().slice(0, 10);
		case "datetime": return (value) => new Date(value).toISOString();
		default: return String;
	}
}

// src/actions/write-rows.ts
/** Writes rows of a table for a program to read. */
function writeRows({ files }, file, table, rows) {
	return files.write(file, inTurn(renderRows(table, rows)));
}
async function* inTurn(chunks) {
	yield* chunks;
}

export { collectProgress, longestLine, parseProgress, thin, writeRows };