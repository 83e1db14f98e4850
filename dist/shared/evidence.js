import { UserError } from "./core.js";
import { _enum, _null, array, boolean, discriminatedUnion, int, literal, number, record, strictObject, string, union } from "./vendor-zod.js";
import { quoteField } from "./tables.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/evidence/metrics-file.ts
/** Schema of `metrics.json`. */
const metricsSchema = "mlops/metrics@1";
/** The text of `metrics.json`; an undefined metric is written as null, as JSON has no NaN. */
function renderMetricsFile(file) {
	const value = {
		schema: metricsSchema,
		task: file.task,
		rows: file.rows,
		metrics: file.metrics,
		dummy: file.dummy,
		...file.dummyOutputs && { dummy_outputs: Array.from(file.dummyOutputs) },
		...file.crossValidation && { cross_validation: file.crossValidation },
		...file.training && { train: file.training },
		evaluation_digest: file.evaluationDigest,
		model_digest: file.modelDigest
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}

// src/evidence/digest.ts
/** SHA-256 of a file's content, lower-case hex; text counts as UTF-8. */
function digestFile(content) {
	return createHash("sha256").update(content).digest("hex");
}
/**
* Digest of a data set: SHA-256 over its files' `<path>\0<hex digest>\n`, sorted by path (by UTF-8 bytes). Paths are
* relative, with forward slashes.
*/
function digestDataSet(files) {
	const hash = createHash("sha256");
	for (const { path, digest } of sortByPath(files)) hash.update(`${path}\0${digest}\n`);
	return hash.digest("hex");
}
/**
* Digest of a model folder: SHA-256 over the raw SHA-256 digests of its files in sorted path order, which is the
* number that OpenSSF model signing signs. `__pycache__` folders, which Python leaves behind when it loads the
* model, do not count.
*/
function digestModel(files) {
	return digestModelFiles([...files].map(([path, content]) => ({
		path,
		sha256: digestFile(content)
	})));
}
/** The digest of a model folder by those of its files, in hexadecimal. */
function digestModelFiles(files) {
	const hash = createHash("sha256");
	for (const { path, sha256 } of sortByPath(files)) {
		if (path.split("/").includes("__pycache__")) continue;
		hash.update(Buffer.from(sha256, "hex"));
	}
	return hash.digest("hex");
}
function sortByPath(entries) {
	return entries.map((entry) => ({
		entry,
		key: Buffer.from(entry.path)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ entry }) => entry);
}

// src/evidence/predictions.ts
/** Columns that every file of predictions has; a column of the data that is called so stands under its role there. */
const ownColumns = [
	"row_id",
	"row",
	"actual",
	"predicted"
];
/** What a column of the data stands under in the predictions: its name, or its role where that is taken. */
function roleName(name, role, classes = []) {
	return ownColumns.includes(name) || classes.some((label) => name === `score_${label}`) ? role : name;
}
/** `evidence/predictions.csv`, in chunks of some thousand rows: one line a test row, fields quoted where needed. */
function* renderPredictions(rows, columns) {
	const encoder = new TextEncoder();
	let lines = [columns.map(({ name }) => quoteField(name)).join(",")];
	for (let index = 0; index < rows; index++) {
		lines.push(columns.map(({ cell }) => renderCell(cell(index))).join(","));
		if (lines.length < 5e3) continue;
		yield encoder.encode(`${lines.join("\n")}\n`);
		lines = [];
	}
	if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}
function renderCell(value) {
	if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
	return quoteField(value);
}

// src/evidence/training-rows.ts
/** More rows than these are not written: 32 MB. */
const mostRows = 4e6;
/**
* `evidence/training-rows.bin`: the 64-bit hashes of the rows that a model was trained and chosen on, each once, ascending,
* big-endian. Undefined where there are too many.
*/
function renderTrainingRows({ high, low }, parts) {
	const count = parts.reduce((sum, rows) => sum + rows.length, 0);
	if (count > mostRows) return void 0;
	const rows = new Uint32Array(count);
	let filled = 0;
	for (const part of parts) {
		rows.set(part, filled);
		filled += part.length;
	}
	rows.sort((a, b) => high[a] - high[b] || low[a] - low[b]);
	const bytes = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8 * count));
	let size = 0;
	let last;
	for (const row of rows) {
		if (last !== void 0 && high[last] === high[row] && low[last] === low[row]) continue;
		bytes.setUint32(size, high[row]);
		bytes.setUint32(size + 4, low[row]);
		size += 8;
		last = row;
	}
	return new Uint8Array(bytes.buffer, 0, size);
}
/** Reads what `renderTrainingRows` wrote; undefined for what is no such file. */
function parseTrainingRows(bytes) {
	const count = bytes.length / 8;
	if (!Number.isInteger(count) || count > mostRows) return void 0;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const compare = (at, high, low) => view.getUint32(8 * at) - high || view.getUint32(8 * at + 4) - low;
	for (let at = 1; at < count; at++) if (compare(at - 1, view.getUint32(8 * at), view.getUint32(8 * at + 4)) >= 0) return void 0;
	return { has(high, low) {
		let [from, to] = [0, count];
		while (from < to) {
			const middle = from + to >>> 1;
			if (compare(middle, high, low) < 0) from = middle + 1;
			else to = middle;
		}
		return from < count && compare(from, high, low) === 0;
	} };
}

// src/evidence/manifest.ts
const digest = string().regex(/^[0-9a-f]{64}$/).describe("SHA-256, lower-case hex");
const count = int().min(0);
const key = array(string().max(1e3)).max(2e5).describe("Columns that identify a row");
/** How a user's program ran. */
const programSchema = strictObject({
	command: string().max(1e5),
	predict_command: string().max(1e5).optional(),
	exit_code: int(),
	duration_ms: number().min(0),
	cpu_ms: number().min(0).optional(),
	peak_memory_bytes: number().min(0).optional(),
	dirty: boolean().optional().describe("Whether files of the checkout differed from the commit"),
	python: string().max(100).optional().describe("Version of Python"),
	packages: digest.optional().describe("Digest of evidence/environment.txt"),
	accelerator: string().max(1e3).optional().describe("GPU and its driver"),
	cost: strictObject({
		amount: number().min(0),
		currency: string().max(10),
		per_minute: number().min(0)
	}).optional().describe("Estimate: minutes by a rate"),
	cached: boolean().optional().describe("Whether the model came from the cache")
}).describe("The user's program that trained it");
/** What a trained model is and came from: the first link of the evidence chain. */
const manifestSchema = strictObject({
	schema: literal("mlops/manifest@1"),
	name: string().max(200),
	task: _enum(["regression", "classification"]).optional().describe("Unknown of a program that tells metrics alone"),
	target: string().max(1e3).optional(),
	engine: string().max(100),
	params: record(string().max(200), union([
		number(),
		string().max(1e3),
		boolean(),
		_null(),
		record(string().max(1e3), number())
	])),
	seed: int().min(0),
	features: array(string().max(1e3)).max(2e5).describe("The raw columns that the model reads"),
	classes: array(string().max(1e4)).max(1e5).optional(),
	positive: string().max(1e4).optional().describe("The positive class of two"),
	weight: string().max(1e3).optional().describe("The column of what rows weigh in training and metrics"),
	threshold: number().optional().describe("Rows whose positive class has at least this probability are positive"),
	calibration: discriminatedUnion("method", [strictObject({
		method: literal("sigmoid"),
		curves: array(strictObject({
			a: number(),
			b: number()
		})).max(1e5)
	}), strictObject({
		method: literal("isotonic"),
		curves: array(strictObject({
			x: array(number()),
			y: array(number())
		})).max(1e5)
	})]).optional().describe("What corrects the probabilities: a curve for the second of two classes, else one a class"),
	costs: strictObject({
		false_positive: number(),
		false_negative: number(),
		true_positive: number(),
		true_negative: number()
	}).optional().describe("What answers cost"),
	split: discriminatedUnion("rule", [strictObject({
		rule: _enum([
			"hash",
			"group",
			"time",
			"column"
		]),
		test: number(),
		validation: number().optional(),
		seed: int(),
		stratify: boolean(),
		key,
		horizon: int().min(1).optional().describe("Steps of time that are predicted ahead"),
		gap: int().min(0).optional().describe("Steps of time between training and test rows"),
		cut: string().max(100).optional().describe("Of a split by time the moment of the first test row (ISO 8601): later rows were not seen"),
		column: string().max(1e3).optional().describe("The column of the group, of the time, or of the parts")
	}), strictObject({
		rule: literal("sets"),
		sets: strictObject({
			train: digest,
			validation: digest.optional(),
			test: digest
		}).describe("Digest of each set"),
		key
	})]).describe("How rows were divided: hash(seed, identity or group) below the share, the latest rows, or by the set that they came in").optional(),
	rows: strictObject({
		total: count,
		train: count,
		validation: count.optional(),
		test: count
	}).optional().describe("Missing where a program divided them"),
	digests: strictObject({
		data: digest.optional(),
		config: digest,
		environment: digest,
		model: digest,
		evaluation: digest.optional().describe("Digest of the test rows' identities and actual values"),
		metrics: digest.describe("Digest of metrics.json"),
		predictions: digest.optional().describe("Digest of predictions.csv"),
		curves: digest.optional().describe("Digest of curves.json"),
		training_rows: digest.optional().describe("Digest of training-rows.bin, where the rule alone does not tell which rows were seen"),
		inputs: digest.optional().describe("Digest of the program's files")
	}).describe("What the model was made of, and the model"),
	environment: strictObject({
		mlops_actions: string().max(100),
		node: string().max(100),
		platform: string().max(100)
	}).describe("What trained it"),
	model_kind: string().max(50).optional().describe("What reads the model's file: pickle, onnx, xgboost, …"),
	program: programSchema.optional(),
	commit: string().max(100).optional(),
	run: strictObject({
		id: string().max(100).optional(),
		attempt: int().optional()
	}).optional()
});
/** Parses a manifest's text. Throws UserError that names the file and the value that is wrong. */
function parseManifest(text, file) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			cause
		});
	}
	const result = manifestSchema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	throw new UserError(`Cannot read "${file}": ${issue?.path.join(".")}: ${issue?.message}`, {
		file,
		hint: "Train again with this version of mlops-actions"
	});
}

export { digestDataSet, digestFile, digestModel, digestModelFiles, metricsSchema, parseManifest, parseTrainingRows, renderMetricsFile, renderPredictions, renderTrainingRows, roleName };