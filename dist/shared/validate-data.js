import { counted, dataInputs, defineAction, formatBytes, formatNumber, formatPercent, projectInputs } from "./core.js";
import { checkFindings, judgeChecks } from "./judge-checks.js";
import { loadTable, profileOf } from "./load-table.js";
import path from "node:path";

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
		headline: headlineOf(outcomes.length, errors, warnings),
		facts: [{
			label: "Data",
			value: `${formatNumber(profile.rows)} rows`,
			note: [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""].filter((each) => each !== "").join(", ") || "no findings"
		}],
		sections
	};
}
/**
* What is wrong with columns whatever the checks say: cells that do not fit the type that the rest of the column
* has. They count as missing from here on. A column whose type a check asks for is that check's matter.
*/
function columnFindings(table, project) {
	const asked = new Set(project.config.checks.flatMap(({ column, type }) => type === void 0 ? [] : [column]));
	return table.columns.flatMap((column) => {
		if (column.kind === "text" || column.invalidCount === 0 || asked.has(column.name)) return [];
		const row = column.invalid[0]?.row ?? 0;
		const line = table.lines[row];
		return [{
			severity: "warning",
			rule: `${column.name}.type`,
			message: `"${column.name}" is ${article(column.type)} column, but ${formatNumber(column.invalidCount)} ${column.invalidCount === 1 ? "cell does" : "cells do"} not fit and ${column.invalidCount === 1 ? "counts" : "count"} as missing`,
			hint: `Correct the data, or say what is right with a check: { column: ${column.name}, type: text }`,
			file: table.source,
			row: row + 1,
			count: column.invalidCount,
			...line !== void 0 && { line }
		}];
	});
}
function headlineOf(checks, errors, warnings) {
	if (errors > 0) return `the data breaks ${counted(errors, "check")}`;
	const about = checks === 0 ? "no checks are set" : `${counted(checks, "check")} hold${checks === 1 ? "s" : ""}`;
	return warnings > 0 ? `the data is fine, with ${counted(warnings, "warning")}` : `the data is fine: ${about}`;
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
		rows: [...outcomes].sort((a, b) => Number(a.passed) - Number(b.passed)).map(({ name, passed, severity, considered, failed }) => [
			name,
			passed ? "✅ holds" : brokenWords[severity],
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
function article(type) {
	return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

// src/actions/validate-data.ts
/** Profiles the data and judges the checks in `checks` and `suites`. */
const validateData = defineAction({
	name: "validate-data",
	description: "Profiles the data and fails the job when a check does not hold",
	inputs: {
		...projectInputs,
		...dataInputs
	},
	outputs: {
		rows: "Number of data rows",
		errors: "Number of checks with severity error that do not hold",
		warnings: "Number of warnings",
		profile: "Path of the data's profile (JSON)",
		"data-digest": "SHA-256 of the data"
	},
	async run(context) {
		const { project, files, log, clock } = context;
		const table = await loadTable(context);
		const progress = log.progress("Profiling and checking");
		const profile = profileOf(table);
		const checked = await withColumnsOf(project, table);
		const { target, exclude } = project.config.data;
		const outcomes = await judgeChecks(checked, profile, project.config.checks, {
			placeOf: project.place,
			target,
			exclude,
			now: clock.now()
		});
		const findings = [...checkFindings(outcomes, checked, project.place), ...columnFindings(table, project)];
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
/** The table, with its derived columns where a check may be about one: it names one, or has an expression. */
async function withColumnsOf(project, table) {
	const { checks, data } = project.config;
	const { derive = {} } = data;
	if (!checks.some(({ column, unique, expression, where }) => expression !== void 0 || where !== void 0 || [column ?? "", ...Array.isArray(unique) ? unique : []].some((name) => Object.hasOwn(derive, name)))) return table;
	const { planProjectColumns, withDerived } = await import("./derive-table2.js");
	return withDerived(table, planProjectColumns(project, table));
}

export { validateData };