import { ServiceError, UserError, choice, defineAction, dryRunInput, failsStep, isSameRepository, projectInputs, tokenInput, within, workflowFile } from "./core.js";
import { latestOf } from "./message-id.js";
import { makeNotice } from "./notify.js";
import { notifySection } from "./config.js";
import { findSubject, hasReadOnlyToken, hasWorked, readRunResults, runUrl } from "./commenting.js";
import { int, object, string } from "./vendor-zod.js";

// src/notify/occasion.ts
/** Conclusions of a run that say whether it is well; a cancelled or skipped run says nothing. */
const decisive = {
	success: "success",
	failure: "failure",
	timed_out: "failure",
	startup_failure: "failure"
};
/** What came of a run by its report and by what GitHub says of it: of the job so far, or of a run that ended. */
function outcomeOf(report, status) {
	const conclusion = readConclusion(status);
	if (status !== void 0 && conclusion === void 0) return "undecided";
	if (conclusion === "failure" || failsStep(report)) return "failure";
	return report.verdict === "pass" ? "success" : "undecided";
}
/** Whether a target is told. */
function isWanted(on, outcome, isFixed) {
	return on.includes("always") || on.includes(outcome) || isFixed && on.includes("fixed");
}
/** Whether it has to be known if the run fixed something. */
function asksForEarlier(on, outcome) {
	return outcome === "success" && on.includes("fixed");
}
/** What a conclusion says; undefined where it says nothing. */
function readConclusion(conclusion) {
	return conclusion !== void 0 && Object.hasOwn(decisive, conclusion) ? decisive[conclusion] : void 0;
}
/**
* Whether the last run before this one that says something failed. Counted are runs on the same branch of this
* repository: for a pull request those of pull requests, else those that none started. `earlier` are newest first.
*/
function hasFailedBefore(run, earlier, repository) {
	return readConclusion(earlier.find((each) => each.id < (run.id ?? 0) && each.headBranch === run.branch && isSameRepository(each.headRepository, repository) && each.event.startsWith("pull_request") === run.event?.startsWith("pull_request") && readConclusion(each.conclusion) !== void 0)?.conclusion) === "failure";
}

// src/actions/has-fixed.ts
/**
* Whether what passes now failed before: the attempt before this one, else the run before this one of the same workflow
* on the same branch. False where nobody can say. Throws ServiceError where GitHub does not answer.
*/
async function hasFixed({ github, environment }, run) {
	const { id, attempt, workflow, branch } = run;
	if (!github.isAvailable || id === void 0 || workflow === void 0 || branch === void 0) return false;
	const runs = await github.runs();
	const before = attempt > 1 ? readConclusion((await runs.get(id, attempt - 1)).conclusion) : void 0;
	if (before !== void 0) return before === "failure";
	return hasFailedBefore(run, await runs.ended(branch, workflow), environment.repository);
}

// src/actions/notify-finding.ts
/** An error that somebody can mend, or GitHub or the network; a bug of ours is thrown on. */
function findingOf(error, start, severity = "warning") {
	if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
	const rerun = error instanceof ServiceError && error.rerun ? "A rerun may help" : void 0;
	const hint = [error.hint, rerun].filter((each) => each !== void 0).join("\n");
	return {
		severity,
		rule: "notify",
		message: start + error.message,
		...hint !== "" && { hint }
	};
}

// src/actions/notify-targets.ts
/**
* Who is to be told. Where another part of the configuration is wrong, `notify` alone is read: a mistake in a rule must
* not silence what tells of it. `problem` says why nobody is known.
*/
async function readTargets({ project, inputs, files }) {
	const { problem } = project;
	if (problem === void 0) return { targets: project.config.notify };
	const file = within(inputs["working-directory"], inputs.config);
	const [{ parseYaml }, { schemaOf }] = await Promise.all([import("./config2.js"), import("./schema-of2.js")]);
	try {
		const { value } = parseYaml(await files.read(file), file);
		const { data } = schemaOf(notifySection).safeParse(value?.notify ?? []);
		if (data) return { targets: data };
	} catch {}
	return {
		targets: [],
		problem
	};
}

// src/notify/notified-run.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const branch = string().min(1).max(255);
const payload = object({
	workflow_run: object({
		id: int(),
		run_attempt: int().min(1).optional(),
		path: string().max(1e3).optional(),
		event: string().max(100),
		head_branch: branch.nullish(),
		head_sha: sha,
		conclusion: string().max(100).nullish()
	}).optional().catch(void 0),
	pull_request: object({ head: object({
		sha,
		ref: branch
	}) }).optional().catch(void 0)
});
/** Reads it from what the runner says and from the event, of which numbers, commits and branches alone are taken. */
function findNotifiedRun(run) {
	const { data: event } = payload.safeParse(run.event);
	const ended = run.eventName === "workflow_run" ? event?.workflow_run : void 0;
	if (ended) return {
		id: ended.id,
		attempt: ended.run_attempt ?? 1,
		workflow: workflowFile(ended.path ?? ""),
		branch: ended.head_branch ?? void 0,
		commit: ended.head_sha,
		event: ended.event,
		isOfPullRequest: isPullRequestEvent(ended.event),
		conclusion: ended.conclusion ?? "unknown",
		isReadOnly: false
	};
	const head = event?.pull_request?.head;
	const id = Number(run.runId);
	const subject = findSubject(run);
	return {
		id: Number.isSafeInteger(id) && id > 0 ? id : void 0,
		attempt: run.runAttempt ?? 1,
		workflow: workflowFile(run.workflowRef ?? ""),
		branch: head?.ref ?? /^refs\/heads\/(.{1,255})$/.exec(run.ref ?? "")?.[1],
		commit: head?.sha ?? run.sha,
		event: run.eventName,
		isOfPullRequest: head !== void 0 || (run.eventName === "issue_comment" ? subject.kind === "pull" : isPullRequestEvent(run.eventName)),
		conclusion: void 0,
		isReadOnly: hasReadOnlyToken(subject, run)
	};
}
function isPullRequestEvent(name) {
	return name !== void 0 && /^(pull_request|merge_group$|issue_comment$)/.test(name);
}

// src/actions/read-notified.ts
/** Reads what became of the run, from its reports and from how it or its job ended. */
async function readNotified(context) {
	const { project, inputs } = context;
	const { run, results, notes, isUnread } = await readRun(context);
	const stored = results.flatMap(({ reports }) => reports);
	const ending = run.conclusion ?? inputs.status;
	const { reportJobs } = await import("./collect-models.js");
	const report = withJob(isUnread ? unreadReport(project.name) : reportJobs(results, project.name), ending);
	return {
		run,
		report,
		outcome: isUnread && readConclusion(ending) === "success" ? "success" : outcomeOf(report, ending),
		stored,
		notes
	};
}
/**
* The reports of this run, or where it has done nothing but telling, of the run whose end started it. What stands in the
* way of reading them is a note: people are told all the same.
*/
async function readRun(context) {
	const { environment, inputs, signal } = context;
	const started = findNotifiedRun(environment);
	const own = findNotifiedRun({
		...environment,
		event: void 0
	});
	try {
		const results = (await readRunResults(context)).map(withoutNotify);
		if (started.conclusion === void 0 || results.some(({ reports }) => hasWorked(reports)) || readConclusion(inputs.status) === "failure") return {
			run: started.conclusion === void 0 ? started : own,
			results,
			notes: []
		};
		return {
			run: started,
			...await readEnded(context, started)
		};
	} catch (error) {
		signal.throwIfAborted();
		return {
			run: started,
			results: [],
			notes: [findingOf(error, "What the run's actions found could not be read: ")],
			isUnread: true
		};
	}
}
async function readEnded(context, { id }) {
	const { github, project } = context;
	if (id === void 0) return {
		results: [],
		notes: []
	};
	const { readBundledReports } = await import("./bundled-reports.js");
	const { results, notes } = await readBundledReports(context, {
		runs: await github.runs(),
		run: id,
		project: project.name
	});
	return {
		results: results.map(withoutNotify),
		notes
	};
}
function withoutNotify(result) {
	return {
		...result,
		reports: result.reports.filter(({ action }) => action !== "notify")
	};
}
/** Of a run of which nobody knows more than how it ended. */
function unreadReport(title) {
	return {
		schema: "mlops/report@1",
		action: "run",
		title,
		verdict: "skipped",
		headline: "its reports could not be read",
		facts: [],
		sections: []
	};
}
/** A failure of the job that no report tells of. */
function withJob(report, status) {
	if (readConclusion(status) !== "failure" || failsStep(report)) return report;
	return {
		...report,
		verdict: "fail",
		headline: "a step of the job failed that leaves no report"
	};
}

// src/actions/notify.ts
const inputs = {
	...projectInputs,
	...tokenInput,
	...dryRunInput,
	status: choice("What the job came to so far: a step that leaves no report may have failed", [
		"success",
		"failure",
		"cancelled"
	]).expression("${{ job.status }}")
};
const outputs = {
	occasion: "What the run is to those who are told: failure, fixed, success or undecided",
	sent: "Targets that were told (list)",
	failed: "Targets that could not be told (list)",
	"issue-number": "Number of the issue",
	"issue-url": "Address of the issue"
};
/** Tells those whom `notify` names what became of the run. */
const notify = defineAction({
	name: "notify",
	description: "Tells Slack, a webhook, an issue or the commit when a run fails and when it is fixed",
	inputs,
	outputs,
	toleratesBadConfig: true,
	async run(context) {
		const { project, environment, clock, log } = context;
		const { run, report, outcome, stored, notes } = await readNotified(context);
		const { targets, problem } = await readTargets(context);
		const findings = [...notes, ...problem ? [findingOf(problem, "Nobody is told: ")] : []];
		const isFixed = targets.some((target) => isFor(target, run) && asksForEarlier(target.on, outcome)) && await hasFixed(context, run).catch((error) => {
			findings.push(findingOf(error, "Whether this run fixed something is not known: "));
			return false;
		});
		const about = {
			report,
			run,
			repository: environment.repository,
			status: isFixed ? "fixed" : outcome,
			url: runUrl({
				...environment,
				runId: run.id === void 0 ? void 0 : String(run.id)
			})
		};
		const when = latestOf(stored) ?? new Date(clock.now()).toISOString();
		const done = [];
		for (const [index, target] of targets.entries()) {
			const delivered = await deliver({
				context,
				target,
				index,
				outcome,
				stored,
				when
			}, makeNotice(about, target)).catch((error) => ({
				state: "failed",
				what: "failed",
				finding: findingOf(error, "", target.required ? "error" : "warning")
			}));
			context.signal.throwIfAborted();
			log.info(`${project.name}: ${nameOf(target)}: ${delivered.what}`);
			done.push({
				target,
				...delivered
			});
		}
		return resultOf(context, about.status, done, findings);
	}
});
function isFor(target, run) {
	return !run.isOfPullRequest || target.pull_requests;
}
async function deliver(delivery, notice) {
	const { target, outcome } = delivery;
	const skip = (what) => ({
		state: "skipped",
		what
	});
	if (!isFor(target, notice.run)) return skip("not told of runs for pull requests");
	if (notice.run.isReadOnly) return skip("runs for forks and for Dependabot have no secrets, and a token that can only read");
	if (target.to === "issue") return (await import("./notify-issue.js")).notifyIssue(delivery, notice);
	if (!isWanted(target.on, outcome, notice.status === "fixed")) return skip(`not told of ${notice.status === "undecided" ? "what is not decided" : notice.status}`);
	if (target.to === "commit") return (await import("./notify-commit.js")).notifyCommit(delivery, notice);
	return (await import("./post-notice.js")).postNotice(delivery, notice);
}
/** What a target is called: `slack (SLACK_WEBHOOK)`. */
function nameOf({ to, webhook }) {
	return webhook === void 0 ? to : `${to} (${webhook})`;
}
function resultOf({ project, inputs }, occasion, done, notes) {
	const of = (state) => done.filter((each) => each.state === state).map(({ target }) => nameOf(target));
	const [sent, planned, lost] = [
		of("sent"),
		of("planned"),
		of("failed")
	];
	const findings = [...notes, ...done.flatMap(({ finding }) => finding ?? [])];
	const verdict = done.some(({ state, target }) => state === "failed" && target.required) ? "refused" : lost.length > 0 ? "inconclusive" : sent.length > 0 ? "pass" : "skipped";
	const issue = done.find((each) => each.issue)?.issue;
	return {
		verdict,
		report: {
			schema: "mlops/report@1",
			action: "notify",
			title: project.name,
			verdict,
			headline: headlineOf(done.length, {
				sent,
				planned,
				lost
			}),
			facts: issue ? [{
				label: "Issue",
				value: issue.url
			}] : [],
			sections: [{
				title: "Notifications",
				rank: 1,
				findings,
				...done.length > 0 && { tables: [tableOf(done)] }
			}, ...done.flatMap(({ target, preview }, index) => preview ? [{
				title: `The message to ${nameOf(target)}`,
				rank: 2 + index,
				log: preview
			}] : [])]
		},
		...findings.length === 0 && !inputs["dry-run"] && { summary: "" },
		outputs: {
			occasion,
			sent,
			failed: lost,
			"issue-number": issue?.number,
			"issue-url": issue?.url
		}
	};
}
function headlineOf(total, { sent, planned, lost }) {
	if (total === 0) return "nobody is told: notify of mlops.yml names no target";
	const parts = [
		...sent.length > 0 ? [`told ${sent.join(", ")}`] : [],
		...planned.length > 0 ? [`would tell ${planned.join(", ")}`] : [],
		...lost.length > 0 ? [`could not tell ${lost.join(", ")}`] : []
	];
	return parts.length === 0 ? "there was nobody to tell" : parts.join("; ");
}
function tableOf(done) {
	return {
		columns: [
			{ label: "Target" },
			{ label: "On" },
			{ label: "What became of it" }
		],
		rows: done.map(({ target, what }) => [
			nameOf(target),
			target.on.join(", "),
			what
		])
	};
}

export { notify };