import { sampleValues } from "./data.js";
import { renderSarif } from "./render-sarif2.js";
import { isRowWise, within } from "./core.js";

// src/suites/check-expectation.ts
/** Our constraints that Great Expectations has a name for; the others are named after ours. */
const names = {
	row_count: "expect_table_row_count_to_be_between",
	required: "expect_column_values_to_not_be_null",
	unique: "expect_column_values_to_be_unique",
	min: "expect_column_values_to_be_between",
	max: "expect_column_values_to_be_between",
	exclusive_min: "expect_column_values_to_be_between",
	exclusive_max: "expect_column_values_to_be_between",
	pattern: "expect_column_values_to_match_regex",
	not_pattern: "expect_column_values_to_not_match_regex",
	any_pattern: "expect_column_values_to_match_regex_list",
	enum: "expect_column_values_to_be_in_set",
	not_enum: "expect_column_values_to_not_be_in_set",
	min_length: "expect_column_value_lengths_to_be_between",
	max_length: "expect_column_value_lengths_to_be_between",
	increasing: "expect_column_values_to_be_increasing",
	decreasing: "expect_column_values_to_be_decreasing",
	mean: "expect_column_mean_to_be_between",
	median: "expect_column_median_to_be_between",
	sum: "expect_column_sum_to_be_between",
	std: "expect_column_stdev_to_be_between",
	min_value: "expect_column_min_to_be_between",
	max_value: "expect_column_max_to_be_between"
};
/** The expectation that says what a constraint of a check says; of a name of ours where there is none. */
function expectationOf(outcome) {
	if (outcome === void 0) return {
		type: "mlops_check",
		kwargs: {}
	};
	const { check, constraint } = outcome;
	const { column, where, mostly } = check;
	const value = check[constraint];
	const name = names[constraint];
	if (name === void 0 || Array.isArray(check.unique)) return {
		type: `mlops_${constraint}`,
		kwargs: {
			...column === void 0 ? {} : { column },
			[constraint]: value,
			...where === void 0 ? {} : { where }
		}
	};
	return {
		type: name,
		kwargs: {
			...column === void 0 ? {} : { column },
			...kwargsOf(constraint, value),
			...typeof mostly === "number" && isRowWise(constraint) ? { mostly } : {},
			...where === void 0 ? {} : { where }
		}
	};
}
function kwargsOf(constraint, value) {
	switch (constraint) {
		case "min":
		case "min_length": return { min_value: value };
		case "max":
		case "max_length": return { max_value: value };
		case "exclusive_min": return {
			min_value: value,
			strict_min: true
		};
		case "exclusive_max": return {
			max_value: value,
			strict_max: true
		};
		case "pattern":
		case "not_pattern": return { regex: value };
		case "any_pattern": return { regex_list: value };
		case "enum":
		case "not_enum": return { value_set: value };
		case "increasing":
		case "decreasing": return value === "strict" ? { strictly: true } : {};
		case "required":
		case "unique": return {};
		default: {
			const { min, max } = value;
			return {
				min_value: min,
				max_value: max
			};
		}
	}
}

// src/suites/gx-results.ts
const severities = {
	error: "critical",
	warning: "warning",
	info: "info"
};
const shownRows = 20;
/** Statistics of fewer values would give the values away. */
const shownFrom = 10;
/**
* Results in the format of Great Expectations 1.x: what its ExpectationSuiteValidationResult is as JSON. Values of the
* data are not in it where `valuesOf` tells none: lists of values are empty, rows are told by their index from 0, and of statistics there are
* counts, and means, sums and standard deviations of at least ten values.
*/
function renderGxResults(rules, source) {
	const judged = rules.filter(({ outcomes }) => !outcomes.some(({ isUnjudged }) => isUnjudged));
	const results = judged.map((rule) => resultOf(rule, source));
	const successful = results.filter(({ success }) => success).length;
	const time = new Date(source.now).toISOString();
	const suite = {
		success: successful === results.length,
		results,
		suite_name: source.suite,
		suite_parameters: {},
		statistics: {
			evaluated_expectations: results.length,
			successful_expectations: successful,
			unsuccessful_expectations: results.length - successful,
			success_percent: results.length === 0 ? null : successful / results.length * 100
		},
		meta: {
			mlops_actions_version: source.version,
			run_id: {
				run_name: null,
				run_time: time
			},
			validation_time: time,
			active_batch_definition: { data_asset_name: source.data },
			batch_markers: {},
			batch_spec: {},
			unsupported: source.unsupported,
			not_judged: rules.filter((each) => !judged.includes(each)).map(({ label }) => label)
		},
		id: null
	};
	return `${JSON.stringify(suite, null, 1)}\n`;
}
/** Checks of `mlops.yml`, each constraint a rule. */
function rulesOf(outcomes) {
	return outcomes.map((outcome) => ({
		label: outcome.name,
		place: {},
		expectation: void 0,
		outcomes: [outcome],
		fault: void 0
	}));
}
function resultOf({ label, expectation, outcomes, fault }, { valuesOf }) {
	const [first] = outcomes;
	return {
		success: fault === void 0 && outcomes.every(({ passed }) => passed),
		expectation_config: {
			...expectation ?? expectationOf(first),
			meta: { name: label },
			severity: severities[first?.severity ?? "error"]
		},
		result: fault === void 0 && first !== void 0 ? detailsOf(expectation?.type ?? "", [first, ...outcomes.slice(1)], valuesOf) : {},
		meta: {},
		exception_info: {
			raised_exception: fault !== void 0,
			exception_traceback: null,
			exception_message: fault ?? null
		}
	};
}
function detailsOf(type, outcomes, valuesOf) {
	const [first] = outcomes;
	const { asked, considered, constraint } = first;
	if (type === "unexpected_rows_expectation") return { observed_value: first.failed };
	if (!isRowWise(constraint)) {
		const observed = observedOf(type, first);
		return observed === void 0 ? {} : { observed_value: observed };
	}
	const unexpected = Math.min(asked, outcomes.reduce((sum, { failed }) => sum + failed, 0));
	const rows = outcomes.flatMap((outcome) => outcome.rows.map(({ row }) => row)).sort((a, b) => a - b);
	const isOfMissing = constraint === "required" || type === "expect_column_values_to_be_null";
	const counts = {
		...countsOf(asked, considered, unexpected, [...new Set(rows)].slice(0, shownRows)),
		partial_unexpected_list: outcomes.flatMap(valuesOf),
		partial_unexpected_counts: []
	};
	return isOfMissing ? counts : {
		...counts,
		...missingOf(asked, considered, unexpected)
	};
}
function countsOf(asked, considered, unexpected, rows) {
	return {
		element_count: asked,
		unexpected_count: unexpected,
		unexpected_percent: percentage(unexpected, considered),
		partial_unexpected_index_list: rows
	};
}
/** What rules that leave out missing values say besides. */
function missingOf(asked, considered, unexpected) {
	return {
		missing_count: asked - considered,
		missing_percent: percentage(asked - considered, asked),
		unexpected_percent_total: percentage(unexpected, asked),
		unexpected_percent_nonmissing: percentage(unexpected, considered)
	};
}
function percentage(count, total) {
	return total === 0 ? 0 : count / total * 100;
}
const counted = [
	"row_count",
	"missing",
	"distinct",
	"most_frequent",
	"duplicate_rows"
];
const averages = [
	"mean",
	"sum",
	"std"
];
function observedOf(type, { constraint, measured, considered, asked }) {
	if (measured === void 0) return void 0;
	if (type.includes("proportion_of_non_null")) return asked === 0 ? void 0 : 1 - measured / asked;
	if (type.includes("proportion_of_unique")) return considered === 0 ? void 0 : measured / considered;
	return counted.includes(constraint) || averages.includes(constraint) && considered >= shownFrom ? measured : void 0;
}

// src/actions/write-results.ts
/** Writes results as SARIF and in Great Expectations' format, and returns where they lie. */
async function writeResults({ project, files, clock, environment: { version } }, { sarif, "gx-results": gx }, { findings, outcomes, suites, table, shown }) {
	const written = {};
	if (sarif !== void 0) {
		written.sarif = within(project.directory, sarif);
		const { file = table.source } = project.place([]);
		const source = {
			action: "validate-data",
			project: project.name,
			version,
			file
		};
		const told = shown === void 0 ? findings : findings.map(({ hint: _, ...finding }) => finding);
		await files.write(written.sarif, renderSarif(told, source));
	}
	if (gx !== void 0) {
		written["gx-results"] = within(project.directory, gx);
		const rules = [...rulesOf(outcomes), ...suites?.rules ?? []];
		const unsupported = suites?.unsupported ?? [];
		const valuesOf = (outcome) => shown === void 0 ? [] : sampleValues(outcome, table, shown);
		const source = {
			suite: project.name,
			data: table.source,
			version,
			now: clock.now(),
			unsupported,
			valuesOf
		};
		await files.write(written["gx-results"], renderGxResults(rules, source));
	}
	return written;
}

export { writeResults };