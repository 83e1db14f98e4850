import path from "node:path";
import type { Context } from "../action.ts";
import { listFirst } from "../first-items.ts";
import type { Finding } from "../report.ts";

/** Tracked files that a command changed beside those that it is to write, as a warning. */
export async function findChangedFiles(
  { git, project }: Pick<Context, "git" | "project">,
  before: readonly string[] | undefined,
): Promise<Finding[]> {
  const after = await git.changes(project.directory);
  if (before === undefined || after === undefined) return [];
  const fresh = after.filter((file) => !before.includes(file));
  if (fresh.length === 0) return [];
  const prefix = (await git.prefix(project.directory)) ?? "";
  const { metrics, predictions, model, plots } = project.config.train;
  const written = [metrics, predictions, model, plots]
    .flat()
    .flatMap((name) => (name === undefined ? [] : [path.posix.join(prefix, name).replace(/\/+$/, "")]));
  const changed = fresh.filter((file) => !written.some((own) => file === own || file.startsWith(`${own}/`)));
  if (changed.length === 0) return [];
  return [
    {
      severity: "warning",
      message: `The command changed files of the repository: ${listFirst(changed, 5)}`,
      hint: "Let it write into MLOPS_MODEL_DIR and MLOPS_EVIDENCE_DIR: later steps see what it changed",
    },
  ];
}
