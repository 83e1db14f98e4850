// src/images/crc32.ts
const table = Int32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? value >>> 1 ^ 3988292384 : value >>> 1;
	return value;
});
/**
* The CRC-32 of `bytes[start … end)` that PNG and zip use (ISO 3309), as an unsigned number; `before` is that of the bytes
* before them.
*/
function crc32(bytes, start, end, before = 0) {
	let value = ~before;
	for (let at = start; at < end; at++) value = table[(value ^ bytes[at]) & 255] ^ value >>> 8;
	return ~value >>> 0;
}

export { crc32 };