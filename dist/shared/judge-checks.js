import { UserError, codesOf, constraints, counted, densify, findColumn, formatDuration, formatNumber, judgeBalance, judgeCells, judgeDistinct, judgeMissing, judgeMostFrequent, momentsOf, parseDuration, quantilesOf, randomFrom, randomState, readBound, requireNumbers, rocAuc, takeRows } from "./core.js";

// src/checks/check-findings.ts
const shownRows = 10;
/**
* A finding for each outcome that failed: on the CSV line of its first failing row, or on the check's line in the
* configuration where no row is at fault. Values of the data are not in it.
*/
function checkFindings(outcomes, table, placeOf = () => ({})) {
	return outcomes.filter((outcome) => !outcome.passed).map((outcome) => findingOf(outcome, table, placeOf));
}
function findingOf(outcome, table, placeOf) {
	const { severity, message, name, index, constraint, rows } = outcome;
	const base = {
		severity,
		message,
		rule: name
	};
	const about = aboutOf(outcome.check);
	const check = placeOf([
		"checks",
		index,
		constraint
	]);
	const [first] = rows;
	if (first === void 0) {
		const { file = table.source, line, column } = check;
		return {
			...base,
			...about === "" ? {} : { hint: about },
			file,
			...line === void 0 ? {} : { line },
			...column === void 0 ? {} : { column }
		};
	}
	return {
		...base,
		hint: [
			listRows(outcome),
			...check.line === void 0 ? [] : [`the check is at ${check.file}:${check.line}`],
			...about === "" ? [] : [about]
		].join("; "),
		file: table.source,
		...first.line === void 0 ? {} : { line: first.line },
		row: first.row + 1
	};
}
/** What the user says of the check. */
function aboutOf({ description, owner }) {
	return [...description === void 0 ? [] : [description], ...owner === void 0 ? [] : [`owner: ${owner}`]].join("; ");
}
/** `Rows 3, 7 and 205 more`, counted from 1. */
function listRows({ rows, failed }) {
	const shown = rows.slice(0, shownRows).map(({ row }) => row + 1);
	const more = failed - shown.length;
	return `${failed === 1 ? "Row" : "Rows"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/checks/judge-columns.ts
const shownNames = 10;
/** Judges the names of the file's columns. */
function judgeColumns({ profile, check }) {
	const { include = [], exact, ordered, count = {} } = check.columns ?? {};
	const names = profile.columns.map(({ name }) => name);
	const wanted = [.../* @__PURE__ */ new Set([
		...include,
		...exact ?? [],
		...ordered ?? []
	])];
	const allowed = [exact, ordered].filter((each) => each !== void 0);
	const missing = wanted.filter((name) => !names.includes(name));
	const surplus = names.filter((name) => allowed.some((list) => !list.includes(name)));
	const isMoved = ordered !== void 0 && missing.length + surplus.length === 0 && ordered.some((name, i) => names[i] !== name);
	const { min = 0, max = Infinity } = count;
	const isCounted = names.length >= min && names.length <= max;
	const faults = [
		...missing.length > 0 ? [`the table lacks ${list(missing)}`] : [],
		...surplus.length > 0 ? [`the table has ${list(surplus)}, which no one expects`] : [],
		...isMoved ? ["the columns stand in another order"] : [],
		...isCounted ? [] : [`the table has ${formatNumber(names.length)} columns, expected ${names.length < min ? `at least ${min}` : `at most ${max}`}`]
	];
	return {
		considered: names.length,
		failed: missing.length + surplus.length + (isMoved ? 1 : 0) + (isCounted ? 0 : 1),
		message: faults.length > 0 ? faults.join("; ") : `the table's ${formatNumber(names.length)} columns are as expected`
	};
}
/** `column "a", "b" and 3 more`. */
function list(names) {
	const shown = names.slice(0, shownNames).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return `${names.length === 1 ? "column" : "columns"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/checks/sample-rows.ts
const seed$1 = 42;
/** All rows where there are at most `most`, else one of each of `most` equal stretches, always the same ones. */
function sampleRows(rows, most) {
	if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
	const random = randomFrom(randomState(seed$1, 0));
	return Uint32Array.from({ length: most }, (_, i) => {
		const start = Math.floor(i * rows / most);
		return start + random.below(Math.floor((i + 1) * rows / most) - start);
	});
}

// src/checks/judge-correlation.ts
const mostRows$1 = 1e5;
/** Products of rows and pairs that are worked out at most. */
const mostProducts = 5e8;
const shownPairs = 3;
/**
* Judges the absolute Pearson correlation of each pair of feature columns of numbers, over the rows that have both.
* Above 100,000 rows, or with very many columns, on a sample that is always the same.
*/
function judgeCorrelation({ table, profile, check, context }) {
	const { target, exclude = [] } = context;
	const columns = profile.columns.flatMap(({ name }) => {
		const column = findColumn(table, name);
		const isFeature = name !== target && !exclude.includes(name);
		const isNumber = column?.type === "integer" || column?.type === "number" || column?.type === "boolean";
		return column?.kind === "numeric" && isFeature && isNumber ? [column] : [];
	});
	const pairs = columns.length * (columns.length - 1) / 2;
	const most = Math.min(mostRows$1, Math.max(100, Math.floor(mostProducts / Math.max(1, pairs))));
	const rows = sampleRows(table.rows, most);
	const values = columns.map((column) => Float64Array.from(rows, (row) => column.values[row]));
	const { max = 1 } = check.correlation ?? {};
	const found = [];
	let failed = 0;
	for (let left = 0; left < columns.length; left++) for (let right = left + 1; right < columns.length; right++) {
		const r = pearson(values[left], values[right]);
		if (!(Math.abs(r) > max)) continue;
		failed++;
		if (found.length < shownPairs) found.push(`"${columns[left].name}" and "${columns[right].name}" (${formatNumber(r, { digits: 3 })})`);
	}
	const of = rows.length < table.rows ? ` on a sample of ${formatNumber(rows.length)} rows` : "";
	const more = failed > found.length ? ` and ${counted(failed - found.length, "more pair")}` : "";
	const message = failed === 0 ? `no pair of ${counted(columns.length, "numeric column")} correlates above ${max}${of}` : `${counted(failed, "pair")} of columns ${failed === 1 ? "correlates" : "correlate"} above ${max}${of}: ${found.join(", ")}${more}`;
	return {
		considered: pairs,
		failed,
		message
	};
}
/** Pearson's r over the places where both are finite; NaN where one of them is constant. */
function pearson(left, right) {
	let count = 0;
	let leftMean = 0;
	let rightMean = 0;
	const isThere = (i) => Number.isFinite(left[i]) && Number.isFinite(right[i]);
	for (let i = 0; i < left.length; i++) {
		if (!isThere(i)) continue;
		count++;
		leftMean += left[i];
		rightMean += right[i];
	}
	leftMean /= count;
	rightMean /= count;
	let [product, leftSquares, rightSquares] = [
		0,
		0,
		0
	];
	for (let i = 0; i < left.length; i++) {
		if (!isThere(i)) continue;
		const x = left[i] - leftMean;
		const y = right[i] - rightMean;
		product += x * y;
		leftSquares += x * x;
		rightSquares += y * y;
	}
	return product / (Math.sqrt(leftSquares) * Math.sqrt(rightSquares));
}

// src/checks/score-alone.ts
const seed = 42;
const mostBins = 256;
const mostClasses = 20;
/**
* How well one column predicts the target, from 0 (not at all) to 1 (fully). The column is cut into bins of equal
* counts (texts are bins as they are), each bin predicts what it has on one half of the rows, and the other half
* judges: so a column of identifiers scores 0. For classes the score is 2 AUC - 1, averaged over the classes against
* the rest by their share; for numbers it is R² of the target's ranks. The target has no missing values.
*/
function scoreAlone(column, target) {
	const rows = target.kind === "text" ? target.codes.length : target.values.length;
	const random = randomFrom(randomState(seed, 1));
	const isTraining = Uint8Array.from({ length: rows }, () => random.next() & 1);
	const { bins, size } = binsOf(column, isTraining);
	const halves = {
		bins,
		size,
		isTraining
	};
	const { codes, size: values } = codesOf(target);
	if (target.kind === "text" || target.type === "boolean" || values <= 2) return scoreClasses(halves, codes, values);
	return scoreRanks(halves, ranksOf(codes, values));
}
/** Bin 0 is for missing values. */
function binsOf(column, isTraining) {
	if (column.kind === "text") return {
		bins: Uint32Array.from(column.codes, (code) => code + 1),
		size: column.dictionary.length + 1
	};
	const { codes, size } = densify(column.values);
	const counts = new Float64Array(size);
	let count = 0;
	for (const [row, code] of codes.entries()) {
		if (code < 0 || isTraining[row] === 0) continue;
		counts[code]++;
		count++;
	}
	const wanted = Math.min(mostBins, Math.max(2, Math.floor(Math.sqrt(count))));
	const binOf = new Uint32Array(size);
	let below = 0;
	for (let code = 0; code < size; code++) {
		binOf[code] = Math.min(wanted - 1, Math.floor(below * wanted / Math.max(1, count))) + 1;
		below += counts[code];
	}
	return {
		bins: Uint32Array.from(codes, (code) => code < 0 ? 0 : binOf[code]),
		size: wanted + 1
	};
}
function scoreClasses(halves, codes, classes) {
	const judged = Uint32Array.from(codes.keys()).filter((row) => halves.isTraining[row] === 0);
	const counts = new Uint32Array(classes);
	for (const row of judged) counts[codes[row]]++;
	const frequent = [...counts.keys()].sort((a, b) => counts[b] - counts[a]).slice(0, mostClasses);
	let score = 0;
	let weight = 0;
	for (const each of frequent) {
		const predicted = binMeans(halves, (row) => codes[row] === each ? 1 : 0);
		const area = rocAuc(judged.length, (i) => predicted[halves.bins[judged[i]]], (i) => codes[judged[i]] === each);
		if (Number.isNaN(area)) continue;
		score += Math.max(0, 2 * area - 1) * counts[each];
		weight += counts[each];
	}
	return weight === 0 ? 0 : score / weight;
}
function scoreRanks(halves, ranks) {
	const { bins, isTraining } = halves;
	const predicted = binMeans(halves, (row) => ranks[row]);
	const judged = ranks.filter((_, row) => isTraining[row] === 0);
	const mean = judged.reduce((a, b) => a + b, 0) / judged.length;
	let residual = 0;
	let total = 0;
	for (const [row, rank] of ranks.entries()) {
		if (isTraining[row] === 1) continue;
		residual += (rank - predicted[bins[row]]) ** 2;
		total += (rank - mean) ** 2;
	}
	return total === 0 ? 0 : Math.max(0, 1 - residual / total);
}
/** The mean of a value over each bin's training rows, drawn to the mean of all as if by one more row. */
function binMeans({ bins, size, isTraining }, read) {
	const sums = new Float64Array(size);
	const counts = new Uint32Array(size);
	let sum = 0;
	let count = 0;
	for (const [row, bin] of bins.entries()) {
		if (isTraining[row] === 0) continue;
		const value = read(row);
		sums[bin] += value;
		counts[bin]++;
		sum += value;
		count++;
	}
	const mean = count === 0 ? 0 : sum / count;
	return sums.map((each, bin) => (each + mean) / (counts[bin] + 1));
}
/** Average ranks from 0, so that equal values have equal ranks. */
function ranksOf(codes, size) {
	const counts = new Float64Array(size);
	for (const code of codes) counts[code]++;
	let below = 0;
	const ranks = counts.map((count) => {
		below += count;
		return below - (count + 1) / 2;
	});
	return codes.map((code) => ranks[code]);
}

// src/checks/judge-leakage.ts
const mostRows = 5e4;
const shownColumns = 3;
/**
* Judges how well each feature column alone predicts the target, which a column does that was made from it. Above
* 50,000 rows on a sample that is always the same. Throws UserError where there is no target.
*/
function judgeLeakage({ table, profile, check, place, context }) {
	const { target: name, exclude = [] } = context;
	const known = name === void 0 ? void 0 : findColumn(table, name);
	if (known === void 0) throw new UserError(name === void 0 ? "Cannot check leakage: the data has no target" : `Cannot check leakage: there is no target column "${name}"`, {
		...place,
		hint: "Name the column that the model predicts as data.target"
	});
	const asked = rowsWith(known);
	const sample = takeRows(table, sampleRows(asked.length, mostRows).map((index) => asked[index]));
	const features = profile.columns.filter((each) => each.name !== name && !exclude.includes(each.name));
	const target = findColumn(sample, known.name) ?? known;
	const { max = 1 } = check.leakage ?? {};
	const found = features.flatMap((feature) => findColumn(sample, feature.name) ?? []).map((column) => ({
		name: column.name,
		score: scoreAlone(column, target)
	})).filter(({ score }) => score > max).sort((a, b) => b.score - a.score);
	const shown = found.slice(0, shownColumns).map((each) => `"${each.name}" (${formatNumber(each.score, { digits: 3 })})`);
	const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : "";
	const of = sample.rows < asked.length ? ` on a sample of ${formatNumber(sample.rows)} rows` : "";
	return {
		considered: features.length,
		failed: found.length,
		message: found.length === 0 ? `none of ${counted(features.length, "column")} alone predicts "${known.name}" with a score above ${max}${of}` : `${shown.join(", ")}${more} alone ${found.length === 1 ? "predicts" : "predict"} "${known.name}" with a score above ${max}${of}`
	};
}
/** The rows where a column has a value. */
function rowsWith(column) {
	const rows = column.kind === "text" ? column.codes : column.values;
	const isThere = (row) => column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row]);
	return Uint32Array.from(rows.keys()).filter(isThere);
}

// src/checks/judge-statistic.ts
/** Statistics that say nothing of a single value are shown where they are over so many. */
const shownFrom = 10;
/**
* Judges mean, median, sum or sample standard deviation of the finite values. A statistic of no values holds no bound.
*/
function judgeStatistic(of, constraint, column) {
	const numbers = requirePlainNumbers(of, column);
	const finite = countFinite(numbers.values);
	const value = statisticOf(numbers.values, constraint);
	const isShown = constraint !== "median" && finite >= shownFrom;
	return judgeNumber(value, of.check[constraint] ?? {}, {
		considered: finite,
		what: `the ${constraint === "std" ? "standard deviation" : constraint} of "${column.name}"`,
		shown: isShown ? formatNumber(value) : void 0
	});
}
/** Judges quantiles; each is one that was asked. */
function judgeQuantiles(of, column) {
	const { values } = requirePlainNumbers(of, column);
	const wanted = Object.entries(of.check.quantiles ?? {});
	const found = quantilesOf(values, wanted.map(([probability]) => Number(probability)));
	const judged = wanted.map(([probability, range], index) => judgeNumber(found[index] ?? NaN, range, {
		considered: wanted.length,
		what: `the ${probability} quantile of "${column.name}"`
	}));
	const broken = judged.filter(({ failed }) => failed > 0);
	return {
		considered: wanted.length,
		failed: broken.length,
		message: (broken.length > 0 ? broken : judged).map(({ message }) => message).join("; ")
	};
}
/** Judges the smallest or largest value that is there. */
function judgeExtreme(of, constraint, column) {
	const { values } = requireNumbers(column, constraint, of.place);
	const { min, max } = of.check[constraint] ?? {};
	const read = (given) => given === void 0 ? void 0 : readBound(given, column, constraint, of.place).value;
	const isMin = constraint === "min_value";
	let extreme = NaN;
	let considered = 0;
	for (const value of values) {
		if (Number.isNaN(value)) continue;
		considered++;
		if (!(isMin ? value >= extreme : value <= extreme)) extreme = value;
	}
	return judgeNumber(extreme, {
		min: read(min),
		max: read(max)
	}, {
		considered,
		what: `the ${isMin ? "smallest" : "largest"} value of "${column.name}"`,
		bounds: {
			min,
			max
		}
	});
}
/** Judges how long ago the newest date is. */
function judgeAge(of, column) {
	const { place, context, check } = of;
	const { type, values } = requireNumbers(column, "max_age", place);
	const present = values.filter((value) => !Number.isNaN(value));
	if (present.length === 0) return {
		considered: 0,
		failed: 1,
		message: `"${column.name}" has no date that could be new enough`
	};
	if (type !== "date" && type !== "datetime") throw new UserError(`Cannot check column "${column.name}": max_age needs dates, the column holds values of type ${type}`, {
		...place,
		hint: "Dates are written 2026-01-31"
	});
	const newest = present.reduce((a, b) => Math.max(a, b), -Infinity);
	const most = parseDuration(check.max_age ?? "") ?? 0;
	const what = `the newest of ${formatNumber(present.length)} dates of "${column.name}"`;
	const isOld = !((context.now ?? NaN) - newest <= most);
	return {
		considered: present.length,
		failed: isOld ? 1 : 0,
		message: isOld ? `${what} is older than ${check.max_age}` : `${what} is at most ${formatDuration(most)} old`
	};
}
/** Dates have no mean or sum that people would write down. */
function requirePlainNumbers(of, column) {
	const numbers = requireNumbers(column, of.constraint, of.place);
	if (numbers.type !== "date" && numbers.type !== "datetime") return numbers;
	throw new UserError(`Cannot check column "${column.name}": ${of.constraint} needs numbers, the column holds values of type ${numbers.type}`, {
		...of.place,
		hint: "min_value, max_value and max_age are about dates"
	});
}
function statisticOf(values, constraint) {
	if (constraint === "median") return quantilesOf(values, [.5])[0] ?? NaN;
	return constraint === "sum" ? sumOf(values) : momentsOf(values)[constraint];
}
/** Neumaier's compensated sum of the finite values; NaN where there are none. */
function sumOf(values) {
	let sum = 0;
	let rest = 0;
	let finite = 0;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		finite++;
		const next = sum + value;
		rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
		sum = next;
	}
	return finite === 0 ? NaN : sum + rest;
}
function countFinite(values) {
	let count = 0;
	for (const value of values) if (Number.isFinite(value)) count++;
	return count;
}
function judgeNumber(value, range, how) {
	const { considered, what, shown, bounds = range } = how;
	const { min = -Infinity, max = Infinity } = range;
	if (Number.isNaN(value)) return {
		considered,
		failed: 1,
		message: `${what} cannot be told: there are too few values`
	};
	if (value >= min && value <= max) return {
		considered,
		failed: 0,
		message: `${what} is ${shown ?? "within its bounds"}`
	};
	const [side, relation, bound] = value < min ? [
		"at least",
		"below",
		bounds?.min
	] : [
		"at most",
		"above",
		bounds?.max
	];
	return {
		considered,
		failed: 1,
		message: shown === void 0 ? `${what} is ${relation} ${bound}` : `${what} is ${shown}, expected ${side} ${bound}`
	};
}

// src/checks/judge-checks.ts
/** Row checks bring the expression language, which most checks do without. */
const rowChecks = () => import("./judge-rows.js");
/**
* Judges every constraint of every check. Missing cells are left out by all but `required` and `missing`. The table
* may have derived columns behind those of the profile. Throws UserError for a check that cannot be judged: a pattern
* that is no RE2 syntax, a bound that does not suit its column, an expression of a column that is not there.
*/
async function judgeChecks(table, profile, checks, { placeOf = () => ({}), ...context } = {}) {
	const outcomes = [];
	const views = /* @__PURE__ */ new Map();
	for (const [index, check] of checks.entries()) {
		const { where } = check;
		const key = where ?? "";
		const view = views.get(key) ?? await viewOf(table, where, placeOf([
			"checks",
			index,
			"where"
		]));
		views.set(key, view);
		for (const constraint of constraints) {
			if (check[constraint] === void 0 || check[constraint] === false) continue;
			const place = placeOf([
				"checks",
				index,
				constraint
			]);
			const isWhole = where === void 0;
			const judgement = await judge({
				table: view.table,
				profile,
				isWhole,
				check,
				constraint,
				place,
				context
			});
			outcomes.push(outcomeOf(judgement, {
				check,
				index,
				constraint,
				table,
				view
			}));
		}
	}
	return outcomes;
}
async function viewOf(table, where, place) {
	if (where === void 0) return {
		table,
		rows: void 0
	};
	const { evaluateCondition } = await rowChecks();
	const holds = evaluateCondition(table, where, "where", place);
	const rows = Uint32Array.from(holds.keys()).filter((row) => holds[row] === 1);
	return {
		table: takeRows(table, rows),
		rows
	};
}
async function judge(of) {
	const { check, constraint, table } = of;
	switch (constraint) {
		case "row_count": return judgeRowCount(of);
		case "columns": return judgeColumns(of);
		case "duplicate_rows": return (await rowChecks()).judgeDuplicates(of);
		case "expression": return (await rowChecks()).judgeExpression(of);
		case "correlation": return judgeCorrelation(of);
		case "leakage": return judgeLeakage(of);
	}
	if (constraint === "unique" && typeof check.unique === "object") return (await rowChecks()).judgeUniqueKey(of, check.unique);
	const name = check.column ?? "";
	const column = findColumn(table, name);
	return column === void 0 ? (await rowChecks()).noColumn(table, name) : judgeColumn(of, constraint, column);
}
function judgeColumn(of, constraint, column) {
	switch (constraint) {
		case "missing": return judgeMissing(of, column);
		case "distinct": return judgeDistinct(of, column);
		case "most_frequent": return judgeMostFrequent(of, column);
		case "balance": return judgeBalance(of, column);
		case "mean":
		case "median":
		case "sum":
		case "std": return judgeStatistic(of, constraint, column);
		case "min_value":
		case "max_value": return judgeExtreme(of, constraint, column);
		case "quantiles": return judgeQuantiles(of, column);
		case "max_age": return judgeAge(of, column);
		default: return judgeCells(of, constraint, column);
	}
}
function judgeRowCount({ check, table, isWhole }) {
	const { min = 0, max = Infinity } = check.row_count ?? {};
	const { rows } = table;
	const failed = rows < min || rows > max ? 1 : 0;
	const bound = rows < min ? `at least ${min}` : `at most ${max}`;
	const has = `the table has ${rows} rows${isWhole ? "" : ` where ${check.where}`}`;
	return {
		considered: rows,
		failed,
		message: failed ? `${has}, expected ${bound}` : has
	};
}
function outcomeOf(judgement, of) {
	const { considered, failed, first = [], passed = failed === 0, message } = judgement;
	const { check, index, constraint, table, view } = of;
	const asked = view.rows === void 0 || constraint === "row_count" ? "" : ` (of ${formatNumber(view.rows.length)} rows where ${check.where})`;
	return {
		check,
		index,
		constraint,
		name: check.name ?? nameOf(check, constraint),
		severity: check.severity ?? "error",
		passed,
		considered,
		failed,
		rows: first.map((each) => {
			const row = view.rows?.[each] ?? each;
			return {
				row,
				line: table.lines[row]
			};
		}),
		message: message + asked
	};
}
/** `price.min`, `id, day.unique`, `row_count`; an expression is its own name. */
function nameOf(check, constraint) {
	const { column, unique, expression = "" } = check;
	if (constraint === "expression") return expression.length > 80 ? `${expression.slice(0, 80)}…` : expression;
	if (column !== void 0) return `${column}.${constraint}`;
	return constraint === "unique" && typeof unique === "object" ? `${unique.join(", ")}.unique` : constraint;
}

export { checkFindings, judgeChecks };