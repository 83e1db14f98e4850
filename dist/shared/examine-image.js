import { DecodeError, maxPixels } from "./image.js";
import { findImageFormat, hasText } from "./find-format.js";
import { crc32 } from "./scanning.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/images/decode-png.ts
/** Where the pixels of Adam7's passes start and how far apart they are: x, y, across, down. */
const adam7 = [
	[
		0,
		0,
		8,
		8
	],
	[
		4,
		0,
		8,
		8
	],
	[
		0,
		4,
		4,
		8
	],
	[
		2,
		0,
		4,
		4
	],
	[
		0,
		2,
		2,
		4
	],
	[
		1,
		0,
		2,
		2
	],
	[
		0,
		1,
		1,
		2
	]
];
/**
* The first image of a PNG of any kind. 16-bit samples are cut to their upper 8 bits, as Pillow does for RGB. Throws
* DecodeError where the data is damaged or ends early.
*/
function decodePng(header, inflate) {
	const { width, height, depth, channels, isInterlaced } = header;
	const passes = (isInterlaced ? adam7 : [[
		0,
		0,
		1,
		1
	]]).map((pass) => {
		const [x, y, across, down] = pass;
		const columns = Math.max(0, Math.ceil((width - x) / across));
		return {
			pass,
			columns,
			lines: columns === 0 ? 0 : Math.max(0, Math.ceil((height - y) / down)),
			stride: Math.ceil(columns * channels * depth / 8)
		};
	});
	const raw = unpack(header, passes.reduce((sum, { lines, stride }) => sum + lines * (1 + stride), 0), inflate);
	const data = new Uint8ClampedArray(width * height * 4);
	const paint = painterOf(header, data);
	let at = 0;
	for (const { pass, columns, lines, stride } of passes) {
		const [x, y, across, down] = pass;
		let above = new Uint8Array(stride);
		for (let line = 0; line < lines; line++) {
			const row = raw.subarray(at + 1, at + 1 + stride);
			unfilter(raw[at], row, above, Math.max(1, channels * depth >> 3));
			paint(row, columns, (y + line * down) * width + x, across);
			above = row;
			at += 1 + stride;
		}
	}
	return {
		width,
		height,
		data
	};
}
/** The filtered lines of all passes. */
function unpack({ data }, expected, inflate) {
	const packed = new Uint8Array(data.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of data) {
		packed.set(piece, at);
		at += piece.length;
	}
	const raw = inflate(packed, expected);
	if (raw.length < expected) throw new DecodeError("cut off", `the data has ${raw.length} of ${expected} bytes`);
	return raw;
}
/** Undoes a line's filter in place; `step` is the bytes of a pixel. A loop a filter: this is most of the work. (W3C PNG, 9) */
function unfilter(filter, row, above, step) {
	const { length } = row;
	switch (filter) {
		case 0: return;
		case 1:
			for (let i = step; i < length; i++) row[i] += row[i - step];
			return;
		case 2:
			for (let i = 0; i < length; i++) row[i] += above[i];
			return;
		case 3:
			for (let i = 0; i < step && i < length; i++) row[i] += above[i] >> 1;
			for (let i = step; i < length; i++) row[i] += row[i - step] + above[i] >> 1;
			return;
		case 4:
			for (let i = 0; i < step && i < length; i++) row[i] += above[i];
			for (let i = step; i < length; i++) row[i] += paeth(row[i - step], above[i], above[i - step]);
			return;
		default: throw new DecodeError("corrupt", `there is no filter ${filter}`);
	}
}
function paeth(left, up, corner) {
	const toLeft = Math.abs(up - corner);
	const toUp = Math.abs(left - corner);
	const toCorner = Math.abs(left + up - 2 * corner);
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}
function painterOf(header, data) {
	return header.depth === 8 && (header.color === 6 || header.color === 2 && !header.transparency) ? paintBytes(header.channels, data) : paintSamples(header, data);
}
/** RGB and RGBA of a byte a channel, which most images are. */
function paintBytes(channels, data) {
	const pixels = new Uint8Array(data.buffer);
	return (row, columns, first, across) => {
		for (let column = 0, from = 0; column < columns; column++, from += channels) {
			const at = 4 * (first + column * across);
			pixels[at] = row[from];
			pixels[at + 1] = row[from + 1];
			pixels[at + 2] = row[from + 2];
			pixels[at + 3] = channels === 4 ? row[from + 3] : 255;
		}
	};
}
function paintSamples(header, data) {
	const { color, depth, channels, transparency } = header;
	const most = 2 ** depth - 1;
	const clear = transparency !== void 0 && color !== 3 ? samplesOf(transparency) : void 0;
	const sample = new Uint16Array(channels);
	return (row, columns, first, across) => {
		for (let column = 0; column < columns; column++) {
			for (let channel = 0; channel < channels; channel++) sample[channel] = sampleAt(row, column * channels + channel, depth);
			const at = 4 * (first + column * across);
			if (color === 3) {
				paintIndex(header, sample[0], data, at);
				continue;
			}
			const eight = (value) => depth === 16 ? value >> 8 : value * 255 / most;
			const isGray = channels < 3;
			for (let channel = 0; channel < 3; channel++) data[at + channel] = eight(sample[isGray ? 0 : channel]);
			const hasAlpha = color >= 4;
			const isClear = clear?.every((value, channel) => value === sample[channel]) === true;
			data[at + 3] = hasAlpha ? eight(sample[channels - 1]) : isClear ? 0 : 255;
		}
	};
}
function paintIndex({ palette, transparency }, index, data, at) {
	for (let channel = 0; channel < 3; channel++) data[at + channel] = palette[3 * index + channel] ?? 0;
	data[at + 3] = transparency?.[index] ?? 255;
}
function sampleAt(row, index, depth) {
	if (depth === 8) return row[index];
	if (depth === 16) return row[2 * index] << 8 | row[2 * index + 1];
	const bit = index * depth;
	return row[bit >> 3] >> 8 - depth - (bit & 7) & 2 ** depth - 1;
}
function samplesOf(transparency) {
	return Array.from({ length: transparency.length >> 1 }, (_, i) => sampleAt(transparency, i, 16));
}

// src/images/exif-orientation.ts
const orientationTag = 274;
/**
* The orientation in an EXIF block (a TIFF header and its first directory; `Exif\0\0` before it is passed over), 1
* where it has none or makes no sense. (CIPA DC-008, 4.6.4 and 4.6.5)
*/
function exifOrientation(block) {
	const tiff = hasText(block, 0, "Exif\0\0") ? block.subarray(6) : block;
	const isLittle = hasText(tiff, 0, "II*\0");
	if (!isLittle && !hasText(tiff, 0, "MM\0*")) return 1;
	const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
	if (view.byteLength < 8) return 1;
	const start = view.getUint32(4, isLittle);
	if (start + 2 > view.byteLength) return 1;
	const entries = view.getUint16(start, isLittle);
	for (let entry = 0; entry < entries; entry++) {
		const at = start + 2 + 12 * entry;
		if (at + 12 > view.byteLength) return 1;
		if (view.getUint16(at, isLittle) !== orientationTag) continue;
		const value = view.getUint16(at + 8, isLittle);
		return value >= 1 && value <= 8 ? value : 1;
	}
	return 1;
}

// src/images/jpeg-header.ts
const modes = {
	1: "L",
	3: "RGB",
	4: "CMYK"
};
/** Markers that stand alone: TEM, RST0 \u2026 RST7, SOI. */
const isAlone = (marker) => marker === 1 || marker >= 208 && marker <= 216;
/** Start of frame, by every coding: SOF0 \u2026 SOF15 without DHT, JPG and DAC. */
const isFrame = (marker) => marker >= 192 && marker <= 207 && marker !== 196 && marker !== 200 && marker !== 204;
/**
* Reads a JPEG's markers from the first to the last, as libjpeg does: bytes between them are passed over. Undefined
* where no frame is declared. (ITU-T T.81, B.1 and B.2)
*/
function readJpegHeader(bytes) {
	let frame;
	let orientation = 1;
	let isWhole = false;
	for (let at = nextMarker(bytes, 2); at < bytes.length;) {
		const marker = bytes[at];
		if (marker === 217) {
			isWhole = true;
			break;
		}
		if (isAlone(marker)) {
			at = nextMarker(bytes, at + 1);
			continue;
		}
		const length = uint16(bytes, at + 1);
		const body = bytes.subarray(at + 3, at + 1 + length);
		if (isFrame(marker) && body.length >= 6) frame ??= {
			height: uint16(body, 1),
			width: uint16(body, 3),
			channels: body[5]
		};
		else if (marker === 225 && hasText(body, 0, "Exif\0\0")) orientation = exifOrientation(body);
		at = nextMarker(bytes, at + 1 + Math.max(2, length));
	}
	const mode = modes[frame?.channels ?? 0];
	if (frame === void 0 || mode === void 0 || frame.width === 0 || frame.height === 0) return void 0;
	return {
		format: "jpeg",
		...frame,
		mode,
		frames: 1,
		orientation,
		passes: countScans(bytes),
		...!isWhole && mode === "CMYK" && { fault: "cut off" }
	};
}
/** At least 1, and no fewer than there are: a start of scan counts wherever it stands, as damage may hide it. */
function countScans(bytes) {
	let scans = 0;
	for (let at = bytes.indexOf(255); at >= 0; at = bytes.indexOf(255, at + 1)) if (bytes[at + 1] === 218) scans++;
	return Math.max(1, scans);
}
/** Where the next marker's code is, or the end: coded data has 0xff only before a 0 or a restart. */
function nextMarker(bytes, from) {
	for (let at = bytes.indexOf(255, from); at >= 0; at = bytes.indexOf(255, at + 1)) {
		const code = bytes[at + 1];
		if (code === void 0) break;
		if (code !== 0 && code !== 255) return at + 1;
	}
	return bytes.length;
}
function uint16(bytes, at) {
	return (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0);
}

// src/images/png-header.ts
const depths = {
	0: [
		1,
		2,
		4,
		8,
		16
	],
	2: [8, 16],
	3: [
		1,
		2,
		4,
		8
	],
	4: [8, 16],
	6: [8, 16]
};
/** Encoders write 8 kB and more a chunk; a hostile file may have millions. */
const mostChunks = 1e5;
/** Channels of each colour type as stored; a palette's index is one. */
const channelsOf = {
	0: 1,
	2: 3,
	3: 1,
	4: 2,
	6: 4
};
const modeOf = {
	0: "L",
	2: "RGB",
	3: "P",
	4: "LA",
	6: "RGBA"
};
/**
* Reads a PNG's chunks and holds each to its checksum; undefined where the first is no sensible header. (W3C PNG,
* third edition, 5 and 11)
*/
function readPngHeader(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const header = readFirst(view);
	if (header === void 0) return void 0;
	header.fault = "cut off";
	for (let at = 8, chunks = 0; at + 12 <= bytes.length; chunks++) {
		const length = view.getUint32(at);
		const end = at + 8 + length;
		if (end + 4 > bytes.length) break;
		if (chunks === mostChunks || crc32(bytes, at + 4, end) !== view.getUint32(end)) {
			header.fault = "corrupt";
			break;
		}
		const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (kind === "IEND") {
			delete header.fault;
			break;
		}
		takeChunk(header, kind, bytes.subarray(at + 8, end));
		at = end + 4;
	}
	return header;
}
function readFirst(view) {
	if (view.byteLength < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== 1229472850) return void 0;
	const [width, height] = [view.getUint32(16), view.getUint32(20)];
	const [depth, color, method, filter, interlace] = [
		24,
		25,
		26,
		27,
		28
	].map((at) => view.getUint8(at));
	if (!(width > 0 && height > 0 && depths[color]?.includes(depth) === true) || method !== 0 || filter !== 0 || interlace > 1) return void 0;
	return {
		format: "png",
		width,
		height,
		mode: color === 0 ? depth === 1 ? "1" : depth === 16 ? "I;16" : "L" : modeOf[color],
		channels: channelsOf[color],
		frames: 1,
		orientation: 1,
		passes: 1,
		depth,
		color,
		isInterlaced: interlace === 1,
		palette: /* @__PURE__ */ new Uint8Array(0),
		transparency: void 0,
		data: []
	};
}
function takeChunk(header, kind, body) {
	if (kind === "IDAT") header.data.push(body);
	else if (kind === "PLTE") header.palette = body;
	else if (kind === "tRNS") header.transparency = body;
	else if (kind === "eXIf") header.orientation = exifOrientation(body);
	else if (kind === "acTL" && body.length === 8) header.frames = Math.max(1, new DataView(body.buffer, body.byteOffset).getUint32(0));
}

// src/images/webp-header.ts
/**
* Reads a WebP's chunks; undefined where the first is none that an image starts with. (RFC 9649, 2; VP8's frame
* header is RFC 6386, 9.1)
*/
function readWebpHeader(bytes) {
	const [first] = readChunks(bytes, 12);
	const size = sizeOf(bytes, first);
	if (size === void 0 || size.width === 0 || size.height === 0) return void 0;
	const { width, height, hasAlpha } = size;
	let frames = 0;
	let orientation = 1;
	for (const { kind, start, end } of readChunks(bytes, 12)) if (kind === "ANMF") frames++;
	else if (kind === "EXIF") orientation = exifOrientation(bytes.subarray(start, end));
	const isCut = bytes.length < 8 + uint32(bytes, 4);
	return {
		format: "webp",
		width,
		height,
		mode: hasAlpha ? "RGBA" : "RGB",
		channels: hasAlpha ? 4 : 3,
		frames: Math.max(1, frames),
		orientation,
		passes: 1,
		...isCut && { fault: "cut off" }
	};
}
/** The first frame of an animated WebP as a WebP of its own; the file itself where it is a still image. */
function firstFrame(bytes) {
	const frame = findChunk(bytes, 12, "ANMF");
	if (frame === void 0) return bytes;
	const body = bytes.subarray(frame.start + 16, frame.end);
	const hasAlpha = findChunk(body, 0, "ALPH") !== void 0;
	const extended = hasAlpha ? /* @__PURE__ */ new Uint8Array(18) : /* @__PURE__ */ new Uint8Array(0);
	extended.set(text("VP8X").slice(0, extended.length));
	if (hasAlpha) {
		extended.set([
			10,
			0,
			0,
			0,
			16,
			0,
			0,
			0
		], 4);
		extended.set(bytes.subarray(frame.start + 6, frame.start + 12), 12);
	}
	const still = new Uint8Array(12 + extended.length + body.length);
	still.set(text("RIFF"));
	new DataView(still.buffer).setUint32(4, still.length - 8, true);
	still.set(text("WEBP"), 8);
	still.set(extended, 12);
	still.set(body, 12 + extended.length);
	return still;
}
function sizeOf(bytes, first) {
	if (first === void 0) return void 0;
	const { kind, start, end } = first;
	if (kind === "VP8X" && end - start >= 10) return {
		width: 1 + uint24(bytes, start + 4),
		height: 1 + uint24(bytes, start + 7),
		hasAlpha: (bytes[start] & 16) !== 0
	};
	if (kind === "VP8 " && end - start >= 10) return {
		width: uint24(bytes, start + 6) & 16383,
		height: uint24(bytes, start + 8) & 16383,
		hasAlpha: false
	};
	if (kind !== "VP8L" || end - start < 5) return void 0;
	const bits = uint32(bytes, start + 1);
	return {
		width: 1 + (bits & 16383),
		height: 1 + (bits >>> 14 & 16383),
		hasAlpha: (bits >>> 28 & 1) === 1
	};
}
/** One at a time: a hostile file may have millions. */
function* readChunks(bytes, from) {
	for (let at = from; at + 8 <= bytes.length;) {
		const kind = String.fromCharCode(...bytes.subarray(at, at + 4));
		const length = uint32(bytes, at + 4);
		yield {
			kind,
			start: at + 8,
			end: Math.min(bytes.length, at + 8 + length)
		};
		at += 8 + length + (length & 1);
	}
}
function findChunk(bytes, from, wanted) {
	for (const chunk of readChunks(bytes, from)) if (chunk.kind === wanted) return chunk;
}
function text(characters) {
	return Uint8Array.from(characters, (each) => each.charCodeAt(0));
}
function uint24(bytes, at) {
	return (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8 | (bytes[at + 2] ?? 0) << 16;
}
function uint32(bytes, at) {
	return (uint24(bytes, at) | (bytes[at + 3] ?? 0) << 24) >>> 0;
}

// src/images/decode-image.ts
/** Pixels that may be gone over at most; a progressive JPEG goes over all of them with each scan. */
const maxWork = 20 * maxPixels;
/** The header of a JPEG, PNG or WebP; undefined for what is none of them or has no sensible one. */
function readHeader(bytes) {
	switch (findImageFormat(bytes)) {
		case "jpeg": return readJpegHeader(bytes);
		case "png": return readPngHeader(bytes);
		case "webp": return readWebpHeader(bytes);
		default: return;
	}
}
/**
* The pixels of an image whose header was read, of an animated one the first frame's. `warning` says what libjpeg
* found wrong and passed over. Throws DecodeError.
*/
async function decodeImage(bytes, header, codecs) {
	const { format, mode, fault } = header;
	if (fault !== void 0) throw new DecodeError(fault, `the file is ${fault}`);
	refuseLarge(header);
	if ("data" in header) return decodePng(header, codecs.inflate);
	if (format === "webp") {
		const still = firstFrame(bytes);
		refuseLarge(readWebpHeader(still) ?? header);
		return codecs.webp(still);
	}
	if (mode === "CMYK") throw new DecodeError("CMYK", "the JPEG has four channels");
	return codecs.jpeg(bytes);
}
function refuseLarge({ width, height, passes }) {
	if (width * height > 5e7 || width * height * passes > maxWork) throw new DecodeError("too large", `${width} \u00d7 ${height} pixels, ${passes} times`);
}

// src/images/examine-image.ts
/** Examines one file of a job. */
function examineJob({ bytes, offsets }, job, codecs) {
	return examineImage(bytes.slice(offsets[job], offsets[job + 1]), codecs);
}
/** Reads a file's header, decodes its pixels to see that it can be done, and takes its digest. */
async function examineImage(bytes, codecs) {
	const digest = createHash("sha256").update(bytes).digest("hex");
	const format = findImageFormat(bytes);
	const header = readHeader(bytes);
	const fault = await findFault(bytes, format, header, codecs);
	return {
		bytes: bytes.length,
		digest,
		format,
		header: header && described(header),
		fault
	};
}
/** What is known of a file that is too large to be in memory, by its first bytes. */
function glanceAtImage(head, bytes, digest) {
	const header = readHeader(head);
	const format = findImageFormat(head);
	const fault = format === void 0 ? "no image" : "too large";
	return {
		bytes,
		digest,
		format,
		header: header && described(header),
		fault
	};
}
async function findFault(bytes, format, header, codecs) {
	if (bytes.length === 0) return "empty";
	if (format === void 0) return "no image";
	if (format !== "jpeg" && format !== "png" && format !== "webp") return "unsupported";
	if (header === void 0) return "corrupt";
	try {
		const { width, height, warning } = await decodeImage(bytes, header, codecs);
		if (!(width === header.width && height === header.height) && format !== "webp") return "corrupt";
		return warning === void 0 ? void 0 : "damaged";
	} catch (error) {
		if (error instanceof DecodeError) return error.fault;
		throw error;
	}
}
function described({ width, height, mode, channels, frames, orientation }) {
	return {
		width,
		height,
		mode,
		channels,
		frames,
		orientation
	};
}

export { examineImage, examineJob, glanceAtImage };