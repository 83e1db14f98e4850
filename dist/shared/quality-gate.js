import { ServiceError, UserError, baselineInput, choice, countUpTo, counted, defineAction, didYouMean, findColumn, formatNumber, inputPath, path as path$1, projectInputs, randomFrom, randomState, searchCodes, tokenInput, uniform, within } from "./core.js";
import { canonicalName, checkRules, claimsOf, formatChange, formatInterval, formatMetric, isRefusal, judgedRows, labelsOf, nameIn, nameOf, parseMetrics, readModel, readOutcome, refusing, saysTheSame, sliceBy, sliceByClass, sliceNames, taskOf, unusable } from "./gate.js";
import { binomialDensity, normalTails } from "./statistics.js";
import { brierAt, classificationMetrics, findMetric, findRegressionLoss, labelMetricTable, logLossAt, logOfShare, meanOver, positiveMetrics, promiseAt, regressionMetrics, shareExplained, topHit, weightedMedianAt } from "./metrics.js";
import { exp, log, square } from "./learn.js";
import { digestFile, digestModel, parseManifest } from "./evidence.js";
import { findBase } from "./diff.js";
import { readChallenger, scanModel } from "./actions.js";
const path = process.getBuiltinModule("node:path");
const { createHash } = process.getBuiltinModule("node:crypto");

// src/statistics/holm.ts
/**
* p-values adjusted for their number after Holm ("A simple sequentially rejective multiple test procedure", 1979): where
* those at most alpha are taken, one or more of them is false with probability alpha at most. In the order of the given
* ones.
*/
function holm(ps) {
	const order = [...ps.keys()].sort((a, b) => ps[a] - ps[b]);
	const adjusted = new Array(ps.length);
	let most = 0;
	for (const [index, at] of order.entries()) {
		most = Math.max(most, Math.min(1, ps[at] * (ps.length - index)));
		adjusted[at] = most;
	}
	return adjusted;
}

// src/statistics/normal.ts
/** The probability that a standard normal variable is below `x`, accurate in its lower tail. */
function normalCdf(x) {
	const tail = normalTails(x) / 2;
	return x < 0 ? tail : 1 - tail;
}
const middle = [
	2509.0809287301227,
	33430.57558358813,
	67265.7709270087,
	45921.95393154987,
	13731.69376550946,
	1971.5909503065513,
	133.14166789178438,
	3.3871328727963665
];
const middleBelow = [
	5226.495278852854,
	28729.085735721943,
	39307.89580009271,
	21213.794301586597,
	5394.196021424751,
	687.1870074920579,
	42.31333070160091,
	1
];
const near = [
	.0007745450142783414,
	.022723844989269184,
	.2417807251774506,
	1.2704582524523684,
	3.6478483247632045,
	5.769497221460691,
	4.630337846156546,
	1.4234371107496835
];
const nearBelow = [
	1.0507500716444169e-9,
	.0005475938084995345,
	.015198666563616457,
	.14810397642748008,
	.6897673349851,
	1.6763848301838038,
	2.053191626637759,
	1
];
const far = [
	2.0103343992922881e-7,
	27115555687434876e-21,
	.0012426609473880784,
	.026532189526576124,
	.29656057182850487,
	1.7848265399172913,
	5.463784911164114,
	6.657904643501103
];
const farBelow = [
	20442631033899397e-31,
	1.421511758316446e-7,
	18463183175100548e-21,
	.0007868691311456133,
	.014875361290850615,
	.1369298809227358,
	.599832206555888,
	1
];
/** The `p` quantile of the standard normal distribution to 1e-15 (M. Wichura, "Algorithm AS 241", 1988). */
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	const distance = p - .5;
	if (Math.abs(distance) <= .425) {
		const x = .180625 - distance * distance;
		return distance * polynomial(middle, x) / polynomial(middleBelow, x);
	}
	const tail = distance < 0 ? p : 1 - p;
	if (tail === 0) return distance < 0 ? -Infinity : Infinity;
	const root = Math.sqrt(-Math.log(tail));
	const size = root <= 5 ? polynomial(near, root - 1.6) / polynomial(nearBelow, root - 1.6) : polynomial(far, root - 5) / polynomial(farBelow, root - 5);
	return distance < 0 ? -size : size;
}
function polynomial(coefficients, x) {
	let sum = 0;
	for (const coefficient of coefficients) sum = sum * x + coefficient;
	return sum;
}

// src/gate/judge.ts
/** One-sided error of every claim: the printed 95 % interval is what decides. */
const alpha$1 = .025;
/**
* Judges each claim by its interval: it holds where the whole interval does, fails where that is shown by an upper
* bound that Holm corrects for all claims, and is inconclusive between them. A claim without an interval is judged by
* its number. A metric that is missing or not a number fails.
*/
function judge(measured) {
	const tested = measured.filter((each) => typeof each.lead === "object" && !each.isUnchanged);
	const adjusted = holm(tested.map(({ lead }) => lead.pBelow(0)));
	const ps = new Map(tested.map((each, index) => [each, adjusted[index]]));
	const proofs = measured.filter(({ isGuard }) => !isGuard).length;
	return measured.map((each) => judgeOne(each, ps.get(each), proofs));
}
/** The values of an estimate and of a plain number. */
function pointOf$1(measured) {
	return typeof measured === "object" ? measured.value : measured;
}
function judgeOne(measured, p, proofs) {
	const { claim, actual, lead } = measured;
	const outcome = (verdict, reason = "", more = {}) => ({
		...measured,
		...p !== void 0 && { p },
		verdict,
		reason,
		...more
	});
	const value = pointOf$1(actual);
	if (value === void 0) return outcome("fail", measured.missing ?? `the metrics have no "${claim.rule.metric}"`);
	if (Number.isNaN(value)) return outcome("fail", `${claim.metric} is not a number`);
	if (lead === void 0) return outcome("unjudged", measured.missing);
	if (measured.isUnchanged && claim.against !== void 0) return claim.isStrict ? outcome("fail", `the model predicts the same as the ${claim.against}`) : outcome("pass");
	if (typeof lead === "number") return (claim.isStrict ? lead > 0 : lead >= 0) ? outcome("pass") : outcome("fail", failureOf(measured));
	const [lower] = lead.bounds(alpha$1);
	if (claim.isStrict ? lower > 0 : lower >= 0) return outcome("pass");
	if (p <= .025) return outcome("fail", failureOf(measured));
	if (measured.isGuard) return outcome("pass");
	const rowsNeeded = rowsFor(measured, lead, proofs);
	return outcome("inconclusive", openOf(measured, lead), rowsNeeded === void 0 ? {} : { rowsNeeded });
}
function failureOf({ claim }) {
	const { rule, margin, against, isStrict, metric, required } = claim;
	if (against === void 0) return `${metric} is not ${required}`;
	const lead = margin.value === 0 ? "" : ` by ${isStrict ? "" : "more than "}the margin ${rule.margin}`;
	return `${metric} is ${isStrict ? "not better" : "worse"} than the ${against}'s${lead}`;
}
function openOf({ claim }, lead) {
	const { metric, required, against } = claim;
	if (lead.bounds(.025).every(Number.isFinite) === false) return `the rows tell nothing of how far ${metric} may be off`;
	const about = against === void 0 ? "" : ` the ${against} with`;
	return `${lead.n.toLocaleString("en-US")} rows cannot tell whether${about} ${metric} ${against === void 0 ? "is" : "holds"} ${required}`;
}
/**
* Rows at which the claim would be shown, all of them together with the power: for a comparison if the models are truly
* equal (not as far apart as they were seen), else if the value stays.
*/
function rowsFor({ claim, reference }, lead, proofs) {
	const { margin, condition } = claim;
	const distance = condition === "no_worse_than" ? margin.isShare ? margin.value * Math.abs(reference ?? 0) : margin.value : lead.value;
	if (!(distance > 0) || !Number.isFinite(lead.standardError)) return void 0;
	const reach = normalQuantile(.975) + normalQuantile(1 - .19999999999999996 / Math.max(1, proofs));
	const rows = Math.ceil(reach ** 2 * lead.standardError ** 2 * lead.n / distance ** 2);
	return rows > lead.n ? rows : void 0;
}

// src/statistics/transform-estimate.ts
/** The estimate of scale × quantity + offset, its bounds changing places where the scale is negative. */
function transformEstimate(estimate, { scale = 1, offset = 0 }) {
	if (scale === 1 && offset === 0) return estimate;
	const at = (x) => (x - offset) / scale;
	const to = (x) => scale * x + offset;
	const isTurned = scale < 0;
	return {
		...estimate,
		value: to(estimate.value),
		standardError: Math.abs(scale) * estimate.standardError,
		bounds(alpha) {
			const [lower, upper] = estimate.bounds(alpha);
			return isTurned ? [to(upper), to(lower)] : [to(lower), to(upper)];
		},
		pBelow: (x) => isTurned ? estimate.pAbove(at(x)) : estimate.pBelow(at(x)),
		pAbove: (x) => isTurned ? estimate.pBelow(at(x)) : estimate.pAbove(at(x))
	};
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
		for (const [code, each] of tally.entries()) {
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

// src/metrics/sums.ts
/** A statistic that is a function of sums; its terms are made when they are asked for, and not kept. */
function fromSums(rows, make) {
	return {
		rows,
		interval: "bca",
		at(counts) {
			const { terms, combine } = make();
			return combine(terms.map((term) => sumTimes(term, counts)));
		},
		get sums() {
			return make();
		}
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
function weigh$1(values, weights) {
	return weights === void 0 ? values : values.map((value, row) => value * weights[row]);
}
/** The derivative of the metric by the weight of each row: the delta method, with differences for the gradient. */
function sumInfluence({ terms, combine }) {
	const gradient = gradientOf(combine, Float64Array.from(terms, (term) => sumTimes(term, void 0)), terms);
	const influence = new Float64Array(terms[0]?.length ?? 0);
	for (const [index, term] of terms.entries()) {
		const slope = gradient[index];
		if (slope !== 0) for (let row = 0; row < influence.length; row++) influence[row] += slope * term[row];
	}
	return influence;
}
/** Central differences; each step is a part of the sum's size, or of its term's where the sum is about 0. */
function gradientOf(combine, sums, terms) {
	return sums.map((sum, index) => {
		let size = 0;
		for (const value of terms[index]) size += Math.abs(value);
		if (size === 0) return 0;
		const step = size * 2 ** -18;
		const moved = sums.slice();
		moved[index] = sum + step;
		const above = combine(moved);
		moved[index] = sum - step;
		return (above - combine(moved)) / (2 * step);
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
	const losses = Float64Array.from({ length }, (_, row) => lossAt(of, row));
	const members = Array.from(shares, (_, code) => Float64Array.from(of.actual, (own, row) => Number(own === code) * (of.weights ? of.weights[row] : 1)));
	return {
		terms: [weigh$1(losses, of.weights), ...members],
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
	const held = gaps.filter((gap) => gap !== void 0).map((gap) => weigh$1(gap, of.weights));
	return {
		terms: [of.weights ?? new Float64Array(length).fill(1), ...held],
		combine(sums) {
			let sum = 0;
			for (let bin = 0; bin < held.length; bin++) sum += Math.abs(sums[bin + 1]);
			return sum / sums[0];
		}
	};
}

// src/metrics/rank-order.ts
/** Sorts rows by the score of one class, whose rows are positive. `among` leaves out rows by giving false. */
function orderRows({ actual, scores, classes, weights }, code, among) {
	const rows = Int32Array.from(actual.keys()).filter((row) => among === void 0 || among(row));
	const { codes, size } = searchCodes(Float64Array.from(rows, (row) => scores[row * classes + code]));
	const ends = new Int32Array(size + 1);
	for (const rank of codes) ends[size - 1 - rank]++;
	for (let cut = 1; cut <= size; cut++) ends[cut] += ends[cut - 1];
	const next = Int32Array.from(ends, (_, cut) => cut === 0 ? 0 : ends[cut - 1]);
	const order = new Int32Array(rows.length);
	for (const [index, rank] of codes.entries()) order[next[size - 1 - rank]++] = rows[index];
	const weightOf = (row) => weights ? weights[row] : 1;
	return {
		order,
		positive: Float64Array.from(order, (row) => actual[row] === code ? weightOf(row) : 0),
		negative: Float64Array.from(order, (row) => actual[row] === code ? 0 : weightOf(row)),
		ends: ends.subarray(0, ends[size] === ends[size - 1] || size === 0 ? size : size + 1)
	};
}
/** Counts of every row once. */
function onceEach(rows) {
	return new Int32Array(rows).fill(1);
}
/** Fills the cuts for rows that count so often; gives back the sums of all. */
function fillCuts({ order, positive, negative, ends }, counts, cuts) {
	let hits = 0;
	let misses = 0;
	let place = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		for (const end = ends[cut]; place < end; place++) {
			const count = counts[order[place]];
			hits += count * positive[place];
			misses += count * negative[place];
		}
		cuts.hits[cut] = hits;
		cuts.misses[cut] = misses;
	}
}
/**
* The chance that a positive row scores above a negative one, ties counting half. NaN where there are no positive or no
* negative rows.
*/
function areaOf(ranked, counts) {
	const { order, positive, negative, ends } = ranked;
	let hits = 0;
	let misses = 0;
	let twice = 0;
	if (ends.length === order.length) {
		for (let place = 0; place < order.length; place++) {
			const count = counts[order[place]];
			twice += count * negative[place] * hits;
			hits += count * positive[place];
			misses += count * negative[place];
		}
		return twice / (hits * misses);
	}
	let place = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		const before = hits;
		const missesBefore = misses;
		for (const end = ends[cut]; place < end; place++) {
			const count = counts[order[place]];
			hits += count * positive[place];
			misses += count * negative[place];
		}
		twice += (misses - missesBefore) * (hits + before);
	}
	return twice / 2 / (hits * misses);
}
/** The mean precision over the steps of recall, each at its own cut; 0 where there are no positive rows. */
function precisionOf(ranked, counts) {
	const { order, positive, negative, ends } = ranked;
	let hits = 0;
	let rows = 0;
	let sum = 0;
	if (ends.length === order.length) for (let place = 0; place < order.length; place++) {
		const count = counts[order[place]];
		const gain = count * positive[place];
		hits += gain;
		rows += gain + count * negative[place];
		sum += gain * hits / (rows + Number.MIN_VALUE);
	}
	else {
		let place = 0;
		for (let cut = 0; cut < ends.length; cut++) {
			const before = hits;
			for (const end = ends[cut]; place < end; place++) {
				const count = counts[order[place]];
				const gain = count * positive[place];
				hits += gain;
				rows += gain + count * negative[place];
			}
			sum += (hits - before) * hits / (rows + Number.MIN_VALUE);
		}
	}
	if (rows === 0) return NaN;
	return hits === 0 ? 0 : sum / hits;
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
function cutsOf({ positive, negative, ends }) {
	let until = {
		hits: 0,
		misses: 0
	};
	let from = 0;
	return Array.from(ends, (end) => {
		const above = until;
		let { hits, misses } = above;
		for (let place = from; place < end; place++) {
			hits += positive[place];
			misses += negative[place];
		}
		until = {
			hits,
			misses
		};
		const cut = {
			from,
			end,
			above,
			until
		};
		from = end;
		return cut;
	});
}
/** The weight of rows of the other kind that each row is on the right side of, ties half: its placement. */
function eachPlacement(ranked, visit) {
	const cuts = cutsOf(ranked);
	const { hits, misses } = cuts.at(-1)?.until ?? {
		hits: 0,
		misses: 0
	};
	let area = 0;
	for (const { from, end, above, until } of cuts) for (let place = from; place < end; place++) {
		const isPositive = ranked.positive[place] > 0;
		const own = isPositive ? ranked.positive[place] : ranked.negative[place];
		const right = isPositive ? misses - (above.misses + until.misses) / 2 : (above.hits + until.hits) / 2;
		if (isPositive) area += own * right;
		visit(ranked.order[place], {
			own,
			isPositive,
			right
		});
	}
	return {
		area,
		hits,
		misses
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
	const { order, positive, negative } = ranked;
	const cuts = cutsOf(ranked);
	const positives = cuts.at(-1)?.until.hits ?? 0;
	const influence = new Float64Array(order.length);
	let sum = 0;
	for (const { above, until } of cuts) if (until.hits > above.hits) sum += (until.hits - above.hits) * until.hits / (until.hits + until.misses);
	const value = sum / positives;
	let [byHit, byRow] = [0, 0];
	for (const { from, end, above, until } of cuts.toReversed()) {
		const rows = until.hits + until.misses;
		if (rows === 0) continue;
		byHit += (until.hits - above.hits) / rows;
		byRow += (until.hits - above.hits) * until.hits / (rows * rows);
		for (let place = from; place < end; place++) influence[order[place]] = positive[place] > 0 ? positive[place] * (until.hits / rows + byHit - byRow - value) / positives : -negative[place] * byRow / positives;
	}
	return influence;
}
/** Average precision without each row, of rows that all weigh 1. */
function precisionsWithout(ranked) {
	const { order, positive } = ranked;
	const cuts = cutsOf(ranked);
	const positives = cuts.at(-1)?.until.hits ?? 0;
	const without = new Float64Array(order.length);
	let before = 0;
	for (const { above, until } of cuts) before += (until.hits - above.hits) * until.hits / (until.hits + until.misses);
	let [afterHit, afterMiss] = [0, 0];
	for (const { from, end, above, until } of cuts.toReversed()) {
		const [gain, rows] = [until.hits - above.hits, until.hits + until.misses];
		before -= gain * until.hits / rows;
		const ofHit = rows > 1 ? (gain - 1) * (until.hits - 1) / (rows - 1) : 0;
		const ofMiss = rows > 1 ? gain * until.hits / (rows - 1) : 0;
		for (let place = from; place < end; place++) {
			const sum = positive[place] > 0 ? before + ofHit + afterHit : before + ofMiss + afterMiss;
			const left = positive[place] > 0 ? positives - 1 : positives;
			without[order[place]] = order.length === 1 ? NaN : left === 0 ? 0 : sum / left;
		}
		if (rows > 1) {
			afterHit += gain * (until.hits - 1) / (rows - 1);
			afterMiss += gain * until.hits / (rows - 1);
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
		rows: actual.length,
		interval: "bca",
		at: (counts) => areaOf(ranked(), counts ?? onceEach(actual.length)),
		influence: () => areaInfluence(ranked()),
		leaveOneOut: () => areasWithout(ranked())
	};
}
function precisionStatistic({ actual, weights }, ranked) {
	return {
		rows: actual.length,
		interval: "bca",
		at: (counts) => precisionOf(ranked(), counts ?? onceEach(actual.length)),
		influence: () => precisionInfluence(ranked()),
		leaveOneOut: weights === void 0 ? () => precisionsWithout(ranked()) : void 0
	};
}
/** 2 AUC - 1. */
function doubled(area) {
	return {
		...area,
		at: (counts) => 2 * area.at(counts) - 1,
		influence: () => area.influence().map((each) => 2 * each),
		leaveOneOut: () => area.leaveOneOut().map((each) => 2 * each - 1)
	};
}
/** A metric of the cuts, which jumps from one to the next. */
function cutStatistic({ actual }, ranked, metric) {
	const cuts = lazy(() => {
		const { length } = ranked().ends;
		return {
			hits: new Float64Array(length),
			misses: new Float64Array(length)
		};
	});
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
/** As `greatestDistance` of ranked rows. */
function greatestDistance({ hits, misses }) {
	const [positives, negatives] = [hits.at(-1) ?? 0, misses.at(-1) ?? 0];
	if (positives * negatives === 0) return NaN;
	let most = 0;
	for (let cut = 0; cut < hits.length; cut++) most = Math.max(most, Math.abs(hits[cut] / positives - misses[cut] / negatives));
	return most;
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
/** The plain mean of statistics. */
function meanOf(all) {
	const [first] = all;
	const mean = (of) => all.reduce((sum, each) => sum + of(each), 0) / all.length;
	const meanRows = (of) => {
		const sums = new Float64Array(first.rows);
		for (const each of all) for (const [row, value] of of(each).entries()) sums[row] += value / all.length;
		return sums;
	};
	return {
		rows: first.rows,
		interval: "bca",
		at: (counts) => mean((each) => each.at(counts)),
		influence: () => meanRows((each) => each.influence()),
		leaveOneOut: first.leaveOneOut && (() => meanRows((each) => each.leaveOneOut()))
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
* D² of absolute errors. The median is where the mean distance is least, so to first order it does not matter that a
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
	return weigh$1(Float64Array.from({ length: rows }, (_, row) => term(row)), weights);
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
/** The loss of each row whose (weighted) mean is the metric of a name; undefined where it is no mean over rows. */
function metricLoss(name, evaluation, outcome) {
	const loss = (evaluation.task === "regression" ? regressionLoss : classLoss)(name, evaluation, outcome);
	return loss && Float64Array.from({ length: evaluation.rows }, (_, row) => loss(row));
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
	const known = metricStatistic(name, evaluation, outcome);
	if (known !== void 0) return known;
	const column = outcome.numbers.get(name);
	return column && meanStatistic(column, evaluation.weights);
}
/**
* One value a row (without the row's weight), of which the metric is the (weighted) mean: 0 or 1 for accuracy, the loss
* for a loss, the column itself for a numeric column of the predictions. Undefined where the metric is no mean over rows.
*/
function lossOf(name, evaluation, outcome) {
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
		terms: [weigh$1(values, weights), weights ?? new Float64Array(length).fill(1)],
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

// src/statistics/sort-rows.ts
/**
* Row numbers in the order of their values, which are all finite, from the least on; equal ones stay in their order.
* Values and row numbers are packed into one number each, since numbers alone are sorted many times faster than by a
* comparison; what falls together in the packed digits is compared.
*/
function sortRows(values) {
	const { length } = values;
	let [min, max] = [Infinity, -Infinity];
	for (let row = 0; row < length; row++) {
		if (values[row] < min) min = values[row];
		if (values[row] > max) max = values[row];
	}
	const steps = Math.floor(2 ** 51 / Math.max(1, length)) - 1;
	const scale = Math.min(Number.MAX_VALUE, steps / (max / 2 - min / 2));
	const packed = new Float64Array(length);
	for (let row = 0; row < length; row++) packed[row] = Math.min(steps, Math.floor((values[row] / 2 - min / 2) * scale)) * length + row;
	packed.sort();
	const rows = new Uint32Array(length);
	let [from, last, isEqual] = [
		0,
		-1,
		true
	];
	for (let i = 0; i < length; i++) {
		const step = Math.floor(packed[i] / length);
		const row = packed[i] - step * length;
		if (step !== last) {
			if (!isEqual) sortRun(rows.subarray(from, i), values);
			[from, last, isEqual] = [
				i,
				step,
				true
			];
		} else if (values[row] !== values[rows[i - 1]]) isEqual = false;
		rows[i] = row;
	}
	if (!isEqual) sortRun(rows.subarray(from), values);
	return rows;
}
function sortRun(rows, values) {
	rows.sort((a, b) => values[a] - values[b] || a - b);
}

// src/statistics/placements.ts
/** Places the rows, of scores that are all finite, by one sort (Sun and Xu, "Fast implementation of DeLong's algorithm", 2014). */
function placeRows({ positive, weights }, scores) {
	const order = sortRows(scores);
	const ofRow = new Float64Array(scores.length);
	let [above, below] = [0, 0];
	let next = scores[order[0] ?? 0];
	for (let from = 0, to = 0; from < order.length;) {
		const score = next;
		let [tiedAbove, tiedBelow] = [0, 0];
		do {
			const row = order[to];
			const weight = weights ? weights[row] : 1;
			if (positive[row]) tiedAbove += weight;
			else tiedBelow += weight;
			to++;
			next = to < order.length ? scores[order[to]] : NaN;
		} while (next === score);
		for (; from < to; from++) {
			const row = order[from];
			ofRow[row] = positive[row] ? below + tiedBelow / 2 : above + tiedAbove / 2;
		}
		above += tiedAbove;
		below += tiedBelow;
	}
	let sum = 0;
	for (let row = 0; row < ofRow.length; row++) if (positive[row]) {
		sum += (weights ? weights[row] : 1) * ofRow[row];
		ofRow[row] /= below;
	} else ofRow[row] = 1 - ofRow[row] / above;
	return {
		auc: sum / (above * below),
		ofRow,
		positives: above,
		negatives: below
	};
}

// src/statistics/delong.ts
/** The terms of one model's scores: their sums of squares are the variance, see `termsVariance`. */
function aucTerms(rows, scores) {
	const { auc, ofRow, positives, negatives } = placeRows(rows, scores);
	const { positive, weights, groups } = rows;
	const size = countCodes(rows);
	const ofPositives = new Float64Array(size);
	const ofNegatives = new Float64Array(size);
	for (let row = 0; row < ofRow.length; row++) {
		const term = (weights ? weights[row] : 1) * (ofRow[row] - auc);
		const group = groups ? groups[row] : row;
		if (positive[row]) ofPositives[group] += term / positives;
		else ofNegatives[group] += term / negatives;
	}
	return {
		auc,
		ofPositives,
		ofNegatives
	};
}
/** Counts the groups of rows that have weight. */
function countGroups({ positive, weights, groups }) {
	const kinds = new Uint8Array(countCodes({
		positive,
		groups
	}));
	for (let row = 0; row < positive.length; row++) if (!weights || weights[row] > 0) kinds[groups ? groups[row] : row] |= positive[row] ? 1 : 2;
	const count = {
		all: 0,
		positive: 0,
		negative: 0,
		isGrouped: groups !== void 0
	};
	for (const kind of kinds) {
		if (kind !== 0) count.all++;
		if (kind & 1) count.positive++;
		if (kind & 2) count.negative++;
	}
	return count;
}
/**
* The variance of an area of these terms, or of a difference of areas of the differences of theirs, after DeLong,
* DeLong and Clarke-Pearson ("Comparing the areas under two or more correlated receiver operating characteristic
* curves", 1988), of groups after Obuchowski ("Nonparametric analysis of clustered ROC curve data", 1997). Its degrees of
* freedom are Welch's over both classes (Brunner and Munzel, "The nonparametric Behrens-Fisher problem", 2000), and no
* more than the groups have.
*/
function termsVariance(terms, count) {
	const positive = scaled(terms.ofPositives, terms.ofPositives, count.positive);
	const negative = scaled(terms.ofNegatives, terms.ofNegatives, count.negative);
	const across = count.isGrouped ? 2 * scaled(terms.ofPositives, terms.ofNegatives, count.all) : 0;
	const welch = (positive + negative) ** 2 / (positive ** 2 / (count.positive - 1) + negative ** 2 / (count.negative - 1));
	return {
		variance: positive + negative + across,
		df: Math.min(welch, count.all - 1)
	};
}
/** The terms of the first area less the second. */
function subtractTerms(first, second) {
	return {
		auc: first.auc - second.auc,
		ofPositives: subtract(first.ofPositives, second.ofPositives),
		ofNegatives: subtract(first.ofNegatives, second.ofNegatives)
	};
}
function subtract(left, right) {
	const difference = new Float64Array(left.length);
	for (let i = 0; i < left.length; i++) difference[i] = left[i] - right[i];
	return difference;
}
/** The sum of products of terms of so many groups, freed of its bias. */
function scaled(left, right, groups) {
	let sum = 0;
	for (let i = 0; i < left.length; i++) sum += left[i] * right[i];
	return groups / (groups - 1) * sum;
}
function countCodes({ positive, groups }) {
	return groups ? groups.reduce((most, code) => Math.max(most, code + 1), 0) : positive.length;
}

// src/statistics/heavy-tail.ts
/**
* Why an interval of a sum of these terms, whose mean is 0, may be too narrow: a few of them make most of its variance,
* on one side. `limit` is the greatest skewness that the sum may have; for a mean of n values that is their skewness / √n.
*/
function cautionOfTails(limit, ...terms) {
	let squares = 0;
	let cubes = 0;
	for (const part of terms) for (let i = 0; i < part.length; i++) {
		const square = part[i] * part[i];
		squares += square;
		cubes += square * part[i];
	}
	if (!(Math.abs(cubes) > limit * squares ** 1.5)) return void 0;
	return "heavy tails: a few rows make most of the variance, so the interval may be too narrow";
}

// src/statistics/find-root.ts
/**
* Where a continuous function that changes its sign between `low` and `high` is 0, to the last digits (Chandrupatla,
* "A new hybrid quadratic/bisection algorithm", 1997). It may be infinite at its ends. The end where it is nearer to 0, if its sign does not
* change.
*/
function findRoot(f, low, high) {
	let [a, b, c] = [
		low,
		high,
		low
	];
	let [fa, fb, fc] = [
		f(a),
		f(b),
		f(a)
	];
	if (fa > 0 === fb > 0 || fb === 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
	for (let part = .5, step = 0; step < 300 && fa !== 0; step++) {
		const x = a + part * (b - a);
		const fx = f(x);
		if (fx > 0 === fa > 0) [c, fc] = [a, fa];
		else [c, fc, b, fb] = [
			b,
			fb,
			a,
			fa
		];
		[a, fa] = [x, fx];
		const best = Math.abs(fa) < Math.abs(fb) ? a : b;
		const least = (4 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(b - a);
		if (least > .5) return best;
		const xi = (a - b) / (c - b);
		const phi = (fa - fb) / (fc - fb);
		part = 1 - Math.sqrt(1 - xi) < phi && phi < Math.sqrt(xi) ? fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)) : .5;
		part = Math.min(1 - least, Math.max(least, part));
	}
	return a;
}

// src/statistics/incomplete-beta.ts
/**
* The probabilities that a beta variable of shapes `a`, `b` > 0 is below and above `x`: the regularised incomplete beta
* function. `rest` is 1 - x, where the caller has it more exactly.
*/
function betaTails(x, a, b, rest = 1 - x) {
	if (x <= 0) return [0, 1];
	if (rest <= 0) return [1, 0];
	const scaled = binomialDensity(a, a + b, x, rest) * a * b / (a + b);
	if ((a + 1) * rest > (b + 1) * x) {
		const below = Math.min(1, scaled * fraction(x, rest, a, b));
		return [below, 1 - below];
	}
	const above = Math.min(1, scaled * fraction(rest, x, b, a));
	return [1 - above, above];
}
/**
* The continued fraction of Didonato and Morris ("Algorithm 708", 1992, equation 9) by Lentz's method, for x up to about
* the mean: it takes 1 - x too, so that nothing cancels where one shape is large.
*/
function fraction(x, rest, a, b) {
	const tiny = 1e-300;
	let value = a * (a * rest - b * x + 1) / (a + 1);
	if (Math.abs(value) < tiny) value = tiny;
	let [c, d] = [value, 0];
	for (let m = 1; m < 1e6; m++) {
		const odd = a + 2 * m - 1;
		const numerator = (a + m - 1) * (a + b + m - 1) / (odd * odd) * m * (b - m) * x * x;
		const own = (a + m) * (a * rest - b * x + 1 + m * (1 + rest)) / (odd + 2) + m + m * (b - m) * x / odd;
		d = own + numerator * d;
		d = 1 / (Math.abs(d) < tiny ? tiny : d);
		c = own + numerator / c;
		if (Math.abs(c) < tiny) c = tiny;
		const change = c * d;
		value *= change;
		if (Math.abs(change - 1) < 3e-16) break;
	}
	return 1 / value;
}

// src/statistics/student-t.ts
/** The probability that Student's t of `df` > 0 degrees of freedom (any number; Infinity: normal) is below `x`. */
function tCdf(x, df) {
	if (df === Infinity) return normalCdf(x);
	const tail = upperTail(Math.abs(x), df);
	return x < 0 ? tail : 1 - tail;
}
/** The `p` quantile of Student's t of `df` degrees of freedom (any number above 0; Infinity: normal). */
function tQuantile(p, df) {
	if (df === Infinity || !(p > 0 && p < 1 && df > 0)) return df > 0 ? normalQuantile(p) : NaN;
	if (p === .5) return 0;
	const goal = Math.log(Math.min(p, 1 - p));
	const excess = (log) => Math.log(upperTail(Math.exp(log), df)) - goal;
	const low = Math.log(Math.abs(normalQuantile(p))) - 1e-9;
	let high = low + 1;
	while (excess(high) > 0 && high < 700) high += high - low;
	const size = Math.exp(findRoot(excess, low, high));
	return p < .5 ? -size : size;
}
/** The probability of more than `x` ≥ 0. */
function upperTail(x, df) {
	const square = x * x;
	if (square === Infinity) return 0;
	return betaTails(df / (df + square), df / 2, .5, square / (df + square))[0] / 2;
}

// src/statistics/student-estimate.ts
/**
* The estimate whose distance from the true value, in standard errors, is Student's t of `df` degrees of freedom
* (Infinity: normal). A standard error that is 0, infinite or unknown bounds nothing.
*/
function studentEstimate(found) {
	const { df, ...estimate } = found;
	const { value, standardError } = estimate;
	if (!(standardError > 0 && standardError < Infinity && df > 0)) return {
		...estimate,
		...unbounded
	};
	return {
		...estimate,
		bounds: (alpha) => {
			const reach = -tQuantile(alpha, df) * standardError;
			return [value - reach, value + reach];
		},
		pBelow: (x) => tCdf((value - x) / standardError, df),
		pAbove: (x) => tCdf((x - value) / standardError, df)
	};
}
/** What can be said of a value of which nothing is known. */
const unbounded = {
	bounds: () => [-Infinity, Infinity],
	pBelow: () => 1,
	pAbove: () => 1
};

// src/statistics/unvaried-estimate.ts
/**
* The estimate of a mean of values that were all the same in `n` rows or groups drawn by chance. Had a share p of them
* another value, it would not show with probability (1 - p)^n; with `range`, the least and the greatest value that one
* can have, that bounds the mean (the exact form of the rule of three). Without it nothing does.
*/
function unvariedEstimate(value, n, range) {
	const known = {
		value,
		n,
		standardError: n > 1 ? 0 : NaN
	};
	if (range === void 0 || n === 0) return {
		...known,
		...unbounded,
		method: "no bounds: the rows do not vary"
	};
	const [low, high] = range;
	const shareOf = (alpha) => -Math.expm1(Math.log(alpha) / n);
	const chanceOf = (share) => Math.max(0, 1 - share) ** n;
	return {
		...known,
		method: "exact bound of rows that do not vary",
		bounds: (alpha) => {
			const share = shareOf(alpha);
			return [value - share * (value - low), value + share * (high - value)];
		},
		pBelow: (x) => x <= value ? 1 : chanceOf((x - value) / (high - value)),
		pAbove: (x) => x >= value ? 1 : chanceOf((value - x) / (value - low))
	};
}

// src/statistics/auc.ts
/** Rows or groups of the rarer class below which DeLong's variance is itself little more than a guess. */
const fewRows = 20;
/**
* The area under the ROC curve, with DeLong's variance on the logit scale, where its distribution is about symmetric near
* 1 too (Pepe, "The statistical evaluation of medical tests for classification and prediction", 2003), and Student's t.
* The value is NaN where a class has no rows.
*/
function estimateAuc(rows) {
	const terms = aucTerms(rows, rows.scores);
	const count = countGroups(rows);
	const found = describe(terms, count, {
		how: "on the logit scale",
		skewLimit: .3
	});
	const { value, standardError } = found;
	if (!(standardError > 0)) return unvaried(value, count, [0, 1]);
	const onLogit = studentEstimate({
		...found,
		value: logit(value),
		standardError: standardError / (value * (1 - value))
	});
	const inside = (x) => logit(Math.min(1, Math.max(0, x)));
	return {
		...studentEstimate(found),
		bounds: (alpha) => {
			const [low, high] = onLogit.bounds(alpha);
			return [1 / (1 + Math.exp(-low)), 1 / (1 + Math.exp(-high))];
		},
		pBelow: (x) => onLogit.pBelow(inside(x)),
		pAbove: (x) => onLogit.pAbove(inside(x))
	};
}
/** How much greater the area of the first scores is on the same rows, with DeLong's variance and Student's t. */
function estimateAucDifference(rows) {
	const terms = subtractTerms(aucTerms(rows, rows.first), aucTerms(rows, rows.second));
	const count = countGroups(rows);
	const found = describe(terms, count, {
		how: "paired",
		skewLimit: .2
	});
	return found.standardError > 0 ? studentEstimate(found) : unvaried(terms.auc, count, [-1, 1]);
}
/** The skewness from which a nominal 95 % interval holds in less than 93.5 % was found by simulation for each scale. */
function describe(terms, count, { how, skewLimit }) {
	const { variance, df } = termsVariance(terms, count);
	const rarer = Math.min(count.positive, count.negative);
	const standardError = Math.sqrt(variance);
	return {
		value: terms.auc,
		n: count.all,
		standardError: rarer > 1 && standardError > 1e-13 / Math.sqrt(rarer) ? standardError : 0,
		df,
		method: `DeLong${count.isGrouped ? `'s variance over ${count.all.toLocaleString("en-US")} groups (Obuchowski)` : ""}, ${how}`,
		caution: rarer < fewRows ? `only ${rarer} ${count.isGrouped ? "groups have rows" : "rows"} of one class, so the interval may be too narrow` : cautionOfTails(skewLimit, terms.ofPositives, terms.ofNegatives)
	};
}
/** Where no row of a class scores otherwise than the others: what the rarer class bounds by its number alone. */
function unvaried(value, count, range) {
	const rarer = Math.min(count.positive, count.negative);
	if (rarer === 0) return {
		value,
		n: 0,
		standardError: 0,
		...unbounded,
		method: "no bounds: one class has no rows"
	};
	return {
		...unvariedEstimate(value, rarer, range),
		n: count.all
	};
}
function logit(share) {
	return Math.log(share / (1 - share));
}

// src/statistics/cells.ts
/**
* The cells of units with some terms; undefined where there are more than `most`. They do not depend on the order of the
* units.
*/
function findCells(terms, most) {
	const units = terms[0]?.length ?? 0;
	let codes = new Int32Array(units);
	let size = 1;
	for (const term of terms) {
		const split = splitCodes(codes, size, term, most);
		if (split === void 0) return void 0;
		({codes, size} = split);
	}
	const sizes = new Int32Array(size);
	const firsts = new Int32Array(size).fill(-1);
	for (let unit = 0; unit < units; unit++) {
		const code = codes[unit];
		sizes[code]++;
		if (firsts[code] === -1) firsts[code] = unit;
	}
	const order = Array.from(firsts).sort((a, b) => compare(terms, a, b));
	return {
		sizes: Int32Array.from(order, (unit) => sizes[codes[unit]]),
		terms: terms.map((term) => Float64Array.from(order, (unit) => term[unit]))
	};
}
function splitCodes(codes, size, term, most) {
	const values = /* @__PURE__ */ new Map();
	const pairs = /* @__PURE__ */ new Map();
	const split = new Int32Array(codes.length);
	for (let unit = 0; unit < codes.length; unit++) {
		let value = values.get(term[unit]);
		if (value === void 0) {
			if (values.size >= most) return void 0;
			value = values.size;
			values.set(term[unit], value);
		}
		const pair = value * size + codes[unit];
		let code = pairs.get(pair);
		if (code === void 0) {
			if (pairs.size >= most) return void 0;
			code = pairs.size;
			pairs.set(pair, code);
		}
		split[unit] = code;
	}
	return {
		codes: split,
		size: pairs.size
	};
}
function compare(terms, a, b) {
	for (const term of terms) if (term[a] !== term[b]) return term[a] - term[b];
	return 0;
}

// src/statistics/tailed-quantiles.ts
/** Resamples further out than this many are no guide to a quantile. */
const outermost = 5;
/**
* Linear quantiles of a sample (Hyndman and Fan 1996, definition 7) between its outermost five values on both sides.
* Further out a normal tail goes on from there, with the greater of the slope of the sample's outer parts and its
* standard deviation: the sample's own extremes would be too near.
*/
function tailedQuantiles(sample) {
	const sorted = sample.slice().sort();
	const last = sorted.length - 1;
	const edge = Math.min(.25, 5 / last);
	const within = (level) => {
		const place = level * last;
		const low = Math.min(last, Math.floor(place));
		const high = Math.min(last, low + 1);
		return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
	};
	const edgeDeviate = -normalQuantile(edge);
	const inner = Math.min(.25, 10 * edge);
	const run = edgeDeviate + normalQuantile(inner) || 1;
	const spread = standardDeviation(sorted);
	const [lowEdge, highEdge] = [within(edge), within(1 - edge)];
	const lowSlope = Math.max(spread, (within(inner) - lowEdge) / run);
	const highSlope = Math.max(spread, (highEdge - within(1 - inner)) / run);
	const outside = (x) => {
		if (x < lowEdge) return -edgeDeviate - (lowEdge - x) / lowSlope;
		return x > highEdge ? edgeDeviate + (x - highEdge) / highSlope : void 0;
	};
	return {
		at(deviate) {
			if (deviate < -edgeDeviate) return lowEdge + lowSlope * (deviate + edgeDeviate);
			if (deviate > edgeDeviate) return highEdge + highSlope * (deviate - edgeDeviate);
			return within(normalCdf(deviate));
		},
		below(x) {
			const next = firstAtLeast(sorted, x);
			const place = next === 0 ? 0 : next - 1 + (x - sorted[next - 1]) / (sorted[next] - sorted[next - 1]);
			return outside(x) ?? Math.max(-edgeDeviate, normalQuantile(Math.min(1, place / last)));
		},
		above(x) {
			const next = countUpTo(sorted, x);
			const gap = next > last ? 1 : sorted[next] - sorted[next - 1];
			const place = next > last ? last : next - 1 + (x - sorted[next - 1]) / gap;
			return outside(x) ?? Math.min(edgeDeviate, normalQuantile(Math.max(0, place / last)));
		}
	};
}
/** The sample standard deviation. */
function standardDeviation(values) {
	let sum = 0;
	for (const value of values) sum += value;
	const mean = sum / values.length;
	let squares = 0;
	for (const value of values) squares += (value - mean) ** 2;
	return Math.sqrt(squares / (values.length - 1));
}
function firstAtLeast(sorted, x) {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] >= x) high = middle;
		else low = middle + 1;
	}
	return low;
}

// src/statistics/bca.ts
/**
* The bias-corrected and accelerated interval (Efron, "Better bootstrap confidence intervals", JASA 1987), as scipy 1.17's
* `bootstrap`: z0 with ties counting half, the acceleration from the jackknife, linear quantiles. Past the five outermost
* resamples, where quantiles are chance, a normal tail goes on. p-values invert the bounds exactly.
*/
function bcaInterval({ value, replicates, deletions, range = [-Infinity, Infinity] }) {
	const quantiles = tailedQuantiles(replicates);
	const bias = deletions === void 0 ? 0 : biasOf(value, replicates);
	const a = deletions === void 0 ? 0 : accelerationOf(deletions.values, deletions.times);
	const [least, most] = range;
	const clip = (x) => Math.min(most, Math.max(least, x));
	/** The place of the bound at normal deviate z among the resamples, as a normal deviate, and the way back. */
	const placeOf = (z) => {
		const w = bias + z;
		return 1 - a * w > 0 ? bias + w / (1 - a * w) : Math.sign(a) * Infinity;
	};
	const deviateOf = (place) => {
		const u = place - bias;
		return 1 + a * u > 0 ? u / (1 + a * u) - bias : Math.sign(u) * Infinity;
	};
	return {
		bounds(alpha) {
			const z = normalQuantile(alpha);
			return [clip(quantiles.at(placeOf(z))), clip(quantiles.at(placeOf(-z)))];
		},
		pBelow(x) {
			if (x > most) return 0;
			return x <= least ? 1 : normalCdf(-deviateOf(quantiles.below(x)));
		},
		pAbove(x) {
			if (x < least) return 0;
			return x >= most ? 1 : normalCdf(deviateOf(quantiles.above(x)));
		}
	};
}
/**
* z0: where the value lies among the resamples; those that differ from it by rounding are equal to it. Half a resample
* stands for none.
*/
function biasOf(value, replicates) {
	const rounding = 1e-12 * Math.max(1, Math.abs(value));
	let twice = 0;
	for (const each of replicates) twice += Math.abs(each - value) <= rounding ? 1 : each < value ? 2 : 0;
	const share = twice / (2 * replicates.length);
	const least = .5 / replicates.length;
	return normalQuantile(Math.min(1 - least, Math.max(least, share)));
}
/** How the standard error changes with the value: a sixth of the skewness of the jackknife. */
function accelerationOf(values, times) {
	let sum = 0;
	let count = 0;
	for (let i = 0; i < values.length; i++) {
		const weight = times ? times[i] : 1;
		sum += weight * values[i];
		count += weight;
	}
	const mean = sum / count;
	let squares = 0;
	let cubes = 0;
	for (let i = 0; i < values.length; i++) {
		const weight = times ? times[i] : 1;
		const distance = mean - values[i];
		squares += weight * distance * distance;
		cubes += weight * distance * distance * distance;
	}
	const a = cubes / (6 * squares ** 1.5);
	return Number.isFinite(a) ? a : 0;
}

// src/statistics/heavy-tails.ts
/** Past this a few rows decide the number. */
const mostAcceleration = .08;
/**
* Says when a few rows decide a number, from what each unit does to it: then a resample that lacks them knows nothing of
* the ones that the sample itself may lack, and the bootstrap's intervals are too narrow.
*/
function tailCaution(values, times) {
	return Math.abs(accelerationOf(values, times)) > mostAcceleration ? "a few rows decide it (heavy tails): the interval is likely too narrow" : void 0;
}

// src/statistics/interval-kinds.ts
/** An estimate of which nothing but the value is known, or not even that: its bounds are those of any such number. */
function boundless({ value, n, method, caution }, [least, most] = [-Infinity, Infinity]) {
	return {
		value,
		n,
		method,
		caution,
		standardError: NaN,
		bounds: () => [least, most],
		pBelow: (x) => x > most ? 0 : 1,
		pAbove: (x) => x < least ? 0 : 1
	};
}
/** The estimate that resamples give: BCa with deletions, else percentiles. */
function resampledEstimate({ replicates, ...found }, { n, words, cautions }) {
	const there = replicates.filter(Number.isFinite);
	const lost = replicates.length - there.length;
	const method = `${found.deletions === void 0 ? "percentile bootstrap" : "BCa bootstrap"}, ${formatNumber(replicates.length)} resamples${words}`;
	if (!Number.isFinite(found.value) || there.length < 2 * 5) return boundless({
		value: found.value,
		n,
		method,
		caution: "it has no value on these rows"
	}, found.range);
	const standardError = standardDeviation(there);
	if (isFlat(there, found.value)) return boundless({
		value: found.value,
		n,
		method,
		caution: "it is the same in every resample: nothing here shows how it varies"
	}, found.range);
	const caution = [...cautions, lost > replicates.length / 1e3 ? `${formatNumber(lost)} resamples had no value and were left out` : void 0].filter((each) => each !== void 0);
	return {
		value: found.value,
		n,
		standardError,
		method: `${method}, normal tails past 1 in ${formatNumber(Math.round(there.length / 5))}`,
		...bcaInterval({
			...found,
			replicates: there
		}),
		...caution.length > 0 && { caution: caution.join("; ") }
	};
}
/** Rounding alone tells the resamples apart. */
function isFlat(replicates, value) {
	let most = 0;
	for (const each of replicates) most = Math.max(most, Math.abs(each - value));
	return most <= 1e-12 * Math.max(Math.abs(value), .001);
}

// src/statistics/draw-rows.ts
/**
* Draws as many rows as there are, with replacement: `counts` says how often each came. The stream of `randomFrom`, kept
* in locals, since a bootstrap spends its time here. Of few rows each half of a word is a draw. Without bias: what would
* favour a row is drawn again (Lemire, ACM Transactions on Modeling and Computer Simulation, 2019).
*/
function drawRows(state, counts) {
	counts.fill(0);
	const rows = counts.length;
	if (rows < 2 ** 15) drawHalves(state, counts, 2 ** 16 % rows);
	else drawWords(state, counts);
}
function drawHalves(state, counts, rest) {
	const rows = counts.length;
	let [a = 0, b = 0, c = 0, d = 0] = state;
	[a, b, c, d] = [
		a | 0,
		b | 0,
		c | 0,
		d | 0
	];
	for (let left = rows; left > 0;) {
		const sum = a + d | 0;
		const word = (sum << 7 | sum >>> 25) + a | 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = d << 11 | d >>> 21;
		const first = Math.imul(word & 65535, rows);
		if ((first & 65535) >= rest) {
			counts[first >>> 16]++;
			left--;
		}
		const second = Math.imul(word >>> 16, rows);
		if ((second & 65535) >= rest && left > 0) {
			counts[second >>> 16]++;
			left--;
		}
	}
	state.set([
		a,
		b,
		c,
		d
	]);
}
function drawWords(state, counts) {
	const rows = counts.length;
	const rest = 2 ** 32 % rows;
	let [a = 0, b = 0, c = 0, d = 0] = state;
	[a, b, c, d] = [
		a | 0,
		b | 0,
		c | 0,
		d | 0
	];
	for (let left = rows; left > 0;) {
		const sum = a + d | 0;
		const word = ((sum << 7 | sum >>> 25) + a | 0) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = d << 11 | d >>> 21;
		const product = word * rows;
		const row = Math.floor(product / 2 ** 32);
		if (product - row * 2 ** 32 < rest) continue;
		counts[row]++;
		left--;
	}
	state.set([
		a,
		b,
		c,
		d
	]);
}
/**
* Draws blocks of rows that stand beside each other in `order` (the last one goes on with the first: circular, Politis
* and Romano 1992), until there are as many as rows; the last block is cut.
*/
function drawBlocks(random, { order, length, steps }, counts) {
	const rows = order.length;
	steps.fill(0);
	let wrapped = 0;
	for (let left = rows; left > 0; left -= length) {
		const start = random.below(rows);
		const end = start + Math.min(length, left);
		steps[start]++;
		if (end < rows) steps[end]--;
		else if (end > rows) {
			wrapped++;
			steps[end - rows]--;
		}
	}
	let covering = wrapped;
	for (let place = 0; place < rows; place++) {
		covering += steps[place];
		counts[order[place]] = covering;
	}
}

// src/statistics/resample-design.ts
/** The design for some rows. */
function designOf(rows, { groups, time, blockLength }) {
	const whole = {
		rows,
		unitOf: void 0,
		blockOf: void 0,
		blockLength: void 0,
		draw: drawRows
	};
	if (groups !== void 0) {
		let units = 0;
		for (const group of groups) units = Math.max(units, group + 1);
		return {
			...whole,
			units,
			unitOf: groups
		};
	}
	if (time === void 0) return {
		...whole,
		units: rows
	};
	const order = Int32Array.from(time.keys()).sort((a, b) => time[a] - time[b] || a - b);
	const length = Math.max(1, Math.min(rows, blockLength ?? Math.ceil(Math.cbrt(rows))));
	const blockOf = new Int32Array(rows);
	for (const [place, row] of order.entries()) blockOf[row] = Math.floor(place / length);
	const steps = new Int32Array(rows);
	return {
		...whole,
		units: rows,
		blockOf,
		blockLength: length,
		draw(state, counts) {
			const random = randomFrom(state);
			drawBlocks(random, {
				order,
				length,
				steps
			}, counts);
			for (let word = 0; word < 4; word++) state[word] = random.next();
		}
	};
}
/** Sums of one value a row over the rows of each unit. */
function sumByUnit(values, unitOf, units) {
	if (unitOf === void 0) return values;
	const sums = new Float64Array(units);
	for (let row = 0; row < values.length; row++) sums[unitOf[row]] += values[row];
	return sums;
}

// src/statistics/measure.ts
/** Makes a request a function of the design's units. */
function measureOf(request, design) {
	const { statistic, minus } = request;
	const { unitOf, units } = design;
	const [own, other] = [statistic.sums, minus?.sums];
	const isSum = own !== void 0 && (minus === void 0 || other !== void 0);
	const ownSize = own?.terms.length ?? 0;
	let whole;
	let rest = /* @__PURE__ */ new Float64Array(0);
	const hasLeaveOneOut = statistic.leaveOneOut && (minus === void 0 || minus.leaveOneOut);
	return {
		value: numberOf(request),
		terms: isSum ? [...own.terms, ...other?.terms ?? []].map((term) => sumByUnit(term, unitOf, units)) : void 0,
		combine(sums) {
			if (other === void 0) return joined$1(request, own.combine(sums), 0);
			if (sums !== whole) [whole, rest] = [sums, sums.subarray(ownSize)];
			return joined$1(request, own.combine(sums), other.combine(rest));
		},
		at: (counts) => joined$1(request, statistic.at(counts), minus?.at(counts) ?? 0),
		influence: () => influenceOf(request, design),
		leaveOneOut: hasLeaveOneOut && (() => rowByRow(request, (of) => of.leaveOneOut()))
	};
}
/** The number on all rows. */
function numberOf(request) {
	return joined$1(request, request.statistic.at(), request.minus?.at() ?? 0);
}
/** The derivative of the number by the weight of each unit; undefined where it is not known. */
function influenceOf(request, { unitOf, units }) {
	const of = (statistic) => {
		const { sums } = statistic;
		return sums ? sumInfluence(sums) : statistic.influence?.();
	};
	const own = of(request.statistic);
	const other = request.minus && of(request.minus);
	if (own === void 0 || request.minus !== void 0 && other === void 0) return void 0;
	const slopes = own.map((slope, row) => joined$1(request, slope, other ? other[row] : 0));
	return sumByUnit(slopes, unitOf, units);
}
/** How the bootstrap may be read: as the weaker of both statistics. */
function intervalOf({ statistic, minus }) {
	const both = [statistic.interval, minus?.interval];
	if (both.includes("none")) return "none";
	return both.includes("percentile") ? "percentile" : "bca";
}
function rowByRow(request, of) {
	const own = of(request.statistic);
	const other = request.minus && of(request.minus);
	return own.map((value, row) => joined$1(request, value, other ? other[row] : 0));
}
function joined$1({ minus, factor = 1, sign = 1 }, own, other) {
	return sign * (minus === void 0 ? own : own - factor * other);
}

// src/statistics/influence.ts
/**
* The infinitesimal jackknife (Jaeckel 1972; Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", 1982,
* chapter 6): the variance of a number is the sum of the squared influences of the units, times n / (n - 1), and the
* interval is normal, which it is for many rows. Blocks in time add up their influences first (non-overlapping batch
* means). Undefined where the influence is not known.
*/
function influenceEstimate(request, design) {
	const slopes = influenceOf(request, design);
	if (slopes === void 0) return void 0;
	const { blockOf } = design;
	const blocks = blockOf ? blockOf.reduce((most, each) => Math.max(most, each), 0) + 1 : design.units;
	const summed = sumByUnit(slopes, blockOf, blocks);
	let sum = 0;
	for (const slope of summed) sum += slope;
	let squares = 0;
	for (const slope of summed) squares += (slope - sum / blocks) ** 2;
	const value = numberOf(request);
	const standardError = Math.sqrt(squares * blocks / (blocks - 1));
	const of = {
		value,
		n: design.units,
		method: "infinitesimal jackknife"
	};
	if (!(standardError > 1e-14 * Math.abs(value))) return boundless({
		...of,
		caution: "no row changes it: nothing here shows how it varies"
	}, request.range);
	const caution = tailCaution(summed);
	return {
		...of,
		standardError,
		...normalInterval(value, standardError, request.range),
		...caution && { caution }
	};
}
/** Bounds and p-values of a normal estimate, cut at its range. */
function normalInterval(value, standardError, [least, most] = [-Infinity, Infinity]) {
	return {
		bounds(alpha) {
			const reach = -normalQuantile(alpha) * standardError;
			return [Math.max(least, value - reach), Math.min(most, value + reach)];
		},
		pBelow(x) {
			if (x > most) return 0;
			return x <= least ? 1 : normalCdf((value - x) / standardError);
		},
		pAbove(x) {
			if (x < least) return 0;
			return x >= most ? 1 : normalCdf((x - value) / standardError);
		}
	};
}

// src/statistics/jackknife.ts
/** Counting rows anew for each unit costs their product. */
const mostWork$2 = 3e7;
const fewBlocks = 200;
/**
* The jackknife of a measure: from sums and from placements in closed form; else from the influence of units, which is
* the jackknife's limit; else by leaving out units, in 200 blocks where there are many.
*/
function deletionsOf(measure, design) {
	const { units, unitOf, blockOf } = design;
	const { terms, combine, value, influence, leaveOneOut } = measure;
	if (terms !== void 0) {
		const blocks = blockOf === void 0 ? units : blockCount(blockOf);
		return { values: withoutEach(terms.map((term) => sumByUnit(term, blockOf, blocks)), combine) };
	}
	if (leaveOneOut !== void 0 && unitOf === void 0 && blockOf === void 0) return { values: leaveOneOut() };
	const slopes = influence();
	if (slopes === void 0) return withoutBlocks(measure, design);
	return { values: (blockOf === void 0 ? slopes : sumByUnit(slopes, blockOf, blockCount(blockOf))).map((slope) => value - slope) };
}
/** Times the terms' cells, of which each has so many units, the number without one of them. */
function withoutEach(terms, combine, times) {
	const whole = Float64Array.from(terms, (term) => {
		let sum = 0;
		for (let unit = 0; unit < term.length; unit++) sum += (times ? times[unit] : 1) * term[unit];
		return sum;
	});
	const rest = new Float64Array(terms.length);
	const without = new Float64Array(terms[0].length);
	for (let unit = 0; unit < without.length; unit++) {
		for (let index = 0; index < terms.length; index++) rest[index] = whole[index] - terms[index][unit];
		without[unit] = combine(rest);
	}
	return without;
}
function withoutBlocks({ at }, { rows, units, unitOf, blockOf }) {
	const isMany = rows * units > mostWork$2;
	const block = (row) => {
		const unit = unitOf ? unitOf[row] : row;
		if (blockOf !== void 0) return blockOf[unit];
		return isMany ? unit % fewBlocks : unit;
	};
	const members = [];
	for (let row = 0; row < rows; row++) {
		members[block(row)] ??= [];
		members[block(row)].push(row);
	}
	const counts = new Int32Array(rows).fill(1);
	return {
		values: Float64Array.from(members, (own = []) => {
			for (const row of own) counts[row] = 0;
			const value = at(counts);
			for (const row of own) counts[row] = 1;
			return value;
		}),
		blocks: isMany ? fewBlocks : void 0
	};
}
function blockCount(blockOf) {
	let blocks = 0;
	for (const block of blockOf) blocks = Math.max(blocks, block + 1);
	return blocks;
}

// src/statistics/multinomial.ts
/**
* Draws as many rows as there are in all cells, with replacement, when only their cells matter: one binomial draw a cell
* of what the cells before left, by inversion from the mode outwards. `sizes` are the rows of each cell.
*/
function multinomial(sizes) {
	const order = Uint32Array.from({ length: sizes.length }, (_, cell) => cell).sort((a, b) => sizes[b] - sizes[a]);
	const rows = order.reduce((sum, cell) => sum + sizes[cell], 0);
	const factorials = logFactorials(rows);
	let rest = rows;
	const odds = Array.from(order, (cell) => {
		const share = sizes[cell] / rest;
		rest -= sizes[cell];
		return {
			cell,
			share,
			ratio: share / (1 - share),
			logShare: log(share),
			logRest: log(1 - share)
		};
	});
	return (random, counts) => {
		let left = rows;
		for (const { cell, share, ratio, logShare, logRest } of odds) {
			if (share >= 1 || left === 0) {
				counts[cell] = left;
				left = 0;
				continue;
			}
			const mode = Math.min(left, Math.floor((left + 1) * share));
			const choices = factorials[left] - factorials[mode] - factorials[left - mode];
			const density = exp(choices + mode * logShare + (left - mode) * logRest);
			const drawn = fromMode(uniform(random), {
				mode,
				density,
				left,
				ratio
			});
			counts[cell] = drawn;
			left -= drawn;
		}
	};
}
/** The binomial count at which the probabilities, added up from the mode outwards, pass `share`. */
function fromMode(share, { mode, density, left, ratio }) {
	let rest = share - density;
	if (rest < 0) return mode;
	let [up, above, down, below] = [
		mode,
		density,
		mode,
		density
	];
	while (up < left || down > 0) {
		if (up < left) {
			above *= (left - up) / (up + 1) * ratio;
			up++;
			rest -= above;
			if (rest < 0) return up;
		}
		if (down > 0) {
			below *= down / ((left - down + 1) * ratio);
			down--;
			rest -= below;
			if (rest < 0) return down;
		}
		if (above + below < 1e-18) break;
	}
	return mode;
}
/** ln 0!, ln 1! … ln n!. */
function logFactorials(n) {
	const logs = new Float64Array(n + 1);
	for (let i = 2; i <= n; i++) logs[i] = logs[i - 1] + log(i);
	return logs;
}

// src/statistics/sum-terms.ts
/** Sums of terms for counts of units: four at a time, so that each count is read once for four. */
function sumTerms(terms, counts, sums) {
	let index = 0;
	for (; index + 4 <= terms.length; index += 4) sumFour(terms, index, counts, sums);
	for (; index < terms.length; index++) {
		const term = terms[index];
		let [even, odd] = [0, 0];
		const pairs = counts.length & -2;
		for (let unit = 0; unit < pairs; unit += 2) {
			even += counts[unit] * term[unit];
			odd += counts[unit + 1] * term[unit + 1];
		}
		if (pairs < counts.length) even += counts[pairs] * term[pairs];
		sums[index] = even + odd;
	}
}
function sumFour(terms, index, counts, sums) {
	const [first, second, third, fourth] = [
		terms[index],
		terms[index + 1],
		terms[index + 2],
		terms[index + 3]
	];
	let [a, b, c, d] = [
		0,
		0,
		0,
		0
	];
	for (let unit = 0; unit < counts.length; unit++) {
		const count = counts[unit];
		a += count * first[unit];
		b += count * second[unit];
		c += count * third[unit];
		d += count * fourth[unit];
	}
	sums[index] = a;
	sums[index + 1] = b;
	sums[index + 2] = c;
	sums[index + 3] = d;
}
/** Terms each once, however many asked for the same values, and where each one asked for is among them. */
function uniteTerms(asked) {
	const terms = [];
	const alike = /* @__PURE__ */ new Map();
	return {
		terms,
		places: Int32Array.from(asked, (term) => {
			const key = sketchOf(term);
			const candidates = alike.get(key) ?? [];
			alike.set(key, candidates);
			const found = candidates.find((place) => isSame$2(terms[place], term));
			if (found !== void 0) return found;
			candidates.push(terms.length);
			return terms.push(term) - 1;
		})
	};
}
function sketchOf(term) {
	let sum = 0;
	for (let unit = 0; unit < term.length; unit++) sum += term[unit] * (unit % 13 + 1);
	return `${sum}`;
}
function isSame$2(a, b) {
	if (a === b) return true;
	for (let unit = 0; unit < a.length; unit++) if (a[unit] !== b[unit]) return false;
	return true;
}

// src/statistics/replicate.ts
/** Measures on resamples of units, all on the same ones. Terms that measures share are summed once. */
function replicateMeasures(measures, design, { resamples, state, indices }) {
	const replicates = measures.map(() => new Float64Array(resamples));
	if (measures.length === 0) return replicates;
	const counts = new Int32Array(design.units);
	const summed = sumMeasures(measures);
	const counted = [...measures.entries()].filter(([, { terms }]) => terms === void 0);
	const rowCounts = design.unitOf === void 0 || counted.length === 0 ? counts : new Int32Array(design.rows);
	for (let resample = 0; resample < resamples; resample++) {
		if (indices === void 0) design.draw(state, counts);
		else countIndices(indices, resample, counts);
		summed(counts, (index, value) => {
			replicates[index][resample] = value;
		});
		if (rowCounts !== counts) spread(counts, design.unitOf, rowCounts);
		for (const [index, { at }] of counted) replicates[index][resample] = at(rowCounts);
	}
	return replicates;
}
/** Works out the measures that are functions of sums. */
function sumMeasures(measures) {
	const { terms, places } = uniteTerms(measures.flatMap((measure) => measure.terms ?? []));
	const sums = new Float64Array(terms.length);
	let from = 0;
	const parts = [...measures.entries()].flatMap(([index, measure]) => {
		if (measure.terms === void 0) return [];
		const own = places.subarray(from, from + measure.terms.length);
		from += measure.terms.length;
		return [{
			index,
			own,
			sums: new Float64Array(own.length),
			combine: measure.combine
		}];
	});
	return (counts, set) => {
		sumTerms(terms, counts, sums);
		for (const { index, own, sums: picked, combine } of parts) {
			for (let place = 0; place < own.length; place++) picked[place] = sums[own[place]];
			set(index, combine(picked));
		}
	};
}
function countIndices(indices, resample, counts) {
	counts.fill(0);
	const start = resample * counts.length;
	for (let place = 0; place < counts.length; place++) counts[indices[start + place]]++;
}
function spread(counts, unitOf, rowCounts) {
	for (let row = 0; row < rowCounts.length; row++) rowCounts[row] = counts[unitOf[row]];
}

// src/statistics/bootstrap.ts
/** Row counts of all resamples of a number that has no influence known, where there are many rows. */
const mostWork$1 = 2e8;
/**
* Estimates numbers on the same rows, each with the interval that fits it: BCa from resamples of rows, groups, or blocks
* in time; percentiles of numbers without a smooth influence; none of a greatest error or a binned calibration error.
* Where units fall into few cells that are alike in all that matters (predicted classes), a resample is a draw of how
* often each cell comes: the same distribution, and nothing depends on the order of the rows. Otherwise resamples follow
* the order of the rows: the same rows in another order change the bounds by Monte-Carlo noise alone.
*/
function bootstrapEstimates(requests, options) {
	const rows = requests[0]?.statistic.rows ?? 0;
	const design = designOf(rows, options);
	const estimates = requests.map((request) => withoutResamples(request, design, options));
	const rest = requests.filter((_, index) => estimates[index] === void 0);
	const resampled = rest.length === 0 ? [] : resampleRequests(rest, design, options);
	return estimates.map((estimate) => estimate ?? resampled.shift());
}
/** What needs no resamples: numbers that have no interval, and influences of many units. */
function withoutResamples(request, design, { mostUnits = 5e4, indices }) {
	const of = {
		n: design.units,
		method: "no interval"
	};
	if (intervalOf(request) === "none") return boundless({
		...of,
		value: numberOf(request),
		caution: "no resampling interval holds for it"
	}, request.range);
	if (design.units < 2) return boundless({
		...of,
		value: numberOf(request),
		caution: "too few rows"
	}, request.range);
	if (design.units <= mostUnits || indices !== void 0 || intervalOf(request) === "percentile") return void 0;
	return influenceEstimate(request, design);
}
function resampleRequests(requests, design, options) {
	const { seed, indices, mostUnits = 5e4 } = options;
	const most = design.units > mostUnits ? Math.max(200, Math.round(mostWork$1 / design.rows)) : Infinity;
	const resamples = indices ? Math.floor(indices.length / design.units) : Math.min(options.resamples ?? 9999, most);
	const measures = requests.map((request) => measureOf(request, design));
	const cells = measures.map(({ terms }) => terms === void 0 || indices !== void 0 || design.blockOf !== void 0 ? void 0 : findCells(terms, Math.max(16, Math.floor(design.units / 16))));
	const drawn = replicateMeasures(measures.filter((_, index) => cells[index] === void 0), design, {
		resamples,
		state: randomState(seed, 0),
		indices
	});
	return measures.map((measure, index) => {
		const found = cells[index];
		const replicates = found ? replicateCells(measure, found, {
			resamples,
			state: randomState(seed, 1)
		}) : drawn.shift();
		const deletions = intervalOf(requests[index]) === "bca" ? found ? {
			values: withoutEach(found.terms, measure.combine, found.sizes),
			times: found.sizes
		} : deletionsOf(measure, design) : void 0;
		return resampledEstimate({
			value: measure.value,
			replicates,
			deletions,
			range: requests[index].range
		}, {
			n: design.units,
			words: wordsOf(design, deletions),
			cautions: cautionsOf(design, deletions)
		});
	});
}
function replicateCells({ combine }, { sizes, terms }, { resamples, state }) {
	const random = randomFrom(state);
	const draw = multinomial(sizes);
	const counts = new Int32Array(sizes.length);
	const sums = new Float64Array(terms.length);
	return Float64Array.from({ length: resamples }, () => {
		draw(random, counts);
		for (let index = 0; index < terms.length; index++) {
			const term = terms[index];
			let sum = 0;
			for (let cell = 0; cell < counts.length; cell++) sum += counts[cell] * term[cell];
			sums[index] = sum;
		}
		return combine(sums);
	});
}
function wordsOf({ units, unitOf, blockLength }, deletions) {
	const drawn = blockLength === void 0 ? unitOf && ` of ${formatNumber(units)} groups` : ` of circular blocks of ${formatNumber(blockLength)} rows in time`;
	const left = deletions?.blocks ? `, jackknife of ${deletions.blocks} blocks` : "";
	return `${drawn ?? ""}${left}`;
}
function cautionsOf({ units, unitOf }, deletions) {
	return [unitOf && units < 30 ? "fewer than 30 groups: the interval is likely too narrow" : void 0, deletions && tailCaution(deletions.values, deletions.times)];
}

// src/statistics/group-variance.ts
/**
* The variance of the mean of independent groups, of their shares h of the weights and of their deviations
* h (mean of the group - mean): the sum of the squares of these, divided by what it falls short of where the means of
* the groups are of one variance, with Satterthwaite's degrees of freedom (Bell and McCaffrey, "Bias reduction in
* standard errors for linear regression with multi-stage samples", 2002). For n equal groups that is s²/n and n - 1.
*/
function groupVariance(shares, deviations) {
	let n = 0;
	let sum = 0;
	let [second, third, fourth, fifth] = [
		0,
		0,
		0,
		0
	];
	for (let group = 0; group < shares.length; group++) {
		const share = shares[group];
		const square = share * share;
		if (share > 0) n++;
		sum += deviations[group] * deviations[group];
		second += square;
		third += square * share;
		fourth += square * square;
		fifth += square * square * share;
	}
	const trace = second - 2 * third + second * second;
	const traceOfSquare = fourth * (1 + 4 * second) - 4 * fifth + 2 * third * third - 4 * second * second * third + second ** 4;
	return {
		variance: sum * second / trace,
		df: trace * trace / traceOfSquare,
		n,
		effective: 1 / second
	};
}

// src/statistics/mean.ts
/**
* By simulation: intervals of lognormal values whose nominal 95 % hold in less than about 94 % have a mean more skewed
* than this, and their values are more skewed than 3; those of normal, uniform and exponential ones (2) from 200 rows on
* are not.
*/
const [skewLimit, valueSkew] = [.15, 3];
/**
* The mean of values that are all finite, with Student's t interval. Weights and groups make it a ratio of sums over
* groups (a row by itself is a group of one), whose variance is that of its linearised terms, see `groupVariance`: for
* rows without weights it is the plain t interval, and for equal groups that of their means.
*/
function estimateMean(values, options = {}) {
	const { value, shares, deviations, spread } = linearise(values, options);
	const { variance, df, n, effective } = groupVariance(shares, deviations);
	const standardError = Math.sqrt(variance);
	if (n > 0 && !(n > 1 && standardError > 1e-13 * spread)) return {
		...unvariedEstimate(value, effective, options.range),
		n
	};
	const units = `${n.toLocaleString("en-US")} ${options.groups ? "groups" : "rows"}`;
	return studentEstimate({
		value,
		n,
		standardError,
		df,
		method: `t interval of the ${options.weights ? "weighted " : ""}mean of ${units}`,
		caution: cautionOfTails(Math.max(skewLimit, valueSkew / Math.sqrt(n)), deviations)
	});
}
function linearise(values, { weights, groups }) {
	const origin = values[0] ?? NaN;
	let total = 0;
	let sum = 0;
	let size = groups ? 0 : values.length;
	for (let row = 0; row < values.length; row++) {
		const weight = weights ? weights[row] : 1;
		total += weight;
		sum += weight * (values[row] - origin);
		if (groups && groups[row] >= size) size = groups[row] + 1;
	}
	const shift = sum / total;
	const shares = new Float64Array(size);
	const deviations = new Float64Array(size);
	let spread = 0;
	for (let row = 0; row < values.length; row++) {
		const share = (weights ? weights[row] : 1) / total;
		const deviation = share * (values[row] - origin - shift);
		const group = groups ? groups[row] : row;
		shares[group] += share;
		deviations[group] += deviation;
		spread += Math.abs(deviation);
	}
	return {
		value: origin + shift,
		shares,
		deviations,
		spread
	};
}

// src/statistics/share.ts
/**
* A share that was met `hits` times in `rows`, with Wilson's score interval ("Probable inference, the law of succession,
* and statistical inference", 1927). Without rows the value is NaN and the bounds are 0 and 1.
*/
function estimateShare(hits, rows) {
	const share = hits / rows;
	const score = (x) => (share - x) / Math.sqrt(x * (1 - x) / rows) || 0;
	return {
		...known(hits, rows),
		method: "Wilson's score interval",
		bounds: (alpha) => {
			if (rows === 0 || alpha <= 0) return [0, 1];
			const z = -normalQuantile(alpha);
			return [wilsonBound(share, rows, -z), wilsonBound(share, rows, z)];
		},
		pBelow: (x) => rows === 0 || x <= 0 ? 1 : x > 1 ? 0 : normalCdf(score(x)),
		pAbove: (x) => rows === 0 || x >= 1 ? 1 : x < 0 ? 0 : normalCdf(-score(x))
	};
}
function known(hits, rows) {
	const value = hits / rows;
	return {
		value,
		n: rows,
		standardError: Math.sqrt(value * (1 - value) / rows)
	};
}
/** Where the share lies `z` standard errors of its own from the one that was seen: a root of a quadratic. */
function wilsonBound(share, rows, z) {
	const square = z * z / rows;
	const larger = share + square / 2 + Math.abs(z) * Math.sqrt((share * (1 - share) + square / 4) / rows);
	return z < 0 ? share * share / larger || 0 : Math.min(1, larger / (1 + square));
}

// src/statistics/share-difference.ts
/**
* How much greater the share of the first model is on the same rows, with Tango's score interval ("Equivalence test and
* confidence interval for the difference in proportions for the paired-sample design", 1998): it holds for few
* discordant rows, and is never of zero width. Without rows the value is NaN and the bounds are -1 and 1.
*/
function estimateShareDifference(seen) {
	const { firstOnly, secondOnly, rows } = seen;
	const value = (firstOnly - secondOnly) / rows;
	const swapped = {
		firstOnly: secondOnly,
		secondOnly: firstOnly,
		rows
	};
	return {
		value,
		n: rows,
		standardError: Math.sqrt(((firstOnly + secondOnly) / rows - value * value) / rows),
		method: "Tango's score interval",
		bounds: (alpha) => {
			if (rows === 0) return [-1, 1];
			const z = -normalQuantile(alpha);
			return [-tangoBound(swapped, z), tangoBound(seen, z)];
		},
		pBelow: (x) => rows === 0 || x <= -1 ? 1 : x > 1 ? 0 : normalCdf(tangoScore(seen, x)),
		pAbove: (x) => rows === 0 || x >= 1 ? 1 : x < -1 ? 0 : normalCdf(-tangoScore(seen, x))
	};
}
/** The difference from which the seen one is `z` standard errors down. */
function tangoBound(seen, z) {
	return findRoot((x) => tangoScore(seen, x) + z, -1, 1);
}
/**
* How many standard errors the seen difference is above `x`, each discordance as likely as it can be where the true
* difference is `x` (Tango's equations 7 and 9). It does not rise with x; Infinity at -1 and -Infinity at 1 but where
* the seen difference is that.
*/
function tangoScore({ firstOnly, secondOnly, rows }, x) {
	if (x < 0) return -tangoScore({
		firstOnly: secondOnly,
		secondOnly: firstOnly,
		rows
	}, -x) || 0;
	const linear = (2 * rows - firstOnly + secondOnly) * x - firstOnly - secondOnly;
	const constant = secondOnly * x * (1 - x);
	const root = Math.sqrt(linear * linear + 8 * rows * constant);
	const second = linear > 0 ? 2 * constant / (root + linear) : (root - linear) / (4 * rows);
	return (firstOnly - secondOnly - rows * x) / Math.sqrt(rows * (2 * second + x * (1 - x))) || 0;
}

// src/gate/flawless.ts
/** Draws for few rows, and rows counted in all draws for many. */
const mostDraws = 4999;
const mostWork = 1e8;
/** Of more classes, a wrong row is of the next class alone. */
const mostClasses = 20;
/**
* A metric that no resample changes, because the model is right on every row, or always as wrong: what the rows leave open
* is how it does on rows that are not among them. So one more row of each class is added that is as wrong as can be (of
* numbers, one that is off by the whole range of what was so), and all rows are weighted by Dirichlet draws (the Bayesian
* bootstrap, Rubin 1981): for a share of n rows without a miss it is Laplace's rule, whose bound is the rule of three's.
* `factor` as of a question: undefined for the challenger alone.
*/
function flawlessEstimate(evaluation, metric, { factor, value, seed, range }) {
	const wrong = wrongRows(evaluation, factor !== void 0);
	const extended = extend(evaluation, wrong);
	const own = statisticOf(metric, extended, extended.challenger);
	const theirs = factor === void 0 ? void 0 : statisticOf(metric, extended, extended.champion);
	if (own === void 0 || factor !== void 0 && theirs === void 0) return void 0;
	const draws = Math.max(199, Math.min(mostDraws, Math.floor(mostWork / extended.rows)));
	const random = randomFrom(randomState(seed, 2));
	const counts = new Float64Array(extended.rows);
	const replicates = Float64Array.from({ length: draws }, () => {
		weigh(counts, {
			random,
			wrong,
			rows: evaluation.rows,
			groups: evaluation.groups
		});
		return own.at(counts) - (theirs ? factor * theirs.at(counts) : 0);
	}).filter(Number.isFinite);
	if (replicates.length < draws / 2) return void 0;
	const interval = bcaInterval({
		value,
		replicates,
		range
	});
	return {
		value,
		n: evaluation.rows,
		standardError: standardDeviation(replicates),
		method: `one row more of each kind as wrong as can be, ${draws.toLocaleString("en-US")} Bayesian bootstrap draws`,
		bounds(alpha) {
			const [lower, upper] = interval.bounds(alpha);
			return [Math.min(value, lower), Math.max(value, upper)];
		},
		pBelow: (x) => x <= value ? 1 : interval.pBelow(x),
		pAbove: (x) => x >= value ? 1 : interval.pAbove(x)
	};
}
function wrongRows({ task, classes, actual }, isPaired) {
	if (task === "regression") {
		let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		let sum = 0;
		for (const value of actual) {
			low = Math.min(low, value);
			high = Math.max(high, value);
			sum += value;
		}
		const [right, off] = [sum / actual.length, sum / actual.length + high - low];
		const row = {
			kind: 0,
			actual: right,
			challenger: off,
			champion: right
		};
		return isPaired ? [row, {
			kind: 1,
			actual: right,
			challenger: right,
			champion: off
		}] : [row];
	}
	const isAll = classes.length <= mostClasses;
	return classes.flatMap((_, own) => classes.flatMap((__, other) => {
		if (other === own || !isAll && other !== (own + 1) % classes.length) return [];
		const row = {
			kind: 2 * own,
			actual: own,
			challenger: other,
			champion: own
		};
		return isPaired ? [row, {
			kind: 2 * own + 1,
			actual: own,
			challenger: own,
			champion: other
		}] : [row];
	}));
}
function extend(evaluation, wrong) {
	const { weights, classes, challenger, champion } = evaluation;
	const meanWeight = weights && weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
	const outcome = ({ predicted, scores }, said) => ({
		predicted: joined(predicted, wrong.map(said)),
		scores: scores && joined(scores, wrong.flatMap((row) => classes.map((_, code) => Number(code === said(row))))),
		numbers: /* @__PURE__ */ new Map()
	});
	return {
		...evaluation,
		rows: evaluation.rows + wrong.length,
		actual: joined(evaluation.actual, wrong.map((row) => row.actual)),
		weights: weights && joined(weights, wrong.map(() => meanWeight)),
		groups: void 0,
		time: void 0,
		challenger: outcome(challenger, (row) => row.challenger),
		champion: champion && outcome(champion, (row) => row.champion)
	};
}
function joined(values, more) {
	const all = new values.constructor(values.length + more.length);
	all.set(values);
	all.set(more, values.length);
	return all;
}
/** Fills the weights of one draw: exponential ones of each row or group, and of one row of each kind. */
function weigh(counts, of) {
	const { random, wrong, rows, groups } = of;
	const exponential = () => -log(1 - uniform(random));
	const byGroup = /* @__PURE__ */ new Map();
	for (let row = 0; row < rows; row++) {
		const group = groups?.[row];
		const weight = (group === void 0 ? void 0 : byGroup.get(group)) ?? exponential();
		if (group !== void 0) byGroup.set(group, weight);
		counts[row] = weight;
	}
	const kinds = /* @__PURE__ */ new Map();
	for (const [index, { kind }] of wrong.entries()) kinds.set(kind, [...kinds.get(kind) ?? [], index]);
	counts.fill(0, rows);
	for (const members of kinds.values()) counts[rows + members[random.below(members.length)]] = exponential();
}

// src/gate/seed-of.ts
/** The seed of what is drawn: from what is judged, so that judging it again gives the same. */
function seedOf({ actual, challenger, champion }) {
	const hash = createHash("sha256");
	for (const values of [
		actual,
		challenger.predicted,
		challenger.scores,
		champion?.predicted,
		champion?.scores
	]) if (values !== void 0) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
	return hash.digest().readUInt32LE();
}

// src/gate/estimate-metrics.ts
/** The level at which it is asked whether an interval says anything. */
const alpha = .025;
/** Rows from which on a mean of losses is about normal. */
const normalRows = 100;
/**
* Metrics with their intervals, and their differences on the same rows; undefined for those that the predictions do not
* have. Wilson's and Tango's score intervals for shares of rows, DeLong's for ROC AUC, Student's t for means over many
* rows or over groups; all others, and all of rows in time, by the bootstrap (`bootstrapEstimates`), on one set of resamples.
*/
function estimateMetrics(evaluation, asked) {
	const questions = [...new Set(asked.map(({ metric }) => metric))].flatMap((metric) => readPair(evaluation, metric) ?? []).flatMap((pair) => {
		const factors = asked.flatMap(({ metric, factors: of }) => metric === pair.metric ? of : []);
		return [void 0, ...pair.theirs ? /* @__PURE__ */ new Set([1, ...factors]) : []].map((factor) => ({
			pair,
			factor
		}));
	});
	const answers = answer(evaluation, questions);
	return asked.map(({ metric }) => {
		const of = questions.flatMap(({ pair, factor }, index) => pair.metric === metric ? [{
			factor,
			theirs: pair.theirs,
			found: answers[index]
		}] : []);
		if (of.length === 0) return void 0;
		const contrasts = new Map(of.flatMap(({ factor, found }) => factor === void 0 ? [] : [[factor, found]]));
		return {
			challenger: of[0].found,
			champion: of[0].theirs?.at(),
			difference: contrasts.get(1),
			contrasts
		};
	});
}
function readPair(evaluation, metric) {
	const { challenger, champion } = evaluation;
	const own = statisticOf(metric, evaluation, challenger);
	return own && {
		metric,
		own,
		theirs: champion && statisticOf(metric, evaluation, champion)
	};
}
function answer(evaluation, questions) {
	const known = questions.map(({ pair, factor }) => {
		const value = pair.own.at() - (factor === void 0 ? 0 : factor * pair.theirs.at());
		if (pair.own.interval === "none" || Number.isNaN(value)) return value;
		return closedForm(evaluation, pair.metric, factor);
	});
	const open = questions.filter((_, index) => known[index] === void 0);
	const found = open.length === 0 ? [] : resample(evaluation, open);
	return questions.map((question, index) => {
		const estimate = known[index] ?? found.shift();
		if (typeof estimate === "number" || !isOpen(estimate, question)) return estimate;
		const { pair, factor } = question;
		const range = rangeOf(pair.metric, factor);
		const of = {
			factor,
			value: estimate.value,
			seed: seedOf(evaluation),
			range
		};
		return flawlessEstimate(evaluation, pair.metric, of) ?? estimate;
	});
}
/** Whether the bounds say nothing of a value that is there. */
function isOpen({ value, bounds }, { pair, factor }) {
	const [lower, upper] = bounds(alpha);
	const [low, high] = rangeOf(pair.metric, factor);
	return Number.isFinite(value) && lower <= low && upper >= high;
}
function resample(evaluation, open) {
	const { groups, time } = evaluation;
	const requests = open.map(({ pair, factor }) => {
		const shared = {
			statistic: pair.own,
			range: rangeOf(pair.metric, factor)
		};
		return factor === void 0 ? shared : {
			...shared,
			minus: pair.theirs,
			factor
		};
	});
	return bootstrapEstimates(requests, {
		groups,
		time,
		seed: seedOf(evaluation)
	});
}
/** The least and the greatest value of a metric, or of one less so many times another. */
function rangeOf(metric, factor) {
	const [low, high] = findMetric(metric)?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
	return factor === void 0 ? [low, high] : [low - factor * high, high - factor * low];
}
function closedForm(evaluation, metric, factor) {
	if (evaluation.time !== void 0 && evaluation.groups === void 0) return void 0;
	if (metric === "roc_auc" || metric === "gini") return ofAreas(evaluation, metric, factor);
	return ofShares(evaluation, metric, factor) ?? ofMeans(evaluation, metric, factor);
}
/** Shares of rows, each as good as another: accuracy of all, recall of the positive ones. */
function ofShares(evaluation, metric, factor) {
	const { actual, positive, rows, challenger, champion, classes } = evaluation;
	if (evaluation.weights || evaluation.groups || classes.length === 0) return void 0;
	if (metric !== "accuracy" && !(metric === "recall" && positive !== void 0)) return void 0;
	if (factor !== void 0 && factor !== 1) return void 0;
	let [counted, own, other] = [
		0,
		0,
		0
	];
	let hits = 0;
	for (let row = 0; row < rows; row++) {
		if (metric === "recall" && actual[row] !== positive) continue;
		counted++;
		const isHit = challenger.predicted[row] === actual[row];
		hits += Number(isHit);
		if (factor === void 0) continue;
		if (isHit !== (champion.predicted[row] === actual[row])) isHit ? own++ : other++;
	}
	return factor === void 0 ? estimateShare(hits, counted) : estimateShareDifference({
		firstOnly: own,
		secondOnly: other,
		rows: counted
	});
}
/** The mean of one loss a row. */
function ofMeans(evaluation, metric, factor) {
	const { weights, groups, rows, challenger, champion } = evaluation;
	if (groups === void 0 && rows < normalRows) return void 0;
	const own = lossOf(metric, evaluation, challenger);
	const other = factor === void 0 ? void 0 : lossOf(metric, evaluation, champion);
	if (own === void 0 || factor !== void 0 && other === void 0) return void 0;
	const values = other === void 0 ? own : own.map((loss, row) => loss - factor * other[row]);
	const [low, high] = rangeOf(metric, factor);
	return estimateMean(values, {
		weights,
		groups,
		range: Number.isFinite(low) && Number.isFinite(high) ? [low, high] : void 0
	});
}
/** ROC AUC of two classes, and Gini, which is twice as far from a half. */
function ofAreas(evaluation, metric, factor) {
	const { actual, classes, weights, groups, challenger, champion } = evaluation;
	const code = evaluation.positive ?? 1;
	if (classes.length !== 2 || challenger.scores === void 0) return void 0;
	if (factor !== void 0 && (factor !== 1 || champion?.scores === void 0)) return void 0;
	const positive = Uint8Array.from(actual, (each) => Number(each === code));
	const scoresOf = ({ scores }) => Float64Array.from(actual, (_, row) => scores[2 * row + code]);
	const rows = {
		positive,
		weights,
		groups
	};
	const first = scoresOf(challenger);
	const area = factor === void 0 ? estimateAuc({
		...rows,
		scores: first
	}) : estimateAucDifference({
		...rows,
		first,
		second: scoresOf(champion)
	});
	if (metric === "roc_auc") return area;
	return transformEstimate(area, {
		scale: 2,
		offset: factor === void 0 ? -1 : 0
	});
}

// src/gate/measure.ts
/** Metrics that compare with the mean of the rows at hand: within a slice they say something else. */
const ofOwnMean = /* @__PURE__ */ new Set([
	"r2",
	"explained_variance",
	"d2_absolute_error_score",
	"d2_log_loss_score",
	"d2_brier_score"
]);
/** Measures each claim, on all rows or on the slices that its rule asks for, and beside comparisons their slices. */
function measure(claims, measurable) {
	const slicer = rememberSlices(measurable);
	const parts = claims.flatMap((claim) => partsOf(claim, measurable, slicer));
	const byEvaluation = /* @__PURE__ */ new Map();
	for (const part of parts) if (part.evaluation !== void 0) byEvaluation.set(part.evaluation, [...byEvaluation.get(part.evaluation) ?? [], part]);
	const estimates = /* @__PURE__ */ new Map();
	for (const [evaluation, of] of byEvaluation) {
		const asked = of.map(({ claim }) => ({
			metric: claim.metric,
			factors: factorsOf(claim)
		}));
		for (const [index, found] of estimateMetrics(evaluation, asked).entries()) estimates.set(of[index], found);
	}
	return parts.flatMap((part) => measurePart(part, estimates.get(part), measurable));
}
function partsOf(claim, measurable, slicesOf) {
	const { own, references, guarded, extra } = measurable;
	if (claim.against === void 0 && extra.has(extraName(claim))) return [{
		claim,
		evaluation: void 0,
		isGuard: false
	}];
	const of = claim.against === void 0 ? own : references[claim.against];
	const part = (found, isGuard) => found.evaluation === void 0 ? [] : [{
		claim,
		evaluation: found.evaluation,
		slice: found,
		isGuard
	}];
	const { by } = claim.rule;
	if (by !== void 0) {
		const parts = slicesOf(of, by).flatMap((each) => part(each, false));
		return parts.length > 0 ? parts : [{
			claim,
			evaluation: void 0,
			isGuard: false
		}];
	}
	const guards = claim.condition === "no_worse_than" && !ofOwnMean.has(claim.metric) ? guarded.flatMap((column) => slicesOf(of, column)) : [];
	return [{
		claim,
		evaluation: of.evaluation,
		isGuard: false
	}, ...guards.flatMap((each) => part(each, true))];
}
/** The slices of a column, made once however many claims ask for them. */
function rememberSlices({ minRows }) {
	const made = /* @__PURE__ */ new Map();
	const make = ({ evaluation, slices }, column) => {
		if (evaluation === void 0) return [];
		if (column === "class" && evaluation.classes.length > 0) return sliceByClass(evaluation, minRows);
		const codes = slices?.find(({ name }) => name === column);
		return codes === void 0 ? [] : sliceBy(evaluation, codes, minRows);
	};
	return (of, column) => {
		const known = made.get(of) ?? /* @__PURE__ */ new Map();
		made.set(of, known);
		const found = known.get(column) ?? make(of, column);
		known.set(column, found);
		return found;
	};
}
/** Metrics of how slices differ are known by their column too. */
function extraName({ metric, rule }) {
	return rule.by === void 0 ? metric : `${metric} by ${rule.by}`;
}
/** Of a margin that is a share: what the reference's value is multiplied by. */
function factorsOf({ margin, condition, against }) {
	if (against === void 0 || !margin.isShare) return [];
	return [condition === "no_worse_than" ? 1 + margin.value : 1 - margin.value];
}
function measurePart(part, found, measurable) {
	const { claim, slice, isGuard, evaluation } = part;
	const extra = claim.against === void 0 ? measurable.extra.get(extraName(claim)) : void 0;
	if (extra !== void 0) return [{
		claim,
		actual: extra,
		lead: pointed(claim, boundLead(claim, extra))
	}];
	if (found === void 0 || evaluation === void 0) return isGuard ? [] : [measureNumbers(claim, measurable)];
	const shared = {
		claim,
		slice,
		isGuard,
		actual: found.challenger
	};
	const value = typeof found.challenger === "number" ? found.challenger : found.challenger.value;
	if (slice !== void 0 && Number.isNaN(value)) return isGuard ? [] : [{
		...shared,
		actual: 0,
		lead: void 0,
		missing: "its rows leave it undefined"
	}];
	if (claim.against === void 0) return [{
		...shared,
		lead: pointed(claim, boundLead(claim, found.challenger))
	}];
	const { champion, difference } = found;
	return [{
		...shared,
		reference: champion,
		difference: typeof difference === "object" ? difference : void 0,
		lead: pointed(claim, comparedLead(claim, found)),
		isUnchanged: evaluation.champion && saysTheSame(evaluation.challenger, evaluation.champion),
		missing: `the ${claim.against} has no ${claim.metric} on these rows`
	}];
}
function boundLead(claim, actual) {
	const bound = claim.rule[claim.condition];
	return typeof actual === "number" ? claim.sign * (actual - bound) : transformEstimate(actual, {
		scale: claim.sign,
		offset: -claim.sign * bound
	});
}
function comparedLead(claim, found) {
	const { sign, margin, isStrict } = claim;
	const [factor] = factorsOf(claim);
	const contrast = factor === void 0 ? found.difference : found.contrasts.get(factor);
	if (contrast === void 0) return void 0;
	const offset = margin.isShare ? 0 : isStrict ? -margin.value : margin.value;
	return typeof contrast === "number" ? sign * contrast + offset : transformEstimate(contrast, {
		scale: sign,
		offset
	});
}
/** `on: point` judges the number alone. */
function pointed(claim, lead) {
	return claim.rule.on === "point" && typeof lead === "object" ? lead.value : lead;
}
/** By numbers alone, where there are no rows. */
function measureNumbers(claim, { metrics, references }) {
	const actual = metrics.values.get(nameIn(metrics, claim.rule.metric));
	const { sign, margin, against, condition, isStrict } = claim;
	if (claim.rule.by !== void 0) return {
		claim,
		actual: actual ?? 0,
		lead: void 0,
		missing: `there are no rows to slice by "${claim.rule.by}"`
	};
	if (actual === void 0 || Number.isNaN(actual)) return {
		claim,
		actual,
		lead: void 0
	};
	if (against === void 0) return {
		claim,
		actual,
		lead: sign * (actual - claim.rule[condition])
	};
	const of = references[against];
	const reference = of.metrics?.values.get(nameIn(of.metrics, claim.rule.metric));
	if (reference === void 0 || Number.isNaN(reference)) return {
		claim,
		actual,
		lead: void 0,
		missing: missingOf(against, claim.metric, of)
	};
	const allowance = margin.isShare ? margin.value * Math.abs(reference) : margin.value;
	return {
		claim,
		actual,
		reference,
		lead: sign * (actual - (reference + sign * (isStrict ? allowance : -allowance)))
	};
}
function missingOf(against, metric, { metrics, missing }) {
	if (metrics !== void 0) return `the ${against}'s metrics have no "${metric}"`;
	if (missing !== void 0) return missing;
	if (against === "dummy") return "the metrics file does not say what a dummy model reaches";
	return against === "anchor" ? "no anchor is named" : "there is no baseline to compare with yet";
}

// src/gate/render-gate.ts
/** Fail when a claim fails; inconclusive when one is not decided or there is none. */
function verdictOf(judgements) {
	if (judgements.some(({ verdict }) => verdict === "fail")) return "fail";
	return judgements.length === 0 || judgements.some(({ verdict }) => verdict !== "pass" && verdict !== "waived") ? "inconclusive" : "pass";
}
/** The gate's report: the verdict first, then what each rule asked and got, then every metric. */
function reportGate(gate) {
	const { judgements, metrics, baseline } = gate;
	const verdict = verdictOf(judgements);
	return {
		schema: "mlops/report@1",
		action: "quality-gate",
		title: gate.title,
		verdict,
		...verdict === "inconclusive" && gate.failsUndecided && { fails: true },
		headline: headlineOf(judgements),
		facts: factsOf(judgements, baseline),
		sections: [
			{
				title: "Quality gate",
				rank: 1,
				tables: [rulesTable(judgements)],
				findings: findingsOf(gate)
			},
			...guardSections(judgements),
			...gate.sections,
			...methodSections(judgements),
			...baseline || !metrics.dummy ? [{
				title: "All metrics",
				rank: 4,
				folded: true,
				tables: [metricsTable(metrics, baseline)]
			}] : []
		]
	};
}
/** The judgement's name with its slice: `accuracy ≥ 0.8, island = Dream`. */
function fullName({ claim, slice }) {
	return slice === void 0 ? nameOf(claim) : `${nameOf(claim)}, ${slice.column} = ${slice.value}`;
}
/** What a waiver may call a judgement. */
function waivableOf({ claim, slice }) {
	const { rule, metric } = claim;
	return {
		names: [
			nameOf(claim),
			metric,
			rule.metric
		],
		...slice && { slice: `${slice.column}=${slice.value}` }
	};
}
function headlineOf(judgements) {
	const failed = judgements.filter(({ verdict }) => verdict === "fail");
	const open = judgements.filter(({ verdict }) => verdict === "inconclusive" || verdict === "unjudged");
	const total = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail").length;
	if (failed.length > 0) {
		const names = failed.slice(0, 3).map(fullName);
		const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : "";
		return `${failed.length} of ${total} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names.join("; ")}${more}`;
	}
	if (judgements.length === 0) return "there was nothing to judge";
	const [first] = open;
	if (first) {
		const word = open.every(({ verdict }) => verdict === "unjudged") ? "judged" : "decided";
		const rows = Math.max(...open.map(({ rowsNeeded = 0 }) => rowsNeeded));
		return `${open.length} of ${total} gate rules could not be ${word}: ${first.reason}${rows > 0 ? `; about ${formatNumber(roundUp(rows))} test rows would` : ""}`;
	}
	const waived = judgements.filter(({ verdict }) => verdict === "waived").length;
	if (waived > 0) return `the gate holds but for ${counted(waived, "waived rule")}`;
	return total === 1 ? "the gate holds" : "every gate holds";
}
/** The metrics that rules name, in their order, with the interval, and the difference from the baseline. */
function factsOf(judgements, baseline) {
	const facts = /* @__PURE__ */ new Map();
	const whole = judgements.filter(({ slice, actual }) => slice === void 0 && actual !== void 0);
	const ranked = [...whole].sort((a, b) => Number(b.claim.against === "baseline") - Number(a.claim.against === "baseline"));
	for (const name of new Set(whole.map(({ claim }) => claim.metric))) {
		const each = ranked.find(({ claim }) => claim.metric === name);
		const value = pointOf$1(each.actual);
		const note = noteOf(each, baseline?.values.get(name));
		facts.set(name, {
			label: findMetric(name)?.label ?? name,
			value: formatMetric(name, value),
			...note !== void 0 && { note }
		});
	}
	return [...facts.values()].slice(0, 4);
}
function noteOf({ claim, actual, difference }, before) {
	const { metric, against } = claim;
	const value = pointOf$1(actual);
	if (difference && against === "baseline") return `${formatChange(metric, difference.value)} from the baseline, 95 % CI ${formatInterval(metric, difference.bounds(alpha$1), { isChange: true })}`;
	const interval = typeof actual === "object" ? `95 % CI ${formatInterval(metric, actual.bounds(alpha$1))}` : void 0;
	if (before === void 0 || Number.isNaN(before)) return interval;
	const change = `${formatChange(metric, value - before)} from the baseline`;
	return interval === void 0 ? change : `${change}, ${interval}`;
}
function rulesTable(judgements) {
	const shown = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail");
	const compares = shown.some(({ claim }) => claim.against !== void 0);
	const rows = shown.map((each) => {
		const { claim, slice, actual, reference, difference } = each;
		const label = findMetric(claim.metric)?.label ?? claim.metric;
		return [
			slice === void 0 ? label : `${label}, ${slice.column} = ${slice.value}`,
			claim.required,
			measuredCell(claim.metric, each.missing && each.lead === void 0 && slice ? void 0 : actual),
			...compares ? [reference === void 0 ? null : formatMetric(claim.metric, reference), difference === void 0 ? changeCell(each) : `${formatChange(claim.metric, difference.value)} (${formatInterval(claim.metric, difference.bounds(alpha$1), { isChange: true })})`] : [],
			verdictText(each)
		];
	});
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Required" },
			{
				label: "This commit (95 % CI)",
				align: "right"
			},
			...compares ? [{
				label: "Compared with",
				align: "right"
			}, {
				label: "Difference (95 % CI)",
				align: "right"
			}] : [],
			{ label: "Verdict" }
		],
		rows
	};
}
function changeCell({ claim, actual, reference }) {
	const value = pointOf$1(actual);
	return value === void 0 || reference === void 0 ? null : formatChange(claim.metric, value - reference);
}
function measuredCell(name, measured) {
	if (measured === void 0) return null;
	if (typeof measured === "number") return formatMetric(name, measured);
	return `${formatMetric(name, measured.value)} (${formatInterval(name, measured.bounds(alpha$1))})`;
}
function metricsTable(metrics, baseline) {
	const show = (name, value) => value === void 0 ? null : formatMetric(name, value);
	const rows = [...metrics.values].map(([name, value]) => [
		findMetric(name)?.label ?? name,
		metrics.aliases.get(name) ?? name,
		show(name, value),
		...baseline ? [show(name, baseline.values.get(name))] : [],
		...metrics.dummy ? [show(name, metrics.dummy.get(name))] : []
	]);
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Name" },
			{
				label: "This commit",
				align: "right"
			},
			...baseline ? [{
				label: "Baseline",
				align: "right"
			}] : [],
			...metrics.dummy ? [{
				label: "Dummy",
				align: "right"
			}] : []
		],
		rows
	};
}
/** Slices shown beside the baseline. */
const mostGuards = 20;
/** The slices that no comparison may be worse on, the worst first. */
function guardSections(judgements) {
	const guards = judgements.filter(({ isGuard }) => isGuard);
	if (guards.length === 0) return [];
	const rows = [...guards].sort((a, b) => (a.p ?? 1) - (b.p ?? 1) || pointOf$1(a.lead) - pointOf$1(b.lead)).slice(0, mostGuards).map(({ claim, slice, actual, reference, difference, p }) => [
		`${slice.column} = ${slice.value}`,
		difference?.n ?? null,
		findMetric(claim.metric)?.label ?? claim.metric,
		formatMetric(claim.metric, pointOf$1(actual)),
		formatMetric(claim.metric, reference),
		difference ? `${formatChange(claim.metric, difference.value)} (${formatInterval(claim.metric, difference.bounds(alpha$1), { isChange: true })})` : null,
		p === void 0 ? null : formatP(p)
	]);
	const failed = guards.some(({ verdict }) => verdict === "fail");
	return [{
		title: "Slices beside the baseline",
		rank: failed ? 2 : 3,
		folded: !failed,
		text: ["A slice fails the gate only where it is shown to be worse by more than the rule's margin, with p corrected for all rules and slices (Holm) at most 0.025."],
		tables: [{
			columns: [
				{ label: "Slice" },
				{
					label: "Rows",
					align: "right"
				},
				{ label: "Metric" },
				{
					label: "This commit",
					align: "right"
				},
				{
					label: "Compared with",
					align: "right"
				},
				{
					label: "Difference (95 % CI)",
					align: "right"
				},
				{
					label: "p of harm",
					align: "right"
				}
			],
			rows,
			...guards.length > rows.length && { total: guards.length }
		}]
	}];
}
/** Of each claim that was judged by an interval: how many rows, which method, which p. */
function methodSections(judgements) {
	const tested = judgements.filter((each) => typeof each.lead === "object" && !each.isGuard);
	if (tested.length === 0) return [];
	const rows = tested.map(({ claim, slice, lead, p, isUnchanged }) => [
		fullName({
			claim,
			slice
		}),
		lead.n,
		isUnchanged ? "the predictions are the same" : lead.method,
		p === void 0 ? null : formatP(p)
	]);
	return [{
		title: "How this was judged",
		rank: 7,
		folded: true,
		text: [
			"A rule holds where its whole 95 % interval does. It fails where the opposite is shown, with p corrected for all rules and slices (Holm) at most 0.025. Between them it is not decided.",
			...[...new Set(tested.flatMap(({ lead }) => lead.caution ?? []))],
			"The verdict is about this model on rows like these: not about the same training with another seed, nor about data to come."
		],
		tables: [{
			columns: [
				{ label: "Rule" },
				{
					label: "Rows",
					align: "right"
				},
				{ label: "Interval" },
				{
					label: "p of failing",
					align: "right"
				}
			],
			rows
		}]
	}];
}
function formatP(p) {
	return p < 1e-4 ? "< 0.0001" : formatNumber(Number(p.toPrecision(2)), { digits: 2 });
}
function findingsOf(gate) {
	return [...gate.judgements.filter(({ verdict }) => verdict !== "pass").map((each) => findingOf$1(each, gate)), ...gate.notes];
}
function findingOf$1(each, { placeOf, baseline, noBaseline, failsUndecided }) {
	const { file, line, column } = placeOf(each);
	const { claim, verdict, reason } = each;
	const actual = pointOf$1(each.actual);
	const missing = verdict === "unjudged" && claim.against === "baseline" && !baseline ? noBaseline : void 0;
	const hint = missing?.hint ?? hintOf(each);
	return {
		severity: verdict === "fail" || verdict === "inconclusive" && failsUndecided === true ? "error" : "warning",
		rule: fullName(each),
		message: {
			fail: `${sliceWords(each)}${reason}${actual === void 0 || Number.isNaN(actual) || each.isUnchanged ? "" : `: it is ${measuredCell(claim.metric, each.actual)}`}`,
			inconclusive: `"${fullName(each)}" is not decided: ${reason}, which is ${measuredCell(claim.metric, each.actual)}`,
			unjudged: `"${fullName(each)}" could not be judged: ${reason}${missing ? `: ${missing.why}` : ""}`,
			waived: `"${fullName(each)}" fails, which ${each.waiver?.by} lets it until ${each.waiver?.until}: ${each.waiver?.reason}`,
			pass: ""
		}[verdict],
		...hint !== void 0 && { hint },
		...file !== void 0 && { file },
		...line !== void 0 && { line },
		...column !== void 0 && { column }
	};
}
function sliceWords({ slice }) {
	return slice === void 0 ? "" : `where ${slice.column} is ${slice.value}, `;
}
/** What helps where a rule could not be judged by its numbers. */
function hintOf({ actual, verdict, claim, rowsNeeded }) {
	const value = pointOf$1(actual);
	if (value !== void 0 && Number.isNaN(value)) return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
	if (verdict === "inconclusive") {
		if (rowsNeeded !== void 0) return `About ${formatNumber(roundUp(rowsNeeded))} test rows would tell with a chance of 80 %`;
		return claim.condition === "no_worse_than" && claim.margin.value === 0 ? "Give the rule a margin: without one, no number of rows shows that equal models are equal" : "More test rows, a wider margin, or on: point for a bound that need not be shown";
	}
	if (verdict !== "unjudged") return void 0;
	return claim.against === "baseline" || claim.against === "anchor" ? `Give the metrics of the model to compare with as gate.${claim.against} or, of the baseline, the input baseline` : "Judge the metrics of a model that train made, which say what a dummy model reaches";
}
/** Rows with two significant digits. */
function roundUp(rows) {
	const place = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
	return Math.ceil(rows / place) * place;
}
function verdictText({ verdict }) {
	return {
		pass: "✅ holds",
		fail: "❌ fails",
		inconclusive: "❔ not decided",
		unjudged: "⚪ not judged",
		waived: "🩹 waived"
	}[verdict];
}

// src/gate/waivers.ts
/**
* Takes the failures out that a waiver of today is for. A waiver without a slice is for the rule with all of its slices,
* and one that has expired is for nothing. `today` is a date such as 2026-01-31, in UTC.
*/
function applyWaivers(failures, waivers, { today, placeOf = () => ({}) }) {
	const isFor = (waiver, { names, slice }) => names.some((name) => isSameRule(name, waiver.rule)) && (waiver.slice === void 0 || waiver.slice === slice);
	const findings = waivers.flatMap((waiver, index) => {
		const count = failures.filter((failure) => isFor(waiver, failure)).length;
		const isOver = waiver.until < today;
		if (!isOver && count > 0) return [];
		const { file, line, column } = placeOf(index);
		return [{
			severity: "warning",
			rule: "waivers",
			message: isOver ? `The waiver of ${shown(waiver)} ended on ${waiver.until}` : `The waiver of ${shown(waiver)} until ${waiver.until} is not needed: nothing of it fails`,
			hint: isOver && count > 0 ? "Mend the model, or ask for another waiver" : "Remove it from gate.waivers",
			...file !== void 0 && { file },
			...line !== void 0 && { line },
			...column !== void 0 && { column }
		}];
	});
	const left = [];
	const waived = [];
	for (const failure of failures) {
		const waiver = waivers.find((each) => each.until >= today && isFor(each, failure));
		if (waiver === void 0) left.push(failure);
		else waived.push({
			failure,
			waiver
		});
	}
	return {
		failures: left,
		waived,
		findings
	};
}
/** Refuses, at its place, a waiver of a rule that is not there. Without rules those count that the gate then asks. */
function checkWaivers(waivers, rules, placeOf) {
	const known = rules.length > 0 ? rules.flatMap(({ name, metric }) => name === void 0 ? [metric] : [name, metric]) : [
		"rmse",
		"roc_auc",
		"balanced_accuracy"
	];
	for (const [index, { rule }] of waivers.entries()) {
		if (known.some((name) => isSameRule(name, rule))) continue;
		throw new UserError(`Cannot waive "${rule}": there is no such rule${didYouMean(rule, known)}`, {
			...placeOf([
				"gate",
				"waivers",
				index,
				"rule"
			]),
			hint: `Name a rule of gate.rules by its name or its metric: ${[...new Set(known)].slice(0, 10).join(", ")}`
		});
	}
}
/** Metrics may be called by any of their names. */
function isSameRule(name, asked) {
	if (name === asked) return true;
	return findMetric(asked) !== void 0 && canonicalName(name) === canonicalName(asked);
}
function shown({ rule, slice, by }) {
	return `"${rule}"${slice === void 0 ? "" : ` in the slice ${slice}`} by ${by}`;
}

// src/gate/dummy-outcome.ts
/** What a model that ignores the columns says of the rows: a number, or the same probabilities of every row. */
function dummyOutcome({ task, rows, classes }, outputs) {
	if (outputs === void 0) return void 0;
	const numbers = /* @__PURE__ */ new Map();
	if (task === "regression") return outputs.length === 1 ? {
		predicted: new Float64Array(rows).fill(outputs[0]),
		scores: void 0,
		numbers
	} : void 0;
	if (outputs.length !== classes.length) return void 0;
	const scores = new Float64Array(rows * classes.length);
	for (let row = 0; row < rows; row++) scores.set(outputs, row * classes.length);
	const code = outputs.indexOf(Math.max(...outputs));
	return {
		predicted: new Int32Array(rows).fill(code),
		scores,
		numbers
	};
}

// src/gate/slice-table.ts
/** Slices that are shown of a column. */
const mostShown = 50;
/** Metrics of each slice. */
const mostMetrics = 4;
/** The different values of a column and which row has which; `(missing)` for empty cells. */
function sliceColumn(column) {
	const { name } = column;
	const values = [];
	const known = /* @__PURE__ */ new Map();
	const count = column.kind === "text" ? column.codes.length : column.values.length;
	return {
		name,
		values,
		codes: Int32Array.from({ length: count }, (_, row) => {
			const label = labelAt(column, row);
			const code = known.get(label) ?? values.length;
			if (code === values.length) values.push(label);
			known.set(label, code);
			return code;
		})
	};
}
/**
* Metrics with their 95 % intervals for each value of a column, the worst slices first. Slices of fewer than `minRows` rows are listed
* without metrics. R² is left out: within a slice it compares with the slice's own mean.
*/
function sliceTable(evaluation, column, { minRows, asked }) {
	const usual = evaluation.classes.length > 0 ? ["accuracy", "f1_macro"] : ["rmse", "mae"];
	const names = [.../* @__PURE__ */ new Set([...asked.filter((name) => !ofOwnMean.has(name)), ...usual])].slice(0, mostMetrics);
	const slices = sliceBy({
		...evaluation,
		champion: void 0
	}, column, minRows).map((slice) => ({
		...slice,
		estimates: slice.evaluation && estimateMetrics(slice.evaluation, names.map((metric) => ({
			metric,
			factors: []
		})))
	}));
	const sign = findMetric(names[0])?.direction === "minimize" ? -1 : 1;
	const worst = (estimates) => {
		const value = estimates?.[0] && pointOf(estimates[0]);
		return value === void 0 || Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
	};
	const ordered = slices.toSorted((a, b) => worst(a.estimates) - worst(b.estimates) || b.rows - a.rows);
	const rows = ordered.slice(0, mostShown).map((slice) => [
		slice.value,
		slice.rows,
		...names.map((name, index) => cellOf(name, slice.estimates?.[index]))
	]);
	return {
		title: column.name,
		columns: [
			{ label: column.name },
			{
				label: "Test rows",
				align: "right"
			},
			...names.map((name) => ({
				label: `${name} (95 % CI)`,
				align: "right"
			}))
		],
		rows,
		...ordered.length > rows.length && { total: ordered.length }
	};
}
function cellOf(name, estimates) {
	if (estimates === void 0) return null;
	const { challenger } = estimates;
	if (typeof challenger === "number") return formatMetric(name, challenger);
	return `${formatMetric(name, challenger.value)} (${formatInterval(name, challenger.bounds(alpha$1))})`;
}
function pointOf({ challenger }) {
	return typeof challenger === "number" ? challenger : challenger.value;
}
function labelAt(column, row) {
	if (column.kind === "text") return column.codes[row] < 0 ? "(missing)" : column.dictionary[column.codes[row]];
	const value = column.values[row];
	if (Number.isNaN(value)) return "(missing)";
	return column.type === "boolean" ? String(value === 1) : String(value);
}

// src/actions/champion-at-path.ts
/** Formats of predictions. */
const predictionsFile = /\.(csv|tsv|parquet)$/i;
const bundleFile = /\.(tar\.gz|tgz)$/;
/** The model of a file or folder: metrics, predictions, evidence or a bundle. */
function championAtPath(file) {
	return { async find(context) {
		const { files } = context;
		if (await files.size(file) === void 0 && await files.exists(file) || bundleFile.test(file)) return openedAt(context, file);
		return predictionsFile.test(file) ? predictionsAt(context, file) : metricsAt(context, file);
	} };
}
/** What stands at this place beside `mlops.yml` is committed as the baseline. */
const committed = "metrics/baseline.json";
/** The metrics that are committed as the baseline. */
const committedChampion = { async find(context) {
	const file = within(context.project.directory, committed);
	return await context.files.size(file) !== void 0 ? championAtPath(file).find(context) : { why: `there is no "${file}"` };
} };
async function openedAt(context, file) {
	const [{ openBaseAt }, { championOf, describeCommit }] = await Promise.all([import("./base-at-hand.js"), import("./champion.js")]);
	const base = await openBaseAt(context, file);
	const commit = base.commit ?? base.manifest?.commit;
	return championOf(context, {
		...base,
		shown: `${base.shown}${await describeCommit(context, commit)}`
	});
}
async function metricsAt({ files }, file) {
	return {
		...bare(file),
		metrics: parseMetrics(await files.read(file), file)
	};
}
async function predictionsAt(context, file) {
	const [{ describeCommit }, { readModelRows }] = await Promise.all([import("./champion.js"), import("./actions.js")]);
	const { model, manifest } = await readModelRows(context, file);
	return {
		...bare(`${file}${await describeCommit(context, manifest?.commit)}`),
		manifest,
		commit: manifest?.commit,
		readRows: async () => model
	};
}
function bare(shown) {
	return {
		shown,
		commit: void 0,
		metrics: {
			values: /* @__PURE__ */ new Map(),
			aliases: /* @__PURE__ */ new Map(),
			dummy: void 0,
			rows: void 0,
			task: void 0,
			evaluation: void 0,
			model: void 0
		},
		manifest: void 0,
		model: void 0,
		trainingRows: void 0,
		readRows: async () => void 0
	};
}

// src/gate/pair-rows.ts
/** Relative difference that an actual value may have after a round trip as a float32. */
const tolerance = 1e-6;
/**
* Two models' predictions of the same rows, paired by identity and never by position: the order of neither file matters.
* Refuses what cannot be judged: files of another task or with other classes, without identities, with rows or actual
* values that differ; and with each file what `readEvaluation` refuses. With `shared`, rows that differ are left out, if at
* least so many remain.
*/
function pairRows(challenger, champion, { shared } = {}) {
	return refusing(() => {
		const [one, other] = readBoth(challenger, champion);
		const { pairs, leftOut } = matchRows(one, other);
		if (leftOut.challenger + leftOut.champion + leftOut.relabelled > 0 && shared === void 0) return otherRows(leftOut, one, other);
		if (shared !== void 0 && pairs.length < shared) return tooFew(pairs.length, shared, other);
		const orderOf = (side) => Uint32Array.from(pairs, (pair) => pair[side]);
		const outcome = readOutcome({
			...other,
			order: orderOf(1)
		});
		return {
			...judgedRows({
				...one,
				order: orderOf(0)
			}, outcome),
			leftOut
		};
	});
}
function readBoth(challenger, champion) {
	for (const { table, facts } of [challenger, champion]) if (facts.isDividedByProgram) throw unusable(table, "the program divided the data itself, so that nothing tells its rows from others");
	const { task, classes } = agree(challenger, champion);
	const read = ({ table, facts }) => readModel({
		table,
		facts: {
			...facts,
			task,
			classes
		}
	});
	return [read(challenger), read({
		...champion,
		facts: {
			...champion.facts,
			positive: challenger.facts.positive
		}
	})];
}
/** What both files are about. Throws UserError where they are about different things. */
function agree(challenger, champion) {
	const task = taskOf(challenger);
	const other = taskOf(champion);
	if (task !== other) throw unusable(champion.table, `it is of a ${other}, and what is judged of a ${task}`);
	if (task === "regression") return {
		task,
		classes: []
	};
	const [own, its] = [challenger.facts.classes, champion.facts.classes];
	if (own !== void 0 && its !== void 0 && !isSame$1(own, its)) throw unusable(champion.table, `its ${its.length} classes are not the ${own.length} of the model that is judged`, "Models are compared on the same classes");
	return {
		task,
		classes: own ?? its ?? labelsOf(challenger, champion)
	};
}
function isSame$1(classes, others) {
	const known = new Set(classes);
	return known.size === new Set(others).size && others.every((label) => known.has(label));
}
/** Pairs of rows, each of its file, in the order of the first file's. */
function matchRows(one, other) {
	const pairs = [];
	const leftOut = {
		challenger: 0,
		champion: 0,
		relabelled: 0
	};
	const [left, right] = [basesOf(one), basesOf(other)];
	let [i, j] = [0, 0];
	while (i < left.length || j < right.length) {
		const [a, b] = [left[i], right[j]];
		if (b === void 0 || a !== void 0 && a < b) {
			leftOut.challenger++;
			i++;
		} else if (a === void 0 || b < a) {
			leftOut.champion++;
			j++;
		} else {
			const ends = [endOf(left, i), endOf(right, j)];
			matchCopies({
				one,
				from: i,
				to: ends[0]
			}, {
				one: other,
				from: j,
				to: ends[1]
			}, pairs, leftOut);
			[i, j] = ends;
		}
	}
	return {
		pairs,
		leftOut
	};
}
/** Rows of one content are paired by what was so: nothing else tells them apart. */
function matchCopies(left, right, pairs, leftOut) {
	const alone = {
		left: 0,
		right: 0
	};
	let [i, j] = [left.from, right.from];
	while (i < left.to || j < right.to) {
		const [row, twin] = [left.one.order[i], right.one.order[j]];
		const [a, b] = [left.one.actual[row], right.one.actual[twin]];
		if (i < left.to && j < right.to && Math.abs(a - b) <= tolerance * Math.abs(a)) {
			pairs.push([row, twin]);
			i++;
			j++;
		} else if (j >= right.to || i < left.to && a < b) {
			alone.left++;
			i++;
		} else {
			alone.right++;
			j++;
		}
	}
	const relabelled = Math.min(alone.left, alone.right);
	leftOut.relabelled += relabelled;
	leftOut.challenger += alone.left - relabelled;
	leftOut.champion += alone.right - relabelled;
}
function basesOf({ model, bases, order }) {
	if (bases !== void 0) return Array.from(order, (row) => bases[row]);
	throw unusable(model.table, "without a column \"row_id\" its rows cannot be paired with those of another model", "Copy row_id from MLOPS_TEST into the predictions");
}
function endOf(bases, from) {
	let to = from + 1;
	while (to < bases.length && bases[to] === bases[from]) to++;
	return to;
}
function otherRows({ challenger, champion, relabelled }, one, other) {
	const { source } = other.model.table;
	const own = one.model.table.source;
	return {
		refused: `Cannot judge "${source}": ${challenger + champion === 0 ? `${counted(relabelled, "row")} ${relabelled === 1 ? "has" : "have"} another actual value than in "${own}"` : `its rows are not those of "${own}": ${formatNumber(challenger)} of ${formatNumber(one.order.length)} are in that file alone, ${formatNumber(champion)} of ${formatNumber(other.order.length)} in this one alone`}`,
		hint: "Models are compared on the same rows with the same actual values",
		file: source,
		isOfOtherRows: true
	};
}
function tooFew(count, least, { model }) {
	const { source } = model.table;
	return {
		refused: `Cannot judge "${source}": only ${counted(count, "row")} are left that both models can be compared on, at least ${least} are needed`,
		file: source,
		isOfOtherRows: true
	};
}

// src/actions/compare-rows.ts
/** Rows that a comparison needs where the two models were tested on other rows. */
const fewestRows = 100;
/**
* Finds the rows that a model and its champion can be compared on: the same, or else those of today that the champion was
* not trained on, predicted by its model again; or else those that both have. Refuses what nobody should compare.
*/
async function compareRows(context, challenger, champion, { minRows = fewestRows } = {}) {
	const own = challenger.model;
	const before = await champion.readRows();
	if (before !== void 0 && isRefusal(before)) return before;
	const why = unpaired(challenger, before);
	if (why !== void 0) return {
		kind: "metrics",
		why
	};
	if (before !== void 0) {
		const paired = pairRows(own, before);
		if (!isRefusal(paired)) return {
			kind: "same rows",
			rows: paired,
			notes: []
		};
		if (!paired.isOfOtherRows) return paired;
	}
	const { evaluateChampion } = await import("./evaluate-champion.js");
	const again = await evaluateChampion(context, champion, {
		ids: challenger.rows.ids ?? [],
		minRows
	});
	if (typeof again !== "string") {
		if (isRefusal(again)) return again;
		const rows = pairRows(own, again.model, { shared: minRows });
		if (isRefusal(rows)) return rows;
		return {
			kind: "evaluated again",
			rows,
			notes: [evaluatedNote(rows, again.seen)]
		};
	}
	if (before === void 0) return {
		kind: "metrics",
		why: `${champion.shown} has no predictions, and ${again}`
	};
	const rows = pairRows(own, before, { shared: minRows });
	if (isRefusal(rows)) return {
		...rows,
		hint: `The baseline's model was not evaluated again: ${again}`
	};
	return {
		kind: "shared rows",
		rows,
		notes: [sharedNote(rows, again)]
	};
}
/** Why rows can be paired with no others at all. */
function unpaired({ model, rows, manifest }, before) {
	if (model.facts.isDividedByProgram || before?.facts.isDividedByProgram) return "a program divided the data itself, so that nothing tells its rows from others";
	if (rows.ids === void 0) return "the predictions have no row_id";
	return before === void 0 && manifest === void 0 ? "the baseline has no predictions" : void 0;
}
function evaluatedNote({ evaluation, leftOut }, seen) {
	const rows = formatNumber(evaluation.rows);
	if (leftOut.challenger === 0) return `The test rows are not those of the baseline's training: its model was evaluated again on today's ${rows}.`;
	return `The test rows are not those of the baseline's training: its model was evaluated again on ${rows} of them. ${counted(seen, "row")} that it was trained on ${seen === 1 ? "is" : "are"} left out.`;
}
function sharedNote({ evaluation, leftOut }, why) {
	return `Compared on the ${formatNumber(evaluation.rows)} test rows that both models have; ${leftOutText(leftOut)}. The baseline's model was not evaluated again: ${why}.`;
}
function leftOutText({ challenger, champion, relabelled }) {
	return [
		[challenger, "new"],
		[champion, "gone"],
		[relabelled, "of another actual value"]
	].filter(([count]) => count > 0).map(([count, what]) => `${counted(count, "row")} ${count === 1 ? "is" : "are"} ${what}`).join(", ");
}

// src/actions/champion-in-runs.ts
/** The model of an earlier run; `kind` asks for that of the base's commit, or of its branch, alone. */
function championInRuns(kind) {
	return { async find(context) {
		const [{ findBaseBundle }, { championOf }] = await Promise.all([import("./find-base-bundle.js"), import("./champion.js")]);
		const found = await findBaseBundle(context, kind);
		if (found.base === void 0) return found;
		const { base } = found;
		try {
			const champion = await championOf(context, base);
			if (champion.metrics === void 0 || base.manifest !== void 0) return champion;
			return { why: `${base.shown} has no manifest beside its metrics` };
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			return { why: error.message };
		}
	} };
}

// src/actions/find-baseline.ts
/** What `gate.baseline` may name beside paths: the sources of each, in the order in which they count. */
const sources = {
	auto: [championInRuns(void 0), committedChampion],
	base_commit: [championInRuns("commit")],
	base_branch: [championInRuns("branch")]
};
/** The first of `gate.baseline`, or of the input, that there is. Throws UserError for a path that cannot be used. */
async function findBaseline(context, given) {
	const { project, files } = context;
	const asked = given.baseline === void 0 ? [project.config.gate.baseline].flat() : [given.baseline];
	let none;
	for (const name of asked) {
		if (!Object.hasOwn(sources, name)) {
			const path = given.baseline === void 0 ? within(project.directory, name) : await inputPath(files, given["working-directory"], name);
			return championAtPath(path).find(context);
		}
		for (const source of sources[name] ?? []) {
			const found = await source.find(context);
			if (found.metrics !== void 0) return found;
			none ??= found;
		}
	}
	return none ?? { why: "none is named" };
}

// src/actions/require-slices.ts
/** A column of the predictions by whose values rules are asked. Throws UserError where there is none. */
function requireSlices(table, name, project) {
	const found = findColumn(table, name);
	if (found) return found;
	const near = didYouMean(name, table.columns.map((column) => column.name));
	const index = project.config.gate.rules.findIndex(({ by }) => by === name);
	const place = project.place(index < 0 ? [
		"gate",
		"slices",
		"columns"
	] : [
		"gate",
		"rules",
		index,
		"by"
	]);
	throw new UserError(`Cannot slice "${table.source}": it has no column "${name}"${near}`, {
		...place,
		hint: "gate.slices.columns and by name columns of the data; train again after a change"
	});
}

// src/actions/compare-models.ts
/** Finds what the rules compare the model with. */
async function compareModels(context, judged, settings) {
	const { rules, slices } = settings;
	const { metrics, rows } = judged;
	const found = await findBaseline(context, context.inputs);
	const own = rows ? {
		evaluation: rows.rows.evaluation,
		slices: slicesOf(context, settings, rows.rows)
	} : {};
	const baseline = await compareWith(context, judged, {
		settings,
		champion: found
	});
	if (isRefusal(baseline)) return baseline;
	const anchor = await compareWith(context, judged, {
		settings,
		champion: await findAnchor(context)
	});
	if (isRefusal(anchor)) return anchor;
	const dummy = rows && dummyOutcome(rows.rows.evaluation, metrics.dummyOutputs);
	const asked = rules.map(({ metric }) => canonicalName(metric));
	return {
		measurable: {
			metrics,
			own,
			references: {
				baseline: baseline.compared,
				anchor: anchor.compared,
				dummy: {
					...dummy && rows && {
						evaluation: {
							...rows.rows.evaluation,
							champion: dummy
						},
						slices: own.slices
					},
					metrics: metrics.dummy && {
						values: metrics.dummy,
						aliases: /* @__PURE__ */ new Map()
					}
				}
			},
			extra: /* @__PURE__ */ new Map(),
			guarded: slices.columns,
			minRows: slices.minRows
		},
		baseline: found.metrics,
		noBaseline: found.metrics ? void 0 : found,
		shown: found.shown,
		notes: [...baselineNotes(baseline, asksOf(rules, "baseline")), ...baselineNotes(anchor, asksOf(rules, "anchor"))],
		sections: [...sliceSections(own, {
			...slices,
			asked
		}), digestSection(judged, found)]
	};
}
async function compareWith(context, { rows }, { settings, champion }) {
	if (champion.metrics === void 0) return {
		compared: {},
		notes: []
	};
	const compared = { metrics: champion.metrics };
	if (rows === void 0) return {
		compared,
		notes: [],
		why: "there are no predictions of the model"
	};
	const found = await compareRows(context, rows, champion, { minRows: settings.slices.minRows });
	if (isRefusal(found)) return found;
	if (found.kind === "metrics") return {
		compared,
		notes: [],
		why: found.why
	};
	const { evaluation } = found.rows;
	return {
		compared: {
			...compared,
			evaluation,
			slices: slicesOf(context, settings, found.rows)
		},
		notes: found.notes
	};
}
async function findAnchor(context) {
	const { project } = context;
	const { anchor } = project.config.gate;
	return anchor === void 0 ? { why: "none is named" } : championAtPath(within(project.directory, anchor)).find(context);
}
/** The columns that rules or `gate.slices` name, as they are in the predictions. */
function slicesOf({ project }, { rules, slices }, { table }) {
	const own = sliceNames(project.config.gate);
	return [.../* @__PURE__ */ new Set([...own, ...sliceNames({
		rules: [...rules],
		slices: {
			...slices,
			min_rows: 1
		}
	})])].filter((name) => own.includes(name) || findColumn(table, name) !== void 0).map((name) => sliceColumn(requireSlices(table, name, project)));
}
function sliceSections({ evaluation, slices = [] }, options) {
	if (evaluation === void 0 || options.columns.length === 0) return [];
	return [{
		title: "Slices",
		rank: 3,
		folded: true,
		tables: slices.filter(({ name }) => options.columns.includes(name)).map((column) => sliceTable(evaluation, column, options))
	}];
}
/** What was judged, by digest: the link of this report to the model before it. */
function digestSection({ metrics, text }, compared) {
	const baseline = compared.metrics;
	const known = [
		["Model", metrics.model],
		["Test rows", metrics.evaluation],
		["Metrics file", text && digestFile(text)],
		["Baseline's model", baseline?.model],
		["Baseline's test rows", baseline?.evaluation]
	].filter((row) => row[1] !== void 0);
	return {
		title: "What was judged",
		rank: 8,
		folded: true,
		text: [baseline ? `Baseline: ${compared.shown}.` : `No baseline: ${compared.why}.`],
		tables: [{
			columns: [{ label: "What" }, { label: "SHA-256" }],
			rows: known
		}]
	};
}
function asksOf(rules, reference) {
	return rules.some((rule) => rule.no_worse_than === reference || rule.better_than === reference);
}
/** What a reader must know of a comparison. */
function baselineNotes({ notes, why }, isAsked) {
	const said = notes.map((message) => ({
		severity: "info",
		message
	}));
	if (why === void 0 || !isAsked) return said;
	return [...said, {
		severity: "warning",
		message: `The models are compared by their numbers alone, which says nothing of chance: ${why}`,
		hint: "Give the predictions of both, with row_id, or a bundle that has them"
	}];
}

// src/gate/default-rules.ts
/**
* What is asked of a model when no rules are written: to be better than the dummy model (mean, or most frequent
* class). ROC AUC serves two classes, balanced accuracy several, RMSE numbers: a dummy cannot score on them by luck
* of the class shares. Empty when the metrics hold none of them.
*/
function defaultRules(metrics) {
	const metric = [
		"rmse",
		"roc_auc",
		"balanced_accuracy"
	].find((name) => metrics.dummy?.has(name) && metrics.values.has(name));
	return metric === void 0 ? [] : [{
		metric,
		better_than: "dummy"
	}];
}

// src/gate/fails-undecided.ts
const usual = {
	pull_request: "neutral",
	merge_group: "fail",
	release: "fail",
	other: "neutral"
};
/**
* Whether a gate that cannot decide fails the step: by default where nobody looks at it again, in the merge queue and for
* releases (the event, or the push of a tag).
*/
function failsUndecided(setting, { eventName, ref }) {
	if (typeof setting === "string") return setting === "fail";
	return {
		...usual,
		...setting
	}[kindOf(eventName, ref)] === "fail";
}
function kindOf(eventName, ref) {
	if (eventName === "pull_request" || eventName === "pull_request_target") return "pull_request";
	if (eventName === "merge_group") return "merge_group";
	return eventName === "release" || ref?.startsWith("refs/tags/") ? "release" : "other";
}

// src/gate/rules-in-force.ts
/**
* The rules that a pull request must meet: its own, and those of the base branch that it has not. So whoever loosens a
* rule is judged by the stricter one until that is merged. The name says where such a rule comes from.
*/
function rulesInForce(own, base, branch = "the base branch") {
	const rules = own.rules.map((rule, index) => ({
		rule,
		index
	}));
	const gone = (base?.rules ?? []).filter((rule) => !own.rules.some((each) => isSame(each, rule)));
	return [...rules, ...gone.map((rule) => ({
		rule: named(rule, branch),
		index: void 0
	}))];
}
/** The columns that comparisons must not be worse on, and the least rows of a slice: of both, the stricter. */
function slicesInForce(own, base, usualRows) {
	const rows = [own, base].flatMap((slices) => slices?.min_rows ?? []);
	return {
		columns: [.../* @__PURE__ */ new Set([...own?.columns ?? [], ...base?.columns ?? []])],
		minRows: rows.length === 0 ? usualRows : Math.min(...rows)
	};
}
/** The same but for the name. */
function isSame(rule, other) {
	const textOf = ({ name, ...asked }) => JSON.stringify(Object.entries(asked).sort());
	return textOf(rule) === textOf(other);
}
function named(rule, branch) {
	return {
		...rule,
		name: `${rule.name ?? `${rule.metric}, by its rule`} (${branch})`
	};
}

// src/actions/base-config.ts
/** The largest `mlops.yml` of a base. */
const mostBytes = 8 << 20;
/**
* Reads the base commit's `mlops.yml`, from git or else GitHub, and says what of the gate's settings is otherwise in this
* one. Undefined where the event has no base: then the own settings count. Where it cannot be read, a finding says why.
*/
async function readBaseConfig(context) {
	const { environment, project } = context;
	if (findBase(environment.event) === void 0) return void 0;
	const file = project.configFile ?? within(project.directory, "mlops.yml");
	try {
		const { openBaseCommit } = await import("./base-commit.js");
		const base = await openBaseCommit(context, {
			dataPath: project.directory,
			named: void 0,
			mostBytes
		});
		if (base === void 0) return void 0;
		if (typeof base === "string") return unread(context, base);
		const name = `"${file}" of ${base.shown}`;
		if ((await base.files.find(file))?.kind !== "file") return unread(context, `there is no ${name}`, "info");
		const { parseConfig } = await import("./parse-config.js");
		const { config } = parseConfig(await base.files.read(file), `${file} of ${base.shown}`);
		const { compareSettings } = await import("./compare-settings.js");
		const findings = compareSettings(config, project.config, project.place);
		return {
			config,
			shown: base.shown,
			findings
		};
	} catch (error) {
		if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
		return unread(context, error.message);
	}
}
function unread({ project }, why, severity = "warning") {
	const { file } = project.place([]);
	return {
		why,
		findings: [{
			severity,
			rule: "settings of the base",
			message: `The settings of the base are not known, so those of this commit count alone: ${why}`,
			...file !== void 0 && {
				file,
				line: 1
			}
		}]
	};
}

// src/actions/gate-settings.ts
/** Rows below which a slice is listed and not judged, where the configuration does not say. */
const usualRows = 100;
/** Reads the settings in force. Throws UserError for rules that no metrics can meet. */
async function readGateSettings(context, metrics, onInconclusive) {
	const { project, environment } = context;
	const { gate } = project.config;
	const read = await readBaseConfig(context);
	const base = read?.config?.gate;
	const inForce = rulesInForce(gate, base, read?.config && read.shown);
	const rules = inForce.length > 0 ? inForce : defaultRules(metrics).map((rule) => ({
		rule,
		index: void 0
	}));
	const own = rules.filter(({ index }) => index !== void 0);
	checkRules(own.map(({ rule }) => rule), project.place);
	checkWaivers(gate.waivers, gate.rules, project.place);
	const settings = [gate.on_inconclusive, base?.on_inconclusive];
	return {
		rules: rules.map(({ rule }) => rule),
		waivers: base === void 0 ? gate.waivers : base.waivers,
		slices: slicesInForce(gate.slices, base?.slices, usualRows),
		failsUndecided: onInconclusive === void 0 ? settings.some((setting) => failsUndecided(setting, environment)) : onInconclusive === "fail",
		findings: read?.findings ?? [],
		placeOfRule(index) {
			const place = rules[index]?.index;
			return place === void 0 ? {} : project.place([
				"gate",
				"rules",
				place,
				"metric"
			]);
		},
		placeOfWaiver: (index) => base === void 0 ? project.place([
			"gate",
			"waivers",
			index
		]) : {}
	};
}

// src/gate/metrics-of.ts
/** The usual metrics of predictions, and those that rules name, where there is no file of metrics. */
function metricsOf(evaluation, rules) {
	const { task, actual, classes, positive, costs, weights, rows } = evaluation;
	const { predicted, scores, numbers } = evaluation.challenger;
	const extra = rules.map(({ metric }) => canonicalName(metric).replace(/^neg_/, ""));
	const found = task === "regression" ? regressionMetrics(actual, predicted, weights, extra) : classificationMetrics({
		actual,
		predicted,
		scores,
		classes,
		positive,
		weights,
		costs
	}, extra);
	const means = [...numbers].map(([name, values]) => [name, values.reduce((sum, value) => sum + value, 0) / values.length]);
	return {
		values: new Map([...means, ...Object.entries(found)]),
		aliases: /* @__PURE__ */ new Map(),
		dummy: void 0,
		rows,
		task,
		evaluation: void 0,
		model: void 0
	};
}

// src/actions/read-folder.ts
/** All files below a folder, by their path relative to it with `/`; empty where there is none. */
async function readFolder(files, folder, prefix = "") {
	const found = /* @__PURE__ */ new Map();
	for (const { name, isFolder } of await files.list(folder)) {
		const full = `${folder}/${name}`;
		if (!isFolder) found.set(prefix + name, await files.readBytes(full));
		else for (const [key, bytes] of await readFolder(files, full, `${prefix}${name}/`)) found.set(key, bytes);
	}
	return found;
}

// src/actions/verify-evidence.ts
/**
* Refuses the project's own metrics where the manifest beside them is missing, of another run, or of other test rows,
* and where the model is missing or another than theirs. Metrics from elsewhere are held to a model only where one is
* named and they name one too.
*/
async function verifyEvidence(context, evidence) {
	const { files, project } = context;
	const { metrics, metricsPath } = evidence;
	const isOwn = path.resolve(files.root, path.dirname(metricsPath)) === path.resolve(files.root, project.folders.evidence);
	if (isOwn) {
		const manifest = await readManifest(context);
		refuseOtherRun(context, manifest);
		if (metrics.evaluation !== manifest.digests.evaluation || metrics.model !== manifest.digests.model || digestFile(await files.readBytes(metricsPath)) !== manifest.digests.metrics) throw new UserError(`Cannot judge "${project.name}": the metrics in "${metricsPath}" are not those that its manifest speaks of`, { hint: "A file of the evidence changed after training; train again" });
	}
	if (metrics.model !== void 0 && (isOwn || evidence.model !== void 0)) await requireModel(context, evidence.model ?? project.folders.model, metrics.model);
}
async function readManifest({ files, project }) {
	const file = `${project.folders.evidence}/manifest.json`;
	if (await files.exists(file)) return parseManifest(await files.read(file), file);
	throw new UserError(`Cannot judge "${project.name}": there is no manifest beside the metrics in "${project.folders.evidence}"`, { hint: "Train again, or restore the whole bundle; metrics of your own go into the input \"metrics\"" });
}
/** In a run, evidence of no run is another's too: it was made elsewhere. */
function refuseOtherRun({ environment, project }, manifest) {
	if (environment.runId === void 0 || manifest.run?.id === environment.runId) return;
	throw new UserError(`Cannot judge "${project.name}": the metrics in "${project.folders.evidence}" are of another run`, { hint: "They are left over from an earlier run: train again, or restore this run's bundle" });
}
async function requireModel({ files, project }, folder, digest) {
	const model = await readFolder(files, folder);
	if (model.size === 0) throw new UserError(`Cannot judge "${project.name}": there is no model in "${folder}"`, { hint: "Train again, or restore the bundle that holds the model with its metrics" });
	if (digestModel(model) === digest) return;
	throw new UserError(`Cannot judge "${project.name}": the model in "${folder}" is not the one that was evaluated`, { hint: "A file of the model changed after training; train again" });
}

// src/actions/read-judged.ts
/**
* Reads what is to be judged and holds it to its manifest. What is not as the manifest says is a refusal; that there is
* nothing to judge is a UserError.
*/
async function readJudged(context) {
	const { inputs, files, project } = context;
	const named = (path) => inputPath(files, inputs["working-directory"], path);
	const model = inputs.model && await named(inputs.model);
	const path = inputs.metrics ? await named(inputs.metrics) : inputs.predictions === void 0 ? `${project.folders.evidence}/metrics.json` : void 0;
	if (path !== void 0) await requireMetrics(context, path);
	const text = path && await files.read(path);
	try {
		const told = path !== void 0 && text !== void 0 ? parseMetrics(text, path) : void 0;
		if (told && path !== void 0) await verifyEvidence(context, {
			metrics: told,
			metricsPath: path,
			model
		});
		const rows = inputs.metrics !== void 0 && inputs.predictions === void 0 ? void 0 : await readChallenger(context);
		if (rows !== void 0 && isRefusal(rows)) return rows;
		return {
			metrics: told ?? metricsOf(rows.rows.evaluation, project.config.gate.rules),
			path,
			text,
			rows,
			model
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return {
			refused: error.message,
			hint: error.hint,
			...error.place
		};
	}
}
async function requireMetrics({ files, inputs, project }, path) {
	if (inputs.metrics !== void 0 || await files.exists(path)) return;
	throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${path}"`, { hint: "Run train before quality-gate, or set the input \"metrics\" or \"predictions\"" });
}

// src/actions/quality-gate.ts
const inputs = {
	...projectInputs,
	metrics: path$1("JSON file of metric names and numbers; default: the trained model's"),
	...baselineInput,
	predictions: path$1("File of the test rows' predictions (CSV or Parquet); default: the trained model's"),
	model: path$1("Folder of the model that the metrics belong to; default: the trained model's"),
	"on-inconclusive": choice("Whether a gate that cannot decide lets the step succeed or fail; default: gate.on_inconclusive", ["neutral", "fail"]),
	...tokenInput
};
/** Judges a model by the rules in `gate.rules`. */
const qualityGate = defineAction({
	name: "quality-gate",
	description: "Fails the job when a model's metrics break the rules",
	inputs,
	outputs: {
		"failed-rules": "Names of the rules that do not hold, as a JSON list",
		metrics: "Path of the metrics that were judged",
		baseline: "What the model was compared with"
	},
	async run(context) {
		const { project } = context;
		checkRules(project.config.gate.rules, project.place);
		const judged = await readJudged(context);
		if (isRefusal(judged)) return refuse(project.name, [findingOf(judged)], judged.refused);
		const unsafe = await scanModel(context, judged.model ?? project.folders.model);
		if (unsafe.length > 0) return refuse(project.name, unsafe, "loading the model could run code");
		const settings = await readGateSettings(context, judged.metrics, context.inputs["on-inconclusive"]);
		const compared = await compareModels(context, judged, settings);
		if (isRefusal(compared)) return refuse(project.name, [findingOf(compared)], compared.refused);
		const { judgements, findings } = waive(judge(measure(claimsOf(settings.rules), compared.measurable)), settings, new Date(context.clock.now()));
		const report = reportGate({
			title: project.name,
			judgements,
			metrics: judged.metrics,
			baseline: compared.baseline,
			noBaseline: compared.noBaseline,
			failsUndecided: settings.failsUndecided,
			notes: [
				...settings.findings,
				...findings,
				...compared.notes
			],
			sections: compared.sections,
			placeOf: ({ claim }) => settings.placeOfRule(claim.index)
		});
		context.log.info(`${project.name}: ${report.headline}`);
		return {
			verdict: verdictOf(judgements),
			outputs: {
				"failed-rules": failedNames(judgements),
				metrics: judged.path,
				baseline: compared.shown
			},
			report
		};
	}
});
/** Takes out what waivers of today are for. */
function waive(judged, { waivers, placeOfWaiver }, today) {
	const failures = judged.filter(({ verdict }) => verdict === "fail").map((judgement) => ({
		judgement,
		...waivableOf(judgement)
	}));
	const { waived, findings } = applyWaivers(failures, waivers, {
		today: today.toISOString().slice(0, 10),
		placeOf: placeOfWaiver
	});
	const by = new Map(waived.map(({ failure, waiver }) => [failure.judgement, waiver]));
	return {
		judgements: judged.map((each) => {
			const waiver = by.get(each);
			return waiver === void 0 ? each : {
				...each,
				verdict: "waived",
				waiver
			};
		}),
		findings
	};
}
function failedNames(judgements) {
	return judgements.filter(({ verdict }) => verdict === "fail").map(fullName);
}
/** What cannot be judged is no pass. */
function refuse(title, findings, headline) {
	return {
		verdict: "refused",
		outputs: { "failed-rules": [] },
		report: {
			schema: "mlops/report@1",
			action: "quality-gate",
			title,
			verdict: "refused",
			headline,
			facts: [],
			sections: [{
				title: "Quality gate",
				rank: 1,
				findings
			}]
		}
	};
}
function findingOf({ refused, hint, file, line, column }) {
	return {
		severity: "error",
		message: refused,
		...hint !== void 0 && { hint },
		...file !== void 0 && { file },
		...line !== void 0 && { line },
		...column !== void 0 && { column }
	};
}

export { qualityGate };