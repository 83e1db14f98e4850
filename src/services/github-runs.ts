import * as z from "zod";
import type { CurrentRun, RunJob, WorkflowRun } from "../bundle/workflow-run.ts";
import { ServiceError } from "../errors.ts";
import { parseDocumented } from "./github-answers.ts";
import type { GitHubClient } from "./github-client.ts";
import { readPages } from "./read-pages.ts";

/** An artifact of another run: a zip file. */
export interface RunArtifact {
  id: number;
  name: string;
  /** Bytes. */
  size: number;
  isExpired: boolean;
  /** SHA-256 of the zip file, lower-case hex, where GitHub knows it. */
  digest: string | undefined;
}

/** Other runs of the repository. Every call throws ServiceError after its retries are spent. */
export interface WorkflowRuns {
  /** A run as it is now: its last attempt, or the one that is named. */
  get(run: number, attempt?: number): Promise<CurrentRun>;
  /** Runs that succeeded, newest first, some hundred at most: of a commit or a branch, of one workflow's file or of all. */
  find(query: { sha: string } | { branch: string }, workflow?: string): Promise<WorkflowRun[]>;
  /** The last hundred runs of a branch that ended, however they did, newest first. */
  ended(branch: string, workflow?: string): Promise<WorkflowRun[]>;
  /** The jobs of a run's last attempt, some hundred at most. */
  jobs(run: number): Promise<RunJob[]>;
  /** A run's artifacts, newest first. */
  artifacts(run: number): Promise<RunArtifact[]>;
  /** Whether a commit is on a branch: its tip, or before it. */
  isOnBranch(sha: string, branch: string): Promise<boolean>;
  /** Where an artifact's content is: an address for a minute, which takes no credentials. */
  locate(artifact: number): Promise<string>;
}

/** Pages of a list that are read at most. */
const mostPages = 3;
const mostArtifactPages = 10;
/** A matrix has 256 jobs at most. */
const mostJobPages = 5;
const needs = { actions: "read" };

const repository = z.object({ full_name: z.string() });
const run = z.object({
  id: z.int(),
  event: z.string(),
  conclusion: z.string().nullish(),
  head_sha: z.string(),
  head_branch: z.string().nullish(),
  repository,
  head_repository: repository.nullish(),
  path: z.string(),
  created_at: z.string(),
});
const currentRun = run.extend({
  status: z.string().nullish(),
  run_attempt: z.int().min(1).nullish(),
  run_started_at: z.string().nullish(),
});
const jobList = z.object({
  jobs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      conclusion: z.string().nullish(),
      started_at: z.string().nullish(),
    }),
  ),
});
const runList = z.object({ workflow_runs: z.array(run) });
const reference = z.object({ object: z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) }) });
const comparison = z.object({ status: z.string() });
const artifactList = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      size_in_bytes: z.int().min(0),
      expired: z.boolean(),
      digest: z.string().nullish(),
    }),
  ),
});

/** The runs that GitHub has, by requests whose number is bounded. */
export function githubRuns(client: GitHubClient): WorkflowRuns {
  return {
    find(query, workflow) {
      const options = { status: "success", workflow, most: mostPages } as const;
      return "sha" in query
        ? listRuns(client, `commit ${query.sha.slice(0, 7)}`, { head_sha: query.sha }, options)
        : listRuns(client, query.branch, query, options);
    },
    get: (id, attempt) => readRun(client, id, attempt),
    ended: (branch, workflow) =>
      listRuns(client, branch, { branch }, { status: "completed", workflow, most: 1 }),
    jobs: (run) => listJobs(client, run),
    artifacts: (run) => listArtifacts(client, run),
    isOnBranch: (sha, branch) => findOnBranch(client, sha, branch),
    locate: (artifact) => locateArtifact(client, artifact),
  };
}

async function listRuns(
  { call }: GitHubClient,
  what: string,
  filter: { head_sha: string } | { branch: string },
  options: { status: "success" | "completed"; workflow: string | undefined; most: number },
): Promise<WorkflowRun[]> {
  const { status, workflow, most } = options;
  const act = `list the runs of ${what}`;
  const query = { ...filter, status, exclude_pull_requests: true } as const;
  const found = await readPages(most, async (page) => {
    const answer = await call<unknown>(
      (octokit, where) =>
        workflow === undefined
          ? octokit.rest.actions.listWorkflowRunsForRepo({ ...where, ...query, ...page })
          : octokit.rest.actions.listWorkflowRuns({ ...where, ...query, ...page, workflow_id: workflow }),
      { act, needs },
    ).catch((error: unknown) => {
      // The default branch has no such workflow yet.
      if (workflow !== undefined && error instanceof ServiceError && error.status === 404)
        return { workflow_runs: [] };
      throw error;
    });
    return parseDocumented(runList, answer, act).workflow_runs;
  });
  return found.map(toRun);
}

async function readRun({ call }: GitHubClient, id: number, attempt: number | undefined): Promise<CurrentRun> {
  const act = `read run ${id}`;
  const answer = await call<unknown>(
    (octokit, where) =>
      attempt === undefined
        ? octokit.rest.actions.getWorkflowRun({ ...where, run_id: id })
        : octokit.rest.actions.getWorkflowRunAttempt({ ...where, run_id: id, attempt_number: attempt }),
    { act, needs },
  );
  const found = parseDocumented(currentRun, answer, act);
  return {
    ...toRun(found),
    isCompleted: found.status === "completed",
    attempt: found.run_attempt ?? 1,
    started: found.run_started_at ?? undefined,
  };
}

async function listJobs({ call }: GitHubClient, run: number): Promise<RunJob[]> {
  const act = `list the jobs of run ${run}`;
  const list = await readPages(mostJobPages, async (page) => {
    const answer = await call<unknown>(
      (octokit, where) => octokit.rest.actions.listJobsForWorkflowRun({ ...where, ...page, run_id: run }),
      { act, needs },
    );
    return parseDocumented(jobList, answer, act).jobs;
  });
  return list.map(({ id, name, conclusion, started_at: started }) => ({
    ...{ id, name, conclusion: conclusion ?? undefined, started: started ?? undefined },
  }));
}

async function listArtifacts({ call }: GitHubClient, run: number): Promise<RunArtifact[]> {
  const act = `list the artifacts of run ${run}`;
  const list = await readPages(mostArtifactPages, async (page) => {
    const answer = await call<unknown>(
      (octokit, where) => octokit.rest.actions.listWorkflowRunArtifacts({ ...where, ...page, run_id: run }),
      { act, needs },
    );
    return parseDocumented(artifactList, answer, act).artifacts;
  });
  return list
    .map(({ id, name, size_in_bytes: size, expired, digest }) => ({
      ...{ id, name, size, isExpired: expired },
      digest: /^sha256:([0-9a-f]{64})$/.exec(digest ?? "")?.[1],
    }))
    .sort((a, b) => b.id - a.id);
}

async function findOnBranch({ call }: GitHubClient, sha: string, branch: string): Promise<boolean> {
  const about = { act: `look for ${sha.slice(0, 7)} on ${branch}`, needs: { contents: "read" } };
  const tip = await call<unknown>(
    (octokit, where) => octokit.rest.git.getRef({ ...where, ref: `heads/${branch}` }),
    about,
  );
  const basehead = `${sha}...${parseDocumented(reference, tip, about.act).object.sha}`;
  const compared = await call<unknown>(
    (octokit, where) => octokit.rest.repos.compareCommitsWithBasehead({ ...where, basehead, per_page: 1 }),
    about,
  );
  return ["ahead", "identical"].includes(parseDocumented(comparison, compared, about.act).status);
}

async function locateArtifact({ call }: GitHubClient, artifact: number): Promise<string> {
  const act = `download artifact ${artifact}`;
  const location: unknown = await call(
    async (octokit, where) => {
      // The token is for GitHub alone, so the redirect is not followed here.
      const request = { redirect: "manual", parseSuccessResponseBody: false } as const;
      const zip = { ...where, artifact_id: artifact, archive_format: "zip", request };
      const { headers } = await octokit.rest.actions.downloadArtifact(zip);
      return { data: headers.location };
    },
    { act, needs },
  );
  if (typeof location === "string" && URL.canParse(location)) return location;
  throw new ServiceError(`Cannot ${act}: GitHub does not say where it is`, { service: "GitHub" });
}

function toRun(answer: z.infer<typeof run>): WorkflowRun {
  return {
    id: answer.id,
    event: answer.event,
    conclusion: answer.conclusion ?? undefined,
    headSha: answer.head_sha,
    headBranch: answer.head_branch ?? undefined,
    repository: answer.repository.full_name,
    headRepository: answer.head_repository?.full_name,
    path: answer.path,
    created: answer.created_at,
  };
}
