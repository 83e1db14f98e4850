import { type Context, defineAction, type Result } from "../action.ts";
import { hasWorked, reportRun } from "../comment/report-run.ts";
import type { NotifyTarget } from "../config/notify.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { StoredReport } from "../evidence/stored-report.ts";
import { choice } from "../inputs.ts";
import { latestOf } from "../notify/message-id.ts";
import { makeNotice, type Notice } from "../notify/notice.ts";
import { findNotifiedRun, type NotifiedRun } from "../notify/notified-run.ts";
import { asksForEarlier, isWanted, type Outcome, outcomeOf, readConclusion } from "../notify/occasion.ts";
import { type Finding, failsStep, type Report, type Severity, type Table } from "../report.ts";
import { type BundledReports, readBundledReports } from "./bundled-reports.ts";
import { hasFixed } from "./has-fixed.ts";
import { readTargets } from "./notify-targets.ts";
import { dryRunInput, projectInputs, tokenInput } from "./project-inputs.ts";
import { runUrl } from "./run-url.ts";
import { readReports, runOf } from "./stored-reports.ts";

const inputs = {
  ...projectInputs,
  ...tokenInput,
  ...dryRunInput,
  status: choice("What the job came to so far: a step that leaves no report may have failed", [
    "success",
    "failure",
    "cancelled",
  ]).expression("${{ job.status }}"),
};

const outputs = {
  status: "What the run is to those who are told: failure, fixed, success or undecided",
  sent: "Targets that were told (list)",
  failed: "Targets that could not be told (list)",
  "issue-number": "Number of the issue",
  "issue-url": "Address of the issue",
};

/** What the parts of this action see. */
export type NotifyContext = Context<typeof inputs>;

/** One target and what it is told of. */
export interface Delivery {
  context: NotifyContext;
  target: NotifyTarget;
  /** Its place in `notify`. */
  index: number;
  outcome: Outcome;
  stored: readonly StoredReport[];
  /** When what is told was over, ISO 8601. */
  when: string;
}

/** What became of it. */
export interface Delivered {
  state: "sent" | "skipped" | "planned" | "failed";
  /** In a few words, without a full stop. */
  what: string;
  issue?: { number: number; url: string };
  /** The message, shown in a dry run. */
  preview?: string[];
  finding?: Finding;
}

/** Tells those whom `notify` names what became of the run. */
export const notify = defineAction({
  name: "notify",
  description: "Tells Slack, a webhook, an issue or the commit when a run fails and when it is fixed",
  inputs,
  outputs,
  toleratesBadConfig: true,
  async run(context) {
    const { project, environment, clock, log } = context;
    const { run, reports: stored, notes, isUnread } = await readRun(context);
    const ending = run.conclusion ?? context.inputs.status;
    const found = isUnread ? unreadReport(project.name) : reportRun(stored, project.name);
    const report = withJob(found, ending);
    const outcome = isUnread && readConclusion(ending) === "success" ? "success" : outcomeOf(report, ending);
    const { targets, problem } = await readTargets(context);
    const findings = [...notes, ...(problem ? [findingOf(problem, "Nobody is told: ")] : [])];
    const isAsked = targets.some((target) => isFor(target, run) && asksForEarlier(target.on, outcome));
    const isFixed =
      isAsked &&
      (await hasFixed(context, run).catch((error: unknown) => {
        findings.push(findingOf(error, "Whether this run fixed something is not known: "));
        return false;
      }));
    const about = {
      ...{ report, run, repository: environment.repository },
      status: isFixed ? ("fixed" as const) : outcome,
      url: runUrl({ ...environment, runId: run.id === undefined ? undefined : String(run.id) }),
    };
    const when = latestOf(stored) ?? new Date(clock.now()).toISOString();
    const done: Done[] = [];
    // One after the other: the log reads so, and what one wrote the next one finds.
    for (const [index, target] of targets.entries()) {
      const delivery = { context, target, index, outcome, stored, when };
      const delivered = await deliver(delivery, makeNotice(about, target)).catch(
        (error: unknown): Delivered => ({
          ...{ state: "failed", what: "failed" },
          finding: findingOf(error, "", target.required ? "error" : "warning"),
        }),
      );
      context.signal.throwIfAborted();
      log.info(`${project.name}: ${nameOf(target)}: ${delivered.what}`);
      done.push({ target, ...delivered });
    }
    return resultOf(context, about.status, done, findings);
  },
});

type Done = Delivered & { target: NotifyTarget };

interface ReadRun extends BundledReports {
  run: NotifiedRun;
  /** Whether its reports could not be read: then how it ended is all that is known. */
  isUnread?: boolean;
}

/**
 * The reports of this run, or where it has done nothing but telling, of the run whose end started it. What stands in the
 * way of reading them is a note: people are told all the same.
 */
async function readRun(context: NotifyContext): Promise<ReadRun> {
  const { files, project, environment, inputs, signal } = context;
  const started = findNotifiedRun(environment);
  const own = findNotifiedRun({ ...environment, event: undefined });
  try {
    const reports = await readReports(files, project.folders.reports, runOf(environment));
    const isOwn = started.conclusion === undefined || hasWorked(reports);
    if (isOwn || readConclusion(inputs.status) === "failure")
      return {
        run: started.conclusion === undefined ? started : own,
        reports: reports.filter(({ action }) => action !== "notify"),
        notes: [],
      };
    return { run: started, ...(await readEnded(context, started)) };
  } catch (error) {
    signal.throwIfAborted();
    const note = findingOf(error, "What the run's actions found could not be read: ");
    return { run: started, reports: [], notes: [note], isUnread: true };
  }
}

async function readEnded(context: NotifyContext, { id }: NotifiedRun): Promise<BundledReports> {
  const { github, project } = context;
  if (id === undefined) return { reports: [], notes: [] };
  const { reports, notes } = await readBundledReports(context, {
    ...{ runs: await github.runs(), run: id, project: project.name },
  });
  return { reports: reports.filter(({ action }) => action !== "notify"), notes };
}

/** Of a run of which nobody knows more than how it ended. */
function unreadReport(title: string): Report {
  const unread = { title, verdict: "skipped", headline: "its reports could not be read" } as const;
  return { schema: "mlops/report@1", action: "run", ...unread, facts: [], sections: [] };
}

/** A failure of the job that no report tells of. */
function withJob(report: Report, status: string | undefined): Report {
  if (readConclusion(status) !== "failure" || failsStep(report)) return report;
  return { ...report, verdict: "fail", headline: "a step of the job failed that leaves no report" };
}

function isFor(target: NotifyTarget, run: NotifiedRun): boolean {
  return !run.isOfPullRequest || target.pull_requests;
}

async function deliver(delivery: Delivery, notice: Notice): Promise<Delivered> {
  const { target, outcome } = delivery;
  const skip = (what: string): Delivered => ({ state: "skipped", what });
  if (!isFor(target, notice.run)) return skip("not told of runs for pull requests");
  if (notice.run.isReadOnly)
    return skip("runs for forks and for Dependabot have no secrets, and a token that can only read");
  if (target.to === "issue") return (await import("./notify-issue.ts")).notifyIssue(delivery, notice);
  if (!isWanted(target.on, outcome, notice.status === "fixed"))
    return skip(`not told of ${notice.status === "undecided" ? "what is not decided" : notice.status}`);
  if (target.to === "commit") return (await import("./notify-commit.ts")).notifyCommit(delivery, notice);
  return (await import("./post-notice.ts")).postNotice(delivery, notice);
}

/** An error that somebody can mend, or GitHub or the network; a bug of ours is thrown on. */
function findingOf(error: unknown, start: string, severity: Severity = "warning"): Finding {
  if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
  const rerun = error instanceof ServiceError && error.rerun ? "A rerun may help" : undefined;
  const hint = [error.hint, rerun].filter((each) => each !== undefined).join("\n");
  return { severity, rule: "notify", message: start + error.message, ...(hint !== "" && { hint }) };
}

/** What a target is called: `slack (SLACK_WEBHOOK)`. */
function nameOf({ to, webhook }: NotifyTarget): string {
  return webhook === undefined ? to : `${to} (${webhook})`;
}

function resultOf(
  { project, inputs }: NotifyContext,
  status: string,
  done: readonly Done[],
  notes: readonly Finding[],
): Result<keyof typeof outputs> {
  const of = (state: Delivered["state"]): string[] =>
    done.filter((each) => each.state === state).map(({ target }) => nameOf(target));
  const [sent, planned, lost] = [of("sent"), of("planned"), of("failed")];
  const findings = [...notes, ...done.flatMap(({ finding }) => finding ?? [])];
  const isRefused = done.some(({ state, target }) => state === "failed" && target.required);
  const verdict = isRefused
    ? "refused"
    : lost.length > 0
      ? "inconclusive"
      : sent.length > 0
        ? "pass"
        : "skipped";
  const issue = done.find((each) => each.issue)?.issue;
  const report: Report = {
    schema: "mlops/report@1",
    action: "notify",
    title: project.name,
    verdict,
    headline: headlineOf(done.length, { sent, planned, lost }),
    facts: issue ? [{ label: "Issue", value: issue.url }] : [],
    sections: [
      {
        title: "Notifications",
        rank: 1,
        findings,
        ...(done.length > 0 && { tables: [tableOf(done)] }),
      },
      ...done.flatMap(({ target, preview }, index) =>
        preview ? [{ title: `The message to ${nameOf(target)}`, rank: 2 + index, log: preview }] : [],
      ),
    ],
  };
  return {
    verdict,
    report,
    // The run's report stands in the summary already.
    ...(findings.length === 0 && !inputs["dry-run"] && { summary: "" }),
    outputs: { status, sent, failed: lost, "issue-number": issue?.number, "issue-url": issue?.url },
  };
}

function headlineOf(
  total: number,
  { sent, planned, lost }: Record<"sent" | "planned" | "lost", readonly string[]>,
): string {
  if (total === 0) return "nobody is told: notify of mlops.yml names no target";
  const parts = [
    ...(sent.length > 0 ? [`told ${sent.join(", ")}`] : []),
    ...(planned.length > 0 ? [`would tell ${planned.join(", ")}`] : []),
    ...(lost.length > 0 ? [`could not tell ${lost.join(", ")}`] : []),
  ];
  return parts.length === 0 ? "there was nobody to tell" : parts.join("; ");
}

function tableOf(done: readonly Done[]): Table {
  return {
    columns: [{ label: "Target" }, { label: "On" }, { label: "What became of it" }],
    rows: done.map(({ target, what }) => [nameOf(target), target.on.join(", "), what]),
  };
}
