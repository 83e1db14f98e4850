import { UserError, didYouMean, formatNumber } from "./core.js";
import { evaluate, findMetric, metricNames } from "./evaluating.js";
import { exp, log, randomFrom, randomState } from "./numbers.js";
import { fitModel, planFeatures, predictRows } from "./fit-model.js";

// src/learn/search-space.ts
/** More combinations than these are no grid to walk. */
const mostCombinations = 1e3;
/** Every combination of the values, the last parameter changing fastest. Throws UserError for ranges, and too many. */
function gridTrials(space) {
	let trials = [{}];
	for (const [name, values] of Object.entries(space)) {
		if (!isList(values)) throw new UserError(`Cannot search a grid: "${name}" is a range`, { hint: "List its values, or set train.search.method: random" });
		if (trials.length * values.length > mostCombinations) throw new UserError(`Cannot search a grid: it has more than ${formatNumber(mostCombinations)} combinations`, { hint: "List fewer values, or set train.search.method: random" });
		trials = trials.flatMap((trial) => values.map((value) => ({
			...trial,
			[name]: value
		})));
	}
	return trials;
}
/**
* Combinations drawn at random, each of its own stream of the seed, so that more trials begin with the same ones; fewer
* than `count` where the space has no more.
*/
function randomTrials(space, count, seed) {
	const drawn = /* @__PURE__ */ new Map();
	for (let stream = 0; stream < 20 * count && drawn.size < count; stream++) {
		const random = randomFrom(randomState(seed, stream));
		const trial = Object.fromEntries(Object.entries(space).map(([name, values]) => [name, draw(values, random)]));
		const key = JSON.stringify(trial);
		if (!drawn.has(key)) drawn.set(key, trial);
	}
	return [...drawn.values()];
}
function draw(values, random) {
	if (isList(values)) return values[random.below(values.length)];
	const { min, max } = values;
	const share = random.next() / 2 ** 32;
	const isWhole = values.integer ?? (Number.isInteger(min) && Number.isInteger(max));
	const [low, high] = isWhole && !values.log ? [min - .5, max + .5] : [min, max];
	const value = values.log ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low);
	const near = isWhole ? Math.round(value) : Number(value.toPrecision(6));
	return Math.min(max, Math.max(min, near));
}
function isList(values) {
	return Array.isArray(values);
}

// src/actions/search-params.ts
/** Of the candidates, one of so many goes on to the next round, with so many times the rows. */
const factor = 3;
/** Rows that a round of halving learns from at least. */
const fewestRows = 100;
/**
* Tries combinations of the engine's parameters by cross-validation and returns them with the learner of the best. The
* same data and seed find the same, unless minutes run out. Throws UserError, before any training, for a parameter or a
* metric that the engine or the task does not have.
*/
async function searchParams(fitting, { engine, config, folds }) {
	const { context, target } = fitting;
	const { project, clock } = context;
	const metric = metricOf(config, target.task, project.place([
		"train",
		"search",
		"metric"
	]));
	const candidates = candidatesOf(fitting, engine, config);
	const plans = /* @__PURE__ */ new Map();
	const end = config.minutes === void 0 ? Number.POSITIVE_INFINITY : clock.now() + config.minutes * 6e4;
	const rounds = roundsOf(config, candidates.length, Math.min(...folds.map(({ train }) => train.length)));
	const progress = context.log.progress(`Searching ${candidates.length} combinations of parameters`);
	const total = rounds.reduce((sum, { count }) => sum + count, 0);
	let alive = candidates;
	let done = 0;
	let tried = [];
	for (const { count, share } of rounds) {
		const scored = [];
		for (const candidate of alive.slice(0, count)) {
			if (done > 0 && clock.now() >= end) break;
			const scores = await scoreFolds({
				...fitting,
				learner: candidate.learner
			}, {
				folds,
				share,
				metric,
				plans
			});
			scored.push({
				...candidate,
				share,
				...momentsOf(scores)
			});
			progress.update(++done, total);
		}
		scored.sort((a, b) => compare(a, b, metric));
		const kept = new Set(scored.map(({ params }) => params));
		tried = [...scored, ...tried.filter(({ params }) => !kept.has(params))];
		alive = scored;
	}
	progress.end();
	const [best] = tried;
	if (best === void 0) throw new UserError("Cannot search: there is nothing to try");
	return {
		method: config.method,
		metric,
		folds: folds.length,
		trials: tried.map(({ params, share, mean, std }) => ({
			params,
			share,
			mean,
			std
		})),
		skipped: candidates.length - tried.length,
		learner: best.learner
	};
}
function candidatesOf(fitting, engine, config) {
	const { project } = fitting.context;
	const { train, data } = project.config;
	const place = (name) => project.place(Object.hasOwn(config.params, name) ? [
		"train",
		"search",
		"params",
		name
	] : [
		"train",
		"params",
		name
	]);
	return (config.method === "grid" ? gridTrials(config.params) : randomTrials(config.params, config.trials, data.split.seed)).map((params) => ({
		params,
		learner: engine({
			...train.params,
			...params
		}, {
			task: fitting.target.task,
			place
		})
	}));
}
function metricOf({ metric: name }, task, place) {
	const found = findMetric(name?.replace(/^neg_/, "") ?? (task === "regression" ? "rmse" : "log_loss"));
	if (found !== void 0 && !found.beside) return found;
	throw new UserError(`Cannot search by "${name}": no such metric is known${didYouMean(name, metricNames)}`, place);
}
/** How many candidates each round tries, and on which share of the rows. */
function roundsOf({ method }, candidates, rows) {
	if (method !== "halving") return [{
		count: candidates,
		share: 1
	}];
	const byCount = Math.floor(Math.log(candidates) / Math.log(factor) + 1e-9);
	const byRows = Math.floor(Math.log(Math.max(1, rows / fewestRows)) / Math.log(factor) + 1e-9);
	const halvings = Math.max(0, Math.min(byCount, byRows));
	return Array.from({ length: halvings + 1 }, (_, round) => ({
		count: Math.max(1, Math.ceil(candidates / factor ** round)),
		share: factor ** (round - halvings)
	}));
}
async function scoreFolds(fitting, options) {
	const { folds, share, metric, plans } = options;
	const scores = [];
	for (const fold of folds) {
		const rows = spread(fold.train, share);
		const known = share === 1 ? plans.get(fold) ?? planFeatures(fitting, rows) : void 0;
		if (known) plans.set(fold, known);
		const fitted = await fitModel(fitting, rows, known && { plan: known });
		const { outputs } = await predictRows(fitting, fitted, fold.test);
		const { metrics } = evaluate(fitting.target, fold.test, outputs, { asked: [metric.name] });
		const value = metrics[metric.name];
		if (value === void 0) throw new UserError(`Cannot search by "${metric.name}": the model's task does not have it`, {
			...fitting.context.project.place([
				"train",
				"search",
				"metric"
			]),
			hint: `It has ${Object.keys(metrics).join(", ")}`
		});
		scores.push(value);
	}
	return scores;
}
/** That share of the rows, evenly spread over them. */
function spread(rows, share) {
	const count = Math.max(1, Math.round(rows.length * share));
	return Uint32Array.from({ length: count }, (_, index) => rows[Math.floor(index * rows.length / count)]);
}
function momentsOf(scores) {
	const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
	const squares = scores.reduce((sum, each) => sum + (each - mean) ** 2, 0);
	return {
		mean,
		std: Math.sqrt(squares / (scores.length - 1))
	};
}
/** The better one first; what has no value last. */
function compare(a, b, { direction }) {
	if (Number.isNaN(a.mean) || Number.isNaN(b.mean)) return Number(Number.isNaN(a.mean)) - Number(Number.isNaN(b.mean));
	return direction === "maximize" ? b.mean - a.mean : a.mean - b.mean;
}

export { searchParams };