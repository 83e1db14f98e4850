const { writeFile } = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");

// src/services/duckdb-bindings.ts
/** Numbers of `duckdb_type` and `duckdb_statement_type` in duckdb.h. */
const duckdbNumbers = {
	boolean: 1,
	bigint: 5,
	ubigint: 9,
	double: 11,
	timestamp: 12,
	date: 13,
	varchar: 17,
	tinyint: 2,
	select: 1
};

// src/services/duckdb-append.ts
/** DuckDB's vectors hold so many rows. */
const chunkRows = 2048;
const double = {
	sql: "DOUBLE",
	type: duckdbNumbers.double,
	bytes: 8,
	write(values, from, count, to) {
		for (let i = 0; i < count; i++) to.setFloat64(i * 8, values[from + i], true);
	}
};
const layouts = {
	number: double,
	integer: {
		sql: "BIGINT",
		type: duckdbNumbers.bigint,
		bytes: 8,
		write: (values, from, count, to) => writeWhole(values, from, count, to, 1)
	},
	boolean: {
		sql: "BOOLEAN",
		type: duckdbNumbers.boolean,
		bytes: 1,
		write(values, from, count, to) {
			for (let i = 0; i < count; i++) to.setUint8(i, values[from + i] === 1 ? 1 : 0);
		}
	},
	date: {
		sql: "DATE",
		type: duckdbNumbers.date,
		bytes: 4,
		write(values, from, count, to) {
			for (let i = 0; i < count; i++) to.setInt32(i * 4, values[from + i] / 864e5, true);
		}
	},
	datetime: {
		sql: "TIMESTAMP",
		type: duckdbNumbers.timestamp,
		bytes: 8,
		write: (values, from, count, to) => writeWhole(values, from, count, to, 1e3)
	}
};
/** 64-bit integers from values below 2^53, by halves: bigints take ten times as long. */
function writeWhole(values, from, count, to, factor) {
	for (let i = 0; i < count; i++) {
		const whole = Math.round(values[from + i] * factor);
		to.setUint32(i * 8, whole, true);
		to.setInt32(i * 8 + 4, Math.floor(whole / 2 ** 32), true);
	}
}
/** The statement that makes a table for these columns. */
function createTableSql(name, columns) {
	const list = columns.map((column) => `${quoted(column.name)} ${sqlTypeOf(column.type)}`);
	return `CREATE TABLE ${quoted(name)} (${list.join(", ")})`;
}
/** A name as SQL has it whatever is in it. */
function quoted(name) {
	return `"${name.replaceAll("\"", "\"\"")}"`;
}
function sqlTypeOf(type) {
	return type === "text" ? "VARCHAR" : layouts[type].sql;
}
/** Adds rows to a table that has these columns. What is missing becomes NULL. */
function appendRows(duckdb, connection, table, { rows, columns }) {
	const types = columns.map(({ type }) => duckdb.create_logical_type(type === "text" ? duckdbNumbers.varchar : layouts[type].type));
	const writers = columns.map((column) => writerOf(duckdb, column));
	const chunk = duckdb.create_data_chunk(types);
	const appender = duckdb.appender_create(connection, "main", table);
	for (let from = 0; from < rows; from += chunkRows) {
		const count = Math.min(chunkRows, rows - from);
		duckdb.data_chunk_reset(chunk);
		for (const [index, write] of writers.entries()) write(duckdb.data_chunk_get_vector(chunk, index), from, count);
		duckdb.data_chunk_set_size(chunk, count);
		duckdb.append_data_chunk(appender, chunk);
	}
	duckdb.appender_close_sync(appender);
}
function writerOf(duckdb, column) {
	const validity = new Uint8Array(chunkRows / 8);
	const writeValidity = (vector, count, isMissing) => {
		validity.fill(255);
		for (let i = 0; i < count; i++) if (isMissing(i)) validity[i >> 3] &= ~(1 << (i & 7));
		duckdb.vector_ensure_validity_writable(vector);
		duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, validity.length);
	};
	if ("codes" in column) {
		const { codes } = column;
		const writeTexts = textWriter(duckdb, column);
		return (vector, from, count) => {
			writeValidity(vector, count, (i) => codes[from + i] < 0);
			writeTexts(vector, from, count);
		};
	}
	const { values, type } = column;
	const layout = type === "text" ? double : layouts[type];
	const scratch = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(chunkRows * 8));
	return (vector, from, count) => {
		writeValidity(vector, count, (i) => Number.isNaN(values[from + i]));
		layout.write(values, from, count, scratch);
		duckdb.copy_data_to_vector(vector, 0, scratch.buffer, 0, count * layout.bytes);
	};
}
/** A text of so many bytes lies in its vector, behind its length (duckdb.h, `duckdb_string_t`); longer ones elsewhere. */
const mostInlined = 12;
/** Copies short texts a chunk at a time, which is more than twice as fast as handing over each. */
function textWriter(duckdb, { codes, bytes, offsets }) {
	const size = offsets.length - 1;
	const cells = new Uint8Array(size * 16);
	const long = [];
	for (let code = 0; code < size; code++) {
		const text = bytes.subarray(offsets[code], offsets[code + 1]);
		if (text.length > mostInlined) long[code] = text;
		else {
			cells[code * 16] = text.length;
			cells.set(text, code * 16 + 4);
		}
	}
	const words = new Uint32Array(cells.buffer);
	const scratch = new Uint32Array(chunkRows * 4);
	return (vector, from, count) => {
		scratch.fill(0);
		for (let i = 0; i < count; i++) {
			const code = codes[from + i];
			if (code >= 0) for (let word = 0; word < 4; word++) scratch[i * 4 + word] = words[code * 4 + word];
		}
		duckdb.copy_data_to_vector(vector, 0, scratch.buffer, 0, count * 16);
		for (let i = 0; i < count; i++) {
			const text = long[codes[from + i]];
			if (text !== void 0) duckdb.vector_assign_string_element_len(vector, i, text);
		}
	};
}

// src/services/duckdb-select.ts
/** Table functions that make rows of their arguments alone. Others read files, settings or memory, or change settings. */
const tableFunctions = /* @__PURE__ */ new Set([
	"range",
	"generate_series",
	"unnest",
	"repeat",
	"json_each",
	"json_tree"
]);
/** The first table function of the statement that a check must not call; `at` is its byte in the text. */
function findForeignFunction(parsed) {
	if (typeof parsed !== "object" || parsed === null) return void 0;
	const node = parsed;
	if (node.type === "TABLE_FUNCTION") {
		const name = String(node.function?.function_name).toLowerCase();
		if (!tableFunctions.has(name)) return {
			name,
			at: node.function?.query_location
		};
	}
	for (const each of Object.values(parsed)) {
		const found = findForeignFunction(each);
		if (found) return found;
	}
}
/**
* The statement with DuckDB's `rowid` of the table `data` behind its columns, as JSON, where each row that it returns
* comes from one row of `data`: a plain SELECT from it, or from it joined with others. It may still turn out not to
* bind, where the columns are aggregates. Undefined for every other statement.
*/
function withRowId(json) {
	if (json.includes(mark)) return void 0;
	const parsed = JSON.parse(keepNumbers(json));
	const node = parsed.statements?.[0]?.node;
	if (node?.type !== "SELECT_NODE" || node.select_list === void 0) return void 0;
	if ((node.group_expressions?.length ?? 0) > 0 || (node.group_sets?.length ?? 0) > 0 || node.aggregate_handling !== "STANDARD_HANDLING" || node.modifiers?.some(({ type }) => type === "DISTINCT_MODIFIER")) return void 0;
	const [table, ...others] = tablesOf(node.from_table).filter(({ table_name = "" }) => /^data$/i.test(table_name));
	if (table === void 0 || others.length > 0) return void 0;
	node.select_list.push({
		class: "COLUMN_REF",
		type: "COLUMN_REF",
		alias: "",
		column_names: [table.alias || "data", "rowid"]
	});
	return JSON.stringify(parsed).replaceAll(markedNumber, "$1");
}
const mark = "mlops number ";
const markedNumber = new RegExp(`"${mark}([^"]*)"`, "g");
/** JSON with the numbers that JavaScript would write in another way, or cannot hold, as marked texts. */
function keepNumbers(json) {
	return json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => token.startsWith("\"") || String(Number(token)) === token ? token : `"${mark}${token}"`);
}
function tablesOf(from) {
	if (from?.type === "BASE_TABLE") return [from];
	return from?.type === "JOIN" ? [...tablesOf(from.left), ...tablesOf(from.right)] : [];
}

// src/services/duckdb-query.ts
const keptRows = 100;
const view = "\"mlops returned\"";
/**
* Counts the rows that a SELECT returns, and finds which rows of `data` they are: by its column `rowid`, which plain
* SELECTs get. Everything but one SELECT over the tables that are there is refused before it is bound.
*/
async function countReturned(duckdb, connection, sql) {
	let isBound = false;
	try {
		const { extracted_statements, statement_count } = await duckdb.extract_statements(connection, sql);
		if (statement_count > 1) return refused(`it has ${statement_count} statements, and a check is one SELECT`);
		const json = await textOf(duckdb, connection, "SELECT json_serialize_sql($1::VARCHAR)", sql);
		const flaw = flawOf(json, sql);
		if (flaw) return flaw;
		const prepared = await duckdb.prepare_extracted_statement(connection, extracted_statements, 0);
		if (duckdb.prepared_statement_type(prepared) !== duckdbNumbers.select) return refused(onlySelect);
		if (duckdb.nparams(prepared) > 0) return refused("it has parameters, and there are no values for them");
		await duckdb.query(connection, `CREATE OR REPLACE TEMP VIEW ${view} AS ${sql}`);
		const isLocated = await hasRowId(duckdb, connection) || await locate(duckdb, connection, withRowId(json));
		isBound = true;
		return await count(duckdb, connection, isLocated);
	} catch (error) {
		return explain(error, sql, isBound);
	}
}
const onlySelect = "a check is one SELECT, and nothing else is allowed";
function refused(message, offset) {
	return {
		problem: "query",
		message,
		...offset === void 0 ? {} : { offset }
	};
}
/** What is wrong with the statement before it is looked up what it names. */
function flawOf(json, sql) {
	const parsed = JSON.parse(json);
	if (parsed.error) return /^Only SELECT/.test(parsed.error_message ?? "") ? refused(onlySelect) : refused(cleaned(parsed.error_message ?? ""), offsetOf(sql, parsed.position));
	if (parsed.statements?.length !== 1) return refused(onlySelect);
	const foreign = findForeignFunction(parsed);
	if (foreign === void 0) return void 0;
	return refused(`${foreign.name}() is not allowed: a check sees the data and nothing else`, offsetOf(sql, foreign.at));
}
/** Whether what is returned has whole numbers named `rowid`. */
async function hasRowId(duckdb, connection) {
	const prepared = await duckdb.prepare(connection, `SELECT * FROM ${view}`);
	const columns = Array.from({ length: duckdb.prepared_statement_column_count(prepared) }, (_, index) => ({
		name: duckdb.prepared_statement_column_name(prepared, index),
		type: duckdb.prepared_statement_column_type(prepared, index)
	}));
	const { tinyint, ubigint } = duckdbNumbers;
	return columns.some(({ name, type }) => /^rowid$/i.test(name) && type >= tinyint && type <= ubigint);
}
/** Puts the statement with `rowid` in the view's place; the view stays as it was where that cannot be. */
async function locate(duckdb, connection, json) {
	if (json === void 0) return false;
	try {
		const sql = await textOf(duckdb, connection, "SELECT json_deserialize_sql($1::JSON)", json);
		await duckdb.query(connection, `CREATE OR REPLACE TEMP VIEW ${view} AS ${sql}`);
		return await hasRowId(duckdb, connection);
	} catch {
		return false;
	}
}
async function count(duckdb, connection, isLocated) {
	if (!isLocated) {
		const [returned = 0] = await wholeNumbers(duckdb, await duckdb.prepare(connection, `SELECT count(*) FROM ${view}`));
		return {
			returned,
			first: []
		};
	}
	const [returned = 0, ...first] = await wholeNumbers(duckdb, await duckdb.prepare(connection, `WITH returned AS MATERIALIZED (SELECT rowid::BIGINT AS id FROM ${view})
     SELECT count(*)::BIGINT FROM returned UNION ALL
     (SELECT DISTINCT id FROM returned WHERE id >= 0 ORDER BY id LIMIT ${keptRows})`));
	return {
		returned,
		first
	};
}
/** The first column of a result. */
async function wholeNumbers(duckdb, prepared) {
	const result = await duckdb.execute_prepared(prepared);
	const numbers = [];
	for (;;) {
		const chunk = await duckdb.fetch_chunk(result);
		const size = chunk === null ? 0 : duckdb.data_chunk_get_size(chunk);
		if (chunk === null || size === 0) return numbers;
		const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 0), size * 8);
		const view = new DataView(bytes.buffer, bytes.byteOffset);
		for (let i = 0; i < size; i++) numbers.push(Number(view.getBigInt64(i * 8, true)));
	}
}
/** The one text that a statement with one parameter gives. A text of 12 bytes or fewer lies in its place, others elsewhere. */
async function textOf(duckdb, connection, sql, argument) {
	const prepared = await duckdb.prepare(connection, sql);
	duckdb.bind_varchar(prepared, 1, argument);
	const chunk = await duckdb.fetch_chunk(await duckdb.execute_prepared(prepared));
	if (chunk === null) throw new Error("no text came back");
	const place = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 0), 16);
	const length = new DataView(place.buffer, place.byteOffset).getUint32(0, true);
	const bytes = length <= 12 ? place.subarray(4, 4 + length) : duckdb.get_data_from_pointer(place.buffer, place.byteOffset + 8, length);
	return new TextDecoder().decode(bytes);
}
/** Kinds of errors that speak of the query and the names in it; all others may quote values. */
const spokenKinds = /* @__PURE__ */ new Set([
	"Parser",
	"Binder",
	"Catalog",
	"Syntax",
	"Not implemented"
]);
const valueProblems = {
	Conversion: "a value cannot be converted to the type that the query asks for; TRY_CAST gives NULL there",
	"Out of Range": "a number is out of range",
	"Divide by Zero": "a number is divided by zero",
	"Invalid Input": "a function got a value that it cannot take"
};
function explain(error, sql, isBound) {
	const { kind, message, position } = readError(error instanceof Error ? error.message : String(error));
	if (kind === "Out of Memory") return { problem: "memory" };
	if (kind === "Permission") return refused("it reaches for a file, and a check sees the data and nothing else");
	if (!isBound && kind !== void 0 && spokenKinds.has(kind)) return refused(cleaned(message), offsetOf(sql, position));
	return {
		problem: "value",
		message: valueProblems[kind ?? ""] ?? `DuckDB stops with ${aKind(kind)}`
	};
}
function aKind(kind) {
	return kind === void 0 || !/^[A-Za-z ]{1,40}$/.test(kind) ? "an error" : `an error of kind "${kind}"`;
}
/** DuckDB's errors are JSON (`errors_as_json`), some behind a word on their kind. */
function readError(text) {
	try {
		const parsed = JSON.parse(text.slice(Math.max(0, text.indexOf("{"))));
		return {
			kind: String(parsed.exception_type),
			message: String(parsed.exception_message),
			position: parsed.position
		};
	} catch {
		return { message: text };
	}
}
/** One line of what DuckDB says, without its advice on extensions. */
function cleaned(message) {
	const [first = ""] = message.split(/\n\n/);
	const line = first.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim().replace(/[.!]$/, "");
	return line.length > 300 ? `${line.slice(0, 300)}\u2026` : line;
}
/** DuckDB counts bytes. */
function offsetOf(sql, position) {
	const bytes = Number(position ?? NaN);
	const text = new TextEncoder().encode(sql);
	return bytes >= 0 && bytes <= text.length ? new TextDecoder().decode(text.subarray(0, bytes)).length : void 0;
}

// src/services/duckdb-process.ts
/** How the process ends when it has more memory than it may have. */
const memoryExitCode = 77;
/** Beyond DuckDB's own limit, which not all of its functions obey: for Node, the library and what it lost count of. */
const spareMemory = 1 << 30;
/** The process's side of a session: serves requests one after the other until its parent is gone. */
function serveDuckDb(channel, load) {
	let duckdb;
	let connection;
	const tables = /* @__PURE__ */ new Set();
	const serve = async (request) => {
		if ("open" in request) {
			const { module, memory } = request.open;
			const watch = () => {
				if (channel.memoryUsage.rss() > memory + spareMemory) channel.exit(77);
			};
			setInterval(watch, 20);
			duckdb = load(module);
			connection = await openSandbox(duckdb, request.open);
			return { done: true };
		}
		if ("append" in request) {
			const { append: name, rows, columns } = request;
			if (!tables.has(name)) await duckdb.query(connection, createTableSql(name, columns));
			tables.add(name);
			appendRows(duckdb, connection, name, {
				rows,
				columns
			});
			return { done: true };
		}
		return { answer: await countReturned(duckdb, connection, request.query) };
	};
	channel.on("disconnect", () => channel.exit());
	channel.on("message", (request) => {
		serve(request).catch(failed).then((reply) => channel.send?.(reply));
	});
}
function failed(error) {
	const failure = error instanceof Error ? error.message : String(error);
	return failure.includes("\"Out of Memory\"") ? { answer: { problem: "memory" } } : { failure };
}
/** Where memory runs out, this process is the one to end; only Linux can be told. */
async function volunteerForOutOfMemory() {
	await writeFile("/proc/self/oom_score_adj", "1000").catch(() => {});
}
/**
* A database that reaches nothing outside: no files but its own, no network, no extensions, and no way to change that.
* https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
*/
async function openSandbox(duckdb, { memory, threads, scratch }) {
	const config = duckdb.create_config();
	const settings = {
		temp_directory: scratch === void 0 ? "" : path.join(scratch, "spill"),
		enable_external_access: "false",
		autoinstall_known_extensions: "false",
		autoload_known_extensions: "false",
		allow_community_extensions: "false",
		allow_persistent_secrets: "false",
		memory_limit: `${memory}B`,
		threads: String(threads),
		errors_as_json: "true"
	};
	for (const [name, value] of Object.entries(settings)) duckdb.set_config(config, name, value);
	const file = scratch === void 0 ? ":memory:" : path.join(scratch, "data.duckdb");
	const connection = await duckdb.connect(await duckdb.open(file, config));
	await duckdb.query(connection, "SET TimeZone = 'UTC'");
	if (scratch === void 0) await duckdb.query(connection, "SET disabled_filesystems = 'LocalFileSystem'");
	await duckdb.query(connection, "SET lock_configuration = true");
	return connection;
}

export { serveDuckDb, volunteerForOutOfMemory };