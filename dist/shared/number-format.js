// src/number-format.ts
/**
* A number as people read it: `47,950`, `0.823`, `1.2e−9`, `−3.5 ms`. Integers keep all their digits. With
* `digits` a fraction keeps its trailing zeros, so that a column lines up; without, it loses them.
*/
function formatNumber(value, { digits, unit } = {}) {
	return withUnit(signed(value, magnitude(Math.abs(value), digits), ""), unit);
}
/** `no errors`, `1 error`, `2,000 errors`. */
function counted(count, noun) {
	return `${count === 0 ? "no" : formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
/** A number with its sign: `+0.012`, `−1,210`, `±0` where nothing is left after rounding. */
function formatDifference(value, { digits, unit } = {}) {
	const text = magnitude(Math.abs(value), digits);
	return withUnit(/[1-9∞N]/.test(text) ? signed(value, text, "+") : "±0", unit);
}
/** A share of one as a percentage: 0.0123 is `1.23 %`. */
function formatPercent(share, { digits = 3 } = {}) {
	return formatNumber(Number((share * 100).toPrecision(digits)), {
		digits,
		unit: "%"
	});
}
/** `850 B`, `1.2 MB`: powers of 1,000. */
function formatBytes(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	const power = bytes < 1e3 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
	return formatNumber(Number((bytes / 1e3 ** power).toPrecision(3)), { unit: units[power] });
}
/** `850 ms`, `1.9 s`, `2 min 5 s`, `1 h 12 min`. */
function formatDuration(milliseconds) {
	if (milliseconds < 999.5) return formatNumber(Math.round(milliseconds), { unit: "ms" });
	const seconds = Math.round(milliseconds / 1e3);
	if (milliseconds < 9950) return formatNumber(Math.round(milliseconds / 100) / 10, { unit: "s" });
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${formatNumber(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
/** A cell as text, not yet escaped: numbers by the column's digits, `yes` and `no`, `–` for a missing value. */
function formatCell(cell, column) {
	if (cell === null || cell === void 0) return "–";
	if (typeof cell === "boolean") return cell ? "yes" : "no";
	return typeof cell === "number" ? formatNumber(cell, { digits: column?.digits }) : cell;
}
function magnitude(value, digits) {
	if (Number.isNaN(value)) return "NaN";
	if (value === Number.POSITIVE_INFINITY) return "∞";
	if (value !== 0 && (value >= 0x38d7ea4c68000 || value < 1e-6)) return exponential(value, digits ?? 4);
	if (Number.isInteger(value)) return separateThousands(String(value));
	const rounded = Number(value.toPrecision(digits ?? 4));
	const decimals = Math.max(0, (digits ?? 4) - 1 - Math.floor(Math.log10(rounded)));
	const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
	const kept = digits === void 0 ? fraction.replace(/0+$/, "") : fraction;
	return kept === "" ? separateThousands(whole) : `${separateThousands(whole)}.${kept}`;
}
function exponential(value, digits) {
	const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
	return `${Number(mantissa)}e${(exponent ?? "").replace("+", "").replace("-", "−")}`;
}
function separateThousands(digits) {
	return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function signed(value, text, positive) {
	if (text === "NaN") return text;
	return `${value < 0 && /[1-9∞]/.test(text) ? "−" : positive}${text}`;
}
function withUnit(text, unit) {
	return unit === void 0 ? text : `${text} ${unit}`;
}

export { counted, formatBytes, formatCell, formatDifference, formatDuration, formatNumber, formatPercent };