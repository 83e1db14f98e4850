import { addScaled, columnOf, createPairs, directionOf, dot, firstStep, forgetPairs, keepPair, largest, logisticLoss, minimize, product, weightRows } from "./learn.js";

// src/learn/coordinate-descent.ts
/**
* The elastic net's weights by cyclic coordinate descent from zero, which stops as scikit-learn 1.9's does: once steps
* are small and the duality gap is (Friedman, Hastie, Tibshirani 2010).
*/
function descendCoordinates({ rows, columns, data }, b, { l1, l2, tol, maxIter }) {
	const weights = new Float64Array(columns);
	const rest = b.slice();
	const squares = Float64Array.from(weights, (_, column) => dot(data, column * rows, data, column * rows, rows));
	const bound = tol * dot(b, 0, b, 0, rows);
	for (let pass = 0; pass < maxIter; pass++) {
		let largest = 0;
		let step = 0;
		for (let column = 0; column < columns; column++) {
			if (squares[column] === 0) continue;
			const before = weights[column];
			const pull = dot(data, column * rows, rest, 0, rows) + squares[column] * before;
			const after = Math.sign(pull) * Math.max(Math.abs(pull) - l1, 0) / (squares[column] + l2);
			if (after !== before) addScaled(rest, 0, before - after, data, column * rows, rows);
			weights[column] = after;
			step = Math.max(step, Math.abs(after - before));
			largest = Math.max(largest, Math.abs(after));
		}
		if ((largest === 0 || step <= tol * largest) && dualityGap({
			rows,
			columns,
			data
		}, b, {
			weights,
			rest,
			l1,
			l2
		}) <= bound) return {
			weights,
			converged: true
		};
	}
	return {
		weights,
		converged: false
	};
}
/** How far the objective can be from its least, as in scikit-learn's `enet_coordinate_descent`. */
function dualityGap({ rows, columns, data }, b, at) {
	const { weights, rest, l1, l2 } = at;
	let norm = 0;
	for (let column = 0; column < columns; column++) norm = Math.max(norm, Math.abs(dot(data, column * rows, rest, 0, rows) - l2 * weights[column]));
	const shrink = norm > l1 ? l1 / norm : 1;
	const square = dot(rest, 0, rest, 0, rows);
	const sum = weights.reduce((total, each) => total + Math.abs(each), 0);
	return square * (1 + shrink * shrink) / 2 + l1 * sum - shrink * dot(rest, 0, b, 0, rows) + l2 * (1 + shrink * shrink) * dot(weights, 0, weights, 0, columns) / 2;
}

// src/learn/least-squares.ts
/**
* The w that makes |A w - b| least and, of those, |w| itself: what scipy.linalg.lstsq gives, by a complete orthogonal
* decomposition (Golub and Van Loan, Matrix Computations, 4th ed., 5.5.2). Columns that lie within `cutoff` times the
* longest one's length of the others count as their sums. `b` has a number a row; neither is changed.
*/
function leastSquares({ rows, columns, data }, b, cutoff) {
	const a = data.slice();
	const right = b.slice();
	const order = Uint32Array.from({ length: columns }, (_, column) => column);
	const rank = triangulate({
		rows,
		columns,
		data: a
	}, right, order, cutoff);
	const solution = rank === columns ? solveUpper(a, rows, right, rank) : solveShort({
		rows,
		columns,
		data: a
	}, right, rank);
	const weights = new Float64Array(columns);
	for (const [place, column] of order.entries()) weights[column] = solution[place];
	return weights;
}
/** Turns A into an upper triangle, the longest remaining column first, and b with it; returns the rank. */
function triangulate({ rows, columns, data }, right, order, cutoff) {
	const steps = Math.min(rows, columns);
	let longest = 0;
	const lengths = Float64Array.from(order, (column) => squareOf(data, column * rows, rows));
	for (let step = 0; step < steps; step++) {
		let pivot = step;
		for (let column = step; column < columns; column++) if (lengths[column] > lengths[pivot]) pivot = column;
		swapColumns(data, rows, step, pivot);
		[order[step], order[pivot]] = [order[pivot], order[step]];
		[lengths[step], lengths[pivot]] = [lengths[pivot], lengths[step]];
		const length = Math.sqrt(squareOf(data, step * rows + step, rows - step));
		longest = Math.max(longest, length);
		if (length <= cutoff * longest || length === 0) return step;
		reflect(data, right, {
			rows,
			columns,
			step
		});
		for (let column = step + 1; column < columns; column++) lengths[column] = squareOf(data, column * rows + step + 1, rows - step - 1);
	}
	return steps;
}
/** One Householder reflection of the columns from `step` on, and of b, that leaves column `step` zero below its diagonal. */
function reflect(data, right, { rows, columns, step }) {
	const at = step * rows + step;
	const count = rows - step;
	const mirror = mirrorOf(data, at, count);
	if (mirror === void 0) return;
	for (let column = step + 1; column < columns; column++) mirror.apply(data, column * rows + step);
	mirror.apply(right, step);
	data[at] = mirror.diagonal;
	data.fill(0, at + 1, at + count);
}
/** The Householder reflection that maps x = source[at \u2026 at + count - 1] onto its first axis; undefined for x = 0. */
function mirrorOf(source, at, count) {
	const length = Math.sqrt(squareOf(source, at, count));
	if (length === 0) return void 0;
	const vector = source.slice(at, at + count);
	const diagonal = vector[0] > 0 ? -length : length;
	vector[0] = vector[0] - diagonal;
	const scale = -1 / (diagonal * vector[0]);
	return {
		diagonal,
		apply: (target, from) => addScaled(target, from, -scale * dot(vector, 0, target, from, count), vector, 0, count)
	};
}
function solveUpper(data, rows, right, size) {
	const solution = right.slice(0, size);
	for (let step = size - 1; step >= 0; step--) {
		solution[step] = solution[step] / data[step * rows + step];
		addScaled(solution, 0, -solution[step], data, step * rows, step);
	}
	return solution;
}
/** The shortest solution of the first `rank` rows, which are fewer than the columns: by a QR decomposition of their transpose. */
function solveShort({ rows, columns, data }, right, rank) {
	const turned = new Float64Array(columns * rank);
	for (let row = 0; row < rank; row++) for (let column = row; column < columns; column++) turned[row * columns + column] = data[column * rows + row];
	const mirrors = [];
	const solution = new Float64Array(columns);
	for (let step = 0; step < rank; step++) {
		const mirror = mirrorOf(turned, step * columns + step, columns - step);
		for (let row = step + 1; row < rank; row++) mirror.apply(turned, row * columns + step);
		turned[step * columns + step] = mirror.diagonal;
		const known = dot(turned, step * columns, solution, 0, step);
		solution[step] = (right[step] - known) / mirror.diagonal;
		mirrors.push(mirror);
	}
	for (let step = rank - 1; step >= 0; step--) mirrors[step].apply(solution, step);
	return solution;
}
function squareOf(data, at, count) {
	return dot(data, at, data, at, count);
}
function swapColumns(data, rows, a, b) {
	if (a === b) return;
	const held = data.slice(a * rows, (a + 1) * rows);
	data.copyWithin(a * rows, b * rows, (b + 1) * rows);
	data.set(held, b * rows);
}

// src/learn/reduce-rows.ts
/**
* Rotates the rows of [X | y], each times the root of its weight, into a triangle (a QR decomposition by Householder
* reflections, block by block): every |X w - y|\u00b2 is the same, whatever w. Nothing as long as the data is made; the
* answer does not depend on the machine.
*/
function reduceRows({ matrix, target, weights, center }) {
	const { rows } = matrix;
	const columns = matrix.names.length;
	const weight = weights ? weights.reduce((sum, each) => sum + each, 0) : rows;
	const mean = (values) => center ? meanOf(values, weights, weight) : 0;
	const means = Float64Array.from({ length: columns }, (_, column) => mean(matrix.data.subarray(column * rows, (column + 1) * rows)));
	const source = {
		matrix,
		target,
		weights,
		means,
		targetMean: mean(target)
	};
	const width = columns + 1;
	const facts = {
		means,
		targetMean: source.targetMean,
		weight
	};
	if (rows <= width) return {
		...split(readBlock(source, 0, rows, 0), rows, columns),
		...facts
	};
	const blockRows = Math.max(width, 64);
	let work = /* @__PURE__ */ new Float64Array(0);
	for (let start = 0; start < rows; start += blockRows) {
		const count = Math.min(blockRows, rows - start);
		const block = readBlock(source, start, count, width);
		for (let column = 0; start > 0 && column < width; column++) block.set(work.subarray(column * width, (column + 1) * width), column * (width + count));
		work = triangle(block, width, count);
	}
	return {
		...split(work, width, columns),
		...facts
	};
}
/** The centred and weighted rows from `start` on, column by column, below `above` rows of zeros. */
function readBlock(source, start, count, above) {
	const { matrix, target, weights, means, targetMean } = source;
	const height = above + count;
	const block = new Float64Array(height * (means.length + 1));
	const roots = weights && Float64Array.from(weights.subarray(start, start + count), Math.sqrt);
	for (let column = 0; column <= means.length; column++) {
		const isTarget = column === means.length;
		const values = isTarget ? target : matrix.data;
		const from = isTarget ? start : column * matrix.rows + start;
		const mean = isTarget ? targetMean : means[column];
		const at = column * height + above;
		for (let i = 0; i < count; i++) block[at + i] = (values[from + i] - mean) * (roots ? roots[i] : 1);
	}
	return block;
}
/**
* The upper triangle of a block whose first `width` rows are one already: a reflection touches its own row and the
* `count` rows below the triangle.
*/
function triangle(block, width, count) {
	const height = width + count;
	for (let step = 0; step < width; step++) {
		const top = step * height + step;
		const below = step * height + width;
		const length = Math.sqrt(block[top] * block[top] + dot(block, below, block, below, count));
		if (length === 0) continue;
		const diagonal = block[top] > 0 ? -length : length;
		const head = block[top] - diagonal;
		const scale = -1 / (diagonal * head);
		for (let column = step + 1; column < width; column++) {
			const at = column * height;
			const factor = -scale * (head * block[at + step] + dot(block, below, block, at + width, count));
			block[at + step] = block[at + step] + factor * head;
			addScaled(block, at + width, factor, block, below, count);
		}
		block[top] = diagonal;
	}
	const corner = new Float64Array(width * width);
	for (let column = 0; column < width; column++) for (let row = 0; row <= column; row++) corner[column * width + row] = block[column * height + row];
	return corner;
}
function split(data, rows, columns) {
	return {
		design: {
			rows,
			columns,
			data: data.slice(0, rows * columns)
		},
		target: data.slice(rows * columns, rows * (columns + 1))
	};
}
/** In two passes: the second finds what rounding left over. */
function meanOf(values, weights, weight) {
	let mean = 0;
	for (let pass = 0; pass < 2; pass++) {
		let sum = 0;
		for (let row = 0; row < values.length; row++) sum += (values[row] - mean) * (weights ? weights[row] : 1);
		mean += sum / weight;
	}
	return mean;
}

// src/learn/linear.ts
/**
* A linear regression as scikit-learn 1.9 has it. Without a penalty or with `l2` the answer is exact, that of
* collinear columns the shortest; `tol` is then the bound below which a direction counts as none.
*/
function fitLinear(matrix, target, params, weights) {
	const reduced = reduceRows({
		matrix,
		target,
		weights,
		center: params.fit_intercept
	});
	const { weights: learnt, converged } = solve(reduced, params);
	let intercept = reduced.targetMean;
	for (const [column, mean] of reduced.means.entries()) intercept -= mean * learnt[column];
	return {
		weights: learnt,
		intercept,
		converged
	};
}
function solve(reduced, params) {
	const { design, target, weight } = reduced;
	const { penalty, alpha, l1_ratio, tol, max_iter } = params;
	if (penalty === null || alpha === 0) return {
		weights: leastSquares(design, target, tol),
		converged: true
	};
	if (penalty === "l2") return {
		weights: solveRidge(design, target, alpha),
		converged: true
	};
	const share = penalty === "l1" ? 1 : l1_ratio;
	const l2 = alpha * (1 - share) * weight;
	if (share === 0) return {
		weights: solveRidge(design, target, l2),
		converged: true
	};
	return descendCoordinates(design, target, {
		l1: alpha * share * weight,
		l2,
		tol,
		maxIter: max_iter
	});
}
/**
* The least |A w - b|\u00b2 + alpha |w|\u00b2, without forming A\u1d40A, whose squares would cost half of the digits: least squares of
* the rows with \u221aalpha I below them; with more columns than rows the shortest solution of [A \u221aalpha I] instead.
*/
function solveRidge({ rows, columns, data }, b, alpha) {
	const root = Math.sqrt(alpha);
	if (rows >= columns) {
		const tall = new Float64Array((rows + columns) * columns);
		for (let column = 0; column < columns; column++) {
			tall.set(data.subarray(column * rows, (column + 1) * rows), column * (rows + columns));
			tall[column * (rows + columns) + rows + column] = root;
		}
		const right = new Float64Array(rows + columns);
		right.set(b);
		return leastSquares({
			rows: rows + columns,
			columns,
			data: tall
		}, right, 0);
	}
	const wide = new Float64Array(rows * (columns + rows));
	wide.set(data);
	for (let row = 0; row < rows; row++) wide[(columns + row) * rows + row] = root;
	return leastSquares({
		rows,
		columns: columns + rows,
		data: wide
	}, b, 0).slice(0, columns);
}

// src/learn/lbfgs-sparse.ts
/** The least decrease of a step, of what the slope promises (Armijo's condition). */
const decrease = 1e-4;
/** Changes of the value below this share of it are rounding; the slope alone then decides. */
const rounding = 1e-13;
const mostTries = 50;
/**
* The least of a smooth convex function plus \u03a3 l1[i] |x[i]|, by L-BFGS within one orthant at a time (OWL-QN: Andrew and
* Gao, Scalable training of L1-regularized log-linear models, 2007). Entries whose `l1` is 0 are free. `tol` bounds the
* largest entry of the slope; `converged` is false as for `minimize`.
*/
function minimizeSparse(objective, start, l1, { tol, maxIter }) {
	const look = (point) => {
		const gradient = new Float64Array(point.length);
		const value = objective(point, gradient) + product(l1, point.map(Math.abs));
		return {
			point,
			gradient,
			slope: slopeOf(point, gradient, l1),
			value
		};
	};
	const pairs = createPairs();
	let here = look(start);
	for (let iteration = 0; iteration < maxIter; iteration++) {
		if (largest(here.slope) <= tol) return {
			point: here.point,
			converged: true
		};
		const next = searchOrthant(look, here, l1, {
			direction: directionOf(here.slope, pairs),
			length: firstStep(here.slope, pairs)
		});
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
		converged: largest(here.slope) <= tol
	};
}
function slopeOf(point, gradient, l1) {
	return gradient.map((each, index) => {
		const value = point[index];
		const bound = l1[index];
		if (value !== 0) return each + bound * Math.sign(value);
		return Math.sign(each) * Math.max(Math.abs(each) - bound, 0);
	});
}
/**
* A step along the direction that leads low enough; entries that lead upwards stand still, those that would change their
* sign stop at 0. Undefined where none is found.
*/
function searchOrthant(look, from, l1, { direction, length }) {
	const { slope } = from;
	const way = direction.map((each, index) => l1[index] > 0 && each * slope[index] >= 0 ? 0 : each);
	const orthant = from.point.map((each, index) => Math.sign(each) || -Math.sign(slope[index]));
	let step = length;
	for (let tries = 0; tries < mostTries; tries++) {
		const point = from.point.map((each, index) => {
			const value = each + step * way[index];
			return l1[index] > 0 && value * orthant[index] < 0 ? 0 : value;
		});
		const promised = product(slope, point) - product(slope, from.point);
		const place = look(point);
		if (place.value <= from.value + decrease * promised && promised < 0) return place;
		if (Math.abs(place.value - from.value) <= rounding * Math.abs(from.value) && largest(place.slope) < largest(slope)) return place;
		step /= 2;
	}
}

// src/learn/logistic.ts
/**
* scikit-learn 1.9's LogisticRegression: the mean log loss plus the penalty over C times the sum of the row weights, by
* L-BFGS; the penalty is |w|\u00b2/2, \u03a3|w|, or of an elastic net their sum in the shares of `l1_ratio`. It runs in
* coordinates in which every column has mean 0 and about the same curvature, so that unscaled columns cost no more
* iterations; `tol` bounds the gradient in these.
*/
function fitLogistic(training) {
	const { matrix, codes, classes, params } = training;
	const features = matrix.names.length;
	const outputs = classes === 2 ? 1 : classes;
	const { shares, total } = rowShares(training);
	const { l1, l2 } = strengthsOf(params, total);
	const means = new Float64Array(features);
	const scales = new Float64Array(features).fill(1);
	for (let column = 0; column < features; column++) {
		const { mean, variance } = momentsOf(columnOf(matrix, column), shares, params.fit_intercept);
		means[column] = mean;
		scales[column] = Math.sqrt(variance + 4 * l2) || 1;
	}
	const objective = logisticObjective({
		matrix,
		codes,
		shares,
		outputs,
		l2,
		means,
		scales,
		params
	});
	const start = new Float64Array(outputs * (features + 1));
	const stopping = {
		tol: params.tol,
		maxIter: params.max_iter
	};
	const { point, converged } = l1 === 0 ? minimize(objective, start, stopping) : minimizeSparse(objective, start, spread(l1, scales, outputs), stopping);
	const learnt = new Float64Array(outputs * features);
	const intercepts = new Float64Array(outputs);
	for (let output = 0; output < outputs; output++) {
		const at = output * (features + 1);
		intercepts[output] = point[at + features];
		for (let column = 0; column < features; column++) {
			const weight = point[at + column] / scales[column];
			learnt[output * features + column] = weight;
			intercepts[output] = intercepts[output] - weight * means[column];
		}
	}
	return {
		weights: learnt,
		intercepts: params.fit_intercept ? centred(intercepts) : intercepts,
		converged
	};
}
/** What |w| and |w|\u00b2/2 count beside the mean loss. */
function strengthsOf({ penalty, C, l1_ratio }, total) {
	const strength = penalty === null ? 0 : 1 / (C * total);
	const share = penalty === "l1" ? 1 : penalty === "elasticnet" ? l1_ratio : 0;
	return {
		l1: share * strength,
		l2: (1 - share) * strength
	};
}
/** The bound of each weight in scaled coordinates, and 0 for the intercept after those of each output. */
function spread(l1, scales, outputs) {
	const width = scales.length + 1;
	return Float64Array.from({ length: outputs * width }, (_, at) => {
		const column = at % width;
		return column < scales.length ? l1 / scales[column] : 0;
	});
}
/** The penalised loss of weights (in scaled coordinates, an intercept after those of each output). */
function logisticObjective(problem) {
	const { matrix, codes, shares, outputs, l2, means, scales, params } = problem;
	const { rows } = matrix;
	const features = means.length;
	const columns = Array.from(means, (_, column) => columnOf(matrix, column));
	const margins = new Float64Array(outputs * rows);
	return (point, gradient) => {
		let loss = 0;
		for (let output = 0; output < outputs; output++) {
			const at = output * (features + 1);
			const margin = margins.subarray(output * rows, (output + 1) * rows);
			let intercept = point[at + features];
			for (let column = 0; column < features; column++) intercept -= point[at + column] / scales[column] * means[column];
			margin.fill(intercept);
			for (const [column, values] of columns.entries()) {
				const weight = point[at + column] / scales[column];
				loss += l2 / 2 * weight * weight;
				if (weight !== 0) for (let row = 0; row < rows; row++) margin[row] = margin[row] + weight * values[row];
			}
		}
		loss += logisticLoss(margins, {
			codes,
			shares,
			outputs
		});
		for (let output = 0; output < outputs; output++) {
			const at = output * (features + 1);
			const rests = margins.subarray(output * rows, (output + 1) * rows);
			const sum = params.fit_intercept ? rests.reduce((total, each) => total + each, 0) : 0;
			gradient[at + features] = sum;
			for (const [column, values] of columns.entries()) {
				let slope = -means[column] * sum;
				for (let row = 0; row < rows; row++) slope += values[row] * rests[row];
				gradient[at + column] = (slope + l2 * point[at + column] / scales[column]) / scales[column];
			}
		}
		return loss;
	};
}
/** Each row's share of the loss, and the sum of the weights that they are shares of. */
function rowShares({ codes, classes, labels, params, weights }) {
	const shares = weightRows({
		target: codes,
		classes,
		labels,
		weights
	}, params.class_weight)?.slice() ?? new Float64Array(codes.length).fill(1);
	const total = shares.reduce((sum, each) => sum + each, 0);
	return {
		shares: shares.map((each) => each / total),
		total
	};
}
function momentsOf(values, shares, center) {
	let mean = 0;
	if (center) for (let row = 0; row < values.length; row++) mean += shares[row] * values[row];
	let variance = 0;
	for (let row = 0; row < values.length; row++) {
		const distance = values[row] - mean;
		variance += shares[row] * distance * distance;
	}
	return {
		mean,
		variance
	};
}
/** Adding a number to all margins changes no probability: of several intercepts the sum is made 0. */
function centred(intercepts) {
	if (intercepts.length === 1) return intercepts;
	const mean = intercepts.reduce((sum, each) => sum + each, 0) / intercepts.length;
	return intercepts.map((each) => each - mean);
}

// src/learn/linear-kernel.ts
/** Fits the model of a job. */
function fitJob(job) {
	return job.kind === "linear" ? fitLinear(job.matrix, job.target, job.params, job.weights) : fitLogistic(job);
}
/** Multiplications below which a thread costs more than it saves: some hundredths of a second. */
const smallWork = 2e7;
/** The same on a thread where it may take long: the main thread stays free, and the signal ends it. */
async function fitJobOn(pool, job, signal) {
	const { rows, names } = job.matrix;
	if (rows * names.length * (job.kind === "linear" ? names.length : 100 * job.classes) < smallWork) return fitJob(job);
	const [fit] = await pool.run("linear", job, 1, { signal });
	return fit;
}

export { fitJob, fitJobOn };