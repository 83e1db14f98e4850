import { ServiceError, choice, defineAction, dryRunInput, flag, projectInputs, readReports, runOf, tokenInput } from "./core.js";
import { int, object, string } from "./vendor-zod.js";
import { combineReports } from "./combine-reports.js";
import { renderMarkdown } from "./markdown.js";

// src/comment/find-subject.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const repository = object({
	full_name: string(),
	owner: object({ login: string() }).optional()
}).nullish();
const payload = object({
	pull_request: object({
		number: int(),
		head: object({
			sha,
			repo: repository
		})
	}).optional().catch(void 0),
	issue: object({
		number: int(),
		pull_request: object({})
	}).optional().catch(void 0),
	merge_group: object({ head_ref: string() }).optional().catch(void 0),
	workflow_run: object({
		id: int(),
		head_sha: sha,
		head_branch: string().nullish(),
		head_repository: repository
	}).optional().catch(void 0),
	ref: string().optional().catch(void 0),
	after: sha.optional().catch(void 0)
});
/**
* Reads from a webhook payload which pull request a run is for. The payload may be stale and its text hostile:
* only numbers, commits and branch names are taken, and what they mean now is for the API to say. A merge queue
* tests a commit of its own, and a comment's event names none: there `sha` is undefined.
*/
function findSubject(run) {
	const { data: event } = payload.safeParse(run.event);
	const isFork = (name) => name !== void 0 && name !== run.repository;
	if (event?.pull_request) {
		const { number, head } = event.pull_request;
		return {
			kind: "pull",
			number,
			sha: head.sha,
			isFork: head.repo === null || isFork(head.repo?.full_name)
		};
	}
	if (event?.issue) return {
		kind: "pull",
		number: event.issue.number,
		sha: void 0,
		isFork: false
	};
	const queued = /\/pr-(\d{1,9})-[0-9a-f]{40,64}$/.exec(event?.merge_group?.head_ref ?? "");
	if (queued) return {
		kind: "pull",
		number: Number(queued[1]),
		sha: void 0,
		isFork: false
	};
	if (event?.workflow_run) {
		const { head_sha, head_branch, head_repository } = event.workflow_run;
		const owner = head_repository?.owner?.login ?? head_repository?.full_name.split("/")[0];
		return {
			kind: "commit",
			sha: head_sha,
			branch: owner && head_branch ? `${owner}:${head_branch}` : void 0,
			isFork: isFork(head_repository?.full_name)
		};
	}
	const pushed = /^refs\/heads\/(.+)$/.exec(event?.ref ?? "")?.[1];
	const commit = event?.after ?? run.sha;
	if (pushed === void 0 || commit === void 0 || /^0+$/.test(commit)) return { kind: "none" };
	const owner = run.repository?.split("/")[0];
	return {
		kind: "commit",
		sha: commit,
		branch: owner && `${owner}:${pushed}`,
		isFork: false
	};
}
/** The run whose end started this one, where the event is `workflow_run`. */
function triggeringRun(event) {
	const id = payload.safeParse(event).data?.workflow_run?.id;
	return id === void 0 ? void 0 : String(id);
}

// src/comment/report-run.ts
/** Actions that carry others' results; they are worth a word only when they fail. */
const carriers = /* @__PURE__ */ new Set(["save", "restore"]);
/**
* One report for the run from what its actions left: those that started and were never heard of again are named,
* and where nothing ran at all the report says so and what to do.
*/
function reportRun(stored, title) {
	const steps = stored.filter(({ action }) => action !== "pr-comment" && action !== "run");
	const reports = (steps.length > 0 ? steps : stored.filter(({ action }) => action === "run")).map((each) => each.state === "finished" && each.report ? each.report : unfinished(each, title)).filter(({ action, verdict }) => !carriers.has(action) || verdict === "fail" || verdict === "refused");
	return reports.length === 0 ? nothingRan(title) : combineReports(reports, title);
}
function unfinished({ action, started }, title) {
	const message = `${action} started at ${started.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")} and did not finish: it was cancelled, or it failed before it could say why`;
	return {
		schema: "mlops/report@1",
		action,
		title,
		verdict: "refused",
		headline: `${action} did not finish`,
		facts: [],
		sections: [{
			title: "Did not finish",
			rank: 0,
			findings: [{
				severity: "error",
				message,
				hint: "The log of its step says more"
			}]
		}]
	};
}
function nothingRan(title) {
	return {
		schema: "mlops/report@1",
		action: "run",
		title,
		verdict: "refused",
		headline: "nothing ran",
		facts: [],
		sections: [{
			title: "Nothing to report",
			rank: 0,
			text: ["No action of this run left a report: the job stopped before validate-data, train or quality-gate started.", "If they ran in another job, that job needs the action save at its end, and this one restore before pr-comment. If they ran in this job, they need the same \"config\" and \"working-directory\"."]
		}]
	};
}

// src/comment/marker.ts
/** The hidden line by which a comment is found again; no two runs have the same. */
function renderMarker({ name, sha, run, attempt }) {
	return `${markerStart(name)}sha=${encode(sha)} run=${encode(run)} attempt=${attempt} -->`;
}
/** How the marker of every comment about a project starts. */
function markerStart(name) {
	return `<!-- mlops-actions:${encode(name)} `;
}
/** Reads the marker that a comment starts with; one further down is a quotation. */
function parseMarker(body, name) {
	if (!body.startsWith(markerStart(name))) return void 0;
	const [, sha, run, attempt] = /^sha=(\S{1,1000}) run=(\S{1,1000}) attempt=(\d{1,9}) -->/.exec(body.slice(markerStart(name).length)) ?? [];
	if (sha === void 0 || run === void 0) return void 0;
	return {
		name,
		sha: decode(sha),
		run: decode(run),
		attempt: Number(attempt)
	};
}
/** Text without spaces and without what would end an HTML comment. */
function encode(text) {
	return encodeURIComponent(text).replaceAll("--", "-%2D");
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/comment/plan-comment.ts
/**
* Decides between writing a new comment, changing the last one and leaving it. `comments` are our own, oldest
* first. What a newer run wrote for the same commit stays; what this very run wrote is changed in every mode, so
* that running it twice leaves one comment.
*/
function planComment(mode, marker, body, comments) {
	const ours = comments.flatMap((each) => {
		const found = parseMarker(each.body, marker.name);
		return found ? [{
			...each,
			marker: found
		}] : [];
	});
	if (ours.some((each) => each.marker.sha === marker.sha && isNewer(each.marker, marker))) return {
		action: "skipped",
		why: "a newer run for this commit has commented already"
	};
	const sameRun = ours.findLast((each) => renderMarker(each.marker) === renderMarker(marker));
	const last = mode === "new" ? sameRun : sameRun ?? ours.at(-1);
	if (last && last.marker.sha === marker.sha && withoutRun(last.body) === withoutRun(body)) return {
		action: "unchanged",
		id: last.id,
		url: last.url
	};
	if (last && (mode === "update" || sameRun)) return {
		action: "updated",
		id: last.id
	};
	return {
		action: "created",
		replaces: mode === "recreate" ? ours.map((each) => each.id) : []
	};
}
/** True when `other` is a later attempt of the same run, or of a later run; run numbers grow. */
function isNewer(other, ours) {
	if (other.run === ours.run) return other.attempt > ours.attempt;
	if (!/^\d{1,30}$/.test(other.run) || !/^\d{1,30}$/.test(ours.run)) return false;
	return BigInt(other.run) > BigInt(ours.run);
}
/** A body without its marker and the run in its links, which differ between runs that found the same. */
function withoutRun(body) {
	return body.replaceAll("\r\n", "\n").replace(/^<!--[^\n]*-->\n/, "").replace(/\/actions\/runs\/\d+/g, "/actions/runs").trimEnd();
}

// src/actions/write-comment.ts
/** Bytes of a comment. GitHub's limit is not documented: what it refuses is tried with less. */
const budgets = {
	whole: 6e4,
	smaller: [3e4, 1e4]
};
/** Plans the comment, and carries the plan out unless the run is dry. A body that is too long is made shorter. */
async function writeComment(services, project, report, pull, options) {
	const { github, environment, log } = services;
	const marker = {
		name: project.name,
		sha: pull.headSha,
		run: environment.runId ?? "local",
		attempt: environment.runAttempt ?? 1
	};
	const comments = await ownComments(github, pull.number, project.name);
	const attempt = async (budget) => {
		const body = renderBody(report, marker, runUrl(environment), budget);
		const plan = planComment(options.mode, marker, body, comments);
		if (plan.action === "skipped") return skipped(`no comment: ${plan.why}`);
		if (options.isDryRun) return {
			...skipped(`would be ${plan.action}: the comment on #${pull.number}`),
			preview: body
		};
		const comment = await carryOut(github, pull.number, plan, body, renderMarker(marker));
		return {
			verdict: "pass",
			action: plan.action,
			headline: `comment on #${pull.number} ${plan.action}`,
			comment
		};
	};
	let outcome = attempt(budgets.whole);
	for (const budget of budgets.smaller) outcome = outcome.catch((error) => {
		if (!(error instanceof ServiceError && error.status === 422)) throw error;
		log.debug(`${error.message}; trying a shorter comment`);
		return attempt(budget);
	});
	return outcome;
}
/** The outcome of a run that leaves the comments as they are. */
function skipped(headline) {
	return {
		verdict: "skipped",
		action: "skipped",
		headline
	};
}
async function carryOut(github, issue, plan, body, key) {
	if (plan.action === "unchanged") return plan;
	if (plan.action === "updated") try {
		return await github.updateComment(plan.id, body);
	} catch (error) {
		if (!(error instanceof ServiceError && error.status === 404)) throw error;
		return github.createComment(issue, body, key);
	}
	const made = await github.createComment(issue, body, key);
	for (const id of plan.replaces) await github.deleteComment(id);
	return made;
}
/** Comments with our marker that a person cannot have written: by a bot, or by the token's own user. */
async function ownComments(github, issue, name) {
	const marked = await github.findComments(issue, markerStart(name));
	if (marked.every((each) => each.isByBot)) return marked;
	const login = await github.login();
	return marked.filter((each) => each.isByBot || each.author === login);
}
/** The report with the commit that it is about. */
function renderBody(report, marker, link, budget) {
	const commit = {
		label: "",
		value: `commit ${marker.sha.slice(0, 7)}`
	};
	const dated = {
		...report,
		facts: [...report.facts, commit]
	};
	return renderMarkdown(dated, {
		budget,
		link,
		marker: renderMarker(marker)
	});
}
/** Address of the run on GitHub, where there is one. */
function runUrl({ serverUrl, repository, runId }) {
	return repository && runId ? `${serverUrl}/${repository}/actions/runs/${encodeURIComponent(runId)}` : void 0;
}

// src/actions/pr-comment.ts
/** Below GitHub's 1 MiB a step. */
const summaryBudget = 9e5;
const inputs = {
	...projectInputs,
	...tokenInput,
	...dryRunInput,
	mode: choice("Change the last comment, replace it by a new one, or add one each time", [
		"update",
		"recreate",
		"new"
	]).default("update"),
	summary: flag("Show the report in the job summary too").default("true")
};
const outputs = {
	"comment-id": "Id of the comment",
	"comment-url": "Address of the comment",
	action: "What became of the comment: created, updated, unchanged or skipped"
};
/** Comments what this run's actions found on its pull request, in one comment that is kept up to date. */
const prComment = defineAction({
	name: "pr-comment",
	description: "Comments the run's reports on the pull request, in one comment that is kept up to date",
	inputs,
	outputs,
	toleratesBadConfig: true,
	async run(context) {
		const report = reportRun(await readRun(context), context.project.name);
		const done = await commentOn(context, report).catch(refusedBy);
		context.log.info(`${context.project.name}: ${done.headline}`);
		return resultOf(context, report, done);
	}
});
/** The reports of this run, or of the run whose end started this one. */
async function readRun({ files, project, environment }) {
	const { reports } = project.folders;
	const own = await readReports(files, reports, runOf(environment));
	const trigger = triggeringRun(environment.event);
	return trigger === void 0 ? own : [...await readReports(files, reports, { id: trigger }), ...own];
}
async function commentOn(context, report) {
	const { github, environment, project, inputs } = context;
	if (!project.config.report.comment) return skipped("no comment: report.comment is false");
	if (!github.isAvailable) return skipped("no comment: there is no token or no repository");
	const subject = findSubject(environment);
	if (subject.kind === "none") return skipped("no comment: the run is for no pull request");
	try {
		const pull = await findPull(github, subject);
		if (pull === void 0) return skipped("no comment: no open pull request has this commit as its head");
		if (subject.sha !== void 0 && pull.headSha !== subject.sha) return skipped(`no comment: #${pull.number} is at ${pull.headSha.slice(0, 7)} by now, this run is for ${subject.sha.slice(0, 7)}`);
		return await writeComment(context, project, report, pull, {
			mode: inputs.mode,
			isDryRun: inputs["dry-run"]
		});
	} catch (error) {
		if (error instanceof ServiceError && error.status === 403 && isReadOnly(subject, environment)) return readOnly(error);
		throw error;
	}
}
async function findPull(github, subject) {
	if (subject.kind === "pull") return github.pullRequest(subject.number);
	return (await github.pullRequestsOfCommit(subject.sha, subject.branch))[0];
}
/** True where GitHub gives a read-only token whatever the workflow asks for: forks and Dependabot. */
function isReadOnly(subject, { event }) {
	const sender = event?.sender?.login;
	return subject.kind !== "none" && subject.isFork || sender === "dependabot[bot]";
}
function readOnly(error) {
	const message = "No comment: GitHub gives runs for forks and for Dependabot a read-only token; the report is in the job summary";
	const hint = "To comment on such pull requests, run pr-comment in a second workflow that starts on \"workflow_run\": there the token can write. Never check out their code in it, nor in \"pull_request_target\"";
	return {
		...skipped("no comment: the token is read-only"),
		findings: [{
			severity: "info",
			rule: `github-${error.status}`,
			message,
			hint
		}]
	};
}
/** A failed call ends in a verdict and not in an exception, so that the job summary is written all the same. */
function refusedBy(error) {
	if (!(error instanceof ServiceError)) throw error;
	const rerun = error.rerun ? "A rerun may help" : "A rerun does not help";
	const hint = error.hint === void 0 ? rerun : `${error.hint}\n${rerun}`;
	return {
		verdict: "refused",
		action: "skipped",
		headline: "the comment could not be written",
		findings: [{
			severity: "error",
			rule: "github",
			message: error.message,
			hint
		}]
	};
}
function resultOf(context, run, done) {
	const { project, inputs, environment } = context;
	const { verdict, headline, action, comment, findings, preview } = done;
	const report = {
		schema: "mlops/report@1",
		action: "pr-comment",
		title: project.name,
		verdict,
		headline,
		facts: comment ? [{
			label: "Comment",
			value: comment.url
		}] : [],
		sections: [...findings ? [{
			title: "Comment",
			rank: 1,
			findings
		}] : [], ...preview === void 0 ? [] : [{
			title: "The comment as it would be",
			rank: 2,
			text: preview.split("\n\n")
		}]]
	};
	const notes = findings ? `${renderMarkdown(report, { budget: 1e4 })}\n\n` : "";
	return {
		verdict,
		report,
		summary: inputs.summary || findings !== void 0 ? notes + renderMarkdown(run, {
			budget: summaryBudget,
			link: runUrl(environment)
		}) : "",
		outputs: {
			"comment-id": comment?.id,
			"comment-url": comment?.url,
			action
		}
	};
}

export { prComment };