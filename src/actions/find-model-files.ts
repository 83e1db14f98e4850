import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Files } from "../services/files.ts";
import { showAddress } from "../tables/address.ts";
import { listFolder } from "./list-folder.ts";
import { type Before, requireFresh, writtenPaths } from "./require-fresh.ts";

/** A model that was found: its files, and what reads them. */
export interface FoundModel {
  files: Pick<Files, "stream" | "readRange" | "size">;
  entries: ModelFile[];
}

/** One file of a model. */
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
export async function findModelFiles(context: Context, before: Before): Promise<FoundModel> {
  const { files, project } = context;
  const [named] = writtenPaths(context, "model");
  if (named !== undefined) {
    await requireFresh(context, named, { before, key: "model" });
    return modelAt(files, named);
  }
  const found = await modelAt(files, `${project.folders.run}/model`);
  if (found.entries.length > 0) return found;
  throw new UserError(`Cannot keep the model of "${project.name}": the command ended well and left none`, {
    ...project.place(["train", "command"]),
    hint: "Let it write its model into the folder MLOPS_MODEL_DIR, or name the file as train.model",
  });
}

/** The model at a path: the file, or all files below the folder. */
export async function modelAt(files: Files, place: string): Promise<FoundModel> {
  if ((await files.size(place)) !== undefined)
    return { files, entries: [{ name: path.posix.basename(showAddress(place)), file: place }] };
  const { base, names } = await listFolder(files, place);
  return { files, entries: names.map((name) => ({ name, file: `${base}/${name}` })) };
}
