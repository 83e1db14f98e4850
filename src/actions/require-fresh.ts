import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { inProject } from "./in-project.ts";
import { listFolder } from "./list-folder.ts";

/** When files were last written, before a program ran; by path. */
export type Before = ReadonlyMap<string, number>;

type FreshContext = Pick<Context, "files" | "project">;

/** The keys of `train` that name what a program writes. */
type Written = "metrics" | "predictions" | "model" | "plots";

/** The paths that a key names, ready for `files`. */
export function writtenPaths({ project }: Pick<Context, "project">, key: Written): string[] {
  const named = project.config.train[key];
  return named === undefined ? [] : [named].flat().map((name) => inProject(project, name));
}

/** Notes what is there of what a program is to write. */
export async function noteBefore(context: FreshContext): Promise<Before> {
  const before = new Map<string, number>();
  for (const key of ["metrics", "predictions", "model", "plots"] as const)
    for (const path of writtenPaths(context, key))
      for (const file of await filesAt(context, path)) {
        const modified = await context.files.modified(file);
        if (modified !== undefined) before.set(file, modified);
      }
  return before;
}

/**
 * The files at a path that a program was to write: the file, or all below the folder. Throws UserError where there is
 * nothing, or nothing that it wrote.
 */
export async function requireFresh(
  context: FreshContext,
  path: string,
  { before, key }: { before: Before; key: Written },
): Promise<string[]> {
  const { files, project } = context;
  const found = await filesAt(context, path);
  const place = project.place(["train", key]);
  if (found.length === 0) {
    const isThere = await files.exists(path);
    throw new UserError(
      isThere
        ? `Cannot use "${path}": it is no file, nor a folder with files`
        : `Cannot find "${path}": the command did not write it`,
      { ...place, hint: `Let the command write it, or correct train.${key}` },
    );
  }
  for (const file of found) {
    const modified = await files.modified(file);
    if (modified === undefined || before.get(file) !== modified) return found;
  }
  throw new UserError(`Cannot use "${path}": it was there before the command ran, which did not write it`, {
    ...place,
    hint: "Left over from an earlier run, it says nothing of this one; let the program write it, or remove it",
  });
}

async function filesAt({ files }: FreshContext, path: string): Promise<string[]> {
  if ((await files.size(path)) !== undefined) return [path];
  if (!(await files.exists(path))) return [];
  // A pipe or a device has no files in it.
  const { base, names } = await listFolder(files, path).catch((cause) => {
    if (cause instanceof UserError) return { base: path, names: [] };
    throw cause;
  });
  return names.map((name) => `${base}/${name}`);
}
