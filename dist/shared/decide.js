import { UserError, formatNumber } from "./core.js";
import { log, weightsAt } from "./numbers.js";
import { logisticLoss, minimize, sigmoid } from "./learn.js";
import { chooseThreshold, givenDecision, rankClass } from "./evaluating.js";

// src/learn/isotonic.ts
/**
* The non-decreasing function with the least squares, by pooling adjacent violators, as scikit-learn's
* IsotonicRegression with `out_of_bounds="clip"`: equal x count as their mean, and between knots it is straight.
*/
function fitIsotonic(x, y, weights) {
	const order = Uint32Array.from(x.keys()).filter((row) => weights?.[row] !== 0).sort((a, b) => x[a] - x[b]);
	const blocks = [];
	for (const row of order) {
		const value = x[row];
		const weight = weights?.[row] ?? 1;
		const last = blocks.at(-1);
		if (last !== void 0 && last.from === value) {
			last.sum += weight * y[row];
			last.size += weight;
		} else blocks.push({
			from: value,
			to: value,
			sum: weight * y[row],
			size: weight
		});
	}
	const pooled = [];
	for (const block of blocks) {
		let current = block;
		for (let last = pooled.at(-1); last && last.sum * current.size >= current.sum * last.size; last = pooled.at(-1)) {
			pooled.pop();
			current = {
				from: last.from,
				to: current.to,
				sum: last.sum + current.sum,
				size: last.size + current.size
			};
		}
		pooled.push(current);
	}
	const knots = pooled.flatMap(({ from, to, sum, size }) => {
		const share = sum / size;
		return from === to ? [[from, share]] : [[from, share], [to, share]];
	});
	return {
		x: knots.map(([at]) => at),
		y: knots.map(([, share]) => share)
	};
}
/** The function's value. */
function isotonicAt({ x, y }, value) {
	let low = 0;
	let high = x.length - 1;
	if (!(value > x[0])) return y[0];
	if (value >= x[high]) return y[high];
	while (high - low > 1) {
		const middle = low + high >> 1;
		if (x[middle] <= value) low = middle;
		else high = middle;
	}
	const share = (value - x[low]) / (x[high] - x[low]);
	return y[low] + share * (y[high] - y[low]);
}

// src/learn/calibrate.ts
/**
* Learns the curves from rows that the model was not trained on, as scikit-learn 1.9's CalibratedClassifierCV does of
* predicted probabilities: each class against the others.
*/
function fitCalibration(method, { scores, actual, classes, weights }) {
	const parts = (classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code)).map((code) => ({
		x: Float64Array.from(actual, (_, row) => scores[row * classes + code]),
		y: Float64Array.from(actual, (own) => Number(own === code))
	}));
	return method === "sigmoid" ? {
		method,
		curves: parts.map(({ x, y }) => fitSigmoid(x, y, weights))
	} : {
		method,
		curves: parts.map(({ x, y }) => fitIsotonic(x, y, weights))
	};
}
/** The corrected probabilities, rows \u00d7 classes, row-major; equal ones where every curve gives 0. */
function calibrate(calibration, scores, classes) {
	const calibrated = new Float64Array(scores.length);
	for (let at = 0; at < scores.length; at += classes) {
		if (classes === 2) {
			const share = valueAt(calibration, 0, scores[at + 1]);
			calibrated.set([1 - share, share], at);
			continue;
		}
		let sum = 0;
		for (let code = 0; code < classes; code++) {
			calibrated[at + code] = valueAt(calibration, code, scores[at + code]);
			sum += calibrated[at + code];
		}
		for (let code = 0; code < classes; code++) calibrated[at + code] = sum === 0 ? 1 / classes : calibrated[at + code] / sum;
	}
	return calibrated;
}
function valueAt(calibration, curve, score) {
	if (calibration.method === "isotonic") return isotonicAt(calibration.curves[curve], score);
	const { a, b } = calibration.curves[curve];
	return sigmoid(-(a * score + b));
}
/**
* Platt's sigmoid with his targets (Probabilistic outputs for support vector machines, 1999): the least log loss of
* shares that are not quite 0 and 1.
*/
function fitSigmoid(x, y, weights) {
	const weightOf = (row) => weights?.[row] ?? 1;
	const total = y.reduce((sum, _, row) => sum + weightOf(row), 0);
	const positives = y.reduce((sum, each, row) => sum + each * weightOf(row), 0);
	const negatives = total - positives;
	const high = (positives + 1) / (positives + 2);
	const low = 1 / (negatives + 2);
	const codes = Int32Array.from({ length: 2 * x.length }, (_, at) => at < x.length ? 1 : 0);
	const shares = Float64Array.from(codes, (code, at) => {
		const target = y[at % x.length] === 1 ? high : low;
		return (code === 1 ? target : 1 - target) * weightOf(at % x.length) / total;
	});
	const margins = new Float64Array(codes.length);
	const start = Float64Array.of(0, log((negatives + 1) / (positives + 1)));
	const { point } = minimize(([a = 0, b = 0], gradient) => {
		for (let at = 0; at < margins.length; at++) margins[at] = -(a * x[at % x.length] + b);
		const loss = logisticLoss(margins, {
			codes,
			shares,
			outputs: 1
		});
		gradient.fill(0);
		for (let at = 0; at < margins.length; at++) {
			gradient[0] = gradient[0] - margins[at] * x[at % x.length];
			gradient[1] = gradient[1] - margins[at];
		}
		return loss;
	}, start, {
		tol: 1e-11,
		maxIter: 1e3
	});
	return {
		a: point[0],
		b: point[1]
	};
}

// src/actions/decide.ts
/** Learns the calibration and then the threshold from rows that the model was not trained on. */
function decide({ project }, target, held) {
	const { threshold, calibrate: method, costs } = project.config.train;
	const decided = givenDecision({ project }, target);
	const classes = target.classes.length;
	const actual = Int32Array.from(held.rows, (row) => target.values[row]);
	const weights = weightsAt(target, held.rows);
	let scores = held.outputs;
	if (method !== void 0) {
		decided.calibration = fitCalibration(method, {
			scores,
			actual,
			classes,
			weights
		});
		scores = calibrate(decided.calibration, scores, classes);
		decided.notes.push(`Probabilities are calibrated (${method}) on ${held.name}.`);
	}
	const goal = goalOf(threshold, costs);
	if (goal === void 0 || target.positive === void 0) return decided;
	const ranked = rankClass({
		actual,
		scores,
		classes,
		weights
	}, target.positive);
	if (ranked.positives === 0 || ranked.negatives === 0) throw new UserError(`Cannot choose a threshold: ${held.name} have one class only`, {
		...project.place(["train", "threshold"]),
		hint: "More rows of the other class are needed, or data.split.stratify: true"
	});
	const chosen = chooseThreshold(ranked, goal);
	decided.threshold = chosen.value;
	decided.notes.push(noteOf(goal, chosen, held.name));
	if ("recall_at_precision" in goal && chosen.precision < goal.recall_at_precision) decided.warnings.push(`No threshold reaches the precision ${goal.recall_at_precision} on ${held.name}: the highest is ${formatNumber(chosen.precision)}`);
	return decided;
}
function goalOf(threshold, costs) {
	if (threshold === void 0) return costs && {
		minimize: "expected_cost",
		costs
	};
	if ("value" in threshold) return void 0;
	if ("minimize" in threshold) return costs && {
		minimize: "expected_cost",
		costs
	};
	return threshold;
}
function noteOf(goal, { value, reached, precision }, name) {
	const what = "maximize" in goal ? `its ${goal.maximize} is ${formatNumber(reached)}` : "minimize" in goal ? `its expected cost is ${formatNumber(reached)}` : `its recall is ${formatNumber(reached)} at a precision of ${formatNumber(precision)}`;
	return `The threshold ${formatNumber(value)} was chosen on ${name}, where ${what}.`;
}

export { calibrate, decide };