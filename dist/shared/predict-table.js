import { UserError, didYouMean, listFirst, nearest } from "./core.js";
import { findColumn } from "./data.js";
import { readFields, readPacked } from "./onnx.js";
import { _enum, array, object, string } from "./vendor-zod.js";
import { exp, log } from "./numbers.js";
import { applyLink, predictTreesOn, sigmoid } from "./learn.js";

// src/onnx/tensor.ts
/** TensorProto.DataType. */
const elementTypes = {
	1: "float",
	2: "uint8",
	6: "int32",
	7: "int64",
	8: "string",
	9: "bool",
	11: "double"
};
/** Elements that a tensor may have: what a graph asks for beyond is refused. */
const mostElements = 2 ** 28;
/** Number of elements of a shape. Throws RangeError for one that is too large. */
function sizeOf(shape) {
	const size = shape.reduce((product, each) => product * each, 1);
	if (!(size >= 0 && size <= mostElements)) throw new RangeError(`a tensor of shape ${shape.join(" \u00d7 ")}`);
	return size;
}
/** A tensor of numbers; float32 ones are rounded. */
function numbers(type, shape, data) {
	if (data.length !== sizeOf(shape)) throw new RangeError(`${data.length} numbers of shape ${shape.join(" \u00d7 ")}`);
	if (type === "float") for (let at = 0; at < data.length; at++) data[at] = Math.fround(data[at]);
	return {
		type,
		shape,
		data
	};
}
/** A tensor of texts. */
function texts(shape, data) {
	if (data.length !== sizeOf(shape)) throw new RangeError(`${data.length} texts of shape ${shape.join(" \u00d7 ")}`);
	return {
		type: "string",
		shape,
		data
	};
}
/** Some elements of a tensor by their places, in a new shape. */
function pick(tensor, shape, places) {
	const count = sizeOf(shape);
	const { length } = tensor.data;
	for (let at = 0; at < count; at++) if (!(places[at] >= 0 && places[at] < length)) throw new RangeError(`element ${places[at]} of ${length}`);
	if (tensor.type === "string") return {
		...tensor,
		shape,
		data: Array.from({ length: count }, (_, at) => tensor.data[places[at]])
	};
	const data = new Float64Array(count);
	for (let at = 0; at < count; at++) data[at] = tensor.data[places[at]];
	return {
		...tensor,
		shape,
		data
	};
}
/** The numbers of a tensor. Throws TypeError for texts. */
function asNumbers(tensor) {
	if (tensor === void 0 || tensor.type === "string") throw new TypeError("numbers are needed");
	return tensor;
}
/** The texts of a tensor. Throws TypeError for numbers. */
function asTexts(tensor) {
	if (tensor?.type !== "string") throw new TypeError("texts are needed");
	return tensor;
}

// src/onnx/parse-model.ts
const utf8 = new TextDecoder();
/** Parses an ONNX file (onnx.proto, IR version 10). Throws UserError for what is none. */
function parseModel(bytes, source) {
	const file = {
		inputs: [],
		outputs: [],
		nodes: [],
		constants: /* @__PURE__ */ new Map(),
		metadata: /* @__PURE__ */ new Map()
	};
	try {
		for (const { number, bytes: part } of readFields(bytes)) {
			if (number === 7) parseGraph(part, file);
			if (number === 14) file.metadata.set(...parseEntry(part));
		}
	} catch (cause) {
		if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
		throw new UserError(`Cannot read "${source}": it is no ONNX file (${cause.message})`, {
			file: source,
			cause
		});
	}
	if (file.outputs.length === 0) throw new UserError(`Cannot read "${source}": it is no ONNX file, it has no outputs`, { file: source });
	return file;
}
function parseGraph(bytes, file) {
	for (const { number, bytes: part } of readFields(bytes)) {
		if (number === 1) file.nodes.push(parseNode(part));
		if (number === 5) {
			const { name, tensor } = parseTensor(part);
			file.constants.set(name, tensor);
		}
		if (number === 11) file.inputs.push(parseValue(part));
		if (number === 12) file.outputs.push(parseValue(part));
	}
}
function parseEntry(bytes) {
	const fields = [...readFields(bytes)];
	return [textOf(fields, 1), textOf(fields, 2)];
}
function textOf(fields, number) {
	return utf8.decode(fields.find((field) => field.number === number)?.bytes);
}
function parseNode(bytes) {
	const node = {
		op: "",
		inputs: [],
		outputs: [],
		attributes: /* @__PURE__ */ new Map()
	};
	for (const { number, bytes: part } of readFields(bytes)) {
		if (number === 1) node.inputs.push(utf8.decode(part));
		if (number === 2) node.outputs.push(utf8.decode(part));
		if (number === 4) node.op = utf8.decode(part);
		if (number === 5) node.attributes.set(...parseAttribute(part));
	}
	return node;
}
function parseAttribute(bytes) {
	let name = "";
	const value = {
		integer: 0,
		float: 0,
		text: "",
		integers: [],
		floats: [],
		texts: [],
		tensor: void 0
	};
	for (const { number, integer, bytes: part } of readFields(bytes)) {
		if (number === 1) name = utf8.decode(part);
		if (number === 2) value.float = floatsOf(part)[0] ?? 0;
		if (number === 3) value.integer = integer;
		if (number === 4) value.text = utf8.decode(part);
		if (number === 5) value.tensor = parseTensor(part).tensor;
		if (number === 7) value.floats = [...value.floats, ...floatsOf(part)];
		if (number === 8) value.integers = part.length > 0 ? readPacked(part) : [...value.integers, integer];
		if (number === 9) value.texts.push(utf8.decode(part));
	}
	return [name, value];
}
function parseValue(bytes) {
	const fields = [...readFields(bytes)];
	const type = bytesOf(fields, 2);
	const tensor = type && bytesOf([...readFields(type)], 1);
	const element = tensor && [...readFields(tensor)].find(({ number }) => number === 1)?.integer;
	return {
		name: textOf(fields, 1),
		type: elementOf(element ?? 0)
	};
}
function bytesOf(fields, number) {
	return fields.find((field) => field.number === number)?.bytes;
}
function elementOf(code) {
	const type = elementTypes[code];
	if (type === void 0) throw new TypeError(`element type ${code}`);
	return type;
}
function parseTensor(bytes) {
	let shape = [];
	let [name, code] = ["", 0];
	let raw = /* @__PURE__ */ new Uint8Array(0);
	const strings = [];
	for (const { number, integer, bytes: part } of readFields(bytes)) {
		if (number === 1) shape = part.length > 0 ? readPacked(part) : [...shape, integer];
		if (number === 2) code = integer;
		if (number === 6) strings.push(utf8.decode(part));
		if (number === 8) name = utf8.decode(part);
		if (number === 9) raw = part;
	}
	const type = elementOf(code);
	if (type === "string") return {
		name,
		tensor: texts(shape, strings)
	};
	return {
		name,
		tensor: numbers(type, shape, rawNumbers(type, raw, sizeOf(shape)))
	};
}
function rawNumbers(type, raw, count) {
	const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
	const [bytes, readAt] = {
		float: [4, (at) => view.getFloat32(at, true)],
		double: [8, (at) => view.getFloat64(at, true)],
		int32: [4, (at) => view.getInt32(at, true)],
		int64: [8, (at) => Number(view.getBigInt64(at, true))],
		uint8: [1, (at) => view.getUint8(at)],
		bool: [1, (at) => view.getUint8(at)]
	}[type];
	if (raw.length !== count * bytes) throw new RangeError(`${raw.length} bytes for ${count} of ${type}`);
	const values = new Float64Array(count);
	for (let at = 0; at < count; at++) values[at] = readAt(at * bytes);
	return values;
}
function floatsOf(raw) {
	const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
	return Array.from({ length: raw.length >> 2 }, (_, at) => view.getFloat32(at * 4, true));
}

// src/onnx/elementwise.ts
/** The shape that two shapes have together. Throws RangeError where they do not fit. */
function broadcastShape(a, b) {
	const rank = Math.max(a.length, b.length);
	return Array.from({ length: rank }, (_, axis) => {
		const x = a[axis - rank + a.length] ?? 1;
		const y = b[axis - rank + b.length] ?? 1;
		if (x !== y && x !== 1 && y !== 1) throw new RangeError(`shapes ${a.join(" \u00d7 ")} and ${b.join(" \u00d7 ")}`);
		return x === 1 ? y : x;
	});
}
/** Where in a tensor of `from` each element of a broadcast `to` is. */
function broadcastPlaces(from, to) {
	if (from.reduce((product, each) => product * each, 1) === 1) return () => 0;
	if (from.length === to.length && from.every((each, axis) => each === to[axis])) return (at) => at;
	const steps = to.map(() => 0);
	for (let axis = from.length - 1, step = 1; axis >= 0; axis--) {
		if (from[axis] !== 1) steps[axis + to.length - from.length] = step;
		step *= from[axis];
	}
	return (at) => {
		let place = 0;
		for (let axis = to.length - 1, rest = at; axis >= 0; axis--) {
			place += rest % to[axis] * steps[axis];
			rest = Math.floor(rest / to[axis]);
		}
		return place;
	};
}
function unary(type, of) {
	return ([given]) => {
		const tensor = asNumbers(given);
		return numbers(type === "same" ? tensor.type : type, tensor.shape, tensor.data.map(of));
	};
}
function binary(type, of) {
	return (inputs) => {
		const [a, b] = [asNumbers(inputs[0]), asNumbers(inputs[1])];
		const shape = broadcastShape(a.shape, b.shape);
		const [first, second] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
		const data = new Float64Array(sizeOf(shape));
		for (let at = 0; at < data.length; at++) data[at] = of(a.data[first(at)], b.data[second(at)]);
		return numbers(type === "same" ? a.type : type, shape, data);
	};
}
const equal = (inputs, attributes) => {
	const [a, b] = inputs;
	if (a?.type !== "string" || b?.type !== "string") return binary("bool", (x, y) => Number(x === y))(inputs, attributes);
	const shape = broadcastShape(a.shape, b.shape);
	const [first, second] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
	const data = new Float64Array(sizeOf(shape));
	for (let at = 0; at < data.length; at++) data[at] = Number(a.data[first(at)] === b.data[second(at)]);
	return numbers("bool", shape, data);
};
const where = ([given, a, b]) => {
	const condition = asNumbers(given);
	if (a === void 0 || b === void 0) throw new TypeError("two values are needed");
	const shape = broadcastShape(condition.shape, broadcastShape(a.shape, b.shape));
	const holds = broadcastPlaces(condition.shape, shape);
	const [first, second] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
	const size = sizeOf(shape);
	if (a.type === "string" && b.type === "string") {
		const choose = (at) => condition.data[holds(at)] ? a.data[first(at)] : b.data[second(at)];
		return texts(shape, Array.from({ length: size }, (_, at) => choose(at)));
	}
	const [x, y] = [asNumbers(a), asNumbers(b)];
	const data = new Float64Array(size);
	for (let at = 0; at < size; at++) data[at] = condition.data[holds(at)] ? x.data[first(at)] : y.data[second(at)];
	return numbers(x.type, shape, data);
};
const cast = ([given], attributes) => {
	const tensor = asNumbers(given);
	const type = elementTypes[attributes.get("to")?.integer ?? 0];
	if (type === void 0 || type === "string") throw new TypeError("a cast to numbers is needed");
	const of = type === "bool" ? (value) => Number(value !== 0) : type === "int64" || type === "int32" || type === "uint8" ? Math.trunc : (value) => value;
	return numbers(type, tensor.shape, tensor.data.map(of));
};
/** To the nearest integer, halves to the even one. */
function roundEven(value) {
	const rounded = Math.round(value);
	return Math.abs(value - Math.trunc(value)) === .5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
/** The operators that treat each element for itself (ONNX operator set 21). */
const elementwise = {
	Abs: unary("same", Math.abs),
	Ceil: unary("same", Math.ceil),
	Cos: unary("same", Math.cos),
	Exp: unary("same", exp),
	Floor: unary("same", Math.floor),
	Identity: ([value]) => value ?? [],
	IsInf: unary("bool", (value) => Number(value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)),
	IsNaN: unary("bool", (value) => Number(Number.isNaN(value))),
	Log: unary("same", log),
	Neg: unary("same", (value) => -value),
	Not: unary("bool", (value) => 1 - value),
	Round: unary("same", roundEven),
	Sigmoid: unary("same", sigmoid),
	Sign: unary("same", Math.sign),
	Sin: unary("same", Math.sin),
	Sqrt: unary("same", Math.sqrt),
	Add: binary("same", (a, b) => a + b),
	And: binary("bool", (a, b) => a & b),
	Div: binary("same", (a, b) => a / b),
	Equal: equal,
	Greater: binary("bool", (a, b) => Number(a > b)),
	GreaterOrEqual: binary("bool", (a, b) => Number(a >= b)),
	Less: binary("bool", (a, b) => Number(a < b)),
	LessOrEqual: binary("bool", (a, b) => Number(a <= b)),
	Max: binary("same", Math.max),
	Min: binary("same", Math.min),
	Mod: binary("same", (a, b) => a % b),
	Mul: binary("same", (a, b) => a * b),
	Or: binary("bool", (a, b) => a | b),
	Pow: binary("same", (a, b) => a ** b),
	Sub: binary("same", (a, b) => a - b),
	Cast: cast,
	Where: where
};

// src/onnx/reduce-operators.ts
/** Over the last axis of a matrix, or over a list. */
function reduce(of) {
	return ([value], attributes) => {
		const { type, shape, data } = asNumbers(value);
		const width = shape.at(-1) ?? 1;
		const rows = shape.length < 2 ? 1 : shape[0];
		const keeps = attributes.get("keepdims")?.integer !== 0;
		const reduced = Float64Array.from({ length: rows }, (_, row) => of(data.subarray(row * width, (row + 1) * width)));
		const outer = shape.length < 2 ? [] : [rows];
		return numbers(type, keeps ? [...outer, 1] : outer, reduced);
	};
}
const total = (values) => values.reduce((sum, each) => sum + each, 0);
const argMax = (inputs, attributes) => {
	const first = (values) => {
		let best = 0;
		for (let at = 1; at < values.length; at++) if (values[at] > values[best]) best = at;
		return best;
	};
	return {
		...reduce(first)(inputs, attributes),
		type: "int64"
	};
};
/** Over the last axis of a matrix, as `predict` has it. */
const softmax = ([value]) => {
	const { type, shape, data } = asNumbers(value);
	return numbers(type, shape, applyLink("softmax", data.slice(), shape.at(-1) ?? 1));
};
/** Of two matrices; sums go from the first column to the last. */
const matMul = (inputs) => {
	const [a, b] = [asNumbers(inputs[0]), asNumbers(inputs[1])];
	const [rows = 0, inner = 0] = a.shape;
	const [same, columns = 0] = b.shape;
	if (a.shape.length !== 2 || b.shape.length !== 2 || inner !== same) throw new RangeError("matrices do not fit");
	const data = new Float64Array(sizeOf([rows, columns]));
	for (let row = 0; row < rows; row++) for (let at = 0; at < inner; at++) {
		const value = a.data[row * inner + at];
		for (let column = 0; column < columns; column++) {
			const place = row * columns + column;
			data[place] = data[place] + value * b.data[at * columns + column];
		}
	}
	return numbers(a.type, [rows, columns], data);
};
/** The operators that make one number of many (ONNX operator set 21). */
const reduceOperators = {
	ArgMax: argMax,
	MatMul: matMul,
	ReduceL2: reduce((values) => Math.sqrt(values.reduce((sum, each) => sum + each * each, 0))),
	ReduceProd: reduce((values) => values.reduce((product, each) => product * each, 1)),
	ReduceSum: reduce(total),
	Softmax: softmax
};

// src/onnx/shape-operators.ts
const whole = (values) => numbers("int64", [values.length], Float64Array.from(values));
function given(tensor) {
	if (tensor === void 0) throw new TypeError("an input is missing");
	return tensor;
}
/** A list of places or sizes. */
function listOf(tensor) {
	return Array.from(asNumbers(tensor).data);
}
const reshape = ([value, shape]) => {
	const tensor = given(value);
	const wanted = listOf(shape);
	const rest = wanted.reduce((product, each) => each < 0 ? product : product * each, 1);
	const count = tensor.data.length;
	const sizes = wanted.map((each) => each < 0 ? count / Math.max(1, rest) : each);
	if (sizeOf(sizes) !== count) throw new RangeError(`${count} elements of shape ${sizes.join(" \u00d7 ")}`);
	return {
		...tensor,
		shape: sizes
	};
};
const unsqueeze = ([value, axes]) => {
	const tensor = given(value);
	const shape = [...tensor.shape];
	for (const axis of listOf(axes).sort((a, b) => a - b)) shape.splice(axis, 0, 1);
	return {
		...tensor,
		shape
	};
};
const expand = ([value, shape]) => {
	const tensor = given(value);
	const wide = broadcastShape(tensor.shape, listOf(shape));
	const placeOf = broadcastPlaces(tensor.shape, wide);
	return pick(tensor, wide, Array.from({ length: sizeOf(wide) }, (_, at) => placeOf(at)));
};
/** Along the first axis or the last one. */
const concat$1 = (inputs, attributes) => {
	const parts = inputs.map(given);
	const axis = attributes.get("axis")?.integer ?? 0;
	const shape = [...parts[0]?.shape ?? []];
	shape[axis] = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
	const outer = shape.slice(0, axis).reduce((product, each) => product * each, 1);
	const widths = parts.map((part) => part.data.length / Math.max(1, outer));
	if (parts.every((part) => part.type === "string")) {
		const rows = Array.from({ length: outer }, (_, row) => parts.flatMap((part, index) => part.data.slice(row * widths[index], (row + 1) * widths[index])));
		return texts(shape, rows.flat());
	}
	const data = new Float64Array(sizeOf(shape));
	const stride = outer === 0 ? 0 : data.length / outer;
	let first = 0;
	for (const [index, part] of parts.entries()) {
		const { data: from } = asNumbers(part);
		const width = widths[index];
		for (let row = 0; row < outer; row++) for (let at = 0; at < width; at++) data[row * stride + first + at] = from[row * width + at];
		first += width;
	}
	return numbers(asNumbers(parts[0]).type, shape, data);
};
/** Of a list. */
const slice = ([value, starts, ends]) => {
	const tensor = given(value);
	const { length } = tensor.data;
	const clamp = (place) => Math.min(length, Math.max(0, place < 0 ? place + length : place));
	const [from, to] = [clamp(listOf(starts)[0] ?? 0), clamp(listOf(ends)[0] ?? length)];
	const count = Math.max(0, to - from);
	return pick(tensor, [count], Array.from({ length: count }, (_, at) => from + at));
};
const gather = ([value, indices], attributes) => {
	const tensor = given(value);
	const places = asNumbers(indices);
	const axis = attributes.get("axis")?.integer ?? 0;
	if (!(axis >= 0 && axis < tensor.shape.length)) throw new RangeError(`axis ${axis} of Gather`);
	const [before, after] = [tensor.shape.slice(0, axis), tensor.shape.slice(axis + 1)];
	const length = tensor.shape[axis];
	const width = sizeOf(after);
	const shape = [
		...before,
		...places.shape,
		...after
	];
	const all = new Float64Array(sizeOf(shape));
	let next = 0;
	for (let outer = 0; outer < sizeOf(before); outer++) for (const place of places.data) for (let at = 0; at < width; at++) all[next++] = (outer * length + (place < 0 ? place + length : place)) * width + at;
	return pick(tensor, shape, all);
};
/** Single elements by all of their coordinates. */
const gatherNd = ([value, indices]) => {
	const tensor = given(value);
	const places = asNumbers(indices);
	const rank = tensor.shape.length;
	const count = places.shape[0] ?? 0;
	if (places.shape.length !== 2 || count > 0 && places.shape[1] !== rank) throw new RangeError("GatherND of elements");
	const found = new Float64Array(count);
	for (let index = 0; index < count; index++) for (let axis = 0; axis < rank; axis++) found[index] = found[index] * tensor.shape[axis] + places.data[index * rank + axis];
	return pick(tensor, [count], found);
};
/** Of a list. */
const compress = ([value, condition]) => {
	const kept = [];
	for (const [place, holds] of asNumbers(condition).data.entries()) if (holds) kept.push(place);
	return pick(given(value), [kept.length], kept);
};
const nonZero = ([value]) => {
	const { shape, data } = asNumbers(value);
	const found = [];
	for (const [place, each] of data.entries()) if (each) found.push(place);
	const rank = shape.length;
	const places = new Float64Array(rank * found.length);
	for (const [index, place] of found.entries()) for (let axis = rank - 1, rest = place; axis >= 0; axis--) {
		places[axis * found.length + index] = rest % shape[axis];
		rest = Math.floor(rest / shape[axis]);
	}
	return numbers("int64", [rank, found.length], places);
};
/** Of a matrix. */
const transpose = ([value]) => {
	const tensor = given(value);
	const [rows = 1, columns = 1] = tensor.shape;
	if (tensor.shape.length !== 2) throw new RangeError("a matrix is needed");
	const placeOf = (_, at) => at % rows * columns + Math.floor(at / rows);
	return pick(tensor, [columns, rows], Array.from({ length: rows * columns }, placeOf));
};
const constantOfShape = ([shape], attributes) => {
	const value = asNumbers(attributes.get("value")?.tensor);
	const sizes = listOf(shape);
	return numbers(value.type, sizes, new Float64Array(sizeOf(sizes)).fill(value.data[0] ?? 0));
};
/** Of lists. */
const scatterElements = ([value, indices, updates]) => {
	const tensor = asNumbers(value);
	const data = tensor.data.slice();
	const news = asNumbers(updates).data;
	for (const [index, place] of asNumbers(indices).data.entries()) {
		if (!(place >= 0 && place < data.length)) throw new RangeError(`element ${place} of ${data.length}`);
		data[place] = news[index];
	}
	return numbers(tensor.type, tensor.shape, data);
};
const unique = ([value]) => {
	const { type, data } = asNumbers(value);
	const counts = /* @__PURE__ */ new Map();
	for (const [place, each] of data.entries()) {
		const found = counts.get(each);
		if (found === void 0) counts.set(each, {
			first: place,
			count: 1
		});
		else found.count++;
	}
	const sorted = [...counts].sort(([a], [b]) => a - b);
	const ranks = new Map(sorted.map(([each], rank) => [each, rank]));
	return [
		numbers(type, [sorted.length], Float64Array.from(sorted, ([each]) => each)),
		whole(sorted.map(([, { first }]) => first)),
		whole(Array.from(data, (each) => ranks.get(each))),
		whole(sorted.map(([, { count }]) => count))
	];
};
/** The operators that arrange elements (ONNX operator set 21). */
const shapeOperators = {
	Compress: compress,
	Concat: concat$1,
	ConstantOfShape: constantOfShape,
	Expand: expand,
	Gather: gather,
	GatherND: gatherNd,
	NonZero: nonZero,
	Reshape: reshape,
	ScatterElements: scatterElements,
	Shape: ([value]) => whole(given(value).shape),
	Slice: slice,
	Transpose: transpose,
	Unique: unique,
	Unsqueeze: unsqueeze
};

// src/onnx/text-operators.ts
const normalize = ([value], attributes) => {
	const { shape, data } = asTexts(value);
	if (attributes.get("case_change_action")?.text !== "LOWER" || attributes.get("locale")?.text !== "C") throw new TypeError("only A to Z in lower case");
	return texts(shape, data.map((text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())));
};
/** At a delimiter; empty texts stand behind the parts of shorter ones. */
const split = ([value], attributes) => {
	const { shape, data } = asTexts(value);
	const delimiter = attributes.get("delimiter")?.text ?? "";
	if (delimiter === "") throw new TypeError("a delimiter is needed");
	const parts = data.map((text) => text === "" ? [] : text.split(delimiter));
	const width = parts.reduce((most, each) => Math.max(most, each.length), 0);
	const wide = [...shape, width];
	sizeOf(wide);
	return [texts(wide, parts.flatMap((each) => Array.from({ length: width }, (_, at) => each[at] ?? ""))), numbers("int64", shape, Float64Array.from(parts, (each) => each.length))];
};
const concat = ([first, second]) => {
	const [a, b] = [asTexts(first), asTexts(second)];
	const shape = broadcastShape(a.shape, b.shape);
	const [left, right] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
	return texts(shape, Array.from({ length: sizeOf(shape) }, (_, at) => a.data[left(at)] + b.data[right(at)]));
};
/** The one pattern that our models have: at least so many characters. */
const fullMatch = ([value], attributes) => {
	const least = /^\(\?s\)\.\{(\d+),\}$/.exec(attributes.get("pattern")?.text ?? "")?.[1];
	if (least === void 0) throw new TypeError("only the number of characters can be asked");
	const { shape, data } = asTexts(value);
	return numbers("bool", shape, Float64Array.from(data, (text) => Number([...text].length >= Number(least))));
};
const oneHot = ([value], attributes) => {
	const { shape, data } = asTexts(value);
	const categories = attributes.get("cats_strings")?.texts ?? [];
	const places = new Map(categories.map((text, place) => [text, place]));
	const wide = new Float64Array(sizeOf([...shape, categories.length]));
	for (const [row, text] of data.entries()) {
		const place = places.get(text);
		if (place !== void 0) wide[row * categories.length + place] = 1;
	}
	return numbers("float", [...shape, categories.length], wide);
};
/** Texts to whole numbers. */
const labels = ([value], attributes) => {
	const { shape, data } = asTexts(value);
	const codes = attributes.get("values_int64s")?.integers ?? [];
	const keys = attributes.get("keys_strings")?.texts ?? [];
	const places = new Map(keys.map((text, place) => [text, codes[place] ?? 0]));
	const other = attributes.get("default_int64")?.integer ?? -1;
	return numbers("int64", shape, Float64Array.from(data, (text) => places.get(text) ?? other));
};
/** The operators of texts (ONNX operator set 21, and 5 of ai.onnx.ml). */
const textOperators = {
	LabelEncoder: labels,
	OneHotEncoder: oneHot,
	RegexFullMatch: fullMatch,
	StringConcat: concat,
	StringNormalizer: normalize,
	StringSplit: split
};

// src/onnx/sum-trees.ts
/** The trees; undefined where they have nodes in common, go round in a circle, or hold numbers that are no float32. */
function treesOf(nodes) {
	let rest = nodes.count;
	let features = 0;
	const trees = [];
	for (const root of nodes.roots) {
		const order = [root];
		for (let at = 0; at < order.length; at++) {
			const node = order[at];
			if (node < 0) continue;
			const isPlain = nodes.feature(node) >= 0 && Math.fround(nodes.threshold(node)) === nodes.threshold(node);
			if (rest-- === 0 || !isPlain) return void 0;
			features = Math.max(features, nodes.feature(node) + 1);
			order.push(nodes.left(node), nodes.right(node));
		}
		trees.push(makeTree(nodes, order));
	}
	return {
		trees,
		targets: nodes.targets,
		features
	};
}
/** A tree of its nodes in the order in which they are found, level by level: the children of splits come in pairs. */
function makeTree(nodes, order) {
	const { targets } = nodes;
	const count = order.length;
	const tree = {
		feature: new Int32Array(count).fill(-1),
		threshold: new Float32Array(count),
		missingLeft: new Uint8Array(count),
		left: new Int32Array(count),
		right: new Int32Array(count),
		value: new Float32Array(count * targets)
	};
	let next = 1;
	for (const [at, node] of order.entries()) {
		if (node < 0) {
			nodes.leaf(~node, tree.value, at * targets);
			continue;
		}
		tree.feature[at] = nodes.feature(node);
		tree.threshold[at] = nodes.threshold(node);
		tree.missingLeft[at] = Number(nodes.missingLeft(node));
		tree.left[at] = next++;
		tree.right[at] = next++;
	}
	return tree;
}
/**
* The sums of the trees' values for each row, rows \u00d7 targets, by the compiled kernel on the pool's threads: the very
* numbers of walking them one by one. Undefined where a value is no float32. Throws RangeError where there is no such
* feature.
*/
async function sumTrees({ trees, targets, features }, { shape: [rows = 0, width = 0], data }, { pool, signal }) {
	if (features > width) throw new RangeError(`feature ${features - 1} of a tree`);
	const columns = new Float32Array(new SharedArrayBuffer(4 * rows * width));
	for (let column = 0; column < width; column++) for (let row = 0, from = column, to = column * rows; row < rows; row++, from += width, to++) {
		const value = data[from];
		columns[to] = value;
		if (columns[to] !== value && !Number.isNaN(value)) return void 0;
	}
	const matrix = {
		names: new Array(width).fill(""),
		rows,
		data: columns
	};
	return predictTreesOn(pool, {
		model: {
			kind: "trees",
			trees,
			divisor: 1,
			margins: targets,
			width: targets,
			base: new Float64Array(targets),
			link: "identity",
			outputs: targets,
			importance: new Float64Array(width)
		},
		matrix,
		rows: void 0,
		signal
	});
}

// src/onnx/tree-ensemble.ts
/** How a node asks: ai.onnx.ml's TreeEnsemble, version 5. */
const asks = [
	(value, split) => value <= split,
	(value, split) => value < split,
	(value, split) => value >= split,
	(value, split) => value > split,
	(value, split) => value === split,
	(value, split) => value !== split,
	(value, _split, members) => members.has(value)
];
const known$1 = /* @__PURE__ */ new WeakMap();
/** The sum of the trees' leaves for each target: rows \u00d7 targets. Only sums, without a link function. */
const treeEnsemble = async ([value], attributes, threads) => {
	const tensor = asNumbers(value);
	const { type, shape, data } = tensor;
	const [rows = 0, features = 0] = shape;
	let ensemble = known$1.get(attributes);
	if (ensemble === void 0) {
		ensemble = parseEnsemble(attributes);
		known$1.set(attributes, ensemble);
	}
	const { roots, leafTarget, leafWeight, targets, trees } = ensemble;
	const summed = trees && threads && await sumTrees(trees, tensor, threads);
	if (summed) return numbers(type, [rows, targets], summed);
	const sums = new Float64Array(rows * targets);
	for (const root of roots) for (let row = 0; row < rows; row++) {
		const leaf = findLeaf$1(ensemble, root, data.subarray(row * features, (row + 1) * features));
		const place = row * targets + (leafTarget[leaf] ?? 0);
		sums[place] = sums[place] + leafWeight[leaf];
	}
	return numbers(type, [rows, targets], sums);
};
function findLeaf$1(ensemble, root, row) {
	const { feature, modes, splits, branches, isLeaf, missingIsTrue, members } = ensemble;
	let node = root;
	for (let steps = 0; steps <= feature.length; steps++) {
		const value = row[feature[node]];
		const ask = asks[modes[node]];
		if (value === void 0 || ask === void 0) throw new RangeError(`node ${node} of a tree`);
		const side = ask(value, splits[node], members[node]) || Number.isNaN(value) && missingIsTrue[node] === 1 ? 0 : 1;
		const next = branches[side][node];
		if (isLeaf[side][node] === 1) return next;
		node = next;
	}
	throw new RangeError("a tree goes round in a circle");
}
function parseEnsemble(attributes) {
	const integers = (name) => attributes.get(name)?.integers ?? [];
	const values = (name) => asNumbers(attributes.get(name)?.tensor).data;
	if (attributes.get("aggregate_function")?.integer !== 1 || attributes.get("post_transform")?.integer) throw new TypeError("a plain sum is needed");
	const modes = values("nodes_modes");
	const ensemble = {
		roots: integers("tree_roots"),
		feature: integers("nodes_featureids"),
		modes,
		splits: values("nodes_splits"),
		branches: [integers("nodes_truenodeids"), integers("nodes_falsenodeids")],
		isLeaf: [integers("nodes_trueleafs"), integers("nodes_falseleafs")],
		missingIsTrue: integers("nodes_missing_value_tracks_true"),
		members: membersOf(modes, attributes.has("membership_values") ? values("membership_values") : /* @__PURE__ */ new Float64Array(0)),
		leafTarget: integers("leaf_targetids"),
		leafWeight: values("leaf_weights"),
		targets: attributes.get("n_targets")?.integer ?? 1
	};
	return {
		...ensemble,
		trees: toTrees$1(ensemble)
	};
}
function toTrees$1(ensemble) {
	const { roots, feature, modes, splits, branches, isLeaf, missingIsTrue } = ensemble;
	const { leafTarget, leafWeight, targets } = ensemble;
	if (!(modes.every((mode) => mode === 0) && leafTarget.every((target) => target >= 0 && target < targets) && leafWeight.every((weight) => Math.fround(weight) === weight))) return void 0;
	const child = (side, node) => isLeaf[side][node] === 1 ? ~branches[side][node] : branches[side][node];
	return treesOf({
		roots,
		targets,
		count: feature.length,
		feature: (node) => feature[node],
		threshold: (node) => splits[node],
		missingLeft: (node) => missingIsTrue[node] === 1,
		left: (node) => child(0, node),
		right: (node) => child(1, node),
		leaf(leaf, values, at) {
			values[at + (leafTarget[leaf] ?? 0)] = leafWeight[leaf];
		}
	});
}
/** The sets of the nodes that ask for a member, one after another with NaN between them. */
function membersOf(modes, values) {
	let at = 0;
	const none = /* @__PURE__ */ new Set();
	return Array.from(modes, (mode) => {
		if (mode !== 6) return none;
		const members = /* @__PURE__ */ new Set();
		for (; at < values.length && !Number.isNaN(values[at]); at++) members.add(values[at]);
		at++;
		return members;
	});
}

// src/onnx/tree-regressor.ts
const known = /* @__PURE__ */ new WeakMap();
/** The sums of the trees' values, added up in float64 and rounded to float32, as onnxruntime has them: rows \u00d7 targets. */
const treeRegressor = async ([value], attributes, threads) => {
	const tensor = asNumbers(value);
	const { shape, data } = tensor;
	const [rows = 0, features = 0] = shape;
	let regressor = known.get(attributes);
	if (regressor === void 0) {
		regressor = parseRegressor(attributes);
		known.set(attributes, regressor);
	}
	const { roots, valuesAt, target, weight, targets, trees } = regressor;
	const summed = trees && threads && await sumTrees(trees, tensor, threads);
	if (summed) return numbers("float", [rows, targets], summed.map(Math.fround));
	const sums = new Float64Array(rows * targets);
	for (const root of roots) for (let row = 0; row < rows; row++) {
		const leaf = findLeaf(regressor, root, data.subarray(row * features, (row + 1) * features));
		for (let at = valuesAt[leaf]; at < valuesAt[leaf + 1]; at++) sums[row * targets + target[at]] += weight[at];
	}
	return numbers("float", [rows, targets], sums.map(Math.fround));
};
function findLeaf(regressor, root, row) {
	const { feature, isLeaf, threshold, left, right, missingLeft } = regressor;
	let node = root;
	for (let steps = 0; steps <= feature.length; steps++) {
		if (isLeaf[node]) return node;
		const value = row[feature[node]];
		if (value === void 0) throw new RangeError(`node ${node} of a tree`);
		node = (value <= threshold[node] || Number.isNaN(value) && missingLeft[node] === 1 ? left : right)[node];
	}
	throw new RangeError("a tree goes round in a circle");
}
function parseRegressor(attributes) {
	const integers = (name) => attributes.get(name)?.integers ?? [];
	const doubles = (name) => asNumbers(attributes.get(name)?.tensor).data;
	const textOf = (name) => attributes.get(name)?.text;
	if (textOf("aggregate_function") !== "SUM" || textOf("post_transform") !== "NONE") throw new TypeError("a plain sum is needed");
	const [trees, nodes] = [integers("nodes_treeids"), integers("nodes_nodeids")];
	const roots = nodes.flatMap((node, place) => node === 0 ? [place] : []);
	const rootOf = new Map(roots.map((place) => [trees[place], place]));
	const placeOf = (tree, node) => {
		const place = (rootOf.get(tree) ?? NaN) + node;
		if (trees[place] !== tree || nodes[place] !== node) throw new RangeError(`node ${node} of tree ${tree}`);
		return place;
	};
	const modes = attributes.get("nodes_modes")?.texts ?? [];
	if (modes.some((mode) => mode !== "LEAF" && mode !== "BRANCH_LEQ")) throw new TypeError("a mode of nodes");
	const branches = (name) => {
		const children = integers(name);
		return Int32Array.from(trees, (tree, at) => modes[at] === "LEAF" ? 0 : placeOf(tree, children[at]));
	};
	const targetTrees = integers("target_treeids");
	const leaves = integers("target_nodeids").map((node, at) => placeOf(targetTrees[at], node));
	const regressor = {
		roots,
		feature: integers("nodes_featureids"),
		isLeaf: modes.map((mode) => mode === "LEAF"),
		threshold: doubles("nodes_values_as_tensor"),
		left: branches("nodes_truenodeids"),
		right: branches("nodes_falsenodeids"),
		missingLeft: integers("nodes_missing_value_tracks_true"),
		valuesAt: startsOf(leaves, trees.length),
		target: integers("target_ids"),
		weight: doubles("target_weights_as_tensor"),
		targets: attributes.get("n_targets")?.integer ?? 1
	};
	return {
		...regressor,
		trees: toTrees(regressor)
	};
}
function toTrees(regressor) {
	const { roots, feature, isLeaf, threshold, left, right, missingLeft } = regressor;
	const { valuesAt, target, weight, targets } = regressor;
	if (!(target.every((each) => each >= 0 && each < targets) && weight.every((each) => Math.fround(each) === each))) return void 0;
	const numberOf = (node) => isLeaf[node] ? ~node : node;
	return treesOf({
		roots: roots.map(numberOf),
		targets,
		count: feature.length,
		feature: (node) => feature[node],
		threshold: (node) => threshold[node],
		missingLeft: (node) => missingLeft[node] === 1,
		left: (node) => numberOf(left[node]),
		right: (node) => numberOf(right[node]),
		leaf(leaf, values, at) {
			for (let place = valuesAt[leaf]; place < valuesAt[leaf + 1]; place++) values[at + target[place]] += weight[place];
		}
	});
}
/** Where each node's values begin in a list that is sorted by node. */
function startsOf(leaves, nodes) {
	const starts = new Int32Array(nodes + 1);
	for (const [at, leaf] of leaves.entries()) {
		if (leaf < (leaves[at - 1] ?? 0)) throw new TypeError("values in the order of their nodes are needed");
		starts[leaf + 1]++;
	}
	for (let node = 0; node < nodes; node++) starts[node + 1] += starts[node];
	return starts;
}

// src/onnx/run-graph.ts
const operators = {
	...elementwise,
	...shapeOperators,
	...reduceOperators,
	...textOperators,
	TreeEnsemble: treeEnsemble,
	TreeEnsembleRegressor: treeRegressor
};
/**
* Runs a graph of the operators that our models are made of, and gives its outputs by name. Numbers are those of
* `predict`, bit for bit; with threads, trees are walked there by compiled code. Throws TypeError or RangeError for a graph that is wrong or needs another operator.
*/
async function runGraph({ nodes, constants, outputs }, inputs, threads) {
	const values = new Map([...constants, ...inputs]);
	const last = lastUses(nodes);
	for (const { name } of outputs) last.delete(name);
	for (const [place, { op, inputs: names, outputs: results, attributes }] of nodes.entries()) {
		if (!Object.hasOwn(operators, op)) throw new TypeError(`there is no operator "${op}"`);
		const given = names.map((name) => name === "" ? void 0 : requireValue(values, name));
		const made = await operators[op](given, attributes, threads);
		const list = Array.isArray(made) ? made : [made];
		for (const [index, name] of results.entries()) if (list[index]) values.set(name, list[index]);
		for (const name of names) if (last.get(name) === place) values.delete(name);
	}
	return new Map(outputs.map(({ name }) => [name, requireValue(values, name)]));
}
/** The last node that asks for each value. */
function lastUses(nodes) {
	return new Map(nodes.flatMap(({ inputs }, place) => inputs.map((name) => [name, place])));
}
function requireValue(values, name) {
	const value = values.get(name);
	if (value === void 0) throw new TypeError(`nothing is known as "${name}"`);
	return value;
}

// src/onnx/predict-table.ts
/** What our files say of themselves under `mlops` (see model-files.ts). */
const about = object({
	columns: array(object({
		name: string(),
		type: _enum([
			"integer",
			"number",
			"boolean",
			"date",
			"datetime",
			"text"
		]),
		missing: string()
	})).max(2e5),
	classes: array(string()).max(1e5).nullable()
});
/** Parses `model.onnx` of a model folder. Throws UserError for what is no model of this project. */
function parseStoredModel(bytes, source) {
	const file = parseModel(bytes, source);
	const told = about.safeParse(parseJson(file.metadata.get("mlops") ?? ""));
	if (!told.success) throw new UserError(`Cannot use "${source}": it was not written by mlops-actions`, {
		file: source,
		hint: "Other ONNX files need a runtime of their own, such as onnxruntime"
	});
	const { columns, classes } = told.data;
	return {
		file,
		source,
		columns,
		classes: classes ?? void 0
	};
}
/** Rows at a time: what a graph computes on the way takes memory. */
const blockRows = 8192;
/**
* A stored model's predictions of a table's rows, the very numbers of `predict`. Throws UserError where a column is
* missing or of another type.
*/
async function predictTable(model, table, { rows = allRows(table), threads } = {}) {
	refuseLacking(model, table);
	const columns = model.columns.map((asked) => ({
		asked,
		column: requireColumn(asked, table)
	}));
	const outputs = model.classes?.length ?? 1;
	const values = new Float64Array(rows.length * outputs);
	const labels = [];
	for (let from = 0; from < rows.length; from += blockRows) {
		const block = rows.subarray(from, from + blockRows);
		const feeds = /* @__PURE__ */ new Map();
		for (const { asked, column } of columns) feeds.set(asked.name, feed(model, {
			asked,
			column,
			rows: block
		}));
		threads?.signal?.throwIfAborted();
		const given = await run(model, feeds, threads);
		values.set(asNumbers(given.at(-1)).data.subarray(0, block.length * outputs), from * outputs);
		if (model.classes !== void 0) for (const label of asTexts(given[0]).data) labels.push(label);
	}
	return {
		outputs,
		values,
		labels: model.classes && labels
	};
}
async function run({ file, source }, feeds, threads) {
	try {
		return [...(await runGraph(file, feeds, threads)).values()];
	} catch (cause) {
		if (!(cause instanceof TypeError || cause instanceof RangeError)) throw cause;
		throw new UserError(`Cannot run "${source}": ${cause.message}`, {
			file: source,
			hint: "It may be damaged, or written by a later version of mlops-actions",
			cause
		});
	}
}
/** Throws UserError that names all columns that the table lacks. */
function refuseLacking({ columns, source }, table) {
	const names = table.columns.map(({ name }) => name);
	const lacking = columns.filter(({ name }) => !names.includes(name));
	const [first] = lacking;
	if (first === void 0) return;
	const shown = lacking.map(({ name }) => {
		const near = nearest(name, names);
		return `"${name}"${near === void 0 ? "" : ` (did you mean "${near}")`}`;
	});
	throw new UserError(lacking.length === 1 ? `Cannot predict: "${table.source}" has no column "${first.name}", which "${source}" needs${didYouMean(first.name, names)}` : `Cannot predict: "${table.source}" lacks columns that "${source}" needs: ${listFirst(shown, shownColumns)}`, { file: table.source });
}
const shownColumns = 10;
function requireColumn({ name, type }, table) {
	const column = findColumn(table, name);
	if (!isEmpty(column) && familyOf(column.type) !== familyOf(type)) throw new UserError(`Cannot predict: column "${name}" of "${table.source}" is ${column.type}, but the model was trained on ${type}`, {
		file: table.source,
		hint: `Declare its type: data.columns.${name}.type: ${type}`
	});
	return column;
}
function familyOf(type) {
	if (type === "integer") return "number";
	return type === "datetime" ? "date" : type;
}
function isEmpty(column) {
	return column.kind === "text" ? column.codes.every((code) => code < 0) : column.values.every(Number.isNaN);
}
function feed({ file }, { asked, column, rows }) {
	if (asked.type === "text") {
		const textOf = (row) => column.kind === "text" && column.codes[row] >= 0 ? column.dictionary[column.codes[row]] : asked.missing;
		return texts([rows.length], Array.from(rows, textOf));
	}
	const type = file.inputs.find(({ name }) => name === asked.name)?.type ?? "double";
	const data = new Float64Array(rows.length).fill(NaN);
	if (column.kind !== "text") for (let at = 0; at < data.length; at++) data[at] = column.values[rows[at]];
	return numbers(type, [rows.length], data);
}
/**
* Columns that hold missing values or fractions, and held only whole numbers when the model was trained. They are
* predicted all the same: a missing value as the graph fills it, or the way that most training rows went in a tree.
*/
function findUnseen({ file, columns }, table) {
	return columns.flatMap(({ name, type }) => {
		const given = file.inputs.find((input) => input.name === name)?.type ?? "double";
		const column = findColumn(table, name);
		if (given === "double" || column?.kind !== "numeric" || type !== "integer" && type !== "boolean") return [];
		let [missing, fractions] = [0, 0];
		for (const value of column.values) if (Number.isNaN(value)) missing++;
		else if (!Number.isInteger(value)) fractions++;
		return missing + fractions === 0 ? [] : [{
			column: name,
			type,
			missing,
			fractions
		}];
	});
}
function allRows({ rows }) {
	return Uint32Array.from({ length: rows }, (_, row) => row);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

export { findUnseen, parseStoredModel, predictTable };