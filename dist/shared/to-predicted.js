import { labelFinder } from "./evaluating.js";

// src/actions/to-predicted.ts
/** A model's predictions in the codes of the data's classes; in words why they have none. */
function toPredicted({ values, labels, classes }, target) {
	if (target.task === "regression" || labels === void 0) return target.task === "regression" ? {
		predicted: values,
		scores: void 0
	} : "it predicts no classes";
	const find = labelFinder(target.classes);
	const predicted = Int32Array.from(labels, (label) => find(label) ?? -1);
	if (predicted.includes(-1)) return "its classes are not those of the data";
	if (classes === void 0) return {
		predicted,
		scores: void 0
	};
	const places = classes.map((label) => find(label) ?? -1);
	if (new Set(places).size !== target.classes.length || places.includes(-1) || places.length !== target.classes.length) return "its classes are not those of the data";
	const scores = new Float64Array(values.length);
	for (let index = 0; index < values.length; index++) {
		const row = Math.floor(index / places.length);
		scores[row * places.length + places[index % places.length]] = values[index];
	}
	return {
		predicted,
		scores
	};
}

export { toPredicted };