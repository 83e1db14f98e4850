import { UserError } from "./errors.js";

// src/tables/transcode.ts
/** Encodings that a text file may be declared to have. `latin-1` is ISO 8859-1, all of whose bytes are characters. */
const encodings = [
	"utf-8",
	"utf-16",
	"latin-1",
	"windows-1252"
];
/**
* Text of an encoding as UTF-8, chunk by chunk. UTF-16 is told from its byte order mark, and little-endian without one.
* Throws UserError for bytes that the encoding does not have.
*/
async function* transcode(chunks, encoding, source) {
	if (encoding === "latin-1") {
		for await (const chunk of chunks) yield fromLatin1(chunk);
		return;
	}
	const encoder = new TextEncoder();
	let decode;
	let held = /* @__PURE__ */ new Uint8Array(0);
	try {
		for await (const chunk of chunks) {
			held = held.length === 0 ? new Uint8Array(chunk) : joined(held, chunk);
			if (held.length < 2) continue;
			decode ??= openDecoder(encoding, held);
			yield encoder.encode(decode(held));
			held = /* @__PURE__ */ new Uint8Array(0);
		}
		decode ??= openDecoder(encoding, held);
		yield encoder.encode(decode(held) + decode(void 0));
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw new UserError(`Cannot read "${source}": its text is not ${encoding}`, {
			file: source,
			hint: "Correct data.csv.encoding, or save the file as UTF-8",
			cause
		});
	}
}
/** Decodes chunk after chunk; undefined ends the text. */
function openDecoder(encoding, head) {
	const isBigEndian = encoding === "utf-16" && head[0] === 254 && head[1] === 255;
	const decoder = new TextDecoder(encoding === "utf-16" ? isBigEndian ? "utf-16be" : "utf-16le" : encoding, { fatal: true });
	return (chunk) => chunk === void 0 ? decoder.decode() : decoder.decode(chunk, { stream: true });
}
function joined(first, second) {
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}
/** Each byte is the character of its number: two bytes of UTF-8 from 128 on. */
function fromLatin1(chunk) {
	const bytes = new Uint8Array(chunk.length * 2);
	let size = 0;
	for (const byte of chunk) {
		if (byte >= 128) bytes[size++] = 192 | byte >> 6;
		bytes[size++] = byte < 128 ? byte : 128 | byte & 63;
	}
	return bytes.subarray(0, size);
}

export { encodings, transcode };