import { UserError, didYouMean } from "./core.js";
import { exp, log, log1p, powerBelow } from "./numbers.js";

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

// src/learn/tree.ts
/** Whether a node's set has a code; what is no code is in none. */
function isMember({ at, words }, node, code) {
	const word = at[node] + (code >>> 5);
	return code >= 0 && word < at[node + 1] && (words[word] >>> (code & 31) & 1) === 1;
}
/** Whether a node asks for a set. */
function asksSet({ sets }, node) {
	return sets !== void 0 && sets.at[node + 1] > sets.at[node];
}
/** Whether a row with this value of the feature that a node asks for goes left. */
function goesLeft(tree, node, value) {
	const { threshold, missingLeft, sets } = tree;
	if (sets !== void 0 && asksSet(tree, node)) return isMember(sets, node, value);
	return value <= threshold[node] || Number.isNaN(value) && missingLeft?.[node] === 1;
}

// src/learn/link.ts
/** A model's outputs of its margins, both rows \u00d7 their number, row-major; `margins` may be changed and given back. */
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

// src/learn/pack-trees.ts
/** Where the kernel's memory holds the places of the trees. */
const rootsAt = 64;
const nodeBytes = 8;
const memoryLimit = 2 ** 32 - 2 ** 16;
/** Of rows that are walked down one tree after another: so much stays in the cache beside a tree. */
const blockBytes = 2 ** 20;
const leastBlock = 64;
const mostBlock = 16384;
/** Lays trees out for that many threads. Undefined where they do not fit into the kernel's memory, or its nodes. */
function packTrees({ trees, width, margins }, threads) {
	const { columns, columnOf } = findColumns(trees);
	const bits = [
		8,
		12,
		16
	].find((each) => columns.length < 2 ** each);
	const nodesAt = align(64 + 4 * trees.length);
	let [nodes, leaves, deepest] = [
		0,
		0,
		0
	];
	for (const { feature } of trees) {
		nodes += feature.length + 1;
		leaves += (feature.length + 1) / 2;
		deepest = Math.max(deepest, feature.length + 1);
	}
	const valuesAt = align(nodesAt + nodeBytes * nodes);
	const setsAt = align(valuesAt + 4 * leaves * width);
	const words = trees.reduce((sum, { sets }) => sum + (sets ? sets.words.length + sets.at.length : 0), 0);
	const threadsAt = align(setsAt + 4 * words);
	const rowBytes = 4 * (1 + columns.length);
	const blockRows = Math.max(leastBlock, Math.min(mostBlock, Math.floor(blockBytes / rowBytes / 4) * 4));
	const threadBytes = align(blockRows * (rowBytes + 4 + 8 * margins));
	const end = threadsAt + threads * threadBytes;
	if (bits === void 0 || end > memoryLimit || deepest / 2 > 2 ** (32 - bits)) return void 0;
	const memory = createMemory(end);
	const writer = createWriter(memory, {
		nodesAt,
		nodes,
		valuesAt,
		setsAt,
		width,
		bits,
		columnOf,
		deepest
	});
	const roots = new Uint32Array(memory.buffer, 64, trees.length);
	for (const [index, tree] of trees.entries()) roots[index] = writer.write(tree);
	return {
		memory,
		trees: trees.length,
		columns,
		bits,
		valuesAt,
		codes: 1 + columns.filter(({ kind }) => kind !== "codes").length,
		setsAt: words > 0 ? setsAt : 0,
		threadsAt,
		threadBytes,
		threads,
		blockRows
	};
}
function createMemory(bytes) {
	const pages = Math.ceil(bytes / 65536);
	return new WebAssembly.Memory({
		initial: pages,
		maximum: pages,
		shared: true
	});
}
function align(bytes) {
	return Math.ceil(bytes / 64) * 64;
}
const kinds = [
	"right",
	"left",
	"codes"
];
/** Numbers of the columns by `kindOf` of the nodes that ask for them, those of codes last. */
function findColumns(trees) {
	let most = -1;
	for (const { feature } of trees) for (let node = 0; node < feature.length; node++) if (feature[node] > most) most = feature[node];
	const columnOf = new Int32Array(kinds.length * (most + 1));
	for (const tree of trees) for (let node = 0; node < tree.feature.length; node++) if (tree.feature[node] >= 0) columnOf[kindOf(tree, node)] = 1;
	const columns = [];
	for (const isCodes of [false, true]) for (const [code, isUsed] of columnOf.entries()) {
		const kind = kinds[code % kinds.length];
		if (isUsed === 1 && kind === "codes" === isCodes) columnOf[code] = -columns.push({
			feature: Math.floor(code / kinds.length),
			kind
		});
	}
	return {
		columns,
		columnOf: columnOf.map((negative) => -negative)
	};
}
function kindOf(tree, node) {
	const { feature, missingLeft, sets } = tree;
	const base = kinds.length * feature[node];
	if (sets !== void 0 && asksSet(tree, node)) return base + 2;
	return base + (missingLeft === void 0 ? 0 : missingLeft[node]);
}
/** Writes trees one after another, each level by level: the levels that every row sees lie together. */
function createWriter({ buffer }, layout) {
	const { nodesAt, valuesAt, setsAt, width, bits, columnOf } = layout;
	const words = new Int32Array(buffer, nodesAt, 2 * layout.nodes);
	const values = new Float32Array(buffer, valuesAt);
	const sets = new Uint32Array(buffer, setsAt);
	const order = new Int32Array(layout.deepest);
	let [first, leaf, set] = [
		0,
		0,
		0
	];
	return { write(tree) {
		const { feature, threshold, left, right, value } = tree;
		const begin = first;
		let end = 2;
		for (let place = 0; place < end; place = place === 0 ? 2 : place + 1) {
			const node = order[place];
			const word = 2 * (begin + place);
			if (feature[node] < 0) {
				for (let at = 0; at < width; at++) values[leaf * width + at] = value[node * width + at];
				words[word] = place % 2 === 0 ? leaf : ~leaf;
				words[word + 1] = place >> 1 << bits;
				leaf++;
				continue;
			}
			const column = kindOf(tree, node);
			if (column % kinds.length === 2) {
				const { at, words: all } = tree.sets;
				const own = all.subarray(at[node], at[node + 1]);
				words[word] = set;
				sets[set] = own.length;
				sets.set(own, set + 1);
				set += 1 + own.length;
			} else words[word] = keyOf(threshold[node]);
			words[word + 1] = end >> 1 << bits | columnOf[column];
			order[end++] = left[node];
			order[end++] = right[node];
		}
		first += feature.length + 1;
		return nodesAt + nodeBytes * begin;
	} };
}
const number$1 = /* @__PURE__ */ new Float32Array(1);
const whole = new Int32Array(number$1.buffer);
/** As `keyOf` of the kernel; a threshold that is NaN has all rows on its right. */
function keyOf(threshold) {
	if (Number.isNaN(threshold)) return -(2 ** 31);
	number$1[0] = threshold + 0;
	return whole[0] ^ whole[0] >> 31 & 2147483647;
}

// src/learn/design.ts
/** The sum of a[from + i] \u00b7 b[at + i] for i < count, in order. */
function dot(a, from, b, at, count) {
	let sum = 0;
	for (let i = 0; i < count; i++) sum += a[from + i] * b[at + i];
	return sum;
}
/** Adds factor \u00b7 b[at + i] to a[from + i] for i < count. */
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
	const pairs = createPairs();
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
		const next = searchLine(objective, here, directionOf(here.gradient, pairs), firstStep(here.gradient, pairs));
		if (next === void 0) {
			if (pairs.steps.length === 0) return {
				point: here.point,
				converged: false
			};
			forgetPairs(pairs);
			continue;
		}
		keepPair(pairs, here, next);
		here = next;
	}
	return {
		point: here.point,
		converged: largest(here.gradient) <= tol
	};
}
/** None yet. */
function createPairs() {
	return {
		steps: [],
		changes: []
	};
}
/** Drops all pairs: the next direction is the steepest. */
function forgetPairs({ steps, changes }) {
	steps.length = 0;
	changes.length = 0;
}
/** Adds the step between two places, where the curvature along it is positive. */
function keepPair({ steps, changes }, from, to) {
	const step = to.point.map((each, index) => each - from.point[index]);
	const change = to.gradient.map((each, index) => each - from.gradient[index]);
	if (!(product(step, change) > 0)) return;
	steps.push(step);
	changes.push(change);
	if (steps.length <= memory) return;
	steps.shift();
	changes.shift();
}
/** What share of the direction to try first: all of it, but nothing is known yet of the first one's length. */
function firstStep(gradient, { steps }) {
	return steps.length > 0 ? 1 : Math.min(1, 1 / Math.max(largest(gradient), Number.MIN_VALUE));
}
/** Minus the approximate inverse of the curvature times the gradient, by the two-loop recursion. */
function directionOf(gradient, { steps, changes }) {
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
/** The sum of a[i] \u00b7 b[i]. */
function product(a, b) {
	return dot(a, 0, b, 0, a.length);
}
/** The largest absolute value. */
function largest(values) {
	let most = 0;
	for (const value of values) most = Math.max(most, Math.abs(value));
	return most;
}

// src/learn/logistic-loss.ts
/**
* Turns margins into the gradient of the logistic loss by them, and returns the loss: -log of each row's class's
* probability. Both are sums over rows times the row's share. `margins` are outputs \u00d7 rows, output by output: one
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

// src/learn/predict-trees.ts
/** Rows at a time, so that they stay in the cache while each tree passes over them. */
const blockRows = 4096;
/** Walks of a row down a tree, below which laying the trees out and asking threads are not worth what they cost. */
const leastWalks = 2e5;
/** Each row costs as much as so many trees at least. */
const leastTrees = 10;
const packed = /* @__PURE__ */ new WeakMap();
/**
* The model's predictions, rows \u00d7 outputs, row-major: the trees' values summed in float64 from the float32
* values that the model file holds. `rows` picks rows of the matrix (default: all of them, in order).
*/
function predictTrees(model, matrix, rows) {
	const count = rowCount({
		matrix,
		rows
	});
	const predicted = new Float64Array(count * model.outputs);
	for (let start = 0; start < count; start += blockRows) predicted.set(predictBlock(model, {
		matrix,
		rows
	}, start), start * model.outputs);
	return predicted;
}
/** The very same on the pool's threads, by kernels/trees.ts, where it would take long; the signal ends it. */
async function predictTreesOn(pool, { model, matrix, rows, signal }) {
	const count = rowCount({
		matrix,
		rows
	});
	if (count * Math.max(leastTrees, model.trees.length) < leastWalks) return predictTrees(model, matrix, rows);
	const laid = packed.get(model.trees) ?? { trees: packTrees(model, pool.size) };
	packed.set(model.trees, laid);
	if (laid.trees === void 0) return predictTrees(model, matrix, rows);
	const { threads, blockRows: mostRows } = laid.trees;
	const { trees: _, importance: __, kind: ___, ...facts } = model;
	const job = {
		packed: laid.trees,
		model: facts,
		matrix: shareMatrix(matrix),
		rows,
		blockRows: Math.min(mostRows, Math.ceil(count / threads)),
		next: new Int32Array(new SharedArrayBuffer(4)),
		predicted: new Float64Array(new SharedArrayBuffer(8 * count * model.outputs))
	};
	const jobs = Math.min(pool.size, threads, Math.ceil(count / job.blockRows));
	await pool.run("predict", job, jobs, { signal });
	return job.predicted;
}
/** Gives back the memory in which the trees are laid out for threads; a later prediction lays them out again. */
function forgetLayout({ trees }) {
	packed.delete(trees);
}
/** The predictions of a block of rows, row-major. */
function predictBlock(model, { matrix, rows }, start) {
	const { trees, margins, width, divisor, base, link } = model;
	const features = matrix.names.length;
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
/** The next node is looked up, not branched to: which way a row goes is a coin toss to the processor. */
function addTree({ tree, width, margins, at, features, block, sums }) {
	const { feature, threshold, value, missingLeft, sets } = tree;
	const children = childrenOf(tree);
	const rows = sums.length / margins;
	for (let row = 0; row < rows; row++) {
		const base = row * features;
		let node = 0;
		for (let asked = feature[0]; asked >= 0; asked = feature[node]) {
			const number = block[base + asked];
			const isLeft = sets !== void 0 && asksSet(tree, node) ? isMember(sets, node, number) : number <= threshold[node] || Number.isNaN(number) && missingLeft?.[node] === 1;
			node = children[2 * node + (isLeft ? 0 : 1)];
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
/** A number from `least` to `most` for some names, of which there is at least one. */
const namedNumbers = (least, most, expected) => ({
	accepts: (value) => isNamed(value) && Object.keys(value).length > 0 && Object.values(value).every((each) => number(least, most).accepts(each)),
	expected
});
/** Whether a value of a parameter is numbers by names. */
function isNamed(value) {
	return typeof value === "object" && value !== null;
}
/** A value as reports show it. */
function showParam(value) {
	if (value === null) return "null";
	if (!isNamed(value)) return value;
	return Object.entries(value).map(([name, each]) => `${name}: ${each}`).join(", ");
}
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
		if (other !== void 0 && JSON.stringify(other.value) !== JSON.stringify(value)) throw new UserError(`Cannot train ${engine}: "${other.given}" and "${given}" are names of one parameter and disagree`, {
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

// src/learn/class-weight.ts
/** scikit-learn's `class_weight`, with `others` that it has for an engine. */
const classWeight = (...others) => either(oneOf("balanced", ...others, null), namedNumbers(0, 1e9, "a weight by class, such as { no: 1, yes: 5 }"));
/**
* The weight of each class by its code. `sums` has the weight of each class's rows: balanced classes weigh, all their
* rows together, the same. Throws UserError for a name that no class has.
*/
function weighClasses(wanted, sums, labels = []) {
	if (wanted === "balanced") {
		const total = sums.reduce((sum, each) => sum + each, 0);
		const present = sums.filter((each) => each > 0).length;
		return sums.map((each) => each > 0 ? total / (present * each) : 1);
	}
	const weights = new Float64Array(sums.length).fill(1);
	if (!isNamed(wanted)) return weights;
	for (const [label, weight] of Object.entries(wanted)) {
		const code = labels.indexOf(label);
		if (code < 0) throw new UserError(`Cannot train: "class_weight" names "${label}", which is no class${didYouMean(label, labels)}`, { hint: `The classes are ${labels.slice(0, 10).join(", ")}${labels.length > 10 ? ", \u2026" : ""}` });
		weights[code] = weight;
	}
	return weights;
}

// src/learn/row-weights.ts
/**
* Each row's weight: its own times its class's; undefined where all weigh 1. Throws UserError where a named class is
* none, and where nothing weighs anything.
*/
function weightRows({ target, classes, labels, weights }, classWeight) {
	if (classWeight === null) return weights;
	const sums = new Float64Array(classes);
	for (const [row, code] of target.entries()) sums[code] = sums[code] + (weights?.[row] ?? 1);
	const ofClass = weighClasses(classWeight, sums, labels);
	if (sums.every((sum, code) => sum * ofClass[code] === 0)) throw new UserError("Cannot train: every training row has the weight 0", { hint: "Give a class more than 0 in class_weight" });
	return Float64Array.from(target, (code, row) => ofClass[code] * (weights?.[row] ?? 1));
}
/** What whole weights may sum up to, so that their sums stay exact in a forest's kernel. */
const wholeSum = 2 ** 25;
/**
* Weights as whole numbers in nearly the same proportions, or in the very same where they are whole and not many times
* as large as others; one that is not 0 is at least 1.
*/
function wholeWeights(weights) {
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const scale = powerBelow(wholeSum / sum);
	const whole = new Float64Array(new SharedArrayBuffer(weights.byteLength));
	for (const [row, weight] of weights.entries()) whole[row] = weight > 0 ? Math.max(1, Math.round(weight * scale)) : 0;
	return whole;
}
/** The sum of the weights up to each row, for drawing rows by their weight. */
function sumWeights(weights) {
	const sums = new Float64Array(new SharedArrayBuffer(weights.byteLength));
	let sum = 0;
	for (const [row, weight] of weights.entries()) {
		sum += weight;
		sums[row] = sum;
	}
	return sums;
}

export { addScaled, applyLink, asksSet, classWeight, columnOf, count, countOrShare, createPairs, directionOf, dot, either, firstStep, forgetLayout, forgetPairs, goesLeft, isMember, isNamed, keepPair, largest, logisticLoss, minimize, namedNumbers, number, oneOf, predictTreesOn, product, readParams, shareMatrix, showParam, sigmoid, sumWeights, weightRows, wholeWeights };