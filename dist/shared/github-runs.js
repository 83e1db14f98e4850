import { ServiceError } from "./core.js";
import { parseDocumented } from "./commenting.js";
import { array, boolean, int, object, string } from "./vendor-zod.js";
import { readPages } from "./read-pages.js";

// src/services/github-runs.ts
/** Pages of a list that are read at most. */
const mostPages = 3;
const mostArtifactPages = 10;
/** A matrix has 256 jobs at most. */
const mostJobPages = 5;
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
	run_attempt: int().min(1).nullish(),
	run_started_at: string().nullish()
});
const jobList = object({ jobs: array(object({
	id: int(),
	name: string(),
	conclusion: string().nullish(),
	started_at: string().nullish()
})) });
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
function githubRuns(client) {
	return {
		find(query, workflow) {
			const options = {
				status: "success",
				workflow,
				most: mostPages
			};
			return "sha" in query ? listRuns(client, `commit ${query.sha.slice(0, 7)}`, { head_sha: query.sha }, options) : listRuns(client, query.branch, query, options);
		},
		get: (id, attempt) => readRun(client, id, attempt),
		ended: (branch, workflow) => listRuns(client, branch, { branch }, {
			status: "completed",
			workflow,
			most: 1
		}),
		jobs: (run) => listJobs(client, run),
		artifacts: (run) => listArtifacts(client, run),
		isOnBranch: (sha, branch) => findOnBranch(client, sha, branch),
		locate: (artifact) => locateArtifact(client, artifact)
	};
}
async function listRuns({ call }, what, filter, options) {
	const { status, workflow, most } = options;
	const act = `list the runs of ${what}`;
	const query = {
		...filter,
		status,
		exclude_pull_requests: true
	};
	return (await readPages(most, async (page) => {
		const answer = await call((octokit, where) => workflow === void 0 ? octokit.rest.actions.listWorkflowRunsForRepo({
			...where,
			...query,
			...page
		}) : octokit.rest.actions.listWorkflowRuns({
			...where,
			...query,
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
}
async function readRun({ call }, id, attempt) {
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
		attempt: found.run_attempt ?? 1,
		started: found.run_started_at ?? void 0
	};
}
async function listJobs({ call }, run) {
	const act = `list the jobs of run ${run}`;
	return (await readPages(mostJobPages, async (page) => {
		const answer = await call((octokit, where) => octokit.rest.actions.listJobsForWorkflowRun({
			...where,
			...page,
			run_id: run
		}), {
			act,
			needs
		});
		return parseDocumented(jobList, answer, act).jobs;
	})).map(({ id, name, conclusion, started_at: started }) => ({
		id,
		name,
		conclusion: conclusion ?? void 0,
		started: started ?? void 0
	}));
}
async function listArtifacts({ call }, run) {
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
}
async function findOnBranch({ call }, sha, branch) {
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
}
async function locateArtifact({ call }, artifact) {
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