import { UserError } from "../errors.ts";
import { byStart } from "../evidence/report-order.ts";
import type { Run, StoredReport } from "../evidence/stored-report.ts";
import type { Report } from "../report.ts";
import type { Files } from "../services/files.ts";
import type { Services } from "../services/services.ts";
import type { Project } from "./project.ts";

/** Most bytes of a stored report. */
const largest = 32 << 20;

/** Which run the environment is in. */
export function runOf(environment: Services["environment"]): Run {
  const { runId, runAttempt, job, sha } = environment;
  return {
    ...(runId !== undefined && { id: runId }),
    ...(runAttempt !== undefined && { attempt: runAttempt }),
    ...(job !== undefined && { job }),
    ...(sha !== undefined && { sha }),
  };
}

/** Writes an action's report as started; `finish` writes it again with what came of it and returns its path. */
export async function writeStoredReport(
  { files, clock, environment }: Pick<Services, "files" | "clock" | "environment">,
  project: Project,
  action: string,
): Promise<{ finish(report: Report): Promise<string> }> {
  const path = `${project.folders.reports}/${action}.json`;
  const now = (): string => new Date(clock.now()).toISOString();
  const started: StoredReport = {
    schema: "mlops/action-report@1",
    action,
    state: "started",
    run: runOf(environment),
    started: now(),
  };
  const write = (stored: StoredReport): Promise<void> =>
    files.write(path, `${JSON.stringify(stored, null, 1)}\n`);
  await write(started);
  return {
    async finish(report) {
      await write({ ...started, state: "finished", finished: now(), report });
      return path;
    },
  };
}

/** The reports of a run that are in a folder, in the order in which the actions started; others are ignored. */
export async function readReports(files: Files, folder: string, run: Run): Promise<StoredReport[]> {
  // Most actions write a report and read none.
  const { parseStoredReport } = await import("../evidence/stored-report.ts");
  const found: StoredReport[] = [];
  for (const { name, isFolder } of await files.list(folder)) {
    if (isFolder || !name.endsWith(".json")) continue;
    const path = `${folder}/${name}`;
    if (((await files.size(path)) ?? 0) > largest)
      throw new UserError(`Cannot read "${path}": a report is at most 32 MiB`, { file: path });
    const stored = parseStoredReport(await files.read(path), path, run);
    if (stored) found.push(stored);
  }
  return found.sort(byStart);
}
