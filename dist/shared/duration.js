import { formatNumber } from "./number-format.js";

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

// src/checks/amount.ts
const percentage = /^(\d{1,3}(?:\.\d+)?) ?%$/;
/** The number of a percentage from `0%` to `100%`; undefined for every other text. */
function readPercentage(text) {
	const percent = Number(percentage.exec(text.trim())?.[1] ?? NaN);
	return percent <= 100 ? percent : void 0;
}
/** Which bounds of a range `count` of `total` breaks: `min`, `max` or none. */
function brokenBound(count, total, range) {
	if (range.min !== void 0 && compare(count, total, range.min) < 0) return "min";
	if (range.max !== void 0 && compare(count, total, range.max) > 0) return "max";
}
/** Negative where `count` of `total` is less than the amount, positive where it is more. */
function compare(count, total, amount) {
	if (typeof amount === "number") return count - amount;
	return count * 100 - (readPercentage(amount) ?? NaN) * total;
}
/** An amount as people read it: `1,000`, `5 %`. */
function formatAmount(amount) {
	return typeof amount === "number" ? formatNumber(amount) : formatNumber(readPercentage(amount) ?? 0, { unit: "%" });
}
/** Whether so many failures are few enough. Nothing asked is nothing broken. */
function isTolerated(check, considered, failed) {
	const { mostly, max_failed: most } = check;
	if (failed === 0 || considered === 0) return true;
	if (most !== void 0) return compare(failed, considered, most) <= 0;
	if (mostly === void 0) return false;
	if (typeof mostly === "string") return compare(considered - failed, considered, mostly) >= 0;
	return (considered - failed) / considered >= mostly;
}
/** What is tolerated, as the end of a sentence; empty where nothing is. */
function describeTolerance({ mostly, max_failed: most }) {
	if (most !== void 0) return `; ${formatAmount(most)} may`;
	if (mostly === void 0) return "";
	return `; ${formatAmount(typeof mostly === "number" ? `${Number((mostly * 100).toPrecision(12))}%` : mostly)} must hold`;
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

export { brokenBound, cellConstraints, columnConstraints, constraints, describeTolerance, formatAmount, formatNames, isRowWise, isTolerated, parseDuration, readPercentage, tableConstraints };