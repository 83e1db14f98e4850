import { UserError } from "./core.js";

// src/imports/parse-json.ts
/** JSON as Python writes it: NaN and infinities, which JSON has not, are null. Throws UserError with the line. */
function parseJson(text, file) {
	try {
		return JSON.parse(text.replace(/(?:\bNaN|-?\bInfinity)\b(?=\s*[,}\]])/g, "null"));
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			...placeOf(text, cause),
			cause
		});
	}
}
function placeOf(text, cause) {
	const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
	return position === void 0 ? {} : { line: text.slice(0, Number(position)).split("\n").length };
}

export { parseJson };