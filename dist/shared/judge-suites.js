import { checkFindings, judgeChecks } from "./judge-checks.js";
import { UserError, findColumn, readCellAs, within } from "./core.js";
import { RE2JS } from "./vendor-re2js.js";
import { checksSection, parseYaml } from "./parse-config.js";

// src/suites/row-condition.ts
const name = /(?:`([^`"]+)`|col\("([^`"]+)"\)|([A-Za-z_]\w*))/.source;
const value = /(-?\d+(?:\.\d+)?|"[^"'\\]*"|'[^"'\\]*')/.source;
const comparison = new RegExp(`^\\s*${name}\\s*(==|!=|>=|<=|>|<)\\s*${value}\\s*$`);
/**
* A `row_condition` of Great Expectations as a SQL condition: comparisons of a column with a number or a text, joined
* with "and". Undefined where it is more than that.
*/
function translateRowCondition(condition) {
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
/** A column's name in an expression. */
function quoteName(column) {
	return `"${column.replaceAll("\"", "\"\"")}"`;
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
	["expect_column_unique_value_count_to_be_between", columnRule("distinct")],
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
	["expect_column_min_to_be_between", columnRule("min_value")],
	["expect_column_max_to_be_between", columnRule("max_value")],
	["expect_column_mean_to_be_between", columnRule("mean")],
	["expect_column_median_to_be_between", columnRule("median")],
	["expect_column_sum_to_be_between", columnRule("sum")],
	["expect_column_stdev_to_be_between", columnRule("std")],
	["expect_column_pair_values_to_be_equal", rule(pair, (kwargs) => compare(kwargs, "="))],
	["expect_column_pair_values_a_to_be_greater_than_b", rule([...pair, "or_equal"], (kwargs) => compare(kwargs, kwargs.or_equal === true ? ">=" : ">"))]
]);
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
/** A rule that bounds a statistic of a column. */
function columnRule(constraint) {
	return rule(["column", ...bounds], (kwargs) => refuseTexts(kwargs) ?? [{
		column: kwargs.column,
		[constraint]: rangeOf(kwargs)
	}]);
}
function cellOf({ column, mostly }) {
	return {
		column,
		...tolerance(mostly)
	};
}
function tolerance(mostly) {
	return mostly === void 0 || mostly === 1 ? {} : { mostly };
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
/** 0.95 as `95%`, without the digits that floating point adds; other values as they are. */
function percentage(share) {
	return typeof share === "number" ? `${Number((share * 100).toPrecision(12))}%` : share;
}
function complement(share) {
	return typeof share === "number" ? 1 - share : share;
}
function beNull({ column, mostly = 1 }) {
	return [{
		column,
		missing: { min: percentage(mostly) }
	}];
}
function nonNullShare({ column, min_value, max_value }) {
	return [{
		column,
		missing: {
			min: percentage(complement(max_value)),
			max: percentage(complement(min_value))
		}
	}];
}
function distinctShare({ column, min_value, max_value }) {
	return [{
		column,
		distinct: {
			min: percentage(min_value),
			max: percentage(max_value)
		}
	}];
}
function compoundUnique({ column_list, ignore_row_if, mostly }) {
	return (ignore_row_if ?? "all_values_are_missing") === "all_values_are_missing" ? [{
		unique: column_list,
		...tolerance(mostly)
	}] : "it needs all_values_are_missing as ignore_row_if";
}
/** Bounds that are texts must be dates: Great Expectations orders other texts by the alphabet. */
function refuseTexts({ min_value, max_value }) {
	const isOrdered = (bound) => typeof bound !== "string" || readCellAs(bound, "datetime") !== void 0;
	return isOrdered(min_value) && isOrdered(max_value) ? void 0 : "its bounds are texts that are no ISO 8601 dates";
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
/** Great Expectations takes a comparison with a missing value for one that fails, unless the row is ignored. */
function compare({ column_A, column_B, ignore_row_if, mostly }, operator) {
	if (typeof column_A !== "string" || typeof column_B !== "string") return "it needs column_A and column_B";
	const [a, b] = [quoteName(column_A), quoteName(column_B)];
	const condition = `${a} ${operator} ${b}`;
	const certain = `CASE WHEN ${condition} THEN TRUE ELSE FALSE END`;
	const rest = tolerance(mostly);
	switch (ignore_row_if ?? "both_values_are_missing") {
		case "either_value_is_missing": return [{
			expression: condition,
			...rest
		}];
		case "both_values_are_missing": return [{
			expression: `CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE ${certain} END`,
			...rest
		}];
		case "neither": return [{
			expression: certain,
			...rest
		}];
		default: return "its ignore_row_if is not one that is known";
	}
}

// src/suites/suite.ts
/** A value with keys; undefined for lists and everything else. */
function asMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}

// src/suites/great-expectations.ts
/** What an expectation says beside what it asks; none changes its verdict. */
const idle$1 = [
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
			return {
				label: labelOf(type, kwargs),
				place: place(at),
				drafts: translate(type, kwargs, expectation)
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
function translate(type, given, expectation) {
	const rule = expectations.get(type);
	if (rule === void 0) return "there is no check of the same meaning";
	const entries = Object.entries(given).filter(([key, value]) => value !== null && !idle$1.includes(key));
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
	const drafts = rule.translate(asked);
	if (typeof drafts === "string") return drafts;
	const { description } = expectation;
	return drafts.map((draft) => ({
		...draft,
		severity,
		...where === void 0 ? {} : { where },
		...typeof description === "string" && description !== "" ? { description } : {}
	}));
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
	"uniqueKeys"
];
/** Words of a schema or field that ask nothing of the data. */
const idle = /* @__PURE__ */ new Set([
	..."name title description example rdfType type format constraints fields missingValues".split(" "),
	..."$schema profile path homepage version sources licenses contributors keywords id created".split(" "),
	...schemaRules
]);
/**
* Reads a Table Schema, or the one of a Data Package's only resource; versions 1 and 2. Throws UserError where there
* is not one schema that the file itself holds.
*/
function readTableSchema(content, file, place) {
	const isPackage = Array.isArray(content.resources);
	const path = isPackage ? [
		"resources",
		0,
		"schema"
	] : [];
	const schema = isPackage ? onlySchema(content, file, place) : content;
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
	addUnknown(schema, [], add);
	return {
		format: isPackage ? "Data Package" : "Table Schema",
		name: typeof name === "string" ? name : file,
		rules,
		allowsAbsent: ["superset", "partial"].includes(String(matchOf(schema)))
	};
}
function onlySchema(content, file, place) {
	const resources = content.resources;
	const refuse = (why, hint) => new UserError(`Cannot use suite "${file}": ${why}`, {
		...place(["resources"]),
		hint
	});
	if (resources.length !== 1) throw refuse(`the Data Package has ${resources.length} resources, and a suite is about one table`, "Write the schema of the table into a file of its own");
	const schema = asMap(asMap(resources[0])?.schema);
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
function uniqueKey(columns) {
	return columns.length === 1 ? [{
		column: columns[0],
		unique: true
	}] : [{ unique: columns }];
}

// src/suites/parse-suite.ts
/**
* Parses a file of another tool; what it is shows in its content. Throws UserError where it is no suite, or one of a
* format that is not read.
*/
function parseSuite(text, file) {
	const { value, place } = parseYaml(text, file);
	const { format, name, rules, allowsAbsent = false } = readSuite(asMap(value) ?? {}, file, place);
	const suite = {
		format,
		name,
		checks: [],
		unsupported: [],
		allowsAbsent
	};
	for (const { label, place, drafts } of rules) {
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
			label
		});
	}
	return suite;
}
function readSuite(content, file, place) {
	if (Array.isArray(content.expectations)) return readExpectations(content, file, place);
	if (Array.isArray(content.fields) || Array.isArray(content.resources)) return readTableSchema(content, file, place);
	throw new UserError(`Cannot use suite "${file}": ${describeOther(content)}`, {
		file,
		line: 1,
		hint: "Suites are Great Expectations JSON, Table Schema and Data Package; write the others' rules as checks in mlops.yml"
	});
}
/** What a file is that is no suite of a format that is read. */
function describeOther(content) {
	if ("models" in content || "sources" in content) return "schema files of dbt are not read";
	if ("dataset" in content && ("columns" in content || "checks" in content)) return "Soda contracts are not read";
	if (Object.keys(content).some((key) => key.startsWith("checks for "))) return "SodaCL is not read";
	if ("schema_type" in content) return "schemas of pandera are not read";
	return "it is not of a format that is known";
}
/** Drafts as checks, or the first reason why one cannot be judged. */
function judgeDrafts(drafts) {
	const result = checksSection.safeParse(drafts);
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
		RE2JS.compile(pattern);
		return;
	} catch {
		return /\(\?<?[=!]/.test(pattern) ? "its regular expression uses look-around, which does not run in linear time" : "its regular expression is not of RE2 syntax";
	}
}

// src/actions/judge-suites.ts
/** Judges the files in `suites`. Throws UserError where one cannot be read. */
async function judgeSuites({ project, files, clock }, table, profile) {
	const { suites, strict_suites: isStrict } = project.config;
	const outcomes = [];
	const findings = [];
	for (const [index, name] of suites.entries()) {
		const file = within(project.directory, name);
		if (!await files.exists(file)) throw new UserError(`Cannot read suite "${file}": there is no such file`, {
			...project.place(["suites", index]),
			hint: "Paths in mlops.yml start where it stands"
		});
		const suite = parseSuite(await files.read(file), file);
		for (const each of suite.checks) {
			const { column } = each.check;
			if (suite.allowsAbsent && column !== void 0 && !findColumn(table, column)) continue;
			const judged = await judgeOne(each, table, profile, clock.now());
			outcomes.push(...judged.outcomes);
			findings.push(...judged.findings);
		}
		for (const { label, reason, place } of suite.unsupported) findings.push({
			severity: isStrict ? "error" : "warning",
			rule: label,
			message: `a rule of ${suite.format} is not supported: ${label}: ${reason}`,
			hint: "Write it as a check in mlops.yml, or leave it to its tool",
			...placed(place)
		});
	}
	return {
		outcomes,
		findings
	};
}
/** A check that cannot be judged on this data is a finding: what the suite's author wrote for other data. */
async function judgeOne({ check, place, label }, table, profile, now) {
	const placeOf = () => place;
	try {
		const outcomes = await judgeChecks(table, profile, [check], {
			placeOf,
			now
		});
		return {
			outcomes,
			findings: checkFindings(outcomes, table, placeOf)
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const { message, hint } = error;
		return {
			outcomes: [],
			findings: [{
				severity: check.severity ?? "error",
				rule: label,
				message,
				...hint === void 0 ? {} : { hint },
				...placed(place)
			}]
		};
	}
}
/** A place without the parts that are not known. */
function placed({ file, line, column }) {
	return {
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { line },
		...column === void 0 ? {} : { column }
	};
}

export { judgeSuites };