import { findMissingWords } from "./features.js";

// src/model/signature.ts
/** The named columns as the table has them, in its order; all rows count, not only those of the training. */
function signatureOf(table, names) {
	const wanted = new Set(names);
	return table.columns.filter(({ name }) => wanted.has(name)).map(describe);
}
/**
* The MLflow type under which the frame that pandas.read_csv makes of the same file passes MLflow's checks: an
* integer with missing values is a double there, and dates are text. Text of digits, such as `007`, needs its
* `dtype=str`, and a truth column refuses a frame in which all of its values are missing.
*/
function mlflowType({ type, hasMissing }) {
	switch (type) {
		case "integer": return hasMissing ? "double" : "long";
		case "number": return "double";
		case "boolean": return "boolean";
		default: return "string";
	}
}
function describe(column) {
	const { name, type } = column;
	if (column.kind === "numeric") return {
		name,
		type,
		hasMissing: column.values.some(Number.isNaN),
		missingText: ""
	};
	const { word, hasMissing } = findMissingWords(column);
	return {
		name,
		type,
		hasMissing,
		missingText: word
	};
}

// src/model/protobuf.ts
const utf8 = new TextEncoder();
/** Wire types of the protobuf encoding (protobuf.dev/programming-guides/encoding). */
const varintType = 0;
const lengthType = 2;
const fixed32Type = 5;
/** Fields, or encoded messages, one after another. */
function concatenate(parts) {
	return {
		pieces: parts.flatMap((part) => part.pieces),
		length: parts.reduce((sum, part) => sum + part.length, 0)
	};
}
/** An int64 or enum field; the value must be a safe integer. */
function integerField(field, value) {
	return bytes([...varint(field * 8 + varintType), ...varint(value)]);
}
/** A float field, rounded to float32. */
function floatField(field, value) {
	const data = new Uint8Array(new Float32Array([value]).buffer);
	return bytes([...varint(field * 8 + fixed32Type), ...data]);
}
/** A string field, UTF-8. */
function textField(field, value) {
	return bytesField(field, utf8.encode(value));
}
/** Repeated strings, in one piece: there may be millions, mostly the same. */
function textsField(field, values) {
	const known = /* @__PURE__ */ new Map();
	let length = 0;
	for (const value of values) {
		const encoded = known.get(value) ?? join(textField(field, value));
		known.set(value, encoded);
		length += encoded.length;
	}
	const all = new Uint8Array(length);
	let offset = 0;
	for (const value of values) {
		const encoded = known.get(value);
		all.set(encoded, offset);
		offset += encoded.length;
	}
	return {
		pieces: [all],
		length
	};
}
/** The bytes are kept by reference until the message is joined. */
function bytesField(field, value) {
	return messageField(field, {
		pieces: [value],
		length: value.length
	});
}
/** An embedded message, or anything else that has its length before it. */
function messageField(field, message) {
	const head = Uint8Array.from([...varint(field * 8 + lengthType), ...varint(message.length)]);
	return {
		pieces: [head, ...message.pieces],
		length: head.length + message.length
	};
}
/** Repeated integers, packed. */
function integersField(field, values) {
	return bytesField(field, packVarints(values));
}
/** The message as bytes. */
function join(message) {
	const joined = new Uint8Array(message.length);
	let offset = 0;
	for (const piece of message.pieces) {
		joined.set(piece, offset);
		offset += piece.length;
	}
	return joined;
}
function bytes(values) {
	return {
		pieces: [Uint8Array.from(values)],
		length: values.length
	};
}
/** Seven bits a byte, lowest first; a negative number is its 64-bit two's complement. */
function varint(value) {
	const encoded = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	while (rest > 127n) {
		encoded.push(Number(rest & 127n) | 128);
		rest >>= 7n;
	}
	encoded.push(Number(rest));
	return encoded;
}
/** Millions of integers a call: sized first, then written without intermediate arrays. */
function packVarints(values) {
	let length = 0;
	for (let index = 0; index < values.length; index++) length += sizeOf(values[index]);
	const packed = new Uint8Array(length);
	let offset = 0;
	for (let index = 0; index < values.length; index++) {
		let value = values[index];
		if (value < 0 || value > 2147483647) {
			const slow = varint(value);
			packed.set(slow, offset);
			offset += slow.length;
			continue;
		}
		while (value > 127) {
			packed[offset++] = value & 127 | 128;
			value >>>= 7;
		}
		packed[offset++] = value;
	}
	return packed;
}
function sizeOf(value) {
	if (value < 0) return 10;
	if (value < 128) return 1;
	if (value < 16384) return 2;
	if (value < 2097152) return 3;
	if (value < 268435456) return 4;
	return varint(value).length;
}

export { bytesField, concatenate, floatField, integerField, integersField, join, messageField, mlflowType, signatureOf, textField, textsField };