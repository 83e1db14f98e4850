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

export { cellConstraints, columnConstraints, constraints, formatNames, isRowWise, parseDuration, tableConstraints };