import { UserError } from "./core.js";
import { countPresent, createColumn, csvError, emptyTally, finishText, inferType, invalidCells, kindOf, limits, openKernelScanner, retype, scanRecords, startScan, tallyDictionary, typeByFlags } from "./data.js";

// src/tables/column-evidence.ts
/** A part's column, as of the type that is expected, and what speaks for or against it. */
function finishAs(column, rows, expected) {
	const isText = column.kind === 0;
	const tally = isText && column.forced === void 0 ? tallyDictionary(column, rows, Infinity) : emptyTally();
	if (isText && expected === "text") return {
		column: finishText(column, rows, true),
		evidence: evidenceOf(column, {
			isText,
			tally,
			fitting: 0
		})
	};
	if (isText) retype(column, expected === "text" ? "boolean" : expected, rows);
	const values = column.values.subarray(0, rows);
	const { name, misfits } = column;
	return {
		column: {
			kind: "numeric",
			name,
			type: expected === "text" ? "number" : expected,
			values,
			...invalidCells(misfits)
		},
		evidence: evidenceOf(column, {
			isText,
			tally,
			fitting: countPresent(values)
		})
	};
}
function evidenceOf(column, seen) {
	const { hasDecimal, hasAmbiguous, hasPadded, hasInfinite, hasTime, misfits } = column;
	return {
		...seen,
		isDate: column.kind === 2,
		invalid: misfits.rows.length,
		hasDecimal,
		hasAmbiguous,
		hasPadded,
		hasInfinite,
		hasTime
	};
}
/** What the type of a column is to be told from whose cells look so. */
function evidenceOfTexts(tally) {
	return {
		isText: true,
		tally,
		isDate: false,
		fitting: 0,
		invalid: 0,
		hasDecimal: false,
		hasAmbiguous: false,
		hasPadded: false,
		hasInfinite: false,
		hasTime: false
	};
}
/** Adds the evidence of a later part to that of the ones before; `into` is changed. */
function addEvidence(into, from) {
	for (const shape of Object.keys(into.tally)) into.tally[shape] += from.tally[shape];
	into.fitting += from.fitting;
	into.invalid += from.invalid;
	into.hasDecimal ||= from.hasDecimal;
	into.hasAmbiguous ||= from.hasAmbiguous;
	into.hasPadded ||= from.hasPadded;
	into.hasInfinite ||= from.hasInfinite;
	into.hasTime ||= from.hasTime;
}
/** The type by all parts' evidence: as `inferType` and the scan of a whole file have it. */
function settledType(evidence) {
	if (evidence.isText) return inferType(evidence.tally);
	return typeByFlags(evidence);
}

// src/tables/csv-part.ts
/**
* Room that grows with the first part. Where texts are kept, a part's dictionaries hold texts of earlier ones too, in no
* row of it: what is worked out of a text once need not be again.
*/
function createPartRoom(keepsTexts = false) {
	return {
		values: [],
		codes: [],
		lines: /* @__PURE__ */ new Uint32Array(0),
		buffer: new Uint8Array(window + 1),
		scanner: void 0,
		keepsTexts
	};
}
const window = 1 << 18;
/**
* Scans the records that start in a range of a file. A part whose start was guessed is only right if the part before
* ends there: a line end inside of quotes looks like one between records. Throws UserError for what is no CSV; its
* line counts from the part's start.
*/
function scanCsvPart(read, plan, range, kernel, room = createPartRoom()) {
	const start = range.isExact ? range.from : findLineEnd(read, range.from - 1, plan.bytes) + 1;
	const scan = startPart(plan, range.line ?? 0, room);
	if (start >= range.to) return finishPart(scan, plan, {
		range,
		room,
		start,
		next: start
	});
	room.scanner?.resume(scan);
	const scanner = room.scanner ?? (kernel === void 0 ? void 0 : openKernelScanner(kernel, scan));
	room.scanner = void 0;
	const step = (buffer, end, isLast) => scanner === void 0 ? scanRecords(scan, buffer, 0, end, isLast) : scanner.scan(buffer, 0, end, isLast);
	let { buffer } = room;
	let filled = 0;
	let at = start;
	const take = (until) => {
		const count = read(at, buffer.subarray(filled, filled + Math.min(buffer.length - 1 - filled, until - at)));
		if (count === 0) throw new UserError(`Cannot read "${plan.source}": the file changed while it was read`);
		filled += count;
		at += count;
	};
	const scanFilled = (isLast) => {
		const consumed = step(buffer, filled, isLast);
		buffer.copyWithin(0, consumed, filled);
		filled -= consumed;
		if (isLast || filled === 0) return;
		refuseLong(scan, filled, scan.pendingStart - consumed);
		if (filled * 2 >= buffer.length) buffer = widened(buffer);
	};
	while (at < range.to) {
		take(range.to);
		scanFilled(at === plan.bytes);
	}
	while (filled > 0 && at < plan.bytes) {
		const lineEnd = Math.min(plan.bytes, findLineEnd(read, at, plan.bytes) + 1);
		while (at < lineEnd) {
			take(lineEnd);
			scanFilled(at === plan.bytes);
		}
	}
	room.buffer = buffer;
	if (!room.keepsTexts) scanner?.finish();
	else if (scanner?.pause()) room.scanner = scanner;
	return finishPart(scan, plan, {
		range,
		room,
		start,
		next: at - filled
	});
}
/** The place of the first line feed from `position` on; `end` where there is none. */
function findLineEnd(read, position, end) {
	const block = /* @__PURE__ */ new Uint8Array(4096);
	for (let at = position; at < end;) {
		const count = read(at, block);
		if (count === 0) break;
		const index = block.subarray(0, count).indexOf(10);
		if (index >= 0) return at + index;
		at += count;
	}
	return end;
}
function startPart(plan, line, room) {
	const columns = plan.columns.map(({ name, type, isDeclared, rule }) => {
		const column = createColumn(name, isDeclared ? type : void 0, rule);
		if (!isDeclared) column.kind = kindOf(type, rule);
		return column;
	});
	const capacity = room.lines.length;
	for (const [index, column] of columns.entries()) if (column.kind === 0) {
		column.codes = sized(room.codes[index], capacity) ?? new Int32Array(capacity);
		column.values = sized(room.values[index], capacity) ?? column.values;
	} else column.values = sized(room.values[index], capacity) ?? new Float64Array(capacity);
	return startScan({
		source: plan.source,
		columns,
		line,
		marks: plan.marks,
		lines: room.lines
	});
}
/** The array where it has that length. */
function sized(array, length) {
	return array?.length === length ? array : void 0;
}
function finishPart(scan, plan, of) {
	const { rows } = scan;
	const { range, room, start, next } = of;
	room.lines = scan.lines;
	room.codes = scan.columns.map(({ codes }) => codes);
	const finished = scan.columns.map((column, index) => finishAs(column, rows, plan.columns[index]?.type ?? "text"));
	room.values = scan.columns.map(({ values }) => values);
	return {
		table: {
			source: plan.source,
			rows,
			columns: finished.map(({ column }) => column),
			lines: scan.lines.subarray(0, rows),
			bytes: next - start,
			digest: ""
		},
		evidence: finished.map(({ evidence }) => evidence),
		start,
		next,
		lines: scan.line - (range.line ?? 0)
	};
}
function refuseLong(scan, filled, pendingStart) {
	const place = {
		line: scan.line,
		column: scan.pendingColumn
	};
	if (filled - pendingStart > limits.cell) throw csvError(scan, place, "cell");
	if (filled > limits.record) throw csvError(scan, place, "record");
}
function widened(buffer) {
	const wider = new Uint8Array(buffer.length * 2);
	wider.set(buffer);
	return wider;
}

export { addEvidence, createPartRoom, evidenceOfTexts, findLineEnd, scanCsvPart, settledType };