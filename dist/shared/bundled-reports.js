import { chooseBundles, counted, formatBytes } from "./core.js";
import { divideBundles } from "./divide-bundles2.js";
import { openArtifact } from "./open-artifact.js";
import { readBundles, warning } from "./read-bundles.js";
import { isJudgedOnce } from "./commenting.js";

// src/actions/bundled-reports.ts
/** What is taken of a run that anyone may have started. Bytes, but for the counts. */
const most = {
	bundles: 50,
	/** Of all archives together, and of what is in one when it is unpacked. */
	archives: 256 << 20,
	/** Of what all of them unpack to. */
	unpacked: 512 << 20,
	report: 8 << 20,
	reports: 16 << 20
};
/**
* The reports that a run's bundles hold of a project, as data: each is parsed with bounds on all of its sizes, and
* nothing else of a bundle is kept, nor written. What is damaged, too large, or of another model or run is left out and
* said so. Throws ServiceError where GitHub does not answer.
*/
async function readBundledReports(context, { runs, run, project }) {
	const newest = chooseBundles(await runs.artifacts(run), { project });
	const chosen = newest.filter(({ isExpired }) => !isExpired);
	const refusal = chosen.length === 0 && newest.length > 0 ? warning("what it saved has expired") : refuseTooMuch(chosen);
	if (refusal !== void 0) return {
		results: [],
		notes: [refusal]
	};
	const { bundles, notes } = await readBundles(chosen, {
		open: (artifact) => openArtifact(context, runs, {
			artifact,
			mostBytes: most.archives
		}),
		run: String(run),
		project,
		history: "own",
		budget: {
			report: most.report,
			reports: most.reports,
			unpacked: most.unpacked
		}
	});
	const results = divideBundles(bundles.map(({ index: { job, leg }, ...rest }) => ({
		job,
		leg,
		...rest
	}))).filter(({ reports }) => reports.length > 0);
	return {
		results,
		entry: isJudgedOnce(results) ? lastEntry(bundles) : void 0,
		notes
	};
}
/** That of the last attempt: what a job carries that was not run again may be of an earlier one. */
function lastEntry(bundles) {
	return bundles.flatMap(({ history }) => history?.current ?? []).toSorted((a, b) => a.attempt - b.attempt).at(-1);
}
function refuseTooMuch(chosen) {
	const { bundles, archives } = most;
	if (chosen.length > bundles) return warning(`it saved ${counted(chosen.length, "bundle")}, at most ${bundles} are read`);
	const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
	if (bytes <= archives) return void 0;
	return warning(`it saved ${formatBytes(bytes)}, at most ${formatBytes(archives)} are read`, "Let the action save keep the reports alone: set its input \"reports-only\" to true on pull requests");
}

export { readBundledReports };