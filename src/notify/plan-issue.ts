import { type IssueState, parseIssueMarker } from "./issue-marker.ts";
import type { Outcome } from "./occasion.ts";

/** An issue that is there already, open. */
export interface OpenIssue {
  number: number;
  body: string;
  url: string;
}

/** What to do about the issue of a failure. `duplicates` are closed in favour of the one that stays. */
export type IssuePlan = Step & { duplicates: OpenIssue[] };

type Step =
  | { action: "opened"; state: IssueState }
  | { action: "updated"; issue: OpenIssue; state: IssueState }
  | { action: "closed"; issue: OpenIssue }
  | { action: "skipped"; why: string };

type Run = { id: number | undefined; attempt: number; now: string };
type Kept = { issue: OpenIssue; state: IssueState };

/**
 * Decides between opening an issue, updating the one that is open, and closing it. `open` are those of the bot that
 * start with the marker's start. The oldest of them stays, whoever opened it. What a later run has written is left as it is,
 * and the same run counts once.
 */
export function planIssue(outcome: Outcome, run: Run, marker: string, open: readonly OpenIssue[]): IssuePlan {
  if (outcome === "undecided")
    return { action: "skipped", why: "the run decides nothing: the issue stays as it is", duplicates: [] };
  const ours = open
    .flatMap((issue): Kept[] => {
      const state = parseIssueMarker(issue.body, marker);
      return state ? [{ issue, state }] : [];
    })
    .sort((a, b) => a.issue.number - b.issue.number);
  const [kept, ...others] = ours;
  const latest = ours
    .map(({ state }) => state)
    .sort(byRun)
    .at(-1);
  const step =
    kept === undefined || latest === undefined
      ? planFirst(outcome, run)
      : planNext(outcome, run, kept, latest);
  return { ...step, duplicates: others.map(({ issue }) => issue) };
}

function planFirst(outcome: "failure" | "success", { id = 0, attempt, now }: Run): Step {
  return outcome === "success"
    ? { action: "skipped", why: "no issue is open" }
    : { action: "opened", state: { failures: 1, since: now, run: id, attempt } };
}

function planNext(
  outcome: "failure" | "success",
  run: Run,
  { issue, state }: Kept,
  latest: IssueState,
): Step {
  // A run in a terminal has no number: it is taken for the last one.
  const now = run.id === undefined ? latest : { run: run.id, attempt: run.attempt };
  const order = byRun(latest, now);
  if (order > 0) return { action: "skipped", why: `a later run has written to #${issue.number}` };
  if (outcome === "success" && run.id !== undefined && order === 0)
    return { action: "skipped", why: `another job of this run has failed: #${issue.number}` };
  if (outcome === "success") return { action: "closed", issue };
  const failures = latest.run === run.id ? state.failures : state.failures + 1;
  const { since } = state;
  return { action: "updated", issue, state: { failures, since, run: now.run, attempt: now.attempt } };
}

/** Run numbers grow; attempts of a run as well. */
function byRun(a: { run: number; attempt: number }, b: { run: number; attempt: number }): number {
  return a.run - b.run || a.attempt - b.attempt;
}
