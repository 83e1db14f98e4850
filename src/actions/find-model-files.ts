import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { listFolder } from "./list-folder.ts";
import { type Before, requireFresh, writtenPaths } from "./require-fresh.ts";

/** One file of a model that a program wrote. */
export interface ModelFile {
  /** Path within the model. */
  name: string;
  /** Path to read it by. */
  file: string;
}

/**
 * The files of the model that a program wrote: those of `train.model`, else of MLOPS_MODEL_DIR. Throws UserError where
 * there are none.
 */
export async function findModelFiles(context: Context, before: Before): Promise<ModelFile[]> {
  const { files, project } = context;
  const [named] = writtenPaths(context, "model");
  if (named !== undefined) {
    await requireFresh(context, named, { before, key: "model" });
    return (await files.size(named)) === undefined
      ? filesBelow(context, named)
      : [{ name: path.posix.basename(named), file: named }];
  }
  const found = await filesBelow(context, `${project.folders.run}/model`);
  if (found.length > 0) return found;
  throw new UserError(`Cannot keep the model of "${project.name}": the command ended well and left none`, {
    ...project.place(["train", "command"]),
    hint: "Let it write its model into the folder MLOPS_MODEL_DIR, or name the file as train.model",
  });
}

async function filesBelow({ files }: Context, folder: string): Promise<ModelFile[]> {
  const { base, names } = await listFolder(files, folder);
  return names.map((name) => ({ name, file: `${base}/${name}` }));
}
