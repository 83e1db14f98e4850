import { UserError, formatNumber } from "./core.js";
import { randomFrom, randomState } from "./numbers.js";
import { array, boolean, number, object, string, tuple, union } from "./vendor-zod.js";
import { parseStoredModel, predictTable } from "./predict-table.js";
import { pausing } from "./data.js";

// src/gate/latency.ts
const resamples = 2e3;
/** The median of values, of an even number of them the mean of the middle two. */
function median(values) {
	const sorted = values.toSorted();
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
/**
* How many times as long a prediction takes as the baseline's: the median over blocks of the ratio of both medians, with
* the percentile interval of resampled blocks, for what disturbs a machine disturbs both models of a block.
*/
function latencyRatio(blocks, seed) {
	const ratios = Float64Array.from(blocks, ({ challenger, champion }) => median(challenger) / median(champion));
	const drawn = drawMedians(ratios, randomFrom(randomState(seed, 0)));
	const shareOf = (holds) => Math.min(1, (drawn.filter(holds).length + 1) / 2001);
	return {
		value: median(ratios),
		n: blocks.length,
		standardError: NaN,
		method: `percentile bootstrap of ${blocks.length} repeats by turns, ${formatNumber(resamples)} resamples`,
		bounds: (alpha) => [quantile(drawn, alpha), quantile(drawn, 1 - alpha)],
		pBelow: (x) => shareOf((each) => each >= x),
		pAbove: (x) => shareOf((each) => each <= x)
	};
}
/** Medians of values that are drawn with replacement, in ascending order. */
function drawMedians(values, random) {
	const one = new Float64Array(values.length);
	return Float64Array.from({ length: resamples }, () => {
		for (let at = 0; at < one.length; at++) one[at] = values[random.below(values.length)];
		return median(one);
	}).sort();
}
function quantile(sorted, p) {
	const place = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
	const below = Math.floor(place);
	const next = sorted[Math.min(sorted.length - 1, below + 1)];
	return sorted[below] + (place - below) * (next - sorted[below]);
}

// src/actions/measure-latency.ts
/** Blocks of predictions, by turns of both models. */
const blocks = 31;
/** Predictions before them, which compile the code and fill the caches. */
const warmUp = 30;
/** Milliseconds that all of it may take, about. */
const budget = 4e3;
/** Milliseconds of a prediction by each model beyond which they are not timed. */
const slowest = 200;
/** The largest model that is read to be timed. */
const mostBytes = 1e9;
/**
* Times predictions of one row by our own predictor: of the model alone, or by turns with the baseline's on the same
* machine at the same time.
*/
async function measureLatency(context, folders) {
	const own = await openModel(context, folders.model, "the model");
	if ("missing" in own) return {
		p50: own,
		ratio: own
	};
	const other = folders.champion === void 0 ? { missing: folders.noChampion } : await openModel(context, folders.champion, "the baseline's model");
	const timed = await timeBlocks(context, own, "missing" in other ? own : other);
	if ("missing" in timed) return {
		p50: timed,
		ratio: timed
	};
	const all = Float64Array.from(timed.flatMap(({ challenger }) => Array.from(challenger)));
	return {
		p50: median(all) / 1e3,
		ratio: "missing" in other ? other : latencyRatio(timed, 0)
	};
}
async function timeBlocks({ clock, signal }, own, other) {
	const pause = pausing({
		clock,
		signal
	});
	const time = async (predict) => {
		const start = clock.elapsed();
		await predict();
		return clock.elapsed() - start;
	};
	let [spent, warm] = [0, 0];
	while (warm < warmUp && spent < budget) {
		spent += await time(own) + await time(other);
		warm++;
		await pause();
	}
	const each = Math.max(.001, spent / warm);
	if (each > slowest) return { missing: "a prediction takes too long to be timed" };
	const count = Math.max(3, Math.min(50, Math.floor(budget / blocks / each)));
	const found = [];
	for (let block = 0; block < blocks; block++) {
		const challenger = new Float64Array(count);
		const champion = new Float64Array(count);
		for (let at = 0; at < count; at++) {
			if (at % 2 === 0) challenger[at] = await time(own);
			champion[at] = await time(other);
			if (at % 2 === 1) challenger[at] = await time(own);
		}
		found.push({
			challenger,
			champion
		});
		await pause();
	}
	return found.every(({ challenger, champion }) => median(challenger) > 0 && median(champion) > 0) ? found : { missing: "the clock of this machine is too coarse" };
}
const exampleSchema = object({
	columns: array(string()).max(2e5),
	data: tuple([array(union([
		string(),
		number(),
		boolean()
	])).max(2e5)])
});
/** A model of ours with the row that its folder shows as an example, or why it cannot be timed. */
async function openModel({ files }, folder, which) {
	const file = `${folder}/model.onnx`;
	const size = await files.size(file);
	if (size === void 0) return { missing: `${which} has no model.onnx that can be timed here` };
	if (size > mostBytes) return { missing: `${which} is too large to be timed here` };
	try {
		const model = parseStoredModel(await files.readBytes(file), file);
		const table = exampleTable(model, await files.read(`${folder}/input_example.json`));
		const predict = () => predictTable(model, table);
		await predict();
		return predict;
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return { missing: `${which} cannot be timed: ${error.message}` };
	}
}
/** The example as a table of one row. */
function exampleTable({ columns, source }, text) {
	const example = exampleSchema.safeParse(parseJson(text));
	if (!example.success) throw new UserError(`Cannot use the input example beside "${source}"`);
	const { columns: names, data } = example.data;
	const cells = new Map(names.map((name, index) => [name, data[0][index]]));
	return {
		source,
		rows: 1,
		columns: columns.map(({ name, type }) => exampleColumn(name, type, cells.get(name))),
		lines: /* @__PURE__ */ new Uint32Array(0),
		bytes: 0,
		digest: ""
	};
}
function exampleColumn(name, type, cell) {
	if (type === "text") return {
		kind: "text",
		name,
		type,
		codes: Int32Array.of(0),
		dictionary: [String(cell ?? "")]
	};
	const value = type === "date" || type === "datetime" ? Date.parse(String(cell)) : Number(cell ?? NaN);
	return {
		kind: "numeric",
		name,
		type,
		values: Float64Array.of(value),
		invalid: [],
		invalidCount: 0
	};
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

export { measureLatency };