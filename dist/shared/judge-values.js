import { counted, formatNumber } from "./core.js";
import { enumTest } from "./data.js";

// src/checks/judge-values.ts
/** Judges which different values there are: all of `include`, or those of `exact` and no others. */
function judgeValues({ check }, column) {
	const { include = [], exact } = check.values ?? {};
	const wanted = exact ?? include;
	const counts = countEach(column);
	const found = [...counts.keys()];
	const absent = wanted.filter((each) => !found.some(testFor([each], column))).length;
	const isWanted = testFor(wanted, column);
	const others = exact === void 0 ? 0 : found.filter((value) => !isWanted(value)).length;
	const what = `"${column.name}" has ${counted(counts.size, "different value")}`;
	const parts = [...absent > 0 ? [`${formatNumber(absent)} of the ${wanted.length} wanted ones ${absent === 1 ? "is" : "are"} not there`] : [], ...others > 0 ? [`${formatNumber(others)} ${others === 1 ? "is" : "are"} not among the ${wanted.length} wanted ones`] : []];
	const message = parts.length === 0 ? `${what}, as wanted` : `${what}: ${parts.join(", and ")}`;
	return {
		considered: counts.size,
		failed: absent + others,
		measured: counts.size,
		message
	};
}
/** Judges which value is the most frequent; where several are equally frequent, each must be allowed. */
function judgeMode({ check }, column) {
	const allowed = check.most_frequent?.enum ?? [];
	const counts = countEach(column);
	const most = Math.max(0, ...new Set(counts.values()));
	const modes = [...counts].filter(([, count]) => count === most).map(([value]) => value);
	const isAllowed = testFor(allowed, column);
	const failed = modes.filter((value) => !isAllowed(value)).length;
	const what = modes.length === 1 ? `the most frequent value of "${column.name}" is` : `the ${modes.length} most frequent values of "${column.name}" are`;
	return {
		considered: modes.length,
		failed: modes.length === 0 ? 1 : failed,
		message: modes.length === 0 ? `"${column.name}" has no value that could be the most frequent` : `${what} ${failed > 0 ? "not " : ""}among the ${allowed.length} allowed`
	};
}
function testFor(values, column) {
	const test = enumTest(values, column.type);
	return (value) => typeof value === "number" ? test.number(value) : test.text(value, -1) === true;
}
/** How often each value that is there occurs. */
function countEach(column) {
	const counts = /* @__PURE__ */ new Map();
	if (column.kind === "numeric") {
		for (const value of column.values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
		return counts;
	}
	const codes = new Float64Array(column.dictionary.length);
	for (const code of column.codes) if (code >= 0) codes[code]++;
	for (const [code, text] of column.dictionary.entries()) {
		const count = codes[code];
		if (count > 0) counts.set(text, count);
	}
	return counts;
}

export { judgeMode, judgeValues };