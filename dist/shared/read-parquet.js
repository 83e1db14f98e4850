import { UserError, didYouMean } from "./core.js";
import { encode, limits } from "./data.js";
import { codeOf, createValueColumn, storeCode, storeNumber, textColumn } from "./tables.js";

// src/tables/parquet-column.ts
/** None yet. */
function openStrings() {
	return {
		bytes: [],
		codes: []
	};
}
const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true });
/**
* The column of a leaf of the schema; undefined for types that no table holds. Takes decimals and times of day off
* the element, so that hyparquet hands their integers over as they are.
*/
function createParquetColumn(element) {
	const plan = planColumn(element);
	if (plan === void 0) return void 0;
	const cells = createValueColumn(element.name, false);
	const pages = {
		isNullable: element.repetition_type !== "REQUIRED",
		isBoolean: element.type === "BOOLEAN"
	};
	return {
		...plan,
		cells,
		pages
	};
}
function planColumn(element) {
	const { type, converted_type: converted, logical_type: logical } = element;
	const kind = logical?.type;
	if (converted === "INTERVAL" || converted === "BSON") return void 0;
	if (kind === "VARIANT" || kind === "GEOMETRY" || kind === "GEOGRAPHY" || kind === "BSON" || kind === "INTERVAL") return void 0;
	if (converted === "DECIMAL" || kind === "DECIMAL") {
		const scale = element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0);
		makeRaw(element);
		return scale === 0 ? {
			type: "integer",
			read: (value) => wholeNumber(unscaled(value))
		} : {
			type: "number",
			read: (value) => decimalNumber(unscaled(value), scale)
		};
	}
	if (converted === "TIME_MILLIS" || converted === "TIME_MICROS" || logical?.type === "TIME") {
		const digits = {
			MILLIS: 3,
			MICROS: 6,
			NANOS: 9
		}[logical?.type === "TIME" ? logical.unit : converted === "TIME_MILLIS" ? "MILLIS" : "MICROS"];
		makeRaw(element);
		return {
			type: "text",
			read: (value) => timeOfDay(BigInt(value), digits)
		};
	}
	if (type === "BOOLEAN") return {
		type: "boolean",
		read: Number
	};
	if (converted === "DATE" || kind === "DATE") {
		element.converted_type = "DATE";
		return {
			type: "date",
			read: Number
		};
	}
	if (type === "INT96" || kind === "TIMESTAMP" || converted?.startsWith("TIMESTAMP_")) return {
		type: "datetime",
		read: Number
	};
	if (type === "FLOAT" || type === "DOUBLE" || kind === "FLOAT16") return {
		type: "number",
		read: Number
	};
	if (type === "INT32" || type === "INT64") return {
		type: "integer",
		read: (value) => wholeNumber(value)
	};
	return {
		type: "text",
		read: (value) => value,
		strings: openStrings()
	};
}
/** Stores the values of rows `row \u2026`; null and undefined are missing. Throws TypeError for bytes that are no text. */
function storeParquetValues(column, row, values) {
	const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(row + values.length + 1)));
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value === null || value === void 0) continue;
		if (column.strings !== void 0 && typeof value === "number") {
			storeString(column, column.strings, row + i, value, capacity);
			continue;
		}
		const read = column.read(value);
		if (typeof read === "number" && column.type !== "text") storeNumber(column.cells, row + i, read, capacity);
		else {
			if (column.type !== "text") becomeText(column, row + i, capacity);
			storeText(column, row + i, typeof read === "number" ? String(read) : read, capacity);
		}
	}
}
/** Stores the byte string at a place of those of the chunk. */
function storeString(column, { bytes, codes }, row, place, capacity) {
	const text = bytes[place];
	if (text.length === 0) return;
	const code = codes[place] ?? encodeText(column, text);
	codes[place] = code;
	storeCode(column.cells, row, code, capacity);
}
function storeText(column, row, text, capacity) {
	if (text.length === 0) return;
	const bytes = typeof text === "string" ? encoder.encode(text) : text;
	storeCode(column.cells, row, encodeText(column, bytes), capacity);
}
function encodeText({ cells }, bytes) {
	const known = cells.dictionary.size;
	const code = encode(cells.dictionary, bytes, 0, bytes.length);
	if (code === known) strictDecoder.decode(bytes);
	return code;
}
/** The whole numbers so far as texts: a float64 holds them exactly, so nothing is lost. */
function becomeText(column, rows, capacity) {
	const { values } = column.cells;
	column.type = "text";
	for (let row = 0; row < Math.min(rows, values.length); row++) if (!Number.isNaN(values[row])) storeText(column, row, String(values[row]), capacity);
	column.cells.values = /* @__PURE__ */ new Float64Array(0);
}
/** hyparquet then gives the numbers or bytes as they are stored. */
function makeRaw(element) {
	delete element.converted_type;
	delete element.logical_type;
}
function wholeNumber(value) {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
/** The integer of a decimal: a number, or two's complement bytes, the highest first. */
function unscaled(value) {
	if (!(value instanceof Uint8Array)) return BigInt(value);
	let result = 0n;
	for (const byte of value) result = result << 8n | BigInt(byte);
	return BigInt.asIntN(value.length * 8, result);
}
/** The float64 nearest to a decimal. */
function decimalNumber(value, scale) {
	return Number(`${value}e-${scale}`);
}
/** `hh:mm:ss` with the digits of the unit. */
function timeOfDay(value, digits) {
	const perSecond = 10n ** BigInt(digits);
	const seconds = Number(value / perSecond);
	const pad = (part, size) => String(part).padStart(size, "0");
	return `${[
		seconds / 3600,
		seconds / 60 % 60,
		seconds % 60
	].map((part) => pad(Math.floor(part), 2)).join(":")}.${pad(value % perSecond, digits)}`;
}

// src/tables/parquet-errors.ts
/** Throws UserError for what is no whole Parquet file, by its first and last bytes. */
async function refuseForeign(file, source) {
	const ends = file.bytes < 12 ? [] : [[0, 4], [file.bytes - 4, file.bytes]];
	const magic = [];
	for (const [start = 0, end = 0] of ends) magic.push(new TextDecoder("latin1").decode(await file.readRange(start, end)));
	if (magic[0] === "PARE" || magic[1] === "PARE") throw parquetError(source, "it is encrypted", "Write it without encryption");
	if (magic[0] !== "PAR1") throw parquetError(source, "it is not a Parquet file", "Its first and last bytes must be PAR1");
	if (magic[1] !== "PAR1") throw parquetError(source, "it is cut off: its last bytes are not PAR1", "Fetch or write the file again");
}
/** What hyparquet or `checkPages` found; its stumbles over what it did not expect say nothing to a reader. */
function damaged(source, cause) {
	const what = cause instanceof Error && !(cause instanceof TypeError) ? ` (${cause.message.replace(/^parquet /, "")})` : "";
	return new UserError(`Cannot read "${source}": it is damaged or of an unknown kind${what}`, {
		file: source,
		hint: "Fetch or write the file again",
		cause
	});
}
/** Why a Parquet file is not read. */
function parquetError(source, what, hint) {
	return new UserError(`Cannot read "${source}": ${what}`, {
		file: source,
		hint
	});
}

// src/tables/parquet-pages.ts
/** Pages do not unpack to more than this many bytes. */
const largestPage = 1 << 30;
/**
* Holds the pages of a column chunk to what they say of themselves before hyparquet decodes them: it takes the length
* of a run on trust, so that four crafted bytes would keep it busy for hours. Throws RangeError.
*/
async function checkPages(chunk) {
	const [{ parquetHeader }, { decompressPage }] = await Promise.all([import("./vendor-parquet.js"), import("./vendor-parquet.js")]);
	const { bytes, codec, compressors } = chunk;
	const reader = {
		view: new DataView(bytes),
		offset: 0
	};
	let entries = 0;
	for (let rows = 0; rows < chunk.rows;) {
		if (reader.offset >= bytes.byteLength) throw new RangeError("a column has fewer values than rows");
		const header = parquetHeader(reader);
		const { compressed_page_size: size, uncompressed_page_size: unpacked } = header;
		if (!isWithin(size, bytes.byteLength - reader.offset) || !isWithin(unpacked, largestPage)) throw new RangeError("a page has an impossible size");
		const body = new Uint8Array(bytes, reader.offset, size);
		reader.offset += size;
		if (header.dictionary_page_header !== void 0) {
			if (!isWithin(header.dictionary_page_header.num_values, unpacked * 8)) throw new RangeError("a dictionary has more values than bytes");
			entries = header.dictionary_page_header.num_values;
			continue;
		}
		const first = header.data_page_header;
		const second = header.data_page_header_v2;
		const count = first?.num_values ?? second?.num_rows ?? 0;
		if (!isWithin(count, chunk.rows - rows) || count === 0) throw new RangeError("a page has an impossible number of values");
		rows += count;
		if (first !== void 0) {
			const page = decompressPage(body, unpacked, codec, compressors);
			const levels = chunk.isNullable ? 4 + lengthAt(page, 0) : 0;
			const present = chunk.isNullable ? checkRuns(page, 4, 1, count) : count;
			checkValues(page.subarray(Math.min(levels, page.length)), {
				encoding: first.encoding,
				isBoolean: chunk.isBoolean,
				count: present,
				entries
			});
		} else if (second !== void 0) {
			const { definition_levels_byte_length: levels, repetition_levels_byte_length: repetition } = second;
			if (second.num_values !== count || !isWithin(levels, size) || repetition !== 0) throw new RangeError("a page has impossible levels");
			const present = levels > 0 ? checkRuns(body, 0, 1, count) : count;
			const isPacked = second.is_compressed && codec !== "UNCOMPRESSED";
			const values = body.subarray(levels);
			const page = isPacked ? decompressPage(values, unpacked - levels, codec, compressors) : values;
			if (second.num_nulls !== count - present) throw new RangeError("a page has impossible levels");
			checkValues(page, {
				encoding: second.encoding,
				isBoolean: chunk.isBoolean,
				count: present,
				entries
			});
		}
	}
}
function isWithin(value, most) {
	return value >= 0 && value <= most;
}
function lengthAt(page, at) {
	return new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(at, true);
}
/** Values that are written as runs: indices into the dictionary, behind their width, and booleans. */
function checkValues(page, values) {
	const { encoding, isBoolean, count, entries } = values;
	if (count === 0) return;
	const isIndex = encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";
	if (encoding === "RLE" && isBoolean) checkRuns(page, 4, 1, count);
	else if (isIndex || encoding === "RLE") {
		const width = page[0] ?? 0;
		if (width > 32) throw new RangeError("a dictionary has an impossible size");
		if (isIndex && entries === 0) throw outOfRange();
		if (width > 0) checkRuns(page, 1, width, count, isIndex ? entries : 2 ** width);
	}
}
/**
* Follows runs (Parquet's RLE and bit-packing hybrid) until they have `count` values, all of them below `bound`, and
* returns how many are odd.
*/
function checkRuns(page, start, width, count, bound = 2 ** width) {
	let at = start;
	let seen = 0;
	let odd = 0;
	while (seen < count) {
		let header = 0;
		for (let shift = 0;; shift += 7) {
			const byte = page[at++];
			if (byte === void 0 || shift > 28) throw new RangeError("a page ends within its runs");
			header += (byte & 127) * 2 ** shift;
			if (byte < 128) break;
		}
		const size = Math.floor(header / 2);
		if (header % 2 === 0) {
			if (size > count - seen) throw new RangeError("a run is longer than its page");
			const bytes = width + 7 >> 3;
			if (largestPacked(page, at, bytes * 8, 1) >= bound) throw outOfRange();
			if ((page[at] ?? 0) % 2 === 1) odd += size;
			seen += size;
			at += bytes;
		} else {
			if (size * width > page.length - at) throw new RangeError("a page ends within its runs");
			const values = Math.min(size * 8, count - seen);
			if (bound < 2 ** width && largestPacked(page, at, width, values) >= bound) throw outOfRange();
			if (width === 1) for (let bit = 0; bit < values; bit++) odd += page[at + (bit >> 3)] >> (bit & 7) & 1;
			seen += size * 8;
			at += size * width;
		}
	}
	return odd;
}
/** The largest of so many values that are packed from a byte on, each in `width` bits, at most 32, the lowest first. */
function largestPacked(page, start, width, count) {
	const range = 2 ** width;
	let largest = 0;
	let held = 0;
	let bits = 0;
	let at = start;
	for (let i = 0; i < count; i++) {
		for (; bits < width; bits += 8) held += (page[at++] ?? 0) * 2 ** bits;
		largest = Math.max(largest, held % range);
		held = Math.floor(held / range);
		bits -= width;
	}
	return largest;
}
/** hyparquet would take values that are not there for missing, or for zero. */
function outOfRange() {
	return /* @__PURE__ */ new RangeError("a value points outside of its dictionary, or is neither there nor missing");
}

// src/tables/parquet-chunk.ts
/** Moments as milliseconds since 1970, with a fraction where they are finer; texts as their bytes. */
const parsers = {
	timestampFromMilliseconds: Number,
	timestampFromMicroseconds: (micros) => scaled(micros, 1000n),
	timestampFromNanoseconds: (nanos) => scaled(nanos, 1000000n),
	dateFromDays: (days) => typeof days === "number" ? days * 864e5 : days,
	stringFromBytes: (bytes) => bytes,
	jsonFromBytes: (bytes) => bytes
};
/** Reads a column of a row group into the rows from `row` on. Throws RangeError for what is damaged. */
async function readColumn({ metadata, index, start, access, compressors }, column, row, source) {
	let stored = 0;
	for (const values of await decodeColumn({
		metadata,
		index,
		start,
		access,
		compressors
	}, column)) {
		storeColumn(column, row + stored, values, source);
		stored += values.length;
	}
}
/** All values of a column of a row group, in pieces. */
async function decodeColumn({ metadata, index, start, access, compressors }, column) {
	const { parquetRead } = await import("./vendor-parquet.js");
	const { name } = column.cells;
	const group = metadata.row_groups[index];
	const size = Number(group.num_rows);
	const chunk = await readChunk(access, group, name);
	await checkPages({
		...chunk,
		...column.pages,
		rows: size,
		compressors
	});
	const chunks = [];
	await parquetRead({
		file: chunk.file,
		metadata,
		columns: [name],
		rowStart: start,
		rowEnd: start + size,
		compressors,
		parsers: parsersOf(column),
		onChunk: ({ columnData }) => chunks.push(columnData)
	});
	if (chunks.reduce((sum, { length }) => sum + length, 0) !== size) throw new RangeError(`column "${name}" has not as many values as rows`);
	return chunks;
}
/** Those that keep a column's byte strings apart: a place in a list is quicker to find again than an object. */
function parsersOf(column) {
	if (column.strings === void 0) return parsers;
	const strings = openStrings();
	column.strings = strings;
	const keep = (bytes) => strings.bytes.push(bytes) - 1;
	return {
		...parsers,
		stringFromBytes: keep,
		jsonFromBytes: keep
	};
}
/** Reads some rows of a column of a row group by the pages that hold them. Throws RangeError for what is damaged. */
async function readColumnRows({ metadata, index, access, compressors }, pages, column, { from, to, row }, source) {
	const { name } = column.cells;
	const meta = findChunk(metadata.row_groups[index], name);
	const held = pages.pages.filter((page) => page.row < to && page.row + page.rows > from);
	const [first, last] = [held[0], held.at(-1)];
	const dictionary = await access.slice(pages.dictionary.from, pages.dictionary.to);
	const data = await access.slice(first.from, last.to);
	const before = 4;
	const bytes = new Uint8Array(before + dictionary.byteLength + data.byteLength);
	bytes.set(new Uint8Array(dictionary), before);
	bytes.set(new Uint8Array(data), before + dictionary.byteLength);
	const rows = last.row + last.rows - first.row;
	const group = {
		columns: [{
			file_offset: 0n,
			meta_data: {
				...meta,
				num_values: BigInt(rows),
				total_compressed_size: BigInt(bytes.length - before),
				dictionary_page_offset: dictionary.byteLength > 0 ? BigInt(before) : void 0,
				data_page_offset: BigInt(before + dictionary.byteLength)
			}
		}],
		num_rows: BigInt(rows),
		total_byte_size: BigInt(bytes.length)
	};
	const part = {
		metadata: {
			...metadata,
			num_rows: BigInt(rows),
			row_groups: [group]
		},
		index: 0,
		start: 0,
		access: {
			byteLength: bytes.length,
			slice: (start, end) => bytes.buffer.slice(start, end)
		},
		compressors
	};
	let at = first.row;
	for (const values of await decodeColumn(part, column)) {
		const some = Array.prototype.slice.call(values, Math.max(0, from - at), Math.max(0, to - at));
		storeColumn(column, row + Math.max(at, from) - from, some, source);
		at += values.length;
	}
}
/** The bytes of a column in a row group, and a file of nothing else for hyparquet to read from. */
async function readChunk(access, group, name) {
	const found = findChunk(group, name);
	const start = Number(found.dictionary_page_offset || found.data_page_offset);
	const bytes = await access.slice(start, start + Number(found.total_compressed_size));
	const slice = (from, to) => bytes.slice(from - start, to === void 0 ? void 0 : to - start);
	return {
		bytes,
		codec: found.codec,
		file: {
			byteLength: access.byteLength,
			slice
		}
	};
}
/** Where a column of a row group lies. */
function findChunk(group, name) {
	const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join() === name)?.meta_data;
	if (found === void 0) throw new RangeError(`a row group has no column "${name}"`);
	return found;
}
function storeColumn(column, row, values, source) {
	try {
		storeParquetValues(column, row, values);
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw parquetError(source, `column "${column.cells.name}" holds bytes that are not UTF-8 text`, "Drop it or write it as text");
	}
}
/** Whole and fraction apart, so that neither is rounded before its time. */
function scaled(value, divisor) {
	if (typeof value !== "bigint") return value;
	return Number(value / divisor) + Number(value % divisor) / Number(divisor);
}

// src/tables/parquet-page-index.ts
/** Bytes that a page's header is looked for in: most are small, those with long texts as their bounds are not. */
const headerBytes = [
	1024,
	65536,
	1 << 20
];
/**
* Finds the pages of a column chunk of so many rows by their headers alone, without reading what is in them. Throws
* RangeError for what is damaged.
*/
async function indexPages(access, meta, rows) {
	const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
	const end = start + Number(meta.total_compressed_size);
	const index = {
		dictionary: {
			from: start,
			to: start
		},
		pages: []
	};
	for (let at = start, row = 0; row < rows;) {
		if (at >= end) throw new RangeError("a column has fewer values than rows");
		const { header, size } = await readHeader(access, at, end);
		const to = at + size + header.compressed_page_size;
		if (!(header.compressed_page_size >= 0 && to <= end)) throw new RangeError("a page has an impossible size");
		if (header.dictionary_page_header !== void 0) index.dictionary = {
			from: at,
			to
		};
		else {
			const count = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_rows ?? 0;
			if (!(count > 0 && count <= rows - row)) throw new RangeError("a page has an impossible number of values");
			index.pages.push({
				from: at,
				to,
				row,
				rows: count
			});
			row += count;
		}
		at = to;
	}
	return index;
}
async function readHeader(access, at, end) {
	const { parquetHeader } = await import("./vendor-parquet.js");
	for (const bytes of headerBytes) {
		const reader = {
			view: new DataView(await access.slice(at, Math.min(end, at + bytes))),
			offset: 0
		};
		try {
			return {
				header: parquetHeader(reader),
				size: reader.offset
			};
		} catch (cause) {
			if (!(cause instanceof RangeError) || at + bytes >= end) throw cause;
		}
	}
	throw new RangeError("a page has an impossible header");
}

// src/tables/read-parquet.ts
/**
* Reads a Parquet file of flat columns, one column of one row group at a time. Types are the file's: text stays text;
* whole numbers beyond 2^53 make their column text; decimals are the nearest float64; times of day are text; null,
* NaN and the empty text are missing; a moment without a zone is taken as UTC. `lines` is empty: rows have none.
* Throws UserError for a file that is cut off, damaged, encrypted or nested.
*/
async function readParquet(file, options) {
	const { groups, read } = await openParquet(file, options);
	return read(0, groups.length);
}
/** Opens a Parquet file; throws UserError as `readParquet` does. */
async function openParquet(file, options) {
	const { source } = options;
	const [{ parquetMetadataAsync, parquetSchema }, { compressors }] = await Promise.all([import("./vendor-parquet.js"), import("./src.js")]);
	const { access, explained } = openAccess(file, source);
	await refuseForeign(file, source);
	return explained(async () => {
		const metadata = await parquetMetadataAsync(access, {
			parsers,
			geoparquet: false
		});
		const planned = openColumns(parquetSchema(metadata), options);
		const groups = metadata.row_groups.map((group) => Number(group.num_rows));
		const starts = startsOf(groups);
		if (starts.at(-1) !== Number(metadata.num_rows)) throw new RangeError("its row groups do not have all of its rows");
		const readGroup = async (index, columns, row) => {
			for (const column of columns) {
				const from = {
					metadata,
					index,
					start: starts[index],
					access,
					compressors
				};
				await readColumn(from, column, row, source);
			}
		};
		const tableOf = (columns, rows) => ({
			source,
			rows,
			columns: columns.map((column) => finishColumn(column, rows)),
			lines: /* @__PURE__ */ new Uint32Array(0),
			bytes: file.bytes
		});
		const indexes = /* @__PURE__ */ new Map();
		const indexOf = (group, name) => {
			const key = `${group} ${name}`;
			const meta = findChunk(metadata.row_groups[group], name);
			const found = indexes.get(key) ?? indexPages(access, meta, groups[group]);
			indexes.set(key, found);
			return found;
		};
		return {
			columns: planned.map(({ cells, type }) => ({
				name: cells.name,
				type
			})),
			groups,
			sizes: metadata.row_groups.map((group, index) => sizeOf(group, groups[index])),
			readRows: (group, from, to) => explained(async () => {
				const columns = planned.map(emptied);
				for (const column of columns) {
					const pages = await indexOf(group, column.cells.name);
					await readColumnRows({
						metadata,
						index: group,
						access,
						compressors
					}, pages, column, {
						from,
						to,
						row: 0
					}, source);
				}
				return tableOf(columns, to - from);
			}),
			read: (from, to) => explained(async () => {
				const columns = planned.map(emptied);
				const first = starts[from] ?? 0;
				for (let index = from; index < to; index++) await readGroup(index, columns, starts[index] - first);
				return tableOf(columns, starts[to] - first);
			})
		};
	});
}
/** The file for hyparquet, and what turns its errors into ours; errors of the file itself pass through. */
function openAccess(file, source) {
	let failure;
	const access = {
		byteLength: file.bytes,
		async slice(start, end = file.bytes) {
			if (!(start >= 0 && start <= end && end <= file.bytes)) throw new RangeError("it points outside of the file");
			try {
				return new Uint8Array(await file.readRange(start, end)).buffer;
			} catch (cause) {
				failure = cause;
				throw cause;
			}
		}
	};
	const explained = async (act) => {
		try {
			return await act();
		} catch (cause) {
			throw failure ?? (cause instanceof UserError ? cause : damaged(source, cause));
		}
	};
	return {
		access,
		explained
	};
}
/** Cells are eight bytes in memory, and texts as long as they are. */
function sizeOf({ columns }, rows) {
	const stored = columns.reduce((sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0), 0);
	return Math.max(stored, rows * columns.length * 8);
}
/** The row that each row group starts with, and behind them the number of all rows. */
function startsOf(groups) {
	const starts = [0];
	for (const size of groups) {
		const next = (starts.at(-1) ?? 0) + size;
		if (!(size >= 0 && next < 2 ** 31)) throw new RangeError("it says to have more than 2,147,483,647 rows");
		starts.push(next);
	}
	return starts;
}
/** The column without what was read into it. */
function emptied(column) {
	return {
		...column,
		cells: createValueColumn(column.cells.name, false)
	};
}
function openColumns(schema, { source, columns, types = {} }) {
	const names = schema.children.map(({ element }) => element.name);
	const unknown = columns?.find((name) => !names.includes(name));
	if (unknown !== void 0) throw parquetError(source, `it has no column "${unknown}"${didYouMean(unknown, names)}`, "Check the name");
	if (names.length === 0) throw parquetError(source, "it has no columns", "Write the file again");
	if (names.length > limits.columns) throw parquetError(source, "it has more than 100,000 columns", "Split it into several files");
	const repeated = names.find((name, index) => names.indexOf(name) !== index);
	if (repeated !== void 0 && new Set(names).size < names.length) throw parquetError(source, `two columns are named "${repeated}"`, "Give each column a name of its own");
	return schema.children.filter(({ element }) => columns?.includes(element.name) ?? true).map(({ element, children }) => {
		const { name } = element;
		if (name.trim() === "" || name.length > limits.name) throw parquetError(source, "a column has no name, or one of more than 1,000 characters", "Rename it");
		const isNested = children.length > 0 || element.repetition_type === "REPEATED";
		const column = isNested ? void 0 : createParquetColumn(element);
		if (column?.type === "integer" && Object.hasOwn(types, name) && types[name] === "text") return {
			...column,
			type: "text"
		};
		if (column !== void 0) return column;
		const what = isNested ? "nested (a list, map or struct)" : `of a type that no table holds (${element.logical_type?.type ?? element.converted_type})`;
		throw parquetError(source, `column "${name}" is ${what}`, "Flatten or drop it first, for example with pyarrow's Table.flatten or drop_columns");
	});
}
function finishColumn({ cells, type }, rows) {
	const { name } = cells;
	if (type === "text") {
		const codes = new Int32Array(rows).fill(codeOf.missing);
		codes.set(cells.codes.subarray(0, rows));
		return textColumn(name, codes, cells.dictionary);
	}
	const values = new Float64Array(rows).fill(NaN);
	values.set(cells.values.subarray(0, rows));
	return {
		kind: "numeric",
		name,
		type,
		values,
		invalid: [],
		invalidCount: 0
	};
}

export { openParquet, readParquet };