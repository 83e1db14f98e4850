import type { Context } from "../action.ts";
import type { JobsResult } from "../comment/divide-bundles.ts";
import { readReports, runOf } from "./stored-reports.ts";

/**
 * What this run's jobs found, as far as it is here: one result, or one for each job where what it found and what another
 * did are not the same. Empty where nothing is here. Throws UserError where a report cannot be read.
 */
export async function readRunResults(
  context: Pick<Context, "files" | "project" | "environment">,
): Promise<JobsResult[]> {
  const { files, project, environment } = context;
  const own = await readReports(files, project.folders.reports, runOf(environment));
  if ((await files.list(`${project.folders.root}/jobs`)).length > 0) {
    const [{ readJobs }, { divideBundles }] = await Promise.all([
      import("./job-reports.ts"),
      import("../comment/divide-bundles.ts"),
    ]);
    return divideBundles([...(await readJobs(context)), { job: environment.job, reports: own }]);
  }
  return own.length === 0 ? [] : [{ leg: undefined, bundles: [], reports: own }];
}

/** Whether at most one gate has judged: what several of one name came to, nobody could tell apart later. */
export function isJudgedOnce(results: readonly JobsResult[]): boolean {
  const gates = results.flatMap(({ reports }) => reports.filter(({ action }) => action === "quality-gate"));
  return new Set(gates.map((gate) => JSON.stringify(gate))).size <= 1;
}
