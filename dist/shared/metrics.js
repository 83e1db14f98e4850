import { square } from "./numbers.js";
import { areaOf, brierAt, emptyCuts, fillCuts, findRegressionLoss, greatestDistance, labelMetricTable, logLossAt, logOfShare, meanOver, onceEach, orderRows, positiveMetrics, promiseAt, rankOf, shareExplained, topHit, weightedMedianAt } from "./evaluating.js";

// src/metrics/sums.ts
/** A statistic that is a function of sums; its terms are made when they are asked for, and not kept. */
function fromSums(rows, make) {
	const measure = (counts) => {
		const { terms, combine } = make();
		return combine(terms.map((term) => sumTimes(term, counts)));
	};
	return {
		rows,
		interval: "bca",
		at: keepWhole(measure),
		get sums() {
			return make();
		}
	};
}
/** A measure that keeps what it was for all rows, once each. */
function keepWhole(measure) {
	let whole;
	return (counts) => {
		if (counts !== void 0) return measure(counts);
		whole ??= measure();
		return whole;
	};
}
/** The sum of a term's values, each so often as its row counts. */
function sumTimes(term, counts) {
	let sum = 0;
	if (counts === void 0) for (let row = 0; row < term.length; row++) sum += term[row];
	else for (let row = 0; row < term.length; row++) sum += counts[row] * term[row];
	return sum;
}
/** Values times the weights of their rows. */
function weigh(values, weights) {
	return weights === void 0 ? values : values.map((value, row) => value * weights[row]);
}
/** The derivative of the metric by the weight of each row: the delta method, with differences for the gradient. */
function sumInfluence({ terms, combine }) {
	const gradient = gradientOf(combine, Float64Array.from(terms, (term) => sumTimes(term, void 0)), terms.map(sizeOf));
	const influence = new Float64Array(terms[0]?.length ?? 0);
	for (const [index, term] of terms.entries()) {
		const slope = gradient[index];
		if (slope !== 0) for (let row = 0; row < influence.length; row++) influence[row] += slope * term[row];
	}
	return influence;
}
/**
* The derivatives by each sum: central differences, each step a part of its size, which is that of its term where the sum
* is about 0.
*/
function gradientOf(combine, sums, sizes) {
	return sums.map((sum, index) => {
		const size = sizes[index];
		if (size === 0) return 0;
		const step = size * 2 ** -18;
		const moved = sums.slice();
		moved[index] = sum + step;
		const above = combine(moved);
		moved[index] = sum - step;
		return (above - combine(moved)) / (2 * step);
	});
}
function sizeOf(term) {
	let size = 0;
	for (let row = 0; row < term.length; row++) size += Math.abs(term[row]);
	return size;
}

// src/metrics/label-statistic.ts
/** With more classes than this their terms are too many, and counts are gathered row by row. */
const mostTermClasses = 12;
/** A metric of predicted classes. */
function labelStatistic(name, evaluation, outcome) {
	const { classes, positive, rows } = evaluation;
	const ofPositive = positiveMetrics.has(name);
	if (!Object.hasOwn(labelMetricTable, name)) return void 0;
	if (ofPositive && (classes.length !== 2 || positive === void 0)) return void 0;
	const metric = labelMetricTable[name];
	const tally = Array.from(classes, () => ({
		hits: 0,
		actual: 0,
		predicted: 0
	}));
	const count = countLabels(evaluation, outcome, tally);
	const at = (counts) => {
		count(counts);
		return metric({
			counts: tally,
			positive
		});
	};
	if (classes.length > mostTermClasses) return {
		rows,
		interval: "bca",
		at,
		influence: () => cellInfluence(evaluation, outcome, at)
	};
	const combine = (sums) => {
		for (let code = 0; code < tally.length; code++) {
			const each = tally[code];
			each.hits = sums[3 * code];
			each.actual = sums[3 * code + 1];
			each.predicted = sums[3 * code + 2];
		}
		return metric({
			counts: tally,
			positive
		});
	};
	return {
		rows,
		interval: "bca",
		at,
		get sums() {
			return {
				terms: labelTerms(evaluation, outcome),
				combine
			};
		},
		influence() {
			count();
			const sums = Float64Array.from(tally.flatMap((each) => [
				each.hits,
				each.actual,
				each.predicted
			]));
			return labelInfluence(evaluation, outcome, gradientOf(combine, sums, sums));
		}
	};
}
/** Fills the tally with the weights of the rows, each so often as it counts. */
function countLabels({ actual, weights, rows }, { predicted }, tally) {
	const sums = new Float64Array(3 * tally.length);
	return (counts) => {
		sums.fill(0);
		for (let row = 0; row < rows; row++) {
			const weight = (counts ? counts[row] : 1) * (weights ? weights[row] : 1);
			const [own, said] = [actual[row], predicted[row]];
			if (own === said) sums[3 * own] += weight;
			sums[3 * own + 1] += weight;
			sums[3 * said + 2] += weight;
		}
		for (const [code, each] of tally.entries()) [each.hits, each.actual, each.predicted] = [
			sums[3 * code],
			sums[3 * code + 1],
			sums[3 * code + 2]
		];
	};
}
/** For each class whether a row of it was found, is of it, was taken for it: hits, actual, predicted. */
function labelTerms({ actual, weights, classes, rows }, { predicted }) {
	const terms = Array.from({ length: 3 * classes.length }, () => new Float64Array(rows));
	for (let row = 0; row < rows; row++) {
		const weight = weights ? weights[row] : 1;
		const [own, said] = [actual[row], predicted[row]];
		if (own === said) terms[3 * own][row] = weight;
		terms[3 * own + 1][row] = weight;
		terms[3 * said + 2][row] = weight;
	}
	return terms;
}
/** What each row adds to the sums of its classes, by their slopes: as `sumInfluence` of their terms, without making them. */
function labelInfluence({ actual, weights, rows }, { predicted }, slopes) {
	const influence = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		const [own, said] = [actual[row], predicted[row]];
		const slope = slopes[3 * own + 1] + slopes[3 * said + 2] + (own === said ? slopes[3 * own] : 0);
		influence[row] = (weights ? weights[row] : 1) * slope;
	}
	return influence;
}
/** Rows of one actual and one predicted class have one influence: a difference of the metric with one counted more. */
function cellInfluence({ actual, classes, rows, weights }, { predicted }, at) {
	const step = .001;
	const counts = new Float64Array(rows).fill(1);
	const slopes = /* @__PURE__ */ new Map();
	const slopeAt = (row, unit) => {
		counts[row] = 1 + step * unit;
		const above = at(counts);
		counts[row] = 1 - step * unit;
		const below = at(counts);
		counts[row] = 1;
		return (above - below) / (2 * step);
	};
	return Float64Array.from({ length: rows }, (_, row) => {
		const weight = weights ? weights[row] : 1;
		if (weight === 0) return 0;
		const cell = actual[row] * classes.length + predicted[row];
		if (!slopes.has(cell)) slopes.set(cell, slopeAt(row, 1 / weight));
		return slopes.get(cell) * weight;
	});
}

// src/metrics/probability-statistic.ts
/** A metric of probabilities that is no mean over rows. */
function probabilityStatistic(name, { actual, classes, weights, rows }, { scores }) {
	if (scores === void 0) return void 0;
	const of = {
		actual,
		scores,
		classes: classes.length,
		weights
	};
	if (name === "d2_log_loss_score") return fromSums(rows, () => relative(of, logLossAt, entropyOf));
	if (name === "d2_brier_score") return fromSums(rows, () => relative(of, brierAt, impurityOf));
	if (name !== "ece") return void 0;
	return {
		...fromSums(rows, () => gapSums(of)),
		interval: "none",
		sums: void 0
	};
}
/** What is lost over what is lost by saying the classes' shares of every row. */
function relative(of, lossAt, lossOfShares) {
	const { length } = of.actual;
	const shares = new Float64Array(of.classes);
	const losses = new Float64Array(length);
	for (let row = 0; row < length; row++) losses[row] = lossAt(of, row);
	const members = Array.from(shares, (_, code) => Float64Array.from(of.actual, (own, row) => Number(own === code) * (of.weights ? of.weights[row] : 1)));
	return {
		terms: [weigh(losses, of.weights), ...members],
		combine(sums) {
			let whole = 0;
			for (let code = 0; code < shares.length; code++) whole += sums[code + 1];
			for (let code = 0; code < shares.length; code++) shares[code] = sums[code + 1] / whole;
			return length < 2 ? NaN : 1 - sums[0] / whole / lossOfShares(shares);
		}
	};
}
/** The mean log loss of the shares themselves. */
function entropyOf(shares) {
	let sum = 0;
	for (const share of shares) if (share > 0) sum -= share * logOfShare(share);
	return sum;
}
/** The mean Brier score of the shares themselves. */
function impurityOf(shares) {
	let sum = 1;
	for (const share of shares) sum -= square(share);
	return shares.length === 2 ? sum / 2 : sum;
}
function gapSums(of) {
	const gaps = [];
	const { length } = of.actual;
	for (let row = 0; row < length; row++) {
		const { bin, promised, hit } = promiseAt(of, row);
		gaps[bin] ??= new Float64Array(length);
		gaps[bin][row] = hit - promised;
	}
	const held = gaps.filter((gap) => gap !== void 0).map((gap) => weigh(gap, of.weights));
	return {
		terms: [of.weights ?? new Float64Array(length).fill(1), ...held],
		combine(sums) {
			let sum = 0;
			for (let bin = 0; bin < held.length; bin++) sum += Math.abs(sums[bin + 1]);
			return sum / sums[0];
		}
	};
}

// src/metrics/pair-statistic.ts
/**
* ROC AUC of each pair of classes that are there on the rows of both, the mean of both directions (Hand and Till 2001);
* weights of rows do not count, as in scikit-learn.
*/
function pairStatistic(name, { actual, scores, classes }) {
	const of = {
		actual,
		scores,
		classes,
		weights: void 0
	};
	const codes = Array.from({ length: classes }, (_, code) => code);
	const isWeighted = name.endsWith("_weighted");
	let pairs;
	const orderPair = (a, b) => {
		const isIn = (row) => actual[row] === a || actual[row] === b;
		return {
			a,
			b,
			areas: [orderRows(of, a, isIn), orderRows(of, b, isIn)]
		};
	};
	return {
		rows: actual.length,
		interval: "bca",
		at(given) {
			const counts = given ?? onceEach(actual.length);
			const sizes = new Float64Array(classes);
			for (let row = 0; row < actual.length; row++) sizes[actual[row]] += counts[row];
			pairs ??= codes.flatMap((a) => codes.slice(a + 1).map((b) => orderPair(a, b)));
			let sum = 0;
			let total = 0;
			for (const { a, b, areas } of pairs) {
				if (sizes[a] === 0 || sizes[b] === 0) continue;
				const weight = isWeighted ? sizes[a] + sizes[b] : 1;
				sum += weight * (areaOf(areas[0], counts) + areaOf(areas[1], counts)) / 2;
				total += weight;
			}
			return sum / total;
		}
	};
}

// src/metrics/rank-influence.ts
/** Weights of positive and negative rows at or above each cut, and of all. */
function cutsOf({ positive, negative, ends }) {
	const cuts = {
		hits: new Float64Array(ends.length),
		misses: new Float64Array(ends.length)
	};
	let [allHits, allMisses] = [0, 0];
	for (let cut = 0, place = 0; cut < ends.length; cut++) {
		for (const end = ends[cut]; place < end; place++) {
			allHits += positive[place];
			allMisses += negative[place];
		}
		cuts.hits[cut] = allHits;
		cuts.misses[cut] = allMisses;
	}
	return {
		...cuts,
		allHits,
		allMisses
	};
}
/** The weight of rows of the other kind that each row is on the right side of, ties half: its placement. */
function eachPlacement(ranked, visit) {
	const { order, positive, negative, ends } = ranked;
	const { hits, misses, allHits, allMisses } = cutsOf(ranked);
	let area = 0;
	for (let cut = 0, place = 0; cut < ends.length; cut++) {
		const above = (hits[cut - 1] ?? 0) + hits[cut];
		const missesAbove = (misses[cut - 1] ?? 0) + misses[cut];
		for (const end = ends[cut]; place < end; place++) {
			const isPositive = positive[place] > 0;
			const own = isPositive ? positive[place] : negative[place];
			const right = isPositive ? allMisses - missesAbove / 2 : above / 2;
			if (isPositive) area += own * right;
			visit(order[place], {
				own,
				isPositive,
				right
			});
		}
	}
	return {
		area,
		hits: allHits,
		misses: allMisses
	};
}
/** The derivative of the area under the ROC curve by each row's weight: placements (DeLong, DeLong, Clarke-Pearson 1988). */
function areaInfluence(ranked) {
	const rights = new Float64Array(ranked.order.length);
	const kinds = new Uint8Array(rights.length);
	const owns = new Float64Array(rights.length);
	const { area, hits, misses } = eachPlacement(ranked, (row, { own, isPositive, right }) => {
		rights[row] = right;
		owns[row] = own;
		kinds[row] = Number(isPositive);
	});
	const value = area / (hits * misses);
	return rights.map((right, row) => kinds[row] === 1 ? owns[row] * (right / misses - value) / hits : owns[row] * (right / hits - value) / misses);
}
/** The area under the ROC curve without each row. */
function areasWithout(ranked) {
	const lost = new Float64Array(ranked.order.length);
	const owns = new Float64Array(lost.length);
	const { area, hits, misses } = eachPlacement(ranked, (row, { own, isPositive, right }) => {
		lost[row] = own * right;
		owns[row] = isPositive ? own : -own;
	});
	return lost.map((loss, row) => {
		const own = owns[row];
		return (area - loss) / (own > 0 ? (hits - own) * misses : hits * (misses + own));
	});
}
/**
* The derivative of average precision by each row's weight. With h and t the weights of positive and of all rows at or
* above a cut, AP = sum of (positive weight of the cut) h / t over P: a row adds its own cut's h / t where it is
* positive, and changes h and t of its own cut and all below.
*/
function precisionInfluence(ranked) {
	const { order, positive, negative, ends } = ranked;
	const { hits, misses, allHits } = cutsOf(ranked);
	const influence = new Float64Array(order.length);
	const gainOf = (cut) => hits[cut] - (cut > 0 ? hits[cut - 1] : 0);
	let sum = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		const gain = gainOf(cut);
		if (gain > 0) sum += gain * hits[cut] / (hits[cut] + misses[cut]);
	}
	const value = sum / allHits;
	let [byHit, byRow] = [0, 0];
	for (let cut = ends.length - 1; cut >= 0; cut--) {
		const rows = hits[cut] + misses[cut];
		if (rows === 0) continue;
		const gain = gainOf(cut);
		byHit += gain / rows;
		byRow += gain * hits[cut] / (rows * rows);
		for (let place = cut > 0 ? ends[cut - 1] : 0; place < ends[cut]; place++) influence[order[place]] = positive[place] > 0 ? positive[place] * (hits[cut] / rows + byHit - byRow - value) / allHits : -negative[place] * byRow / allHits;
	}
	return influence;
}
/** Average precision without each row, of rows that all weigh 1. */
function precisionsWithout(ranked) {
	const { order, positive, ends } = ranked;
	const { hits, misses, allHits } = cutsOf(ranked);
	const without = new Float64Array(order.length);
	const gainOf = (cut) => hits[cut] - (cut > 0 ? hits[cut - 1] : 0);
	let before = 0;
	for (let cut = 0; cut < ends.length; cut++) before += gainOf(cut) * hits[cut] / (hits[cut] + misses[cut]);
	let [afterHit, afterMiss] = [0, 0];
	for (let cut = ends.length - 1; cut >= 0; cut--) {
		const [gain, rows] = [gainOf(cut), hits[cut] + misses[cut]];
		before -= gain * hits[cut] / rows;
		const ofHit = rows > 1 ? (gain - 1) * (hits[cut] - 1) / (rows - 1) : 0;
		const ofMiss = rows > 1 ? gain * hits[cut] / (rows - 1) : 0;
		for (let place = cut > 0 ? ends[cut - 1] : 0; place < ends[cut]; place++) {
			const sum = positive[place] > 0 ? before + ofHit + afterHit : before + ofMiss + afterMiss;
			const left = positive[place] > 0 ? allHits - 1 : allHits;
			without[order[place]] = order.length === 1 ? NaN : left === 0 ? 0 : sum / left;
		}
		if (rows > 1) {
			afterHit += gain * (hits[cut] - 1) / (rows - 1);
			afterMiss += gain * hits[cut] / (rows - 1);
		}
	}
	return without;
}

// src/metrics/rank-statistic.ts
/** A metric of the order that probabilities put rows in. */
function rankStatistic(name, { actual, classes, weights, positive }, { scores }) {
	if (scores === void 0 || classes.length < 2) return void 0;
	const of = {
		actual,
		scores,
		classes: classes.length,
		weights
	};
	return classes.length === 2 ? binaryStatistic(name, of, positive) : averagedStatistic(name, of);
}
function binaryStatistic(name, of, positive) {
	const ranked = lazy(() => orderRows(of, positive ?? 1));
	if (name === "roc_auc") return areaStatistic(of, ranked);
	if (name === "gini") return doubled(areaStatistic(of, ranked));
	if (name === "ks") return cutStatistic(of, ranked, greatestDistance);
	if (positive === void 0) return void 0;
	if (name === "average_precision") return precisionStatistic(of, ranked);
	const [stem = "", text = ""] = name.split("@");
	const bound = Number(text);
	if (text === "" || !(bound > 0)) return void 0;
	if (stem === "recall_at_precision") return cutStatistic(of, ranked, (cuts) => recallAt(cuts, bound));
	if (stem === "precision") return cutStatistic(of, ranked, (cuts) => hitsAmong(cuts, bound) / Math.min(bound, rowsOf(cuts)));
	if (stem === "recall") return cutStatistic(of, ranked, (cuts) => hitsAmong(cuts, bound) / (cuts.hits.at(-1) ?? 0));
}
/** Averages over the classes, each against all others. */
function averagedStatistic(name, of) {
	const eachClass = (make) => Array.from({ length: of.classes }, (_, code) => make(of, lazy(() => orderRows(of, code))));
	if (name === "roc_auc_ovr") return meanOf(eachClass(areaStatistic));
	if (name === "average_precision") return meanOf(eachClass(precisionStatistic));
	if (name === "roc_auc_ovr_weighted") return weightedByClass(of, eachClass(areaStatistic));
	if (name === "roc_auc_ovo" || name === "roc_auc_ovo_weighted") return pairStatistic(name, of);
}
function areaStatistic({ actual }, ranked) {
	return {
		...ofOne("area", actual.length, ranked),
		influence: () => areaInfluence(ranked()),
		leaveOneOut: () => areasWithout(ranked())
	};
}
function precisionStatistic({ actual, weights }, ranked) {
	return {
		...ofOne("precision", actual.length, ranked),
		influence: () => precisionInfluence(ranked()),
		leaveOneOut: weights === void 0 ? () => precisionsWithout(ranked()) : void 0
	};
}
function ofOne(metric, rows, ranked) {
	return fromRanks(rows, () => ({
		parts: [{
			metric,
			order: ranked()
		}],
		combine: (values) => values[0]
	}));
}
function fromRanks(rows, ranks) {
	const measure = (counts) => {
		const { parts, combine } = ranks();
		return combine(parts.map((part) => rankOf(part, counts)));
	};
	return {
		rows,
		interval: "bca",
		at: keepWhole(measure),
		ranks
	};
}
/** 2 AUC - 1. */
function doubled(area) {
	return {
		...fromRanks(area.rows, () => ({
			parts: area.ranks().parts,
			combine: (values) => 2 * values[0] - 1
		})),
		influence: () => area.influence().map((each) => 2 * each),
		leaveOneOut: () => area.leaveOneOut().map((each) => 2 * each - 1)
	};
}
/** A metric of the cuts, which jumps from one to the next. */
function cutStatistic({ actual }, ranked, metric) {
	const cuts = lazy(() => emptyCuts(ranked()));
	return {
		rows: actual.length,
		interval: "percentile",
		at(counts) {
			fillCuts(ranked(), counts ?? onceEach(actual.length), cuts());
			return metric(cuts());
		}
	};
}
function rowsOf({ hits, misses }) {
	return (hits.at(-1) ?? 0) + (misses.at(-1) ?? 0);
}
/** As `recallAtPrecision` of ranked rows. */
function recallAt({ hits, misses }, precision) {
	let found = 0;
	for (let cut = 0; cut < hits.length; cut++) if (hits[cut] / (hits[cut] + misses[cut]) >= precision) found = hits[cut];
	const positives = hits.at(-1) ?? 0;
	return positives === 0 ? NaN : found / positives;
}
/** As `hitsAmong` of ranked rows. */
function hitsAmong({ hits, misses }, k) {
	let [before, known] = [0, 0];
	for (let cut = 0; cut < hits.length; cut++) {
		const size = hits[cut] + misses[cut];
		if (size >= k) return before + (hits[cut] - before) * (k - known) / (size - known);
		[before, known] = [hits[cut], size];
	}
	return before;
}
/** The plain mean of statistics of one rank each. */
function meanOf(all) {
	const rows = all[0].rows;
	const meanRows = (of) => {
		const sums = new Float64Array(rows);
		for (const each of all) for (const [row, value] of of(each).entries()) sums[row] += value / all.length;
		return sums;
	};
	return {
		...fromRanks(rows, () => ({
			parts: all.flatMap((each) => each.ranks().parts),
			combine(values) {
				let sum = 0;
				for (let part = 0; part < all.length; part++) sum += values[part];
				return sum / all.length;
			}
		})),
		influence: () => meanRows((each) => each.influence()),
		leaveOneOut: all[0].leaveOneOut && (() => meanRows((each) => each.leaveOneOut()))
	};
}
/** The mean of the classes' statistics by their rows, of the classes that are there. */
function weightedByClass({ actual, classes, weights }, all) {
	const rows = actual.length;
	const sizes = new Float64Array(classes);
	const measure = (counts) => {
		sizes.fill(0);
		for (let row = 0; row < rows; row++) sizes[actual[row]] += (counts ? counts[row] : 1) * (weights ? weights[row] : 1);
		return sizes.reduce((sum, size) => sum + size, 0);
	};
	const at = (counts) => {
		const whole = measure(counts);
		return all.reduce((sum, each, code) => sum + (sizes[code] > 0 ? sizes[code] * each.at(counts) : 0), 0) / whole;
	};
	const influence = () => {
		const values = all.map((each) => each.at());
		const whole = measure();
		const mean = at();
		const sums = new Float64Array(rows);
		for (const [code, each] of all.entries()) if (sizes[code] > 0) for (const [row, slope] of each.influence().entries()) sums[row] += sizes[code] / whole * slope;
		return sums.map((sum, row) => sum + (weights ? weights[row] : 1) * (values[actual[row]] - mean) / whole);
	};
	return {
		rows,
		interval: "bca",
		at,
		influence
	};
}
function lazy(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

// src/metrics/regression-statistic.ts
/** A metric of predicted numbers that is no mean over rows. */
function regressionStatistic(name, { actual: codes, rows, weights }, outcome) {
	const [actual, predicted] = [codes, outcome.predicted];
	const of = {
		rows,
		actual,
		predicted,
		weights
	};
	if (Object.hasOwn(ofSums, name)) return fromSums(rows, () => ofSums[name](of));
	if (Object.hasOwn(ofOrder, name)) return ofOrder[name](of);
}
const ofSums = {
	rmse: (of) => rootOf(of, (row) => square(of.actual[row] - of.predicted[row])),
	root_mean_squared_log_error: (of) => rootOf(of, (row) => findRegressionLoss("mean_squared_log_error")(of.actual[row], of.predicted[row])),
	wape: (of) => ({
		terms: [termOf(of, (row) => Math.abs(of.actual[row] - of.predicted[row])), termOf(of, (row) => Math.abs(of.actual[row]))],
		combine: (sums) => sums[0] / sums[1]
	}),
	r2: (of) => ({
		terms: [...varianceTerms(of, (row) => of.actual[row]), termOf(of, (row) => square(of.actual[row] - of.predicted[row]))],
		combine: (sums) => of.rows < 2 ? NaN : shareExplained(sums[3] / sums[0], varianceOf(sums[0], sums[1], sums[2]))
	}),
	explained_variance: (of) => ({
		terms: [...varianceTerms(of, (row) => of.actual[row]), ...varianceTerms(of, (row) => of.actual[row] - of.predicted[row]).slice(1)],
		combine: (sums) => shareExplained(varianceOf(sums[0], sums[3], sums[4]), varianceOf(sums[0], sums[1], sums[2]))
	})
};
const ofOrder = {
	median_absolute_error: ({ rows, actual, predicted, weights }) => {
		const errors = actual.map((value, row) => Math.abs(value - predicted[row]));
		return {
			rows,
			interval: "percentile",
			at: weightedMedianAt(errors, weights)
		};
	},
	max_error: ({ rows, actual, predicted }) => ({
		rows,
		interval: "none",
		at(counts) {
			let most = rows === 0 ? NaN : 0;
			for (let row = 0; row < rows; row++) if (counts === void 0 || counts[row] > 0) most = Math.max(most, Math.abs(actual[row] - predicted[row]));
			return most;
		}
	}),
	d2_absolute_error_score: absoluteShare
};
/**
* D\u00b2 of absolute errors. The median is where the mean distance is least, so to first order it does not matter that a
* resample has another one: the influence is that of a fixed median.
*/
function absoluteShare(of) {
	const { rows, actual, weights } = of;
	const medianAt = weightedMedianAt(actual, weights);
	const errors = termOf(of, (row) => Math.abs(actual[row] - of.predicted[row]));
	const distances = (middle) => termOf(of, (row) => Math.abs(actual[row] - middle));
	return {
		rows,
		interval: "bca",
		at(counts) {
			if (rows < 2) return NaN;
			return shareExplained(sumTimes(errors, counts), sumTimes(distances(medianAt(counts)), counts));
		},
		influence: () => sumInfluence({
			terms: [errors, distances(medianAt())],
			combine: (sums) => shareExplained(sums[0], sums[1])
		})
	};
}
function rootOf(of, loss) {
	return {
		terms: [termOf(of, loss), of.weights ?? new Float64Array(of.rows).fill(1)],
		combine: (sums) => Math.sqrt(sums[0] / sums[1])
	};
}
function termOf({ rows, weights }, term) {
	const values = new Float64Array(rows);
	for (let row = 0; row < rows; row++) values[row] = weights ? term(row) * weights[row] : term(row);
	return values;
}
/** Weights, values and squares of values around their mean: so that no digits are lost between large squares. */
function varianceTerms(of, value) {
	const center = meanOver(of.rows, of.weights, value);
	return [
		of.weights ?? new Float64Array(of.rows).fill(1),
		termOf(of, (row) => value(row) - center),
		termOf(of, (row) => square(value(row) - center))
	];
}
/** 0 where nothing but rounding is left of the squares. */
function varianceOf(weight, sum, squares) {
	const variance = squares / weight - square(sum / weight);
	return variance > 1e-14 * squares / weight ? variance : 0;
}

// src/metrics/row-losses.ts
/** What is known of a model's losses by their names: values, means and intervals ask for the same. */
const known = /* @__PURE__ */ new WeakMap();
/**
* The loss of each row whose (weighted) mean is the metric of a name, not to be written to; undefined where it is no mean
* over rows.
*/
function metricLoss(name, evaluation, outcome) {
	const { actual, costs } = evaluation;
	const ofOutcome = known.get(outcome) ?? /* @__PURE__ */ new Map();
	known.set(outcome, ofOutcome);
	const found = ofOutcome.get(name);
	if (found?.actual === actual && found.costs === costs) return found.losses;
	const losses = makeLosses(name, evaluation, outcome);
	if (losses !== void 0) ofOutcome.set(name, {
		actual,
		costs,
		losses
	});
	return losses;
}
function makeLosses(name, evaluation, outcome) {
	const loss = (evaluation.task === "regression" ? regressionLoss : classLoss)(name, evaluation, outcome);
	if (loss === void 0) return void 0;
	const losses = new Float64Array(evaluation.rows);
	for (let row = 0; row < losses.length; row++) losses[row] = loss(row);
	return losses;
}
function regressionLoss(name, { actual }, { predicted }) {
	const loss = findRegressionLoss(name);
	return loss && ((row) => loss(actual[row], predicted[row]));
}
function classLoss(name, { actual, classes, costs }, { predicted, scores }) {
	if (name === "accuracy") return (row) => Number(actual[row] === predicted[row]);
	if (name === "expected_cost" && costs !== void 0) return (row) => costs[actual[row] * classes.length + predicted[row]];
	if (scores === void 0) return void 0;
	const of = {
		actual,
		scores,
		classes: classes.length
	};
	if (name === "log_loss") return (row) => logLossAt(of, row);
	if (name === "brier") return (row) => brierAt(of, row);
	const [stem, cut = "2"] = name.split("@");
	const k = Number(cut);
	return stem === "top_k_accuracy" && k > 0 && classes.length > 2 ? (row) => topHit(of, row, k) : void 0;
}

// src/metrics/statistic.ts
/**
* The metric of a name (as in the metric table, with its number after an `@`, with `neg_` negated) of what a model says,
* or the mean of a numeric column of that name; undefined where the predictions have no such metric. The evaluation's
* weights and costs count. `at()` is what `classificationMetrics` and `regressionMetrics` have.
*/
function statisticOf(name, evaluation, outcome) {
	const known = evaluation.hasOnlyNumbers ? void 0 : metricStatistic(name, evaluation, outcome);
	if (known !== void 0) return known;
	const column = outcome.numbers.get(name);
	return column && meanStatistic(column, evaluation.weights);
}
/**
* One value a row (without the row's weight), of which the metric is the (weighted) mean: 0 or 1 for accuracy, the loss
* for a loss, the column itself for a numeric column of the predictions. Undefined where the metric is no mean over rows.
*/
function lossOf(name, evaluation, outcome) {
	if (evaluation.hasOnlyNumbers) return outcome.numbers.get(name);
	const loss = metricLoss(name, evaluation, outcome);
	if (loss !== void 0) return loss;
	if (name.startsWith("neg_")) {
		const negated = metricLoss(name.slice(4), evaluation, outcome);
		if (negated !== void 0) return negated.map((each) => -each);
	}
	return metricStatistic(name, evaluation, outcome) === void 0 ? outcome.numbers.get(name) : void 0;
}
function metricStatistic(name, evaluation, outcome) {
	if (name.startsWith("neg_")) {
		const loss = metricStatistic(name.slice(4), evaluation, outcome);
		return loss && negated(loss);
	}
	const losses = metricLoss(name, evaluation, outcome);
	if (losses !== void 0) return meanStatistic(losses, evaluation.weights);
	if (evaluation.task === "regression") return regressionStatistic(name, evaluation, outcome);
	return labelStatistic(name, evaluation, outcome) ?? probabilityStatistic(name, evaluation, outcome) ?? rankStatistic(name, evaluation, outcome);
}
/** The mean of one value a row. */
function meanStatistic(values, weights) {
	const { length } = values;
	return fromSums(length, () => ({
		terms: [weigh(values, weights), weights ?? new Float64Array(length).fill(1)],
		combine: (sums) => sums[0] / sums[1]
	}));
}
function negated(loss) {
	const { rows, interval, influence, leaveOneOut } = loss;
	return {
		rows,
		interval,
		at: (counts) => -loss.at(counts),
		get sums() {
			const { sums } = loss;
			return sums && {
				terms: sums.terms,
				combine: (of) => -sums.combine(of)
			};
		},
		influence: influence && (() => influence().map((each) => -each)),
		leaveOneOut: leaveOneOut && (() => leaveOneOut().map((each) => -each))
	};
}

// src/metrics/rank-segments.ts
/**
* For average precision: each segment has the negative rows since the one before and those of the same score, then the
* positive rows of one score. Negative rows below all positive ones are left out of the segments.
*/
function precisionSegments(ranked) {
	const ends = [];
	return {
		rows: orderEachCut(ranked, false, (_, middle, end) => {
			if (middle < end) ends.push(middle, end);
		}),
		ends: Int32Array.from(ends)
	};
}
/**
* For the area under the ROC curve: each segment has the positive, then the negative rows of one score, or rows of one
* kind alone, of scores that none of the other kind lies between.
*/
function areaSegments(ranked) {
	const ends = [];
	let last;
	return {
		rows: orderEachCut(ranked, true, (start, middle, end) => {
			const kind = middle === end ? "hits" : middle === start ? "misses" : void 0;
			if (kind !== void 0 && kind === last) ends.length -= 2;
			last = kind;
			ends.push(kind === "misses" ? ends.at(-1) ?? 0 : middle, end);
		}),
		ends: Int32Array.from(ends)
	};
}
/** Rows in order, of each score those of one kind first; says where each score starts, its second kind starts, and it ends. */
function orderEachCut({ order, positive, ends }, hitsFirst, visit) {
	const rows = new Int32Array(order.length);
	let start = 0;
	for (const end of ends) {
		let at = start;
		for (const isFirst of [true, false]) {
			for (let place = start; place < end; place++) if (positive[place] > 0 === (isFirst === hitsFirst)) rows[at++] = order[place];
			if (isFirst) visit(start, at, end);
		}
		start = end;
	}
	return rows;
}

export { areaSegments, lossOf, precisionSegments, statisticOf, sumInfluence, sumTimes };