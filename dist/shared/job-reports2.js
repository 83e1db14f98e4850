import { bundleLimits, isReport, parseIndex } from "./bundle.js";
import { bundleName, chooseBundles, readReports, runOf } from "./core.js";
import { refuseLinks } from "./actions.js";

// src/actions/job-reports.ts
/**
* Keeps the reports of a bundle that was unpacked in `from` below a project's folder `root`, apart from those of other jobs:
* its `reports/` has one of each action, and there one job's would hide another's.
*/
async function keepJobReports(files, root, { from, index }) {
	const folder = `jobs/${bundleName(index.name, index.leg, index.attempt ?? 1)}`;
	const reports = index.entries.map(({ path }) => path).filter(isReport);
	if (reports.length === 0) return;
	await refuseLinks(files, root, ["index.json", ...reports].map((path) => `${folder}/${path}`));
	await files.remove(`${root}/${folder}`);
	for (const path of reports) await files.write(`${root}/${folder}/${path}`, await files.readBytes(`${from}/${path}`));
	await files.write(`${root}/${folder}/index.json`, JSON.stringify(index));
}
/** What was kept of this run's jobs, the last attempt of each. Throws UserError where it cannot be read. */
async function readJobs({ files, project, environment }) {
	const root = `${project.folders.root}/jobs`;
	const jobs = [];
	for (const { name } of chooseBundles(await files.list(root), { project: project.name })) {
		const path = `${root}/${name}/index.json`;
		const index = parseIndex(await files.read(path), bundleLimits, `Cannot read "${path}"`);
		if (index.run !== environment.runId) continue;
		const reports = await readReports(files, `${root}/${name}/reports`, runOf(environment));
		jobs.push({
			job: index.job,
			leg: index.leg,
			reports
		});
	}
	return jobs;
}

export { keepJobReports, readJobs };