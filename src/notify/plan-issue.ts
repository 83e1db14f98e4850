import { type IssueState, parseIssueMarker } from "./issue-marker.ts";
import type { Outcome } from "./occasion.ts";

/** An issue that is there already, open. */
export interface OpenIssue {
  number: number;
  body: string;
  url: string;
}

/** What to do about the issue of a failure. `duplicates` are closed in favour of the one that stays. */
export type IssuePlan = { duplicates: OpenIssue[] } & (
  | { action: "opened"; state: IssueState }
  | { action: "updated"; issue: OpenIssue; state: IssueState }
  | { action: "closed"; issue: OpenIssue }
  | { action: "skipped"; why: string }
);

/**
 * Decides between opening an issue, updating the one that is open, and closing it. `open` are those of the bot that
 * start with the marker's start. The oldest of them stays, whoever opened it. What a later run has written is left as it is,
 * and the same run counts once.
 */
export function planIssue(
  outcome: Outcome,
  run: { id: number | undefined; attempt: number; now: string },
  marker: string,
  open: readonly OpenIssue[],
): IssuePlan {
  const ours = open
    .flatMap((issue) => {
      const state = parseIssueMarker(issue.body, marker);
      return state ? [{ issue, state }] : [];
    })
    .sort((a, b) => a.issue.number - b.issue.number);
  const [kept, ...others] = ours;
  const duplicates = others.map(({ issue }) => issue);
  if (outcome === "undecided")
    return { action: "skipped", why: "the run decides nothing: the issue stays as it is", duplicates: [] };
  if (kept === undefined)
    return outcome === "success"
      ? { action: "skipped", why: "no issue is open", duplicates }
      : {
          action: "opened",
          state: { failures: 1, since: run.now, run: run.id ?? 0, attempt: run.attempt },
          duplicates,
        };
  const { issue, state } = kept;
  const latest =
    ours
      .map((each) => each.state)
      .sort(byRun)
      .at(-1) ?? state;
  // A run in a terminal has no number: it is taken for the last one.
  const now = run.id === undefined ? latest : { run: run.id, attempt: run.attempt };
  if (byRun(latest, now) > 0)
    return { action: "skipped", why: `a later run has written to #${issue.number}`, duplicates };
  if (outcome === "success" && run.id !== undefined && byRun(latest, now) === 0)
    return { action: "skipped", why: `another job of this run has failed: #${issue.number}`, duplicates };
  if (outcome === "success") return { action: "closed", issue, duplicates };
  const isCounted = latest.run === run.id;
  return {
    action: "updated",
    issue,
    state: {
      failures: isCounted ? state.failures : state.failures + 1,
      since: state.since,
      ...now,
    },
    duplicates,
  };
}

/** Run numbers grow; attempts of a run as well. */
function byRun(a: { run: number; attempt: number }, b: { run: number; attempt: number }): number {
  return a.run - b.run || a.attempt - b.attempt;
}
