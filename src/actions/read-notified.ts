import type { JobsResult } from "../comment/divide-bundles.ts";
import { hasWorked } from "../comment/report-run.ts";
import type { StoredReport } from "../evidence/stored-report.ts";
import { findNotifiedRun, type NotifiedRun } from "../notify/notified-run.ts";
import { type Outcome, outcomeOf, readConclusion } from "../notify/occasion.ts";
import { type Finding, failsStep, type Report } from "../report.ts";
import type { BundledReports } from "./bundled-reports.ts";
import type { NotifyContext } from "./notify.ts";
import { findingOf } from "./notify-finding.ts";
import { readRunResults } from "./run-results.ts";

/** What people are told of. */
export interface Notified {
  run: NotifiedRun;
  report: Report;
  outcome: Outcome;
  /** The reports of the run's actions. */
  stored: readonly StoredReport[];
  /** What could not be read. */
  notes: readonly Finding[];
}

interface ReadRun extends BundledReports {
  run: NotifiedRun;
  /** Whether its reports could not be read: then how it ended is all that is known. */
  isUnread?: boolean;
}

/** Reads what became of the run, from its reports and from how it or its job ended. */
export async function readNotified(context: NotifyContext): Promise<Notified> {
  const { project, inputs } = context;
  const { run, results, notes, isUnread } = await readRun(context);
  const stored = results.flatMap(({ reports }) => reports);
  const ending = run.conclusion ?? inputs.status;
  const { reportJobs } = await import("../comment/collect-models.ts");
  const found = isUnread ? unreadReport(project.name) : reportJobs(results, project.name);
  const report = withJob(found, ending);
  const outcome = isUnread && readConclusion(ending) === "success" ? "success" : outcomeOf(report, ending);
  return { run, report, outcome, stored, notes };
}

/**
 * The reports of this run, or where it has done nothing but telling, of the run whose end started it. What stands in the
 * way of reading them is a note: people are told all the same.
 */
async function readRun(context: NotifyContext): Promise<ReadRun> {
  const { environment, inputs, signal } = context;
  const started = findNotifiedRun(environment);
  const own = findNotifiedRun({ ...environment, event: undefined });
  try {
    const results = (await readRunResults(context)).map(withoutNotify);
    const isOwn = started.conclusion === undefined || results.some(({ reports }) => hasWorked(reports));
    if (isOwn || readConclusion(inputs.status) === "failure")
      return { run: started.conclusion === undefined ? started : own, results, notes: [] };
    return { run: started, ...(await readEnded(context, started)) };
  } catch (error) {
    signal.throwIfAborted();
    const note = findingOf(error, "What the run's actions found could not be read: ");
    return { run: started, results: [], notes: [note], isUnread: true };
  }
}

async function readEnded(context: NotifyContext, { id }: NotifiedRun): Promise<BundledReports> {
  const { github, project } = context;
  if (id === undefined) return { results: [], notes: [] };
  const { readBundledReports } = await import("./bundled-reports.ts");
  const { results, notes } = await readBundledReports(context, {
    ...{ runs: await github.runs(), run: id, project: project.name },
  });
  return { results: results.map(withoutNotify), notes };
}

function withoutNotify(result: JobsResult): JobsResult {
  return { ...result, reports: result.reports.filter(({ action }) => action !== "notify") };
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
