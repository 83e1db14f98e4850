import type { WorkflowRun } from "../bundle/workflow-run.ts";
import { failsStep, type Report } from "../report.ts";
import { isSameRepository } from "../same-repository.ts";
import type { NotifiedRun } from "./notified-run.ts";

/** What came of a run. An undecided one is neither good nor bad news. */
export type Outcome = "failure" | "success" | "undecided";

/** Conclusions of a run that say whether it is well; a cancelled or skipped run says nothing. */
const decisive: Readonly<Record<string, "failure" | "success">> = {
  success: "success",
  failure: "failure",
  timed_out: "failure",
  startup_failure: "failure",
};

/** What came of a run by its report and by what GitHub says of it: of the job so far, or of a run that ended. */
export function outcomeOf(report: Report, status: string | undefined): Outcome {
  const conclusion = readConclusion(status);
  if (status !== undefined && conclusion === undefined) return "undecided";
  if (conclusion === "failure" || failsStep(report)) return "failure";
  return report.verdict === "pass" ? "success" : "undecided";
}

/** Whether a target is told. */
export function isWanted(on: readonly string[], outcome: Outcome, isFixed: boolean): boolean {
  return on.includes("always") || on.includes(outcome) || (isFixed && on.includes("fixed"));
}

/** Whether it has to be known if the run fixed something. */
export function asksForEarlier(on: readonly string[], outcome: Outcome): boolean {
  return outcome === "success" && on.includes("fixed");
}

/** What a conclusion says; undefined where it says nothing. */
export function readConclusion(conclusion: string | undefined): "failure" | "success" | undefined {
  return conclusion !== undefined && Object.hasOwn(decisive, conclusion) ? decisive[conclusion] : undefined;
}

/**
 * Whether the last run before this one that says something failed. Counted are runs on the same branch of this
 * repository: for a pull request those of pull requests, else those that none started. `earlier` are newest first.
 */
export function hasFailedBefore(
  run: NotifiedRun,
  earlier: readonly Pick<WorkflowRun, "id" | "event" | "conclusion" | "headBranch" | "headRepository">[],
  repository: string | undefined,
): boolean {
  const before = earlier.find(
    (each) =>
      each.id < (run.id ?? 0) &&
      each.headBranch === run.branch &&
      isSameRepository(each.headRepository, repository) &&
      each.event.startsWith("pull_request") === run.event?.startsWith("pull_request") &&
      readConclusion(each.conclusion) !== undefined,
  );
  return readConclusion(before?.conclusion) === "failure";
}
