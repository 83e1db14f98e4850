import { type NotifyTarget, notifySection } from "../config/notify.ts";
import type { UserError } from "../errors.ts";
import type { NotifyContext } from "./notify.ts";
import { within } from "./project.ts";

/**
 * Who is to be told. Where another part of the configuration is wrong, `notify` alone is read: a mistake in a rule must
 * not silence what tells of it. `problem` says why nobody is known.
 */
export async function readTargets({
  project,
  inputs,
  files,
}: Pick<NotifyContext, "project" | "inputs" | "files">): Promise<{
  targets: readonly NotifyTarget[];
  problem?: UserError;
}> {
  const { problem } = project;
  if (problem === undefined) return { targets: project.config.notify };
  const file = within(inputs["working-directory"], inputs.config);
  const [{ parseYaml }, { schemaOf }] = await Promise.all([
    import("../config/parse-yaml.ts"),
    import("../config/schema-of.ts"),
  ]);
  try {
    const { value } = parseYaml(await files.read(file), file);
    const { data } = schemaOf(notifySection).safeParse((value as { notify?: unknown } | null)?.notify ?? []);
    if (data) return { targets: data };
  } catch {
    // What is wrong is known: it is the problem.
  }
  return { targets: [], problem };
}
