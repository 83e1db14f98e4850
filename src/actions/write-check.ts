import { describeCheck } from "../check-run.ts";
import { findSubject, type Subject } from "../comment/find-subject.ts";
import { hasReadOnlyToken } from "../comment/read-only-token.ts";
import { ServiceError } from "../errors.ts";
import type { Finding, Report } from "../report.ts";
import type { Environment } from "../services/environment.ts";
import type { GitHub } from "../services/github.ts";
import type { CheckKey, CheckRun } from "../services/github-checks.ts";
import type { Services } from "../services/services.ts";
import { withCheckedOut } from "./checked-out.ts";
import { errorReport } from "./error-report.ts";
import { fitBody } from "./fit-body.ts";
import { runUrl } from "./run-url.ts";

/** What became of the check run. */
export interface CheckOutcome {
  url?: string;
  /** Why there is none. */
  findings: Finding[];
  /** True when GitHub refused it, or failed. */
  isRefused: boolean;
}

type CheckContext = Pick<Services, "github" | "environment" | "log" | "signal"> & {
  project: { name: string; config: { report: { check: boolean } } };
  inputs: { "dry-run": boolean };
};

/**
 * Says beside the commit that the check is under way, where `report.check` asks for it. What goes wrong is told by
 * `writeCheck` at the end, and costs nothing here.
 */
export async function startCheck(context: CheckContext, subject: Subject): Promise<void> {
  const { github, log } = context;
  if (!isWanted(context, subject)) return;
  try {
    const check = await findCheck(context, subject);
    const output = { title: "in progress", summary: "The check is running." };
    await (await github.checks()).start(check, output);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.debug(error.message);
  }
}

/**
 * Says that the check is under way while a whole run goes on, and that it failed where that ends in an error; what
 * came of a run that ends as it should is for `writeCheck`.
 */
export async function whileChecking<T>(
  context: CheckContext & Pick<Services, "git"> & { project: { directory: string } },
  act: () => Promise<T>,
): Promise<T> {
  const found = findSubject(context.environment);
  const subject = context.project.config.report.check ? await withCheckedOut(context, found) : found;
  await startCheck(context, subject);
  try {
    return await act();
  } catch (error) {
    if (!context.signal.aborted)
      await writeCheck(context, errorReport({ name: "run" }, context.project, error), subject);
    throw error;
  }
}

/** Writes the report into the run's one check run, where `report.check` asks for it. */
export async function writeCheck(
  context: CheckContext,
  report: Report,
  subject: Subject,
): Promise<CheckOutcome> {
  if (!isWanted(context, subject)) return { findings: [], isRefused: false };
  const { environment, log } = context;
  try {
    const check = await findCheck(context, subject);
    const { url } = await finish(context, check, report);
    log.info(`${context.project.name}: check run "${check.name}" written`);
    return { ...(url !== "" && { url }), findings: [], isRefused: false };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.status === 403 && hasReadOnlyToken(subject, environment))
      return { findings: [readOnly], isRefused: false };
    const rerun = error.rerun ? "A rerun may help" : "A rerun does not help";
    const hint = error.hint === undefined ? rerun : `${error.hint}\n${rerun}`;
    const finding: Finding = { severity: "error", rule: "github", message: error.message, hint };
    return { findings: [finding], isRefused: true };
  }
}

const readOnly: Finding = {
  severity: "info",
  rule: "github-check",
  message: "No check run: GitHub gives runs for forks and for Dependabot a read-only token",
  hint: "Whether the job failed is beside the commit in any case",
};

/**
 * Where nobody knows which commit a run is about (a comment's event), there is none to write beside. Nor is there for the
 * run that ended: any verdict can stand in what a fork's run left, a check that branch protection requires is satisfied
 * by neutral too, and a check belongs to the commit, which may be the head of someone else's pull request as well. On
 * `pull_request_target` it is the base that is checked out, which would pass for every head.
 */
function isWanted({ github, environment, project, inputs }: CheckContext, subject: Subject): boolean {
  const isUnknown =
    subject.kind === "pull" && subject.sha === undefined && environment.eventName !== "merge_group";
  const isOfOther =
    ["workflow_run", "pull_request_target"].includes(environment.eventName ?? "") || isUnknown;
  const isPossible = github.isAvailable && environment.kind === "github" && !isOfOther;
  return project.config.report.check && isPossible && !inputs["dry-run"];
}

/** GitHub takes no annotation at a place that it does not like: the verdict counts for more than the places. */
async function finish({ github, log }: CheckContext, check: CheckKey, report: Report): Promise<CheckRun> {
  const checks = await github.checks();
  return fitBody(log, (budget, isShorter) => {
    const described = describeCheck(report, { link: check.detailsUrl, budget });
    return checks.finish(check, { ...described, ...(isShorter && { annotations: [] }) });
  });
}

/**
 * The run's one check run: GitHub shows the newest of a name beside a commit, so that a rerun has one of its own, as
 * annotations cannot be taken back, and a step that runs twice has the same.
 */
async function findCheck(
  { github, environment, project }: CheckContext,
  subject: Subject,
): Promise<CheckKey> {
  const { runId = "local", runAttempt = 1 } = environment;
  const detailsUrl = runUrl(environment);
  return {
    sha: await findCommit(github, environment, subject),
    name: `mlops: ${project.name}`,
    key: `mlops-actions/${project.name}/${runId}/${runAttempt}`,
    ...(detailsUrl !== undefined && { detailsUrl }),
  };
}

/** Of a pull request its head, and not the merge commit that GitHub tests; a merge queue's own commit is its head. */
async function findCommit(github: GitHub, environment: Environment, subject: Subject): Promise<string> {
  if (subject.kind !== "none" && subject.sha !== undefined) return subject.sha;
  if (subject.kind === "pull" && environment.eventName !== "merge_group")
    return (await github.pullRequest(subject.number)).headSha;
  if (environment.sha !== undefined) return environment.sha;
  throw new ServiceError("Cannot make a check run: the run has no commit", {
    service: "GitHub",
    rerun: false,
  });
}
