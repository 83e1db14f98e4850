import { combineReports } from "./combine-reports.js";
import { int, object, string } from "./vendor-zod.js";

// src/comment/report-run.ts
/** Actions that carry others' results; they are worth a word only when they fail. */
const carriers = /* @__PURE__ */ new Set([
	"save",
	"restore",
	"notify"
]);
/** Whether an action of these did more than comment, tell or carry others' results. */
function hasWorked(stored) {
	return stored.some(({ action }) => !carriers.has(action) && action !== "pr-comment" && action !== "notify");
}
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

export { encodeMark, findBest, findLatestText, findSubject, hasWorked, isNoted, markerStart, parseMarker, planComment, readResult, renderMarker, renderNoted, renderOutdated, reportRun, triggeringRun };