import { UserError, clipText, counted } from "./core.js";
import { isRecord } from "./config.js";
import { findColumn } from "./data.js";
import { findActual, findPredicted, textOf } from "./program.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/imports/metric-values.ts
/** Numbers alone. */
const onlyValues = (values) => ({
	values,
	curves: []
});
/**
* A value of what is known to be an object, for keys that may be `__proto__`: such a key is left out, as everything that
* is read from a file is put into plain objects.
*/
function entriesOf(value) {
	return isRecord(value) ? Object.entries(value).filter(([key]) => key !== "__proto__") : [];
}

// src/imports/imported-metrics.ts
/** Characters of a reason, which may quote names of the file. */
const longestReason = 300;
/** The error of a file that is recognised and cannot be judged. */
function unreadable({ file }, why, hint) {
	return new UserError(`Cannot read "${file}": ${clipText(why, longestReason)}`, {
		file,
		hint
	});
}
const mostDepth$1 = 8;
/** Numbers below an object by names with dots, those that are null or no numbers left out. */
function numbersBelow(value) {
	const found = [];
	const visit = (child, name, depth) => {
		if (typeof child === "number") found.push([name, child]);
		else if (depth < mostDepth$1) for (const [key, next] of entriesOf(child)) visit(next, name === "" ? key : `${name}.${key}`, depth + 1);
	};
	visit(value, "", 0);
	return found;
}

// src/imports/dvc-metrics.ts
/**
* What `dvc metrics diff --json` prints (DVC 3.67): `{file: {metric: {old, new, diff}}}`, both models in one. A metric
* that is null on a side is not there on that side. Undefined for what is none.
*/
function parseDvcDiff(root, file) {
	const files = entriesOf(root);
	if (!(files.length > 0 && files.every(([, metrics]) => isRecord(metrics) && Object.values(metrics).every(isChange)) && files.some(([, metrics]) => entriesOf(metrics).length > 0))) return void 0;
	if (file.part !== void 0) throw unreadable(file, `"${file.part}" is not in it: it is one comparison`, "Name the file alone");
	const side = (key) => files.map(([name, metrics]) => [name, entriesOf(metrics).flatMap(([metric, change]) => isChange(change) && typeof change[key] === "number" ? [[metric, change[key]]] : [])]);
	const [before, now] = [side("old"), side("new")];
	const named = nameMetrics([before, now]);
	return {
		from: "dvc metrics diff",
		values: named(now),
		baseline: {
			values: named(before),
			shown: `the old values in ${file.file}`
		}
	};
}
function isChange(value) {
	if (!isRecord(value) || !("old" in value && "new" in value)) return false;
	return Object.keys(value).every((key) => [
		"old",
		"new",
		"diff"
	].includes(key));
}
/**
* What `dvc metrics show --json` prints (DVC 3.67): `{revision: {data: {file: {data: metrics}}}}`, the workspace as `""`
* or `workspace`. The workspace is what is judged, and the one other revision what it is compared with; of more, the part
* says which. Undefined for what is none.
*/
function parseDvcShow(root, file) {
	const revisions = entriesOf(root);
	if (revisions.length === 0 || !revisions.every(([, each]) => isRevision(each))) return void 0;
	const asked = file.part ?? (revisions.length === 1 ? revisions[0][0] : "workspace");
	const isAsked = ([name]) => name === asked || name.split(",").includes(asked);
	const own = revisions.find(isAsked);
	if (own === void 0) throw unreadable(file, file.part === void 0 ? `it has ${revisions.length} revisions, and none is the workspace` : `it has no revision "${asked}"`, `Write which is meant behind the file's name, as in ${file.file}#main`);
	const others = file.part === void 0 ? revisions.filter((each) => each !== own) : [];
	const failed = filesOf(own[1]).find(([, entry]) => isRecord(entry) && "error" in entry);
	if (failed !== void 0) throw unreadable(file, `DVC could not read "${failed[0]}"`, "Run dvc metrics show, which says why");
	const read = (revision) => filesOf(revision).map(([name, entry]) => [name, isRecord(entry) ? numbersBelow(entry.data) : []]);
	const named = nameMetrics(revisions.map(([, revision]) => read(revision)));
	const [other] = others;
	return {
		from: "dvc metrics show",
		values: named(read(own[1])),
		...others.length === 1 && other && { baseline: {
			values: named(read(other[1])),
			shown: `${other[0]} in ${file.file}`
		} }
	};
}
function isRevision(value) {
	if (!isRecord(value)) return false;
	if (isRecord(value.error) && value.data === void 0) return true;
	const files = filesOf(value);
	return files.length > 0 && files.every(([, entry]) => isRecord(entry) && ("data" in entry || "error" in entry));
}
function filesOf(revision) {
	return isRecord(revision) ? entriesOf(revision.data) : [];
}
/** Names metrics as they are called in the one file that has them; those of several files with the file before them. */
function nameMetrics(models) {
	const owners = /* @__PURE__ */ new Map();
	for (const [file, metrics] of models.flat()) for (const [name] of metrics) owners.set(name, (owners.get(name) ?? /* @__PURE__ */ new Set()).add(file));
	return (files) => Object.fromEntries(files.flatMap(([file, metrics]) => metrics.map(([name, value]) => [owners.get(name).size > 1 ? `${file}.${name}` : name, value])));
}

// src/imports/fold-scores.ts
/** Folds that are read at most. */
const mostFolds = 1e5;
/**
* Scores by fold: `{"folds": {"r2": […]}, "train_rows": n, "test_rows": m}`, or the dictionary of scikit-learn's
* `cross_validate` (1.9) written as JSON, with `train_rows` and `test_rows` added. `folds_digest` or `seed` say which
* division it was. Undefined for what is none; throws UserError for folds that cannot be judged.
*/
function parseFoldScores(root, file) {
	if (!isRecord(root)) return void 0;
	const lists = isRecord(root.folds) ? entriesOf(root.folds) : validated(root);
	if (lists === void 0) return void 0;
	const scores = new Map(lists.map(([name, list]) => [name, readScores(name, list, file)]));
	const [first] = scores.values();
	if (first === void 0) throw unreadable(file, "there is no score in \"folds\"");
	for (const [name, list] of scores) if (list.length !== first.length) throw unreadable(file, `"${name}" has ${list.length} folds, and other metrics have ${first.length}`);
	const folds = {
		scores,
		trainRows: countAt(root, "train_rows", file),
		testRows: countAt(root, "test_rows", file),
		division: divisionOf(root)
	};
	const means = [...scores].map(([name, list]) => [name, list.reduce((sum, each) => sum + each, 0) / list.length]);
	return {
		from: "scores of folds",
		values: Object.fromEntries(means),
		folds
	};
}
/** Test scores of a `cross_validate` dictionary, which always has how long fitting and scoring took. */
function validated(root) {
	if (!Array.isArray(root.fit_time) || !Array.isArray(root.score_time)) return void 0;
	return entriesOf(root).filter(([name]) => name.startsWith("test_") && name !== "test_rows").map(([name, list]) => [name.slice(5), list]);
}
function readScores(name, list, file) {
	if (!Array.isArray(list)) throw unreadable(file, `"${name}" is no list of a score for each fold`);
	if (list.length < 2) throw unreadable(file, `"${name}" has fewer than two folds`);
	if (list.length > mostFolds) throw unreadable(file, `"${name}" has more than ${mostFolds} folds`);
	const wrong = list.findIndex((each) => typeof each !== "number" || !Number.isFinite(each));
	if (wrong >= 0) throw unreadable(file, `fold ${wrong + 1} of "${name}" is not a number`);
	return Float64Array.from(list);
}
function countAt(root, key, file) {
	const count = root[key];
	if (typeof count === "number" && Number.isInteger(count) && count > 0) return count;
	throw unreadable(file, count === void 0 ? `it does not say "${key}"` : `"${key}" is not a number of rows`, "Add \"train_rows\" and \"test_rows\", the rows of one fold: scores of folds share training rows, and their spread alone says too little");
}
function divisionOf({ folds_digest: digest, seed }) {
	const told = digest ?? seed;
	return typeof told === "string" || typeof told === "number" ? String(told) : void 0;
}

// src/imports/lm-eval-results.ts
/** A metric and its filter: `acc,none`, `exact_match,strict-match`. */
const metricKey = /^([^,]+),(.+)$/;
/**
* What lm-evaluation-harness writes as `results_*.json` (0.4): `{results: {task: {"acc,none": …, "acc_stderr,none": …}}}`.
* Metrics are named `task.acc`, with their filter where a task has one of its own: `gsm8k.exact_match,strict-match`.
* Undefined for what is none.
*/
function parseHarnessResults(root) {
	if (!isRecord(root) || !isRecord(root.results)) return void 0;
	const tasks = entriesOf(root.results).filter(([, metrics]) => isRecord(metrics));
	if (!tasks.some(([, metrics]) => entriesOf(metrics).some(isMetric))) return void 0;
	const values = [];
	const standardErrors = /* @__PURE__ */ new Map();
	for (const [task, metrics] of tasks) {
		const n = countOf(root["n-samples"], task);
		const known = new Map(entriesOf(metrics));
		for (const [key, value] of known) {
			const [, metric, filter] = metricKey.exec(key) ?? [];
			if (metric === void 0 || typeof value !== "number" || metric.endsWith("_stderr")) continue;
			const name = filter === "none" ? `${task}.${metric}` : `${task}.${metric},${filter}`;
			values.push([name, value]);
			const standardError = known.get(`${metric}_stderr,${filter}`);
			if (typeof standardError === "number" && n !== void 0) standardErrors.set(name, {
				standardError,
				n
			});
		}
	}
	return {
		from: "lm-evaluation-harness",
		values: Object.fromEntries(values),
		standardErrors
	};
}
function isMetric([key, value]) {
	return typeof value === "number" && metricKey.test(key);
}
/** Documents of a task that were evaluated. */
function countOf(counts, task) {
	const entry = new Map(entriesOf(counts)).get(task);
	const count = isRecord(entry) ? entry.effective : void 0;
	return typeof count === "number" && count > 0 ? count : void 0;
}

// src/imports/cases.ts
/** Cases and numbers of one that are read at most. */
const mostRows = 5e6;
const mostNumbers = 1e3;
/** Collects rows whose numbers are not known before. */
function collectCases(file) {
	const ids = [];
	const columns = /* @__PURE__ */ new Map();
	return {
		add(id, numbers) {
			const row = ids.push(id) - 1;
			if (row >= mostRows) throw unreadable(file, `it has more than ${mostRows} cases`);
			for (const [name, value] of numbers) {
				const column = columns.get(name) ?? [];
				if (column.length === 0) columns.set(name, column);
				column.push([row, value]);
			}
			if (columns.size > mostNumbers) throw unreadable(file, `its cases have more than ${mostNumbers} numbers`);
		},
		finish(from) {
			if (ids.length === 0) throw unreadable(file, "there is no case in it");
			if (columns.size === 0) throw unreadable(file, "there is no score in it");
			const numbers = [...columns].map(([name, cells]) => {
				const values = new Float64Array(ids.length).fill(NaN);
				for (const [row, value] of cells) values[row] = value;
				return [name, values];
			});
			return {
				from,
				ids,
				numbers: new Map(numbers)
			};
		}
	};
}
const mostDepth = 100;
/** A digest of JSON values that does not depend on the order of keys. Throws UserError for what is nested too deep. */
function digestOf(values, file) {
	const hash = createHash("sha256");
	const visit = (value, depth) => {
		if (depth > mostDepth) throw unreadable(file, "it is nested too deep");
		if (Array.isArray(value)) {
			hash.update(`[${value.length}`);
			for (const each of value) visit(each, depth + 1);
		} else if (isRecord(value)) {
			const keys = Object.keys(value).sort();
			hash.update(`{${keys.length}`);
			for (const key of keys) {
				hash.update(JSON.stringify(key));
				visit(value[key], depth + 1);
			}
		} else hash.update(`${JSON.stringify(value) ?? "null"},`);
	};
	visit(values, 0);
	return hash.digest("hex").slice(0, 32);
}

// src/imports/promptfoo.ts
/** Whether it is what `promptfoo eval --output results.json` writes. */
function isPromptfoo(root) {
	const { results } = root;
	return isRecord(results) && Array.isArray(results.results) && results.results.every(isPromptfooResult);
}
/** Whether it is one result of promptfoo, as `--output results.jsonl` writes one a line. */
function isPromptfooResult(value) {
	return isRecord(value) && typeof value.testIdx === "number" && typeof value.promptIdx === "number";
}
/**
* Scores of promptfoo's results (its output of version 3): of each test and repeat `score`, `success`, the named scores,
* `latency_ms` and `cost`. A test is known by its variables and assertions: its index counts repeats too, and moves when
* tests are added. Of several prompts or providers the part says which is meant. Throws UserError where results ended in
* errors, which say nothing of the model.
*/
function parsePromptfoo(results, file) {
	const chosen = choose(results, file);
	const failed = chosen.filter(({ failureReason }) => failureReason === 2).length;
	if (failed > 0) throw unreadable(file, `${counted(failed, "result")} of ${chosen.length} ended in an error, which is no score`, "Run promptfoo retry, which evaluates these again");
	const cases = collectCases(file);
	const ordered = chosen.toSorted((a, b) => a.testIdx - b.testIdx);
	for (const result of ordered) cases.add(identityOf(result, file), numbersOf(result));
	return cases.finish("promptfoo");
}
function identityOf(result, file) {
	const test = isRecord(result.testCase) ? result.testCase : {};
	const vars = isRecord(test.vars) ? test.vars : result.vars;
	return digestOf([
		vars,
		test.assert,
		test.threshold
	], file);
}
function numbersOf({ score, success, namedScores, latencyMs, cost }) {
	const own = {
		score,
		success: typeof success === "boolean" ? Number(success) : success,
		latency_ms: latencyMs,
		cost
	};
	return [...entriesOf(namedScores).filter(([name]) => !Object.hasOwn(own, name)), ...Object.entries(own)].filter((entry) => typeof entry[1] === "number");
}
/** The results of the one prompt and provider that is meant. */
function choose(results, file) {
	if (results.length === 0) throw unreadable(file, "there is no result in it");
	const outputs = /* @__PURE__ */ new Map();
	for (const result of results) {
		const index = result.promptIdx;
		const names = outputs.get(index) ?? /* @__PURE__ */ new Set();
		for (const name of namesOf(result)) names.add(name);
		outputs.set(index, names);
	}
	const { part } = file;
	const found = [...outputs].filter(([, names]) => part === void 0 || names.has(part));
	const [only, second] = found;
	if (only !== void 0 && second === void 0) return results.filter(({ promptIdx }) => promptIdx === only[0]);
	const known = [...new Set([...outputs.values()].map((names) => clipText([...names][0] ?? "", 60)))];
	throw unreadable(file, part === void 0 ? `it has results of ${outputs.size} prompts and providers` : `${found.length === 0 ? "none" : found.length} of its ${outputs.size} prompts and providers ${found.length > 1 ? "are" : "is"} "${part}"`, `Write which is meant behind the file's name: ${file.file}#${known[0] ?? "provider"}${known.length > 1 ? `, or #${known.slice(1, 5).join(", #")}` : ""}; of several prompts #provider prompt`);
}
/** What a prompt and provider may be called: the provider, the prompt's label, both, or the index. */
function namesOf({ provider, prompt, promptIdx }) {
	const text = (value) => typeof value === "string" && value !== "" ? [value] : [];
	const providers = isRecord(provider) ? [...text(provider.label), ...text(provider.id)] : text(provider);
	const prompts = isRecord(prompt) ? text(prompt.label) : [];
	const both = providers.flatMap((one) => prompts.map((other) => `${one} ${other}`));
	return [
		...providers,
		...prompts,
		...both,
		String(promptIdx)
	];
}

// src/imports/metrics-formats.ts
/** Formats of metrics, told apart by content. */
const formats = [
	parseDvcDiff,
	parseDvcShow,
	parseHarnessResults,
	parseFoldScores,
	refuseCases
];
/** Metrics as another tool writes them, or undefined where the file is of none that is known. */
function importMetrics(root, file) {
	for (const format of formats) {
		const found = format(root, file);
		if (found !== void 0) return found;
	}
}
/** Of promptfoo's results every number is of one case. */
function refuseCases(root, file) {
	if (isRecord(root) && isPromptfoo(root)) throw unreadable(file, "it is promptfoo's results, case by case", "Give it as predictions");
}

// src/imports/parse-json.ts
/** JSON as Python writes it: NaN and infinities, which JSON has not, are null. Throws UserError with the line. */
function parseJson(text, file) {
	try {
		return JSON.parse(text.replace(/(?:\bNaN|-?\bInfinity)\b(?=\s*[,}\]])/g, "null"));
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			...placeOf(text, cause),
			cause
		});
	}
}
function placeOf(text, cause) {
	const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
	return position === void 0 ? {} : { line: text.slice(0, Number(position)).split("\n").length };
}

// src/imports/plain-cases.ts
/** Names of the column that says which case a row is of, and of that which tells its repeats apart. */
const idNames = ["case_id", "id"];
const repeatName = "repeat";
/**
* Scores of cases as a plain table: `case_id` or `id`, any columns of numbers (`score`), and `repeat` where a case has
* several rows. Undefined for a table that has none of these ids, or says what was so: those are predictions. Throws
* UserError for a row without an id, and for one that is there twice.
*/
function findPlainCases(table, file, target) {
	const id = idNames.map((name) => findColumn(table, name)).find((column) => column !== void 0);
	if (id === void 0 || findActual(table, target) !== void 0) return void 0;
	if (findPredicted(table) !== void 0) return void 0;
	const repeat = findColumn(table, repeatName);
	const scores = table.columns.filter((column) => column !== id && column !== repeat && isScore(column));
	if (scores.length === 0) return void 0;
	const ids = Array.from({ length: table.rows }, (_, row) => {
		const text = textOf(id, row);
		if (text === void 0) throw unreadable(file, `row ${row + 1} has no "${id.name}"`);
		return text;
	});
	refuseRepeated(ids, repeat, file);
	return {
		from: "scores of cases",
		ids,
		numbers: new Map(scores.flatMap((column) => column.kind === "numeric" ? [[column.name, column.values]] : []))
	};
}
function isScore(column) {
	return column.kind === "numeric" && column.type !== "date" && column.type !== "datetime";
}
function refuseRepeated(ids, repeat, file) {
	const seen = /* @__PURE__ */ new Set();
	for (const [row, id] of ids.entries()) {
		const key = repeat === void 0 ? id : JSON.stringify([id, textOf(repeat, row) ?? null]);
		if (seen.has(key)) throw unreadable(file, `row ${row + 1} is of a case that is there already`, repeat === void 0 ? "Add a column \"repeat\", which numbers the rows of one case" : `A case has one row of each "${repeatName}"`);
		seen.add(key);
	}
}

export { collectCases, digestOf, entriesOf, findPlainCases, importMetrics, isPromptfoo, isPromptfooResult, onlyValues, parseJson, parsePromptfoo, unreadable };