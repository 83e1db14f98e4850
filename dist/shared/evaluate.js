import { classificationMetrics, findMetric, regressionMetrics } from "./metrics.js";
import { drawClasses, trainDummyClassifier, trainDummyRegressor } from "./learn.js";
import { weightsAt } from "./numbers.js";

// src/learn/evaluate.ts
/**
* Judges a model's outputs (rows × outputs, row-major: the prediction, or a probability a class) against the
* target in the given table rows. The predicted class is the first of the most probable ones, as NumPy's argmax, unless
* there is a threshold.
* Metrics of the positive class are left out where nobody said which of two text classes it is. `asked` names metrics
* beside the usual ones.
*/
function evaluate(target, rows, outputs, { asked = [], threshold, costs } = {}) {
	const weights = weightsAt(target, rows);
	const extra = asked.map((name) => findMetric(name)?.name.replace(/^neg_/, "") ?? name);
	if (target.task === "regression") {
		const actual = Float64Array.from(rows, (row) => target.values[row]);
		return {
			predicted: outputs,
			scores: void 0,
			metrics: regressionMetrics(actual, outputs, weights, extra)
		};
	}
	const { classes, positive } = target;
	const actual = Int32Array.from(rows, (row) => target.values[row]);
	const predicted = threshold === void 0 || positive === void 0 ? mostProbable(outputs, classes.length) : Int32Array.from(actual, (_, row) => outputs[2 * row + positive] >= threshold ? positive : 1 - positive);
	return {
		predicted,
		scores: outputs,
		metrics: classificationMetrics({
			actual,
			predicted,
			scores: outputs,
			classes,
			positive,
			weights,
			costs
		}, extra)
	};
}
/** What answers drawn by the shares of the classes give for `count` rows; undefined for numbers. */
function stratifiedOutputs(target, trainRows, { count, seed }) {
	if (target.task === "regression") return void 0;
	const shares = dummyOutputs(target, trainRows, 1);
	return drawClasses(shares, count, seed);
}
/** What a model that ignores the features gives for `count` rows: the training mean, or the class shares. */
function dummyOutputs(target, trainRows, count) {
	const weights = weightsAt(target, trainRows);
	if (target.task === "regression") {
		const values = Float64Array.from(trainRows, (row) => target.values[row]);
		return new Float64Array(count).fill(trainDummyRegressor(values, "mean", weights).value);
	}
	const codes = Int32Array.from(trainRows, (row) => target.values[row]);
	const { scores } = trainDummyClassifier(codes, target.classes.length, "prior", weights);
	const outputs = new Float64Array(count * scores.length);
	for (let index = 0; index < count; index++) outputs.set(scores, index * scores.length);
	return outputs;
}
function mostProbable(scores, classes) {
	const codes = new Int32Array(scores.length / classes);
	for (let row = 0; row < codes.length; row++) {
		let best = 0;
		for (let code = 1; code < classes; code++) if (scores[row * classes + code] > scores[row * classes + best]) best = code;
		codes[row] = best;
	}
	return codes;
}

export { dummyOutputs, evaluate, stratifiedOutputs };