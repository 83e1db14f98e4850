import { createPartRoom, hashTexts, judgePart, sampleRows, scanCsvPart, summarizeColumn } from "./csv-part.js";
import { UserError, deriveColumns, findColumn, hashContent, instantiateCsv, textEntries } from "./core.js";
import { countMissing } from "./count-missing.js";
import { closeSync, openSync, readSync } from "node:fs";

// src/parts/open-plan.ts
/** Opens a file by its plan; the answer reads one part. */
function openPlan(plan, read, kernel) {
	if (plan.format === "csv") {
		const room = createPartRoom();
		return async (range) => ({
			...scanCsvPart(read, plan, range, kernel, room),
			texts: []
		});
	}
	let opened;
	return async (range) => {
		opened ??= openParquet(plan, read);
		const { table, texts } = await (await opened)(range);
		return {
			table,
			texts,
			start: range.from,
			next: range.to,
			lines: 0,
			evidence: []
		};
	};
}
async function openParquet(plan, read) {
	const { openParquetParts } = await import("./parquet-part.js");
	const readRange = async (start, end) => {
		const bytes = new Uint8Array(end - start);
		return bytes.subarray(0, read(start, bytes));
	};
	return openParquetParts({
		bytes: plan.bytes,
		readRange
	}, plan);
}

// src/parts/work-part.ts
/** Kept of each column's invalid cells by part. */
const keptInvalid = 100;
/** Reads a part and works out what is wanted of it. */
async function workPart(work, index, read) {
	const range = work.ranges[index];
	try {
		const { table, evidence, texts, start, next, lines } = await read(range);
		const hashes = work.hashes ? hashContent(table, hashTexts) : {};
		const base = {
			...nothing(start, next),
			...hashes,
			rows: table.rows,
			lines,
			evidence,
			texts
		};
		if (work.columns !== void 0) return {
			...base,
			...handOver(withDerived(table, work), work.columns)
		};
		return {
			...base,
			summaries: table.columns.map((column) => summarizeColumn(column, {
				seed: range.from,
				rows: work.rows
			})),
			sample: sampleRows(table, work.share, range.from),
			missing: missingTogether(table),
			invalid: table.columns.map((column) => invalidOf(column, table.lines)),
			failures: await judgePart(withDerived(table, work), work.checks)
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const { message, hint, place } = error;
		return {
			...nothing(range.from, range.to),
			fault: {
				message,
				hint,
				place
			}
		};
	}
}
function withDerived(table, { derive }) {
	return Object.keys(derive).length === 0 ? table : deriveColumns(table, derive);
}
function nothing(start, next) {
	return {
		start,
		next,
		rows: 0,
		lines: 0,
		evidence: [],
		texts: [],
		summaries: [],
		high: /* @__PURE__ */ new Uint32Array(0),
		low: /* @__PURE__ */ new Uint32Array(0),
		sample: [],
		missing: [],
		invalid: [],
		failures: [],
		columns: [],
		rowLines: /* @__PURE__ */ new Uint32Array(0)
	};
}
/** Which columns are missing together; most columns miss nothing, and are not looked at again. */
function missingTogether(table) {
	const places = [...table.columns.keys()].filter((place) => hasMissing(table.columns[place]));
	const columns = places.map((place) => table.columns[place]);
	return countMissing({
		columns,
		rows: table.rows
	}).map(({ columns: missing, rows }) => ({
		columns: missing.map((place) => places[place]),
		rows
	}));
}
function hasMissing(column) {
	return column.kind === "text" ? column.codes.includes(-1) : column.values.includes(NaN);
}
function invalidOf(column, lines) {
	if (column.kind === "text") return {
		cells: [],
		count: 0
	};
	return {
		cells: column.invalid.slice(0, keptInvalid).map((cell) => {
			const line = lines[cell.row];
			return line === void 0 ? cell : {
				...cell,
				line
			};
		}),
		count: column.invalidCount
	};
}
/** Columns as plain data, the texts in `entries` alone: a reader's text column decodes them when asked, which cannot be sent. */
function handOver(table, wanted) {
	return {
		columns: wanted.flatMap(({ name, isHashed }) => {
			const column = findColumn(table, name);
			if (column === void 0) return [];
			if (column.kind === "numeric") return [{
				...column,
				values: column.values.slice()
			}];
			const codes = column.codes.slice();
			if (isHashed) return [{
				kind: "hashed",
				name,
				codes,
				...hashTexts(column)
			}];
			const { size, bytes, offsets } = textEntries(column);
			return [{
				kind: "text",
				name,
				type: "text",
				codes,
				dictionary: [],
				entries: {
					size,
					bytes: bytes.slice(0, offsets[size]),
					offsets: offsets.slice(0, size + 1)
				}
			}];
		}),
		rowLines: table.lines.slice()
	};
}

// src/runner/open-parts.ts
let compiled;
/** The thread's own instance, used for one part after another. */
function kernel() {
	compiled ??= instantiateCsv();
	return compiled;
}
/** Opens a file to work through its parts, one after another; it is only open while one is read. */
function openParts({ path, work }) {
	let file = -1;
	const read = (position, target) => readSync(file, target, 0, target.length, position);
	const readPart = openPlan(work.plan, read, kernel);
	return async (part) => {
		file = openSync(path, "r");
		try {
			return await workPart(work, part, readPart);
		} finally {
			closeSync(file);
		}
	};
}

export { openParts };