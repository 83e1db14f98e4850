import { goesLeft } from "./learn.js";
import { randomFrom, randomState } from "./numbers.js";

// src/learn/explain-trees.ts
/**
* SHAP values of one row: features \u00d7 margins, row-major, of the trees' sum before any link function. They add up to
* the row's prediction less the background's mean one. Exact for what the background's rows say of absent features
* ("interventional": Lundberg et al., From local explanations to global understanding with explainable AI for trees,
* Nature Machine Intelligence 2020, algorithm 3; the `shap` package's TreeExplainer with data). `tally` counts the parts
* of trees that were visited, which is what takes the time.
*/
function explainRow(model, row, background, tally = { visits: 0 }) {
	const { trees, divisor, margins, width } = model;
	const { features } = background;
	const count = background.values.length / features;
	const shares = new Float64Array(features * margins);
	for (const [index, tree] of trees.entries()) {
		const walk = createWalk(tree, {
			row,
			features,
			outputs: width,
			at: width === margins ? 0 : index % margins,
			margins,
			shares,
			tally
		});
		for (let other = 0; other < count; other++) walk(background.values.subarray(other * features, (other + 1) * features));
	}
	return shares.map((share) => share / (divisor * count));
}
/** Which side has said the value of a feature on the way to a node. */
const unsaid = 0;
const byRow = 1;
const byOther = 2;
/** Walks down a tree by the row where it and another differ, and by the other; adds what that tells to the shares. */
function createWalk(tree, { row, features, outputs, at: first, margins, shares, tally }) {
	const { feature, left, right, value } = tree;
	const sides = new Uint8Array(features);
	const given = new Float64Array(2 * outputs * (Math.min(features, feature.length >> 1) + 1));
	const child = (node, values) => goesLeft(tree, node, values[feature[node]]) ? left[node] : right[node];
	const visit = (start, other, of) => {
		const { ours, theirs, depth } = of;
		tally.visits++;
		const at = 2 * outputs * depth;
		let node = start;
		while (feature[node] >= 0) {
			const [one, two] = [child(node, row), child(node, other)];
			const side = sides[feature[node]];
			if (one !== two && side === unsaid) break;
			node = side === byOther ? two : one;
		}
		const asked = feature[node];
		if (asked < 0) {
			const [most, least] = leafWeights(ours, theirs);
			for (let output = 0; output < outputs; output++) {
				given[at + output] = most * value[node * outputs + output];
				given[at + outputs + output] = least * value[node * outputs + output];
			}
			return;
		}
		const below = at + 2 * outputs;
		sides[asked] = byRow;
		visit(child(node, row), other, {
			ours: ours + 1,
			theirs,
			depth: depth + 1
		});
		for (let output = 0; output < outputs; output++) {
			shares[asked * margins + first + output] += given[below + output];
			given[at + output] = given[below + output];
			given[at + outputs + output] = given[below + outputs + output];
		}
		sides[asked] = byOther;
		visit(child(node, other), other, {
			ours,
			theirs: theirs + 1,
			depth: depth + 1
		});
		for (let output = 0; output < outputs; output++) {
			shares[asked * margins + first + output] -= given[below + outputs + output];
			given[at + output] += given[below + output];
			given[at + outputs + output] += given[below + outputs + output];
		}
		sides[asked] = unsaid;
	};
	return (other) => visit(0, other, {
		ours: 0,
		theirs: 0,
		depth: 0
	});
}
/** A leaf's weight for each feature that the row has said, and for each that the other has: (u\u22121)! v! / (u+v)!, u! (v\u22121)! / (u+v)!. */
function leafWeights(ours, theirs) {
	const orders = binomial(ours + theirs, ours);
	return [ours === 0 ? 0 : 1 / (ours * orders), theirs === 0 ? 0 : 1 / (theirs * orders)];
}
function binomial(n, k) {
	let ways = 1;
	for (let i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
	return ways;
}

// src/learn/explain.ts
/** Rows of the training that stand for an absent feature, and rows that are explained, at most. */
const backgroundRows = 30;
const explainedRows = 200;
/** Visits of parts of trees, at most: about a second of one core. */
const mostVisits = 8e6;
/**
* SHAP values of some rows of a matrix against some of the training's; which ones, the seed says. How many depends on the
* model's size alone, so that the time is bounded and the answer the same on every machine.
*/
async function explain(pool, model, of) {
	const { training, matrix, seed } = of;
	const background = rowsOf(training, pickRows(training.rows, backgroundRows, seed));
	const affordable = model.kind === "trees" ? countAffordable(model, matrix, background) : explainedRows;
	const rows = pickRows(matrix.rows, Math.min(explainedRows, affordable), seed + 1);
	const asked = {
		rows: rowsOf(matrix, rows),
		background
	};
	const { outputs, shares } = model.kind === "trees" ? await explainTrees(pool, {
		model,
		...asked
	}, of.signal) : explainLinear(model, asked);
	return {
		rows,
		outputs,
		shares
	};
}
/** How many rows can be explained, by what the first one takes: the deeper the trees, the more it is. */
function countAffordable(model, matrix, background) {
	if (matrix.rows === 0) return explainedRows;
	const tally = { visits: 0 };
	explainRow(model, rowsOf(matrix, Uint32Array.of(0)).values, background, tally);
	return Math.max(1, Math.floor(mostVisits / Math.max(1, tally.visits)));
}
async function explainTrees(pool, job, signal) {
	const { features, values } = job.rows;
	const outputs = job.model.margins;
	const count = values.length / features;
	const answers = await pool.run("explain", job, count, { signal });
	const shares = new Float64Array(count * features * outputs);
	for (const [row, answer] of answers.entries()) shares.set(answer.shares, row * features * outputs);
	return {
		outputs,
		shares
	};
}
/** A weight times how far the value is from the background's mean: the `shap` package's LinearExplainer. */
function explainLinear({ weights, intercepts }, { rows, background }) {
	const { features, values } = rows;
	const outputs = intercepts.length;
	const count = background.values.length / features;
	const means = new Float64Array(features);
	for (const [at, value] of background.values.entries()) means[at % features] += value / count;
	const shares = new Float64Array(values.length * outputs);
	for (const [at, value] of values.entries()) for (let output = 0; output < outputs; output++) shares[at * outputs + output] = weights[output * features + at % features] * (value - means[at % features]);
	return {
		outputs,
		shares
	};
}
/** Explains one row of a job. */
function explainOne({ model, rows, background }, row) {
	const { features, values } = rows;
	return { shares: explainRow(model, values.subarray(row * features, (row + 1) * features), background) };
}
/** The mean size of each feature's SHAP values, over rows and outputs. */
function meanShares({ rows, outputs, shares }, features) {
	const means = new Float64Array(features);
	for (let at = 0; at < shares.length; at++) means[Math.floor(at / outputs) % features] += Math.abs(shares[at]) / (rows.length * outputs);
	return means;
}
/** Some of the numbers from 0 to `count` - 1, ascending: each as likely as any other. */
function pickRows(count, most, seed) {
	const random = randomFrom(randomState(seed, 1449));
	const picked = [];
	for (let row = 0; row < count; row++) if (random.below(count - row) < most - picked.length) picked.push(row);
	return Uint32Array.from(picked);
}
function rowsOf({ names, rows: count, data }, rows) {
	const features = names.length;
	const values = new Float32Array(rows.length * features);
	for (const [index, row] of rows.entries()) for (let feature = 0; feature < features; feature++) values[index * features + feature] = data[feature * count + row];
	return {
		features,
		values
	};
}

export { explain, explainOne, meanShares };