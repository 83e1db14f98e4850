import { findRunSources } from "../bundle/run-sources.ts";
import { isTrustedRun, type RunSource, type WorkflowRun, workflowFile } from "../bundle/workflow-run.ts";
import { UserError } from "../errors.ts";
import type { WorkflowRuns } from "../services/github-runs.ts";
import type { BaseContext, BaseWanted, FoundBase } from "./base-bundle.ts";
import { findBaseCommit } from "./base-commit.ts";
import { openRun } from "./open-run.ts";

/** Runs of one source whose artifacts are looked at. */
const mostRuns = 5;

/**
 * Finds the bundle of the run that this one is compared with: of the base's commit, else of the base branch's last run
 * that succeeded, of the same workflow. Runs of forks and of pull requests are never
 * believed. Throws ServiceError where GitHub does not answer.
 */
export async function findInRuns(context: BaseContext, { kind, only }: BaseWanted = {}): Promise<FoundBase> {
  const { github, environment, log } = context;
  if (!github.isAvailable) return { why: "there is no token to ask GitHub for earlier runs" };
  const { sources, workflow, own } = findRunSources(environment);
  const asked = sources.filter((each) => kind === undefined || each.kind === kind);
  const runs = await github.runs();
  const seen = new Set(own);
  const notes: string[] = [];
  let refused = false;
  for (const each of asked) {
    const source = await refine(context, each);
    const found = (await listRuns(runs, source, workflow)).filter(
      (run) => !seen.has(run.id) && isTrustedRun(run, source, environment.repository ?? ""),
    );
    if (found.length === 0)
      notes.push(`no ${notes.length > 0 ? "other " : ""}run of ${shownSource(source)} has succeeded`);
    for (const run of found.slice(0, mostRuns)) {
      seen.add(run.id);
      const opened = await openRun(context, runs, { run, source, only }).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        log.warn(error.message);
        refused = true;
        return error.message;
      });
      if (typeof opened !== "string") return { base: opened };
      notes.push(opened);
    }
  }
  return noBase(context, notes, refused ? undefined : asked.at(-1));
}

/** The first and the last of what was found, and what helps where nothing was wrong with it. */
function noBase(
  { project }: BaseContext,
  notes: readonly string[],
  source: RunSource | undefined,
): FoundBase {
  const [first = "this event has no base", ...others] = notes;
  const why = others.length === 0 ? first : `${first}; ${others.at(-1)}`;
  if (source === undefined) return { why };
  return {
    why,
    hint: `Let the workflow run on pushes to "${source.branch}" too, and end with the action save, so that later runs find what "${project.name}" was`,
  };
}

/** Newest first; of a commit, those of this workflow before those of others. */
async function listRuns(
  runs: WorkflowRuns,
  source: RunSource,
  workflow: string | undefined,
): Promise<WorkflowRun[]> {
  if (source.kind === "branch") return runs.find({ branch: source.branch }, workflow);
  const isOf = (run: WorkflowRun): boolean => workflow !== undefined && workflowFile(run.path) === workflow;
  const found = await runs.find({ sha: source.sha });
  return found.sort((a, b) => Number(isOf(b)) - Number(isOf(a)));
}

/** The base of a pull request is what git says that it was merged into: the event's may be older. */
async function refine(context: BaseContext, source: RunSource): Promise<RunSource> {
  if (source.kind === "branch") return source;
  const base = await findBaseCommit(context, context.project.directory);
  return typeof base === "object" ? { ...source, sha: base.sha } : source;
}

function shownSource(source: RunSource): string {
  return source.kind === "commit" ? `${source.branch} at ${source.sha.slice(0, 7)}` : source.branch;
}
