import { array, int, object, string } from "./vendor-zod.js";

// src/bundle/workflow-run.ts
/** Events whose runs no pull request decides about: what ran was in the repository already, or is what a queue merges. */
const ownEvents = [
	"push",
	"schedule",
	"workflow_dispatch"
];
/**
* Whether what a run made may be believed: it succeeded, ran here on a commit of this repository, of the commit or
* branch that is meant, and no pull request started it. A fork's branch may be called `main`, too, and a pull request's
* run may have the head that is merged later; both would otherwise be found.
*/
function isTrustedRun(run, source, repository) {
	if (![run.repository, run.headRepository].every((each) => each?.toLowerCase() === repository.toLowerCase()) || run.conclusion !== "success") return false;
	if (source.kind === "branch") return ownEvents.includes(run.event) && run.headBranch === source.branch;
	return [...ownEvents, "merge_group"].includes(run.event) && run.headSha === source.sha;
}
/** The file of a workflow by which the API knows it: `model.yml` of `.github/workflows/model.yml@refs/heads/main`. */
function workflowFile(path) {
	return /(?:^|\/)\.github\/workflows\/([^/@]+\.ya?ml)(?:@|$)/.exec(path)?.[1];
}

// src/bundle/run-sources.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const branch = string().min(1).max(255);
const base = object({ base: object({
	sha,
	ref: branch
}) });
const payload = object({
	pull_request: base.optional().catch(void 0),
	merge_group: object({
		base_sha: sha,
		base_ref: branch
	}).optional().catch(void 0),
	workflow_run: object({
		id: int(),
		event: string(),
		path: string().max(1e3).optional(),
		head_branch: branch.nullish(),
		pull_requests: array(base).optional().catch(void 0)
	}).optional().catch(void 0),
	before: sha.optional().catch(void 0),
	repository: object({ default_branch: branch }).optional().catch(void 0)
});
/**
* Reads from a webhook payload what a run is compared with. A pull request: the base's commit, then its branch. A merge
* queue's group: the commit that it is queued on. A push: the commit before it, then its branch. `workflow_run`: what
* the run that ended is compared with. Others: their own branch. The payload is hostile text: commits and branch names
* alone are taken.
*/
function findRunSources(run) {
	const { data: event } = payload.safeParse(run.event);
	const ended = event?.workflow_run;
	const own = [Number(run.runId), ended?.id].filter((id) => Number.isInteger(id));
	const isHere = run.workflowRef?.toLowerCase().startsWith(`${run.repository?.toLowerCase()}/`) === true;
	const workflow = workflowFile(ended?.path ?? (isHere ? run.workflowRef ?? "" : ""));
	return {
		sources: sourcesOf(event, run.ref),
		workflow,
		own
	};
}
/** Whether a run is for the default branch itself, and no pull request decides what it runs. */
function isOfDefaultBranch(run) {
	const branch = payload.safeParse(run.event).data?.repository?.default_branch;
	return branch !== void 0 && run.ref === `refs/heads/${branch}` && ownEvents.includes(run.eventName ?? "");
}
function sourcesOf(event, ref) {
	const { pull_request, merge_group: group, workflow_run: ended, before, repository } = event ?? {};
	const ofBranch = (name) => name === void 0 ? [] : [{
		kind: "branch",
		branch: name
	}];
	const ofCommit = (commit, name) => [{
		kind: "commit",
		sha: commit,
		branch: name
	}, ...ofBranch(name)];
	const pull = pull_request ?? ended?.pull_requests?.[0];
	if (pull) return ofCommit(pull.base.sha, pull.base.ref);
	if (group) return ofCommit(group.base_sha, group.base_ref.replace(/^refs\/heads\//, ""));
	if (ended) return ofBranch(ended.event.startsWith("pull_request") ? repository?.default_branch : ended.head_branch ?? repository?.default_branch);
	const current = /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
	if (current === void 0 || /^0+$/.test(before ?? "")) return ofBranch(repository?.default_branch);
	return before === void 0 ? ofBranch(current) : ofCommit(before, current);
}

export { findRunSources, isOfDefaultBranch, isTrustedRun, workflowFile };