import { clipText, counted, formatBytes, formatNumber, formatPercent } from "./core.js";

// src/actions/profile-section.ts
/** From here on a correlation is told, at most so many, the strongest first. */
const strong = .8;
const mostPairs = 10;
const mostPatterns = 5;
/** The profile as a table of its columns, and what is worth telling of them together. */
function profileSection(profile) {
	return {
		title: "Profile",
		rank: 6,
		folded: true,
		text: [profileText(profile), ...piiText(profile)],
		tables: [
			profileTable(profile),
			...strongPairs(profile),
			...missingTogether(profile)
		]
	};
}
function profileText({ bytes, columns, digest, ...profile }) {
	const about = profile.duplicate_rows_estimated ? "about " : "";
	return `${columns.length} columns, ${formatBytes(bytes)}, ${about}${counted(profile.duplicate_rows, "duplicate row")}; SHA-256 ${digest.slice(0, 16)}….`;
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
			column.pii === void 0 ? column.role : `${column.role} (${column.pii})`,
			column.missing === 0 ? "0" : `${formatNumber(column.missing)} (${formatPercent(column.missing / rows)})`,
			`${column.distinct_error === void 0 ? "" : "≈ "}${formatNumber(column.distinct)}`,
			column.min ?? null,
			isTime$1(column) ? null : column.quantiles?.["0.5"] ?? null,
			isTime$1(column) ? null : column.mean ?? null,
			column.max ?? null,
			column.outliers ?? null
		])
	};
}
function isTime$1({ type }) {
	return type === "date" || type === "datetime";
}
/** The columns that seem to hold personal data, by its kind. */
function piiText({ columns }) {
	const found = columns.flatMap(({ name, pii }) => pii === void 0 ? [] : [`"${name}" (${piiNames[pii]})`]);
	if (found.length === 0) return [];
	return [`Likely personal data, whose values are shown nowhere: ${found.slice(0, 20).join(", ")}${found.length > 20 ? ` and ${formatNumber(found.length - 20)} more columns` : ""}.`];
}
/** What the kinds of personal data are called. */
const piiNames = {
	email: "email addresses",
	phone: "phone numbers",
	card_number: "payment card numbers",
	iban: "bank account numbers",
	ip_address: "IP addresses",
	us_ssn: "US social security numbers",
	uk_nino: "UK national insurance numbers",
	es_dni: "Spanish DNI or NIE numbers",
	fr_nir: "French NIR numbers",
	de_steuer_id: "German tax numbers"
};
const measures = {
	pearson: "Pearson",
	spearman: "Spearman",
	cramers_v: "Cramér's V",
	correlation_ratio: "correlation ratio"
};
function strongPairs({ correlations, rows }) {
	if (correlations === void 0) return [];
	const found = correlations.pairs.flatMap(({ columns: [a = "", b = ""], ...values }) => {
		const [first] = Object.keys(measures).map((measure) => ({
			measure,
			value: values[measure] ?? 0
		})).sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
		return first !== void 0 && Math.abs(first.value) >= strong ? [{
			a,
			b,
			...first
		}] : [];
	}).sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
	if (found.length === 0) return [];
	return [{
		title: `Columns that go together${correlations.rows < rows ? ` (on a sample of ${formatNumber(correlations.rows)} rows)` : ""}`,
		columns: [
			{ label: "Columns" },
			{ label: "" },
			{ label: "Measure" },
			{
				label: "Value",
				digits: 3
			}
		],
		rows: found.slice(0, mostPairs).map(({ a, b, measure, value }) => [
			a,
			b,
			measures[measure],
			value
		]),
		total: found.length
	}];
}
/** Worth telling are columns that are missing with others. */
function missingTogether({ missing_patterns: patterns = [], rows }) {
	if (!patterns.some(({ columns }) => columns.length > 1)) return [];
	return [{
		title: "Missing together",
		columns: [{ label: "Columns" }, {
			label: "Rows",
			align: "right"
		}],
		rows: patterns.slice(0, mostPatterns).map(({ columns, more_columns: hidden = 0, rows: count }) => {
			const more = columns.length - 5 + hidden;
			const names = columns.slice(0, 5).join(", ");
			return [more > 0 ? `${names} and ${formatNumber(more)} more` : names, `${formatNumber(count)} (${formatPercent(count / rows)})`];
		}),
		total: patterns.length
	}];
}

// src/actions/column-sections.ts
/** Columns that get a section of their own; drawing more would take longer than they are worth. */
const mostColumns = 24;
const topShown = 10;
/** A section for each of the first columns, for the page: what it is, its spread as a histogram, its top values. */
function columnSections({ columns }) {
	const sections = columns.slice(0, mostColumns).map((column) => ({
		title: clipText(column.name, 200),
		rank: 7,
		pageOnly: true,
		text: [describeColumn(column)],
		tables: [...statisticsTable(column), ...topTable(column)],
		charts: [...histogramOf(column)]
	}));
	const rest = columns.length - sections.length;
	if (rest > 0) sections.push({
		title: "Further columns",
		rank: 7,
		pageOnly: true,
		text: [`${formatNumber(rest)} more columns are in profile.json, with the same statistics.`]
	});
	return sections;
}
function describeColumn(column) {
	const { type, role, why, count, missing, distinct, distinct_error: error, pii } = column;
	const { declared } = column;
	const about = `${`${type}${declared === void 0 ? "" : " (declared)"}${role === type ? "" : `, ${role}`}`}: ${why}. ${formatNumber(count)} values, ${formatNumber(missing)} missing, ${error === void 0 ? "" : "about "}${formatNumber(distinct)} different.`;
	return pii === void 0 ? about : `${about} Likely ${piiNames[pii]}: no value is shown.`;
}
/** What the profile's table has no room for; a statistic that the column lacks is left out. */
function statisticsTable(column) {
	const { quantiles = {}, days, largest_gap: gap } = column;
	const told = [
		["Minimum", column.min],
		...isTime(column) ? [] : shownQuantiles.map(([p, name]) => [name, quantiles[p]]),
		["Maximum", column.max],
		["Mean", column.mean],
		["Std. deviation", column.std],
		["Skewness", column.skewness],
		["Zeros", column.zeros],
		["Negative", column.negatives],
		["Infinite", column.infinite || void 0],
		["Days", days],
		["Days without a value", column.missing_days],
		["Longest gap in days", gap],
		["Shortest text", column.min_length],
		["Longest text", column.max_length],
		["Mean length", column.mean_length]
	].filter((row) => row[1] !== void 0);
	if (told.length === 0) return [];
	return [{
		columns: [{ label: "Statistic" }, {
			label: "Value",
			align: "right"
		}],
		rows: told
	}];
}
const shownQuantiles = [
	["0.05", "5 %"],
	["0.25", "25 %"],
	["0.5", "Median"],
	["0.75", "75 %"],
	["0.95", "95 %"]
];
function isTime({ type }) {
	return type === "date" || type === "datetime";
}
function topTable({ top_values: top, count }) {
	if (top.length === 0) return [];
	return [{
		columns: [
			{ label: "Most frequent" },
			{
				label: "Rows",
				align: "right"
			},
			{
				label: "Share",
				align: "right"
			}
		],
		rows: top.slice(0, topShown).map(({ value, count: times }) => [
			typeof value === "boolean" ? String(value) : value,
			times,
			formatPercent(times / count)
		])
	}];
}
/** Of dates the bins are named by their first days. */
function histogramOf(column) {
	const { histogram } = column;
	const name = clipText(column.name, 200);
	if (histogram === void 0 || histogram.counts.length < 2) return [];
	const series = [{
		label: "",
		values: histogram.counts
	}];
	const y = { label: "Rows" };
	if (!isTime(column)) return [{
		kind: "histogram",
		title: `Distribution of ${name}`,
		x: {
			label: name,
			values: histogram.edges
		},
		y,
		series
	}];
	const days = histogram.edges.slice(0, -1).map((moment) => new Date(moment).toISOString().slice(0, 10));
	return [{
		kind: "bar",
		title: `Rows by ${name}, from each day on`,
		x: {
			label: name,
			values: days
		},
		y,
		series
	}];
}

// src/actions/validated.ts
/** What the checks in `mlops.yml` and then those of suites came to. */
function outcomesOf({ outcomes, suites }) {
	return [...outcomes, ...suites?.outcomes ?? []];
}
/** How many findings are errors and warnings. */
function countFindings(findings) {
	const count = (of) => findings.filter(({ severity }) => severity === of).length;
	return {
		errors: count("error"),
		warnings: count("warning")
	};
}

// src/actions/report-data.ts
/** The data report: what is wrong first, then each check, then the profile column by column. */
function reportData({ title, profile, outcomes, findings, note, changes }) {
	const { errors, warnings } = countFindings(findings);
	const sections = [
		{
			title: "Data",
			rank: errors > 0 ? 1 : 3,
			findings,
			text: [...findings.length > 0 ? [] : [outcomes.length === 0 ? "No checks are set." : "Every check holds."], ...note === void 0 ? [] : [note]]
		},
		...changes === void 0 ? [] : [changes.section],
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
		profileSection(profile),
		...columnSections(profile)
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
		}, ...changes?.fact === void 0 ? [] : [changes.fact]],
		sections
	};
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

export { countFindings, outcomesOf, reportData };