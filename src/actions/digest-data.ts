import type { Context } from "../action.ts";
import type { Files } from "../services/files.ts";
import { digestFiles } from "./digest-files.ts";
import { type DataFile, findFiles } from "./find-data-files.ts";
import { openProjectData } from "./open-data.ts";
import type { Project } from "./project.ts";
import { setProject } from "./set-projects.ts";

/** The digests of the data as they are now, but for what is `known`; by the name of their set, by "" where there is one. */
export async function digestData(
  context: Context,
  known: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [name, source] of sourcesOf(context.project)) {
    const given = known[name];
    if (given !== undefined) {
      digests[name] = given;
      continue;
    }
    const files = await openProjectData({ ...context, project: source });
    const images = await imagesAt(files, source.dataPath!);
    const found = images?.files ?? (await findFiles(files, source.dataPath!));
    digests[name] = await digestFiles(files, found, context.signal);
  }
  return digests;
}

/** The images below a folder, and the folder; undefined where they are files of a table. */
export async function imagesAt(
  files: Files,
  folder: string,
): Promise<{ base: string; files: DataFile[] } | undefined> {
  if ((await files.size(folder)) !== undefined) return undefined;
  const { findImages, imageFiles } = await import("./read-images.ts");
  const found = await findImages(files, folder);
  return found && { base: found.base, files: imageFiles(found) };
}

/** The data, or each of its sets, as a project of its own by the set's name. */
export function sourcesOf(project: Project): [name: string, source: Project][] {
  if (project.sets.size > 0) return [...project.sets.keys()].map((name) => [name, setProject(project, name)]);
  return project.dataPath === undefined ? [] : [["", project]];
}
