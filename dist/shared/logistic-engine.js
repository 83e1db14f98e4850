import { UserError, formatNumber } from "./core.js";
import { checkMatrix } from "./check-matrix.js";
import { classWeight, count, number, oneOf, readParams, shareMatrix } from "./learn.js";
import { notConverged, weightImportance } from "./linear-engine.js";
import { fitJobOn } from "./linear-kernel.js";

// src/learn/logistic-engine.ts
/** Bytes that the margins of all rows may take. */
const mostBytes = 2 ** 31;
const table = {
	engine: "a logistic regression",
	parameters: {
		penalty: oneOf("l1", "l2", "elasticnet", null),
		C: number(0, Infinity, { above: true }),
		l1_ratio: number(0, 1),
		fit_intercept: oneOf(true, false),
		class_weight: classWeight(),
		tol: number(0),
		max_iter: count(1)
	},
	elsewhere: {
		solver: "It is always lbfgs, within orthants (OWL-QN) where the penalty has l1",
		random_state: "Nothing in it is random",
		alpha: "It is a parameter of \"linear\"; here it is C, which shrinks as the penalty grows"
	}
};
/** scikit-learn's LogisticRegression, multinomial for three classes and more. */
const logistic = (given, { task, place = () => ({}) }) => {
	if (task !== "classification") throw new UserError("Cannot train a logistic regression: the target is numbers", { hint: "Set train.engine: linear, or train.task: classification where the numbers are classes" });
	const read = readParams(table, given, place);
	if (read.penalty === null && read.C !== void 0) throw new UserError("Cannot train a logistic regression: \"C\" has no meaning without a penalty", {
		...place("C"),
		hint: "Remove it, or penalty: null"
	});
	const { penalty = "l2" } = read;
	if (penalty !== "elasticnet" && read.l1_ratio !== void 0) throw new UserError(`Cannot train a logistic regression: "l1_ratio" has no meaning with the penalty ${penalty ?? "null"}`, {
		...place("l1_ratio"),
		hint: "Set penalty: elasticnet"
	});
	const params = {
		penalty,
		C: 1,
		l1_ratio: .5,
		fit_intercept: true,
		class_weight: null,
		tol: 1e-4,
		max_iter: 100,
		...read
	};
	return {
		params: { ...params },
		needs: {
			recipe: { scale: "standard" },
			takesMissing: false
		},
		size: "",
		train: (training) => trainLogistic(training, params)
	};
};
async function trainLogistic(training, params) {
	const { classes, labels, pool, signal } = training;
	const matrix = shareMatrix(training.matrix);
	const codes = Int32Array.from(training.target);
	checkMatrix(matrix, codes);
	if (8 * matrix.rows * classes > mostBytes) throw new UserError(`Cannot train a logistic regression: ${formatNumber(classes)} classes in ${formatNumber(matrix.rows)} rows would take more than 2 GB of memory`, { hint: "Train on fewer rows, or on fewer classes" });
	const job = {
		kind: "logistic",
		matrix,
		codes,
		classes,
		labels,
		params,
		weights: training.weights
	};
	const { weights, intercepts, converged } = await fitJobOn(pool, job, signal);
	return {
		kind: "linear",
		outputs: classes,
		weights,
		intercepts,
		link: classes === 2 ? "logistic" : "softmax",
		importance: weightImportance(matrix, weights, intercepts.length),
		...!converged && { warnings: [notConverged(params.max_iter)] }
	};
}

export { logistic };