// src/learn/engines.ts
/** Each engine is loaded when it is asked for. */
const loaders = {
	"random-forest": async () => (await import("./forest-engine.js")).randomForest,
	"extra-trees": async () => (await import("./forest-engine.js")).extraTrees,
	"decision-tree": async () => (await import("./forest-engine.js")).decisionTree,
	"gradient-boosting": async () => (await import("./boosting-engine.js")).gradientBoosting,
	linear: async () => (await import("./linear-engine.js")).linear,
	logistic: async () => (await import("./logistic-engine.js")).logistic,
	baseline: async () => (await import("./baseline-engine.js")).baseline
};
/** The engine of a name. */
function loadEngine(name) {
	return loaders[name]();
}

export { loadEngine };