import path from "node:path";
import type { AnyAction, Result } from "../action.ts";
import { errorReport } from "../actions/error-report.ts";
import type { Project } from "../actions/project.ts";
import { writeStoredReport } from "../actions/stored-reports.ts";
import type { Inputs, InputValues } from "../inputs.ts";
import type { Services } from "../services/services.ts";
import { prepareProject } from "./prepare.ts";

/** A finished action: what it returned, and where its report lies. */
export interface Outcome {
  result: Result;
  project: Project;
  /** Path of the stored report. */
  reportPath: string;
}

/**
 * Runs an action and keeps its report under `.mlops/<name>/reports/`: as `started` first, so that a later step
 * can say which one failed, then with what came of it, an error included. Errors are thrown on.
 */
export async function execute(
  action: AnyAction,
  inputs: InputValues<Inputs>,
  services: Services,
): Promise<Outcome> {
  const { project, error } = await prepareProject(action, services.files, inputs);
  await hideFromGit(project, services);
  const stored = await writeStoredReport(services, project, action.name);
  if (error !== undefined) {
    await stored.finish(errorReport(action, project, error));
    throw error;
  }
  try {
    const result = await action.run({ ...services, inputs, project });
    return { result, project, reportPath: await stored.finish(result.report) };
  } catch (cause) {
    if (!services.signal.aborted) await stored.finish(errorReport(action, project, cause)).catch(() => {});
    throw cause;
  }
}

/** `.mlops/` ignores itself, so that a checkout stays clean. */
async function hideFromGit(project: Project, { files }: Services): Promise<void> {
  const ignore = path.join(path.dirname(project.folders.root), ".gitignore");
  if (!(await files.exists(ignore))) await files.write(ignore, "*\n");
}
