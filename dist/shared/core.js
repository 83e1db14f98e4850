import { markdownTable } from "./vendor-markdown.js";
import { package_default } from "./package.js";
import { createHash, randomUUID } from "node:crypto";
import path from "node:path";
import { createReadStream, readFileSync } from "node:fs";
import * as fs$1 from "node:fs/promises";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { Readable, pipeline } from "node:stream";
import { availableParallelism, homedir, tmpdir } from "node:os";

// src/action.ts
/** Declares an action; the identity function, for its types. */
function defineAction(action) {
	return action;
}
/** Outputs that every action has; the runner writes them. */
const commonOutputs = {
	verdict: "What the action concluded: pass, fail, inconclusive, refused or skipped",
	passed: "`true` when the verdict is pass or skipped, for `if:`",
	report: "Path of the action's typed report (JSON)"
};

// src/errors.ts
/** Wrong input, file or permission: the user can mend it. Shown at its place, without a stack; CLI exit 2. */
var UserError = class extends Error {
	name = "UserError";
	hint;
	place;
	constructor(message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.hint = options.hint;
		this.place = {
			file: options.file,
			line: options.line,
			column: options.column
		};
	}
};
/** An outside service failed after its retries were spent; CLI exit 3. `rerun` says whether a rerun may help. */
var ServiceError = class extends Error {
	name = "ServiceError";
	service;
	status;
	rerun;
	hint;
	constructor(message, options) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.service = options.service;
		this.status = options.status;
		this.rerun = options.rerun ?? true;
		this.hint = options.hint;
	}
};

// src/inputs.ts
/** Any text, as it is. */
function text(description) {
	return declare({
		kind: "text",
		description
	}, (value) => value);
}
/** Exactly YAML 1.2's core spellings of true and false. */
function flag(description) {
	return declare({
		kind: "flag",
		description
	}, (value, name) => {
		if (/^(true|True|TRUE)$/.test(value)) return true;
		if (/^(false|False|FALSE)$/.test(value)) return false;
		throw badInput(name, value, "expected \"true\" or \"false\"");
	});
}
/** A finite number. */
function number(description, range = {}) {
	const { min = -Infinity, max = Infinity, integer = false } = range;
	return declare({
		kind: "number",
		description
	}, (value, name) => {
		const parsed = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? Number(value) : NaN;
		if (!Number.isFinite(parsed) || integer && !Number.isInteger(parsed)) throw badInput(name, value, integer ? "expected an integer" : "expected a number");
		if (parsed < min || parsed > max) throw badInput(name, value, `expected a number from ${min} to ${max}`);
		return parsed;
	});
}
/** One of the given words. */
function choice(description, choices) {
	return declare({
		kind: "choice",
		description,
		choices
	}, (value, name) => {
		const found = choices.find((each) => each === value);
		if (found === void 0) throw badInput(name, value, `expected ${choices.map((each) => `"${each}"`).join(", ")}`);
		return found;
	});
}
/** A path, relative to the working directory. */
function path$1(description) {
	return declare({
		kind: "path",
		description
	}, (value, name) => {
		if (value.includes("\0")) throw badInput(name, value, "a path cannot hold a NUL character");
		return value;
	});
}
/** A token or password; the runner masks it before anything else happens. */
function secret(description) {
	return declare({
		kind: "secret",
		description
	}, (value) => value);
}
function declare(about, parseText) {
	const base = {
		choices: void 0,
		...about
	};
	const parse = (value, name) => {
		const trimmed = value?.trim();
		return trimmed === void 0 || trimmed === "" ? void 0 : parseText(trimmed, name);
	};
	return {
		...base,
		defaultText: void 0,
		isRequired: false,
		parse,
		default: (defaultText) => ({
			...base,
			defaultText,
			isRequired: false,
			parse: (value, name) => parse(value, name) ?? parseText(defaultText, name)
		}),
		expression: (defaultText) => ({
			...base,
			defaultText,
			isRequired: false,
			parse
		}),
		required: () => ({
			...base,
			defaultText: void 0,
			isRequired: true,
			parse: (value, name) => {
				const parsed = parse(value, name);
				if (parsed === void 0) throw new UserError(`Cannot run: input "${name}" is required and not set`);
				return parsed;
			}
		})
	};
}
function badInput(name, value, expected) {
	const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
	return new UserError(`Cannot use input "${name}": ${expected}, not "${shown}"`);
}

// src/visible-text.ts
const joinable = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}`;
/** Controls, format characters (bidirectional ones among them), separators, fillers and lone surrogates. */
const hidden = new RegExp(String.raw`[\u200C\u200D](?<![${joinable}].)|(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0]`, "gu");
/**
* The text with every character that hides, reorders or controls others made visible: `␛` for an escape,
* `⟨U+202E⟩` for a bidirectional override. The result has no line breaks and is safe to print in a terminal.
* The joiners inside emoji and the scripts that need them stay.
*/
function makeVisible(text) {
	if (/^[ -~]*$/.test(text)) return text;
	return text.replace(hidden, (character) => {
		const code = character.codePointAt(0) ?? 0;
		if (code < 32) return String.fromCodePoint(9216 + code);
		if (code === 127) return "␡";
		return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
	});
}
/** `makeVisible` line by line: the line breaks stay. */
function makeLinesVisible(text) {
	return text.split("\n").map(makeVisible).join("\n");
}
/** The text cut to at most `limit` code points, the last one being `…` where something was cut. */
function clipText(text, limit) {
	if (text.length <= limit) return text;
	let length = 0;
	let kept = 0;
	for (const character of text) {
		if (length < limit - 1) kept += character.length;
		length += 1;
		if (length > limit) return `${text.slice(0, kept)}…`;
	}
	return text;
}

// src/escape-html.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Text for an element's content or a quoted attribute. */
function escapeHtml(text) {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
/** Data as text of a page: escaped, and with control and reordering characters made visible. */
function escapeText(text) {
	return escapeHtml(makeVisible(text));
}

// src/markdown/escape-markdown.ts
/** Words and numbers in which nothing needs an escape: most of what is escaped. */
const harmless$1 = /^(?:[A-Za-z][A-Za-z0-9 ,()%/]*|−?\d[\d,]*(?:\.\d+)?|–)$/;
/** Stands for `&#8203;` until the end: makeVisible leaves no other zero-width space. */
const gap = "​";
/**
* Data as inline GitHub Markdown that reads as it stands and does nothing: no markup, mention, reference,
* link, emoji code or formula. One line; good in paragraphs, headings and table cells. References are
* broken by a zero-width space, because GitHub resolves them after entities and backslashes are gone.
*/
function escapeMarkdown(text) {
	if (harmless$1.test(text)) return text;
	return breakReferences(makeVisible(text).trim()).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("$", "&#36;").replace(/[\\`*[\]|~]/g, "\\$&").replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_").replace(/^(?:[-+]+(?=\s|$)|=+\s*$|#+(?=\s|$)|:-)/, "\\$&").replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\").replace(/(?<=\s)#+$/, "\\$&").replaceAll(gap, "&#8203;");
}
/** Data as text inside an HTML block of Markdown (`<summary>`), inert like `escapeMarkdown`. */
function escapeInlineHtml(text) {
	return escapeHtml(breakReferences(makeVisible(text).trim())).replaceAll("$", "&#36;").replaceAll(gap, "&#8203;");
}
/** Data in bold; nothing where there is no text to show. */
function renderBold(text) {
	const escaped = escapeMarkdown(text);
	return escaped === "" ? "" : `**${escaped}**`;
}
/** A short technical text (a path, a rule's name) as code where that is safe, as escaped text otherwise. */
function renderCode(text) {
	return /^[\w./:@#+=,%()-](?:[\w./:@#+=,%() -]*[\w./:@#+=,%()-])?$/.test(text) ? `\`${text}\`` : escapeMarkdown(text);
}
function breakReferences(text) {
	return text.replace(/@(?=\S)/g, `@${gap}`).replace(/#(?=\d)/g, `#${gap}`).replace(/\b(GH|GHSA)-(?=\w)/gi, `$1-${gap}`).replace(/(?<=[a-z\d+.-])(?=:\/\/)/gi, gap).replace(/www(?=\.)/gi, `$&${gap}`).replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234):)/gi, `:${gap}`);
}

// src/number-format.ts
/**
* A number as people read it: `47,950`, `0.823`, `1.2e−9`, `−3.5 ms`. Integers keep all their digits. With
* `digits` a fraction keeps its trailing zeros, so that a column lines up; without, it loses them.
*/
function formatNumber$1(value, { digits, unit } = {}) {
	return withUnit(signed(value, magnitude(Math.abs(value), digits), ""), unit);
}
/** `no errors`, `1 error`, `2,000 errors`. */
function counted(count, noun) {
	return `${count === 0 ? "no" : formatNumber$1(count)} ${noun}${count === 1 ? "" : "s"}`;
}
/** A number with its sign: `+0.012`, `−1,210`, `±0` where nothing is left after rounding. */
function formatDifference(value, { digits, unit } = {}) {
	const text = magnitude(Math.abs(value), digits);
	return withUnit(/[1-9∞N]/.test(text) ? signed(value, text, "+") : "±0", unit);
}
/** A share of one as a percentage: 0.0123 is `1.23 %`. */
function formatPercent(share, { digits = 3 } = {}) {
	return formatNumber$1(Number((share * 100).toPrecision(digits)), {
		digits,
		unit: "%"
	});
}
/** `850 B`, `1.2 MB`: powers of 1,000. */
function formatBytes(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	const power = bytes < 1e3 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
	return formatNumber$1(Number((bytes / 1e3 ** power).toPrecision(3)), { unit: units[power] });
}
/** `850 ms`, `1.9 s`, `2 min 5 s`, `1 h 12 min`. */
function formatDuration(milliseconds) {
	if (milliseconds < 999.5) return formatNumber$1(Math.round(milliseconds), { unit: "ms" });
	const seconds = Math.round(milliseconds / 1e3);
	if (milliseconds < 9950) return formatNumber$1(Math.round(milliseconds / 100) / 10, { unit: "s" });
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${formatNumber$1(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
/** A cell as text, not yet escaped: numbers by the column's digits, `yes` and `no`, `–` for a missing value. */
function formatCell(cell, column) {
	if (cell === null || cell === void 0) return "–";
	if (typeof cell === "boolean") return cell ? "yes" : "no";
	return typeof cell === "number" ? formatNumber$1(cell, { digits: column?.digits }) : cell;
}
function magnitude(value, digits) {
	if (Number.isNaN(value)) return "NaN";
	if (value === Number.POSITIVE_INFINITY) return "∞";
	if (value !== 0 && (value >= 0x38d7ea4c68000 || value < 1e-6)) return exponential(value, digits ?? 4);
	if (Number.isInteger(value)) return separateThousands(String(value));
	const rounded = Number(value.toPrecision(digits ?? 4));
	const decimals = Math.max(0, (digits ?? 4) - 1 - Math.floor(Math.log10(rounded)));
	const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
	const kept = digits === void 0 ? fraction.replace(/0+$/, "") : fraction;
	return kept === "" ? separateThousands(whole) : `${separateThousands(whole)}.${kept}`;
}
function exponential(value, digits) {
	const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
	return `${Number(mantissa)}e${(exponent ?? "").replace("+", "").replace("-", "−")}`;
}
function separateThousands(digits) {
	return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function signed(value, text, positive) {
	if (text === "NaN") return text;
	return `${value < 0 && /[1-9∞]/.test(text) ? "−" : positive}${text}`;
}
function withUnit(text, unit) {
	return unit === void 0 ? text : `${text} ${unit}`;
}

// src/chart/chart-table.ts
/**
* The chart's values as a table: what a reader without the picture gets. A row per position; a histogram's
* positions are its bins, a matrix has its series as rows.
*/
function chartTable(chart) {
	if (chart.kind === "matrix") return matrixTable(chart);
	const labels = chart.kind === "histogram" ? binLabels(chart.x.values) : chart.x.values;
	return {
		title: chart.title,
		columns: [{
			label: chart.x.label,
			align: chart.kind === "bar" ? "left" : "right"
		}, ...chart.series.map(({ label }) => ({
			label: label || chart.y.label,
			align: "right",
			digits: 4
		}))],
		rows: labels.map((label, index) => [label, ...chart.series.map(({ values }) => values[index] ?? null)])
	};
}
/** `10 – 20` for each pair of neighbouring edges. */
function binLabels(edges) {
	return edges.slice(1).map((edge, index) => `${edgeLabel(edges[index])} – ${edgeLabel(edge)}`);
}
function edgeLabel(edge) {
	return typeof edge === "number" ? formatNumber$1(edge) : formatCell(edge);
}
function matrixTable(chart) {
	return {
		title: chart.title,
		columns: [{ label: `${chart.y.label} ↓ ${chart.x.label} →` }, ...chart.x.values.map((value) => ({
			label: formatCell(value),
			align: "right"
		}))],
		rows: chart.series.map(({ label, values }) => [label, ...chart.x.values.map((_, index) => values[index] ?? null)])
	};
}

// src/markdown/render-table.ts
/** A cell longer than this says enough; the HTML report has all of it. */
const cellLimit = 160;
/** A GitHub table of the first `limit` rows, with a line for those that are not shown. */
function renderTable(table, limit) {
	const rows = table.rows.slice(0, limit);
	const hidden = (table.total ?? table.rows.length) - rows.length;
	const blocks = [renderBold(clipText(table.title ?? "", cellLimit))];
	if (table.columns.length > 0 && rows.length > 0) {
		const header = table.columns.map(({ label }) => renderCell(label));
		const body = rows.map((row) => table.columns.map((column, index) => renderCell(row[index], column.digits)));
		blocks.push(renderGrid([header, ...body], table.columns.map(alignment)));
	}
	if (hidden > 0) blocks.push(`and ${formatNumber$1(hidden)} more`);
	return blocks.filter((block) => block !== "").join("\n\n");
	function alignment(column, index) {
		return (column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left")) === "right" ? "r" : "l";
	}
}
/** A table of cells that are Markdown already. */
function renderGrid(rows, align) {
	return markdownTable(rows, {
		align,
		alignDelimiters: false,
		padding: true
	});
}
function renderCell(cell, digits) {
	return escapeMarkdown(clipText(formatCell(cell, digits === void 0 ? {} : { digits }), cellLimit));
}

// src/finding-text.ts
/** Where a finding is, as editors and terminals link it: `data/housing.csv:12:3`; empty when it has no place. */
function findingPlace({ file, line, column, row }) {
	if (file === void 0) return row === void 0 ? "" : `row ${row}`;
	if (line === void 0) return row === void 0 ? file : `${file}, row ${row}`;
	return column === void 0 ? `${file}:${line}` : `${file}:${line}:${column}`;
}
/** The finding's message with how often it occurs. Not escaped. */
function findingMessage({ message, count }) {
	return count === void 0 || count <= 1 ? message : `${message} (${formatNumber$1(count)} times)`;
}

// src/verdict-words.ts
/** Each verdict's sign, for surfaces that show emoji. */
const verdictIcons = {
	pass: "✅",
	fail: "❌",
	inconclusive: "🟡",
	refused: "🚫",
	skipped: "⏭️"
};
/** Each verdict as a word for people. */
const verdictWords = {
	pass: "Passed",
	fail: "Failed",
	inconclusive: "Inconclusive",
	refused: "Refused",
	skipped: "Skipped"
};

// src/actions/project-inputs.ts
/** Inputs that say which project is meant; every action has them. */
const projectInputs = {
	config: path$1("The project's configuration, relative to the working directory").default("mlops.yml"),
	"working-directory": path$1("Folder that paths start from").default("."),
	"fail-on": choice("What fails the step: an error (verdict fail or refused), already a warning, or never", [
		"error",
		"warning",
		"never"
	]).default("error")
};
/** Inputs that override the `data` section. */
const dataInputs = {
	data: path$1("The data: a file, pattern or folder, or an https:// or s3:// address; overrides data.path"),
	target: text("Column that the model predicts; overrides data.target")
};
/** What the data are compared with. */
const baseInput = { base: text("Branch, tag or commit whose data today's are compared with; default: the base of a pull request") };
/** Files for other tools, of what validate-data found. */
const resultInputs = {
	sarif: path$1("Where to write the findings on the data as SARIF, for code scanning"),
	"gx-results": path$1("Where to write the results on the data as Great Expectations does (JSON)")
};
/** Inputs that override the `train` section. */
const trainInputs = {
	engine: text("What learns; overrides train.engine"),
	params: text("The engine's parameters as YAML; overrides train.params key by key")
};
/** For actions that call GitHub. */
const tokenInput = { "github-token": secret("Token for GitHub's API").expression("${{ github.token }}") };
/** For actions that change something outside. */
const dryRunInput = { "dry-run": flag("Decide everything, change nothing outside, and show the plan").default("false") };
/** For actions that may need compiled code. */
const nativesInput = { "native-packages": text("Where compiled packages such as DuckDB are fetched from: the address of a mirror of npm's registry, or never") };

// src/actions/stored-reports.ts
/** Most bytes of a stored report. */
const largest = 32 << 20;
/** Which run the environment is in. */
function runOf(environment) {
	const { runId, runAttempt, job, sha } = environment;
	return {
		...runId !== void 0 && { id: runId },
		...runAttempt !== void 0 && { attempt: runAttempt },
		...job !== void 0 && { job },
		...sha !== void 0 && { sha }
	};
}
/** Writes an action's report as started; `finish` writes it again with what came of it and returns its path. */
async function writeStoredReport({ files, clock, environment }, project, action) {
	const path = `${project.folders.reports}/${action}.json`;
	const now = () => new Date(clock.now()).toISOString();
	const started = {
		schema: "mlops/action-report@1",
		action,
		state: "started",
		run: runOf(environment),
		started: now()
	};
	const write = (stored) => files.write(path, `${JSON.stringify(stored, null, 1)}\n`);
	await write(started);
	return { async finish(report) {
		await write({
			...started,
			state: "finished",
			finished: now(),
			report
		});
		return path;
	} };
}
/** The reports of a run that are in a folder, in the order in which the actions started; others are ignored. */
async function readReports(files, folder, run) {
	const { parseStoredReport } = await import("./stored-report.js");
	const found = [];
	for (const { name, isFolder } of await files.list(folder)) {
		if (isFolder || !name.endsWith(".json")) continue;
		const path = `${folder}/${name}`;
		if ((await files.size(path) ?? 0) > largest) throw new UserError(`Cannot read "${path}": a report is at most 32 MiB`, { file: path });
		const stored = parseStoredReport(await files.read(path), path, run);
		if (stored) found.push(stored);
	}
	return found.sort((a, b) => a.started.localeCompare(b.started));
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
	const hash = createHash("sha256");
	const entries = [...files].map(([path, content]) => ({
		path,
		content
	}));
	for (const { path, content } of sortByPath(entries)) {
		if (path.split("/").includes("__pycache__")) continue;
		hash.update(createHash("sha256").update(content).digest());
	}
	return hash.digest("hex");
}
function sortByPath(entries) {
	return entries.map((entry) => ({
		entry,
		key: Buffer.from(entry.path)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ entry }) => entry);
}

// src/nearest.ts
/**
* The candidate that is most like a mistyped word, or undefined when none is close: at most a third of the
* longer word's letters differ (Damerau–Levenshtein, optimal string alignment, case ignored).
*/
function nearest(word, candidates) {
	if (word.length > 100) return void 0;
	let best;
	let bestDistance = Infinity;
	for (const candidate of candidates) {
		if (candidate.length > 100) continue;
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)) && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}
/** `, did you mean "x"`, or nothing: the end of a message about an unknown word. */
function didYouMean(word, candidates) {
	const found = nearest(word, candidates);
	return found === void 0 ? "" : `, did you mean "${found}"`;
}
function editDistance(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
			if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, beforeLast[column - 2] + 1);
			current.push(cost);
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length];
}

// src/config/default-config.ts
/** What can learn, by the names of `train.engine`. */
const engines = ["random-forest"];
/** The sets of `data.sets` that a model is trained, chosen and tested on. */
const trainingSets = [
	"train",
	"validation",
	"test"
];
/** What can name a project: it becomes a folder, an artifact's name and a comment's marker. */
const projectName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
/**
* The configuration of a project without `mlops.yml`: what the schema gives for a file with nothing but its
* version, written out because loading and running the schemas would take a third of a small check's time.
*/
function defaultConfig() {
	return {
		version: 1,
		data: { split: {
			test: .2,
			seed: 42,
			stratify: false
		} },
		checks: [],
		suites: [],
		strict_suites: false,
		train: {
			engine: "random-forest",
			params: {}
		},
		gate: { rules: [] },
		report: {
			comment: true,
			summary: true,
			failed_rows: false
		}
	};
}

// src/services/file-error.ts
/** The text of a UTF-8 file, without a byte order mark. Throws UserError with the line that is not UTF-8. */
function decodeText$1(bytes, name) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		const line = lineOfReplacement(bytes);
		throw new UserError(`Cannot read "${name}": it is not UTF-8 text at line ${line}`, {
			file: name,
			line,
			hint: "Save the file as UTF-8",
			cause
		});
	}
}
/** The first line whose bytes are not UTF-8; a replacement character of the text's own may mislead it. */
function lineOfReplacement(bytes) {
	const [before = ""] = new TextDecoder().decode(bytes).split("�", 1);
	return before.split("\n").length;
}
/** The code of a system error, such as `ENOENT`. */
function codeOf$1(cause) {
	return cause?.code;
}
const reasons = {
	ENOENT: ["there is no such file", "Check the path; it is relative to the working directory"],
	EISDIR: ["it is a folder, a file is wanted"],
	ENOTDIR: ["a part of the path is a file, not a folder"],
	EEXIST: ["a part of the path is a file, not a folder"],
	ENOTEMPTY: ["another process writes into it", "Run one check at a time in a folder"],
	ERR_INVALID_ARG_VALUE: ["a path cannot hold a NUL character"],
	ELOOP: ["its links lead in a circle"],
	EACCES: ["permission denied"],
	EPERM: ["permission denied"],
	EROFS: ["the file system is read-only"],
	ENOSPC: ["the disk is full", "Free some space and run it again; nothing half-written was kept"],
	EDQUOT: ["the disk quota is used up", "Free some space and run it again; nothing half-written was kept"],
	EFBIG: ["the file would be larger than the system allows"],
	ENAMETOOLONG: ["the path is too long"]
};
/** A system error in words: what could not be done to which file, why, and what helps. */
function fileError(act, name, cause) {
	const [reason, hint] = reasons[codeOf$1(cause) ?? ""] ?? [cause instanceof Error ? cause.message : String(cause)];
	return new UserError(`Cannot ${act} "${name}": ${reason}`, {
		file: name,
		hint,
		cause
	});
}

// src/services/files.ts
/** Files on disk. `allow` names further folders that a contained service may touch (the runner's scratch). */
function createFiles(options) {
	const root = path.resolve(options.root);
	const allowed = [root, ...options.allow ?? []].map((each) => path.resolve(each));
	const resolve = async (name) => {
		const target = path.resolve(root, name);
		if (options.contained) await refuseOutside(name, target, allowed);
		return target;
	};
	const readBytes = async (name) => {
		const target = await resolve(name);
		return fs$1.readFile(target).catch((cause) => {
			throw fileError("read", name, cause);
		});
	};
	return {
		root,
		readBytes,
		async read(name) {
			return decodeText$1(await readBytes(name), name);
		},
		async *stream(name) {
			const target = await resolve(name);
			try {
				yield* createReadStream(target, { highWaterMark: 1 << 18 });
			} catch (cause) {
				throw fileError("read", name, cause);
			}
		},
		async readRange(name, start, end) {
			const target = await resolve(name);
			try {
				const file = await fs$1.open(target);
				try {
					const { bytesRead, buffer } = await file.read(new Uint8Array(end - start), 0, end - start, start);
					return buffer.subarray(0, bytesRead);
				} finally {
					await file.close();
				}
			} catch (cause) {
				throw fileError("read", name, cause);
			}
		},
		locate: resolve,
		async exists(name) {
			return await statOf(await resolve(name)) !== void 0;
		},
		async size(name) {
			const stat = await statOf(await resolve(name));
			return stat?.isFile() ? stat.size : void 0;
		},
		async list(name) {
			return (await fs$1.readdir(await resolve(name), { withFileTypes: true }).catch((cause) => {
				if (codeOf$1(cause) === "ENOENT") return [];
				throw fileError("list", name, cause);
			})).map((entry) => ({
				name: entry.name,
				isFolder: entry.isDirectory()
			})).sort((a, b) => a.name < b.name ? -1 : 1);
		},
		async write(name, content) {
			const target = await resolve(name);
			const isWhole = typeof content === "string" || content instanceof Uint8Array;
			for (let triesLeft = isWhole ? 3 : 0;; triesLeft--) {
				const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
				try {
					await makeFolder(path.dirname(target));
					await fs$1.writeFile(partial, content);
					await fs$1.rename(partial, target);
					return;
				} catch (cause) {
					await fs$1.rm(partial, { force: true }).catch(() => {});
					if (codeOf$1(cause) === "ENOENT" && triesLeft > 0) continue;
					throw cause instanceof UserError ? cause : fileError("write", name, cause);
				}
			}
		},
		async writeFolder(name, contents) {
			const target = await resolve(name);
			const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
			try {
				for (const [file, content] of contents) {
					await makeFolder(path.dirname(path.join(partial, file)));
					await fs$1.writeFile(path.join(partial, file), content, { flush: true });
				}
				await replaceFolder(partial, target);
			} catch (cause) {
				await fs$1.rm(partial, {
					recursive: true,
					force: true
				}).catch(() => {});
				throw cause instanceof UserError ? cause : fileError("write", name, cause);
			}
		},
		async move(from, to) {
			const [source, target] = [await resolve(from), await resolve(to)];
			try {
				await makeFolder(path.dirname(target));
				await fs$1.rename(source, target);
			} catch (cause) {
				throw fileError("write", to, cause);
			}
		},
		async remove(name) {
			await fs$1.rm(await resolve(name), {
				recursive: true,
				force: true,
				maxRetries: 5
			}).catch((cause) => {
				throw fileError("remove", name, cause);
			});
		}
	};
}
async function refuseOutside(name, target, allowed) {
	const real = await realPath(target);
	if ((await Promise.all(allowed.map(realPath))).some((each) => isInside(each, real))) return;
	throw new UserError(`Cannot use "${name}": it lies outside the workspace`, { hint: "Use a path below the checkout; links that lead out of it are refused" });
}
/** True when `target` is `folder` or lies below it; both absolute. */
function isInside(folder, target, paths = path) {
	const relative = paths.relative(folder, target);
	return relative === "" || relative !== ".." && !relative.startsWith(`..${paths.sep}`) && !paths.isAbsolute(relative);
}
/** The real path of what exists of it, with the rest appended: a file that is yet to be written has none. */
async function realPath(target) {
	try {
		return await fs$1.realpath(target);
	} catch {
		const parent = path.dirname(target);
		return parent === target ? target : path.join(await realPath(parent), path.basename(target));
	}
}
/**
* Makes a folder with its parents. Where the system forbids it, Node's own mkdir says that a folder above is
* missing, not why; asking the nearest one that is there gives the reason.
*/
async function makeFolder(folder) {
	try {
		await fs$1.mkdir(folder, { recursive: true });
	} catch (cause) {
		if (codeOf$1(cause) === "ENOENT") await fs$1.access(await nearestFolder(folder), fs$1.constants.W_OK);
		throw cause;
	}
}
/** Renames a folder to a place that is cleared first; again where another run took it in between. */
async function replaceFolder(from, to) {
	for (let attempt = 1;; attempt++) {
		await fs$1.rm(to, {
			recursive: true,
			force: true,
			maxRetries: 5
		});
		try {
			return await fs$1.rename(from, to);
		} catch (cause) {
			if (![
				"ENOTEMPTY",
				"EEXIST",
				"EPERM"
			].includes(codeOf$1(cause) ?? "") || attempt === 20) throw cause;
			await setTimeout(5 * attempt);
		}
	}
}
async function nearestFolder(folder) {
	const parent = path.dirname(folder);
	return parent === folder || await statOf(folder) !== void 0 ? folder : nearestFolder(parent);
}
async function statOf(target) {
	return fs$1.stat(target).catch(() => void 0);
}

// src/tables/address.ts
/** True for a data path that is the address of something elsewhere: `https://…`, `s3://…`, any `scheme://` (one letter is a drive). */
function isAddress(path) {
	return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}
/**
* An address as messages and reports show it: without user, password and query, which may hold a signature. What is
* no address stays as it is.
*/
function showAddress(path) {
	if (!isAddress(path) || isObject(path)) return path;
	if (!URL.canParse(path)) return path.replace(/\?[^#]*/, "").replace(/\/\/[^/#]*@/, "//");
	const url = new URL(path);
	return `${url.protocol}//${url.host}${url.pathname}${url.hash}`;
}
/** True for the address of objects in S3. */
function isObject(path) {
	return /^s3:\/\//i.test(path);
}
/** True for an address that nobody else should read: with a password, or with a signature or key in its query. */
function holdsSecret(path) {
	if (!isAddress(path) || isObject(path) || !URL.canParse(path)) return false;
	const { username, password, searchParams } = new URL(path);
	const names = [...searchParams.keys()];
	return `${username}${password}` !== "" || names.some((name) => /sig|token|key|cred|secret|pass|auth/i.test(name));
}

// src/actions/project.ts
/** Loads `mlops.yml`, or makes a project of the inputs alone where there is none. */
async function loadProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	const directory = path.dirname(configPath);
	if ("data" in options) await requireFolder(files, options["working-directory"]);
	const isThere = await files.exists(configPath);
	if (!isThere && options.config !== "mlops.yml") await files.read(configPath);
	const { config, place } = isThere ? await readConfig(files, configPath) : {
		config: defaultConfig(),
		place: () => ({})
	};
	const named = config.data.path ?? options.data ?? config.data.sets?.train;
	const name = config.name ?? (named === void 0 ? await onlyProject(files, directory) : nameOfData(named));
	await applyInputs(config, options);
	const sets = new Map(Object.entries(config.data.sets ?? {}).map(([set, each]) => [set, fromRoot(files.root, within(directory, each))]));
	const dataPath = options.data === void 0 ? config.data.path && within(directory, config.data.path) : within(options["working-directory"], options.data);
	return {
		name,
		config,
		configFile: isThere ? configPath : void 0,
		directory,
		dataPath: (dataPath && fromRoot(files.root, dataPath)) ?? sets.get("train"),
		sets,
		folders: foldersOf(directory, name),
		place
	};
}
/** A project that can still be reported on when its configuration cannot be read: its name is guessed. */
async function fallbackProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	if ("data" in options) await requireFolder(files, options["working-directory"]);
	const text = await files.read(configPath).catch(() => "");
	const written = /^name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
	const name = written !== void 0 && projectName.test(written) ? written : "model";
	const directory = path.dirname(configPath);
	return {
		...await loadProject(files, {
			config: "mlops.yml",
			"working-directory": within(directory, ".mlops/none")
		}),
		name,
		directory,
		folders: foldersOf(directory, name)
	};
}
/** The data's path and target, or a UserError that says how to set what is missing. */
function requireData(project) {
	if (project.dataPath === void 0) throw new UserError(project.configFile ? `Cannot find the data: "${project.configFile}" has no data.path, and input "data" is not set` : "Cannot find the data: there is no \"mlops.yml\" here, and input \"data\" is not set", {
		...project.place(["data"]),
		hint: "Set data.path and data.target in mlops.yml; \"mlops init <file>\" writes it for you"
	});
	return {
		dataPath: project.dataPath,
		target: project.config.data.target
	};
}
/** The target's name, or a UserError that says how to set it. */
function requireTarget(project) {
	const { target } = project.config.data;
	if (target === void 0) throw new UserError("Cannot train: no target column is set", {
		...project.place(["data"]),
		hint: "Set data.target in mlops.yml, or the input target"
	});
	return target;
}
async function requireFolder(files, folder) {
	if (folder === ".") return;
	const isFile = await files.size(folder) !== void 0;
	if (!isFile && await files.exists(folder)) return;
	throw new UserError(`Cannot use input "working-directory": ${isFile ? `"${folder}" is a file` : `there is no folder "${folder}"`}`, { hint: "Name the folder that holds the mlops.yml, relative to the checkout" });
}
/** The YAML parser is loaded when there is YAML. */
async function readConfig(files, configPath) {
	const { parseConfig } = await import("./parse-config2.js");
	return parseConfig(await files.read(configPath), configPath);
}
async function applyInputs(config, options) {
	const { data, target, engine, params } = options;
	if (data !== void 0) {
		if (data !== config.data.path) delete config.data.sha256;
		config.data.path = data;
		for (const name of trainingSets) delete config.data.sets?.[name];
	}
	if (target !== void 0) config.data.target = target;
	if (engine !== void 0) {
		const found = engines.find((each) => each === engine);
		if (!found) throw new UserError(`Cannot use input "engine": "${engine}" is not an engine${didYouMean(engine, engines)}; there is ${engines.join(", ")}`);
		config.train.engine = found;
	}
	if (params !== void 0) {
		const { parseParams } = await import("./parse-params.js");
		Object.assign(config.train.params, parseParams(params));
	}
}
/**
* The path that an input names: relative to the working directory or, where nothing is there, to the checkout, as
* the outputs of other steps are.
*/
async function inputPath(files, folder, name) {
	const near = within(folder, name);
	if (near === name || await files.exists(near)) return near;
	return await files.exists(name) ? name : near;
}
/** A path of the user's, relative to a folder unless it is absolute or an address; with forward slashes on every system. */
function within(folder, name, paths = path) {
	if (isAddress(name)) return name;
	return (paths.isAbsolute(name) ? name : paths.join(folder, name)).replaceAll(paths.sep, "/");
}
/** A path as reports show it: that of a file of the checkout is relative to it, whoever reads it. */
function fromRoot(root, name) {
	return !isAddress(name) && path.isAbsolute(name) && isInside(root, name) ? within(".", path.relative(root, name)) : name;
}
/** Without a name and data: the one project that an earlier step left here. */
async function onlyProject(files, directory) {
	const names = (await files.list(within(directory, ".mlops"))).flatMap(({ name, isFolder }) => isFolder && name !== "bundles" && projectName.test(name) ? [name] : []);
	return names.length === 1 && names[0] !== void 0 ? names[0] : "model";
}
/** A project's name by its data: that of the file or folder, of a pattern its last folder without wildcards. */
function nameOfData(dataPath) {
	const cleaned = (showAddress(dataPath).split(/[/\\]/).findLast((each) => each !== "" && !/[*?[{]/.test(each))?.replace(/\..*$/, "") ?? "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 80);
	return cleaned === "" ? "model" : cleaned;
}
function foldersOf(directory, name) {
	const root = within(directory, `.mlops/${name}`);
	return {
		root,
		model: `${root}/model`,
		evidence: `${root}/evidence`,
		reports: `${root}/reports`
	};
}

// src/metrics/roc-auc.ts
/**
* Area under the ROC curve: the chance that a positive row scores above a negative one, ties counting half
* (Mann and Whitney). `scoreOf` and `isPositive` are asked for rows 0 … rows - 1. NaN where there are no positive or
* no negative rows.
*/
function rocAuc(rows, scoreOf, isPositive) {
	const scores = Float64Array.from({ length: rows }, (_, row) => scoreOf(row));
	const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
	let negatives = 0;
	let positives = 0;
	let twiceArea = 0;
	for (let start = 0, end = 0; start < rows; start = end) {
		const score = scores[order[start]];
		let tiedPositives = 0;
		while (end < rows && scores[order[end]] === score) if (isPositive(order[end++])) tiedPositives++;
		const tiedNegatives = end - start - tiedPositives;
		twiceArea += tiedPositives * (2 * negatives + tiedNegatives);
		negatives += tiedNegatives;
		positives += tiedPositives;
	}
	return twiceArea / 2 / (positives * negatives);
}
/**
* The mean of each class's ROC AUC against the rest; `scores` is rows × classes, row-major. As scikit-learn 1.9 with
* `labels`: NaN where a class has all rows; where a class has none, `macro` is NaN and `weighted` goes without it.
*/
function rocAucOneVsRest(actual, scores, classes) {
	let macro = 0;
	let weighted = actual.length === 0 ? NaN : 0;
	for (let index = 0; index < classes; index++) {
		const area = rocAuc(actual.length, (row) => scores[row * classes + index], (row) => actual[row] === index);
		const positives = actual.reduce((count, code) => count + Number(code === index), 0);
		macro += area / classes;
		if (positives > 0) weighted += area * positives / actual.length;
	}
	return {
		macro,
		weighted
	};
}

// src/tables/iso-date.ts
/**
* Reads an ISO 8601 date (`2026-01-31`) or date and time (`2026-01-31T23:59`, with `:ss`, `.fraction`, a space
* for the `T`, `Z` or `±hh:mm`) from ASCII bytes. UTC milliseconds since 1970, with a fraction where the source
* is finer; without a zone it is read as UTC. NaN for all else, calendar errors (`2023-02-29`) included.
*/
function parseIsoDate(bytes, start, end) {
	if (end - start < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NaN;
	const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
	const month = pair(bytes, start + 5);
	const day = pair(bytes, start + 8);
	if (!(year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month))) return NaN;
	const midnight = daysFromCivil(year, month, day) * 864e5;
	return end - start === 10 ? midnight : midnight + parseTime$1(bytes, start + 10, end);
}
function parseTime$1(bytes, start, end) {
	const separator = bytes[start];
	if (end - start < 6 || separator !== 84 && separator !== 32 || bytes[start + 3] !== 58) return NaN;
	const hour = pair(bytes, start + 1);
	const minute = pair(bytes, start + 4);
	if (!(hour < 24 && minute < 60)) return NaN;
	let at = start + 6;
	let milliseconds = (hour * 60 + minute) * 6e4;
	if (at < end && bytes[at] === 58) {
		if (end - at < 3) return NaN;
		const second = pair(bytes, at + 1);
		if (!(second < 60)) return NaN;
		milliseconds += second * 1e3;
		at += 3;
		if (at < end && bytes[at] === 46) {
			const digits = countDigits(bytes, at + 1, end);
			if (digits === 0 || digits > 9) return NaN;
			let fraction = 0;
			for (let i = at + 1; i <= at + digits; i++) fraction = fraction * 10 + bytes[i] - 48;
			milliseconds += fraction / 10 ** (digits - 3);
			at += digits + 1;
		}
	}
	return at === end ? milliseconds : milliseconds - parseZone(bytes, at, end);
}
/** Milliseconds east of UTC: `Z`, `+hh`, `+hhmm`, `+hh:mm`. */
function parseZone(bytes, start, end) {
	const sign = bytes[start];
	const length = end - start;
	if (sign === 90) return length === 1 ? 0 : NaN;
	if (sign !== 43 && sign !== 45) return NaN;
	const hasColon = length === 6 && bytes[start + 3] === 58;
	if (length !== 3 && length !== 5 && !hasColon) return NaN;
	const hours = pair(bytes, start + 1);
	const minutes = length === 3 ? 0 : pair(bytes, start + (hasColon ? 4 : 3));
	if (!(hours < 24 && minutes < 60)) return NaN;
	return (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 6e4;
}
/** Two digits, or NaN. */
function pair(bytes, at) {
	const tens = bytes[at] - 48;
	const ones = bytes[at + 1] - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
function countDigits(bytes, start, end) {
	let at = start;
	while (at < end && bytes[at] >= 48 && bytes[at] <= 57) at++;
	return at - start;
}
/** The last day of a month, 1 being January. */
function lastDayOf(year, month) {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, chrono-compatible date algorithms). */
function daysFromCivil(year, month, day) {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

// src/tables/date-format.ts
const months = [
	"jan",
	"feb",
	"mar",
	"apr",
	"may",
	"jun",
	"jul",
	"aug",
	"sep",
	"oct",
	"nov",
	"dec"
];
const fullMonths = [...[
	"january",
	"february",
	"march",
	"april",
	"may",
	"june",
	"july"
], ...[
	"august",
	"september",
	"october",
	"november",
	"december"
]];
const fullDays = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday"
];
/** What each directive matches: as in Python's _strptime.py (3.11), with ASCII digits and English names. */
const patterns = {
	Y: "\\d{4}",
	y: "\\d\\d",
	m: "1[0-2]|0[1-9]|[1-9]",
	d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
	j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
	H: "2[0-3]|[0-1]\\d|\\d",
	I: "1[0-2]|0[1-9]|[1-9]| [1-9]",
	M: "[0-5]\\d|\\d",
	S: "[0-5]\\d|\\d",
	f: "\\d{1,6}",
	p: "am|pm",
	z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z",
	b: months.join("|"),
	B: fullMonths.join("|"),
	a: fullDays.map((day) => day.slice(0, 3)).join("|"),
	A: fullDays.join("|")
};
const shorthands = {
	F: "%Y-%m-%d",
	T: "%H:%M:%S",
	R: "%H:%M",
	D: "%m/%d/%y"
};
const timeParts = [
	"H",
	"I",
	"M",
	"S",
	"f",
	"p",
	"z"
];
/** Texts beyond this are no dates; formats neither. */
const longest$1 = 100;
/**
* Reads a format; a text says what is wrong with it. A format must tell the day: `%Y` or `%y`, with `%m` (or `%b`, `%B`)
* and `%d`, or with `%j`. Each part may stand in it once, so that matching takes bounded time.
*/
function parseDateFormat(format) {
	if (format.length > longest$1) return `it is longer than ${longest$1} characters`;
	const full = format.replace(/%([FTRD])/g, (_, name) => shorthands[name] ?? "");
	const parts = [];
	let source = "";
	for (const piece of full.match(/%.?|\s+|[^%\s]+/gsu) ?? []) {
		const name = piece.slice(1);
		if (piece === "%%") source += "%";
		else if (piece.startsWith("%")) {
			const pattern = Object.hasOwn(patterns, name) ? patterns[name] : void 0;
			if (pattern === void 0) return `"${piece}" is none of %${Object.keys(patterns).join(" %")}`;
			if (parts.includes(name)) return `"${piece}" stands in it twice`;
			parts.push(name);
			source += `(${pattern})`;
		} else source += /\s/.test(piece) ? "\\s+" : piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
	}
	const has = (...names) => names.some((name) => parts.includes(name));
	if (!(has("Y", "y") && (has("j") || has("m", "b", "B") && has("d")))) return "it tells no day: it needs a year, a month and a day, as %d/%m/%Y has";
	if (has("p") && !has("I")) return "%p needs the hour as %I";
	const pattern = new RegExp(`^${source}$`, "i");
	return {
		hasTime: has(...timeParts),
		parse(text) {
			const found = text.length > longest$1 ? null : pattern.exec(text);
			if (found === null) return void 0;
			return momentOf(Object.fromEntries(parts.map((name, index) => [name, found[index + 1] ?? ""])));
		}
	};
}
/** UTC milliseconds of what the directives matched. */
function momentOf(found) {
	const day = dayOf(found);
	if (day === void 0) return void 0;
	const { H, I, M = "0", S = "0", f = "", p = "", z = "" } = found;
	const isAfternoon = p.toLowerCase() === "pm";
	const seconds = ((I === void 0 ? Number(H ?? 0) : Number(I) % 12 + (isAfternoon ? 12 : 0)) * 60 + Number(M)) * 60 + Number(S) - secondsEast(z);
	return day * 864e5 + seconds * 1e3 + Number(f.padEnd(6, "0")) / 1e3;
}
function dayOf(found) {
	const { Y, y, m, b, B, d, j } = found;
	const year = Y === void 0 ? shortYear(Number(y)) : Number(Y);
	if (year === 0) return void 0;
	if (j !== void 0) {
		const ordinal = Number(j);
		return ordinal > 365 && lastDayOf(year, 2) < 29 ? void 0 : daysFromCivil(year, 1, 1) + ordinal - 1;
	}
	const name = (b ?? B ?? "").slice(0, 3).toLowerCase();
	const month = m === void 0 ? months.indexOf(name) + 1 : Number(m);
	const day = Number(d);
	return day > lastDayOf(year, month) ? void 0 : daysFromCivil(year, month, day);
}
/** POSIX: 69 to 99 are of the 20th century, 0 to 68 of the 21st. */
function shortYear(year) {
	return year < 69 ? 2e3 + year : 1900 + year;
}
function secondsEast(zone) {
	const [, sign, hours = "0", minutes = "0", seconds = "0"] = /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(zone) ?? [];
	const east = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
	return sign === "-" ? -east : east;
}

// src/tables/cell-rule.ts
/** Whether cells must be read as texts first: the scanner knows neither formats nor words for missing. */
function isByText({ format, missing_values }) {
	return format !== void 0 || missing_values !== void 0;
}
/** The type that is declared: of a format without a type, that of its dates. */
function declaredType({ type, format }) {
	if (type !== void 0 || format === void 0) return type;
	return formatOf$1(format).hasTime ? "datetime" : "date";
}
const formats$1 = /* @__PURE__ */ new Map();
/** The format of that text, which must be right. */
function formatOf$1(text) {
	const known = formats$1.get(text);
	if (known !== void 0) return known;
	const format = parseDateFormat(text);
	if (typeof format === "string") throw new Error(`"${text}" is no format of dates: ${format}`);
	formats$1.set(text, format);
	return format;
}

// src/tables/cell.ts
const markers = /* @__PURE__ */ new Set([
	"NA",
	"NaN",
	"nan",
	"null",
	"NULL",
	"None",
	"N/A",
	"n/a",
	"#N/A",
	"<NA>"
]);
const booleans = /* @__PURE__ */ new Map([
	["true", 1],
	["True", 1],
	["TRUE", 1],
	["false", 0],
	["False", 0],
	["FALSE", 0]
]);
const wholeNumber$2 = /^-?\d+$/;
const decimalNumber$1 = /^[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?$/;
const signedPower = /^(-\d+[eE][-+]?\d+|\d+[eE][-+]\d+)$/;
const codeLike = /^(\+\d+|\+?\d+[eE]\d+)$/;
const infinity = /^([-+]?)(inf|Inf|INF|infinity|Infinity)$/;
const plain = {};
const scratch = /* @__PURE__ */ new Uint8Array(40);
/** Reads one cell, spaces around a number or date allowed. */
function readCell(text, rule = plain) {
	if (text === "") return {
		shape: "missing",
		value: NaN
	};
	const trimmed = text.trim();
	const { missing_values: missing, format } = rule;
	if (missing?.includes(trimmed) === true) return {
		shape: "missing",
		value: NaN
	};
	if (trimmed === "" || missing === void 0 && markers.has(trimmed)) return {
		shape: "marker",
		value: NaN
	};
	if (format !== void 0) return readFormatted(trimmed, format);
	const truth = booleans.get(trimmed);
	if (truth !== void 0) return {
		shape: "boolean",
		value: truth
	};
	const first = trimmed.charCodeAt(0);
	if (first >= 48 && first <= 57 || first >= 43 && first <= 46) return readNumber$1(trimmed, rule.decimal) ?? readDate(trimmed) ?? {
		shape: "text",
		value: NaN
	};
	return readInfinity(trimmed) ?? {
		shape: "text",
		value: NaN
	};
}
/** The value of a cell in a column of that type, NaN for missing, undefined when it does not fit. */
function readCellAs(text, type, rule = plain) {
	const { shape, value } = readCell(text, rule);
	if (shape === "missing" || shape === "marker") return NaN;
	const isNumeric = shape === "integer" || shape === "decimal" || shape === "ambiguous" || shape === "padded";
	if (type === "number") return isNumeric || shape === "infinite" ? value : void 0;
	if (type === "integer") return isNumeric && Number.isSafeInteger(value) ? value : void 0;
	if (type === "boolean") return shape === "boolean" || shape === "integer" && (value === 0 || value === 1) ? value : void 0;
	return shape === "date" || type === "datetime" && shape === "datetime" ? value : void 0;
}
function readNumber$1(written, decimal) {
	if (decimal === "," && written.includes(".")) return void 0;
	const text = decimal === "," ? written.replace(",", ".") : written;
	const value = Number(text);
	if (wholeNumber$2.test(text)) {
		const digits = text.startsWith("-") ? 1 : 0;
		if (text.length > digits + 1 && text[digits] === "0") return {
			shape: "padded",
			value
		};
		return {
			shape: Number.isSafeInteger(value) ? "integer" : "ambiguous",
			value
		};
	}
	if (/^[-+]?0\d/.test(text) && (decimalNumber$1.test(text) || signedPower.test(text) || codeLike.test(text))) return {
		shape: "padded",
		value
	};
	if (decimalNumber$1.test(text) || signedPower.test(text)) return {
		shape: "decimal",
		value
	};
	if (codeLike.test(text)) return {
		shape: "ambiguous",
		value
	};
	return readInfinity(text);
}
function readInfinity(text) {
	const match = infinity.exec(text);
	if (match === null) return void 0;
	return {
		shape: "infinite",
		value: match[1] === "-" ? -Infinity : Infinity
	};
}
function readFormatted(text, format) {
	const { hasTime, parse } = formatOf$1(format);
	const value = parse(text);
	if (value === void 0) return {
		shape: "text",
		value: NaN
	};
	return {
		shape: hasTime ? "datetime" : "date",
		value
	};
}
function readDate(text) {
	if (text.length < 10 || text.length > scratch.length) return void 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code > 127) return void 0;
		scratch[i] = code;
	}
	const value = parseIsoDate(scratch, 0, text.length);
	if (Number.isNaN(value)) return void 0;
	return {
		shape: text.length === 10 ? "date" : "datetime",
		value
	};
}

// src/tables/dictionary.ts
/** Probes before texts count as crafted; random texts at half load stay far below. */
const maxProbes = 512;
/** An empty dictionary. */
function createDictionary() {
	return {
		size: 0,
		bytes: /* @__PURE__ */ new Uint8Array(64),
		offsets: /* @__PURE__ */ new Uint32Array(8),
		slots: /* @__PURE__ */ new Int32Array(32),
		fallback: void 0
	};
}
/**
* The code of `source[start … end)`, which is added when it is new; `hash` is its `hashOf`. Throws RangeError when the distinct texts exceed
* 4 GiB.
*/
function encode$1(dictionary, source, start, end, hash = hashOf$1(source, start, end)) {
	if (dictionary.fallback !== void 0) return encodeFallback(dictionary, source, start, end);
	const { slots } = dictionary;
	const mask = slots.length - 4;
	const length = end - start;
	let slot = hash << 2 & mask;
	for (let probes = 0; probes < maxProbes; probes++) {
		const code = slots[slot + 1] - 1;
		if (code < 0) {
			const added = append(dictionary, source, start, end);
			slots[slot] = hash;
			slots[slot + 1] = added + 1;
			slots[slot + 2] = dictionary.offsets[added];
			slots[slot + 3] = length;
			if (dictionary.size * 8 > slots.length) widen(dictionary);
			return added;
		}
		if (slots[slot] === hash && slots[slot + 3] === length) {
			const { bytes } = dictionary;
			const from = slots[slot + 2] >>> 0;
			let same = 0;
			while (same < length && bytes[from + same] === source[start + same]) same++;
			if (same === length) return code;
		}
		slot = slot + 4 & mask;
	}
	dictionary.fallback = /* @__PURE__ */ new Map();
	for (let code = 0; code < dictionary.size; code++) {
		const from = dictionary.offsets[code];
		dictionary.fallback.set(keyOf(dictionary.bytes, from, dictionary.offsets[code + 1]), code);
	}
	dictionary.slots = /* @__PURE__ */ new Int32Array(0);
	return encodeFallback(dictionary, source, start, end);
}
/**
* Reads where look-ups of these hashes will read, so that they find it in the cache: loads without branches between
* them overlap, which those of look-ups do not. Returns a number only so that the loads have a use.
*/
function prefetch(dictionary, hashes, count) {
	const { slots, bytes } = dictionary;
	const mask = slots.length - 4;
	let sum = 0;
	for (let i = 0; i < count; i++) sum ^= slots[hashes[i] << 2 & mask];
	for (let i = 0; i < count; i++) sum ^= bytes[slots[(hashes[i] << 2 & mask) + 2] >>> 0];
	return sum;
}
/** Four bytes at a time, mixed by MurmurHash3's finalizer. */
function hashOf$1(source, start, end) {
	let hash = end - start;
	let at = start;
	for (; at + 4 <= end; at += 4) {
		const word = source[at] | source[at + 1] << 8 | source[at + 2] << 16 | source[at + 3] << 24;
		hash = Math.imul(hash << 7 ^ hash >>> 25 ^ word, 2654435761);
	}
	for (; at < end; at++) hash = Math.imul(hash << 7 ^ hash >>> 25 ^ source[at], 2654435761);
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}
/** The texts in code order. */
function decodeEntries(entries) {
	const { size, bytes, offsets } = entries;
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const texts = new Array(size);
	for (let code = 0; code < size; code++) texts[code] = decodeShort(decoder, bytes, offsets[code], offsets[code + 1]);
	return texts;
}
/** Short ASCII is quicker by hand than through the decoder. */
function decodeShort(decoder, bytes, start, end) {
	if (end - start > 24) return decoder.decode(bytes.subarray(start, end));
	let text = "";
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte >= 128) return decoder.decode(bytes.subarray(start, end));
		text += String.fromCharCode(byte);
	}
	return text;
}
function append(dictionary, source, start, end) {
	const code = dictionary.size;
	const from = dictionary.offsets[code];
	const to = from + end - start;
	if (to > dictionary.bytes.length) {
		if (to > 4294967295) throw new RangeError("more than 4 GiB of distinct text");
		const bytes = new Uint8Array(Math.min(Math.max(to, dictionary.bytes.length * 2), 4294967295));
		bytes.set(dictionary.bytes.subarray(0, from));
		dictionary.bytes = bytes;
	}
	if (code + 2 > dictionary.offsets.length) {
		const offsets = new Uint32Array(dictionary.offsets.length * 2);
		offsets.set(dictionary.offsets);
		dictionary.offsets = offsets;
	}
	const { bytes } = dictionary;
	if (end - start > 64) bytes.set(source.subarray(start, end), from);
	else for (let i = 0; i < end - start; i++) bytes[from + i] = source[start + i];
	dictionary.offsets[code + 1] = to;
	dictionary.size = code + 1;
	return code;
}
function widen(dictionary) {
	const { slots } = dictionary;
	const wider = new Int32Array(slots.length * 2);
	const mask = wider.length - 4;
	for (let from = 0; from < slots.length; from += 4) {
		if (slots[from + 1] === 0) continue;
		let slot = slots[from] << 2 & mask;
		while (wider[slot + 1] !== 0) slot = slot + 4 & mask;
		for (let part = 0; part < 4; part++) wider[slot + part] = slots[from + part];
	}
	dictionary.slots = wider;
}
function encodeFallback(dictionary, source, start, end) {
	const key = keyOf(source, start, end);
	const known = dictionary.fallback?.get(key);
	if (known !== void 0) return known;
	const code = append(dictionary, source, start, end);
	dictionary.fallback?.set(key, code);
	return code;
}
const oneByteDecoder = new TextDecoder("latin1");
/** One character a byte; the prefix keeps number-like keys off the engine's unseeded integer hash. */
function keyOf(bytes, start, end) {
	return `:${oneByteDecoder.decode(bytes.subarray(start, end))}`;
}

// src/tables/csv-errors.ts
/** Bounds that keep a hostile or broken file from taking memory without end; bytes where not said otherwise. */
const limits = {
	cell: 1 << 20,
	record: 16 << 20,
	columns: 1e5,
	/** Characters of a column's name. */
	name: 1e3,
	/** Cells. */
	invalidKept: 1e3
};
/** The error of a file that cannot be read past a place. `source` and `columns` come from the scan. */
function csvError(scan, place, fault, ragged) {
	const { line } = place;
	const name = place.column === void 0 ? void 0 : scan.columns[place.column]?.name;
	const [what, hint] = describe(fault, line, name === void 0 ? "" : ` in column "${name}"`, scan.columns.length, ragged);
	return new UserError(`Cannot read "${scan.source}": ${what}`, {
		file: scan.source,
		line,
		hint
	});
}
function describe(fault, line, inColumn, width, ragged) {
	switch (fault) {
		case "nul": return [`there is a NUL byte at line ${line}${inColumn}`, "Save the file as plain UTF-8 text; NUL bytes point to UTF-16, a binary file or a damaged one"];
		case "return": return [`there is a carriage return without a line feed at line ${line}${inColumn}`, "Save the file with Unix (LF) or Windows (CRLF) line ends, and put quotes around cells that hold line ends"];
		case "utf8": return [`the text at line ${line}${inColumn} is not UTF-8`, "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8"];
		case "cell": return [`the cell at line ${line}${inColumn} is longer than 1 MiB`, "Check the delimiter and the line ends; large objects belong in files of their own"];
		case "record": return [`the row at line ${line} is longer than 16 MiB`, "Check the delimiter and the line ends"];
		case "unclosed": return [`the quote that opens at line ${line}${inColumn} is never closed`, "Close it with a \", and write a quote inside of a quoted cell twice: \"\""];
		case "afterQuote": return [`there is text after the closing quote at line ${line}${inColumn}`, "Write a quote inside of a quoted cell twice: \"\", or set `data.csv.escape` in mlops.yml where a backslash escapes it"];
		case "ragged": return [`the row at line ${line} has ${`${ragged?.isExact === false ? "at least " : ""}${ragged?.cells}`} ${ragged?.cells === 1 ? "cell" : "cells"}, the header has ${width}`, "Put quotes around cells that hold the delimiter or a line end"];
	}
}

// src/tables/invalid-rows.ts
/** Adds a cell that does not fit; its text is cut after 100 characters. */
function addInvalid$1({ invalid, rows }, row, text) {
	rows.push(row);
	if (invalid.length < limits.invalidKept) invalid.push({
		row,
		text: text.length > 100 ? `${text.slice(0, 100)}…` : text
	});
}
/** The invalid cells of a finished column; `rows` ascend, and `invalid` are the first of them. */
function invalidCells({ invalid, rows }) {
	const invalidCount = rows.length;
	return invalidCount === invalid.length ? {
		invalid,
		invalidCount
	} : {
		invalid,
		invalidCount,
		invalidRows: Uint32Array.from(rows)
	};
}
/** Rows of all invalid cells, ascending. */
function rowsOfInvalid({ invalid, invalidRows }) {
	return invalidRows ?? Uint32Array.from(invalid, ({ row }) => row);
}

// src/tables/csv-columns.ts
/** How a column's cells are stored while scanning: dictionary-encoded, as numbers, or as dates. */
const textKind = 0;
/** Cells are float64 numbers. */
const numberKind = 1;
/** Cells are dates, as UTC milliseconds. */
const dateKind = 2;
/** An empty column; a forced type decides how its cells are stored, unless they must be read as texts first. */
function createColumn(name, forced, rule = {}) {
	const isNumber = forced === "integer" || forced === "number";
	const isDate = forced === "date" || forced === "datetime";
	return {
		name,
		forced,
		rule,
		kind: isByText(rule) ? 0 : isNumber ? 1 : isDate ? 2 : 0,
		values: /* @__PURE__ */ new Float64Array(0),
		codes: /* @__PURE__ */ new Int32Array(0),
		cells: /* @__PURE__ */ new Int32Array(0),
		dictionary: createDictionary(),
		misfits: {
			invalid: [],
			rows: []
		},
		lastInvalidRow: -1,
		hasDecimal: false,
		hasAmbiguous: false,
		hasPadded: false,
		hasInfinite: false,
		hasTime: false
	};
}
/** The columns of a file, by what is declared of them. */
function openColumns$1({ names, marks }, { types = {}, declared = {} }) {
	const decimal = String.fromCharCode(marks.decimal);
	return names.map((name) => {
		const column = Object.hasOwn(declared, name) ? declared[name] : void 0;
		const known = Object.hasOwn(types, name) ? types[name] : void 0;
		const { format, missing_values } = column ?? {};
		return createColumn(name, declaredType(column ?? {}) ?? known, {
			decimal,
			format,
			missing_values
		});
	});
}
/** Stores a cell in a column of numbers or dates; what does not fit is counted and kept. */
function storeTyped(column, row, text) {
	store(column, row, text, readTyped(column, text));
}
/** The value of a cell in a column of numbers or dates, NaN for missing, undefined when it does not fit. */
function readTyped(column, text) {
	const { forced, rule } = column;
	return forced === void 0 || forced === "text" ? inferredValue(column, text) : readCellAs(text, forced, rule);
}
/** Stores a value that was read; a cell that does not fit counts once, however often its record is read. */
function store(column, row, text, value) {
	column.values[row] = value ?? NaN;
	if (value !== void 0 || column.lastInvalidRow === row) return;
	column.lastInvalidRow = row;
	addInvalid$1(column.misfits, row, text);
}
function inferredValue(column, text) {
	const { shape, value } = readCell(text, column.rule);
	if (shape === "missing" || shape === "marker") return NaN;
	if (column.kind === 2) {
		if (shape === "datetime") column.hasTime = true;
		return shape === "date" || shape === "datetime" ? value : void 0;
	}
	if (shape === "decimal") column.hasDecimal = true;
	else if (shape === "ambiguous") column.hasAmbiguous = true;
	else if (shape === "padded") column.hasPadded = true;
	else if (shape === "infinite") column.hasInfinite = true;
	else if (shape !== "integer") return void 0;
	return value;
}

// src/tables/csv-dialect.ts
/** A mark that no byte is. */
const noMark = 256;
/** Marks but the delimiter, which the header may say. */
function marksOf(dialect) {
	const { quote = "\"", comment, decimal = "." } = dialect;
	return {
		quote: markOf(quote),
		escape: dialect.escape === quote ? 256 : markOf(dialect.escape),
		comment: markOf(comment),
		decimal: markOf(decimal)
	};
}
function markOf(mark) {
	return mark === void 0 || mark === "" ? 256 : mark.charCodeAt(0);
}
/** Whether the marks are those of RFC 4180 but for the delimiter. */
function isPlain(marks) {
	const { quote, comment, decimal } = marks;
	return quote === 34 && marks.escape === 256 && comment === 256 && decimal === 46;
}

// src/tables/csv-header-cells.ts
const lineFeed$4 = 10;
const delimiters = [
	",",
	";",
	"	",
	"|"
];
/** Where the record that starts at `start` ends; a line feed inside of quotes does not end it. */
function findRecord(bytes, start, end, { quote, escape: escaper }) {
	let isQuoted = false;
	let lines = 0;
	let stop = start;
	for (; stop < end; stop++) {
		const byte = bytes[stop];
		if (isQuoted && byte === escaper && bytes[stop + 1] !== lineFeed$4) stop++;
		else if (byte === quote) isQuoted = !isQuoted;
		else if (byte === lineFeed$4) {
			if (!isQuoted) return {
				stop,
				lines,
				isQuoted
			};
			lines++;
		}
	}
	return {
		stop: Math.min(stop, end),
		lines,
		isQuoted
	};
}
/** The delimiter that stands most often outside of quotes; the first of those where none does. */
function detectDelimiter(header, marks) {
	const counts = new Map(delimiters.map((each) => [each, 0]));
	for (let at = 0, isQuoted = false; at < header.length; at++) {
		const code = header.charCodeAt(at);
		if (isQuoted && code === marks.escape) at++;
		else if (code === marks.quote) isQuoted = !isQuoted;
		else if (!isQuoted) {
			const count = counts.get(header[at]);
			if (count !== void 0) counts.set(header[at], count + 1);
		}
	}
	return delimiters.reduce((best, next) => counts.get(next) > counts.get(best) ? next : best);
}
/** The cells of a record; the number of the cell after whose closing quote there is text, where there is such. */
function splitRecord(text, delimiter, { quote, escape: escaper }) {
	const cells = [];
	for (let at = 0;; at++) {
		if (text.charCodeAt(at) === quote) {
			let cell = "";
			for (at++; at < text.length; at++) {
				const code = text.charCodeAt(at);
				if (code === escaper) at++;
				else if (code === quote && text.charCodeAt(++at) !== quote) break;
				cell += text[at] ?? "";
			}
			cells.push(cell);
			if (at < text.length && text[at] !== delimiter) return {
				cells,
				fault: cells.length
			};
		} else {
			const stop = text.indexOf(delimiter, at);
			cells.push(text.slice(at, stop < 0 ? text.length : stop));
			at = stop < 0 ? text.length : stop;
		}
		if (at >= text.length) return { cells };
	}
}

// src/tables/detect-decimal.ts
/** Rows that are looked at, from the first. */
const mostRows$2 = 1e3;
const comma$1 = 44;
const withComma = /^[-+]?\d*,\d+(?:[eE][-+]?\d+)?$/;
const withPoint = /^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?$/;
const grouped = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+$/;
/**
* The decimal mark of a file that commas do not delimit: a comma where some column holds numbers with a comma and
* nothing else with a digit but whole numbers, no cell is a number with a point, and not all of the commas could stand between
* thousands. `bytes` are the file's first rows; the
* last one may be cut unless `isLast`.
*/
function detectDecimal(bytes, marks, isLast) {
	if (marks.delimiter === comma$1) return ".";
	const delimiter = String.fromCharCode(marks.delimiter);
	const columns = [];
	let isGrouped = true;
	const decoder = new TextDecoder("latin1");
	for (let at = 0, row = 0; at < bytes.length && row < mostRows$2; row++) {
		const { stop } = findRecord(bytes, at, bytes.length, marks);
		const isComment = bytes[at] === marks.comment;
		const text = decoder.decode(bytes.subarray(at, stop)).replace(/\r$/, "");
		const isWhole = stop < bytes.length || isLast;
		at = stop + 1;
		if (isComment || !isWhole) continue;
		for (const [index, cell] of splitRecord(text, delimiter, marks).cells.entries()) {
			columns[index] ??= {
				isNumeric: true,
				decimals: 0
			};
			const column = columns[index];
			const value = cell.trim();
			if (withPoint.test(value)) return ".";
			if (withComma.test(value)) {
				column.decimals++;
				isGrouped &&= grouped.test(value);
			} else if (/\d/.test(value) && !/^[-+]?\d+$/.test(value)) column.isNumeric = false;
		}
	}
	return columns.some(({ isNumeric, decimals }) => isNumeric && decimals > 0) && !isGrouped ? "," : ".";
}

// src/tables/csv-header.ts
const lineFeed$3 = 10;
const hash = 35;
/**
* Reads the header from the first bytes of a file; undefined when it is not complete in them. The delimiter is
* the one of comma, semicolon, tab and bar that the header holds most often outside of quotes, unless it is given; the
* decimal mark is told from the rows (see `detectDecimal`).
* Without a header the first record only says how many columns there are: `column_1`, `column_2` …
* Throws UserError for an empty file, another encoding, and names that are empty or given twice.
*/
function readHeader(bytes, end, options) {
	const { source, isLast, header: hasHeader = true } = options;
	const marks = marksOf(options);
	refuseEncoding(bytes, end, source);
	const { start, line } = skipLines$1(bytes, end, marks, options.delimiter);
	const record = findRecord(bytes, start, end, marks);
	if (record.stop === end && !isLast) return void 0;
	if (record.isQuoted) throw headerError(source, line, "a quote in the header is never closed", `Close it with a ${String.fromCharCode(marks.quote)}`);
	const text = decode(bytes, start, record.stop, source, line).replace(/\r$/, "");
	if (text.trim() === "") throw headerError(source, 1, end === 0 ? "the file is empty" : "there is no header line", "The first line must name the columns");
	if (/\r/.test(text) && !text.includes(String.fromCharCode(marks.quote))) throw headerError(source, line, "its lines end with a bare carriage return", "Save the file with Unix (LF) or Windows (CRLF) line ends");
	const delimiter = options.delimiter ?? detectDelimiter(text, marks);
	const names = splitHeader(text, delimiter, marks, source, line);
	if (hasHeader) checkNames(names, source, line);
	const next = hasHeader ? Math.min(end, record.stop + 1) : start;
	const found = {
		...marks,
		delimiter: delimiter.charCodeAt(0)
	};
	if (options.decimal === void 0) found.decimal = detectDecimal(bytes.subarray(next, end), found, isLast).charCodeAt(0);
	return {
		names: hasHeader ? names : names.map((_, index) => `column_${index + 1}`),
		marks: found,
		next,
		line: hasHeader ? line + record.lines + 1 : line
	};
}
/**
* Where the header starts: behind a byte order mark, blank lines and comments. Unless a comment mark is given, lines
* that begin with `#` are comments, but for the last one where the line after it has no more cells: it is the header.
*/
function skipLines$1(bytes, end, marks, delimiter) {
	let start = end >= 3 && bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
	let line = 1;
	const comment = marks.comment === 256 ? hash : marks.comment;
	let last;
	for (; start < end; line++) {
		const stop = endOfLine(bytes, start, end);
		const isBlank = stop === start || stop === start + 1 && bytes[start] === 13 && stop < end;
		if (!isBlank && bytes[start] !== comment) break;
		if (!isBlank) last = {
			start,
			line
		};
		if (stop === end) break;
		start = stop + 1;
	}
	if (last === void 0 || marks.comment !== 256) return {
		start,
		line
	};
	const count = (from) => {
		const { stop } = findRecord(bytes, from, end, marks);
		const text = new TextDecoder().decode(bytes.subarray(from, stop));
		return splitRecord(text, delimiter ?? detectDelimiter(text, marks), marks).cells.length;
	};
	return count(last.start) >= count(start) ? last : {
		start,
		line
	};
}
function endOfLine(bytes, start, end) {
	const stop = bytes.indexOf(lineFeed$3, start);
	return stop < 0 || stop > end ? end : stop;
}
function refuseEncoding(bytes, end, source) {
	const [first, second] = bytes;
	const hasMark = end >= 2 && (first === 255 && second === 254 || first === 254 && second === 255);
	const hasPattern = end >= 4 && (first === 0 && bytes[2] === 0 || second === 0 && bytes[3] === 0);
	if (hasMark || hasPattern) throw headerError(source, 1, "it is UTF-16 text", "Set `data.csv.encoding: utf-16` in mlops.yml, or save it as UTF-8");
	if (first === 31 && second === 139 || end >= 4 && first === 80 && second === 75 && bytes[2] === 3) throw headerError(source, 1, "it is compressed, not text", "Unpack it first");
}
function decode(bytes, start, end, source, line) {
	if (bytes.subarray(start, end).includes(0)) throw headerError(source, line, `there is a NUL byte at line ${line} in the header`, "Save the file as plain UTF-8 text; NUL bytes point to UTF-16, a binary file or a damaged one");
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes.subarray(start, end));
	} catch {
		throw headerError(source, line, `the header at line ${line} is not UTF-8`, "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8");
	}
}
function splitHeader(text, delimiter, marks, source, line) {
	const { cells, fault } = splitRecord(text, delimiter, marks);
	if (fault !== void 0) throw headerError(source, line, `there is text after the closing quote of column ${fault} in the header`, "Write a quote inside of a quoted name twice: \"\"");
	if (cells.length <= limits.columns) return cells;
	throw headerError(source, line, "it has more than 100,000 columns", "Check the delimiter and the line ends");
}
function checkNames(names, source, line) {
	const seen = /* @__PURE__ */ new Map();
	for (const [index, name] of names.entries()) {
		if (name.trim() === "") throw headerError(source, line, `column ${index + 1} has no name`, "Every column needs a name in the header");
		if (name.length > limits.name) throw headerError(source, line, `column ${index + 1} has a name of more than ${limits.name.toLocaleString("en")} characters`, "Check the delimiter and the line ends");
		const earlier = seen.get(name);
		if (earlier !== void 0) throw headerError(source, line, `columns ${earlier + 1} and ${index + 1} are both named "${name}"`, "Give each column a name of its own, or set `data.csv.header: false` in mlops.yml where the first line is a row");
		seen.set(name, index);
	}
}
function headerError(source, line, what, hint) {
	return new UserError(`Cannot read "${source}": ${what}`, {
		file: source,
		line,
		hint
	});
}

// src/tables/csv-kernel-texts.ts
/** Words of the kernel's `Column`, and the places of those that the texts need. */
const columnWords = 15;
const field$1 = {
	hasHigh: 3,
	slots: 7,
	slotMask: 8,
	size: 9,
	heap: 10,
	heapUsed: 11,
	heapRoom: 12,
	offsets: 13,
	wanted: 14
};
/** Where the kernel's `Scan` and `Column`s are, in bytes. */
function openTexts(kernel, memory, scanAt, columnsAt) {
	const decoder = new TextDecoder("utf-8", {
		fatal: true,
		ignoreBOM: true
	});
	/** Sizes before the batch that is being encoded. */
	const known = /* @__PURE__ */ new Map();
	const addressOf = (index) => columnsAt + index * 15 * 4;
	/** A hash table of that many slots, with room for the offsets of half as many texts. */
	const widen = (address, count) => {
		const at = address / 4;
		const slots = memory.take(count * 16);
		const offsets = memory.take(count * 2 + 8);
		if (slots === void 0 || offsets === void 0) return false;
		const words = memory.words();
		words.fill(0, slots / 4, slots / 4 + count * 4);
		const before = words[at + field$1.offsets] / 4;
		words.copyWithin(offsets / 4, before, before + words[at + field$1.size] + 1);
		const oldCount = words[at + field$1.slotMask] + 1;
		if (words[at + field$1.slots] !== 0) memory.release(words[at + field$1.slots], oldCount * 16);
		memory.release(before * 4, oldCount * 2 + 8);
		words[at + field$1.offsets] = offsets;
		kernel.widen(address, slots, count);
		return true;
	};
	const widenHeap = (address, room) => {
		const at = address / 4;
		const heap = memory.take(room);
		if (heap === void 0) return false;
		const words = memory.words();
		const before = words[at + field$1.heap];
		memory.bytes().copyWithin(heap, before, before + words[at + field$1.heapUsed]);
		memory.release(before, words[at + field$1.heapRoom]);
		words[at + field$1.heap] = heap;
		words[at + field$1.heapRoom] = room;
		return true;
	};
	const makeRoom = (address) => {
		const at = address / 4;
		const [mask = 0, size = 0] = memory.words().subarray(at + field$1.slotMask, at + field$1.size + 1);
		if (size * 2 > mask && !widen(address, (mask + 1) * (mask < 4096 ? 4 : 2))) return false;
		const words = memory.words();
		const room = words[at + field$1.heapRoom];
		const needed = words[at + field$1.heapUsed] + words[at + field$1.wanted] + 16;
		return needed <= room || widenHeap(address, Math.max(room * 2, needed));
	};
	const isUtf8 = (address, from) => {
		const words = memory.words();
		const at = address / 4;
		const heap = words[at + field$1.heap];
		const offsets = words[at + field$1.offsets] / 4;
		words[at + field$1.hasHigh] = 0;
		try {
			for (let code = from; code < words[at + field$1.size]; code++) decoder.decode(memory.bytes().subarray(heap + words[offsets + code], heap + words[offsets + code + 1]));
		} catch {
			return false;
		}
		return true;
	};
	return {
		load(columns) {
			for (const [index, { kind, dictionary }] of columns.entries()) {
				if (kind !== 0) continue;
				if (dictionary.fallback !== void 0) return false;
				const address = addressOf(index);
				const used = dictionary.offsets[dictionary.size];
				const room = Math.max(1024, used * 2);
				const count = 2 ** Math.ceil(Math.log2(Math.max(64, dictionary.size * 4)));
				const heap = memory.take(room);
				const offsets = memory.take(count * 2 + 8);
				if (heap === void 0 || offsets === void 0) return false;
				memory.bytes().set(dictionary.bytes.subarray(0, used), heap);
				const words = memory.words();
				words.set(dictionary.offsets.subarray(0, dictionary.size + 1), offsets / 4);
				words.set([
					0,
					count - 1,
					dictionary.size,
					heap,
					used,
					room,
					offsets,
					0
				], address / 4 + field$1.slots);
				if (!widen(address, count)) return false;
			}
			return true;
		},
		encode(columns, rows) {
			known.clear();
			for (const [index, column] of columns.entries()) if (column.kind === 0) known.set(column, memory.words()[addressOf(index) / 4 + field$1.size]);
			for (const [index, column] of columns.entries()) {
				if (column.kind !== 0) continue;
				const address = addressOf(index);
				let done = kernel.encode(scanAt, address, 0, rows);
				while (done < rows) {
					if (done < 0 || !makeRoom(address)) return false;
					done = kernel.encode(scanAt, address, done, rows);
				}
				if (memory.words()[address / 4 + field$1.hasHigh] === 1 && !isUtf8(address, known.get(column) ?? 0)) return false;
			}
			known.clear();
			return true;
		},
		unload(columns, isGrowing) {
			const words = memory.words();
			for (const [index, column] of columns.entries()) {
				if (column.kind !== 0) continue;
				const at = addressOf(index) / 4;
				const size = known.get(column) ?? words[at + field$1.size];
				const from = words[at + field$1.offsets] / 4;
				const offsets = words.slice(from, from + size + 1);
				const heap = words[at + field$1.heap];
				const bytes = memory.bytes().slice(heap, heap + offsets[size]);
				column.dictionary = {
					...createDictionary(),
					size,
					bytes,
					offsets
				};
				if (!isGrowing) continue;
				const { dictionary } = column;
				column.dictionary = createDictionary();
				for (let code = 0; code < size; code++) encode$1(column.dictionary, bytes, dictionary.offsets[code], dictionary.offsets[code + 1]);
			}
		}
	};
}

// src/tables/csv-memory.ts
/** What the kernel's memory may grow to; its addresses stay below 2^31. */
const limit = 2 ** 31 - 65536;
/** The kernel's own constants lie below. */
const firstFree = 8192;
/** Hands out a wasm memory in blocks of powers of two. Views are made anew when it has grown. */
function openMemory(memory) {
	let bytes = new Uint8Array(memory.buffer);
	let words = new Uint32Array(memory.buffer);
	let end = firstFree;
	const free = /* @__PURE__ */ new Map();
	const refresh = () => {
		if (bytes.buffer === memory.buffer) return;
		bytes = new Uint8Array(memory.buffer);
		words = new Uint32Array(memory.buffer);
	};
	return {
		bytes() {
			refresh();
			return bytes;
		},
		words() {
			refresh();
			return words;
		},
		take(size) {
			const block = blockOf(size);
			const found = free.get(block)?.pop();
			if (found !== void 0) return found;
			if (end + block > limit) return void 0;
			const missing = end + block - memory.buffer.byteLength;
			try {
				if (missing > 0) memory.grow(Math.ceil(missing / 65536));
			} catch {
				return;
			}
			end += block;
			return end - block;
		},
		release(address, size) {
			const block = blockOf(size);
			const others = free.get(block);
			if (others === void 0) free.set(block, [address]);
			else others.push(address);
		}
	};
}
function blockOf(size) {
	return 2 ** Math.ceil(Math.log2(Math.max(64, size)));
}

// src/tables/csv-scan.ts
/** A scan before its first record, which starts on that line; `lines` has room for as many rows as the columns. */
function startScan(of) {
	const { source, columns, line, marks, lines = /* @__PURE__ */ new Uint32Array(0) } = of;
	return {
		...marks,
		source,
		columns,
		rows: 0,
		capacity: lines.length,
		lines,
		line,
		batchStart: 0,
		batchCapacity: 0,
		pendingStart: 0,
		pendingColumn: 0
	};
}
/** Makes room for that many rows in every column. */
function reserveRows(scan, capacity) {
	for (const column of scan.columns) if (column.kind === 0) column.codes = grown(column.codes, new Int32Array(capacity));
	else column.values = grown(column.values, new Float64Array(capacity));
	scan.lines = grown(scan.lines, new Uint32Array(capacity));
	scan.capacity = capacity;
}
/** Makes room for the places of that many rows of text. */
function reserveBatch(scan, capacity) {
	for (const column of scan.columns) if (column.kind === 0) column.cells = grown(column.cells, new Int32Array(capacity * 2));
	scan.batchCapacity = capacity;
}
function grown(from, to) {
	to.set(from);
	return to;
}

// src/tables/csv-quoted.ts
const lineFeed$2 = 10;
const carriageReturn$1 = 13;
/** What the last call of `findQuoteEnd` saw inside of the quotes. */
const quoted$1 = {
	lines: 0,
	hasEscapes: false
};
/**
* The index of the closing quote of the cell that opens at `at`, or -1 when the buffer ends first. Throws UserError
* for a quote that is never closed, and for text after the closing one.
*/
function findQuoteEnd(scan, bytes, range, place) {
	const { at, end, isLast } = range;
	const { line, column } = place;
	const { quote, escape: escaper } = scan;
	quoted$1.lines = 0;
	quoted$1.hasEscapes = false;
	let stop = at + 1;
	for (;; stop++) {
		if (stop >= end) {
			if (isLast || end - at > limits.cell) throw csvError(scan, place, "unclosed");
			return -1;
		}
		const byte = bytes[stop];
		if (byte === quote) {
			if (stop + 1 === end || bytes[stop + 1] !== quote) break;
			quoted$1.hasEscapes = true;
			stop++;
		} else if (byte === escaper) {
			quoted$1.hasEscapes = true;
			if (bytes[stop + 1] !== lineFeed$2 && bytes[stop + 1] !== 0) stop++;
		} else if (byte === lineFeed$2) quoted$1.lines++;
		else if (byte === 0) throw csvError(scan, {
			line: line + quoted$1.lines,
			column
		}, "nul");
	}
	const next = bytes[stop + 1];
	if (!(next === scan.delimiter || next === lineFeed$2 || next === carriageReturn$1 && (stop + 2 >= end || bytes[stop + 2] === lineFeed$2))) throw csvError(scan, {
		line: line + quoted$1.lines,
		column
	}, "afterQuote");
	return stop;
}

// src/tables/csv-text.ts
/**
* Encodes the texts that were found since the last call, column by column: look-ups in one dictionary that follow
* each other closely overlap their waits for memory, which those of a row would not.
*/
function encodeBatch(scan, bytes) {
	for (const [index, column] of scan.columns.entries()) if (column.cells.length > 0) encodeCells(scan, column, bytes, index);
	scan.batchStart = scan.rows;
}
/** Dictionaries of fewer texts stay in the cache by themselves. */
const manyTexts = 8192;
const hashes = /* @__PURE__ */ new Int32Array(1024);
function encodeCells(scan, column, bytes, index) {
	const { dictionary, codes, cells } = column;
	const { batchStart, rows } = scan;
	const isLarge = dictionary.size > manyTexts && dictionary.fallback === void 0;
	if (isLarge) {
		for (let i = 0, at = 0; i < rows - batchStart; i++, at += 2) {
			const start = cells[at];
			hashes[i] = start < 0 ? 0 : hashOf$1(bytes, start, cells[at + 1]);
		}
		prefetch(dictionary, hashes, rows - batchStart);
	}
	for (let row = batchStart, at = 0; row < rows; row++, at += 2) {
		const start = cells[at];
		const end = cells[at + 1];
		if (start === end) {
			codes[row] = -1;
			continue;
		}
		const known = dictionary.size;
		let code;
		if (start < 0) {
			const cell = unescaped(bytes, ~start, end, scan);
			code = encode$1(dictionary, cell, 0, cell.length);
		} else if (isLarge) code = encode$1(dictionary, bytes, start, end, hashes[row - batchStart]);
		else code = encode$1(dictionary, bytes, start, end);
		codes[row] = code;
		if (code === known) checkText(scan, bytes, start < 0 ? ~start : start, end, row, index);
	}
}
/** A text that is seen first: short enough, and UTF-8. */
function checkText(scan, bytes, start, end, row, column) {
	let high = end - start > limits.cell ? 128 : 0;
	for (let i = start; i < end && high < 128; i++) high |= bytes[i];
	if (high >= 128) decodeCell(scan, bytes.subarray(start, end), scan.lines[row], column);
}
const strictDecoder$1 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** The text of a cell. Throws UserError when it is too long or not UTF-8. */
function decodeCell(scan, cell, line, column) {
	if (cell.length > limits.cell) throw csvError(scan, {
		line,
		column
	}, "cell");
	try {
		return strictDecoder$1.decode(cell);
	} catch {
		throw csvError(scan, {
			line,
			column
		}, "utf8");
	}
}
/** The inside of a quoted cell: each two quotes made one, and each escaped character itself. */
function unescaped(bytes, start, end, { quote, escape: escaper }) {
	const cell = new Uint8Array(end - start);
	let length = 0;
	for (let from = start; from < end; from++) {
		if (bytes[from] === quote || bytes[from] === escaper) from++;
		cell[length++] = bytes[from];
	}
	return cell.subarray(0, length);
}

// src/tables/csv-scanner.ts
const lineFeed$1 = 10;
const carriageReturn = 13;
/** Rows whose texts are encoded together at most; their bytes are then still in the cache. */
const largestBatch = 1024;
/** Classes of bytes inside an unquoted cell; all others are 0. */
const terminator = 1;
const maybeTerminator = 2;
const nul = 3;
const classes = /* @__PURE__ */ new Map();
/** Powers of ten that a float64 holds exactly. */
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/**
* Scans the records of `bytes[start … end)` into the columns and returns where the first one that is not complete
* starts; with `isLast` all are complete. Writes a line feed at `bytes[end]`, which must exist: it ends every
* loop without a bounds check. One long function, because the speed of all reading is decided here: numbers are
* parsed while looking for the end of their cell; texts are only placed, and encoded by the batch.
*/
function scanRecords(scan, bytes, start, end, isLast) {
	bytes[end] = lineFeed$1;
	scan.pendingStart = end;
	const { columns, delimiter, quote, comment } = scan;
	const point = scan.decimal === delimiter ? 256 : scan.decimal - 48;
	const last = columns.length - 1;
	const classOf = classesFor(delimiter);
	let position = start;
	records: while (position < end) {
		if (isBlankLine(bytes, position, end)) {
			const next = position + (bytes[position] === carriageReturn ? 2 : 1);
			if (next > end && !isLast) break;
			scan.line++;
			position = Math.min(next, end);
			continue;
		}
		if (bytes[position] === comment) {
			const stop = bytes.indexOf(lineFeed$1, position);
			if (stop === end && !isLast) break;
			scan.line++;
			position = Math.min(stop + 1, end);
			continue;
		}
		const row = scan.rows;
		if (row === scan.capacity) reserveRows(scan, Math.max(firstRows(columns.length), row * 2));
		if (row - scan.batchStart === scan.batchCapacity) {
			if (scan.batchCapacity === largestBatch) encodeBatch(scan, bytes);
			else reserveBatch(scan, Math.max(16, scan.batchCapacity * 2));
		}
		const cellIndex = (row - scan.batchStart) * 2;
		let at = position;
		let line = scan.line;
		for (let index = 0;; index++) {
			const column = columns[index];
			let stop = at;
			if (bytes[at] === quote) {
				const close = findQuoteEnd(scan, bytes, {
					at,
					end,
					isLast
				}, {
					line,
					column: index
				});
				stop = close < 0 ? end : close + 1;
				if (!isOpenEnd(bytes, stop, end) || isLast) {
					const from = quoted$1.hasEscapes ? ~(at + 1) : at + 1;
					if (column.kind === 0) {
						column.cells[cellIndex] = from;
						column.cells[cellIndex + 1] = close;
					} else storeQuoted(scan, column, {
						bytes,
						from,
						to: close,
						row,
						line,
						index
					});
				}
				line += quoted$1.lines;
			} else if (column.kind === 0) {
				for (;;) {
					const kind = classOf[bytes[stop]];
					if (kind !== 0) {
						if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed$1) break;
						throw csvError(scan, {
							line,
							column: index
						}, kind === nul ? "nul" : "return");
					}
					stop++;
				}
				column.cells[cellIndex] = at;
				column.cells[cellIndex + 1] = stop;
			} else if (column.kind === 1) {
				const isNegative = bytes[stop] === 45;
				if (isNegative) stop++;
				const firstDigit = stop;
				let mantissa = 0;
				let digit = bytes[stop] - 48;
				while (digit >= 0 && digit <= 9) {
					mantissa = Math.imul(mantissa, 10) + digit | 0;
					digit = bytes[++stop] - 48;
				}
				let digits = stop - firstDigit;
				const isPadded = digits > 1 && bytes[firstDigit] === 48;
				let scale = -1;
				if (digit === point) {
					const fraction = stop + 1;
					digit = bytes[++stop] - 48;
					while (digit >= 0 && digit <= 9) {
						mantissa = Math.imul(mantissa, 10) + digit | 0;
						digit = bytes[++stop] - 48;
					}
					scale = stop - fraction;
					digits += scale;
				}
				const byte = bytes[stop];
				const isEnd = byte === delimiter || byte === lineFeed$1 || byte === carriageReturn && bytes[stop + 1] === lineFeed$1;
				if (isEnd && stop === at) column.values[row] = NaN;
				else if (isEnd && digits > 0 && digits <= 15 && !isPadded && (scale < 0 || column.forced !== "integer")) {
					let value = digits <= 9 ? mantissa : wholeNumber$1(bytes, firstDigit, stop);
					if (scale >= 0) {
						column.hasDecimal = true;
						value /= powersOfTen[scale];
					}
					column.values[row] = isNegative ? -value : value;
				} else {
					stop = endOfCell(scan, classOf, bytes, stop, line, index);
					if (!isOpenEnd(bytes, stop, end) || isLast) storeTyped(column, row, decodeCell(scan, bytes.subarray(at, stop), line, index));
				}
			} else if (column.kind === 2) {
				stop = endOfCell(scan, classOf, bytes, at, line, index);
				const value = stop === at ? NaN : parseIsoDate(bytes, at, stop);
				column.values[row] = value;
				const hasTime = stop - at > 10;
				if (!(stop > at && (Number.isNaN(value) || hasTime && column.forced === "date"))) column.hasTime ||= hasTime;
				else if (!isOpenEnd(bytes, stop, end) || isLast) storeTyped(column, row, decodeCell(scan, bytes.subarray(at, stop), line, index));
			}
			if (isOpenEnd(bytes, stop, end) && !isLast) {
				scan.pendingStart = at;
				scan.pendingColumn = index;
				break records;
			}
			const byte = bytes[stop];
			if (byte === delimiter === (index === last)) throw raggedError(scan, bytes, position, end, isLast);
			if (byte === delimiter) {
				at = stop + 1;
				continue;
			}
			scan.lines[row] = scan.line;
			scan.rows = row + 1;
			scan.line = line + 1;
			position = Math.min(end, stop + (byte === carriageReturn ? 2 : 1));
			break;
		}
	}
	encodeBatch(scan, bytes);
	return position;
}
function storeQuoted(scan, column, cell) {
	const { bytes, from, to, row, line, index } = cell;
	const content = from < 0 ? unescaped(bytes, ~from, to, scan) : bytes.subarray(from, to);
	storeTyped(column, row, decodeCell(scan, content, line, index));
}
function endOfCell(scan, classOf, bytes, from, line, column) {
	let stop = from;
	for (;;) {
		const kind = classOf[bytes[stop]];
		if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed$1) return stop;
		if (kind !== 0) throw csvError(scan, {
			line,
			column
		}, kind === nul ? "nul" : "return");
		stop++;
	}
}
/** The digits of at most 15 as a number, a point or comma among them left out. */
function wholeNumber$1(bytes, start, end) {
	let value = 0;
	for (let i = start; i < end; i++) if (bytes[i] >= 48) value = value * 10 + bytes[i] - 48;
	return value;
}
/** True when a cell's end was only found because the buffer ended: more bytes may follow. */
function isOpenEnd(bytes, stop, end) {
	return stop >= end || stop + 1 === end && bytes[stop] === carriageReturn;
}
function isBlankLine(bytes, at, end) {
	return bytes[at] === lineFeed$1 || bytes[at] === carriageReturn && (at + 1 === end || bytes[at + 1] === lineFeed$1);
}
/** Rows to make room for at first: fewer where columns are many, so that a few rows of 100,000 take no gigabyte. */
function firstRows(columns) {
	return Math.max(16, Math.min(1024, Math.floor(2 ** 20 / columns)));
}
/** Counts the record's cells for the message; the count is a lower bound when the buffer cuts the record. */
function raggedError(scan, bytes, start, end, isLast) {
	let cells = 1;
	let isQuoted = false;
	let at = start;
	for (; at < end && (isQuoted || bytes[at] !== lineFeed$1); at++) if (isQuoted && bytes[at] === scan.escape) at++;
	else if (bytes[at] === scan.quote) isQuoted = !isQuoted;
	else if (!isQuoted && bytes[at] === scan.delimiter) cells++;
	const place = {
		line: scan.line,
		column: void 0
	};
	return csvError(scan, place, "ragged", {
		cells,
		isExact: at < end || isLast
	});
}
function classesFor(delimiter) {
	let table = classes.get(delimiter);
	if (table === void 0) {
		table = /* @__PURE__ */ new Uint8Array(256);
		table[delimiter] = terminator;
		table[lineFeed$1] = terminator;
		table[carriageReturn] = maybeTerminator;
		table[0] = nul;
		classes.set(delimiter, table);
	}
	return table;
}

// src/tables/csv-kernel.ts
/** Tables with more columns than this do not need speed as much as memory. */
const mostColumns$1 = 512;
/** Bytes that the kernel may read past the end of the window. */
const padding = 64;
/** Places in the kernel's `Scan`. */
const field = {
	line: 9,
	rows: 10,
	oddCount: 11,
	isFault: 12,
	pendingStart: 13,
	pendingColumn: 14
};
const oddWords = 5;
/**
* Goes on with a scan by the kernel. Records that it finds faulty, crafted texts and memory past 2 GiB end its work:
* the scanner in TypeScript then goes on from there, and says what is wrong. Undefined for very many columns, for marks
* that are not RFC 4180's, or without memory.
*/
function openKernelScanner(instantiate, scan) {
	if (scan.columns.length > mostColumns$1 || !isPlain(scan)) return void 0;
	const kernel = instantiate();
	const memory = openMemory(kernel.memory);
	const batch = placeBatch(memory, scan);
	if (batch === void 0) return void 0;
	const texts = openTexts(kernel, memory, batch.scanAt, batch.columnsAt);
	if (!texts.load(scan.columns)) return void 0;
	let window = {
		at: 0,
		size: 0
	};
	let isOver = false;
	const leave = () => {
		if (!isOver) texts.unload(scan.columns, true);
		isOver = true;
	};
	return {
		scan(bytes, start, end, isLast) {
			const size = end - start;
			if (size > window.size) {
				const at = memory.take(size + padding);
				if (at === void 0) leave();
				else {
					if (window.size > 0) memory.release(window.at, window.size + padding);
					window = {
						at,
						size
					};
				}
			}
			if (isOver) return scanRecords(scan, bytes, start, end, isLast);
			memory.bytes().set(bytes.subarray(start, end), window.at);
			memory.bytes()[window.at + size] = 10;
			const stop = window.at + size;
			let position = window.at;
			for (;;) {
				const next = scanBatch(kernel, memory, batch, scan, texts, {
					position,
					end: stop,
					isLast
				});
				if (next === void 0) {
					leave();
					return scanRecords(scan, bytes, start + position - window.at, end, isLast);
				}
				if (next === position) break;
				position = next;
			}
			scan.pendingStart = memory.words()[batch.scanAt / 4 + field.pendingStart] - window.at + start;
			scan.pendingColumn = memory.words()[batch.scanAt / 4 + field.pendingColumn];
			return position - window.at + start;
		},
		finish() {
			if (!isOver) texts.unload(scan.columns, false);
			isOver = true;
		}
	};
}
/** Writes the kernel's `Scan` and `Column`s, the texts' dictionaries left out. */
function placeBatch(memory, scan) {
	const { columns } = scan;
	const rows = Math.max(16, Math.min(1024, Math.floor(2 ** 19 / columns.length)));
	let isFull = false;
	const take = (size) => {
		const at = memory.take(size);
		isFull ||= at === void 0;
		return at ?? 0;
	};
	const oddRoom = Math.max(4096, columns.length * 2);
	const scanAt = take(64);
	const columnsAt = take(columns.length * 15 * 4);
	const linesAt = take(rows * 4);
	const oddAt = take(oddRoom * oddWords * 4);
	const places = columns.map((column) => ({
		out: take(rows * 8),
		cells: column.kind === 0 ? take(rows * 12) : 0
	}));
	const scratch = take(limits.cell + padding);
	if (isFull) return void 0;
	const words = memory.words();
	words.set([
		scan.delimiter,
		columns.length - 1,
		columnsAt,
		rows,
		linesAt,
		oddAt,
		oddRoom,
		scratch,
		limits.cell
	], scanAt / 4);
	for (const [index, { kind, forced }] of columns.entries()) {
		const { out, cells } = places[index];
		const isWhole = forced === "integer" || forced === "date" ? 1 : 0;
		words.set([
			kind,
			0,
			0,
			0,
			isWhole,
			out,
			cells
		], columnsAt / 4 + index * 15);
	}
	return {
		scanAt,
		columnsAt,
		linesAt,
		oddAt
	};
}
/** Scans a batch of records into the columns and returns where the next one starts; undefined when it must not. */
function scanBatch(kernel, memory, batch, scan, texts, range) {
	const { scanAt, columnsAt, linesAt } = batch;
	memory.words()[scanAt / 4 + field.line] = scan.line;
	const next = kernel.scanBatch(scanAt, range.position, range.end, range.isLast);
	const rows = memory.words()[scanAt / 4 + field.rows];
	if (memory.words()[scanAt / 4 + field.isFault] === 1 && rows === 0) return void 0;
	if (rows > 0 && !texts.encode(scan.columns, rows)) return void 0;
	const first = scan.rows;
	if (first + rows > scan.capacity) reserveRows(scan, Math.max(first + rows, 1024, first * 2));
	const words = memory.words();
	const { buffer } = words;
	for (const [index, column] of scan.columns.entries()) {
		const at = columnsAt / 4 + index * 15;
		const out = words[at + 5];
		if (column.kind === 0) column.codes.set(new Int32Array(buffer, out, rows), first);
		else column.values.set(new Float64Array(buffer, out, rows), first);
		if (words[at + 1] === 1) column.hasDecimal = true;
		if (words[at + 2] === 1) column.hasTime = true;
	}
	scan.lines.set(words.subarray(linesAt / 4, linesAt / 4 + rows), first);
	readOdd(memory, batch, scan);
	scan.rows = first + rows;
	scan.batchStart = scan.rows;
	scan.line = words[scanAt / 4 + field.line];
	return next;
}
/** Reads the cells that the kernel leaves to the host: what is not plain, and what does not fit. */
function readOdd(memory, { scanAt, oddAt }, scan) {
	const bytes = memory.bytes();
	const words = memory.words();
	const count = words[scanAt / 4 + field.oddCount];
	for (let entry = 0, at = oddAt / 4; entry < count; entry++, at += oddWords) {
		const row = scan.rows + words[at];
		const index = words[at + 1];
		const column = scan.columns[index];
		const from = words[at + 2] | 0;
		const to = words[at + 3];
		if (column.kind === 2 && storeDate(column, row, bytes, from, to)) continue;
		const cell = from < 0 ? unescaped(bytes, ~from, to, scan) : bytes.subarray(from, to);
		storeTyped(column, row, decodeCell(scan, cell, words[at + 4], index));
	}
}
function storeDate(column, row, bytes, from, to) {
	if (from < 0 || from === to) return false;
	const value = parseIsoDate(bytes, from, to);
	const hasTime = to - from > 10;
	if (Number.isNaN(value) || hasTime && column.forced === "date") return false;
	column.values[row] = value;
	column.hasTime ||= hasTime;
	return true;
}

// src/tables/tally.ts
/** Whether enough of the present cells fit for the others to be invalid cells, not proof of another type. */
function fits$1(count, present) {
	if (count === 0) return false;
	return count >= present - allowedInvalid(present);
}
/** How many of so many present cells may not fit a type. */
function allowedInvalid(present) {
	return present < 20 ? 0 : Math.max(1, Math.floor(present / 100));
}
/** Cells that are neither missing nor a marker for it. */
function presentCount(tally) {
	const { integer, decimal, infinite, ambiguous, padded, boolean, date, datetime, text } = tally;
	return integer + decimal + infinite + ambiguous + padded + boolean + date + datetime + text;
}
/**
* Counts the shapes of all cells; stops early, short of the full count, once more than `limit` cells keep each type but
* text from fitting.
*/
function tallyDictionary({ codes, dictionary, rule }, rows, limit) {
	const { counts, missing } = countCodes(codes.subarray(0, rows), dictionary.size);
	const tally = {
		...emptyTally(),
		missing
	};
	const most = limit ?? allowedInvalid(rows - missing);
	const { bytes, offsets } = dictionary;
	const isRuled = isByText(rule);
	for (let code = 0; code < dictionary.size; code++) {
		if (!isRuled && isPlainText(bytes, offsets[code], offsets[code + 1])) tally.text += counts[code];
		else {
			const [text = ""] = decodeEntries({
				size: 1,
				bytes,
				offsets: offsets.subarray(code)
			});
			tally[readCell(text, rule).shape] += counts[code];
		}
		if ((code & 255) === 255 && isHopeless(tally, most)) break;
	}
	return tally;
}
/** How often each code occurs, and how many cells are missing. */
function countCodes(codes, size) {
	const counts = new Int32Array(size);
	let missing = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code < 0) missing++;
		else counts[code]++;
	}
	return {
		counts,
		missing
	};
}
/** No cells. */
function emptyTally() {
	return {
		missing: 0,
		marker: 0,
		integer: 0,
		decimal: 0,
		infinite: 0,
		ambiguous: 0,
		padded: 0,
		boolean: 0,
		date: 0,
		datetime: 0,
		text: 0
	};
}
function isHopeless(tally, limit) {
	const present = presentCount(tally);
	const { integer, decimal, infinite, ambiguous } = tally;
	return (tally.padded > 0 || present - (integer + decimal + infinite + ambiguous) > limit) && present - tally.boolean > limit && present - tally.date - tally.datetime > limit;
}
/** First letters of the words that `readCell` takes for a marker, a boolean or infinity; in either case. */
const wordLetters = new Set([..."NnTtFfIi"].map((letter) => letter.charCodeAt(0)));
/** Whether a cell is text for sure, by its bytes alone: it starts with a letter and is no word of a meaning. */
function isPlainText(bytes, start, end) {
	const first = bytes[start];
	const lower = first | 32;
	if (lower < 97 || lower > 122 || end === start) return false;
	if (!wordLetters.has(first)) return true;
	const last = bytes[end - 1];
	return end - start > 8 && last > 32 && last < 127;
}

// src/tables/infer-type.ts
/**
* The type of a column by what its cells look like, `text` where no other fits. Markers such as `NA` are left out.
* At most 1 % of at least 20 other cells (always one) may not fit a type. Padded integers (`007`) keep a column
* text; so do ambiguous ones (`1E5`, beyond 2^53) unless it holds decimals too.
*/
function inferType(tally) {
	const present = presentCount(tally);
	const numbers = tally.integer + tally.decimal;
	if (numbers > 0 && tally.padded === 0 && (tally.ambiguous === 0 || tally.decimal > 0) && fits$1(numbers + tally.ambiguous + tally.infinite, present)) return numbers === tally.integer && tally.infinite === 0 ? "integer" : "number";
	if (fits$1(tally.boolean, present)) return "boolean";
	if (fits$1(tally.date + tally.datetime, present)) return tally.datetime > 0 ? "datetime" : "date";
	return "text";
}
/** Types a column that was scanned as text by its cells so far; booleans and what fits no type stay as they are. */
function settleColumn(column, rows) {
	if (column.kind !== 0 || column.forced !== void 0 || isByText(column.rule)) return;
	const type = inferType(tallyDictionary(column, rows));
	if (type !== "text" && type !== "boolean") retype$1(column, type, rows);
}
/**
* The finished column, or undefined when a column scanned as numbers or dates turns out to hold too much else:
* its texts are gone, so the file must be read again with it as text.
*/
function finishColumn$1(column, rows) {
	const { name } = column;
	let type = column.forced;
	if (column.kind === 0) {
		type ??= inferType(tallyDictionary(column, rows));
		if (type === "text") return finishText(column, rows);
		retype$1(column, type, rows);
	}
	const values = trimmed(column.values, rows);
	type ??= finalType(column, values);
	if (type === "text") return void 0;
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(column.misfits)
	};
}
/** The first rows of an array; copied only where much room was left over. */
function trimmed(array, rows) {
	return rows * 8 < array.length * 7 ? array.slice(0, rows) : array.subarray(0, rows);
}
/** Turns the dictionary codes of a column into values. */
function retype$1(column, type, rows) {
	const { codes } = column;
	const texts = decodeEntries(column.dictionary);
	column.kind = type === "date" || type === "datetime" ? 2 : 1;
	column.values = new Float64Array(codes.length);
	column.codes = /* @__PURE__ */ new Int32Array(0);
	column.cells = /* @__PURE__ */ new Int32Array(0);
	column.dictionary = createDictionary();
	const read = texts.map((text) => type === "boolean" ? readCellAs(text, type, column.rule) : readTyped(column, text));
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		const value = code < 0 ? NaN : read[code];
		if (value === void 0) store(column, row, texts[code], value);
		else column.values[row] = value;
	}
}
/** Judges a column of numbers or dates by the rules of `inferType`. */
function finalType(column, values) {
	const isDate = column.kind === 2;
	return typeByFlags({
		...column,
		isDate,
		fitting: countPresent(values),
		invalid: column.misfits.rows.length
	});
}
/** The type of a column that was scanned as numbers or dates; text where too much else is in it. */
function typeByFlags(of) {
	const isFit = fits$1(of.fitting, of.fitting + of.invalid);
	if (of.isDate) return isFit ? of.hasTime ? "datetime" : "date" : "text";
	if (!isFit || of.hasPadded || of.hasAmbiguous && !of.hasDecimal) return "text";
	return of.hasDecimal || of.hasInfinite ? "number" : "integer";
}
/** Values that are not missing. */
function countPresent(values) {
	let present = 0;
	for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) present++;
	return present;
}
/** A column of texts, decoded when they are first asked for. */
function finishText(column, rows) {
	const { size, bytes, offsets } = column.dictionary;
	const entries = {
		size,
		bytes,
		offsets
	};
	dropMissing(column, rows);
	let decoded;
	return {
		kind: "text",
		name: column.name,
		type: "text",
		codes: trimmed(column.codes, rows),
		get dictionary() {
			decoded ??= decodeEntries(entries);
			return decoded;
		},
		entries
	};
}
/** Texts that are declared to be missing are; their entries stay in the dictionary, in no row. */
function dropMissing({ codes, dictionary, rule }, rows) {
	if (rule.missing_values === void 0) return;
	const isMissing = decodeEntries(dictionary).map((text) => readCell(text, rule).shape === "missing");
	for (let row = 0; row < rows; row++) if (isMissing[codes[row]] === true) codes[row] = -1;
}

// src/tables/read-csv.ts
/**
* Reads a CSV or TSV file (RFC 4180 or a dialect; UTF-8 with or without BOM; LF or CRLF; blank lines skipped) into
* typed columns. Types come from all cells (see `inferType`); an empty cell is missing. Opens the file once, and a
* second time only where the first rows promised numbers or dates and later ones did not hold it. A file with
* only a header gives a table without rows. Throws UserError with file and line for what cannot be read.
*/
async function readCsv(open, options) {
	const first = await scanFile$1(open, options, /* @__PURE__ */ new Map());
	const columns = first.scan.columns.map((column) => finishColumn$1(column, first.scan.rows));
	if (columns.every((column) => column !== void 0)) return tableOf$1(first, columns, options.source);
	const second = await scanFile$1(open, options, new Map(first.scan.columns.map((column, index) => [column.name, columns[index]?.type])));
	const again = second.scan.columns.map((column) => finishColumn$1(column, second.scan.rows));
	if (second.digest === first.digest && again.every((column) => column !== void 0)) return tableOf$1(second, again, options.source);
	throw new UserError(`Cannot read "${options.source}": the file changed while it was read`, { file: options.source });
}
function tableOf$1(scanned, columns, source) {
	const { scan, bytes, digest } = scanned;
	return {
		source,
		rows: scan.rows,
		columns,
		lines: scan.lines.slice(0, scan.rows),
		bytes,
		digest
	};
}
/**
* One pass over the file. `known` has the types that an earlier pass found: undefined for a column that must be
* scanned as text. Where it is empty, columns start as text and are typed once the first window is read.
*/
async function scanFile$1(open, options, known) {
	const hash = createHash("sha256");
	let buffer = new Uint8Array((options.window ?? 1 << 18) + 1);
	let filled = 0;
	let total = 0;
	let scan;
	let hasStarted = false;
	let scanner;
	const step = (isLast) => {
		let start = 0;
		if (scan === void 0) {
			const header = readHeader(buffer, filled, {
				...options,
				isLast
			});
			if (header !== void 0) {
				scan = openScan(header, options, known);
				start = header.next;
			}
		}
		if (scan !== void 0) {
			const from = start;
			start = scanner === void 0 ? scanRecords(scan, buffer, from, filled, isLast) : scanner.scan(buffer, from, filled, isLast);
			if (!hasStarted && scan.rows > 0 && !isLast) {
				hasStarted = true;
				if (known.size === 0) for (const column of scan.columns) settleColumn(column, scan.rows);
				reserveExpected(scan, options.bytes, start - from);
				if (options.kernel !== void 0) scanner = openKernelScanner(options.kernel, scan);
			}
		}
		buffer.copyWithin(0, start, filled);
		filled -= start;
		if (scan !== void 0 && !isLast) refuseLong(scan, filled, scan.pendingStart - start);
		if (filled * 2 >= buffer.length) buffer = widened$1(buffer, options.source, filled);
	};
	for await (const chunk of open()) {
		hash.update(chunk);
		for (let from = 0; from < chunk.length;) {
			const taken = Math.min(chunk.length - from, buffer.length - 1 - filled);
			buffer.set(chunk.subarray(from, from + taken), filled);
			filled += taken;
			from += taken;
			if (filled === buffer.length - 1) step(false);
		}
		total += chunk.length;
		options.onProgress?.(total);
	}
	step(true);
	scanner?.finish();
	if (scan === void 0) throw new Error("the last step always has a header");
	return {
		scan,
		bytes: total,
		digest: hash.digest("hex")
	};
}
function openScan(header, options, known) {
	const columns = openColumns$1(header, options);
	for (const column of columns) if (column.forced === void 0) column.kind = createColumn(column.name, known.get(column.name), column.rule).kind;
	const { marks, line } = header;
	return startScan({
		source: options.source,
		columns,
		line,
		marks
	});
}
/** Room for all rows at once, by the size of the first ones. */
function reserveExpected(scan, bytes, scanned) {
	if (bytes === void 0) return;
	const expected = Math.ceil(bytes / scanned * scan.rows * 1.02);
	if (expected > scan.capacity) reserveRows(scan, expected);
}
function refuseLong(scan, filled, pendingStart) {
	if (filled === 0) return;
	const place = {
		line: scan.line,
		column: scan.pendingColumn
	};
	if (filled - pendingStart > limits.cell) throw csvError(scan, place, "cell");
	if (filled > limits.record) throw csvError(scan, place, "record");
}
function widened$1(buffer, source, filled) {
	if (filled > limits.record) throw csvError({
		source,
		columns: []
	}, {
		line: 1,
		column: void 0
	}, "record");
	const wider = new Uint8Array(buffer.length * 2);
	wider.set(buffer.subarray(0, filled));
	return wider;
}

// src/actions/error-report.ts
/** What went wrong in an action, as a report with verdict `refused`. */
function errorReport(action, project, cause) {
	const isKnown = cause instanceof UserError || cause instanceof ServiceError;
	const text = cause instanceof Error ? cause.message : String(cause);
	const { file, line, column } = cause instanceof UserError ? cause.place : {};
	return {
		schema: "mlops/report@1",
		action: action.name,
		title: project.name,
		verdict: "refused",
		headline: `${action.name} could not finish`,
		facts: [],
		sections: [{
			title: "What went wrong",
			rank: 1,
			findings: [{
				severity: "error",
				message: isKnown ? text : `${action.name} has a bug: ${text}`,
				...isKnown && cause.hint !== void 0 && { hint: cause.hint },
				...file !== void 0 && { file },
				...line !== void 0 && { line },
				...column !== void 0 && { column }
			}]
		}]
	};
}

// src/profile/declare-types.ts
/** The profile with the types that are declared, as `data.columns` has them. */
function declareTypes(profile, declared = {}) {
	const columns = profile.columns.map((column) => {
		const type = Object.hasOwn(declared, column.name) ? declared[column.name]?.type : void 0;
		return type === void 0 ? column : {
			...column,
			declared: type
		};
	});
	return {
		...profile,
		columns
	};
}

// src/profile/count-duplicates.ts
/** Rows of which an earlier row has the same hash, as pandas' `duplicated().sum()` counts them. */
function countDuplicates(hashes) {
	const rows = hashes.high.length;
	const { starts, high, low } = partition(hashes, Math.min(16, Math.max(0, Math.ceil(Math.log2(Math.max(1, rows))) - 11)));
	let largest = 0;
	for (let part = 0; part + 1 < starts.length; part++) largest = Math.max(largest, starts[part + 1] - starts[part]);
	const size = 2 ** Math.ceil(Math.log2(largest * 2 + 2));
	const slots = new Int32Array(size);
	let duplicates = 0;
	for (let part = 0; part + 1 < starts.length; part++) {
		slots.fill(0);
		for (let i = starts[part]; i < starts[part + 1]; i++) {
			let slot = low[i] & size - 1;
			for (;;) {
				const found = slots[slot] - 1;
				if (found < 0) {
					slots[slot] = i + 1;
					break;
				}
				if (low[found] === low[i] && high[found] === high[i]) {
					duplicates++;
					break;
				}
				slot = slot + 1 & size - 1;
			}
		}
	}
	return duplicates;
}
/** Orders hashes by their first `bits` bits; part p is `starts[p] … starts[p + 1] - 1`. */
function partition(hashes, bits) {
	const rows = hashes.high.length;
	const starts = new Uint32Array(2 ** bits + 1);
	if (bits === 0) {
		starts[1] = rows;
		return {
			starts,
			...hashes
		};
	}
	const shift = 32 - bits;
	for (let row = 0; row < rows; row++) starts[(hashes.high[row] >>> shift) + 1]++;
	for (let part = 1; part < starts.length; part++) starts[part] += starts[part - 1];
	const next = starts.slice();
	const high = new Uint32Array(rows);
	const low = new Uint32Array(rows);
	for (let row = 0; row < rows; row++) {
		const at = next[hashes.high[row] >>> shift]++;
		high[at] = hashes.high[row];
		low[at] = hashes.low[row];
	}
	return {
		starts,
		high,
		low
	};
}

// src/profile/hash-content.ts
/** Rows that all columns are mixed in for before the next ones, so that their hashes stay in the cache. */
const blockRows$1 = 4096;
const firstFactor = 2654435761;
const secondFactor = 2246822507;
/** Index of a float64's low word on this machine. */
const lowWord$1 = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/**
* 64 bits a row that are equal where rows hold the same, missing and invalid cells included; -0 is 0. They compare rows
* of one table only (a text counts by its code), and so are much cheaper than `hashRows`; with `textsOf`, the hashes of
* a column's texts by code, they compare rows of several. Each cell is mixed in by a
* permutation of the 64 bits, so rows that differ in one cell never collide.
*/
function hashContent(table, textsOf = () => void 0) {
	const { rows, columns } = table;
	const high = new Int32Array(rows);
	const low = new Int32Array(rows);
	for (let from = 0; from < rows; from += blockRows$1) {
		const to = Math.min(rows, from + blockRows$1);
		for (const column of columns) {
			const texts = column.kind === "text" ? textsOf(column) : void 0;
			if (column.kind === "text" && texts !== void 0) mixTexts(high, low, column.codes, texts, {
				from,
				to
			});
			else if (column.kind === "text") mixCodes(high, low, column.codes, from, to);
			else mixNumbers(high, low, column.values, from, to);
		}
	}
	for (const column of columns) if (column.kind === "numeric") mixInvalid(high, low, column);
	for (let row = 0; row < rows; row++) high[row] = finalize$1(high[row] ^ finalize$1(low[row]));
	return {
		high: new Uint32Array(high.buffer),
		low: new Uint32Array(low.buffer)
	};
}
function mixNumbers(high, low, values, from, to) {
	const words = new Int32Array(values.buffer, values.byteOffset + from * 8, (to - from) * 2);
	const highWord = 1 - lowWord$1;
	for (let row = from, at = 0; row < to; row++, at += 2) {
		let upper = words[at + highWord];
		let lower = words[at + lowWord$1];
		if ((upper + 1048576 & 2147483647) <= 1048576) {
			const value = values[row];
			if (Number.isNaN(value)) upper = lower = 2146959360;
			else if (value === 0) upper = 0;
		}
		let first = Math.imul(high[row] ^ lower, firstFactor);
		first ^= first >>> 15;
		let second = Math.imul(low[row] ^ upper ^ first, secondFactor);
		second ^= second >>> 16;
		high[row] = first + second;
		low[row] = second;
	}
}
function mixTexts(high, low, codes, texts, { from, to }) {
	for (let row = from; row < to; row++) {
		const code = codes[row];
		let first = Math.imul(high[row] ^ (code < 0 ? 1 : texts.high[code]), firstFactor);
		first ^= first >>> 15;
		let second = Math.imul(low[row] ^ (code < 0 ? 0 : texts.low[code]) ^ first, secondFactor);
		second ^= second >>> 16;
		high[row] = first + second;
		low[row] = second;
	}
}
function mixCodes(high, low, codes, from, to) {
	for (let row = from; row < to; row++) {
		let first = Math.imul(high[row] ^ codes[row], firstFactor);
		first ^= first >>> 15;
		let second = Math.imul(low[row] ^ first, secondFactor);
		second ^= second >>> 16;
		high[row] = first + second;
		low[row] = second;
	}
}
/** Invalid cells count by their texts. */
function mixInvalid(high, low, column) {
	for (const { row, text } of column.invalid) {
		const codes = Int32Array.from(`${text}\0`, (character) => character.codePointAt(0) ?? 0);
		for (const code of codes) mixCodes(high.subarray(row), low.subarray(row), Int32Array.of(code), 0, 1);
	}
}
function finalize$1(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}

// src/checks/formats.ts
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const clock = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const octet = /^(?:0|[1-9]\d{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;
/** Whether a text has the format. Each test takes time linear in the text, whatever it holds. */
const formats = {
	email: isEmail,
	url: isUrl,
	hostname: isHostname,
	uuid: (text) => uuid.test(text),
	ip: (text) => isIpv4(text) || isIpv6(text),
	ipv4: isIpv4,
	ipv6: isIpv6,
	date: (text) => isShaped(text, "date"),
	datetime: (text) => isShaped(text, "datetime"),
	time: (text) => clock.test(text),
	json: isJson
};
function isShaped(text, shape) {
	return text.trim() === text && readCell(text).shape === shape;
}
/** What HTML's `<input type=email>` takes, with a dot in the domain. */
function isEmail(text) {
	const at = text.lastIndexOf("@");
	const domain = text.slice(at + 1);
	return at > 0 && mailbox.test(text.slice(0, at)) && domain.includes(".") && isHostname(domain);
}
/** RFC 1123: labels of up to 63 letters, digits and dashes, 253 characters in all. */
function isHostname(text) {
	return text.length <= 253 && text.split(".").every((each) => each.length <= 63 && label.test(each));
}
/** An absolute address of the web or of FTP, as the URL standard reads it. */
function isUrl(text) {
	return /^(?:https?|ftp):\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
}
/** Four numbers up to 255 without leading zeros. */
function isIpv4(text) {
	const parts = text.length <= 15 ? text.split(".") : [];
	return parts.length === 4 && parts.every((part) => octet.test(part) && Number(part) <= 255);
}
/** RFC 4291, section 2.2, without a zone. */
function isIpv6(text) {
	if (text.length < 2 || text.length > 45) return false;
	const halves = text.split("::");
	if (halves.length > 2) return false;
	const groups = halves.map((half) => half === "" ? [] : half.split(":"));
	const last = groups.at(-1)?.at(-1) ?? "";
	const hasIpv4 = last.includes(".");
	if (hasIpv4) {
		if (!isIpv4(last)) return false;
		groups.at(-1)?.pop();
	}
	const all = groups.flat();
	const count = all.length + (hasIpv4 ? 2 : 0);
	return all.every((group) => hexGroup.test(group)) && (halves.length === 2 ? count <= 7 : count === 8);
}
function isJson(text) {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

// src/profile/checked-numbers.ts
/** Numbers of people and their accounts, by shape and check digits. Each test takes time linear in the text. */
/** A payment card: 12 to 19 digits that begin as an issuer's do, with Luhn's check digit (ISO/IEC 7812). */
function isCardNumber(text) {
	const digits = withoutSeparators(text);
	if (!/^\d{12,19}$/.test(digits) || !issuers.some((each) => each.test(digits))) return false;
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = Number(digits[digits.length - 1 - i]);
		sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
	}
	return sum % 10 === 0;
}
/** Visa, Mastercard, American Express, Discover and UnionPay, JCB, Diners Club. */
const issuers = [
	/^4(?:\d{12}|\d{15}|\d{18})$/,
	/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)\d{12,14}$/,
	/^3[47]\d{13}$/,
	/^6(?:011|4[4-9]|5|2)\d{12,17}$/,
	/^35(?:2[89]|[3-8])\d{12,14}$/,
	/^3(?:0[0-5]|6|8|9)\d{11,12}$/
];
/** An international bank account number, ISO 13616: its remainder by 97 is 1. */
function isIban(text) {
	const compact = text.replaceAll(" ", "");
	if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
	let remainder = 0;
	for (const character of compact.slice(4) + compact.slice(0, 4)) {
		const value = Number.parseInt(character, 36);
		remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
	}
	return remainder === 1;
}
/** A social security number of the United States: no area, group or serial that is never given out. */
function isSsn(text) {
	const [, area = "", group = "", serial = ""] = /^(\d{3})-?(\d{2})-?(\d{4})$/.exec(text) ?? [];
	return /^(?!000|666|9)\d/.test(area) && group !== "00" && serial !== "0000";
}
/** A national insurance number of the United Kingdom, with prefixes that are given out. */
function isNino(text) {
	const compact = text.replaceAll(" ", "").toUpperCase();
	return /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(compact) && !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(compact);
}
/** A Spanish DNI, or the NIE of a foreigner: the letter is that of the remainder by 23. */
function isDni(text) {
	const compact = text.replace(/[ -]/g, "").toUpperCase();
	if (!/^[XYZ\d]\d{7}[A-Z]$/.test(compact)) return false;
	return "TRWAGMYFPDXBNJZSQVHLCKE"[Number(compact.slice(0, 8).replace(/^[XYZ]/, (letter) => `${"XYZ".indexOf(letter)}`)) % 23] === compact[8];
}
/** A French NIR: sex, year, month, department, …, and the complement of the remainder by 97. */
function isNir(text) {
	const compact = text.replaceAll(" ", "").toUpperCase();
	if (!/^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/.test(compact)) return false;
	return 97 - Number(compact.slice(0, 13).replace("A", "9").replace("B", "8").replace(/^(.{5})2([98])/, "$11$2")) % 97 === Number(compact.slice(13));
}
/** A German tax identification number: one of the first ten digits stands two or three times; ISO 7064 mod 11,10. */
function isSteuerId(text) {
	const compact = withoutSeparators(text);
	if (!/^[1-9]\d{10}$/.test(compact)) return false;
	const digits = [...compact].map(Number);
	const counts = /* @__PURE__ */ new Uint8Array(10);
	for (const digit of digits.slice(0, 10)) counts[digit]++;
	const repeated = counts.filter((count) => count > 1);
	if (repeated.length !== 1 || repeated[0] > 3) return false;
	return (11 - digits.slice(0, 10).reduce((sum, digit) => ((sum + digit) % 10 || 10) * 2 % 11, 10)) % 10 === digits[10];
}
function withoutSeparators(text) {
	return text.replace(/[ -]/g, "");
}

// src/profile/find-pii.ts
/** Kinds of personal data that are found by what values look like. */
const piiKinds = [
	"email",
	"phone",
	"card_number",
	"iban",
	"ip_address",
	"us_ssn",
	"uk_nino",
	"es_dni",
	"fr_nir",
	"de_steuer_id"
];
/** Words stand between spaces. */
const rules = [
	{
		kind: "email",
		names: / e?mail/,
		test: formats.email,
		isTelling: true
	},
	{
		kind: "iban",
		names: / (?:iban|bank|account)/,
		test: isIban,
		isTelling: true
	},
	{
		kind: "card_number",
		names: / (?:card|cc|pan|creditcard|cardnumber) /,
		test: isCardNumber
	},
	{
		kind: "us_ssn",
		names: / (?:ssn|social security) /,
		test: (text, isNamed) => isSsn(text) && (isNamed || text.includes("-"))
	},
	{
		kind: "uk_nino",
		names: / (?:nino|ni number|national insurance) /,
		test: isNino
	},
	{
		kind: "es_dni",
		names: / (?:dni|nie|nif) /,
		test: isDni
	},
	{
		kind: "fr_nir",
		names: / (?:nir|insee|secu|securite sociale) /,
		test: isNir
	},
	{
		kind: "de_steuer_id",
		names: / (?:steuer|steuerid|idnr|tin|tax id) /,
		test: isSteuerId
	},
	{
		kind: "ip_address",
		names: / (?:ip|ipv4|ipv6|ipaddress|ipaddr) /,
		test: formats.ip
	},
	{
		kind: "phone",
		names: / (?:phone|phonenumber|telephone|telefon|tel|mobile|handy|fax|msisdn|whatsapp) /,
		test: isPhone
	}
];
/** Names of columns whose values only look like addresses or numbers of people. */
const otherNames = / (?:version|ver|release|build|firmware|oid|price|amount|count|total|sum|timestamp|time|date|created|updated) /;
/** Different values that are looked at. */
const piiSample = 1e3;
/** A longer text is none of these. */
const longest = 254;
/**
* What kind of personal data a column seems to hold, by its name and different values of it (at most `piiSample`):
* four of five of them must be of the kind and ten at least, or half of them where the name speaks for it. Other
* numbers are taken for personal ones as seldom as can be: precision goes before recall.
*/
function findPii(name, values) {
	const words = wordsOf(name);
	if (values.length === 0) return void 0;
	const isOther = otherNames.test(words);
	return rules.find(({ names, test, isTelling = false }) => {
		if (isOther && !isTelling) return false;
		const isNamed = names.test(words);
		const matches = values.filter((value) => value.length <= longest && test(value, isNamed)).length;
		return isNamed ? matches * 2 >= values.length : matches * 5 >= values.length * 4 && (isTelling || matches >= 10);
	})?.kind;
}
/** Whether a value is personal whatever the rest of its column is. */
function isPersonal(value) {
	return value.length <= longest && (formats.email(value) || isIban(value) || isCardNumber(value));
}
/** `userPhone_no` as ` user phone no `. */
function wordsOf(name) {
	return ` ${name.slice(0, 200).replace(/([a-z\d])([A-Z])/g, "$1 $2").normalize("NFKD").toLowerCase().replace(/[^a-z\d]+/g, " ").trim()} `;
}
/** `+49 30 901820`, `(415) 555-2671`, `415-555-2671`; any 9 to 15 digits where the column's name says what they are. */
function isPhone(text, isNamed) {
	if (!/^\+?[\d ().\-/]{7,24}$/.test(text)) return false;
	const digits = text.replace(/\D/g, "");
	if (digits.length > 15) return false;
	if (isNamed && digits.length >= 9) return true;
	if (text.startsWith("+")) return digits.length >= 9 && !digits.startsWith("0");
	return /^(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/.test(text);
}

// src/profile/column-pii.ts
/** No personal value has so many; longer texts are cut. */
const mostBytes = 2048;
/** At most `piiSample` different texts of a column, spread evenly over those that occur. */
function sampleTexts({ bytes, offsets, size }, counts) {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const step = Math.max(1, Math.ceil(size / piiSample));
	const sample = [];
	for (let code = 0; code < size; code += step) {
		if (counts[code] === 0) continue;
		const [start, end] = [offsets[code], Math.min(offsets[code + 1], offsets[code] + mostBytes)];
		sample.push(decoder.decode(bytes.subarray(start, end)));
	}
	return sample;
}
/** Numbers below this have too few digits to be anyone's. */
const fewestDigits = 1e8;
/** The kind of personal data that a column's whole numbers seem to be. */
function piiOfNumbers(column, { min, max }) {
	if (column.type !== "integer" || !(max >= fewestDigits) || min < 0) return void 0;
	const { values } = column;
	const step = Math.max(1, Math.ceil(values.length / piiSample));
	const sample = /* @__PURE__ */ new Set();
	for (let row = 0; row < values.length; row += step) if (Number.isFinite(values[row])) sample.add(String(values[row]));
	return findPii(column.name, [...sample]);
}

// src/profile/hyperloglog.ts
const registers = 2 ** 14;
/** Bits of the hash that are left for the rank. */
const rankBits = 32;
/** Relative standard error of the estimate: 1.04 / sqrt(16,384 registers). */
const hyperLogLogError = 1.04 / Math.sqrt(registers);
/** An empty sketch. */
function createHyperLogLog() {
	return new Uint8Array(registers);
}
/** Adds a value by 64 well mixed bits of hash: `high` picks the register, `low` the rank. */
function addHash(sketch, high, low) {
	const register = high >>> 18;
	const rank = Math.clz32(low) + 1;
	if (rank > sketch[register]) sketch[register] = rank;
}
/**
* The estimated number of distinct values: the improved raw estimator, without empirical bias tables (O. Ertl,
* "New cardinality estimation algorithms for HyperLogLog sketches", arXiv:1702.01284, algorithm 6).
*/
function estimateDistinct(sketch) {
	const counts = /* @__PURE__ */ new Float64Array(34);
	for (const rank of sketch) counts[rank]++;
	let sum = registers * tau(1 - counts[33] / registers);
	for (let rank = rankBits; rank >= 1; rank--) sum = .5 * (sum + counts[rank]);
	sum += registers * sigma(counts[0] / registers);
	return registers / (2 * Math.LN2) * registers / sum;
}
function sigma(x) {
	if (x === 1) return Infinity;
	let power = x;
	let weight = 1;
	let sum = x;
	for (;;) {
		power *= power;
		const last = sum;
		sum += power * weight;
		weight += weight;
		if (sum === last) return sum;
	}
}
function tau(x) {
	if (x === 0 || x === 1) return 0;
	let root = x;
	let weight = 1;
	let sum = 1 - x;
	for (;;) {
		root = Math.sqrt(root);
		const last = sum;
		weight *= .5;
		sum -= (1 - root) ** 2 * weight;
		if (sum === last) return sum / 3;
	}
}

// src/profile/count-distinct.ts
/** Distinct values that are counted exactly; past them the number is estimated. */
const exactDistinct = 65536;
/** Values that are still counted after that: the most frequent ones until then. */
const keptValues = 1024;
const doubles = /* @__PURE__ */ new Float64Array(1);
const words = new Uint32Array(doubles.buffer);
/**
* Counts the values that are not NaN; -0 counts as 0. Whole numbers and numbers of few decimals are counted exactly where
* they may be at most 2^20. Of others past `exactDistinct` values, only the 1,024 most frequent ones
* until then are still counted, exactly. Sorted values, such as ids and times often are, are counted by their runs.
*/
function countDistinct(values, options) {
	const { min, max, atLeast, most } = options;
	const grid = countGrid(values, min, max);
	if (grid !== void 0) {
		const { keys, counts } = grid;
		return {
			distinct: countFilled(counts),
			error: void 0,
			top: topOf(keys, counts, atLeast, most),
			grid
		};
	}
	const runs = countRuns(values, atLeast);
	if (runs !== void 0) {
		const top = runs.top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
		return {
			distinct: runs.distinct,
			error: void 0,
			top
		};
	}
	const { table, sketch } = countHashed(values);
	const top = topOf(table.keys, table.counts, atLeast, most);
	if (sketch === void 0) return {
		distinct: table.size,
		error: void 0,
		top
	};
	return {
		distinct: Math.round(estimateDistinct(sketch)),
		error: hyperLogLogError,
		top
	};
}
/** Places of a grid at most, and values that say which grid it may be. */
const gridPlaces = 2 ** 20;
const gridSample = 64;
/**
* Counts values that are all whole numbers, or all have few decimals, in an array with a place for each number that
* they may be; undefined when they are not. `min` and `max` are of the finite values.
*/
function countGrid(values, min, max) {
	const scale = [
		1,
		10,
		100,
		1e3,
		1e4
	].find((each) => isOnGrid(values, each));
	if (scale === void 0) return void 0;
	const base = Math.round(min * scale);
	const places = Math.round(max * scale) - base + 1;
	if (!(places <= Math.min(gridPlaces, Math.max(65536, values.length))) || Math.abs(base) > 2 ** 30 || base + places > 2 ** 30) return void 0;
	const counts = new Int32Array(places);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const place = (value - min) * scale + .5 | 0;
		if ((base + place) / scale === value) counts[place]++;
		else if (!Number.isNaN(value)) return void 0;
	}
	const keys = new Float64Array(places);
	for (let place = 0; place < places; place++) keys[place] = (base + place) / scale;
	return {
		keys,
		counts
	};
}
function isOnGrid(values, scale) {
	let seen = 0;
	for (let row = 0; row < values.length && seen < gridSample; row++) {
		const value = values[row];
		if (Number.isNaN(value)) continue;
		if (Math.round(value * scale) / scale !== value) return false;
		seen++;
	}
	return seen > 0;
}
/** Counts values that come in ascending order; undefined when they do not. */
function countRuns(values, atLeast) {
	const top = [];
	let distinct = 0;
	let last = -Infinity;
	let length = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		if (value < last) return void 0;
		if (value === last && length > 0) {
			length++;
			continue;
		}
		if (length >= atLeast) top.push({
			value: last,
			count: length
		});
		distinct++;
		last = value;
		length = 1;
	}
	if (length >= atLeast) top.push({
		value: last,
		count: length
	});
	return {
		distinct,
		top
	};
}
/** An empty table with room for that many values. */
function createTable(values) {
	const slots = 2 ** Math.ceil(Math.log2(values * 4));
	return {
		keys: new Float64Array(slots),
		counts: new Int32Array(slots),
		size: 0
	};
}
function countHashed(values) {
	const table = createTable(Math.min(exactDistinct, values.length + 1));
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		let slot = hashOf(value) & mask;
		while (counts[slot] !== 0 && keys[slot] !== value) slot = slot + 1 & mask;
		if (counts[slot] === 0) {
			if (table.size === 65536) return countOn(values.subarray(row), table);
			keys[slot] = value;
			table.size++;
		}
		counts[slot]++;
	}
	return {
		table,
		sketch: void 0
	};
}
/** Goes on with the rest of the values: all into a sketch, and the most frequent ones until now by count. */
function countOn(values, before) {
	const sketch = createHyperLogLog();
	for (let slot = 0; slot < before.keys.length; slot++) {
		if (before.counts[slot] === 0) continue;
		const hash = hashOf(before.keys[slot]);
		addHash(sketch, hash, secondHash(hash));
	}
	const table = createTable(keptValues);
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (const { value, count } of topOf(before.keys, before.counts, 2, keptValues)) {
		let slot = hashOf(value) & mask;
		while (counts[slot] !== 0) slot = slot + 1 & mask;
		keys[slot] = value;
		counts[slot] = count;
	}
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		const hash = hashOf(value);
		addHash(sketch, hash, secondHash(hash));
		let slot = hash & mask;
		while (counts[slot] !== 0 && keys[slot] !== value) slot = slot + 1 & mask;
		if (counts[slot] !== 0) counts[slot]++;
	}
	return {
		table,
		sketch
	};
}
/** 32 mixed bits of a float64; the value's words stay behind for `secondHash`. */
function hashOf(value) {
	doubles[0] = value;
	return mix$1(mix$1(words[0] ^ 2654435769) ^ words[1]);
}
/** 32 more bits for the value that `hashOf` saw last. */
function secondHash(first) {
	return mix$1(mix$1(words[1] ^ 2246822507) + Math.imul(words[0], 668265263) + first);
}
function mix$1(word) {
	word = Math.imul(word ^ word >>> 16, 2246822507);
	word = Math.imul(word ^ word >>> 13, 3266489909);
	return word ^ word >>> 16;
}
/** Counts that are not 0. */
function countFilled(counts) {
	let filled = 0;
	for (let slot = 0; slot < counts.length; slot++) if (counts[slot] !== 0) filled++;
	return filled;
}
/** The most frequent keys first; of equals the smaller. */
function topOf(keys, counts, atLeast, most) {
	const top = [];
	for (let slot = 0; slot < keys.length; slot++) {
		const count = counts[slot];
		if (count >= atLeast) top.push({
			value: keys[slot],
			count
		});
	}
	return top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
}

// src/profile/describe-days.ts
const day = 864e5;
/** Ranges of more days, some 2,700 years, are no calendar. */
const mostDays = 1e6;
/** The days of moments (milliseconds since 1970, UTC) between two of them; undefined where the range has too many. */
function daysOf(values, { min, max }) {
	if (Number.isNaN(min)) return {
		first: 0,
		bits: /* @__PURE__ */ new Uint8Array(0)
	};
	const first = Math.floor(min / day);
	const count = Math.floor(max / day) - first + 1;
	if (!(count <= mostDays)) return void 0;
	const bits = new Uint8Array(Math.ceil(count / 8));
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (value - value !== 0) continue;
		const place = Math.floor(value / day) - first;
		bits[place >> 3] |= 1 << (place & 7);
	}
	return {
		first,
		bits
	};
}
/** The days of both; undefined where they lie too far apart. */
function mergeDays(a, b) {
	if (a.bits.length === 0 || b.bits.length === 0) return a.bits.length === 0 ? b : a;
	const first = Math.min(a.first, b.first);
	const last = Math.max(a.first + a.bits.length * 8, b.first + b.bits.length * 8);
	if (last - first > 1000016) return void 0;
	const bits = new Uint8Array(Math.ceil((last - first) / 8));
	for (const each of [a, b]) for (let place = 0; place < each.bits.length * 8; place++) {
		const at = place + each.first - first;
		if (isSet(each.bits, place)) bits[at >> 3] |= 1 << (at & 7);
	}
	return {
		first,
		bits
	};
}
/** How many days the range has, on how many of them there is no value, and the longest step from one to the next. */
function describeGaps({ bits }) {
	let start = -1;
	let last = -1;
	let present = 0;
	let largest = 0;
	for (let place = 0; place < bits.length * 8; place++) {
		if (!isSet(bits, place)) continue;
		if (start < 0) start = place;
		else largest = Math.max(largest, place - last);
		last = place;
		present++;
	}
	const days = last - start + 1;
	return {
		days,
		missing_days: days - present,
		largest_gap: largest
	};
}
/** The gaps between the days of a column of dates. */
function describeDays(values, range) {
	const days = daysOf(values, range);
	return days === void 0 ? {} : describeGaps(days);
}
function isSet(bits, place) {
	return (bits[place >> 3] & 1 << (place & 7)) !== 0;
}

// src/profile/histogram.ts
/**
* Counts finite values into bins of equal width from `min` to `max`; each bin holds its lower edge, the last one
* both (numpy's `histogram`, edges as its `linspace`). Values that are all the same are widened by 0.5 each way.
*/
function histogramOf(values, min, max, bins) {
	const edges = histogramEdges(min, max, bins);
	if (edges === void 0) {
		const [low, high] = widened(min, max);
		return {
			edges: [low, high],
			counts: [values.length]
		};
	}
	const low = edges[0];
	const scale = bins / (edges[bins] - low);
	const counts = new Float64Array(bins + 1);
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		let bin = (value - low) * scale | 0;
		if (bin >= bins) bin = bins - 1;
		if (value < edges[bin]) bin--;
		else if (value >= edges[bin + 1] && bin < bins - 1) bin++;
		counts[bin]++;
	}
	return {
		edges,
		counts: [...counts.subarray(0, bins)]
	};
}
/** The edges of `histogramOf`; undefined where the range is too wide or too narrow for bins. */
function histogramEdges(min, max, bins) {
	const [low, high] = widened(min, max);
	const width = (high - low) / bins;
	if (!Number.isFinite(width) || !Number.isFinite(bins / (high - low))) return void 0;
	return Array.from({ length: bins + 1 }, (_, index) => index === bins ? high : low + index * width);
}
function widened(min, max) {
	return min === max ? [min - .5, max + .5] : [min, max];
}

// src/profile/quantiles.ts
/** Ranks (from 0, ascending, each once) of the sorted values that quantiles of `count` values rest on. */
function quantileRanks(count, probabilities) {
	const last = count - 1;
	const ranks = probabilities.flatMap((probability) => {
		const rank = Math.floor(probability * last);
		return [rank, Math.min(last, rank + 1)];
	});
	return [...new Set(ranks)].sort((a, b) => a - b);
}
/**
* Exact quantiles of `count` finite values with linear interpolation: numpy's `quantile`, method "linear". `found` has
* the values at `quantileRanks`.
*/
function interpolate(found, count, probabilities) {
	const last = count - 1;
	return probabilities.map((probability) => {
		const position = probability * last;
		const rank = Math.floor(position);
		const low = found.get(rank) ?? NaN;
		const high = found.get(Math.min(last, rank + 1)) ?? NaN;
		const share = position - rank;
		if (!Number.isFinite(high - low)) return low * (1 - share) + high * share;
		return share >= .5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
	});
}

// src/profile/select-ranks.ts
const bucketCount$1 = 4096;
/** Fewer values than this are simply sorted. */
const sortBelow = 2048;
/**
* The values at the given ranks (from 0, any order) of the sorted array, without sorting it: values are counted
* into equal-width buckets, and only the buckets that hold a wanted rank are looked into. All values must be
* finite; the array is not changed.
*/
function selectRanks(values, ranks) {
	const found = /* @__PURE__ */ new Map();
	select(values, [...new Set(ranks)], 0, found, 0);
	return found;
}
function select(values, ranks, offset, found, depth) {
	if (ranks.length === 0) return;
	let min = Infinity;
	let max = -Infinity;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value < min) min = value;
		if (value > max) max = value;
	}
	const scale = bucketCount$1 / (max - min);
	if (min === max) {
		for (const rank of ranks) found.set(rank, min);
		return;
	}
	if (values.length < sortBelow || depth > 6 || !Number.isFinite(scale) || scale === 0) {
		const sorted = values.slice().sort();
		for (const rank of ranks) found.set(rank, sorted[rank - offset]);
		return;
	}
	const counts = /* @__PURE__ */ new Int32Array(4097);
	for (let i = 0; i < values.length; i++) counts[(values[i] - min) * scale | 0]++;
	counts[4095] += counts[bucketCount$1];
	const wanted = (/* @__PURE__ */ new Int32Array(4097)).fill(-1);
	const parts = [];
	let below = offset;
	for (let bucket = 0; bucket < bucketCount$1; bucket++) {
		const size = counts[bucket];
		const inside = ranks.filter((rank) => rank >= below && rank < below + size);
		if (inside.length > 0) {
			wanted[bucket] = parts.length;
			parts.push({
				values: new Float64Array(size),
				ranks: inside,
				offset: below,
				filled: 0
			});
		}
		below += size;
	}
	wanted[bucketCount$1] = wanted[4095];
	for (let i = 0; i < values.length; i++) {
		const index = wanted[(values[i] - min) * scale | 0];
		if (index < 0) continue;
		const part = parts[index];
		part.values[part.filled++] = values[i];
	}
	for (const part of parts) select(part.values, part.ranks, part.offset, found, depth + 1);
}

// src/profile/distribution.ts
const bucketCount = 4096;
const bins = 20;
/** Fewer values than this are looked at one by one. */
const manyValues = 2048;
/**
* Quantiles, histogram and outliers of the finite ones among `values`, exactly as `selectRanks`, `histogramOf` and a
* count give them. All three rest on one assignment of the values to narrow buckets, which keeps their order: only the
* buckets that hold a rank, an edge or a fence are looked into. `probabilities` must hold 0.25 and 0.75.
*/
function distributionOf(values, range, probabilities) {
	const { min, max, finite } = range;
	const ranks = quantileRanks(finite, probabilities);
	const scale = bucketCount / (max - min);
	const edges = histogramEdges(min, max, bins);
	if (finite < manyValues || !Number.isFinite(scale) || scale === 0 || edges === void 0) {
		const present = finite === values.length ? values : values.filter(Number.isFinite);
		const quantiles = interpolate(selectRanks(present, ranks), finite, probabilities);
		const [low, high] = fencesOf(quantiles, probabilities);
		let outliers = 0;
		for (const value of present) if (value < low || value > high) outliers++;
		return {
			quantiles,
			histogram: histogramOf(present, min, max, bins),
			outliers
		};
	}
	const bucketOf = (value) => Math.trunc((value - min) * scale);
	const { buckets, starts } = assignBuckets(values, min, scale);
	const inner = edges.slice(1, -1);
	const looked = new Set(inner.map(bucketOf));
	for (let bucket = 0, next = 0; next < ranks.length; bucket++) for (; next < ranks.length && ranks[next] < starts[bucket + 1]; next++) looked.add(bucket);
	const inside = gather$1(values, buckets, starts, looked);
	const found = /* @__PURE__ */ new Map();
	for (const [bucket, part] of inside) {
		const start = starts[bucket];
		const local = ranks.filter((rank) => rank >= start && rank < start + part.length).map((rank) => rank - start);
		for (const [rank, value] of selectRanks(part, local)) found.set(rank + start, value);
	}
	const below = inner.map((edge) => {
		const bucket = bucketOf(edge);
		let count = starts[bucket];
		for (const value of inside.get(bucket) ?? []) if (value < edge) count++;
		return count;
	});
	const counts = [...below, finite].map((count, bin) => count - (bin === 0 ? 0 : below[bin - 1]));
	const quantiles = interpolate(found, finite, probabilities);
	const [low, high] = fencesOf(quantiles, probabilities);
	const fences = [low > min ? bucketOf(low) : -1, high < max ? bucketOf(high) : -1];
	const fenced = gather$1(values, buckets, starts, new Set(fences.filter((bucket) => bucket >= 0)));
	let outliers = 0;
	if (fences[0] >= 0) {
		outliers += starts[fences[0]];
		for (const value of fenced.get(fences[0]) ?? []) if (value < low) outliers++;
	}
	if (fences[1] >= 0) {
		outliers += finite - starts[fences[1] + 1];
		for (const value of fenced.get(fences[1]) ?? []) if (value > high) outliers++;
	}
	return {
		quantiles,
		histogram: {
			edges,
			counts
		},
		outliers
	};
}
/** Tukey's fences, by the quantiles of 0.25 and 0.75. */
function fencesOf(quantiles, probabilities) {
	const lower = quantiles[probabilities.indexOf(.25)] ?? NaN;
	const upper = quantiles[probabilities.indexOf(.75)] ?? NaN;
	return [lower - 1.5 * (upper - lower), upper + 1.5 * (upper - lower)];
}
/** The bucket of no value. */
const none$1 = 4097;
/** Each value's bucket, `none` for what is not finite, and the rank at which each bucket starts. */
function assignBuckets(values, min, scale) {
	const buckets = new Uint16Array(values.length);
	const counts = /* @__PURE__ */ new Int32Array(4098);
	for (let i = 0; i < values.length; i++) {
		const place = (values[i] - min) * scale;
		const bucket = place <= bucketCount && place >= 0 ? place | 0 : none$1;
		buckets[i] = bucket;
		counts[bucket]++;
	}
	const starts = /* @__PURE__ */ new Int32Array(4098);
	for (let bucket = 0; bucket < none$1; bucket++) starts[bucket + 1] = starts[bucket] + counts[bucket];
	return {
		buckets,
		starts
	};
}
/** The values of some buckets. */
function gather$1(values, buckets, starts, wanted) {
	const parts = /* @__PURE__ */ new Map();
	const all = [];
	const partOf = (/* @__PURE__ */ new Int16Array(4098)).fill(-1);
	for (const bucket of wanted) {
		const size = starts[bucket + 1] - starts[bucket];
		if (size === 0) continue;
		const part = new Float64Array(size);
		partOf[bucket] = all.length;
		all.push(part);
		parts.set(bucket, part);
	}
	if (all.length === 0) return parts;
	const filled = new Int32Array(all.length);
	for (let i = 0; i < values.length; i++) {
		const part = partOf[buckets[i]];
		if (part >= 0) all[part][filled[part]++] = values[i];
	}
	return parts;
}

// src/profile/grid-distribution.ts
/**
* As `distributionOf`, from ascending values and how often each occurs; undefined where their range has no bins.
* `finite` is the sum of the counts.
*/
function distributionOfCounts({ keys, counts }, range, probabilities) {
	const { min, max, finite } = range;
	const bins = 20;
	const edges = histogramEdges(min, max, bins);
	if (edges === void 0) return void 0;
	const ranks = quantileRanks(finite, probabilities);
	const found = /* @__PURE__ */ new Map();
	const heights = new Array(bins).fill(0);
	let below = 0;
	let next = 0;
	let bin = 0;
	for (let place = 0; place < keys.length; place++) {
		const count = counts[place];
		if (count === 0) continue;
		const key = keys[place];
		while (bin < 19 && key >= edges[bin + 1]) bin++;
		heights[bin] += count;
		below += count;
		for (; next < ranks.length && ranks[next] < below; next++) found.set(ranks[next], key);
	}
	const quantiles = interpolate(found, finite, probabilities);
	const [low, high] = fencesOf(quantiles, probabilities);
	let outliers = 0;
	for (let place = 0; place < keys.length; place++) if (keys[place] < low || keys[place] > high) outliers += counts[place];
	return {
		quantiles,
		histogram: {
			edges,
			counts: heights
		},
		outliers
	};
}

// src/profile/moments.ts
/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block$1 = 1024;
const none = {
	min: NaN,
	max: NaN,
	mean: NaN,
	std: NaN,
	skewness: NaN
};
/** One pass for the counts and the mean, a second for the deviations from it. */
function momentsOf(values) {
	const counts = {
		finite: 0,
		infinite: 0,
		zeros: 0,
		negatives: 0
	};
	let min = Infinity;
	let max = -Infinity;
	let sum = 0;
	for (let from = 0; from < values.length; from += block$1) {
		const to = Math.min(values.length, from + block$1);
		let partial = 0;
		let low = Infinity;
		let high = -Infinity;
		let present = 0;
		for (let i = from; i < to; i++) {
			const value = values[i];
			if (value - value !== 0) continue;
			present++;
			if (value < low) low = value;
			if (value > high) high = value;
			partial += value;
		}
		counts.finite += present;
		sum += partial;
		if (low < min) min = low;
		if (high > max) max = high;
		if (low <= 0 || present < to - from) countSpecial(counts, values, from, to);
	}
	if (counts.finite === 0) return {
		...counts,
		...none
	};
	const mean = Number.isFinite(sum) ? sum / counts.finite : meanOfHuge(values, counts.finite);
	const reach = Math.max(max - mean, mean - min);
	return {
		...counts,
		min,
		max,
		mean,
		...spread$1(values, mean, counts.finite, scaleFor(reach))
	};
}
/** Counts what most blocks have none of. */
function countSpecial(counts, values, from, to) {
	let infinite = 0;
	let zeros = 0;
	let negatives = 0;
	for (let i = from; i < to; i++) {
		const value = values[i];
		negatives += value < 0 ? 1 : 0;
		zeros += value === 0 ? 1 : 0;
		infinite += value === Infinity || value === -Infinity ? 1 : 0;
	}
	counts.infinite += infinite;
	counts.zeros += zeros;
	counts.negatives += negatives;
}
/** The mean of values whose sum has no float64. */
function meanOfHuge(values, finite) {
	let mean = 0;
	for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) mean += values[i] / finite;
	return mean;
}
/** A power of two that brings deviations whose squares would overflow or underflow near 1. */
function scaleFor(reach) {
	if (reach === 0 || reach > 1e-120 && reach < 1e120) return 1;
	return 2 ** -Math.max(-1e3, Math.min(1e3, Math.floor(Math.log2(reach))));
}
/**
* The corrected two-pass algorithm (Chan, Golub, LeVeque 1983): the sum of the deviations takes the mean's rounding out
* of that of their squares, and likewise of their cubes.
*/
function spread$1(values, mean, finite, scale) {
	let cubes = 0;
	let squares = 0;
	let rest = 0;
	for (let from = 0; from < values.length; from += block$1) {
		const to = Math.min(values.length, from + block$1);
		let partialCubes = 0;
		let partialSquares = 0;
		let partialRest = 0;
		for (let i = from; i < to; i++) {
			const difference = (values[i] - mean) * scale;
			if (difference - difference !== 0) continue;
			const square = difference * difference;
			partialCubes += square * difference;
			partialSquares += square;
			partialRest += difference;
		}
		cubes += partialCubes;
		squares += partialSquares;
		rest += partialRest;
	}
	const shift = rest / finite;
	const second = Math.max(0, squares - rest * shift);
	const third = cubes - 3 * shift * squares + 2 * shift * shift * rest;
	return {
		std: finite < 2 ? NaN : Math.sqrt(second / (finite - 1)) / scale,
		skewness: skewnessOf(finite, second, third)
	};
}
/** G1 by the sums of squared and cubed deviations from the mean. */
function skewnessOf(finite, second, third) {
	if (finite < 3 || second === 0) return NaN;
	return finite * Math.sqrt(finite - 1) / (finite - 2) * (third / second ** 1.5);
}

// src/profile/role.ts
/** Fewer values than this are no evidence that a column identifies rows. */
const identifierRows = 20;
/** What a column of numbers, booleans or dates seems to be for. */
function numberRole(type, distinct, count) {
	const common = commonRole(distinct, count);
	if (common !== void 0) return common;
	if (type === "integer" && distinct === count && count >= identifierRows) return {
		role: "identifier",
		why: "every value is a different integer"
	};
	if (type === "boolean") return {
		role: "boolean",
		why: "every value is true or false"
	};
	if (type === "date" || type === "datetime") return {
		role: "time",
		why: "values are ISO 8601 dates"
	};
	return {
		role: "number",
		why: `values are ${type}s`
	};
}
/** What a column of texts seems to be for. */
function textRole({ distinct, count, longest, isClock }) {
	const common = commonRole(distinct, count);
	if (common !== void 0) return common;
	if (isClock) return {
		role: "time",
		why: "values are times of day"
	};
	const why = `${distinct} different texts in ${count} values`;
	if (distinct === count && count >= identifierRows && longest <= 64) return {
		role: "identifier",
		why: "every value is a different short text"
	};
	return {
		role: distinct <= 12 && distinct * 2 <= count || distinct <= 1e3 && distinct * 10 <= count ? "category" : "text",
		why
	};
}
function commonRole(distinct, count) {
	if (count === 0) return {
		role: "empty",
		why: "no cell has a value"
	};
	return distinct === 1 ? {
		role: "constant",
		why: "every value is the same"
	} : void 0;
}

// src/profile/profile-numbers.ts
/** Times a value must be seen to be shown, how many are shown, and the characters of the longest text shown. */
const topValues = {
	atLeast: 10,
	most: 20,
	longest: 200
};
/** Of the quantiles in a profile. */
const probabilities = [
	.01,
	.05,
	.25,
	.5,
	.75,
	.95,
	.99
];
/** The profile of a column of numbers, booleans or dates. */
function profileNumbers(column) {
	const { name, type, values, invalidCount } = column;
	const moments = momentsOf(values);
	const { finite, infinite, min, max } = moments;
	const count = finite + infinite;
	const pii = piiOfNumbers(column, moments);
	const counted = countDistinct(values, {
		min,
		max,
		...topValues
	});
	return {
		name,
		type,
		...numberRole(type, counted.distinct, count),
		...pii === void 0 ? {} : { pii },
		count,
		missing: values.length - count - invalidCount,
		invalid: invalidCount,
		distinct: counted.distinct,
		...counted.error === void 0 ? {} : { distinct_error: counted.error },
		top_values: pii === void 0 ? counted.top.map(({ value, count: times }) => ({
			value: shownValue(value, type),
			count: times
		})) : [],
		...finite === 0 || type === "boolean" || pii !== void 0 ? {} : describeSpread(column, moments, counted)
	};
}
function describeSpread({ type, values }, moments, counted) {
	const { infinite, zeros, negatives, min, max, mean, std, skewness } = moments;
	const { quantiles, histogram, outliers } = (counted.grid && distributionOfCounts(counted.grid, moments, probabilities)) ?? distributionOf(values, moments, probabilities);
	const shared = {
		quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
		histogram
	};
	if (type === "date" || type === "datetime") return {
		min: shownDate(min, type),
		max: shownDate(max, type),
		...shared,
		...describeDays(values, moments)
	};
	return {
		min,
		max,
		mean,
		...Number.isFinite(std) ? { std } : {},
		...Number.isFinite(skewness) ? { skewness } : {},
		...shared,
		zeros,
		negatives,
		infinite,
		...counted.distinct > 2 ? { outliers } : {}
	};
}
/** A value of a column of that type, as a profile has it. */
function shownValue(value, type) {
	if (type === "boolean") return value === 1;
	if (type === "date" || type === "datetime") return shownDate(value, type);
	return Number.isFinite(value) ? value : String(value);
}
/** ISO 8601 in UTC, without the milliseconds where they are zero. */
function shownDate(value, type) {
	const text = new Date(value).toISOString();
	return type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}

// src/tables/text-entries.ts
/** A text column's dictionary as UTF-8: the reader's, or encoded from the texts. */
function textEntries(column) {
	if (column.entries !== void 0) return column.entries;
	const encoder = new TextEncoder();
	const parts = column.dictionary.map((text) => encoder.encode(text));
	const offsets = new Uint32Array(parts.length + 1);
	for (const [code, part] of parts.entries()) offsets[code + 1] = offsets[code] + part.length;
	const bytes = new Uint8Array(offsets.at(-1) ?? 0);
	for (const [code, part] of parts.entries()) bytes.set(part, offsets[code]);
	return {
		size: parts.length,
		bytes,
		offsets
	};
}

// src/profile/profile-text.ts
/** The profile of a column of texts. */
function profileText(column) {
	const { codes } = column;
	const entries = textEntries(column);
	const { size, bytes, offsets } = entries;
	const { counts, missing } = countCodes(codes, size);
	let distinct = 0;
	let shortest = Infinity;
	let longest = 0;
	let characters = 0;
	const frequent = [];
	for (let code = 0; code < size; code++) {
		const count = counts[code];
		if (count === 0) continue;
		distinct++;
		const length = countCharacters(bytes, offsets[code], offsets[code + 1]);
		characters += length * count;
		if (length < shortest) shortest = length;
		if (length > longest) longest = length;
		if (count >= topValues.atLeast && length <= topValues.longest) frequent.push({
			code,
			count
		});
	}
	const count = codes.length - missing;
	const sample = sampleTexts(entries, counts);
	const pii = findPii(column.name, sample);
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const top = frequent.sort((a, b) => b.count - a.count || a.code - b.code).slice(0, pii === void 0 ? topValues.most : 0).map((each) => ({
		value: decoder.decode(bytes.subarray(offsets[each.code], offsets[each.code + 1])),
		count: each.count
	}));
	return {
		name: column.name,
		type: "text",
		...textRole({
			distinct,
			count,
			longest,
			isClock: sample.every(formats.time)
		}),
		...pii === void 0 ? {} : { pii },
		count,
		missing,
		invalid: 0,
		distinct,
		top_values: top.filter(({ value }) => !isPersonal(value)),
		...distinct === 0 ? {} : {
			min_length: shortest,
			max_length: longest,
			mean_length: characters / count
		}
	};
}
/** Unicode code points of UTF-8: all bytes but continuations. */
function countCharacters(bytes, start, end) {
	let count = 0;
	for (let i = start; i < end; i++) if ((bytes[i] & 192) !== 128) count++;
	return count;
}

// src/profile/profile-table.ts
/**
* Describes a table. Every statistic is exact and agrees with pandas and numpy, but for the number of distinct numbers
* past 65,536 that lie on no small grid (see `countDistinct`), which is an estimate that says its error.
*/
function profileTable(table) {
	const columns = table.columns.map((column) => column.kind === "text" ? profileText(column) : profileNumbers(column));
	const isUnique = columns.some(({ distinct, distinct_error }) => distinct === table.rows && distinct_error === void 0);
	return {
		schema: "mlops/profile@1",
		rows: table.rows,
		bytes: table.bytes,
		digest: table.digest,
		duplicate_rows: isUnique ? 0 : countDuplicates(hashContent(table)),
		columns
	};
}

// src/actions/open-data.ts
const opened = /* @__PURE__ */ new WeakMap();
/** The files that the project's own data are read from; fetched and checked once. Throws UserError. */
function openProjectData(context) {
	const { project } = context;
	const found = opened.get(project) ?? openData(context, requireData(project).dataPath, sourceOf(project));
	opened.set(project, found);
	return found;
}
function sourceOf({ config, place }) {
	const { s3, sha256 } = config.data;
	return {
		s3,
		sha256,
		place
	};
}
/**
* The files that the data of a path are read from: those of the checkout, and with an `https://` or `s3://` address those
* that are fetched. A single file has the declared digest then, or there is a UserError.
*/
async function openData(context, path, source = { place: () => ({}) }) {
	const { sha256 } = source;
	if (isAddress(path)) {
		const fetched = fetchedFiles(context, path, source);
		await fetched.size(path);
		return fetched;
	}
	const { files, signal } = context;
	if (sha256 !== void 0 && await files.size(path) !== void 0) {
		const { createHash } = await import("node:crypto");
		const hash = createHash("sha256");
		for await (const chunk of files.stream(path)) {
			signal.throwIfAborted();
			hash.update(chunk);
		}
		await refuseOtherDigest(hash.digest("hex"), path, source);
	}
	return files;
}
/** Throws UserError where the project's data have another digest than the declared one; that of a data set is known once it is read. */
async function refuseDigest(project, digest) {
	await refuseOtherDigest(digest, requireData(project).dataPath, sourceOf(project));
}
async function refuseOtherDigest(digest, path, { sha256, place }) {
	if (sha256 === void 0 || digest === sha256) return;
	const { refuseOther } = await import("./refuse-content.js");
	refuseOther(digest, {
		sha256,
		shown: showAddress(path),
		place: place(["data", "sha256"])
	});
}
/** Files in which an address is a path as well: what it names is fetched when it is first asked for. */
function fetchedFiles({ files, remote, log, signal }, data, source) {
	const { s3, place } = source;
	const fetched = /* @__PURE__ */ new Map();
	const folders = /* @__PURE__ */ new Map();
	const listed = /* @__PURE__ */ new Map();
	const start = async (address) => {
		const etag = listed.get(address)?.etag;
		if (listed.has(address)) return remote.fetch(address, {
			s3,
			place,
			etag,
			signal
		});
		const progress = log.progress(`Fetching ${showAddress(address)}`);
		let came = 0;
		const onProgress = (done, total = done) => {
			came = done;
			progress.update(done, total);
		};
		const sha256 = address === data ? source.sha256 : void 0;
		const file = await remote.fetch(address, {
			s3,
			place,
			sha256,
			signal,
			onProgress
		});
		progress.end(`${formatBytes(file.bytes)}${came === 0 ? ", from the cache" : ""}`);
		return file;
	};
	const fetch = (address) => {
		const found = fetched.get(address) ?? start(address);
		fetched.set(address, found);
		return found;
	};
	return {
		...files,
		exists: async (path) => isAddress(path) ? !isFolder(path) : files.exists(path),
		async size(path) {
			if (!isAddress(path)) return files.size(path);
			return listed.get(path)?.bytes ?? (isFolder(path) ? void 0 : (await fetch(path)).bytes);
		},
		async list(path) {
			if (!isObject(path)) return files.list(path);
			const folder = path.replace(/\/$/, "");
			const listing = folders.get(folder) ?? remote.list(folder, {
				s3,
				place,
				signal
			});
			folders.set(folder, listing);
			const entries = await listing;
			for (const entry of entries) if (!entry.isFolder) listed.set(`${folder}/${entry.name}`, entry);
			return entries;
		},
		locate: async (path) => isAddress(path) ? (await fetch(path)).path : files.locate(path),
		async *stream(path) {
			yield* isAddress(path) ? (await fetch(path)).stream() : files.stream(path);
		},
		readRange: async (path, start, end) => isAddress(path) ? (await fetch(path)).readRange(start, end) : files.readRange(path, start, end)
	};
}
/** Whether an address means several objects: a folder, or a pattern. */
function isFolder(address) {
	return isObject(address) && /^[^/]*\/\/([^/]*|.*\/|.*[*?[{].*)$/s.test(address);
}

// src/services/decompress.ts
/** A file that unpacks to more than this many bytes must not unpack to more than `mostRatio` times its own size. */
const freeBytes = 64 << 20;
/** What a large file unpacks to, at most, in its own sizes. */
const mostRatio = 250;
/** Packed bytes that fzstd gets at a time: what they unpack to is in memory at once. */
const zstdStep = 16384;
/** How far back a zstd frame may refer: what `zstd -d` allows too. That much is in memory. */
const mostWindow = 128 << 20;
/**
* The content of a gzip or zstd file, as it comes; members and frames that follow each other are one content.
* Errors of the source pass through. Throws UserError for a file that is cut off or damaged (zstd's checksums are not
* looked at), and for one that unpacks to so much more than its size that it is a bomb.
*/
async function* decompress(compression, chunks, source) {
	let taken = 0;
	let given = 0;
	async function* counted() {
		for await (const chunk of chunks) {
			taken += chunk.length;
			yield chunk;
		}
	}
	try {
		for await (const chunk of compression === "gzip" ? gunzip(counted()) : unpackZstd(counted(), source)) {
			given += chunk.length;
			if (given > freeBytes && given > taken * 250) throw tooLarge(source);
			yield chunk;
		}
	} catch (cause) {
		throw explain$1(cause, source);
	}
}
async function* gunzip(chunks) {
	yield* pipeline(Readable.from(chunks), createGunzip(), () => {});
}
/** By fzstd, also where Node has zstd of its own: that one ends in silence after the first of several frames. */
async function* unpackZstd(chunks, source) {
	const { Decompress } = await import("./esm.js");
	let unpacked = [];
	const stream = new Decompress((chunk) => unpacked.push(chunk));
	let isStart = true;
	for await (const chunk of chunks) {
		if (isStart && windowOf(chunk) > mostWindow) throw wideWindow(source);
		isStart &&= chunk.length === 0;
		for (let at = 0; at < chunk.length; at += zstdStep) {
			stream.push(chunk.subarray(at, at + zstdStep));
			yield* unpacked;
			unpacked = [];
		}
	}
	stream.push(/* @__PURE__ */ new Uint8Array(0), true);
	yield* unpacked;
}
/** The window that a zstd frame declares in its first bytes; 0 where that is its content's size (RFC 8878, 3.1.1.1). */
function windowOf(head) {
	const [, , , , descriptor = 0, window = 0] = head;
	if ((descriptor >> 5 & 1) === 1) return 0;
	const base = 2 ** (10 + (window >> 3));
	return base + base / 8 * (window & 7);
}
function wideWindow(source) {
	return new UserError(`Cannot read "${source}": it needs a window of more than 128 MiB`, {
		file: source,
		hint: "Pack it without --long"
	});
}
function tooLarge(source) {
	return new UserError(`Cannot read "${source}": it unpacks to more than ${250} times its size`, {
		file: source,
		hint: "Such files are made to fill memory; if this one is not, unpack it first"
	});
}
/** Errors of zlib (codes `Z_…`) and of fzstd (codes are numbers) as UserErrors; others as they are. */
function explain$1(cause, source) {
	if (!(cause instanceof Error) || cause instanceof UserError || !("code" in cause)) return cause;
	if (!(typeof cause.code === "string" && cause.code.startsWith("Z_")) && typeof cause.code !== "number") return cause;
	const isCut = /unexpected end|unexpected EOF/.test(cause.message);
	return new UserError(`Cannot read "${source}": ${isCut ? "it is cut off" : `it cannot be unpacked (${cause.message})`}`, {
		file: source,
		hint: "Fetch or pack the file again",
		cause
	});
}

// src/tables/file-format.ts
const compressions = [[
	"gzip",
	".gz",
	[31, 139]
], [
	"zstd",
	".zst",
	[
		40,
		181,
		47,
		253
	]
]];
/** What a file that no reader takes starts with, and what to do about it. */
const foreign = [
	[
		"a zip archive or a spreadsheet",
		[
			80,
			75,
			3,
			4
		],
		"Unpack it, or save the sheet as CSV"
	],
	[
		"a bzip2 file",
		[
			66,
			90,
			104
		],
		"Unpack it, or pack it as .gz or .zst"
	],
	[
		"an image",
		[
			255,
			216,
			255
		],
		"Name the folder that holds the images"
	],
	[
		"an image",
		[
			137,
			80,
			78,
			71
		],
		"Name the folder that holds the images"
	],
	[
		"an xz file",
		[
			253,
			55,
			122,
			88,
			90,
			0
		],
		"Unpack it, or pack it as .gz or .zst"
	]
];
const parquetMagic = [
	80,
	65,
	82,
	49
];
/** The format that a path's ending says. */
function formatOf(path) {
	const name = withoutCompression(path);
	if (/\.parquet$/i.test(name)) return "parquet";
	return /\.(json|jsonl|ndjson)$/i.test(name) ? "json" : "csv";
}
/** The path without its ending `.gz` or `.zst`. */
function withoutCompression(path) {
	return path.replace(/\.(gz|zst)$/i, "");
}
/**
* The compression of a file by its first bytes, undefined for none. Throws UserError where its ending says something
* else: the reader, and every other tool, goes by the ending.
*/
function findCompression(head, source) {
	for (const [compression, ending, magic] of compressions) {
		const isPacked = startsWith(head, magic);
		if (isPacked === source.toLowerCase().endsWith(ending)) {
			if (isPacked) return compression;
			continue;
		}
		throw new UserError(isPacked ? `Cannot read "${source}": it is compressed with ${compression}, and its name does not end in ${ending}` : `Cannot read "${source}": its name ends in ${ending}, and it is not compressed with ${compression}`, {
			file: source,
			hint: isPacked ? `Name it "${source}${ending}"` : `Drop ${ending} from its name`
		});
	}
}
/** The format of an uncompressed file by the ending of its path and its first bytes. Throws UserError for foreign ones. */
function findFormat(head, source) {
	for (const [what, magic, hint] of foreign) if (startsWith(head, magic)) throw new UserError(`Cannot read "${source}": it is ${what}`, {
		file: source,
		hint
	});
	const format = formatOf(source);
	if (format !== "parquet" && startsWith(head, parquetMagic)) throw new UserError(`Cannot read "${source}": it is a Parquet file, and its name does not end in .parquet`, {
		file: source,
		hint: "Rename it"
	});
	return format;
}
function startsWith(head, magic) {
	return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}

// src/tables/value-column.ts
/** Codes of cells that are no texts. */
const codeOf = {
	missing: -1,
	false: -2,
	true: -3
};
/** A column without cells. */
function createValueColumn(name, isText) {
	return {
		name,
		values: /* @__PURE__ */ new Float64Array(0),
		codes: /* @__PURE__ */ new Int32Array(0),
		dictionary: createDictionary(),
		hasDecimal: false,
		hasAmbiguous: false,
		hasInfinite: false,
		isText
	};
}
/** Stores a number; `capacity` is the room that an array gets when it is short. */
function storeNumber(column, row, value, capacity) {
	if (row >= column.values.length) {
		const wider = new Float64Array(capacity).fill(NaN, column.values.length);
		wider.set(column.values);
		column.values = wider;
	}
	column.values[row] = value;
}
/** Stores a text's code in the dictionary, or one of `codeOf`. */
function storeCode(column, row, code, capacity) {
	if (row >= column.codes.length) {
		const wider = new Int32Array(capacity).fill(codeOf.missing, column.codes.length);
		wider.set(column.codes);
		column.codes = wider;
	}
	column.codes[row] = code;
}
/**
* The finished column, typed by `inferType` unless its type is `declared`: texts may be dates, never numbers. Undefined for a column of text that
* holds other values too: how those were written is gone, so the file must be read again with `isText`.
*/
function finishValueColumn(column, rows, declared) {
	const { name, dictionary } = column;
	const { values, codes, texts, tally } = settleCells(column, rows);
	const type = column.isText ? "text" : declared ?? inferType(tally);
	const { integer, decimal, ambiguous, infinite, boolean } = tally;
	const isMixed = integer + decimal + ambiguous + infinite + boolean > 0;
	if (type === "text") return isMixed ? void 0 : textColumn(name, codes, dictionary);
	return numericColumn(name, type, {
		values,
		codes,
		texts
	});
}
/** How many cells are of which shape. */
function tallyValues(column, rows) {
	return settleCells(column, rows).tally;
}
function settleCells(column, rows) {
	const values = filled(column.values, new Float64Array(rows).fill(NaN));
	const codes = filled(column.codes, new Int32Array(rows).fill(codeOf.missing));
	const texts = readTexts(column.dictionary);
	return {
		values,
		codes,
		texts,
		tally: {
			...countCells(column, values, codes, texts),
			missing: 0,
			padded: 0
		}
	};
}
/** A column of text over a dictionary, which is decoded when it is first asked for. */
function textColumn(name, codes, dictionary) {
	const { size, bytes, offsets } = dictionary;
	const entries = {
		size,
		bytes,
		offsets
	};
	let decoded;
	return {
		kind: "text",
		name,
		type: "text",
		codes,
		get dictionary() {
			decoded ??= decodeEntries(entries);
			return decoded;
		},
		entries
	};
}
function filled(from, to) {
	to.set(from.subarray(0, to.length));
	return to;
}
function readTexts(dictionary) {
	const texts = decodeEntries(dictionary);
	const read = texts.map((text) => readCell(text));
	return {
		texts,
		shapes: read.map(({ shape }) => shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text"),
		values: read.map(({ value }) => value)
	};
}
function countCells(column, values, codes, { shapes }) {
	const tally = {
		integer: 0,
		decimal: 0,
		infinite: 0,
		ambiguous: 0,
		boolean: 0
	};
	const counts = {
		date: 0,
		datetime: 0,
		marker: 0,
		text: 0
	};
	let numbers = 0;
	for (const value of values) if (!Number.isNaN(value)) numbers++;
	for (const code of codes) if (code >= 0) counts[shapes[code]]++;
	else if (code !== codeOf.missing) tally.boolean++;
	tally.ambiguous = column.hasAmbiguous ? 1 : 0;
	tally.infinite = column.hasInfinite ? 1 : 0;
	tally[column.hasDecimal ? "decimal" : "integer"] = numbers - tally.ambiguous - tally.infinite;
	return {
		...tally,
		...counts
	};
}
function numericColumn(name, type, cells) {
	const { values, codes, texts } = cells;
	const misfits = {
		invalid: [],
		rows: []
	};
	const isDate = type === "date" || type === "datetime";
	const refuse = (row, text) => {
		values[row] = NaN;
		addInvalid$1(misfits, row, text);
	};
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const code = codes[row];
		if (!Number.isNaN(value)) {
			if (type === "number" || type === "integer" && Number.isSafeInteger(value)) continue;
			if (type !== "boolean" || value !== 0 && value !== 1) refuse(row, String(value));
		} else if (code < codeOf.missing) {
			if (type === "boolean") values[row] = code === codeOf.true ? 1 : 0;
			else refuse(row, String(code === codeOf.true));
		} else if (code >= 0) {
			const shape = texts.shapes[code];
			if (shape === "marker") continue;
			if (shape === "date" ? isDate : type === shape) values[row] = texts.values[code];
			else refuse(row, texts.texts[code]);
		}
	}
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(misfits)
	};
}

// src/tables/json-scan.ts
/** A scan before the first record. */
function createJsonScan(source, texts) {
	return {
		source,
		isList: false,
		columns: [],
		byName: /* @__PURE__ */ new Map(),
		texts,
		rows: 0,
		capacity: 0,
		lines: /* @__PURE__ */ new Uint32Array(0),
		cells: 0,
		line: 1,
		lineStart: 0,
		attempt: 0
	};
}
/** Tables of more cells than this must have a value in every hundredth. */
const freeCells = 2 ** 26;
/** Makes room for more rows. Throws UserError where the objects share so few keys that the table would be empty space. */
function reserveJsonRows(scan) {
	const cells = scan.capacity * scan.columns.length;
	if (cells > freeCells && cells > scan.cells * 100) throw new UserError(`Cannot read "${scan.source}": its ${scan.rows.toLocaleString("en")} objects have ${scan.columns.length.toLocaleString("en")} different keys, and hardly share any`, {
		file: scan.source,
		line: scan.line,
		hint: "Keys are columns; write what varies as values"
	});
	scan.capacity = Math.max(1024, scan.capacity * 2);
	const lines = new Uint32Array(scan.capacity);
	lines.set(scan.lines);
	scan.lines = lines;
}
/** Adds the column of a key that comes for the first time. */
function addJsonColumn(scan, name, key) {
	const column = {
		...createValueColumn(name, scan.texts.has(name)),
		key: key.slice(),
		attempt: 0
	};
	scan.columns.push(column);
	scan.byName.set(name, column);
	return column;
}
/** The error of JSON that cannot be read at a place of the buffer. Columns count bytes. */
function jsonError(scan, at, what, hint) {
	const column = at - scan.lineStart + 1;
	return new UserError(`Cannot read "${scan.source}": ${what} at line ${scan.line}, column ${column}`, {
		file: scan.source,
		line: scan.line,
		column,
		hint
	});
}

// src/tables/json-values.ts
const quote$1 = 34;
const backslash = 92;
const lineFeed = 10;
const openBrace$1 = 123;
const openBracket = 91;
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const plainDecoder = new TextDecoder("latin1");
const encoder$2 = new TextEncoder();
const syntaxHint = "Check the quotes, commas and braces there; keys and texts stand in double quotes";
/** Literals, Python's three for what JSON has no words for among them, with the cells that they are. */
const literals = [
	[
		"null",
		codeOf.missing,
		NaN
	],
	[
		"true",
		codeOf.true,
		NaN
	],
	[
		"false",
		codeOf.false,
		NaN
	],
	[
		"NaN",
		codeOf.missing,
		NaN
	],
	[
		"Infinity",
		codeOf.missing,
		Infinity
	],
	[
		"-Infinity",
		codeOf.missing,
		-Infinity
	]
].map(([text, code, value]) => [
	encoder$2.encode(String(text)),
	Number(code),
	Number(value)
]);
/** What was read last: where it ends, and whether a text has backslashes. A module's, so that reading allocates nothing. */
const token = {
	end: 0,
	hasEscapes: false
};
/** Stores the value at `start`; false where the buffer ends in it. */
function readValue(scan, column, bytes, start, end) {
	const byte = bytes[start];
	if (byte === quote$1) return readText(scan, column, bytes, start, end);
	if (byte === openBrace$1 || byte === openBracket) throw jsonError(scan, start, `the value of "${column.name}" is ${byte === openBracket ? "a list" : "an object"}`, "Nested values are no columns; flatten them first, for example with pandas.json_normalize");
	if (byte === 45 || byte >= 48 && byte <= 57) {
		const stop = findNumberEnd(bytes, start, end);
		if (stop >= end) return false;
		if (stop > start + 1 || byte !== 45) return readNumber(scan, column, bytes, start, stop);
	}
	return readLiteral(scan, column, bytes, start, end);
}
function readText(scan, column, bytes, start, end) {
	const close = findQuote(scan, bytes, start + 1, end);
	if (close < 0) return false;
	token.end = close + 1;
	if (close === start + 1) return true;
	if (close - start > limits.cell) throw jsonError(scan, start, `the value of "${column.name}" is longer than 1 MiB`, "Keep large objects in files of their own");
	const { dictionary } = column;
	const known = dictionary.size;
	let code;
	if (token.hasEscapes) {
		const text = encoder$2.encode(decodeText(scan, bytes, start + 1, close));
		code = encode$1(dictionary, text, 0, text.length);
	} else {
		code = encode$1(dictionary, bytes, start + 1, close);
		if (code === known) decodeText(scan, bytes, start + 1, close);
	}
	storeCode(column, scan.rows, code, scan.capacity);
	return true;
}
/** The quote that ends a text, or -1; sets `token.hasEscapes`. */
function findQuote(scan, bytes, start, end) {
	token.hasEscapes = false;
	for (let at = start; at < end; at++) {
		const byte = bytes[at];
		if (byte === quote$1) return at;
		if (byte === backslash) {
			token.hasEscapes = true;
			if (bytes[at + 1] !== lineFeed) at++;
		} else if (byte < 32) throw jsonError(scan, at, byte === lineFeed ? "a text does not end on its line" : "a text holds a control character", syntaxHint);
	}
	return -1;
}
/** The text at `bytes[start … end)`, which must be UTF-8 with whole escapes. */
function decodeText(scan, bytes, start, end) {
	let text;
	try {
		text = decoder.decode(bytes.subarray(start, end));
	} catch {
		throw jsonError(scan, start, "the text is not UTF-8", "Save the file as UTF-8");
	}
	if (!text.includes("\\")) return text;
	try {
		text = JSON.parse(`"${text}"`);
	} catch {
		throw jsonError(scan, start, "there is a wrong escape in the text", "Write a backslash as \"\\\\\"");
	}
	if (text.isWellFormed()) return text;
	throw jsonError(scan, start, "there is half a surrogate pair in the text", "Write the character itself, as UTF-8");
}
function findNumberEnd(bytes, start, end) {
	let at = start;
	for (; at < end; at++) {
		const byte = bytes[at];
		if (!(byte >= 48 && byte <= 57 || byte === 45 || byte === 43 || byte === 46 || byte === 101 || byte === 69)) break;
	}
	return at;
}
const numberPattern = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
function readNumber(scan, column, bytes, start, stop) {
	token.end = stop;
	let value = 0;
	let at = start;
	if (bytes[start] !== 48 && stop - start <= 15) while (at < stop && bytes[at] >= 48 && bytes[at] <= 57) value = value * 10 + bytes[at++] - 48;
	if (at < stop || at === start) {
		const text = plainDecoder.decode(bytes.subarray(start, stop));
		const match = numberPattern.exec(text);
		if (match === null) throw jsonError(scan, start, `"${text.slice(0, 40)}" is no number`, "Codes such as 007 stand in quotes: \"007\"");
		value = Number(text);
		if (match[1] !== void 0 || match[2] !== void 0) column.hasDecimal = true;
		else if (!Number.isSafeInteger(value)) column.hasAmbiguous = true;
		if (!Number.isFinite(value)) column.hasInfinite = true;
	}
	if (column.isText) storeWritten(scan, column, bytes, start, stop);
	else storeNumber(column, scan.rows, value, scan.capacity);
	return true;
}
function readLiteral(scan, column, bytes, start, end) {
	for (const [literal, code, value] of literals) {
		const size = Math.min(literal.length, end - start);
		if (!isSame(bytes, start, start + size, literal.subarray(0, size))) continue;
		if (size < literal.length) return false;
		token.end = start + size;
		if (code !== codeOf.missing || !Number.isNaN(value)) {
			if (column.isText) storeWritten(scan, column, bytes, start, token.end);
			else if (code !== codeOf.missing) storeCode(column, scan.rows, code, scan.capacity);
			else {
				column.hasInfinite = true;
				storeNumber(column, scan.rows, value, scan.capacity);
			}
		}
		return true;
	}
	throw unexpected(scan, bytes, start, `a value for "${column.name}"`);
}
function storeWritten(scan, column, bytes, start, end) {
	storeCode(column, scan.rows, encode$1(column.dictionary, bytes, start, end), scan.capacity);
}
/** The error of a byte that must not be there. */
function unexpected(scan, bytes, at, wanted) {
	const byte = bytes[at];
	const found = byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16).padStart(2, "0")}`;
	return jsonError(scan, at, `found ${found} where ${wanted} is wanted`, syntaxHint);
}
/** Whether `bytes[start … end)` are these bytes. */
function isSame(bytes, start, end, key) {
	if (end - start !== key.length) return false;
	for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
	return true;
}

// src/tables/json-scanner.ts
/** What `scanObject` returns where the buffer ends before the object does. */
const incomplete = -1;
const quote = 34;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;
/**
* Reads the object at `bytes[at … end)` into the scan's next row and returns where it ends, or `incomplete`. Throws
* UserError for anything else, nested values and keys given twice. The row counts once it is complete; a second
* attempt overwrites the first.
*/
function scanObject(scan, bytes, start, end) {
	if (scan.rows === scan.capacity) reserveJsonRows(scan);
	if (bytes[start] !== openBrace) throw notAnObject(scan, bytes, start);
	const { line, lineStart } = scan;
	scan.attempt++;
	scan.lines[scan.rows] = line;
	let cells = 0;
	const giveUp = () => {
		scan.line = line;
		scan.lineStart = lineStart;
		return -1;
	};
	let at = skipInside(scan, bytes, start + 1, end);
	for (let index = 0;; index++) {
		if (at >= end) return giveUp();
		if (bytes[at] === closeBrace && index === 0) break;
		if (bytes[at] !== quote) throw unexpected(scan, bytes, at, "a key in double quotes or \"}\"");
		const column = readKey(scan, bytes, at, end, index);
		if (column === void 0) return giveUp();
		at = skipInside(scan, bytes, token.end, end);
		if (at >= end) return giveUp();
		if (bytes[at] !== colon) throw unexpected(scan, bytes, at, `":" after the key "${column.name}"`);
		at = skipInside(scan, bytes, at + 1, end);
		if (at >= end || !readValue(scan, column, bytes, at, end)) return giveUp();
		cells++;
		at = skipInside(scan, bytes, token.end, end);
		if (at >= end) return giveUp();
		if (bytes[at] === closeBrace) break;
		if (bytes[at] !== comma) throw unexpected(scan, bytes, at, "\",\" or \"}\"");
		at = skipInside(scan, bytes, at + 1, end);
		if (at < end && bytes[at] === closeBrace) throw unexpected(scan, bytes, at, "a key in double quotes");
	}
	scan.rows++;
	scan.cells += cells;
	return at + 1;
}
/** Past spaces and line ends, which are counted. */
function skipLines(scan, bytes, start, end) {
	let at = skipSpaces(bytes, start, end);
	while (at < end && bytes[at] === 10) {
		scan.line++;
		scan.lineStart = at + 1;
		at = skipSpaces(bytes, at + 1, end);
	}
	return at;
}
/** Past spaces, tabs and carriage returns. */
function skipSpaces(bytes, start, end) {
	let at = start;
	while (at < end && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13)) at++;
	return at;
}
/** Past what may stand between the tokens of an object: in a list line ends too. */
function skipInside(scan, bytes, start, end) {
	if (scan.isList) return skipLines(scan, bytes, start, end);
	const at = skipSpaces(bytes, start, end);
	if (at < end && bytes[at] === 10) throw jsonError(scan, at, "the object does not end on its line", "Write one object a line");
	return at;
}
/** The column of the key at `start`; undefined where the buffer ends in it. */
function readKey(scan, bytes, start, end, index) {
	const close = findQuote(scan, bytes, start + 1, end);
	if (close < 0) return void 0;
	token.end = close + 1;
	const expected = scan.columns[index];
	const column = expected !== void 0 && isSame(bytes, start + 1, close, expected.key) ? expected : findColumn$1(scan, bytes, start, close);
	if (column.attempt === scan.attempt) throw jsonError(scan, start, `the key "${column.name}" is there twice`, "Give each key of an object once");
	column.attempt = scan.attempt;
	return column;
}
function findColumn$1(scan, bytes, start, close) {
	const name = decodeText(scan, bytes, start + 1, close);
	const known = scan.byName.get(name);
	if (known !== void 0) return known;
	if (name.trim() === "") throw jsonError(scan, start, "there is a key without a name", "Every column needs a name");
	if (name.length > limits.name) throw jsonError(scan, start, "there is a key of more than 1,000 characters", "Keys are columns' names");
	if (scan.columns.length >= limits.columns) throw jsonError(scan, start, "there are more than 100,000 different keys", "Keys are columns' names");
	return addJsonColumn(scan, name, bytes.subarray(start + 1, close));
}
function notAnObject(scan, bytes, at) {
	if (bytes[at] !== 91) return unexpected(scan, bytes, at, "an object, \"{\"");
	return jsonError(scan, at, "there is a list in place of an object", "Write each row as an object of its values by column");
}

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
	if (columns.length === 0) throw new UserError(`Cannot read "${scan.source}": ${scan.rows === 0 ? "it has no objects" : "its objects have no keys"}`, {
		file: scan.source,
		hint: "Write one object a line, or a list of objects"
	});
	return {
		source: scan.source,
		rows: scan.rows,
		columns,
		lines: scan.lines.slice(0, scan.rows),
		bytes,
		digest
	};
}
async function scanFile(open, options, texts) {
	const hash = createHash("sha256");
	const scan = createJsonScan(options.source, texts);
	const scanPart = openRecords(scan);
	let buffer = new Uint8Array(options.window ?? 1 << 18);
	let filled = 0;
	let total = 0;
	const step = (isLast) => {
		const start = scanPart(buffer, filled, isLast);
		buffer.copyWithin(0, start, filled);
		filled -= start;
		scan.lineStart -= start;
		if (filled > limits.record) throw jsonError(scan, 0, "the object is longer than 16 MiB", "Check the quotes and braces");
		if (filled * 2 >= buffer.length) {
			const wider = new Uint8Array(buffer.length * 2);
			wider.set(buffer.subarray(0, filled));
			buffer = wider;
		}
	};
	for await (const chunk of open()) {
		hash.update(chunk);
		for (let from = 0; from < chunk.length;) {
			const taken = Math.min(chunk.length - from, buffer.length - filled);
			buffer.set(chunk.subarray(from, from + taken), filled);
			filled += taken;
			from += taken;
			if (filled === buffer.length) step(false);
		}
		total += chunk.length;
		options.onProgress?.(total);
	}
	step(true);
	return {
		scan,
		bytes: total,
		digest: hash.digest("hex")
	};
}
/**
* Scans what the buffer has of the file and returns where the first object that is not complete starts. State is what
* stands between objects: before the first, before an object, or after one.
*/
function openRecords(scan) {
	let state = "start";
	return (bytes, end, isLast) => {
		let at = 0;
		if (state === "start") {
			if (end < 3 && !isLast) return 0;
			if (bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191) at = 3;
			at = skipLines(scan, bytes, at, end);
			if (at === end) return at;
			scan.isList = bytes[at] === 91;
			if (scan.isList) at++;
			state = "before";
		}
		for (;;) {
			at = state === "after" && !scan.isList ? skipSpaces(bytes, at, end) : skipLines(scan, bytes, at, end);
			if (at >= end) {
				if (isLast && scan.isList && state !== "end") throw jsonError(scan, at, "the file ends before its list does, with no \"]\"", "Fetch or write the file again");
				return end;
			}
			const byte = bytes[at];
			if (state === "end") throw unexpected(scan, bytes, at, "the end of the file");
			if (state === "after") {
				if (scan.isList && byte === 93) state = "end";
				else if (scan.isList && byte === 44) state = "before";
				else if (!scan.isList && byte === 10) {
					state = "before";
					continue;
				} else throw unexpected(scan, bytes, at, scan.isList ? "\",\" or \"]\"" : "the end of the line");
				at++;
				continue;
			}
			if (scan.isList && byte === 93 && scan.rows === 0) {
				state = "end";
				at++;
				continue;
			}
			const next = scanObject(scan, bytes, at, end);
			if (next === -1) {
				if (!isLast) return at;
				throw jsonError(scan, at, "the file ends in the middle of the object", "Fetch or write the file again");
			}
			at = next;
			state = "after";
		}
	};
}

// src/tables/parquet-column.ts
const encoder$1 = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true });
/**
* The column of a leaf of the schema; undefined for types that no table holds. Takes decimals and times of day off
* the element, so that hyparquet hands their integers over as they are.
*/
function createParquetColumn(element) {
	const plan = planColumn(element);
	if (plan === void 0) return void 0;
	const cells = createValueColumn(element.name, false);
	const pages = {
		isNullable: element.repetition_type !== "REQUIRED",
		isBoolean: element.type === "BOOLEAN"
	};
	return {
		...plan,
		cells,
		pages,
		codes: /* @__PURE__ */ new WeakMap()
	};
}
function planColumn(element) {
	const { type, converted_type: converted, logical_type: logical } = element;
	const kind = logical?.type;
	if (converted === "INTERVAL" || converted === "BSON") return void 0;
	if (kind === "VARIANT" || kind === "GEOMETRY" || kind === "GEOGRAPHY" || kind === "BSON" || kind === "INTERVAL") return void 0;
	if (converted === "DECIMAL" || kind === "DECIMAL") {
		const scale = element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0);
		makeRaw(element);
		return scale === 0 ? {
			type: "integer",
			read: (value) => wholeNumber(unscaled(value))
		} : {
			type: "number",
			read: (value) => decimalNumber(unscaled(value), scale)
		};
	}
	if (converted === "TIME_MILLIS" || converted === "TIME_MICROS" || logical?.type === "TIME") {
		const digits = {
			MILLIS: 3,
			MICROS: 6,
			NANOS: 9
		}[logical?.type === "TIME" ? logical.unit : converted === "TIME_MILLIS" ? "MILLIS" : "MICROS"];
		makeRaw(element);
		return {
			type: "text",
			read: (value) => timeOfDay(BigInt(value), digits)
		};
	}
	if (type === "BOOLEAN") return {
		type: "boolean",
		read: Number
	};
	if (converted === "DATE" || kind === "DATE") {
		element.converted_type = "DATE";
		return {
			type: "date",
			read: Number
		};
	}
	if (type === "INT96" || kind === "TIMESTAMP" || converted?.startsWith("TIMESTAMP_")) return {
		type: "datetime",
		read: Number
	};
	if (type === "FLOAT" || type === "DOUBLE" || kind === "FLOAT16") return {
		type: "number",
		read: Number
	};
	if (type === "INT32" || type === "INT64") return {
		type: "integer",
		read: (value) => wholeNumber(value)
	};
	return {
		type: "text",
		read: (value) => value
	};
}
/** Stores the values of rows `row …`; null and undefined are missing. Throws TypeError for bytes that are no text. */
function storeParquetValues(column, row, values) {
	const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(row + values.length + 1)));
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value === null || value === void 0) continue;
		const read = column.read(value);
		if (typeof read === "number" && column.type !== "text") storeNumber(column.cells, row + i, read, capacity);
		else {
			if (column.type !== "text") becomeText(column, row + i, capacity);
			storeText(column, row + i, typeof read === "number" ? String(read) : read, capacity);
		}
	}
}
function storeText(column, row, text, capacity) {
	if (text.length === 0) return;
	const { cells, codes } = column;
	const bytes = typeof text === "string" ? encoder$1.encode(text) : text;
	let code = codes.get(bytes);
	if (code === void 0) {
		const known = cells.dictionary.size;
		code = encode$1(cells.dictionary, bytes, 0, bytes.length);
		if (code === known) strictDecoder.decode(bytes);
		if (bytes === text) codes.set(bytes, code);
	}
	storeCode(cells, row, code, capacity);
}
/** The whole numbers so far as texts: a float64 holds them exactly, so nothing is lost. */
function becomeText(column, rows, capacity) {
	const { values } = column.cells;
	column.type = "text";
	for (let row = 0; row < Math.min(rows, values.length); row++) if (!Number.isNaN(values[row])) storeText(column, row, String(values[row]), capacity);
	column.cells.values = /* @__PURE__ */ new Float64Array(0);
}
/** hyparquet then gives the numbers or bytes as they are stored. */
function makeRaw(element) {
	delete element.converted_type;
	delete element.logical_type;
}
function wholeNumber(value) {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
/** The integer of a decimal: a number, or two's complement bytes, the highest first. */
function unscaled(value) {
	if (!(value instanceof Uint8Array)) return BigInt(value);
	let result = 0n;
	for (const byte of value) result = result << 8n | BigInt(byte);
	return BigInt.asIntN(value.length * 8, result);
}
/** The float64 nearest to a decimal. */
function decimalNumber(value, scale) {
	return Number(`${value}e-${scale}`);
}
/** `hh:mm:ss` with the digits of the unit. */
function timeOfDay(value, digits) {
	const perSecond = 10n ** BigInt(digits);
	const seconds = Number(value / perSecond);
	const pad = (part, size) => String(part).padStart(size, "0");
	return `${[
		seconds / 3600,
		seconds / 60 % 60,
		seconds % 60
	].map((part) => pad(Math.floor(part), 2)).join(":")}.${pad(value % perSecond, digits)}`;
}

// src/tables/parquet-errors.ts
/** Throws UserError for what is no whole Parquet file, by its first and last bytes. */
async function refuseForeign(file, source) {
	const ends = file.bytes < 12 ? [] : [[0, 4], [file.bytes - 4, file.bytes]];
	const magic = [];
	for (const [start = 0, end = 0] of ends) magic.push(new TextDecoder("latin1").decode(await file.readRange(start, end)));
	if (magic[0] === "PARE" || magic[1] === "PARE") throw parquetError(source, "it is encrypted", "Write it without encryption");
	if (magic[0] !== "PAR1") throw parquetError(source, "it is not a Parquet file", "Its first and last bytes must be PAR1");
	if (magic[1] !== "PAR1") throw parquetError(source, "it is cut off: its last bytes are not PAR1", "Fetch or write the file again");
}
/** What hyparquet or `checkPages` found; its stumbles over what it did not expect say nothing to a reader. */
function damaged(source, cause) {
	const what = cause instanceof Error && !(cause instanceof TypeError) ? ` (${cause.message.replace(/^parquet /, "")})` : "";
	return new UserError(`Cannot read "${source}": it is damaged or of an unknown kind${what}`, {
		file: source,
		hint: "Fetch or write the file again",
		cause
	});
}
/** Why a Parquet file is not read. */
function parquetError(source, what, hint) {
	return new UserError(`Cannot read "${source}": ${what}`, {
		file: source,
		hint
	});
}

// src/tables/parquet-pages.ts
/** Pages do not unpack to more than this many bytes. */
const largestPage = 1 << 30;
/**
* Holds the pages of a column chunk to what they say of themselves before hyparquet decodes them: it takes the length
* of a run on trust, so that four crafted bytes would keep it busy for hours. Throws RangeError.
*/
async function checkPages(chunk) {
	const [{ parquetHeader }, { decompressPage }] = await Promise.all([import("./column.js"), import("./datapage.js")]);
	const { bytes, codec, compressors } = chunk;
	const reader = {
		view: new DataView(bytes),
		offset: 0
	};
	let entries = 0;
	for (let rows = 0; rows < chunk.rows;) {
		if (reader.offset >= bytes.byteLength) throw new RangeError("a column has fewer values than rows");
		const header = parquetHeader(reader);
		const { compressed_page_size: size, uncompressed_page_size: unpacked } = header;
		if (!isWithin(size, bytes.byteLength - reader.offset) || !isWithin(unpacked, largestPage)) throw new RangeError("a page has an impossible size");
		const body = new Uint8Array(bytes, reader.offset, size);
		reader.offset += size;
		if (header.dictionary_page_header !== void 0) {
			if (!isWithin(header.dictionary_page_header.num_values, unpacked * 8)) throw new RangeError("a dictionary has more values than bytes");
			entries = header.dictionary_page_header.num_values;
			continue;
		}
		const first = header.data_page_header;
		const second = header.data_page_header_v2;
		const count = first?.num_values ?? second?.num_rows ?? 0;
		if (!isWithin(count, chunk.rows - rows) || count === 0) throw new RangeError("a page has an impossible number of values");
		rows += count;
		if (first !== void 0) {
			const page = decompressPage(body, unpacked, codec, compressors);
			const levels = chunk.isNullable ? 4 + lengthAt(page, 0) : 0;
			const present = chunk.isNullable ? checkRuns(page, 4, 1, count) : count;
			checkValues(page.subarray(Math.min(levels, page.length)), {
				encoding: first.encoding,
				isBoolean: chunk.isBoolean,
				count: present,
				entries
			});
		} else if (second !== void 0) {
			const { definition_levels_byte_length: levels, repetition_levels_byte_length: repetition } = second;
			if (second.num_values !== count || !isWithin(levels, size) || repetition !== 0) throw new RangeError("a page has impossible levels");
			const present = levels > 0 ? checkRuns(body, 0, 1, count) : count;
			const isPacked = second.is_compressed && codec !== "UNCOMPRESSED";
			const values = body.subarray(levels);
			const page = isPacked ? decompressPage(values, unpacked - levels, codec, compressors) : values;
			if (second.num_nulls !== count - present) throw new RangeError("a page has impossible levels");
			checkValues(page, {
				encoding: second.encoding,
				isBoolean: chunk.isBoolean,
				count: present,
				entries
			});
		}
	}
}
function isWithin(value, most) {
	return value >= 0 && value <= most;
}
function lengthAt(page, at) {
	return new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(at, true);
}
/** Values that are written as runs: indices into the dictionary, behind their width, and booleans. */
function checkValues(page, values) {
	const { encoding, isBoolean, count, entries } = values;
	if (count === 0) return;
	const isIndex = encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";
	if (encoding === "RLE" && isBoolean) checkRuns(page, 4, 1, count);
	else if (isIndex || encoding === "RLE") {
		const width = page[0] ?? 0;
		if (width > 32) throw new RangeError("a dictionary has an impossible size");
		if (isIndex && entries === 0) throw outOfRange();
		if (width > 0) checkRuns(page, 1, width, count, isIndex ? entries : 2 ** width);
	}
}
/**
* Follows runs (Parquet's RLE and bit-packing hybrid) until they have `count` values, all of them below `bound`, and
* returns how many are odd.
*/
function checkRuns(page, start, width, count, bound = 2 ** width) {
	let at = start;
	let seen = 0;
	let odd = 0;
	while (seen < count) {
		let header = 0;
		for (let shift = 0;; shift += 7) {
			const byte = page[at++];
			if (byte === void 0 || shift > 28) throw new RangeError("a page ends within its runs");
			header += (byte & 127) * 2 ** shift;
			if (byte < 128) break;
		}
		const size = Math.floor(header / 2);
		if (header % 2 === 0) {
			if (size > count - seen) throw new RangeError("a run is longer than its page");
			const bytes = width + 7 >> 3;
			if (largestPacked(page, at, bytes * 8, 1) >= bound) throw outOfRange();
			if ((page[at] ?? 0) % 2 === 1) odd += size;
			seen += size;
			at += bytes;
		} else {
			if (size * width > page.length - at) throw new RangeError("a page ends within its runs");
			const values = Math.min(size * 8, count - seen);
			if (bound < 2 ** width && largestPacked(page, at, width, values) >= bound) throw outOfRange();
			if (width === 1) for (let bit = 0; bit < values; bit++) odd += page[at + (bit >> 3)] >> (bit & 7) & 1;
			seen += size * 8;
			at += size * width;
		}
	}
	return odd;
}
/** The largest of so many values that are packed from a byte on, each in `width` bits, at most 32, the lowest first. */
function largestPacked(page, start, width, count) {
	const range = 2 ** width;
	let largest = 0;
	let held = 0;
	let bits = 0;
	let at = start;
	for (let i = 0; i < count; i++) {
		for (; bits < width; bits += 8) held += (page[at++] ?? 0) * 2 ** bits;
		largest = Math.max(largest, held % range);
		held = Math.floor(held / range);
		bits -= width;
	}
	return largest;
}
/** hyparquet would take values that are not there for missing, or for zero. */
function outOfRange() {
	return /* @__PURE__ */ new RangeError("a value points outside of its dictionary, or is neither there nor missing");
}

// src/tables/parquet-chunk.ts
/** Moments as milliseconds since 1970, with a fraction where they are finer; texts as their bytes. */
const parsers = {
	timestampFromMilliseconds: Number,
	timestampFromMicroseconds: (micros) => scaled(micros, 1000n),
	timestampFromNanoseconds: (nanos) => scaled(nanos, 1000000n),
	dateFromDays: (days) => typeof days === "number" ? days * 864e5 : days,
	stringFromBytes: (bytes) => bytes,
	jsonFromBytes: (bytes) => bytes
};
/** Reads a column of a row group into the rows from `row` on. Throws RangeError for what is damaged. */
async function readColumn$1({ metadata, index, start, access, compressors }, column, row, source) {
	const { parquetRead } = await import("./node.js");
	const { name } = column.cells;
	const group = metadata.row_groups[index];
	const size = Number(group.num_rows);
	const chunk = await readChunk(access, group, name);
	await checkPages({
		...chunk,
		...column.pages,
		rows: size,
		compressors
	});
	const chunks = [];
	await parquetRead({
		file: chunk.file,
		metadata,
		columns: [name],
		rowStart: start,
		rowEnd: start + size,
		compressors,
		parsers,
		onChunk: ({ columnData }) => chunks.push(columnData)
	});
	let stored = 0;
	for (const values of chunks) {
		if (stored + values.length > size) break;
		storeColumn(column, row + stored, values, source);
		stored += values.length;
	}
	if (stored !== size) throw new RangeError(`column "${name}" has not as many values as rows`);
}
/** The bytes of a column in a row group, and a file of nothing else for hyparquet to read from. */
async function readChunk(access, group, name) {
	const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join() === name)?.meta_data;
	if (found === void 0) throw new RangeError(`a row group has no column "${name}"`);
	const start = Number(found.dictionary_page_offset || found.data_page_offset);
	const bytes = await access.slice(start, start + Number(found.total_compressed_size));
	const slice = (from, to) => bytes.slice(from - start, to === void 0 ? void 0 : to - start);
	return {
		bytes,
		codec: found.codec,
		file: {
			byteLength: access.byteLength,
			slice
		}
	};
}
function storeColumn(column, row, values, source) {
	try {
		storeParquetValues(column, row, values);
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw parquetError(source, `column "${column.cells.name}" holds bytes that are not UTF-8 text`, "Drop it or write it as text");
	}
}
/** Whole and fraction apart, so that neither is rounded before its time. */
function scaled(value, divisor) {
	if (typeof value !== "bigint") return value;
	return Number(value / divisor) + Number(value % divisor) / Number(divisor);
}

// src/tables/read-parquet.ts
/**
* Reads a Parquet file of flat columns, one column of one row group at a time. Types are the file's: text stays text;
* whole numbers beyond 2^53 make their column text; decimals are the nearest float64; times of day are text; null,
* NaN and the empty text are missing; a moment without a zone is taken as UTC. `lines` is empty: rows have none.
* Throws UserError for a file that is cut off, damaged, encrypted or nested.
*/
async function readParquet(file, options) {
	const { groups, read } = await openParquet(file, options);
	return read(0, groups.length);
}
/** Opens a Parquet file; throws UserError as `readParquet` does. */
async function openParquet(file, options) {
	const { source } = options;
	const [{ parquetMetadataAsync, parquetSchema }, { compressors }] = await Promise.all([import("./node.js"), import("./src.js")]);
	const { access, explained } = openAccess(file, source);
	await refuseForeign(file, source);
	return explained(async () => {
		const metadata = await parquetMetadataAsync(access, {
			parsers,
			geoparquet: false
		});
		const planned = openColumns(parquetSchema(metadata), options);
		const groups = metadata.row_groups.map((group) => Number(group.num_rows));
		const starts = startsOf(groups);
		if (starts.at(-1) !== Number(metadata.num_rows)) throw new RangeError("its row groups do not have all of its rows");
		const readGroup = async (index, columns, row) => {
			for (const column of columns) {
				const from = {
					metadata,
					index,
					start: starts[index],
					access,
					compressors
				};
				await readColumn$1(from, column, row, source);
			}
		};
		return {
			columns: planned.map(({ cells, type }) => ({
				name: cells.name,
				type
			})),
			groups,
			read: (from, to) => explained(async () => {
				const columns = planned.map(emptied);
				const first = starts[from] ?? 0;
				for (let index = from; index < to; index++) await readGroup(index, columns, starts[index] - first);
				const rows = starts[to] - first;
				return {
					source,
					rows,
					columns: columns.map((column) => finishColumn(column, rows)),
					lines: /* @__PURE__ */ new Uint32Array(0),
					bytes: file.bytes
				};
			})
		};
	});
}
/** The file for hyparquet, and what turns its errors into ours; errors of the file itself pass through. */
function openAccess(file, source) {
	let failure;
	const access = {
		byteLength: file.bytes,
		async slice(start, end = file.bytes) {
			if (!(start >= 0 && start <= end && end <= file.bytes)) throw new RangeError("it points outside of the file");
			try {
				return new Uint8Array(await file.readRange(start, end)).buffer;
			} catch (cause) {
				failure = cause;
				throw cause;
			}
		}
	};
	const explained = async (act) => {
		try {
			return await act();
		} catch (cause) {
			throw failure ?? (cause instanceof UserError ? cause : damaged(source, cause));
		}
	};
	return {
		access,
		explained
	};
}
/** The row that each row group starts with, and behind them the number of all rows. */
function startsOf(groups) {
	const starts = [0];
	for (const size of groups) {
		const next = (starts.at(-1) ?? 0) + size;
		if (!(size >= 0 && next < 2 ** 31)) throw new RangeError("it says to have more than 2,147,483,647 rows");
		starts.push(next);
	}
	return starts;
}
/** The column without what was read into it. */
function emptied(column) {
	return {
		...column,
		cells: createValueColumn(column.cells.name, false),
		codes: /* @__PURE__ */ new WeakMap()
	};
}
function openColumns(schema, { source, columns, types = {} }) {
	const names = schema.children.map(({ element }) => element.name);
	const unknown = columns?.find((name) => !names.includes(name));
	if (unknown !== void 0) throw parquetError(source, `it has no column "${unknown}"${didYouMean(unknown, names)}`, "Check the name");
	if (names.length === 0) throw parquetError(source, "it has no columns", "Write the file again");
	if (names.length > limits.columns) throw parquetError(source, "it has more than 100,000 columns", "Split it into several files");
	const repeated = names.find((name, index) => names.indexOf(name) !== index);
	if (repeated !== void 0 && new Set(names).size < names.length) throw parquetError(source, `two columns are named "${repeated}"`, "Give each column a name of its own");
	return schema.children.filter(({ element }) => columns?.includes(element.name) ?? true).map(({ element, children }) => {
		const { name } = element;
		if (name.trim() === "" || name.length > limits.name) throw parquetError(source, "a column has no name, or one of more than 1,000 characters", "Rename it");
		const isNested = children.length > 0 || element.repetition_type === "REPEATED";
		const column = isNested ? void 0 : createParquetColumn(element);
		if (column?.type === "integer" && Object.hasOwn(types, name) && types[name] === "text") return {
			...column,
			type: "text"
		};
		if (column !== void 0) return column;
		const what = isNested ? "nested (a list, map or struct)" : `of a type that no table holds (${element.logical_type?.type ?? element.converted_type})`;
		throw parquetError(source, `column "${name}" is ${what}`, "Flatten or drop it first, for example with pyarrow's Table.flatten or drop_columns");
	});
}
function finishColumn({ cells, type }, rows) {
	const { name } = cells;
	if (type === "text") {
		const codes = new Int32Array(rows).fill(codeOf.missing);
		codes.set(cells.codes.subarray(0, rows));
		return textColumn(name, codes, cells.dictionary);
	}
	const values = new Float64Array(rows).fill(NaN);
	values.set(cells.values.subarray(0, rows));
	return {
		kind: "numeric",
		name,
		type,
		values,
		invalid: [],
		invalidCount: 0
	};
}

// src/tables/refuse-pointer.ts
/**
* Refuses a Git LFS pointer where data should be, with the command that fetches the data. `head` is the file's first
* bytes, `fetched` what the command fetches. (Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)
*/
function refuseLfsPointer(head, source, fetched = source) {
	const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
	if (!/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(start)) return;
	const size = /\nsize (\d{1,15})\n/.exec(start)?.[1];
	throw new UserError(`Cannot read "${source}": it is a Git LFS pointer, not the data${size === void 0 ? "" : ` (${Number(size).toLocaleString("en")} bytes)`}`, {
		file: source,
		hint: isAddress(source) ? "Name the address of the data: for a file on GitHub, https://media.githubusercontent.com/media/<owner>/<name>/<branch>/<path>" : `Run: git lfs pull --include=${quoted(fetched)}\nIn a workflow, let actions/checkout fetch it: "with: { lfs: true }"`
	});
}
/** The error of data that DVC keeps: only the `.dvc` file beside its place is in Git. */
function dvcError(source, dvcFile) {
	return new UserError(`Cannot read "${source}": DVC keeps the data, and only "${dvcFile}" is here`, {
		file: dvcFile,
		hint: `Run: dvc pull ${quoted(dvcFile)}`
	});
}
/** A path for a POSIX shell. */
function quoted(path) {
	return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

// src/tables/transcode.ts
/** Encodings that a text file may be declared to have. `latin-1` is ISO 8859-1, all of whose bytes are characters. */
const encodings = [
	"utf-8",
	"utf-16",
	"latin-1",
	"windows-1252"
];
/**
* Text of an encoding as UTF-8, chunk by chunk. UTF-16 is told from its byte order mark, and little-endian without one.
* Throws UserError for bytes that the encoding does not have.
*/
async function* transcode(chunks, encoding, source) {
	if (encoding === "latin-1") {
		for await (const chunk of chunks) yield fromLatin1(chunk);
		return;
	}
	const encoder = new TextEncoder();
	let decode;
	let held = /* @__PURE__ */ new Uint8Array(0);
	try {
		for await (const chunk of chunks) {
			held = held.length === 0 ? new Uint8Array(chunk) : joined(held, chunk);
			if (held.length < 2) continue;
			decode ??= openDecoder(encoding, held);
			yield encoder.encode(decode(held));
			held = /* @__PURE__ */ new Uint8Array(0);
		}
		decode ??= openDecoder(encoding, held);
		yield encoder.encode(decode(held) + decode(void 0));
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw new UserError(`Cannot read "${source}": its text is not ${encoding}`, {
			file: source,
			hint: "Correct data.csv.encoding, or save the file as UTF-8",
			cause
		});
	}
}
/** Decodes chunk after chunk; undefined ends the text. */
function openDecoder(encoding, head) {
	const isBigEndian = encoding === "utf-16" && head[0] === 254 && head[1] === 255;
	const decoder = new TextDecoder(encoding === "utf-16" ? isBigEndian ? "utf-16be" : "utf-16le" : encoding, { fatal: true });
	return (chunk) => chunk === void 0 ? decoder.decode() : decoder.decode(chunk, { stream: true });
}
function joined(first, second) {
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}
/** Each byte is the character of its number: two bytes of UTF-8 from 128 on. */
function fromLatin1(chunk) {
	const bytes = new Uint8Array(chunk.length * 2);
	let size = 0;
	for (const byte of chunk) {
		if (byte >= 128) bytes[size++] = 192 | byte >> 6;
		bytes[size++] = byte < 128 ? byte : 128 | byte & 63;
	}
	return bytes.subarray(0, size);
}

// src/tables/read-table.ts
/** Bytes of Parquet that are unpacked into memory at most. */
const mostUnpacked = 512 << 20;
/**
* Reads a data file by the reader for its ending, which its first bytes are checked against: CSV and TSV, JSON
* Lines and lists of JSON objects, and Parquet, each also as `.gz` or `.zst`. `bytes` and `digest` of the table are those
* of the file as it is stored. Throws UserError for what cannot be read.
*/
async function readTable(open, options) {
	const { source, onProgress } = options;
	const head = await firstBytes(open);
	refuseLfsPointer(head, source);
	const compression = findCompression(head, source);
	if (compression === void 0) return readFormat(open, options);
	const stored = {
		bytes: 0,
		digest: ""
	};
	const unpack = () => options.decompress(compression, measured(open(), stored, onProgress), source);
	return {
		...options.csv === void 0 && findFormat(await firstBytes(unpack), source) === "parquet" ? await withDeclared(await readUnpackedParquet(unpack, options), options) : await readFormat(unpack, {
			...options,
			bytes: void 0,
			onProgress: void 0
		}),
		...stored
	};
}
async function readDialect(open, options) {
	const { source, bytes, kernel, onProgress, types, csv = {}, columns: declared } = options;
	const { encoding = findEncoding(await firstBytes(open)), ...dialect } = csv;
	if (encoding === "utf-8") return readCsv(open, {
		source,
		bytes,
		kernel,
		onProgress,
		types,
		declared,
		...dialect
	});
	const stored = {
		bytes: 0,
		digest: ""
	};
	const decode = () => transcode(measured(open(), stored, onProgress), encoding, source);
	return {
		...await readCsv(decode, {
			source,
			kernel,
			types,
			declared,
			...dialect
		}),
		...stored
	};
}
/** Parquet as it is stored, its digest taken on the way. */
async function readStoredParquet(open, options) {
	const { source, readRange, onProgress, types } = options;
	const stored = {
		bytes: 0,
		digest: ""
	};
	for await (const _ of measured(open(), stored, onProgress));
	return {
		...await readParquet({
			bytes: stored.bytes,
			readRange
		}, {
			source,
			types
		}),
		...stored
	};
}
/** Parquet that is compressed once more: it must be in memory as a whole. */
async function readUnpackedParquet(open, { source, types }) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of open()) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > mostUnpacked) throw new UserError(`Cannot read "${source}": it unpacks to more than 512 MiB of Parquet`, {
			file: source,
			hint: "Unpack it: Parquet compresses its own columns"
		});
	}
	const content = new Uint8Array(bytes);
	for (let at = 0; chunks.length > 0;) {
		const [chunk = content] = chunks.splice(0, 1);
		content.set(chunk, at);
		at += chunk.length;
	}
	const readRange = async (start, end) => content.subarray(start, end);
	return {
		...await readParquet({
			bytes,
			readRange
		}, {
			source,
			types
		}),
		digest: ""
	};
}
async function readFormat(open, options) {
	const format = findFormat(await firstBytes(open), options.source);
	if (format !== "csv" && options.csv !== void 0) throw new UserError(`Cannot read "${options.source}" as data.csv says: it is no CSV or TSV file`, {
		file: options.source,
		hint: "Remove data.csv from mlops.yml"
	});
	switch (format) {
		case "csv": return readDialect(open, options);
		case "json": return withDeclared(await readJson(open, {
			...options,
			texts: declaredTexts(options)
		}), options);
		case "parquet": return withDeclared(await readStoredParquet(open, options), options);
	}
}
/** The table with its columns as they are declared. */
async function withDeclared(table, { columns: declared }) {
	if (declared === void 0) return table;
	const { declareColumns } = await import("./declare-columns.js");
	return {
		...table,
		columns: declareColumns(table.columns, declared)
	};
}
function declaredTexts({ columns = {} }) {
	return Object.keys(columns).filter((name) => columns[name]?.type === "text");
}
/** Text with a byte order mark of UTF-16 is that. */
/** UTF-16 where a byte order mark says so, else UTF-8. */
function findEncoding([first, second]) {
	return first === 255 && second === 254 || first === 254 && second === 255 ? "utf-16" : "utf-8";
}
/** Enough of a file to know its format by. */
async function firstBytes(open) {
	for await (const chunk of open()) if (chunk.length > 0) return chunk;
	return /* @__PURE__ */ new Uint8Array(0);
}
/** Passes chunks on; once all are read, `stored` has their size and digest. */
async function* measured(chunks, stored, onProgress) {
	const hash = createHash("sha256");
	let bytes = 0;
	for await (const chunk of chunks) {
		hash.update(chunk);
		bytes += chunk.length;
		onProgress?.(bytes);
		yield chunk;
	}
	stored.bytes = bytes;
	stored.digest = hash.digest("hex");
}

// src/actions/read-data.ts
/**
* Reads data into one table: the file of that path, the files that a pattern matches or a folder holds, or the images of
* a folder. Aborts with the signal's reason.
*/
async function readData(files, path, options = {}) {
	const { signal, csv, columns, workers, onProgress } = options;
	await refuseDvc(files, path);
	const bytes = await files.size(path);
	if (bytes === void 0 && workers !== void 0) {
		const { findImages, readImages } = await import("./read-images2.js");
		const found = await findImages(files, path);
		if (found !== void 0) {
			refuseDeclared(path, {
				csv,
				columns
			});
			return readImages(path, found, {
				files,
				pool: workers.pool(),
				signal,
				onProgress
			});
		}
	}
	if (bytes === void 0) {
		const { findDataFiles, isDataSet } = await import("./find-data-files2.js");
		if (await isDataSet(files, path)) return readSeveral(files, path, await findDataFiles(files, path), options);
	}
	return readFile(files, {
		path,
		source: showAddress(path),
		bytes
	}, options);
}
async function readSeveral(files, source, found, options) {
	const { readDataFiles } = await import("./read-data-files.js");
	const total = found.reduce((sum, { bytes }) => sum + bytes, 0);
	const known = /* @__PURE__ */ new Set();
	let done = 0;
	const readOne = async (file, types) => {
		const onProgress = (read) => options.onProgress?.(Math.min(total, done + read), total);
		const table = await readFile(files, file, {
			...options,
			types,
			onProgress
		});
		if (!known.has(file)) done += file.bytes;
		known.add(file);
		return table;
	};
	return readDataFiles(source, found, readOne, {
		decimal: options.csv?.decimal,
		declared: options.columns,
		types: options.types
	});
}
function readFile(files, { path, source, bytes }, { signal, csv, columns, kernel, types, onProgress }) {
	return readTable(() => abortable(files.stream(path), signal), {
		source,
		bytes,
		csv,
		columns,
		kernel,
		types,
		decompress,
		readRange: (start, end) => {
			signal?.throwIfAborted();
			return files.readRange(path, start, end);
		},
		onProgress: (done) => onProgress?.(done, bytes ?? done)
	});
}
/** What is declared of data files says nothing of images. */
function refuseDeclared(path, declared) {
	const key = ["csv", "columns"].find((each) => declared[each] !== void 0);
	if (key !== void 0) throw new UserError(`Cannot read "${path}" as data.${key} says: it is a folder of images`, {
		file: path,
		hint: `Remove data.${key} from mlops.yml`
	});
}
/** Where DVC keeps the data, a `.dvc` file stands beside its place; people also name that file itself. */
async function refuseDvc(files, path) {
	if (isAddress(path)) return;
	if (path.endsWith(".dvc")) {
		const data = path.slice(0, -4);
		if (!await files.exists(path)) return;
		if (!await files.exists(data)) throw dvcError(data, path);
		throw new UserError(`Cannot read "${path}": it only says where DVC keeps the data`, {
			file: path,
			hint: `Name the data itself: "${data}"`
		});
	}
	if (!await files.exists(path) && await files.exists(`${path}.dvc`)) throw dvcError(path, `${path}.dvc`);
}
async function* abortable(chunks, signal) {
	for await (const chunk of chunks) {
		signal?.throwIfAborted();
		yield chunk;
	}
}

// src/actions/refuse-unknown.ts
/** A column that is declared and not there: a name with a mistake would declare nothing. Throws UserError. */
function refuseUnknown(project, table) {
	const names = table.columns.map(({ name }) => name);
	for (const name of Object.keys(project.config.data.columns ?? {})) if (!names.includes(name)) throw new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, {
		...project.place([
			"data",
			"columns",
			name
		]),
		hint: "data.columns declares it: correct the name there, or the data"
	});
}

// src/actions/load-table.ts
const loaded = /* @__PURE__ */ new WeakMap();
/** The project's data, read once for all actions of a process that share the project. */
function loadTable(context) {
	const found = loaded.get(context.project);
	if (found) return found;
	const reading = readProjectTable(context);
	loaded.set(context.project, reading);
	return reading;
}
/** Whether the project's data is in memory, or about to be: then there is no use in reading it part by part. */
function isTableShared(project) {
	return loaded.has(project) || shared.has(project);
}
/** Says that actions to come need the project's rows in memory. */
function shareTable(project) {
	shared.add(project);
}
const shared = /* @__PURE__ */ new WeakSet();
const profiled = /* @__PURE__ */ new WeakMap();
/** The profile of the project's table, worked out once. */
function profileOf(table, project) {
	const found = profiled.get(table) ?? describeTable(table, project);
	profiled.set(table, found);
	return found;
}
async function describeTable(table, { config }) {
	const { relateColumns } = await import("./relate-columns2.js");
	return relateColumns(table, declareTypes(profileTable(table), config.data.columns));
}
async function readProjectTable(context) {
	const { log, project, signal, csvKernel, workers } = context;
	const { dataPath } = requireData(project);
	const files = await openProjectData(context);
	const { csv, columns, reference } = project.config.data;
	const holding = reference === void 0 ? void 0 : await import("./held-types.js");
	const held = await holding?.heldTypes(context) ?? {};
	const isFile = await files.size(dataPath) !== void 0;
	const progress = log.progress(`Reading ${showAddress(dataPath)}`);
	const read = await readData(files, dataPath, {
		signal,
		csv,
		columns: isFile ? holding?.withHeldTexts(dataPath, columns, held) ?? columns : columns,
		kernel: csvKernel,
		workers,
		onProgress: (done, total) => progress.update(done, total)
	});
	const table = holding === void 0 || read.holdsImages ? read : holding.holdTable(read, held);
	await refuseDigest(project, table.digest);
	if (table.rows === 0) throw withoutRows(table.source);
	refuseUnknown(project, table);
	progress.end(`${counted(table.rows, table.holdsImages ? "image" : "row")}, ${table.columns.length} columns, ${formatBytes(table.bytes)}`);
	return table;
}
function withoutRows(source) {
	if (/\.parquet\b/i.test(source)) return new UserError(`Cannot use "${source}": it has columns and no rows`, { file: source });
	return new UserError(`Cannot use "${source}": it has a header and no rows`, {
		file: source,
		line: 1,
		hint: "Below the line that names the columns, each line is a row"
	});
}

// src/expression/time-text.ts
const pattern$1 = /^(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?Z?)?$/;
/** UTC milliseconds of `2024-02-29`, `2024-02-29 13:45[:10[.25]]` (or with T and Z); undefined for other text. */
function parseTime(text) {
	const groups = pattern$1.exec(text.trim());
	if (!groups) return void 0;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups.slice(1, 7).map((each) => Number(each ?? 0));
	const date = /* @__PURE__ */ new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return void 0;
	if (hour > 23 || minute > 59 || second > 59) return void 0;
	const milliseconds = Math.trunc(Number(`0.${groups[7] ?? 0}`) * 1e3);
	return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1e3 + milliseconds;
}
/** `2024-02-29`, as SQL engines write a date; null for a time that no calendar holds. */
function formatDate(time) {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/T.*/, "");
}
/** `2024-02-29 13:45:10.25`, as SQL engines write a timestamp: the fraction without trailing zeros. */
function formatDateTime(time) {
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) return null;
	return date.toISOString().replace("T", " ").replace(/\.?0*Z$/, "");
}

// src/expression/number-scalars.ts
/** Milliseconds of a day: dates count UTC milliseconds. */
const dayMilliseconds = 864e5;
const missing = NaN;
/** What is not a finite number is missing: division by zero, logarithm of zero, overflow. */
const finite = (value) => value - value === 0 ? value : missing;
const compare$2 = (holds) => (a, b) => Number.isNaN(a) || Number.isNaN(b) ? missing : Number(holds(a, b));
const ofDate = (part) => (time) => part(new Date(time));
/**
* Operations on numbers, one row at a time: NaN is missing, booleans are 0 and 1, dates UTC milliseconds. None
* gives an infinite number or throws.
*/
const numberScalars = {
	negate: (a) => -a,
	add: (a, b) => finite(a + b),
	subtract: (a, b) => finite(a - b),
	multiply: (a, b) => finite(a * b),
	divide: (a, b) => finite(a / b),
	modulo: (a, b) => finite(a % b),
	add_days: (date, days) => date + days * dayMilliseconds,
	days_between: (a, b) => (a - b) / dayMilliseconds,
	equal: compare$2((a, b) => a === b),
	unequal: compare$2((a, b) => a !== b),
	less: compare$2((a, b) => a < b),
	less_or_equal: compare$2((a, b) => a <= b),
	greater: compare$2((a, b) => a > b),
	greater_or_equal: compare$2((a, b) => a >= b),
	not: (a) => 1 - a,
	and: (a, b) => a === 0 || b === 0 ? 0 : a * b,
	or: (a, b) => a === 1 || b === 1 ? 1 : a + b,
	abs: Math.abs,
	ceil: Math.ceil,
	floor: Math.floor,
	trunc: Math.trunc,
	sign: (a) => Math.sign(a) + 0,
	round: roundHalfAway,
	round_digits: roundDigits,
	sqrt: (a) => Math.sqrt(a),
	exp: (a) => finite(Math.exp(a)),
	ln: (a) => finite(Math.log(a)),
	log10: (a) => finite(Math.log10(a)),
	log2: (a) => finite(Math.log2(a)),
	power: (a, b) => Number.isNaN(a) ? missing : finite(a ** b),
	sin: (a) => Math.sin(a),
	cos: (a) => Math.cos(a),
	least: (a, b) => a <= b || Number.isNaN(b) ? a : b,
	greatest: (a, b) => a >= b || Number.isNaN(b) ? a : b,
	year: ofDate((date) => date.getUTCFullYear()),
	quarter: ofDate((date) => Math.floor(date.getUTCMonth() / 3) + 1),
	month: ofDate((date) => date.getUTCMonth() + 1),
	day: ofDate((date) => date.getUTCDate()),
	dayofweek: ofDate((date) => date.getUTCDay()),
	hour: ofDate((date) => date.getUTCHours()),
	minute: ofDate((date) => date.getUTCMinutes()),
	second: ofDate((date) => date.getUTCSeconds()),
	epoch: (time) => time / 1e3,
	number_to_integer: (a) => Math.abs(a) < 2 ** 63 ? roundHalfEven(a) : missing,
	number_to_boolean: (a) => Number.isNaN(a) ? missing : Number(a !== 0)
};
/** Half goes away from zero, as C's `round`; adding 0.5 and cutting would be wrong just below a half. */
function roundHalfAway(a) {
	const whole = Math.trunc(a);
	return Math.abs(a - whole) >= .5 ? whole + Math.sign(a) : whole;
}
function roundHalfEven(a) {
	const whole = Math.floor(a);
	const rest = a - whole;
	return rest > .5 || rest === .5 && whole % 2 !== 0 ? whole + 1 : whole;
}
/** DuckDB's `round(x, digits)` of doubles: scale, round, scale back; x itself where the scale overflows. */
function roundDigits(a, digits) {
	if (Number.isNaN(a) || Number.isNaN(digits)) return missing;
	const scale = 10 ** Math.abs(digits);
	if (digits < 0) return Number.isFinite(scale) ? roundHalfAway(a / scale) * scale : 0;
	const rounded = roundHalfAway(a * scale) / scale;
	return Number.isFinite(rounded) ? rounded : a;
}

// src/expression/like.ts
/**
* Whether text matches a LIKE pattern: `%` is any text, `_` one code point, case counts, and what follows the
* escapeMark character is itself. At worst text × pattern steps, as only the last `%` is ever taken back.
*/
function isLike(text, pattern, escapeMark = "") {
	const letters = [...text];
	const parts = parsePattern(pattern, escapeMark);
	let at = 0;
	let part = 0;
	let retryPart = -1;
	let retryAt = 0;
	while (at < letters.length) {
		const wanted = parts[part];
		if (wanted === anyText) {
			retryPart = ++part;
			retryAt = at;
		} else if (wanted !== void 0 && (wanted === anyLetter || wanted === letters[at])) {
			part++;
			at++;
		} else if (retryPart >= 0) {
			part = retryPart;
			at = ++retryAt;
		} else return false;
	}
	while (parts[part] === anyText) part++;
	return part === parts.length;
}
/** Whether the escape character stands at the end of a pattern, with nothing to escape. */
function endsInEscape(pattern, escapeMark) {
	let isEscaped = false;
	for (const letter of pattern) isEscaped = !isEscaped && letter === escapeMark;
	return isEscaped;
}
const anyText = Symbol("%");
const anyLetter = Symbol("_");
function parsePattern(pattern, escapeMark) {
	const parts = [];
	let isEscaped = false;
	for (const letter of pattern) if (!isEscaped && letter === escapeMark) isEscaped = true;
	else {
		parts.push(isEscaped ? letter : letter === "%" ? anyText : letter === "_" ? anyLetter : letter);
		isEscaped = false;
	}
	return parts;
}

// src/expression/number-text.ts
/** Number of a text such as ` -1.5e3 `; null for other text and for what a double cannot hold. */
function parseNumber$1(text) {
	const trimmed = text.trim();
	if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(trimmed)) return null;
	const value = Number(trimmed);
	return Number.isFinite(value) ? value : null;
}
/** The number of a text, rounded to an integer; a half goes away from zero. */
function parseInteger(text) {
	const value = parseNumber$1(text);
	if (value === null || Math.abs(value) >= 2 ** 63) return null;
	return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}
/** 1 or 0 of the spellings that DuckDB knows; null for other text. */
function parseBoolean(text) {
	if (/^(true|t|yes|y|1)$/i.test(text)) return 1;
	return /^(false|f|no|n|0)$/i.test(text) ? 0 : null;
}
/** A double as DuckDB writes it: the shortest digits, `2.0`, an exponent (`1e+16`, `1e-05`) past 16 places or 4 zeros. */
function formatNumber(value) {
	const sign = value < 0 || Object.is(value, -0) ? "-" : "";
	const [digits = "", power = "0"] = Math.abs(value).toExponential().split("e");
	const exponent = Number(power);
	if (value !== 0 && (exponent < -4 || exponent >= 16)) {
		const size = String(Math.abs(exponent)).padStart(2, "0");
		return `${sign}${digits}e${exponent < 0 ? "-" : "+"}${size}`;
	}
	const plain = String(Math.abs(value));
	if (!plain.includes("e")) return sign + (plain.includes(".") ? plain : `${plain}.0`);
	return sign + Math.abs(value).toFixed(digits.replace(".", "").length - 1 - exponent);
}

// src/expression/text-scalars.ts
/**
* Operations that take or give text, one row at a time. A row in which any argument is missing does not get here;
* null is a missing result. Positions and lengths count code points, as SQL engines do.
*/
const textScalars = {
	text_equal: (a, b) => Number(a === b),
	text_unequal: (a, b) => Number(a !== b),
	text_less: (a, b) => Number(compareText(String(a), String(b)) < 0),
	text_less_or_equal: (a, b) => Number(compareText(String(a), String(b)) <= 0),
	text_greater: (a, b) => Number(compareText(String(a), String(b)) > 0),
	text_greater_or_equal: (a, b) => Number(compareText(String(a), String(b)) >= 0),
	concatenate: (a, b) => {
		allowLength(String(a).length + String(b).length);
		return `${a}${b}`;
	},
	like: (a, pattern, escapeMark = "") => Number(isLike(String(a), String(pattern), String(escapeMark))),
	lower: (a) => changeLetters(String(a), (letter) => [...letter.toLowerCase()][0] ?? letter),
	upper: (a) => changeLetters(String(a), upperLetter),
	length: (a) => codePoints(String(a)).length,
	trim: (a) => String(a).replace(/^ +/, "").replace(/(?<! ) +$/, ""),
	substring: (a, start, length = Number.MAX_SAFE_INTEGER) => substring(codePoints(String(a)), Number(start), Number(length)),
	replace: (a, from, to) => replaceAll(String(a), String(from), String(to)),
	starts_with: (a, b) => Number(String(a).startsWith(String(b))),
	ends_with: (a, b) => Number(String(a).endsWith(String(b))),
	contains: (a, b) => Number(String(a).includes(String(b))),
	text_to_number: (a) => parseNumber$1(String(a)),
	text_to_integer: (a) => parseInteger(String(a)),
	text_to_boolean: (a) => parseBoolean(String(a)),
	integer_to_text: (a) => Number.isInteger(a) ? BigInt(a).toString() : String(a),
	number_to_text: (a) => formatNumber(Number(a)),
	boolean_to_text: (a) => a === 1 ? "true" : "false",
	date_to_text: (a) => formatDate(Number(a)),
	datetime_to_text: (a) => formatDateTime(Number(a))
};
/** Order by code point, which is the order of UTF-8 bytes: DuckDB's. JavaScript's own differs past U+FFFF. */
function compareText(a, b) {
	const length = Math.min(a.length, b.length);
	let index = 0;
	while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
	if (index === length) return a.length - b.length;
	const isSurrogate = (code) => code >= 55296 && code < 57344;
	const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
	return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
}
/** Joining and replacing over and over could fill the memory from a short expression. */
const maxTextLength = 1e6;
function allowLength(length) {
	if (length > maxTextLength) throw new UserError(`Cannot compute a text of ${length} characters: ${maxTextLength} are allowed`, { hint: "Look for ||, concat and replace whose results grow when they are used again" });
}
function replaceAll(text, from, to) {
	if (from === "") return text;
	const pieces = text.split(from);
	allowLength(text.length + (pieces.length - 1) * (to.length - from.length));
	return pieces.join(to);
}
/** Units where all are of the basic plane (a plain string then), else code points. */
function codePoints(text) {
	return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}
function changeLetters(text, change) {
	return Array.from(text, change).join("");
}
/** A letter whose upper case is several letters (ß) stays, so that lengths do. */
function upperLetter(letter) {
	const [upper = letter, ...others] = letter.toUpperCase();
	return others.length === 0 ? upper : letter;
}
/**
* Starts count from 1, from the end where negative; 0 is the place before the first. A negative length goes
* backwards. What lies outside the text is cut off.
*/
function substring(letters, start, length) {
	const from = start > 0 ? start - 1 : start < 0 ? letters.length + start : -1;
	const inside = (position) => Math.min(Math.max(position, 0), letters.length);
	const part = letters.slice(inside(Math.min(from, from + length)), inside(Math.max(from, from + length)));
	return typeof part === "string" ? part : part.join("");
}

// src/expression/typed.ts
/** A constant; booleans are 1 and 0, null is NULL. */
function constant(type, value) {
	return {
		kind: "constant",
		type,
		value: typeof value === "boolean" ? Number(value) : value
	};
}
/** The same values, said to be of another type (an integer is a number as it is). */
function retype(typed, type) {
	return typed.type === type ? typed : {
		...typed,
		type
	};
}
/** Marks a part that is used more than once. */
function share(of) {
	return of.kind === "constant" || of.kind === "column" || of.kind === "shared" ? of : {
		kind: "shared",
		type: of.type,
		of
	};
}
/** An operation on the arguments, computed now where all are constants. */
function apply(scalar, type, ...args) {
	const typed = isNumberScalar(scalar) ? {
		kind: "numbers",
		type,
		scalar,
		arguments: args
	} : {
		kind: "texts",
		type,
		scalar,
		arguments: args
	};
	const values = args.map((each) => each.kind === "constant" ? each.value : void 0);
	if (typed.kind === "texts" && values.includes(null)) return constant(type, null);
	if (values.includes(void 0)) return typed;
	return constant(type, applyScalar(scalar, values));
}
/** Whether a scalar works on numbers alone. */
function isNumberScalar(scalar) {
	return Object.hasOwn(numberScalars, scalar);
}
/** One row of a scalar; null is missing. */
function applyScalar(scalar, values) {
	if (isNumberScalar(scalar)) {
		const [a = NaN, b = NaN] = values.map((value) => value === null ? NaN : Number(value));
		const result = numberScalars[scalar](a, b);
		return Number.isNaN(result) ? null : result;
	}
	return callText(scalar, values);
}
/** A text operation on values of one row, none of them missing. */
function callText(scalar, values) {
	const operation = textScalars[scalar];
	return operation(...values);
}

// src/expression/coerce.ts
/**
* Brings values that meet (in a comparison, an IN list, the branches of CASE) to one type: integers become
* numbers, dates datetimes, text literals beside dates are read as dates, NULL fits anything. Undefined where
* there is no such type.
*/
function unify(values) {
	const type = commonType(values);
	if (type === void 0) return void 0;
	const isTime = type === "date" || type === "datetime";
	return {
		type,
		values: values.map((value) => isTime && value.type === "text" ? constant(type, literalTime(value) ?? null) : retype(value, type))
	};
}
function commonType(values) {
	const types = new Set(values.map((value) => value.type));
	types.delete("null");
	if (types.has("number")) types.delete("integer");
	if (types.has("datetime")) types.delete("date");
	if ((types.has("date") || types.has("datetime")) && values.every((value) => value.type !== "text" || literalTime(value) !== void 0)) types.delete("text");
	return types.size > 1 ? void 0 : [...types][0] ?? "null";
}
function literalTime(value) {
	return value.kind === "constant" && typeof value.value === "string" ? parseTime(value.value) : void 0;
}
/** The value converted as CAST does; undefined where there is no such cast. Text that does not fit gives NULL. */
function cast(value, to) {
	if (value.type === "null" || value.type === to) return retype(value, to);
	if (to === "text") return apply(`${value.type}_to_text`, "text", value);
	if (to === "date" || to === "datetime" || value.type === "date" || value.type === "datetime") return void 0;
	if (value.type === "text") return apply(`text_to_${to}`, to, value);
	if (to === "boolean") return apply("number_to_boolean", to, value);
	return to === "integer" && value.type === "number" ? apply("number_to_integer", to, value) : retype(value, to);
}

// src/expression/checker.ts
const comparisonScalars = {
	"=": "equal",
	"<>": "unequal",
	"<": "less",
	"<=": "less_or_equal",
	">": "greater",
	">=": "greater_or_equal"
};
/** A comparison of two values of one type. Throws UserError at the node where they have none. */
function compare$1(checker, node, operator, left, right) {
	const { type, values } = unified(checker, node, operator, [left, right]);
	const scalar = comparisonScalars[operator];
	return apply(type === "text" ? `text_${scalar}` : scalar, "boolean", ...values);
}
/** The values at one type. Throws UserError at the node where there is none. */
function unified(checker, node, what, values) {
	const types = [...new Set(values.map((value) => value.type))].filter((type) => type !== "null");
	const hasTime = types.includes("date") || types.includes("datetime");
	return unify(values) ?? checker.fail(node, `${what} cannot mix ${types.join(" and ")}`, { hint: hasTime ? "A date is written '2024-02-29', a time '2024-02-29 13:45:10'" : "Convert one of them, for example CAST(x AS DOUBLE)" });
}
/** The value if it is one of several by a condition; also what CASE, coalesce and if give. */
function choose(checker, node, what, branches, otherwise) {
	const { type, values } = unified(checker, node, what, [...branches.map((branch) => branch.result), otherwise]);
	if (type === "null") return constant("null", null);
	return {
		kind: "case",
		type,
		branches: branches.map(({ when }, index) => ({
			when,
			result: values[index]
		})),
		otherwise: values.at(-1)
	};
}
/** Any value as text, as in a || b. */
function toText(typed) {
	return cast(typed, "text") ?? typed;
}
/** The value if it is a condition. Throws UserError at the node where it is not. */
function condition(checker, node, typed) {
	if (typed.type === "boolean" || typed.type === "null") return retype(typed, "boolean");
	checker.fail(node, `a condition is wanted here, not ${typed.type}`, { hint: typed.type === "integer" || typed.type === "number" ? "Write x <> 0" : void 0 });
}

// src/expression/functions.ts
/** Every function, in the order of the documentation. */
const functions = [
	define("abs(x number)", "same", "abs", "Size without sign"),
	define("sign(x number)", "integer", "sign", "-1, 0 or 1"),
	define("ceil(x number)", "number", "ceil", "Next integer upwards", "ceiling"),
	define("floor(x number)", "number", "floor", "Next integer downwards"),
	define("trunc(x number)", "number", "trunc", "Without what is behind the point"),
	define("round(x number)", "same", "round", "Nearest integer; a half goes away from zero"),
	define("round(x number, digits integer)", "same", "round_digits", "Rounded to that many decimals"),
	define("mod(a number, b number)", "same", "modulo", "Rest of a / b, with the sign of a; the same as a % b"),
	define("sqrt(x number)", "number", "sqrt", "Square root"),
	define("exp(x number)", "number", "exp", "e to the power x"),
	define("ln(x number)", "number", "ln", "Natural logarithm"),
	define("log(x number)", "number", "log10", "Logarithm to base 10, as in DuckDB", "log10"),
	define("log(base number, x number)", "number", void 0, "Logarithm to that base"),
	define("log2(x number)", "number", "log2", "Logarithm to base 2"),
	define("power(x number, y number)", "number", "power", "x to the power y", "pow"),
	define("sin(x number)", "number", "sin", "Sine of radians"),
	define("cos(x number)", "number", "cos", "Cosine of radians"),
	define("pi()", "number", void 0, "3.141592653589793"),
	define("least(a any, b any...)", "same", void 0, "Smallest number or date that is not NULL"),
	define("greatest(a any, b any...)", "same", void 0, "Largest number or date that is not NULL"),
	define("coalesce(a any, b any...)", "same", void 0, "First that is not NULL"),
	define("ifnull(a any, b any)", "same", void 0, "a, or b where a is NULL"),
	define("nullif(a any, b any)", "same", void 0, "NULL where a = b, else a"),
	define("if(condition boolean, a any, b any)", "same", void 0, "a where the condition is TRUE, else b"),
	define("lower(t text)", "text", "lower", "In lower case"),
	define("upper(t text)", "text", "upper", "In upper case"),
	define("length(t text)", "integer", "length", "Number of characters"),
	define("trim(t text)", "text", "trim", "Without spaces around it"),
	define("substring(t text, start integer)", "text", "substring", "From that character on, counted from 1; from the end where negative", "substr"),
	define("substring(t text, start integer, length integer)", "text", "substring", "That many characters from there", "substr"),
	define("replace(t text, from text, to text)", "text", "replace", "With every `from` replaced"),
	define("concat(a any...)", "text", void 0, "Joined as text, leaving out what is NULL"),
	define("starts_with(t text, start text)", "boolean", "starts_with", "Whether it starts so"),
	define("ends_with(t text, end text)", "boolean", "ends_with", "Whether it ends so"),
	define("contains(t text, part text)", "boolean", "contains", "Whether it holds the part"),
	define("year(d time)", "integer", "year", "Year of a date, in UTC"),
	define("quarter(d time)", "integer", "quarter", "1 to 4"),
	define("month(d time)", "integer", "month", "1 to 12"),
	define("day(d time)", "integer", "day", "Day of the month, 1 to 31"),
	define("dayofweek(d time)", "integer", "dayofweek", "0 is Sunday, 6 is Saturday"),
	define("hour(d time)", "integer", "hour", "0 to 23"),
	define("minute(d time)", "integer", "minute", "0 to 59"),
	define("second(d time)", "integer", "second", "0 to 59"),
	define("epoch(d time)", "number", "epoch", "Seconds since 1970")
];
/** Functions that people look for, and what to write instead. */
const insteadOf = /* @__PURE__ */ new Map([
	["isnan", "What is not a number counts as missing: write x IS NULL"],
	["isinf", "What is infinite counts as missing: write x IS NULL"],
	["isfinite", "What is not finite counts as missing: write x IS NOT NULL"],
	["isnull", "Write x IS NULL"],
	["date_diff", "Write a - b for the days between two dates, epoch(a) - epoch(b) for seconds"]
]);
/** How a function is called: `round(x, digits)`. */
function renderSignature({ name, parameters, isVariadic }) {
	return `${name}(${parameters.map((each) => each.name).join(", ")}${isVariadic ? ", …" : ""})`;
}
/** Reads `name(a type, b type...)`; three dots repeat the last parameter. */
function define(signature, result, scalar, summary, ...aliases) {
	const [name = "", rest = ""] = signature.split(/[()]/);
	return {
		name,
		aliases,
		parameters: rest.split(", ").filter((each) => each !== "").map((each) => {
			const [parameter = "", type = ""] = each.replace("...", "").split(" ");
			return {
				name: parameter,
				type
			};
		}),
		isVariadic: rest.endsWith("..."),
		result,
		scalar,
		summary
	};
}

// src/expression/check-call.ts
/** Checks a function call against its signatures. Throws UserError at the argument that is wrong. */
function checkCall(checker, node) {
	const signature = findSignature(checker, node);
	const args = node.arguments.map((argument, index) => {
		const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
		const typed = checker.check(argument);
		if (!parameter || fits(typed, parameter.type)) return typed;
		return checker.fail(argument, `"${parameter.name}" of ${renderSignature(signature)} must be ${typeNames[parameter.type]}, not ${typed.type}`);
	});
	if (signature.scalar === void 0) return expand(checker, node, signature.name, args);
	const type = signature.result === "same" ? sameType(args) : signature.result;
	return apply(signature.scalar, type, ...args.map((each) => retype(each, each.type === "null" ? type : each.type)));
}
function findSignature(checker, node) {
	const named = functions.filter(({ name, aliases }) => name === node.name || aliases.includes(node.name));
	const found = named.find((signature) => takes(signature, node.arguments.length));
	if (found) return found;
	if (named.length > 0) checker.fail(node, `"${node.name}" takes other arguments: ${named.map(renderSignature).join(" or ")}`);
	const names = functions.flatMap(({ name, aliases }) => [name, ...aliases]);
	checker.fail(node, `unknown function "${node.name}"`, {
		suffix: insteadOf.has(node.name) ? "" : didYouMean(node.name, names),
		hint: insteadOf.get(node.name)
	});
}
function takes({ parameters, isVariadic }, count) {
	return isVariadic ? count >= 1 : count === parameters.length;
}
const typeNames = {
	number: "a number",
	integer: "an integer",
	text: "text",
	time: "a date or datetime",
	boolean: "a condition",
	any: "a value"
};
function fits({ type }, wanted) {
	if (type === "null" || wanted === "any" || type === wanted) return true;
	if (wanted === "time") return type === "date" || type === "datetime";
	return wanted === "number" && type === "integer";
}
function sameType(args) {
	return args.every(({ type }) => type !== "number") ? "integer" : "number";
}
/** The functions that are other parts of the language. */
function expand(checker, node, name, args) {
	const [a = constant("null", null), b = constant("null", null), c = b] = args;
	switch (name) {
		case "pi": return constant("number", Math.PI);
		case "log": return apply("divide", "number", apply("log10", "number", b), apply("log10", "number", a));
		case "if": return choose(checker, node, "if", [{
			when: condition(checker, node, a),
			result: b
		}], c);
		case "nullif": {
			const value = share(a);
			const isEqual = compare$1(checker, node, "=", value, b);
			return choose(checker, node, "nullif", [{
				when: isEqual,
				result: constant("null", null)
			}], value);
		}
		case "ifnull":
		case "coalesce": {
			const { type, values } = unified(checker, node, name, args);
			return type === "null" ? constant("null", null) : {
				kind: "coalesce",
				type,
				arguments: values
			};
		}
		case "concat": return args.map((each) => orEmpty(toText(each))).reduce((left, right) => apply("concatenate", "text", left, right));
		default: return extreme(checker, node, name, args);
	}
}
function orEmpty(text) {
	if (text.kind === "constant") return constant("text", text.value ?? "");
	return {
		kind: "coalesce",
		type: "text",
		arguments: [text, constant("text", "")]
	};
}
function extreme(checker, node, name, args) {
	const { type, values } = unified(checker, node, name, args);
	if (type === "null") return constant("null", null);
	if (type === "text") checker.fail(node, `${name} takes numbers or dates, not text`);
	return values.reduce((left, right) => apply(name, type, left, right));
}

// src/expression/expression.ts
/** The types that CAST knows, by their SQL names. */
const castTypes = {
	DOUBLE: "number",
	BIGINT: "integer",
	VARCHAR: "text",
	BOOLEAN: "boolean"
};
/**
* A UserError about an offset in an expression's text. The message ends with `suffix` (", did you mean …").
*/
function expressionError({ text, place }, at, what, options = {}) {
	const line = text.replace(/\s/g, " ");
	const message = `Cannot read expression "${line.length > 100 ? `${line.slice(0, 100)}…` : line}": ${what} at character ${at + 1}${options.suffix ?? ""}`;
	return new UserError(message, {
		...place,
		hint: options.hint
	});
}

// src/expression/check-expression.ts
/**
* Resolves names and types. `type` is never "null": a bare NULL is a missing number. `columns` are the names that
* are used, in the order of first use. Throws UserError at the character that is wrong.
*/
function checkExpression(expression, columns) {
	const used = /* @__PURE__ */ new Set();
	const checker = {
		fail: (node, what, options) => {
			throw expressionError(expression, node.at, what, options);
		},
		check: (node) => checkNode(checker, node, (column) => {
			const found = resolveColumn(checker, column, columns);
			used.add(found.name);
			return {
				kind: "column",
				...found
			};
		})
	};
	const typed = checker.check(expression.root);
	const type = typed.type === "null" ? "number" : typed.type;
	return {
		typed: {
			...retype(typed, type),
			type
		},
		columns: [...used]
	};
}
/** An exact match, else the only match that ignores case. */
function resolveColumn(checker, node, columns) {
	const exact = columns.find((column) => column.name === node.name);
	if (exact) return {
		name: exact.name,
		type: exact.type
	};
	const similar = columns.filter((column) => column.name.toLowerCase() === node.name.toLowerCase());
	if (similar[0] && similar.length === 1) return {
		name: similar[0].name,
		type: similar[0].type
	};
	if (similar.length > 1) checker.fail(node, `"${node.name}" may be any of ${similar.map(({ name }) => `"${name}"`).join(", ")}`, { hint: "Write the name exactly as in the data" });
	const names = columns.map((column) => column.name);
	const suffix = didYouMean(node.name, names);
	const text = `Text stands in single quotes: '${node.name.replaceAll("'", "''")}'`;
	checker.fail(node, `unknown column "${node.name}"`, {
		suffix,
		hint: node.isQuoted && suffix === "" ? text : void 0
	});
}
function checkNode(checker, node, resolve) {
	const { check } = checker;
	switch (node.kind) {
		case "literal": return constant(node.type, node.value);
		case "column": return resolve(node);
		case "call": return checkCall(checker, node);
		case "unary": {
			const operand = check(node.operand);
			if (node.operator === "not") return apply("not", "boolean", condition(checker, node.operand, operand));
			return apply("negate", numeric(checker, "-", node.operand, operand), operand);
		}
		case "binary": return checkBinary(checker, node);
		case "is_null": return negate({
			kind: "is_null",
			type: "boolean",
			operand: check(node.operand)
		}, node.isNegated);
		case "between": {
			const operand = share(check(node.operand));
			const low = compare$1(checker, node, ">=", operand, check(node.low));
			const high = compare$1(checker, node, "<=", operand, check(node.high));
			return negate(apply("and", "boolean", low, high), node.isNegated);
		}
		case "in": {
			const [operand, ...items] = unified(checker, node, "IN", [node.operand, ...node.items].map(check)).values;
			return negate({
				kind: "in",
				type: "boolean",
				operand,
				items
			}, node.isNegated);
		}
		case "like": {
			const operand = textual(checker, "LIKE", node.operand, check(node.operand));
			const pattern = textual(checker, "LIKE", node.pattern, check(node.pattern));
			const { escapeMark } = node;
			if (escapeMark === void 0) return negate(apply("like", "boolean", operand, pattern), node.isNegated);
			if (pattern.kind === "constant" && endsInEscape(String(pattern.value ?? ""), escapeMark)) checker.fail(node.pattern, "the pattern ends with its escape character");
			return negate(apply("like", "boolean", operand, pattern, constant("text", escapeMark)), node.isNegated);
		}
		case "case": return checkCase(checker, node);
		case "cast": {
			const operand = check(node.operand);
			return cast(operand, castTypes[node.to]) ?? checker.fail(node, `cannot cast ${operand.type} to ${node.to}`, { hint: "Use epoch(x), year(x) and so on for numbers of a date" });
		}
	}
}
function checkBinary(checker, node) {
	const { operator } = node;
	const left = checker.check(node.left);
	const right = checker.check(node.right);
	switch (operator) {
		case "and":
		case "or": return apply(operator, "boolean", condition(checker, node.left, left), condition(checker, node.right, right));
		case "||": return apply("concatenate", "text", toText(left), toText(right));
		case "+":
		case "-":
		case "*":
		case "/":
		case "%": return dateArithmetic(operator, left, right) ?? arithmetic(checker, node, operator, left, right);
		default: return compare$1(checker, node, operator, left, right);
	}
}
const arithmeticScalars = {
	"+": "add",
	"-": "subtract",
	"*": "multiply",
	"/": "divide",
	"%": "modulo"
};
function arithmetic(checker, node, operator, left, right) {
	const types = [numeric(checker, operator, node.left, left), numeric(checker, operator, node.right, right)];
	const isInteger = operator !== "/" && types.every((type) => type === "integer");
	return apply(arithmeticScalars[operator], isInteger ? "integer" : "number", left, right);
}
/** date + days, days + date, date - days, date - date; undefined for anything else. */
function dateArithmetic(operator, left, right) {
	if (operator === "-" && left.type === "date" && right.type === "date") return apply("days_between", "integer", left, right);
	if (operator === "+" && left.type === "integer" && right.type === "date") return apply("add_days", "date", right, left);
	if (left.type !== "date" || right.type !== "integer") return void 0;
	if (operator === "+") return apply("add_days", "date", left, right);
	return operator === "-" ? apply("add_days", "date", left, apply("negate", "integer", right)) : void 0;
}
function checkCase(checker, node) {
	const operand = node.operand && share(checker.check(node.operand));
	const branches = node.branches.map(({ when, result }) => ({
		when: operand ? compare$1(checker, when, "=", operand, checker.check(when)) : condition(checker, when, checker.check(when)),
		result: checker.check(result)
	}));
	const otherwise = node.otherwise ? checker.check(node.otherwise) : constant("null", null);
	return choose(checker, node, "CASE", branches, otherwise);
}
function negate(typed, isNegated) {
	return isNegated ? apply("not", "boolean", typed) : typed;
}
function numeric(checker, what, node, typed) {
	if (typed.type === "integer" || typed.type === "number") return typed.type;
	if (typed.type === "null") return "integer";
	const hints = {
		boolean: "Write CAST(x AS BIGINT) to count TRUE as 1",
		text: what === "+" ? "Write a || b to join text" : "Write CAST(x AS DOUBLE) for text that holds numbers",
		datetime: "Write epoch(x) for its seconds"
	};
	checker.fail(node, `"${what}" takes numbers, not ${typed.type}`, { hint: hints[typed.type] });
}
function textual(checker, what, node, typed) {
	if (typed.type === "text" || typed.type === "null") return retype(typed, "text");
	checker.fail(node, `${what} takes text, not ${typed.type}`, { hint: "Write CAST(x AS VARCHAR)" });
}

// src/tables/table.ts
/** Where a row stands, for findings: its file, its line where it has one, and its number from 1 in the file. */
function placeOfRow(table, row) {
	const line = table.lines[row];
	return {
		file: table.fileOf?.(row) ?? table.source,
		...line !== void 0 && { line },
		row: (table.rowInFile?.(row) ?? row) + 1
	};
}
/** The column of that name, or undefined. */
function findColumn(table, name) {
	return table.columns.find((column) => column.name === name);
}

// src/tables/row-hash.ts
/**
* Hashes what rows hold in the named columns. A row's hash is the sum over its cells that are not missing of a
* mix of column name and value, so neither the order of columns nor an empty column matters. A value hashes the
* same however its column was typed: a text that is the canonical spelling of a number (as JavaScript writes it),
* `true` or `false`, or an ISO date hashes as that value; integers and numbers alike; -0 as 0.
*
* The mix is MurmurHash3's (A. Appleby, public domain): texts by x86_32 with two seeds; the two words of a float64 by
* three rounds of its finalizer, which together are a permutation of 64 bits, so that two numbers in a column never
* collide. Splits and row ids rest on it: it must never change (a test holds its values).
*/
function hashRows(table, columns) {
	const sums = {
		high: new Int32Array(table.rows),
		low: new Int32Array(table.rows)
	};
	const byName = new Map(table.columns.map((column) => [column.name, column]));
	const adders = [...new Set(columns)].map((name) => {
		const column = byName.get(name);
		if (column === void 0) throw unknownColumn(table, name);
		return column.kind === "text" ? textAdder(sums, column) : numberAdder(sums, column);
	});
	for (let from = 0; from < table.rows; from += blockRows) for (const add of adders) add(from, Math.min(table.rows, from + blockRows));
	return {
		high: new Uint32Array(sums.high.buffer),
		low: new Uint32Array(sums.low.buffer)
	};
}
/**
* The columns that identify a row: the key where there is one, else all but the target. Throws UserError for a
* key column that the table has not.
*/
function identityColumns(table, options) {
	const { key, target } = options;
	if (key === void 0 || key.length === 0) return table.columns.map((column) => column.name).filter((name) => name !== target);
	for (const name of key) if (findColumn(table, name) === void 0) throw unknownColumn(table, name);
	return [...key];
}
/** 16 lower-case hex digits a row; the second and later rows of one content end in `-2`, `-3` … in row order. */
function rowIds(hashes) {
	const { high, low } = hashes;
	const seen = /* @__PURE__ */ new Map();
	const ids = new Array(high.length);
	for (let row = 0; row < high.length; row++) {
		const id = hex(high[row]) + hex(low[row]);
		const count = (seen.get(id) ?? 0) + 1;
		seen.set(id, count);
		ids[row] = count === 1 ? id : `${id}-${count}`;
	}
	return ids;
}
function hex(half) {
	return half.toString(16).padStart(8, "0");
}
function unknownColumn(table, name) {
	const names = table.columns.map((column) => column.name);
	return new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, {
		file: table.source,
		line: 1
	});
}
const encoder = new TextEncoder();
const highSeed = 1835822960;
const lowSeed = 1936879479;
/** Kinds of values start from seeds of their own, so that the date 0 is not the number 0. */
const numberTag = 1853189474;
const booleanTag = 1651470188;
const dateTag = 1684108389;
const textTag = 1952807028;
/** An odd factor, from the golden ratio. */
const spread = 2654435761;
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/** Rows that all columns are added for before the next ones, so that their sums stay in the cache. */
const blockRows = 4096;
function numberAdder(sums, column) {
	const { name, values, type } = column;
	const seeds = nameSeeds(name, type === "boolean" ? booleanTag : type === "date" || type === "datetime" ? dateTag : numberTag);
	const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
	addInvalid(sums, column);
	return (from, to) => addNumbers(sums, words, seeds, from, to);
}
function addNumbers(sums, words, seeds, from, to) {
	const { high, low } = sums;
	const [highSeed, lowSeed] = seeds;
	const highWord = 1 - lowWord;
	for (let row = from; row < to; row++) {
		let upper = words[row * 2 + highWord];
		const lower = words[row * 2 + lowWord];
		const magnitude = upper & 2147483647;
		if (magnitude > 2146435072 || magnitude === 2146435072 && lower !== 0) continue;
		if (magnitude === 0 && lower === 0) upper = 0;
		const first = finalize(lower ^ lowSeed);
		const second = finalize(upper ^ highSeed ^ first);
		high[row] = high[row] + second | 0;
		low[row] = low[row] + finalize(first + Math.imul(second, spread) | 0) | 0;
	}
}
/** Invalid cells hash as texts. */
function addInvalid({ high, low }, column) {
	const [highText, lowText] = nameSeeds(column.name, textTag);
	for (const { row, text } of column.invalid) {
		const bytes = encoder.encode(text);
		high[row] = high[row] + hashBytes(highText, bytes, 0, bytes.length) | 0;
		low[row] = low[row] + hashBytes(lowText, bytes, 0, bytes.length) | 0;
	}
}
function textAdder({ high, low }, column) {
	const { codes } = column;
	const entries = hashEntries(column);
	return (from, to) => {
		for (let row = from; row < to; row++) {
			const code = codes[row];
			if (code < 0) continue;
			high[row] = high[row] + entries.high[code] | 0;
			low[row] = low[row] + entries.low[code] | 0;
		}
	};
}
/** The hash of each text of the dictionary together with the column's name. */
function hashEntries(column) {
	const { size, bytes, offsets } = textEntries(column);
	const hashes = {
		high: new Int32Array(size),
		low: new Int32Array(size)
	};
	const [highText, lowText] = nameSeeds(column.name, textTag);
	for (let code = 0; code < size; code++) {
		const start = offsets[code];
		const end = offsets[code + 1];
		if (end - start <= 40 && mayBeTyped(bytes[start])) {
			const [text = ""] = decodeEntries({
				size: 1,
				bytes,
				offsets: offsets.subarray(code)
			});
			const typed = canonicalValue(text);
			if (typed !== void 0) {
				const { high, low } = hashTyped(column.name, typed);
				hashes.high[code] = high[0];
				hashes.low[code] = low[0];
				continue;
			}
		}
		hashes.high[code] = hashBytes(highText, bytes, start, end);
		hashes.low[code] = hashBytes(lowText, bytes, start, end);
	}
	return hashes;
}
/** The hash of one value, as a column of its type has it. */
function hashTyped(name, { type, value }) {
	const sums = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	numberAdder(sums, {
		kind: "numeric",
		name,
		type,
		values: Float64Array.of(value),
		invalid: [],
		invalidCount: 0
	})(0, 1);
	return sums;
}
/** Digits, `-`, `I` of Infinity, `t`, `T`, `f`, `F`: what a number, boolean or date starts with. */
function mayBeTyped(byte) {
	if (byte >= 48 && byte <= 57 || byte === 45 || byte === 73) return true;
	return byte === 84 || byte === 116 || byte === 70 || byte === 102;
}
function canonicalValue(text) {
	const { shape, value } = readCell(text);
	if ((shape === "boolean" || shape === "date" || shape === "datetime") && text === text.trim()) return {
		type: shape,
		value
	};
	return String(value) === text && !Number.isNaN(value) ? {
		type: "number",
		value
	} : void 0;
}
function nameSeeds(name, tag) {
	const bytes = encoder.encode(name);
	return [hashBytes(highSeed ^ tag, bytes, 0, bytes.length), hashBytes(lowSeed ^ tag, bytes, 0, bytes.length)];
}
function block(hash, word) {
	word = Math.imul(word, 3432918353);
	word = word << 15 | word >>> 17;
	hash ^= Math.imul(word, 461845907);
	hash = hash << 13 | hash >>> 19;
	return Math.imul(hash, 5) + 3864292196 | 0;
}
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}
function hashBytes(seed, bytes, start, end) {
	let hash = seed;
	let at = start;
	for (; at + 4 <= end; at += 4) hash = block(hash, bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24);
	let tail = 0;
	for (let i = end - 1; i >= at; i--) tail = tail << 8 | bytes[i];
	if (at < end) hash ^= Math.imul(rotate15(Math.imul(tail, 3432918353)), 461845907);
	return finalize(hash ^ end - start);
}
function rotate15(word) {
	return word << 15 | word >>> 17;
}

// src/expression/number-loops.ts
/**
* The frequent operations of `numberScalars` as loops of their own: several times as fast as a call for each row,
* as the engine must box what an unknown function returns. `v - v` is 0 unless v is infinite or NaN.
*/
const numberLoops = {
	add: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] + b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	subtract: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] - b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	multiply: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] * b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	divide: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] / b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	exp: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = Math.exp(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	ln: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = Math.log(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	log10: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = Math.log10(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x === y ? 1 : 0;
		}
	},
	unequal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x !== y ? 1 : 0;
		}
	},
	less: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x < y ? 1 : 0;
		}
	},
	less_or_equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x <= y ? 1 : 0;
		}
	},
	greater: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x > y ? 1 : 0;
		}
	},
	greater_or_equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x >= y ? 1 : 0;
		}
	},
	and: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = x === 0 || y === 0 ? 0 : x * y;
		}
	},
	or: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = x === 1 || y === 1 ? 1 : x + y;
		}
	}
};

// src/expression/vectors.ts
/** A vector that is the same value for every row; null is missing. */
function constantVector(type, value) {
	if (type === "text") return {
		codes: Int32Array.of(value === null ? -1 : 0),
		dictionary: value === null ? [] : [String(value)],
		isConstant: true
	};
	return {
		values: Float64Array.of(value === null ? NaN : Number(value)),
		isConstant: true
	};
}
/** 1 for vectors with a value a row, 0 for constants: what an index is multiplied with. */
const stride = ({ isConstant }) => isConstant ? 0 : 1;
/** Applies a number operation row by row. */
function mapNumbers(scalar, args, rows) {
	const result = new Float64Array(rows);
	const [first, second = first] = args;
	const a = {
		values: first.values,
		step: stride(first)
	};
	const b = {
		values: second.values,
		step: stride(second)
	};
	(numberLoops[scalar] ?? loopOf(numberScalars[scalar]))(a, b, result);
	return {
		values: result,
		isConstant: false
	};
}
function loopOf(operation) {
	return (a, b, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += a.step, j += b.step) out[row] = operation(a.values[i], b.values[j]);
	};
}
/**
* Applies a text operation: once a dictionary entry where only one argument varies and it is text, else row by
* row.
*/
function mapTexts(scalar, args, rows, gives) {
	const varying = args.filter((each) => !each.isConstant);
	const [only] = varying;
	const constants = args.map((each) => each.isConstant ? valueAt(each, 0) : null);
	if (varying.length === 1 && only && "codes" in only) {
		const position = args.indexOf(only);
		return gather(only.dictionary.map((entry) => callText(scalar, constants.with(position, entry))), only.codes, gives);
	}
	const collect = collector(rows, gives);
	for (let row = 0; row < rows; row++) {
		const values = args.map((each, index) => each.isConstant ? constants[index] : valueAt(each, row));
		if (!values.includes(null)) collect.set(row, callText(scalar, values));
	}
	return collect.vector;
}
/** The value of a row; null is missing. */
function valueAt(vector, row) {
	if ("codes" in vector) return vector.dictionary[vector.codes[row]] ?? null;
	const value = vector.values[row];
	return Number.isNaN(value) ? null : value;
}
function gather(results, codes, gives) {
	if (gives === "number") {
		const values = new Float64Array(codes.length);
		const table = Float64Array.from(results, (each) => each === null ? NaN : Number(each));
		for (let row = 0; row < values.length; row++) values[row] = table[codes[row]] ?? NaN;
		return {
			values,
			isConstant: false
		};
	}
	const { code, dictionary } = interner();
	const table = Int32Array.from(results, (each) => each === null ? -1 : code(String(each)));
	return {
		codes: codes.map((each) => table[each] ?? -1),
		dictionary,
		isConstant: false
	};
}
/** A vector that is filled row by row; a row that is never set is missing. */
function collector(rows, gives) {
	if (gives === "number") {
		const values = new Float64Array(rows).fill(NaN);
		return {
			vector: {
				values,
				isConstant: false
			},
			set: (row, value) => {
				if (value !== null) values[row] = Number(value);
			}
		};
	}
	const codes = new Int32Array(rows).fill(-1);
	const { code, dictionary } = interner();
	return {
		vector: {
			codes,
			dictionary,
			isConstant: false
		},
		set: (row, value) => {
			if (value !== null) codes[row] = code(String(value));
		}
	};
}
/** Gives each distinct text a code, counted from 0. */
function interner() {
	const codes = /* @__PURE__ */ new Map();
	const dictionary = [];
	return {
		dictionary,
		code: (text) => {
			const known = codes.get(text);
			if (known !== void 0) return known;
			codes.set(text, dictionary.length);
			return dictionary.push(text) - 1;
		}
	};
}

// src/expression/select-vectors.ts
/** 1 where the value is missing, else 0. */
function isNullVector(vector) {
	const length = "codes" in vector ? vector.codes.length : vector.values.length;
	const values = new Float64Array(length);
	if ("codes" in vector) for (let row = 0; row < length; row++) values[row] = vector.codes[row] < 0 ? 1 : 0;
	else for (let row = 0; row < length; row++) values[row] = Number.isNaN(vector.values[row]) ? 1 : 0;
	return {
		values,
		isConstant: vector.isConstant
	};
}
/** The first branch whose condition is 1, else the otherwise: CASE. All values are text, or none is. */
function selectVectors(branches, otherwise, rows) {
	const choices = new Int32Array(rows).fill(branches.length);
	branches.toReversed().forEach(({ when }, reversed) => {
		const step = stride(when);
		const index = branches.length - 1 - reversed;
		for (let row = 0; row < rows; row++) if (when.values[row * step] === 1) choices[row] = index;
	});
	return pick([...branches.map(({ result }) => result), otherwise], choices);
}
/** The first value that is not missing: COALESCE. All values are text, or none is. */
function coalesceVectors(vectors, rows) {
	return selectVectors(vectors.slice(0, -1).map((result) => {
		const { values, isConstant } = isNullVector(result);
		return {
			when: {
				values: values.map((isNull) => 1 - isNull),
				isConstant
			},
			result
		};
	}), vectors.at(-1), rows);
}
function pick(vectors, choices) {
	const steps = vectors.map(stride);
	const texts = vectors.filter((each) => "codes" in each);
	if (texts.length === 0) {
		const values = vectors.map((each) => each.values);
		const picked = new Float64Array(choices.length);
		for (let row = 0; row < picked.length; row++) {
			const choice = choices[row];
			picked[row] = values[choice][row * steps[choice]];
		}
		return {
			values: picked,
			isConstant: false
		};
	}
	const { code, dictionary } = interner();
	const tables = texts.map((each) => Int32Array.from(each.dictionary, code));
	const codes = new Int32Array(choices.length);
	for (let row = 0; row < codes.length; row++) {
		const choice = choices[row];
		const old = texts[choice]?.codes[row * steps[choice]] ?? -1;
		codes[row] = tables[choice]?.[old] ?? -1;
	}
	return {
		codes,
		dictionary,
		isConstant: false
	};
}
/**
* Whether a value is in a list, by SQL's logic: 1 where it is; missing where it is not but the value or any item
* is missing; else 0.
*/
function isInVectors(operand, items, rows) {
	const constants = items.filter((each) => each.isConstant).map((each) => valueAt(each, 0));
	const others = items.filter((each) => !each.isConstant);
	const set = new Set(constants.filter((each) => each !== null));
	const unfound = constants.includes(null) ? NaN : 0;
	const judge = (value) => value === null ? NaN : set.has(value) ? 1 : unfound;
	const result = new Float64Array(rows);
	const step = stride(operand);
	if ("codes" in operand) {
		const table = operand.dictionary.map(judge);
		for (let row = 0; row < rows; row++) result[row] = table[operand.codes[row * step]] ?? NaN;
	} else for (let row = 0; row < rows; row++) {
		const value = operand.values[row * step];
		result[row] = Number.isNaN(value) ? value : set.has(value) ? 1 : unfound;
	}
	for (const item of others) for (let row = 0; row < rows; row++) {
		const value = valueAt(operand, row * step);
		if (result[row] === 1 || value === null) continue;
		const other = valueAt(item, row);
		if (other === null) result[row] = NaN;
		else if (other === value) result[row] = 1;
	}
	return {
		values: result,
		isConstant: false
	};
}

// src/expression/compile-expression.ts
/** Checks names and types, and builds the closures. Throws UserError at the character that is wrong. */
function compileExpression(expression, columns) {
	const { typed, columns: used } = checkExpression(expression, columns);
	const { type } = typed;
	const { run, slots } = compile(typed);
	const evaluate = (table) => {
		const vector = run({
			table,
			shared: new Array(slots)
		});
		return toColumn(expression.text, type, vector, table.rows);
	};
	return {
		type,
		columns: used,
		evaluate
	};
}
function compile(root) {
	const sharedRuns = /* @__PURE__ */ new Map();
	const build = (typed) => {
		switch (typed.kind) {
			case "constant": {
				const vector = constantVector(typed.type === "text" ? "text" : "number", typed.value);
				return () => vector;
			}
			case "column": return ({ table }) => readColumn(table, typed.name);
			case "numbers": {
				const args = typed.arguments.map(build);
				return (frame) => mapNumbers(typed.scalar, args.map((each) => each(frame)), frame.table.rows);
			}
			case "texts": {
				const args = typed.arguments.map(build);
				const gives = typed.type === "text" ? "text" : "number";
				return (frame) => mapTexts(typed.scalar, args.map((each) => each(frame)), frame.table.rows, gives);
			}
			case "is_null": {
				const operand = build(typed.operand);
				return (frame) => isNullVector(operand(frame));
			}
			case "in": {
				const operand = build(typed.operand);
				const items = typed.items.map(build);
				return (frame) => isInVectors(operand(frame), items.map((each) => each(frame)), frame.table.rows);
			}
			case "case": {
				const branches = typed.branches.map(({ when, result }) => ({
					when: build(when),
					result: build(result)
				}));
				const otherwise = build(typed.otherwise);
				return (frame) => selectVectors(branches.map(({ when, result }) => ({
					when: when(frame),
					result: result(frame)
				})), otherwise(frame), frame.table.rows);
			}
			case "coalesce": {
				const args = typed.arguments.map(build);
				return (frame) => coalesceVectors(args.map((each) => each(frame)), frame.table.rows);
			}
			case "shared": {
				const known = sharedRuns.get(typed.of);
				if (known) return known;
				const of = build(typed.of);
				const slot = sharedRuns.size;
				const run = (frame) => frame.shared[slot] ??= of(frame);
				sharedRuns.set(typed.of, run);
				return run;
			}
		}
	};
	return {
		run: build(root),
		slots: sharedRuns.size
	};
}
function readColumn(table, name) {
	const column = findColumn(table, name);
	if (!column) throw new Error(`The table "${table.source}" has no column "${name}" that the expression was compiled for`);
	return column.kind === "text" ? {
		codes: column.codes,
		dictionary: column.dictionary,
		isConstant: false
	} : {
		values: column.values,
		isConstant: false
	};
}
function toColumn(name, type, vector, rows) {
	const step = stride(vector);
	if (type !== "text") {
		const values = new Float64Array(rows);
		const source = vector.values;
		for (let row = 0; row < rows; row++) values[row] = source[row * step];
		return {
			kind: "numeric",
			name,
			type,
			values,
			invalid: [],
			invalidCount: 0
		};
	}
	const { codes: source, dictionary: old } = vector;
	const { code, dictionary } = interner();
	const codes = new Int32Array(rows);
	const table = new Int32Array(old.length).fill(-1);
	for (let row = 0; row < rows; row++) {
		const at = source[row * step];
		if (at >= 0 && table[at] === -1) table[at] = code(old[at]);
		codes[row] = at < 0 ? -1 : table[at];
	}
	return {
		kind: "text",
		name,
		type,
		codes,
		dictionary
	};
}

// src/expression/tokenize.ts
const pattern = /\s*(?:(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_$]*)|(?<sign>--|\/\*|\/\/|\|\||<>|!=|==|<=|>=|[-+*/%=<>(),]))/uy;
/** Splits an expression into tokens; the last one has the kind `end`. Throws UserError with the character. */
function tokenize(expression) {
	const { text } = expression;
	const length = text.trimEnd().length;
	const tokens = [];
	pattern.lastIndex = 0;
	while (pattern.lastIndex < length) {
		const from = pattern.lastIndex;
		const groups = pattern.exec(text)?.groups;
		if (groups === void 0) throw unreadable(expression, from);
		const [kind, raw] = Object.entries(groups).find(([, value]) => value !== void 0);
		const end = pattern.lastIndex;
		const token = {
			kind,
			text: unquote(kind, raw),
			at: end - raw.length,
			end
		};
		check(expression, token, text.slice(end, end + 1));
		tokens.push(token);
	}
	tokens.push({
		kind: "end",
		text: "",
		at: length,
		end: length
	});
	return tokens;
}
function unquote(kind, raw) {
	if (kind === "string") return raw.slice(1, -1).replaceAll("''", "'");
	return kind === "quoted" ? raw.slice(1, -1).replaceAll("\"\"", "\"") : raw;
}
function check(expression, token, next) {
	if (token.kind === "sign" && (token.text === "--" || token.text === "/*")) throw expressionError(expression, token.at, `"${token.text}" starts a comment in SQL`, { hint: token.text === "--" ? "Write \"- -x\" or \"-(-x)\" for a double minus" : "Leave comments out" });
	if (token.kind === "sign" && token.text === "//") throw expressionError(expression, token.at, "unknown operator \"//\"", { hint: "Use floor(a / b)" });
	if (token.kind === "number" && /[\p{L}\p{N}_.]/u.test(next)) throw expressionError(expression, token.at, `"${token.text}${next}" is not a number`);
	if (token.kind === "quoted" && token.text === "") throw expressionError(expression, token.at, "empty column name");
}
function unreadable(expression, from) {
	const { text } = expression;
	const at = from + text.slice(from).search(/\S/);
	const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
	if (character === "'" || character === "\"") return expressionError(expression, at, `the quote ${character} is not closed`);
	return expressionError(expression, at, `unexpected "${character}"`, { hint: character === "`" || character === "[" ? "A column name with special characters stands in double quotes: \"my column\"" : void 0 });
}

// src/expression/token-cursor.ts
const maxNesting = 100;
/** Chains such as a + b + c nest too, to the left; what walks the tree must not run out of stack. */
const maxDepth = 500;
/** A cursor before the first token. Throws UserError for text that is no tokens. */
function createCursor(source) {
	const tokens = tokenize(source);
	const depths = /* @__PURE__ */ new WeakMap();
	let position = 0;
	let nesting = 0;
	const cursor = {
		peek: () => tokens[position],
		next: () => tokens[Math.min(position++, tokens.length - 1)],
		isSign: (...signs) => cursor.peek().kind === "sign" && signs.includes(cursor.peek().text),
		isWord: (word, ahead = 0) => {
			const token = tokens[position + ahead];
			return token?.kind === "word" && token.text.toLowerCase() === word;
		},
		takeSign: (...signs) => cursor.isSign(...signs) ? cursor.next() : void 0,
		takeWord: (word) => cursor.isWord(word) ? cursor.next() : void 0,
		expectSign: (sign) => {
			if (!cursor.takeSign(sign)) cursor.unexpected(`"${sign}"`);
		},
		expectWord: (word) => {
			if (!cursor.takeWord(word)) cursor.unexpected(word.toUpperCase());
		},
		unexpected: (wanted) => {
			const token = cursor.peek();
			const quote = token.kind === "string" ? "'" : "\"";
			const found = token.kind === "end" ? "the end" : quote + token.text + quote;
			return cursor.fail(token, `expected ${wanted}, not ${found}`);
		},
		fail: (token, what, options) => {
			throw expressionError(source, token.at, what, options);
		},
		make: (node, ...children) => {
			const depth = 1 + Math.max(0, ...children.map((child) => child ? depths.get(child) ?? 0 : 0));
			if (depth > maxDepth) throw expressionError(source, node.at, `more than ${maxDepth} operations build on one another`, { hint: "Split it: a derived column may use another one" });
			depths.set(node, depth);
			return node;
		},
		nested: (parse) => {
			if (++nesting > maxNesting) cursor.fail(cursor.peek(), `it nests deeper than ${maxNesting} levels`);
			const parsed = parse(cursor);
			nesting--;
			return parsed;
		}
	};
	return cursor;
}

// src/expression/parse-expression.ts
const maxLength = 1e4;
const reserved = new Set("and or not in between like escape is null true false case when then else end cast try_cast as".split(" "));
const comparisons$2 = [
	"=",
	"==",
	"<>",
	"!=",
	"<",
	"<=",
	">",
	">="
];
const aliases = /* @__PURE__ */ new Map([["==", "="], ["!=", "<>"]]);
/**
* Parses a SQL scalar expression. Throws UserError, with the character in the text and the given place, for what
* is not one, is longer than 10,000 characters, or nests deeper than 100.
*/
function parseExpression(text, place = {}) {
	if (text.length > maxLength) throw new UserError(`Cannot read expression "${text.slice(0, 100)}…": it has ${text.length} characters, ${maxLength} are allowed`, {
		...place,
		hint: "Split it: a derived column may use another one"
	});
	const cursor = createCursor({
		text,
		place
	});
	const root = parseOr(cursor);
	if (cursor.peek().kind !== "end") cursor.unexpected("an operator or the end");
	return {
		text,
		place,
		root
	};
}
/** Operands joined from the left by operators that `take` finds. */
function chain(cursor, operand, take) {
	let left = operand(cursor);
	for (let token = take(); token; token = take()) left = binary(cursor, token, left, operand(cursor));
	return left;
}
function binary(cursor, { at, text }, left, right) {
	const operator = aliases.get(text) ?? text.toLowerCase();
	return cursor.make({
		kind: "binary",
		at,
		operator,
		left,
		right
	}, left, right);
}
const parseOr = (cursor) => cursor.nested(() => chain(cursor, parseAnd, () => cursor.takeWord("or")));
const parseAnd = (cursor) => chain(cursor, parseNot, () => cursor.takeWord("and"));
function parseNot(cursor) {
	const token = cursor.takeWord("not");
	if (!token) return parseIs(cursor);
	const operand = cursor.nested(parseNot);
	return cursor.make({
		kind: "unary",
		at: token.at,
		operator: "not",
		operand
	}, operand);
}
function parseIs(cursor) {
	let operand = parseComparison(cursor);
	for (let token = cursor.takeWord("is"); token; token = cursor.takeWord("is")) {
		const isNegated = cursor.takeWord("not") !== void 0;
		cursor.expectWord("null");
		operand = cursor.make({
			kind: "is_null",
			at: token.at,
			operand,
			isNegated
		}, operand);
	}
	return operand;
}
function parseComparison(cursor) {
	const left = parseMembership(cursor);
	const token = cursor.takeSign(...comparisons$2);
	if (!token) return left;
	const right = parseMembership(cursor);
	if (cursor.isSign(...comparisons$2)) cursor.fail(cursor.peek(), "comparisons cannot be chained", { hint: "Join them with AND: a < b AND b < c" });
	return binary(cursor, token, left, right);
}
/** IN, BETWEEN and LIKE. */
function parseMembership(cursor) {
	let operand = parseConcatenation(cursor);
	while (true) {
		const isNegated = cursor.isWord("not") && [
			"in",
			"between",
			"like"
		].some((word) => cursor.isWord(word, 1));
		if (isNegated) cursor.next();
		const { at } = cursor.peek();
		if (cursor.takeWord("in")) {
			cursor.expectSign("(");
			const items = parseList(cursor);
			operand = cursor.make({
				kind: "in",
				at,
				operand,
				items,
				isNegated
			}, operand, ...items);
		} else if (cursor.takeWord("between")) {
			const low = parseConcatenation(cursor);
			cursor.expectWord("and");
			const high = parseConcatenation(cursor);
			operand = cursor.make({
				kind: "between",
				at,
				operand,
				low,
				high,
				isNegated
			}, operand, low, high);
		} else if (cursor.takeWord("like")) {
			const pattern = parseConcatenation(cursor);
			const escapeMark = cursor.takeWord("escape") ? parseEscapeMark(cursor) : void 0;
			operand = cursor.make({
				kind: "like",
				at,
				operand,
				pattern,
				escapeMark,
				isNegated
			}, operand, pattern);
		} else return operand;
	}
}
/** One character; undefined for the empty text, which says that there is none. */
function parseEscapeMark(cursor) {
	const token = cursor.peek();
	if (token.kind !== "string") cursor.unexpected("one character in single quotes");
	if ([...token.text].length > 1) cursor.fail(token, "ESCAPE takes one character");
	return cursor.next().text || void 0;
}
const parseConcatenation = (cursor) => chain(cursor, parseSum, () => cursor.takeSign("||"));
const parseSum = (cursor) => chain(cursor, parseProduct, () => cursor.takeSign("+", "-"));
const parseProduct = (cursor) => chain(cursor, parseSigned, () => cursor.takeSign("*", "/", "%"));
function parseSigned(cursor) {
	if (cursor.takeSign("+")) return cursor.nested(parseSigned);
	const token = cursor.takeSign("-");
	if (!token) return parsePrimary(cursor);
	const operand = cursor.nested(parseSigned);
	return cursor.make({
		kind: "unary",
		at: token.at,
		operator: "-",
		operand
	}, operand);
}
function parsePrimary(cursor) {
	const { kind, at, text } = cursor.peek();
	switch (kind) {
		case "number": return parseNumber(cursor);
		case "string": return cursor.make({
			kind: "literal",
			at,
			type: "text",
			value: cursor.next().text
		});
		case "quoted": return cursor.make({
			kind: "column",
			at,
			name: cursor.next().text,
			isQuoted: true
		});
		case "word": return parseWord(cursor, text.toLowerCase());
		default: {
			if (!cursor.takeSign("(")) cursor.unexpected("a value");
			const inner = parseOr(cursor);
			cursor.expectSign(")");
			return inner;
		}
	}
}
function parseNumber(cursor) {
	const token = cursor.next();
	const value = Number(token.text);
	if (!Number.isFinite(value)) cursor.fail(token, `the number ${token.text} is too large`);
	const isInteger = /^\d+$/.test(token.text) && Number.isSafeInteger(value);
	return cursor.make({
		kind: "literal",
		at: token.at,
		type: isInteger ? "integer" : "number",
		value
	});
}
function parseWord(cursor, word) {
	if (word === "case") return parseCase(cursor);
	if (word === "cast" || word === "try_cast") return parseCast(cursor);
	const { at, text } = cursor.peek();
	if (word === "null") return cursor.make({
		kind: "literal",
		at: cursor.next().at,
		type: "null",
		value: null
	});
	if (word === "true" || word === "false") return cursor.make({
		kind: "literal",
		at: cursor.next().at,
		type: "boolean",
		value: word === "true"
	});
	if (reserved.has(word)) cursor.fail(cursor.peek(), `expected a value, not "${text}"`, { hint: `A column of that name stands in double quotes: "${text}"` });
	cursor.next();
	if (!cursor.takeSign("(")) return cursor.make({
		kind: "column",
		at,
		name: text,
		isQuoted: false
	});
	const args = cursor.takeSign(")") ? [] : parseList(cursor);
	return cursor.make({
		kind: "call",
		at,
		name: word,
		arguments: args
	}, ...args);
}
/** What stands behind an opening parenthesis: one or more values. */
function parseList(cursor) {
	const items = [parseOr(cursor)];
	while (cursor.takeSign(",")) items.push(parseOr(cursor));
	if (!cursor.takeSign(")")) cursor.unexpected("\",\" or \")\"");
	return items;
}
function parseCase(cursor) {
	const { at } = cursor.next();
	const operand = cursor.isWord("when") ? void 0 : parseOr(cursor);
	const branches = [];
	while (cursor.takeWord("when")) {
		const when = parseOr(cursor);
		cursor.expectWord("then");
		branches.push({
			when,
			result: parseOr(cursor)
		});
	}
	if (branches.length === 0) cursor.unexpected("WHEN");
	const otherwise = cursor.takeWord("else") ? parseOr(cursor) : void 0;
	if (!cursor.takeWord("end")) cursor.unexpected(otherwise ? "END" : "WHEN, ELSE or END");
	const children = branches.flatMap(({ when, result }) => [when, result]);
	return cursor.make({
		kind: "case",
		at,
		operand,
		branches,
		otherwise
	}, operand, otherwise, ...children);
}
function parseCast(cursor) {
	const { at } = cursor.next();
	cursor.expectSign("(");
	const operand = parseOr(cursor);
	cursor.expectWord("as");
	const token = cursor.peek();
	if (token.kind !== "word") cursor.unexpected("a type");
	const names = Object.keys(castTypes);
	const to = names.find((name) => name === token.text.toUpperCase()) ?? cursor.fail(token, `unknown type "${token.text}"`, {
		suffix: didYouMean(token.text, names),
		hint: `CAST knows ${names.join(", ")}`
	});
	cursor.next();
	cursor.expectSign(")");
	return cursor.make({
		kind: "cast",
		at,
		operand,
		to
	}, operand);
}

// src/expression/order-derived.ts
const maxDerived = 1e3;
/**
* Parses derived columns and orders them so that each uses only earlier ones, otherwise as they are written.
* `columns` are the names of the data: where one is exactly the name used, it is meant. Throws UserError that
* names the cycle where columns need each other, and for more than 1,000 of them.
*/
function orderDerived(derive, options = {}) {
	const { columns = [], place = () => ({}) } = options;
	const names = Object.keys(derive);
	if (names.length > maxDerived) throw new UserError(`Cannot derive ${names.length} columns: ${maxDerived} are allowed`, place(names[0] ?? ""));
	const parsed = new Map(Object.entries(derive).map(([name, text]) => [name, {
		name,
		expression: parseExpression(text, place(name))
	}]));
	const findDerived = (name) => {
		if (parsed.has(name) || columns.includes(name)) return parsed.get(name);
		const similar = [...parsed.values()].filter((each) => each.name.toLowerCase() === name.toLowerCase());
		return similar.length === 1 ? similar[0] : void 0;
	};
	const ordered = /* @__PURE__ */ new Set();
	const visit = (column, path) => {
		if (ordered.has(column)) return;
		if (path.includes(column.name)) {
			const cycle = [...path.slice(path.indexOf(column.name)), column.name].map((name) => `"${name}"`);
			throw new UserError(`Cannot derive "${column.name}": it needs itself: ${cycle.join(" → ")}`, place(column.name));
		}
		for (const name of usedNames(column.expression)) {
			const needed = findDerived(name);
			if (needed) visit(needed, [...path, column.name]);
		}
		ordered.add(column);
	};
	for (const column of parsed.values()) visit(column, []);
	return [...ordered];
}
/** The column names that an expression uses, as they are written there. */
function usedNames({ root }) {
	const names = /* @__PURE__ */ new Set();
	const visit = (node) => {
		if (node.kind === "column") names.add(node.name);
		for (const child of children(node)) visit(child);
	};
	visit(root);
	return [...names];
}
function children(node) {
	return (() => {
		switch (node.kind) {
			case "literal":
			case "column": return [];
			case "call": return node.arguments;
			case "binary": return [node.left, node.right];
			case "in": return [node.operand, ...node.items];
			case "between": return [
				node.operand,
				node.low,
				node.high
			];
			case "like": return [node.operand, node.pattern];
			case "case": return [
				node.operand,
				...node.branches.flatMap(({ when, result }) => [when, result]),
				node.otherwise
			];
			case "unary":
			case "is_null":
			case "cast": return [node.operand];
		}
	})().filter((each) => each !== void 0);
}

// src/expression/derive-columns.ts
/**
* Checks `data.derive` against the columns of the data; each result uses only the data's columns and earlier
* results. Throws UserError for a name that the data has already, a cycle, the target, and what an expression
* gets wrong.
*/
function planDerived(columns, derive, { target, place = () => ({}) } = {}) {
	const names = columns.map((column) => column.name);
	const taken = Object.keys(derive).find((name) => names.includes(name));
	if (taken !== void 0) throw new UserError(`Cannot derive "${taken}": the data has a column of that name`, {
		...place(taken),
		hint: "Give the derived column another name"
	});
	const known = [...columns];
	return orderDerived(derive, {
		columns: names,
		place
	}).map(({ name, expression }) => {
		const compiled = compileExpression(expression, known);
		if (target !== void 0 && compiled.columns.includes(target)) throw new UserError(`Cannot derive "${name}": it uses the target "${target}"`, {
			...place(name),
			hint: "A feature made from the target tells the model the answer"
		});
		known.push({
			name,
			type: compiled.type
		});
		return {
			name,
			expression,
			compiled
		};
	});
}
/** The table with its derived columns behind the others, in the order in which they are written. */
function deriveColumns(table, derive, options = {}) {
	const columns = [...table.columns];
	const derived = /* @__PURE__ */ new Map();
	for (const { name, compiled } of planDerived(table.columns, derive, options)) {
		const column = {
			...compiled.evaluate({
				...table,
				columns
			}),
			name
		};
		columns.push(column);
		derived.set(name, column);
	}
	const written = Object.keys(derive).map((name) => derived.get(name));
	return {
		...table,
		columns: [...table.columns, ...written]
	};
}

// src/actions/derive-table.ts
/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
function planProjectColumns(project, table) {
	const { derive = {}, target } = project.config.data;
	return planDerived(table.columns, derive, {
		target,
		place: (name) => project.place([
			"data",
			"derive",
			name
		])
	});
}
/** The table with these columns behind its own. */
function withDerived(table, derived) {
	let columns = table.columns;
	for (const { name, compiled } of derived) columns = [...columns, {
		...compiled.evaluate({
			...table,
			columns
		}),
		name
	}];
	return {
		...table,
		columns
	};
}

// src/checks/dense-codes.ts
/** Codes of a column's values, equal where the values are. */
function codesOf(column) {
	if (column.kind === "text") return {
		codes: Float64Array.from(column.codes),
		size: column.dictionary.length
	};
	return densify(column.values);
}
/** Codes of pairs of codes; a missing one counts as a value. Exact for up to 94 million rows. */
function pairCodes(left, right) {
	const width = right.size + 1;
	return densify(left.codes.map((code, row) => (code + 1) * width + right.codes[row] + 1));
}
/** Replaces numbers by their rank among the distinct ones; NaN becomes -1. */
function densify(values) {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort();
	let size = 0;
	for (const value of sorted) if (size === 0 || sorted[size - 1] !== value) sorted[size++] = value;
	return {
		codes: values.map((value) => Number.isNaN(value) ? -1 : rankOf(sorted, size, value)),
		size
	};
}
function rankOf(sorted, size, value) {
	let low = 0;
	let high = size - 1;
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/tables/take-rows.ts
/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
function takeRows(table, rows) {
	const { fileOf, rowInFile } = table;
	return {
		...table,
		...fileOf !== void 0 && { fileOf: (row) => fileOf(rows[row]) },
		...rowInFile !== void 0 && { rowInFile: (row) => rowInFile(rows[row]) },
		rows: rows.length,
		columns: table.columns.map((column) => takeColumn(column, rows)),
		lines: table.lines.length === 0 ? table.lines : rows.map((row) => table.lines[row] ?? 0)
	};
}
function takeColumn(column, rows) {
	if (column.kind === "text") return {
		...column,
		codes: Int32Array.from(rows, (row) => column.codes[row])
	};
	const { invalidRows: _, ...rest } = column;
	const values = Float64Array.from(rows, (row) => column.values[row]);
	return column.invalidCount === 0 ? {
		...rest,
		values
	} : {
		...rest,
		values,
		...takeInvalid(column, rows)
	};
}
function takeInvalid(column, rows) {
	const position = new Map(Array.from(rows, (row, index) => [row, index]));
	const invalid = column.invalid.flatMap(({ row, text }) => {
		const at = position.get(row);
		return at === void 0 ? [] : [{
			row: at,
			text
		}];
	});
	const taken = Array.from(rowsOfInvalid(column)).flatMap((row) => position.get(row) ?? []);
	const known = {
		invalid,
		invalidCount: taken.length
	};
	return taken.length === invalid.length ? known : {
		...known,
		invalidRows: Uint32Array.from(taken).sort()
	};
}

// src/checks/sample-values.ts
/** Different values that are told, and characters of each. */
const mostValues = 5;
const mostCharacters = 40;
/** A value stays on its line. */
const escapes = {
	"\r": "\\r",
	"\n": "\\n",
	"	": "\\t"
};
/**
* Different values of some rows, the first ones, cut where they are long. Of a column that seems to hold personal data
* there are none, nor of one without a profile, of which nobody knows; a value that looks personal is left out.
*/
function sampleValues(column, profile, rows) {
	if (profile === void 0 || profile.pii !== void 0) return [];
	const found = /* @__PURE__ */ new Set();
	for (const row of rows) {
		const text = cellText(column, row);
		if (text === void 0 || isPersonal(text)) continue;
		found.add(clipText(text.replace(/[\r\n\t]/g, (each) => escapes[each] ?? ""), mostCharacters));
		if (found.size === mostValues) break;
	}
	return [...found];
}
/** A cell as it is read: an invalid one as it is written (of the first 1,000 of its column); undefined where missing. */
function cellText(column, row) {
	if (column.kind === "text") return column.dictionary[column.codes[row] ?? -1];
	const value = column.values[row];
	if (value === void 0 || Number.isNaN(value)) return column.invalid.find((invalid) => invalid.row === row)?.text;
	if (column.type === "boolean") return String(value === 1);
	if (column.type !== "date" && column.type !== "datetime") return String(value);
	const text = new Date(value).toISOString();
	return column.type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}

// src/checks/check.ts
/** The texts that `format` knows. */
const formatNames = [
	"email",
	"url",
	"hostname",
	"uuid",
	"ip",
	"ipv4",
	"ipv6",
	"date",
	"datetime",
	"time",
	"json"
];
/** Constraints on the table as a whole, in the order in which they are judged. */
const tableConstraints = [
	"row_count",
	"columns",
	"duplicate_rows",
	"expression",
	"sql",
	"correlation",
	"leakage"
];
/** Constraints that each cell of a column holds or breaks. */
const cellConstraints = [
	"type",
	"required",
	"unique",
	"min",
	"max",
	"exclusive_min",
	"exclusive_max",
	"pattern",
	"not_pattern",
	"any_pattern",
	"enum",
	"not_enum",
	"min_length",
	"max_length",
	"format",
	"json_schema",
	"increasing",
	"decreasing",
	"zscore",
	"iqr"
];
/** Constraints on a column as a whole. */
const columnConstraints = [
	"missing",
	"distinct",
	"balance",
	"values",
	"mean",
	"median",
	"sum",
	"std",
	"min_value",
	"max_value",
	"quantiles",
	"max_age",
	"newer_than_reference",
	"time_overlap"
];
/** Constraints on one column where it is named, and else on the whole table. */
const eitherConstraints = [
	"most_frequent",
	"drift",
	"overlap",
	"references"
];
/** The keys of a check that each make a constraint of their own. */
const constraints = [
	...tableConstraints,
	...eitherConstraints,
	...cellConstraints,
	...columnConstraints
];
/** Whether single cells or rows break a constraint, so that `mostly` and `max_failed` have a meaning. */
function isRowWise(constraint) {
	return [
		"expression",
		"sql",
		"references"
	].includes(constraint) || cellConstraints.some((each) => each === constraint);
}

// src/checks/amount.ts
const percentage = /^(\d{1,3}(?:\.\d+)?) ?%$/;
/** The number of a percentage from `0%` to `100%`; undefined for every other text. */
function readPercentage(text) {
	const percent = Number(percentage.exec(text.trim())?.[1] ?? NaN);
	return percent <= 100 ? percent : void 0;
}
/** Which bounds of a range `count` of `total` breaks: `min`, `max` or none. */
function brokenBound(count, total, range) {
	if (range.min !== void 0 && compare(count, total, range.min) < 0) return "min";
	if (range.max !== void 0 && compare(count, total, range.max) > 0) return "max";
}
/** Negative where `count` of `total` is less than the amount, positive where it is more. */
function compare(count, total, amount) {
	if (typeof amount === "number") return count - amount;
	return count * 100 - (readPercentage(amount) ?? NaN) * total;
}
/** An amount as people read it: `1,000`, `5 %`. */
function formatAmount(amount) {
	return typeof amount === "number" ? formatNumber$1(amount) : formatNumber$1(readPercentage(amount) ?? 0, { unit: "%" });
}
/** Whether so many failures are few enough. Nothing asked is nothing broken. */
function isTolerated(check, considered, failed) {
	const { mostly, max_failed: most } = check;
	if (failed === 0 || considered === 0) return true;
	if (most !== void 0) return compare(failed, considered, most) <= 0;
	if (mostly === void 0) return false;
	if (typeof mostly === "string") return compare(considered - failed, considered, mostly) >= 0;
	return (considered - failed) / considered >= mostly;
}
/** What is tolerated, as the end of a sentence; empty where nothing is. */
function describeTolerance({ mostly, max_failed: most }) {
	if (most !== void 0) return `; ${formatAmount(most)} may`;
	if (mostly === void 0) return "";
	return `; ${formatAmount(typeof mostly === "number" ? `${Number((mostly * 100).toPrecision(12))}%` : mostly)} must hold`;
}

// src/checks/case.ts
/** That a constraint could not be judged, and why. */
function unjudged(message) {
	return {
		considered: 0,
		failed: 0,
		passed: false,
		isUnjudged: true,
		message
	};
}
/** What is said where a constraint compares with earlier data and there are none. */
const noReference = "not judged: there is no reference to compare with, which data.reference names";

// src/checks/describe-failure.ts
/** A clause on what a constraint found in its column: counts and bounds, never values of the data. */
function describeFailure(check, constraint, column, found) {
	const { failed } = found;
	const considered = formatNumber$1(found.considered);
	const name = `"${column.name}"`;
	const values = found.considered === 1 ? "value" : "values";
	if (failed === 0) return `all ${considered} ${values} of ${name} hold ${constraint}`;
	if (constraint === "required") return `${name} is missing in ${formatNumber$1(failed)} of ${considered} rows`;
	return `${`${formatNumber$1(failed)} of ${considered} ${values} of ${name}`} ${clauseOf(check, constraint, failed === 1)}`;
}
function clauseOf(check, constraint, isOne) {
	const are = isOne ? "is" : "are";
	const dont = isOne ? "does not" : "do not";
	switch (constraint) {
		case "type": return `${are} not of type ${check.type}`;
		case "unique": return "occur more than once";
		case "min": return `${are} below the minimum ${check.min}`;
		case "max": return `${are} above the maximum ${check.max}`;
		case "exclusive_min": return `${are} not above ${check.exclusive_min}`;
		case "exclusive_max": return `${are} not below ${check.exclusive_max}`;
		case "pattern": return `${dont} match the pattern`;
		case "not_pattern": return `${isOne ? "matches" : "match"} the pattern that none may`;
		case "any_pattern": return `${isOne ? "matches" : "match"} none of the ${check.any_pattern?.length} patterns`;
		case "enum": return `${are} not among the ${check.enum?.length} allowed values`;
		case "not_enum": return `${are} among the ${check.not_enum?.length} forbidden values`;
		case "min_length": return `${are} shorter than ${check.min_length} characters`;
		case "max_length": return `${are} longer than ${check.max_length} characters`;
		case "format": return `${dont} have the format ${check.format}`;
		case "json_schema": return `${dont} hold the JSON schema`;
		case "increasing":
		case "decreasing": return `${are} ${constraint === "increasing" ? "less" : "more"} than ${check[constraint] === "strict" ? "or equal to " : ""}the one before`;
		case "zscore": return `${are} more than ${check.zscore?.max} standard deviations from the mean`;
		case "iqr": return `${are} more than ${check.iqr?.max} interquartile ranges beyond the quartiles`;
	}
}

// src/checks/bound-test.ts
/** Reads a bound for a column. `name` is its key. Throws UserError where the two do not suit each other. */
function readBound(given, column, name, place) {
	const isDate = typeof given === "string";
	const value = isDate ? readCellAs(given, "datetime") : given;
	if (value === void 0 || Number.isNaN(value)) throw new UserError(`Cannot check column "${column.name}": ${name} is neither a number nor an ISO 8601 date`, {
		...place,
		hint: `Write ${name} as a number without quotes, or as a date such as 2026-01-31`
	});
	const isTimeColumn = column.type === "date" || column.type === "datetime";
	if (column.kind === "numeric" && isTimeColumn !== isDate) throw new UserError(`Cannot check column "${column.name}": ${name} is a ${isDate ? "date" : "number"}, the column holds values of type ${column.type}`, {
		...place,
		hint: isDate ? "Write the bound as a number" : "Write the bound as a date such as 2026-01-31"
	});
	return {
		value,
		type: isDate ? "datetime" : "number"
	};
}
const comparisons$1 = {
	min: (value, bound) => value >= bound,
	max: (value, bound) => value <= bound,
	exclusive_min: (value, bound) => value > bound,
	exclusive_max: (value, bound) => value < bound
};
/** The test of `min`, `max` and their exclusive kin. */
function boundTest(given, constraint, column, place) {
	const { value: bound, type } = readBound(given, column, constraint, place);
	const compare = comparisons$1[constraint];
	const holds = (value) => compare(value, bound);
	return {
		number: holds,
		text: (text) => textValue(text, type, holds)
	};
}
/** Judges a text of a text column by its value; false where it has none of that type, undefined where missing. */
function textValue(text, type, holds) {
	if (readCell(text).shape === "marker") return void 0;
	const value = readCellAs(text, type);
	return value !== void 0 && holds(value);
}

// src/checks/find-repeated.ts
/** A test that a value occurs once in its column; every row of a repeated value breaks it, as in Great Expectations. */
function findRepeated(column) {
	if (column.kind === "numeric") {
		const repeated = repeatedNumbers(column.values);
		return {
			number: (value) => !repeated.has(value),
			text: () => true
		};
	}
	const counts = new Int32Array(column.dictionary.length);
	for (const code of column.codes) if (code >= 0) counts[code]++;
	return {
		number: () => true,
		text: (_, code) => counts[code] < 2
	};
}
function repeatedNumbers(values) {
	const sorted = values.slice().sort();
	const repeated = /* @__PURE__ */ new Set();
	for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i]);
	return repeated;
}

// src/checks/format-test.ts
/** Whether a format is written with the directives of `strptime`. */
function isDateFormat(format) {
	return format.includes("%");
}
/** The test that a text has a format: a name, or a format of dates. */
function formatTest(format) {
	if (!isDateFormat(format)) return formats[format];
	const { parse } = formatOf$1(format);
	return (text) => parse(text) !== void 0;
}
/**
* The test that a date could have been written so. How it was is not known of a column of dates but that it was ISO
* 8601, so one of ISO's spellings must have the format.
*/
function dateFormatTest(format, type) {
	const { parse } = formatOf$1(format);
	return (value) => spellingsOf(value, type).some((text) => parse(text) === value);
}
function spellingsOf(value, type) {
	const text = new Date(value).toISOString();
	const day = text.slice(0, 10);
	const days = type === "date" || value % 864e5 === 0 ? [day] : [];
	const times = [
		text.slice(11, 16),
		text.slice(11, 19),
		text.slice(11, 23)
	];
	const zones = ["", "Z"];
	return [...days, ...["T", " "].flatMap((mark) => times.flatMap((time) => zones.map((zone) => `${day}${mark}${time}${zone}`)))];
}

// src/checks/pattern-test.ts
/** A test that a text matches a regular expression of RE2 syntax somewhere, in linear time. Throws UserError. */
async function patternTest(pattern, place) {
	const { RE2JS } = await import("./build.js");
	return compilePattern(RE2JS, pattern, place);
}
/** The same, with the engine at hand. */
function compilePattern(engine, pattern, place) {
	try {
		const compiled = engine.compile(pattern);
		return (text) => compiled.matcher(text).find();
	} catch (cause) {
		const isLookAround = /\(\?<?[=!]/.test(pattern);
		const why = isLookAround ? "it uses look-around, which is not supported" : `it is not a regular expression of RE2 syntax: ${cause instanceof Error ? cause.message : String(cause)}`;
		throw new UserError(`Cannot check pattern "${pattern}": ${why}`, {
			...place,
			hint: isLookAround ? "Write it without (?=, (?!, (?<= and (?<!, for example as pattern and not_pattern: patterns run in linear time" : "See the syntax at https://github.com/google/re2/wiki/Syntax",
			cause
		});
	}
}

// src/checks/spread-test.ts
/** The column, where it holds numbers, booleans or dates, or nothing at all. Throws UserError for text. */
function requireNumbers(column, constraint, place) {
	if (column.kind === "numeric") return column;
	const { name, codes, dictionary } = column;
	if (dictionary.length === 0) return {
		kind: "numeric",
		name,
		type: "number",
		values: new Float64Array(codes.length).fill(NaN),
		invalid: [],
		invalidCount: 0
	};
	throw new UserError(`Cannot check column "${column.name}": ${constraint} needs numbers, the column is text`, {
		...place,
		hint: `A check with type: number says which of its cells are none`
	});
}
/** Exact quantiles of the finite values with linear interpolation, as numpy's; NaN where there are none. */
function quantilesOf(values, probabilities) {
	const finite = values.filter((value) => Number.isFinite(value));
	if (finite.length === 0) return probabilities.map(() => NaN);
	const found = selectRanks(finite, quantileRanks(finite.length, probabilities));
	return interpolate(found, finite.length, probabilities);
}
/**
* The test that a value is no outlier: `zscore` by its distance from the mean in sample standard deviations (as in
* Great Expectations), `iqr` by its distance beyond the quartiles in interquartile ranges (Tukey's fences).
*/
function outlierTest(check, constraint, column) {
	const most = check[constraint]?.max ?? Infinity;
	if (constraint === "zscore") {
		const { mean, std } = momentsOf(column.values);
		return numberTest((value) => !(Math.abs(value - mean) > most * std));
	}
	const [low = 0, high = 0] = quantilesOf(column.values, [.25, .75]);
	const reach = most * (high - low);
	return numberTest((value) => !(value < low - reach || value > high + reach));
}
/** The test that values do not go back from one to the next, missing ones between them left out. */
function orderTest(check, constraint) {
	const isStrict = check[constraint] === "strict";
	const sign = constraint === "increasing" ? 1 : -1;
	let previous = NaN;
	return numberTest((value) => {
		const step = (value - previous) * sign;
		const isEqual = value === previous;
		previous = value;
		return isEqual ? !isStrict : !(step < 0);
	});
}
function numberTest(holds) {
	return {
		number: holds,
		text: () => void 0
	};
}

// src/checks/test-of.ts
/** The test of a constraint on one cell. Throws UserError at the check's place when the constraint makes no sense. */
async function testOf(check, constraint, column, place) {
	switch (constraint) {
		case "type": return typeTest(check.type ?? "text", column.type);
		case "unique": return findRepeated(column);
		case "min":
		case "max":
		case "exclusive_min":
		case "exclusive_max": return boundTest(check[constraint] ?? NaN, constraint, column, place);
		case "enum": return enumTest(check.enum ?? [], column.type);
		case "not_enum": return negated(enumTest(check.not_enum ?? [], column.type));
		case "increasing":
		case "decreasing":
			requireNumbers(column, constraint, place);
			return orderTest(check, constraint);
		case "zscore":
		case "iqr": return outlierTest(check, constraint, requireNumbers(column, constraint, place));
		default: {
			const holds = await spellingTest(check, constraint, place);
			const isDates = column.type === "date" || column.type === "datetime";
			if (constraint === "format" && isDates && isDateFormat(check.format ?? "")) return {
				number: dateFormatTest(check.format ?? "", column.type),
				text: holds
			};
			return {
				number: (value) => holds(spellingOf(value, column.type)),
				text: holds
			};
		}
	}
}
/** The constraints that look at a value as a text. */
async function spellingTest(check, constraint, place) {
	const { min_length: min = 0, max_length: max = Infinity } = check;
	switch (constraint) {
		case "pattern": return patternTest(check.pattern ?? "", place);
		case "not_pattern": {
			const matches = await patternTest(check.not_pattern ?? "", place);
			return (text) => !matches(text);
		}
		case "any_pattern": {
			const tests = await Promise.all((check.any_pattern ?? []).map((each) => patternTest(each, place)));
			return (text) => tests.some((matches) => matches(text));
		}
		case "format": return formatTest(check.format ?? "json");
		case "json_schema": {
			const [{ jsonSchemaTest }, { RE2JS }] = await Promise.all([import("./json-schema.js"), import("./build.js")]);
			return jsonSchemaTest(check.json_schema, (pattern) => compilePattern(RE2JS, pattern, place), place);
		}
		case "min_length": return (text) => characters(text) >= min;
		case "max_length": return (text) => characters(text) <= max;
	}
}
/** Every integer is a number, every date a datetime, and everything a text. */
function typeTest(wanted, actual) {
	if (wanted === "text") return {
		number: () => true,
		text: () => true
	};
	const isNumeric = (type) => type === "integer" || type === "number";
	const isTime = (type) => type === "date" || type === "datetime";
	const number = (value) => {
		if (wanted === actual || wanted === "number" && actual === "integer") return true;
		if (wanted === "integer" && isNumeric(actual)) return Number.isSafeInteger(value);
		if (wanted === "boolean" && isNumeric(actual)) return value === 0 || value === 1;
		return isTime(wanted) && isTime(actual) && (wanted === "datetime" || value % 864e5 === 0);
	};
	return {
		number,
		text: (text) => textValue(text, wanted, () => true)
	};
}
/** The test that a value is one of these. */
function enumTest(allowed, type) {
	const texts = new Set(allowed.map(String));
	const values = new Set(allowed.map((each) => {
		if (typeof each !== "string") return Number(each);
		return type === "text" ? NaN : readCellAs(each, type) ?? NaN;
	}));
	return {
		number: (value) => values.has(value),
		text: (text) => texts.has(text)
	};
}
function negated({ number, text }) {
	return {
		number: (value) => !number(value),
		text: (each, code) => text(each, code) === false
	};
}
/** A number or date as text, for the constraints on texts: canonical, not as it stands in the file. */
function spellingOf(value, type) {
	if (type === "boolean") return String(value === 1);
	if (type === "date") return new Date(value).toISOString().slice(0, 10);
	return type === "datetime" ? new Date(value).toISOString() : String(value);
}
/** Unicode code points. */
function characters(text) {
	let count = 0;
	for (const _ of text) count++;
	return count;
}

// src/checks/judge-cells.ts
/** Judges a constraint that each cell of a column holds or breaks. Missing cells break `required` alone. */
async function judgeCells(of, constraint, column) {
	return cellJudgement(of.check, constraint, column, await failuresOf(of, constraint, column));
}
/** The judgement on a constraint's cells, once they are counted. */
function cellJudgement(check, constraint, column, found) {
	const passed = isTolerated(check, found.considered, found.failed);
	const tolerance = found.failed === 0 ? "" : describeTolerance(check);
	return {
		...found,
		passed,
		message: describeFailure(check, constraint, column, found) + tolerance
	};
}
/** Counts the cells that break a constraint. */
async function failuresOf(of, constraint, column) {
	const { check, place, profile } = of;
	if (constraint === "required") return findMissing(column);
	if (constraint === "unique" && of.isWhole) {
		const known = profile.columns.find(({ name }) => name === column.name);
		if (known !== void 0 && known.distinct === known.count && known.distinct_error === void 0) return {
			considered: known.count,
			failed: 0,
			first: []
		};
	}
	const found = testCells(column, await testOf(check, constraint, column, place));
	if (constraint !== "type" || check.type === "text" || column.kind === "text") return found;
	const invalid = rowsOfInvalid(column).subarray(0, 100);
	return {
		considered: found.considered + column.invalidCount,
		failed: found.failed + column.invalidCount,
		first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, 100)
	};
}
/** Missing cells; a cell that is there but invalid is not missing. */
function findMissing(column) {
	const rows = column.kind === "text" ? column.codes.length : column.values.length;
	const invalid = column.kind === "numeric" ? rowsOfInvalid(column) : /* @__PURE__ */ new Uint32Array(0);
	const first = [];
	let failed = 0;
	let at = 0;
	for (let row = 0; row < rows; row++) {
		if (row === invalid[at]) {
			at++;
			continue;
		}
		if (column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row])) continue;
		failed++;
		if (first.length < 100) first.push(row);
	}
	return {
		considered: rows,
		failed,
		first
	};
}
/** Applies a test to all values that are there; a text is tested once however often it occurs. */
function testCells(column, test) {
	const first = [];
	let considered = 0;
	let failed = 0;
	const note = (row, holds) => {
		considered++;
		if (holds) return;
		failed++;
		if (first.length < 100) first.push(row);
	};
	if (column.kind === "numeric") {
		const { values } = column;
		for (let row = 0; row < values.length; row++) {
			const value = values[row];
			if (!Number.isNaN(value)) note(row, test.number(value));
		}
		return {
			considered,
			failed,
			first
		};
	}
	const verdicts = column.dictionary.map((text, code) => test.text(text, code));
	const { codes } = column;
	for (let row = 0; row < codes.length; row++) {
		const holds = verdicts[codes[row]];
		if (holds !== void 0) note(row, holds);
	}
	return {
		considered,
		failed,
		first
	};
}

// src/checks/judge-columns.ts
const shownNames = 10;
/** Judges the names of the file's columns. */
function judgeColumns({ profile, check }) {
	const { include = [], exact, ordered, count = {} } = check.columns ?? {};
	const names = profile.columns.map(({ name }) => name);
	const wanted = [.../* @__PURE__ */ new Set([
		...include,
		...exact ?? [],
		...ordered ?? []
	])];
	const allowed = [exact, ordered].filter((each) => each !== void 0);
	const missing = wanted.filter((name) => !names.includes(name));
	const surplus = names.filter((name) => allowed.some((list) => !list.includes(name)));
	const isMoved = ordered !== void 0 && missing.length + surplus.length === 0 && ordered.some((name, i) => names[i] !== name);
	const { min = 0, max = Infinity } = count;
	const isCounted = names.length >= min && names.length <= max;
	const faults = [
		...missing.length > 0 ? [`the table lacks ${list(missing)}`] : [],
		...surplus.length > 0 ? [`the table has ${list(surplus)}, which no one expects`] : [],
		...isMoved ? ["the columns stand in another order"] : [],
		...isCounted ? [] : [`the table has ${formatNumber$1(names.length)} columns, expected ${names.length < min ? `at least ${min}` : `at most ${max}`}`]
	];
	return {
		considered: names.length,
		failed: missing.length + surplus.length + (isMoved ? 1 : 0) + (isCounted ? 0 : 1),
		message: faults.length > 0 ? faults.join("; ") : `the table's ${formatNumber$1(names.length)} columns are as expected`
	};
}
/** `column "a", "b" and 3 more`. */
function list(names) {
	const shown = names.slice(0, shownNames).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return `${names.length === 1 ? "column" : "columns"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/statistics/pearson.ts
/** Centres values that are all finite, by their mean. */
function centre(values, mean = meanOf(values)) {
	const centred = new Float64Array(values.length);
	let squares = 0;
	for (let i = 0; i < values.length; i++) {
		const difference = values[i] - mean;
		centred[i] = difference;
		squares += difference * difference;
	}
	return {
		values: centred,
		norm: Math.sqrt(squares)
	};
}
/** Pearson's r of values that are all there; NaN where one of them is constant. */
function pearsonOfCentred(left, right) {
	const x = left.values;
	const y = right.values;
	let product = 0;
	for (let i = 0; i < x.length; i++) product += x[i] * y[i];
	return product / (left.norm * right.norm);
}
/** Pearson's r over the places where both are finite; NaN where one of them is constant there. */
function pearson(left, right) {
	const x = new Float64Array(left.length);
	const y = new Float64Array(left.length);
	let count = 0;
	for (let i = 0; i < left.length; i++) {
		if (left[i] - left[i] + (right[i] - right[i]) !== 0) continue;
		x[count] = left[i];
		y[count] = right[i];
		count++;
	}
	return pearsonOfCentred(centre(x.subarray(0, count)), centre(y.subarray(0, count)));
}
function meanOf(values) {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i];
	return sum / values.length;
}

// src/learn/random.ts
/**
* The state of stream `stream` (0 … 2^32 - 1) of a seed: each word is hashed from all bits of both, so that streams
* beside each other have nothing in common. Any finite seed is good; its fraction counts.
*/
function randomState(seed, stream) {
	const [low = 0, high = 0] = new Uint32Array(new Float64Array([seed]).buffer);
	let hash = mix(mix(mix(low) ^ high) ^ stream);
	const state = Uint32Array.from({ length: 4 }, () => {
		hash = hash + 2654435769 >>> 0;
		return mix(hash);
	});
	if (state.every((word) => word === 0)) state[0] = 1;
	return state;
}
/** xoshiro128++ 1.0 (David Blackman and Sebastiano Vigna, prng.di.unimi.it). */
function randomFrom(state) {
	let [a = 0, b = 0, c = 0, d = 0] = state;
	function next() {
		const result = rotate(a + d | 0, 7) + a >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = rotate(d, 11);
		return result;
	}
	return {
		next,
		below(n) {
			const bits = next();
			const high = (bits >>> 16) * n;
			const low = (bits & 65535) * n;
			return Math.floor((high + Math.floor(low / 65536)) / 65536);
		}
	};
}
function rotate(word, by) {
	return word << by | word >>> 32 - by;
}
/** The finaliser of MurmurHash3 (Austin Appleby), after a step away from 0. */
function mix(word) {
	let hash = word + 2654435769 | 0;
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return (hash ^ hash >>> 16) >>> 0;
}

// src/checks/sample-rows.ts
const seed$1 = 42;
/** All rows where there are at most `most`, else one of each of `most` equal stretches, always the same ones. */
function sampleRows(rows, most) {
	if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
	const random = randomFrom(randomState(seed$1, 0));
	return Uint32Array.from({ length: most }, (_, i) => {
		const start = Math.floor(i * rows / most);
		return start + random.below(Math.floor((i + 1) * rows / most) - start);
	});
}

// src/checks/judge-correlation.ts
const mostRows$1 = 1e5;
/** Products of rows and pairs that are worked out at most. */
const mostProducts = 5e8;
const shownPairs = 3;
/** Past so many columns the pairs alone take minutes. */
const mostColumns = 3e3;
/**
* Judges the absolute Pearson correlation of each pair of feature columns of numbers, over the rows that have both.
* Above 100,000 rows, or with very many columns, on a sample that is always the same. Throws UserError past 3,000 columns.
*/
function judgeCorrelation({ table, profile, check, context, place }) {
	const { target, exclude = [] } = context;
	const columns = profile.columns.flatMap(({ name }) => {
		const column = findColumn(table, name);
		const isFeature = name !== target && !exclude.includes(name);
		const isNumber = column?.type === "integer" || column?.type === "number" || column?.type === "boolean";
		return column?.kind === "numeric" && isFeature && isNumber ? [column] : [];
	});
	if (columns.length > mostColumns) throw new UserError(`Cannot check correlation: there are ${formatNumber$1(columns.length)} columns of numbers, and at most ${formatNumber$1(mostColumns)} are compared`, {
		...place,
		hint: "Leave columns that are no features out with data.exclude"
	});
	const pairs = columns.length * (columns.length - 1) / 2;
	const most = Math.min(mostRows$1, Math.max(100, Math.floor(mostProducts / Math.max(1, pairs))));
	const rows = sampleRows(table.rows, most);
	const values = columns.map((column) => Float64Array.from(rows, (row) => column.values[row]));
	const whole = values.map((each) => each.every(Number.isFinite) ? centre(each) : void 0);
	const { max = 1 } = check.correlation ?? {};
	const found = [];
	let failed = 0;
	for (let left = 0; left < columns.length; left++) {
		const x = whole[left];
		for (let right = left + 1; right < columns.length; right++) {
			const y = whole[right];
			const r = x && y ? pearsonOfCentred(x, y) : pearson(values[left], values[right]);
			if (!(Math.abs(r) > max)) continue;
			failed++;
			if (found.length < shownPairs) found.push(`"${columns[left].name}" and "${columns[right].name}" (${formatNumber$1(r, { digits: 3 })})`);
		}
	}
	const of = rows.length < table.rows ? ` on a sample of ${formatNumber$1(rows.length)} rows` : "";
	const more = failed > found.length ? ` and ${counted(failed - found.length, "more pair")}` : "";
	const message = failed === 0 ? `no pair of ${counted(columns.length, "numeric column")} correlates above ${max}${of}` : `${counted(failed, "pair")} of columns ${failed === 1 ? "correlates" : "correlate"} above ${max}${of}: ${found.join(", ")}${more}`;
	return {
		considered: pairs,
		failed,
		message
	};
}

// src/checks/count-values.ts
/** How often each value that is there occurs, in no order; exact. */
function countValues(column) {
	if (column.kind === "text") {
		const counts = new Float64Array(column.dictionary.length);
		for (const code of column.codes) if (code >= 0) counts[code]++;
		return counts.filter((count) => count > 0);
	}
	const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
	const counts = [];
	for (let start = 0, end = 0; start < sorted.length; start = end) {
		while (end < sorted.length && sorted[end] === sorted[start]) end++;
		counts.push(end - start);
	}
	return Float64Array.from(counts);
}

// src/checks/judge-counts.ts
/** Judges how many cells are missing. */
function judgeMissing({ check }, column) {
	return missingJudgement(check, column, findMissing(column));
}
/** The judgement on missing cells, once they are counted. */
function missingJudgement(check, column, { considered, failed: missing, first }) {
	const range = check.missing ?? {};
	const broken = brokenBound(missing, considered, range);
	const message = `"${column.name}" is missing in ${formatNumber$1(missing)} of ${counted(considered, "row")}`;
	if (broken === void 0) return {
		considered,
		failed: 0,
		measured: missing,
		message
	};
	return {
		considered,
		failed: broken === "max" ? missing : Math.max(1, considered - missing),
		measured: missing,
		first: broken === "max" ? first : [],
		passed: false,
		message: message + expected(range, broken)
	};
}
/** Judges how many values are different. */
function judgeDistinct(of, column) {
	const { count, distinct } = countDistinctOf(of, column);
	return verdict(distinct, count, of.check.distinct ?? {}, {
		considered: count,
		what: `"${column.name}" has ${counted(distinct, "different value")} in ${formatNumber$1(count)}`
	});
}
/** Judges how often the most frequent value occurs: a column that is nearly constant says little. */
function judgeMostFrequent({ check }, column) {
	const counts = countValues(column);
	const count = sum(counts);
	const most = counts.reduce((a, b) => Math.max(a, b), 0);
	return verdict(most, count, check.most_frequent ?? {}, {
		considered: count,
		what: `the most frequent value of "${column.name}" occurs ${formatNumber$1(most)} times in ${formatNumber$1(count)}`
	});
}
/** Judges how often each value occurs: the classes of a target. */
function judgeBalance({ check }, column) {
	const counts = countValues(column);
	const count = sum(counts);
	const range = check.balance ?? {};
	const broken = [...counts].map((each) => brokenBound(each, count, range));
	const rare = broken.filter((each) => each === "min").length;
	const frequent = broken.filter((each) => each === "max").length;
	const parts = [...rare > 0 ? [`${formatNumber$1(rare)} less often than ${formatAmount(range.min ?? 0)}`] : [], ...frequent > 0 ? [`${formatNumber$1(frequent)} more often than ${formatAmount(range.max ?? 0)}`] : []];
	const message = parts.length === 0 ? `all ${formatNumber$1(counts.length)} different values of "${column.name}" hold balance` : `of ${counted(counts.length, "different value")} of "${column.name}", ${parts.join(" and ")} ${rare + frequent === 1 ? "occurs" : "occur"}`;
	return {
		considered: counts.length,
		failed: rare + frequent,
		message
	};
}
function countDistinctOf(of, column) {
	const known = of.isWhole ? of.profile.columns.find(({ name }) => name === column.name) : void 0;
	if (known !== void 0 && known.distinct_error === void 0) return known;
	const counts = countValues(column);
	return {
		count: sum(counts),
		distinct: counts.length
	};
}
/** A judgement on a single number of cells or rows out of `total`. */
function verdict(count, total, range, { considered, what }) {
	const broken = brokenBound(count, total, range);
	return broken === void 0 ? {
		considered,
		failed: 0,
		measured: count,
		message: what
	} : {
		considered,
		failed: 1,
		measured: count,
		message: what + expected(range, broken)
	};
}
function expected(range, broken) {
	const bound = formatAmount(range[broken] ?? 0);
	return broken === "min" ? `, expected at least ${bound}` : `, expected at most ${bound}`;
}
function sum(counts) {
	return counts.reduce((a, b) => a + b, 0);
}

// src/checks/score-alone.ts
const seed = 42;
const mostBins = 256;
const mostClasses = 20;
/**
* How well one column predicts the target, from 0 (not at all) to 1 (fully). The column is cut into bins of equal
* counts (texts are bins as they are), each bin predicts what it has on one half of the rows, and the other half
* judges: so a column of identifiers scores 0. For classes the score is 2 AUC - 1, averaged over the classes against
* the rest by their share; for numbers it is R² of the target's ranks. The target has no missing values.
*/
function scoreAlone(column, target) {
	const rows = target.kind === "text" ? target.codes.length : target.values.length;
	const random = randomFrom(randomState(seed, 1));
	const isTraining = Uint8Array.from({ length: rows }, () => random.next() & 1);
	const { bins, size } = binsOf(column, isTraining);
	const halves = {
		bins,
		size,
		isTraining
	};
	const { codes, size: values } = codesOf(target);
	if (target.kind === "text" || target.type === "boolean" || values <= 2) return scoreClasses(halves, codes, values);
	return scoreRanks(halves, ranksOf(codes, values));
}
/** Bin 0 is for missing values. */
function binsOf(column, isTraining) {
	if (column.kind === "text") return {
		bins: Uint32Array.from(column.codes, (code) => code + 1),
		size: column.dictionary.length + 1
	};
	const { codes, size } = densify(column.values);
	const counts = new Float64Array(size);
	let count = 0;
	for (const [row, code] of codes.entries()) {
		if (code < 0 || isTraining[row] === 0) continue;
		counts[code]++;
		count++;
	}
	const wanted = Math.min(mostBins, Math.max(2, Math.floor(Math.sqrt(count))));
	const binOf = new Uint32Array(size);
	let below = 0;
	for (let code = 0; code < size; code++) {
		binOf[code] = Math.min(wanted - 1, Math.floor(below * wanted / Math.max(1, count))) + 1;
		below += counts[code];
	}
	return {
		bins: Uint32Array.from(codes, (code) => code < 0 ? 0 : binOf[code]),
		size: wanted + 1
	};
}
function scoreClasses(halves, codes, classes) {
	const judged = Uint32Array.from(codes.keys()).filter((row) => halves.isTraining[row] === 0);
	const counts = new Uint32Array(classes);
	for (const row of judged) counts[codes[row]]++;
	const frequent = [...counts.keys()].sort((a, b) => counts[b] - counts[a]).slice(0, mostClasses);
	let score = 0;
	let weight = 0;
	for (const each of frequent) {
		const predicted = binMeans(halves, (row) => codes[row] === each ? 1 : 0);
		const area = rocAuc(judged.length, (i) => predicted[halves.bins[judged[i]]], (i) => codes[judged[i]] === each);
		if (Number.isNaN(area)) continue;
		score += Math.max(0, 2 * area - 1) * counts[each];
		weight += counts[each];
	}
	return weight === 0 ? 0 : score / weight;
}
function scoreRanks(halves, ranks) {
	const { bins, isTraining } = halves;
	const predicted = binMeans(halves, (row) => ranks[row]);
	const judged = ranks.filter((_, row) => isTraining[row] === 0);
	const mean = judged.reduce((a, b) => a + b, 0) / judged.length;
	let residual = 0;
	let total = 0;
	for (const [row, rank] of ranks.entries()) {
		if (isTraining[row] === 1) continue;
		residual += (rank - predicted[bins[row]]) ** 2;
		total += (rank - mean) ** 2;
	}
	return total === 0 ? 0 : Math.max(0, 1 - residual / total);
}
/** The mean of a value over each bin's training rows, drawn to the mean of all as if by one more row. */
function binMeans({ bins, size, isTraining }, read) {
	const sums = new Float64Array(size);
	const counts = new Uint32Array(size);
	let sum = 0;
	let count = 0;
	for (const [row, bin] of bins.entries()) {
		if (isTraining[row] === 0) continue;
		const value = read(row);
		sums[bin] += value;
		counts[bin]++;
		sum += value;
		count++;
	}
	const mean = count === 0 ? 0 : sum / count;
	return sums.map((each, bin) => (each + mean) / (counts[bin] + 1));
}
/** Average ranks from 0, so that equal values have equal ranks. */
function ranksOf(codes, size) {
	const counts = new Float64Array(size);
	for (const code of codes) counts[code]++;
	let below = 0;
	const ranks = counts.map((count) => {
		below += count;
		return below - (count + 1) / 2;
	});
	return codes.map((code) => ranks[code]);
}

// src/checks/judge-leakage.ts
const mostRows = 5e4;
const shownColumns = 3;
/**
* Judges how well each feature column alone predicts the target, which a column does that was made from it. Above
* 50,000 rows on a sample that is always the same. Throws UserError where there is no target.
*/
function judgeLeakage({ table, profile, check, place, context }) {
	const { target: name, exclude = [] } = context;
	const known = name === void 0 ? void 0 : findColumn(table, name);
	if (known === void 0) throw new UserError(name === void 0 ? "Cannot check leakage: the data has no target" : `Cannot check leakage: there is no target column "${name}"`, {
		...place,
		hint: "Name the column that the model predicts as data.target"
	});
	const asked = rowsWith(known);
	const sample = takeRows(table, sampleRows(asked.length, mostRows).map((index) => asked[index]));
	const features = profile.columns.filter((each) => each.name !== name && !exclude.includes(each.name));
	const target = findColumn(sample, known.name) ?? known;
	const { max = 1 } = check.leakage ?? {};
	const found = features.flatMap((feature) => findColumn(sample, feature.name) ?? []).map((column) => ({
		name: column.name,
		score: scoreAlone(column, target)
	})).filter(({ score }) => score > max).sort((a, b) => b.score - a.score);
	const shown = found.slice(0, shownColumns).map((each) => `"${each.name}" (${formatNumber$1(each.score, { digits: 3 })})`);
	const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : "";
	const of = sample.rows < asked.length ? ` on a sample of ${formatNumber$1(sample.rows)} rows` : "";
	return {
		considered: features.length,
		failed: found.length,
		message: found.length === 0 ? `none of ${counted(features.length, "column")} alone predicts "${known.name}" with a score above ${max}${of}` : `${shown.join(", ")}${more} alone ${found.length === 1 ? "predicts" : "predict"} "${known.name}" with a score above ${max}${of}`
	};
}
/** The rows where a column has a value. */
function rowsWith(column) {
	const rows = column.kind === "text" ? column.codes : column.values;
	const isThere = (row) => column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row]);
	return Uint32Array.from(rows.keys()).filter(isThere);
}

// src/checks/duration.ts
const units = {
	s: 1e3,
	min: 6e4,
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
/** Milliseconds of `90s`, `30min`, `12h`, `7d` or `2w`; undefined for every other text. */
function parseDuration(text) {
	const [, count, unit = ""] = /^(\d{1,6}(?:\.\d{1,6})?) ?(s|min|h|d|w)$/.exec(text.trim()) ?? [];
	const factor = units[unit];
	return count === void 0 || factor === void 0 ? void 0 : Number(count) * factor;
}

// src/checks/known-statistic.ts
/**
* The statistic that a constraint bounds, where the profile tells it exactly: of all rows, and of no infinite values,
* which the profile leaves out.
*/
function knownStatistic({ profile, isWhole }, constraint, name) {
	const known = isWhole ? profile.columns.find((column) => column.name === name) : void 0;
	if (known === void 0 || known.infinite) return void 0;
	const value = statisticIn(known, constraint);
	return value === void 0 ? void 0 : {
		value,
		considered: known.count
	};
}
function statisticIn({ mean, std, min, max }, constraint) {
	switch (constraint) {
		case "mean": return mean;
		case "std": return std;
		case "min_value": return timeOf(min);
		case "max_value": return timeOf(max);
		default: return;
	}
}
/** Dates as milliseconds since 1970. */
function timeOf(value) {
	return typeof value === "string" ? Date.parse(value) : value;
}

// src/checks/judge-statistic.ts
/** Statistics that say nothing of a single value are shown where they are over so many. */
const shownFrom = 10;
/**
* Judges mean, median, sum or sample standard deviation of the finite values. A statistic of no values holds no bound.
*/
function judgeStatistic(of, constraint, column) {
	const numbers = requirePlainNumbers(of, column);
	const { value, considered: finite } = knownStatistic(of, constraint, column.name) ?? {
		value: statisticOf(numbers.values, constraint),
		considered: countFinite(numbers.values)
	};
	const isShown = constraint !== "median" && finite >= shownFrom;
	return judgeNumber(value, of.check[constraint] ?? {}, {
		considered: finite,
		what: `the ${constraint === "std" ? "standard deviation" : constraint} of "${column.name}"`,
		shown: isShown ? formatNumber$1(value) : void 0
	});
}
/** Judges quantiles; each is one that was asked. */
function judgeQuantiles(of, column) {
	const { values } = requirePlainNumbers(of, column);
	const wanted = Object.entries(of.check.quantiles ?? {});
	const found = quantilesOf(values, wanted.map(([probability]) => Number(probability)));
	const judged = wanted.map(([probability, range], index) => judgeNumber(found[index] ?? NaN, range, {
		considered: wanted.length,
		what: `the ${probability} quantile of "${column.name}"`
	}));
	const broken = judged.filter(({ failed }) => failed > 0);
	return {
		considered: wanted.length,
		failed: broken.length,
		message: (broken.length > 0 ? broken : judged).map(({ message }) => message).join("; ")
	};
}
/** Judges the smallest or largest value that is there. */
function judgeExtreme(of, constraint, column) {
	const { values } = requireNumbers(column, constraint, of.place);
	const { min, max } = of.check[constraint] ?? {};
	const read = (given) => given === void 0 ? void 0 : readBound(given, column, constraint, of.place).value;
	const isMin = constraint === "min_value";
	const { value: extreme, considered } = knownStatistic(of, constraint, column.name) ?? extremeOf(values, isMin);
	return judgeNumber(extreme, {
		min: read(min),
		max: read(max)
	}, {
		considered,
		what: `the ${isMin ? "smallest" : "largest"} value of "${column.name}"`,
		bounds: {
			min,
			max
		}
	});
}
function extremeOf(values, isMin) {
	let value = NaN;
	let considered = 0;
	for (const each of values) {
		if (Number.isNaN(each)) continue;
		considered++;
		if (!(isMin ? each >= value : each <= value)) value = each;
	}
	return {
		value,
		considered
	};
}
/** Judges how long ago the newest date is. */
function judgeAge(of, column) {
	const { place, context, check } = of;
	const { type, values } = requireNumbers(column, "max_age", place);
	const present = values.filter((value) => !Number.isNaN(value));
	if (present.length === 0) return {
		considered: 0,
		failed: 1,
		message: `"${column.name}" has no date that could be new enough`
	};
	if (type !== "date" && type !== "datetime") throw new UserError(`Cannot check column "${column.name}": max_age needs dates, the column holds values of type ${type}`, {
		...place,
		hint: "Dates are written 2026-01-31"
	});
	const newest = present.reduce((a, b) => Math.max(a, b), -Infinity);
	const age = (context.now ?? NaN) - newest;
	const most = parseDuration(check.max_age ?? "") ?? 0;
	const what = `the newest of ${formatNumber$1(present.length)} dates of "${column.name}"`;
	const isOld = !(age <= most);
	return {
		considered: present.length,
		failed: isOld ? 1 : 0,
		measured: age,
		message: isOld ? `${what} is older than ${check.max_age}` : `${what} is at most ${formatDuration(most)} old`
	};
}
/** Dates have no mean or sum that people would write down. */
function requirePlainNumbers(of, column) {
	const numbers = requireNumbers(column, of.constraint, of.place);
	if (numbers.type !== "date" && numbers.type !== "datetime") return numbers;
	throw new UserError(`Cannot check column "${column.name}": ${of.constraint} needs numbers, the column holds values of type ${numbers.type}`, {
		...of.place,
		hint: "min_value, max_value and max_age are about dates"
	});
}
function statisticOf(values, constraint) {
	if (constraint === "median") return quantilesOf(values, [.5])[0] ?? NaN;
	return constraint === "sum" ? sumOf(values) : momentsOf(values)[constraint];
}
/** Neumaier's compensated sum of the finite values; NaN where there are none. */
function sumOf(values) {
	let sum = 0;
	let rest = 0;
	let finite = 0;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		finite++;
		const next = sum + value;
		rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
		sum = next;
	}
	return finite === 0 ? NaN : sum + rest;
}
function countFinite(values) {
	let count = 0;
	for (const value of values) if (Number.isFinite(value)) count++;
	return count;
}
function judgeNumber(value, range, how) {
	const { considered, what, shown, bounds = range } = how;
	const { min = -Infinity, max = Infinity } = range;
	if (Number.isNaN(value)) return {
		considered,
		failed: 1,
		message: `${what} cannot be told: there are too few values`
	};
	if (value >= min && value <= max) return {
		considered,
		failed: 0,
		measured: value,
		message: `${what} is ${shown ?? "within its bounds"}`
	};
	const [side, relation, bound] = value < min ? [
		"at least",
		"below",
		bounds?.min
	] : [
		"at most",
		"above",
		bounds?.max
	];
	return {
		considered,
		failed: 1,
		measured: value,
		message: shown === void 0 ? `${what} is ${relation} ${bound}` : `${what} is ${shown}, expected ${side} ${bound}`
	};
}

// src/checks/judge-checks.ts
/** Row checks bring the expression language, which most checks do without. */
const rowChecks = () => import("./judge-rows.js");
const valueChecks = () => import("./judge-values.js");
/** Few checks compare with earlier data. */
const comparisons = () => import("./judge-comparison.js");
/**
* Judges every constraint of every check. Missing cells are left out by all but `required` and `missing`. The table
* may have derived columns behind those of the profile. Throws UserError for a check that cannot be judged: a pattern
* that is no RE2 syntax, a bound that does not suit its column, an expression of a column that is not there.
*/
async function judgeChecks(table, profile, checks, options = {}) {
	if (table.judge !== void 0) return table.judge(checks, profile, options);
	const { placeOf = () => ({}), ...context } = options;
	const outcomes = [];
	const views = /* @__PURE__ */ new Map();
	for (const [index, check] of checks.entries()) {
		const { where } = check;
		const key = where ?? "";
		const view = views.get(key) ?? await viewOf(table, where, placeOf([
			"checks",
			index,
			"where"
		]));
		views.set(key, view);
		for (const constraint of constraints) {
			if (check[constraint] === void 0 || check[constraint] === false) continue;
			const place = placeOf([
				"checks",
				index,
				constraint
			]);
			const isWhole = where === void 0;
			const judgement = await judge({
				table: view.table,
				profile,
				isWhole,
				check,
				constraint,
				place,
				placeIn: (offset) => placeOf([
					"checks",
					index,
					constraint
				], offset),
				context: {
					...context,
					whole: table
				}
			});
			outcomes.push(outcomeOf(judgement, {
				check,
				index,
				constraint,
				table,
				view
			}));
		}
	}
	return outcomes;
}
/** The rows of a table that a condition chooses. */
async function viewOf(table, where, place) {
	if (where === void 0) return {
		table,
		rows: void 0
	};
	const { evaluateCondition } = await rowChecks();
	const holds = evaluateCondition(table, where, "where", place);
	const rows = Uint32Array.from(holds.keys()).filter((row) => holds[row] === 1);
	return {
		table: takeRows(table, rows),
		rows
	};
}
/** Judges one constraint. */
async function judge(of) {
	const { check, constraint, table } = of;
	switch (constraint) {
		case "row_count": return judgeRows(of);
		case "columns": return judgeColumns(of);
		case "duplicate_rows": return (await rowChecks()).judgeDuplicates(of);
		case "expression": return (await rowChecks()).judgeExpression(of);
		case "sql": return (await import("./judge-sql.js")).judgeSql(of);
		case "references": return (await import("./judge-references.js")).judgeReferences(of);
		case "correlation": return judgeCorrelation(of);
		case "leakage": return judgeLeakage(of);
		case "most_frequent":
			if (check.column !== void 0) break;
			return (await import("./judge-constant.js")).judgeConstant(of);
		case "drift": return (await import("./judge-drift.js")).judgeDrift(of);
		case "overlap": return (await import("./judge-overlap.js")).judgeOverlap(of);
	}
	if (constraint === "unique" && typeof check.unique === "object") return (await rowChecks()).judgeUniqueKey(of, check.unique);
	const name = check.column ?? "";
	const column = findColumn(table, name);
	return column === void 0 ? (await rowChecks()).noColumn(table, name) : judgeColumn(of, constraint, column);
}
function judgeColumn(of, constraint, column) {
	switch (constraint) {
		case "missing": return judgeMissing(of, column);
		case "distinct": return judgeDistinct(of, column);
		case "most_frequent": return of.check.most_frequent?.enum === void 0 ? judgeMostFrequent(of, column) : valueChecks().then(({ judgeMode }) => both(judgeMostFrequent(of, column), judgeMode(of, column)));
		case "values": return valueChecks().then(({ judgeValues }) => judgeValues(of, column));
		case "balance": return judgeBalance(of, column);
		case "mean":
		case "median":
		case "sum":
		case "std": return judgeStatistic(of, constraint, column);
		case "min_value":
		case "max_value": return judgeExtreme(of, constraint, column);
		case "quantiles": return judgeQuantiles(of, column);
		case "max_age": return judgeAge(of, column);
		case "newer_than_reference": return comparisons().then(({ judgeNewer }) => judgeNewer(of, column));
		case "time_overlap": return import("./judge-overlap.js").then(({ judgeTimeOverlap }) => judgeTimeOverlap(of, column));
		default: return judgeCells(of, constraint, column);
	}
}
/** What two sides of a constraint came to together. */
function both(first, second) {
	const broken = [first, second].filter(({ failed }) => failed > 0);
	const failed = first.failed + second.failed;
	return {
		...first,
		failed,
		message: (broken[0] === void 0 ? [first, second] : broken).map(({ message }) => message).join("; ")
	};
}
/** Judges the number of rows by its bounds, and then by what it is compared with. */
async function judgeRows(of) {
	const { change, same_as: set } = of.check.row_count ?? {};
	const bounds = judgeRowCount(of);
	const changed = change === void 0 ? bounds : (await comparisons()).judgeRowChange(of, bounds);
	return set === void 0 ? changed : (await comparisons()).judgeSameRows(of, set, changed);
}
/** Judges the number of rows that are asked. */
function judgeRowCount({ check, table, isWhole }) {
	const { min = 0, max = Infinity } = check.row_count ?? {};
	const { rows } = table;
	const failed = rows < min || rows > max ? 1 : 0;
	const bound = rows < min ? `at least ${min}` : `at most ${max}`;
	const has = `the table has ${rows} rows${isWhole ? "" : ` where ${check.where}`}`;
	return {
		considered: rows,
		failed,
		measured: rows,
		message: failed ? `${has}, expected ${bound}` : has
	};
}
/** What a judgement on the rows of a view comes to. */
function outcomeOf(judgement, of) {
	const { considered, failed, first = [], passed = failed === 0, measured, message, details } = judgement;
	const { isUnjudged = false } = judgement;
	const { check, index, constraint, table, view } = of;
	const asked = view.rows === void 0 || constraint === "row_count" ? "" : ` (of ${formatNumber$1(view.rows.length)} rows where ${check.where})`;
	return {
		check,
		index,
		constraint,
		name: check.name ?? nameOf(check, constraint),
		severity: isUnjudged ? "info" : check.severity ?? "error",
		passed,
		isUnjudged,
		considered,
		failed,
		asked: view.table.rows,
		...measured === void 0 || Number.isNaN(measured) ? {} : { measured },
		rows: first.map((each) => {
			const row = view.rows?.[each] ?? each;
			return {
				row,
				line: table.lines[row]
			};
		}),
		message: message + asked,
		...details === void 0 ? {} : { details }
	};
}
/** `price.min`, `id, day.unique`, `row_count`; an expression or query is its own name. */
function nameOf(check, constraint) {
	const { column, unique, references, expression = "", sql = "" } = check;
	if (constraint === "expression" || constraint === "sql") {
		const text = (constraint === "sql" ? sql : expression).replace(/\s+/g, " ").trim();
		return text.length > 80 ? `${text.slice(0, 80)}…` : text;
	}
	if (column !== void 0) return `${column}.${constraint}`;
	if (constraint === "references") return `${Object.keys(references?.columns ?? {}).join(", ")}.references`;
	return constraint === "unique" && typeof unique === "object" ? `${unique.join(", ")}.unique` : constraint;
}

// src/actions/streamed-bytes.ts
/** Files from this size on are read part by part. */
const streamedBytes = 1 << 26;
/** Whether a file may come to so many bytes, once it is unpacked. */
async function mayBeLarge(files, path) {
	const ratio = /\.(gz|zst)$/i.test(showAddress(path)) ? 250 : 1;
	return (await files.size(path) ?? 0) * ratio >= streamedBytes;
}

// src/runner/version.ts
/** Version of mlops-actions. */
const { version } = package_default;
/** `owner/name` of this project on GitHub, from package.json. */
const repository = /github\.com\/([^/]+\/[^/.]+)/.exec(package_default.repository.url)?.[1] ?? "";

// src/services/environment.ts
/** Reads GitHub's variables; away from Actions most of them are undefined. */
function readEnvironment(env, options) {
	const kind = env.GITHUB_ACTIONS === "true" ? "github" : "terminal";
	const temp = env.RUNNER_TEMP || tmpdir();
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	return {
		kind,
		workspace: options.workingDirectory,
		repository: env.GITHUB_REPOSITORY || void 0,
		sha: env.GITHUB_SHA || void 0,
		eventName: env.GITHUB_EVENT_NAME || void 0,
		event: readEvent(env.GITHUB_EVENT_PATH),
		runId: env.GITHUB_RUN_ID || void 0,
		runAttempt: Number(env.GITHUB_RUN_ATTEMPT) || void 0,
		job: env.GITHUB_JOB || void 0,
		serverUrl,
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		hasArtifacts: Boolean(env.ACTIONS_RUNTIME_TOKEN && env.ACTIONS_RESULTS_URL) && !isEnterprise(serverUrl),
		temp,
		cache: path.join(kind === "github" ? temp : userCache(env), "mlops"),
		version: options.version
	};
}
/** Where a user's programs keep what they can fetch again, by each system's custom. */
function userCache(env) {
	const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
	if (xdg && path.isAbsolute(xdg)) return xdg;
	if (process.platform === "win32" && local) return local;
	return path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
/** GitHub Enterprise Server, by the toolkit's rule: not github.com, ghe.com or a localhost stand-in. */
function isEnterprise(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toUpperCase() : "";
	return host !== "GITHUB.COM" && !host.endsWith(".GHE.COM") && !host.endsWith(".LOCALHOST");
}
function readEvent(file) {
	if (!file) return void 0;
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return;
	}
}

// src/services/artifacts.ts
/** The artifacts of a run on GitHub, or where there are none the folder `.mlops/bundles/` of the workspace. */
function createArtifacts(environment, files) {
	if (environment.hasArtifacts) return runArtifacts(environment.temp);
	return folderArtifacts(files, `.mlops/bundles/${environment.runId ?? "local"}`, { replace: environment.runId === void 0 });
}
const fileName = "bundle.tar.gz";
/** Artifacts through the runner's artifact service. Content passes through a file below `temp`. */
function runArtifacts(temp) {
	const client = async () => new (await (import("./artifact.js"))).DefaultArtifactClient();
	return {
		isAvailable: true,
		async upload(name, content, retentionDays) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-upload-"));
			try {
				const file = path.join(folder, fileName);
				const { hashed, digest, size } = measure(content);
				await fs$1.writeFile(file, hashed);
				const options = {
					compressionLevel: 0,
					...retentionDays !== void 0 && { retentionDays }
				};
				const uploaded = await (await client()).uploadArtifact(name, [file], folder, options);
				return {
					name,
					id: uploaded.id ?? 0,
					size: uploaded.size ?? size(),
					digest: digest()
				};
			} catch (cause) {
				throw explain(`upload "${name}"`, cause);
			} finally {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
			}
		},
		async find(prefix) {
			try {
				const { artifacts } = await (await client()).listArtifacts();
				return newestFirst(artifacts.map(({ name, id, size }) => ({
					name,
					id,
					size
				})), prefix);
			} catch (cause) {
				throw explain("list the run's artifacts", cause);
			}
		},
		async download(id) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-download-"));
			try {
				const { digestMismatch } = await (await client()).downloadArtifact(id, { path: folder });
				if (digestMismatch) throw new Error("its digest is not the one that was uploaded");
				return readOnce(path.join(folder, fileName), folder);
			} catch (cause) {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
				throw explain(`download artifact ${id}`, cause);
			}
		}
	};
}
/** Artifacts as `<id>.<name>.tar.gz` in a folder. */
function folderArtifacts(files, folder, options = {}) {
	const all = async () => {
		const found = [];
		for (const { name: entry } of await files.list(folder)) {
			const [, id, name] = /^(\d{1,9})\.(.+)\.tar\.gz$/.exec(entry) ?? [];
			if (id === void 0 || name === void 0) continue;
			const file = `${folder}/${entry}`;
			found.push({
				name,
				id: Number(id),
				size: await files.size(file) ?? 0,
				path: file
			});
		}
		return found;
	};
	return {
		isAvailable: options.isAvailable ?? false,
		async upload(name, content) {
			const existing = await all();
			const same = existing.filter((each) => each.name === name);
			if (same.length > 0 && !options.replace) throw taken(name);
			const id = 1 + Math.max(0, ...existing.map((each) => each.id));
			const { hashed, digest, size } = measure(content);
			await files.write(`${folder}/${id}.${name}.tar.gz`, hashed);
			for (const each of same) await files.remove(each.path);
			return {
				name,
				id,
				size: size(),
				digest: digest()
			};
		},
		async find(prefix) {
			return newestFirst((await all()).map(({ name, id, size }) => ({
				name,
				id,
				size
			})), prefix);
		},
		async download(id) {
			const found = (await all()).find((each) => each.id === id);
			if (found === void 0) throw explain(`download artifact ${id}`, /* @__PURE__ */ new Error("there is none"));
			return files.stream(found.path);
		}
	};
}
function newestFirst(artifacts, prefix) {
	return artifacts.filter((each) => each.name.startsWith(prefix)).sort((a, b) => b.id - a.id);
}
/** Passes content on while hashing and counting it; `digest` and `size` are for when it has been read. */
function measure(content) {
	const hash = createHash("sha256");
	let bytes = 0;
	async function* pass() {
		for await (const chunk of content) {
			hash.update(chunk);
			bytes += chunk.byteLength;
			yield chunk;
		}
	}
	return {
		hashed: pass(),
		digest: () => hash.digest("hex"),
		size: () => bytes
	};
}
/** A file's bytes; its folder is removed when they have been read or given up. */
async function* readOnce(file, folder) {
	try {
		yield* createReadStream(file, { highWaterMark: 1 << 18 });
	} finally {
		await fs$1.rm(folder, {
			recursive: true,
			force: true
		});
	}
}
function taken(name) {
	return new ServiceError(`Cannot upload "${name}": this run has an artifact of that name`, {
		service: "artifacts",
		status: 409,
		rerun: false,
		hint: "Jobs of one run need names of their own: set the input \"leg\", for example to ${{ matrix.name }}"
	});
}
function explain(act, cause) {
	if (cause instanceof ServiceError || cause instanceof UserError) return cause;
	const message = cause instanceof Error ? cause.message : String(cause);
	if (message.includes("(409)")) return taken(/"(.*)"/.exec(act)?.[1] ?? "the artifact");
	const isQuota = message.includes("quota");
	return new ServiceError(`Cannot ${act}: ${message.split("\n")[0]}`, {
		service: "artifacts",
		rerun: !isQuota,
		hint: isQuota ? "Delete old artifacts or shorten their retention; GitHub recounts every few hours" : void 0,
		cause
	});
}

// src/services/aws-settings.ts
/** Reads the variables that AWS's own tools read; profiles and instance roles are not looked at. */
function readAwsSettings(env) {
	const accessKeyId = env.AWS_ACCESS_KEY_ID?.trim();
	const secretAccessKey = env.AWS_SECRET_ACCESS_KEY?.trim();
	return {
		credentials: accessKeyId && secretAccessKey ? {
			accessKeyId,
			secretAccessKey,
			sessionToken: env.AWS_SESSION_TOKEN?.trim() || void 0
		} : void 0,
		region: env.AWS_REGION || env.AWS_DEFAULT_REGION || void 0,
		endpoint: env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || void 0
	};
}

// src/services/clock.ts
/** The machine's clock. */
const systemClock = {
	now: () => Date.now(),
	sleep: (milliseconds, signal) => setTimeout(milliseconds, void 0, signal ? { signal } : {})
};

// src/services/git.ts
/** Asks the git program; folders are relative to `workspace`. */
function createGit(processes, workspace) {
	const ask = async (folder, ...args) => {
		const cwd = path.resolve(workspace, folder);
		const answer = await processes.run("git", args, {
			cwd,
			timeout: 1e4
		}).catch(() => void 0);
		return answer?.exitCode === 0 ? answer.stdout.trim() : void 0;
	};
	const resolve = (folder, name) => ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
	return {
		head: (folder = ".") => ask(folder, "rev-parse", "--verify", "HEAD"),
		async commitTime(folder = ".") {
			const seconds = await ask(folder, "log", "-1", "--no-show-signature", "--format=%ct");
			return seconds ? Number(seconds) : void 0;
		},
		async repository() {
			const url = await ask(".", "remote", "get-url", "origin");
			return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
		},
		prefix: (folder) => ask(folder, "rev-parse", "--show-prefix"),
		async parents(folder) {
			const [head] = (await ask(folder, "cat-file", "commit", "HEAD"))?.split("\n\n") ?? [];
			return head === void 0 ? void 0 : [...head.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap(([, parent]) => parent ?? []);
		},
		async baseOf(folder, name) {
			const commit = await resolve(folder, name);
			return commit && (await ask(folder, "merge-base", commit, "HEAD") || commit);
		},
		async tree(folder, commit) {
			if (await resolve(folder, commit) === void 0) return void 0;
			const { gitTree } = await import("./git-tree.js");
			return gitTree(processes, path.resolve(workspace, folder), commit);
		}
	};
}

// src/services/node-fetch.ts
/**
* The Fetch API's function on Node's own client. Unlike `globalThis.fetch` it gives the bytes as they were sent: what
* `content-encoding` says is not undone, so that a file's length is what the server says, and a rest can be asked for.
* `findAgent` gives the agent for an address, where a proxy stands between.
*/
function createNodeFetch(findAgent) {
	return async (url, { method = "GET", headers, body, signal } = {}) => {
		const target = new URL(url);
		const agent = await findAgent?.(url);
		const { request } = target.protocol === "https:" ? await import("node:https") : await import("node:http");
		const options = {
			method,
			headers,
			...agent && { agent },
			...signal && { signal }
		};
		return new Promise((resolve, reject) => {
			const outgoing = request(target, options, (incoming) => {
				try {
					resolve(responseOf(incoming));
				} catch (error) {
					incoming.destroy();
					reject(error);
				}
			});
			outgoing.once("error", reject);
			outgoing.end(body);
		});
	};
}
/** The agent that goes through the proxy of the environment (HTTPS_PROXY, NO_PROXY): the toolkit's. */
async function findProxyAgent(url) {
	const { HttpClient } = await import("./lib.js");
	return new HttpClient(void 0, void 0, { keepAlive: false }).getAgent(url);
}
/** Throws for a status or a header that no Response can have. */
function responseOf(incoming) {
	const status = incoming.statusCode ?? 0;
	const headers = new Headers();
	for (const [name, values = []] of Object.entries(incoming.headersDistinct)) for (const value of values) headers.append(name, value);
	const hasBody = ![
		204,
		205,
		304
	].includes(status);
	if (!hasBody) incoming.resume();
	const body = hasBody ? Readable.toWeb(incoming) : null;
	return new Response(body, {
		status,
		headers
	});
}

// src/services/http.ts
/** Headers that another host may see. */
const harmless = /* @__PURE__ */ new Set([
	"accept",
	"accept-encoding",
	"accept-language",
	"content-type",
	"if-match",
	"if-none-match",
	"range",
	"user-agent"
]);
/**
* HTTP through `fetch`, which gets each request that a redirect leads to, and may refuse one by a UserError. Redirects
* are followed here, because the platform's `fetch` drops only `Authorization` across hosts.
*/
function createHttp(fetch = createNodeFetch()) {
	return { async fetch(url, options = {}) {
		let target = parseUrl(url);
		let request = options;
		for (let redirects = 0; redirects <= 10; redirects++) {
			const response = await send(fetch, target, request);
			const next = redirectOf(response, target);
			if (next === void 0) return response;
			await response.body?.cancel();
			request = followed(request, response.status, next.origin === target.origin);
			target = next;
		}
		throw new ServiceError(`Cannot reach "${target.host}": more than 10 redirects`, {
			service: target.host,
			rerun: false
		});
	} };
}
async function send(fetch, url, options) {
	try {
		return await fetch(url.href, {
			...options,
			redirect: "manual"
		});
	} catch (cause) {
		if (options.signal?.aborted) throw options.signal.reason;
		if (cause instanceof UserError) throw cause;
		const rerun = !lasting.test(codeOf$1(cause) ?? "");
		throw new ServiceError(`Cannot reach "${url.host}": ${reasonOf(cause)}`, {
			service: url.host,
			rerun,
			cause
		});
	}
}
/** Codes of Node for a host that there is not, and one whose certificate is not good. */
const lasting = /^(ENOTFOUND|ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;
/** What went wrong below `fetch failed`. */
function reasonOf(cause) {
	if (!(cause instanceof Error)) return String(cause);
	const inner = cause.cause;
	for (const each of [cause, inner]) if (each instanceof AggregateError && each.errors[0] instanceof Error) return each.errors[0].message;
	return inner instanceof Error ? inner.message : cause.message;
}
function parseUrl(url) {
	const parsed = URL.canParse(url) ? new URL(url) : void 0;
	if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed;
	throw new UserError(`Cannot use "${showAddress(url)}": expected an address that starts with "https://"`);
}
function redirectOf(response, from) {
	const location = response.headers.get("location");
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(response.status) || location === null) return void 0;
	const next = URL.canParse(location, from.href) ? new URL(location, from.href) : void 0;
	const isDowngrade = from.protocol === "https:" && next?.protocol !== "https:";
	if (next && /^https?:$/.test(next.protocol) && !isDowngrade) return next;
	throw new ServiceError(`Cannot follow "${from.host}": it redirects to an address that is not https`, {
		service: from.host,
		status: response.status,
		rerun: false
	});
}
/** The request as it goes to where a redirect points, by the Fetch standard's rules for methods. */
function followed(options, status, isSameOrigin) {
	const { method = "GET", headers = {}, body, ...rest } = options;
	const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
	const kept = Object.entries(headers).filter(([name]) => (isSameOrigin || harmless.has(name.toLowerCase())) && !(becomesGet && /^content-/i.test(name)));
	return {
		...rest,
		method: becomesGet ? "GET" : method,
		headers: Object.fromEntries(kept),
		...body !== void 0 && !becomesGet && { body }
	};
}

// src/services/lazy-github.ts
/** GitHub's API whose code is loaded at the first call: most actions make none. */
function lazyGitHub(options) {
	let loading;
	const load = () => {
		loading ??= import("./github.js").then(({ createGitHub }) => createGitHub(options));
		return loading;
	};
	const [owner, name] = options.repository?.split("/") ?? [];
	return {
		isAvailable: Boolean(options.token && owner && name),
		login: async () => (await load()).login(),
		pullRequest: async (...args) => (await load()).pullRequest(...args),
		pullRequestsOfCommit: async (...args) => (await load()).pullRequestsOfCommit(...args),
		findComments: async (...args) => (await load()).findComments(...args),
		createComment: async (...args) => (await load()).createComment(...args),
		updateComment: async (...args) => (await load()).updateComment(...args),
		tree: async (...args) => (await load()).tree(...args),
		deleteComment: async (...args) => (await load()).deleteComment(...args)
	};
}

// src/services/lazy-remote.ts
/** Remote data whose code is loaded at the first address: most data are files of the checkout. */
function lazyRemote(options) {
	const { cacheFolder, clock, useProxy } = options;
	const load = async () => {
		const [{ createRemote }, { createDataCache }] = await Promise.all([import("./remote.js"), import("./data-cache.js")]);
		const fetch = createNodeFetch(useProxy ? findProxyAgent : void 0);
		return createRemote({
			...options,
			fetch,
			cache: createDataCache(cacheFolder, clock)
		});
	};
	return {
		fetch: async (...args) => (await load()).fetch(...args),
		list: async (...args) => (await load()).list(...args)
	};
}

// src/services/process.ts
const outputBound = 1 << 20;
/** Real child processes; `env` is the environment that they inherit. */
function createProcesses(env) {
	return { async run(program, args, options = {}) {
		const { spawn } = await import("node:child_process");
		return new Promise((resolve, reject) => {
			const child = spawn(program, args, {
				cwd: options.cwd,
				env: {
					...withoutSecrets(env),
					...options.env
				},
				stdio: [
					"ignore",
					"pipe",
					"pipe"
				],
				signal: options.signal,
				timeout: options.timeout,
				windowsHide: true
			});
			const streams = {
				stdout: "",
				stderr: ""
			};
			for (const name of ["stdout", "stderr"]) if (name === "stdout" && options.onOutput !== void 0) child.stdout.on("data", options.onOutput);
			else child[name].setEncoding("utf8").on("data", (chunk) => {
				if (streams[name].length < outputBound) streams[name] += chunk;
			});
			child.on("error", (cause) => {
				reject(cause.code === "ENOENT" ? new UserError(`Cannot run "${program}": it is not installed`, { cause }) : cause);
			});
			child.on("close", (code) => resolve({
				exitCode: code ?? 1,
				...streams
			}));
		});
	} };
}
/** The environment without action inputs, runner tokens, saved state, and the runner's command files. */
function withoutSecrets(env) {
	const own = /^(INPUT_|ACTIONS_|STATE_)|^GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
	return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0 && !own.test(entry[0])));
}

// src/services/scratch.ts
/** Files in the folder `temp`. */
function createScratch(temp) {
	const files = /* @__PURE__ */ new Set();
	const remove = async (file) => {
		await rm(file, {
			force: true,
			maxRetries: 5
		});
		files.delete(file);
	};
	return {
		async write(content, source) {
			const file = path.join(temp, `mlops-scratch-${randomUUID()}`);
			files.add(file);
			try {
				await mkdir(temp, { recursive: true });
				await writeFile(file, content, {
					flag: "wx",
					mode: 384
				});
				return file;
			} catch (cause) {
				await remove(file);
				throw cause instanceof Error && "syscall" in cause ? fileError("unpack", source, cause) : cause;
			}
		},
		remove,
		async close() {
			for (const file of files) await remove(file).catch(() => {});
		}
	};
}

// src/services/workers.ts
/**
* Pools of worker threads that run `entry` (a module that calls `serveJobs`). Threads start with a pool's first run
* and stay for the next; an idle one does not keep the process alive. A run that aborts or fails ends its threads in
* the middle of their work. Lack of memory is a UserError.
*/
function createWorkers(entry) {
	const pools = [];
	return {
		pool(threads = availableParallelism()) {
			const pool = createPool(entry, Math.max(1, Math.floor(threads)));
			pools.push(pool);
			return pool;
		},
		async close() {
			await Promise.all(pools.map((pool) => pool.close()));
		}
	};
}
function createPool(entry, size) {
	let threads = [];
	let last = Promise.resolve();
	/** The thread gets no environment: a kernel needs none, and it may hold secrets. */
	async function startThread() {
		const { Worker } = await import("node:worker_threads");
		const thread = new Worker(entry, {
			env: {},
			execArgv: [],
			name: "mlops worker",
			resourceLimits: { maxYoungGenerationSizeMb: 4 }
		});
		thread.on("error", () => {});
		thread.on("exit", () => {
			threads = threads.filter((each) => each !== thread);
		});
		thread.unref();
		return thread;
	}
	async function endThreads() {
		const ended = threads;
		threads = [];
		await Promise.all(ended.map((thread) => thread.terminate()));
	}
	async function start(run) {
		run.signal?.throwIfAborted();
		const needed = Math.min(size, run.message.count);
		while (threads.length < needed) threads.push(await startThread());
		try {
			return await runJobs(threads.slice(0, needed), run);
		} catch (error) {
			await endThreads();
			throw error;
		}
	}
	return {
		size,
		run(...[kernel, shared, count, options]) {
			const run = {
				message: {
					kernel,
					shared,
					count,
					next: new Int32Array(new SharedArrayBuffer(4))
				},
				onDone: options?.onDone,
				onAnswer: options?.onAnswer,
				signal: options?.signal
			};
			const result = last.then(() => start(run));
			last = result.catch(() => {});
			return result;
		},
		async close() {
			await endThreads();
		}
	};
}
/** Gives a run to threads; answers in the order of the jobs, save where `onAnswer` takes them. Rejects at the first failure or when the signal aborts. */
function runJobs(threads, { message, onDone, onAnswer, signal }) {
	const answers = new Array(message.count);
	const waiting = /* @__PURE__ */ new Map();
	let isWanted = true;
	let given = 0;
	/** Answers that came early wait for those before them. */
	const give = (job, answer) => {
		if (onAnswer === void 0) answers[job] = answer;
		else if (isWanted) waiting.set(job, answer);
		for (; onAnswer !== void 0 && isWanted && waiting.has(given); given++) {
			const next = waiting.get(given);
			waiting.delete(given);
			isWanted = onAnswer(next, given);
		}
		if (isWanted) return;
		waiting.clear();
		Atomics.store(message.next, 0, message.count);
	};
	let done = 0;
	let idle = 0;
	let release = () => {};
	return new Promise((resolve, reject) => {
		const fail = (cause) => reject(crash(message.kernel, cause));
		const exit = (code) => fail(/* @__PURE__ */ new Error(`its thread ended with code ${code}`));
		const abort = () => reject(signal?.reason);
		const receive = (reply) => {
			if ("failure" in reply) fail(reply.failure);
			else if ("idle" in reply && ++idle === threads.length) resolve(answers);
			else if ("job" in reply) try {
				give(reply.job, reply.answer);
				onDone?.(++done);
			} catch (cause) {
				reject(cause);
			}
		};
		if (threads.length === 0) resolve(answers);
		signal?.addEventListener("abort", abort, { once: true });
		for (const thread of threads) {
			thread.ref();
			thread.on("message", receive).on("error", fail).on("exit", exit);
			thread.postMessage(message);
		}
		release = () => {
			signal?.removeEventListener("abort", abort);
			for (const thread of threads) {
				thread.off("message", receive).off("error", fail).off("exit", exit);
				thread.unref();
			}
		};
	}).finally(release);
}
function crash(kernel, cause) {
	const text = cause instanceof Error ? cause.message : String(cause);
	if (!/memory|allocation failed/i.test(text)) return new Error(`Cannot compute "${kernel}": ${text}`, { cause });
	return new UserError(`Cannot compute "${kernel}": there is not enough memory (${text})`, {
		hint: "Use a larger runner, fewer rows or features, or a smaller model",
		cause
	});
}

// src/runner/asset-url.ts
/** Assets that come from packages, by their place in node_modules. */
const packagedAssets = {
	"mozjpeg_dec.wasm": "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm",
	"webp_dec.wasm": "@jsquash/webp/codec/dec/webp_dec.wasm"
};
/**
* Where an asset is. Bundles (dist/*.js and dist/shared/*.js) find everything in dist; sources find the worker's
* source beside this file, packages' assets in node_modules, and what is compiled in the repository's dist.
*/
function assetUrl(asset) {
	const here = import.meta.url;
	if (here.endsWith(".ts")) {
		if (asset in packagedAssets) return new URL(`../../node_modules/${packagedAssets[asset]}`, here);
		return isModule(asset) ? new URL(`./${asset}.ts`, here) : new URL(`../../dist/${asset}`, here);
	}
	const dist = new URL(/\/shared\/[^/]+$/.test(here) ? "../" : "./", here);
	return new URL(isModule(asset) ? `${asset}.js` : asset, dist);
}
/** What runs as a thread or process of its own. */
function isModule(asset) {
	return asset === "worker" || asset === "duckdb";
}

// src/runner/instantiate.ts
/** An instance of a compiled kernel with that many bytes of memory. */
function instantiate(asset, bytes) {
	const module = new WebAssembly.Module(readFileSync(assetUrl(asset)));
	const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
	return {
		memory,
		exports: new WebAssembly.Instance(module, { env: { memory } }).exports
	};
}
/** An instance of the kernel that `readCsv` reads large files with. */
function instantiateCsv() {
	const { memory, exports } = instantiate("csv.wasm", 1 << 21);
	return {
		memory,
		scanBatch: exports.scanBatch,
		encode: exports.encode,
		widen: exports.widen
	};
}

// src/runner/create-services.ts
/** The real services of a run. What is heavy inside them loads at its first call. */
function createServices(options) {
	const { environment, log, signal } = options;
	const process = createProcesses(options.env);
	const useProxy = [
		"HTTPS_PROXY",
		"https_proxy",
		"HTTP_PROXY",
		"http_proxy"
	].some((name) => options.env[name]);
	const http = createHttp(createNodeFetch(useProxy ? findProxyAgent : void 0));
	const files = createFiles({
		root: environment.workspace,
		contained: environment.kind === "github",
		allow: [environment.temp, ...options.env.GITHUB_WORKSPACE ? [options.env.GITHUB_WORKSPACE] : []]
	});
	return {
		environment,
		log,
		signal,
		process,
		clock: systemClock,
		http,
		remote: lazyRemote({
			cacheFolder: path.join(environment.cache, "data"),
			settings: readAwsSettings(options.env),
			userAgent: `mlops-actions/${environment.version}`,
			clock: systemClock,
			useProxy
		}),
		files,
		git: createGit(process, environment.workspace),
		workers: createWorkers(assetUrl("worker")),
		scratch: createScratch(environment.temp),
		csvKernel: instantiateCsv,
		github: lazyGitHub({
			token: options.token,
			repository: environment.repository,
			apiUrl: environment.apiUrl,
			version: environment.version,
			log,
			clock: systemClock,
			signal,
			useProxy
		}),
		artifacts: createArtifacts(environment, files),
		...createNatives({
			...options,
			http
		})
	};
}
/** What runs compiled code, loaded at the first call. */
function createNatives(options) {
	const { environment, env, http, log, signal } = options;
	return {
		natives: { async locate(...args) {
			const { createNativePackages, platformOf } = await import("./native-package2.js");
			return createNativePackages({
				http,
				clock: systemClock,
				log,
				signal,
				cache: env.RUNNER_TOOL_CACHE || path.join(environment.cache, "tools"),
				platform: platformOf(),
				registry: env.npm_config_registry ?? env.NPM_CONFIG_REGISTRY
			}).locate(...args);
		} },
		duckdb: { async open(...args) {
			const { createDuckDb } = await import("./duckdb.js");
			const needed = env.SystemRoot === void 0 ? {} : { SystemRoot: env.SystemRoot };
			return createDuckDb({
				entry: assetUrl("duckdb"),
				env: needed,
				temp: environment.temp
			}).open(...args);
		} }
	};
}
/** Ends what a run leaves running and removes what it leaves behind. */
async function closeServices({ workers, scratch }) {
	await workers.close();
	await scratch.close();
}

// src/runner/prepare.ts
/** Parses an action's inputs from text by name. Unknown names and bad values are UserErrors. */
function parseInputs(action, given) {
	const unknown = Object.keys(given).find((name) => !Object.hasOwn(action.inputs, name));
	if (unknown !== void 0) throw new UserError(`Cannot run ${action.name}: unknown input "${unknown}"${didYouMean(unknown, Object.keys(action.inputs))}`);
	const parsed = Object.entries(action.inputs).map(([name, input]) => [name, input.parse(given[name], name)]);
	return Object.fromEntries(parsed);
}
/**
* Loads the project that the inputs name. Where the configuration cannot be read, the project is a guess and
* `error` says why: enough to report on.
*/
async function prepareProject(action, files, inputs) {
	const options = inputs;
	try {
		return { project: await loadProject(files, options) };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const project = await fallbackProject(files, options).catch(() => {
			throw error;
		});
		return action.toleratesBadConfig ? { project: {
			...project,
			problem: error
		} } : {
			project,
			error
		};
	}
}

// src/runner/execute.ts
/**
* Runs an action and keeps its report under `.mlops/<name>/reports/`: as `started` first, so that a later step
* can say which one failed, then with what came of it, an error included. Errors are thrown on.
*/
async function execute(action, inputs, services) {
	const { project, error } = await prepareProject(action, services.files, inputs);
	await hideFromGit(project, services);
	const stored = await writeStoredReport(services, project, action.name);
	if (error !== void 0) {
		await stored.finish(errorReport(action, project, error));
		throw error;
	}
	try {
		const result = await action.run({
			...services,
			inputs,
			project
		});
		return {
			result,
			project,
			reportPath: await stored.finish(result.report)
		};
	} catch (cause) {
		if (!services.signal.aborted) await stored.finish(errorReport(action, project, cause)).catch(() => {});
		throw cause;
	}
}
/** `.mlops/` ignores itself, so that a checkout stays clean. */
async function hideFromGit(project, { files }) {
	const ignore = path.join(path.dirname(project.folders.root), ".gitignore");
	if (!await files.exists(ignore)) await files.write(ignore, "*\n");
}

// src/runner/exit-code.ts
/** The step's verdict as an exit code: 0, or 1 where `fail-on` says so. */
function exitCodeOf(report, failOn) {
	if (failOn === "never") return 0;
	if (report.verdict === "fail" || report.verdict === "refused") return 1;
	const warns = report.verdict === "inconclusive" || hasFinding(report, "warning");
	return failOn === "warning" && warns ? 1 : 0;
}
/** Exit codes of what is thrown: 2 the user can mend, 3 an outside service failed, 70 our bug. */
function exitCodeOfError(error) {
	if (error instanceof UserError) return 2;
	return error instanceof ServiceError ? 3 : 70;
}
function hasFinding(report, severity) {
	return report.sections.some((section) => section.findings?.some((finding) => finding.severity === severity));
}

// src/runner/github-log.ts
/** The log of a step on GitHub: a fold for each step of the work; data can never become a workflow command. */
function githubLog(write, debug) {
	const line = (text) => write(`${inert(text)}\n`);
	let isFolded = false;
	const closeFold = () => {
		if (isFolded) write("::endgroup::\n");
		isFolded = false;
	};
	return {
		closeFold,
		info: line,
		warn: (message, place) => {
			const properties = [
				place?.file && `file=${property(place.file)}`,
				place?.line && `line=${place.line}`,
				place?.column && `col=${place.column}`
			].filter(Boolean);
			write(`::warning${properties.length > 0 ? ` ${properties.join(",")}` : ""}::${encode(message)}\n`);
		},
		debug: (message) => {
			if (debug) write(`::debug::${encode(message)}\n`);
		},
		progress(title) {
			closeFold();
			write(`::group::${encode(title)}\n`);
			isFolded = true;
			let shown = 0;
			return {
				update(done, total, note) {
					const tenth = Math.floor(10 * done / Math.max(total, 1));
					if (tenth <= shown) return;
					shown = tenth;
					line(`${tenth * 10} %${note ? ` ${note}` : ""}`);
				},
				end(note) {
					closeFold();
					line(note ? `${title}: ${note}` : title);
				}
			};
		}
	};
}
/** Text whose lines cannot be read as commands (`::name::` at a line's start, `##[name]` anywhere). */
function inert(text) {
	return text.replace(/\r\n?/g, "\n").replace(/^(\s*):(?=:)/gm, "$1:​").replaceAll("##[", "##​[");
}
/** Encodes the message of a workflow command, as the runner decodes it. */
function encode(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
	return encode(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/runner/stop-signal.ts
/**
* A signal that SIGINT and SIGTERM abort. The second one ends the process at once.
*/
function stopSignal() {
	const controller = new AbortController();
	let exitCode;
	for (const [name, code] of [["SIGINT", 130], ["SIGTERM", 143]]) process.on(name, () => {
		if (exitCode !== void 0) process.exit(code);
		exitCode = code;
		controller.abort(/* @__PURE__ */ new Error(`Stopped by ${name}`));
	});
	return {
		signal: controller.signal,
		exitCode: () => exitCode
	};
}

// src/runner/github.ts
/**
* Runs an action as a step on GitHub: inputs from `INPUT_*`, then outputs, annotations, the job summary and the
* exit code from the value that it returned. @actions/core is loaded last: it doubles Node's start.
*/
async function startOnGitHub(action) {
	const { env } = process;
	const stop = stopSignal();
	const environment = readEnvironment(env, {
		workingDirectory: env.GITHUB_WORKSPACE || process.cwd(),
		version
	});
	const log = githubLog((text) => process.stdout.write(text), env.RUNNER_DEBUG === "1");
	let close = async () => {};
	try {
		const given = givenInputs(action, env);
		await maskSecrets([...secretsOf(action, given), ...awsSecrets(env)]);
		const inputs = parseInputs(action, given);
		const token = inputs["github-token"];
		const services = createServices({
			environment,
			env,
			token: typeof token === "string" ? token : env.GITHUB_TOKEN,
			log,
			signal: stop.signal
		});
		close = () => closeServices(services);
		const outcome = await execute(action, inputs, services);
		log.closeFold();
		await emit(outcome);
		const failOn = inputs["fail-on"];
		const { report, error } = outcome.result;
		process.exitCode = error === void 0 ? exitCodeOf(report, failOn) : exitCodeOfError(error);
		if (process.exitCode !== 0) await fail(`${outcome.project.name}: ${report.headline} (verdict ${outcome.result.verdict})`);
	} catch (error) {
		process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
		log.closeFold();
		await emitError(action, error, stop.exitCode() !== void 0);
	} finally {
		await close();
	}
}
function givenInputs(action, env) {
	const variable = (name) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
	return Object.fromEntries(Object.keys(action.inputs).map((name) => [name, env[variable(name)]]));
}
function secretsOf(action, given) {
	return Object.entries(action.inputs).filter(([, { kind }]) => kind === "secret").flatMap(([name]) => given[name]?.trim() || []);
}
/** Credentials that a step got by other ways than configure-aws-credentials, which masks them itself. */
function awsSecrets(env) {
	const { credentials } = readAwsSettings(env);
	return [credentials?.secretAccessKey, credentials?.sessionToken].filter((each) => each !== void 0);
}
async function maskSecrets(secrets) {
	if (secrets.length === 0) return;
	const { setSecret } = await import("./core2.js");
	for (const each of secrets) setSecret(each);
}
async function emit({ result, reportPath, project }) {
	const { error, warning, notice, setOutput, summary } = await import("./core2.js");
	const annotateAt = {
		error,
		warning,
		notice
	};
	const { annotate } = await import("./report-annotations.js");
	for (const { level, message, ...place } of annotate(result.report)) {
		const properties = Object.fromEntries(Object.entries({
			title: place.title,
			file: place.file,
			startLine: place.line,
			startColumn: place.column
		}).filter(([, value]) => value !== void 0));
		annotateAt[level](message, properties);
	}
	const outputs = {
		...result.outputs,
		verdict: result.verdict,
		passed: result.verdict === "pass" || result.verdict === "skipped",
		report: reportPath
	};
	for (const [name, value] of Object.entries(outputs)) if (value !== void 0) setOutput(name, value);
	if (project.config.report.summary) {
		const { renderMarkdown } = await import("./render-markdown2.js");
		await summary.addRaw(result.summary ?? renderMarkdown(result.report, { budget: summaryBudget })).write();
	}
}
/** Below GitHub's 1 MiB a step, over which the whole summary is dropped. */
const summaryBudget = 9e5;
async function fail(message) {
	const { setFailed } = await import("./core2.js");
	const code = process.exitCode;
	setFailed(inert(message));
	process.exitCode = code;
}
async function emitError(action, cause, stopped) {
	const { error, info } = await import("./core2.js");
	if (stopped) info(`${action.name}: stopped before it was done; nothing half-written was kept`);
	else if (cause instanceof UserError) {
		const { file, line, column } = cause.place;
		error(cause.hint === void 0 ? cause.message : `${cause.message}. ${cause.hint}`, {
			title: action.name,
			...file !== void 0 && { file },
			...line !== void 0 && { startLine: line },
			...column !== void 0 && { startColumn: column }
		});
	} else if (cause instanceof ServiceError) {
		const rerun = cause.rerun ? "A rerun may help" : "A rerun does not help";
		error(`${cause.message}. ${cause.hint === void 0 ? "" : `${cause.hint}. `}${rerun}`, { title: `${action.name}: ${cause.service}` });
	} else error(bugReport(action.name, cause), { title: `${action.name}: a bug in mlops-actions ${version}` });
}
/** The text for what should never happen: stack, version, where to report. */
function bugReport(name, error) {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	return `${name} has a bug (mlops-actions ${version}, Node ${process.version}, ${process.platform}). Please report it with these lines at the repository's issues:\n${stack}`;
}

// src/checks/judge-rows.ts
/** For each row 1 where the condition holds, 0 where not, NaN where it is NULL. Throws UserError. */
function evaluateCondition(table, text, key, place) {
	const compiled = compileExpression(parseExpression(text, place), table.columns);
	const column = compiled.type === "boolean" ? compiled.evaluate(table) : void 0;
	if (column?.kind === "numeric") return column.values;
	throw new UserError(`Cannot check "${text}": ${key} is a condition, the expression gives values of type ${compiled.type}`, {
		...place,
		hint: "Compare it with something, for example x > 0"
	});
}
/** Judges a row expression; rows where it is NULL hold, as in SQL's CHECK, and are not considered. */
function judgeExpression(of) {
	return expressionJudgement(of.check, failuresOfExpression(of));
}
/** Counts the rows that break a row expression. */
function failuresOfExpression({ table, check, place }) {
	const values = evaluateCondition(table, check.expression ?? "", "expression", place);
	const rows = failing(table.rows, (row) => values[row] === 0);
	return {
		considered: values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
		...rows
	};
}
/** The judgement on a row expression, once its rows are counted. */
function expressionJudgement(check, { considered, ...rows }) {
	return judged({ check }, considered, rows, "hold the expression", "break the expression", "breaks the expression");
}
/** Judges that no combination of several columns' values occurs twice; rows that miss all of them are left out. */
function judgeUniqueKey(of, names) {
	const { table } = of;
	const missing = names.find((name) => findColumn(table, name) === void 0);
	if (missing !== void 0) return noColumn(table, missing);
	const codes = names.flatMap((name) => findColumn(table, name) ?? []).map(codesOf);
	const isAsked = (row) => codes.some((each) => each.codes[row] >= 0);
	const key = codes.reduce(pairCodes);
	const counts = new Uint32Array(key.size);
	for (let row = 0; row < table.rows; row++) if (isAsked(row)) counts[key.codes[row]]++;
	const rows = failing(table.rows, (row) => isAsked(row) && counts[key.codes[row]] > 1);
	let considered = 0;
	for (let row = 0; row < table.rows; row++) if (isAsked(row)) considered++;
	const list = names.map((name) => `"${name}"`).join(", ");
	const distinct = counts.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
	return {
		...judged(of, considered, rows, `are unique by ${list}`, `share their ${list} with another`, `shares its ${list}`),
		measured: distinct
	};
}
/** Judges how many rows repeat an earlier one in all columns of the file. */
function judgeDuplicates(of) {
	const { table, profile, check, isWhole } = of;
	const rows = isWhole && profile.duplicate_rows === 0 ? {
		failed: 0,
		first: []
	} : findDuplicates(of);
	const judgement = verdict(rows.failed, table.rows, check.duplicate_rows ?? {}, {
		considered: table.rows,
		what: `${counted(rows.failed, "row")} of ${formatNumber$1(table.rows)} ${rows.failed === 1 ? "repeats" : "repeat"} an earlier one`
	});
	return judgement.failed === 0 ? judgement : {
		...judgement,
		...rows,
		failed: Math.max(1, rows.failed),
		passed: false
	};
}
function findDuplicates({ table, profile }) {
	const columns = profile.columns.flatMap(({ name }) => findColumn(table, name) ?? []);
	const { high, low } = hashContent({
		rows: table.rows,
		columns
	});
	const { codes, size } = pairCodes(densify(Float64Array.from(high)), densify(Float64Array.from(low)));
	const seen = new Uint8Array(size);
	return failing(table.rows, (row) => {
		const code = codes[row];
		if (seen[code] === 1) return true;
		seen[code] = 1;
		return false;
	});
}
/** A judgement on a column that is not there. */
function noColumn(table, name) {
	const names = table.columns.map((each) => each.name);
	return {
		considered: 0,
		failed: 1,
		passed: false,
		message: `there is no column "${name}"${didYouMean(name, names)}`
	};
}
function failing(rows, fails) {
	const first = [];
	let failed = 0;
	for (let row = 0; row < rows; row++) {
		if (!fails(row)) continue;
		failed++;
		if (first.length < 100) first.push(row);
	}
	return {
		failed,
		first
	};
}
function judged(of, considered, rows, holding, breaking, breaksOne) {
	const asked = formatNumber$1(considered);
	if (rows.failed === 0) return {
		considered,
		...rows,
		message: `all ${asked} rows ${holding}`
	};
	const message = `${formatNumber$1(rows.failed)} of ${asked} rows ${rows.failed === 1 ? breaksOne : breaking}`;
	return {
		considered,
		...rows,
		passed: isTolerated(of.check, considered, rows.failed),
		message: message + describeTolerance(of.check)
	};
}

export { ServiceError, UserError, addHash, addInvalid$1 as addInvalid, allowedInvalid, assetUrl, baseInput, binLabels, brokenBound, bugReport, cellConstraints, cellJudgement, cellText, centre, chartTable, checkExpression, choice, clipText, closeServices, codeOf, codeOf$1, codesOf, columnConstraints, commonOutputs, compileExpression, constraints, countCharacters, countCodes, countDuplicates, countFilled, countGrid, countPresent, countValues, counted, createColumn, createDictionary, createFiles, createHttp, createHyperLogLog, createServices, createTable, csvError, dataInputs, dayMilliseconds, daysOf, declareTypes, declaredType, decodeEntries, decompress, defineAction, deriveColumns, describeGaps, describeTolerance, didYouMean, digestDataSet, digestFile, digestModel, distributionOfCounts, dryRunInput, dvcError, eitherConstraints, emptyTally, encode$1 as encode, encodings, engines, enumTest, errorReport, escapeHtml, escapeInlineHtml, escapeMarkdown, escapeText, estimateDistinct, evaluateCondition, exactDistinct, execute, exitCodeOf, exitCodeOfError, expressionJudgement, failuresOf, failuresOfExpression, fencesOf, fileError, findColumn, findCompression, findEncoding, findFormat, findMissing, findingMessage, findingPlace, finishColumn$1 as finishColumn, finishText, flag, formatAmount, formatBytes, formatCell, formatDifference, formatDuration, formatNames, formatNumber$1 as formatNumber, formatOf, formatPercent, formats, functions, hashContent, hashOf, hashRows, histogramEdges, holdsSecret, hyperLogLogError, identityColumns, inert, inferType, inputPath, instantiate, instantiateCsv, invalidCells, isAddress, isObject, isPersonal, isRowWise, isTableShared, isTolerated, judge, judgeChecks, judgeDuplicates, judgeExpression, judgeUniqueKey, knownStatistic, limits, loadProject, loadTable, makeLinesVisible, makeVisible, mayBeLarge, mergeDays, missingJudgement, momentsOf, nameOfData, nativesInput, noColumn, noReference, number, numberRole, openColumns$1 as openColumns, openData, openKernelScanner, openParquet, openProjectData, outcomeOf, parseDateFormat, parseDuration, parseExpression, parseInputs, path$1 as path, pearson, pearsonOfCentred, piiKinds, placeOfRow, planProjectColumns, probabilities, profileNumbers, profileOf, profileTable, profileText, projectInputs, projectName, randomFrom, randomState, readCell, readCellAs, readCsv, readData, readEnvironment, readHeader, readPercentage, readReports, reasonOf, refuseDigest, refuseLfsPointer, refuseUnknown, renderBold, renderCode, renderGrid, renderTable, repository, requireData, requireTarget, resultInputs, retype$1 as retype, rocAuc, rocAucOneVsRest, rowIds, rowsOfInvalid, runOf, sampleRows, sampleValues, scanRecords, secondHash, settleColumn, shareTable, showAddress, shownDate, shownValue, skewnessOf, startOnGitHub, startScan, stopSignal, streamedBytes, tableConstraints, takeRows, tallyDictionary, text, textColumn, textEntries, textRole, tokenInput, topOf, topValues, trainInputs, trainingSets, transcode, typeByFlags, unjudged, verdictIcons, verdictWords, version, viewOf, withDerived, within, writeStoredReport };