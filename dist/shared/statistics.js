import { formatNumber } from "./core.js";
import { exp, log, randomFrom, randomState, uniform } from "./numbers.js";
import { areaSegments, precisionSegments, rankOf, sumInfluence } from "./metrics.js";
import { countUpTo, memoryOf, openArena } from "./data.js";

// src/statistics/sort-rows.ts
/**
* The same, and where each value ends.
* Values and row numbers are packed into one number each, since numbers alone are sorted many times faster than by a
* comparison; what falls together in the packed digits is compared.
*/
function sortWithEnds(values) {
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
	const ends = new Int32Array(length);
	let count = 0;
	let [from, last, isEqual] = [
		0,
		-1,
		true
	];
	for (let i = 0; i < length; i++) {
		const step = Math.floor(packed[i] / length);
		const row = packed[i] - step * length;
		if (step !== last) {
			if (!isEqual) count = sortRun(rows.subarray(0, i), from, values, ends, count);
			if (i > 0) ends[count++] = i;
			[from, last, isEqual] = [
				i,
				step,
				true
			];
		} else if (values[row] !== values[rows[i - 1]]) isEqual = false;
		rows[i] = row;
	}
	if (!isEqual) count = sortRun(rows, from, values, ends, count);
	if (length > 0) ends[count++] = length;
	return {
		order: rows,
		ends: ends.slice(0, count)
	};
}
/** Sorts the rows from a place on, and says where their values end but for the last; gives back how many ends there are. */
function sortRun(rows, from, values, ends, count) {
	rows.subarray(from).sort((a, b) => values[a] - values[b] || a - b);
	let known = count;
	for (let place = from + 1; place < rows.length; place++) if (values[rows[place]] !== values[rows[place - 1]]) ends[known++] = place;
	return known;
}

// src/statistics/remove-skewness.ts
/**
* Hall's transformation of a studentised mean, which has the skewness of its values in it, to one that has Student's
* distribution up to 1 / n ("On the removal of skewness by transformation", Journal of the Royal Statistical Society B
* 54, 1992). It grows everywhere. `skewness` is that of the mean: of n values theirs / √n.
*/
function removeSkewness(skewness) {
	if (!(Math.abs(skewness) > 1e-9)) return {
		of: (t) => t,
		back: (x) => x
	};
	const third = skewness / 3;
	return {
		of: (t) => ((1 + third * t) ** 3 - 1) / skewness + skewness / 6,
		back: (x) => (Math.cbrt(1 + skewness * (x - skewness / 6)) - 1) / third
	};
}
/** The skewness of a sum of terms whose mean is 0: Σd³ / (Σd²)^1.5. */
function skewnessOf(...terms) {
	let squares = 0;
	let cubes = 0;
	for (const part of terms) for (let i = 0; i < part.length; i++) {
		const square = part[i] * part[i];
		squares += square;
		cubes += square * part[i];
	}
	return cubes / squares ** 1.5;
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

// src/statistics/density.ts
/**
* ln Γ(x + 1) less Stirling's approximation of it, for x ≥ 0; Infinity at 0. With `deviance` it gives densities to
* almost full precision (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000). Below 16 the
* series is entered from x + 1, x + 2, …
*/
function stirlingError(x) {
	if (x === 0) return Infinity;
	let steps = 0;
	for (; x < 16; x++) steps += (x + .5) * Math.log1p(1 / x) - 1;
	const square = x * x;
	const series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x;
	return steps + series;
}
/** x ln(x / mean) + mean - x without cancellation (Loader's bd0). */
function deviance(x, mean) {
	const difference = x - mean;
	if (Math.abs(difference) >= .1 * (x + mean)) return x * Math.log(x / mean) - difference;
	const ratio = difference / (x + mean);
	let sum = difference * ratio;
	let term = 2 * x * ratio;
	for (let odd = 3;; odd += 2) {
		term *= ratio * ratio;
		const next = sum + term / odd;
		if (next === sum) return sum;
		sum = next;
	}
}
/** The probability of `x` where `mean` are expected, after Poisson, for any x ≥ 0: mean^x e^-mean / Γ(x + 1). */
function poissonDensity(x, mean) {
	if (mean === 0) return x === 0 ? 1 : 0;
	if (x === 0) return Math.exp(-mean);
	return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}
/**
* The probability of `x` successes in `n` trials of probability `p`, for any n ≥ x ≥ 0. `q` is 1 - p, where the caller
* has it more exactly.
*/
function binomialDensity(x, n, p, q = 1 - p) {
	if (p === 0) return x === 0 ? 1 : 0;
	if (q === 0) return x === n ? 1 : 0;
	if (x === 0) return Math.exp(n * (p < .5 ? Math.log1p(-p) : Math.log(q)));
	if (x === n) return Math.exp(n * (q < .5 ? Math.log1p(-q) : Math.log(p)));
	const exponent = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
	return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
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

// src/statistics/upper-tail.ts
/**
* The probability that a chi-square variable of that many degrees of freedom (a whole number from 1) is above `x`:
* the regularised incomplete gamma function Q(degrees / 2, x / 2), by its series below the mean and by Lentz's
* continued fraction above it (Numerical Recipes, 6.2).
*/
function chiSquareTail(x, degrees) {
	if (Number.isNaN(x)) return NaN;
	if (x <= 0) return 1;
	if (x === Infinity) return 0;
	const [a, half] = [degrees / 2, x / 2];
	const density = poissonDensity(a, half);
	return half < a + 1 ? 1 - density * lowerSeries(a, half) : density * a * upperFraction(a, half);
}
/** The probability that a standard normal variable is further from 0 than `z`, on either side. */
function normalTails(z) {
	return chiSquareTail(z * z, 1);
}
function lowerSeries(a, x) {
	let term = 1;
	let sum = 1;
	for (let factor = a + 1; term > sum * 1e-17; factor++) {
		term *= x / factor;
		sum += term;
	}
	return sum;
}
function upperFraction(a, x) {
	const tiny = 1e-300;
	let b = x + 1 - a;
	let c = 1 / tiny;
	let d = 1 / b;
	let fraction = d;
	for (let i = 1; i < 1e6; i++) {
		const numerator = -i * (i - a);
		b += 2;
		d = numerator * d + b;
		d = 1 / (d === 0 ? tiny : d);
		c = b + numerator / c;
		if (c === 0) c = tiny;
		const change = c * d;
		fraction *= change;
		if (Math.abs(change - 1) < 2e-16) break;
	}
	return fraction;
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
* (Infinity: normal), once the skewness of the estimate is removed, where it is told. A standard error that is 0,
* infinite or unknown bounds nothing.
*/
function studentEstimate(found) {
	const { df, skewness = 0, ...estimate } = found;
	const { value, standardError } = estimate;
	if (!(standardError > 0 && standardError < Infinity && df > 0)) return {
		...estimate,
		...unbounded
	};
	const { of, back } = removeSkewness(skewness);
	return {
		...estimate,
		bounds: (alpha) => {
			const reach = -tQuantile(alpha, df);
			return [value - back(reach) * standardError, value - back(-reach) * standardError];
		},
		pBelow: (x) => tCdf(of((value - x) / standardError), df),
		pAbove: (x) => tCdf(-of((value - x) / standardError), df)
	};
}
/** What can be said of a value of which nothing is known. */
const unbounded = {
	bounds: () => [-Infinity, Infinity],
	pBelow: () => 1,
	pAbove: () => 1
};

// src/statistics/fold-scores.ts
/**
* The mean difference of scores over folds of a cross-validation, where the rows themselves are not known: the corrected
* resampled t (Nadeau and Bengio, "Inference for the generalization error", 2003). Folds share their training rows, so
* the variance of k differences counts 1 / k + testRows / trainRows times. Fewer than two folds, or folds that do not
* differ, bound nothing.
*/
function estimateFoldScores(differences, { trainRows, testRows }) {
	const k = differences.length;
	const value = differences.reduce((sum, each) => sum + each, 0) / k;
	const variance = differences.reduce((sum, each) => sum + (each - value) ** 2, 0) / (k - 1);
	return studentEstimate({
		value,
		n: k,
		standardError: Math.sqrt(variance * (1 / k + testRows / trainRows)),
		df: k - 1,
		method: `corrected resampled t over ${k} folds (Nadeau and Bengio)`
	});
}

// src/statistics/placements.ts
/**
* Places the rows, of scores that are all finite, by one sort (Sun and Xu, "Fast implementation of DeLong's algorithm",
* 2014). `falling` has them by score, the highest first, where they are sorted already.
*/
function placeRows({ positive, weights }, scores, falling) {
	const { order, ends } = falling ?? sortWithEnds(scores);
	const ofRow = new Float64Array(scores.length);
	let [above, below] = [0, 0];
	for (let step = 0; step < ends.length; step++) {
		const cut = falling ? ends.length - 1 - step : step;
		const from = cut > 0 ? ends[cut - 1] : 0;
		const to = ends[cut];
		const last = from + to - 1;
		let [tiedAbove, tiedBelow] = [0, 0];
		for (let place = from; place < to; place++) {
			const row = order[falling ? last - place : place];
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
const caution = "heavy tails: a few rows make most of the variance, so the interval may be too narrow";
/** By simulation, see `cautionOfFewRows`. */
const fewestLimit = .58;
/**
* Why Student's t interval of a sum of these terms, whose mean is 0, may be too narrow: the sum is more skewed than
* `limit`. Tails that are alike on both sides do it no harm. For a mean of n values the skewness is theirs / √n.
*/
function cautionOfSkewness(limit, ...terms) {
	return Math.abs(skewnessOf(...terms)) > limit ? caution : void 0;
}
/**
* Why a bootstrap's interval, or one from influences, may be too narrow, from the number without each unit, or each one's
* influence; `times` as in `Deletions`. Skewness BCa corrects; but where few rows make the variance, the sample may lack
* others like them. With d each unit's distance from the mean, Σd⁴ / (Σd²)² is one over the number of units that would
* make such a variance, were they equal. Of light tails it falls as 1 / n, of heavy ones hardly: the limit is
* 0.58 / ∜n, which R² and RMSE of lognormal targets pass in nine of ten draws of 200, 1,000 and 5,000 rows by simulation
* (scripts/bench/results/gate.md says of what else it warns).
*/
function cautionOfFewRows(values, times) {
	let units = 0;
	let sum = 0;
	for (let i = 0; i < values.length; i++) {
		const count = times ? times[i] : 1;
		units += count;
		sum += count * values[i];
	}
	let squares = 0;
	let fourths = 0;
	for (let i = 0; i < values.length; i++) {
		const square = (values[i] - sum / units) ** 2;
		squares += (times ? times[i] : 1) * square;
		fourths += (times ? times[i] : 1) * square * square;
	}
	return fourths * units ** .25 > fewestLimit * squares * squares ? caution : void 0;
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
/** One resample at a time, in plain TypeScript. */
function plainResampler({ design, terms, ranks, state, indices }) {
	const { units, unitOf, rows } = design;
	const drawn = new Int32Array(units);
	const rowCounts = unitOf ? new Int32Array(rows) : drawn;
	const sums = new Float64Array(terms.length);
	const values = new Float64Array(ranks.length);
	return {
		lanes: 1,
		draw(resample) {
			if (indices === void 0) design.draw(state, drawn);
			else countIndices(indices, resample, drawn);
			if (unitOf !== void 0) spreadCounts(drawn, unitOf, rowCounts);
		},
		sums() {
			for (const [index, term] of terms.entries()) {
				let sum = 0;
				for (let unit = 0; unit < units; unit++) sum += drawn[unit] * term[unit];
				sums[index] = sum;
			}
			return sums;
		},
		ranks() {
			for (const [index, part] of ranks.entries()) values[index] = rankOf(part, rowCounts);
			return values;
		},
		counts: () => rowCounts
	};
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
	const { design, terms, ranks, state, indices } = asked;
	const { units, unitOf, rows } = design;
	const { kernel, counts, apart, wide, summed, sums, plans, values, words } = layOut(open, asked);
	const drawn = new Int32Array(units);
	const rowCounts = unitOf ? new Int32Array(rows) : drawn;
	const own = {
		sums: new Float64Array(terms.length),
		values: new Float64Array(ranks.length)
	};
	const isPlain = indices === void 0 && design.blockOf === void 0;
	const drawEach = (resample, size) => {
		for (let lane = 0; lane < size; lane++) {
			if (indices === void 0) design.draw(state, drawn);
			else countIndices(indices, resample + lane, drawn);
			for (let unit = 0; unit < units; unit++) counts[unit * lanes + lane] = drawn[unit];
		}
	};
	return {
		lanes,
		draw(resample, size) {
			if (isPlain) {
				words.set(state);
				kernel.draw(words.byteOffset, counts.byteOffset, units, size, apart.byteOffset);
				state.set(words);
			} else drawEach(resample, size);
			if (summed.size > 0) kernel.sum(counts.byteOffset, units, summed.at, summed.size, wide.byteOffset, sums.byteOffset);
			for (const [index, { metric, places, ends, segments }] of plans.entries()) kernel[metric](counts.byteOffset, places, ends, segments, values.byteOffset + index * lanes * 8);
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
function layOut(open, { design, terms, ranks }) {
	const { units, unitOf } = design;
	const segments = ranks.map(({ metric, order }) => metric === "area" ? areaSegments(order) : precisionSegments(order));
	const summed = terms.length % 2 === 0 ? terms : [...terms, terms.at(-1)];
	const ranked = segments.reduce((bytes, { rows, ends }) => bytes + rows.byteLength + ends.byteLength + 16, 0);
	const found = (tile + summed.length + ranks.length) * lanes * 8;
	const kernel = open(memoryOf(2 * (units + lanes) * lanes + summed.length * units * 8 + ranked + found + 64));
	const arena = openArena(kernel);
	const counts = new Uint8Array(kernel.memory.buffer, arena.ints(2 * units).byteOffset, units * lanes);
	const [at = 0] = summed.map((term) => arena.place(term));
	return {
		kernel,
		counts,
		apart: arena.ints(2 * (units + lanes)),
		summed: {
			at,
			size: summed.length
		},
		plans: segments.map(({ rows, ends }, index) => ({
			metric: ranks[index].metric,
			places: arena.place(rows.map((row) => lanes * (unitOf ? unitOf[row] : row))),
			ends: arena.place(ends),
			segments: ends.length / 2
		})),
		wide: arena.floats(tile * lanes),
		sums: arena.floats(summed.length * lanes),
		values: arena.floats(ranks.length * lanes),
		words: arena.ints(4)
	};
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
* worked out that they share. The kernel changes nothing but the time.
*/
function replicateMeasures(measures, design, { resamples, state, indices, open }) {
	const replicates = measures.map(() => new Float64Array(resamples));
	if (measures.length === 0) return replicates;
	const sums = planSums(measures, design);
	const counts = planCounts(measures);
	const asked = {
		design,
		terms: sums.terms,
		ranks: counts.ranks,
		state,
		indices
	};
	const isWorth = sums.terms.length + counts.ranks.length > 0;
	const resampler = open && isWorth && fitsKernel(asked) ? kernelResampler(open, asked) : plainResampler(asked);
	for (let from = 0; from < resamples; from += resampler.lanes) {
		const size = Math.min(resampler.lanes, resamples - from);
		resampler.draw(from, size);
		for (let lane = 0; lane < size; lane++) {
			const set = (index, value) => {
				replicates[index][from + lane] = value;
			};
			sums.read(resampler, lane, set);
			counts.read(resampler, lane, set);
		}
	}
	return replicates;
}
/** Of the measures that are functions of sums: the terms that vary, and how their sums are read. */
function planSums(measures, { units }) {
	const { terms, places } = uniteTerms(measures.flatMap((measure) => measure.terms ?? []));
	const varying = [...terms.keys()].filter((place) => !isConstant(terms[place]));
	const all = Float64Array.from(terms, (term) => units * (term[0] ?? 0));
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
	return {
		terms: varying.map((place) => terms[place]),
		read(resampler, lane, set) {
			if (parts.length === 0) return;
			const found = resampler.sums(lane);
			for (let index = 0; index < varying.length; index++) all[varying[index]] = found[index];
			for (const { index, own, sums, combine } of parts) {
				for (let term = 0; term < own.length; term++) sums[term] = all[own[term]];
				set(index, combine(sums));
			}
		}
	};
}
/** Of the measures that go through the rows: the ranks that they are made of, and how all are worked out. */
function planCounts(measures) {
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
			index,
			own,
			other,
			join
		};
	});
	const values = new Float64Array(statistics.length);
	return {
		ranks,
		read(resampler, lane, set) {
			for (let place = 0; place < readers.length; place++) values[place] = readers[place](resampler, lane);
			for (const { index, own, other, join } of asked) set(index, join(values[own], other < 0 ? 0 : values[other]));
		}
	};
}
function isConstant(term) {
	for (let unit = 1; unit < term.length; unit++) if (term[unit] !== term[0]) return false;
	return true;
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
/** Draws how many of n rows fall on a share; `factorials` are ln 0! … ln n!. */
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
* Transformed rejection (Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and
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
/** ln 0!, ln 1! … ln n!. */
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
/** Measures on resamples, of which only matters how often each cell comes. One array a member, in their order. */
function replicateCells({ cells: { sizes, terms }, members }, { resamples, state }) {
	const random = randomFrom(state);
	const draw = multinomial(sizes);
	const counts = new Int32Array(sizes.length);
	const { terms: different, places } = uniteTerms(terms);
	const values = Float64Array.from(different.flatMap((term) => Array.from(term)));
	const found = new Float64Array(different.length);
	const sums = new Float64Array(terms.length);
	const parts = members.map(({ measure, from }) => ({
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
	return parts.map(({ replicates }) => replicates);
}

// src/statistics/bootstrap.ts
/** Row counts of all resamples of a number that has no influence known, where there are many rows. */
const mostWork = 2e8;
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
	const most = design.units > mostUnits ? Math.max(200, Math.round(mostWork / design.rows)) : Infinity;
	const resamples = indices ? Math.floor(indices.length / design.units) : Math.min(options.resamples ?? 9999, most);
	const measures = requests.map((request) => measureOf(request, design));
	const shared = indices === void 0 && design.blockOf === void 0 ? shareCells(measures, Math.max(16, Math.floor(design.units / 16))) : [];
	const drawn = replicateMeasures(measures.filter((_, index) => shared[index] === void 0), design, {
		resamples,
		state: randomState(seed, 0),
		indices,
		open: options.openKernel
	});
	const ofCells = new Map([...new Set(shared.filter((each) => each !== void 0))].flatMap((group) => replicateCells(group, {
		resamples,
		state: randomState(seed, 1)
	}).map((replicates, member) => [group.members[member].index, replicates])));
	return measures.map((measure, index) => {
		const group = shared[index];
		const replicates = ofCells.get(index) ?? drawn.shift();
		const deletions = intervalOf(requests[index]) === "bca" ? group ? deletionsOfCells(group, index) : deletionsOf(measure, design) : void 0;
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
function wordsOf({ units, unitOf, blockLength }, deletions) {
	const drawn = blockLength === void 0 ? unitOf && ` of ${formatNumber(units)} groups` : ` of circular blocks of ${formatNumber(blockLength)} rows in time`;
	const left = deletions?.blocks ? `, jackknife of ${deletions.blocks} blocks` : "";
	return `${drawn ?? ""}${left}`;
}
function cautionsOf({ units, unitOf }, deletions) {
	return [units < 30 ? `fewer than 30 ${unitOf ? "groups" : "rows"}: the interval is likely too narrow` : void 0, deletions && cautionOfFewRows(deletions.values, deletions.times)];
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
	const isCorrected = options.isSkewed === true && options.groups === void 0 && n >= manyRows;
	const skewness = skewnessOf(deviations);
	const words = [
		isCorrected && "skewness-corrected",
		"t interval of the",
		options.weights && "weighted",
		"mean of"
	];
	return studentEstimate({
		value,
		n,
		standardError,
		df,
		...isCorrected && { skewness },
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
* true difference 0: (z(1 - alpha) + z(power))² s² / margin², s the standard deviation of the rows' differences.
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

export { bcaInterval, binomialDensity, bootstrapEstimates, chiSquareTail, designOf, estimateAuc, estimateAucDifference, estimateFoldScores, estimateMean, estimateShare, estimateShareDifference, holm, normalCdf, normalQuantile, normalTails, rowsNeededLike, sortWithEnds, standardDeviation, studentEstimate, transformEstimate };