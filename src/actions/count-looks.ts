import type { Context } from "../action.ts";
import { findRunSources, pullRequestHead } from "../bundle/run-sources.ts";
import { ServiceError, UserError } from "../errors.ts";
import { addLooks, type Looks, parseLooks, renderLooks } from "../evidence/looks.ts";
import { formatNumber } from "../number-format.ts";
import type { Finding } from "../report.ts";
import { isSameRepository } from "../same-repository.ts";
import type { Baseline } from "./find-baseline.ts";
import type { Judged } from "./read-judged.ts";

/** Looks from which on it is said that the test rows are used up. */
const manyLooks = 20;
/** Bytes of a file of looks at most. */
const mostBytes = 100_000;

/** How often the test rows have been judged on. */
export interface CountedLooks {
  looks: Looks;
  count: number;
  findings: Finding[];
}

/**
 * Counts this look at the test rows on top of what the baseline's run has counted, and of a pull request on top of those
 * of its earlier pushes; attempts of a run count each, and judging again in one does not. Undefined where the rows are not the project's own, or nobody knows which they are.
 */
export async function countLooks(
  context: Pick<Context, "files" | "environment" | "log" | "project" | "github">,
  { metrics, path }: Pick<Judged, "metrics" | "path">,
  baseline: Baseline,
): Promise<CountedLooks | undefined> {
  const { project, environment } = context;
  const { evaluation } = metrics;
  if (evaluation === undefined || path !== `${project.folders.evidence}/metrics.json`) return undefined;
  const before = await readLooks(context, baseline);
  const own = (environment.runAttempt ?? 1) + (await countPushes(context));
  const looks = addLooks(before, evaluation, own);
  const count = looks.get(evaluation)!;
  if (count <= manyLooks) return { looks, count, findings: [] };
  const finding: Finding = {
    severity: "info",
    message: `These test rows have been looked at ${formatNumber(count)} times: what was chosen by them looks better on them than it is`,
    hint: "Test on new rows, and hold what is lost in all to an older model (gate.anchor)",
  };
  return { looks, count, findings: [finding] };
}

/** Writes the count beside the evidence, where `save` takes it along. */
export async function keepLooks(
  { files, project }: Pick<Context, "files" | "project">,
  { looks }: CountedLooks,
): Promise<void> {
  await files.write(`${project.folders.evidence}/looks.json`, renderLooks(looks));
}

/** Runs of the pull request's earlier pushes, of this workflow, a hundred at most: each may have looked. */
async function countPushes({
  environment,
  github,
  log,
}: Pick<Context, "environment" | "github" | "log">): Promise<number> {
  const head = pullRequestHead(environment.event);
  if (head === undefined || !github.isAvailable) return 0;
  const { workflow, own } = findRunSources(environment);
  try {
    const ended = await (await github.runs()).ended(head.branch, workflow);
    return ended.filter(
      ({ id, event, headRepository }) =>
        !own.includes(id) && /^pull_request/.test(event) && isSameRepository(headRepository, head.repository),
    ).length;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.debug(`${error.message}; the looks of earlier pushes are not counted`);
    return 0;
  }
}

/** A count that cannot be read is no reason to judge nothing. */
async function readLooks(
  { files, log }: Pick<Context, "files" | "log">,
  { looks: file, shown }: { looks?: string | undefined; shown?: string | undefined },
): Promise<Looks> {
  if (file === undefined || ((await files.size(file)) ?? 0) > mostBytes) return new Map();
  try {
    return parseLooks(await files.read(file), `looks.json of ${shown}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.warn(error.message);
    return new Map();
  }
}
