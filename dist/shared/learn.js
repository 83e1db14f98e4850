import { UserError, didYouMean, randomFrom, randomState } from "./core.js";

// src/learn/matrix.ts
/** The values of a column, as a view. */
function columnOf(matrix, column) {
	return matrix.data.subarray(column * matrix.rows, (column + 1) * matrix.rows);
}
/** The same matrix on a SharedArrayBuffer, so that threads read it without copies. */
function shareMatrix(matrix) {
	const { data } = matrix;
	if (data.buffer instanceof SharedArrayBuffer) return matrix;
	const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
	shared.set(data);
	return {
		...matrix,
		data: shared
	};
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
	const square = rest * rest;
	const correction = rest - square * (.16666666666666602 + square * (-.0027777777777015593 + square * (6613756321437934e-20 + square * (-16533902205465252e-22 + square * 4.1381367970572385e-8))));
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
/** log(1 + x) without the loss of small x (Kahan's correction of the rounded sum), x ≥ 0. */
function log1p(x) {
	const sum = 1 + x;
	return sum === 1 ? x : log(sum) * x / (sum - 1);
}

// src/learn/link.ts
/** A model's outputs of its margins, both rows × their number, row-major; `margins` may be changed and given back. */
function applyLink(link, margins, width) {
	if (link === "identity") return margins;
	if (link === "softmax") {
		for (let at = 0; at < margins.length; at += width) toShares(margins.subarray(at, at + width));
		return margins;
	}
	const shares = new Float64Array(2 * margins.length);
	for (let row = 0; row < margins.length; row++) {
		shares[2 * row] = sigmoid(-margins[row]);
		shares[2 * row + 1] = sigmoid(margins[row]);
	}
	return shares;
}
/** 1 / (1 + e^-x), exact for x far below 0 too. */
function sigmoid(x) {
	const small = exp(-Math.abs(x));
	return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}
/** Turns margins into probabilities, by the softmax. */
function toShares(margins) {
	let greatest = Number.NEGATIVE_INFINITY;
	for (const margin of margins) greatest = Math.max(greatest, margin);
	let sum = 0;
	for (let index = 0; index < margins.length; index++) {
		margins[index] = exp(margins[index] - greatest);
		sum += margins[index];
	}
	for (let index = 0; index < margins.length; index++) margins[index] = margins[index] / sum;
}

// src/learn/predict-trees.ts
/** Rows at a time, so that they stay in the cache while each tree passes over them. */
const blockRows = 4096;
/** Walks of a row down a tree, below which threads are not worth what they cost: a fifth of a second. */
const threadedWalks = 15e5;
/**
* The model's predictions, rows × outputs, row-major: the trees' values summed in float64 from the float32
* values that the model file holds. `rows` picks rows of the matrix (default: all of them, in order).
*/
function predictTrees(model, matrix, rows) {
	const job = {
		model,
		matrix,
		rows
	};
	return join(job, Array.from({ length: blockCount(job) }, (_, block) => predictBlock(job, block)));
}
/** The same on the pool's threads where it would take long: the main thread stays free, and the signal ends it. */
async function predictTreesOn(pool, { signal, ...job }) {
	if (rowCount(job) * job.model.trees.length < threadedWalks) return predictTrees(job.model, job.matrix, job.rows);
	const shared = {
		...job,
		matrix: shareMatrix(job.matrix)
	};
	return join(job, (await pool.run("predict", shared, blockCount(job), { signal })).map(({ means }) => means));
}
/** The predictions of a block of rows, row-major. */
function predictBlock({ model, matrix, rows }, block) {
	const { trees, margins, width, divisor, base, link } = model;
	const features = matrix.names.length;
	const start = block * blockRows;
	const size = Math.min(blockRows, rowCount({
		matrix,
		rows
	}) - start);
	const values = new Float32Array(size * features);
	for (let feature = 0; feature < features; feature++) {
		const column = feature * matrix.rows;
		for (let i = 0; i < size; i++) {
			const row = rows ? rows[start + i] : start + i;
			values[i * features + feature] = matrix.data[column + row];
		}
	}
	const sums = new Float64Array(size * margins);
	for (const [index, tree] of trees.entries()) addTree({
		tree,
		width,
		margins,
		at: width === 1 ? index % margins : 0,
		features,
		block: values,
		sums
	});
	for (let i = 0; i < sums.length; i++) sums[i] = sums[i] / divisor + base[i % margins];
	return applyLink(link, sums, margins);
}
function rowCount({ matrix, rows }) {
	return rows?.length ?? matrix.rows;
}
function blockCount(job) {
	return Math.ceil(rowCount(job) / blockRows);
}
function join(job, blocks) {
	const { outputs } = job.model;
	const joined = new Float64Array(rowCount(job) * outputs);
	for (const [block, means] of blocks.entries()) joined.set(means, block * blockRows * outputs);
	return joined;
}
/** The next node is looked up, not branched to: which way a row goes is a coin toss to the processor. */
function addTree({ tree, width, margins, at, features, block, sums }) {
	const { feature, threshold, value, missingLeft } = tree;
	const children = childrenOf(tree);
	const rows = sums.length / margins;
	for (let row = 0; row < rows; row++) {
		const base = row * features;
		let node = 0;
		for (let asked = feature[0]; asked >= 0; asked = feature[node]) {
			const number = block[base + asked];
			const goesRight = number <= threshold[node] || Number.isNaN(number) && missingLeft?.[node] === 1 ? 0 : 1;
			node = children[2 * node + goesRight];
		}
		for (let output = 0; output < width; output++) {
			const to = row * margins + at + output;
			sums[to] = sums[to] + value[node * width + output];
		}
	}
}
/** Left and right child of each node in turn. */
function childrenOf({ left, right }) {
	const children = new Int32Array(2 * left.length);
	for (let node = 0; node < left.length; node++) {
		children[2 * node] = left[node];
		children[2 * node + 1] = right[node];
	}
	return children;
}

// src/learn/tree.ts
/** Whether a row with this value of the feature that a node asks for goes left. */
function goesLeft({ threshold, missingLeft }, node, value) {
	return value <= threshold[node] || Number.isNaN(value) && missingLeft?.[node] === 1;
}

// src/learn/explain-trees.ts
/**
* SHAP values of one row: features × margins, row-major, of the trees' sum before any link function. They add up to
* the row's prediction less the background's mean one. Exact for what the background's rows say of absent features
* ("interventional": Lundberg et al., From local explanations to global understanding with explainable AI for trees,
* Nature Machine Intelligence 2020, algorithm 3; the `shap` package's TreeExplainer with data).
*/
function explainRow(model, row, background) {
	const { trees, divisor, margins, width } = model;
	const { features } = background;
	const count = background.values.length / features;
	const shares = new Float64Array(features * margins);
	for (const [index, tree] of trees.entries()) {
		const walk = createWalk(tree, {
			row,
			features,
			outputs: width,
			at: width === margins ? 0 : index % margins,
			margins,
			shares
		});
		for (let other = 0; other < count; other++) walk(background.values.subarray(other * features, (other + 1) * features));
	}
	return shares.map((share) => share / (divisor * count));
}
/** Which side has said the value of a feature on the way to a node. */
const unsaid = 0;
const byRow = 1;
const byOther = 2;
/** Walks down a tree by the row where it and another differ, and by the other; adds what that tells to the shares. */
function createWalk(tree, { row, features, outputs, at: first, margins, shares }) {
	const { feature, left, right, value } = tree;
	const sides = new Uint8Array(features);
	const given = new Float64Array(2 * outputs * (deepest(tree) + 2));
	const child = (node, values) => goesLeft(tree, node, values[feature[node]]) ? left[node] : right[node];
	const visit = (start, other, of) => {
		const { ours, theirs, depth } = of;
		const at = 2 * outputs * depth;
		let node = start;
		while (feature[node] >= 0) {
			const [one, two] = [child(node, row), child(node, other)];
			const side = sides[feature[node]];
			if (one !== two && side === unsaid) break;
			node = side === byOther ? two : one;
		}
		const asked = feature[node];
		if (asked < 0) {
			const [most, least] = leafWeights(ours, theirs);
			for (let output = 0; output < outputs; output++) {
				given[at + output] = most * value[node * outputs + output];
				given[at + outputs + output] = least * value[node * outputs + output];
			}
			return;
		}
		const below = at + 2 * outputs;
		sides[asked] = byRow;
		visit(child(node, row), other, {
			ours: ours + 1,
			theirs,
			depth: depth + 1
		});
		for (let output = 0; output < outputs; output++) {
			shares[asked * margins + first + output] += given[below + output];
			given[at + output] = given[below + output];
			given[at + outputs + output] = given[below + outputs + output];
		}
		sides[asked] = byOther;
		visit(child(node, other), other, {
			ours,
			theirs: theirs + 1,
			depth: depth + 1
		});
		for (let output = 0; output < outputs; output++) {
			shares[asked * margins + first + output] -= given[below + outputs + output];
			given[at + output] += given[below + output];
			given[at + outputs + output] += given[below + outputs + output];
		}
		sides[asked] = unsaid;
	};
	return (other) => visit(0, other, {
		ours: 0,
		theirs: 0,
		depth: 0
	});
}
/** A leaf's weight for each feature that the row has said, and for each that the other has: (u−1)! v! / (u+v)!, u! (v−1)! / (u+v)!. */
function leafWeights(ours, theirs) {
	const orders = binomial(ours + theirs, ours);
	return [ours === 0 ? 0 : 1 / (ours * orders), theirs === 0 ? 0 : 1 / (theirs * orders)];
}
function binomial(n, k) {
	let ways = 1;
	for (let i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
	return ways;
}
/** Splits on the longest way to a leaf. */
function deepest({ feature, left, right }) {
	const depths = new Int32Array(feature.length);
	let most = 0;
	for (let node = 0; node < feature.length; node++) {
		if (feature[node] < 0) continue;
		most = Math.max(most, depths[node] + 1);
		depths[left[node]] = depths[node] + 1;
		depths[right[node]] = depths[node] + 1;
	}
	return most;
}

// src/learn/explain.ts
/** Rows of the training that stand for an absent feature, and rows that are explained, at most. */
const backgroundRows = 30;
const explainedRows = 200;
/** Walks of a row against another down a tree, at most: about a second of one core. */
const mostWalks = 2e6;
/**
* SHAP values of some rows of a matrix against some of the training's; which ones, the seed says. How many depends on the
* model's size alone, so that the time is bounded and the answer the same on every machine.
*/
async function explain(pool, model, of) {
	const { training, matrix, seed } = of;
	const others = pickRows(training.rows, backgroundRows, seed);
	const walks = model.kind === "trees" ? model.trees.length * others.length : 1;
	const affordable = Math.max(1, Math.floor(mostWalks / walks));
	const rows = pickRows(matrix.rows, Math.min(explainedRows, affordable), seed + 1);
	const asked = {
		rows: rowsOf(matrix, rows),
		background: rowsOf(training, others)
	};
	const { outputs, shares } = model.kind === "trees" ? await explainTrees(pool, {
		model,
		...asked
	}, of.signal) : explainLinear(model, asked);
	return {
		rows,
		outputs,
		shares
	};
}
async function explainTrees(pool, job, signal) {
	const { features, values } = job.rows;
	const outputs = job.model.margins;
	const count = values.length / features;
	const answers = await pool.run("explain", job, count, { signal });
	const shares = new Float64Array(count * features * outputs);
	for (const [row, answer] of answers.entries()) shares.set(answer.shares, row * features * outputs);
	return {
		outputs,
		shares
	};
}
/** A weight times how far the value is from the background's mean: the `shap` package's LinearExplainer. */
function explainLinear({ weights, intercepts }, { rows, background }) {
	const { features, values } = rows;
	const outputs = intercepts.length;
	const count = background.values.length / features;
	const means = new Float64Array(features);
	for (const [at, value] of background.values.entries()) means[at % features] += value / count;
	const shares = new Float64Array(values.length * outputs);
	for (const [at, value] of values.entries()) for (let output = 0; output < outputs; output++) shares[at * outputs + output] = weights[output * features + at % features] * (value - means[at % features]);
	return {
		outputs,
		shares
	};
}
/** Explains one row of a job. */
function explainOne({ model, rows, background }, row) {
	const { features, values } = rows;
	return { shares: explainRow(model, values.subarray(row * features, (row + 1) * features), background) };
}
/** The mean size of each feature's SHAP values, over rows and outputs. */
function meanShares({ rows, outputs, shares }, features) {
	const means = new Float64Array(features);
	for (let at = 0; at < shares.length; at++) means[Math.floor(at / outputs) % features] += Math.abs(shares[at]) / (rows.length * outputs);
	return means;
}
/** Some of the numbers from 0 to `count` - 1, ascending: each as likely as any other. */
function pickRows(count, most, seed) {
	const random = randomFrom(randomState(seed, 1449));
	const picked = [];
	for (let row = 0; row < count; row++) if (random.below(count - row) < most - picked.length) picked.push(row);
	return Uint32Array.from(picked);
}
function rowsOf({ names, rows: count, data }, rows) {
	const features = names.length;
	const values = new Float32Array(rows.length * features);
	for (const [index, row] of rows.entries()) for (let feature = 0; feature < features; feature++) values[index * features + feature] = data[feature * count + row];
	return {
		features,
		values
	};
}

// src/learn/dummy.ts
/** Learns the mean (or median) of the target; NaN without rows. */
function trainDummyRegressor(target, strategy = "mean") {
	if (strategy === "mean") return {
		strategy,
		value: target.reduce((total, value) => total + value, 0) / target.length
	};
	const sorted = target.toSorted();
	return {
		strategy,
		value: ((sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN) + (sorted[Math.floor(sorted.length / 2)] ?? NaN)) / 2
	};
}
/** Learns the shares of the classes from codes 0 … classes - 1. */
function trainDummyClassifier(target, classes, strategy = "prior") {
	const counts = new Float64Array(classes);
	for (const code of target) counts[code] = counts[code] + 1;
	const code = counts.indexOf(counts.reduce((most, each) => Math.max(most, each), 0));
	return {
		strategy,
		code,
		scores: strategy === "prior" ? counts.map((each) => each / target.length) : counts.map((_, each) => Number(each === code))
	};
}

// src/learn/design.ts
/** The sum of a[from + i] · b[at + i] for i < count, in order. */
function dot(a, from, b, at, count) {
	let sum = 0;
	for (let i = 0; i < count; i++) sum += a[from + i] * b[at + i];
	return sum;
}
/** Adds factor · b[at + i] to a[from + i] for i < count. */
function addScaled(a, from, factor, b, at, count) {
	for (let i = 0; i < count; i++) a[from + i] = a[from + i] + factor * b[at + i];
}

// src/learn/lbfgs.ts
/** Pairs of steps and gradient changes that approximate the curvature, as in scipy's L-BFGS-B. */
const memory = 10;
/** Wolfe's conditions: the least decrease, and the greatest slope that remains. */
const decrease = 1e-4;
/** Changes of the value below this share of it are rounding; the slope alone then decides. */
const rounding = 1e-13;
const mostTries = 40;
/**
* The least of a function by L-BFGS from `start` (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.4).
* `converged` is false where iterations ran out, or no step along the last direction led lower.
*/
function minimize(objective, start, { tol, maxIter }) {
	const steps = [];
	const changes = [];
	const gradient = new Float64Array(start.length);
	let here = {
		point: start,
		gradient,
		value: objective(start, gradient)
	};
	for (let iteration = 0; iteration < maxIter; iteration++) {
		if (largest(here.gradient) <= tol) return {
			point: here.point,
			converged: true
		};
		const direction = directionOf(here.gradient, steps, changes);
		const isFirst = steps.length === 0;
		const length = isFirst ? Math.min(1, 1 / Math.max(largest(here.gradient), Number.MIN_VALUE)) : 1;
		const next = searchLine(objective, here, direction, length);
		if (next === void 0) {
			if (isFirst) return {
				point: here.point,
				converged: false
			};
			steps.length = 0;
			changes.length = 0;
			continue;
		}
		const step = next.point.map((each, index) => each - here.point[index]);
		const change = next.gradient.map((each, index) => each - here.gradient[index]);
		if (product(step, change) > 0) {
			steps.push(step);
			changes.push(change);
			if (steps.length > memory) {
				steps.shift();
				changes.shift();
			}
		}
		here = next;
	}
	return {
		point: here.point,
		converged: largest(here.gradient) <= tol
	};
}
/** Minus the approximate inverse of the curvature times the gradient, by the two-loop recursion. */
function directionOf(gradient, steps, changes) {
	const direction = gradient.map((each) => -each);
	const { length } = direction;
	const factors = new Float64Array(steps.length);
	for (let index = steps.length - 1; index >= 0; index--) {
		factors[index] = product(steps[index], direction) / product(steps[index], changes[index]);
		addScaled(direction, 0, -factors[index], changes[index], 0, length);
	}
	const last = steps.length - 1;
	if (last >= 0) {
		const scale = product(steps[last], changes[last]) / product(changes[last], changes[last]);
		for (let index = 0; index < length; index++) direction[index] = direction[index] * scale;
	}
	for (let index = 0; index <= last; index++) {
		const factor = product(changes[index], direction) / product(steps[index], changes[index]);
		addScaled(direction, 0, factors[index] - factor, steps[index], 0, length);
	}
	return direction;
}
/** A step along the direction that meets Wolfe's conditions, between brackets; undefined where none is found. */
function searchLine(objective, from, direction, first) {
	const slope = product(from.gradient, direction);
	if (!(slope < 0)) return void 0;
	let low = {
		step: 0,
		slope
	};
	let high;
	let step = first;
	for (let tries = 0; tries < mostTries; tries++) {
		const point = from.point.slice();
		addScaled(point, 0, step, direction, 0, point.length);
		const gradient = new Float64Array(point.length);
		const value = objective(point, gradient);
		const here = {
			step,
			slope: product(gradient, direction)
		};
		const isLower = value <= from.value + decrease * step * slope || value <= from.value + rounding * Math.abs(from.value);
		if (isLower && Math.abs(here.slope) <= -.9 * slope) return {
			point,
			gradient,
			value
		};
		if (isLower && here.slope < 0) low = here;
		else high = here;
		step = high === void 0 ? 4 * step : between(low, high);
	}
}
/** Where the slope would be 0 if it were straight, not too near to either end. */
function between(low, high) {
	const width = high.step - low.step;
	const share = high.slope > 0 ? low.slope / (low.slope - high.slope) : .5;
	return low.step + width * (Number.isFinite(share) ? Math.min(.9, Math.max(.1, share)) : .1);
}
function product(a, b) {
	return dot(a, 0, b, 0, a.length);
}
function largest(values) {
	let most = 0;
	for (const value of values) most = Math.max(most, Math.abs(value));
	return most;
}

// src/learn/logistic-loss.ts
/**
* Turns margins into the gradient of the logistic loss by them, and returns the loss: -log of each row's class's
* probability. Both are sums over rows times the row's share. `margins` are outputs × rows, output by output: one
* output is the margin of class 1 against class 0, more are one a class.
*/
function logisticLoss(margins, { codes, shares, outputs }) {
	return outputs === 1 ? binaryLoss(margins, codes, shares) : softmaxLoss(margins, codes, shares, outputs);
}
function binaryLoss(margins, codes, shares) {
	let loss = 0;
	for (let row = 0; row < codes.length; row++) {
		const margin = margins[row];
		const small = exp(-Math.abs(margin));
		const probability = margin >= 0 ? 1 / (1 + small) : small / (1 + small);
		const isPositive = codes[row] === 1;
		const wrong = isPositive ? -margin : margin;
		loss += shares[row] * (Math.max(wrong, 0) + log1p(small));
		margins[row] = shares[row] * (isPositive ? probability - 1 : probability);
	}
	return loss;
}
function softmaxLoss(margins, codes, shares, outputs) {
	const rows = codes.length;
	let loss = 0;
	for (let row = 0; row < rows; row++) {
		const own = margins[codes[row] * rows + row];
		let greatest = Number.NEGATIVE_INFINITY;
		for (let output = 0; output < outputs; output++) greatest = Math.max(greatest, margins[output * rows + row]);
		let sum = 0;
		for (let output = 0; output < outputs; output++) {
			const at = output * rows + row;
			margins[at] = exp(margins[at] - greatest);
			sum += margins[at];
		}
		const share = shares[row];
		loss += share * (log(sum) + greatest - own);
		for (let output = 0; output < outputs; output++) {
			const at = output * rows + row;
			margins[at] = share * (margins[at] / sum - (output === codes[row] ? 1 : 0));
		}
	}
	return loss;
}

// src/learn/target.ts
/** More classes than this are an identifier, not a target. */
const classLimit = 1e3;
/** Characters; a manifest holds no longer ones. */
const longestLabel = 1e3;
/**
* Encodes the target column. Text, booleans and numbers that are all 0 or 1 are classes, other numbers are
* regression, unless `task` says otherwise. Throws UserError where nothing can be learned: no values, one value.
*/
function encodeTarget(column, options = {}) {
	const { place = () => ({}) } = options;
	const at = place("target");
	const target = (options.task ?? taskOf(column, at)) === "regression" ? encodeNumbers(column, at) : encodeClasses(column, at);
	if (target.rows.length === 0) throw new UserError(`Cannot train: every value of the target "${column.name}" is missing`, {
		...at,
		hint: "Check data.target and how the file writes missing values"
	});
	return {
		...target,
		positive: positiveOf(column, target.classes, options.positive, place("positive"))
	};
}
function taskOf(column, place) {
	if (column.kind === "text") refuseNearlyNumbers(column, place);
	if (column.kind === "text" || column.type === "boolean") return "classification";
	return column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value)) ? "classification" : "regression";
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
	if (classes.length > classLimit) throw new UserError(`Cannot train: the target "${column.name}" has ${classes.length.toLocaleString("en")} classes, at most ${classLimit} are possible`, {
		...place,
		hint: "It looks like an identifier or a number; check data.target and train.task"
	});
	const long = classes.find((label) => label.length > longestLabel);
	if (long !== void 0) throw new UserError(`Cannot train: the target "${column.name}" has a class of ${long.length.toLocaleString("en")} characters, at most ${longestLabel} are possible`, {
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

// src/learn/parameters.ts
/** A whole number from `least` on. */
const count = (least) => ({
	accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= 2147483647,
	expected: `a whole number from ${least}`
});
/** A number from `least` to `most`; `above` leaves out the least itself. */
const number = (least, most = Infinity, { above = false } = {}) => ({
	accepts: (value) => typeof value === "number" && Number.isFinite(value) && (above ? value > least : value >= least) && value <= most,
	expected: `a number ${above ? "above" : "from"} ${least}${most === Infinity ? "" : ` to ${most}`}`
});
/** A whole number from `least` on, or a share below 1 of the `whole` (`rows`, `features`). */
const countOrShare = (least, whole) => ({
	accepts: (value) => count(least).accepts(value) || typeof value === "number" && value > 0 && value < 1,
	expected: `a whole number from ${least}, or a share of the ${whole} below 1`
});
/** One of a few values. */
const oneOf = (...allowed) => ({
	accepts: (value) => allowed.includes(value),
	expected: allowed.map((each) => typeof each === "string" ? `"${each}"` : String(each)).join(" or ")
});
/** What any of several accepts. */
const either = (...choices) => ({
	accepts: (value) => choices.some((choice) => choice.accepts(value)),
	expected: choices.map((choice) => choice.expected).join(", or ")
});
/**
* The given parameters under their own names. Throws UserError naming key and value, at the place that `place` has
* for the key: for an unknown name, a value that is not accepted, and two names of one parameter that disagree.
*/
function readParams({ engine, parameters, aliases = {}, elsewhere = {} }, params, place = () => ({})) {
	const read = /* @__PURE__ */ new Map();
	for (const [given, value] of Object.entries(params)) {
		const name = Object.hasOwn(aliases, given) ? aliases[given] : given;
		const parameter = Object.hasOwn(parameters, name) ? parameters[name] : void 0;
		if (parameter === void 0) {
			const known = Object.keys(parameters);
			const hint = Object.hasOwn(elsewhere, given) ? elsewhere[given] : `The parameters are ${known.join(", ")}`;
			throw new UserError(`Cannot train ${engine}: unknown parameter "${given}"${didYouMean(given, [...known, ...Object.keys(aliases)])}`, {
				...place(given),
				hint
			});
		}
		if (!parameter.accepts(value)) throw new UserError(`Cannot train ${engine}: "${given}" is ${typeof value === "number" ? value : JSON.stringify(value)}, expected ${parameter.expected}`, place(given));
		const other = read.get(name);
		if (other !== void 0 && other.value !== value) throw new UserError(`Cannot train ${engine}: "${other.given}" and "${given}" are names of one parameter and disagree`, {
			...place(given),
			hint: `Keep one of them, best "${name}"`
		});
		read.set(name, {
			given,
			value
		});
	}
	return Object.fromEntries([...read].map(([name, { value }]) => [name, value]));
}

export { addScaled, applyLink, columnOf, count, countOrShare, dot, either, encodeTarget, exp, explain, explainOne, log, logisticLoss, meanShares, minimize, number, oneOf, predictBlock, predictTreesOn, readParams, shareMatrix, sigmoid, trainDummyClassifier, trainDummyRegressor };