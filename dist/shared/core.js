import { markdownTable } from "./vendor-markdown.js";
import { package_default } from "./package.js";
import { createHash, randomUUID } from "node:crypto";
import path from "node:path";
import { createReadStream, readFileSync } from "node:fs";
import * as fs$1 from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { availableParallelism, tmpdir } from "node:os";

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
	data: path$1("The data file; overrides data.path"),
	target: text("Column that the model predicts; overrides data.target")
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
			summary: true
		}
	};
}

// src/services/file-error.ts
/** The text of a UTF-8 file, without a byte order mark. Throws UserError with the line that is not UTF-8. */
function decodeText(bytes, name) {
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
function codeOf(cause) {
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
	const [reason, hint] = reasons[codeOf(cause) ?? ""] ?? [cause instanceof Error ? cause.message : String(cause)];
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
			return decodeText(await readBytes(name), name);
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
		async exists(name) {
			return await statOf(await resolve(name)) !== void 0;
		},
		async size(name) {
			const stat = await statOf(await resolve(name));
			return stat?.isFile() ? stat.size : void 0;
		},
		async list(name) {
			return (await fs$1.readdir(await resolve(name), { withFileTypes: true }).catch((cause) => {
				if (codeOf(cause) === "ENOENT") return [];
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
					if (codeOf(cause) === "ENOENT" && triesLeft > 0) continue;
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
		if (codeOf(cause) === "ENOENT") await fs$1.access(await nearestFolder(folder), fs$1.constants.W_OK);
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
			].includes(codeOf(cause) ?? "") || attempt === 20) throw cause;
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
	const named = config.data.path ?? options.data;
	const name = config.name ?? (named === void 0 ? await onlyProject(files, directory) : nameOfData(named));
	await applyInputs(config, options);
	const dataPath = options.data === void 0 ? config.data.path && within(directory, config.data.path) : within(options["working-directory"], options.data);
	return {
		name,
		config,
		configFile: isThere ? configPath : void 0,
		directory,
		dataPath: dataPath && fromRoot(files.root, dataPath),
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
	if (data !== void 0) config.data.path = data;
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
/** A path of the user's, relative to a folder unless it is absolute; with forward slashes on every system. */
function within(folder, name, paths = path) {
	return (paths.isAbsolute(name) ? name : paths.join(folder, name)).replaceAll(paths.sep, "/");
}
/** A path as reports show it: that of a file of the checkout is relative to it, whoever reads it. */
function fromRoot(root, name) {
	return path.isAbsolute(name) && isInside(root, name) ? within(".", path.relative(root, name)) : name;
}
/** Without a name and data: the one project that an earlier step left here. */
async function onlyProject(files, directory) {
	const names = (await files.list(within(directory, ".mlops"))).flatMap(({ name, isFolder }) => isFolder && name !== "bundles" && projectName.test(name) ? [name] : []);
	return names.length === 1 && names[0] !== void 0 ? names[0] : "model";
}
function nameOfData(dataPath) {
	const cleaned = path.basename(dataPath).replace(/\..*$/, "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 80);
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
	if (!(year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN;
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
function daysIn(year, month) {
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
const wholeNumber$1 = /^-?\d+$/;
const decimalNumber = /^[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?$/;
const signedPower = /^(-\d+[eE][-+]?\d+|\d+[eE][-+]\d+)$/;
const codeLike = /^(\+\d+|\+?\d+[eE]\d+)$/;
const infinity = /^([-+]?)(inf|Inf|INF|infinity|Infinity)$/;
const scratch = /* @__PURE__ */ new Uint8Array(40);
/** Reads one cell, spaces around a number or date allowed. */
function readCell(text) {
	if (text === "") return {
		shape: "missing",
		value: NaN
	};
	const trimmed = text.trim();
	if (trimmed === "" || markers.has(trimmed)) return {
		shape: "marker",
		value: NaN
	};
	const truth = booleans.get(trimmed);
	if (truth !== void 0) return {
		shape: "boolean",
		value: truth
	};
	const first = trimmed.charCodeAt(0);
	if (first >= 48 && first <= 57 || first === 43 || first === 45 || first === 46) return readNumber(trimmed) ?? readDate(trimmed) ?? {
		shape: "text",
		value: NaN
	};
	return readInfinity(trimmed) ?? {
		shape: "text",
		value: NaN
	};
}
/** The value of a cell in a column of that type, NaN for missing, undefined when it does not fit. */
function readCellAs(text, type) {
	const { shape, value } = readCell(text);
	if (shape === "missing" || shape === "marker") return NaN;
	const isNumeric = shape === "integer" || shape === "decimal" || shape === "ambiguous" || shape === "padded";
	if (type === "number") return isNumeric || shape === "infinite" ? value : void 0;
	if (type === "integer") return isNumeric && Number.isSafeInteger(value) ? value : void 0;
	if (type === "boolean") return shape === "boolean" || shape === "integer" && (value === 0 || value === 1) ? value : void 0;
	return shape === "date" || type === "datetime" && shape === "datetime" ? value : void 0;
}
function readNumber(text) {
	const value = Number(text);
	if (wholeNumber$1.test(text)) {
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
	if (/^[-+]?0\d/.test(text) && (decimalNumber.test(text) || signedPower.test(text) || codeLike.test(text))) return {
		shape: "padded",
		value
	};
	if (decimalNumber.test(text) || signedPower.test(text)) return {
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
		case "utf8": return [`the text at line ${line}${inColumn} is not UTF-8`, "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8"];
		case "cell": return [`the cell at line ${line}${inColumn} is longer than 1 MiB`, "Check the delimiter and the line ends; large objects belong in files of their own"];
		case "record": return [`the row at line ${line} is longer than 16 MiB`, "Check the delimiter and the line ends"];
		case "unclosed": return [`the quote that opens at line ${line}${inColumn} is never closed`, "Close it with a \", and write a quote inside of a quoted cell twice: \"\""];
		case "afterQuote": return [`there is text after the closing quote at line ${line}${inColumn}`, "Write a quote inside of a quoted cell twice: \"\""];
		case "ragged": return [`the row at line ${line} has ${`${ragged?.isExact === false ? "at least " : ""}${ragged?.cells}`} ${ragged?.cells === 1 ? "cell" : "cells"}, the header has ${width}`, "Put quotes around cells that hold the delimiter or a line end"];
	}
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
function encode$1(dictionary, source, start, end, hash = hashOf(source, start, end)) {
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
function hashOf(source, start, end) {
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

// src/tables/csv-columns.ts
/** How a column's cells are stored while scanning: dictionary-encoded, as numbers, or as dates. */
const textKind = 0;
/** Cells are float64 numbers. */
const numberKind = 1;
/** Cells are dates, as UTC milliseconds. */
const dateKind = 2;
/** An empty column; a forced type decides how its cells are stored. */
function createColumn(name, forced) {
	return {
		name,
		forced,
		kind: forced === "integer" || forced === "number" ? 1 : forced === "date" || forced === "datetime" ? 2 : 0,
		values: /* @__PURE__ */ new Float64Array(0),
		codes: /* @__PURE__ */ new Int32Array(0),
		cells: /* @__PURE__ */ new Int32Array(0),
		dictionary: createDictionary(),
		invalid: [],
		invalidCount: 0,
		lastInvalidRow: -1,
		hasDecimal: false,
		hasAmbiguous: false,
		hasPadded: false,
		hasInfinite: false,
		hasTime: false
	};
}
/** Stores a cell in a column of numbers or dates; what does not fit is counted and kept. */
function storeTyped(column, row, text) {
	store(column, row, text, readTyped(column, text));
}
/** The value of a cell in a column of numbers or dates, NaN for missing, undefined when it does not fit. */
function readTyped(column, text) {
	const { forced } = column;
	return forced === void 0 || forced === "text" ? inferredValue(column, text) : readCellAs(text, forced);
}
/** Stores a value that was read; a cell that does not fit counts once, however often its record is read. */
function store(column, row, text, value) {
	column.values[row] = value ?? NaN;
	if (value !== void 0 || column.lastInvalidRow === row) return;
	column.lastInvalidRow = row;
	column.invalidCount++;
	if (column.invalid.length >= limits.invalidKept) return;
	column.invalid.push({
		row,
		text: text.length > 100 ? `${text.slice(0, 100)}…` : text
	});
}
function inferredValue(column, text) {
	const { shape, value } = readCell(text);
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

// src/tables/csv-header.ts
const lineFeed$2 = 10;
const quote$3 = 34;
/**
* Reads the header from the first bytes of a file; undefined when it is not complete in them. The delimiter is
* the one of comma, semicolon and tab that the header holds most often outside of quotes, unless it is given.
* Without a header the first record only says how many columns there are: `column_1`, `column_2` …
* Throws UserError for an empty file, another encoding, and names that are empty or given twice.
*/
function readHeader(bytes, end, options) {
	const { source, isLast } = options;
	refuseEncoding(bytes, end, source);
	let start = end >= 3 && bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
	let line = 1;
	while (start < end && (bytes[start] === lineFeed$2 || bytes[start] === 13 && bytes[start + 1] === lineFeed$2)) {
		start += bytes[start] === lineFeed$2 ? 1 : 2;
		line++;
	}
	const record = findRecord(bytes, start, end);
	if (record.stop === end && !isLast) return void 0;
	if (record.isQuoted) throw headerError(source, line, "a quote in the header is never closed", "Close it with a \"");
	const text = decode(bytes, start, record.stop, source, line).replace(/\r$/, "");
	if (text.trim() === "") throw headerError(source, 1, end === 0 ? "the file is empty" : "there is no header line", "The first line must name the columns");
	if (/\r/.test(text) && !text.includes("\"")) throw headerError(source, line, "its lines end with a bare carriage return", "Save the file with Unix (LF) or Windows (CRLF) line ends");
	const delimiter = options.delimiter ?? detectDelimiter(text);
	const names = splitHeader(text, delimiter, source, line);
	if (!options.hasHeader) return {
		names: names.map((_, index) => `column_${index + 1}`),
		delimiter: delimiter.charCodeAt(0),
		next: start,
		line
	};
	checkNames(names, source, line);
	return {
		names,
		delimiter: delimiter.charCodeAt(0),
		next: Math.min(end, record.stop + 1),
		line: line + record.lines + 1
	};
}
function refuseEncoding(bytes, end, source) {
	const [first, second] = bytes;
	const hasMark = end >= 2 && (first === 255 && second === 254 || first === 254 && second === 255);
	const hasPattern = end >= 4 && (first === 0 && bytes[2] === 0 || second === 0 && bytes[3] === 0);
	if (hasMark || hasPattern) throw headerError(source, 1, "it is UTF-16 text", "Set `data.csv.encoding: utf-16` in mlops.yml, or save it as UTF-8");
	if (first === 31 && second === 139 || end >= 4 && first === 80 && second === 75 && bytes[2] === 3) throw headerError(source, 1, "it is compressed, not text", "Unpack it first");
}
/** Where the record that starts at `start` ends; a line feed inside of quotes does not end it. */
function findRecord(bytes, start, end) {
	let isQuoted = false;
	let lines = 0;
	let stop = start;
	for (; stop < end; stop++) if (bytes[stop] === quote$3) isQuoted = !isQuoted;
	else if (bytes[stop] === lineFeed$2) {
		if (!isQuoted) return {
			stop,
			lines,
			isQuoted
		};
		lines++;
	}
	return {
		stop,
		lines,
		isQuoted
	};
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
function detectDelimiter(header) {
	const unquoted = header.replace(/"(?:[^"]|"")*"/g, "");
	return [
		",",
		";",
		"	"
	].map((each) => ({
		each,
		count: unquoted.split(each).length
	})).reduce((best, next) => next.count > best.count ? next : best).each;
}
function splitHeader(text, delimiter, source, line) {
	const names = [];
	const bad = () => headerError(source, line, `there is text after the closing quote of column ${names.length + 1} in the header`, "Write a quote inside of a quoted name twice: \"\"");
	let at = 0;
	for (;;) {
		if (text[at] === "\"") {
			const match = /"((?:[^"]|"")*)"/y;
			match.lastIndex = at;
			const found = match.exec(text);
			if (found?.[1] === void 0) throw bad();
			names.push(found[1].replaceAll("\"\"", "\""));
			at = match.lastIndex;
			if (at < text.length && text[at] !== delimiter) throw bad();
		} else {
			const stop = text.indexOf(delimiter, at);
			names.push(text.slice(at, stop < 0 ? text.length : stop));
			at = stop < 0 ? text.length : stop;
		}
		if (at >= text.length) return names;
		if (names.length >= limits.columns) throw headerError(source, line, "it has more than 100,000 columns", "Check the delimiter and the line ends");
		at++;
	}
}
function checkNames(names, source, line) {
	const seen = /* @__PURE__ */ new Map();
	for (const [index, name] of names.entries()) {
		if (name.trim() === "") throw headerError(source, line, `column ${index + 1} has no name`, "Every column needs a name in the header");
		if (name.length > limits.name) throw headerError(source, line, `column ${index + 1} has a name of more than ${limits.name.toLocaleString("en")} characters`, "Check the delimiter and the line ends");
		const earlier = seen.get(name);
		if (earlier !== void 0) throw headerError(source, line, `columns ${earlier + 1} and ${index + 1} are both named "${name}"`, "Give each column a name of its own");
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
const lineFeed$1 = 10;
const carriageReturn$1 = 13;
const quote$2 = 34;
/** What the last call of `findQuoteEnd` saw inside of the quotes. */
const quoted = {
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
	quoted.lines = 0;
	quoted.hasEscapes = false;
	let stop = at + 1;
	for (;; stop++) {
		if (stop >= end) {
			if (isLast || end - at > limits.cell) throw csvError(scan, place, "unclosed");
			return -1;
		}
		const byte = bytes[stop];
		if (byte === quote$2) {
			if (stop + 1 === end || bytes[stop + 1] !== quote$2) break;
			quoted.hasEscapes = true;
			stop++;
		} else if (byte === lineFeed$1) quoted.lines++;
		else if (byte === 0) throw csvError(scan, {
			line: line + quoted.lines,
			column
		}, "nul");
	}
	const next = bytes[stop + 1];
	if (!(next === scan.delimiter || next === lineFeed$1 || next === carriageReturn$1 && (stop + 2 >= end || bytes[stop + 2] === lineFeed$1))) throw csvError(scan, {
		line: line + quoted.lines,
		column
	}, "afterQuote");
	return stop;
}

// src/tables/csv-text.ts
const quote$1 = 34;
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
			hashes[i] = start < 0 ? 0 : hashOf(bytes, start, cells[at + 1]);
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
			const cell = unescaped(bytes, ~start, end);
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
const strictDecoder = new TextDecoder("utf-8", {
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
		return strictDecoder.decode(cell);
	} catch {
		throw csvError(scan, {
			line,
			column
		}, "utf8");
	}
}
/** The inside of a quoted cell, each two quotes made one. */
function unescaped(bytes, start, end) {
	const cell = new Uint8Array(end - start);
	let length = 0;
	for (let from = start; from < end; from++) {
		cell[length++] = bytes[from];
		if (bytes[from] === quote$1) from++;
	}
	return cell.subarray(0, length);
}

// src/tables/csv-scanner.ts
const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;
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
	bytes[end] = lineFeed;
	scan.pendingStart = end;
	const { columns, delimiter } = scan;
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
		const row = scan.rows;
		if (row === scan.capacity) reserveRows(scan, Math.max(1024, row * 2));
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
					const from = quoted.hasEscapes ? ~(at + 1) : at + 1;
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
				line += quoted.lines;
			} else if (column.kind === 0) {
				for (;;) {
					const kind = classOf[bytes[stop]];
					if (kind !== 0) {
						if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed) break;
						if (kind === nul) throw csvError(scan, {
							line,
							column: index
						}, "nul");
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
				if (digit === -2) {
					const point = stop + 1;
					digit = bytes[++stop] - 48;
					while (digit >= 0 && digit <= 9) {
						mantissa = Math.imul(mantissa, 10) + digit | 0;
						digit = bytes[++stop] - 48;
					}
					scale = stop - point;
					digits += scale;
				}
				const byte = bytes[stop];
				const isEnd = byte === delimiter || byte === lineFeed || byte === carriageReturn && bytes[stop + 1] === lineFeed;
				if (isEnd && stop === at) column.values[row] = NaN;
				else if (isEnd && digits > 0 && digits <= 15 && !isPadded && (scale < 0 || column.forced !== "integer")) {
					let value = digits <= 9 ? mantissa : wholeNumber(bytes, firstDigit, stop);
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
	const content = from < 0 ? unescaped(bytes, ~from, to) : bytes.subarray(from, to);
	storeTyped(column, row, decodeCell(scan, content, line, index));
}
function endOfCell(scan, classOf, bytes, from, line, column) {
	let stop = from;
	for (;;) {
		const kind = classOf[bytes[stop]];
		if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed) return stop;
		if (kind === nul) throw csvError(scan, {
			line,
			column
		}, "nul");
		stop++;
	}
}
/** The digits of at most 15 as a number, a point among them left out. */
function wholeNumber(bytes, start, end) {
	let value = 0;
	for (let i = start; i < end; i++) if (bytes[i] !== 46) value = value * 10 + bytes[i] - 48;
	return value;
}
/** True when a cell's end was only found because the buffer ended: more bytes may follow. */
function isOpenEnd(bytes, stop, end) {
	return stop >= end || stop + 1 === end && bytes[stop] === carriageReturn;
}
function isBlankLine(bytes, at, end) {
	return bytes[at] === lineFeed || bytes[at] === carriageReturn && (at + 1 === end || bytes[at + 1] === lineFeed);
}
/** Counts the record's cells for the message; the count is a lower bound when the buffer cuts the record. */
function raggedError(scan, bytes, start, end, isLast) {
	let cells = 1;
	let isQuoted = false;
	let at = start;
	for (; at < end && (isQuoted || bytes[at] !== lineFeed); at++) if (bytes[at] === quote) isQuoted = !isQuoted;
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
		table[lineFeed] = terminator;
		table[carriageReturn] = maybeTerminator;
		table[0] = nul;
		classes.set(delimiter, table);
	}
	return table;
}

// src/tables/csv-kernel.ts
/** Tables with more columns than this do not need speed as much as memory. */
const mostColumns = 512;
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
* the scanner in TypeScript then goes on from there, and says what is wrong. Undefined for very many columns, or without memory.
*/
function openKernelScanner(instantiate, scan) {
	if (scan.columns.length > mostColumns) return void 0;
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
		const cell = from < 0 ? unescaped(bytes, ~from, to) : bytes.subarray(from, to);
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
/** Whether enough of the present cells fit for the others to be invalid cells, not proof of another type. */
function fits$1(count, present) {
	if (count === 0) return false;
	return count >= present - allowedInvalid(present);
}
function allowedInvalid(present) {
	return present < 20 ? 0 : Math.max(1, Math.floor(present / 100));
}
function presentCount(tally) {
	const { integer, decimal, infinite, ambiguous, padded, boolean, date, datetime, text } = tally;
	return integer + decimal + infinite + ambiguous + padded + boolean + date + datetime + text;
}
/** Types a column that was scanned as text by its cells so far; booleans and what fits no type stay as they are. */
function settleColumn(column, rows) {
	if (column.kind !== 0 || column.forced !== void 0) return;
	const type = inferType(tallyDictionary(column, rows));
	if (type !== "text" && type !== "boolean") retype$1(column, type, rows);
}
/**
* The finished column, or undefined when a column scanned as numbers or dates turns out to hold too much else:
* its texts are gone, so the file must be read again with it as text.
*/
function finishColumn(column, rows) {
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
		invalid: column.invalid,
		invalidCount: column.invalidCount
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
	const read = texts.map((text) => type === "boolean" ? readCellAs(text, type) : readTyped(column, text));
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		if (code < 0) column.values[row] = NaN;
		else store(column, row, texts[code], read[code]);
	}
}
/** Judges a column of numbers or dates by the rules of `inferType`. */
function finalType(column, values) {
	let fitting = 0;
	for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) fitting++;
	const isFit = fits$1(fitting, fitting + column.invalidCount);
	if (column.kind === 2) return isFit ? column.hasTime ? "datetime" : "date" : "text";
	if (!isFit || column.hasPadded || column.hasAmbiguous && !column.hasDecimal) return "text";
	return column.hasDecimal || column.hasInfinite ? "number" : "integer";
}
function finishText(column, rows) {
	const { size, bytes, offsets } = column.dictionary;
	const entries = {
		size,
		bytes,
		offsets
	};
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
/** Counts the shapes of all cells; stops early, short of the full count, once only text can come of it. */
function tallyDictionary(column, rows) {
	const { codes, dictionary } = column;
	const counts = new Int32Array(dictionary.size);
	let missing = 0;
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		if (code < 0) missing++;
		else counts[code]++;
	}
	const tally = {
		missing,
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
	const limit = allowedInvalid(rows - missing);
	const step = 256;
	for (let from = 0; from < dictionary.size; from += step) {
		const size = Math.min(step, dictionary.size - from);
		const texts = decodeEntries({
			size,
			bytes: dictionary.bytes,
			offsets: dictionary.offsets.subarray(from)
		});
		for (const [offset, text] of texts.entries()) tally[readCell(text).shape] += counts[from + offset];
		if (isHopeless(tally, limit)) break;
	}
	return tally;
}
function isHopeless(tally, limit) {
	const present = presentCount(tally);
	const { integer, decimal, infinite, ambiguous } = tally;
	return (tally.padded > 0 || present - (integer + decimal + infinite + ambiguous) > limit) && present - tally.boolean > limit && present - tally.date - tally.datetime > limit;
}

// src/tables/read-csv.ts
/**
* Reads a CSV or TSV file (RFC 4180; UTF-8 with or without BOM; LF or CRLF; blank lines skipped) into typed
* columns. Types come from all cells (see `inferType`); an empty cell is missing. Opens the file once, and a
* second time only where the first rows promised numbers or dates and later ones did not hold it. A file with
* only a header gives a table without rows. Throws UserError with file and line for what cannot be read.
*/
async function readCsv(open, options) {
	const first = await scanFile(open, options, /* @__PURE__ */ new Map());
	const columns = first.scan.columns.map((column) => finishColumn(column, first.scan.rows));
	if (columns.every((column) => column !== void 0)) return tableOf(first, columns, options.source);
	const second = await scanFile(open, options, new Map(first.scan.columns.map((column, index) => [column.name, columns[index]?.type])));
	const again = second.scan.columns.map((column) => finishColumn(column, second.scan.rows));
	if (second.digest === first.digest && again.every((column) => column !== void 0)) return tableOf(second, again, options.source);
	throw new UserError(`Cannot read "${options.source}": the file changed while it was read`, { file: options.source });
}
function tableOf(scanned, columns, source) {
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
async function scanFile(open, options, known) {
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
			const { source, delimiter, header: hasHeader = true } = options;
			const header = readHeader(buffer, filled, {
				source,
				isLast,
				delimiter,
				hasHeader
			});
			if (header !== void 0) {
				scan = startScan(header, options, known);
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
		if (filled * 2 >= buffer.length) buffer = widened(buffer, options.source, filled);
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
function startScan(header, options, known) {
	const types = new Map(Object.entries(options.types ?? {}));
	const columns = header.names.map((name) => {
		const column = createColumn(name, types.get(name));
		if (column.forced === void 0) column.kind = createColumn(name, known.get(name)).kind;
		return column;
	});
	return {
		source: options.source,
		delimiter: header.delimiter,
		columns,
		rows: 0,
		capacity: 0,
		lines: /* @__PURE__ */ new Uint32Array(0),
		line: header.line,
		batchStart: 0,
		batchCapacity: 0,
		pendingStart: 0,
		pendingColumn: 0
	};
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
function widened(buffer, source, filled) {
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

// src/profile/hash-content.ts
/** Rows that all columns are mixed in for before the next ones, so that their hashes stay in the cache. */
const blockRows = 4096;
const firstFactor = 2654435761;
const secondFactor = 2246822507;
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/**
* 64 bits a row that are equal where rows hold the same, missing and invalid cells included; -0 is 0. They compare rows
* of one table only (a text counts by its code), and so are much cheaper than `hashRows`. Each cell is mixed in by a
* permutation of the 64 bits, so rows that differ in one cell never collide.
*/
function hashContent(table) {
	const { rows, columns } = table;
	const high = new Int32Array(rows);
	const low = new Int32Array(rows);
	for (let from = 0; from < rows; from += blockRows) {
		const to = Math.min(rows, from + blockRows);
		for (const column of columns) if (column.kind === "text") mixCodes(high, low, column.codes, from, to);
		else mixNumbers(high, low, column.values, from, to);
	}
	for (const column of columns) if (column.kind === "numeric") mixInvalid(high, low, column);
	for (let row = 0; row < rows; row++) high[row] = finalize(high[row] ^ finalize(low[row]));
	return {
		high: new Uint32Array(high.buffer),
		low: new Uint32Array(low.buffer)
	};
}
function mixNumbers(high, low, values, from, to) {
	const words = new Int32Array(values.buffer, values.byteOffset + from * 8, (to - from) * 2);
	const highWord = 1 - lowWord;
	for (let row = from, at = 0; row < to; row++, at += 2) {
		let upper = words[at + highWord];
		let lower = words[at + lowWord];
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
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
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
const bucketCount = 4096;
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
	const scale = bucketCount / (max - min);
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
	counts[4095] += counts[bucketCount];
	const wanted = (/* @__PURE__ */ new Int32Array(4097)).fill(-1);
	const parts = [];
	let below = offset;
	for (let bucket = 0; bucket < bucketCount; bucket++) {
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
	wanted[bucketCount] = wanted[4095];
	for (let i = 0; i < values.length; i++) {
		const index = wanted[(values[i] - min) * scale | 0];
		if (index < 0) continue;
		const part = parts[index];
		part.values[part.filled++] = values[i];
	}
	for (const part of parts) select(part.values, part.ranks, part.offset, found, depth + 1);
}

// src/profile/moments.ts
/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block = 1024;
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
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
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
		min: NaN,
		max: NaN,
		mean: NaN,
		std: NaN
	};
	const mean = Number.isFinite(sum) ? sum / counts.finite : meanOfHuge(values, counts.finite);
	const reach = Math.max(max - mean, mean - min);
	return {
		...counts,
		min,
		max,
		mean,
		std: deviation(values, mean, counts.finite, scaleFor(reach))
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
/** The corrected two-pass algorithm (Chan, Golub, LeVeque 1983): the second sum takes the mean's rounding out. */
function deviation(values, mean, finite, scale) {
	let squares = 0;
	let rest = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let partialSquares = 0;
		let partialRest = 0;
		for (let i = from; i < to; i++) {
			const difference = (values[i] - mean) * scale;
			if (difference - difference !== 0) continue;
			partialSquares += difference * difference;
			partialRest += difference;
		}
		squares += partialSquares;
		rest += partialRest;
	}
	if (finite < 2) return NaN;
	return Math.sqrt(Math.max(0, squares - rest * rest / finite) / (finite - 1)) / scale;
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
/** The column of that name, or undefined. */
function findColumn(table, name) {
	return table.columns.find((column) => column.name === name);
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
const comparisons$1 = [
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
	const token = cursor.takeSign(...comparisons$1);
	if (!token) return left;
	const right = parseMembership(cursor);
	if (cursor.isSign(...comparisons$1)) cursor.fail(cursor.peek(), "comparisons cannot be chained", { hint: "Join them with AND: a < b AND b < c" });
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

// src/tables/take-rows.ts
/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
function takeRows(table, rows) {
	return {
		...table,
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
	const position = new Map(Array.from(rows, (row, index) => [row, index]));
	const invalid = column.invalid.flatMap(({ row, text }) => {
		const at = position.get(row);
		return at === void 0 ? [] : [{
			row: at,
			text
		}];
	});
	return {
		...column,
		values: Float64Array.from(rows, (row) => column.values[row]),
		invalid,
		invalidCount: invalid.length
	};
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
	"increasing",
	"decreasing",
	"zscore",
	"iqr"
];
/** Constraints on a column as a whole. */
const columnConstraints = [
	"missing",
	"distinct",
	"most_frequent",
	"balance",
	"mean",
	"median",
	"sum",
	"std",
	"min_value",
	"max_value",
	"quantiles",
	"max_age"
];
/** The keys of a check that each make a constraint of their own. */
const constraints = [
	...tableConstraints,
	...cellConstraints,
	...columnConstraints
];
/** Whether single cells or rows break a constraint, so that `mostly` and `max_failed` have a meaning. */
function isRowWise(constraint) {
	return constraint === "expression" || cellConstraints.some((each) => each === constraint);
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
const comparisons = {
	min: (value, bound) => value >= bound,
	max: (value, bound) => value <= bound,
	exclusive_min: (value, bound) => value > bound,
	exclusive_max: (value, bound) => value < bound
};
/** The test of `min`, `max` and their exclusive kin. */
function boundTest(given, constraint, column, place) {
	const { value: bound, type } = readBound(given, column, constraint, place);
	const compare = comparisons[constraint];
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

// src/checks/pattern-test.ts
/** A test that a text matches a regular expression of RE2 syntax somewhere, in linear time. Throws UserError. */
async function patternTest(pattern, place) {
	const { RE2JS } = await import("./build.js");
	try {
		const compiled = RE2JS.compile(pattern);
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
		case "format": return formats[check.format ?? "json"];
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
	const found = await failuresOf(of, constraint, column);
	const passed = isTolerated(of.check, found.considered, found.failed);
	const tolerance = found.failed === 0 ? "" : describeTolerance(of.check);
	return {
		...found,
		passed,
		message: describeFailure(of.check, constraint, column, found) + tolerance
	};
}
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
	const invalid = column.invalid.map(({ row }) => row);
	return {
		considered: found.considered + column.invalidCount,
		failed: found.failed + column.invalidCount,
		first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, 100)
	};
}
/** Missing cells; a cell that is there but invalid is not missing. */
function findMissing(column) {
	const rows = column.kind === "text" ? column.codes.length : column.values.length;
	const invalid = new Set(column.kind === "numeric" ? column.invalid.map(({ row }) => row) : []);
	const isMissing = (row) => column.kind === "text" ? column.codes[row] < 0 : Number.isNaN(column.values[row]) && !invalid.has(row);
	const first = [];
	let failed = column.kind === "numeric" ? column.invalid.length - column.invalidCount : 0;
	for (let row = 0; row < rows; row++) {
		if (!isMissing(row)) continue;
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
		for (const [row, value] of column.values.entries()) if (!Number.isNaN(value)) note(row, test.number(value));
		return {
			considered,
			failed,
			first
		};
	}
	const verdicts = column.dictionary.map((text, code) => test.text(text, code));
	for (const [row, code] of column.codes.entries()) {
		const holds = code < 0 ? void 0 : verdicts[code];
		if (holds !== void 0) note(row, holds);
	}
	return {
		considered,
		failed,
		first
	};
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
	const { considered, failed: missing, first } = findMissing(column);
	const range = check.missing ?? {};
	const broken = brokenBound(missing, considered, range);
	const message = `"${column.name}" is missing in ${formatNumber$1(missing)} of ${counted(considered, "row")}`;
	if (broken === void 0) return {
		considered,
		failed: 0,
		message
	};
	return {
		considered,
		failed: broken === "max" ? missing : Math.max(1, considered - missing),
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
		message: what
	} : {
		considered,
		failed: 1,
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

// src/runner/version.ts
/** Version of mlops-actions. */
const { version } = package_default;
/** `owner/name` of this project on GitHub, from package.json. */
const repository = /github\.com\/([^/]+\/[^/.]+)/.exec(package_default.repository.url)?.[1] ?? "";

// src/services/environment.ts
/** Reads GitHub's variables; away from Actions most of them are undefined. */
function readEnvironment(env, options) {
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	return {
		kind: env.GITHUB_ACTIONS === "true" ? "github" : "terminal",
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
		temp: env.RUNNER_TEMP || tmpdir(),
		version: options.version
	};
}
/** GitHub Enterprise Server, by the toolkit's rule: not github.com, ghe.com or a localhost stand-in. */
function isEnterprise(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toUpperCase() : "";
	return host !== "GITHUB.COM" && !host.endsWith(".GHE.COM") && !host.endsWith(".LOCALHOST");
}
function readEvent(path) {
	if (!path) return void 0;
	try {
		return JSON.parse(readFileSync(path, "utf8"));
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
	return {
		head: (folder = ".") => ask(folder, "rev-parse", "--verify", "HEAD"),
		async commitTime(folder = ".") {
			const seconds = await ask(folder, "log", "-1", "--no-show-signature", "--format=%ct");
			return seconds ? Number(seconds) : void 0;
		},
		async repository() {
			const url = await ask(".", "remote", "get-url", "origin");
			return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
		}
	};
}

// src/services/http.ts
/** Headers that another host may see. */
const harmless = /* @__PURE__ */ new Set([
	"accept",
	"accept-encoding",
	"accept-language",
	"content-type",
	"range",
	"user-agent"
]);
/** HTTP through `fetch`; redirects are followed here, because `fetch` drops only `Authorization` across hosts. */
function createHttp(fetch = globalThis.fetch) {
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
/** HTTP on the platform's own `fetch`. */
const realHttp = createHttp();
async function send(fetch, url, options) {
	try {
		return await fetch(url.href, {
			...options,
			redirect: "manual"
		});
	} catch (cause) {
		if (options.signal?.aborted) throw options.signal.reason;
		throw new ServiceError(`Cannot reach "${url.host}": ${reasonOf(cause)}`, {
			service: url.host,
			cause
		});
	}
}
/** What went wrong below `fetch failed`. */
function reasonOf(cause) {
	if (!(cause instanceof Error)) return String(cause);
	const inner = cause.cause;
	if (inner instanceof AggregateError && inner.errors[0] instanceof Error) return inner.errors[0].message;
	return inner instanceof Error ? inner.message : cause.message;
}
function parseUrl(url) {
	const parsed = URL.canParse(url) ? new URL(url) : void 0;
	if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed;
	throw new UserError(`Cannot use "${url}": expected an address that starts with "https://"`);
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
		deleteComment: async (...args) => (await load()).deleteComment(...args)
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
			for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (chunk) => {
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
			name: "mlops worker"
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
/** Gives a run to threads; answers in the order of the jobs. Rejects at the first failure or when the signal aborts. */
function runJobs(threads, { message, onDone, signal }) {
	const answers = new Array(message.count);
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
			else if ("job" in reply) {
				answers[reply.job] = reply.answer;
				onDone?.(++done);
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
/**
* Where an asset is. Bundles (dist/*.js and dist/shared/*.js) find everything in dist; sources find the worker's
* source beside this file, and what is compiled in the repository's dist.
*/
function assetUrl(asset) {
	const here = import.meta.url;
	if (here.endsWith(".ts")) return asset === "worker" ? new URL("./worker.ts", here) : new URL(`../../dist/${asset}`, here);
	const dist = new URL(/\/shared\/[^/]+$/.test(here) ? "../" : "./", here);
	return new URL(asset === "worker" ? "worker.js" : asset, dist);
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
		http: realHttp,
		files,
		git: createGit(process, environment.workspace),
		workers: createWorkers(assetUrl("worker")),
		csvKernel: instantiateCsv,
		github: lazyGitHub({
			token: options.token,
			repository: environment.repository,
			apiUrl: environment.apiUrl,
			version: environment.version,
			log,
			clock: systemClock,
			signal,
			useProxy: [
				"HTTPS_PROXY",
				"https_proxy",
				"HTTP_PROXY",
				"http_proxy"
			].some((name) => options.env[name])
		}),
		artifacts: createArtifacts(environment, files)
	};
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
		await maskSecrets(action, given);
		const inputs = parseInputs(action, given);
		const token = inputs["github-token"];
		const services = createServices({
			environment,
			env,
			token: typeof token === "string" ? token : env.GITHUB_TOKEN,
			log,
			signal: stop.signal
		});
		close = () => services.workers.close();
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
async function maskSecrets(action, given) {
	for (const [name, input] of Object.entries(action.inputs)) {
		const value = given[name];
		if (input.kind !== "secret" || !value) continue;
		const { setSecret } = await import("./core2.js");
		setSecret(value.trim());
	}
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

export { ServiceError, UserError, binLabels, bugReport, cellConstraints, chartTable, checkExpression, choice, clipText, codesOf, columnConstraints, commonOutputs, compileExpression, constraints, counted, createDictionary, createServices, dataInputs, dayMilliseconds, decodeEntries, defineAction, densify, describeTolerance, didYouMean, dryRunInput, encode$1 as encode, encodings, engines, errorReport, escapeHtml, escapeInlineHtml, escapeMarkdown, escapeText, execute, exitCodeOf, exitCodeOfError, findColumn, findingMessage, findingPlace, flag, formatBytes, formatCell, formatDifference, formatDuration, formatNames, formatNumber$1 as formatNumber, formatPercent, formats, hashContent, inferType, inputPath, instantiate, interpolate, isRowWise, isTolerated, judgeBalance, judgeCells, judgeDistinct, judgeMissing, judgeMostFrequent, limits, loadProject, makeLinesVisible, makeVisible, momentsOf, number, pairCodes, parseDuration, parseExpression, parseInputs, path$1 as path, projectInputs, projectName, quantileRanks, quantilesOf, randomFrom, randomState, readBound, readCell, readCellAs, readCsv, readEnvironment, readPercentage, readReports, reasonOf, renderBold, renderCode, renderGrid, renderTable, repository, requireData, requireNumbers, requireTarget, rocAuc, rocAucOneVsRest, runOf, selectRanks, startOnGitHub, stopSignal, tableConstraints, takeRows, text, tokenInput, trainInputs, transcode, verdict, verdictIcons, verdictWords, version, within, writeStoredReport };