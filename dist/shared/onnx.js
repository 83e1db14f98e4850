// src/onnx/read-protobuf.ts
const none = /* @__PURE__ */ new Uint8Array(0);
/**
* The fields of a protobuf message in their order. Throws RangeError where the bytes are none, or have a wire type that
* ONNX files do not use.
*/
function* readFields(bytes) {
	const cursor = {
		bytes,
		at: 0
	};
	while (cursor.at < bytes.length) {
		const tag = readVarint(cursor);
		const number = Math.floor(tag / 8);
		const type = tag % 8;
		if (type === 0) yield {
			number,
			integer: readVarint(cursor),
			bytes: none
		};
		else if (type === 2) yield {
			number,
			integer: 0,
			bytes: take(cursor, readVarint(cursor))
		};
		else if (type === 5) yield {
			number,
			integer: 0,
			bytes: take(cursor, 4)
		};
		else if (type === 1) yield {
			number,
			integer: 0,
			bytes: take(cursor, 8)
		};
		else throw new RangeError(`wire type ${type}`);
	}
}
/** The whole numbers of a packed field. */
function readPacked(bytes) {
	const cursor = {
		bytes,
		at: 0
	};
	const values = [];
	while (cursor.at < bytes.length) values.push(readVarint(cursor));
	return values;
}
/** 64 bits in two's complement; beyond 2^53 digits are lost, which no part of a model that we run has. */
function readVarint(cursor) {
	let low = 0;
	let high = 0;
	for (let shift = 0; shift < 70; shift += 7) {
		const byte = cursor.bytes[cursor.at++];
		if (byte === void 0) break;
		const bits = byte & 127;
		if (shift < 28) low += bits * 2 ** shift;
		else high += bits * 2 ** (shift - 28);
		if (byte < 128) {
			const whole = low + high * 2 ** 28;
			return whole >= 2 ** 63 ? -(2 ** 28 - low + (2 ** 36 - 1 - high) * 2 ** 28) : whole;
		}
	}
	throw new RangeError("a number does not end");
}
function take(cursor, length) {
	const { bytes, at } = cursor;
	if (at + length > bytes.length) throw new RangeError("a field is longer than its message");
	cursor.at += length;
	return bytes.subarray(at, at + length);
}

export { readFields, readPacked };