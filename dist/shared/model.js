// src/model/protobuf.ts
/** Bytes of a chunk, about. */
const chunkBytes = 2 ** 16;
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
	let length = 0;
	for (let index = 0; index < values.length; index++) length += sizeOf(values[index]);
	const chunks = () => packVarints(values, Math.min(length, chunkBytes));
	return messageField(field, {
		pieces: length < chunkBytes ? [...chunks()] : [{
			length,
			chunks
		}],
		length
	});
}
/** Raw doubles of float32 numbers. */
function widenedField(field, values) {
	const length = 8 * values.length;
	return messageField(field, {
		pieces: [{
			length,
			chunks: () => widen(values)
		}],
		length
	});
}
/** The message as bytes. */
function join(message) {
	const joined = new Uint8Array(message.length);
	let offset = 0;
	for (const chunk of chunksOf(message)) {
		joined.set(chunk, offset);
		offset += chunk.length;
	}
	return joined;
}
/** The message in chunks, each only until the next one is asked for; small pieces go together. */
function* chunksOf({ pieces }) {
	const held = new Uint8Array(chunkBytes);
	let used = 0;
	for (const piece of pieces) for (const chunk of piece instanceof Uint8Array ? [piece] : piece.chunks()) {
		if (used + chunk.length > chunkBytes) {
			yield held.subarray(0, used);
			used = 0;
		}
		if (chunk.length > chunkBytes) {
			yield chunk;
			continue;
		}
		held.set(chunk, used);
		used += chunk.length;
	}
	if (used > 0) yield held.subarray(0, used);
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
/** Millions of integers a call: written without intermediate arrays; in one chunk where `size`, their bytes, is less than one. */
function* packVarints(values, size) {
	const packed = new Uint8Array(size);
	let offset = 0;
	for (let index = 0; index < values.length; index++) {
		if (size === chunkBytes && offset > size - 10) {
			yield packed.subarray(0, offset);
			offset = 0;
		}
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
	yield packed.subarray(0, offset);
}
function* widen(values) {
	const doubles = new Float64Array(Math.min(values.length, chunkBytes / 8));
	for (let start = 0; start < values.length; start += doubles.length) {
		const some = values.subarray(start, start + doubles.length);
		doubles.set(some);
		yield new Uint8Array(doubles.buffer, 0, 8 * some.length);
	}
}
function sizeOf(value) {
	if (value < 0) return 10;
	if (value < 128) return 1;
	if (value < 16384) return 2;
	if (value < 2097152) return 3;
	if (value < 268435456) return 4;
	return varint(value).length;
}

export { bytesField, chunksOf, concatenate, floatField, integerField, integersField, join, messageField, textField, textsField, widenedField };