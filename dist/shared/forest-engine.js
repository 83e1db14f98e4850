import { checkMemory } from "./forest-memory.js";
import { checkMatrix } from "./check-matrix.js";
import { count, countOrShare, either, oneOf, readParams } from "./parameters.js";
import { shareMatrix } from "./learn.js";
import { UserError } from "./core.js";

// src/learn/forest-params.ts
/**
* Parses `train.params` for a forest; defaults are scikit-learn 1.9's. Throws UserError naming key and value, at the
* place that `place` has for the key.
*/
function parseForestParams(params, task, place) {
	const criterion = task === "regression" ? "squared_error" : "gini";
	const given = readParams({
		engine: "a random forest",
		parameters: {
			n_estimators: count(1),
			criterion: oneOf(criterion),
			max_depth: either(count(1), oneOf(null)),
			min_samples_split: countOrShare(2, "rows"),
			min_samples_leaf: countOrShare(1, "rows"),
			max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
			bootstrap: oneOf(true, false),
			max_samples: either(countOrShare(1, "rows"), oneOf(null))
		},
		elsewhere: {
			random_state: "The seed is data.split.seed",
			n_jobs: "All cores are used; the model does not depend on their number"
		}
	}, params, place);
	return {
		n_estimators: 100,
		criterion,
		max_depth: null,
		min_samples_split: 2,
		min_samples_leaf: 1,
		max_features: task === "regression" ? 1 : "sqrt",
		bootstrap: true,
		max_samples: null,
		...given
	};
}
/** The counts that the parameters mean, rounded as scikit-learn does; never more features than there are. */
function forestSizes(params, rows, features) {
	const { min_samples_leaf, min_samples_split, max_samples } = params;
	const minLeaf = min_samples_leaf >= 1 ? min_samples_leaf : Math.ceil(min_samples_leaf * rows);
	const minSplit = min_samples_split >= 2 ? min_samples_split : Math.ceil(min_samples_split * rows);
	const samples = max_samples !== null && max_samples > 1 ? max_samples : Math.max(1, roundHalfEven(rows * (max_samples === null || max_samples > 1 ? 1 : max_samples)));
	return {
		maxFeatures: Math.max(1, Math.min(features, featureCount(params.max_features, features))),
		minSplit: Math.max(2, minSplit, 2 * minLeaf),
		minLeaf,
		maxDepth: params.max_depth ?? 2147483647,
		draws: params.bootstrap ? samples : 0
	};
}
function featureCount(wanted, features) {
	if (wanted === null) return features;
	if (wanted === "sqrt") return Math.floor(Math.sqrt(features));
	if (wanted === "log2") return Math.floor(Math.log2(features));
	return wanted > 1 ? wanted : Math.floor(wanted * features);
}
/** Python's round(). */
function roundHalfEven(value) {
	const floor = Math.floor(value);
	if (value - floor !== .5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}

// src/learn/scale-target.ts
/**
* The target as the kernel takes it. Numbers (`classes` is 0) are centred and divided by a power of two, so that
* squares neither overflow nor cancel; class codes stay. Throws UserError where a number is missing or too large for
* float32, RangeError where a code is no class.
*/
function scaleTarget(target, classes) {
	const shared = new Float64Array(new SharedArrayBuffer(8 * target.length));
	if (classes > 0) {
		if (target.some((code) => !Number.isInteger(code) || code < 0 || code >= classes)) throw new RangeError(`Class codes are whole numbers from 0 to ${classes - 1}`);
		shared.set(target);
		return {
			target: shared,
			offset: classes === 1 ? 1 : 0,
			scale: 1
		};
	}
	let offset = 0;
	for (const [row, value] of target.entries()) {
		if (!(Math.abs(value) <= 34e37)) throw new UserError(`Cannot train: the target is ${value} in training row ${row}, expected a number within ±3.4e38`);
		offset += (value - offset) / (row + 1);
	}
	let greatest = 0;
	for (const value of target) greatest = Math.max(greatest, Math.abs(value - offset));
	const scale = greatest > 0 ? 2 ** Math.max(-1e3, Math.ceil(Math.log2(greatest))) : 1;
	for (const [row, value] of target.entries()) shared[row] = (value - offset) / scale;
	return {
		target: shared,
		offset,
		scale
	};
}

// src/learn/forest.ts
/**
* Trains a random forest on the pool's threads: the same rows, parameters and seed give the same forest, whatever
* their number. Splits are sought between the borders of 255 bins a feature. Throws UserError where a value is
* missing or infinite, and before it starts where the forest would not fit into memory.
*/
async function trainForest(training) {
	const { matrix, params, pool, onProgress, signal } = training;
	checkMatrix(matrix, training.target);
	const job = planForest(training);
	const binning = {
		...job,
		data: shareMatrix(matrix).data
	};
	await pool.run("bins", binning, job.features, { signal });
	const grown = await pool.run("forest", job, params.n_estimators, {
		signal,
		onDone: (done) => onProgress?.(done, params.n_estimators)
	});
	return {
		kind: "trees",
		trees: grown.map(({ gain: _, ...tree }) => tree),
		divisor: grown.length,
		outputs: job.outputs,
		importance: importanceOf(grown, job.features)
	};
}
function planForest({ matrix, target, classes, params, seed }) {
	const { rows } = matrix;
	const features = matrix.names.length;
	const shape = {
		rows,
		features,
		outputs: Math.max(1, classes),
		sizes: forestSizes(params, rows, features)
	};
	checkMemory(shape, params.n_estimators);
	return {
		...shape,
		...scaleTarget(target, classes),
		bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
		lows: new Float32Array(new SharedArrayBuffer(4 * features * 256)),
		highs: new Float32Array(new SharedArrayBuffer(4 * features * 256)),
		seed
	};
}
/** The mean of the trees' own importances, those without a split left out, made to sum to 1 (scikit-learn 1.9). */
function importanceOf(trees, features) {
	const importance = new Float64Array(features);
	for (const { gain } of trees) {
		const total = gain.reduce((sum, each) => sum + each, 0);
		if (total > 0) for (const [feature, each] of gain.entries()) importance[feature] += each / total;
	}
	const total = importance.reduce((sum, each) => sum + each, 0);
	return total > 0 ? importance.map((each) => each / total) : importance;
}

// src/learn/forest-engine.ts
/** scikit-learn's random forest: the mean of trees that each see a sample of the rows. */
const randomForest = (given, { task, place }) => {
	const params = parseForestParams(given, task, place);
	return {
		params: { ...params },
		needs: {
			recipe: {},
			takesMissing: false
		},
		size: `${params.n_estimators} trees`,
		train: (training) => trainForest({
			...training,
			params
		})
	};
};

export { randomForest };