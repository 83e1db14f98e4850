import type { Context } from "../action.ts";
import { trainingSets } from "../config/default-config.ts";
import type { Reference } from "../drift/reference.ts";
import { UserError } from "../errors.ts";
import type { BaseContext } from "./base-bundle.ts";
import type { findReference } from "./find-reference.ts";
import type { Project } from "./project.ts";

/** What looking for earlier data takes. */
export type EarlierContext = BaseContext & Parameters<typeof findReference>[0];

/** `data.reference`, or else the profile that an earlier run saved; in words why there is neither. */
export async function findEarlier(context: EarlierContext): Promise<Reference | string> {
  if (context.project.config.data.reference === undefined) return findBaseProfile(context);
  const { findReference } = await import("./find-reference.ts");
  return (await findReference(context)) ?? "data.reference is not set";
}

/** The profile of the data that an earlier run saved, or in words why there is none. */
export async function findBaseProfile(context: EarlierContext): Promise<Reference | string> {
  const { files, project, log } = context;
  const { findBaseBundle } = await import("./find-base-bundle.ts");
  const { base, why } = await findBaseBundle(context);
  if (base === undefined) return why;
  const [{ parseProfile }, { readBase }] = await Promise.all([
    import("../profile/parse-profile.ts"),
    import("./base-bundle.ts"),
  ]);
  for (const path of profilePaths(project))
    try {
      const text = await readBase(files, base, path);
      if (text === undefined) continue;
      const profile = parseProfile(text, `${path} of ${base.shown}`);
      return { source: base.shown, rows: profile.rows, profile };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log.warn(error.message);
      return error.message;
    }
  return `${base.shown} has no profile of the data`;
}

/** Where a bundle has it; one of several sets has its own. */
function profilePaths({ set }: Pick<Project, "set">): string[] {
  return set === undefined ? ["profile.json", "evidence/profile.json"] : [`profiles/${set}.json`];
}

/** The profile of the last training in this folder, while a new one is made. */
const keptProfile = "trained-profile.json";

/** Puts the last training's profile aside before its evidence is removed: the types of its columns hold on. */
export async function keepProfile({ files, project }: Pick<Context, "files" | "project">): Promise<void> {
  const { evidence, root } = project.folders;
  if ((await files.size(`${evidence}/profile.json`)) !== undefined)
    await files.move(`${evidence}/profile.json`, `${root}/${keptProfile}`);
}

/**
 * Path of the profile of the last training in this folder. Undefined where there is none, and on GitHub, where such a
 * file is this run's own, or came with the checkout.
 */
export async function lastProfile({
  files,
  project,
  environment,
}: Pick<Context, "files" | "project" | "environment">): Promise<string | undefined> {
  const isTrainedOn = project.set === undefined || trainingSets.some((set) => set === project.set);
  if (environment.kind !== "terminal" || !isTrainedOn) return undefined;
  const { evidence, root } = project.folders;
  for (const path of [`${evidence}/profile.json`, `${root}/${keptProfile}`])
    if ((await files.size(path)) !== undefined) return path;
  return undefined;
}

/** Whether earlier data may say of which types columns are: cheap, because most runs in a terminal have none. */
export async function hasEarlier(
  context: Pick<Context, "files" | "project" | "environment" | "github">,
): Promise<boolean> {
  const { project, environment, github } = context;
  if (project.config.data.reference !== undefined) return true;
  return environment.kind === "github" ? github.isAvailable : (await lastProfile(context)) !== undefined;
}
