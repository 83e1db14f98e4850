import { UserError } from "./core.js";
import { columnOf } from "./learn.js";

// src/learn/check-matrix.ts
/**
* Throws UserError where there is nothing to learn from, or a feature is infinite, or missing unless `takesMissing`; RangeError where the
* numbers of rows disagree.
*/
function checkMatrix(matrix, target, { takesMissing = false } = {}) {
	const { names, rows, data } = matrix;
	if (target.length !== rows || data.length !== rows * names.length) throw new RangeError(`A matrix of ${rows} \u00d7 ${names.length} got ${data.length} values and ${target.length} targets`);
	if (rows === 0) throw new UserError("Cannot train: there are no training rows");
	if (names.length === 0) throw new UserError("Cannot train: there are no features");
	for (const [column, name] of names.entries()) {
		const values = columnOf(matrix, column);
		const row = values.findIndex((value) => !Number.isFinite(value) && !(takesMissing && Number.isNaN(value)));
		if (row >= 0) throw new UserError(`Cannot train: feature "${name}" is ${Number.isNaN(values[row]) ? "missing" : "no number within \u00b13.4e38"} in training row ${row}`);
	}
}

export { checkMatrix };