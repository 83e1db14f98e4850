import type { Context } from "../action.ts";
import { chooseBundles } from "../bundle/bundle-name.ts";
import type { SavedReports } from "../comment/collect-models.ts";
import type { Finding } from "../report.ts";
import { readBundles, warning } from "./read-bundles.ts";

/** Bundles of one run that are read at most. */
const mostBundles = 300;
/** Bytes of one report and of all; what else is in them may be as much as bundles hold. */
const budget = { report: 32 << 20, reports: 256 << 20, unpacked: Number.POSITIVE_INFINITY };

/**
 * The reports in everything that the jobs of this run saved, of every project and leg; of a job that was rerun those of
 * its last attempt. What cannot be read is left out and noted. Throws ServiceError where artifacts cannot be read.
 */
export async function readSavedReports({
  artifacts,
  environment,
}: Pick<Context, "artifacts" | "environment">): Promise<{ saved: SavedReports[]; notes: Finding[] }> {
  const newest = chooseBundles(await artifacts.find("mlops-"), { project: undefined });
  const { bundles, notes } = await readBundles(newest.slice(-mostBundles), {
    open: ({ id }) => artifacts.download(id),
    run: environment.runId,
    ...{ project: undefined, history: "all" },
    budget: { ...budget },
  });
  if (newest.length > mostBundles)
    notes.unshift(warning(`The run saved ${newest.length} bundles, the last ${mostBundles} are read`));
  const saved = bundles.map(({ index, ...rest }) => {
    const { name, leg, job, attempt = 1, check_run_id: checkRun } = index;
    return { name, leg, job, attempt, checkRun, ...rest };
  });
  return { saved, notes };
}
