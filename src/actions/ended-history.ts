import type { Context } from "../action.ts";
import type { CurrentRun } from "../bundle/workflow-run.ts";
import type { HistoryEntry } from "../history/entry.ts";
import type { Report } from "../report.ts";
import { collectPast } from "./collect-past.ts";
import { addHistory, said } from "./run-history.ts";

/**
 * The report of the run that ended, with the runs of the default branch before it. They are read from that branch's own
 * runs, or its branch of histories, and never from what the run left: of that alone the metrics of its own point are
 * taken. Nothing is appended, and nothing fails.
 */
export async function withBaseHistory(
  context: Context,
  report: Report,
  { run, entry }: { run: CurrentRun; entry: HistoryEntry | undefined },
): Promise<Report> {
  const { project, environment } = context;
  const where = project.config.report.history;
  if (entry === undefined || where === "none") return report;
  const known = await (where === "branch"
    ? readBranchOf(context)
    : collectPast(context, { isAlone: true })
  ).catch((error): HistoryEntry[] => said(context, error, []));
  const { job: _, ...metrics } = entry;
  const current: HistoryEntry = {
    ...metrics,
    ...{ name: project.name, run: String(run.id), attempt: run.attempt, commit: run.headSha },
    ...{ time: run.created, verdict: report.verdict },
  };
  return addHistory(report, { current, known }, environment);
}

async function readBranchOf(context: Context): Promise<HistoryEntry[]> {
  const { readBranch } = await import("./history-branch.ts");
  const { name } = context.project;
  return (await readBranch(context, [name])).get(name) ?? [];
}
