import { findLostJobs } from "./lost-jobs.js";
import { ServiceError } from "./core.js";

// src/actions/read-lost-jobs.ts
/**
* The jobs of this run's attempt that did not succeed and saved nothing, by GitHub's word. Where it cannot be asked there
* are none, and that is said: it takes the permission `actions: read`.
*/
async function readLostJobs({ github, environment, log }, saved) {
	const { runId, runAttempt: attempt = 1 } = environment;
	if (!github.isAvailable || runId === void 0) return [];
	try {
		const runs = await github.runs();
		const jobs = await runs.jobs(Number(runId));
		const lost = findLostJobs(jobs, saved, { attempt });
		if (lost.length === 0 || attempt === 1) return lost;
		const { started: since } = await runs.get(Number(runId));
		return findLostJobs(lost, saved, {
			attempt,
			since
		});
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		log.info(`${error.message}; jobs that failed and saved nothing are not named`);
		if (error.hint !== void 0) log.info(error.hint);
		return [];
	}
}

export { readLostJobs };