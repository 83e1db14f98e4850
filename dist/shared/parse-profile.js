import { UserError } from "./core.js";
import { _enum, array, boolean, int, literal, number, object, record, string, union } from "./vendor-zod.js";
import { piiKinds } from "./data.js";

// src/profile/profile-schema.ts
const count = int().min(0);
const types = [
	"integer",
	"number",
	"boolean",
	"date",
	"datetime",
	"text"
];
const columnSchema = object({
	name: string(),
	type: _enum(types).describe("What the values are read as: inferred from the cells where it is not declared"),
	declared: _enum(types).optional().describe("The type that data.columns declares"),
	role: _enum([
		"number",
		"category",
		"text",
		"time",
		"boolean",
		"constant",
		"identifier",
		"empty"
	]).describe("What the column seems to be for"),
	why: string().describe("What the role was concluded from"),
	pii: _enum(piiKinds).optional().describe("Kind of personal data that the values seem to be; no value of such a column is in the profile"),
	count: count.describe("Values that are there"),
	missing: count.describe("Cells without a value; invalid ones are counted apart"),
	invalid: count.describe("Cells that do not fit the type"),
	distinct: count.describe("Different values"),
	distinct_error: number().optional().describe("Relative standard error of distinct where it is an estimate (99 % lie within three of them); absent where it is exact"),
	top_values: array(object({
		value: union([
			string(),
			number(),
			boolean()
		]),
		count
	})).describe("Most frequent values, each seen at least 10 times"),
	top_values_share: number().optional().describe("Share of the rows in which top_values were counted where that is not all; the counts are scaled"),
	min: union([number(), string()]).optional().describe("Smallest finite value; ISO 8601 for dates"),
	max: union([number(), string()]).optional().describe("Largest finite value; ISO 8601 for dates"),
	mean: number().optional().describe("Mean of the finite values"),
	std: number().optional().describe("Sample standard deviation (n - 1) of the finite values"),
	skewness: number().optional().describe("Adjusted Fisher-Pearson skewness (G1, as pandas' skew) of the finite values"),
	quantiles: record(string(), number()).optional().describe("Quantiles with linear interpolation by probability; milliseconds since 1970 for dates"),
	quantile_error: number().optional().describe("Rank error of quantiles, histogram and outliers at 99 % where they are estimates; absent where exact"),
	zeros: count.optional(),
	negatives: count.optional(),
	infinite: count.optional().describe("Infinite values; all other statistics leave them out"),
	outliers: count.optional().describe("Values further than 1.5 interquartile ranges from the quartiles"),
	histogram: object({
		edges: array(number()),
		counts: array(count)
	}).optional().describe("20 bins of equal width, each without its upper edge but the last"),
	min_length: count.optional().describe("Characters of the shortest text"),
	max_length: count.optional().describe("Characters of the longest text"),
	mean_length: number().optional().describe("Mean characters of the texts"),
	days: count.optional().describe("Days from the first date to the last one, both included (UTC)"),
	missing_days: count.optional().describe("Days of that range on which there is no value"),
	largest_gap: count.optional().describe("Days between two neighbouring dates at most; 1 where no day is missing")
});
const correlation = number().min(-1).max(1).optional();
const correlationsSchema = object({
	rows: count.describe("Rows that were looked at: all, or a seeded sample of 100,000"),
	columns_left_out: count.optional().describe("Columns past the first 20 of numbers and the first 20 of categories"),
	pairs: array(object({
		columns: array(string()).length(2),
		pearson: correlation.describe("Pearson's r of two columns of numbers"),
		spearman: correlation.describe("Spearman's rank correlation of two columns of numbers"),
		cramers_v: correlation.describe("Cram\u00e9r's V of two categories, with Bergsma's bias correction"),
		correlation_ratio: correlation.describe("Correlation ratio (eta) of a column of numbers by a category")
	}))
}).describe("How columns go together, over the rows that have both values");
/**
* What a table is like, without its rows. Values seen fewer than 10 times are not in it, save for the extremes and
* quantiles of numbers and dates; of columns of personal data there are no values at all.
*/
const profileSchema = object({
	schema: literal("mlops/profile@1"),
	rows: count,
	bytes: count,
	digest: string().describe("SHA-256 of the data's bytes"),
	duplicate_rows: count.describe("Rows whose content an earlier row has too"),
	duplicate_rows_estimated: boolean().optional().describe("True where duplicate_rows is an estimate, from a part of the rows picked by their hashes"),
	columns: array(columnSchema),
	correlations: correlationsSchema.optional(),
	missing_patterns: array(object({
		columns: array(string()).describe("Columns without a value, at most 50"),
		more_columns: count.optional().describe("Further columns without a value"),
		rows: count.describe("Rows in which these columns and no others are missing")
	})).optional().describe("Columns that are missing together: the 20 most frequent patterns; invalid cells count as missing")
});

// src/profile/parse-profile.ts
/** Whether a JSON file that begins like this is a profile, of whatever version. */
function isProfile(head) {
	return /^\s*\{\s*"schema"\s*:\s*"mlops\/profile@/.test(head);
}
/** Reads a profile that `validate-data` wrote. Throws UserError that says what is wrong with it. */
function parseProfile(text, source) {
	const refuse = (why) => new UserError(`Cannot use the profile "${source}": ${why}`, {
		file: source,
		hint: "Write it again: validate-data leaves it at .mlops/<name>/profile.json"
	});
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw refuse("it is no JSON");
	}
	const parsed = profileSchema.safeParse(value);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw refuse(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "is not valid"}`);
	}
	for (const { histogram, count, infinite = 0 } of parsed.data.columns) {
		if (count > parsed.data.rows || infinite > count) throw refuse("a column has more values than there are rows");
		if (histogram === void 0) continue;
		const { edges, counts } = histogram;
		if (edges.length !== counts.length + 1 || edges.some((edge, i) => i > 0 && !(edge > edges[i - 1]))) throw refuse("a histogram's edges do not ascend, or are not one more than its counts");
	}
	return parsed.data;
}

export { isProfile, parseProfile };