import { UserError } from "./core.js";
import { bytesField, integerField, join, messageField, textField } from "./model.js";
import { literal, object, string } from "./vendor-zod.js";
import { readFields, readPacked } from "./onnx.js";
import { labelFinder } from "./evaluating.js";
import { findColumn, placeOfRow } from "./data.js";
import { nativePackages } from "./services.js";
import { listFolder } from "./dividing.js";

// src/onnx/model-outputs.ts
const utf8 = new TextDecoder();
/**
* Reads what an ONNX file says of its classes, by the attributes of its operators (`classlabels_strings`,
* `classlabels_int64s`, \u2026; ONNX-ML operator set 5). Throws RangeError where the bytes are none.
*/
function readClassOutputs(bytes) {
	const nodes = [];
	const outputs = /* @__PURE__ */ new Set();
	let isOwn = false;
	for (const { number, bytes: part } of readFields(bytes)) {
		if (number === 14 && textOf(part, 1) === "mlops") isOwn = true;
		if (number !== 7) continue;
		for (const field of readFields(part)) {
			if (field.number === 1) nodes.push(readNode(field.bytes));
			if (field.number === 12) outputs.add(textOf(field.bytes, 1));
		}
	}
	const zips = nodes.filter(({ op, outputs: made }) => op === "ZipMap" && outputs.has(made[0] ?? ""));
	const told = (zips.length > 0 ? zips : nodes).map(({ labels }) => labels).filter((each) => each.length > 0);
	const isOne = told.length > 0 && told.every((each) => each.join("\0") === told[0].join("\0"));
	return {
		isOwn,
		labels: isOne ? told[0] : void 0,
		maps: new Map(zips.map(({ inputs, outputs: made }) => [made[0], inputs[0]]))
	};
}
/**
* The same model with more outputs: float tensors that it has inside. A message that comes twice in a protobuf is one
* (protobuf.dev/programming-guides/encoding, "Last One Wins"), so that nothing of the file is written anew.
*/
function withOutputs(bytes, names) {
	const floats = messageField(2, messageField(1, integerField(1, 1)));
	const added = [...names].map((name) => {
		const value = join({
			pieces: [...textField(1, name).pieces, ...floats.pieces],
			length: textField(1, name).length + floats.length
		});
		return join(messageField(7, bytesField(12, value)));
	});
	return Buffer.concat([bytes, ...added]);
}
function readNode(bytes) {
	const node = {
		op: "",
		inputs: [],
		outputs: [],
		labels: []
	};
	for (const { number, bytes: part } of readFields(bytes)) {
		if (number === 1) node.inputs.push(utf8.decode(part));
		if (number === 2) node.outputs.push(utf8.decode(part));
		if (number === 4) node.op = utf8.decode(part);
		if (number === 5 && textOf(part, 1).startsWith("classlabels_")) node.labels = node.labels.concat(readLabels(part));
	}
	return node;
}
function readLabels(bytes) {
	return [...readFields(bytes)].flatMap((field) => {
		if (field.number === 9) return [utf8.decode(field.bytes)];
		return field.number === 8 ? integersOf(field).map(String) : [];
	});
}
/** Packed or not. */
function integersOf({ integer, bytes }) {
	return bytes.length > 0 ? readPacked(bytes) : [integer];
}
/** The first text of a field. */
function textOf(bytes, wanted) {
	for (const { number, bytes: part } of readFields(bytes)) if (number === wanted) return utf8.decode(part);
	return "";
}

// src/onnx/foreign-feeds.ts
/**
* How a model's inputs are made of a table: an input a column of that name, or one matrix of numbers, as skl2onnx writes
* both. Throws UserError where that is not told for certain.
*/
function planFeeds(inputs, readable) {
	const { table } = readable;
	const fixed = inputs.find(({ shape }) => shape[0] !== void 0);
	if (fixed !== void 0) throw unclear(`its input "${fixed.name}" has a fixed number of rows`);
	const columns = inputs.map(({ name }) => findColumn(table, name));
	if (inputs.every(({ shape }, at) => columns[at] && isSingle(shape))) return (rows) => new Map(inputs.map((input, at) => [input.name, columnTensor(table, input, columns[at], rows)]));
	const [matrix, ...others] = inputs;
	if (matrix === void 0 || others.length > 0 || matrix.shape.length !== 2) {
		const lost = inputs.find((_, at) => columns[at] === void 0);
		throw unclear(lost === void 0 ? "an input has more than one value a row, and there are other inputs" : `"${table.source}" has no column for its input "${lost.name}"`);
	}
	const read = matrixColumns(matrix, readable);
	return (rows) => /* @__PURE__ */ new Map([[matrix.name, matrixTensor(table, matrix, read, rows)]]);
}
/** Why a model of another maker cannot be asked. */
function unclear(why) {
	return new UserError(`Cannot ask the model: ${why}`, { hint: "Set train.predict_command: a program of yours that predicts with it" });
}
function isSingle(shape) {
	return shape.length === 1 || shape.length === 2 && shape[1] === 1;
}
/** All features, or all that do not name or weigh a row: whichever are as many as the matrix has. */
function matrixColumns({ name, shape }, { table, features, roles }) {
	const plain = features.filter((each) => !roles.includes(each));
	const choices = plain.length === features.length ? [features] : [features, plain];
	const width = shape[1];
	const fitting = choices.filter((each) => width === void 0 || each.length === width);
	if (fitting.length !== 1) throw unclear(fitting.length > 1 ? `its input "${name}" does not say how many columns it has` : `its input "${name}" has ${width} columns, and the data ${choices.map(({ length }) => length).join(" or ")}`);
	return fitting[0].map((each) => {
		const column = findColumn(table, each);
		if (column === void 0) throw unclear(`"${table.source}" has no column "${each}"`);
		if (column.kind === "numeric" && [
			"integer",
			"number",
			"boolean"
		].includes(column.type)) return column;
		throw unclear(`its input "${name}" is a matrix of numbers, and column "${each}" is ${column.type}`);
	});
}
function matrixTensor(table, input, columns, rows) {
	const cells = new Float64Array(rows.length * columns.length);
	for (const [place, { values }] of columns.entries()) for (let at = 0; at < rows.length; at++) cells[at * columns.length + place] = values[rows[at]];
	const rowOf = (at) => rows[Math.floor(at / columns.length)];
	return {
		...typed(table, input, cells, rowOf),
		dims: [rows.length, columns.length]
	};
}
function columnTensor(table, input, column, rows) {
	const { name, type, shape } = input;
	const dims = shape.length === 1 ? [rows.length] : [rows.length, 1];
	if (type === "string" && column.kind === "text") {
		const textOf = (row) => column.dictionary[column.codes[row]] ?? "";
		return {
			type,
			dims,
			data: Array.from(rows, textOf)
		};
	}
	const isNumber = column.kind === "numeric" && [
		"integer",
		"number",
		"boolean"
	].includes(column.type);
	if (type === "string" || column.kind === "text" || !isNumber) throw new UserError(`Cannot ask the model: column "${name}" of "${table.source}" is ${column.type}, but its input is ${type ?? "no tensor"}`, {
		file: table.source,
		hint: `Declare its type: data.columns.${name}.type: ${type === "string" ? "text" : "number"}`
	});
	return {
		...typed(table, input, Float64Array.from(rows, (row) => column.values[row]), (at) => rows[at]),
		dims
	};
}
/** Numbers as the type of an input. Throws UserError where a value is missing, or a fraction, that the type has none of. */
function typed(table, { name, type }, cells, rowOf) {
	if (type === "float64") return {
		type,
		data: cells
	};
	if (type === "float32") return {
		type,
		data: Float32Array.from(cells)
	};
	if (type !== "int64" && type !== "int32" && type !== "bool") throw unclear(`its input "${name}" is ${type ?? "no tensor"}, which no column is`);
	const at = cells.findIndex((value) => !Number.isSafeInteger(value));
	if (at >= 0) {
		const { file, line } = placeOfRow(table, rowOf(at));
		throw new UserError(`Cannot ask the model: its input "${name}" takes whole numbers, and a row has ${Number.isNaN(cells[at]) ? "a missing value" : "a fraction"}`, {
			file,
			...line !== void 0 && { line }
		});
	}
	if (type === "int64") return {
		type,
		data: BigInt64Array.from(cells, BigInt)
	};
	return {
		type,
		data: type === "int32" ? Int32Array.from(cells) : Uint8Array.from(cells, (value) => Number(value !== 0))
	};
}

// src/onnx/predict-foreign.ts
const blockRows = 8192;
/**
* What a model of another maker predicts, by a runtime that has loaded it. Throws UserError where its inputs or outputs do
* not tell for certain what they are.
*/
async function predictForeign(session, known, question) {
	const { table, rows = Uint32Array.from({ length: table.rows }, (_, row) => row) } = question;
	const feed = planFeeds(session.inputs, question);
	const { label, numbers } = chooseOutputs(session.outputs, known, question.task);
	const asked = [label, numbers].filter((each) => each !== void 0);
	const labels = [];
	const parts = [];
	let width = 0;
	for (let from = 0; from < rows.length; from += blockRows) {
		const block = rows.subarray(from, from + blockRows);
		const given = await session.run(feed(block), asked);
		if (label !== void 0) labels.push(...labelsOf(given.shift(), block.length, label));
		if (numbers === void 0) continue;
		const values = numbersOf(given[0], block.length, numbers);
		width = values.length / block.length;
		parts.push(values);
	}
	const values = joined(parts);
	if (label === void 0) {
		if (width > 1) throw unclear(`its output "${numbers}" has ${width} numbers a row`);
		return {
			outputs: 1,
			values,
			labels: void 0,
			classes: void 0
		};
	}
	const classes = numbers === void 0 ? void 0 : classesOf(known, question, {
		labels,
		values,
		width
	});
	return classes === void 0 ? {
		outputs: 0,
		values: /* @__PURE__ */ new Float64Array(0),
		labels,
		classes
	} : {
		outputs: width,
		values,
		labels,
		classes
	};
}
/** The output with the class, and the one with the probabilities or the number. */
function chooseOutputs(outputs, { maps }, task) {
	const labels = outputs.filter(({ type, shape }) => isLabel(type) && isFlat(shape));
	const floats = outputs.filter(({ type }) => type === "float32" || type === "float64");
	if (task === "regression" || task === void 0 && labels.length === 0) {
		if (floats.length !== 1) throw unclear(`${floats.length} of its outputs are numbers, not one`);
		return {
			label: void 0,
			numbers: floats[0].name
		};
	}
	if (labels.length !== 1) throw unclear(`${labels.length} of its outputs are classes, not one`);
	const ofMaps = floats.filter(({ name }) => [...maps.values()].includes(name));
	const likely = ofMaps.length > 0 ? ofMaps : floats;
	return {
		label: labels[0].name,
		numbers: likely.length === 1 ? likely[0].name : void 0
	};
}
function isLabel(type) {
	return type !== void 0 && [
		"int64",
		"int32",
		"string",
		"bool"
	].includes(type);
}
function isFlat(shape) {
	return shape.length < 2 || shape.length === 2 && (shape[1] ?? 1) === 1;
}
function labelsOf({ type, data }, rows, name) {
	if (data.length !== rows) throw unclear(`its output "${name}" is not one class a row`);
	return Array.from(data, (each) => String(type === "bool" ? each === 1 : each));
}
function numbersOf({ data }, rows, name) {
	if (data.length === 0 || data.length % rows !== 0 || !(data instanceof Float32Array || data instanceof Float64Array)) throw unclear(`its output "${name}" is not as many numbers for each row`);
	const values = Float64Array.from(data);
	if (!values.every(Number.isFinite)) throw unclear(`its output "${name}" is not a finite number for every row`);
	return values;
}
/**
* The classes of the probabilities: as the file says, else in the order that scikit-learn has them, where the class of
* the highest probability is then the one that was predicted for every row. Undefined where it is not: then the classes
* alone count.
*/
function classesOf({ labels: told }, { classes }, { labels, values, width }) {
	if (told !== void 0) return told.length === width ? told : void 0;
	const sorted = [...classes ?? new Set(labels)].sort(byNumberOrCode);
	if (sorted.length !== width) return void 0;
	const find = labelFinder(sorted);
	return labels.every((label, row) => {
		const code = find(label);
		const highest = Math.max(...values.subarray(row * width, (row + 1) * width));
		return code !== void 0 && values[row * width + code] === highest;
	}) ? sorted : void 0;
}
function byNumberOrCode(a, b) {
	const difference = Number(a) - Number(b);
	if (a.trim() !== "" && b.trim() !== "" && Number.isFinite(difference)) return difference;
	return a < b ? -1 : Number(a > b);
}
function joined(parts) {
	const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

// src/actions/ask-runtime.ts
/** Where a model's file is told, see program-files.ts. */
const told = object({
	kind: literal("onnx"),
	file: string()
});
/** The largest model that is loaded. */
const mostBytes = 5e8;
/** The ONNX file of a model's folder, whoever made it; undefined where there is none, or one of several. */
async function findOnnx({ files }, folder) {
	const { base, names } = await listFolder(files, folder);
	const program = names.includes("mlops_program.json") ? told.safeParse(parseJson(await files.read(`${base}/mlops_program.json`))) : void 0;
	const found = names.filter((name) => program?.success ? name === program.data.file : name.endsWith(".onnx"));
	return found.length === 1 ? `${base}/${found[0]}` : void 0;
}
/** Whether an ONNX file is not one of this project. */
async function isForeign({ files }, file) {
	return !readOutputs(await files.readBytes(file), file).isOwn;
}
/**
* What an ONNX model of any maker predicts, by ONNX Runtime, which is fetched at its first use. Throws UserError where it
* cannot be had, or the model does not tell how to ask it.
*/
async function askRuntime({ files, natives, onnxRuntime, signal }, file, question) {
	if ((await files.size(file) ?? 0) > mostBytes) throw new UserError("Cannot ask the model: it is larger than 500 MB", { file });
	const content = await files.readBytes(file);
	const outputs = readOutputs(content, file);
	const folder = await natives.locate(nativePackages.onnxruntime, question.from);
	const model = withOutputs(content, outputs.maps.values());
	const session = await onnxRuntime.open({
		folder,
		model,
		signal
	});
	try {
		return await predictForeign(session, outputs, question);
	} finally {
		session.close();
	}
}
function readOutputs(content, file) {
	try {
		return readClassOutputs(content);
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw new UserError(`Cannot read "${file}": it is no ONNX file (${cause.message})`, {
			file,
			cause
		});
	}
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

export { askRuntime, findOnnx, isForeign };