import type { Context } from "../action.ts";
import { chooseBundles } from "../bundle/bundle-name.ts";
import { divideBundles, type JobsResult } from "../comment/divide-bundles.ts";
import type { HistoryEntry } from "../history/entry.ts";
import { counted, formatBytes } from "../number-format.ts";
import type { Finding } from "../report.ts";
import type { RunArtifact, WorkflowRuns } from "../services/github-runs.ts";
import { openArtifact } from "./open-artifact.ts";
import { type ReadBundle, readBundles, warning } from "./read-bundles.ts";
import { isJudgedOnce } from "./run-results.ts";

/** What is taken of a run that anyone may have started. Bytes, but for the counts. */
const most = {
  bundles: 50,
  /** Of all archives together, and of what is in one when it is unpacked. */
  archives: 256 << 20,
  /** Of what all of them unpack to. */
  unpacked: 512 << 20,
  report: 8 << 20,
  reports: 16 << 20,
} as const;

/** What a run's jobs reported of one project. */
export interface BundledReports {
  /** One, or one for each job or leg that came to a result of its own. */
  results: JobsResult[];
  /** What the run's gate came to, as its job says; of several gates nobody could tell whose it is. */
  entry?: HistoryEntry | undefined;
  /** What could not be read, and why. */
  notes: Finding[];
}

type ReadContext = Pick<Context, "remote" | "signal">;

/**
 * The reports that a run's bundles hold of a project, as data: each is parsed with bounds on all of its sizes, and
 * nothing else of a bundle is kept, nor written. What is damaged, too large, or of another model or run is left out and
 * said so. Throws ServiceError where GitHub does not answer.
 */
export async function readBundledReports(
  context: ReadContext,
  { runs, run, project }: { runs: WorkflowRuns; run: number; project: string },
): Promise<BundledReports> {
  const newest = chooseBundles(await runs.artifacts(run), { project });
  const chosen = newest.filter(({ isExpired }) => !isExpired);
  const refusal =
    chosen.length === 0 && newest.length > 0 ? warning("what it saved has expired") : refuseTooMuch(chosen);
  if (refusal !== undefined) return { results: [], notes: [refusal] };
  const { bundles, notes } = await readBundles(chosen, {
    open: (artifact) => openArtifact(context, runs, { artifact, mostBytes: most.archives }),
    run: String(run),
    ...{ project, history: "own" },
    budget: { report: most.report, reports: most.reports, unpacked: most.unpacked },
  });
  const results = divideBundles(
    bundles.map(({ index: { job, leg }, ...rest }) => ({ job, leg, ...rest })),
  ).filter(({ reports }) => reports.length > 0);
  return { results, entry: isJudgedOnce(results) ? lastEntry(bundles) : undefined, notes };
}

/** That of the last attempt: what a job carries that was not run again may be of an earlier one. */
function lastEntry(bundles: readonly ReadBundle[]): HistoryEntry | undefined {
  const entries = bundles.flatMap(({ history }) => history?.current ?? []);
  return entries.toSorted((a, b) => a.attempt - b.attempt).at(-1);
}

function refuseTooMuch(chosen: readonly RunArtifact[]): Finding | undefined {
  const { bundles, archives } = most;
  if (chosen.length > bundles)
    return warning(`it saved ${counted(chosen.length, "bundle")}, at most ${bundles} are read`);
  const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= archives) return undefined;
  return warning(
    `it saved ${formatBytes(bytes)}, at most ${formatBytes(archives)} are read`,
    'Let the action save keep the reports alone: set its input "reports-only" to true on pull requests',
  );
}
