import { UserError } from "./core.js";
import { createJsonScan, openJsonFeed } from "./json-feed.js";
import { finishValueColumn, tallyValues } from "./tables.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/tables/read-json.ts
/**
* Reads objects into a table: JSON Lines (one object a line, blank lines skipped), or a list of objects where the
* first byte is `[`. Columns are the keys in order of first appearance; a key that is not there, null, NaN and the
* empty text are missing. Types are JSON's, judged over all rows by `inferType`; texts may be ISO dates, never
* numbers. Opens the file a second time where a column turns out to be text and holds other values too. Throws
* UserError with line and column for what cannot be read.
*/
async function readJson(open, options) {
	const { source } = options;
	const types = new Map(Object.entries(options.types ?? {}));
	const declared = [...options.texts ?? [], ...[...types.keys()].filter((name) => types.get(name) === "text")];
	const first = await scanFile(open, options, new Set(declared));
	const columns = first.scan.columns.map((column) => finishValueColumn(column, first.scan.rows, types.get(column.name)));
	if (columns.every((column) => column !== void 0)) return tableOf(first, columns);
	const texts = first.scan.columns.filter((_, index) => columns[index] === void 0);
	const second = await scanFile(open, options, /* @__PURE__ */ new Set([...declared, ...texts.map(({ name }) => name)]));
	const again = second.scan.columns.map((column) => finishValueColumn(column, second.scan.rows, types.get(column.name)));
	if (second.digest === first.digest && again.every((column) => column !== void 0)) {
		for (const [index, column] of again.entries()) if (column.kind === "text" && columns[index] === void 0) column.tally = tallyValues(first.scan.columns[index], first.scan.rows);
		return tableOf(second, again);
	}
	throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
}
function tableOf({ scan, bytes, digest }, columns) {
	if (columns.length === 0) throw withoutKeys(scan.source, scan.rows);
	return {
		source: scan.source,
		rows: scan.rows,
		columns,
		lines: scan.lines.slice(0, scan.rows),
		bytes,
		digest
	};
}
/** The error of a file without a column. */
function withoutKeys(source, rows) {
	return new UserError(`Cannot read "${source}": ${rows === 0 ? "it has no objects" : "its objects have no keys"}`, {
		file: source,
		hint: "Write one object a line, or a list of objects"
	});
}
async function scanFile(open, options, texts) {
	const hash = createHash("sha256");
	const scan = createJsonScan(options.source, texts);
	const feed = openJsonFeed(scan, "start", options.window);
	let total = 0;
	for await (const chunk of open()) {
		hash.update(chunk);
		feed.add(chunk);
		total += chunk.length;
		options.onProgress?.(total);
	}
	feed.end();
	return {
		scan,
		bytes: total,
		digest: hash.digest("hex")
	};
}

export { readJson, withoutKeys };