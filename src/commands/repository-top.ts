import path from "node:path";
import type { Git } from "../services/git.ts";

/** Where a folder lies in its repository. */
export interface RepositoryPlace {
  /** Top of the repository, as `files` finds it; the workspace where there is no repository. */
  top: string;
  /** The folder from there, `.` for the top itself. */
  below: string;
}

/** Asks git where a folder of the workspace lies. */
export async function placeInRepository(git: Pick<Git, "prefix">, folder: string): Promise<RepositoryPlace> {
  const prefix = await git.prefix(folder);
  if (prefix === undefined) return { top: ".", below: "." };
  const names = prefix.split("/").filter(Boolean);
  const top = path.posix.join(folder.replaceAll(path.sep, "/"), ...names.map(() => ".."));
  return { top, below: names.join("/") || "." };
}
