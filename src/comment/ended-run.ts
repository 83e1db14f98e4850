import type { CurrentRun } from "../bundle/workflow-run.ts";
import type { Fact, Finding, Report } from "../report.ts";
import { isSameRepository } from "../same-repository.ts";
import type { Subject } from "./find-subject.ts";

/** What can start a run that is about a pull request's commit. */
const events = ["pull_request", "push"];
/** How a run ends that ran nothing. */
const idle = ["action_required", "skipped", "stale"];

/** What a run that ended is about, by the API's word alone: nothing that the run left has a say in it. */
export function subjectOfRun(run: CurrentRun, repository: string | undefined): Subject {
  const none = (why: string): Subject => ({ kind: "none", why: `no comment: ${why}` });
  const { id, event, headSha, headBranch, headRepository } = run;
  if (!isSameRepository(run.repository, repository)) return none(`run ${id} is of another repository`);
  if (!run.isCompleted) return none(`run ${id} runs again; its end is commented`);
  if (!events.includes(event))
    return none(`run ${id} was started by ${plainWord(event)}, not by a pull request`);
  const ending = conclusionOf(run);
  if (idle.includes(ending)) return none(`run ${id} ran nothing (${ending})`);
  const owner = headRepository?.split("/")[0];
  if (headRepository === undefined || !owner || !headBranch)
    return none(`the branch that run ${id} was for is gone`);
  const isFork = !isSameRepository(headRepository, repository);
  return { kind: "commit", sha: headSha, branch: `${owner}:${headBranch}`, headRepository, isFork };
}

/**
 * The report of such a run, from what its job left: the first thing it says is who computed it. Where nothing is left,
 * it says what the API knows. `notes` are what could not be read.
 */
export function reportEndedRun(
  run: CurrentRun,
  found: { report: Report | undefined; title: string; notes: readonly Finding[] },
): Report {
  const { title, notes } = found;
  const report = found.report ?? nothingLeft(run, title, notes.length > 0);
  return {
    ...report,
    facts: [originOf(run, found.report !== undefined), ...report.facts],
    sections: [
      ...(notes.length > 0 ? [{ title: "What the run saved", rank: 0, findings: [...notes] }] : []),
      ...report.sections.map((section) => ({ ...section, rank: Math.max(section.rank, 0) })),
    ],
  };
}

function originOf(run: CurrentRun, isComputed: boolean): Fact {
  const which = `run ${run.id}, ${conclusionOf(run)}`;
  const job =
    run.event === "pull_request"
      ? "the pull request's own job, which ran the pull request's code"
      : "another workflow's job";
  return { label: "", value: isComputed ? `computed by ${job} (${which})` : which };
}

function nothingLeft(run: CurrentRun, title: string, isSaid: boolean): Report {
  return {
    schema: "mlops/report@1",
    action: "run",
    title,
    verdict: "refused",
    headline: `nothing to report, the run ended with ${conclusionOf(run)}`,
    facts: [],
    sections: isSaid
      ? []
      : [
          {
            title: "Nothing to report",
            rank: 0,
            text: [
              `Run ${run.id} left no report of "${title}": it stopped before validate-data, train or quality-gate started, or before what they found was saved. Its log says more.`,
              `Its job needs the action save as its last step, with "if: \${{ !cancelled() }}".`,
            ],
          },
        ],
  };
}

/** How a run ended, as one word of GitHub's. */
function conclusionOf({ conclusion }: CurrentRun): string {
  return plainWord(conclusion ?? "unknown");
}

function plainWord(text: string): string {
  return /^[a-z_]{1,40}$/.test(text) ? text : "unknown";
}
