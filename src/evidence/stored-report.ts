import * as z from "zod";
import { UserError } from "../errors.ts";
import type { Report } from "../report.ts";
import { reportSchema } from "../report-schema.ts";

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

/**
 * Parses a stored report, or gives undefined when it is of another run, or of an earlier attempt of this same job.
 * The run is read first and alone, so that what an earlier version left behind does not have to be valid. Throws
 * UserError that names the file and the value in it.
 */
export function parseStoredReport(text: string, path: string, run: Run): StoredReport | undefined {
  const value = parseJson(text, path);
  const origin = z.object({ run: runSchema }).safeParse(value);
  if (origin.success && !isOf(run, origin.data.run)) return undefined;
  const parsed = storedSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "" : `${z.core.toDotPath(issue.path)}: `;
  throw invalid(path, `${where}${issue?.message ?? "not a report"}`);
}

function isOf(run: Run, origin: Run): boolean {
  if (origin.id !== run.id) return false;
  return origin.job !== run.job || (origin.attempt ?? 1) >= (run.attempt ?? 1);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : "not JSON");
  }
}

function invalid(path: string, reason: string): UserError {
  return new UserError(`Cannot read "${path}": ${reason}`, {
    file: path,
    hint: "It is not a report of this version of mlops-actions; remove it and run the action again",
  });
}
