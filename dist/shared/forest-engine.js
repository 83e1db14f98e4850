import { UserError } from "./core.js";
import { checkMemory, judgeOutOfBag } from "./out-of-bag.js";
import { checkMatrix } from "./check-matrix.js";
import { featureParts, monotone, readMonotone, refuseOrder, scaleTarget } from "./scale-target.js";
import { classWeight, count, countOrShare, either, number, oneOf, readParams, shareMatrix, sumWeights, weightRows, wholeWeights } from "./learn.js";

// src/learn/forest-params.ts
/** With their articles, for messages. */
const forestNames = {
	"random-forest": "a random forest",
	"extra-trees": "extra trees",
	"decision-tree": "a decision tree"
};
/**
* Parses `train.params` for a forest, or a single tree; defaults are scikit-learn 1.9's. Throws UserError naming key and
* value, at the place that `place` has for the key.
*/
function parseForestParams(params, task, place, kind = "random-forest") {
	const isForest = kind !== "decision-tree";
	const given = readParams(tableOf(task, kind), params, place);
	const read = {
		n_estimators: isForest ? 100 : 1,
		criterion: task === "regression" ? "squared_error" : "gini",
		max_depth: null,
		min_samples_split: 2,
		min_samples_leaf: 1,
		min_weight_fraction_leaf: 0,
		max_features: !isForest ? null : task === "regression" ? 1 : "sqrt",
		max_leaf_nodes: null,
		min_impurity_decrease: 0,
		ccp_alpha: 0,
		monotonic_cst: null,
		bootstrap: kind === "random-forest",
		oob_score: false,
		max_samples: null,
		class_weight: null,
		splitter: kind === "extra-trees" ? "random" : "best",
		...given
	};
	if (read.bootstrap) return read;
	const idle = read.max_samples !== null ? "max_samples" : read.oob_score ? "oob_score" : void 0;
	if (idle !== void 0) throw new UserError(`Cannot train ${forestNames[kind]}: "${idle}" has no effect without "bootstrap"`, {
		...place?.(idle),
		hint: `Set bootstrap: true, or remove ${idle}`
	});
	return read;
}
function tableOf(task, kind) {
	const isForest = kind !== "decision-tree";
	return {
		engine: forestNames[kind],
		parameters: {
			criterion: task === "regression" ? oneOf("squared_error", "poisson") : oneOf("gini", "entropy", "log_loss"),
			max_depth: either(count(1), oneOf(null)),
			min_samples_split: countOrShare(2, "rows"),
			min_samples_leaf: countOrShare(1, "rows"),
			min_weight_fraction_leaf: number(0, .5),
			max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
			max_leaf_nodes: either(count(2), oneOf(null)),
			min_impurity_decrease: number(0),
			ccp_alpha: number(0),
			monotonic_cst: monotone,
			...task === "classification" && { class_weight: isForest ? classWeight("balanced_subsample") : classWeight() },
			...isForest ? {
				n_estimators: count(1),
				bootstrap: oneOf(true, false),
				oob_score: oneOf(true, false),
				max_samples: either(countOrShare(1, "rows"), oneOf(null))
			} : { splitter: oneOf("best", "random") }
		},
		elsewhere: {
			random_state: "The seed is data.split.seed",
			n_jobs: "All cores are used; the model does not depend on their number",
			warm_start: "Each training begins anew",
			verbose: "Progress is always shown"
		}
	};
}
/** The counts that the parameters mean, rounded as scikit-learn does; never more features than there are. */
function forestSizes(params, rows, features) {
	const { min_samples_leaf, min_samples_split, max_samples } = params;
	const minLeaf = min_samples_leaf >= 1 ? min_samples_leaf : Math.ceil(min_samples_leaf * rows);
	const minSplit = min_samples_split >= 2 ? min_samples_split : Math.ceil(min_samples_split * rows);
	const samples = max_samples !== null && max_samples > 1 ? max_samples : Math.max(1, Math.floor(rows * (max_samples === null || max_samples > 1 ? 1 : max_samples)));
	return {
		maxFeatures: Math.max(1, Math.min(features, featureCount(params.max_features, features))),
		minSplit: Math.max(2, minSplit, 2 * minLeaf),
		minLeaf,
		maxDepth: params.max_depth ?? 2147483647,
		maxLeaves: params.max_leaf_nodes === null ? 0 : Math.min(params.max_leaf_nodes, rows + 1),
		draws: params.bootstrap ? samples : 0
	};
}
function featureCount(wanted, features) {
	if (wanted === null) return features;
	if (wanted === "sqrt") return Math.floor(Math.sqrt(features));
	if (wanted === "log2") return 31 - Math.clz32(features);
	return wanted > 1 ? wanted : Math.floor(wanted * features);
}

// src/learn/forest.ts
/**
* Trains a random forest on the pool's threads: the same rows, parameters and seed give the same forest, whatever
* their number. Splits are sought between the borders of 255 bins a feature, or take sets of its categories; rows without a value go where the split gains more. Throws UserError where a value is infinite, and before it starts where the forest would not fit into
* memory.
*/
async function trainForest(training) {
	const { params, pool, onProgress, signal } = training;
	const matrix = shareMatrix(training.matrix);
	checkMatrix(matrix, training.target, { takesMissing: params.monotonic_cst === null });
	const job = planForest(training);
	const binning = {
		...job,
		data: matrix.data
	};
	await pool.run("bins", binning, job.features, { signal });
	const grown = await pool.run("forest", job, params.n_estimators, {
		signal,
		onDone: (done) => onProgress?.(done, params.n_estimators)
	});
	const model = {
		kind: "trees",
		trees: grown.map(({ gain: _, bag: __, ...tree }) => tree),
		divisor: grown.length,
		margins: job.outputs,
		width: job.outputs,
		base: new Float64Array(job.outputs),
		link: "identity",
		outputs: job.outputs,
		importance: importanceOf(grown, matrix.names.length)
	};
	if (!params.oob_score) return model;
	return {
		...model,
		...await judgeOutOfBag({
			...training,
			matrix
		}, grown)
	};
}
const criteria = {
	squared_error: "squares",
	gini: "squares",
	entropy: "entropy",
	log_loss: "entropy",
	poisson: "poisson"
};
function planForest(training) {
	const { matrix, target, classes, params, seed, isRandom = false } = training;
	const { rows } = matrix;
	const parts = featureParts(matrix);
	const features = parts.length;
	const sizes = forestSizes(params, rows, features);
	const isBalanced = params.class_weight === "balanced_subsample" && params.bootstrap;
	const weights = weightRows(training, params.class_weight === "balanced_subsample" ? isBalanced ? null : "balanced" : params.class_weight);
	const shape = {
		rows,
		features,
		outputs: Math.max(1, classes),
		sizes,
		isRandom,
		weights: weights && (sizes.draws > 0 ? sumWeights(weights) : wholeWeights(weights)),
		monotone: directionsOf(training, parts),
		hasCategories: parts.some(({ codes }) => codes !== void 0)
	};
	checkMemory(shape, params.n_estimators);
	const isPoisson = params.criterion === "poisson";
	if (isPoisson) refuseNegative(target);
	return {
		...shape,
		parts,
		...scaleTarget(target, classes, { center: !isPoisson }),
		criterion: criteria[params.criterion],
		minWeight: params.min_weight_fraction_leaf,
		minGain: params.min_impurity_decrease,
		pruning: params.ccp_alpha,
		isBalanced,
		keepsBag: params.oob_score,
		bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
		lows: new Float32Array(new SharedArrayBuffer(4 * features * 256)),
		highs: new Float32Array(new SharedArrayBuffer(4 * features * 256)),
		seed
	};
}
function directionsOf({ params, classes, matrix, engine = "a random forest" }, parts) {
	if (params.monotonic_cst === null) return void 0;
	if (classes > 2) throw new UserError(`Cannot train ${engine}: "monotonic_cst" needs numbers or two classes, and there are ${classes}`, { hint: "Remove monotonic_cst" });
	const directions = readMonotone(params.monotonic_cst, matrix.names, {
		engine,
		parameter: "monotonic_cst"
	});
	refuseOrder(matrix, directions, {
		engine,
		parameter: "monotonic_cst"
	});
	return Int8Array.from(parts, ({ column }) => directions[column]);
}
function refuseNegative(target) {
	const row = target.findIndex((value) => value < 0);
	if (row >= 0) throw new UserError(`Cannot train with criterion: poisson: the target is negative in training row ${row}`, { hint: "Poisson deviance is for counts: set criterion: squared_error" });
	if (target.every((value) => value === 0)) throw new UserError("Cannot train with criterion: poisson: the target is 0 in every training row");
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
			needs: params.monotonic_cst === null ? {
				recipe: { impute: "none" },
				takesMissing: true,
				takesCategories: "asked"
			} : {
				recipe: {},
				takesMissing: false,
				takesCategories: "asked"
			},
			size: kind === "decision-tree" ? "" : `${params.n_estimators} trees`,
			train: (training) => trainForest({
				...training,
				params,
				isRandom: params.splitter === "random",
				engine: forestNames[kind]
			})
		};
	};
}
/** Those that the kind has. */
function shownParams(params, kind) {
	const { n_estimators, bootstrap, oob_score, max_samples, class_weight, splitter, ...shared } = params;
	return kind === "decision-tree" ? {
		...shared,
		class_weight,
		splitter
	} : {
		n_estimators,
		...shared,
		bootstrap,
		oob_score,
		max_samples,
		class_weight
	};
}

export { decisionTree, extraTrees, randomForest };