import { isRecord } from "./config.js";
import { shortDigest } from "./bundle.js";

// src/bundle/leg.ts
/** Characters of a leg at most. */
const longest = 200;
/**
* What tells apart the jobs that save: what is given or, where that is the job's matrix as JSON, the job's id and the
* values of the matrix. Undefined where nothing is known.
*/
function legOf(given, job) {
	const text = given?.trim() ?? "";
	const matrix = parseMatrix(text);
	if (matrix === void 0) return cut(text) || job;
	return cut([job, ...Object.values(matrix).map((each) => isRecord(each) ? JSON.stringify(each) : String(each))].filter((each) => each !== void 0 && each !== "").join(" ")) || job;
}
/** What is too long keeps a digest of the whole, so that legs that start alike are not one. */
function cut(text) {
	return text.length <= longest ? text : `${text.slice(0, 191)} ${shortDigest(text)}`;
}
/** What the matrix says, where a leg is the job's id and that. */
function legName(leg, job) {
	return job !== void 0 && leg.startsWith(`${job} `) ? leg.slice(job.length + 1) : leg;
}
/** Without a matrix GitHub writes `null`. */
function parseMatrix(text) {
	if (text === "null") return {};
	if (!text.startsWith("{")) return void 0;
	try {
		const value = JSON.parse(text);
		return isRecord(value) ? value : void 0;
	} catch {
		return;
	}
}

export { legName, legOf };