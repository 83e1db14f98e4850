import { ConnectionFailure, ServiceError, UserError, bundleName, choice, clipText, counted, defineAction, dryRunInput, entryFile, errorReport, explainUnanswered, failsStep, findingMessage, flag, formatBytes, formatNumber, isRedirect, isSameRepository, list, makeLinesVisible, makeVisible, mostHistoryBytes, ownEvents, pastFile, path, projectInputs, readReports, runOf, sendRequest, shortDigest, tokenInput, verdicts, within } from "./core.js";
import { _enum, _null, array, boolean, datetime, int, literal, number, object, string, toDotPath, tuple, union } from "./vendor-zod.js";
import { escapeMarkdown, renderMarkdown } from "./markdown.js";

// src/combine-reports.ts
/** Verdicts, the worst first. */
const fromWorst = [
	"fail",
	"refused",
	"inconclusive",
	"pass",
	"skipped"
];
/**
* One report for several actions of a run, the most telling first: the worst verdict, and the gate among equals,
* unless they could not finish: then the first of them, as the others follow from it.
* Its verdict and headline are the run's, its facts come first, and so do its sections among those of equal
* rank. A skipped action counts only where all were. A fact that two of them have is told once; sections of equal
* title are told apart by their action.
*/
function combineReports(reports, title) {
	const ordered = reports.toSorted((a, b) => importance(a) - importance(b));
	const [telling] = ordered;
	const shared = repeated(ordered.flatMap(({ sections }) => sections.map(({ title: name }) => name)));
	return {
		schema: "mlops/report@1",
		action: "run",
		title,
		verdict: telling?.verdict ?? "skipped",
		...reports.some(({ fails }) => fails) && { fails: true },
		headline: telling?.headline ?? "nothing ran",
		facts: distinctFacts(ordered),
		sections: ordered.flatMap((report) => report.sections.map((section) => shared.has(section.title) ? tagged(section, report) : section))
	};
}
function distinctFacts(reports) {
	const seen = /* @__PURE__ */ new Set();
	return reports.flatMap((report) => report.facts).filter(({ label }) => label === "" || !seen.has(label) && seen.add(label));
}
/** Those that are there more than once. */
function repeated(names) {
	const seen = /* @__PURE__ */ new Set();
	return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}
/** Lower is more telling. */
function importance({ action, verdict }) {
	return fromWorst.indexOf(verdict) * 2 + (action === "quality-gate" && verdict !== "refused" ? 0 : 1);
}
function tagged(section, { action }) {
	return {
		...section,
		title: `${section.title} \u00b7 ${action}`
	};
}

// src/comment/report-run.ts
/** Actions that carry others' results; they are worth a word only when they fail. */
const carriers = /* @__PURE__ */ new Set([
	"save",
	"restore",
	"notify"
]);
/** Whether an action of these did more than comment, tell or carry others' results. */
function hasWorked(stored) {
	return stored.some(({ action }) => !carriers.has(action) && action !== "pr-comment");
}
/**
* One report for the run from what its actions left: those that started and were never heard of again are named, as are
* those that are from an attempt before `attempt`, and where nothing ran at all the report says so and what to do.
*/
function reportRun(stored, title, { attempt = 1 } = {}) {
	const steps = stored.filter(({ action }) => action !== "pr-comment" && action !== "run");
	const counting = steps.length > 0 ? steps : stored.filter(({ action }) => action === "run");
	const reports = counting.map((each) => each.state === "finished" && each.report ? each.report : unfinished(each, title)).filter(({ action, verdict }) => !carriers.has(action) || verdict === "fail" || verdict === "refused");
	if (reports.length === 0) return nothingRan(title);
	const report = combineReports(reports, title);
	return {
		...report,
		headline: report.headline + tellEarlier(counting, attempt)
	};
}
/** Jobs that were not run again, or that this time did not come to the point of saving, are known by what they left before. */
function tellEarlier(stored, attempt) {
	const results = stored.filter(({ action }) => !carriers.has(action));
	const earlier = results.filter(({ run }) => (run.attempt ?? 1) < attempt);
	if (earlier.length === 0) return "";
	const attempts = [...new Set(earlier.map(({ run }) => run.attempt ?? 1))].sort((a, b) => a - b);
	return ` (${earlier.length === results.length ? "" : `${earlier.map(({ action }) => action).join(", ")} `}from attempt ${attempts.join(", ")})`;
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
			text: ["No action of this run left a report: the job stopped before validate-data, train or quality-gate started.", "If they ran in another job, that job needs the action save at its end, and this one restore before pr-comment. If they ran in this job, they need the same \"config\", \"working-directory\" and \"name\"."]
		}]
	};
}

// src/comment/find-subject.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const repository = object({
	full_name: string(),
	owner: object({ login: string() }).optional()
}).nullish();
const payload$1 = object({
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
	const { data: event } = payload$1.safeParse(run.event);
	const isFork = (name) => name !== void 0 && !isSameRepository(name, run.repository);
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
	const id = payload$1.safeParse(event).data?.workflow_run?.id;
	return id === void 0 ? void 0 : String(id);
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

// src/actions/run-results.ts
/**
* What this run's jobs found, as far as it is here: one result, or one for each job where what it found and what another
* did are not the same. Empty where nothing is here. Throws UserError where a report cannot be read.
*/
async function readRunResults(context) {
	const { files, project, environment } = context;
	const own = await readReports(files, project.folders.reports, runOf(environment));
	if ((await files.list(`${project.folders.root}/jobs`)).length > 0) {
		const [{ readJobs }, { divideBundles }] = await Promise.all([import("./job-reports2.js"), import("./divide-bundles2.js")]);
		return divideBundles([...await readJobs(context), {
			job: environment.job,
			reports: own
		}]);
	}
	return own.length === 0 ? [] : [{
		leg: void 0,
		bundles: [],
		reports: own
	}];
}
/** Whether at most one gate has judged: what several of one name came to, nobody could tell apart later. */
function isJudgedOnce(results) {
	const gates = results.flatMap(({ reports }) => reports.filter(({ action }) => action === "quality-gate"));
	return new Set(gates.map((gate) => JSON.stringify(gate))).size <= 1;
}

// src/actions/run-url.ts
/** Address of the run on GitHub, where there is one. */
function runUrl({ serverUrl, repository, runId }) {
	return repository && runId ? `${serverUrl}/${repository}/actions/runs/${encodeURIComponent(runId)}` : void 0;
}

// src/comment/marker.ts
/** The hidden line by which a comment is found again; no two runs have the same. */
function renderMarker({ name, sha, run, attempt }) {
	return `${markerStart(name)}sha=${encodeMark(sha)} run=${encodeMark(run)} attempt=${attempt} -->`;
}
/** How the marker of every comment about a project starts. */
function markerStart(name) {
	return `<!-- mlops-actions:${encodeMark(name)} `;
}
/** Reads the marker that a comment starts with; one further down is a quotation. */
function parseMarker(body, name) {
	if (!body.startsWith(markerStart(name))) return void 0;
	const [, sha, run, attempt] = /^sha=(\S{1,1000}) run=(\S{1,1000}) attempt=(\d{1,9}) -->/.exec(body.slice(markerStart(name).length)) ?? [];
	if (sha === void 0 || run === void 0) return void 0;
	return {
		name,
		sha: decodeMark(sha),
		run: decodeMark(run),
		attempt: Number(attempt)
	};
}
/** Text without spaces and without what would end an HTML comment. */
function encodeMark(text) {
	return encodeURIComponent(text).replaceAll("--", "-%2D");
}
/** What `encodeMark` was given. */
function decodeMark(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/comment/comment-note.ts
/** The hidden line between a note and the result below it. */
const divider = /\n<!-- (?:no result|result of (\S{1,1000})) -->(?:\n+|$)/;
/** A body with a note above the last result; `note` is Markdown. */
function renderNoted(marker, note, result) {
	return result === void 0 ? `${marker}\n${note}\n\n<!-- no result -->` : `${marker}\n${note}\n\n<!-- result of ${encodeMark(result.sha)} -->\n\n${result.text}`;
}
/** The result that a body of ours shows; undefined where there was none yet. `sha` is that of its marker. */
function readResult(body, sha) {
	const text = body.replaceAll("\r\n", "\n").replace(/^<!--[^\n]*-->(?:\n|$)/, "");
	const found = divider.exec(`\n${text}`);
	if (found === null) return {
		sha,
		text
	};
	const below = `\n${text}`.slice(found.index + found[0].length);
	return found[1] === void 0 ? void 0 : {
		sha: decodeMark(found[1]),
		text: below
	};
}
/** Whether a body has a note. */
function isNoted(body) {
	return divider.test(body.replaceAll("\r\n", "\n"));
}
/** The body of a comment about a commit that is no longer the head, which says so. */
function renderOutdated(body, sha, head) {
	const [marker = ""] = body.split(/\r?\n/, 1);
	return renderNoted(marker, `> This is about commit ${short(sha)}. The pull request is at ${short(head)} by now, and there is no result for it here yet.`, readResult(body, sha));
}
function short(sha) {
	return sha.slice(0, 7);
}

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
	const run = link === void 0 ? "" : ` \u00b7 [run](${link})`;
	const below = result === void 0 ? "" : `\n\nThe last result, of commit ${result.sha.slice(0, 7)}:`;
	const note = `### \u23f3 ${escapeMarkdown(title)}: in progress\n\ncommit ${marker.sha.slice(0, 7)} is being checked${run}${below}`;
	const body = renderNoted(renderMarker(marker), note, result);
	if (result === void 0 || Buffer.byteLength(body) <= budget) return body;
	const [verdict = ""] = result.text.split("\n", 1);
	return renderNoted(renderMarker(marker), note, {
		...result,
		text: verdict
	});
}

// src/actions/checked-out.ts
/**
* A comment's event does not say which commit is tested: it is the one that is checked out, where that is one of the pull
* request's, or GitHub's merge of one. Else the subject stays as it is, without a commit, and that is said.
*/
async function withCheckedOut({ git, github, environment, project, log }, subject) {
	const isUnknown = subject.kind === "pull" && subject.sha === void 0;
	if (environment.eventName !== "issue_comment" || !isUnknown || !github.isAvailable) return subject;
	const head = await git.head(project.directory);
	if (head === void 0) return subject;
	const [, merged, ...more] = await git.parents(project.directory) ?? [];
	const candidates = merged === void 0 || more.length > 0 ? [head] : [head, merged];
	try {
		const { headSha } = await github.pullRequest(subject.number);
		const commits = candidates.includes(headSha) ? [headSha] : await github.commitsOf(subject.number);
		const sha = candidates.find((each) => commits.includes(each));
		if (sha !== void 0) return {
			...subject,
			sha
		};
		log.warn(`What is checked out, ${head.slice(0, 7)}, is no commit of #${subject.number}: the comment is about its head all the same`);
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		log.debug(error.message);
	}
	return subject;
}

// src/actions/own-writings.ts
/** Those that no other person can have made look like ours: by a bot, or by the token's own user. */
async function ownWritings(github, found) {
	if (found.every(({ isByBot }) => isByBot)) return [...found];
	const login = await github.login();
	return found.filter(({ isByBot, author }) => isByBot || author === login);
}

// src/actions/comment-thread.ts
/** The comments of a pull request; its head as it was just read counts for the first look. */
function pullThread({ github, log }, { number }, known) {
	let justRead = known;
	const readHead = async () => (await github.pullRequest(number)).headSha;
	return {
		name: `#${number}`,
		async head() {
			const head = justRead ?? await readHead();
			justRead = void 0;
			return head;
		},
		own: async (project, since) => ownOf(github, project, await github.findComments(number, markerStart(project), since)),
		create: (body) => github.createComment(number, body),
		update: (id, body) => github.updateComment(id, body),
		remove: (id) => github.deleteComment(id),
		async look({ nodeId }) {
			if (nodeId === void 0) return {
				head: await readHead(),
				texts: []
			};
			try {
				const { edits, head } = await github.commentHistory(nodeId);
				return {
					head: head ?? await readHead(),
					texts: edits.flatMap(({ body }) => body ?? []).reverse()
				};
			} catch (error) {
				if (!(error instanceof ServiceError)) throw error;
				log.debug(error.message);
				return {
					head: await readHead(),
					texts: []
				};
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
		own: async (project) => ownOf(github, project, await comments.find(sha, markerStart(project))),
		create: (body) => comments.create(sha, body),
		update: (id, body) => comments.update(id, body),
		remove: (id) => comments.remove(id),
		look: async () => ({
			head: sha,
			texts: []
		})
	};
}
/** A marker further down is a quotation, whose comment is not ours to change. */
function ownOf(github, project, found) {
	return ownWritings(github, found.filter(({ body }) => parseMarker(body, project) !== void 0));
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
	const head = subject.headRepository;
	const choose = (pulls) => pulls.find((pull) => head === void 0 || isSameRepository(pull.headRepository, head));
	const ofBranch = choose(await github.pullRequestsOfCommit(subject.sha, subject.branch));
	if (ofBranch !== void 0 || subject.branch === void 0) return ofBranch;
	return choose(await github.pullRequestsOfCommit(subject.sha));
}
/** The commit to comment on; none of another repository, nor of a run that we know nothing of. */
function commitOf(subject, own) {
	if (subject.kind === "none") return subject.why === void 0 ? own : void 0;
	return subject.kind === "commit" && !subject.isFork ? subject.sha : void 0;
}

// src/comment/rank-comments.ts
/** Positive where `a` is by a later run than `b`, or by a later attempt of the same one; run numbers grow. */
function compareRuns(a, b) {
	if (a.run === b.run) return a.attempt - b.attempt;
	if (!isNumber(a.run) || !isNumber(b.run)) return 0;
	return BigInt(a.run) > BigInt(b.run) ? 1 : -1;
}
/**
* The comment that says most about `head`: one of that commit before all others, of those the latest run's. Two of one
* run are equal, and then the first stays, whoever asks. Undefined where none has the project's marker.
*/
function findBest(comments, name, head) {
	const [best] = comments.flatMap((comment) => {
		const marker = parseMarker(comment.body, name);
		return marker ? [{
			comment,
			marker
		}] : [];
	}).sort((a, b) => Number(b.marker.sha === head) - Number(a.marker.sha === head) || compareRuns(b.marker, a.marker) || (a.marker.run === b.marker.run ? a.comment.id - b.comment.id : b.comment.id - a.comment.id));
	return best?.comment;
}
/**
* The text that a comment should have: of those that it has had, oldest first, the latest run's about `head`, and of
* one run the last that was new when it was written. What was put back later does not count as new.
*/
function findLatestText(texts, name, head) {
	const seen = /* @__PURE__ */ new Set();
	let latest;
	for (const text of texts) {
		const marker = parseMarker(text, name);
		const plain = text.replaceAll("\r\n", "\n");
		if (marker?.sha !== head || seen.has(plain)) continue;
		seen.add(plain);
		if (latest === void 0 || compareRuns(marker, latest.marker) >= 0) latest = {
			text,
			marker
		};
	}
	return latest?.text;
}
function isNumber(run) {
	return /^\d{1,30}$/.test(run);
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
	if (ours.some((each) => each.marker.sha === marker.sha && compareRuns(each.marker, marker) > 0)) return {
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
	return { action: "created" };
}
/** A body without its marker and the run in its links, which differ between runs that found the same. */
function withoutRun(body) {
	return body.replaceAll("\r\n", "\n").replace(/^<!--[^\n]*-->\n/, "").replace(/\/actions\/runs\/\d+(?:\/artifacts\/\d+)?/g, "/actions/runs").trimEnd();
}

// src/services/github-hints.ts
/** What to do about a refusal; undefined where nothing is known to help. */
function hintOf({ status, headers, said, needs }) {
	if (status === 401) return "Check the input \"github-token\": its default ${{ github.token }} works until the job ends, a token of an app for an hour, one of a person until its date";
	if (status === 403 && headers["x-github-sso"] !== void 0) return "The organization asks for single sign-on: authorize the token for it at https://github.com/settings/tokens (Configure SSO)";
	if (status === 403 && /personal access token/i.test(said)) return grantToPerson(needs);
	if (status === 403 || status === 404) return grant(headers, needs);
	if (status === 410 && /issues/i.test(said)) return "Turn issues on in the repository's settings";
	if (status === 451) return "GitHub keeps it from being read for legal reasons";
}
function grantToPerson(needs = {}) {
	return `The token is a person's, with permissions of its own: give it ${Object.entries(needs).map(([name, level]) => `${name}: ${level}`).join(", ")}, for this repository`;
}
/**
* The YAML that grants what a call needs. `x-accepted-github-permissions` lists alternatives divided by `;`, each
* of `name=level` divided by `,`; ours is taken when it is among them, else the first.
*/
function grant(headers, needs = {}) {
	const alternatives = String(headers["x-accepted-github-permissions"] ?? "").split(";").map(parsePermissions).filter((each) => Object.keys(each).length > 0);
	const known = Object.entries(needs);
	const permissions = alternatives.some((each) => known.every(([name, level]) => each[name] === level)) || alternatives.length === 0 ? needs : alternatives[0] ?? needs;
	if (Object.keys(permissions).length === 0) return void 0;
	return `Give the job these permissions (what is not listed is none):\npermissions:\n${Object.entries({
		contents: "read",
		...permissions
	}).map(([name, level]) => `  ${name}: ${level}`).join("\n")}`;
}
function parsePermissions(text) {
	const pairs = text.matchAll(/([a-z][a-z_]*)=(read|write|admin)/g);
	return Object.fromEntries([...pairs].map(([, name = "", level = ""]) => [name.replaceAll("_", "-"), level]));
}

// src/services/github-failure.ts
/** The statuses that the REST API gives for what GraphQL names in an answer with status 200. */
const graphqlStatuses = {
	FORBIDDEN: 403,
	INSUFFICIENT_SCOPES: 403,
	NOT_FOUND: 404,
	RATE_LIMITED: 429
};
/**
* Turns what a call of GitHub's API threw into a ServiceError that says what to do. Its status is undefined when
* no answer came; an error of GraphQL has the status that REST gives for it. The token is never part of it.
*/
function explainFailure(cause, about) {
	const failure = typeof cause === "object" && cause !== null ? cause : {};
	const graphql = graphqlErrorOf(failure);
	const headers = failure.response?.headers ?? failure.headers ?? {};
	const status = graphql ? statusOf(graphql, failure) : failure.response ? failure.status : void 0;
	const said = (graphql?.message ?? wordsOf(failure, cause)).slice(0, 300).replaceAll(about.token, "***");
	const answered = `GitHub answered ${graphql?.type ?? status} "${said}"`;
	const fail = (why, options) => new ServiceError(`Cannot ${about.act} in "${about.repository}": ${why}`, {
		service: "GitHub",
		status,
		...options
	});
	if (status === void 0) {
		const { rerun, hint } = explainUnanswered(cause, true);
		return fail(`GitHub did not answer: ${said}`, {
			rerun,
			hint
		});
	}
	const wait = limitOf({
		status,
		headers,
		said,
		isGraphql: graphql !== void 0
	});
	if (wait !== void 0) return fail(`GitHub's rate limit is reached, it lifts in ${duration(wait)}`, {
		rerun: true,
		hint: `Rerun the job in ${duration(wait)}`
	});
	return fail({
		401: "GitHub does not accept the token",
		403: `${answered}${accepted(headers)}`,
		404: "GitHub finds no such thing, or the token may not see it"
	}[status] ?? answered, {
		rerun: status >= 500,
		hint: hintOf({
			status,
			headers,
			said,
			needs: about.needs
		})
	});
}
/** The first error of a GraphQL answer: Octokit throws the answer, the throttling plugin an error that holds it. */
function graphqlErrorOf({ name, response }) {
	const answer = name === "GraphqlResponseError" ? response : response?.data;
	const errors = name === "GraphqlResponseError" || response?.status === 200 ? answer?.errors : void 0;
	const [first] = Array.isArray(errors) ? errors : [];
	if (typeof first !== "object" || first === null) return void 0;
	const { type, message } = first;
	return {
		...typeof type === "string" && /^[A-Z_]{1,60}$/.test(type) && { type },
		message: typeof message === "string" ? message.split("\n")[0] ?? "" : "an error without words"
	};
}
function statusOf({ type = "" }, { status }) {
	return graphqlStatuses[type] ?? status ?? 200;
}
/** GitHub's message in one line; HTML error pages are left out. */
function wordsOf(failure, cause) {
	if (!failure.response) return explainUnanswered(failure.cause ?? cause).reason;
	const data = failure.response.data;
	const line = (typeof data === "string" ? data : failure.message ?? "").split("\n")[0] ?? "";
	return line.trimStart().startsWith("<") ? "an error page" : line.slice(0, 300);
}
/**
* Seconds until the limit lifts that an answer speaks of; undefined where it speaks of none. One that does not say when
* lifts after a minute, that of a query's points after an hour.
*/
function limitOf(refused) {
	const { status, headers, said } = refused;
	const wait = waitOf(headers);
	return status === 429 || status === 403 && (wait !== void 0 || /rate limit/i.test(said)) ? wait ?? (refused.isGraphql ? 3600 : 60) : void 0;
}
/** Seconds that an answer's headers ask to wait. */
function waitOf(headers) {
	const after = Number(headers["retry-after"]);
	if (after > 0) return after;
	if (headers["x-ratelimit-remaining"] !== "0") return void 0;
	const answered = Date.parse(String(headers.date));
	const reset = Number(headers["x-ratelimit-reset"]) - answered / 1e3;
	return Number.isFinite(reset) ? Math.max(1, Math.ceil(reset)) : 3600;
}
function duration(seconds) {
	return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}
function accepted(headers) {
	const header = headers["x-accepted-github-permissions"];
	return header ? `; x-accepted-github-permissions: "${String(header).slice(0, 200)}"` : "";
}
/** True when a write may have been carried out although it failed: no whole answer, or the server's fault. */
function isAmbiguous(error) {
	return error instanceof ServiceError && (error.status === void 0 || error.status >= 500);
}

// src/actions/fit-body.ts
/** Bytes of a body. GitHub's limit is not documented: what it refuses is tried with less. */
const budgets = [
	6e4,
	3e4,
	1e4
];
/** Writes a body within the first budget that GitHub takes; `isShorter` after it has refused one. */
async function fitBody(log, write) {
	for (const [index, budget] of budgets.entries()) try {
		return await write(budget, index > 0);
	} catch (error) {
		if (!(error instanceof ServiceError && error.status === 422) || index === budgets.length - 1) throw error;
		log.debug(`${error.message}; trying a shorter text`);
	}
	throw new RangeError("There is no budget");
}

// src/actions/settle-comment.ts
/** Times that a text is put back, after which others' are trusted to be the last. */
const mostRounds = 10;
/** Changes at the same moment are looked for among those of the last hour, by GitHub's own clock. */
const raceWindow = 36e5;
/**
* Looks again after a write, because GitHub has no compare-and-set: ours may stand over the text of a newer commit, where
* the head moved meanwhile, or of a later run for the same one, and that is put back from the comment's own history;
* where a newer commit has none yet, the comment is made to say which commit it is about. Of comments that two jobs made at once, the better one stays. It ends when a look
* after the last write finds nothing to do, so whoever writes last leaves it right.
*/
async function settleComment(thread, marker, written) {
	const { comment, isNew, mode } = written;
	if (mode === "new") return {
		head: marker.sha,
		isThere: true
	};
	for (let round = 0;; round++) {
		const now = isNew || round > 0 || comment === void 0 ? void 0 : await thread.look(comment);
		const head = now?.head ?? await thread.head();
		const isOurs = head === marker.sha;
		if (isOurs && now !== void 0 && comment !== void 0) {
			if (!await mend(thread, marker, comment, now)) return {
				head,
				isThere: true
			};
			continue;
		}
		const comments = await thread.own(marker.name, sinceOf(comment));
		if (isNew && await removeWorse(thread, {
			comments,
			written,
			name: marker.name,
			head
		}) === "ours") return {
			head,
			isThere: false
		};
		const mine = comments.filter((each) => each.id === comment?.id || comment === void 0);
		if ((isOurs && round === 0 ? true : !await putBack(thread, marker, mine)) || round === mostRounds) return {
			head,
			isThere: isThere(comments, written)
		};
	}
}
/** Whether it stands: a list that has nobody else's instead is only behind, as GitHub's may be for a moment. */
function isThere(comments, { comment, before }) {
	const known = new Set(before.map(({ id }) => id));
	const others = comments.filter(({ id }) => id !== comment?.id && !known.has(id));
	return comment !== void 0 && (others.length === 0 || comments.some(({ id }) => id === comment.id));
}
/** Removes what a second job made at the same time and, where comments are made anew, those before. */
async function removeWorse(thread, { comments, written: { comment, mode, before }, name, head }) {
	const known = new Set(before.map(({ id }) => id));
	const all = [...(mode === "recreate" ? before : []).filter(({ id }) => comments.every((each) => each.id !== id)), ...comments.filter(({ id }) => mode === "recreate" || !known.has(id))];
	const best = findBest(all, name, head);
	let result;
	for (const { id } of all) {
		if (id === best?.id) continue;
		await thread.remove(id);
		if (id === comment?.id) result = "ours";
	}
	return result;
}
/** Mends the comments where they are not about the head; true where there was something to do. */
async function putBack(thread, marker, mine) {
	let isChanged = false;
	for (const each of mine) isChanged = await mend(thread, marker, each, await thread.look(each)) || isChanged;
	return isChanged;
}
async function mend(thread, marker, { id, body }, { head, texts }) {
	const latest = findLatestText([...texts, body], marker.name, head);
	const isToMark = parseMarker(body, marker.name)?.sha === marker.sha && marker.sha !== head && !isNoted(body);
	const text = latest ?? (isToMark ? renderOutdated(body, marker.sha, head) : void 0);
	if (text === void 0 || isSame(text, body)) return false;
	return rewrite(thread, id, text);
}
/** A failure that may have left the text there is one more reason to look again; one that cannot have ends it. */
async function rewrite(thread, id, text) {
	try {
		await thread.update(id, text);
		return true;
	} catch (error) {
		if (isAmbiguous(error)) return true;
		if (error instanceof ServiceError && error.status === 404) return false;
		throw error;
	}
}
function sinceOf(comment) {
	const changed = Date.parse(comment?.updatedAt ?? "");
	return Number.isNaN(changed) ? void 0 : (/* @__PURE__ */ new Date(changed - raceWindow)).toISOString();
}
function isSame(a, b) {
	return a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
}

// src/actions/write-comment.ts
/** Writes that fail without saying whether they were carried out. */
const mostFailures$1 = 3;
/** Times that a comment is gone when it is to be changed. */
const mostLosses = 5;
/**
* Plans the comment and carries the plan out, unless the run is dry. Each attempt starts from comments and a head that
* were just read, so that nothing is written twice, nor by a run whose commit is not the head any more; after a write
* it looks once more. A body that is too long is made shorter.
*/
async function writeComment(context, thread, options) {
	const { marker, mode } = options;
	const tries = {
		failures: 0,
		losses: 0
	};
	for (;;) {
		const head = await thread.head();
		if (head !== marker.sha && tries.sent === void 0) return skipped(movedOn(thread, marker, head));
		const existing = await thread.own(marker.name);
		tries.before ??= existing;
		if (head !== marker.sha) {
			const isNew = tries.sent === "created";
			await settleComment(thread, marker, {
				comment: void 0,
				isNew,
				mode,
				before: tries.before
			});
			return skipped(movedOn(thread, marker, head));
		}
		try {
			return await tryOnce(context, thread, {
				options,
				existing,
				tries
			});
		} catch (error) {
			if (!await bear(context, error, tries)) throw error;
		}
	}
}
async function tryOnce({ log }, thread, now) {
	const { options, existing, tries } = now;
	const { marker, mode, isDryRun, render } = options;
	const done = await fitBody(log, async (budget) => {
		const body = render(budget, existing);
		const plan = planComment(mode, marker, body, existing);
		tries.planned = plan.action;
		if (plan.action === "skipped") return skipped(`no comment: ${plan.why}`);
		if (isDryRun) return {
			...skipped(`would be ${plan.action}: the comment on ${thread.name}`),
			preview: body
		};
		return {
			planned: plan.action,
			written: await carryOut(thread, plan, body, existing)
		};
	});
	if ("verdict" in done) return done;
	const { planned, written: comment } = done;
	const action = planned === "unchanged" ? tries.sent ?? "unchanged" : planned;
	const isNew = planned === "created" || tries.sent === "created";
	const { before = existing } = tries;
	return outcomeOf(thread, {
		marker,
		comment,
		settled: action === "unchanged" ? {
			head: marker.sha,
			isThere: true
		} : await settleComment(thread, marker, {
			comment,
			isNew,
			mode,
			before
		}),
		action
	});
}
/** Whether a failure is one after which it is looked again: that of a comment that is gone, and one that leaves all open. */
async function bear({ clock, log, signal }, error, tries) {
	const { planned } = tries;
	if (error instanceof ServiceError && error.status === 404 && planned === "updated") {
		log.debug(`${error.message}; planning again`);
		return ++tries.losses < mostLosses;
	}
	if (!isAmbiguous(error) || ++tries.failures === mostFailures$1) return false;
	log.debug(`${error.message}; looking whether the comment is there`);
	if (planned === "created" || planned === "updated") tries.sent ??= planned;
	await clock.sleep(1e3 * tries.failures ** 2, signal);
	return true;
}
/** The outcome of a run that leaves the comments as they are. */
function skipped(headline) {
	return {
		verdict: "skipped",
		action: "skipped",
		headline
	};
}
/** Why a run for an older commit leaves the comment alone. */
function movedOn({ name }, { sha }, head) {
	return `no comment: ${name} is at ${head.slice(0, 7)} by now, this run is for ${sha.slice(0, 7)}`;
}
async function carryOut(thread, plan, body, before) {
	if (plan.action === "created") return thread.create(body);
	if (plan.action === "updated") return thread.update(plan.id, body);
	const found = before.find(({ id }) => id === plan.id);
	if (found === void 0) throw new RangeError(`There is no comment ${plan.id} to leave as it is`);
	return found;
}
function outcomeOf(thread, done) {
	const { marker, comment, settled, action } = done;
	if (settled.head !== marker.sha) return skipped(movedOn(thread, marker, settled.head));
	if (!settled.isThere) return skipped("no comment: another job of this commit has commented already");
	return {
		verdict: "pass",
		action,
		headline: `comment on ${thread.name} ${action}`,
		comment: {
			id: comment.id,
			url: comment.url
		}
	};
}
/** The marker of what this run writes about a commit. */
function markerOf({ runId, runAttempt }, name, sha) {
	return {
		name,
		sha,
		run: runId ?? "local",
		attempt: runAttempt ?? 1
	};
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

// src/actions/render-page.ts
/** The reports as one page, an HTML file with charts. What draws loads here alone. */
async function renderPage(reports) {
	const [{ renderHtml }, { renderCharts }] = await Promise.all([import("./render-html.js"), import("./render-chart.js")]);
	return renderHtml(reports, { charts: await renderCharts(reports) });
}
/** By the project's folders. */
const shared = /* @__PURE__ */ new WeakMap();
/** Renders the page of a whole run, which its later steps publish as it is. */
async function renderRunPage({ folders }, report) {
	const page = await renderPage([report]);
	shared.set(folders, page);
	return page;
}
/** The page of the run where it was rendered already. */
function runPage({ folders }) {
	return shared.get(folders);
}

// src/actions/publish-page.ts
/**
* Uploads the report as a page, one HTML file with charts, as an artifact of the run, and returns its address. Undefined
* where artifacts are not available, or the page could not be made: the comment goes without it. What
* uploads loads here alone.
*/
async function publishPage({ artifacts, environment, project, log, signal }, report) {
	const run = runUrl(environment);
	if (!artifacts.isAvailable || run === void 0) return void 0;
	const name = bundleName(project.name, environment.job, environment.runAttempt ?? 1).replace("mlops-", "report-");
	try {
		const page = runPage(project) ?? await renderPage([report]);
		const { id } = await artifacts.publish(`${name}.html`, page).catch((error) => {
			if (!(error instanceof ServiceError && error.status === 409)) throw error;
			return artifacts.publish(`${name}-${shortDigest(page)}.html`, page);
		});
		return `${run}/artifacts/${id}`;
	} catch (error) {
		signal.throwIfAborted();
		log.warn(`${error instanceof Error ? error.message : String(error)}; the comment links the run in place of the page`);
		return;
	}
}

// src/bundle/default-branch.ts
const payload = object({ repository: object({ default_branch: string().min(1).max(255) }) });
/** The repository's default branch, as the event says. */
function defaultBranch(event) {
	return payload.safeParse(event).data?.repository.default_branch;
}
/** Whether a run is for the default branch itself, and no pull request decides what it runs. */
function isOfDefaultBranch(run) {
	const branch = defaultBranch(run.event);
	return branch !== void 0 && run.ref === `refs/heads/${branch}` && ownEvents.includes(run.eventName ?? "");
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
	const known = read.get(project.folders) ?? knownOf(context, current);
	read.set(project.folders, known);
	return addHistory(report, {
		current,
		known: await known
	}, environment);
}
/** The report with its history as its last sections. */
async function addHistory(report, history, environment) {
	const { historySections } = await import("./history-sections.js");
	return {
		...report,
		sections: [...report.sections, ...historySections(history, branchName(environment))]
	};
}
/** What the default branch is called. */
function branchName({ event }) {
	return defaultBranch(event) ?? "the default branch";
}
/** Why there is no history of what several gates under one name came to. */
function severalGates(name) {
	return `Several jobs judged a model called "${name}": its history is not kept. Give each a name`;
}
/**
* What the branch has of the projects of a run. Where the run is one of the default branch, what it came to is appended
* first; where that fails, what is there is read all the same. It never fails: what goes wrong is said.
*/
async function openBranch(context, entries) {
	const { github, environment, inputs, log } = context;
	if (!github.isAvailable || entries.length === 0) return /* @__PURE__ */ new Map();
	const { appendToBranch, readBranch } = await import("./history-branch.js");
	const names = entries.map(({ name }) => name);
	const read = () => readBranch(context, names).catch((error) => said(context, error, /* @__PURE__ */ new Map()));
	if (!isOfDefaultBranch(environment)) return read();
	if (inputs["dry-run"]) {
		log.info(`Would append run ${entries[0]?.run} to the history of ${names.join(", ")}`);
		return read();
	}
	return appendToBranch(context, entries).catch((error) => {
		said(context, error, void 0);
		return read();
	});
}
/** Warns of what cannot be read or written, which is no reason not to report. */
function said({ log, signal }, error, instead) {
	signal.throwIfAborted();
	if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
	log.warn(`${error.message}; the report has no history of it`);
	if (error.hint !== void 0) log.info(error.hint);
	return instead;
}
/** What was read or appended in this run already: the page, the comment and the summary show the same. */
const read = /* @__PURE__ */ new WeakMap();
async function knownOf(context, current) {
	if (context.project.config.report.history === "branch") return (await openBranch(context, [current])).get(current.name) ?? [];
	return readPast(context).catch((error) => said(context, error, []));
}
/** What this run's gate came to. */
async function readEntry(context) {
	const { project, environment } = context;
	const [entry] = await readEntries(context, entryFile(project));
	return entry?.run === environment.runId ? entry : void 0;
}
async function readPast(context) {
	const { files, project } = context;
	return await files.size(pastFile(project)) === void 0 ? [] : readEntries(context, pastFile(project));
}
async function readEntries({ files, project }, file) {
	if ((await files.size(file) ?? 0) > 8e6) throw new UserError(`Cannot read "${file}": it is too large to be a history`, { file });
	const [{ parseHistory }, { mergeHistories }] = await Promise.all([import("./history.js"), import("./history.js")]);
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
	if (!isSameRepository(run.repository, repository)) return none(`run ${id} is of another repository`);
	if (!run.isCompleted) return none(`run ${id} runs again; its end is commented`);
	if (!events.includes(event)) return none(`run ${id} was started by ${plainWord(event)}, not by a pull request`);
	const ending = conclusionOf(run);
	if (idle.includes(ending)) return none(`run ${id} ran nothing (${ending})`);
	const owner = headRepository?.split("/")[0];
	if (headRepository === void 0 || !owner || !headBranch) return none(`the branch that run ${id} was for is gone`);
	const isFork = !isSameRepository(headRepository, repository);
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
	const [{ readBundledReports }, { withBaseHistory }, { reportJobs }] = await Promise.all([
		import("./bundled-reports.js"),
		import("./ended-history.js"),
		import("./collect-models.js")
	]);
	const { results, entry, notes } = await readBundledReports(context, {
		runs,
		run: run.id,
		project: title
	});
	const count = new Set(results.flatMap(({ reports }) => reports)).size;
	log.info(`Run ${run.id} left ${counted(count, "report")} of ${title}`);
	const found = count === 0 ? void 0 : reportJobs(results, title, { attempt: run.attempt });
	const report = found && await withBaseHistory(context, found, {
		run,
		entry
	});
	return {
		subject,
		report: reportEndedRun(run, {
			report,
			title,
			notes
		})
	};
}

// src/report-annotations.ts
/** GitHub shows this many per level and step, and cuts a message after this many characters. */
const perLevel = 10;
const messageLimit = 4096;
const levels$1 = {
	error: "error",
	warning: "warning",
	info: "notice"
};
/** The report's findings as annotations, at most ten per level; the last one of a level says how many more there are. */
function annotate(report) {
	const findings = rankedFindings(report);
	return [
		"error",
		"warning",
		"info"
	].flatMap((severity) => {
		const all = findings.filter((finding) => finding.severity === severity);
		return all.slice(0, perLevel).map((finding, index) => annotation(finding, index === 9 && all.length > perLevel ? all.length : 0));
	});
}
/** The findings of all sections, by the sections' rank. */
function rankedFindings({ sections }) {
	return sections.toSorted((a, b) => a.rank - b.rank).flatMap(({ findings = [] }) => findings);
}
/** `total` is 0 except on the last annotation of a level that has more. */
function annotation(finding, total) {
	const rest = total ? `\n${formatNumber(total - perLevel)} more of this level, ${formatNumber(total)} in all: see the report` : "";
	const hint = finding.hint ? `\n${makeLinesVisible(clipText(finding.hint, 500))}` : "";
	const message = clipText(makeVisible(findingMessage(finding)), messageLimit - [...hint, ...rest].length);
	return {
		level: levels$1[finding.severity],
		message: `${message}${hint}${rest}`,
		...finding.rule === void 0 ? {} : { title: clipText(makeVisible(finding.rule), 200) },
		...finding.file === void 0 ? {} : { file: finding.file },
		...finding.line === void 0 ? {} : { line: finding.line },
		...finding.column === void 0 ? {} : { column: finding.column }
	};
}

// src/repository-path.ts
/** A path as GitHub has it: forward slashes, no `./` before it. */
function toRepositoryPath(file) {
	return file.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "").toWellFormed();
}
/** Whether a place is a file of the repository: no address, no absolute path, none that leads out. */
function isInRepository(file) {
	return file !== void 0 && file !== "" && !/^(?:\/|[A-Za-z]:|[a-z][a-z0-9+.-]*:\/\/|\.\.(?:\/|$))/.test(toRepositoryPath(file));
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
	const words = [makeVisible(findingMessage(finding)), ...hint === void 0 ? [] : [makeLinesVisible(hint)]];
	return {
		path: toRepositoryPath(file),
		line: Math.max(1, line),
		...column !== void 0 && { column: Math.max(1, column) },
		level: levels[severity],
		...rule !== void 0 && { title: clipText(makeVisible(rule), 200) },
		message: words.map((each) => clipText(each, 2e3)).join("\n") + more
	};
}

// src/actions/write-check.ts
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
	const found = findSubject(context.environment);
	const subject = context.project.config.report.check ? await withCheckedOut(context, found) : found;
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
	const { environment, log } = context;
	try {
		const check = await findCheck(context, subject);
		const { url } = await finish(context, check, report);
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
* by neutral too, and a check belongs to the commit, which may be the head of someone else's pull request as well. On
* `pull_request_target` it is the base that is checked out, which would pass for every head.
*/
function isWanted({ github, environment, project, inputs }, subject) {
	const isUnknown = subject.kind === "pull" && subject.sha === void 0 && environment.eventName !== "merge_group";
	const isOfOther = ["workflow_run", "pull_request_target"].includes(environment.eventName ?? "") || isUnknown;
	const isPossible = github.isAvailable && environment.kind === "github" && !isOfOther;
	return project.config.report.check && isPossible && !inputs["dry-run"];
}
/** GitHub takes no annotation at a place that it does not like: the verdict counts for more than the places. */
async function finish({ github, log }, check, report) {
	const checks = await github.checks();
	return fitBody(log, (budget, isShorter) => {
		const described = describeCheck(report, {
			link: check.detailsUrl,
			budget
		});
		return checks.finish(check, {
			...described,
			...isShorter && { annotations: [] }
		});
	});
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
		const report = models.length > 0 ? await reportModels(context, models) : ended?.report ?? await reportOwn(context, own ?? []);
		const subject = ended?.subject ?? await subjectOf(context, own ?? []);
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
	const subject = environment.eventName === "workflow_run" ? {
		kind: "none",
		why: "no comment: the run that started this one is over"
	} : await withCheckedOut(context, findSubject(environment));
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
	const { environment } = context;
	const why = environment.eventName === "workflow_run" ? "this run saved nothing, and what another run's jobs saved is read for one model at a time" : environment.kind === "github" && !context.artifacts.isAvailable ? "artifacts are not available here (GitHub Enterprise Server)" : void 0;
	if (why !== void 0) throw new UserError(`Cannot comment on several models: ${why}`, { hint: "Leave out the input models, and comment on each model by a step of its own, with its name" });
	const [{ readSavedReports }, { readLostJobs }, { withHistories }, { collectModels, isWhole }] = await Promise.all([
		import("./read-saved-reports.js"),
		import("./read-lost-jobs.js"),
		import("./model-histories.js"),
		import("./collect-models.js")
	]);
	const { saved, notes } = await readSavedReports(context);
	const expected = models.filter((name) => name !== "all");
	const lost = isWhole(saved, expected, environment.runAttempt) ? [] : await readLostJobs(context, saved);
	return collectModels(await withHistories(context, saved), {
		expected,
		notes,
		lost,
		attempt: environment.runAttempt,
		branch: branchName(environment)
	});
}
async function reportOwn(context, own) {
	const { project, environment } = context;
	const options = { attempt: environment.runAttempt };
	if (own.length <= 1) return withHistory(context, reportRun(own[0]?.reports ?? [], project.name, options));
	const { reportJobs } = await import("./collect-models.js");
	const report = reportJobs(own, project.name, options);
	if (isJudgedOnce(own)) return withHistory(context, report);
	context.log.warn(severalGates(project.name));
	return report;
}
/** What this run's own actions left, or else the run whose end started this one. */
async function readOwnOrEnded(context) {
	const own = await readRunResults(context);
	return {
		own,
		ended: haveWorked(own) ? void 0 : await readEndedRun(context)
	};
}
function haveWorked(results) {
	return results.some(({ reports }) => hasWorked(reports));
}
/** A job that works by itself when another run ends is not about that one's pull request. */
async function subjectOf(context, own) {
	return context.environment.eventName === "workflow_run" && haveWorked(own) ? { kind: "none" } : withCheckedOut(context, findSubject(context.environment));
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

// src/report-schema.ts
const label = string().max(2e3);
const paragraph = string().max(5e4);
const severity = _enum([
	"error",
	"warning",
	"info"
]);
const count = int().min(0);
const maybeLabel = label.exactOptional();
const maybeParagraph = paragraph.exactOptional();
const maybeCount = count.exactOptional();
const maybeTrue = boolean().exactOptional();
const table = object({
	title: maybeLabel,
	group: maybeLabel,
	columns: array(object({
		label,
		align: _enum(["left", "right"]).exactOptional(),
		digits: int().min(0).max(100).exactOptional()
	})).max(1e3),
	rows: array(array(union([
		paragraph,
		number(),
		boolean(),
		_null()
	])).max(1e3)).max(5e4),
	total: maybeCount,
	sample: maybeTrue
});
const chart = object({
	kind: _enum([
		"bar",
		"line",
		"scatter",
		"histogram",
		"matrix",
		"interval"
	]),
	title: label,
	group: maybeLabel,
	pageOnly: maybeTrue,
	x: object({
		label,
		values: array(union([label, number()])).max(1e5)
	}),
	y: object({ label }),
	series: array(object({
		label,
		values: array(union([number(), _null()])).max(1e5),
		bounds: array(union([tuple([number(), number()]), _null()])).max(1e5).exactOptional()
	})).max(1e3)
});
const finding = object({
	severity,
	message: paragraph,
	rule: maybeLabel,
	hint: maybeParagraph,
	file: maybeLabel,
	line: maybeCount,
	column: maybeCount,
	row: maybeCount,
	count: maybeCount
});
/** The report value as it is read back from a file, which another job may have written: every size is bounded. */
const reportSchema = object({
	schema: literal("mlops/report@1"),
	action: label,
	title: label,
	verdict: _enum(verdicts),
	fails: maybeTrue,
	headline: paragraph,
	facts: array(object({
		label,
		value: label,
		note: maybeLabel
	})).max(1e3),
	sections: array(object({
		title: label,
		rank: number(),
		folded: maybeTrue,
		pageOnly: maybeTrue,
		text: array(paragraph).max(1e3).exactOptional(),
		tables: array(table).max(200).exactOptional(),
		charts: array(chart).max(200).exactOptional(),
		findings: array(finding).max(5e4).exactOptional(),
		log: array(paragraph).max(1e3).exactOptional()
	})).max(2e3)
});

// src/evidence/stored-report.ts
const time = datetime();
const runSchema = object({
	id: string().max(100).exactOptional(),
	attempt: int().min(1).exactOptional(),
	job: string().max(200).exactOptional(),
	sha: string().max(100).exactOptional()
});
const storedSchema = object({
	schema: literal("mlops/action-report@1"),
	action: string().regex(/^[a-z][a-z0-9-]{0,60}$/),
	state: _enum(["started", "finished"]),
	run: runSchema,
	started: time,
	finished: time.exactOptional(),
	report: reportSchema.exactOptional()
}).refine((stored) => stored.state === "started" || stored.report !== void 0, {
	path: ["report"],
	message: "a finished action has a report"
});
/**
* Parses a stored report, or gives undefined when it is of another run, or of an earlier attempt of this same job.
* The run is read first and alone, so that what an earlier version left behind does not have to be valid. Throws
* UserError that names the file and the value in it.
*/
function parseStoredReport(text, path, run) {
	const value = parseJson(text, path);
	const origin = object({ run: runSchema }).safeParse(value);
	if (origin.success && !isOf(run, origin.data.run)) return void 0;
	const parsed = storedSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw invalid(path, `${issue === void 0 || issue.path.length === 0 ? "" : `${toDotPath(issue.path)}: `}${issue?.message ?? "not a report"}`);
}
function isOf(run, origin) {
	if (origin.id !== run.id) return false;
	return origin.job !== run.job || (origin.attempt ?? 1) >= (run.attempt ?? 1);
}
function parseJson(text, path) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw invalid(path, cause instanceof Error ? cause.message : "not JSON");
	}
}
function invalid(path, reason) {
	return new UserError(`Cannot read "${path}": ${reason}`, {
		file: path,
		hint: "It is not a report of this version of mlops-actions; remove it and run the action again"
	});
}

// src/services/github-answers.ts
const comment = object({
	id: int(),
	node_id: string().optional(),
	updated_at: string().optional(),
	body: string().nullish(),
	html_url: string(),
	user: object({
		login: string(),
		type: string().optional()
	}).nullable()
});
const pullRequest = object({
	number: int(),
	state: _enum(["open", "closed"]),
	head: object({
		sha: string(),
		repo: object({ full_name: string() }).nullish()
	}),
	base: object({
		ref: string(),
		sha: string()
	})
});
/** Reads a comment out of GitHub's answer. Throws ServiceError when it is something else. */
function parseComment(value) {
	const { id, node_id, updated_at, body, html_url, user } = parse(comment, value, "a comment");
	return {
		id,
		body: body ?? "",
		url: html_url,
		author: user?.login ?? "ghost",
		isByBot: user?.type === "Bot",
		nodeId: node_id,
		updatedAt: updated_at
	};
}
/** Reads a pull request out of GitHub's answer. Throws ServiceError when it is something else. */
function parsePullRequest(value) {
	const { number, state, head, base } = parse(pullRequest, value, "a pull request");
	return {
		number,
		state,
		headSha: head.sha,
		headRepository: head.repo?.full_name,
		baseRef: base.ref,
		baseSha: base.sha
	};
}
/** Reads a commit's id out of GitHub's answer. */
function parseCommit(value) {
	return parse(object({ sha: string() }), value, "a commit").sha;
}
/** Reads a user's login out of GitHub's answer. */
function parseLogin(value) {
	return parse(object({ login: string() }), value, "a user").login;
}
function parse(schema, value, what) {
	return parseAnswer(schema, value, (path) => `Cannot read GitHub's answer: ${what} was expected${path && `, "${path}" is not as documented`}`);
}
/** A part of GitHub's answer by its schema. Throws ServiceError; `say` is given the path of what is wrong, or `""`. */
function parseAnswer(schema, value, say) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new ServiceError(say(toDotPath(parsed.error.issues[0]?.path ?? [])), {
		service: "GitHub",
		hint: "A proxy or another server may be answering in its place"
	});
}
/** The error of an answer that is something else altogether. */
function notDocumented(act) {
	return new ServiceError(`Cannot ${act}: GitHub's answer is not as documented`, {
		service: "GitHub",
		hint: "A proxy or another server may be answering in its place"
	});
}
/** GitHub's answer by its schema. Throws ServiceError that says what the call was for. */
function parseDocumented(schema, answer, act) {
	return parseAnswer(schema, answer, (path) => `Cannot ${act}: GitHub's answer is not as documented${path && ` at "${path}"`}`);
}

// src/services/github-fetch.ts
const mostRedirects = 10;
/**
* The Fetch API's function as far as Octokit uses it, on Node's own client: `globalThis.fetch` alone would take as long
* to load as Node takes to start twice. Redirects, such as those of a renamed repository, are followed within the host
* alone, which has the token. Throws where the answer does not come whole, or is larger than GitHub's can be.
*/
async function fetchAnswer(url, question = {}, route) {
	let [target, asked] = [new URL(url), question];
	for (let redirects = 0;; redirects++) {
		const { method = "GET", headers, body, signal } = asked;
		const length = body === void 0 ? void 0 : { "content-length": `${Buffer.byteLength(body)}` };
		const incoming = await sendRequest(target, {
			method,
			signal,
			headers: {
				...headers,
				"accept-encoding": "gzip",
				...length
			},
			write: (request) => request.end(body)
		}, route);
		const next = asked.redirect === "manual" && incoming.statusCode === 302 ? void 0 : redirectOf(incoming, target);
		if (next === void 0) return answerOf(incoming, {
			target,
			question: asked
		});
		incoming.destroy();
		if (redirects === mostRedirects) throw misled("it redirects more than 10 times");
		if (incoming.statusCode === 303) asked = withoutBody(asked);
		target = next;
	}
}
async function answerOf(incoming, { target, question }) {
	if (/^text\/html\b/i.test(incoming.headers["content-type"] ?? "") && incoming.statusCode === 200) {
		incoming.destroy();
		throw misled("a web page came in place of its answer");
	}
	const content = await readWhole(incoming, question);
	const headers = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(incoming.headers)) if (value !== void 0) headers.set(name, typeof value === "string" ? value : value.join(", "));
	return {
		status: incoming.statusCode ?? 0,
		statusText: incoming.statusMessage ?? "",
		url: target.href,
		headers,
		body: only(content),
		text: async () => content.toString("utf8"),
		arrayBuffer: async () => new Uint8Array(content).buffer
	};
}
async function* only(content) {
	yield content;
}
/** GitHub's files have at most 100 MB, and its lists 100 comments of at most 256 KiB. */
const mostBytes = {
	file: 12e7,
	list: 4e7
};
async function readWhole(incoming, { headers, signal }) {
	const most = /raw/.test(headers?.accept ?? "") ? mostBytes.file : mostBytes.list;
	const tooLong = () => misled(`its answer is longer than ${formatBytes(most)}`);
	const chunks = [];
	let bytes = 0;
	try {
		for await (const chunk of incoming) {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes > most) throw tooLong();
		}
	} catch (cause) {
		signal?.throwIfAborted();
		if (cause instanceof ConnectionFailure) throw cause;
		throw new Error("the connection broke before its answer was whole");
	}
	const content = Buffer.concat(chunks);
	if (incoming.headers["content-encoding"] !== "gzip" || content.length === 0) return content;
	const { gunzip } = process.getBuiltinModule("node:zlib");
	return new Promise((resolve, reject) => gunzip(content, { maxOutputLength: most }, (error, plain) => {
		if (error === null) resolve(plain);
		else reject(error.code === "ERR_BUFFER_TOO_LARGE" ? tooLong() : error);
	}));
}
function redirectOf({ statusCode, headers }, target) {
	if (!isRedirect(statusCode ?? 0) || headers.location === void 0) return void 0;
	const next = URL.canParse(headers.location, target.href) ? new URL(headers.location, target) : void 0;
	if (next?.origin === target.origin) return next;
	throw misled(`it redirects to ${next?.host ? `"${next.host}"` : "no address"}, where the token does not go`);
}
/** What is no answer of GitHub's, and will be none the next time. */
function misled(message) {
	return new ConnectionFailure(message, {
		rerun: false,
		hint: "Is GITHUB_API_URL the server's address? A proxy, a load balancer or a page to log in may be answering in its place"
	});
}
/** GitHub wants what it moves by another status than 303 sent as it is: a POST that became a GET would read a list. */
function withoutBody({ headers, body: _, ...others }) {
	const kept = Object.entries(headers ?? {}).filter(([name]) => !/^content-/i.test(name));
	return {
		...others,
		method: others.method === "HEAD" ? "HEAD" : "GET",
		headers: Object.fromEntries(kept)
	};
}

// src/services/github-repeater.ts
/** What another try does not change. */
const lasting = /* @__PURE__ */ new Set([
	400,
	401,
	403,
	404,
	410,
	422,
	429,
	451
]);
const mostFailures = 3;
const mostLimits = 2;
/** The longest that we wait, in seconds, for a rate limit to lift. */
const longestWait = 60;
/** Milliseconds between two writes, as GitHub asks. */
const writeDistance = 1e3;
/**
* Sends again 1, 4 and 9 s after a failure that may pass, unless the request says `retries: 0`, and once a rate limit has
* lifted, before which nothing is carried out. Throws what Octokit does, or for an answer that is none, an error alike.
*/
function createRepeater({ clock, log }) {
	let nextWrite = 0;
	async function takeTurn(signal) {
		const now = clock.now();
		const at = Math.max(now, nextWrite);
		nextWrite = at + writeDistance;
		if (at > now) await clock.sleep(at - now, signal);
	}
	return async (send, question, signal) => {
		const most = question.request?.retries ?? mostFailures;
		for (let failures = 0, limits = 0;;) {
			if (isWrite(question)) await takeTurn(signal);
			try {
				const answer = await send();
				checkAnswer(answer);
				return answer;
			} catch (error) {
				const limit = limitAfter(error);
				if (limit !== void 0) {
					if (limit > longestWait || limits++ === mostLimits) throw error;
					log.info(`GitHub's rate limit is reached; going on in ${limit} s`);
					await clock.sleep(limit * 1e3, signal);
				} else {
					if (!mayPass(error) || failures++ >= most) throw error;
					await clock.sleep(failures ** 2 * 1e3, signal);
				}
			}
		}
	};
}
/** Every query of ours is a POST too. */
function isWrite({ method, url }) {
	return method !== "GET" && method !== "HEAD" && !url.endsWith("/graphql");
}
/** Throws where an answer with a status of success is none, or GraphQL says in it what passes. */
function checkAnswer(response) {
	const { data, status } = response;
	if ((typeof data === "string" || data === null) && status !== 204) throw Object.assign(/* @__PURE__ */ new Error("its answer was cut off"), { status: 500 });
	const { errors } = data ?? {};
	const [first] = Array.isArray(errors) ? errors : [];
	const { type, message } = first ?? {};
	if (type === "RATE_LIMITED") throw Object.assign(/* @__PURE__ */ new Error("a limit"), {
		status: 429,
		response
	});
	if (/^Something went wrong while executing your query/.test(String(message))) throw Object.assign(new Error(String(message)), {
		status: 500,
		response
	});
}
function limitAfter(error) {
	const { status = 0, message = "", response } = error;
	if (response === void 0) return void 0;
	return limitOf({
		status,
		headers: response.headers,
		said: message,
		isGraphql: response.status === 200
	});
}
function mayPass(error) {
	const { status = 0, response } = error;
	if (response === void 0) return explainUnanswered(error, true).rerun;
	return status >= 400 && !lasting.has(status);
}

// src/services/github-client.ts
/** Of a request that the client does not repeat, as it may have been carried out. */
const once = { request: { retries: 0 } };
const usualPatience = {
	request: 3e4,
	call: 3e5
};
const mostPages = 1e3;
/** Makes the client; Octokit loads at the first call. */
function createClient(options) {
	const { token, repository } = options;
	const [owner, repo] = repository?.split("/") ?? [];
	const { patience = usualPatience } = options;
	let loading;
	const run = async (about, use) => {
		if (!token || !owner || !repo) throw new UserError(`Cannot ${about.act}: ${token ? "no repository" : "no token"} is set`, { hint: token ? "Run it in a checkout of a repository on GitHub" : "Set the input \"github-token\"; on GitHub its default is ${{ github.token }}" });
		loading ??= loadOctokit(options, token);
		const open = await loading;
		const end = AbortSignal.timeout(patience.call);
		try {
			return await use(open(options.signal ? AbortSignal.any([options.signal, end]) : end), {
				owner,
				repo
			});
		} catch (cause) {
			if (options.signal?.aborted) throw options.signal.reason;
			if (end.aborted) throw new ServiceError(`Cannot ${about.act} in "${repository}": GitHub did not answer as it should for ${patience.call / 6e4} minutes`, { service: "GitHub" });
			if (cause instanceof ServiceError || cause instanceof UserError) throw cause;
			throw explainFailure(cause, {
				...about,
				token,
				repository: `${owner}/${repo}`
			});
		}
	};
	return {
		isAvailable: Boolean(token && owner && repo),
		call: (send, about) => run(about, async (octokit, where) => (await send(octokit, where)).data),
		graphql: (query, variables, about) => run(about, (octokit) => octokit.graphql(query, variables)),
		pages: (send, about) => run(about, async (octokit, where) => {
			const items = [];
			for (let page = 1; page <= mostPages; page++) {
				const { data, headers } = await send(octokit, where, {
					page,
					per_page: 100
				});
				if (!Array.isArray(data)) throw notDocumented(about.act);
				items.push(...data);
				if (!/;\s*rel="?next\b/.test(headers.link ?? "")) break;
			}
			return items;
		})
	};
}
/** Octokits share the turns of their writes. */
async function loadOctokit(options, token) {
	const { apiUrl, version, log, route, patience = usualPatience } = options;
	const { Octokit } = await import("./vendor-github.js");
	const fetch = (url, question) => fetchAnswer(url, question, route);
	const send = createRepeater(options);
	return (signal) => {
		const octokit = new Octokit({
			auth: token,
			baseUrl: apiUrl,
			userAgent: `mlops-actions/${version}`,
			log: {
				debug() {},
				info: log.debug,
				warn: log.debug,
				error: log.debug
			},
			request: { fetch: withTimeout(fetch, signal, patience.request) }
		});
		octokit.hook.wrap("request", (request, question) => send(() => request(question), question, signal));
		return octokit;
	};
}
function withTimeout(fetch, signal, milliseconds) {
	return async (url, options) => {
		const late = AbortSignal.timeout(milliseconds);
		try {
			return await fetch(url, {
				...options,
				signal: AbortSignal.any([signal, late])
			});
		} catch (cause) {
			if (!late.aborted || signal.aborted) throw cause;
			throw new Error(`no whole answer came within ${milliseconds / 1e3} s`);
		}
	};
}

// src/services/github.ts
/** GitHub's API through Octokit, which loads at the first call. */
function createGitHub(options) {
	const client = createClient(options);
	const { call, pages } = client;
	async function findComments(issue, marker, since) {
		const recent = since === void 0 ? {} : { since };
		return (await pages((octokit, where, page) => octokit.rest.issues.listComments({
			...where,
			...page,
			...recent,
			issue_number: issue
		}), {
			act: `read the comments of #${issue}`,
			needs: { "pull-requests": "write" }
		})).map(parseComment).filter((each) => each.body.includes(marker));
	}
	async function pullRequestsOfCommit(sha, branch) {
		const about = {
			act: `find the pull request of commit ${sha.slice(0, 7)}`,
			needs: { "pull-requests": "read" }
		};
		return (await (branch === void 0 ? pages((octokit, where, page) => octokit.rest.repos.listPullRequestsAssociatedWithCommit({
			...where,
			...page,
			commit_sha: sha
		}), about) : pages((octokit, where, page) => octokit.rest.pulls.list({
			...where,
			...page,
			state: "open",
			head: branch
		}), about))).map(parsePullRequest).filter((pull) => pull.state === "open" && pull.headSha === sha);
	}
	return {
		isAvailable: client.isAvailable,
		findComments,
		pullRequestsOfCommit,
		async login() {
			try {
				return parseLogin(await call((octokit) => octokit.rest.users.getAuthenticated(), { act: "ask who the token is" }));
			} catch (error) {
				if (error instanceof ServiceError && (error.status === 403 || error.status === 404)) return void 0;
				throw error;
			}
		},
		async pullRequest(number) {
			const about = {
				act: `read pull request #${number}`,
				needs: { "pull-requests": "read" }
			};
			return parsePullRequest(await call((octokit, where) => octokit.rest.pulls.get({
				...where,
				pull_number: number
			}), about));
		},
		async commitsOf(number) {
			const about = {
				act: `read the commits of #${number}`,
				needs: { "pull-requests": "read" }
			};
			return (await pages((octokit, where, page) => octokit.rest.pulls.listCommits({
				...where,
				...page,
				pull_number: number
			}), about)).map(parseCommit);
		},
		async createComment(issue, body) {
			const about = {
				act: `comment on #${issue}`,
				needs: { "pull-requests": "write" }
			};
			return parseComment(await call((octokit, where) => octokit.rest.issues.createComment({
				...where,
				...once,
				issue_number: issue,
				body
			}), about));
		},
		async updateComment(id, body) {
			const about = {
				act: `update comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			return parseComment(await call((octokit, where) => octokit.rest.issues.updateComment({
				...where,
				...once,
				comment_id: id,
				body
			}), about));
		},
		async commentHistory(nodeId) {
			const { readCommentHistory } = await import("./github-graphql.js");
			return readCommentHistory(client, nodeId);
		},
		async tree(commit) {
			const { githubTree } = await import("./github-tree2.js");
			return githubTree(client, commit);
		},
		async checks() {
			const { githubChecks } = await import("./github-checks.js");
			return githubChecks(client, options);
		},
		async runs() {
			const { githubRuns } = await import("./github-runs.js");
			return githubRuns(client);
		},
		async issues() {
			const { githubIssues } = await import("./github-issues.js");
			return githubIssues(client, options);
		},
		async commitComments() {
			const { githubCommitComments } = await import("./github-commit-comments.js");
			return githubCommitComments(client);
		},
		async refs() {
			const { githubRefs } = await import("./github-refs.js");
			return githubRefs(client);
		},
		async deleteComment(id) {
			const about = {
				act: `delete comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			try {
				await call((octokit, where) => octokit.rest.issues.deleteComment({
					...where,
					comment_id: id
				}), about);
			} catch (error) {
				if (!(error instanceof ServiceError && error.status === 404)) throw error;
			}
		}
	};
}

export { addHistory, annotate, combineReports, commitThread, createGitHub, encodeMark, findSubject, fitBody, fromWorst, hasReadOnlyToken, hasWorked, isAmbiguous, isInRepository, isJudgedOnce, isOfDefaultBranch, once, openBranch, ownWritings, parseComment, parseDocumented, parseStoredReport, prComment, rankedFindings, readRunResults, renderMarker, renderPage, renderRunPage, reportRun, reportSchema, runUrl, said, severalGates, toRepositoryPath, triggeringRun, whileChecking, withHistory, writeComment, writeSarif };