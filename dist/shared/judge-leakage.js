import { UserError, counted, formatNumber, listFirst } from "./core.js";
import { findColumn, sampleRows, takeRows } from "./data.js";
import { randomFrom, randomState } from "./numbers.js";
import { areaUnderRoc, rankRows } from "./evaluating.js";
import { codesOf, densify } from "./dividing.js";

// src/metrics/roc-auc.ts
/**
* Area under the ROC curve of rows 0 \u2026 rows - 1, for which `scoreOf` and `isPositive` are asked. NaN where there are
* no positive or no negative rows.
*/
function rocAuc(rows, scoreOf, isPositive) {
	return areaUnderRoc(rankRows(rows, scoreOf, isPositive));
}

// src/checks/score-alone.ts
const seed = 42;
const mostBins = 256;
const mostClasses = 20;
/**
* How well one column predicts the target, from 0 (not at all) to 1 (fully). The column is cut into bins of equal
* counts (texts are bins as they are), each bin predicts what it has on one half of the rows, and the other half
* judges: so a column of identifiers scores 0. For classes the score is 2 AUC - 1, averaged over the classes against
* the rest by their share; for numbers it is R\u00b2 of the target's ranks. The target has no missing values.
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
	const features = profile.columns.filter((each) => each.name !== name && !exclude.includes(each.name));
	const { max = 1 } = check.leakage ?? {};
	const { asked, sampled, found } = findLeaks(table, known, {
		max,
		columns: features.map((each) => each.name)
	});
	const shown = found.map((each) => `"${each.name}" (${formatNumber(each.score, { digits: 3 })})`);
	const of = sampled < asked ? ` on a sample of ${formatNumber(sampled)} rows` : "";
	return {
		considered: features.length,
		failed: found.length,
		message: found.length === 0 ? `none of ${counted(features.length, "column")} alone predicts "${known.name}" with a score above ${max}${of}` : `${listFirst(shown, shownColumns)} alone ${found.length === 1 ? "predicts" : "predict"} "${known.name}" with a score above ${max}${of}`
	};
}
/** The columns that predict the target alone with a score above `max`, the best first, and of how many rows that was seen. */
function findLeaks(table, target, { max, columns }) {
	const asked = rowsWith(target);
	const sample = takeRows(table, sampleRows(asked.length, mostRows).map((index) => asked[index]));
	const judged = findColumn(sample, target.name) ?? target;
	const found = columns.flatMap((name) => findColumn(sample, name) ?? []).map((column) => ({
		name: column.name,
		score: scoreAlone(column, judged)
	})).filter(({ score }) => score > max).sort((a, b) => b.score - a.score);
	return {
		asked: asked.length,
		sampled: sample.rows,
		found
	};
}
/** The rows where a column has a value. */
function rowsWith(column) {
	const rows = column.kind === "text" ? column.codes : column.values;
	const isThere = (row) => column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row]);
	return Uint32Array.from(rows.keys()).filter(isThere);
}

export { findLeaks, judgeLeakage };