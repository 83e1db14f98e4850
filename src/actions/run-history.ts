import type { Context } from "../action.ts";
import { defaultBranch, isOfDefaultBranch } from "../bundle/default-branch.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { HistoryEntry } from "../history/entry.ts";
import type { RunHistory } from "../history/history-sections.ts";
import type { Report } from "../report.ts";
import type { Environment } from "../services/environment.ts";
import { entryFile, mostHistoryBytes, pastFile } from "./history-files.ts";

/** What histories are read and appended with. */
export type HistoryContext = Pick<Context, "github" | "environment" | "clock" | "log" | "signal"> & {
  inputs: { "dry-run": boolean };
};
type ProjectContext = HistoryContext & Pick<Context, "files" | "project">;

/**
 * The report with what the runs before this one came to, where the gate has judged. With `report.history: branch` a run on the
 * default branch is appended first. It never fails: what cannot be read or written is said.
 */
export async function withHistory(context: ProjectContext, report: Report): Promise<Report> {
  const { project, environment, files } = context;
  if (project.config.report.history === "none" || environment.kind !== "github") return report;
  if ((await files.size(entryFile(project))) === undefined) return report;
  const current = await readEntry(context).catch((error) => said(context, error, undefined));
  if (current === undefined) return report;
  const known = read.get(project.folders) ?? knownOf(context, current);
  read.set(project.folders, known);
  return addHistory(report, { current, known: await known }, environment);
}

/** The report with its history as its last sections. */
export async function addHistory(
  report: Report,
  history: RunHistory,
  environment: Pick<Environment, "event">,
): Promise<Report> {
  const { historySections } = await import("../history/history-sections.ts");
  return {
    ...report,
    sections: [...report.sections, ...historySections(history, branchName(environment))],
  };
}

/** What the default branch is called. */
export function branchName({ event }: Pick<Environment, "event">): string {
  return defaultBranch(event) ?? "the default branch";
}

/** Why there is no history of what several gates under one name came to. */
export function severalGates(name: string): string {
  return `Several jobs judged a model called "${name}": its history is not kept. Give each a name`;
}

/**
 * What the branch has of the projects of a run. Where the run is one of the default branch, what it came to is appended
 * first; where that fails, what is there is read all the same. It never fails: what goes wrong is said.
 */
export async function openBranch(
  context: HistoryContext,
  entries: readonly HistoryEntry[],
): Promise<Map<string, HistoryEntry[]>> {
  const { github, environment, inputs, log } = context;
  if (!github.isAvailable || entries.length === 0) return new Map();
  const { appendToBranch, readBranch } = await import("./history-branch.ts");
  const names = entries.map(({ name }) => name);
  const read = () =>
    readBranch(context, names).catch((error) => said(context, error, new Map<string, HistoryEntry[]>()));
  if (!isOfDefaultBranch(environment)) return read();
  if (inputs["dry-run"]) {
    log.info(`Would append run ${entries[0]?.run} to the history of ${names.join(", ")}`);
    return read();
  }
  return appendToBranch(context, entries).catch((error) => {
    said(context, error, undefined);
    return read();
  });
}

/** Warns of what cannot be read or written, which is no reason not to report. */
export function said<T>(
  { log, signal }: Pick<HistoryContext, "log" | "signal">,
  error: unknown,
  instead: T,
): T {
  signal.throwIfAborted();
  if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
  log.warn(`${error.message}; the report has no history of it`);
  if (error.hint !== undefined) log.info(error.hint);
  return instead;
}

/** What was read or appended in this run already: the page, the comment and the summary show the same. */
const read = new WeakMap<ProjectContext["project"]["folders"], Promise<HistoryEntry[]>>();

async function knownOf(context: ProjectContext, current: HistoryEntry): Promise<HistoryEntry[]> {
  if (context.project.config.report.history === "branch")
    return (await openBranch(context, [current])).get(current.name) ?? [];
  return readPast(context).catch((error) => said(context, error, []));
}

/** What this run's gate came to. */
async function readEntry(context: ProjectContext): Promise<HistoryEntry | undefined> {
  const { project, environment } = context;
  const [entry] = await readEntries(context, entryFile(project));
  return entry?.run === environment.runId ? entry : undefined;
}

async function readPast(context: ProjectContext): Promise<HistoryEntry[]> {
  const { files, project } = context;
  return (await files.size(pastFile(project))) === undefined ? [] : readEntries(context, pastFile(project));
}

async function readEntries({ files, project }: ProjectContext, file: string): Promise<HistoryEntry[]> {
  if (((await files.size(file)) ?? 0) > mostHistoryBytes)
    throw new UserError(`Cannot read "${file}": it is too large to be a history`, { file });
  const [{ parseHistory }, { mergeHistories }] = await Promise.all([
    import("../history/entry.ts"),
    import("../history/merge-histories.ts"),
  ]);
  return mergeHistories(parseHistory(await files.read(file), project.name).entries);
}
