import { UserError } from "./core.js";
import { accept, trainSection } from "./config.js";
import { parseYaml } from "./config2.js";

// src/config/parse-params.ts
/** Parses the input `params`, the YAML of `train.params`. What is wrong with it has no place in a file. */
function parseParams(text) {
	const accepted = accept(trainSection.shape.params, readYaml(text));
	if (accepted !== void 0) return accepted.data;
	throw new UserError("Cannot use input \"params\": expected YAML keys and values such as \"n_estimators: 100\"");
}
function readYaml(text) {
	try {
		return parseYaml(text, "params").value;
	} catch (cause) {
		if (!(cause instanceof UserError)) throw cause;
		const message = cause.message.replace("Cannot read \"params\"", "Cannot use input \"params\"");
		throw new UserError(message, {
			hint: cause.hint,
			cause
		});
	}
}

export { parseParams };