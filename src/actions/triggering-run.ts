import type { Context } from "../action.ts";
import { reportEndedRun, subjectOfRun } from "../comment/ended-run.ts";
import { type Subject, triggeringRun } from "../comment/find-subject.ts";
import { counted } from "../number-format.ts";
import type { Report } from "../report.ts";

/** The run whose end started this one, read as data. */
export interface EndedRun {
  report: Report;
  /** What it is about, by the API's word. */
  subject: Subject;
}

/**
 * Reads the run whose end started this one (`workflow_run`); undefined for every other event. This job can write, and
 * that one may have run a stranger's code: which pull request it is for is what the API says, and what it left is typed
 * data, of which nothing is run, loaded or written to the workspace. Throws ServiceError where GitHub does not answer,
 * UserError without a token.
 */
export async function readEndedRun(context: Context): Promise<EndedRun | undefined> {
  const { github, environment, project, log } = context;
  const id = triggeringRun(environment.event);
  if (id === undefined) return undefined;
  const runs = await github.runs();
  const run = await runs.get(Number(id));
  const subject = subjectOfRun(run, environment.repository);
  const title = project.name;
  if (subject.kind === "none")
    return { subject, report: reportEndedRun(run, { report: undefined, title, notes: [] }) };
  const [{ readBundledReports }, { withBaseHistory }, { reportJobs }] = await Promise.all([
    import("./bundled-reports.ts"),
    import("./ended-history.ts"),
    import("../comment/collect-models.ts"),
  ]);
  const { results, entry, notes } = await readBundledReports(context, { runs, run: run.id, project: title });
  const count = new Set(results.flatMap(({ reports }) => reports)).size;
  log.info(`Run ${run.id} left ${counted(count, "report")} of ${title}`);
  const found = count === 0 ? undefined : reportJobs(results, title, { attempt: run.attempt });
  const report = found && (await withBaseHistory(context, found, { run, entry }));
  return { subject, report: reportEndedRun(run, { report, title, notes }) };
}
