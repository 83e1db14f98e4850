import { chooseBundles } from "./core.js";
import { readBundles, warning } from "./read-bundles.js";

// src/actions/read-saved-reports.ts
/** Bundles of one run that are read at most. */
const mostBundles = 300;
/** Bytes of one report and of all; what else is in them may be as much as bundles hold. */
const budget = {
	report: 32 << 20,
	reports: 256 << 20,
	unpacked: Number.POSITIVE_INFINITY
};
/**
* The reports in everything that the jobs of this run saved, of every project and leg; of a job that was rerun those of
* its last attempt. What cannot be read is left out and noted. Throws ServiceError where artifacts cannot be read.
*/
async function readSavedReports({ artifacts, environment }) {
	const newest = chooseBundles(await artifacts.find("mlops-"), { project: void 0 });
	const { bundles, notes } = await readBundles(newest.slice(-300), {
		open: ({ id }) => artifacts.download(id),
		run: environment.runId,
		project: void 0,
		history: "all",
		budget: { ...budget }
	});
	if (newest.length > mostBundles) notes.unshift(warning(`The run saved ${newest.length} bundles, the last ${mostBundles} are read`));
	return {
		saved: bundles.map(({ index, ...rest }) => {
			const { name, leg, job, attempt = 1, check_run_id: checkRun } = index;
			return {
				name,
				leg,
				job,
				attempt,
				checkRun,
				...rest
			};
		}),
		notes
	};
}

export { readSavedReports };