import { UserError, formatNumber } from "./core.js";
import { checkMatrix } from "./check-matrix.js";
import { columnOf, count, number, oneOf, readParams, shareMatrix } from "./learn.js";
import { fitJobOn } from "./linear-kernel.js";

// src/learn/linear-importance.ts
/**
* How far each feature moves the margins: its weight's size, over all margins, times the feature's standard deviation,
* as shares of the sum; all 0 where no weight is. `weights` are margins \u00d7 features, row-major.
*/
function weightImportance(matrix, weights, margins) {
	const features = matrix.names.length;
	const effects = Float64Array.from({ length: features }, (_, feature) => {
		let size = 0;
		for (let margin = 0; margin < margins; margin++) size += Math.abs(weights[margin * features + feature]);
		return size * deviationOf(columnOf(matrix, feature));
	});
	const total = effects.reduce((sum, each) => sum + each, 0);
	return total > 0 ? effects.map((each) => each / total) : effects;
}
function deviationOf(values) {
	let mean = 0;
	for (const value of values) mean += value / values.length;
	let variance = 0;
	for (const value of values) variance += (value - mean) * (value - mean) / values.length;
	return Math.sqrt(variance);
}

// src/learn/linear-engine.ts
/** Bytes that the triangle of the rows and its copies may take. */
const mostBytes = 2 ** 31;
const table = {
	engine: "a linear regression",
	parameters: {
		penalty: oneOf("l1", "l2", "elasticnet", null),
		alpha: number(0),
		l1_ratio: number(0, 1),
		fit_intercept: oneOf(true, false),
		tol: number(0),
		max_iter: count(1)
	},
	elsewhere: {
		solver: "Without a penalty and with l2 the answer is exact, with l1 it is by coordinate descent",
		random_state: "Nothing in it is random",
		C: "It is a parameter of \"logistic\"; here it is alpha, which grows with the penalty"
	}
};
/** scikit-learn's LinearRegression, Ridge, Lasso and ElasticNet, by the penalty: none, l2, l1, elasticnet. */
const linear = (given, { task, place = () => ({}) }) => {
	if (task !== "regression") throw new UserError("Cannot train a linear regression: the target is classes", { hint: "Set train.engine: logistic, or train.task: regression for numbers" });
	const read = readParams(table, given, place);
	const penalty = read.penalty ?? null;
	if (penalty === null && read.alpha !== void 0) throw new UserError("Cannot train a linear regression: \"alpha\" has no meaning without a penalty", {
		...place("alpha"),
		hint: "Set penalty: l2 (ridge), l1 (lasso) or elasticnet"
	});
	if (penalty !== "elasticnet" && read.l1_ratio !== void 0) throw new UserError(`Cannot train a linear regression: "l1_ratio" has no meaning with the penalty ${penalty ?? "null"}`, {
		...place("l1_ratio"),
		hint: "Set penalty: elasticnet"
	});
	const params = {
		penalty,
		alpha: 1,
		l1_ratio: .5,
		fit_intercept: true,
		tol: penalty === null ? 1e-6 : 1e-4,
		max_iter: 1e3,
		...read
	};
	return {
		params: { ...params },
		needs: {
			recipe: { scale: "standard" },
			takesMissing: false
		},
		size: "",
		train: (training) => trainLinear(training, params)
	};
};
async function trainLinear(training, params) {
	const matrix = shareMatrix(training.matrix);
	const target = Float64Array.from(training.target);
	checkMatrix(matrix, target);
	const row = target.findIndex((value) => !(Math.abs(value) <= 34e37));
	if (row >= 0) throw new UserError(`Cannot train: the target is no number within \u00b13.4e38 in training row ${row}`);
	const features = matrix.names.length;
	const height = Math.min(matrix.rows, features + 1);
	if (8 * features * (height + features) > mostBytes) throw new UserError(`Cannot train a linear regression: ${formatNumber(features)} features would take more than 2 GB of memory`, { hint: "Leave columns out with data.exclude" });
	const job = {
		kind: "linear",
		matrix,
		target,
		params,
		weights: training.weights
	};
	const { weights, intercept, converged } = await fitJobOn(training.pool, job, training.signal);
	return {
		kind: "linear",
		outputs: 1,
		weights,
		intercepts: Float64Array.of(intercept),
		link: "identity",
		importance: weightImportance(matrix, weights, 1),
		...!converged && { warnings: [notConverged(params.max_iter)] }
	};
}
/** What a training says that stopped before its end. */
function notConverged(iterations) {
	return `The training did not converge within max_iter: ${iterations} iterations; raise it, or the penalty`;
}

export { linear, notConverged, weightImportance };