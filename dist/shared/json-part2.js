import { UserError } from "./core.js";
import { declaredType } from "./data.js";
import { evidenceOfTexts, findLineEnd, settledType } from "./csv-part.js";
import { emptyColumn, finishWithTally } from "./tables.js";
import { createJsonScan, openJsonFeed, refuseSparse } from "./json-feed.js";

// src/tables/json-part.ts
const window = 1 << 18;
/** Reads the objects of a range. Throws UserError as `readJson`; its line counts from the range's. */
async function readJsonPart(read, plan, range) {
	const { source, columns, declared = {}, isList } = plan;
	const written = columns.flatMap(({ name, isWritten }) => isWritten ? [name] : []);
	const scan = createJsonScan(source, /* @__PURE__ */ new Set([...written, ...declaredTexts(declared)]));
	const { start, next } = isList ? scanList(read, plan, range, scan) : scanLines(read, plan, range, scan);
	const { rows } = scan;
	refuseSparse(scan, rows, columns.length);
	const expected = new Map(columns.map(({ name, type, base = type }) => [name, widened(base)]));
	const finished = scan.columns.map((column) => ({
		name: column.name,
		...finishWithTally(column, rows, expected.get(column.name))
	}));
	const byName = new Map(finished.map(({ name, column }) => [name, column]));
	return {
		table: {
			source,
			rows,
			columns: (await declaredAs([...expected].map(([name, type]) => byName.get(name) ?? emptyColumn(name, type, rows)), plan.declared)).map((column, index) => labelled(column, columns[index].type)),
			lines: scan.lines.subarray(0, rows),
			bytes: next - start,
			digest: ""
		},
		seen: finished.map(({ name, tally, isMixed }) => ({
			name,
			cells: evidenceOfTexts(tally),
			hasNumbers: isMixed
		})),
		start,
		next,
		lines: scan.line - (range.line ?? 0)
	};
}
/** Other parts may hold decimals and times. */
function widened(type) {
	return type === "integer" ? "number" : type === "date" ? "datetime" : type;
}
function labelled(column, type) {
	return column.kind === "numeric" && type !== "text" ? {
		...column,
		type
	} : column;
}
/** The parts of a file of lines begin behind the line ends from the range's ends on: no text holds any. */
function scanLines(read, plan, range, scan) {
	const { bytes } = plan;
	scan.line = range.line ?? 0;
	const start = range.isExact ? range.from : Math.min(bytes, findLineEnd(read, range.from - 1, bytes) + 1);
	if (start >= range.to) return {
		start,
		next: start
	};
	const next = range.to === bytes ? bytes : Math.min(bytes, findLineEnd(read, range.to - 1, bytes) + 1);
	const feed = openJsonFeed(scan, start === 0 ? "start" : "before");
	for (const chunk of chunksOf(read, plan, start, next)) feed.add(chunk);
	feed.end();
	return {
		start,
		next
	};
}
/** A part of a list ends behind the comma behind its last element, which may be further on where the list is no JSON. */
function scanList(read, plan, range, scan) {
	const { from, to, line = 0, lineStart = from } = range;
	scan.isList = true;
	scan.line = line;
	scan.lineStart = lineStart - from;
	const feed = openJsonFeed(scan, from === 0 ? "start" : "before");
	for (const chunk of chunksOf(read, plan, from, to)) feed.add(chunk);
	let next = to;
	while (next < plan.bytes && !feed.isBetween()) {
		const more = Math.min(plan.bytes, next + window);
		for (const chunk of chunksOf(read, plan, next, more)) feed.add(chunk);
		next = more;
	}
	if (next === plan.bytes) feed.end();
	return {
		start: from,
		next
	};
}
function* chunksOf(read, { source }, from, to) {
	const buffer = new Uint8Array(Math.min(window, to - from));
	for (let at = from; at < to;) {
		const count = read(at, buffer.subarray(0, to - at));
		if (count === 0) throw new UserError(`Cannot read "${source}": the file changed while it was read`);
		yield buffer.subarray(0, count);
		at += count;
	}
}
/** Reads the objects in the first bytes of a file; undefined where there are none as a whole, and the file has more. */
function glanceAtObjects(head, bytes, { source, declared = {} }) {
	const texts = declaredTexts(declared);
	const scan = createJsonScan(source, new Set(texts));
	const feed = openJsonFeed(scan, "start");
	feed.add(head);
	if (head.length === bytes) feed.end();
	else feed.isBetween();
	const { rows, isList } = scan;
	if (rows === 0 && head.length < bytes) return void 0;
	const columns = scan.columns.map((column) => {
		const isWritten = texts.includes(column.name);
		const { tally } = finishWithTally(column, rows);
		const base = isWritten ? "text" : settledType(evidenceOfTexts(tally));
		return planJsonColumn(column.name, base, {
			declared,
			isWritten
		});
	});
	return {
		isList,
		rows,
		end: head.length,
		columns
	};
}
/** Columns whose values are texts, numbers as they are written, by what is declared. */
function declaredTexts(declared) {
	return Object.keys(declared).filter((name) => declared[name]?.type === "text");
}
/** The columns of objects, before and after what is declared of them. */
function planJsonColumn(name, base, { declared = {}, isWritten }) {
	const own = Object.hasOwn(declared, name) ? declared[name] : void 0;
	return {
		name,
		type: declaredType(own ?? {}) ?? base,
		base,
		isDeclared: false,
		rule: {},
		isWritten
	};
}
async function declaredAs(columns, declared) {
	if (declared === void 0) return columns;
	const { declareColumns } = await import("./declare-columns2.js");
	return declareColumns(columns, declared);
}

export { declaredTexts, glanceAtObjects, planJsonColumn, readJsonPart };