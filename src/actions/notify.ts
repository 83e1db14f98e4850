import { type Context, defineAction, type Result } from "../action.ts";
import type { NotifyTarget } from "../config/notify.ts";
import type { StoredReport } from "../evidence/stored-report.ts";
import { choice } from "../inputs.ts";
import { latestOf } from "../notify/message-id.ts";
import { makeNotice, type Notice } from "../notify/notice.ts";
import type { NotifiedRun } from "../notify/notified-run.ts";
import { asksForEarlier, isWanted, type Outcome } from "../notify/occasion.ts";
import type { Finding, Report, Table } from "../report.ts";
import { hasFixed } from "./has-fixed.ts";
import { findingOf } from "./notify-finding.ts";
import { readTargets } from "./notify-targets.ts";
import { dryRunInput, projectInputs, tokenInput } from "./project-inputs.ts";
import { readNotified } from "./read-notified.ts";
import { runUrl } from "./run-url.ts";

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
  occasion: "What the run is to those who are told: failure, fixed, success or undecided",
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
    const { run, report, outcome, stored, notes } = await readNotified(context);
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

/** What a target is called: `slack (SLACK_WEBHOOK)`. */
function nameOf({ to, webhook }: NotifyTarget): string {
  return webhook === undefined ? to : `${to} (${webhook})`;
}

function resultOf(
  { project, inputs }: NotifyContext,
  occasion: string,
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
    outputs: { occasion, sent, failed: lost, "issue-number": issue?.number, "issue-url": issue?.url },
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
