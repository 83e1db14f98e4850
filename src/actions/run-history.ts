import type { Context } from "../action.ts";
import { defaultBranch } from "../bundle/run-sources.ts";
import { triggeringRun } from "../comment/find-subject.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { HistoryEntry } from "../history/entry.ts";
import type { Report } from "../report.ts";
import { entryFile, mostHistoryBytes, pastFile } from "./history-files.ts";

type HistoryContext = Pick<
  Context,
  "files" | "github" | "environment" | "clock" | "log" | "signal" | "project"
> & { inputs: { "dry-run": boolean } };

/**
 * The report with what the runs before this one came to, where the gate has judged. It never fails: what cannot be read is
 * said.
 */
export async function withHistory(context: HistoryContext, report: Report): Promise<Report> {
  const { project, environment, files, log, signal } = context;
  const kept = project.config.report.history;
  if (kept === "none" || environment.kind !== "github") return report;
  if ((await files.size(entryFile(project))) === undefined) return report;
  try {
    const current = await readEntry(context);
    if (current === undefined) return report;
    const [{ historySections }, { compareRuns, isSameRun }] = await Promise.all([
      import("../history/history-sections.ts"),
      import("../history/merge-histories.ts"),
    ]);
    const past = (await readPast(context)).filter(
      (entry) => !isSameRun(entry, current) && compareRuns(entry, current) < 0,
    );
    const branch = defaultBranch(environment.event) ?? "the default branch";
    return { ...report, sections: [...report.sections, ...historySections(past, current, branch)] };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
    log.warn(error.message);
    if (error.hint !== undefined) log.info(error.hint);
    return report;
  }
}

/** What this run's gate came to, or that of the run whose end started this one. */
async function readEntry(context: HistoryContext): Promise<HistoryEntry | undefined> {
  const { project, environment } = context;
  const [entry] = await readEntries(context, entryFile(project));
  const own = triggeringRun(environment.event) ?? environment.runId;
  return entry?.run === own ? entry : undefined;
}

async function readPast(context: HistoryContext): Promise<HistoryEntry[]> {
  const { files, project } = context;
  return (await files.size(pastFile(project))) === undefined ? [] : readEntries(context, pastFile(project));
}

async function readEntries({ files, project }: HistoryContext, file: string): Promise<HistoryEntry[]> {
  if (((await files.size(file)) ?? 0) > mostHistoryBytes)
    throw new UserError(`Cannot read "${file}": it is too large to be a history`, { file });
  const [{ parseHistory }, { mergeHistories }] = await Promise.all([
    import("../history/entry.ts"),
    import("../history/merge-histories.ts"),
  ]);
  return mergeHistories(parseHistory(await files.read(file), project.name).entries);
}
