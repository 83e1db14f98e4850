import { UserError, formatNumber } from "./core.js";
import { featureParts, monotone, readMonotone, refuseOrder, scaleTarget } from "./scale-target.js";
import { checkBoostingMemory, checkTreesMemory, createSets, writePlan } from "./category-sets.js";
import { log } from "./numbers.js";
import { checkMatrix } from "./check-matrix.js";
import { classWeight, count, either, number, oneOf, readParams, shareMatrix, weightRows } from "./learn.js";

// src/learn/boosting-features.ts
/** What the kernel searches. */
async function kernelFeatures(matrix, { limit, pool, signal }) {
	const thresholds = await pool.run("thresholds", {
		matrix,
		limit
	}, matrix.names.length, { signal });
	return featureParts(matrix).map(({ column, codes }) => codes === void 0 ? {
		column,
		...thresholds[column]
	} : {
		column,
		bins: codes.count,
		hasMissing: true,
		firstCode: codes.first
	});
}

// src/learn/boosting-start.ts
/** The score that every row starts with, one an output: the mean, the log odds, or the logarithm of each class's share. */
function startOf(target, weights, { objective, classes }) {
	const sums = new Float64Array(objective === "softmax" ? classes : 1);
	let total = 0;
	for (let row = 0; row < target.length; row++) {
		const weight = weights?.[row] ?? 1;
		const value = target[row];
		if (objective === "softmax") sums[value] += weight;
		else sums[0] += weight * value;
		total += weight;
	}
	const shares = sums.map((sum) => sum / total);
	if (objective === "squared_error") return shares;
	const bounded = shares.map((share) => Math.min(Math.max(share, 1e-15), 1 - 1e-15));
	if (objective === "softmax") return bounded.map(log);
	return bounded.map((share) => log(share / (1 - share)));
}

// src/learn/boosting-trees.ts
/** `MISSING_LEFT` of the kernel. */
const missingLeft = 1;
/** 64-bit words of the kernel's sets. */
const setWords = 4;
/**
* The trees of a run, each with the gain of every column of the matrix, of which there are `columns`; `scale` brings
* values back to the target's units.
*/
function readTrees(grown, of) {
	let at = 0;
	return Array.from(grown.nodes, (nodes) => {
		const read = readTree(grown, at, nodes, of);
		at += nodes;
		return read;
	});
}
function readTree(grown, at, nodes, { features, columns, scale }) {
	const gain = new Float64Array(columns);
	const feature = new Int32Array(nodes).fill(-1);
	const threshold = new Float32Array(nodes);
	const value = new Float32Array(nodes);
	const goesLeft = new Uint8Array(nodes);
	const sets = createSets(nodes);
	for (let node = 0; node < nodes; node++) {
		const place = at + node;
		const asked = features[grown.feature[place]];
		if (asked === void 0) value[node] = grown.value[place] * scale;
		else {
			feature[node] = asked.column;
			gain[asked.column] += grown.gain[place];
			if (asked.thresholds) {
				threshold[node] = asked.thresholds[grown.bin[place]];
				goesLeft[node] = grown.flags[place] & missingLeft;
			} else sets.add(grown.sets.subarray(setWords * place, setWords * place + setWords), asked.firstCode);
		}
		sets.end(node);
	}
	return {
		tree: {
			feature,
			threshold,
			missingLeft: goesLeft,
			left: grown.left.slice(at, at + nodes),
			right: grown.right.slice(at, at + nodes),
			value,
			...sets.made()
		},
		gain
	};
}

// src/learn/unbalance.ts
/**
* A training with LightGBM's `is_unbalance` as weights: all rows of the rarer of two classes weigh, by their number, as
* much as all of the other. Throws UserError for more classes.
*/
function weighUnbalanced(training) {
	const { params, target, classes, weights } = training;
	if (!params.is_unbalance) return training;
	if (classes !== 2) throw new UserError(`Cannot train gradient boosting: "is_unbalance" needs two classes, and there are ${classes}`, { hint: "Set class_weight: balanced" });
	let positives = 0;
	for (const code of target) positives += code;
	const ratio = positives === 0 ? 1 : (target.length - positives) / positives;
	if (ratio >= 1 || ratio === 0) return {
		...training,
		params: {
			...params,
			scale_pos_weight: ratio || 1
		}
	};
	return {
		...training,
		params: {
			...params,
			scale_pos_weight: ratio
		},
		weights: Float64Array.from(target, (_, row) => (weights?.[row] ?? 1) / ratio)
	};
}

// src/learn/boosting.ts
/** Rounds of a run of the threads: between two runs progress is told and early stopping decided. */
const roundsAtOnce = 10;
/** Flags of the kernel's features: `HAS_MISSING` and `CATEGORIES`. */
const asksMissing = 1;
const asksCategories = 2;
/**
* Gradient boosting of trees that grow leaf by leaf, as LightGBM does it, on the pool's threads: the same rows,
* parameters and seed give the same model, whatever their number. Squared error for numbers, log loss for two classes
* (one tree a round) and more (a tree a class and round). Throws UserError where a value is infinite, where early
* stopping has no validation rows, and before it starts where memory would not do.
*/
async function trainBoosting(training) {
	const plan = await prepare(training);
	const { trees, gain, losses } = await growAll(plan);
	const { outputs } = plan.shape;
	const total = gain.reduce((sum, each) => sum + each, 0);
	return {
		kind: "trees",
		trees,
		divisor: 1,
		margins: outputs,
		width: 1,
		base: plan.base,
		link: training.classes === 0 ? "identity" : outputs === 1 ? "logistic" : "softmax",
		outputs: Math.max(1, training.classes),
		importance: total > 0 ? gain.map((each) => each / total) : gain,
		losses
	};
}
async function prepare(given) {
	const training = weighUnbalanced(given);
	const { matrix, target, classes, params, pool, signal, validation } = training;
	checkMatrix(matrix, target, { takesMissing: true });
	const stops = params.early_stopping_rounds !== null;
	if (stops && (validation === void 0 || validation.matrix.rows === 0)) throw new UserError("Cannot stop early: there are no validation rows", { hint: "Name them by data.split.column or the set data.sets.validation, or remove early_stopping_rounds" });
	const others = validation !== void 0 && validation.matrix.rows > 0 ? validation : void 0;
	if (stops && others?.weights?.every((weight) => weight === 0)) throw new UserError("Cannot stop early: every validation row has the weight 0");
	if (others !== void 0) checkMatrix(others.matrix, others.target, { takesMissing: true });
	const objective = classes === 0 ? "squared_error" : classes <= 2 ? "logistic" : "softmax";
	const named = {
		engine: "gradient boosting",
		parameter: "monotone_constraints"
	};
	const directions = readMonotone(params.monotone_constraints, matrix.names, named);
	refuseOrder(matrix, directions, named);
	const shared = shareMatrix(matrix);
	const features = await kernelFeatures(shared, {
		limit: params.max_bin,
		pool,
		signal
	});
	const weights = weightRows(training, params.class_weight);
	const shape = {
		rows: matrix.rows,
		allRows: matrix.rows + (others?.matrix.rows ?? 0),
		features: features.length,
		outputs: objective === "softmax" ? classes : 1,
		objective,
		leaves: Math.min(params.num_leaves, matrix.rows, 2 ** Math.min(30, depthOf(params))),
		threads: Math.max(1, Math.min(pool.together, Math.ceil(matrix.rows / 2048))),
		isWeighted: weights !== void 0 || others?.weights !== void 0,
		binCount: Int32Array.from(features, ({ bins }) => bins)
	};
	const places = checkBoostingMemory(shape);
	if (!stops) checkTreesMemory(params.n_estimators, shape);
	const memory = createMemory(places.end);
	const scaled = scaleTarget(target, classes);
	const start = startOf(scaled.target, weights, {
		objective,
		classes
	});
	fillMemory({
		memory,
		places,
		shape,
		features
	});
	const { buffer } = memory;
	const { at } = places;
	new Int8Array(buffer, at.monotone, shape.features).set(features.map(({ column }) => directions[column]));
	new Float64Array(buffer, at.target, shape.rows).set(scaled.target);
	if (others) new Float64Array(buffer, at.target + 8 * shape.rows, others.matrix.rows).set(Float64Array.from(others.target, (value) => (value - scaled.offset) / scaled.scale));
	if (shape.isWeighted) {
		const all = new Float32Array(buffer, at.weight, shape.allRows).fill(1);
		if (weights) all.set(weights);
		if (others?.weights) all.set(others.weights, shape.rows);
	}
	for (const [output, value] of start.entries()) new Float64Array(buffer, at.scores + 8 * output * shape.allRows, shape.allRows).fill(value);
	const isRegression = objective === "squared_error";
	const plan = {
		training,
		shape,
		places,
		memory,
		features,
		scale: isRegression ? scaled.scale : 1,
		base: isRegression ? start.map((value) => scaled.offset + scaled.scale * value) : start
	};
	await binRows(plan, shared, 0);
	if (others) await binRows(plan, shareMatrix(others.matrix), shape.rows);
	writePlan({
		memory,
		at,
		...describePlan(plan)
	});
	return plan;
}
function depthOf({ max_depth }) {
	return max_depth <= 0 ? 2147483647 : max_depth;
}
function createMemory(bytes) {
	const pages = Math.ceil(bytes / 65536);
	try {
		return new WebAssembly.Memory({
			initial: pages,
			maximum: pages,
			shared: true
		});
	} catch (cause) {
		throw new UserError(`Cannot train gradient boosting: there are no ${formatNumber(bytes)} bytes of memory left`, {
			hint: "Use a larger runner, fewer rows or features, or fewer leaves",
			cause
		});
	}
}
function fillMemory({ memory: { buffer }, places, shape, features }) {
	const { at, groupAt, groupStride } = places;
	new Uint32Array(buffer, at.groupAt, groupAt.length).set(groupAt);
	new Uint32Array(buffer, at.groupStride, groupStride.length).set(groupStride);
	new Int32Array(buffer, at.binCount, shape.features).set(shape.binCount);
	const flags = new Uint8Array(buffer, at.flags, shape.features);
	for (const [feature, { hasMissing, thresholds }] of features.entries()) {
		flags[feature] = thresholds === void 0 ? asksCategories : hasMissing ? asksMissing : 0;
		if (thresholds) new Float32Array(buffer, at.borders + 1024 * feature, 256).set(thresholds);
	}
}
async function binRows({ training, shape, places, memory, features }, matrix, firstRow) {
	const job = {
		memory,
		at: places.at,
		rows: matrix.rows,
		firstRow,
		allRows: shape.allRows,
		data: matrix.data,
		threads: shape.threads,
		features: features.map(({ column, bins, firstCode }) => ({
			column,
			bins,
			firstCode
		}))
	};
	await training.pool.run("boosting-bins", job, shape.threads, { signal: training.signal });
}
function describePlan({ training, shape, scale }) {
	const { params, seed } = training;
	const bounded = params.reg_alpha > 0 || params.monotone_constraints !== null;
	return {
		settings: {
			learningRate: params.learning_rate,
			lambda1: params.reg_alpha / scale,
			lambda2: params.reg_lambda,
			minGain: params.min_split_gain / scale / scale,
			minHessian: params.min_child_weight,
			minRows: params.min_child_samples,
			catSmooth: params.cat_smooth,
			catL2: params.cat_l2,
			minGroup: params.min_data_per_group,
			positiveWeight: params.scale_pos_weight,
			subsample: params.subsample
		},
		counts: {
			rows: shape.rows,
			allRows: shape.allRows,
			features: shape.features,
			groups: Math.ceil(shape.features / 8),
			outputs: shape.outputs,
			objective: [
				"squared_error",
				"logistic",
				"softmax"
			].indexOf(shape.objective),
			leaves: shape.leaves,
			maxDepth: depthOf(params),
			threads: shape.threads,
			maxCatToOnehot: params.max_cat_to_onehot - 1,
			maxCatThreshold: params.max_cat_threshold,
			isBounded: bounded ? 1 : 0,
			seed,
			padding: 0
		}
	};
}
/** Runs the rounds; ends before the last where no tree finds a split, or the validation loss no longer falls. */
async function growAll(plan) {
	const { training, shape, memory, places, features } = plan;
	const { params, pool, signal, onProgress } = training;
	const { outputs, threads } = shape;
	const trees = [];
	const gains = [];
	const losses = [];
	const validation = [];
	const inUnits = (values) => values.map((loss) => loss * plan.scale * plan.scale);
	const lossesSoFar = () => ({
		training: inUnits(losses),
		...shape.allRows > shape.rows && { validation: inUnits(validation) }
	});
	const columns = training.matrix.names.length;
	const rounds = params.n_estimators;
	const patience = params.early_stopping_rounds ?? Infinity;
	const job = {
		memory,
		at: places.at,
		...describePlan(plan),
		columnOf: Int32Array.from(features, ({ column }) => column),
		columnsPerTree: Math.max(1, Math.round(params.colsample_bytree * columns)),
		baggingFrequency: params.subsample_freq
	};
	for (let from = 0; from < rounds; from += roundsAtOnce) {
		const run = {
			...job,
			from,
			to: Math.min(rounds, from + roundsAtOnce)
		};
		const [grown] = await pool.run("boosting", run, threads, { signal });
		const read = readTrees(grown, {
			...plan,
			columns
		});
		const last = read.findIndex((_, tree) => tree % outputs === 0 && isStuck(read.slice(tree, tree + outputs)));
		const kept = last < 0 ? read : read.slice(0, Math.max(last, from === 0 ? outputs : 0));
		for (const { tree, gain } of kept) {
			trees.push(tree);
			gains.push(gain);
		}
		losses.push(...grown.losses.subarray(0, kept.length / outputs));
		validation.push(...grown.validationLosses.subarray(0, kept.length / outputs));
		onProgress?.(Math.min(rounds, losses.length), rounds, lossesSoFar());
		if (last >= 0 || validation.length - 1 - bestOf(validation) >= patience) break;
	}
	const used = patience === Infinity ? trees.length : (bestOf(validation) + 1) * outputs;
	const gain = new Float64Array(columns);
	for (const each of gains.slice(0, used)) for (const [feature, value] of each.entries()) gain[feature] += value;
	return {
		trees: trees.slice(0, used),
		gain,
		losses: lossesSoFar()
	};
}
/** Whether no tree of a round has a split: then none after it would have one. */
function isStuck(round) {
	return round.every(({ tree }) => tree.feature.length === 1);
}
function bestOf(losses) {
	let best = 0;
	for (const [round, loss] of losses.entries()) if (loss < losses[best]) best = round;
	return best;
}

// src/learn/boosting-params.ts
const defaults = {
	n_estimators: 100,
	learning_rate: .1,
	num_leaves: 31,
	max_depth: -1,
	min_child_samples: 20,
	min_child_weight: .001,
	min_split_gain: 0,
	reg_alpha: 0,
	reg_lambda: 0,
	subsample: 1,
	subsample_freq: 0,
	colsample_bytree: 1,
	max_bin: 255,
	monotone_constraints: null,
	early_stopping_rounds: null,
	class_weight: null,
	scale_pos_weight: 1,
	is_unbalance: false,
	cat_smooth: 10,
	cat_l2: 10,
	max_cat_to_onehot: 4,
	max_cat_threshold: 32,
	min_data_per_group: 100
};
const share = number(0, 1, { above: true });
/** Other names, by LightGBM's list of aliases (docs/Parameters.rst, 4.7). */
const otherNames = {
	n_estimators: [...[
		"num_iterations",
		"num_iteration",
		"n_iter",
		"num_tree",
		"num_trees",
		"num_round",
		"num_rounds"
	], ...[
		"nrounds",
		"num_boost_round",
		"max_iter"
	]],
	learning_rate: ["shrinkage_rate", "eta"],
	num_leaves: [
		"num_leaf",
		"max_leaves",
		"max_leaf",
		"max_leaf_nodes"
	],
	min_child_samples: [
		"min_data_in_leaf",
		"min_data_per_leaf",
		"min_data",
		"min_samples_leaf"
	],
	min_child_weight: [...[
		"min_sum_hessian_in_leaf",
		"min_sum_hessian_per_leaf",
		"min_sum_hessian",
		"min_hessian"
	]],
	min_split_gain: ["min_gain_to_split"],
	reg_alpha: ["lambda_l1", "l1_regularization"],
	reg_lambda: [
		"lambda_l2",
		"lambda",
		"l2_regularization"
	],
	subsample: [
		"bagging_fraction",
		"sub_row",
		"bagging"
	],
	subsample_freq: ["bagging_freq"],
	colsample_bytree: ["feature_fraction", "sub_feature"],
	max_bin: ["max_bins"],
	monotone_constraints: [
		"mc",
		"monotone_constraint",
		"monotonic_cst"
	],
	early_stopping_rounds: [
		"early_stopping_round",
		"early_stopping",
		"n_iter_no_change"
	],
	is_unbalance: ["unbalance", "unbalanced_sets"]
};
const table = {
	engine: "gradient boosting",
	parameters: {
		n_estimators: count(1),
		learning_rate: number(0, Infinity, { above: true }),
		num_leaves: {
			...count(2),
			accepts: (value) => count(2).accepts(value) && Number(value) <= 131072
		},
		max_depth: either(count(-1)),
		min_child_samples: count(0),
		min_child_weight: number(0),
		min_split_gain: number(0),
		reg_alpha: number(0),
		reg_lambda: number(0),
		subsample: share,
		subsample_freq: count(0),
		colsample_bytree: share,
		max_bin: {
			accepts: (value) => count(2).accepts(value) && Number(value) <= 255,
			expected: "a whole number from 2 to 255"
		},
		monotone_constraints: monotone,
		early_stopping_rounds: either(count(1), oneOf(null)),
		class_weight: classWeight(),
		scale_pos_weight: number(0, Infinity, { above: true }),
		is_unbalance: oneOf(true, false),
		cat_smooth: number(0),
		cat_l2: number(0),
		max_cat_to_onehot: count(1),
		max_cat_threshold: count(1),
		min_data_per_group: count(1)
	},
	aliases: Object.fromEntries(Object.entries(otherNames).flatMap(([name, others]) => others.map((other) => [other, name]))),
	elsewhere: {
		random_state: "The seed is data.split.seed",
		seed: "The seed is data.split.seed",
		n_jobs: "All cores are used; the model does not depend on their number",
		num_threads: "All cores are used; the model does not depend on their number",
		objective: "It follows from train.task: squared error, or the log loss of two or more classes",
		...Object.fromEntries([
			"categorical_feature",
			"cat_feature",
			"categorical_column",
			"cat_column",
			"categorical_features"
		].map((name) => [name, "Texts are categories; declare codes as text with data.columns.<name>.type"])),
		boosting_type: "Trees are always boosted by gradients (gbdt)"
	}
};
/**
* Parses `train.params` for gradient boosting; names, aliases and defaults are LightGBM 4.7's. Throws UserError naming
* key and value, at the place that `place` has for the key.
*/
function parseBoostingParams(given, { task, place }) {
	const read = readParams(table, given, place);
	const params = {
		...defaults,
		...read
	};
	const refuse = (name, message, hint) => {
		throw new UserError(`Cannot train gradient boosting: ${message}`, {
			...place?.(name),
			hint
		});
	};
	if (params.subsample < 1 && params.subsample_freq === 0) refuse("subsample", "\"subsample\" has no effect while \"subsample_freq\" is 0", "Set subsample_freq: 1");
	if (task === "regression" && params.class_weight !== null) refuse("class_weight", "\"class_weight\" needs a target of classes", "Remove it");
	if (params.scale_pos_weight !== 1 && (task === "regression" || params.class_weight !== null)) refuse("scale_pos_weight", "\"scale_pos_weight\" needs two classes, and no class_weight", "Keep one of scale_pos_weight and class_weight");
	if (params.is_unbalance && (task === "regression" || params.scale_pos_weight !== 1)) refuse("is_unbalance", "\"is_unbalance\" needs two classes, and no scale_pos_weight", "Keep one of is_unbalance and scale_pos_weight");
	return params;
}

// src/learn/boosting-engine.ts
/** Gradient boosting of trees, by LightGBM's parameters. */
const gradientBoosting = (given, options) => {
	const params = parseBoostingParams(given, options);
	return {
		params: { ...params },
		needs: {
			recipe: { impute: "none" },
			takesMissing: true,
			takesCategories: "unasked"
		},
		size: `${params.n_estimators} rounds`,
		validation: params.early_stopping_rounds === null ? "shown" : "needed",
		train: (training) => trainBoosting({
			...training,
			params
		})
	};
};

export { gradientBoosting };