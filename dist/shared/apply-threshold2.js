// src/program/apply-threshold.ts
/** Predictions of two classes as a model's threshold decides them; the program's own where there is none, or no score. */
function applyThreshold({ predicted, scores }, { threshold, positive }) {
	if (scores === void 0 || threshold === void 0 || positive === void 0) return {
		predicted,
		scores
	};
	const isPositive = (index) => scores[2 * index + positive] >= threshold;
	return {
		predicted: Int32Array.from(predicted, (_, index) => isPositive(index) ? positive : 1 - positive),
		scores
	};
}

export { applyThreshold };