import { formatNumber } from "./number-format.js";

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

export { brokenBound, describeTolerance, formatAmount, isTolerated, readPercentage };