import { baseInput, counted, dataInputs, defineAction, isAddress, nativesInput, projectInputs, resultInputs, tokenInput } from "./core.js";
import { checkFindings, columnFindings, countFindings, describeData, judgeChecks, outcomesOf, pausing, reportData, rowsThatFail } from "./data.js";
const { dirname, join } = process.getBuiltinModule("node:path");

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
	const others = [...tableFindings(table, project), ...suites?.findings ?? []];
	const findingsWith = (renamed) => [...checkFindings(outcomes, checked, project.place, shown, renamed), ...others];
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
	const told = changes?.renamed ? {
		changes,
		findings: findingsWith(changes.renamed)
	} : { changes };
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
	if (inputs.base !== void 0 || /^(pull_request|merge_group)/.test(environment.eventName ?? "")) {
		const { reportChanges } = await import("./report-changes.js");
		return reportChanges(context, data, inputs.base);
	}
	if (environment.kind !== "terminal") return void 0;
	const { directory, dataPath = directory } = project;
	const asked = isAddress(dataPath) ? directory : dirname(dataPath);
	const left = await git.leftMain(asked);
	if (left === void 0) return void 0;
	const { reportChanges } = await import("./report-changes.js");
	const leftMain = async (folder) => folder === asked ? left : git.leftMain(folder);
	const changes = await reportChanges({
		...context,
		git: {
			...git,
			leftMain
		}
	}, data, void 0);
	return changes?.isNone === true ? void 0 : changes;
}
/** Earlier data with their derived columns, where a check asks for them. */
async function referenceOf(context) {
	const { project } = context;
	if (project.config.checks.map((check) => check.drift ?? check.row_count?.change ?? check.newer_than_reference).every((each) => each === void 0)) return void 0;
	const { findEarlier } = await import("./core.js");
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
	const { divideTable } = await import("./dividing.js");
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
	const [{ openSet }, { setProject }] = await Promise.all([import("./load-set2.js"), import("./program.js")]);
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