import type { NotifiedRun } from "../notify/notified-run.ts";
import { hasFailedBefore, readConclusion } from "../notify/occasion.ts";
import type { NotifyContext } from "./notify.ts";

/**
 * Whether what passes now failed before: the attempt before this one, else the run before this one of the same workflow
 * on the same branch. False where nobody can say. Throws ServiceError where GitHub does not answer.
 */
export async function hasFixed(
  { github, environment }: Pick<NotifyContext, "github" | "environment">,
  run: NotifiedRun,
): Promise<boolean> {
  const { id, attempt, workflow, branch } = run;
  if (!github.isAvailable || id === undefined || workflow === undefined || branch === undefined) return false;
  const runs = await github.runs();
  const before = attempt > 1 ? readConclusion((await runs.get(id, attempt - 1)).conclusion) : undefined;
  if (before !== undefined) return before === "failure";
  return hasFailedBefore(run, await runs.ended(branch, workflow), environment.repository);
}
