import type { Context } from "../action.ts";
import { isOfDefaultBranch } from "../bundle/default-branch.ts";
import { findSubject } from "../comment/find-subject.ts";
import type { Judgement } from "../gate/judge.ts";
import type { GateMetrics } from "../gate/parse-metrics.ts";
import { type HistoryEntry, historySchema, parseEntry, renderHistory } from "../history/entry.ts";
import { judgedMetrics } from "../history/judged-metrics.ts";
import { mergeHistories } from "../history/merge-histories.ts";
import type { Verdict } from "../report.ts";
import type { BaseContext } from "./base-bundle.ts";
import { collectPast } from "./collect-past.ts";
import { entryFile, pastFile } from "./history-files.ts";

/** What a gate came to. */
export interface Judged {
  verdict: Verdict;
  judgements: readonly Judgement[];
  metrics: GateMetrics;
}

/**
 * Notes what this run's gate came to beside the evidence, and with `report.history: bundle` what earlier runs noted: on the
 * default branch with this run's entry, so that the next run finds it in this one's bundle.
 */
export async function keepHistory(context: BaseContext, judged: Judged): Promise<void> {
  const { files, project, environment } = context;
  const entry = await entryOf(context, judged);
  if (entry === undefined) return;
  await files.write(entryFile(project), renderHistory([entry]));
  if (project.config.report.history !== "bundle") return;
  const isOfBranch = isOfDefaultBranch(environment);
  const past = await collectPast(context, { heals: isOfBranch });
  await files.write(pastFile(project), renderHistory(mergeHistories(past, isOfBranch ? [entry] : [])));
}

/** Undefined where it is not known which run this is. */
async function entryOf(
  { project, environment, clock, git }: Pick<Context, "project" | "environment" | "clock" | "git">,
  { verdict, judgements, metrics }: Judged,
): Promise<HistoryEntry | undefined> {
  const { runId, runAttempt, job } = environment;
  const subject = findSubject(environment);
  // Of a comment's event the run has the default branch's commit, whatever is checked out.
  const own = environment.eventName === "issue_comment" ? await git.head(project.directory) : undefined;
  const commit = (subject.kind === "none" ? undefined : subject.sha) ?? own ?? environment.sha;
  if (runId === undefined || commit === undefined) return undefined;
  const entry: HistoryEntry = {
    schema: historySchema,
    name: project.name,
    run: runId,
    attempt: runAttempt ?? 1,
    ...(job !== undefined && { job }),
    commit,
    time: new Date(clock.now()).toISOString(),
    verdict,
    ...(metrics.rows !== undefined && { rows: metrics.rows }),
    ...(metrics.evaluation !== undefined && { evaluation: metrics.evaluation }),
    metrics: judgedMetrics(judgements, metrics),
  };
  return parseEntry(JSON.stringify(entry));
}
