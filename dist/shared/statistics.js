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

export { binomialDensity, chiSquareTail, normalTails };