import * as z from "zod";
import type { Project } from "../actions/project.ts";
import { UserError } from "../errors.ts";
import type { Report } from "../report.ts";
import { reportSchema } from "../report-schema.ts";
import type { Files } from "../services/files.ts";
import type { Services } from "../services/services.ts";

/** The run that an action ran in; on a terminal nothing of it but perhaps the commit is known. */
export interface Run {
  id?: string;
  attempt?: number;
  /** Job id within the workflow. */
  job?: string;
  sha?: string;
}

/** `reports/<action>.json`: what an action concluded, or that it started and was never heard of again. */
export interface StoredReport {
  schema: "mlops/action-report@1";
  action: string;
  state: "started" | "finished";
  run: Run;
  /** ISO 8601, UTC. */
  started: string;
  finished?: string;
  /** There when finished. */
  report?: Report;
}

const time = z.iso.datetime();
const runSchema = z.object({
  id: z.string().max(100).exactOptional(),
  attempt: z.int().min(1).exactOptional(),
  job: z.string().max(200).exactOptional(),
  sha: z.string().max(100).exactOptional(),
});
const storedSchema: z.ZodType<StoredReport> = z
  .object({
    schema: z.literal("mlops/action-report@1"),
    action: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
    state: z.enum(["started", "finished"]),
    run: runSchema,
    started: time,
    finished: time.exactOptional(),
    report: reportSchema.exactOptional(),
  })
  .refine((stored) => stored.state === "started" || stored.report !== undefined, {
    path: ["report"],
    message: "a finished action has a report",
  });

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

/**
 * The reports of this run, in the order in which the actions started. Those of other runs are ignored, and those
 * that this same job left in an earlier attempt. Throws UserError that names the file and the value in it.
 */
export async function readReports(files: Files, folder: string, run: Run): Promise<StoredReport[]> {
  const entries = await files.list(folder);
  const paths = entries
    .filter((each) => !each.isFolder && each.name.endsWith(".json"))
    .map((each) => `${folder}/${each.name}`);
  const found: StoredReport[] = [];
  for (const path of paths) {
    const value = await readJson(files, path);
    if (isOfRun(value, run)) found.push(parseStored(value, path));
  }
  return found.sort((a, b) => a.started.localeCompare(b.started));
}

async function readJson(files: Files, path: string): Promise<unknown> {
  if (((await files.size(path)) ?? 0) > largest)
    throw new UserError(`Cannot read "${path}": a report is at most 32 MiB`, { file: path });
  const text = await files.read(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "not JSON";
    throw new UserError(`Cannot read "${path}": ${reason}`, { file: path, hint: removeIt, cause });
  }
}

/** Reads the run alone, so that what an earlier version or run left behind does not have to be valid. */
function isOfRun(value: unknown, run: Run): boolean {
  const parsed = z.object({ run: runSchema }).safeParse(value);
  if (!parsed.success) return true;
  const other = parsed.data.run;
  if (other.id !== run.id) return false;
  const isSameJob = other.job === run.job;
  return !(isSameJob && (other.attempt ?? 1) < (run.attempt ?? 1));
}

function parseStored(value: unknown, path: string): StoredReport {
  const parsed = storedSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "" : `${z.core.toDotPath(issue.path)}: `;
  throw new UserError(`Cannot read "${path}": ${where}${issue?.message ?? "not a report"}`, {
    file: path,
    hint: removeIt,
  });
}

const removeIt = "It is not a report of this version of mlops-actions; remove it and run the action again";
