import { isSameRepository } from "../same-repository.ts";

/** A run of a workflow, as GitHub's API tells of it. */
export interface WorkflowRun {
  id: number;
  /** What started it: `push`, `pull_request`, … */
  event: string;
  /** `success`, `failure`, …; undefined while it runs. */
  conclusion: string | undefined;
  headSha: string;
  /** Undefined where it was deleted with its repository. */
  headBranch: string | undefined;
  /** `owner/name` of where it ran. */
  repository: string;
  /** `owner/name` of where its commit came from; a fork's is another. Undefined where the fork is gone. */
  headRepository: string | undefined;
  /** The workflow's file: `.github/workflows/model.yml`. */
  path: string;
  /** ISO 8601. */
  created: string;
}

/** A run whose last attempt may still be going. */
export interface CurrentRun extends WorkflowRun {
  isCompleted: boolean;
  /** Counted from 1. */
  attempt: number;
  /** When the attempt started, ISO 8601. */
  started?: string | undefined;
}

/** A job of a run. Its name is the workflow's text, and hostile. */
export interface RunJob {
  /** That of its check run, too. */
  id: number;
  name: string;
  /** `success`, `failure`, …; undefined while it runs. */
  conclusion: string | undefined;
  /** ISO 8601. */
  started: string | undefined;
}

/** Where a base is looked for among the runs: those of one commit, or those of a branch, newest first. */
export type RunSource = { kind: "commit"; sha: string; branch: string } | { kind: "branch"; branch: string };

/** Events whose runs no pull request decides about: what ran was in the repository already, or is what a queue merges. */
export const ownEvents: readonly string[] = ["push", "schedule", "workflow_dispatch"];

/**
 * Whether what a run made may be believed: it succeeded, ran here on a commit of this repository, of the commit or
 * branch that is meant, and no pull request started it. A fork's branch may be called `main`, too, and a pull request's
 * run may have the head that is merged later; both would otherwise be found.
 */
export function isTrustedRun(run: WorkflowRun, source: RunSource, repository: string): boolean {
  const isHere = [run.repository, run.headRepository].every((each) => isSameRepository(each, repository));
  if (!isHere || run.conclusion !== "success") return false;
  if (source.kind === "branch") return ownEvents.includes(run.event) && run.headBranch === source.branch;
  return [...ownEvents, "merge_group"].includes(run.event) && run.headSha === source.sha;
}

/** The file of a workflow by which the API knows it: `model.yml` of `.github/workflows/model.yml@refs/heads/main`. */
export function workflowFile(path: string): string | undefined {
  return /(?:^|\/)\.github\/workflows\/([^/@]+\.ya?ml)(?:@|$)/.exec(path)?.[1];
}
