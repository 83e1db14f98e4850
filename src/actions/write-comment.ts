import { type CommentMarker, markerStart, renderMarker } from "../comment/marker.ts";
import { type CommentPlan, planComment } from "../comment/plan-comment.ts";
import { ServiceError } from "../errors.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Finding, Report, Verdict } from "../report.ts";
import type { Environment } from "../services/environment.ts";
import type { Comment, GitHub, PullRequest } from "../services/github.ts";
import type { Services } from "../services/services.ts";
import type { Project } from "./project.ts";

/** Bytes of a comment. GitHub's limit is not documented: what it refuses is tried with less. */
const budgets = { whole: 60_000, smaller: [30_000, 10_000] };

/** What became of the comment, before it is put into a result. */
export interface CommentOutcome {
  verdict: Verdict;
  headline: string;
  action: CommentPlan["action"];
  comment?: Pick<Comment, "id" | "url">;
  findings?: Finding[];
  /** The comment's text, shown in a dry run. */
  preview?: string;
}

/** How comments are written. */
export interface CommentOptions {
  mode: "update" | "recreate" | "new";
  isDryRun: boolean;
}

/** Plans the comment, and carries the plan out unless the run is dry. A body that is too long is made shorter. */
export async function writeComment(
  services: Pick<Services, "github" | "environment" | "log">,
  project: Project,
  report: Report,
  pull: PullRequest,
  options: CommentOptions,
): Promise<CommentOutcome> {
  const { github, environment, log } = services;
  const marker: CommentMarker = {
    name: project.name,
    sha: pull.headSha,
    run: environment.runId ?? "local",
    attempt: environment.runAttempt ?? 1,
  };
  const comments = await ownComments(github, pull.number, project.name);
  const attempt = async (budget: number): Promise<CommentOutcome> => {
    const body = renderBody(report, marker, runUrl(environment), budget);
    const plan = planComment(options.mode, marker, body, comments);
    if (plan.action === "skipped") return skipped(`no comment: ${plan.why}`);
    if (options.isDryRun)
      return { ...skipped(`would be ${plan.action}: the comment on #${pull.number}`), preview: body };
    const comment = await carryOut(github, pull.number, plan, body, renderMarker(marker));
    return {
      verdict: "pass",
      action: plan.action,
      headline: `comment on #${pull.number} ${plan.action}`,
      comment,
    };
  };
  let outcome = attempt(budgets.whole);
  for (const budget of budgets.smaller)
    outcome = outcome.catch((error) => {
      if (!(error instanceof ServiceError && error.status === 422)) throw error;
      log.debug(`${error.message}; trying a shorter comment`);
      return attempt(budget);
    });
  return outcome;
}

/** The outcome of a run that leaves the comments as they are. */
export function skipped(headline: string): CommentOutcome {
  return { verdict: "skipped", action: "skipped", headline };
}

async function carryOut(
  github: GitHub,
  issue: number,
  plan: Exclude<CommentPlan, { action: "skipped" }>,
  body: string,
  key: string,
): Promise<Pick<Comment, "id" | "url">> {
  if (plan.action === "unchanged") return plan;
  if (plan.action === "updated") {
    try {
      return await github.updateComment(plan.id, body);
    } catch (error) {
      if (!(error instanceof ServiceError && error.status === 404)) throw error;
      return github.createComment(issue, body, key);
    }
  }
  const made = await github.createComment(issue, body, key);
  for (const id of plan.replaces) await github.deleteComment(id);
  return made;
}

/** Comments with our marker that a person cannot have written: by a bot, or by the token's own user. */
async function ownComments(github: GitHub, issue: number, name: string): Promise<Comment[]> {
  const marked = await github.findComments(issue, markerStart(name));
  if (marked.every((each) => each.isByBot)) return marked;
  const login = await github.login();
  return marked.filter((each) => each.isByBot || each.author === login);
}

/** The report with the commit that it is about. */
function renderBody(report: Report, marker: CommentMarker, link: string | undefined, budget: number): string {
  const commit = { label: "", value: `commit ${marker.sha.slice(0, 7)}` };
  const dated = { ...report, facts: [...report.facts, commit] };
  return renderMarkdown(dated, { budget, link, marker: renderMarker(marker) });
}

/** Address of the run on GitHub, where there is one. */
export function runUrl({ serverUrl, repository, runId }: Environment): string | undefined {
  return repository && runId
    ? `${serverUrl}/${repository}/actions/runs/${encodeURIComponent(runId)}`
    : undefined;
}
