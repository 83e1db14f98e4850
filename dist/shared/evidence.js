import { UserError } from "./core.js";
import { _enum, _null, array, boolean, discriminatedUnion, int, literal, number, record, strictObject, string, union } from "./vendor-zod.js";

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
	accelerator: string().max(1e3).optional().describe("GPU, its driver and its memory"),
	cuda: string().max(100).optional().describe("Newest version of CUDA that the driver runs"),
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
	model_kind: string().max(50).optional().describe("What reads the model's file: pickle, onnx, xgboost, \u2026"),
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

export { parseManifest };