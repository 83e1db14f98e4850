import { renderTrainingRows } from "./evidence.js";
import { findColumn } from "./data.js";
import { gapOf } from "./actions.js";

// src/actions/manifest-origin.ts
/** The versions that made a model. */
function runtimeOf({ environment }) {
	return {
		mlops_actions: environment.version,
		node: process.versions.node,
		platform: `${process.platform}-${process.arch}`
	};
}
/** The run that made a model; empty where there is none. */
function runOf({ environment }) {
	const { runId: id, runAttempt: attempt } = environment;
	return id === void 0 ? {} : { run: {
		id,
		...attempt !== void 0 && { attempt }
	} };
}
/** How rows were divided, as the manifest keeps it. */
function splitRule({ test, validation, seed, stratify, group, time, column: named, horizon, gap }, { setDigests: sets, identity: key, table, split: parts }) {
	if (sets !== void 0) return {
		rule: "sets",
		sets,
		key
	};
	const column = named ?? time ?? group;
	const rule = named ? "column" : time ? "time" : group ? "group" : "hash";
	const steps = time !== void 0 && (horizon ?? gap) !== void 0;
	return {
		rule,
		test,
		...validation !== void 0 && { validation },
		seed,
		stratify,
		key,
		...column !== void 0 && { column },
		...time !== void 0 && cutOf(table, time, parts.test),
		...steps && {
			horizon: horizon ?? 1,
			gap: gapOf({
				horizon,
				gap
			})
		}
	};
}
/**
* The rows that a model saw, where its rule alone does not tell: within classes rows are chosen by rank, and a column or
* sets can divide them anyhow. Undefined where it does, and where they are too many.
*/
function trainingRowsOf({ hashes, split, setDigests }, { stratify, column }) {
	if (setDigests === void 0 && column === void 0 && !stratify) return void 0;
	return renderTrainingRows(hashes, [split.train, split.validation]);
}
/** When the first of the test rows was. */
function cutOf(table, time, test) {
	const column = findColumn(table, time);
	if (column?.kind !== "numeric" || test.length === 0) return {};
	const first = test.reduce((least, row) => Math.min(least, column.values[row]), Number.POSITIVE_INFINITY);
	return Number.isFinite(first) ? { cut: new Date(first).toISOString() } : {};
}

export { runOf, runtimeOf, splitRule, trainingRowsOf };