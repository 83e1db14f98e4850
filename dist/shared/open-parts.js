import { judgePart, kernelPartLoops, openPlan, sampleRows, summarizeColumn } from "./open-plan.js";
import { UserError, instantiateColumns, instantiateCsv } from "./core.js";
import { deriveColumns } from "./expression.js";
import { countMissing } from "./relating.js";
import { cellText, findColumn, hashContent, textEntries } from "./data.js";
import { hashTexts } from "./profile.js";
import { hashKeys } from "./row-keys.js";
const { closeSync, openSync, readSync } = process.getBuiltinModule("node:fs");

// src/profile/profile-part.ts
/** What its summary tells of a part's column by itself: counts and extremes, which spare checks a look at its cells. */
function profilePart({ name, type }, summary) {
	const base = {
		name,
		type,
		role: "text",
		why: "",
		distinct: 0,
		distinct_error: 1
	};
	const { missing } = summary;
	if (summary.kind === "text") return {
		...base,
		count: summary.count,
		missing,
		invalid: 0,
		top_values: []
	};
	const { finite, infinite, min, max } = summary.moments;
	const isTime = type === "date" || type === "datetime";
	return {
		...base,
		count: finite + infinite,
		missing,
		invalid: summary.invalid,
		top_values: [],
		...finite > 0 && !isTime ? {
			min,
			max,
			infinite
		} : {}
	};
}

// src/parts/work-part.ts
/** Kept of each column's invalid cells by part. */
const keptInvalid = 100;
/** Reads a part and works out what is wanted of it, by those loops over numbers. */
async function workPart(work, index, read, loops) {
	const range = work.ranges[index];
	const seed = range.from + Math.imul(range.file, 2654435761);
	try {
		const { table, files, start, next, lines } = await read(range);
		const hashes = work.hashes ? hashContent(table, hashTexts) : {};
		const base = {
			...nothing(start, next),
			...hashes,
			rows: table.rows,
			lines,
			files
		};
		if (work.picked !== void 0) return {
			...base,
			cells: Array.from(work.picked[index], (row) => rowTexts(table, row))
		};
		if (work.keys !== void 0) {
			const whole = withDerived(table, work);
			return {
				...base,
				keys: work.keys.map((each) => hashKeys(whole, each)),
				rowLines: table.lines.slice()
			};
		}
		if (work.columns !== void 0) return {
			...base,
			...handOver(withDerived(table, work), work.columns)
		};
		const options = {
			seed,
			rows: work.rows,
			...loops && { loops }
		};
		const summaries = table.columns.map((column) => summarizeColumn(column, options));
		return {
			...base,
			summaries,
			sample: sampleRows(table, work.share, seed),
			missing: missingTogether(table, summaries),
			invalid: table.columns.map((column) => invalidOf(column, table.lines)),
			failures: await judgePart(withDerived(table, work), work.checks, table.columns.map((column, place) => profilePart(column, summaries[place])))
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
		files: [],
		summaries: [],
		high: /* @__PURE__ */ new Uint32Array(0),
		low: /* @__PURE__ */ new Uint32Array(0),
		sample: [],
		missing: [],
		invalid: [],
		failures: [],
		columns: [],
		rowLines: /* @__PURE__ */ new Uint32Array(0),
		cells: [],
		keys: []
	};
}
function rowTexts({ columns }, row) {
	return columns.map((column) => cellText(column, row));
}
/** Which columns are missing together; most columns miss nothing, and are not looked at. */
function missingTogether({ columns, rows }, summaries) {
	const places = [...columns.keys()].filter((place) => missingOf(summaries[place]) > 0);
	const asked = places.map((place) => columns[place]);
	return countMissing({
		columns: asked,
		rows
	}).map(({ columns: missing, rows }) => ({
		columns: missing.map((place) => places[place]),
		rows
	}));
}
/** Invalid cells count as missing here. */
function missingOf(summary) {
	return summary.kind === "text" ? summary.missing : summary.missing + summary.invalid;
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
/** Opens data to work through their parts, one after another; a file is only open while one of its parts is read. */
function openParts(work) {
	let file = -1;
	const close = () => {
		if (file >= 0) closeSync(file);
		file = -1;
	};
	const open = ({ path }) => {
		close();
		file = openSync(path, "r");
		return (position, target) => readSync(file, target, 0, target.length, position);
	};
	let instance;
	/** One for all parts, which knows their texts; another run's would be another's. */
	const kernel = () => {
		instance ??= instantiateCsv();
		return instance;
	};
	const readPart = openPlan(work.plan, open, kernel, work.columns === void 0);
	const loops = kernelPartLoops(instantiateColumns);
	return (part) => workPart(work, part, readPart, loops).finally(close);
}

export { openParts };