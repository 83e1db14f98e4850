import { checkMemory } from "./forest-memory.js";
import { checkMatrix } from "./check-matrix.js";
import { UserError } from "./core.js";
import { count, countOrShare, either, oneOf, readParams, shareMatrix } from "./learn.js";
import { scaleTarget, weightRows, wholeWeights } from "./scale-target.js";

// src/learn/forest-params.ts
const names = {
	"random-forest": "a random forest",
	"extra-trees": "extra trees",
	"decision-tree": "a decision tree"
};
/**
* Parses `train.params` for a forest, or a single tree; defaults are scikit-learn 1.9's. Throws UserError naming key and
* value, at the place that `place` has for the key.
*/
function parseForestParams(params, task, place, kind = "random-forest") {
	const criterion = task === "regression" ? "squared_error" : "gini";
	const isForest = kind !== "decision-tree";
	const given = readParams({
		engine: names[kind],
		parameters: {
			criterion: oneOf(criterion),
			max_depth: either(count(1), oneOf(null)),
			min_samples_split: countOrShare(2, "rows"),
			min_samples_leaf: countOrShare(1, "rows"),
			max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
			...task === "classification" && { class_weight: oneOf("balanced", null) },
			...isForest ? {
				n_estimators: count(1),
				bootstrap: oneOf(true, false),
				max_samples: either(countOrShare(1, "rows"), oneOf(null))
			} : { splitter: oneOf("best", "random") }
		},
		elsewhere: {
			random_state: "The seed is data.split.seed",
			n_jobs: "All cores are used; the model does not depend on their number"
		}
	}, params, place);
	if (given.max_samples !== void 0 && given.max_samples !== null && !(given.bootstrap ?? kind === "random-forest")) throw new UserError(`Cannot train ${names[kind]}: "max_samples" has no effect without "bootstrap"`, {
		...place?.("max_samples"),
		hint: "Set bootstrap: true, or remove max_samples"
	});
	return {
		n_estimators: isForest ? 100 : 1,
		criterion,
		max_depth: null,
		min_samples_split: 2,
		min_samples_leaf: 1,
		max_features: !isForest ? null : task === "regression" ? 1 : "sqrt",
		bootstrap: kind === "random-forest",
		max_samples: null,
		class_weight: null,
		splitter: kind === "extra-trees" ? "random" : "best",
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
		margins: job.outputs,
		width: job.outputs,
		base: new Float64Array(job.outputs),
		link: "identity",
		outputs: job.outputs,
		importance: importanceOf(grown, job.features)
	};
}
function planForest(training) {
	const { matrix, target, classes, params, seed, isRandom = false } = training;
	const { rows } = matrix;
	const features = matrix.names.length;
	const weights = weightRows(training, params.class_weight);
	const shape = {
		rows,
		features,
		outputs: Math.max(1, classes),
		sizes: forestSizes(params, rows, features),
		isRandom,
		weights: weights && wholeWeights(weights)
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
const randomForest = forest("random-forest");
/** scikit-learn's extra trees: of each feature one border at random is tried, so that trees differ more. */
const extraTrees = forest("extra-trees");
/** scikit-learn's decision tree. */
const decisionTree = forest("decision-tree");
function forest(kind) {
	return (given, { task, place }) => {
		const params = parseForestParams(given, task, place, kind);
		return {
			params: shownParams(params, kind),
			needs: {
				recipe: {},
				takesMissing: false
			},
			size: kind === "decision-tree" ? "" : `${params.n_estimators} trees`,
			train: (training) => trainForest({
				...training,
				params,
				isRandom: params.splitter === "random"
			})
		};
	};
}
/** Those that the kind has. */
function shownParams(params, kind) {
	const { n_estimators, bootstrap, max_samples, class_weight, splitter, ...shared } = params;
	return kind === "decision-tree" ? {
		...shared,
		class_weight,
		splitter
	} : {
		n_estimators,
		...shared,
		bootstrap,
		max_samples,
		class_weight
	};
}

export { decisionTree, extraTrees, randomForest };