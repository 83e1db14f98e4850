import type { Context } from "../action.ts";
import type { ImportedFile } from "../imports/imported-metrics.ts";
import { inputPath, within } from "./project.ts";

type Files = Context["files"];

/** The file that an input names, and which of several models in it is meant: what stands behind the first `#`. */
export function inputFile(files: Files, folder: string, name: string): Promise<ImportedFile> {
  return split(files, name, (path) => inputPath(files, folder, path));
}

/** The same of a path in the configuration. */
export function fileWithin(files: Files, folder: string, name: string): Promise<ImportedFile> {
  return split(files, name, async (path) => within(folder, path));
}

/** A file may have a `#` in its name. */
async function split(
  files: Files,
  name: string,
  find: (path: string) => Promise<string>,
): Promise<ImportedFile> {
  const file = await find(name);
  const at = name.indexOf("#");
  if (at < 1 || at === name.length - 1 || (await files.exists(file))) return { file };
  return { file: await find(name.slice(0, at)), part: name.slice(at + 1) };
}
