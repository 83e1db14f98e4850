import { collectPast } from "./collect-past.js";
import { addHistory, said } from "./commenting.js";

// src/actions/ended-history.ts
/**
* The report of the run that ended, with the runs of the default branch before it. They are read from that branch's own
* runs, or its branch of histories, and never from what the run left: of that alone the metrics of its own point are
* taken. Nothing is appended, and nothing fails.
*/
async function withBaseHistory(context, report, { run, entry }) {
	const { project, environment } = context;
	const where = project.config.report.history;
	if (entry === void 0 || where === "none") return report;
	const known = await (where === "branch" ? readBranchOf(context) : collectPast(context, { isAlone: true })).catch((error) => said(context, error, []));
	const { job: _, ...metrics } = entry;
	const current = {
		...metrics,
		name: project.name,
		run: String(run.id),
		attempt: run.attempt,
		commit: run.headSha,
		time: run.created,
		verdict: report.verdict
	};
	return addHistory(report, {
		current,
		known
	}, environment);
}
async function readBranchOf(context) {
	const { readBranch } = await import("./history-branch.js");
	const { name } = context.project;
	return (await readBranch(context, [name])).get(name) ?? [];
}

export { withBaseHistory };