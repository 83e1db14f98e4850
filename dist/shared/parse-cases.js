import { UserError } from "./core.js";
import { isRecord } from "./config.js";
import { collectCases, digestOf, entriesOf, isPromptfoo, isPromptfooResult, parseJson, parsePromptfoo, unreadable } from "./evaluating.js";

// src/imports/lm-eval-samples.ts
/** What every sample has beside its metrics. */
const own = [
	"doc_id",
	"doc",
	"target",
	"arguments",
	"resps",
	"filtered_resps",
	"filter",
	"metrics",
	"doc_hash",
	"prompt_hash",
	"target_hash"
];
/** Whether it is a line of what lm-evaluation-harness writes with `--log_samples`. */
function isHarnessSample(value) {
	return isRecord(value) && "doc_id" in value && "filtered_resps" in value;
}
/**
* Scores of lm-evaluation-harness' samples (0.4, `samples_*.jsonl`): of each document its numeric metrics. A document is
* known by its number, its hash and its target's, not by the prompt. A line is of one filter: where there are several,
* their metrics are columns of one row, named as the harness does (`exact_match,strict-match`).
*/
function parseHarnessSamples(samples, file) {
	const filters = new Set(samples.map(filterOf));
	const asked = file.part;
	if (asked !== void 0 && !filters.has(asked)) throw unreadable(file, `it has no filter "${asked}"`);
	const chosen = asked === void 0 ? samples : samples.filter((sample) => filterOf(sample) === asked);
	const isPlain = filters.size === 1 || asked !== void 0;
	const rows = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Map();
	for (const sample of chosen) {
		const filter = filterOf(sample);
		const id = identityOf(sample, file);
		const repeat = seen.get(`${id} ${filter}`) ?? 0;
		seen.set(`${id} ${filter}`, repeat + 1);
		const row = rows.get(`${id} ${repeat}`) ?? {
			id,
			numbers: /* @__PURE__ */ new Map()
		};
		rows.set(`${id} ${repeat}`, row);
		for (const [name, value] of metricsOf(sample)) row.numbers.set(isPlain ? name : `${name},${filter}`, value);
	}
	const cases = collectCases(file);
	for (const { id, numbers } of rows.values()) cases.add(id, numbers);
	return cases.finish("lm-evaluation-harness");
}
function filterOf({ filter }) {
	return typeof filter === "string" ? filter : "none";
}
function identityOf({ doc_id: id, doc_hash: hash, target_hash: target, doc, ...sample }, file) {
	return digestOf([
		id,
		hash ?? doc,
		target ?? sample.target
	], file);
}
function metricsOf(sample) {
	return entriesOf(sample).flatMap(([name, value]) => {
		if (own.includes(name)) return [];
		if (typeof value === "boolean") return [[name, Number(value)]];
		return typeof value === "number" ? [[name, value]] : [];
	});
}

// src/imports/parse-cases.ts
/** Formats of JSON Lines, by what each line is. */
const formats = [{
	is: isHarnessSample,
	parse: parseHarnessSamples
}, {
	is: isPromptfooResult,
	parse: parsePromptfoo
}];
/**
* Scores of cases as another tool writes them, told by content: promptfoo's results (JSON and JSON Lines) and
* lm-evaluation-harness' samples. Undefined where the file is of neither. Throws UserError with the place.
*/
function parseCases(text, file) {
	const end = text.indexOf("\n");
	const first = parsed(end < 0 ? text : text.slice(0, end));
	const format = formats.find(({ is }) => is(first));
	if (format !== void 0) return format.parse(parseLines(text, format.is, file), file);
	if (!/"results"\s*:/.test(text)) return void 0;
	const root = parseJson(text, file.file);
	if (!isRecord(root) || !isPromptfoo(root)) return void 0;
	return parsePromptfoo(root.results.results, file);
}
/** The value of a line, or undefined where it is no JSON. */
function parsed(line) {
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
function parseLines(text, is, file) {
	const found = [];
	let number = 0;
	for (let start = 0; start < text.length;) {
		const next = text.indexOf("\n", start);
		const line = text.slice(start, next < 0 ? text.length : next);
		start = next < 0 ? text.length : next + 1;
		number++;
		if (line.trim() === "") continue;
		const value = parseLine(line, number, file);
		if (!is(value)) throw new UserError(`Cannot read "${file.file}": line ${number} is not as the first one`, {
			file: file.file,
			line: number
		});
		found.push(value);
	}
	return found;
}
function parseLine(line, number, { file }) {
	try {
		return parseJson(line, file);
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": line ${number} is not JSON`, {
			file,
			line: number,
			cause
		});
	}
}

export { parseCases };