import { ServiceError } from "./core.js";

// src/services/retries.ts
/** The longest that a server may make us wait, in milliseconds. */
const longestWait = 3e4;
/** Retries that share one count, with doubling waits. Only a ServiceError that a rerun may mend is worth one. */
function createRetries(clock, signal, most = 6) {
	let failures = 0;
	return async (cause, waitSeconds = 0) => {
		signal.throwIfAborted();
		if (!(cause instanceof ServiceError) || !cause.rerun || failures === most) throw cause;
		await clock.sleep(Math.min(longestWait, Math.max(waitSeconds * 1e3, 250 * 2 ** failures)), signal);
		failures++;
	};
}

export { createRetries };