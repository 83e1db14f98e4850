import { checkFindings, findColumn, judgeChecks, pausing, readCellAs, rowsThatFail } from "./data.js";
import { UserError, clipText, didYouMean, placed, within } from "./core.js";
import { RE2JS } from "./vendor-re2js.js";
import { checksSection, isRecord } from "./config.js";
import { parseYaml } from "./config2.js";
import { schemaOf as schemaOf$1 } from "./schema-of2.js";
import { PatternTooLarge, compilePatternWith, hasLookAround } from "./compile-pattern.js";
import { functions, parseExpression } from "./expression.js";
import { openSet } from "./load-set2.js";
import { isMain } from "./program.js";
const path = process.getBuiltinModule("node:path");

// src/suites/sql.ts
const known$1 = new Set(functions.flatMap(({ name, aliases }) => [name, ...aliases]));
/** Functions that SQL writes as a column is written. */
const withoutParentheses = new Set("current_date current_time current_timestamp localtime localtimestamp sysdate current_user".split(" "));
/** Why a SQL condition of a suite cannot be judged; undefined where the expression language has all of it. */
function refuseSql(text) {
	if (typeof text !== "string") return "its SQL is no text";
	try {
		const { calls, columns } = namesOf(parseExpression(text).root);
		const unknown = calls.find((name) => !known$1.has(name)) ?? columns.find((name) => withoutParentheses.has(name));
		return unknown === void 0 ? void 0 : `its SQL calls ${unknown}, which expressions do not have`;
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return "its SQL is more than an expression over one row can say";
	}
}
/** A column's name in an expression. */
function quoteName(column) {
	return `"${column.replaceAll("\"", "\"\"")}"`;
}
/** A value in an expression. */
function quoteValue(value) {
	return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
/** `column IN (\u2026)`, or undefined where a value is neither text nor number nor boolean. */
function isOneOf(column, values) {
	const plain = values.filter((each) => [
		"string",
		"number",
		"boolean"
	].includes(typeof each));
	if (plain.length < values.length || plain.length === 0) return void 0;
	return `${quoteName(column)} IN (${plain.map(quoteValue).join(", ")})`;
}
/** Conditions that must all be true; undefined where there is none. */
function allOf(conditions) {
	const given = conditions.filter((each) => each !== void 0);
	return given.length < 2 ? given[0] : given.map((each) => `(${each})`).join(" AND ");
}
/** A condition that is false where the given one is true, and true where that is false or unknown. */
function certainlyNot(condition) {
	return `CASE WHEN ${condition} THEN FALSE ELSE TRUE END`;
}
/** The functions that a part of an expression calls and the columns that it names without quotes, in lower case. */
function namesOf(node) {
	if (typeof node !== "object" || node === null) return {
		calls: [],
		columns: []
	};
	const found = Object.values(node).map(namesOf);
	const { kind, name, isQuoted } = node;
	const own = String(name).toLowerCase();
	return {
		calls: [...kind === "call" ? [own] : [], ...found.flatMap(({ calls }) => calls)],
		columns: [...kind === "column" && isQuoted !== true ? [own] : [], ...found.flatMap(({ columns }) => columns)]
	};
}

// src/suites/drafts.ts
/** Drafts that ask the rows where all conditions are true, their own too. */
function withWhere(drafts, conditions) {
	return drafts.map((draft) => {
		const where = allOf([...conditions, typeof draft.where === "string" ? draft.where : void 0]);
		return where === void 0 ? draft : {
			...draft,
			where
		};
	});
}
/** That no combination of values occurs twice; rows without any of them are left out. */
function uniqueTogether(columns) {
	return columns.length === 1 ? {
		column: columns[0],
		unique: true
	} : { unique: columns };
}
/** That no combination of values occurs twice, where rows without any of them are equal too. */
function uniqueWithMissing(columns) {
	const where = columns.map((name) => `${quoteName(name)} IS NULL`).join(" AND ");
	return [uniqueTogether(columns), {
		row_count: { max: 1 },
		where
	}];
}
/** A list of at least one name. */
function areNames(given) {
	return Array.isArray(given) && given.length > 0 && given.every((each) => typeof each === "string");
}
/** A number, also where it is written as a text. */
function numberOf(given) {
	const number = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
	return typeof number === "number" && Number.isFinite(number) ? number : void 0;
}
/** 0.95 as `95%`, without the digits that floating point adds; other values as they are. */
function percentageOf(share) {
	return typeof share === "number" ? `${Number((share * 100).toPrecision(12))}%` : share;
}
/** `mostly`, where it tolerates anything. */
function tolerance(mostly) {
	return mostly === void 0 || mostly === 1 ? {} : { mostly };
}

// src/suites/suite.ts
/** A value with keys; undefined for lists and everything else. */
function asMap(value) {
	return isRecord(value) ? value : void 0;
}

// src/suites/dbt-config.ts
/** What may stand in `config`, or beside the arguments as it did before. */
const configKeys = [..."severity warn_if error_if where limit fail_calc enabled".split(" "), ..."store_failures store_failures_as tags meta group alias schema database".split(" ")];
/** Reads `unique`, `{ accepted_values: { \u2026 } }` or `{ name: \u2026, test_name: accepted_values, \u2026 }`. */
function readEntry(entry) {
	if (typeof entry === "string") return {
		test: entry,
		given: {},
		config: {},
		description: void 0
	};
	const map = asMap(entry) ?? {};
	const named = typeof map.test_name === "string";
	const [key = "", second] = named ? [String(map.test_name)] : Object.keys(map);
	if (key === "" || second !== void 0) return void 0;
	const content = named ? map : map[key] === null ? {} : asMap(map[key]);
	if (content === void 0) return void 0;
	const { arguments: nested, config, name: _, test_name: __, description, ...others } = content;
	const outer = Object.entries(others);
	return {
		test: key,
		given: {
			...Object.fromEntries(outer.filter(([each]) => !configKeys.includes(each))),
			...asMap(nested)
		},
		config: {
			...Object.fromEntries(outer.filter(([each]) => configKeys.includes(each))),
			...asMap(config)
		},
		description: typeof description === "string" && description !== "" ? description : void 0
	};
}
/** Reads a test's configuration. A text says why it cannot be judged. */
function readConfig(config, rowCondition) {
	const { severity = "error", warn_if = "!= 0", error_if = "!= 0", limit, fail_calc = "count(*)" } = config;
	if (String(fail_calc).replaceAll(" ", "").toLowerCase() !== "count(*)") return "its fail_calc counts something else";
	const most = limit === void 0 || limit === null ? Infinity : numberOf(limit);
	if (most === void 0) return "its limit is no number";
	const warning = readCondition(warn_if, "warning");
	const error = readCondition(error_if, "error");
	if (typeof warning === "string") return warning;
	if (typeof error === "string") return error;
	const word = String(severity).toLowerCase();
	if (word !== "warn" && word !== "error") return "its severity is neither warn nor error";
	const isSame = JSON.stringify(error.allowed) === JSON.stringify(warning.allowed);
	const levels = word === "warn" ? [warning] : isSame ? [error] : [error, warning];
	const conditions = [config.where, rowCondition].filter((each) => each !== void 0 && each !== null);
	const refused = conditions.map(refuseSql).find((each) => each !== void 0);
	if (refused !== void 0) return `in its condition on rows, ${refused}`;
	return {
		levels,
		limit: most,
		where: allOf(conditions.map(String))
	};
}
const operators = /* @__PURE__ */ new Map([
	["!=", (bound) => [{
		min: bound,
		max: bound
	}]],
	["<>", (bound) => [{
		min: bound,
		max: bound
	}]],
	["=", (bound) => [{ below: bound }, { above: bound }]],
	[">", (bound) => [{ max: bound }]],
	[">=", (bound) => [{ below: bound }]],
	["<", (bound) => [{ min: bound }]],
	["<=", (bound) => [{ above: bound }]]
]);
/** `> 10` is when a test fails; a level is what it may be. */
function readCondition(given, severity) {
	const [, operator = "", bound] = /^\s*(!=|<>|>=|<=|=|>|<)\s*(\d{1,15})\s*$/.exec(String(given)) ?? [];
	const allowed = operators.get(operator)?.(Number(bound));
	const words = `${severity === "error" ? "error_if" : "warn_if"} ${given}`;
	return allowed === void 0 ? `its ${severity === "error" ? "error_if" : "warn_if"} is no comparison with a number` : {
		severity,
		allowed,
		words
	};
}

// src/suites/dbt-test.ts
/** A test of a column. */
function ofColumn(keys, translate) {
	return {
		keys,
		isOfColumn: true,
		translate
	};
}
/** A test of a table. */
function ofTable(keys, translate) {
	return {
		keys,
		isOfColumn: false,
		translate
	};
}
/** One check, broken by the rows that dbt counts. */
function rows(draft) {
	return {
		drafts: [draft],
		counted: draft
	};
}
/** A SQL condition that every row holds; a text where it is not of our expressions. */
function holds(condition) {
	return refuseSql(condition) ?? rows({ expression: condition });
}
/** `min_value` and `max_value` of a row's number: checks where they are numbers, else SQL. */
function between$1({ min_value: min, max_value: max, strictly }, column, [low, high], value = quoteName(column)) {
	const isStrict = strictly === true;
	if (min === void 0 && max === void 0) return "it has neither min_value nor max_value";
	const condition = [...min === void 0 ? [] : [`${value} ${isStrict ? ">" : ">="} ${min}`], ...max === void 0 ? [] : [`${value} ${isStrict ? "<" : "<="} ${max}`]].join(" AND ");
	const asRow = holds(condition);
	if (![min, max].every((each) => each === void 0 || typeof each === "number") || column === "" || isStrict && low === "min_length") return asRow;
	return {
		drafts: [...min === void 0 ? [] : [{
			column,
			[isStrict ? `exclusive_${low}` : low]: min
		}], ...max === void 0 ? [] : [{
			column,
			[isStrict ? `exclusive_${high}` : high]: max
		}]],
		counted: { expression: condition }
	};
}
/** `min_value` and `max_value` of a number of the whole table or column. */
function measured(draft, { min_value: min, max_value: max, strictly }) {
	const bounds = [min, max].filter((each) => each !== void 0);
	if (bounds.length === 0 || bounds.some((each) => typeof each !== "number")) return "its bounds are no numbers";
	const [low, high] = strictly === true ? ["above", "below"] : ["min", "max"];
	return {
		draft,
		allowed: [{
			...typeof min === "number" ? { [low]: min } : {},
			...typeof max === "number" ? { [high]: max } : {}
		}]
	};
}
/** `column IN (\u2026)` of a list that dbt writes with quotes or without. */
function isListed(column, values, isQuoted) {
	if (!Array.isArray(values) || values.length === 0) return void 0;
	const isPlain = (each) => typeof each === "number" || typeof each === "boolean" || typeof each === "string" && isQuoted !== false;
	return values.every(isPlain) ? `${quoteName(column)} IN (${values.map(quoteValue).join(", ")})` : void 0;
}

// src/suites/dbt-patterns.ts
/** The flags of RE2 that dbt-expectations takes, in the pattern itself. */
function withFlags(regex, flags) {
	if (typeof regex !== "string") return void 0;
	if (flags === void 0 || flags === "") return regex;
	return /^[ims]{1,3}$/.test(String(flags)) ? `(?${flags})${regex}` : void 0;
}
const oddFlags = "its regex is no text, or its flags are others than i, m and s";
/** One regular expression that every value matches. */
function matchRegex({ regex, flags }, column) {
	const pattern = withFlags(regex, flags);
	return pattern === void 0 ? oddFlags : rows({
		column,
		pattern
	});
}
/** One regular expression that no value matches. */
function notMatchRegex({ regex, flags }, column) {
	const pattern = withFlags(regex, flags);
	return pattern === void 0 ? oddFlags : rows({
		column,
		not_pattern: pattern
	});
}
/** Regular expressions of which every value matches one, or all. */
function matchList$1({ regex_list: list, match_on = "any", flags }, column) {
	const patterns = (Array.isArray(list) ? list : []).map((each) => withFlags(each, flags));
	if (patterns.length === 0 || patterns.includes(void 0)) return oddFlags;
	return match_on === "all" ? { drafts: patterns.map((pattern) => ({
		column,
		pattern
	})) } : rows({
		column,
		any_pattern: patterns
	});
}
/** Patterns of LIKE, of which a value holds one or all. */
function like(column, patterns, operator, matchOn) {
	if (!areNames(patterns)) return "its patterns are no texts";
	const conditions = patterns.map((each) => `${quoteName(column)} ${operator} ${quoteValue(each)}`);
	return holds(conditions.join(matchOn === "all" ? " AND " : " OR "));
}
/** Two columns, compared row by row. */
function compare$2({ column_A: a, column_B: b }, operator) {
	return areNames([a, b]) ? holds(`${quoteName(String(a))} ${operator} ${quoteName(String(b))}`) : "it needs two columns";
}
/** dbt writes the values as they stand, so that texts have quotes of their own. */
function pairInSet$1({ column_A: a, column_B: b, value_pairs_set: pairs }) {
	if (!areNames([a, b]) || !Array.isArray(pairs) || pairs.length === 0) return "it needs two columns and their values";
	const conditions = pairs.map((each) => Array.isArray(each) && each.length === 2 ? `(${quoteName(String(a))} = ${each[0]} AND ${quoteName(String(b))} = ${each[1]})` : void 0);
	return conditions.includes(void 0) ? "its values are no pairs" : holds(conditions.join(" OR "));
}
/** No combination of values occurs twice. */
function compoundUnique$1({ column_list: columns, ignore_row_if: ignored = "all_values_are_missing" }) {
	if (!areNames(columns)) return "its columns are no list of names";
	if (ignored !== "all_values_are_missing" && ignored !== "any_value_is_missing") return "its \"ignore_row_if\" is not known";
	const where = columns.map((name) => `${quoteName(name)} IS NOT NULL`).join(" AND ");
	const unique = uniqueTogether(columns);
	return { drafts: [ignored === "any_value_is_missing" ? {
		...unique,
		where
	} : unique] };
}
/** A record with a missing value has fewer different values than columns. */
function uniqueWithinRecord$1({ column_list: columns, ignore_row_if: ignored = "all_values_are_missing" }) {
	if (!areNames(columns)) return "its columns are no list of names";
	if (columns.length > 20) return "it has more than 20 columns";
	const texts = columns.map((name) => `CAST(${quoteName(name)} AS VARCHAR)`);
	const missing = columns.map((name) => `${quoteName(name)} IS NULL`);
	const equal = texts.flatMap((a, i) => texts.slice(i + 1).map((b) => `${a} = ${b}`));
	const skipped = missing.join(ignored === "any_value_is_missing" ? " OR " : " AND ");
	return holds(`CASE WHEN ${skipped} THEN NULL WHEN ${[...missing, ...equal].join(" OR ")} THEN FALSE ELSE TRUE END`);
}
/** A condition that dbt was given as a text. */
function holdsText(expression) {
	return typeof expression === "string" ? holds(expression) : "its expression is no text";
}

// src/suites/dbt-sets.ts
const oddValues = "its values are not all texts, numbers or booleans";
/** A missing value is in no set. */
function inSet({ value_set: values, quote_values: isQuoted }, column) {
	const condition = isListed(column, values, isQuoted);
	if (condition === void 0) return oddValues;
	return {
		drafts: [{
			column,
			enum: values
		}, {
			column,
			required: true
		}],
		counted: { expression: `CASE WHEN ${condition} THEN TRUE ELSE FALSE END` }
	};
}
/** Different values are counted there, and a missing one is one. */
function distinctInSet(given, column) {
	const asked = inSet(given, column);
	return typeof asked === "string" || "draft" in asked ? asked : { drafts: asked.drafts };
}
/** Which different values a column must have. */
function distinctValues(kind, given, column) {
	const { value_set: values, quote_values: isQuoted } = given;
	if (isListed(column, values, isQuoted) === void 0) return oddValues;
	const drafts = [{
		column,
		values: { [kind]: values }
	}];
	return { drafts: kind === "include" ? drafts : [...drafts, {
		column,
		required: true
	}] };
}
/** Which values the most frequent one may be. */
function mostCommon({ value_set: values, quote_values: isQuoted, top_n: rank }, column) {
	if (rank !== 1) return "its top_n is not 1";
	if (isListed(column, values, isQuoted) === void 0) return oddValues;
	return { drafts: [{
		column,
		most_frequent: { enum: values }
	}] };
}
/** Values that a column must not have. */
function notInSet({ value_set: values, quote_values: isQuoted }, column) {
	return isListed(column, values, isQuoted) === void 0 ? oddValues : rows({
		column,
		not_enum: values
	});
}

// src/suites/dbt-tests.ts
/** The tests of dbt itself and of dbt_utils that have checks of the same meaning, by their full names. */
const dbtTests = /* @__PURE__ */ new Map([
	["not_null", ofColumn([], (_, column) => rows({
		column,
		required: true
	}))],
	["unique", ofColumn([], (_, column) => ({ drafts: [{
		column,
		unique: true
	}] }))],
	["relationships", ofColumn(["to", "field"], relationships)],
	["dbt_utils.relationships_where", ofColumn([
		"to",
		"field",
		"from_condition",
		"to_condition"
	], relationships)],
	["accepted_values", ofColumn(["values", "quote"], (given, column) => listed("enum", given, column))],
	["dbt_utils.equal_rowcount", ofTable(["compare_model"], (given, _, sets) => sameRows(given, sets))],
	["dbt_utils.not_accepted_values", ofColumn(["values", "quote"], (given, column) => listed("not_enum", given, column))],
	["dbt_utils.expression_is_true", ofTable(["expression", "column_name"], expressionIsTrue)],
	["dbt_utils.accepted_range", ofColumn([
		"min_value",
		"max_value",
		"inclusive"
	], acceptedRange)],
	["dbt_utils.not_null_proportion", ofColumn(["at_least", "at_most"], notNullProportion)],
	["dbt_utils.unique_combination_of_columns", ofTable(["combination_of_columns", "quote_columns"], uniqueCombination)],
	["dbt_utils.not_constant", ofColumn([], (_, column) => ({
		draft: {
			column,
			distinct: { min: 0 }
		},
		allowed: [{ below: 1 }, { above: 1 }]
	}))],
	["dbt_utils.not_empty_string", ofColumn(["trim_whitespace"], notEmpty)],
	["dbt_utils.at_least_one", ofColumn([], (_, column) => ({
		draft: {
			column,
			distinct: { min: 0 }
		},
		allowed: [{ min: 1 }]
	}))],
	["dbt_utils.recency", ofTable([
		"field",
		"datepart",
		"interval",
		"ignore_time_component"
	], recency)]
]);
function listed(key, { values, quote }, column) {
	if (isListed(column, values, quote) === void 0) return "its values are not all texts, numbers or booleans";
	return { drafts: [{
		column,
		[key]: values
	}] };
}
const target = /^\s*(?:ref\(\s*["']([\w-]+)["']\s*\)|source\(\s*["'][\w-]+["']\s*,\s*["']([\w-]+)["']\s*\))\s*$/;
const noSet = "it refers to a table that is none of data.sets";
/** `ref('zip')` or `source('shop', 'zip')` is the set of that name. */
function setOf(table, sets) {
	const [, model, source] = target.exec(String(table)) ?? [];
	return sets.find((name) => name === (model ?? source));
}
/** That another table has as many rows. */
function sameRows({ compare_model: table }, sets) {
	const set = setOf(table, sets);
	return set === void 0 ? noSet : { drafts: [{ row_count: { same_as: set } }] };
}
function relationships(given, column, sets) {
	const { to, field, from_condition: where, to_condition: there = "1=1" } = given;
	const set = setOf(to, sets);
	if (set === void 0) return noSet;
	if (String(there).replaceAll(" ", "") !== "1=1") return "it chooses rows of the other table";
	const refused = where === void 0 ? void 0 : refuseSql(where);
	if (refused !== void 0) return refused;
	return rows({
		column,
		references: {
			set,
			column: field
		},
		...where === void 0 ? {} : { where }
	});
}
/** At a column, the expression stands behind its name. */
function expressionIsTrue({ expression }, column) {
	if (typeof expression !== "string") return "its expression is no text";
	return holds(column === "" ? expression : `${quoteName(column)} ${expression}`);
}
function acceptedRange(given, column) {
	return between$1({
		...given,
		strictly: given.inclusive === false
	}, column, ["min", "max"]);
}
/** dbt says how many are there, `missing` how many are not. */
function notNullProportion({ at_least: min, at_most: max = 1 }, column) {
	if (typeof min !== "number" || typeof max !== "number") return "its bounds are no numbers";
	return rows({
		column,
		missing: {
			min: percentageOf(1 - max),
			max: percentageOf(1 - min)
		}
	});
}
function uniqueCombination({ combination_of_columns: columns }) {
	return areNames(columns) ? { drafts: uniqueWithMissing(columns) } : "its columns are no list of names";
}
function notEmpty({ trim_whitespace: trims = true }, column) {
	return holds(`${trims === false ? quoteName(column) : `trim(${quoteName(column)})`} <> ''`);
}
const hours = /* @__PURE__ */ new Map([
	["minute", 1 / 60],
	["hour", 1],
	["day", 24],
	["week", 168]
]);
/** Hours of a number of dbt's date parts; undefined for months and years, which are not of one length. */
function hoursOf(datepart, interval) {
	const length = hours.get(String(datepart));
	return length === void 0 || typeof interval !== "number" ? void 0 : length * interval;
}
function recency({ field, datepart, interval, ignore_time_component: isDay }) {
	const most = hoursOf(datepart, interval);
	if (most === void 0) return "its interval is none of minutes, hours, days and weeks";
	if (isDay === true) return "it leaves out the time of day";
	return {
		draft: {
			column: field,
			max_age: "999999w"
		},
		allowed: [{ max: most }],
		measure: "hours"
	};
}

// src/suites/sql-types.ts
/** Types of SQL with what cells of that type are; every cell is a text. */
const sqlTypes = new Map([
	...keys("varchar char character text string nvarchar character_varying", {}),
	...keys("int integer smallint bigint tinyint int2 int4 int8 hugeint", { type: "integer" }),
	...keys("decimal numeric number float float4 float8 real double double_precision", { type: "number" }),
	...keys("boolean bool", { type: "boolean" }),
	...keys("date", { type: "date" }),
	...keys("timestamp datetime timestamp_ntz timestamp_without_time_zone", { type: "datetime" }),
	...keys("timestamp_tz timestamptz timestamp_with_time_zone timestamp_ltz", { type: "datetime" })
]);
function keys(names, draft) {
	return names.split(" ").map((name) => [name.replaceAll("_", " "), draft]);
}
/** What cells of a SQL type are; undefined where they are not told apart. A length and the like in parentheses is left out. */
function cellsOfType(type) {
	return sqlTypes.get(type.toLowerCase().replace(/ *\([^)]*\)/, "").replaceAll("_", " ").trim());
}

// src/suites/dbt-expectations.ts
const bounds$1 = [
	"min_value",
	"max_value",
	"strictly"
];
const set = ["value_set", "quote_values"];
const pair$1 = ["column_A", "column_B"];
const most$1 = -Number.MAX_VALUE;
/** The tests of dbt-expectations that have checks of the same meaning, without the package's name. */
const dbtExpectations = /* @__PURE__ */ new Map([
	["expect_column_to_exist", ofColumn(["transform"], (_, column) => rows({ columns: { include: [column] } }))],
	["expect_table_columns_to_match_set", columnList("exact")],
	["expect_table_columns_to_match_ordered_list", columnList("ordered")],
	["expect_table_columns_to_contain_set", columnList("include")],
	["expect_table_column_count_to_be_between", ofTable(["min_value", "max_value"], ({ min_value: min, max_value: max }) => rows({ columns: { count: {
		min,
		max
	} } }))],
	["expect_table_column_count_to_equal", ofTable(["value"], ({ value }) => rows({ columns: { count: {
		min: value,
		max: value
	} } }))],
	["expect_table_row_count_to_be_between", ofTable(bounds$1, (given) => measured({ row_count: { min: 0 } }, given))],
	["expect_table_row_count_to_equal", ofTable(["value"], (given) => exactly$1({ row_count: { min: 0 } }, given))],
	["expect_table_row_count_to_equal_other_table", ofTable(["compare_model"], (given, _, sets) => sameRows(given, sets))],
	["expect_column_values_to_not_be_null", ofColumn([], (_, column) => rows({
		column,
		required: true
	}))],
	["expect_column_values_to_be_null", ofColumn([], (_, column) => holds(`${quoteName(column)} IS NULL`))],
	["expect_column_values_to_be_unique", ofColumn([], (_, column) => ({ drafts: [{
		column,
		unique: true
	}] }))],
	["expect_column_values_to_be_of_type", ofColumn(["column_type"], ofType)],
	["expect_column_values_to_be_in_set", ofColumn(set, inSet)],
	["expect_column_values_to_not_be_in_set", ofColumn(set, notInSet)],
	["expect_column_distinct_values_to_be_in_set", ofColumn(set, distinctInSet)],
	["expect_column_distinct_values_to_contain_set", ofColumn(set, (given, column) => distinctValues("include", given, column))],
	["expect_column_distinct_values_to_equal_set", ofColumn(set, (given, column) => distinctValues("exact", given, column))],
	["expect_column_most_common_value_to_be_in_set", ofColumn([
		...set,
		"top_n",
		"data_type"
	], mostCommon)],
	["expect_column_values_to_be_between", ofColumn(bounds$1, (given, column) => between$1(given, column, ["min", "max"]))],
	["expect_column_value_lengths_to_be_between", ofColumn(bounds$1, lengths$1)],
	["expect_column_value_lengths_to_equal", ofColumn(["value"], ({ value }, column) => lengths$1({
		min_value: value,
		max_value: value
	}, column))],
	["expect_column_values_to_match_regex", ofColumn([
		"regex",
		"is_raw",
		"flags"
	], matchRegex)],
	["expect_column_values_to_not_match_regex", ofColumn([
		"regex",
		"is_raw",
		"flags"
	], notMatchRegex)],
	["expect_column_values_to_match_regex_list", ofColumn([
		"regex_list",
		"match_on",
		"is_raw",
		"flags"
	], matchList$1)],
	["expect_column_values_to_match_like_pattern", ofColumn(["like_pattern"], ({ like_pattern }, column) => like(column, [like_pattern], "LIKE", "all"))],
	["expect_column_values_to_not_match_like_pattern", ofColumn(["like_pattern"], ({ like_pattern }, column) => like(column, [like_pattern], "NOT LIKE", "all"))],
	["expect_column_values_to_match_like_pattern_list", ofColumn(["like_pattern_list", "match_on"], ({ like_pattern_list, match_on }, column) => like(column, like_pattern_list, "LIKE", match_on))],
	["expect_column_values_to_not_match_like_pattern_list", ofColumn(["like_pattern_list", "match_on"], ({ like_pattern_list, match_on }, column) => like(column, like_pattern_list, "NOT LIKE", match_on))],
	["expect_column_pair_values_to_be_equal", ofTable(pair$1, (given) => compare$2(given, "="))],
	["expect_column_pair_values_A_to_be_greater_than_B", ofTable([...pair$1, "or_equal"], (given) => compare$2(given, given.or_equal === true ? ">=" : ">"))],
	["expect_column_pair_values_to_be_in_set", ofTable([...pair$1, "value_pairs_set"], pairInSet$1)],
	["expect_compound_columns_to_be_unique", ofTable([
		"column_list",
		"quote_columns",
		"ignore_row_if"
	], compoundUnique$1)],
	["expect_select_column_values_to_be_unique_within_record", ofTable([
		"column_list",
		"quote_columns",
		"ignore_row_if"
	], uniqueWithinRecord$1)],
	["expression_is_true", ofTable(["expression"], ({ expression }) => holdsText(expression))],
	["expression_between", ofTable(["expression", ...bounds$1], ({ expression, ...given }) => typeof expression === "string" && refuseSql(expression) === void 0 ? between$1(given, "", ["min", "max"], `(${expression})`) : "its expression is more than one over a row can say")],
	["expect_column_max_to_be_between", statistic("max_value")],
	["expect_column_min_to_be_between", statistic("min_value")],
	["expect_column_mean_to_be_between", statistic("mean")],
	["expect_column_median_to_be_between", statistic("median")],
	["expect_column_stdev_to_be_between", statistic("std")],
	["expect_column_sum_to_be_between", statistic("sum")],
	["expect_column_quantile_values_to_be_between", ofColumn(["quantile", ...bounds$1], quantile)],
	["expect_column_unique_value_count_to_be_between", ofColumn(bounds$1, (given, column) => measured(distinct(column), given))],
	["expect_column_proportion_of_unique_values_to_be_between", ofColumn(bounds$1, distinctShare$1)],
	["expect_column_distinct_count_to_equal", ofColumn(["value"], (given, column) => exactly$1(distinct(column), given))],
	["expect_column_distinct_count_to_be_greater_than", ofColumn(["value"], ({ value }, column) => measured(distinct(column), {
		min_value: value,
		strictly: true
	}))],
	["expect_column_distinct_count_to_be_less_than", ofColumn(["value"], ({ value }, column) => measured(distinct(column), {
		max_value: value,
		strictly: true
	}))]
]);
function columnList(kind) {
	return ofTable(["column_list", "transform"], ({ column_list: names }) => kind === "ordered" ? { drafts: [{ columns: { ordered: names } }] } : rows({ columns: { [kind]: names } }));
}
function statistic(constraint) {
	return ofColumn(bounds$1, (given, column) => measured({
		column,
		[constraint]: { min: most$1 }
	}, given));
}
function distinct(column) {
	return {
		column,
		distinct: { min: 0 }
	};
}
function exactly$1(draft, { value }) {
	return measured(draft, {
		min_value: value,
		max_value: value
	});
}
function quantile({ quantile: probability, min_value: min, max_value: max, strictly }, column) {
	if (strictly === true) return "its bounds are strict";
	return rows({
		column,
		quantiles: { [String(probability)]: {
			min,
			max
		} }
	});
}
function distinctShare$1({ min_value: min, max_value: max, strictly }, column) {
	if (strictly === true) return "its bounds are strict";
	return rows({
		column,
		distinct: {
			min: percentageOf(min),
			max: percentageOf(max)
		}
	});
}
function ofType({ column_type: type }, column) {
	const cells = cellsOfType(String(type));
	if (cells === void 0) return `cells of type ${String(type)} are not told apart`;
	return { drafts: [{
		column,
		type: "text",
		...cells
	}] };
}
function lengths$1(given, column) {
	return between$1(given, column, ["min_length", "max_length"], `length(${quoteName(column)})`);
}

// src/suites/dbt-freshness.ts
/** A source's `freshness`, beside its `loaded_at_field` or in `config`; undefined where there is none. */
function freshnessOf(content) {
	const { freshness: given, loaded_at_field: column } = {
		...content,
		...asMap(content.config)
	};
	const freshness = asMap(given);
	if (freshness === void 0) return void 0;
	if (typeof column !== "string" || !/^\w+$/.test(column)) return "its loaded_at_field is no column";
	const { filter } = freshness;
	const refused = filter === void 0 ? void 0 : refuseSql(filter);
	if (refused !== void 0) return `in its filter, ${refused}`;
	const levels = [];
	for (const [key, severity] of [["error_after", "error"], ["warn_after", "warning"]]) {
		const after = asMap(freshness[key]);
		if (after?.count === void 0 || after.count === null) continue;
		const most = hoursOf(after.period, after.count);
		if (most === void 0) return `its ${key} is no number of minutes, hours or days`;
		levels.push({
			severity,
			allowed: [{ max: most }],
			words: `${key}: ${after.count} ${after.period}`
		});
	}
	if (levels.length === 0) return void 0;
	return {
		drafts: [{
			column,
			max_age: "999999w",
			...filter === void 0 ? {} : { where: filter }
		}],
		threshold: {
			measure: "hours",
			levels
		}
	};
}

// src/suites/threshold.ts
/** The numbers that suites are about. Percentages are 0 to 100, and 0 of nothing. */
const measures = {
	/** Cells or rows that break the check. */
	failed: ({ failed }) => failed,
	failed_percent: ({ failed, asked }) => percentage(failed, asked),
	/** The number that the constraint bounds. */
	measured: ({ measured }) => measured,
	hours: ({ measured }) => measured === void 0 ? void 0 : measured / 36e5,
	/** Of `distinct` and `unique`: values that an earlier row has. */
	repeats: ({ considered, measured }) => measured === void 0 ? void 0 : considered - measured,
	repeats_percent: ({ considered, measured }) => measured === void 0 ? void 0 : percentage(considered - measured, considered),
	/** Of `unique`: different values that more than one row has. */
	repeated_values: ({ considered, failed, measured }) => measured === void 0 ? void 0 : measured - (considered - failed)
};
/** Judges an outcome by a rule's own threshold. What cannot be counted, such as a column that is not there, stays broken. */
function applyThreshold(outcome, { measure, levels, most = Infinity }) {
	const { considered, failed, message } = outcome;
	const [worst] = levels;
	if (considered === 0 && failed > 0) return {
		...outcome,
		severity: worst?.severity ?? "error"
	};
	const number = measureOf(outcome, measure);
	const broken = levels.find(({ allowed }) => number === void 0 || !isAllowed(Math.min(number, most), allowed));
	if (broken === void 0) return {
		...outcome,
		passed: true
	};
	const what = message.replace(/ is within its bounds$/, "");
	return {
		...outcome,
		passed: false,
		severity: broken.severity,
		failed: Math.max(1, failed),
		message: `${what}; the suite says ${clipText(broken.words, 200)}`
	};
}
/** The number that a threshold is about; undefined where there is none, as of a mean of no values. */
function measureOf(outcome, measure) {
	return measures[measure](outcome);
}
/** Whether a number lies in one of the intervals. */
function isAllowed(number, allowed) {
	return allowed.some(({ min = -Infinity, max = Infinity, above = -Infinity, below = Infinity }) => number >= min && number <= max && (number > above || above === -Infinity) && (number < below || below === Infinity));
}
/** Whether a count or percentage may be 0 and nothing else, so that a check without a threshold says the same. */
function isZeroOnly(levels, unit) {
	const [level, ...others] = levels;
	if (level === void 0 || others.length > 0) return false;
	const isZero = ({ max = Infinity, below = Infinity }) => unit === "count" ? max < 1 || below <= 1 : max <= 0;
	return isAllowed(0, level.allowed) && level.allowed.every(isZero);
}
function percentage(count, total) {
	return total === 0 ? 0 : count * 100 / total;
}

// src/suites/dbt-schema.ts
/**
* Reads the data tests of one model, seed, snapshot or source of dbt's `schema.yml`. Throws UserError where it is not
* clear which.
*/
function readDbtSchema(content, file, place, context) {
	const model = chooseModel(listModels(content), file, context);
	const rules = [];
	const add = (label, path, found) => {
		const { drafts, threshold } = typeof found === "string" ? {
			drafts: found,
			threshold: void 0
		} : found;
		rules.push({
			label,
			place: place(path),
			drafts,
			...threshold === void 0 ? {} : { threshold }
		});
	};
	for (const [path, entry] of testsOf(model.content, model.path)) addTest(entry, path, {
		column: "",
		sets: context.sets
	}, add);
	for (const [index, each] of listOf$1(model.content.columns).entries()) {
		const column = asMap(each) ?? {};
		for (const [path, entry] of testsOf(column, [
			...model.path,
			"columns",
			index
		])) addTest(entry, path, {
			column: String(column.name),
			sets: context.sets
		}, add);
	}
	const fresh = freshnessOf(model.content);
	if (fresh !== void 0) add("freshness", [...model.path, "freshness"], fresh);
	return {
		format: "dbt",
		name: model.name,
		rules
	};
}
function listModels(content) {
	const plain = [
		"models",
		"seeds",
		"snapshots"
	].flatMap((kind) => listOf$1(content[kind]).map((each, index) => modelOf(asMap(each) ?? {}, [kind, index])));
	const tables = listOf$1(content.sources).flatMap((given, index) => {
		const { name, freshness, loaded_at_field, config, tables } = asMap(given) ?? {};
		const inherited = {
			freshness,
			loaded_at_field,
			...asMap(config)
		};
		return listOf$1(tables).map((each, i) => modelOf({
			...inherited,
			...asMap(each)
		}, [
			"sources",
			index,
			"tables",
			i
		], `${String(name)}.`));
	});
	return [...plain, ...tables];
}
function modelOf(content, path, source = "") {
	const name = String(content.name);
	return {
		name: source + name,
		names: [source + name, name],
		content,
		path
	};
}
function chooseModel(models, file, { wanted, names }) {
	const named = (name) => models.find(({ names }) => names.includes(name));
	const [only, second] = models;
	const found = wanted === void 0 ? names.map(named).find((each) => each !== void 0) ?? (second === void 0 ? only : void 0) : named(wanted);
	if (found !== void 0) return found;
	const known = models.slice(0, 20).map(({ name }) => `"${name}"`).join(", ");
	throw new UserError(models.length === 0 ? `Cannot use suite "${file}": it has no model, seed, snapshot or source` : wanted === void 0 ? `Cannot use suite "${file}": it has ${models.length} models, and none is called ${names.map((each) => `"${each}"`).join(" or ")}` : `Cannot use suite "${file}": it has no model "${wanted}"`, {
		file,
		line: 1,
		hint: models.length === 0 ? void 0 : `Write suites: ["${file}#<model>"] with one of ${known}`
	});
}
/** Tests by their old name and their new one. */
function testsOf(content, path) {
	return ["tests", "data_tests"].flatMap((key) => listOf$1(content[key]).map((entry, index) => [[
		...path,
		key,
		index
	], entry]));
}
function addTest(entry, path, at, add) {
	const { column } = at;
	const read = readEntry(entry);
	if (read?.config.enabled === false) return;
	const of = column === "" ? "" : ` of "${column}"`;
	if (read === void 0) add(`a test${of}`, path, "it is no name, nor one name with its arguments");
	else add(`${read.test}${of}`, path, translate$2(read, at));
}
function translate$2({ test, given, config, description }, at) {
	const expected = test.startsWith("dbt_expectations.") ? test.slice(17) : void 0;
	const found = expected === void 0 ? dbtTests.get(test.replace(/^dbt\./, "")) : dbtExpectations.get(expected);
	if (found === void 0) return reasons.get(test) ?? "there is no check of the same meaning";
	if (/\{[{%]/.test(JSON.stringify([given, config]))) return "it uses Jinja, which only dbt can run";
	const { column_name: named, row_condition: rowCondition, ...others } = given;
	const column = typeof named === "string" ? named : at.column;
	const rest = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
	const unknown = Object.keys(rest).find((key) => !found.keys.includes(key));
	if (unknown !== void 0) return `its "${unknown}" has no counterpart`;
	if (rowCondition !== void 0 && expected === void 0) return "its \"row_condition\" has no counterpart";
	if (found.isOfColumn && column === "") return "it is about a column";
	const judged = readConfig(config, rowCondition);
	if (typeof judged === "string") return judged;
	const asked = found.translate(rest, column, at.sets);
	if (typeof asked === "string") return asked;
	const translation = withLevels(asked, judged, wordsOf$1(rest));
	if (typeof translation === "string") return translation;
	const drafts = withWhere(translation.drafts, judged.where === void 0 ? [] : [judged.where]);
	const about = description === void 0 ? {} : { description };
	return {
		...translation,
		drafts: drafts.map((draft) => ({
			...draft,
			...about
		}))
	};
}
function withLevels(asked, { levels, limit }, words) {
	if ("draft" in asked) {
		const level = levels.find(({ allowed }) => !isAllowed(1, allowed));
		if (level === void 0 || levels.some(({ allowed }) => !isAllowed(0, allowed))) return "its warn_if or error_if is no matter of one failure";
		return {
			drafts: [asked.draft],
			threshold: {
				measure: asked.measure ?? "measured",
				levels: [{
					severity: level.severity,
					allowed: asked.allowed,
					words
				}]
			}
		};
	}
	if (isZeroOnly(levels, "count")) {
		const severity = levels[0]?.severity;
		return { drafts: asked.drafts.map((draft) => ({
			...draft,
			severity
		})) };
	}
	if (asked.counted === void 0) return "its warn_if or error_if counts something else than rows";
	return {
		drafts: [asked.counted],
		threshold: {
			measure: "failed",
			levels,
			most: limit
		}
	};
}
function wordsOf$1(given) {
	return Object.entries(given).filter(([, value]) => typeof value !== "object").map(([key, value]) => `${key}: ${value}`).join(", ");
}
/** Why tests that people have are not judged. */
const otherTable = "it looks into another table";
const reasons = /* @__PURE__ */ new Map([
	["dbt_utils.fewer_rows_than", otherTable],
	["dbt_utils.equality", otherTable],
	["dbt_utils.cardinality_equality", otherTable],
	["dbt_expectations.expect_column_values_to_be_increasing", "it sorts the rows first"],
	["dbt_expectations.expect_column_values_to_be_decreasing", "it sorts the rows first"],
	["dbt_expectations.expect_row_values_to_have_recent_data", "it leaves out dates of the future"]
]);
function listOf$1(given) {
	return Array.isArray(given) ? given : [];
}

// src/suites/bounded-statistic.ts
/** A statistic of a column between bounds that belong to the range, or that are `strict` and do not. */
function boundStatistic(constraint, kwargs) {
	const { column, min_value: min, max_value: max, strict_min, strict_max } = kwargs;
	const refusal = refuseTexts(kwargs);
	if (refusal !== void 0) return refusal;
	if (strict_min !== true && strict_max !== true) return [{
		column,
		[constraint]: {
			min,
			max
		}
	}];
	if ([min, max].some((bound) => bound !== void 0 && typeof bound !== "number")) return "its strict bounds are no numbers";
	const low = typeof min === "number" ? { [strict_min === true ? "above" : "min"]: min } : {};
	const high = typeof max === "number" ? { [strict_max === true ? "below" : "max"]: max } : {};
	const words = Object.entries({
		min_value: min,
		max_value: max,
		strict_min,
		strict_max
	}).filter(([, value]) => value !== void 0).map(([key, value]) => `${key}: ${value}`).join(", ");
	const least = constraint === "distinct" ? 0 : -Number.MAX_VALUE;
	return {
		drafts: [{
			column,
			[constraint]: { min: least }
		}],
		threshold: {
			measure: "measured",
			levels: [{
				severity: "error",
				allowed: [{
					...low,
					...high
				}],
				words
			}]
		}
	};
}
/** Bounds that are texts must be dates: Great Expectations orders other texts by the alphabet. */
function refuseTexts({ min_value, max_value }) {
	const isOrdered = (bound) => typeof bound !== "string" || readCellAs(bound, "datetime") !== void 0;
	return isOrdered(min_value) && isOrdered(max_value) ? void 0 : "its bounds are texts that are no ISO 8601 dates";
}

// src/suites/row-expectations.ts
const most = 20;
/** Great Expectations takes a comparison with a missing value for one that fails, unless the row is ignored. */
function compare$1(kwargs, operator) {
	return pairCondition(kwargs, (a, b) => `${a} ${operator} ${b}`);
}
/** Pairs of which each row has one. */
function pairInSet({ value_pairs_set: pairs, ...kwargs }) {
	if (!Array.isArray(pairs) || pairs.length === 0) return "it has no pairs";
	const isValue = (each) => [
		"string",
		"number",
		"boolean"
	].includes(typeof each);
	if (!pairs.every((each) => Array.isArray(each) && each.length === 2 && each.every(isValue))) return "its pairs are not all of two texts, numbers or booleans";
	return pairCondition(kwargs, (a, b) => pairs.map(([x, y]) => `(${a} = ${quoteValue(x)} AND ${b} = ${quoteValue(y)})`).join(" OR "));
}
function pairCondition({ column_A, column_B, ignore_row_if, mostly }, conditionOf) {
	if (typeof column_A !== "string" || typeof column_B !== "string") return "it needs column_A and column_B";
	const [a, b] = [quoteName(column_A), quoteName(column_B)];
	return ignoring([`${a} IS NULL`, `${b} IS NULL`], ignore_row_if ?? "both_values_are_missing", {
		both_values_are_missing: " AND ",
		either_value_is_missing: " OR ",
		neither: void 0
	}, conditionOf(a, b), mostly);
}
/** No two of the columns have the same value in a row; two missing values are the same. */
function uniqueWithinRecord({ column_list: columns, ignore_row_if, mostly }) {
	if (!areNames(columns) || columns.length > most) return `it needs a list of up to ${most} columns`;
	const names = columns.map(quoteName);
	const differ = names.flatMap((a, i) => names.slice(i + 1).map((b) => `CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN ${a} IS NOT NULL OR ${b} IS NOT NULL ELSE ${a} <> ${b} END`));
	return ofColumns(names, ignore_row_if, differ.length === 0 ? "TRUE" : differ.join(" AND "), mostly);
}
/** The columns of a row add up to a number, which they do not where a value is missing. */
function sumToEqual({ column_list: columns, sum_total: total, ignore_row_if, mostly }) {
	if (!areNames(columns) || columns.length > most) return `it needs a list of up to ${most} columns`;
	if (typeof total !== "number") return "its sum_total is no number";
	const names = columns.map(quoteName);
	return ofColumns(names, ignore_row_if, `${names.join(" + ")} = ${total}`, mostly);
}
function ofColumns(names, ignored, condition, mostly) {
	return ignoring(names.map((name) => `${name} IS NULL`), ignored ?? "all_values_are_missing", {
		all_values_are_missing: " AND ",
		any_value_is_missing: " OR ",
		never: void 0
	}, condition, mostly);
}
/** A condition that is unknown in rows that are ignored, and else true or false. */
function ignoring(missing, ignored, words, condition, mostly) {
	if (!Object.hasOwn(words, String(ignored))) return "its ignore_row_if is not one that is known";
	const word = words[String(ignored)];
	return [{
		expression: `CASE ${word === void 0 ? "" : `WHEN ${missing.join(word)} THEN NULL `}WHEN ${condition} THEN TRUE ELSE FALSE END`,
		...tolerance(mostly)
	}];
}

// src/suites/unexpected-rows.ts
const dropped = "; 	\r\n\v\f";
/**
* A query whose rows have failed, as a check in SQL. `{batch}` is the data, and a brace of the query is doubled, as
* Python's `str.format` has it.
*/
function unexpectedRows({ unexpected_rows_query: query }) {
	if (typeof query !== "string") return "its unexpected_rows_query is no text";
	let end = query.length;
	while (end > 0 && dropped.includes(query.charAt(end - 1))) end--;
	const foreign = /* @__PURE__ */ new Set();
	const sql = query.slice(0, end).replaceAll(/\{\{|\}\}|\{batch\}|[{}]/g, (brace) => {
		if (brace === "{batch}") return "data";
		if (brace.length === 1) foreign.add(brace);
		return brace.charAt(0);
	});
	if (foreign.size > 0) return "its query has braces around something else than {batch}; literal ones are doubled";
	return [{ sql }];
}

// src/suites/expectations.ts
const bounds = ["min_value", "max_value"];
const strict = ["strict_min", "strict_max"];
const cells = ["column", "mostly"];
const pair = [
	"column_A",
	"column_B",
	"ignore_row_if",
	"mostly"
];
/** The expectations of Great Expectations that have checks of the same meaning, by name. */
const expectations = /* @__PURE__ */ new Map([
	["expect_column_to_exist", rule(["column"], ({ column }) => [{ columns: { include: [column] } }])],
	["expect_table_columns_to_match_set", rule(["column_set", "exact_match"], matchSet)],
	["expect_table_columns_to_match_ordered_list", rule(["column_list"], ({ column_list }) => [{ columns: { ordered: column_list } }])],
	["expect_table_column_count_to_be_between", rule(bounds, (kwargs) => [{ columns: { count: rangeOf(kwargs) } }])],
	["expect_table_column_count_to_equal", rule(["value"], ({ value }) => [{ columns: { count: exactly(value) } }])],
	["expect_table_row_count_to_be_between", rule(bounds, (kwargs) => [{ row_count: rangeOf(kwargs) }])],
	["expect_table_row_count_to_equal", rule(["value"], ({ value }) => [{ row_count: exactly(value) }])],
	["expect_column_values_to_not_be_null", cellRule([], () => ({ required: true }))],
	["expect_column_values_to_be_null", rule(cells, beNull)],
	["expect_column_proportion_of_non_null_values_to_be_between", rule(["column", ...bounds], nonNullShare)],
	["expect_column_values_to_be_unique", cellRule([], () => ({ unique: true }))],
	["expect_compound_columns_to_be_unique", rule([
		"column_list",
		"ignore_row_if",
		"mostly"
	], compoundUnique)],
	["expect_column_unique_value_count_to_be_between", statisticRule("distinct")],
	["expect_column_proportion_of_unique_values_to_be_between", rule(["column", ...bounds], distinctShare)],
	["expect_column_values_to_be_in_set", cellRule(["value_set"], ({ value_set }) => ({ enum: value_set }))],
	["expect_column_values_to_not_be_in_set", cellRule(["value_set"], ({ value_set }) => ({ not_enum: value_set }))],
	["expect_column_distinct_values_to_be_in_set", rule(["column", "value_set"], ({ column, value_set }) => [{
		column,
		enum: value_set
	}])],
	["expect_column_values_to_be_between", rule([
		...cells,
		...bounds,
		...strict
	], between)],
	["expect_column_values_to_match_regex", cellRule(["regex"], ({ regex }) => ({ pattern: regex }))],
	["expect_column_values_to_not_match_regex", cellRule(["regex"], ({ regex }) => ({ not_pattern: regex }))],
	["expect_column_values_to_match_regex_list", rule([
		...cells,
		"regex_list",
		"match_on"
	], matchList)],
	["expect_column_values_to_not_match_regex_list", cellRule(["regex_list"], matchNone)],
	["expect_column_value_lengths_to_be_between", rule([...cells, ...bounds], lengths)],
	["expect_column_value_lengths_to_equal", rule([...cells, "value"], ({ value, ...rest }) => lengths({
		...rest,
		min_value: value,
		max_value: value
	}))],
	["expect_column_values_to_be_json_parseable", cellRule([], () => ({ format: "json" }))],
	["expect_column_values_to_be_increasing", cellRule(["strictly"], (kwargs) => ({ increasing: order(kwargs) }))],
	["expect_column_values_to_be_decreasing", cellRule(["strictly"], (kwargs) => ({ decreasing: order(kwargs) }))],
	["expect_column_min_to_be_between", statisticRule("min_value")],
	["expect_column_max_to_be_between", statisticRule("max_value")],
	["expect_column_mean_to_be_between", statisticRule("mean")],
	["expect_column_median_to_be_between", statisticRule("median")],
	["expect_column_sum_to_be_between", statisticRule("sum")],
	["expect_column_stdev_to_be_between", statisticRule("std")],
	["expect_column_values_to_match_json_schema", cellRule(["json_schema"], ({ json_schema }) => ({ json_schema }))],
	["expect_column_values_to_match_strftime_format", cellRule(["strftime_format"], strftime)],
	["expect_column_value_z_scores_to_be_less_than", rule([
		...cells,
		"threshold",
		"double_sided"
	], zScores)],
	["expect_column_distinct_values_to_contain_set", rule(["column", "value_set"], ({ column, value_set }) => [{
		column,
		values: { include: value_set }
	}])],
	["expect_column_distinct_values_to_equal_set", rule(["column", "value_set"], ({ column, value_set }) => [{
		column,
		values: { exact: value_set }
	}])],
	["expect_column_most_common_value_to_be_in_set", rule(["column", "value_set"], ({ column, value_set }) => [{
		column,
		most_frequent: { enum: value_set }
	}])],
	["expect_column_pair_values_to_be_in_set", rule([...pair, "value_pairs_set"], pairInSet)],
	["expect_select_column_values_to_be_unique_within_record", rule([
		"column_list",
		"ignore_row_if",
		"mostly"
	], uniqueWithinRecord)],
	["expect_multicolumn_sum_to_equal", rule([
		"column_list",
		"sum_total",
		"ignore_row_if",
		"mostly"
	], sumToEqual)],
	["expect_column_pair_values_to_be_equal", rule(pair, (kwargs) => compare$1(kwargs, "="))],
	["expect_column_pair_values_a_to_be_greater_than_b", rule([...pair, "or_equal"], (kwargs) => compare$1(kwargs, kwargs.or_equal === true ? ">=" : ">"))],
	["unexpected_rows_expectation", rule(["unexpected_rows_query"], unexpectedRows)]
]);
/** A rule that bounds a statistic of a column. */
function statisticRule(constraint) {
	return rule([
		"column",
		...bounds,
		...strict
	], (kwargs) => boundStatistic(constraint, kwargs));
}
function rule(kwargs, translate) {
	return {
		kwargs,
		translate
	};
}
/** A rule that each cell of a column holds or breaks. */
function cellRule(kwargs, constraint) {
	return rule([...cells, ...kwargs], (given) => [{
		...cellOf(given),
		...constraint(given)
	}]);
}
function cellOf({ column, mostly }) {
	return {
		column,
		...tolerance(mostly)
	};
}
function rangeOf({ min_value: min, max_value: max }) {
	return {
		min,
		max
	};
}
function exactly(value) {
	return {
		min: value,
		max: value
	};
}
function order({ strictly }) {
	return strictly === true ? "strict" : true;
}
function matchSet({ column_set, exact_match }) {
	return [{ columns: exact_match === false ? { include: column_set } : { exact: column_set } }];
}
function complement(share) {
	return typeof share === "number" ? 1 - share : share;
}
function beNull({ column, mostly }) {
	if (typeof column !== "string") return "it has no column";
	return [{
		expression: `${quoteName(column)} IS NULL`,
		...tolerance(mostly)
	}];
}
function nonNullShare({ column, min_value, max_value }) {
	return [{
		column,
		missing: {
			min: percentageOf(complement(max_value)),
			max: percentageOf(complement(min_value))
		}
	}];
}
function distinctShare({ column, min_value, max_value }) {
	return [{
		column,
		distinct: {
			min: percentageOf(min_value),
			max: percentageOf(max_value)
		}
	}];
}
function compoundUnique({ column_list, ignore_row_if, mostly }) {
	return (ignore_row_if ?? "all_values_are_missing") === "all_values_are_missing" ? [{
		unique: column_list,
		...tolerance(mostly)
	}] : "it needs all_values_are_missing as ignore_row_if";
}
function between(kwargs) {
	const { column, mostly, min_value, max_value, strict_min, strict_max } = kwargs;
	const refusal = refuseTexts(kwargs);
	if (refusal !== void 0) return refusal;
	const low = min_value === void 0 ? {} : { [strict_min === true ? "exclusive_min" : "min"]: min_value };
	const high = max_value === void 0 ? {} : { [strict_max === true ? "exclusive_max" : "max"]: max_value };
	const cell = cellOf({
		column,
		mostly
	});
	if (!("mostly" in cell) || min_value === void 0 || max_value === void 0) return [{
		...cell,
		...low,
		...high
	}];
	if (typeof column !== "string") return "it has no column";
	const name = quoteName(column);
	const [from, to] = [literal(min_value), literal(max_value)];
	const [above, below] = [strict_min === true ? ">" : ">=", strict_max === true ? "<" : "<="];
	return [{
		expression: `${name} ${above} ${from} AND ${name} ${below} ${to}`,
		...tolerance(mostly)
	}];
}
function literal(bound) {
	return typeof bound === "string" ? `'${bound}'` : String(bound);
}
function lengths({ column, mostly, min_value, max_value }) {
	const cell = cellOf({
		column,
		mostly
	});
	if ("mostly" in cell && min_value !== void 0 && max_value !== void 0) {
		if (typeof column !== "string" || typeof min_value !== "number" || typeof max_value !== "number") return "it needs a column and numbers as bounds";
		return [{
			expression: `length(${quoteName(column)}) BETWEEN ${min_value} AND ${max_value}`,
			...tolerance(mostly)
		}];
	}
	return [{
		...cell,
		min_length: min_value,
		max_length: max_value
	}];
}
/** A format without a directive is the name of another kind of text. */
function strftime({ strftime_format: format }) {
	return { format: typeof format === "string" && format.includes("%") ? format : void 0 };
}
function zScores({ column, mostly, threshold, double_sided }) {
	if (double_sided !== true) return "it is about one side";
	return [{
		...cellOf({
			column,
			mostly
		}),
		zscore: { max: threshold }
	}];
}
function matchList({ column, mostly, regex_list, match_on = "any" }) {
	if (match_on === "any") return [{
		...cellOf({
			column,
			mostly
		}),
		any_pattern: regex_list
	}];
	if (match_on !== "all" || !Array.isArray(regex_list)) return "it needs any or all as match_on";
	if (mostly !== void 0 && mostly !== 1) return "it has mostly with all as match_on";
	return regex_list.length === 0 ? "its regex_list is empty" : regex_list.map((pattern) => ({
		column,
		pattern
	}));
}
function matchNone({ regex_list }) {
	return { not_pattern: Array.isArray(regex_list) && regex_list.every((each) => typeof each === "string") ? regex_list.map((each) => `(?:${each})`).join("|") : regex_list };
}

// src/suites/row-condition.ts
const name = /(?:`([^`"]+)`|col\("([^`"]+)"\)|([A-Za-z_]\w*))/.source;
const value = /(-?\d+(?:\.\d+)?|"[^"'\\]*"|'[^"'\\]*')/.source;
const comparison = new RegExp(`^\\s*${name}\\s*(==|!=|>=|<=|>|<)\\s*${value}\\s*$`);
/**
* A `row_condition` of Great Expectations as a SQL condition. As a text it may be comparisons of a column with a number
* or a text, joined with "and"; as what Great Expectations writes for `Column("a") == 1`, everything that there is.
* Undefined where it is more than that.
*/
function translateRowCondition(condition) {
	const map = asMap(condition);
	return map === void 0 ? translateText(condition) : translateObject(map, 0);
}
function translateText(condition) {
	if (typeof condition !== "string" || condition.length > 2e3) return void 0;
	const parts = condition.split(/\sand\s/).map(translateComparison);
	return parts.every((part) => part !== void 0) ? parts.join(" AND ") : void 0;
}
function translateComparison(text) {
	const [, ticked, called, plain, operator, value = ""] = comparison.exec(text) ?? [];
	const column = ticked ?? called ?? plain;
	if (column === void 0) return void 0;
	const quoted = quoteName(column);
	const literal = /^["']/.test(value) ? `'${value.slice(1, -1)}'` : value;
	if (operator === "==") return `${quoted} = ${literal}`;
	if (operator === "!=") return `(${quoted} <> ${literal} OR ${quoted} IS NULL)`;
	return `${quoted} ${operator} ${literal}`;
}
const maxConditions = 100;
/** `{ type: "and", conditions: [\u2026] }`, `{ type: "comparison", column: { name }, operator, parameter }` and the like. */
function translateObject(condition, depth) {
	const { type, conditions, column, operator, parameter, is_null: isNull } = condition;
	const name = asMap(column)?.name;
	if (type === "pass_through") return translateText(condition.pass_through_filter);
	if (type === "and" || type === "or") {
		if (!Array.isArray(conditions) || conditions.length === 0 || conditions.length > maxConditions || depth > 5) return void 0;
		const parts = conditions.map((each) => translateObject(asMap(each) ?? {}, depth + 1));
		return parts.includes(void 0) ? void 0 : parts.map((part) => `(${part})`).join(` ${type.toUpperCase()} `);
	}
	if (typeof name !== "string") return void 0;
	if (type === "nullity") return `${quoteName(name)} IS ${isNull === true ? "" : "NOT "}NULL`;
	return type === "comparison" ? compare(name, String(operator), parameter) : void 0;
}
/** pandas takes a missing value for one that differs from every other. */
function compare(name, operator, parameter) {
	const column = quoteName(name);
	if (operator === "IN" || operator === "NOT IN") {
		const isListed = Array.isArray(parameter) ? isOneOf(name, parameter) : void 0;
		if (isListed === void 0) return void 0;
		return operator === "IN" ? isListed : `(NOT ${isListed} OR ${column} IS NULL)`;
	}
	if (typeof parameter !== "number" && typeof parameter !== "string" && typeof parameter !== "boolean") return void 0;
	const value = quoteValue(parameter);
	if (operator === "==") return `${column} = ${value}`;
	if (operator === "!=") return `(${column} <> ${value} OR ${column} IS NULL)`;
	return [
		">",
		">=",
		"<",
		"<="
	].includes(operator) ? `${column} ${operator} ${value}` : void 0;
}

// src/suites/great-expectations.ts
/** What an expectation says beside what it asks; none changes its verdict. */
const idle$2 = [
	"batch_id",
	"result_format",
	"catch_exceptions",
	"include_config",
	"meta"
];
/** Options that are true or false. */
const flags = [
	"strict_min",
	"strict_max",
	"or_equal",
	"strictly",
	"exact_match"
];
const severities = /* @__PURE__ */ new Map([
	["critical", "error"],
	["warning", "warning"],
	["info", "info"]
]);
/** Reads a suite of Great Expectations 1.x or 0.18. Its `expectations` are a list. */
function readExpectations(content, file, place) {
	const list = content.expectations;
	const name = content.name ?? content.expectation_suite_name;
	return {
		format: "Great Expectations",
		name: typeof name === "string" ? name : file,
		rules: list.map((each, index) => {
			const expectation = asMap(each) ?? {};
			const key = "type" in expectation ? "type" : "expectation_type";
			const type = String(expectation[key] ?? "");
			const kwargs = asMap(expectation.kwargs) ?? {};
			const at = key in expectation ? [
				"expectations",
				index,
				key
			] : ["expectations", index];
			const found = translate$1(type, kwargs, expectation);
			return {
				label: labelOf(type, kwargs),
				place: place(at),
				...typeof found === "string" ? { drafts: found } : found,
				expectation: {
					type,
					kwargs
				}
			};
		})
	};
}
function labelOf(type, kwargs) {
	const name = type === "" ? "expectation without a type" : type;
	const list = kwargs.column_list ?? [kwargs.column_A, kwargs.column_B];
	const columns = [kwargs.column, ...Array.isArray(list) ? list : []].filter((each) => typeof each === "string");
	return columns.length === 0 ? name : `${name} of ${columns.map((each) => `"${each}"`).join(", ")}`;
}
function translate$1(type, given, expectation) {
	const rule = expectations.get(type);
	if (rule === void 0) return "there is no check of the same meaning";
	const entries = Object.entries(given).filter(([key, value]) => value !== null && !idle$2.includes(key));
	const kwargs = Object.fromEntries(entries);
	if (entries.some(([, value]) => asMap(value)?.$PARAMETER !== void 0)) return "it takes a $PARAMETER, which only a run of Great Expectations knows";
	const { row_condition, condition_parser, ...asked } = kwargs;
	const unknown = Object.keys(asked).find((key) => asked[key] !== false && !rule.kwargs.includes(key));
	if (unknown !== void 0) return `its "${unknown}" has no counterpart`;
	const odd = flags.find((key) => asked[key] !== void 0 && typeof asked[key] !== "boolean");
	if (odd !== void 0) return `its "${odd}" is neither true nor false`;
	const where = row_condition === void 0 ? void 0 : translateRowCondition(row_condition);
	if (row_condition !== void 0 && where === void 0) return "its row_condition is more than comparisons with a number or a text, joined with and";
	if (where === void 0 && condition_parser !== void 0 && condition_parser !== "pandas") return "its \"condition_parser\" has no counterpart";
	const severity = severities.get(String(expectation.severity ?? "critical"));
	if (severity === void 0) return "its \"severity\" is none of critical, warning and info";
	const found = rule.translate(asked);
	if (typeof found === "string") return found;
	const { drafts, threshold } = "drafts" in found ? found : {
		drafts: found,
		threshold: void 0
	};
	const { description } = expectation;
	const levels = threshold?.levels.map((level) => ({
		...level,
		severity
	}));
	return {
		drafts: drafts.map((draft) => ({
			...draft,
			severity,
			...where === void 0 ? {} : { where },
			...typeof description === "string" && description !== "" ? { description } : {}
		})),
		...threshold && levels ? { threshold: {
			...threshold,
			levels
		} } : {}
	};
}

// src/suites/soda-validity.ts
/** Words of Soda that say which cells count as missing. */
const missingWords = ["missing_values", "missing_format"];
/** Words of Soda that say which cells are valid, each with our constraints and a SQL condition of what breaks it. */
const validityWords = /* @__PURE__ */ new Map([
	["valid_values", (given) => ofValues("enum", given, (is) => `NOT ${is}`)],
	["invalid_values", (given) => ofValues("not_enum", given, (is) => is)],
	["valid_format", (given) => ofPattern("pattern", given)],
	["invalid_format", (given) => ofPattern("not_pattern", given)],
	["valid_min", (given) => ofBound("min", given, "<")],
	["valid_max", (given) => ofBound("max", given, ">")],
	["valid_length", (given) => ofLength(["min_length", "max_length"], given, "<>")],
	["valid_min_length", (given) => ofLength(["min_length"], given, "<")],
	["valid_max_length", (given) => ofLength(["max_length"], given, ">")],
	["valid_reference_data", (given) => ({ draft: { references: given } })]
]);
/** Soda's `missing`: NULL, and what the contract adds to it. */
function translateMissing(column, body, threshold) {
	const { missing_values: values, missing_format: format } = body;
	const pattern = format === void 0 ? void 0 : asMap(format)?.regex;
	if (isZeroOnly(threshold.levels, threshold.unit)) return { drafts: [
		{
			column,
			required: true
		},
		...values === void 0 ? [] : [{
			column,
			not_enum: values
		}],
		...format === void 0 ? [] : [{
			column,
			not_pattern: pattern
		}]
	] };
	if (format !== void 0) return "its missing_format beside a threshold is more than one check can count";
	if (values === void 0) return {
		drafts: [{
			column,
			required: true
		}],
		threshold: counted(threshold)
	};
	const missing = missingCondition(column, body);
	if (missing === void 0) return "its missing_values are not all texts and numbers";
	return {
		drafts: [{ expression: certainlyNot(missing) }],
		threshold: counted(threshold)
	};
}
/** Soda's `invalid`: cells that are there and break one of the words. */
function translateInvalid(column, body, threshold) {
	const constraints = [];
	for (const [word, value] of Object.entries(body)) {
		const constraint = validityWords.get(word)?.(value);
		if (typeof constraint === "string") return constraint;
		if (constraint !== void 0) constraints.push(constraint);
	}
	if (constraints.length === 0) return "it says nothing of what is valid";
	const hasMissing = body.missing_values !== void 0;
	if (body.missing_format !== void 0) return "its column has a missing_format";
	const missing = missingCondition(column, body);
	if (missing === void 0) return "its missing_values are not all texts and numbers";
	const drafts = constraints.map(({ draft }) => ({
		column,
		...draft,
		...hasMissing ? { where: `NOT (${missing})` } : {}
	}));
	if (isZeroOnly(threshold.levels, threshold.unit)) return { drafts };
	if (drafts.length === 1 && !hasMissing) return {
		drafts,
		threshold: counted(threshold)
	};
	const broken = constraints.map((each) => each.broken?.(column));
	if (broken.includes(void 0)) return "a regular expression or reference beside others and a threshold is more than one check can count";
	return {
		drafts: [{ expression: `CASE WHEN ${missing} THEN TRUE WHEN ${broken.map((each) => `(${each})`).join(" OR ")} THEN FALSE ELSE TRUE END` }],
		threshold: counted(threshold)
	};
}
/** Rows that break a check, or their share of all rows that are asked. */
function counted({ levels, unit }) {
	return {
		measure: unit === "percent" ? "failed_percent" : "failed",
		levels
	};
}
function missingCondition(column, { missing_values: values }) {
	const isNull = `${quoteName(column)} IS NULL`;
	if (values === void 0) return isNull;
	const isListed = Array.isArray(values) ? isOneOf(column, values) : void 0;
	return isListed === void 0 ? void 0 : `${isNull} OR ${isListed}`;
}
function ofValues(key, given, broken) {
	if (!Array.isArray(given)) return "its values are no list";
	const values = given.filter((each) => each !== null);
	return {
		draft: { [key]: values },
		broken: (column) => {
			const isListed = isOneOf(column, values);
			return isListed === void 0 ? void 0 : broken(isListed);
		}
	};
}
function ofPattern(key, given) {
	return { draft: { [key]: asMap(given)?.regex } };
}
function ofBound(key, given, operator) {
	const bound = numberOf(given);
	if (bound === void 0) return "its bound is no number";
	return {
		draft: { [key]: bound },
		broken: (column) => `${quoteName(column)} ${operator} ${bound}`
	};
}
function ofLength(keys, given, operator) {
	const length = numberOf(given);
	if (length === void 0) return "its length is no number";
	return {
		draft: Object.fromEntries(keys.map((key) => [key, length])),
		broken: (column) => `length(${quoteName(column)}) ${operator} ${length}`
	};
}
/** A column's words where a check has none of its own. */
function withColumnWords(body, column) {
	const inherited = [[...missingWords], [...validityWords.keys()]].flatMap((words) => words.some((word) => body[word] !== void 0) ? [] : words.flatMap((word) => column[word] === void 0 ? [] : [[word, column[word]]]));
	return {
		...body,
		...Object.fromEntries(inherited)
	};
}

// src/suites/soda-query.ts
/** A query whose rows have failed, as a check in SQL. The dataset's own name is the table's. */
function failedRowsQuery(query, dataset, threshold) {
	const rows = readQuery(query);
	if (rows === void 0) return "its query is no text";
	const drafts = [{ sql: `${tableOf(dataset)} SELECT * FROM (${rows}\n) AS failed` }];
	if (threshold.unit === "percent") return "its threshold is a percentage of rows that another query counts";
	return isZeroOnly(threshold.levels, "count") ? { drafts } : {
		drafts,
		threshold: counted(threshold)
	};
}
/** A query for one number, as a check in SQL that fails where the number is not allowed. */
function metricQuery(query, dataset, { levels }) {
	const number = readQuery(query);
	const [level, second] = levels;
	if (number === void 0) return "its query is no text";
	if (level === void 0 || second !== void 0) return "its threshold has two levels";
	const allowed = level.allowed.map(conditionOf).join(" OR ");
	return { drafts: [{
		sql: `${tableOf(dataset)} SELECT metric FROM (${number}\n) AS result(metric) WHERE metric IS NULL OR NOT (${allowed})`,
		severity: level.severity
	}] };
}
function tableOf(dataset) {
	return `WITH ${quoteName(dataset.split("/").at(-1) ?? "")} AS (SELECT * FROM data)`;
}
/** A query without the semicolon that ends it; what is more than one query is refused when it is run. */
function readQuery(query) {
	return typeof query === "string" ? query.trimEnd().replace(/;$/, "") : void 0;
}
function conditionOf({ min, max, above, below }) {
	return `(${[
		...min === void 0 ? [] : [`metric >= ${min}`],
		...max === void 0 ? [] : [`metric <= ${max}`],
		...above === void 0 ? [] : [`metric > ${above}`],
		...below === void 0 ? [] : [`metric < ${below}`]
	].join(" AND ")})`;
}

// src/suites/soda-checks.ts
const none = [{
	min: 0,
	max: 0
}];
/** The checks of a contract, by their names; `schema` is apart, as it is about the contract's columns. */
const sodaChecks = /* @__PURE__ */ new Map([
	["missing", {
		keys: [],
		usual: none,
		at: "column",
		translate: ({ body, column, threshold }) => translateMissing(column, body, threshold)
	}],
	["invalid", {
		keys: [],
		usual: none,
		at: "column",
		translate: ({ body, column, threshold }) => translateInvalid(column, body, threshold)
	}],
	["duplicate", {
		keys: ["columns"],
		usual: none,
		at: "both",
		translate: duplicate
	}],
	["aggregate", {
		keys: ["function"],
		usual: void 0,
		at: "column",
		translate: aggregate
	}],
	["row_count", {
		keys: [],
		usual: [{ above: 0 }],
		at: "dataset",
		translate: ({ threshold }) => ofNumber({ row_count: { min: 0 } }, threshold)
	}],
	["failed_rows", {
		keys: ["expression", "query"],
		usual: none,
		at: "both",
		translate: failedRows
	}],
	["metric", {
		keys: ["expression", "query"],
		usual: void 0,
		at: "both",
		translate: metric
	}],
	["freshness", {
		keys: ["column"],
		usual: void 0,
		at: "dataset",
		translate: freshness
	}]
]);
function ofNumber(draft, { levels }) {
	return {
		drafts: [draft],
		threshold: {
			measure: "measured",
			levels
		}
	};
}
/** Soda counts a value from the second time on, and takes rows without any value for equal. */
function duplicate({ body, column, threshold }) {
	const { levels, unit } = threshold;
	const repeats = {
		measure: unit === "percent" ? "repeats_percent" : "repeats",
		levels
	};
	const isZero = isZeroOnly(levels, unit);
	if (column !== "") return isZero ? { drafts: [{
		column,
		unique: true
	}] } : {
		drafts: [{
			column,
			distinct: { min: 0 }
		}],
		threshold: repeats
	};
	const { columns } = body;
	if (!areNames(columns)) return "its columns are no list of names";
	if (!isZero) return columns.length === 1 ? "its threshold counts missing values as repeats" : {
		drafts: [{ unique: columns }],
		threshold: repeats
	};
	return { drafts: uniqueWithMissing(columns) };
}
const statistics = /* @__PURE__ */ new Map([
	["avg", "mean"],
	["sum", "sum"],
	["min", "min_value"],
	["max", "max_value"]
]);
/** A statistic of a column, bounded by the threshold alone. */
function statisticOf(column, constraint) {
	return {
		column,
		[constraint]: { min: -Number.MAX_VALUE }
	};
}
function aggregate({ body, column, threshold }) {
	const name = String(body.function).toLowerCase().replaceAll("_", "");
	const constraint = statistics.get(name);
	if (constraint !== void 0) return ofNumber(statisticOf(column, constraint), threshold);
	if (name !== "minlength" && name !== "maxlength") return `its function ${name} has no counterpart`;
	const [level, second] = threshold.levels;
	const draft = level === void 0 || second !== void 0 ? void 0 : lengthBound(name, level);
	return draft === void 0 ? `its threshold is more than a bound that every length holds` : { drafts: [{
		column,
		...draft,
		severity: level?.severity
	}] };
}
/** The least length has a lower bound where every length has it; the greatest likewise an upper one. */
function lengthBound(name, { allowed }) {
	const [{ min, max, above, below } = {}, second] = allowed;
	if (second !== void 0) return void 0;
	if (name === "minlength" && max === void 0 && below === void 0) return { min_length: min ?? Math.floor(above ?? 0) + 1 };
	if (name === "maxlength" && min === void 0 && above === void 0) return { max_length: max ?? Math.ceil(below ?? 0) - 1 };
}
/** Rows for which the expression is true have failed. */
function failedRows({ body, dataset, threshold }) {
	const { expression, query } = body;
	if (query !== void 0) return failedRowsQuery(query, dataset, threshold);
	const reason = refuseSql(expression);
	if (reason !== void 0) return reason;
	const isZero = isZeroOnly(threshold.levels, threshold.unit);
	return {
		drafts: [{ expression: isZero ? `NOT (${expression})` : certainlyNot(`(${expression})`) }],
		...isZero ? {} : { threshold: counted(threshold) }
	};
}
const aggregations = [
	[/^count\( *\* *\)$/i, () => ({ row_count: { min: 0 } })],
	[/^count\( *distinct +(\w+|"[^"]+") *\)$/i, (column) => ({
		column,
		distinct: { min: 0 }
	})],
	[/^(?:avg|mean)\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "mean")],
	[/^sum\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "sum")],
	[/^min\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "min_value")],
	[/^max\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "max_value")],
	[/^median\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "median")],
	[/^(?:stddev|stddev_samp)\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "std")]
];
function metric({ body, dataset, threshold }) {
	const { expression, query } = body;
	if (query !== void 0) return metricQuery(query, dataset, threshold);
	if (typeof expression !== "string") return "its expression is no text";
	for (const [pattern, draft] of aggregations) {
		const match = pattern.exec(expression.trim());
		if (match !== null) return ofNumber(draft((match[1] ?? "").replaceAll("\"", "")), threshold);
	}
	return "its expression is more than one aggregate of one column";
}
function freshness({ body, threshold }) {
	const { levels, hours } = threshold;
	const scaled = levels.map((level) => ({
		...level,
		allowed: level.allowed.map((interval) => Object.fromEntries(Object.entries(interval).map(([key, bound]) => [key, bound * hours])))
	}));
	return {
		drafts: [{
			column: body.column,
			max_age: "999999w"
		}],
		threshold: {
			measure: "hours",
			levels: scaled
		}
	};
}

// src/suites/soda-schema.ts
const known = [
	"name",
	"qualifier",
	"attributes",
	"allow_extra_columns",
	"allow_other_column_order"
];
/** Soda's `schema`: the contract's columns, their order and their types. */
function sodaSchema({ columns }, body) {
	const unknown = Object.keys(body).find((key) => !known.includes(key));
	if (unknown !== void 0) return `its "${unknown}" has no counterpart`;
	const list = (Array.isArray(columns) ? columns : []).map((each) => asMap(each) ?? {});
	const { allow_extra_columns: hasOthers = false, allow_other_column_order: isUnordered = false } = body;
	if (typeof hasOthers !== "boolean" || typeof isUnordered !== "boolean") return "one of its options is neither true nor false";
	if (hasOthers && !isUnordered) return "the order of columns among others is not checked";
	if (list.some(({ optional }) => optional === true)) return "some of the contract's columns are optional";
	const names = list.map(({ name }) => name);
	const drafts = [{ columns: { [hasOthers ? "include" : isUnordered ? "exact" : "ordered"]: names } }];
	for (const { name, data_type: type, character_maximum_length: length } of list) {
		if (type === void 0) continue;
		const cells = cellsOfType(String(type));
		if (cells === void 0) return `cells of type ${String(type)} are not told apart`;
		const draft = {
			...cells,
			...length === void 0 ? {} : { max_length: length }
		};
		if (Object.keys(draft).length > 0) drafts.push({
			column: name,
			...draft
		});
	}
	return { drafts };
}

// src/suites/soda-threshold.ts
/** The words of a threshold, each with the numbers that it allows. */
const comparisons = /* @__PURE__ */ new Map([
	["must_be", (bound) => [{
		min: bound,
		max: bound
	}]],
	["must_not_be", (bound) => [{ below: bound }, { above: bound }]],
	["must_be_greater_than", (bound) => [{ above: bound }]],
	["must_be_greater_than_or_equal", (bound) => [{ min: bound }]],
	["must_be_less_than", (bound) => [{ below: bound }]],
	["must_be_less_than_or_equal", (bound) => [{ max: bound }]]
]);
const ranges = ["must_be_between", "must_be_not_between"];
const rangeBounds = /* @__PURE__ */ new Map([
	["greater_than", "above"],
	["greater_than_or_equal", "min"],
	["less_than", "below"],
	["less_than_or_equal", "max"]
]);
const unitHours = /* @__PURE__ */ new Map([
	["minute", 1 / 60],
	["hour", 1],
	["day", 24]
]);
/** Reads `threshold`; without one, or without a comparison in it, `usual` holds. A text says why it cannot be judged. */
function readSodaThreshold(given, usual) {
	const threshold = asMap(given ?? {});
	if (threshold === void 0) return "its threshold is no keys and values";
	const { additional, metric = "count", unit = "hour", ...own } = threshold;
	if (metric !== "count" && metric !== "percent") return "the \"metric\" of its threshold is neither count nor percent";
	const hours = unitHours.get(String(unit));
	if (hours === void 0) return "the \"unit\" of its threshold is none of minute, hour and day";
	const levels = [];
	for (const each of additional === void 0 ? [own] : [own, additional]) {
		const level = readLevel(asMap(each) ?? {}, additional === void 0 ? usual : void 0, metric === "percent" ? " %" : "");
		if (typeof level === "string") return level;
		levels.push(level);
	}
	if (levels[0]?.severity === levels[1]?.severity) return "both levels of its threshold are the same";
	levels.sort((a, b) => a.severity < b.severity ? -1 : 1);
	return {
		levels,
		unit: metric,
		hours
	};
}
function readLevel({ level = "fail", ...words }, usual, unit) {
	const severity = String(level).toLowerCase() === "warn" ? "warning" : "error";
	const unknown = Object.keys(words).find((key) => !comparisons.has(key) && !ranges.includes(key));
	if (unknown !== void 0) return `the "${unknown}" of its threshold has no counterpart`;
	const [entry, second] = Object.entries(words);
	if (second !== void 0) return "its threshold has more than one comparison, which Soda does not judge either";
	if (entry === void 0) return usual === void 0 ? "its threshold has no comparison" : {
		severity,
		allowed: usual,
		words: "what Soda asks without a threshold"
	};
	const [word, bound] = entry;
	const allowed = ranges.includes(word) ? readRange(word, bound) : readBound(word, bound);
	return typeof allowed === "string" ? allowed : {
		severity,
		allowed,
		words: wordsOf(word, bound, unit)
	};
}
function readBound(word, bound) {
	const number = numberOf(bound);
	return number === void 0 ? `the "${word}" of its threshold is no number` : comparisons.get(word)?.(number) ?? [];
}
/** Between takes both bounds at once; not between takes what is below the one or above the other. */
function readRange(word, given) {
	const bounds = {};
	for (const [key, bound] of Object.entries(asMap(given) ?? {})) {
		const side = rangeBounds.get(key);
		const number = numberOf(bound);
		if (side === void 0 || number === void 0 || Object.keys(bounds).length === 2) return `the "${word}" of its threshold is not of greater_than and less_than with numbers`;
		bounds[side] = number;
	}
	const { min, max, above, below } = bounds;
	const [low, high] = [min ?? above, max ?? below];
	const isBetween = word === "must_be_between";
	if (low === void 0 || high === void 0 || (isBetween ? low >= high : low <= high)) return `the "${word}" of its threshold has no two bounds in order`;
	if (isBetween) return [bounds];
	return [max === void 0 ? { below: high } : { max: high }, min === void 0 ? { above: low } : { min: low }];
}
function wordsOf(word, bound, unit) {
	const range = asMap(bound);
	if (range === void 0) return `${word}: ${bound}${unit}`;
	return `${word}: ${Object.entries(range).map(([key, each]) => `${key} ${each}${unit}`).join(", ")}`;
}

// src/suites/soda-variables.ts
const reference = /\$\{ *([a-z]+)\.([a-zA-Z_][a-zA-Z_0-9]*) *\}/g;
const maxLength = 1e4;
/** Puts the defaults of a contract's variables where they are used; what has no default stays as it is written. */
function resolveVariables(content) {
	const variables = asMap(content.variables) ?? {};
	const values = /* @__PURE__ */ new Map();
	const valueFor = (namespace, name) => {
		if (namespace !== "var" || !Object.hasOwn(variables, name)) return void 0;
		if (!values.has(name)) {
			values.set(name, void 0);
			values.set(name, resolve(asMap(variables[name])?.default));
		}
		return values.get(name);
	};
	const resolveText = (text) => {
		if (!text.includes("${") || text.length > maxLength) return text;
		const [whole] = text.matchAll(reference);
		if (whole?.[0] === text) return valueFor(whole[1] ?? "", whole[2] ?? "") ?? text;
		const resolved = text.replace(reference, (written, namespace, name) => String(valueFor(namespace, name) ?? written));
		return resolved.length > maxLength ? text : resolved;
	};
	const resolve = (value) => {
		if (typeof value === "string") return resolveText(value);
		if (Array.isArray(value)) return value.map(resolve);
		const map = asMap(value);
		if (map === void 0) return value;
		return Object.fromEntries(Object.entries(map).map(([key, each]) => [key, resolve(each)]));
	};
	const { variables: _, ...rest } = content;
	return resolve(rest);
}
/** The first reference that has no value: a variable without a default, the environment, Soda's own. */
function unresolvedIn(value) {
	if (typeof value === "string") return value.match(reference)?.[0];
	for (const each of Object.values(typeof value === "object" && value !== null ? value : {})) {
		const found = unresolvedIn(each);
		if (found !== void 0) return found;
	}
}

// src/suites/soda-contract.ts
/** What a contract says that asks nothing of the data. */
const idle$1 = new Set("dataset description soda_runner soda_agent check_attributes filter columns checks".split(" "));
const words = [...missingWords, ...validityWords.keys()];
const columnKeys = /* @__PURE__ */ new Set([..."name description data_type character_maximum_length optional checks".split(" "), ...words]);
/** What every check may have. */
const common = new Set("name qualifier attributes threshold filter store_failed_rows".split(" "));
/** Reads a Soda data contract, version 4. Each check is a rule. */
function readSodaContract(given, place, sets) {
	const content = resolveVariables(given);
	const contract = {
		content,
		sets
	};
	const rules = [];
	const add = (label, path, found) => {
		const { drafts, threshold } = typeof found === "string" ? { drafts: found } : {
			threshold: void 0,
			...found
		};
		rules.push({
			label,
			place: place(path),
			drafts,
			...threshold === void 0 ? {} : { threshold }
		});
	};
	const unknown = (map, known, path, of) => {
		for (const key of Object.keys(map)) if (!known.has(key)) add(`${key}${of}`, [...path, key], "there is no check of the same meaning");
	};
	for (const [index, each] of listOf(content.columns).entries()) {
		const column = asMap(each) ?? {};
		const path = ["columns", index];
		unknown(column, columnKeys, path, ` of "${String(column.name)}"`);
		for (const [i, check] of listOf(column.checks).entries()) addCheck(contract, column, asMap(check) ?? {}, [
			...path,
			"checks",
			i
		], add);
	}
	for (const [i, check] of listOf(content.checks).entries()) addCheck(contract, void 0, asMap(check) ?? {}, ["checks", i], add);
	unknown(content, idle$1, [], "");
	return {
		format: "Soda",
		name: String(content.dataset),
		rules
	};
}
function addCheck(contract, column, entry, path, add) {
	const [[type, given] = ["a check without a type", null], second] = Object.entries(entry);
	const of = column === void 0 ? "" : ` of "${String(column.name)}"`;
	const body = given === null ? {} : asMap(given);
	const { name } = body ?? {};
	const label = `${type}${of}${typeof name === "string" ? ` (${name})` : ""}`;
	const at = [...path, type];
	if (second !== void 0) add(label, at, "it has several types at once");
	else add(label, at, body === void 0 ? "it is no keys and values" : translate(contract, column, type, body));
}
function translate({ content, sets }, column, type, own) {
	if (type === "schema") return column === void 0 ? sodaSchema(content, own) : "it is about the dataset";
	const check = sodaChecks.get(type);
	if (check === void 0) return "there is no check of the same meaning";
	if (check.at !== "both" && check.at === "column" !== (column !== void 0)) return `it is about ${check.at === "column" ? "a column" : "the dataset"}`;
	const hasWords = type === "missing" || type === "invalid";
	const known = [
		...check.keys,
		...type === "missing" ? missingWords : [],
		...type === "invalid" ? words : []
	];
	const unknown = Object.keys(own).find((key) => !common.has(key) && !known.includes(key));
	if (unknown !== void 0) return `its "${unknown}" has no counterpart`;
	const body = hasWords ? withSet(withColumnWords(own, column ?? {}), sets) : own;
	if (type === "invalid" && body.valid_reference_data === null) return "it refers to a dataset that is none of data.sets";
	if (!hasWords && words.some((word) => column?.[word] !== void 0)) return "its column says itself what is missing or valid";
	const reference = unresolvedIn([body, content.filter]);
	if (reference !== void 0) return `it uses ${reference}, which has no default here`;
	const filters = (body.query === void 0 ? [content.filter, body.filter] : [body.filter]).filter((each) => each !== void 0);
	const refused = filters.map(refuseSql).find((each) => each !== void 0);
	if (refused !== void 0) return `in its filter, ${refused}`;
	const threshold = readSodaThreshold(body.threshold, check.usual);
	if (typeof threshold === "string") return threshold;
	const found = check.translate({
		body,
		column: column === void 0 ? "" : String(column.name),
		dataset: String(content.dataset),
		threshold
	});
	if (typeof found === "string") return found;
	const severity = isZeroOnly(threshold.levels, threshold.unit) ? threshold.levels[0]?.severity : void 0;
	const drafts = withWhere(found.drafts, filters.map(String));
	return {
		...found,
		drafts: severity === void 0 ? drafts : drafts.map((draft) => ({
			...draft,
			severity
		}))
	};
}
/** `shop/main/zip` is the set `zip`; null where there is none. */
function withSet(body, sets) {
	const { valid_reference_data: given } = body;
	if (given === void 0) return body;
	const { dataset, column } = asMap(given) ?? {};
	const set = sets.find((name) => name === String(dataset).split("/").at(-1));
	return {
		...body,
		valid_reference_data: set === void 0 ? null : {
			set,
			column
		}
	};
}
function listOf(given) {
	return Array.isArray(given) ? given : [];
}

// src/suites/field-rules.ts
/** Checks of a field's type in a format; none where every cell has it. A text says why there is no such check. */
function fieldTypes(type, format) {
	return types.get(type === "string" || format !== "default" ? `${type} ${format}` : type) ?? `cells of type ${type}${format === "default" ? "" : ` in format ${format}`} are not told apart`;
}
/** The types of fields that have checks of the same meaning. */
const types = /* @__PURE__ */ new Map([
	["any", []],
	["string default", []],
	["string email", [{ format: "email" }]],
	["string uuid", [{ format: "uuid" }]],
	["integer", [{ type: "integer" }]],
	["number", [{ type: "number" }]],
	["boolean", [{ type: "boolean" }]],
	["date", [{ type: "date" }]],
	["datetime", [{
		type: "datetime",
		format: "datetime"
	}]],
	["time", [{ format: "time" }]]
]);
/** The constraints of fields that have checks of the same meaning, by name. */
const constraintRules = /* @__PURE__ */ new Map([
	["required", (required) => flag("required", required)],
	["unique", (unique) => flag("unique", unique)],
	["minimum", (bound, type) => bounded("min", bound, type)],
	["maximum", (bound, type) => bounded("max", bound, type)],
	["exclusiveMinimum", (bound, type) => bounded("exclusive_min", bound, type)],
	["exclusiveMaximum", (bound, type) => bounded("exclusive_max", bound, type)],
	["minLength", (length, type) => ofText({ min_length: length }, type)],
	["maxLength", (length, type) => ofText({ max_length: length }, type)],
	["pattern", (pattern, type) => ofText({ pattern: typeof pattern === "string" ? `^(?:${pattern})$` : pattern }, type)],
	["enum", (values) => [{ enum: values }]]
]);
function flag(key, value) {
	return value === false ? [] : [{ [key]: value }];
}
/** Bounds of numbers may be written as texts, as cells are. */
function bounded(key, bound, type) {
	if (type === "integer" || type === "number") {
		const value = typeof bound === "string" && bound.trim() !== "" ? Number(bound) : bound;
		return typeof value === "number" ? [{ [key]: value }] : "its bound is no number";
	}
	if (type !== "date" && type !== "datetime") return `values of type ${type} are not ordered`;
	return /^\d{4}-\d\d-\d\d/.test(String(bound)) ? [{ [key]: bound }] : "its bound is no ISO 8601 date";
}
function ofText(draft, type) {
	return type === "string" ? [draft] : `it is about texts, and the field is of type ${type}`;
}

// src/suites/table-schema.ts
/** The rules that a list of field constraints does not hold: of the schema as a whole. */
const schemaRules = [
	"fieldsMatch",
	"primaryKey",
	"uniqueKeys",
	"foreignKeys"
];
/** Words of a schema or field that ask nothing of the data. */
const idle = /* @__PURE__ */ new Set([
	..."name title description example rdfType type format constraints fields missingValues".split(" "),
	..."$schema profile path homepage version sources licenses contributors keywords id created".split(" "),
	...schemaRules
]);
/** The names of a Data Package's resources; undefined for what is none. */
function resourceNames({ resources }) {
	if (!Array.isArray(resources)) return void 0;
	return resources.map((each) => String(asMap(each)?.name));
}
/**
* Reads a Table Schema, or the one of a Data Package's resource, which is the wanted one or the only one; versions 1 and
* 2. A foreign key refers to the set that is named as the resource. Throws UserError where there is not one schema that
* the file itself holds.
*/
function readTableSchema(content, file, place, { wanted, sets }) {
	const resources = resourceNames(content);
	const isPackage = resources !== void 0;
	const at = Math.max(0, resources?.indexOf(wanted ?? "") ?? 0);
	const path = isPackage ? [
		"resources",
		at,
		"schema"
	] : [];
	const schema = isPackage ? schemaOf(content, at, {
		file,
		place,
		wanted
	}) : content;
	const name = content.name ?? content.title;
	const rules = [];
	const add = (label, at, drafts) => {
		rules.push({
			label,
			place: place([...path, ...at]),
			drafts
		});
	};
	const fields = schema.fields;
	const names = fields.map((field) => asMap(field)?.name);
	add("fieldsMatch", ["fieldsMatch" in schema ? "fieldsMatch" : "fields"], matchFields(schema, names));
	addMissingValues(schema, [], add);
	for (const [index, each] of fields.entries()) readField(asMap(each) ?? {}, ["fields", index], add);
	for (const key of toLists(schema.primaryKey)) add("primaryKey", ["primaryKey"], [...uniqueKey(key), ...key.map((column) => ({
		column,
		required: true
	}))]);
	for (const [index, key] of toLists(schema.uniqueKeys).entries()) add("uniqueKeys", ["uniqueKeys", index], uniqueKey(key));
	const keys = schema.foreignKeys ?? [];
	if (!Array.isArray(keys)) add("foreignKeys", ["foreignKeys"], "they are no list");
	for (const [index, key] of (Array.isArray(keys) ? keys : []).entries()) add("foreignKeys", ["foreignKeys", index], foreignKey(asMap(key) ?? {}, sets, resources?.[at]));
	addUnknown(schema, [], add);
	return {
		format: isPackage ? "Data Package" : "Table Schema",
		name: typeof name === "string" ? name : file,
		rules,
		allowsAbsent: ["superset", "partial"].includes(String(matchOf(schema)))
	};
}
function schemaOf(content, at, of) {
	const { file, place, wanted } = of;
	const names = resourceNames(content) ?? [];
	const refuse = (why, hint) => new UserError(`Cannot use suite "${file}": ${why}`, {
		...place(["resources"]),
		hint
	});
	if (wanted !== void 0 && !names.includes(wanted)) throw refuse(`the Data Package has no resource "${wanted}"${didYouMean(wanted, names)}`, "Check its name");
	if (wanted === void 0 && names.length !== 1) throw refuse(`the Data Package has ${names.length} resources, and a suite is about one table`, "Name the table's in suites, as in datapackage.json#orders, or all of them in data.sets");
	const schema = asMap(asMap(content.resources[at])?.schema);
	if (schema === void 0 || !Array.isArray(schema.fields)) throw refuse("its resource has no schema with fields in this file", "Name the file of the schema itself in suites");
	return schema;
}
/** How the schema's fields match the data's columns; version 2 of the specification writes a list of one. */
function matchOf({ fieldsMatch = "exact" }) {
	return Array.isArray(fieldsMatch) ? fieldsMatch[0] : fieldsMatch;
}
function matchFields(schema, names) {
	switch (matchOf(schema)) {
		case "exact": return [{ columns: { ordered: names } }];
		case "equal": return [{ columns: { exact: names } }];
		case "subset": return [{ columns: { include: names } }];
		default: return "fields may be absent; those that the data has are judged, but not which it must have";
	}
}
function readField(field, path, add) {
	const { name, type = "string", format = "default" } = field;
	const about = (what) => `${what} of "${String(name)}"`;
	const drafts = fieldTypes(String(type), String(format));
	const at = "type" in field ? [...path, "type"] : path;
	if (typeof drafts === "string" || drafts.length > 0) add(about("type"), at, typeof drafts === "string" ? drafts : withColumn(drafts, name));
	addMissingValues(field, path, add);
	if (field.constraints !== void 0 && asMap(field.constraints) === void 0) add(about("constraints"), [...path, "constraints"], "they are no keys and values");
	for (const [key, value] of Object.entries(asMap(field.constraints) ?? {})) {
		const constraint = constraintRules.get(key);
		const result = constraint === void 0 ? "there is no check of the same meaning" : constraint(value, String(type));
		const found = typeof result === "string" ? result : withColumn(result, name);
		if (typeof found === "string" || found.length > 0) add(about(key), [
			...path,
			"constraints",
			key
		], found);
	}
	addUnknown(field, path, add);
}
function withColumn(drafts, column) {
	return drafts.map((draft) => ({
		column,
		...draft
	}));
}
/** Which cells are missing is for the reader of the data to say; a schema that says the same is no matter. */
function addMissingValues({ missingValues }, path, add) {
	if (missingValues === void 0 || JSON.stringify(missingValues) === "[\"\"]") return;
	add("missingValues", [...path, "missingValues"], "only empty cells are missing");
}
function addUnknown(content, path, add) {
	for (const key of Object.keys(content)) if (!idle.has(key)) add(key, [...path, key], "there is no check of the same meaning");
}
/** `"a"`, `["a", "b"]` or `[["a"], ["b", "c"]]` as a list of keys; a key of what is no text is refused later. */
function toLists(given) {
	if (given === void 0) return [];
	if (!Array.isArray(given)) return [[given]];
	return given.some(Array.isArray) ? given.map((each) => Array.isArray(each) ? each : [each]) : [given];
}
/** A resource without a name, and that of the schema itself, are the same table. */
function foreignKey({ fields, reference }, sets, own) {
	const { resource: named = "", fields: there } = asMap(reference) ?? {};
	const resource = named === own ? "" : named;
	const [here = [], others = []] = [toLists(fields)[0], toLists(there)[0]];
	if (here.length === 0 || here.length !== others.length) return "its fields and those it refers to are no pairs";
	if (![...here, ...others].every((each) => typeof each === "string")) return "its fields are no names";
	const set = resource === "" ? void 0 : sets.find((name) => name === resource);
	if (resource !== "" && set === void 0) return "it refers to a resource that is none of data.sets";
	const of = set === void 0 ? {} : { set };
	if (here.length === 1) return [{
		column: here[0],
		references: {
			...of,
			column: others[0]
		}
	}];
	return [{ references: {
		...of,
		columns: Object.fromEntries(here.map((name, i) => [String(name), others[i]]))
	} }];
}
function uniqueKey(columns) {
	return columns.length === 1 ? [{
		column: columns[0],
		unique: true
	}] : [{ unique: columns }];
}

// src/suites/parse-suite.ts
const alone = {
	wanted: void 0,
	names: [],
	sets: []
};
/**
* Parses a file of another tool; what it is shows in its content. Throws UserError where it is no suite, or one of a
* format that is not read. `context` says what the file does not.
*/
function parseSuite(text, file, context = alone) {
	const { value, place } = parseYaml(text, file);
	refuseMethods(value, file);
	const { format, name, rules, allowsAbsent = false } = readSuite(asMap(value) ?? {}, file, place, context);
	const suite = {
		format,
		name,
		checks: [],
		unsupported: [],
		allowsAbsent
	};
	for (const { label: full, place, drafts, threshold, expectation } of rules) {
		const label = clipText(full, 200);
		const checks = typeof drafts === "string" ? drafts : judgeDrafts(drafts);
		if (typeof checks === "string") suite.unsupported.push({
			label,
			reason: checks,
			place
		});
		else for (const check of checks) suite.checks.push({
			check: {
				...check,
				name: label
			},
			place,
			label,
			...threshold === void 0 ? {} : { threshold },
			...expectation === void 0 ? {} : { expectation }
		});
	}
	return suite;
}
/** The names of the tables in a Data Package; undefined for files of another kind. */
function packageTables(text, file) {
	const { value } = parseYaml(text, file);
	refuseMethods(value, file);
	return resourceNames(asMap(value) ?? {});
}
/** A map with such a key is no text even where all that is wanted of it is to be shown. */
function refuseMethods(value, file) {
	if (typeof value !== "object" || value === null) return;
	const key = ["toString", "valueOf"].find((each) => Object.hasOwn(value, each));
	if (key !== void 0) throw new UserError(`Cannot use suite "${file}": a map in it has the key "${key}"`, {
		file,
		hint: "Remove it"
	});
	for (const each of Object.values(value)) refuseMethods(each, file);
}
function readSuite(content, file, place, context) {
	if (Array.isArray(content.expectations)) return readExpectations(content, file, place);
	if (Array.isArray(content.fields) || Array.isArray(content.resources)) return readTableSchema(content, file, place, context);
	if (typeof content.dataset === "string" && (Array.isArray(content.columns) || Array.isArray(content.checks))) return readSodaContract(content, place, context.sets);
	if ([
		"models",
		"seeds",
		"snapshots",
		"sources"
	].some((key) => Array.isArray(content[key]))) return readDbtSchema(content, file, place, context);
	throw new UserError(`Cannot use suite "${file}": ${describeOther(content)}`, {
		file,
		line: 1,
		hint: "Suites are Great Expectations JSON, Soda contracts, dbt's schema.yml, Table Schema and Data Package; write the others' rules as checks in mlops.yml"
	});
}
/** What a file is that is no suite of a format that is read. */
function describeOther(content) {
	if (Object.keys(content).some((key) => key.startsWith("checks for "))) return "SodaCL is not read";
	if ("schema_type" in content) return "schemas of pandera are not read";
	return "it is not of a format that is known";
}
/** Drafts as checks, or the first reason why one cannot be judged. */
function judgeDrafts(drafts) {
	const result = schemaOf$1(checksSection).safeParse(drafts);
	if (!result.success) {
		const [issue] = result.error.issues;
		return `as a check, its "${issue?.path.slice(1).map(String).join(".") ?? ""}" is refused: ${issue?.message.replace(/^Invalid input: /, "") ?? ""}`;
	}
	for (const { pattern, not_pattern, any_pattern = [] } of result.data) for (const each of [
		pattern,
		not_pattern,
		...any_pattern
	]) {
		const reason = each === void 0 ? void 0 : refusePattern(each);
		if (reason !== void 0) return reason;
	}
	return result.data;
}
function refusePattern(pattern) {
	try {
		compilePatternWith(RE2JS, pattern);
		return;
	} catch (cause) {
		if (cause instanceof PatternTooLarge) return `its regular expression is too large: ${cause.message}`;
		return hasLookAround(pattern) ? "its regular expression uses look-around, which does not run in linear time" : "its regular expression is not of RE2 syntax";
	}
}

// src/actions/judge-suites.ts
/**
* Judges the files in `suites`; with `shown`, findings have values that it allows. Throws UserError where one cannot be
* read.
*/
async function judgeSuites(context, table, profile, shown, query) {
	const suites = await readSuites(context, table);
	const answers = await judgeAll(suites.flatMap((suite) => checksOf(suite, table)), table, {
		profile,
		shown,
		options: {
			now: context.clock.now(),
			pause: pausing(context),
			query,
			loadSet: (name, place) => openSet(context, name, place)
		}
	});
	const strict = context.project.config.strict_suites;
	const result = {
		outcomes: [],
		findings: [],
		rules: [],
		unsupported: []
	};
	for (const suite of suites) {
		for (const each of checksOf(suite, table)) {
			const { outcomes, findings } = answers.get(each) ?? {
				outcomes: [],
				findings: []
			};
			result.outcomes.push(...outcomes);
			result.findings.push(...findings);
			addToRules(result.rules, {
				check: each,
				outcomes,
				findings
			});
		}
		result.unsupported.push(...suite.unsupported.map(({ label, reason }) => `${label}: ${reason}`));
		result.findings.push(...unsupportedFindings(suite, strict ? "error" : "warning"));
	}
	return result;
}
async function readSuites({ project, files }, table) {
	const suites = [];
	for (const [index, entry] of project.config.suites.entries()) {
		const [name = "", wanted] = entry.split("#");
		const file = within(project.directory, name);
		if (!await files.exists(file)) throw noSuite(file, index, project);
		const names = [project.name, path.parse(table.source).name];
		const text = await files.read(file);
		const tables = project.sets.size > 0 ? packageTables(text, file) : void 0;
		const named = (project.set === void 0 ? names : [project.set]).find((each) => tables?.includes(each));
		const unsupported = withoutSets(project, {
			tables,
			wanted,
			named,
			file
		});
		if (unsupported.length > 0) suites.push({
			format: "suites",
			name: file,
			checks: [],
			unsupported,
			allowsAbsent: false
		});
		if (!isAbout(project, {
			tables,
			wanted,
			named
		})) continue;
		const sets = [...project.sets.keys()];
		suites.push(parseSuite(text, file, {
			wanted: wanted ?? (tables && tables.length > 1 ? named : void 0),
			names,
			sets
		}));
	}
	return suites;
}
/** A suite is about the set that is wanted, a Data Package about the sets of its names, others about the data. */
function isAbout({ set, sets }, { tables, wanted, named }) {
	if (wanted !== void 0 && sets.has(wanted)) return set === wanted;
	if (tables !== void 0 && tables.length > 1) return named !== void 0 || wanted !== void 0 && isMain(set);
	return named !== void 0 || isMain(set);
}
/** Rules that are not judged, as no set is said to be theirs: told once. */
function withoutSets({ set, sets, config }, { tables, wanted, named, file }) {
	const { path: dataPath } = config.data;
	const isFirst = dataPath === void 0 ? set === [...sets.keys()][0] : set === void 0;
	if (sets.size === 0 || !isFirst || wanted !== void 0) return [];
	const list = (label, reason) => ({
		label,
		reason,
		place: { file }
	});
	if (tables !== void 0 && tables.length > 1) return tables.filter((table) => table !== named && !sets.has(table)).map((table) => list(`resource "${table}"`, "data.sets has no set of this name"));
	if (dataPath !== void 0 || sets.has("train") || tables?.some((table) => sets.has(table))) return [];
	return [list(file, "it does not say which of data.sets it is about: add its name, as in suite.json#orders")];
}
function noSuite(file, index, project) {
	return new UserError(`Cannot read suite "${file}": there is no such file`, {
		...project.place(["suites", index]),
		hint: "Paths in mlops.yml start where it stands"
	});
}
/** Checks of a suite, without those of columns that may be absent and are. */
function checksOf({ checks, allowsAbsent }, table) {
	return checks.filter(({ check: { column } }) => !allowsAbsent || column === void 0 || findColumn(table, column) !== void 0);
}
/**
* Judges checks together. One that cannot be judged on this data is found by halves and becomes a finding: what the
* suite's author wrote for other data.
*/
async function judgeAll(asked, table, by) {
	const placeOf = ([, index]) => asked[Number(index)]?.place ?? {};
	try {
		const checks = asked.map(({ check }) => check);
		const outcomes = await judgeChecks(table, by.profile, checks, {
			placeOf,
			...by.options
		});
		if (by.shown !== void 0) await table.pick?.(rowsThatFail(outcomes));
		const byCheck = asked.map(() => []);
		for (const outcome of outcomes) byCheck[outcome.index]?.push(outcome);
		return new Map(asked.map((each, index) => {
			const own = (byCheck[index] ?? []).map((outcome) => judgedBy(each, outcome));
			return [each, {
				outcomes: own,
				findings: checkFindings(own, table, placeOf, by.shown)
			}];
		}));
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const [only] = asked;
		if (only !== void 0 && asked.length === 1) return /* @__PURE__ */ new Map([[only, {
			outcomes: [],
			findings: [faultOf(only, error)]
		}]]);
		const middle = asked.length >> 1;
		const first = await judgeAll(asked.slice(0, middle), table, by);
		return new Map([...first, ...await judgeAll(asked.slice(middle), table, by)]);
	}
}
function judgedBy({ threshold }, outcome) {
	return threshold === void 0 ? outcome : applyThreshold(outcome, threshold);
}
function faultOf({ check, place, label, threshold }, { message, hint }) {
	return {
		severity: threshold?.levels[0]?.severity ?? check.severity ?? "error",
		rule: label,
		message,
		...hint === void 0 ? {} : { hint },
		...placed(place)
	};
}
/** A rule that asks two things has two checks, and is one. */
function addToRules(rules, { check, outcomes, findings }) {
	const fault = outcomes.length === 0 ? findings[0]?.message : void 0;
	const last = rules.at(-1);
	if (last?.place === check.place) {
		last.outcomes.push(...outcomes);
		last.fault ??= fault;
	} else {
		const { label, expectation, place } = check;
		rules.push({
			place,
			label,
			expectation,
			outcomes: [...outcomes],
			fault
		});
	}
}
function unsupportedFindings({ format, unsupported }, severity) {
	return unsupported.map(({ label, reason, place }) => ({
		severity,
		rule: label,
		message: `a rule of ${format} is not supported: ${label}: ${reason}`,
		hint: "Write it as a check in mlops.yml, or leave it to its tool",
		...placed(place)
	}));
}

export { judgeSuites };