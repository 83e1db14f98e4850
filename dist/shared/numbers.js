import { UserError, formatNumber } from "./core.js";

// src/learn/random.ts
/**
* The state of stream `stream` (0 \u2026 2^32 - 1) of a seed: each word is hashed from all bits of both, so that streams
* beside each other have nothing in common. Any finite seed is good; its fraction counts.
*/
function randomState(seed, stream) {
	return streamState(hashSeed(seed), stream);
}
/** All bits of a seed in 32. */
function hashSeed(seed) {
	const [low = 0, high = 0] = new Uint32Array(new Float64Array([seed]).buffer);
	return mix(mix(low) ^ high);
}
/** As `randomState`, of a seed that is hashed. */
function streamState(hashed, stream) {
	let hash = mix(hashed ^ stream);
	const state = Uint32Array.from({ length: 4 }, () => {
		hash = hash + 2654435769 >>> 0;
		return mix(hash);
	});
	if (state.every((word) => word === 0)) state[0] = 1;
	return state;
}
/** xoshiro128++ 1.0 (David Blackman and Sebastiano Vigna, prng.di.unimi.it). */
function randomFrom(state) {
	const words = Int32Array.from(state);
	function next() {
		let [a, b, c, d] = [
			words[0],
			words[1],
			words[2],
			words[3]
		];
		const result = rotate(a + d | 0, 7) + a >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = rotate(d, 11);
		words[0] = a;
		words[1] = b;
		words[2] = c;
		words[3] = d;
		return result;
	}
	return {
		next,
		below(n) {
			const bits = next();
			const high = (bits >>> 16) * n;
			const low = (bits & 65535) * n;
			return Math.floor((high + Math.floor(low / 65536)) / 65536);
		}
	};
}
/** From 0 to below 1, with 53 bits. */
function uniform(random) {
	return ((random.next() >>> 5) * 2 ** 26 + (random.next() >>> 6)) / 2 ** 53;
}
function rotate(word, by) {
	return word << by | word >>> 32 - by;
}
/** The finaliser of MurmurHash3 (Austin Appleby), after a step away from 0. */
function mix(word) {
	let hash = word + 2654435769 | 0;
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return (hash ^ hash >>> 16) >>> 0;
}

// src/learn/exponential.ts
const ln2High = .6931471803691238;
const ln2Low = 19082149292705877e-26;
/** Powers of two from 2^-1022 to 2^1023, each exact: multiplication by two rounds nothing. */
const powers = /* @__PURE__ */ new Float64Array(2046);
powers[1022] = 1;
for (let index = 1023; index < powers.length; index++) powers[index] = 2 * powers[index - 1];
for (let index = 1021; index >= 0; index--) powers[index] = powers[index + 1] / 2;
const double = /* @__PURE__ */ new Float64Array(1);
const words = new Uint32Array(double.buffer);
const highWord = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
/**
* e^x, within one unit in the last place (fdlibm 5.3, e_exp.c). The same bits on every machine and version of an
* engine, which `Math.exp` does not promise: JavaScript's arithmetic is exact to the bit, its functions are not.
*/
function exp(x) {
	if (Number.isNaN(x)) return NaN;
	if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
	if (x < -745.1332191019411) return 0;
	const power = Math.floor(x * Math.LOG2E + .5);
	const high = x - power * ln2High;
	const low = power * ln2Low;
	const rest = high - low;
	const squared = rest * rest;
	const correction = rest - squared * (.16666666666666602 + squared * (-.0027777777777015593 + squared * (6613756321437934e-20 + squared * (-16533902205465252e-22 + squared * 4.1381367970572385e-8))));
	const mantissa = 1 - (low - rest * correction / (2 - correction) - high);
	if (power > 1023) return mantissa * 2 * powers[power + 1021];
	if (power < -1022) return mantissa * powers[power + 2022] * powers[22];
	return mantissa * powers[power + 1022];
}
/** The natural logarithm, within one unit in the last place (fdlibm 5.3, e_log.c); the same bits everywhere. */
function log(x) {
	if (Number.isNaN(x) || x < 0) return NaN;
	if (x === 0) return Number.NEGATIVE_INFINITY;
	if (x === Number.POSITIVE_INFINITY) return x;
	const isTiny = x < 22250738585072014e-324;
	double[0] = isTiny ? x * 2 ** 54 : x;
	let power = (words[highWord] >>> 20) - 1023 - (isTiny ? 54 : 0);
	words[highWord] = words[highWord] & 1048575 | 1072693248;
	let mantissa = double[0];
	if (mantissa > Math.SQRT2) {
		mantissa /= 2;
		power++;
	}
	const f = mantissa - 1;
	const s = f / (2 + f);
	const z = s * s;
	const w = z * z;
	const even = w * (.3999999999940942 + w * (.22222198432149784 + w * .15313837699209373));
	const odd = z * (.6666666666666735 + w * (.2857142874366239 + w * (.1818357216161805 + w * .14798198605116586)));
	const half = .5 * f * f;
	return power * ln2High - (half - (s * (half + odd + even) + power * ln2Low) - f);
}
/** x\u00b2, which a power need not be to the last bit. */
function square(x) {
	return x * x;
}
/** The greatest power of two that is at most x, a positive normal number. */
function powerBelow(x) {
	double[0] = x;
	words[highWord] = words[highWord] & 2146435072;
	words[1 - highWord] = 0;
	return double[0];
}
/** The least power of two that is at least x, a positive normal number. */
function powerFrom(x) {
	const below = powerBelow(x);
	return below === x ? x : 2 * below;
}
/** log(1 + x) without the loss of small x (Kahan's correction of the rounded sum), x > -1. */
function log1p(x) {
	const sum = 1 + x;
	return sum === 1 ? x : log(sum) * x / (sum - 1);
}

// src/learn/target.ts
/** The weights of some rows, in their order; undefined where all weigh the same. */
function weightsAt({ weights }, rows) {
	return weights && Float64Array.from(rows, (row) => weights[row]);
}
/** More classes than this are an identifier, not a target. */
const classLimit = 1e3;
/** Characters; a manifest holds no longer ones. */
const longestLabel = 1e3;
/**
* Encodes the target column. Text, booleans and numbers that are all 0 or 1 are classes, other numbers are
* regression, unless `task` says otherwise, or `asksForClasses` and they are whole and few. Throws UserError where nothing can be learned: no values, one value.
*/
function encodeTarget(column, options = {}) {
	const { place = () => ({}) } = options;
	const at = place("target");
	const target = (options.task ?? taskOf(column, at, options.asksForClasses)) === "regression" ? encodeNumbers(column, at) : encodeClasses(column, at);
	if (target.rows.length === 0) throw new UserError(`Cannot train: every value of the target "${column.name}" is missing`, {
		...at,
		hint: "Check data.target and how the file writes missing values"
	});
	return {
		...target,
		positive: positiveOf(column, target.classes, options.positive, place("positive"))
	};
}
function taskOf(column, place, asksForClasses = false) {
	if (column.kind === "text") refuseNearlyNumbers(column, place);
	if (column.kind === "text" || column.type === "boolean") return "classification";
	return column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value)) || asksForClasses && countWhole(column.values) <= manyWhole ? "classification" : "regression";
}
/** More different whole numbers than this are amounts. */
const manyWhole = 100;
/** How many different whole numbers a column holds, up to one more than `manyWhole`; infinity where others are among them. */
function countWhole(values) {
	const seen = /* @__PURE__ */ new Set();
	for (const value of values) {
		if (Number.isNaN(value)) continue;
		if (!Number.isInteger(value)) return Number.POSITIVE_INFINITY;
		seen.add(value);
		if (seen.size > manyWhole) break;
	}
	return seen.size;
}
/**
* How many classes a regression's target looks like: 3 to 20 whole numbers without a gap, from 0 or 1 on, as labels are
* numbered. Undefined for others.
*/
function likeClasses({ task, values }) {
	if (task !== "regression") return void 0;
	const count = countWhole(values);
	if (count < 3 || count > 20) return void 0;
	const present = values.filter((value) => !Number.isNaN(value));
	const lowest = present.reduce((least, value) => Math.min(least, value));
	const highest = present.reduce((most, value) => Math.max(most, value));
	return (lowest === 0 || lowest === 1) && highest - lowest === count - 1 ? count : void 0;
}
/** So many different numbers are measurements: a few cells that are none must not make classes of them. */
const manyNumbers = 20;
function refuseNearlyNumbers(column, place) {
	const labels = [...labelsOf(column).values()];
	const numbers = labels.filter((label) => /^\s*[-+]?[\d.]/.test(label) && Number.isFinite(Number(label)));
	if (numbers.length <= manyNumbers || numbers.length < .9 * labels.length) return;
	const odd = labels.find((label) => String(Number(label)) !== label);
	if (odd === void 0) return;
	throw new UserError(`Cannot train: ${numbers.length} of ${labels.length} different values of the target "${column.name}" are numbers, but "${odd}" is not read as one`, {
		...place,
		hint: "Write it as a plain decimal number (integers up to 2^53), or set train.task: classification"
	});
}
function encodeNumbers(column, place) {
	if (column.kind === "text") throw new UserError(`Cannot train a regression: the target "${column.name}" is text`, {
		...place,
		hint: "Remove train.task, or name a numeric column as data.target"
	});
	const { values } = column;
	const rows = rowsWhere(values.length, (row) => !Number.isNaN(values[row]));
	if (rows.length > 0 && rows.every((row) => values[row] === values[rows[0]])) throw new UserError(`Cannot train: the target "${column.name}" has the same value in every row`, {
		...place,
		hint: "A model has nothing to learn from a constant; check data.target"
	});
	return {
		task: "regression",
		rows,
		values,
		classes: []
	};
}
function encodeClasses(column, place) {
	const labels = labelsOf(column);
	const classes = [...new Set(labels.values())].sort(byNumberThenText);
	if (classes.length === 1) throw new UserError(`Cannot train: the target "${column.name}" has one class only, "${classes[0]}"`, {
		...place,
		hint: "A classifier needs at least two classes; check data.target"
	});
	if (classes.length > classLimit) throw new UserError(`Cannot train: the target "${column.name}" has ${formatNumber(classes.length)} classes, at most ${classLimit} are possible`, {
		...place,
		hint: "It looks like an identifier or a number; check data.target and train.task"
	});
	const long = classes.find((label) => label.length > longestLabel);
	if (long !== void 0) throw new UserError(`Cannot train: the target "${column.name}" has a class of ${formatNumber(long.length)} characters, at most ${longestLabel} are possible`, {
		...place,
		hint: "It looks like a text, not a class; check data.target"
	});
	const codeOfClass = new Map(classes.map((label, code) => [label, code]));
	const codeOfKey = new Map([...labels].map(([key, label]) => [key, codeOfClass.get(label)]));
	const keys = column.kind === "text" ? column.codes : column.values;
	const values = Int32Array.from(keys, (key) => codeOfKey.get(key) ?? -1);
	return {
		task: "classification",
		rows: rowsWhere(values.length, (row) => values[row] >= 0),
		values,
		classes
	};
}
/** Label of each distinct value: by dictionary code for text, by number otherwise. Values that occur only. */
function labelsOf(column) {
	const labels = /* @__PURE__ */ new Map();
	if (column.kind === "text") {
		for (const code of column.codes) if (code >= 0 && !labels.has(code)) labels.set(code, column.dictionary[code]);
		return labels;
	}
	for (const value of column.values) {
		if (Number.isNaN(value) || labels.has(value)) continue;
		labels.set(value, column.type === "boolean" ? String(value === 1) : String(value));
		if (labels.size > 100 * classLimit) break;
	}
	return labels;
}
function positiveOf(column, classes, wanted, place) {
	if (wanted !== void 0) {
		const found = classes.indexOf(String(wanted));
		if (found >= 0 && classes.length === 2) return found;
		throw new UserError(classes.length === 2 ? `Cannot use data.positive: "${wanted}" is no class of "${column.name}", which has ${classes.map((each) => `"${each}"`).join(" and ")}` : `Cannot use data.positive: "${column.name}" has ${classes.length || "no"} classes, a positive class needs two`, {
			...place,
			hint: classes.length === 2 ? "Set data.positive to one of them" : "Remove data.positive"
		});
	}
	if (classes.length !== 2) return void 0;
	const index = classes.findIndex((label) => label === "1" || label === "true");
	return index >= 0 ? index : void 0;
}
/** The order of class labels: by their numbers, others by their text. */
function byNumberThenText(a, b) {
	const difference = Number(a) - Number(b);
	if (!Number.isNaN(difference) && difference !== 0) return difference;
	return a < b ? -1 : a > b ? 1 : 0;
}
function rowsWhere(count, holds) {
	const rows = new Uint32Array(count);
	let length = 0;
	for (let row = 0; row < count; row++) if (holds(row)) rows[length++] = row;
	return rows.slice(0, length);
}

export { byNumberThenText, encodeTarget, exp, hashSeed, likeClasses, log, log1p, powerBelow, powerFrom, randomFrom, randomState, square, streamState, uniform, weightsAt };