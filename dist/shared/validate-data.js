import { baseInput, counted, dataInputs, defineAction, formatNumber, nativesInput, projectInputs, resultInputs, tokenInput } from "./core.js";
import { checkFindings, countFindings, describeData, findTextTrap, judgeChecks, outcomesOf, pausing, placeOfRow, reportData, rowsThatFail } from "./data.js";
const { join } = process.getBuiltinModule("node:path");

// src/actions/lazy-queries.ts
/** `openQueries` whose code is loaded at the first query: few checks are SQL. */
function lazyQueries(context, queried) {
	let opened;
	return {
		async run(...args) {
			const { openQueries } = await import("./query-data.js");
			opened ??= openQueries(context, queried, context.inputs["native-packages"]);
			return opened.run(...args);
		},
		close: async () => opened?.close()
	};
}

// src/actions/profile-json.ts
/** Columns between two pauses. */
const step = 256;
/** How JSON starts and ends around columns, with an indent of one. */
const [opening, closing] = ["{\n \"columns\": [", "\n ]\n}"];
/**
* The bytes of what `JSON.stringify` makes with an indent of one, and a line feed; with pauses between columns, as
* thousands of them take seconds.
*/
async function profileJson(profile, pause) {
	const encoder = new TextEncoder();
	const { columns } = profile;
	const rest = `${JSON.stringify({
		...profile,
		columns: []
	}, null, 1)}\n`;
	if (columns.length === 0) return encoder.encode(rest);
	const place = rest.indexOf("\n \"columns\": []") + opening.length - 1;
	const pieces = [encoder.encode(rest.slice(0, place))];
	for (let from = 0; from < columns.length; from += step) {
		await pause();
		const some = JSON.stringify({ columns: columns.slice(from, from + step) }, null, 1);
		pieces.push(encoder.encode(`${from === 0 ? "" : ","}${some.slice(opening.length, -closing.length)}`));
	}
	pieces.push(encoder.encode(`\n ${rest.slice(place)}`));
	const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.length;
	}
	return bytes;
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
		const change = table.typeChanges?.find(({ name }) => name === column.name);
		if (change !== void 0) return [describeChange(table, column, change)];
		const isDeclared = Object.hasOwn(declared, column.name);
		if (column.kind === "numeric") return column.invalidCount === 0 ? [] : [describeInvalid(table, column, isDeclared)];
		const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
		return isDeclared || sampled.kind !== "text" ? [] : describeTrap(table, sampled);
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
/** Whole numbers that others join are a lesser change than numbers that become text. */
function describeChange(table, column, change) {
	const { name, was, is, count, row, line, source } = change;
	const isWider = was === "integer" && is === "number";
	const misfits = count === void 0 ? "" : `; ${counted(count, "cell")} ${count === 1 ? "is" : "are"} not`;
	return {
		severity: isWider ? "warning" : "error",
		message: `"${name}" is ${article(is)} column, and was ${article(was)} one in ${source ?? "the reference"}${misfits}`,
		hint: `Correct the data, ${source === void 0 ? "" : "or "}declare what is right: data.columns: { ${name}: { type: ${is} } }${source === void 0 ? ", or renew data.reference" : ""}`,
		...count !== void 0 && { count },
		...row === void 0 ? {
			rule: `${name}.type`,
			file: table.source
		} : placed(table, column, row),
		...line !== void 0 && { line }
	};
}
function describeTrap(table, column) {
	const trap = findTextTrap(column);
	const isTyped = /\.(json|jsonl|ndjson|parquet)(\.(gz|zst))?$/i.test(table.source);
	if (trap === void 0 || isTyped && trap.kind !== "dates") return [];
	const [message, hint] = wordsOf(column.name, trap);
	const finding = {
		severity: "warning",
		hint
	};
	if (table.sample === void 0) return [{
		...finding,
		message,
		...placed(table, column, trap.row)
	}];
	const byPart = `${message} (by rows picked at random)`;
	return [{
		...finding,
		message: byPart,
		rule: `${column.name}.type`,
		file: table.source
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
		case "decimals": return [`"${name}" is a text column: ${formatNumber(odd)} of ${formatNumber(present)} cells are numbers with a comma`, `Set data.csv.decimal: "," where the comma stands before decimals; where it parts thousands write the numbers without it; or ${declare("{ type: text }")}`];
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

// src/actions/table-findings.ts
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

// src/actions/validate-data.ts
const inputs = {
	...projectInputs,
	...dataInputs,
	...baseInput,
	...nativesInput,
	...resultInputs,
	...tokenInput
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
		"data-digest": "SHA-256 of the data",
		"failed-rows": "Path of the rows that break checks (CSV), where `report.failed_rows` asks for it",
		sarif: "Path of the SARIF file, where one is asked for",
		"gx-results": "Path of the results as Great Expectations has them, where they are asked for"
	},
	async run(context) {
		const { project, files } = context;
		if (project.sets.size > 0) {
			const { validateSets } = await import("./validate-sets.js");
			return validateSets(context, (set, name) => validateTable({
				...context,
				project: set
			}, name));
		}
		const validated = await validateTable(context);
		const { table, profile, findings, failed, changes } = validated;
		const { errors, warnings } = countFindings(findings);
		const profilePath = join(project.folders.root, "profile.json");
		await files.write(profilePath, await profileJson(profile, pausing(context)));
		return {
			verdict: errors > 0 ? "fail" : "pass",
			outputs: {
				rows: table.rows,
				errors,
				warnings,
				profile: profilePath,
				"data-digest": table.digest,
				"failed-rows": failed?.path,
				...await resultsOf(context, validated)
			},
			report: reportData({
				title: project.name,
				profile,
				outcomes: outcomesOf(validated),
				findings,
				note: failed?.note,
				changes
			})
		};
	}
});
/** Profiles and checks the data of the context's project, which may be one of several sets. */
async function validateTable(context, set) {
	const { project, log, clock, environment } = context;
	const { table, profile } = await describeData(context);
	const progress = log.progress("Profiling and checking");
	const checked = await withColumnsOf(project, table);
	const { target, exclude, key } = project.config.data;
	const queries = queriesOf(context, checked);
	const outcomes = await judgeChecks(checked, profile, project.config.checks, {
		placeOf: project.place,
		target,
		exclude,
		key,
		now: clock.now(),
		pause: pausing(context),
		query: queries.run,
		reference: await referenceOf(context),
		parts: await partsOf(context, table),
		loadSet: async (name, place) => (await import("./load-set2.js")).openSet(context, name, place)
	}).finally(queries.close);
	const { show_values: showsValues = environment.kind === "terminal", failed_rows: writesRows } = project.config.report;
	const shown = showsValues ? profile : void 0;
	if (showsValues) await checked.pick?.(rowsThatFail(outcomes));
	const suites = await suitesOf(context, checked, profile, shown);
	const findingsWith = (renamed) => [
		...checkFindings(outcomes, checked, project.place, shown, renamed),
		...tableFindings(table, project),
		...suites?.findings ?? []
	];
	const findings = findingsWith();
	const validated = {
		table: checked,
		profile,
		shown,
		outcomes,
		suites,
		findings,
		failed: void 0,
		changes: void 0
	};
	const all = outcomesOf(validated);
	const { errors, warnings } = countFindings(findings);
	progress.end(`${counted(all.length, "check")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}`);
	const changes = await changesOf(context, {
		table,
		profile
	});
	const told = {
		changes,
		findings: findingsWith(changes?.renamed)
	};
	if (!writesRows) return {
		...validated,
		...told
	};
	const { writeFailedRows } = await import("./write-failed-rows.js");
	const failed = await writeFailedRows(context, {
		table: checked,
		profile,
		outcomes: all,
		set
	});
	return {
		...validated,
		...told,
		failed
	};
}
/** What SQL can be asked of: the table, and the project's sets. */
function queriesOf(context, data) {
	const sets = [...context.project.sets.keys()];
	return lazyQueries(context, {
		data,
		sets,
		loadSet: (name) => setWithColumns(context, name)
	});
}
/** What the suites come to; undefined where there are none. */
async function suitesOf(context, table, profile, shown) {
	if (context.project.config.suites.length === 0) return void 0;
	const { judgeSuites } = await import("./judge-suites.js");
	const queries = queriesOf(context, table);
	return judgeSuites(context, table, profile, shown, queries.run).finally(queries.close);
}
/** Writes what is asked for other tools. */
async function resultsOf(context, results) {
	const { sarif, "gx-results": gx } = context.inputs;
	if (sarif === void 0 && gx === void 0) return {};
	const { writeResults } = await import("./write-results.js");
	return writeResults(context, {
		sarif,
		"gx-results": gx
	}, results);
}
/** What changed against the base, where the run has one; in a terminal without asking, where git has one with the data. */
async function changesOf(context, data) {
	const { inputs, environment, git, project } = context;
	const isAsked = inputs.base !== void 0 || /^(pull_request|merge_group)/.test(environment.eventName ?? "");
	if (!isAsked) {
		if (environment.kind !== "terminal") return void 0;
		if (await git.leftMain(project.directory) === void 0) return void 0;
	}
	const { reportChanges } = await import("./report-changes.js");
	const changes = await reportChanges(context, data, inputs.base);
	return isAsked || changes?.isNone !== true ? changes : void 0;
}
/** Earlier data with their derived columns, where a check asks for them. */
async function referenceOf(context) {
	const { project } = context;
	if (project.config.checks.map((check) => check.drift ?? check.row_count?.change ?? check.newer_than_reference).every((each) => each === void 0)) return void 0;
	const { findEarlier } = await import("./data.js");
	const reference = await findEarlier(context);
	if (typeof reference === "string") return void 0;
	return reference.table === void 0 || reference.profile !== void 0 ? reference : {
		...reference,
		table: await withColumnsOf(project, reference.table)
	};
}
/** The rows to train and to test on, where a check asks for them. */
async function partsOf(context, table) {
	const { project } = context;
	if (project.config.checks.map((check) => check.overlap ?? check.time_overlap).every((each) => each === void 0)) return void 0;
	if (project.sets.has("train")) {
		const { openSet } = await import("./load-set2.js");
		const setOf = async (name) => withColumnsOf(project, await openSet(context, name, project.place(["data", "sets"])));
		const [train, test] = [await setOf("train"), await setOf("test")];
		if ((train.eachKeys ?? test.eachKeys) !== void 0) return (await import("./stream-overlap.js")).streamedSets(context, train, test);
		const wholeOf = (set) => ({
			table: set,
			rows: Uint32Array.from({ length: set.rows }, (_, row) => row)
		});
		return {
			train: wholeOf(train),
			test: wholeOf(test)
		};
	}
	if (table.eachKeys !== void 0) return (await import("./stream-overlap.js")).divideStream(context, table);
	const { divideTable } = await import("./actions.js");
	const whole = await withColumnsOf(project, table);
	const { train, test } = divideTable({
		...whole,
		columns: whole.columns.slice(0, table.columns.length)
	}, whole, project);
	return {
		train: {
			table: whole,
			rows: train
		},
		test: {
			table: whole,
			rows: test
		}
	};
}
/** One of the project's sets as a query sees it. */
async function setWithColumns(context, name) {
	const [{ openSet }, { setProject }] = await Promise.all([import("./load-set2.js"), import("./actions.js")]);
	const table = await openSet(context, name, context.project.place([
		"data",
		"sets",
		name
	]));
	return withColumnsOf(setProject(context.project, name), table);
}
/** The table, with its derived columns where a check may be about one: it names one, has an expression or query, or is a suite's. */
async function withColumnsOf(project, table) {
	const { checks, data, suites } = project.config;
	const { derive = {} } = data;
	if (!(suites.length > 0 && Object.keys(derive).length > 0 || checks.some(({ expression, sql, where, json_schema: _, ...rest }) => [
		expression,
		sql,
		where
	].some((each) => each !== void 0) || textsOf(rest).some((name) => Object.hasOwn(derive, name)))) || table.judge !== void 0) return table;
	const { planProjectColumns, withDerived } = await import("./actions.js");
	return withDerived(table, planProjectColumns(project, table));
}
/** All texts and keys in a value that does not hold itself, however deep. */
function textsOf(value) {
	if (typeof value === "string") return [value];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}

export { validateData };