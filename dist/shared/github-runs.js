import { ServiceError } from "./core.js";
import { array, boolean, int, object, string } from "./vendor-zod.js";
import { parseDocumented } from "./services.js";
import { readPages } from "./read-pages.js";

// src/services/github-runs.ts
/** Pages of a list that are read at most. */
const mostPages = 3;
const mostArtifactPages = 10;
const needs = { actions: "read" };
const repository = object({ full_name: string() });
const run = object({
	id: int(),
	event: string(),
	conclusion: string().nullish(),
	head_sha: string(),
	head_branch: string().nullish(),
	repository,
	head_repository: repository.nullish(),
	path: string(),
	created_at: string()
});
const currentRun = run.extend({
	status: string().nullish(),
	run_attempt: int().min(1).nullish()
});
const runList = object({ workflow_runs: array(run) });
const reference = object({ object: object({ sha: string().regex(/^[0-9a-f]{40,64}$/) }) });
const comparison = object({ status: string() });
const artifactList = object({ artifacts: array(object({
	id: int(),
	name: string(),
	size_in_bytes: int().min(0),
	expired: boolean(),
	digest: string().nullish()
})) });
/** The runs that GitHub has, by requests whose number is bounded. */
function githubRuns({ call }) {
	const list = async (what, filter, { status, workflow, most }) => {
		const act = `list the runs of ${what}`;
		const options = {
			...filter,
			status,
			exclude_pull_requests: true
		};
		return (await readPages(most, async (page) => {
			const answer = await call((octokit, where) => workflow === void 0 ? octokit.rest.actions.listWorkflowRunsForRepo({
				...where,
				...options,
				...page
			}) : octokit.rest.actions.listWorkflowRuns({
				...where,
				...options,
				...page,
				workflow_id: workflow
			}), {
				act,
				needs
			}).catch((error) => {
				if (workflow !== void 0 && error instanceof ServiceError && error.status === 404) return { workflow_runs: [] };
				throw error;
			});
			return parseDocumented(runList, answer, act).workflow_runs;
		})).map(toRun);
	};
	return {
		find: (query, workflow) => {
			const options = {
				status: "success",
				workflow,
				most: mostPages
			};
			return "sha" in query ? list(`commit ${query.sha.slice(0, 7)}`, { head_sha: query.sha }, options) : list(query.branch, { branch: query.branch }, options);
		},
		async get(id, attempt) {
			const act = `read run ${id}`;
			const answer = await call((octokit, where) => attempt === void 0 ? octokit.rest.actions.getWorkflowRun({
				...where,
				run_id: id
			}) : octokit.rest.actions.getWorkflowRunAttempt({
				...where,
				run_id: id,
				attempt_number: attempt
			}), {
				act,
				needs
			});
			const found = parseDocumented(currentRun, answer, act);
			return {
				...toRun(found),
				isCompleted: found.status === "completed",
				attempt: found.run_attempt ?? 1
			};
		},
		ended: (branch, workflow) => list(branch, { branch }, {
			status: "completed",
			workflow,
			most: 1
		}),
		async artifacts(run) {
			const act = `list the artifacts of run ${run}`;
			return (await readPages(mostArtifactPages, async (page) => {
				const answer = await call((octokit, where) => octokit.rest.actions.listWorkflowRunArtifacts({
					...where,
					...page,
					run_id: run
				}), {
					act,
					needs
				});
				return parseDocumented(artifactList, answer, act).artifacts;
			})).map(({ id, name, size_in_bytes: size, expired, digest }) => ({
				id,
				name,
				size,
				isExpired: expired,
				digest: /^sha256:([0-9a-f]{64})$/.exec(digest ?? "")?.[1]
			})).sort((a, b) => b.id - a.id);
		},
		async isOnBranch(sha, branch) {
			const about = {
				act: `look for ${sha.slice(0, 7)} on ${branch}`,
				needs: { contents: "read" }
			};
			const tip = await call((octokit, where) => octokit.rest.git.getRef({
				...where,
				ref: `heads/${branch}`
			}), about);
			const basehead = `${sha}...${parseDocumented(reference, tip, about.act).object.sha}`;
			const compared = await call((octokit, where) => octokit.rest.repos.compareCommitsWithBasehead({
				...where,
				basehead,
				per_page: 1
			}), about);
			return ["ahead", "identical"].includes(parseDocumented(comparison, compared, about.act).status);
		},
		async locate(artifact) {
			const act = `download artifact ${artifact}`;
			const location = await call(async (octokit, where) => {
				const request = {
					redirect: "manual",
					parseSuccessResponseBody: false
				};
				const zip = {
					...where,
					artifact_id: artifact,
					archive_format: "zip",
					request
				};
				const { headers } = await octokit.rest.actions.downloadArtifact(zip);
				return { data: headers.location };
			}, {
				act,
				needs
			});
			if (typeof location === "string" && URL.canParse(location)) return location;
			throw new ServiceError(`Cannot ${act}: GitHub does not say where it is`, { service: "GitHub" });
		}
	};
}
function toRun(answer) {
	return {
		id: answer.id,
		event: answer.event,
		conclusion: answer.conclusion ?? void 0,
		headSha: answer.head_sha,
		headBranch: answer.head_branch ?? void 0,
		repository: answer.repository.full_name,
		headRepository: answer.head_repository?.full_name,
		path: answer.path,
		created: answer.created_at
	};
}

export { githubRuns };