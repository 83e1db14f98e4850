import * as z from "zod";
import { type RunSource, workflowFile } from "./workflow-run.ts";

/** Where the base of a run is to be looked for. */
export interface RunSources {
  /** In the order in which they count. */
  sources: RunSource[];
  /** File name of the workflow whose runs are meant; undefined for those of all. */
  workflow: string | undefined;
  /** Ids of runs that are what is compared, and no base. */
  own: number[];
}

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const branch = z.string().min(1).max(255);
const base = z.object({ base: z.object({ sha, ref: branch }) });
const payload = z.object({
  pull_request: base.optional().catch(undefined),
  merge_group: z.object({ base_sha: sha, base_ref: branch }).optional().catch(undefined),
  workflow_run: z
    .object({
      id: z.int(),
      event: z.string(),
      path: z.string().max(1000).optional(),
      head_branch: branch.nullish(),
      pull_requests: z.array(base).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  before: sha.optional().catch(undefined),
  repository: z.object({ default_branch: branch }).optional().catch(undefined),
});

/**
 * Reads from a webhook payload what a run is compared with. A pull request: the base's commit, then its branch. A merge
 * queue's group: the commit that it is queued on. A push: the commit before it, then its branch. `workflow_run`: what
 * the run that ended is compared with. Others: their own branch. The payload is hostile text: commits and branch names
 * alone are taken.
 */
export function findRunSources(run: {
  event: unknown;
  /** GITHUB_REF. */
  ref: string | undefined;
  /** GITHUB_WORKFLOW_REF: `owner/name/.github/workflows/model.yml@refs/heads/main`. */
  workflowRef: string | undefined;
  repository: string | undefined;
  runId: string | undefined;
}): RunSources {
  const { data: event } = payload.safeParse(run.event);
  const ended = event?.workflow_run;
  const own = [Number(run.runId), ended?.id].filter((id): id is number => Number.isInteger(id));
  const isHere = run.workflowRef?.toLowerCase().startsWith(`${run.repository?.toLowerCase()}/`) === true;
  const workflow = workflowFile(ended?.path ?? (isHere ? (run.workflowRef ?? "") : ""));
  return { sources: sourcesOf(event, run.ref), workflow, own };
}

const headOfPull = z.object({
  pull_request: z.object({ head: z.object({ ref: branch, repo: z.object({ full_name: z.string() }) }) }),
});

/** The branch that a pull request's run is of, and whose; undefined for other events, and where its fork is gone. */
export function pullRequestHead(event: unknown): { branch: string; repository: string } | undefined {
  const head = headOfPull.safeParse(event).data?.pull_request.head;
  return head && { branch: head.ref, repository: head.repo.full_name };
}

function sourcesOf(event: z.infer<typeof payload> | undefined, ref: string | undefined): RunSource[] {
  const { pull_request, merge_group: group, workflow_run: ended, before, repository } = event ?? {};
  const ofBranch = (name: string | undefined): RunSource[] =>
    name === undefined ? [] : [{ kind: "branch", branch: name }];
  const ofCommit = (commit: string, name: string): RunSource[] => [
    { kind: "commit", sha: commit, branch: name },
    ...ofBranch(name),
  ];
  const pull = pull_request ?? ended?.pull_requests?.[0];
  if (pull) return ofCommit(pull.base.sha, pull.base.ref);
  if (group) return ofCommit(group.base_sha, group.base_ref.replace(/^refs\/heads\//, ""));
  // Of a fork's pull request GitHub does not say into which branch it goes, and its branch may be called like one of ours.
  if (ended)
    return ofBranch(
      ended.event.startsWith("pull_request")
        ? repository?.default_branch
        : (ended.head_branch ?? repository?.default_branch),
    );
  const current = /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
  if (current === undefined || /^0+$/.test(before ?? "")) return ofBranch(repository?.default_branch);
  return before === undefined ? ofBranch(current) : ofCommit(before, current);
}
