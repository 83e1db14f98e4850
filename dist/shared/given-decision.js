import { UserError } from "./core.js";
import { costMatrix } from "./learn.js";

// src/actions/given-decision.ts
/** Whether probabilities have to be looked at before they are answers. Throws UserError for what has no meaning here. */
function needsDecision({ project }, target) {
	const { threshold, calibrate: method, costs } = project.config.train;
	const key = ["threshold", "costs"].find((each) => project.config.train[each] !== void 0);
	if (target.task === "regression" && (key !== void 0 || method !== void 0)) throw new UserError(`Cannot use train.${key ?? "calibrate"}: the target is numbers`, {
		...project.place(["train", key ?? "calibrate"]),
		hint: "Remove it, or set train.task: classification"
	});
	if (key !== void 0 && target.classes.length !== 2) throw new UserError(`Cannot use train.${key}: it is for two classes, and the target has ${target.classes.length}`, {
		...project.place(["train", key]),
		hint: "Remove it"
	});
	if (key !== void 0 && target.positive === void 0) throw new UserError(`Cannot use train.${key}: which class is positive is not known`, {
		...project.place(["train", key]),
		hint: `Set data.positive to ${target.classes.map((each) => `"${each}"`).join(" or ")}`
	});
	return method !== void 0 || costs !== void 0 || threshold !== void 0 && !("value" in threshold);
}
/** The decision that needs no rows: a threshold that is given, and costs. */
function givenDecision({ project }, target) {
	const { threshold, costs } = project.config.train;
	const value = threshold !== void 0 && "value" in threshold ? threshold.value : void 0;
	return {
		notes: [],
		warnings: [],
		...value !== void 0 && { threshold: value },
		...costs && target.positive !== void 0 && { costs: costMatrix(costs, target.positive) }
	};
}

export { givenDecision, needsDecision };