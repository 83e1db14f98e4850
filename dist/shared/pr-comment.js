import { ServiceError, UserError, choice, clipText, counted, defineAction, dryRunInput, errorReport, failsStep, findingMessage, flag, formatNumber, list, makeVisible, path, projectInputs, readReports, runOf, tokenInput, within } from "./core.js";
import { findSubject, hasWorked, markerStart, parseMarker, readResult, renderMarker, renderNoted, reportRun, triggeringRun } from "./comment.js";
import { escapeMarkdown, renderMarkdown } from "./markdown.js";
import { entryFile, markerOf, mostHistoryBytes, ownWritings, pastFile, runUrl, skipped, writeComment } from "./actions.js";
import { defaultBranch, isOfDefaultBranch } from "./bundle.js";
import { rankedFindings } from "./report-annotations2.js";
import { isInRepository, toRepositoryPath } from "./repository-path.js";

// src/comment/render-body.ts
/** The report as a comment, with the commit that it is about, in at most `budget` UTF-8 bytes. */
function renderBody(report, marker, { budget, link }) {
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
/** The comment while its run goes on: it says so above the last result, and of which commit that is. */
function renderProgress(marker, { title, budget, link, existing }) {
	const result = existing.map(({ body }) => readResult(body, parseMarker(body, marker.name)?.sha ?? marker.sha)).findLast((each) => each !== void 0);
	const run = link === void 0 ? "" : ` · [run](${link})`;
	const below = result === void 0 ? "" : `\n\nThe last result, of commit ${result.sha.slice(0, 7)}:`;
	const note = `### ⏳ ${escapeMarkdown(title)}: in progress\n\ncommit ${marker.sha.slice(0, 7)} is being checked${run}${below}`;
	const body = renderNoted(renderMarker(marker), note, result);
	if (result === void 0 || Buffer.byteLength(body) <= budget) return body;
	const [verdict = ""] = result.text.split("\n", 1);
	return renderNoted(renderMarker(marker), note, {
		...result,
		text: verdict
	});
}

// src/comment/read-only-token.ts
/**
* True where GitHub gives a read-only token whatever the workflow asks for: to forks and to Dependabot. A run that
* starts when another one ends has the repository's own, and so has one on `pull_request_target` but for Dependabot.
*/
function hasReadOnlyToken(subject, { event, eventName }) {
	if (eventName === "workflow_run") return false;
	if (event?.sender?.login === "dependabot[bot]") return true;
	return eventName !== "pull_request_target" && subject.kind !== "none" && subject.isFork;
}

// src/actions/comment-thread.ts
/** The comments of a pull request; its head as it was just read counts for the first look. */
function pullThread({ github, log }, { number }, known) {
	let justRead = known;
	return {
		name: `#${number}`,
		async head() {
			const head = justRead ?? (await github.pullRequest(number)).headSha;
			justRead = void 0;
			return head;
		},
		own: async (project, since) => ownWritings(github, await github.findComments(number, markerStart(project), since)),
		create: (body) => github.createComment(number, body),
		update: (id, body) => github.updateComment(id, body, { once: true }),
		remove: (id) => github.deleteComment(id),
		async texts({ nodeId }) {
			if (nodeId === void 0) return [];
			try {
				return (await github.commentEdits(nodeId)).flatMap(({ body }) => body ?? []).reverse();
			} catch (error) {
				if (!(error instanceof ServiceError)) throw error;
				log.debug(error.message);
				return [];
			}
		}
	};
}
/** The comments of a commit, which has no head that could move. */
async function commitThread({ github }, sha) {
	const comments = await github.commitComments();
	return {
		name: `commit ${sha.slice(0, 7)}`,
		head: async () => sha,
		own: async (project) => ownWritings(github, await comments.find(sha, markerStart(project))),
		create: (body) => comments.create(sha, body, body.split("\n", 1)[0] ?? ""),
		update: (id, body) => comments.update(id, body),
		remove: (id) => comments.remove(id),
		texts: async () => []
	};
}

// src/actions/find-thread.ts
/**
* Finds where to comment: on the pull request that the run is for, as the API knows it now; without one on the commit,
* where that is wanted. Else it says why there is nowhere. Throws ServiceError.
*/
async function findThread(context, subject, without) {
	const pull = subject.kind === "none" ? void 0 : await findPull(context.github, subject);
	if (pull !== void 0) {
		const sha = (subject.kind === "none" ? void 0 : subject.sha) ?? pull.headSha;
		return {
			thread: pullThread(context, pull, pull.headSha),
			sha
		};
	}
	const why = subject.kind === "none" ? subject.why ?? "no comment: the run is for no pull request" : "no comment: no open pull request has this commit as its head";
	if (without === "summary") return why;
	const sha = commitOf(subject, context.environment.sha);
	return sha === void 0 ? why : {
		thread: await commitThread(context, sha),
		sha
	};
}
/** GitHub's look-up by commit does not find those from forks; that by branch not those whose branch was renamed. */
async function findPull(github, subject) {
	if (subject.kind === "pull") return github.pullRequest(subject.number);
	const head = subject.headRepository?.toLowerCase();
	const choose = (pulls) => pulls.find((pull) => head === void 0 || pull.headRepository?.toLowerCase() === head);
	const ofBranch = choose(await github.pullRequestsOfCommit(subject.sha, subject.branch));
	if (ofBranch !== void 0 || subject.branch === void 0) return ofBranch;
	return choose(await github.pullRequestsOfCommit(subject.sha));
}
/** The commit to comment on; none of another repository, nor of a run that we know nothing of. */
function commitOf(subject, own) {
	if (subject.kind === "none") return subject.why === void 0 ? own : void 0;
	return subject.kind === "commit" && !subject.isFork ? subject.sha : void 0;
}

// src/actions/comment-on.ts
/** Writes the comment on what the run is for. A failed call ends in a verdict and not in an exception. */
async function commentOn(context, subject, text) {
	const { github, environment, project, inputs } = context;
	if (!project.config.report.comment) return skipped("no comment: report.comment is false");
	if (!github.isAvailable) return skipped("no comment: there is no token or no repository");
	try {
		const found = await findThread(context, subject, inputs["without-pull-request"]).catch((error) => unasked(error, subject));
		if (typeof found === "string") return skipped(found);
		if ("action" in found) return found;
		const marker = markerOf(environment, text.name, found.sha);
		return await writeComment(context, found.thread, {
			marker,
			mode: inputs.mode,
			isDryRun: inputs["dry-run"],
			render: (budget, existing) => text.render(marker, budget, existing)
		});
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		return error.status === 403 && hasReadOnlyToken(subject, environment) ? readOnly$1(error) : refused(error);
	}
}
/** A pushed commit may have no pull request at all: that the token may not ask is a note. */
function unasked(error, subject) {
	if (!(error instanceof ServiceError && error.status === 403 && subject.kind === "commit")) throw error;
	const hint = error.hint === void 0 ? {} : { hint: error.hint };
	return {
		...skipped("no comment: the token may not look for the commit's pull request"),
		findings: [{
			severity: "info",
			rule: "github-403",
			message: error.message,
			...hint
		}]
	};
}
function readOnly$1(error) {
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
function refused(error) {
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

// src/actions/publish-page.ts
/**
* Uploads the report as a page, one HTML file with charts, as an artifact of the run, and returns its address. Undefined
* where artifacts are not available, or the page could not be made: the comment goes without it. What draws and what
* uploads load here alone.
*/
async function publishPage({ artifacts, environment, project, log, signal }, report) {
	const run = runUrl(environment);
	if (!artifacts.isAvailable || run === void 0) return void 0;
	const { job, runAttempt } = environment;
	const name = `${[
		"report",
		project.name,
		job,
		String(runAttempt ?? 1)
	].filter((each) => each !== void 0).join("-").replace(/[^A-Za-z0-9._-]+/g, "-")}.html`;
	try {
		const [{ renderHtml }, { renderCharts }] = await Promise.all([import("./render-html.js"), import("./render-chart.js")]);
		const page = renderHtml(report, { charts: await renderCharts([report]) });
		const { id } = await artifacts.publish(name, page);
		return `${run}/artifacts/${id}`;
	} catch (error) {
		signal.throwIfAborted();
		log.warn(`${error instanceof Error ? error.message : String(error)}; the comment links the run in place of the page`);
		return;
	}
}

// src/actions/run-history.ts
/**
* The report with what the runs before this one came to, where the gate has judged. With `report.history: branch` a run on the
* default branch is appended first. It never fails: what cannot be read or written is said.
*/
async function withHistory(context, report) {
	const { project, environment, files } = context;
	if (project.config.report.history === "none" || environment.kind !== "github") return report;
	if (await files.size(entryFile(project)) === void 0) return report;
	const current = await readEntry(context).catch((error) => said(context, error, void 0));
	if (current === void 0) return report;
	const known = read.get(project.folders) ?? pastOf(context, current);
	read.set(project.folders, known);
	const [{ historySections }, { compareRuns, isSameRun }] = await Promise.all([import("./history-sections.js"), import("./merge-histories2.js")]);
	const past = (await known).filter((entry) => !isSameRun(entry, current) && compareRuns(entry, current) < 0);
	const branch = defaultBranch(environment.event) ?? "the default branch";
	return {
		...report,
		sections: [...report.sections, ...historySections(past, current, branch)]
	};
}
/** What was read or appended in this run already: the page, the comment and the summary show the same. */
const read = /* @__PURE__ */ new WeakMap();
function pastOf(context, current) {
	return (context.project.config.report.history === "branch" ? openBranch(context, current) : readPast(context)).catch((error) => said(context, error, []));
}
/** Warns of what cannot be read or written, which is no reason not to report. */
function said({ log, signal }, error, instead) {
	signal.throwIfAborted();
	if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
	log.warn(`${error.message}; the report has no history of it`);
	if (error.hint !== void 0) log.info(error.hint);
	return instead;
}
/** What this run's gate came to, or that of the run whose end started this one. */
async function readEntry(context) {
	const { project, environment } = context;
	const [entry] = await readEntries(context, entryFile(project));
	const own = triggeringRun(environment.event) ?? environment.runId;
	return entry?.run === own ? entry : void 0;
}
/** Appends this run where it is one of the default branch; where that fails, what is there is shown all the same. */
async function openBranch(context, current) {
	const { github, environment, inputs, log } = context;
	if (!github.isAvailable) return [];
	const { appendToBranch, readBranch } = await import("./history-branch.js");
	if (!isOfDefaultBranch(environment)) return readBranch(context);
	if (inputs["dry-run"]) {
		log.info(`Would append run ${current.run} to the history`);
		return readBranch(context);
	}
	return appendToBranch(context, current).catch((error) => {
		said(context, error, void 0);
		return readBranch(context);
	});
}
async function readPast(context) {
	const { files, project } = context;
	return await files.size(pastFile(project)) === void 0 ? [] : readEntries(context, pastFile(project));
}
async function readEntries({ files, project }, file) {
	if ((await files.size(file) ?? 0) > 8e6) throw new UserError(`Cannot read "${file}": it is too large to be a history`, { file });
	const [{ parseHistory }, { mergeHistories }] = await Promise.all([import("./entry2.js"), import("./merge-histories2.js")]);
	return mergeHistories(parseHistory(await files.read(file), project.name).entries);
}

// src/comment/ended-run.ts
/** What can start a run that is about a pull request's commit. */
const events = ["pull_request", "push"];
/** How a run ends that ran nothing. */
const idle = [
	"action_required",
	"skipped",
	"stale"
];
/** What a run that ended is about, by the API's word alone: nothing that the run left has a say in it. */
function subjectOfRun(run, repository) {
	const none = (why) => ({
		kind: "none",
		why: `no comment: ${why}`
	});
	const { id, event, headSha, headBranch, headRepository } = run;
	if (!isSame(run.repository, repository)) return none(`run ${id} is of another repository`);
	if (!run.isCompleted) return none(`run ${id} runs again; its end is commented`);
	if (!events.includes(event)) return none(`run ${id} was started by ${plainWord(event)}, not by a pull request`);
	const ending = conclusionOf(run);
	if (idle.includes(ending)) return none(`run ${id} ran nothing (${ending})`);
	const owner = headRepository?.split("/")[0];
	if (headRepository === void 0 || !owner || !headBranch) return none(`the branch that run ${id} was for is gone`);
	const isFork = !isSame(headRepository, repository);
	return {
		kind: "commit",
		sha: headSha,
		branch: `${owner}:${headBranch}`,
		headRepository,
		isFork
	};
}
/**
* The report of such a run, from what its job left: the first thing it says is who computed it. Where nothing is left,
* it says what the API knows. `notes` are what could not be read.
*/
function reportEndedRun(run, found) {
	const { title, notes } = found;
	const report = found.report ?? nothingLeft(run, title, notes.length > 0);
	return {
		...report,
		facts: [originOf(run, found.report !== void 0), ...report.facts],
		sections: [...notes.length > 0 ? [{
			title: "What the run saved",
			rank: 0,
			findings: [...notes]
		}] : [], ...report.sections.map((section) => ({
			...section,
			rank: Math.max(section.rank, 0)
		}))]
	};
}
function originOf(run, isComputed) {
	const which = `run ${run.id}, ${conclusionOf(run)}`;
	const job = run.event === "pull_request" ? "the pull request's own job, which ran the pull request's code" : "another workflow's job";
	return {
		label: "",
		value: isComputed ? `computed by ${job} (${which})` : which
	};
}
function nothingLeft(run, title, isSaid) {
	return {
		schema: "mlops/report@1",
		action: "run",
		title,
		verdict: "refused",
		headline: `nothing to report, the run ended with ${conclusionOf(run)}`,
		facts: [],
		sections: isSaid ? [] : [{
			title: "Nothing to report",
			rank: 0,
			text: [`Run ${run.id} left no report of "${title}": it stopped before validate-data, train or quality-gate started, or before what they found was saved. Its log says more.`, `Its job needs the action save as its last step, with "if: \${{ !cancelled() }}".`]
		}]
	};
}
/** How a run ended, as one word of GitHub's. */
function conclusionOf({ conclusion }) {
	return plainWord(conclusion ?? "unknown");
}
function plainWord(text) {
	return /^[a-z_]{1,40}$/.test(text) ? text : "unknown";
}
function isSame(one, other) {
	return one.toLowerCase() === other?.toLowerCase();
}

// src/actions/triggering-run.ts
/**
* Reads the run whose end started this one (`workflow_run`); undefined for every other event. This job can write, and
* that one may have run a stranger's code: which pull request it is for is what the API says, and what it left is typed
* data, of which nothing is run, loaded or written to the workspace. Throws ServiceError where GitHub does not answer,
* UserError without a token.
*/
async function readEndedRun(context) {
	const { github, environment, project, log } = context;
	const id = triggeringRun(environment.event);
	if (id === void 0) return void 0;
	const runs = await github.runs();
	const run = await runs.get(Number(id));
	const subject = subjectOfRun(run, environment.repository);
	const title = project.name;
	if (subject.kind === "none") return {
		subject,
		report: reportEndedRun(run, {
			report: void 0,
			title,
			notes: []
		})
	};
	const { readBundledReports } = await import("./bundled-reports2.js");
	const { reports, notes } = await readBundledReports(context, {
		runs,
		run: run.id,
		project: title
	});
	log.info(`Run ${run.id} left ${counted(reports.length, "report")} of ${title}`);
	const report = reports.length === 0 ? void 0 : reportRun(reports, title);
	return {
		subject,
		report: reportEndedRun(run, {
			report,
			title,
			notes
		})
	};
}

// src/check-run.ts
/** Below 65,535 characters, which are no more than their bytes. */
const budget = 6e4;
/** Four requests of fifty: a page of more is read by nobody, and each request waits a second for the one before. */
const mostAnnotations = 200;
const levels = {
	error: "failure",
	warning: "warning",
	info: "notice"
};
/**
* A report as a check run. What does not fit into the summary with the folded sections has them in the text below it.
* Findings without a place in the repository are in the summary alone, as an annotation needs a line.
*/
function describeCheck(report, options = {}) {
	return {
		conclusion: concludeCheck(report),
		output: renderOutput(report, {
			budget,
			...options
		}),
		annotations: annotateCheck(report)
	};
}
/**
* What a verdict is to GitHub. A refusal is a failure and not `action_required`, which asks for a button that only
* an app can offer; what fails the step fails the check.
*/
function concludeCheck(report) {
	if (failsStep(report)) return "failure";
	if (report.verdict === "pass") return "success";
	return report.verdict === "skipped" ? "skipped" : "neutral";
}
function renderOutput(report, options) {
	const title = clipText(makeVisible(report.headline), 200);
	const whole = renderMarkdown(report, {
		...options,
		budget: 2 * options.budget
	});
	const folded = report.sections.filter((section) => section.folded);
	if (Buffer.byteLength(whole) <= options.budget) return {
		title,
		summary: whole
	};
	const rest = report.sections.filter((section) => !section.folded);
	const summary = renderMarkdown({
		...report,
		sections: rest
	}, options);
	if (folded.length === 0) return {
		title,
		summary
	};
	const opened = folded.map((section) => ({
		...section,
		folded: false
	}));
	const text = renderMarkdown({
		...report,
		facts: [],
		sections: opened
	}, options);
	return {
		title,
		summary,
		text: text.slice(text.indexOf("\n\n") + 2)
	};
}
function annotateCheck(report) {
	const findings = rankedFindings(report).filter(({ file }) => isInRepository(file));
	const sorted = [
		"error",
		"warning",
		"info"
	].flatMap((severity) => findings.filter((finding) => finding.severity === severity));
	const rest = sorted.length - mostAnnotations;
	return sorted.slice(0, mostAnnotations).map((finding, index) => {
		return annotationOf(finding, rest > 0 && index === 199 ? `\n${formatNumber(rest)} more, ${formatNumber(sorted.length)} in all: see the report` : "");
	});
}
function annotationOf(finding, more) {
	const { severity, file = "", line = 1, column, rule, hint } = finding;
	const words = [findingMessage(finding), ...hint === void 0 ? [] : [hint]];
	return {
		path: toRepositoryPath(file),
		line: Math.max(1, line),
		...column !== void 0 && { column: Math.max(1, column) },
		level: levels[severity],
		...rule !== void 0 && { title: clipText(makeVisible(rule), 200) },
		message: words.map((each) => clipText(makeVisible(each), 2e3)).join("\n") + more
	};
}

// src/actions/write-check.ts
/** What GitHub takes of a check run that it refused at full length. */
const smallerBudget = 1e4;
/**
* Says beside the commit that the check is under way, where `report.check` asks for it. What goes wrong is told by
* `writeCheck` at the end, and costs nothing here.
*/
async function startCheck(context, subject) {
	const { github, log } = context;
	if (!isWanted(context, subject)) return;
	try {
		const check = await findCheck(context, subject);
		await (await github.checks()).start(check, {
			title: "in progress",
			summary: "The check is running."
		});
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		log.debug(error.message);
	}
}
/**
* Says that the check is under way while a whole run goes on, and that it failed where that ends in an error; what
* came of a run that ends as it should is for `writeCheck`.
*/
async function whileChecking(context, act) {
	const subject = findSubject(context.environment);
	await startCheck(context, subject);
	try {
		return await act();
	} catch (error) {
		if (!context.signal.aborted) await writeCheck(context, errorReport({ name: "run" }, context.project, error), subject);
		throw error;
	}
}
/** Writes the report into the run's one check run, where `report.check` asks for it. */
async function writeCheck(context, report, subject) {
	if (!isWanted(context, subject)) return {
		findings: [],
		isRefused: false
	};
	const { github, environment, log } = context;
	try {
		const check = await findCheck(context, subject);
		const { url } = await finish(github, check, report);
		log.info(`${context.project.name}: check run "${check.name}" written`);
		return {
			...url !== "" && { url },
			findings: [],
			isRefused: false
		};
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		if (error.status === 403 && hasReadOnlyToken(subject, environment)) return {
			findings: [readOnly],
			isRefused: false
		};
		const rerun = error.rerun ? "A rerun may help" : "A rerun does not help";
		const hint = error.hint === void 0 ? rerun : `${error.hint}\n${rerun}`;
		return {
			findings: [{
				severity: "error",
				rule: "github",
				message: error.message,
				hint
			}],
			isRefused: true
		};
	}
}
const readOnly = {
	severity: "info",
	rule: "github-check",
	message: "No check run: GitHub gives runs for forks and for Dependabot a read-only token",
	hint: "Whether the job failed is beside the commit in any case"
};
/**
* Where nobody knows which commit a run is about (a comment's event), there is none to write beside. Nor is there for the
* run that ended: any verdict can stand in what a fork's run left, a check that branch protection requires is satisfied
* by neutral too, and a check belongs to the commit, which may be the head of someone else's pull request as well.
*/
function isWanted({ github, environment, project, inputs }, subject) {
	const isUnknown = subject.kind === "pull" && subject.sha === void 0 && environment.eventName !== "merge_group";
	const isOfOther = environment.eventName === "workflow_run" || isUnknown;
	const isPossible = github.isAvailable && environment.kind === "github" && !isOfOther;
	return project.config.report.check && isPossible && !inputs["dry-run"];
}
/** GitHub takes no annotation at a place that it does not like: the verdict counts for more than the places. */
async function finish(github, check, report) {
	const checks = await github.checks();
	const link = check.detailsUrl;
	try {
		return await checks.finish(check, describeCheck(report, { link }));
	} catch (error) {
		if (!(error instanceof ServiceError && error.status === 422)) throw error;
		const smaller = describeCheck(report, {
			link,
			budget: smallerBudget
		});
		return checks.finish(check, {
			...smaller,
			annotations: []
		});
	}
}
/**
* The run's one check run: GitHub shows the newest of a name beside a commit, so that a rerun has one of its own, as
* annotations cannot be taken back, and a step that runs twice has the same.
*/
async function findCheck({ github, environment, project }, subject) {
	const { runId = "local", runAttempt = 1 } = environment;
	const detailsUrl = runUrl(environment);
	return {
		sha: await findCommit(github, environment, subject),
		name: `mlops: ${project.name}`,
		key: `mlops-actions/${project.name}/${runId}/${runAttempt}`,
		...detailsUrl !== void 0 && { detailsUrl }
	};
}
/** Of a pull request its head, and not the merge commit that GitHub tests; a merge queue's own commit is its head. */
async function findCommit(github, environment, subject) {
	if (subject.kind !== "none" && subject.sha !== void 0) return subject.sha;
	if (subject.kind === "pull" && environment.eventName !== "merge_group") return (await github.pullRequest(subject.number)).headSha;
	if (environment.sha !== void 0) return environment.sha;
	throw new ServiceError("Cannot make a check run: the run has no commit", {
		service: "GitHub",
		rerun: false
	});
}

// src/actions/write-sarif.ts
/**
* Writes all findings of a report as SARIF, and returns where; undefined where no path is given. Findings without a
* place in the repository stand at the configuration.
*/
async function writeSarif({ project, files, environment }, report, path) {
	if (path === void 0) return void 0;
	const { renderSarif } = await import("./render-sarif2.js");
	const { kind, version } = environment;
	const { file = within(project.directory, "mlops.yml") } = project.place([]);
	const findings = rankedFindings(report);
	const told = project.config.report.show_values ?? kind === "terminal" ? findings.map(({ hint: _, ...finding }) => finding) : findings;
	const written = within(project.directory, path);
	await files.write(written, renderSarif(told, {
		action: "run",
		project: project.name,
		version,
		file
	}));
	return written;
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
	summary: flag("Show the report in the job summary too").default("true"),
	sarif: path("Where to write the findings of the run as SARIF, for code scanning"),
	page: flag("Upload the report as a page (HTML), an artifact of the run that the comment links").default("true"),
	models: list("Comments for several models at once, from what the run's jobs saved: their names, of which none may be missing, or all"),
	"in-progress": flag("For a step at the start of the job: say that the check is in progress, above the last result").default("false"),
	"without-pull-request": choice("Where the report goes when the run is for no pull request: the job summary alone, or a comment on the commit too", ["summary", "commit"]).default("summary")
};
const outputs = {
	"comment-id": "Id of the comment",
	"comment-url": "Address of the comment",
	action: "What became of the comment: created, updated, unchanged or skipped",
	sarif: "Path of the SARIF file, where one is asked for",
	"page-url": "Address of the report's page, where one was uploaded",
	"check-url": "Address of the check run, where report.check asks for one"
};
/** Comments what this run's actions found on its pull request, in one comment that is kept up to date. */
const prComment = defineAction({
	name: "pr-comment",
	description: "Comments the run's reports on the pull request, in one comment that is kept up to date",
	inputs,
	outputs,
	toleratesBadConfig: true,
	async run(context) {
		if (context.inputs["in-progress"]) return announce(context);
		const models = context.inputs.models ?? [];
		const { ended, own } = models.length > 0 ? {} : await readOwnOrEnded(context);
		const report = models.length > 0 ? await reportModels(context, models) : await withHistory(context, ended?.report ?? reportRun(own ?? [], context.project.name));
		const subject = ended?.subject ?? subjectOf(context, own ?? []);
		const { page, "dry-run": isDryRun } = context.inputs;
		const published = page && !isDryRun ? await publishPage(context, report) : void 0;
		const link = published ?? runUrl(context.environment);
		const done = await commentOn(context, subject, {
			name: markerName(context),
			render: (marker, budget) => renderBody(report, marker, {
				budget,
				link
			})
		});
		context.log.info(`${context.project.name}: ${done.headline}`);
		const check = await writeCheck(context, report, subject);
		const whole = {
			run: report,
			link,
			page: published
		};
		const { outputs, ...result } = resultOf(context, withCheck(done, check), whole);
		const sarif = ended === void 0 ? context.inputs.sarif : void 0;
		return {
			...result,
			outputs: {
				...outputs,
				sarif: await writeSarif(context, report, sarif)
			}
		};
	}
});
/** Says at the start of a job that it is in progress. What stands in the way of that is no reason to stop the job. */
async function announce(context) {
	const { project, environment, inputs } = context;
	const link = runUrl(environment);
	const title = inputs.models === void 0 ? project.name : "Models";
	const subject = findSubject(environment);
	await startCheck(context, subject);
	const done = await commentOn(context, subject, {
		name: markerName(context),
		render: (marker, budget, existing) => renderProgress(marker, {
			title,
			budget,
			link,
			existing
		})
	});
	context.log.info(`${project.name}: ${done.headline}`);
	if (done.verdict !== "refused") return resultOf(context, done);
	const findings = done.findings?.map((each) => ({
		...each,
		severity: "warning"
	}));
	return resultOf(context, {
		...done,
		verdict: "skipped",
		...findings && { findings }
	});
}
/** No project is called so. */
function markerName({ project, inputs }) {
	return inputs.models === void 0 ? project.name : "all models";
}
async function reportModels(context, models) {
	const why = context.environment.eventName === "workflow_run" ? "this run saved nothing, and what another run's jobs saved is read for one model at a time" : context.environment.kind === "github" && !context.artifacts.isAvailable ? "artifacts are not available here (GitHub Enterprise Server)" : void 0;
	if (why !== void 0) throw new UserError(`Cannot comment on several models: ${why}`, { hint: "Leave out the input models, and comment on each model by a step of its own" });
	const [{ readSavedReports }, { collectModels }] = await Promise.all([import("./read-saved-reports.js"), import("./collect-models.js")]);
	const { saved, notes } = await readSavedReports(context);
	return collectModels(saved, {
		expected: models.filter((name) => name !== "all"),
		notes
	});
}
/** What this run's own actions left, or else the run whose end started this one. */
async function readOwnOrEnded(context) {
	const own = await readReports(context.files, context.project.folders.reports, runOf(context.environment));
	return {
		own,
		ended: hasWorked(own) ? void 0 : await readEndedRun(context)
	};
}
/** A job that works by itself when another run ends is not about that one's pull request. */
function subjectOf({ environment }, own) {
	return environment.eventName === "workflow_run" && hasWorked(own) ? { kind: "none" } : findSubject(environment);
}
function withCheck(done, { findings, isRefused, url }) {
	if (findings.length === 0) return {
		...done,
		...url !== void 0 && { checkUrl: url }
	};
	const refused = {
		verdict: "refused",
		headline: "the check run could not be written"
	};
	return {
		...done,
		...isRefused && done.verdict !== "refused" && refused,
		findings: [...done.findings ?? [], ...findings]
	};
}
function resultOf({ project, inputs }, done, whole) {
	const { verdict, headline, action, comment, findings, preview, checkUrl } = done;
	const report = {
		schema: "mlops/report@1",
		action: "pr-comment",
		title: project.name,
		verdict,
		headline,
		facts: [...comment ? [{
			label: "Comment",
			value: comment.url
		}] : [], ...checkUrl === void 0 ? [] : [{
			label: "Check run",
			value: checkUrl
		}]],
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
	return {
		verdict,
		report,
		summary: (findings ? `${renderMarkdown(report, { budget: 1e4 })}\n\n` : "") + (whole !== void 0 && (inputs.summary || findings !== void 0) ? renderMarkdown(whole.run, {
			budget: summaryBudget,
			link: whole.link
		}) : ""),
		outputs: {
			"comment-id": comment?.id,
			"comment-url": comment?.url,
			action,
			"page-url": whole?.page,
			"check-url": checkUrl
		}
	};
}

export { prComment, whileChecking, withHistory, writeSarif };