import type { CommentMarker } from "../comment/marker.ts";
import { type CommentPlan, type ExistingComment, planComment } from "../comment/plan-comment.ts";
import { ServiceError } from "../errors.ts";
import type { Finding, Verdict } from "../report.ts";
import type { Environment } from "../services/environment.ts";
import type { Comment } from "../services/github.ts";
import { isAmbiguous } from "../services/github-failure.ts";
import type { Services } from "../services/services.ts";
import type { CommentThread } from "./comment-thread.ts";
import { fitBody } from "./fit-body.ts";
import { settleComment } from "./settle-comment.ts";

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

/** What the tries so far have met. */
interface Tries {
  /** Our comments before the first of them. */
  before?: readonly Comment[];
  /** What was sent and may be there, though no answer said so. */
  sent?: "created" | "updated";
  planned?: CommentPlan["action"];
  failures: number;
  losses: number;
}

/**
 * Plans the comment and carries the plan out, unless the run is dry. Each attempt starts from comments and a head that
 * were just read, so that nothing is written twice, nor by a run whose commit is not the head any more; after a write
 * it looks once more. A body that is too long is made shorter.
 */
export async function writeComment(
  context: Pick<Services, "clock" | "log" | "signal">,
  thread: CommentThread,
  options: CommentOptions,
): Promise<CommentOutcome> {
  const { marker, mode } = options;
  const tries: Tries = { failures: 0, losses: 0 };
  for (;;) {
    const head = await thread.head();
    if (head !== marker.sha && tries.sent === undefined) return skipped(movedOn(thread, marker, head));
    const existing = await thread.own(marker.name);
    tries.before ??= existing;
    if (head !== marker.sha) {
      const isNew = tries.sent === "created";
      await settleComment(thread, marker, { comment: undefined, isNew, mode, before: tries.before });
      return skipped(movedOn(thread, marker, head));
    }
    try {
      return await tryOnce(context, thread, { options, existing, tries });
    } catch (error) {
      if (!(await bear(context, error, tries))) throw error;
    }
  }
}

async function tryOnce(
  { log }: Pick<Services, "log">,
  thread: CommentThread,
  now: { options: CommentOptions; existing: readonly Comment[]; tries: Tries },
): Promise<CommentOutcome> {
  const { options, existing, tries } = now;
  const { marker, mode, isDryRun, render } = options;
  const done = await fitBody(log, async (budget) => {
    const body = render(budget, existing);
    const plan = planComment(mode, marker, body, existing);
    tries.planned = plan.action;
    if (plan.action === "skipped") return skipped(`no comment: ${plan.why}`);
    if (isDryRun)
      return { ...skipped(`would be ${plan.action}: the comment on ${thread.name}`), preview: body };
    return { planned: plan.action, written: await carryOut(thread, plan, body, existing) };
  });
  if ("verdict" in done) return done;
  const { planned, written: comment } = done;
  const action = planned === "unchanged" ? (tries.sent ?? "unchanged") : planned;
  const isNew = planned === "created" || tries.sent === "created";
  const { before = existing } = tries;
  const settled =
    action === "unchanged"
      ? { head: marker.sha, isThere: true }
      : await settleComment(thread, marker, { comment, isNew, mode, before });
  return outcomeOf(thread, { marker, comment, settled, action });
}

/** Whether a failure is one after which it is looked again: that of a comment that is gone, and one that leaves all open. */
async function bear(
  { clock, log, signal }: Pick<Services, "clock" | "log" | "signal">,
  error: unknown,
  tries: Tries,
): Promise<boolean> {
  const { planned } = tries;
  if (error instanceof ServiceError && error.status === 404 && planned === "updated") {
    log.debug(`${error.message}; planning again`);
    return ++tries.losses < mostLosses;
  }
  if (!isAmbiguous(error) || ++tries.failures === mostFailures) return false;
  log.debug(`${error.message}; looking whether the comment is there`);
  if (planned === "created" || planned === "updated") tries.sent ??= planned;
  await clock.sleep(1000 * tries.failures ** 2, signal);
  return true;
}

/** The outcome of a run that leaves the comments as they are. */
export function skipped(headline: string): CommentOutcome {
  return { verdict: "skipped", action: "skipped", headline };
}

/** Why a run for an older commit leaves the comment alone. */
function movedOn(
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

/** The marker of what this run writes about a commit. */
export function markerOf({ runId, runAttempt }: Environment, name: string, sha: string): CommentMarker {
  return { name, sha, run: runId ?? "local", attempt: runAttempt ?? 1 };
}
