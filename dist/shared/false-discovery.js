import { counted, formatNumber } from "./core.js";
import { randomFrom, randomState, uniform } from "./numbers.js";
import { binomialDensity, chiSquareTail, normalTails } from "./evaluating.js";
import { findColumn, sampleRows } from "./data.js";

// src/statistics/exact-tail.ts
/**
* The probability that two samples of `m` and `n` values of one continuous distribution have a Kolmogorov-Smirnov
* statistic of at least `steps` / lcm(m, n), by counting lattice paths (Hodges, "The significance probability of the
* Smirnov two-sample test", 1958; the recursions are those of scipy 1.17).
*/
function exactTail(m, n, divisor, steps) {
	if (steps === 0) return 1;
	const d = steps / (m / divisor * n);
	if (d * d * m * n / (m + n) > 380) return 0;
	const p = m === n ? equalSizes(n, steps) : countPaths(Math.max(m, n), Math.min(m, n), divisor, steps);
	return Math.min(1, Math.max(0, p));
}
/** 2 \u03a3 (-1)^(k+1) C(2n, n - kh) / C(2n, n), from the last term in. */
function equalSizes(n, steps) {
	let sum = 0;
	for (let k = Math.floor(n / steps); k >= 0; k--) {
		let ratio = 1;
		for (let j = 0; j < steps; j++) ratio = (n - k * steps - j) * ratio / (n + k * steps + j + 1);
		sum = ratio * (1 - sum);
	}
	return 2 * sum;
}
/** The share of the paths from (0, 0) to (m, n), m \u2265 n, that leave the band around the diagonal. */
function countPaths(m, n, divisor, steps) {
	const [tall, wide] = [m / divisor, n / divisor];
	let from = 0;
	let to = Math.min(Math.ceil(steps / tall), n + 1);
	let length = to - from;
	const shares = new Float64Array(Math.min(2 * to + 2, n + 1)).fill(1);
	shares.fill(0, from, to);
	for (let i = 1; i <= m; i++) {
		const [lastFrom, lastLength] = [from, length];
		from = Math.min(Math.max(Math.floor((wide * i - steps) / tall) + 1, 0), n);
		to = Math.min(Math.ceil((wide * i + steps) / tall), n + 1);
		if (to <= from) return 1;
		let share = from === 0 ? 0 : 1;
		for (let j = from; j < to; j++) {
			share = (shares[j - lastFrom] * i + share * j) / (i + j);
			shares[j - from] = share;
		}
		length = to - from;
		if (lastLength > length) shares.fill(1, length, lastLength);
	}
	return shares[length - 1];
}

// src/statistics/durbin-matrix.ts
/**
* The distribution function of the one-sample Kolmogorov-Smirnov statistic, exact, by Durbin's matrix: J. Marsaglia,
* W. W. Tsang, J. Wang, "Evaluating Kolmogorov's Distribution", Journal of Statistical Software 8 (2003). Its cost
* grows with (n x)\u00b3 ln n, so it is for small n x.
*/
function durbinMatrix(x, n) {
	const k = Math.ceil(n * x);
	const size = 2 * k - 1;
	const power = powerOf(makeMatrix(k, k - n * x), size, n, k - 1);
	let value = power.matrix[(k - 1) * size + k - 1];
	let exponent = power.exponent;
	for (let i = 1; i <= n; i++) {
		value = i * value / n;
		if (Math.abs(value) < 2 ** -128) {
			value *= 2 ** 128;
			exponent -= 128;
		}
	}
	return value * 2 ** exponent;
}
/** Row-major, (2k - 1) \u00d7 (2k - 1). */
function makeMatrix(k, h) {
	const size = 2 * k - 1;
	const inverse = new Float64Array(size + 1);
	inverse[0] = 1;
	for (let i = 1; i <= size; i++) inverse[i] = inverse[i - 1] / i;
	const matrix = new Float64Array(size * size);
	for (let row = 0; row < size; row++) for (let column = 1; column < size && column <= row + 1; column++) matrix[row * size + column] = inverse[row - column + 1];
	for (let i = 0; i < size - 1; i++) {
		const edge = (1 - h ** (i + 1)) * inverse[i + 1];
		matrix[i * size] = edge;
		matrix[(size - 1) * size + size - 1 - i] = edge;
	}
	const corner = (1 + Math.max(2 * h - 1, 0) ** size - 2 * h ** size) * inverse[size];
	matrix[(size - 1) * size] = corner;
	return matrix;
}
/** A matrix to the power n, as matrix \u00d7 2^exponent. */
function powerOf(base, size, n, middle) {
	let matrix = new Float64Array(size * size);
	for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
	let [square, exponent, squareExponent] = [
		base,
		0,
		0
	];
	for (let left = n; left > 0; left = Math.floor(left / 2)) {
		if (left % 2 === 1) {
			matrix = multiply(matrix, square, size);
			exponent += squareExponent;
		}
		square = multiply(square, square, size);
		squareExponent *= 2;
		if (Math.abs(square[middle * size + middle]) > 2 ** 128) {
			square = square.map((each) => each * 2 ** -128);
			squareExponent += 128;
		}
	}
	return {
		matrix,
		exponent
	};
}
function multiply(a, b, size) {
	const product = new Float64Array(size * size);
	for (let i = 0; i < size; i++) for (let k = 0; k < size; k++) {
		const factor = a[i * size + k];
		if (factor === 0) continue;
		for (let j = 0; j < size; j++) product[i * size + j] += factor * b[k * size + j];
	}
	return product;
}

// src/statistics/pelz-good.ts
const pi2 = Math.PI ** 2;
/**
* The distribution function of the one-sample Kolmogorov-Smirnov statistic for many values, in powers of 1 / \u221an:
* W. Pelz and I. J. Good, "Approximating the Lower Tail-Areas of the Kolmogorov-Smirnov One-Sample Statistic",
* Journal of the Royal Statistical Society B 38 (1976), in scipy's order of summation.
*/
function pelzGood(x, n) {
	const z = Math.sqrt(n) * x;
	if (-pi2 / 8 / z ** 2 < -708) return 0;
	const terms = oddTerms(z);
	const [second, third] = wholeTerms(z);
	return terms[0] + terms[1] / Math.sqrt(n) + (terms[2] + second) / n + (terms[3] + third) / n ** 1.5;
}
/** The four sums over odd numbers, by Horner's scheme. */
function oddTerms(z) {
	const q = Math.exp(-pi2 / 8 / z ** 2);
	const [z2, z4, z6] = [
		z ** 2,
		z ** 4,
		z ** 6
	];
	let sums = [
		0,
		0,
		0,
		0
	];
	for (let k = lastTerm(z); k > 0; k--) {
		const m2 = (2 * k - 1) ** 2;
		const m4 = m2 ** 2;
		const coefficients = [
			1,
			-z2 + pi2 / 4 * m2,
			6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * pi2 / 4 * m2 + pi2 ** 2 * (1 - 2 * z2) / 16 * m4,
			-30 * z6 - 90 * z ** 8 + pi2 * (135 * z4 - 96 * z6) / 4 * m2 + pi2 ** 2 * (-60 * z2 + 212 * z4) / 16 * m4 + pi2 ** 3 * (5 - 30 * z2) / 64 * m2 ** 3
		];
		const power = q ** (8 * k);
		sums = sums.map((sum, i) => sum * power + coefficients[i]);
	}
	const divisors = [
		z,
		6 * z4,
		72 * z ** 7,
		6480 * z ** 10
	];
	return sums.map((sum, i) => sum * q * Math.sqrt(2 * Math.PI) / divisors[i]);
}
/** The sums over all whole numbers that the third and fourth term have beside. */
function wholeTerms(z) {
	const q = Math.exp(-pi2 / 2 / z ** 2);
	let [second, third] = [0, 0];
	for (let k = lastTerm(z); k > 0; k--) {
		const power = q ** (k * k);
		second += k * k * power;
		third += (3 * z ** 2 - pi2 * k * k) * k * k * power;
	}
	const factor = pi2 * Math.sqrt(2 * Math.PI);
	return [second * factor / (-36 * z ** 3), third * factor / (216 * z ** 6)];
}
function lastTerm(z) {
	return Math.ceil(16 * z / Math.PI);
}

// src/statistics/kolmogorov-tail.ts
/**
* The probability that the one-sample Kolmogorov-Smirnov statistic of `n` values is above `x`: which method is exact
* or good enough where is after Simard and L'Ecuyer, "Computing the Two-Sided Kolmogorov-Smirnov Distribution",
* Journal of Statistical Software 39 (2011), with the limits of scipy's `kstwo`.
*/
function kolmogorovTail(x, n) {
	const p = tailOf(x, n);
	return Math.min(1, Math.max(0, p));
}
function tailOf(x, n) {
	if (x >= 1) return 0;
	const t = n * x;
	if (t <= .5) return 1;
	if (t <= 1) return 1 - rubenGambino(n, 2 * t - 1);
	if (t >= n - 1) return 2 * (1 - x) ** n;
	if (x >= .5) return 2 * smirnovTail(x, n);
	const square = t * x;
	if (n <= 140) return square <= 4 ? 1 - durbinMatrix(x, n) : 2 * smirnovTail(x, n);
	if (square >= 370) return 0;
	if (square >= 2.2) return 2 * smirnovTail(x, n);
	return n <= 1e5 && n * x ** 1.5 <= 1.4 ? 1 - durbinMatrix(x, n) : 1 - pelzGood(x, n);
}
/** n! (base / n)^n: the distribution function up to 1 / n. */
function rubenGambino(n, base) {
	let product = 1;
	for (let i = 1; i <= n && product > 0; i++) product *= i / n * base;
	return product;
}
/** The one-sided tail, x \u03a3 C(n, j) (x + j/n)^(j-1) (1 - x - j/n)^(n-j) over j \u2264 n (1 - x) (Birnbaum and Tingey, 1951). */
function smirnovTail(x, n) {
	let sum = 0;
	for (let j = 0; j <= Math.floor(n * (1 - x)); j++) {
		const chance = x + j / n;
		if (chance < 1) sum += binomialDensity(j, n, chance) / chance;
	}
	return x * sum;
}

// src/statistics/kolmogorov-smirnov.ts
/** Up to this many values a side the p-value is exact. */
const mostExact = 1e4;
/**
* The two-sample Kolmogorov-Smirnov test, two-sided, as scipy's `ks_2samp` with `method="auto"`: exact up to 10,000
* values on the larger side, and by the one-sample distribution at the effective size above. Both are sorted in
* ascending order, without NaN, and not empty.
*/
function kolmogorovSmirnov(reference, current) {
	const d = largestDifference(reference, current);
	const [m, n] = [reference.length, current.length];
	if (Math.max(m, n) > mostExact) return {
		statistic: d,
		p: kolmogorovTail(d, roundHalfEven(m * n / (m + n)))
	};
	const divisor = gcd(m, n);
	const multiple = m / divisor * n;
	const steps = Math.round(d * multiple);
	return {
		statistic: steps / multiple,
		p: exactTail(m, n, divisor, steps)
	};
}
function largestDifference(reference, current) {
	let [i, j, most] = [
		0,
		0,
		0
	];
	while (i < reference.length && j < current.length) {
		const value = Math.min(reference[i], current[j]);
		while (reference[i] === value) i++;
		while (current[j] === value) j++;
		most = Math.max(most, Math.abs(i / reference.length - j / current.length));
	}
	return most;
}
function gcd(a, b) {
	return b === 0 ? a : gcd(b, a % b);
}
function roundHalfEven(value) {
	const down = Math.floor(value);
	if (value - down !== .5) return Math.round(value);
	return down % 2 === 0 ? down : down + 1;
}

// src/statistics/permutation-test.ts
/**
* The p-value of a statistic of two samples' counts, by permuting the pooled rows: each permutation deals the rows of
* every bin to the two sides (a multivariate hypergeometric draw, which is what shuffling the rows themselves comes
* to). Exact at any sample size up to the number of permutations, and the same for the same seed. After `enough`
* permutations that reach the statistic it stops early (Besag and Clifford, Biometrika 1991).
*/
function permutationTest(counts, statistic, { seed, permutations = 9999, enough = 100 }) {
	const reference = Float64Array.from(counts.reference);
	const pooled = reference.map((count, i) => count + counts.current[i]);
	const size = reference.reduce((a, b) => a + b, 0);
	const whole = pooled.reduce((a, b) => a + b, 0);
	const observed = statistic(reference, Float64Array.from(counts.current));
	const logs = logFactorials(whole);
	const random = randomFrom(randomState(seed, 0));
	const dealt = new Float64Array(pooled.length);
	const rest = new Float64Array(pooled.length);
	const least = observed - Math.abs(observed) * 1e-12;
	let reached = 0;
	for (let made = 1; made <= permutations; made++) {
		let [left, among] = [size, whole];
		for (let bin = 0; bin < pooled.length; bin++) {
			const count = pooled[bin];
			dealt[bin] = drawHypergeometric(random, logs, {
				among,
				count,
				drawn: left
			});
			rest[bin] = count - dealt[bin];
			left -= dealt[bin];
			among -= count;
		}
		if (statistic(dealt, rest) >= least) reached++;
		if (reached === enough) return {
			p: reached / made,
			permutations: made
		};
	}
	return {
		p: (reached + 1) / (permutations + 1),
		permutations
	};
}
/** ln 0!, ln 1! \u2026 ln n!. */
function logFactorials(n) {
	const logs = new Float64Array(n + 1);
	for (let i = 2; i <= n; i++) logs[i] = logs[i - 1] + Math.log(i);
	return logs;
}
/** How many of `count` marked ones are among `drawn` out of `among`, by inversion from the mode outwards. */
function drawHypergeometric(random, logs, { among, count, drawn }) {
	const least = Math.max(0, drawn + count - among);
	const most = Math.min(drawn, count);
	if (least === most) return least;
	const others = among - count;
	const mode = Math.floor((drawn + 1) * (count + 1) / (among + 2));
	const density = Math.exp(choose(logs, count, mode) + choose(logs, others, drawn - mode) - choose(logs, among, drawn));
	let left = uniform(random) - density;
	if (left < 0) return mode;
	let [up, above, down, below] = [
		mode,
		density,
		mode,
		density
	];
	while (up < most || down > least) {
		if (up < most) {
			above *= (count - up) * (drawn - up) / ((up + 1) * (others - drawn + up + 1));
			up++;
			left -= above;
			if (left < 0) return up;
		}
		if (down > least) {
			below *= down * (others - drawn + down) / ((count - down + 1) * (drawn - down + 1));
			down--;
			left -= below;
			if (left < 0) return down;
		}
		if (above + below < 1e-18) break;
	}
	return mode;
}
function choose(logs, n, k) {
	return logs[n] - logs[k] - logs[n - k];
}

// src/statistics/wasserstein.ts
/**
* The first Wasserstein distance (earth mover's) of two samples, in the values' unit: the area between their
* distribution functions. Both are sorted in ascending order, without NaN.
*/
function wasserstein(reference, current) {
	let [i, j, sum] = [
		0,
		0,
		0
	];
	let previous = Math.min(reference[0], current[0]);
	while (i < reference.length || j < current.length) {
		const value = Math.min(reference[i] ?? Infinity, current[j] ?? Infinity);
		sum += Math.abs(i / reference.length - j / current.length) * (value - previous);
		while (reference[i] === value) i++;
		while (current[j] === value) j++;
		previous = value;
	}
	return sum;
}
/** `wasserstein` in standard deviations (n) of the reference, of at least 0.001 (Evidently 0.7.21). */
function wassersteinNormed(reference, current) {
	const mean = reference.reduce((a, b) => a + b, 0) / reference.length;
	const variance = reference.reduce((sum, each) => sum + (each - mean) ** 2, 0) / reference.length;
	return wasserstein(reference, current) / Math.max(Math.sqrt(variance), .001);
}

// src/drift/column-sample.ts
const mostRows$1 = 1e5;
/** Takes the sample; `rows` less the values is what is missing, or infinite. */
function sampleColumn(column) {
	const length = column.kind === "text" ? column.codes.length : column.values.length;
	const rows = sampleRows(length, mostRows$1);
	if (column.kind === "numeric") return {
		kind: "numbers",
		values: Float64Array.from(rows, (row) => column.values[row]).filter(Number.isFinite),
		isInteger: column.type === "integer",
		rows: rows.length
	};
	const codes = new Float64Array(column.dictionary.length);
	let size = 0;
	for (const row of rows) {
		const code = column.codes[row];
		if (code < 0) continue;
		codes[code]++;
		size++;
	}
	const counts = /* @__PURE__ */ new Map();
	for (const [code, count] of codes.entries()) if (count > 0) counts.set(column.dictionary[code], count);
	return {
		kind: "texts",
		counts,
		size,
		rows: rows.length
	};
}
/** Values of a sample. */
function sizeOf(sample) {
	return sample.kind === "numbers" ? sample.values.length : sample.size;
}

// src/statistics/sturges-edges.ts
/**
* Edges of bins of equal width over all values: numpy's `histogram_bin_edges(values, "sturges")`. Whole numbers get
* bins at least 1 wide, values that are all the same one bin of width 1.
*/
function sturgesEdges(range) {
	const { min, max, count, isInteger } = range;
	if (min === max) return Float64Array.of(min - .5, max + .5);
	const given = (max - min) / (Math.log2(count) + 1);
	const width = isInteger ? Math.max(1, given) : given;
	const bins = Number.isFinite(width) && width > 0 ? Math.ceil((max - min) / width) : 1;
	const step = (max - min) / bins;
	return Float64Array.from({ length: bins + 1 }, (_, i) => i === 0 ? min : i === bins ? max : min + i * step);
}
/** How many values each bin has: its lower edge belongs to it, to the last one also its upper. None is outside. */
function countBins(values, edges) {
	const bins = edges.length - 1;
	const counts = new Float64Array(bins);
	for (const value of values) counts[binOf(value, edges, bins)]++;
	return counts;
}
/** The last bin whose lower edge is not above the value; values outside fall into the outer bins. */
function binOf(value, edges, bins) {
	let low = 0;
	let high = bins - 1;
	while (low < high) {
		const middle = low + high + 1 >>> 1;
		if (edges[middle] <= value) low = middle;
		else high = middle - 1;
	}
	return low;
}

// src/drift/count-against-profile.ts
/**
* Counts a column in the bins that a profile kept of it: its histogram, whose outer bins are open here, for numbers
* and dates; its most frequent values and all others together for the rest. Undefined where the profile kept neither.
*/
function countAgainstProfile(profile, current) {
	const { histogram, top_values, count } = profile;
	if (histogram !== void 0 && current.kind === "numbers") return {
		reference: Float64Array.from(histogram.counts),
		current: countBins(current.values, histogram.edges)
	};
	if (top_values.length === 0 || profile.type === "text" !== (current.kind === "texts")) return void 0;
	const currentOf = current.kind === "texts" ? (value) => current.counts.get(String(value)) ?? 0 : (value) => countEqual(current.values, Number(value));
	const known = top_values.map(({ value, count: times }) => [times, currentOf(value)]);
	const size = current.kind === "texts" ? current.size : current.values.length;
	const rest = (total, side) => Math.max(0, total - known.reduce((sum, each) => sum + each[side], 0));
	return {
		reference: Float64Array.from([...known.map((each) => each[0]), rest(count, 0)]),
		current: Float64Array.from([...known.map((each) => each[1]), rest(size, 1)])
	};
}
function countEqual(values, wanted) {
	let count = 0;
	for (const value of values) if (value === wanted) count++;
	return count;
}

// src/statistics/divergence.ts
/**
* The population stability index of two lists of counts, one for each bin: \u03a3 (r - c) ln(r / c) over the shares. A
* share of 0 becomes 0.0001 or, where that side has shares as small, a millionth of its smallest (Evidently 0.7.21).
*/
function psi(reference, current) {
	const [r, c] = [filled(reference), filled(current)];
	let sum = 0;
	for (let i = 0; i < r.length; i++) if (r[i] !== c[i]) sum += (r[i] - c[i]) * Math.log(r[i] / c[i]);
	return sum;
}
/** The Kullback-Leibler divergence of the reference from the current counts, in nats, with zeros filled as for `psi`. */
function klDivergence(reference, current) {
	const [r, c] = [normalized(filled(reference)), normalized(filled(current))];
	return r.reduce((sum, share, i) => sum + share * Math.log(share / c[i]), 0);
}
/**
* The Jensen-Shannon distance of two lists of counts: the square root of the divergence, as scipy's `jensenshannon`.
* With base e (the default, scipy's and Evidently's) it is at most \u221aln 2 = 0.8326, with base 2 (NannyML's) at most 1.
*/
function jensenShannon(reference, current, base = Math.E) {
	const [r, c] = [normalized(reference), normalized(current)];
	let sum = 0;
	for (let i = 0; i < r.length; i++) {
		const middle = (r[i] + c[i]) / 2;
		if (r[i] > 0) sum += r[i] * Math.log(r[i] / middle);
		if (c[i] > 0) sum += c[i] * Math.log(c[i] / middle);
	}
	return Math.sqrt(Math.max(0, sum / 2 / Math.log(base)));
}
/** The largest difference of a share: TensorFlow Data Validation's L-infinity. */
function lInfinity(reference, current) {
	const [r, c] = [normalized(reference), normalized(current)];
	return r.reduce((most, share, i) => Math.max(most, Math.abs(share - c[i])), 0);
}
/** The total variation distance: half the sum of the differences of all shares, from 0 to 1. */
function totalVariation(reference, current) {
	const [r, c] = [normalized(reference), normalized(current)];
	return r.reduce((sum, share, i) => sum + Math.abs(share - c[i]), 0) / 2;
}
function normalized(counts) {
	const shares = Float64Array.from(counts);
	let sum = 0;
	for (const count of shares) sum += count;
	for (let i = 0; i < shares.length; i++) shares[i] /= sum;
	return shares;
}
function filled(counts) {
	const shares = normalized(counts);
	let smallest = Infinity;
	for (const share of shares) if (share > 0 && share < smallest) smallest = share;
	const fill = smallest <= 1e-4 ? smallest / 1e6 : 1e-4;
	for (let i = 0; i < shares.length; i++) if (shares[i] === 0) shares[i] = fill;
	return shares;
}

// src/drift/count-distances.ts
/** Distances of two lists of counts, each with the words that reports have for it. */
const countDistances = {
	psi: {
		words: "PSI",
		distance: psi
	},
	kl_divergence: {
		words: "KL divergence",
		distance: klDivergence
	},
	jensen_shannon: {
		words: "Jensen-Shannon distance",
		distance: (reference, current) => jensenShannon(reference, current)
	},
	total_variation: {
		words: "total variation",
		distance: totalVariation
	},
	l_infinity: {
		words: "L-infinity",
		distance: lInfinity
	}
};

// src/drift/count-pair.ts
/** Numbers with more different values in the reference are cut into bins. */
const mostCategories = 20;
/**
* Counts numbers as Evidently does: each value by itself where the reference has at most 20 different ones, else in
* numpy's `sturges` bins over both sides. Whole numbers get bins at least 1 wide.
*/
function countNumbers(reference, current) {
	if (countDistinct(reference.values, 21) <= mostCategories) return countKeys(countEach(reference.values), countEach(current.values));
	let [min, max] = [Infinity, -Infinity];
	for (const { values } of [reference, current]) for (const value of values) {
		if (value < min) min = value;
		if (value > max) max = value;
	}
	const edges = sturgesEdges({
		min,
		max,
		count: reference.values.length + current.values.length,
		isInteger: reference.isInteger && current.isInteger
	});
	return {
		reference: countBins(reference.values, edges),
		current: countBins(current.values, edges)
	};
}
/** Counts texts, each by itself. */
function countTexts(reference, current) {
	return countKeys(reference.counts, current.counts);
}
/** How many different values there are, counted up to `enough`. */
function countDistinct(values, enough) {
	const seen = /* @__PURE__ */ new Set();
	for (const value of values) {
		seen.add(value);
		if (seen.size === enough) break;
	}
	return seen.size;
}
function countEach(values) {
	const counts = /* @__PURE__ */ new Map();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}
/** Keys in order, so that the first one is the same whichever side it came from. */
function countKeys(reference, current) {
	const keys = [.../* @__PURE__ */ new Set([...reference.keys(), ...current.keys()])].sort((a, b) => a < b ? -1 : 1);
	const read = (counts) => Float64Array.from(keys, (key) => counts.get(key) ?? 0);
	return {
		reference: read(reference),
		current: read(current)
	};
}

// src/statistics/chi-square.ts
/**
* Pearson's chi-square test that counts come from the reference's shares, as Evidently has it: the reference's counts
* are scaled to the current total and then taken as exact, so p is smaller than that of `chiSquareContingency`. A
* category that only the current side has makes the statistic infinite. One count a category, in the same order.
*/
function chiSquareGoodness(reference, current) {
	const scale = total(current) / total(reference);
	let statistic = 0;
	let categories = 0;
	for (let i = 0; i < reference.length; i++) {
		const expected = reference[i] * scale;
		const observed = current[i];
		if (expected === 0 && observed === 0) continue;
		categories++;
		statistic += (observed - expected) ** 2 / expected;
	}
	return {
		statistic,
		p: categories < 2 ? 1 : chiSquareTail(statistic, categories - 1)
	};
}
function total(counts) {
	let sum = 0;
	for (let i = 0; i < counts.length; i++) sum += counts[i];
	return sum;
}

// src/statistics/z-test.ts
/**
* The Z test of two proportions with a pooled variance, two-sided. Where both samples are all successes or all
* failures there is no difference: z is 0.
*/
function zTest(reference, current) {
	const pooled = (reference.successes + current.successes) / (reference.count + current.count);
	if (pooled === 0 || pooled === 1) return {
		statistic: 0,
		p: 1
	};
	const difference = reference.successes / reference.count - current.successes / current.count;
	const variance = pooled * (1 - pooled) * (1 / reference.count + 1 / current.count);
	const statistic = difference / Math.sqrt(variance);
	return {
		statistic,
		p: normalTails(statistic)
	};
}

// src/drift/evidently-drift.ts
const largeReference = 1e3;
const limits = {
	p: .05,
	distance: .1
};
/**
* The drift of a column by Evidently's default test for its kind and size, as version 0.7.21 computes it: up to 1,000
* values of the reference by p-value, above by distance. Both sides have values.
*/
function evidentlyDrift(reference, current) {
	const isLarge = (reference.kind === "numbers" ? reference.values.length : reference.size) > largeReference;
	if (reference.kind === "numbers" && current.kind === "numbers") {
		const both = [reference.values, current.values];
		if (countDistinct(concatenated(both), 6) <= 5) return categorical(countNumbers(reference, current), isLarge);
		const [r, c] = [reference.values.slice().sort(), current.values.slice().sort()];
		if (isLarge) return byDistance("wasserstein", wassersteinNormed(r, c));
		const { statistic, p } = kolmogorovSmirnov(r, c);
		return {
			test: "ks",
			score: p,
			isDrifted: p <= limits.p,
			effect: statistic
		};
	}
	if (reference.kind === "texts" && current.kind === "texts") return categorical(countTexts(reference, current), isLarge);
	throw new TypeError("a column of numbers cannot be compared with one of texts");
}
function categorical(pair, isLarge) {
	const effect = jensenShannon(pair.reference, pair.current);
	if (isLarge) return byDistance("jensenshannon", effect);
	if (pair.reference.length > 2) {
		const { p } = chiSquareGoodness(pair.reference, pair.current);
		return {
			test: "chisquare",
			score: p,
			isDrifted: p < limits.p,
			effect
		};
	}
	const { p } = zTest(notFirst(pair.reference), notFirst(pair.current));
	return {
		test: "z",
		score: p,
		isDrifted: p < limits.p,
		effect
	};
}
function byDistance(test, score) {
	return {
		test,
		score,
		isDrifted: score >= limits.distance,
		effect: score
	};
}
/** How many values are not the first one of those in order. */
function notFirst(counts) {
	const count = counts.reduce((a, b) => a + b, 0);
	return {
		successes: count - counts[0],
		count
	};
}
function* concatenated(all) {
	for (const each of all) yield* each;
}

// src/drift/compare-column.ts
const seed = 42;
const mostRows = 1e6;
/** Bins of a column, its permutations, and the bins that all of them together may deal out. */
const most = {
	bins: 1e4,
	permutations: 9999,
	dealt: 5e6
};
/**
* Compares a column with the reference's of that name. Missing cells are a bin of their own where counts are compared;
* Evidently's scores and the tests of numbers know values only. Returns in words why where nothing can be compared.
*/
function compareColumn(column, reference, options) {
	const before = referenceOf(column.name, reference);
	if (before === void 0) return "the reference has no such column";
	const current = sampleColumn(column);
	const found = measure(before, current, options);
	if (typeof found === "string") return found;
	const added = before.sample && countAdded(before.sample, current);
	return {
		column: column.name,
		...found,
		missing: {
			reference: (before.rows - before.size) / before.rows,
			current: (current.rows - sizeOf(current)) / current.rows
		},
		...added && { added }
	};
}
function referenceOf(name, reference) {
	if (reference.table !== void 0) {
		const column = findColumn(reference.table, name);
		if (column === void 0) return void 0;
		const sample = sampleColumn(column);
		return {
			rows: sample.rows,
			size: sizeOf(sample),
			sample,
			count: (current) => countPair(sample, current)
		};
	}
	const column = reference.profile?.columns.find((each) => each.name === name);
	if (column === void 0) return void 0;
	const size = column.count - (column.infinite ?? 0);
	return {
		rows: reference.rows,
		size,
		count: (current) => countAgainstProfile(column, current)
	};
}
/** Undefined for numbers on one side and texts on the other. */
function countPair(reference, current) {
	if (reference.kind === "numbers" && current.kind === "numbers") return countNumbers(reference, current);
	if (reference.kind === "texts" && current.kind === "texts") return countTexts(reference, current);
}
function measure(before, current, options) {
	const { method, max = 0, min_rows } = options;
	const isOfCounts = method in countDistances;
	const least = isOfCounts ? Math.min(before.rows, current.rows) : Math.min(before.size, sizeOf(current));
	if (least < Math.max(1, min_rows)) return `there are ${counted(least, isOfCounts ? "row" : "value")}, fewer than ${min_rows}`;
	if (isOfCounts) return measureCounts(before, current, method, options);
	if (before.sample === void 0) return `${method} needs the reference's rows, and there is only a profile`;
	if (before.sample.kind !== current.kind) return "it has numbers on one side and texts on the other";
	if (method === "evidently") return measureEvidently(before.sample, current);
	if (before.sample.kind === "texts" || current.kind === "texts") return `${method} is for numbers`;
	const [r, c] = [before.sample.values.slice().sort(), current.values.slice().sort()];
	const { statistic, p } = kolmogorovSmirnov(r, c);
	const isWasserstein = method === "wasserstein";
	const effect = isWasserstein ? wassersteinNormed(r, c) : statistic;
	return {
		words: isWasserstein ? "Wasserstein distance in standard deviations" : "Kolmogorov-Smirnov D",
		effect,
		limit: max,
		p,
		isLarge: effect > max
	};
}
function measureCounts(before, current, method, { max = 0, permutations = most.permutations }) {
	const values = before.size === 0 || sizeOf(current) === 0 ? {
		reference: Float64Array.of(before.size),
		current: Float64Array.of(sizeOf(current))
	} : before.count(current);
	if (values === void 0) return before.sample === void 0 ? "the profile has nothing of it to compare with" : "it has numbers on one side and texts on the other";
	const whole = withMissing(values, before.rows - before.size, current.rows - sizeOf(current));
	const counts = {
		reference: scaled(whole.reference),
		current: whole.current
	};
	const bins = counts.reference.length;
	if (bins > most.bins) return `it has ${formatNumber(bins)} different values, too many to be a distribution`;
	const { words, distance } = countDistances[method];
	const effect = distance(counts.reference, counts.current);
	const { p } = permutationTest(counts, distance, {
		seed,
		permutations: Math.min(permutations, Math.floor(most.dealt / bins))
	});
	return {
		words,
		effect,
		limit: max,
		p,
		isLarge: effect > max
	};
}
function measureEvidently(reference, current) {
	const { test, score, effect, isDrifted: isLarge } = evidentlyDrift(reference, current);
	const isDistance = test === "wasserstein" || test === "jensenshannon";
	return {
		words: test === "ks" ? "ks, D" : isDistance ? test : `${test}, Jensen-Shannon distance`,
		effect,
		isLarge,
		...isDistance ? { limit: .1 } : { p: score }
	};
}
/** A bin for the missing cells, where there are any. */
function withMissing({ reference, current }, before, now) {
	if (before + now === 0) return {
		reference,
		current
	};
	const added = (counts, missing) => {
		const longer = new Float64Array(counts.length + 1);
		longer.set(counts);
		longer[counts.length] = missing;
		return longer;
	};
	return {
		reference: added(reference, before),
		current: added(current, now)
	};
}
/** Counts of a profile of very many rows, as if of a sample of a million. */
function scaled(counts) {
	const total = counts.reduce((a, b) => a + b, 0);
	return total <= mostRows ? counts : counts.map((count) => Math.round(count / total * mostRows));
}
function countAdded(reference, current) {
	if (reference.kind !== "texts" || current.kind !== "texts") return void 0;
	const counts = [...current.counts].filter(([text]) => !reference.counts.has(text));
	if (counts.length === 0) return void 0;
	return {
		texts: counts.length,
		share: counts.reduce((sum, [, count]) => sum + count, 0) / current.size
	};
}

// src/statistics/false-discovery.ts
/**
* p-values adjusted for their number after Benjamini and Hochberg: those at most q, taken together, hold at most a
* share q of false discoveries. In the order of the given ones.
*/
function adjustFalseDiscovery(ps) {
	const order = [...ps.keys()].sort((a, b) => ps[b] - ps[a]);
	const adjusted = new Array(ps.length);
	let least = 1;
	for (const [index, at] of order.entries()) {
		least = Math.min(least, ps[at] * ps.length / (ps.length - index));
		adjusted[at] = least;
	}
	return adjusted;
}

export { adjustFalseDiscovery, compareColumn };