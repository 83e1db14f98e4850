import { ServiceError } from "./core.js";
import { array, boolean, int, object, string } from "./vendor-zod.js";
import { parseAnswer } from "./github-answers.js";

// src/services/github-runs.ts
const perPage = 100;
/** Pages of a list that are read at most. */
const mostPages = 3;
const mostArtifactPages = 10;
const needs = { actions: "read" };
const repository = object({ full_name: string() });
const runList = object({ workflow_runs: array(object({
	id: int(),
	event: string(),
	conclusion: string().nullish(),
	head_sha: string(),
	head_branch: string().nullish(),
	repository,
	head_repository: repository.nullish(),
	path: string(),
	created_at: string()
})) });
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
	return {
		async find(query, workflow) {
			const [what, filter] = "sha" in query ? [`commit ${query.sha.slice(0, 7)}`, { head_sha: query.sha }] : [query.branch, { branch: query.branch }];
			const act = `list the runs of ${what}`;
			const options = {
				...filter,
				status: "success",
				exclude_pull_requests: true
			};
			return (await readPages(mostPages, async (page) => {
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
				return parse(runList, answer, act).workflow_runs;
			})).map((run) => ({
				id: run.id,
				event: run.event,
				conclusion: run.conclusion ?? void 0,
				headSha: run.head_sha,
				headBranch: run.head_branch ?? void 0,
				repository: run.repository.full_name,
				headRepository: run.head_repository?.full_name,
				path: run.path,
				created: run.created_at
			}));
		},
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
				return parse(artifactList, answer, act).artifacts;
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
			const basehead = `${sha}...${parse(reference, tip, about.act).object.sha}`;
			const compared = await call((octokit, where) => octokit.rest.repos.compareCommitsWithBasehead({
				...where,
				basehead,
				per_page: 1
			}), about);
			return ["ahead", "identical"].includes(parse(comparison, compared, about.act).status);
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
async function readPages(most, read) {
	const all = [];
	for (let page = 1; page <= most; page++) {
		const items = await read({
			page,
			per_page: perPage
		});
		all.push(...items);
		if (items.length < perPage) break;
	}
	return all;
}
function parse(schema, answer, act) {
	const where = (path) => path && ` at "${path}"`;
	return parseAnswer(schema, answer, (path) => `Cannot ${act}: GitHub's answer is not as documented${where(path)}`);
}

export { githubRuns };