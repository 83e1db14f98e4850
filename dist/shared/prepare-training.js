import { encodeTarget } from "./numbers.js";
import { hashRows, identityColumns } from "./tables.js";
import { asksForClasses, divideRows, findSeries, planProjectColumns, withDerived } from "./actions.js";
import { UserError, didYouMean, formatNumber, requireTarget } from "./core.js";
import { findColumn } from "./data.js";

// src/actions/read-weights.ts
/** A greater weight would leave float32, in which rows are summed up, too little room. */
const greatest = 0x38d7ea4c68000;
/**
* The weights of the rows by the column `name`, of those that have a target. Throws UserError where the column is not
* there or the target itself, is no number, or holds what is no weight: the message has rows, never values.
*/
function readWeights(table, name, { target, targetName, place }) {
	const refuse = (what, hint) => {
		throw new UserError(`Cannot train: ${what}`, {
			...place,
			hint
		});
	};
	const column = findColumn(table, name);
	if (column === void 0) return refuse(`"${table.source}" has no column "${name}", which data.weight names`, "Check data.weight");
	if (name === targetName) return refuse("data.weight names the target", "Name another column");
	if (column.kind === "text" || column.type !== "number" && column.type !== "integer") return refuse(`the column of weights "${name}" is ${column.kind === "text" ? "text" : `of the type ${column.type}`}`, "Weights are numbers from 0");
	const { values } = column;
	const odd = target.rows.filter((row) => !(values[row] >= 0 && values[row] <= greatest));
	if (odd.length > 0) return refuse(`${formatNumber(odd.length)} rows have no weight from 0 to 1e15 in "${name}", the first of them row ${odd[0] + 1}`, "Fill missing weights, and leave rows out that count for nothing");
	return values;
}
/** Throws UserError where a part of the rows weighs nothing: there would be nothing to learn from, or to judge by. */
function refuseWeightless(weights, split, { name, place }) {
	for (const part of [
		"train",
		"validation",
		"test"
	]) if (split[part].length > 0 && split[part].every((row) => weights[row] === 0)) throw new UserError(`Cannot train: every row of the ${part} part has the weight 0 in "${name}"`, {
		...place,
		hint: "Each part needs a row with a weight above 0"
	});
}

// src/actions/require-columns.ts
/**
* The target's column. Throws UserError, placed at the configuration's name, where the target or a column of
* `data.key` or `data.exclude` is not in the data (derived columns may be excluded), and for a key that holds the
* target: rows must be known before their target is.
*/
function requireColumns(table, target, project) {
	const { key = [], exclude = [], derive = {} } = project.config.data;
	const names = table.columns.map(({ name }) => name);
	const require = (name, path, known) => {
		if (known.includes(name)) return;
		throw new UserError(`Cannot train: "${table.source}" has no column "${name}"${didYouMean(name, known)}`, {
			...project.place(path),
			hint: `Its columns are ${names.slice(0, 20).map((each) => `"${each}"`).join(", ")}${names.length > 20 ? ", …" : ""}`
		});
	};
	require(target, ["data", "target"], names);
	for (const [index, name] of key.entries()) require(name, [
		"data",
		"key",
		index
	], names);
	for (const [index, name] of exclude.entries()) require(name, [
		"data",
		"exclude",
		index
	], [...names, ...Object.keys(derive)]);
	if (key.includes(target)) throw new UserError(`Cannot train: data.key holds the target "${target}"`, {
		...project.place([
			"data",
			"key",
			key.indexOf(target)
		]),
		hint: "A row is identified without the target, which is not known when the model is used"
	});
	return table.columns[names.indexOf(target)];
}

// src/actions/split-with-target.ts
/**
* The split of the rows that have a target: by the options, or as they are `given`. Throws UserError, placed at `data.split`, where a part that is used
* is left without rows, or the training rows without two classes.
*/
function splitWithTarget(table, hashes, target, options, place, given) {
	const { stratify } = options;
	if (stratify && target.task === "regression") throw new UserError("Cannot split the rows: data.split.stratify needs a target of classes", {
		...place("stratify"),
		hint: "Remove stratify, or set train.task: classification"
	});
	const classes = stratify ? target.values : void 0;
	const whole = given ?? divideRows(table, hashes, {
		options,
		classes,
		place
	});
	const has = new Uint8Array(hashes.low.length);
	for (const row of target.rows) has[row] = 1;
	const split = {
		train: whole.train.filter((row) => has[row]),
		test: whole.test.filter((row) => has[row]),
		validation: whole.validation.filter((row) => has[row])
	};
	if (split.train.length < 2 || split.test.length === 0) throw tooFew(hashes, target, split, place("split"));
	if (target.task === "classification") {
		if (new Set(split.train.map((row) => target.values[row])).size < 2) throw new UserError("Cannot train: the training rows have one class only", {
			...place("split"),
			hint: "More rows of the other classes are needed, or data.split.stratify: true"
		});
	}
	return split;
}
function tooFew({ high, low }, { rows }, { train, test }, place) {
	const first = rows[0] ?? 0;
	if (rows.length > 1 && rows.every((row) => high[row] === high[first] && low[row] === low[first])) return new UserError("Cannot split the rows: what identifies them is the same in all of them", {
		...place,
		hint: "Name the columns that tell rows apart as data.key; without it, it is all columns but the target"
	});
	return new UserError(`Cannot train: ${rows.length} rows with a target leave ${train.length} to train on and ${test.length} to test on`, {
		...place,
		hint: "More rows are needed, or another data.split"
	});
}

// src/actions/prepare-training.ts
/** Encodes the target, makes the columns that are derived, and divides the rows, unless they came divided into `sets`. */
function prepareTraining({ project }, raw, sets) {
	const { data, train } = project.config;
	const targetName = requireTarget(project);
	const encoded = encodeTarget(requireColumns(raw, targetName, project), {
		task: train.task,
		asksForClasses: asksForClasses(project.config),
		positive: data.positive,
		place: (key) => project.place(["data", key])
	});
	const series = findSeries(project, raw, targetName);
	const seen = series ? {
		...raw,
		columns: [...raw.columns, ...series.columns]
	} : raw;
	const derived = planProjectColumns(project, seen);
	const table = withDerived(seen, derived);
	const weigh = {
		place: project.place(["data", "weight"]),
		targetName,
		target: encoded
	};
	const weights = data.weight === void 0 ? void 0 : readWeights(table, data.weight, weigh);
	const target = {
		...encoded,
		weights
	};
	const identity = identityColumns(raw, {
		key: data.key,
		target: targetName
	});
	const hashes = hashRows(raw, identity);
	const placeOf = (key) => project.place(sets ? ["data", "sets"] : key === "split" ? ["data", "split"] : [
		"data",
		"split",
		key
	]);
	const split = splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split);
	if (weights) refuseWeightless(weights, split, {
		...weigh,
		name: data.weight
	});
	return {
		raw,
		table,
		derived,
		target,
		targetName,
		identity,
		hashes,
		split,
		series,
		setDigests: sets?.digests
	};
}

export { prepareTraining };