import { ServiceError, UserError } from "./core.js";

// src/actions/find-base-bundle.ts
/** By the project's folders, which its sets have, too. */
const found = /* @__PURE__ */ new WeakMap();
/**
* What this run is compared with, looked for once: on GitHub the bundle of an earlier run, in a terminal what was saved of
* the base's commit. It never fails: what goes wrong is why there is none.
*/
function findBaseBundle(context, wanted = {}) {
	const known = found.get(context.project.folders) ?? /* @__PURE__ */ new Map();
	found.set(context.project.folders, known);
	const key = JSON.stringify(wanted);
	const base = known.get(key) ?? lookForBase(context, wanted);
	known.set(key, base);
	return base;
}
async function lookForBase(context, wanted) {
	const { environment, log, signal } = context;
	const progress = log.progress("Looking for an earlier run to compare with");
	try {
		const base = environment.kind === "github" || wanted.kind !== void 0 ? await (await import("./base-in-runs.js")).findInRuns(context, wanted) : await (await import("./base-at-hand.js")).findSaved(context);
		progress.end(base.base?.shown ?? `none: ${base.why}`);
		return base;
	} catch (error) {
		signal.throwIfAborted();
		progress.end("failed");
		if (!(error instanceof ServiceError || error instanceof UserError)) throw error;
		log.info(error.message);
		if (error.hint !== void 0) log.info(error.hint);
		return {
			why: error.message,
			hint: error.hint
		};
	}
}

export { findBaseBundle };