import type { AnyAction } from "../action.ts";
import { fallbackProject, loadProject, type Project, type ProjectOptions } from "../actions/project.ts";
import { UserError } from "../errors.ts";
import type { Inputs, InputValues } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import type { Files } from "../services/files.ts";

/** Parses an action's inputs from text by name. Unknown names and bad values are UserErrors. */
export function parseInputs<I extends Inputs>(
  action: { name: string; inputs: I },
  given: Readonly<Record<string, string | undefined>>,
): InputValues<I> {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(action.inputs, name));
  if (unknown !== undefined)
    throw new UserError(
      `Cannot run ${action.name}: unknown input "${unknown}"${didYouMean(unknown, Object.keys(action.inputs))}`,
    );
  const parsed = Object.entries(action.inputs).map(([name, input]) => [name, input.parse(given[name], name)]);
  return Object.fromEntries(parsed) as InputValues<I>;
}

/**
 * Loads the project that the inputs name. Where the configuration cannot be read, the project is a guess and
 * `error` says why: enough to report on.
 */
export async function prepareProject(
  action: AnyAction,
  files: Files,
  inputs: Record<string, unknown>,
): Promise<{ project: Project; error?: unknown }> {
  const options = inputs as unknown as ProjectOptions;
  try {
    return { project: await loadProject(files, options) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const project = await fallbackProject(files, options).catch(() => {
      throw error;
    });
    return action.toleratesBadConfig ? { project: { ...project, problem: error } } : { project, error };
  }
}
