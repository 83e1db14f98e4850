import { allowedInvalid, counted, dataInputs, defineAction, formatBytes, formatNumber, formatPercent, isTableShared, judgeChecks, loadTable, nativesInput, placeOfRow, profileOf, projectInputs, readCell } from "./core.js";
import { checkFindings } from "./check-findings.js";
import path from "node:path";

// src/actions/describe-data.ts
/** Files from this size on are read part by part. */
const streamedBytes = 1 << 26;
/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
async function describeData(context) {
	const { project, files } = context;
	const path = project.dataPath;
	if (path !== void 0 && !isTableShared(project) && (await files.size(path) ?? 0) >= streamedBytes) {
		const { streamData } = await import("./stream-data.js");
		const streamed = await streamData(context, path);
		if (streamed !== void 0) return streamed;
	}
	const table = await loadTable(context);
	return {
		table,
		profile: await profileOf(table)
	};
}

// src/actions/lazy-queries.ts
/** `openQueries` whose code is loaded at the first query: few checks are SQL. */
function lazyQueries(context, tables) {
	let opened;
	return {
		async run(...args) {
			const { openQueries } = await import("./query-data.js");
			opened ??= openQueries(context, await inMemory(tables), context.inputs["native-packages"]);
			return opened.run(...args);
		},
		close: async () => opened?.close()
	};
}
/** DuckDB is given all rows. */
async function inMemory(tables) {
	const loaded = {};
	for (const [name, table] of Object.entries(tables)) loaded[name] = await table.load?.() ?? table;
	return loaded;
}

// src/tables/text-traps.ts
const withComma = /^[-+]?\d{1,15},\d{1,15}$/;
const dayLike = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)( \d{1,2}:\d\d(:\d\d)?)?$/;
/**
* Finds what would be numbers but for at most 1 % of the cells, numbers with commas, and dates whose day and month the
* text alone does not tell. Undefined for a column that is text as it should be.
*/
function findTextTrap({ codes, dictionary }) {
	const counts = new Int32Array(dictionary.length);
	for (const code of codes) if (code >= 0) counts[code]++;
	const most = allowedInvalid(counts.reduce((sum, count) => sum + count, 0));
	const seen = {
		numbers: 0,
		padded: 0,
		ambiguous: 0,
		decimals: 0,
		dates: 0,
		others: 0
	};
	const days = /* @__PURE__ */ new Set();
	let first;
	for (const [code, text] of dictionary.entries()) {
		const count = counts[code];
		const look = count === 0 ? "marker" : lookOf(text, days);
		if (look === "marker") continue;
		seen[look] += count;
		if (look !== "numbers") first ??= code;
		if ((code & 255) === 255 && kindOf(seen, most) === void 0) return void 0;
	}
	const kind = kindOf(seen, most);
	if (kind === void 0 || first === void 0) return void 0;
	const { padded, ambiguous } = seen;
	const odd = kind === "decimals" ? seen.decimals : presentIn(seen) - seen.numbers;
	const formats = kind === "dates" ? commonFormats(days) : [];
	return {
		kind,
		present: presentIn(seen),
		odd,
		padded,
		ambiguous,
		row: codes.indexOf(first),
		formats
	};
}
function lookOf(text, days) {
	const { shape } = readCell(text);
	if (shape === "integer" || shape === "decimal" || shape === "infinite") return "numbers";
	if (shape === "padded" || shape === "ambiguous" || shape === "marker") return shape;
	if (withComma.test(text.trim())) return "decimals";
	const formats = formatsOf(text.trim());
	if (formats === "") return "others";
	days.add(formats);
	return "dates";
}
function presentIn({ numbers, padded, ambiguous, decimals, dates, others }) {
	return numbers + padded + ambiguous + decimals + dates + others;
}
/** What all cells but a few are, so far. */
function kindOf(seen, most) {
	const present = presentIn(seen);
	if (seen.dates > 0 && present - seen.dates <= most) return "dates";
	if (seen.decimals > 0 && present - seen.numbers - seen.decimals <= most) return "decimals";
	return seen.numbers > 0 && present - seen.numbers <= most ? "numbers" : void 0;
}
/** Formats that read a text of day, month and year, joined by a bar; empty for others. */
function formatsOf(text) {
	const [, left = "", separator = "", right = "", year = "", time = "", seconds] = dayLike.exec(text) ?? [];
	if (left === "" || year.length === 2 && separator !== "/") return "";
	const rest = `${separator}${year.length === 2 ? "%y" : "%Y"}${time === "" ? "" : seconds === void 0 ? " %H:%M" : " %H:%M:%S"}`;
	const [a, b] = [Number(left), Number(right)];
	const isIn = (value, most) => value >= 1 && value <= most;
	return [...isIn(a, 31) && isIn(b, 12) ? [`%d${separator}%m${rest}`] : [], ...isIn(a, 12) && isIn(b, 31) ? [`%m${separator}%d${rest}`] : []].join("|");
}
/** Formats that all texts have; none where some are written otherwise. */
function commonFormats(days) {
	const lists = [...days].map((each) => each.split("|"));
	return (lists[0] ?? []).filter((format) => lists.every((list) => list.includes(format)));
}

// src/actions/column-findings.ts
/**
* What is wrong with columns whatever the checks say: cells that do not fit their column's type, and columns that are
* text because of how few cells are written. A column whose type a check asks for is that check's matter.
*/
function columnFindings(table, config) {
	const asked = new Set(config.checks.flatMap(({ column, type }) => type === void 0 ? [] : [column]));
	const { columns: declared = {} } = config.data;
	return table.columns.flatMap((column) => {
		if (asked.has(column.name)) return [];
		const isDeclared = Object.hasOwn(declared, column.name);
		if (column.kind === "numeric") return column.invalidCount === 0 ? [] : [describeInvalid(table, column, isDeclared)];
		return isDeclared ? [] : describeTrap(table, column);
	});
}
function describeInvalid(table, column, isDeclared) {
	const { name, type, invalidCount: count } = column;
	const isOne = count === 1;
	return {
		severity: isDeclared ? "error" : "warning",
		message: `"${name}" is ${article(type)} column${isDeclared ? " as declared" : ""}, but ${counted(count, "cell")} ${isOne ? "does" : "do"} not fit and ${isOne ? "counts" : "count"} as missing`,
		hint: isDeclared ? `Correct the data, or data.columns; a check says how many may not fit: { column: ${name}, type: ${type}, mostly: 99% }` : `Correct the data, or declare what is right: data.columns: { ${name}: { type: text } }`,
		count,
		...placed(table, column, column.invalid[0]?.row ?? 0),
		...column.invalid[0]?.line !== void 0 && { line: column.invalid[0].line }
	};
}
function describeTrap(table, column) {
	const trap = findTextTrap(column);
	const isTyped = /\.(json|jsonl|ndjson|parquet)(\.(gz|zst))?$/i.test(table.source);
	if (trap === void 0 || isTyped && trap.kind !== "dates") return [];
	const [message, hint] = wordsOf(column.name, trap);
	return [{
		severity: "warning",
		message,
		hint,
		...placed(table, column, trap.row)
	}];
}
function wordsOf(name, trap) {
	const { odd, padded, ambiguous, present, formats } = trap;
	const declare = (declared) => `data.columns: { ${name}: ${declared} }`;
	switch (trap.kind) {
		case "numbers": {
			const why = [...padded > 0 ? [`${formatNumber(padded)} with leading zeros`] : [], ...ambiguous > 0 ? [`${formatNumber(ambiguous)} like 1E5, like +1 or beyond 2^53`] : []].join(", ");
			return [`"${name}" is a text column, because ${formatNumber(odd)} of ${formatNumber(present)} cells ${odd === 1 ? "is no plain number" : "are no plain numbers"}${why === "" ? "" : `: ${why}`}`, `Correct the data, or declare what is right: ${declare("{ type: number }")} or { type: text }`];
		}
		case "decimals": return [`"${name}" is a text column: ${formatNumber(odd)} of ${formatNumber(present)} cells are numbers with a comma`, `Set data.csv.decimal: "," where the comma stands before decimals, or ${declare("{ type: text }")}`];
		case "dates": {
			const [first, second] = formats.map((format) => declare(`{ format: "${format}" }`));
			const isMixed = first === void 0;
			return [`"${name}" is a text column of dates that are not ISO 8601${second === void 0 ? "" : ": which number is the day cannot be told"}${isMixed ? ", written in several ways" : ""}`, isMixed ? "Write them in one way, best as 2026-01-31" : `Declare how they are written: ${first}${second === void 0 ? "" : `, or "${formats[1]}"`}`];
		}
	}
}
function placed(table, column, row) {
	return {
		rule: `${column.name}.type`,
		...placeOfRow(table, row)
	};
}
function article(type) {
	return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

// src/actions/report-data.ts
/** The data report: what is wrong first, then each check, then the profile column by column. */
function reportData({ title, profile, outcomes, findings }) {
	const errors = findings.filter(({ severity }) => severity === "error").length;
	const warnings = findings.filter(({ severity }) => severity === "warning").length;
	const sections = [
		{
			title: "Data",
			rank: errors > 0 ? 1 : 3,
			findings,
			...findings.length === 0 && { text: [outcomes.length === 0 ? "No checks are set." : "Every check holds."] }
		},
		...outcomes.length > 0 ? [{
			title: "Checks",
			rank: 6,
			folded: true,
			tables: [checksTable(outcomes)]
		}] : [],
		...outcomes.flatMap(({ name, details }) => details === void 0 ? [] : [{
			title: `Check ${name}`,
			rank: 5,
			folded: true,
			tables: [details]
		}]),
		{
			title: "Profile",
			rank: 6,
			folded: true,
			text: [profileText(profile)],
			tables: [profileTable(profile)]
		}
	];
	return {
		schema: "mlops/report@1",
		action: "validate-data",
		title,
		verdict: errors > 0 ? "fail" : "pass",
		headline: headlineOf(outcomes, errors, warnings),
		facts: [{
			label: "Data",
			value: `${formatNumber(profile.rows)} rows`,
			note: [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""].filter((each) => each !== "").join(", ") || "no findings"
		}],
		sections
	};
}
/**
* What is wrong with the source whatever the checks say: what its reader found, and cells that do not fit their
* column's type. A reader's finding about a column that a check asks about (its rule) is a note beside that check's.
*/
function tableFindings(table, project) {
	const asked = new Set(project.config.checks.map(({ column }) => column));
	return [...(table.findings ?? []).map((finding) => asked.has(finding.rule) ? {
		...finding,
		severity: "info"
	} : finding), ...columnFindings(table, project.config)];
}
function headlineOf(outcomes, errors, warnings) {
	if (errors > 0) return `the data breaks ${counted(errors, "check")}`;
	if (warnings > 0) return `the data is fine, with ${counted(warnings, "warning")}`;
	if (outcomes.length === 0) return "the data is fine: no checks are set";
	const unjudged = outcomes.filter(({ isUnjudged }) => isUnjudged).length;
	const judged = outcomes.length - unjudged;
	const rest = unjudged === 0 ? "" : `, ${unjudged} could not be judged`;
	return `the data is fine: ${counted(judged, "check")} hold${judged === 1 ? "s" : ""}${rest}`;
}
const brokenWords = {
	error: "❌ broken",
	warning: "⚠️ warning",
	info: "ℹ️ note"
};
function checksTable(outcomes) {
	return {
		columns: [
			{ label: "Check" },
			{ label: "Result" },
			{
				label: "Asked of",
				align: "right"
			},
			{
				label: "Broken",
				align: "right"
			}
		],
		rows: [...outcomes].sort((a, b) => Number(a.passed) - Number(b.passed)).map(({ name, passed, isUnjudged, severity, considered, failed }) => [
			name,
			passed ? "✅ holds" : isUnjudged ? "➖ not judged" : brokenWords[severity],
			considered,
			failed
		])
	};
}
function profileText({ bytes, columns, duplicate_rows, digest }) {
	return `${columns.length} columns, ${formatBytes(bytes)}, ${counted(duplicate_rows, "duplicate row")}; SHA-256 ${digest.slice(0, 16)}….`;
}
function profileTable({ columns, rows }) {
	return {
		columns: [
			{ label: "Column" },
			{ label: "Type" },
			{ label: "Role" },
			{
				label: "Missing",
				align: "right"
			},
			{
				label: "Distinct",
				align: "right"
			},
			{
				label: "Min",
				align: "right"
			},
			{
				label: "Median",
				align: "right"
			},
			{
				label: "Mean",
				align: "right"
			},
			{
				label: "Max",
				align: "right"
			},
			{
				label: "Outliers",
				align: "right"
			}
		],
		rows: columns.map((column) => [
			column.name,
			column.type,
			column.role,
			column.missing === 0 ? "0" : `${formatNumber(column.missing)} (${formatPercent(column.missing / rows)})`,
			`${column.distinct_error === void 0 ? "" : "≈ "}${formatNumber(column.distinct)}`,
			column.min ?? null,
			isTime(column) ? null : column.quantiles?.["0.5"] ?? null,
			isTime(column) ? null : column.mean ?? null,
			column.max ?? null,
			column.outliers ?? null
		])
	};
}
function isTime({ type }) {
	return type === "date" || type === "datetime";
}

// src/actions/validate-data.ts
const inputs = {
	...projectInputs,
	...dataInputs,
	...nativesInput
};
/** Profiles the data and judges the checks in `checks` and `suites`. */
const validateData = defineAction({
	name: "validate-data",
	description: "Profiles the data and fails the job when a check does not hold",
	inputs,
	outputs: {
		rows: "Number of data rows",
		errors: "Number of checks with severity error that do not hold",
		warnings: "Number of warnings",
		profile: "Path of the data's profile (JSON)",
		"data-digest": "SHA-256 of the data"
	},
	async run(context) {
		const { project, files, log, clock } = context;
		const { table, profile } = await describeData(context);
		const progress = log.progress("Profiling and checking");
		const checked = await withColumnsOf(project, table);
		const { target, exclude, key } = project.config.data;
		const queries = lazyQueries(context, { data: checked });
		const outcomes = await judgeChecks(checked, profile, project.config.checks, {
			placeOf: project.place,
			target,
			exclude,
			key,
			now: clock.now(),
			query: queries.run,
			reference: await referenceOf(context),
			parts: await partsOf(project, table, checked)
		}).finally(queries.close);
		const findings = [...checkFindings(outcomes, checked, project.place), ...tableFindings(table, project)];
		if (project.config.suites.length > 0) {
			const { judgeSuites } = await import("./judge-suites.js");
			const judged = await judgeSuites(context, checked, profile);
			outcomes.push(...judged.outcomes);
			findings.push(...judged.findings);
		}
		const errors = findings.filter(({ severity }) => severity === "error").length;
		const warnings = findings.filter(({ severity }) => severity === "warning").length;
		progress.end(`${counted(outcomes.length, "check")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}`);
		const profilePath = path.join(project.folders.root, "profile.json");
		await files.write(profilePath, `${JSON.stringify(profile, null, 1)}\n`);
		return {
			verdict: errors > 0 ? "fail" : "pass",
			outputs: {
				rows: table.rows,
				errors,
				warnings,
				profile: profilePath,
				"data-digest": table.digest
			},
			report: reportData({
				title: project.name,
				profile,
				outcomes,
				findings
			})
		};
	}
});
/** The reference with its derived columns, where a check asks for it. */
async function referenceOf(context) {
	const { project } = context;
	if (project.config.checks.map((check) => check.drift ?? check.row_count?.change ?? check.newer_than_reference).every((each) => each === void 0)) return void 0;
	const { findReference } = await import("./find-reference.js");
	const reference = await findReference(context);
	return reference !== void 0 && "table" in reference ? {
		...reference,
		table: await withColumnsOf(project, reference.table)
	} : reference;
}
/** The rows to train and to test on, where a check asks for them. */
async function partsOf(project, raw, table) {
	if (project.config.checks.map((check) => check.overlap ?? check.time_overlap).every((each) => each === void 0)) return void 0;
	const { divideTable } = await import("./divide-table2.js");
	const { train, test } = divideTable(raw, table, project);
	return {
		train: {
			table,
			rows: train
		},
		test: {
			table,
			rows: test
		}
	};
}
/** The table, with its derived columns where a check may be about one: it names one, or has an expression or query. */
async function withColumnsOf(project, table) {
	const { checks, data } = project.config;
	const { derive = {} } = data;
	if (!checks.some(({ column, unique, expression, sql, where }) => expression !== void 0 || sql !== void 0 || where !== void 0 || [column ?? "", ...Array.isArray(unique) ? unique : []].some((name) => Object.hasOwn(derive, name))) || table.judge !== void 0) return table;
	const { planProjectColumns, withDerived } = await import("./derive-table.js");
	return withDerived(table, planProjectColumns(project, table));
}

export { validateData };