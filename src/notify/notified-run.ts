import * as z from "zod";
import { workflowFile } from "../bundle/workflow-run.ts";
import { findSubject } from "../comment/find-subject.ts";
import { hasReadOnlyToken } from "../comment/read-only-token.ts";

/** The run that people are told of: this one, or the one whose end started it. */
export interface NotifiedRun {
  /** Undefined in a terminal. */
  id: number | undefined;
  attempt: number;
  /** File name of its workflow: `model.yml`. */
  workflow: string | undefined;
  /** The branch that it is for: of a pull request its head. Hostile text. */
  branch: string | undefined;
  commit: string | undefined;
  event: string | undefined;
  /** A pull request, or a queue that merges some, started it. */
  isOfPullRequest: boolean;
  /** How the run ended whose end started this one; undefined for this one. */
  conclusion: string | undefined;
  /** It has no secrets, and a token that can only read: a fork's or Dependabot's. */
  isReadOnly: boolean;
}

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const branch = z.string().min(1).max(255);
const payload = z.object({
  workflow_run: z
    .object({
      id: z.int(),
      run_attempt: z.int().min(1).optional(),
      path: z.string().max(1000).optional(),
      event: z.string().max(100),
      head_branch: branch.nullish(),
      head_sha: sha,
      conclusion: z.string().max(100).nullish(),
    })
    .optional()
    .catch(undefined),
  pull_request: z
    .object({ head: z.object({ sha, ref: branch }) })
    .optional()
    .catch(undefined),
});

/** Reads it from what the runner says and from the event, of which numbers, commits and branches alone are taken. */
export function findNotifiedRun(run: {
  event: unknown;
  eventName: string | undefined;
  ref: string | undefined;
  sha: string | undefined;
  workflowRef: string | undefined;
  repository: string | undefined;
  runId: string | undefined;
  runAttempt: number | undefined;
}): NotifiedRun {
  const { data: event } = payload.safeParse(run.event);
  const ended = run.eventName === "workflow_run" ? event?.workflow_run : undefined;
  if (ended)
    return {
      id: ended.id,
      attempt: ended.run_attempt ?? 1,
      workflow: workflowFile(ended.path ?? ""),
      branch: ended.head_branch ?? undefined,
      commit: ended.head_sha,
      event: ended.event,
      isOfPullRequest: isPullRequestEvent(ended.event),
      conclusion: ended.conclusion ?? "unknown",
      isReadOnly: false,
    };
  const head = event?.pull_request?.head;
  const id = Number(run.runId);
  const subject = findSubject(run);
  return {
    id: Number.isSafeInteger(id) && id > 0 ? id : undefined,
    attempt: run.runAttempt ?? 1,
    workflow: workflowFile(run.workflowRef ?? ""),
    branch: head?.ref ?? /^refs\/heads\/(.{1,255})$/.exec(run.ref ?? "")?.[1],
    commit: head?.sha ?? run.sha,
    event: run.eventName,
    isOfPullRequest:
      head !== undefined ||
      (run.eventName === "issue_comment" ? subject.kind === "pull" : isPullRequestEvent(run.eventName)),
    conclusion: undefined,
    isReadOnly: hasReadOnlyToken(subject, run),
  };
}

function isPullRequestEvent(name: string | undefined): boolean {
  return name !== undefined && /^(pull_request|merge_group$|issue_comment$)/.test(name);
}
