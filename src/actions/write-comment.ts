import type { CommentMarker } from "../comment/marker.ts";
import { type CommentPlan, type ExistingComment, planComment } from "../comment/plan-comment.ts";
import { ServiceError } from "../errors.ts";
import type { Finding, Verdict } from "../report.ts";
import type { Environment } from "../services/environment.ts";
import type { Comment } from "../services/github.ts";
import { isAmbiguous } from "../services/github-failure.ts";
import type { Services } from "../services/services.ts";
import type { CommentThread } from "./comment-thread.ts";
import { settleComment } from "./settle-comment.ts";

/** Bytes of a comment. GitHub's limit is not documented: what it refuses is tried with less. */
const budgets = [60_000, 30_000, 10_000];
/** Writes that fail without saying whether they were carried out. */
const mostFailures = 3;
/** Times that a comment is gone when it is to be changed. */
const mostLosses = 5;

/** What became of the comment, before it is put into a result. */
export interface CommentOutcome {
  verdict: Verdict;
  headline: string;
  action: CommentPlan["action"];
  comment?: Pick<Comment, "id" | "url">;
  findings?: Finding[];
  /** Address of the check run. */
  checkUrl?: string;
  /** The comment's text, shown in a dry run. */
  preview?: string;
}

/** What is written, and how. */
export interface CommentOptions {
  marker: CommentMarker;
  mode: "update" | "recreate" | "new";
  isDryRun: boolean;
  /** The comment's text, with the marker, in so many bytes; `existing` are our comments as they are, oldest first. */
  render(budget: number, existing: readonly ExistingComment[]): string;
}

/**
 * Plans the comment and carries the plan out, unless the run is dry. Each attempt starts from comments and a head that
 * were just read, so that nothing is written twice, nor by a run whose commit is not the head any more; after a write
 * it looks once more. A body that is too long is made shorter.
 */
export async function writeComment(
  { clock, log, signal }: Pick<Services, "clock" | "log" | "signal">,
  thread: CommentThread,
  { marker, mode, isDryRun, render }: CommentOptions,
): Promise<CommentOutcome> {
  let [failures, losses, size] = [0, 0, 0];
  /** What was sent and may be there, though no answer said so. */
  let sent: "created" | "updated" | undefined;
  let earliest: readonly Comment[] | undefined;
  for (;;) {
    const head = await thread.head();
    if (head !== marker.sha && sent === undefined) return skipped(movedOn(thread, marker, head));
    const existing = await thread.own(marker.name);
    earliest ??= existing;
    const before = earliest;
    const settle = async (comment: Comment | undefined, isNew: boolean) =>
      settleComment(thread, marker, { comment, isNew, mode, before });
    if (head !== marker.sha) {
      await settle(undefined, sent === "created");
      return skipped(movedOn(thread, marker, head));
    }
    const body = render(budgets[size] ?? 0, existing);
    const plan = planComment(mode, marker, body, existing);
    if (plan.action === "skipped") return skipped(`no comment: ${plan.why}`);
    if (isDryRun)
      return { ...skipped(`would be ${plan.action}: the comment on ${thread.name}`), preview: body };
    try {
      const comment = await carryOut(thread, plan, body, existing);
      const action = plan.action === "unchanged" ? (sent ?? "unchanged") : plan.action;
      const isNew = plan.action === "created" || sent === "created";
      const settled = action === "unchanged" ? { head, isThere: true } : await settle(comment, isNew);
      return outcomeOf(thread, { marker, comment, settled, action });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.status === 422 && size + 1 < budgets.length) {
        log.debug(`${error.message}; trying a shorter comment`);
        size++;
      } else if (error.status === 404 && plan.action === "updated" && ++losses < mostLosses) {
        log.debug(`${error.message}; planning again`);
      } else if (isAmbiguous(error) && ++failures < mostFailures) {
        log.debug(`${error.message}; looking whether the comment is there`);
        if (plan.action !== "unchanged") sent ??= plan.action;
        await clock.sleep(1000 * failures ** 2, signal);
      } else throw error;
    }
  }
}

/** The outcome of a run that leaves the comments as they are. */
export function skipped(headline: string): CommentOutcome {
  return { verdict: "skipped", action: "skipped", headline };
}

/** Why a run for an older commit leaves the comment alone. */
export function movedOn(
  { name }: Pick<CommentThread, "name">,
  { sha }: Pick<CommentMarker, "sha">,
  head: string,
): string {
  return `no comment: ${name} is at ${head.slice(0, 7)} by now, this run is for ${sha.slice(0, 7)}`;
}

async function carryOut(
  thread: CommentThread,
  plan: Exclude<CommentPlan, { action: "skipped" }>,
  body: string,
  before: readonly Comment[],
): Promise<Comment> {
  if (plan.action === "created") return thread.create(body);
  if (plan.action === "updated") return thread.update(plan.id, body);
  const found = before.find(({ id }) => id === plan.id);
  if (found === undefined) throw new RangeError(`There is no comment ${plan.id} to leave as it is`);
  return found;
}

function outcomeOf(
  thread: CommentThread,
  done: {
    marker: CommentMarker;
    comment: Comment;
    settled: { head: string; isThere: boolean };
    action: CommentPlan["action"];
  },
): CommentOutcome {
  const { marker, comment, settled, action } = done;
  if (settled.head !== marker.sha) return skipped(movedOn(thread, marker, settled.head));
  if (!settled.isThere) return skipped("no comment: another job of this commit has commented already");
  return {
    verdict: "pass",
    action,
    headline: `comment on ${thread.name} ${action}`,
    comment: { id: comment.id, url: comment.url },
  };
}

/** Address of the run on GitHub, where there is one. */
export function runUrl({ serverUrl, repository, runId }: Environment): string | undefined {
  return repository && runId
    ? `${serverUrl}/${repository}/actions/runs/${encodeURIComponent(runId)}`
    : undefined;
}

/** The marker of what this run writes about a commit. */
export function markerOf({ runId, runAttempt }: Environment, name: string, sha: string): CommentMarker {
  return { name, sha, run: runId ?? "local", attempt: runAttempt ?? 1 };
}
