import path from "node:path";
import { parseYaml } from "../config/parse-yaml.ts";
import { UserError } from "../errors.ts";
import type { Files } from "../services/files.ts";
import type { RepositoryPlace } from "./repository-top.ts";
import { actionOf, jobsOf, objectOf, type WorkflowFile, type WorkflowStep } from "./workflow-file.ts";

/** Where GitHub reads workflows: at the top of the repository, nowhere else. */
export const workflowFolder = ".github/workflows";

/** The folder of the `mlops.yml` that a step of ours is about, from the top; undefined where only a run knows. */
export function folderOf({ with: given }: WorkflowStep): string | undefined {
  const { "working-directory": folder = ".", config = "mlops.yml" } = objectOf(given);
  const joined = path.posix.join(String(folder), String(config));
  return joined.includes("${{") ? undefined : path.posix.dirname(joined);
}

/** Whether a step of ours in the workflow may be about the folder. */
export function isAbout(workflow: WorkflowFile, below: string): boolean {
  return oursOf(workflow).some((step) => [below, undefined].includes(folderOf(step)));
}

/** The steps of a workflow that use our actions. */
export function oursOf(workflow: WorkflowFile): WorkflowStep[] {
  return jobsOf(workflow).flatMap(({ steps }) => steps.filter((step) => actionOf(step) !== undefined));
}

/**
 * The file for a project's workflow, from the top: `model.yml`, or one named after the project where that is there for
 * something else.
 */
export async function chooseWorkflow(
  files: Files,
  { top, below }: RepositoryPlace,
  project: string,
): Promise<string> {
  const names = ["model", `model-${project}`, `model-${below.replace(/[^\w.-]+/g, "-")}`];
  for (const name of names.slice(0, -1)) {
    const file = `${workflowFolder}/${name}.yml`;
    const text = await files.read(path.posix.join(top, file)).catch(() => undefined);
    if (text === undefined || isAbout({ file, content: contentOf(text, file) }, below)) return file;
  }
  return `${workflowFolder}/${names.at(-1)}.yml`;
}

function contentOf(text: string, file: string): Record<string, unknown> {
  try {
    return objectOf(parseYaml(text, file).value);
  } catch (error) {
    if (error instanceof UserError) return {};
    throw error;
  }
}
