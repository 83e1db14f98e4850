import { type Context, defineAction, type Result } from "../action.ts";
import { findSubject, type Subject } from "../comment/find-subject.ts";
import { hasReadOnlyToken } from "../comment/read-only-token.ts";
import { renderBody } from "../comment/render-body.ts";
import { reportRun } from "../comment/report-run.ts";
import { ServiceError } from "../errors.ts";
import { choice, flag, path } from "../inputs.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Report } from "../report.ts";
import type { GitHub, PullRequest } from "../services/github.ts";
import { pullThread } from "./comment-thread.ts";
import { dryRunInput, projectInputs, tokenInput } from "./project-inputs.ts";
import { withHistory } from "./run-history.ts";
import { readReports, runOf } from "./stored-reports.ts";
import { readEndedRun } from "./triggering-run.ts";
import { type CheckOutcome, writeCheck } from "./write-check.ts";
import { type CommentOutcome, markerOf, runUrl, skipped, writeComment } from "./write-comment.ts";
import { writeSarif } from "./write-sarif.ts";

/** Below GitHub's 1 MiB a step. */
const summaryBudget = 900_000;

const inputs = {
  ...projectInputs,
  ...tokenInput,
  ...dryRunInput,
  mode: choice("Change the last comment, replace it by a new one, or add one each time", [
    "update",
    "recreate",
    "new",
  ]).default("update"),
  summary: flag("Show the report in the job summary too").default("true"),
  sarif: path("Where to write the findings of the run as SARIF, for code scanning"),
};

const outputs = {
  "comment-id": "Id of the comment",
  "comment-url": "Address of the comment",
  action: "What became of the comment: created, updated, unchanged or skipped",
  sarif: "Path of the SARIF file, where one is asked for",
  "check-url": "Address of the check run, where report.check asks for one",
};

type CommentContext = Context<typeof inputs>;

/** Comments what this run's actions found on its pull request, in one comment that is kept up to date. */
export const prComment = defineAction({
  name: "pr-comment",
  description: "Comments the run's reports on the pull request, in one comment that is kept up to date",
  inputs,
  outputs,
  toleratesBadConfig: true,
  async run(context) {
    const ended = await readEndedRun(context);
    const report = await withHistory(context, ended?.report ?? (await reportOwnRun(context)));
    const subject = ended?.subject ?? findSubject(context.environment);
    const done = await commentOn(context, report, subject).catch(refusedBy);
    context.log.info(`${context.project.name}: ${done.headline}`);
    const check = await writeCheck(context, report, subject);
    const { outputs, ...result } = resultOf(context, report, withCheck(done, check));
    return {
      ...result,
      outputs: { ...outputs, sarif: await writeSarif(context, report, context.inputs.sarif) },
    };
  },
});

async function reportOwnRun({ files, project, environment }: CommentContext): Promise<Report> {
  return reportRun(await readReports(files, project.folders.reports, runOf(environment)), project.name);
}

async function commentOn(context: CommentContext, report: Report, subject: Subject): Promise<CommentOutcome> {
  const { github, environment, project, inputs } = context;
  if (!project.config.report.comment) return skipped("no comment: report.comment is false");
  if (!github.isAvailable) return skipped("no comment: there is no token or no repository");
  if (subject.kind === "none") return skipped(subject.why ?? "no comment: the run is for no pull request");
  try {
    const pull = await findPull(github, subject);
    if (pull === undefined) return skipped("no comment: no open pull request has this commit as its head");
    const marker = markerOf(environment, project.name, subject.sha ?? pull.headSha);
    const link = runUrl(environment);
    return await writeComment(context, pullThread(context, pull, pull.headSha), {
      marker,
      mode: inputs.mode,
      isDryRun: inputs["dry-run"],
      render: (budget) => renderBody(report, marker, { budget, link }),
    });
  } catch (error) {
    if (error instanceof ServiceError && error.status === 403 && hasReadOnlyToken(subject, environment))
      return readOnly(error);
    throw error;
  }
}

async function findPull(
  github: GitHub,
  subject: Exclude<Subject, { kind: "none" }>,
): Promise<PullRequest | undefined> {
  if (subject.kind === "pull") return github.pullRequest(subject.number);
  const found = await github.pullRequestsOfCommit(subject.sha, subject.branch);
  const head = subject.headRepository?.toLowerCase();
  return found.find((pull) => head === undefined || pull.headRepository?.toLowerCase() === head);
}

function readOnly(error: ServiceError): CommentOutcome {
  const message =
    "No comment: GitHub gives runs for forks and for Dependabot a read-only token; the report is in the job summary";
  const hint =
    'To comment on such pull requests, run pr-comment in a second workflow that starts on "workflow_run": there the ' +
    'token can write. Never check out their code in it, nor in "pull_request_target"';
  return {
    ...skipped("no comment: the token is read-only"),
    findings: [{ severity: "info", rule: `github-${error.status}`, message, hint }],
  };
}

/** A failed call ends in a verdict and not in an exception, so that the job summary is written all the same. */
function refusedBy(error: unknown): CommentOutcome {
  if (!(error instanceof ServiceError)) throw error;
  const rerun = error.rerun ? "A rerun may help" : "A rerun does not help";
  const hint = error.hint === undefined ? rerun : `${error.hint}\n${rerun}`;
  return {
    verdict: "refused",
    action: "skipped",
    headline: "the comment could not be written",
    findings: [{ severity: "error", rule: "github", message: error.message, hint }],
  };
}

function withCheck(done: CommentOutcome, { findings, isRefused, url }: CheckOutcome): CommentOutcome {
  if (findings.length === 0) return { ...done, ...(url !== undefined && { checkUrl: url }) };
  const refused = { verdict: "refused", headline: "the check run could not be written" } as const;
  return {
    ...done,
    ...(isRefused && done.verdict !== "refused" && refused),
    findings: [...(done.findings ?? []), ...findings],
  };
}

function resultOf(context: CommentContext, run: Report, done: CommentOutcome): Result<keyof typeof outputs> {
  const { project, inputs, environment } = context;
  const { verdict, headline, action, comment, findings, preview, checkUrl } = done;
  const report: Report = {
    schema: "mlops/report@1",
    action: "pr-comment",
    title: project.name,
    verdict,
    headline,
    facts: [
      ...(comment ? [{ label: "Comment", value: comment.url }] : []),
      ...(checkUrl === undefined ? [] : [{ label: "Check run", value: checkUrl }]),
    ],
    sections: [
      ...(findings ? [{ title: "Comment", rank: 1, findings }] : []),
      ...(preview === undefined
        ? []
        : [{ title: "The comment as it would be", rank: 2, text: preview.split("\n\n") }]),
    ],
  };
  const notes = findings ? `${renderMarkdown(report, { budget: 10_000 })}\n\n` : "";
  const isWanted = inputs.summary || findings !== undefined;
  const summary = isWanted
    ? notes + renderMarkdown(run, { budget: summaryBudget, link: runUrl(environment) })
    : "";
  return {
    verdict,
    report,
    summary,
    outputs: { "comment-id": comment?.id, "comment-url": comment?.url, action, "check-url": checkUrl },
  };
}
