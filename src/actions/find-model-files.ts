import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { placed } from "../finding-text.ts";
import { listFirst } from "../first-items.ts";
import type { Finding } from "../report.ts";
import type { Files } from "../services/files.ts";
import { showAddress } from "../tables/address.ts";
import { listFolder } from "./list-folder.ts";
import { type Before, requireFresh, writtenPaths } from "./require-fresh.ts";

/** A model that was found: its files, and what reads them. */
export interface FoundModel {
  files: Pick<Files, "stream" | "readRange" | "size">;
  entries: ModelFile[];
  /** Names of those that were there before the program ran. */
  left?: string[];
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
    const model = await refuseLinks(await modelAt(files, named));
    return { ...model, left: await leftOf(context, model, before) };
  }
  const found = await modelAt(files, `${project.folders.run}/model`);
  if (found.entries.length > 0) return refuseLinks(found);
  throw new UserError(`Cannot keep the model of "${project.name}": the command ended well and left none`, {
    ...project.place(["train", "command"]),
    hint: "Let it write its model into the folder MLOPS_MODEL_DIR, or name the file as train.model",
  });
}

/** Links to files are read as what they lead to, where that is in the workspace. */
async function refuseLinks(found: FoundModel): Promise<FoundModel> {
  for (const { name, file } of found.entries)
    if ((await found.files.size(file)) === undefined)
      throw new UserError(
        `Cannot keep "${name}" of the model: it is no file, but a pipe, a device, or a link to a folder or to nothing`,
        {
          file,
          hint: "Let the program copy what the link leads to",
        },
      );
  return found;
}

/** What a program did not write of a model that it wrote to. */
async function leftOf({ files }: Context, { entries }: FoundModel, before: Before): Promise<string[]> {
  const left: string[] = [];
  for (const { name, file } of entries)
    if (before.has(file) && before.get(file) === (await files.modified(file))) left.push(name);
  return left;
}

/** Says that a model is partly of an earlier run. */
export function leftFiles(project: Context["project"], { entries, left = [] }: FoundModel): Finding[] {
  if (left.length === 0) return [];
  return [
    {
      severity: "warning",
      message: `Of the model's ${entries.length} files the command did not write ${listFirst(left, 5)}`,
      hint: "They were there before and go with the model: remove what is left of earlier runs, or let the program write into MLOPS_MODEL_DIR, which is empty at its start",
      ...placed(project.place(["train", "model"])),
    },
  ];
}

/** The model at a path: the file, or all files below the folder. */
export async function modelAt(files: Files, place: string): Promise<FoundModel> {
  if ((await files.size(place)) !== undefined)
    return { files, entries: [{ name: path.posix.basename(showAddress(place)), file: place }] };
  const { base, names } = await listFolder(files, place);
  return { files, entries: names.map((name) => ({ name, file: `${base}/${name}` })) };
}
