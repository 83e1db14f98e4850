import type { Context } from "../action.ts";
import { defaultBranch, isOfDefaultBranch } from "../bundle/run-sources.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { HistoryEntry } from "../history/entry.ts";
import type { Report } from "../report.ts";
import { entryFile, mostHistoryBytes, pastFile } from "./history-files.ts";

type HistoryContext = Pick<
  Context,
  "files" | "github" | "environment" | "clock" | "log" | "signal" | "project"
> & { inputs: { "dry-run": boolean } };

/**
 * The report with what the runs before this one came to, where the gate has judged. With `report.history: branch` a run on the
 * default branch is appended first. It never fails: what cannot be read or written is said.
 */
export async function withHistory(context: HistoryContext, report: Report): Promise<Report> {
  const { project, environment, files } = context;
  if (project.config.report.history === "none" || environment.kind !== "github") return report;
  if ((await files.size(entryFile(project))) === undefined) return report;
  const current = await readEntry(context).catch((error) => said(context, error, undefined));
  if (current === undefined) return report;
  const known = read.get(project.folders) ?? pastOf(context, current);
  read.set(project.folders, known);
  const [{ historySections }, { compareRuns, isSameRun }] = await Promise.all([
    import("../history/history-sections.ts"),
    import("../history/merge-histories.ts"),
  ]);
  const past = (await known).filter((entry) => !isSameRun(entry, current) && compareRuns(entry, current) < 0);
  const branch = defaultBranch(environment.event) ?? "the default branch";
  return { ...report, sections: [...report.sections, ...historySections(past, current, branch)] };
}

/** What was read or appended in this run already: the page, the comment and the summary show the same. */
const read = new WeakMap<HistoryContext["project"]["folders"], Promise<HistoryEntry[]>>();

function pastOf(context: HistoryContext, current: HistoryEntry): Promise<HistoryEntry[]> {
  const isOnBranch = context.project.config.report.history === "branch";
  const past = isOnBranch ? openBranch(context, current) : readPast(context);
  return past.catch((error) => said(context, error, []));
}

/** Warns of what cannot be read or written, which is no reason not to report. */
function said<T>({ log, signal }: HistoryContext, error: unknown, instead: T): T {
  signal.throwIfAborted();
  if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
  log.warn(`${error.message}; the report has no history of it`);
  if (error.hint !== undefined) log.info(error.hint);
  return instead;
}

/** What this run's gate came to. */
async function readEntry(context: HistoryContext): Promise<HistoryEntry | undefined> {
  const { project, environment } = context;
  const [entry] = await readEntries(context, entryFile(project));
  return entry?.run === environment.runId ? entry : undefined;
}

/** Appends this run where it is one of the default branch; where that fails, what is there is shown all the same. */
async function openBranch(context: HistoryContext, current: HistoryEntry): Promise<HistoryEntry[]> {
  const { github, environment, inputs, log } = context;
  if (!github.isAvailable) return [];
  const { appendToBranch, readBranch } = await import("./history-branch.ts");
  if (!isOfDefaultBranch(environment)) return readBranch(context);
  if (inputs["dry-run"]) {
    log.info(`Would append run ${current.run} to the history`);
    return readBranch(context);
  }
  return appendToBranch(context, current).catch((error) => {
    said(context, error, undefined);
    return readBranch(context);
  });
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
