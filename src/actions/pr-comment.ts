import { type Context, defineAction, type Result } from "../action.ts";
import type { JobsResult } from "../comment/divide-bundles.ts";
import { findSubject, type Subject } from "../comment/find-subject.ts";
import { renderBody, renderProgress } from "../comment/render-body.ts";
import { hasWorked, reportRun } from "../comment/report-run.ts";
import { UserError } from "../errors.ts";
import { choice, flag, list, path } from "../inputs.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Report } from "../report.ts";
import { withCheckedOut } from "./checked-out.ts";
import { commentOn } from "./comment-on.ts";
import { dryRunInput, projectInputs, tokenInput } from "./project-inputs.ts";
import { publishPage } from "./publish-page.ts";
import { branchName, severalGates, withHistory } from "./run-history.ts";
import { isJudgedOnce, readRunResults } from "./run-results.ts";
import { runUrl } from "./run-url.ts";
import { type EndedRun, readEndedRun } from "./triggering-run.ts";
import { type CheckOutcome, startCheck, writeCheck } from "./write-check.ts";
import type { CommentOutcome } from "./write-comment.ts";
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
  page: flag("Upload the report as a page (HTML), an artifact of the run that the comment links").default(
    "true",
  ),
  models: list(
    "Comments for several models at once, from what the run's jobs saved: their names, of which none may be missing, or all",
  ),
  "in-progress": flag(
    "For a step at the start of the job: say that the check is in progress, above the last result",
  ).default("false"),
  "without-pull-request": choice(
    "Where the report goes when the run is for no pull request: the job summary alone, or a comment on the commit too",
    ["summary", "commit"],
  ).default("summary"),
};

const outputs = {
  "comment-id": "Id of the comment",
  "comment-url": "Address of the comment",
  action: "What became of the comment: created, updated, unchanged or skipped",
  sarif: "Path of the SARIF file, where one is asked for",
  "page-url": "Address of the report's page, where one was uploaded",
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
    if (context.inputs["in-progress"]) return announce(context);
    const models = context.inputs.models ?? [];
    const { ended, own } = models.length > 0 ? {} : await readOwnOrEnded(context);
    const report =
      models.length > 0
        ? await reportModels(context, models)
        : (ended?.report ?? (await reportOwn(context, own ?? [])));
    const subject = ended?.subject ?? (await subjectOf(context, own ?? []));
    const { page, "dry-run": isDryRun } = context.inputs;
    const published = page && !isDryRun ? await publishPage(context, report) : undefined;
    const link = published ?? runUrl(context.environment);
    const done = await commentOn(context, subject, {
      name: markerName(context),
      render: (marker, budget) => renderBody(report, marker, { budget, link }),
    });
    context.log.info(`${context.project.name}: ${done.headline}`);
    const check = await writeCheck(context, report, subject);
    const whole = { run: report, link, page: published };
    const { outputs, ...result } = resultOf(context, withCheck(done, check), whole);
    // Code scanning would take what another run's job found for findings on this one's commit.
    const sarif = ended === undefined ? context.inputs.sarif : undefined;
    return { ...result, outputs: { ...outputs, sarif: await writeSarif(context, report, sarif) } };
  },
});

/** Says at the start of a job that it is in progress. What stands in the way of that is no reason to stop the job. */
async function announce(context: CommentContext): Promise<Result<keyof typeof outputs>> {
  const { project, environment, inputs } = context;
  const link = runUrl(environment);
  const title = inputs.models === undefined ? project.name : "Models";
  // Nobody knows yet whether the end of this job says anything of the run that ended.
  const subject: Subject =
    environment.eventName === "workflow_run"
      ? { kind: "none", why: "no comment: the run that started this one is over" }
      : await withCheckedOut(context, findSubject(environment));
  await startCheck(context, subject);
  const done = await commentOn(context, subject, {
    name: markerName(context),
    render: (marker, budget, existing) => renderProgress(marker, { title, budget, link, existing }),
  });
  context.log.info(`${project.name}: ${done.headline}`);
  if (done.verdict !== "refused") return resultOf(context, done);
  const findings = done.findings?.map((each) => ({ ...each, severity: "warning" as const }));
  return resultOf(context, { ...done, verdict: "skipped", ...(findings && { findings }) });
}

/** No project is called so. */
function markerName({ project, inputs }: CommentContext): string {
  return inputs.models === undefined ? project.name : "all models";
}

async function reportModels(context: CommentContext, models: readonly string[]): Promise<Report> {
  const { environment } = context;
  const why =
    environment.eventName === "workflow_run"
      ? "this run saved nothing, and what another run's jobs saved is read for one model at a time"
      : environment.kind === "github" && !context.artifacts.isAvailable
        ? "artifacts are not available here (GitHub Enterprise Server)"
        : undefined;
  if (why !== undefined)
    throw new UserError(`Cannot comment on several models: ${why}`, {
      hint: "Leave out the input models, and comment on each model by a step of its own, with its name",
    });
  const [{ readSavedReports }, { readLostJobs }, { withHistories }, { collectModels, isWhole }] =
    await Promise.all([
      import("./read-saved-reports.ts"),
      import("./read-lost-jobs.ts"),
      import("./model-histories.ts"),
      import("../comment/collect-models.ts"),
    ]);
  const { saved, notes } = await readSavedReports(context);
  const expected = models.filter((name) => name !== "all");
  const lost = isWhole(saved, expected, environment.runAttempt) ? [] : await readLostJobs(context, saved);
  return collectModels(await withHistories(context, saved), {
    ...{ expected, notes, lost, attempt: environment.runAttempt },
    branch: branchName(environment),
  });
}

async function reportOwn(context: CommentContext, own: readonly JobsResult[]): Promise<Report> {
  const { project, environment } = context;
  const options = { attempt: environment.runAttempt };
  if (own.length <= 1) return withHistory(context, reportRun(own[0]?.reports ?? [], project.name, options));
  const { reportJobs } = await import("../comment/collect-models.ts");
  const report = reportJobs(own, project.name, options);
  if (isJudgedOnce(own)) return withHistory(context, report);
  context.log.warn(severalGates(project.name));
  return report;
}

/** What this run's own actions left, or else the run whose end started this one. */
async function readOwnOrEnded(
  context: CommentContext,
): Promise<{ ended?: EndedRun | undefined; own?: JobsResult[] }> {
  const own = await readRunResults(context);
  const ended = haveWorked(own) ? undefined : await readEndedRun(context);
  return { own, ended };
}

function haveWorked(results: readonly JobsResult[]): boolean {
  return results.some(({ reports }) => hasWorked(reports));
}

/** A job that works by itself when another run ends is not about that one's pull request. */
async function subjectOf(context: CommentContext, own: readonly JobsResult[]): Promise<Subject> {
  return context.environment.eventName === "workflow_run" && haveWorked(own)
    ? { kind: "none" }
    : withCheckedOut(context, findSubject(context.environment));
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

function resultOf(
  { project, inputs }: CommentContext,
  done: CommentOutcome,
  whole?: { run: Report; link: string | undefined; page: string | undefined },
): Result<keyof typeof outputs> {
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
  const isWanted = whole !== undefined && (inputs.summary || findings !== undefined);
  const rendered = isWanted ? renderMarkdown(whole.run, { budget: summaryBudget, link: whole.link }) : "";
  return {
    verdict,
    report,
    summary: notes + rendered,
    outputs: {
      "comment-id": comment?.id,
      "comment-url": comment?.url,
      action,
      "page-url": whole?.page,
      "check-url": checkUrl,
    },
  };
}
