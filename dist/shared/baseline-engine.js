import { UserError } from "./core.js";
import { trainDummyClassifier, trainDummyRegressor } from "./evaluating.js";
import { oneOf, readParams } from "./learn.js";

// src/learn/baseline-engine.ts
/**
* scikit-learn's DummyRegressor (mean, median) and DummyClassifier (prior, most_frequent): what every model has to be
* better than. A linear model without weights.
*/
const baseline = (given, { task, place }) => {
	const strategies = task === "regression" ? ["mean", "median"] : ["prior", "most_frequent"];
	if (given.strategy === "stratified" && task === "classification") throw new UserError("Cannot train a baseline: \"strategy\" is \"stratified\", whose answers are drawn row by row", {
		...place?.("strategy"),
		hint: "No model file holds them: use prior or most_frequent; the report has stratified beside every classifier"
	});
	const { strategy = strategies[0] } = readParams({
		engine: "a baseline",
		parameters: { strategy: oneOf(...strategies) },
		elsewhere: {
			random_state: "Nothing in it is random",
			constant: "The strategies learn their constant"
		}
	}, given, place);
	return {
		params: { strategy },
		needs: {
			recipe: {},
			takesMissing: false
		},
		size: "",
		async train({ matrix, target, classes, weights }) {
			const intercepts = classes === 0 ? Float64Array.of(trainDummyRegressor(Float64Array.from(target), strategy === "median" ? "median" : "mean", weights).value) : trainDummyClassifier(Int32Array.from(target), classes, strategy === "most_frequent" ? "most_frequent" : "prior", weights).scores;
			return {
				kind: "linear",
				outputs: intercepts.length,
				weights: new Float64Array(intercepts.length * matrix.names.length),
				intercepts,
				link: "identity",
				importance: new Float64Array(matrix.names.length)
			};
		}
	};
};

export { baseline };