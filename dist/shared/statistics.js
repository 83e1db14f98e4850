import { formatNumber } from "./core.js";
import { exp, hashSeed, log, randomFrom, randomState, streamState, uniform } from "./numbers.js";
import { findRoot, normalCdf, normalQuantile, rankOf, skewnessOf, sortWithEnds, studentEstimate, tCdf, tQuantile, unbounded } from "./evaluating.js";
import { countUpTo, memoryOf, openArena } from "./data.js";
import { areaSegments, precisionSegments, sumInfluence, sumTimes } from "./metrics.js";

// src/statistics/placements.ts
/**
* Places the rows, of scores that are all finite, by one sort (Sun and Xu, "Fast implementation of DeLong's algorithm",
* 2014). `falling` has them by score, the highest first, where they are sorted already.
*/
function placeRows({ positive, weights }, scores, falling) {
	const { order, ends } = falling ?? sortWithEnds(scores);
	const ofRow = new Float64Array(scores.length);
	const [above, below] = weights === void 0 && ends.length === order.length ? countBelow({
		positive,
		order,
		isFalling: falling !== void 0
	}, ofRow) : weighBelow({
		positive,
		weights,
		order,
		ends,
		isFalling: falling !== void 0
	}, ofRow);
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
/** Of rows that all score differently and weigh the same: how many of the other kind score below each. Gives back all of both kinds. */
function countBelow({ positive, order, isFalling }, ofRow) {
	let [above, below] = [0, 0];
	const last = order.length - 1;
	for (let step = 0; step <= last; step++) {
		const row = order[isFalling ? last - step : step];
		if (positive[row]) {
			ofRow[row] = below;
			above++;
		} else {
			ofRow[row] = above;
			below++;
		}
	}
	return [above, below];
}
/** The same by weight, of equal scores half. */
function weighBelow({ positive, weights, order, ends, isFalling }, ofRow) {
	let [above, below] = [0, 0];
	for (let step = 0; step < ends.length; step++) {
		const cut = isFalling ? ends.length - 1 - step : step;
		const from = cut > 0 ? ends[cut - 1] : 0;
		const to = ends[cut];
		const last = from + to - 1;
		let [tiedAbove, tiedBelow] = [0, 0];
		for (let place = from; place < to; place++) {
			const row = order[isFalling ? last - place : place];
			const weight = weights ? weights[row] : 1;
			if (positive[row]) tiedAbove += weight;
			else tiedBelow += weight;
		}
		for (let place = from; place < to; place++) {
			const row = order[place];
			ofRow[row] = positive[row] ? below + tiedBelow / 2 : above + tiedAbove / 2;
		}
		above += tiedAbove;
		below += tiedBelow;
	}
	return [above, below];
}

// src/statistics/delong.ts
/** The terms of one model's scores (`falling` as of `placeRows`): their sums of squares are the variance, see `termsVariance`. */
function aucTerms(rows, scores, falling) {
	const { auc, ofRow, positives, negatives } = placeRows(rows, scores, falling);
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

// src/statistics/heavy-tails.ts
const caution$1 = "heavy tails: a few rows make most of the variance, so the interval may be too narrow";
/** By simulation, see `cautionOfFewRows`. */
const [fewest$1, few, uneven] = [
	.58,
	.15,
	2.7
];
/** Units up to which the limit of unevenness stays the same. */
const smallUnits = 200;
/**
* Why Student's t interval of a sum of these terms, whose mean is 0, may be too narrow: the sum is more skewed than
* `limit`. Tails that are alike on both sides do it no harm. For a mean of n values the skewness is theirs / \u221an.
*/
function cautionOfSkewness(limit, ...terms) {
	return Math.abs(skewnessOf(...terms)) > limit ? caution$1 : void 0;
}
/**
* Why a bootstrap's interval, or one from influences, may be too narrow, from the number without each unit, or each one's
* influence; `times` as in `Deletions`. Skewness BCa corrects; but where few rows make the variance, the sample may lack
* others like them. With d each unit's distance from the mean, \u03a3d\u2074 / (\u03a3d\u00b2)\u00b2 is one over the number of units that would
* make such a variance, were they equal. Of light tails it falls as 1 / n, of heavy ones hardly: the limit is
* 0.58 / \u221cn, which R\u00b2 and RMSE of lognormal targets pass in nine of ten draws of 200, 1,000 and 5,000 rows by simulation
* (scripts/bench/results/gate.md says of what else it warns).
*/
function cautionOfFewRows(values, times) {
	const { units, squares, fourths } = momentsOf(values, times);
	return fourths * units ** .25 > fewest$1 * squares * squares ? caution$1 : void 0;
}
/**
* The same of a number that is made of sums of these terms, one value a unit each. Of squares of exponential errors, a
* sample of some hundred tells little by fourth moments. n \u03a3d\u00b2 / (\u03a3|d|)\u00b2, of low moments, chance moves less: it is 2.1 of
* squared normal errors, and the limit 2.7, which nine of ten samples of 200 exponential ones pass, is passed by one of
* twenty of normal ones. It grows as \u221cn, since many rows bear a longer tail.
*/
function cautionOfUnevenTerms(terms) {
	const isUneven = (term) => {
		const { units, distances, squares, fourths } = momentsOf(term);
		const limit = uneven * Math.max(1, units / smallUnits) ** .25;
		return fourths * units ** .25 > few * squares * squares && units * squares > limit * distances ** 2;
	};
	return terms.some(isUneven) ? caution$1 : void 0;
}
/** Sums of the distances from the mean, of their squares and fourth powers. */
function momentsOf(values, times) {
	let units = 0;
	let sum = 0;
	for (let i = 0; i < values.length; i++) {
		const count = times ? times[i] : 1;
		units += count;
		sum += count * values[i];
	}
	let [distances, squares, fourths] = [
		0,
		0,
		0
	];
	for (let i = 0; i < values.length; i++) {
		const count = times ? times[i] : 1;
		const distance = Math.abs(values[i] - sum / units);
		const square = distance * distance;
		distances += count * distance;
		squares += count * square;
		fourths += count * square * square;
	}
	return {
		units,
		distances,
		squares,
		fourths
	};
}

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
* The value is NaN where a class has no rows. `falling`: rows by score, the highest first, where they are sorted already.
*/
function estimateAuc(rows) {
	const terms = aucTerms(rows, rows.scores, rows.falling);
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
	const terms = subtractTerms(aucTerms(rows, rows.first, rows.falling?.[0]), aucTerms(rows, rows.second, rows.falling?.[1]));
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
		method: `DeLong${count.isGrouped ? `'s variance over ${formatNumber(count.all)} groups (Obuchowski)` : ""}, ${how}`,
		caution: rarer < fewRows ? `only ${rarer} ${count.isGrouped ? "groups have rows" : "rows"} of one class, so the interval may be too narrow` : cautionOfSkewness(skewLimit, terms.ofPositives, terms.ofNegatives)
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
* resamples, where quantiles are chance, a normal tail goes on. Resamples of few units vary too little: their interval is
* expanded (Hesterberg, "What Teachers Should Know About the Bootstrap", The American Statistician 2015, section 4.2).
* p-values invert the bounds exactly.
*/
function bcaInterval({ value, replicates, deletions, range = [-Infinity, Infinity], fewUnits }) {
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
	const degrees = (fewUnits ?? 0) - 1;
	const stretch = Math.sqrt((degrees + 1) / degrees);
	const quantile = (p) => fewUnits === void 0 ? normalQuantile(p) : stretch * tQuantile(p, degrees);
	const cdf = (z) => fewUnits === void 0 ? normalCdf(z) : tCdf(z / stretch, degrees);
	return {
		bounds(alpha) {
			const z = quantile(alpha);
			return [clip(quantiles.at(placeOf(z))), clip(quantiles.at(placeOf(-z)))];
		},
		pBelow(x) {
			if (x > most) return 0;
			return x <= least ? 1 : cdf(-deviateOf(quantiles.below(x)));
		},
		pAbove(x) {
			if (x < least) return 0;
			return x >= most ? 1 : cdf(deviateOf(quantiles.above(x)));
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
	const there = areFinite(replicates) ? replicates : replicates.filter(Number.isFinite);
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
function areFinite(values) {
	for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) return false;
	return true;
}
/** Rounding alone tells the resamples apart. */
function isFlat(replicates, value) {
	let most = 0;
	for (const each of replicates) most = Math.max(most, Math.abs(each - value));
	return most <= 1e-12 * Math.max(Math.abs(value), .001);
}

// src/statistics/draw-rows.ts
/** Counts below this have halves of their own. */
const direct = 8;
/** Counts of this many rows do not occur. */
const mostRows = 32;
/** Below and above these numbers of units each row is drawn by itself. */
const [fewestUnits, mostUnits] = [64, 2 ** 20];
/** Standard deviations that the mean stays below the number of units, so that hardly ever too many are drawn. */
const caution = 2.75;
/** The odds of so many units; undefined where each row is drawn by itself. */
function rowOdds(units) {
	if (units < fewestUnits || units >= mostUnits) return void 0;
	const mean = 1 - caution / Math.sqrt(units);
	const limits = new Int16Array(direct);
	const rest = new Float64Array(mostRows);
	let chance = exp(-mean);
	let [end, unsaid] = [0, 0];
	for (let rows = 0; rows < mostRows; rows++) {
		const halves = 2 ** 16 * chance;
		const whole = rows < direct ? Math.floor(halves) : 0;
		end += whole;
		unsaid += halves - whole;
		if (rows < direct) limits[rows] = end - 2 ** 15 - 1;
		rest[rows] = unsaid / 2 ** 16;
		chance *= mean / (rows + 1);
	}
	return {
		limits,
		rest: rest.map((share, count) => count === 31 ? 1 : share / rest.at(-1))
	};
}
/** What `drawRows` needs to know of so many units; undefined where each row is drawn by itself. */
function rowTable(units) {
	const odds = rowOdds(units);
	if (odds === void 0) return void 0;
	const rows = new Uint8Array(2 ** 16);
	for (let half = 0; half < rows.length; half++) rows[half] = countAbove(odds.limits, half << 16 >> 16);
	return {
		rows,
		rest: odds.rest
	};
}
function countAbove(limits, half) {
	let count = 0;
	while (count < direct && half > limits[count]) count++;
	return count;
}
/**
* Draws as many rows as there are units, with replacement, twice: `counts` says how often each came. Which is a
* multinomial draw, made of one Poisson draw a unit: given their sum such counts are multinomial, so where it falls short
* the rest is drawn row by row, and where it is too large (one draw in 300, as the mean is a little below 1) all are. A
* half of a word tells the count but for one draw in some ten thousand, for which the next word tells it. Row by row
* there is no bias: what would favour a unit is drawn again (Lemire, ACM Transactions on Modeling and Computer
* Simulation, 2019). The first counts take the low halves, the second the high ones: as eight lanes of the kernel do.
*/
function drawRows({ hashed, stream }, table, counts) {
	const state = streamState(hashed, stream);
	const units = counts[0].length;
	const left = [units, units];
	const random = table ? drawMost(state, table, counts, left) : randomFrom(state);
	if (table === void 0) for (const lane of counts) lane.fill(0);
	for (const lane of [0, 1]) if (left[lane] < 0) {
		counts[lane].fill(0);
		left[lane] = units;
	}
	if (units < 2 ** 15) drawShort(random, counts, left);
	else drawWide(random, counts, left);
}
/** Gives back the stream, from where it is; its words are worked out in place, since a bootstrap spends its time here. */
function drawMost(state, { rows, rest }, [first, second], left) {
	const odd = [];
	let [lacking, other] = left;
	let [a = 0, b = 0, c = 0, d = 0] = state;
	[a, b, c, d] = [
		a | 0,
		b | 0,
		c | 0,
		d | 0
	];
	for (let unit = 0; unit < first.length; unit++) {
		const sum = a + d | 0;
		const word = (sum << 7 | sum >>> 25) + a | 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = d << 11 | d >>> 21;
		const low = rows[word & 65535];
		first[unit] = low;
		lacking -= low;
		if (low === direct) odd.push(2 * unit);
		const high = rows[word >>> 16];
		second[unit] = high;
		other -= high;
		if (high === direct) odd.push(2 * unit + 1);
	}
	left[0] = lacking;
	left[1] = other;
	state.set([
		a,
		b,
		c,
		d
	]);
	const random = randomFrom(state);
	for (const place of odd) {
		const share = random.next() / 2 ** 32;
		let count = 0;
		while (share >= rest[count]) count++;
		(place % 2 === 0 ? first : second)[place >> 1] = count;
		left[place % 2] += direct - count;
	}
	return random;
}
/** A half of a word is a row. */
function drawShort(random, [first, second], left) {
	const units = first.length;
	const bias = 2 ** 16 % units;
	let [lacking, other] = left;
	while (lacking > 0 || other > 0) {
		const word = random.next();
		const low = (word & 65535) * units;
		if (lacking > 0 && (low & 65535) >= bias) {
			first[low >>> 16]++;
			lacking--;
		}
		const high = (word >>> 16) * units;
		if (other > 0 && (high & 65535) >= bias) {
			second[high >>> 16]++;
			other--;
		}
	}
}
/** The halves of two words are a row. */
function drawWide(random, counts, left) {
	const units = counts[0].length;
	const bias = 2 ** 32 % units;
	while (left[0] > 0 || left[1] > 0) {
		const [high, low] = [random.next(), random.next()];
		for (const lane of [0, 1]) {
			const product = (lane === 0 ? (high & 65535) * 2 ** 16 + (low & 65535) : (high >>> 16) * 2 ** 16 + (low >>> 16)) * units;
			const unit = Math.floor(product / 2 ** 32);
			if (left[lane] > 0 && product - unit * 2 ** 32 >= bias) {
				counts[lane][unit]++;
				left[lane]--;
			}
		}
	}
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
		blockOf: void 0,
		blockLength: void 0,
		drawBlocks: void 0,
		rows,
		unitOf: void 0
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
		drawBlocks: (random, counts) => drawBlocks(random, {
			order,
			length,
			steps
		}, counts)
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
			if (other === void 0) return joined(request, own.combine(sums), 0);
			if (sums !== whole) [whole, rest] = [sums, sums.subarray(ownSize)];
			return joined(request, own.combine(sums), other.combine(rest));
		},
		at: (counts) => joined(request, statistic.at(counts), minus?.at(counts) ?? 0),
		parts: minus ? [statistic, minus] : [statistic],
		join: (first, second) => joined(request, first, second),
		influence: () => influenceOf(request, design),
		leaveOneOut: hasLeaveOneOut && (() => rowByRow(request, (of) => of.leaveOneOut()))
	};
}
/** The number on all rows. */
function numberOf(request) {
	return joined(request, request.statistic.at(), request.minus?.at() ?? 0);
}
/** The derivative of the number by the weight of each unit; undefined where it is not known. */
function influenceOf(request, { unitOf, units }) {
	const of = (statistic) => {
		if (statistic.influence !== void 0) return statistic.influence();
		const { sums } = statistic;
		return sums && sumInfluence(sums);
	};
	const own = of(request.statistic);
	const other = request.minus && of(request.minus);
	if (own === void 0 || request.minus !== void 0 && other === void 0) return void 0;
	const slopes = own.map((slope, row) => joined(request, slope, other ? other[row] : 0));
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
	return own.map((value, row) => joined(request, value, other ? other[row] : 0));
}
function joined({ minus, factor = 1, sign = 1 }, own, other) {
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
	const caution = cautionOfFewRows(summed);
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
const mostWork$1 = 3e7;
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
	const isMany = rows * units > mostWork$1;
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

// src/statistics/resampler.ts
/** The stream of random numbers that the first two resamples share; the next two have the next one. */
const firstStream = 2;
/** Draws resamples one after the other, or reads which units they have. */
function unitDraw({ design, seed, indices }) {
	if (indices !== void 0) return (resample, counts) => {
		for (const [lane, own] of counts.entries()) countIndices(indices, resample + lane, own);
	};
	if (design.drawBlocks !== void 0) {
		const random = randomFrom(randomState(seed, 0));
		return (_, counts) => {
			for (const own of counts) design.drawBlocks(random, own);
		};
	}
	const [hashed, table] = [hashSeed(seed), rowTable(design.units)];
	return (resample, [first, second]) => drawRows({
		hashed,
		stream: 2 + resample / 2
	}, table, [first, second]);
}
/** Two resamples at a time, in plain TypeScript. */
function plainResampler(asked) {
	const { design, terms, ranks, cells, indices } = asked;
	const { units, unitOf, rows } = design;
	const draw = unitDraw(asked);
	const drawn = [new Int32Array(units), new Int32Array(units)];
	const spread = unitOf ? drawn.map(() => new Int32Array(rows)) : drawn;
	const sums = new Float64Array(countSums(asked));
	const values = new Float64Array(ranks.length);
	return {
		lanes: 2,
		draw(resample, size) {
			draw(resample, indices === void 0 ? drawn : drawn.slice(0, size));
			if (unitOf !== void 0) for (const lane of drawn.keys()) spreadCounts(drawn[lane], unitOf, spread[lane]);
		},
		sums(lane) {
			let place = 0;
			const counts = drawn[lane];
			for (const term of terms) {
				let sum = 0;
				for (let unit = 0; unit < units; unit++) sum += counts[unit] * term[unit];
				sums[place++] = sum;
			}
			for (const { codes, sizes, terms: ofCells } of cells) {
				const tally = countByCode(counts, codes, sizes.length);
				for (const term of ofCells) sums[place++] = sumTimes(term, tally);
			}
			return sums;
		},
		ranks(lane) {
			for (const [index, part] of ranks.entries()) values[index] = rankOf(part, spread[lane]);
			return values;
		},
		counts: (lane) => spread[lane]
	};
}
/** Sums that a resampler gives. */
function countSums({ terms, cells }) {
	return cells.reduce((sum, each) => sum + each.terms.length, terms.length);
}
function countByCode(counts, codes, size) {
	const tally = new Float64Array(size);
	for (let unit = 0; unit < codes.length; unit++) tally[codes[unit]] += counts[unit];
	return tally;
}
/** Counts the units of one resample. */
function countIndices(indices, resample, counts) {
	counts.fill(0);
	const start = resample * counts.length;
	for (let place = 0; place < counts.length; place++) counts[indices[start + place]]++;
}
/** How often rows count, by how often their units do. */
function spreadCounts(counts, unitOf, rowCounts) {
	for (let row = 0; row < rowCounts.length; row++) rowCounts[row] = counts[unitOf[row]];
}

// src/statistics/kernel-resampler.ts
/** The kernel's lanes: a byte a unit each. */
const lanes = 8;
/** From here on a rank's counts are more than 16 bits may hold. */
const mostRanked = 2 ** 15;
/** Units whose counts are widened at a time. */
const tile = 256;
/** Whether the kernel does all that is asked: its counts are bytes, and its ranks those of some thousand rows of weight 1. */
function fitsKernel({ design, ranks, indices }) {
	if (indices !== void 0 && design.units > 255) return false;
	return ranks.length === 0 || mostCounted(design) < mostRanked && ranks.every(isUnweighted);
}
/** Rows that a resample counts at most: the largest group may be drawn each time. */
function mostCounted({ units, unitOf, rows }) {
	if (unitOf === void 0) return rows;
	const sizes = new Uint32Array(units);
	for (const unit of unitOf) sizes[unit] += 1;
	return units * sizes.reduce((most, size) => Math.max(most, size));
}
function isUnweighted({ order: { positive, negative } }) {
	return positive.every((weight, place) => weight + negative[place] === 1);
}
/** Eight resamples at a time, by the kernel: the same draws as the plain resampler's, and the same sums and ranks. */
function kernelResampler(open, asked) {
	const { design, ranks, indices } = asked;
	const { units, unitOf, rows } = design;
	const { kernel, counts, drawing, wide, summed, cells, sums, plans, values } = layOut(open, asked);
	const drawn = new Int32Array(units);
	const rowCounts = unitOf ? new Int32Array(rows) : drawn;
	const own = {
		sums: new Float64Array(countSums(asked)),
		values: new Float64Array(ranks.length)
	};
	const drawUnits = indices === void 0 && design.drawBlocks === void 0 ? void 0 : unitDraw(asked);
	const hashed = hashSeed(asked.seed);
	const drawEach = (draw, resample, size) => {
		for (let lane = 0; lane < size; lane++) {
			draw(resample + lane, [drawn]);
			for (let unit = 0; unit < units; unit++) counts[unit * lanes + lane] = drawn[unit];
		}
	};
	return {
		lanes,
		draw(resample, size) {
			if (drawUnits !== void 0) drawEach(drawUnits, resample, size);
			else kernel.draw(hashed, 2 + resample / 2, counts.byteOffset, units, ...drawing);
			if (summed.size > 0) kernel.sum(counts.byteOffset, units, summed.at, summed.size, wide.byteOffset, sums.byteOffset);
			for (const [index, { metric, places, ends, segments }] of plans.entries()) kernel[metric](counts.byteOffset, places, ends, segments, values.byteOffset + index * lanes * 8);
			for (const each of cells) kernel.sumCells(counts.byteOffset, ...each);
		},
		sums: (lane) => pick(sums, lane, own.sums),
		ranks: (lane) => pick(values, lane, own.values),
		counts(lane) {
			for (let unit = 0; unit < units; unit++) drawn[unit] = counts[unit * lanes + lane];
			if (unitOf !== void 0) spreadCounts(drawn, unitOf, rowCounts);
			return rowCounts;
		}
	};
}
/** Opens a kernel with room for all that is asked, and places the terms and the orders of rows in it. */
function layOut(open, asked) {
	const { design, terms, ranks } = asked;
	const { units, unitOf } = design;
	const segments = ranks.map(({ metric, order }) => metric === "area" ? areaSegments(order) : precisionSegments(order));
	const kernel = open(memoryOf(bytesOf(asked, segments)));
	const arena = openArena(kernel);
	const counts = new Uint8Array(kernel.memory.buffer, arena.ints(2 * units).byteOffset, units * lanes);
	const sums = arena.floats((countSums(asked) + 1) * lanes);
	const [at = 0] = terms.map((term) => arena.place(term));
	const odds = rowOdds(units);
	return {
		kernel,
		counts,
		drawing: [
			odds === void 0 ? 0 : arena.place(new Int32Array(odds.limits.buffer)),
			odds === void 0 ? 0 : arena.place(odds.rest),
			arena.ints(oddOf(units)).byteOffset,
			arena.ints(24).byteOffset
		],
		summed: {
			at,
			size: terms.length
		},
		plans: segments.map(({ rows, ends }, index) => ({
			metric: ranks[index].metric,
			places: arena.place(rows.map((row) => lanes * (unitOf ? unitOf[row] : row))),
			ends: arena.place(ends),
			segments: ends.length / 2
		})),
		cells: placeCells(asked, sums, arena),
		wide: arena.floats(tile * lanes),
		sums,
		values: arena.floats(ranks.length * lanes)
	};
}
/** Bytes of all that is asked; each piece may begin up to 7 bytes after the one before it. */
function bytesOf(asked, segments) {
	const { design, terms, ranks, cells } = asked;
	const { units } = design;
	const floats = (tile + countSums(asked) + 1 + ranks.length) * lanes + terms.length * units + cells.reduce((sum, { sizes, terms: { length } }) => sum + (lanes + length) * sizes.length, 0);
	const ints = (2 + cells.length) * units + segments.reduce((sum, { rows, ends }) => sum + rows.length + ends.length, 0) + cells.reduce((sum, { sizes }) => sum + sizes.length, 0) + oddOf(units);
	return 8 * floats + 4 * ints + 16 * (segments.length + cells.length) + 512;
}
/** Room for the units whose counts 16 bits do not tell: many times as many as there are likely to be. */
function oddOf(units) {
	return Math.ceil(units / 100) + 64;
}
/** What the kernel sums each set of cells by, from the sums of the unit's own terms on. */
function placeCells({ terms, cells, design: { units } }, sums, arena) {
	let out = sums.byteOffset + terms.length * lanes * 8;
	return cells.map(({ codes, sizes, terms: ofCells }) => {
		let end = 0;
		const ends = sizes.map((size) => end += size);
		const next = ends.map((each, cell) => each - sizes[cell]);
		const places = new Int32Array(units);
		for (let unit = 0; unit < units; unit++) places[next[codes[unit]]++] = lanes * unit;
		const [at = 0] = ofCells.map((term) => arena.place(term));
		const wide = arena.floats(sizes.length * lanes).byteOffset;
		const own = out;
		out += ofCells.length * lanes * 8;
		return [
			arena.place(places),
			arena.place(ends),
			sizes.length,
			at,
			ofCells.length,
			wide,
			own
		];
	});
}
/** The values of one lane. */
function pick(values, lane, own) {
	for (let index = 0; index < own.length; index++) own[index] = values[index * lanes + lane];
	return own;
}

// src/statistics/unite-terms.ts
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
			const found = candidates.find((place) => isSame(terms[place], term));
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
function isSame(a, b) {
	if (a === b) return true;
	for (let unit = 0; unit < a.length; unit++) if (a[unit] !== b[unit]) return false;
	return true;
}

// src/statistics/replicate.ts
/**
* Measures on resamples of units, all on the same ones. Terms that measures share are summed once; so are other statistics
* worked out that they share. Of the members of `cells` (by their index among the measures) units are counted by cell. The
* kernel changes nothing but the time.
*/
function replicateMeasures(measures, design, { resamples, seed, cells = [], indices, open }) {
	const replicates = measures.map(() => new Float64Array(resamples));
	const sums = planSums(measures, cells, {
		units: design.units,
		replicates
	});
	const counts = planCounts(measures, replicates);
	const asked = {
		design,
		seed,
		indices,
		terms: sums.terms,
		cells: sums.cells,
		ranks: counts.ranks
	};
	const isWorth = sums.terms.length + sums.cells.length + counts.ranks.length > 0;
	const resampler = open && isWorth && fitsKernel(asked) ? kernelResampler(open, asked) : plainResampler(asked);
	for (let from = 0; from < resamples; from += resampler.lanes) {
		const size = Math.min(resampler.lanes, resamples - from);
		resampler.draw(from, size);
		for (let lane = 0; lane < size; lane++) {
			sums.read(resampler, lane, from + lane);
			counts.read(resampler, lane, from + lane);
		}
	}
	return replicates;
}
/** Of the measures that are functions of sums: the terms that vary, and how their sums are read. */
function planSums(measures, shared, { units, replicates }) {
	const ofCells = shared.map(({ members, cells }) => planTerms(members.map(({ index, measure: { terms, combine }, from }) => ({
		combine,
		replicates: replicates[index],
		terms: cells.terms.slice(from, from + terms.length)
	})), units));
	const inCells = new Set(shared.flatMap(({ members }) => members.map(({ index }) => index)));
	const alone = planTerms(measures.flatMap(({ terms, combine }, index) => terms === void 0 || inCells.has(index) ? [] : [{
		terms,
		combine,
		replicates: replicates[index]
	}]), units);
	const plans = [alone, ...ofCells];
	const isAny = plans.some(({ parts }) => parts.length > 0);
	return {
		terms: alone.terms,
		cells: shared.map(({ cells }, place) => ({
			...cells,
			terms: ofCells[place].terms
		})),
		read(resampler, lane, resample) {
			if (!isAny) return;
			const found = resampler.sums(lane);
			let place = 0;
			for (const { varying, all, parts } of plans) {
				for (let index = 0; index < varying.length; index++) all[varying[index]] = found[place++];
				for (const { own, sums, combine, replicates: replicated } of parts) {
					for (let term = 0; term < own.length; term++) sums[term] = all[own[term]];
					replicated[resample] = combine(sums);
				}
			}
		}
	};
}
/** The terms that vary of some measures, each once, their places among all terms' sums, and those of each measure. */
function planTerms(asked, units) {
	const { terms, places } = uniteTerms(asked.flatMap((each) => each.terms));
	const varying = [...terms.keys()].filter((place) => !isConstant(terms[place]));
	let from = 0;
	return {
		terms: varying.map((place) => terms[place]),
		varying: Int32Array.from(varying),
		all: Float64Array.from(terms, (term) => units * (term[0] ?? 0)),
		parts: asked.map(({ terms: { length }, combine, replicates }) => {
			const own = places.subarray(from, from + length);
			from += length;
			return {
				own,
				sums: new Float64Array(length),
				combine,
				replicates
			};
		})
	};
}
/** Of the measures that go through the rows: the ranks that they are made of, and how all are worked out. */
function planCounts(measures, replicates) {
	const counted = [...measures.entries()].filter(([, { terms }]) => terms === void 0);
	const ranks = [];
	const statistics = [...new Set(counted.flatMap(([, { parts }]) => parts))];
	const readers = statistics.map((statistic) => {
		const made = statistic.ranks?.();
		if (made === void 0) return (resampler, lane) => statistic.at(resampler.counts(lane));
		const own = made.parts.map((part) => {
			const known = ranks.findIndex(({ metric, order }) => metric === part.metric && order === part.order);
			return known >= 0 ? known : ranks.push(part) - 1;
		});
		const values = new Float64Array(own.length);
		return (resampler, lane) => {
			const found = resampler.ranks(lane);
			for (let part = 0; part < own.length; part++) values[part] = found[own[part]];
			return made.combine(values);
		};
	});
	const asked = counted.map(([index, { parts, join }]) => {
		const [own = 0, other = -1] = parts.map((part) => statistics.indexOf(part));
		return {
			own,
			other,
			join,
			replicates: replicates[index]
		};
	});
	const values = new Float64Array(statistics.length);
	return {
		ranks,
		read(resampler, lane, resample) {
			for (let place = 0; place < readers.length; place++) values[place] = readers[place](resampler, lane);
			for (const { own, other, join, replicates: replicated } of asked) replicated[resample] = join(values[own], other < 0 ? 0 : values[other]);
		}
	};
}
function isConstant(term) {
	for (let unit = 1; unit < term.length; unit++) if (term[unit] !== term[0]) return false;
	return true;
}

// src/statistics/cells.ts
/** Pairs of codes that are looked up in a table. */
const mostPairs = 2 ** 16;
/**
* The cells of units with some terms; undefined where there are more than `most`. They do not depend on the order of the
* units.
*/
function findCells(terms, most) {
	const units = terms[0]?.length ?? 0;
	let codes = new Int32Array(units);
	let size = 1;
	for (const term of uniteTerms(terms).terms) {
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
	const places = new Int32Array(size);
	for (const [place, unit] of order.entries()) places[codes[unit]] = place;
	return {
		codes: codes.map((code) => places[code]),
		sizes: Int32Array.from(order, (unit) => sizes[codes[unit]]),
		terms: terms.map((term) => Float64Array.from(order, (unit) => term[unit]))
	};
}
function splitCodes(codes, size, term, most) {
	const values = codeValues(term, most);
	if (values === void 0) return void 0;
	const pairs = values.size * size;
	const table = pairs <= mostPairs ? new Int32Array(pairs).fill(-1) : void 0;
	const map = /* @__PURE__ */ new Map();
	const split = new Int32Array(codes.length);
	let count = 0;
	for (let unit = 0; unit < codes.length; unit++) {
		const pair = values.codes[unit] * size + codes[unit];
		let code = (table ? table[pair] : map.get(pair)) ?? -1;
		if (code < 0) {
			if (count >= most) return void 0;
			code = count++;
			if (table) table[pair] = code;
			else map.set(pair, code);
		}
		split[unit] = code;
	}
	return {
		codes: split,
		size: count
	};
}
/** A code for each different value of a term; undefined where there are more than `most`. */
function codeValues(term, most) {
	const known = /* @__PURE__ */ new Map();
	const codes = new Int32Array(term.length);
	let [first, other, otherCode] = [
		term[0] ?? 0,
		NaN,
		0
	];
	known.set(first, 0);
	for (let unit = 0; unit < term.length; unit++) {
		const value = term[unit];
		if (value === first) continue;
		if (value !== other) {
			const found = known.get(value) ?? known.size;
			if (found >= most) return void 0;
			known.set(value, found);
			[other, otherCode] = [value, found];
		}
		codes[unit] = otherCode;
	}
	return {
		codes,
		size: known.size
	};
}
function compare(terms, a, b) {
	for (const term of terms) if (term[a] !== term[b]) return term[a] - term[b];
	return 0;
}

// src/statistics/multinomial.ts
/** Below this mean, inversion from the mode takes few steps, and what bounds the rejection does not hold. */
const fewestRejected = 10;
/**
* Draws as many rows as there are in all cells, with replacement, when only their cells matter: one binomial draw a cell
* of what the cells before left. `sizes` are the rows of each cell.
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
			isMost: share > .5,
			...oddsOf(Math.min(share, 1 - share))
		};
	});
	return (random, counts) => {
		let left = rows;
		for (const each of odds) {
			const drawn = each.share === 0 ? 0 : binomial(random, left, each, factorials);
			const count = each.isMost ? left - drawn : drawn;
			counts[each.cell] = count;
			left -= count;
		}
	};
}
function oddsOf(share) {
	const ratio = share / (1 - share);
	return {
		share,
		ratio,
		logRatio: log(ratio),
		logRest: log(1 - share)
	};
}
/** Draws how many of n rows fall on a share; `factorials` are ln 0! \u2026 ln n!. */
function binomial(random, n, odds, factorials) {
	const mode = Math.min(n, Math.floor((n + 1) * odds.share));
	return n * odds.share < fewestRejected ? fromMode(random, {
		n,
		mode,
		odds,
		factorials
	}) : byRejection(random, {
		n,
		mode,
		odds,
		factorials
	});
}
/**
* Transformed rejection (H\u00f6rmann, "The generation of binomial random variates", Journal of Statistical Computation and
* Simulation, 1993, BTRS): most draws are taken without working out their probability.
*/
function byRejection(random, { n, mode, odds, factorials }) {
	const { share, logRatio } = odds;
	const deviation = Math.sqrt(n * share * (1 - share));
	const b = 1.15 + 2.53 * deviation;
	const a = -.0873 + .0248 * b + .01 * share;
	const center = n * share + .5;
	const sure = .92 - 4.2 / b;
	while (true) {
		const u = (random.next() + .5) / 2 ** 32 - .5;
		const v = (random.next() + .5) / 2 ** 32;
		const edge = .5 - Math.abs(u);
		const count = Math.floor((2 * a / edge + b) * u + center);
		if (edge >= .07 && v <= sure) return count;
		if (count < 0 || count > n) continue;
		const alpha = (2.83 + 5.1 / b) * deviation;
		const most = factorials[mode] + factorials[n - mode] - factorials[count] - factorials[n - count] + (count - mode) * logRatio;
		if (log(v * alpha / (a / (edge * edge) + b)) <= most) return count;
	}
}
/** The count at which the probabilities, added up from the mode outwards, pass a uniform number. */
function fromMode(random, { n, mode, odds, factorials }) {
	const { ratio, logRatio, logRest } = odds;
	const choices = factorials[n] - factorials[mode] - factorials[n - mode];
	const density = exp(choices + mode * logRatio + n * logRest);
	let rest = uniform(random) - density;
	if (rest < 0) return mode;
	let [up, above, down, below] = [
		mode,
		density,
		mode,
		density
	];
	while (up < n || down > 0) {
		if (up < n) {
			above *= (n - up) / (up + 1) * ratio;
			up++;
			rest -= above;
			if (rest < 0) return up;
		}
		if (down > 0) {
			below *= down / ((n - down + 1) * ratio);
			down--;
			rest -= below;
			if (rest < 0) return down;
		}
		if (above + below < 1e-18) break;
	}
	return mode;
}
/** ln 0!, ln 1! \u2026 ln n!. */
function logFactorials(n) {
	const logs = new Float64Array(n + 1);
	for (let i = 2; i <= n; i++) logs[i] = logs[i - 1] + log(i);
	return logs;
}

// src/statistics/replicate-cells.ts
/** Puts measures that are sums together by their cells; undefined for those whose units fall into more than `most`. */
function shareCells(measures, most) {
	const groups = [];
	return measures.map((measure, index) => {
		const { terms } = measure;
		const own = terms && findCells(terms, most);
		if (terms === void 0 || own === void 0) return void 0;
		for (const group of groups) {
			const known = group.members.flatMap((member) => member.measure.terms);
			if (group.cells.sizes.length !== own.sizes.length) continue;
			const both = findCells([...known, ...terms], own.sizes.length);
			if (both === void 0) continue;
			group.cells = both;
			group.members.push({
				index,
				measure,
				from: known.length
			});
			return group;
		}
		const group = {
			cells: own,
			members: [{
				index,
				measure,
				from: 0
			}]
		};
		groups.push(group);
		return group;
	});
}
/** A measure without a unit of each cell. */
function deletionsOfCells({ cells, members }, index) {
	const { from, measure } = members.find((member) => member.index === index);
	const terms = cells.terms.slice(from, from + measure.terms.length);
	return {
		values: withoutEach(terms, measure.combine, cells.sizes),
		times: cells.sizes
	};
}
/** Measures on resamples, of which only matters how often each cell comes: an array of each member, at its index. */
function replicateCells(groups, { resamples, seed }) {
	const replicates = [];
	for (const group of groups) for (const part of drawCells(group, resamples, randomFrom(randomState(seed, 1)))) replicates[part.index] = part.replicates;
	return replicates;
}
function drawCells({ cells: { sizes, terms }, members }, resamples, random) {
	const draw = multinomial(sizes);
	const counts = new Int32Array(sizes.length);
	const { terms: different, places } = uniteTerms(terms);
	const values = Float64Array.from(different.flatMap((term) => Array.from(term)));
	const found = new Float64Array(different.length);
	const sums = new Float64Array(terms.length);
	const parts = members.map(({ index, measure, from }) => ({
		index,
		combine: measure.combine,
		sums: sums.subarray(from, from + measure.terms.length),
		replicates: new Float64Array(resamples)
	}));
	for (let resample = 0; resample < resamples; resample++) {
		draw(random, counts);
		for (let term = 0, at = 0; term < found.length; term++) {
			let sum = 0;
			for (let cell = 0; cell < counts.length; cell++, at++) sum += counts[cell] * values[at];
			found[term] = sum;
		}
		for (let term = 0; term < sums.length; term++) sums[term] = found[places[term]];
		for (const part of parts) part.replicates[resample] = part.combine(part.sums);
	}
	return parts;
}

// src/statistics/bootstrap.ts
/** Row counts of all resamples of a number that has no influence known, where there are many rows. */
const mostWork = 2e8;
/**
* Estimates numbers on the same rows, each with the interval that fits it: BCa from resamples of rows, groups, or blocks
* in time; percentiles of numbers without a smooth influence; none of a greatest error or a binned calibration error.
* Where all units fall into few cells that are alike in all that matters (predicted classes), a resample is a draw of how
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
/** Of fewer units, resamples reach no further than the units do: all on one side of a bound by chance more often than one time in forty. */
const fewest = 6;
/** From here on resamples vary enough. */
const enough = 100;
function tooFew({ unitOf }) {
	return `fewer than ${fewest} ${unitOf ? "groups" : "rows"} show nothing with 95 % confidence`;
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
	if (design.units < (indices === void 0 ? fewest : 2)) return boundless({
		...of,
		value: numberOf(request),
		caution: tooFew(design)
	}, request.range);
	if (design.units <= mostUnits || indices !== void 0 || intervalOf(request) === "percentile") return void 0;
	return influenceEstimate(request, design);
}
function resampleRequests(requests, design, options) {
	const { indices, mostUnits = 5e4 } = options;
	const seed = typeof options.seed === "number" ? options.seed : options.seed();
	const most = design.units > mostUnits ? Math.max(200, Math.round(mostWork / design.rows)) : Infinity;
	const resamples = indices ? Math.floor(indices.length / design.units) : Math.min(options.resamples ?? 9999, most);
	const measures = requests.map((request) => measureOf(request, design));
	const shared = indices === void 0 && design.blockOf === void 0 ? shareCells(measures, Math.max(16, Math.floor(design.units / 16))) : [];
	const cells = [...new Set(shared.filter((each) => each !== void 0))];
	const replicated = measures.some((_, index) => shared[index] === void 0) ? replicateMeasures(measures, design, {
		resamples,
		seed,
		cells,
		indices,
		open: options.openKernel
	}) : replicateCells(cells, {
		resamples,
		seed
	});
	return measures.map((measure, index) => {
		const group = shared[index];
		const replicates = replicated[index];
		const deletions = intervalOf(requests[index]) === "bca" ? group ? deletionsOfCells(group, index) : deletionsOf(measure, design) : void 0;
		return resampledEstimate({
			value: measure.value,
			replicates,
			deletions,
			range: requests[index].range,
			...indices === void 0 && design.units < enough && { fewUnits: design.units }
		}, {
			n: design.units,
			words: wordsOf(design, deletions),
			cautions: cautionsOf(design, deletions, group ? void 0 : measure)
		});
	});
}
function wordsOf({ units, unitOf, blockLength }, deletions) {
	const drawn = blockLength === void 0 ? unitOf && ` of ${formatNumber(units)} groups` : ` of circular blocks of ${formatNumber(blockLength)} rows in time`;
	const left = deletions?.blocks ? `, jackknife of ${deletions.blocks} blocks` : "";
	return `${drawn ?? ""}${left}`;
}
function cautionsOf({ units, unitOf }, deletions, measure) {
	const terms = measure?.parts.length === 1 ? measure.terms : void 0;
	return [units < 30 ? `fewer than 30 ${unitOf ? "groups" : "rows"}: the interval is likely too narrow` : void 0, (deletions && cautionOfFewRows(deletions.values, deletions.times)) ?? (terms && cautionOfUnevenTerms(terms))];
}

// src/statistics/group-variance.ts
/**
* The variance of the mean of independent groups, of their shares h of the weights and of their deviations
* h (mean of the group - mean): the sum of the squares of these, divided by what it falls short of where the means of
* the groups are of one variance, with Satterthwaite's degrees of freedom (Bell and McCaffrey, "Bias reduction in
* standard errors for linear regression with multi-stage samples", 2002). For n equal groups that is s\u00b2/n and n - 1.
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
* are not. Where skewness is removed, a mean may be more skewed before as much harm is done.
*/
const [skewLimit, valueSkew, correctedLimit] = [
	.15,
	3,
	.27
];
/** Rows of which the skewness is known well enough to be removed. */
const manyRows = 100;
/**
* The mean of values that are all finite, with Student's t interval. Weights and groups make it a ratio of sums over
* groups (a row by itself is a group of one), whose variance is that of its linearised terms, see `groupVariance`: for
* rows without weights it is the plain t interval, and for equal groups that of their means. From 100 rows on skewness
* is removed where it is to be, see `removeSkewness`.
*/
function estimateMean(values, options = {}) {
	const { value, shares, deviations, spread } = linearise(values, options);
	const { variance, df, n, effective } = groupVariance(shares, deviations);
	const standardError = Math.sqrt(variance);
	if (n > 0 && !(n > 1 && standardError > 1e-13 * spread)) return {
		...unvariedEstimate(value, effective, options.range),
		n
	};
	const isKnown = options.groups === void 0 && n >= manyRows;
	const isCorrected = options.isSkewed === true && isKnown;
	const isWidened = options.isSkewed === false && isKnown;
	const skewness = skewnessOf(deviations);
	const words = [
		isCorrected && "skewness-corrected",
		isWidened ? "t interval, skewness-corrected where that is wider, of the" : "t interval of the",
		options.weights && "weighted",
		"mean of"
	];
	return studentEstimate({
		value,
		n,
		standardError,
		df,
		...(isCorrected || isWidened) && {
			skewness,
			mayBeChance: isWidened
		},
		method: `${words.filter(Boolean).join(" ")} ${formatNumber(n)} ${options.groups ? "groups" : "rows"}`,
		caution: cautionOfSkewness(isCorrected ? correctedLimit : Math.max(skewLimit, valueSkew / Math.sqrt(n)), deviations)
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
	const score = (x) => (share - x) / Math.sqrt(Math.abs(x * (1 - x)) / rows) || 0;
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

// src/statistics/transform-estimate.ts
/** The estimate of scale \u00d7 quantity + offset, its bounds changing places where the scale is negative. */
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

// src/statistics/rows-needed.ts
/**
* Rows (or groups) at which the lower bound of a mean difference lies above -margin with probability `power`, were the
* true difference 0: (z(1 - alpha) + z(power))\u00b2 s\u00b2 / margin\u00b2, s the standard deviation of the rows' differences.
*/
function rowsNeeded(asked) {
	const { standardDeviation, margin, alpha = .025, power = .8 } = asked;
	const reach = normalQuantile(1 - alpha) + normalQuantile(power);
	return Math.ceil((reach * standardDeviation / margin) ** 2);
}
/**
* The same, of rows like those of an estimate. One whose rows did not vary has a bound that nears its value as 1 / n: the
* rows at which that is within the margin. Undefined where nothing is known of the rows.
*/
function rowsNeededLike(estimate, asked) {
	const { n, standardError } = estimate;
	if (standardError > 0) return rowsNeeded({
		...asked,
		standardDeviation: standardError * Math.sqrt(n)
	});
	const reach = estimate.value - estimate.bounds(asked.alpha ?? .025)[0];
	return Number.isFinite(reach) ? Math.ceil(n * reach / asked.margin) : void 0;
}

export { bcaInterval, bootstrapEstimates, designOf, estimateAuc, estimateAucDifference, estimateMean, estimateShare, estimateShareDifference, holm, rowsNeededLike, standardDeviation, transformEstimate };