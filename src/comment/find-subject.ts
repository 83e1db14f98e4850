import * as z from "zod";
import { isSameRepository } from "../same-repository.ts";

/** What an event is about: a pull request by number, a commit that may be one's head, or neither. */
export type Subject =
  | { kind: "pull"; number: number; sha: string | undefined; isFork: boolean }
  | {
      kind: "commit";
      sha: string;
      /** `owner:name`. */
      branch: string | undefined;
      /** `owner/name` of where the commit is, where it has to be that one. */
      headRepository?: string;
      isFork: boolean;
    }
  | { kind: "none" /** The headline that says why; default: the event is about none. */; why?: string };

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const repository = z
  .object({ full_name: z.string(), owner: z.object({ login: z.string() }).optional() })
  .nullish();
const payload = z.object({
  pull_request: z
    .object({ number: z.int(), head: z.object({ sha, repo: repository }) })
    .optional()
    .catch(undefined),
  issue: z
    .object({ number: z.int(), pull_request: z.object({}) })
    .optional()
    .catch(undefined),
  merge_group: z.object({ head_ref: z.string() }).optional().catch(undefined),
  workflow_run: z
    .object({
      id: z.int(),
      head_sha: sha,
      head_branch: z.string().nullish(),
      head_repository: repository,
    })
    .optional()
    .catch(undefined),
  ref: z.string().optional().catch(undefined),
  after: sha.optional().catch(undefined),
});

/**
 * Reads from a webhook payload which pull request a run is for. The payload may be stale and its text hostile:
 * only numbers, commits and branch names are taken, and what they mean now is for the API to say. A merge queue
 * tests a commit of its own, and a comment's event names none: there `sha` is undefined.
 */
export function findSubject(run: {
  event: unknown;
  sha: string | undefined;
  repository: string | undefined;
}): Subject {
  const { data: event } = payload.safeParse(run.event);
  const isFork = (name: string | undefined): boolean =>
    name !== undefined && !isSameRepository(name, run.repository);
  if (event?.pull_request) {
    const { number, head } = event.pull_request;
    return {
      kind: "pull",
      number,
      sha: head.sha,
      isFork: head.repo === null || isFork(head.repo?.full_name),
    };
  }
  if (event?.issue) return { kind: "pull", number: event.issue.number, sha: undefined, isFork: false };
  const queued = /\/pr-(\d{1,9})-[0-9a-f]{40,64}$/.exec(event?.merge_group?.head_ref ?? "");
  if (queued) return { kind: "pull", number: Number(queued[1]), sha: undefined, isFork: false };
  if (event?.workflow_run) {
    const { head_sha, head_branch, head_repository } = event.workflow_run;
    const owner = head_repository?.owner?.login ?? head_repository?.full_name.split("/")[0];
    const branch = owner && head_branch ? `${owner}:${head_branch}` : undefined;
    return { kind: "commit", sha: head_sha, branch, isFork: isFork(head_repository?.full_name) };
  }
  const pushed = /^refs\/heads\/(.+)$/.exec(event?.ref ?? "")?.[1];
  const commit = event?.after ?? run.sha;
  if (pushed === undefined || commit === undefined || /^0+$/.test(commit)) return { kind: "none" };
  const owner = run.repository?.split("/")[0];
  return { kind: "commit", sha: commit, branch: owner && `${owner}:${pushed}`, isFork: false };
}

/** The run whose end started this one, where the event is `workflow_run`. */
export function triggeringRun(event: unknown): string | undefined {
  const id = payload.safeParse(event).data?.workflow_run?.id;
  return id === undefined ? undefined : String(id);
}
