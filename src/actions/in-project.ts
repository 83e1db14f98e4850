import type { Project } from "./project.ts";

/** A path of the configuration as one from the workspace on, as findings and annotations name it. */
export function inProject({ directory }: Pick<Project, "directory">, path: string): string {
  return directory === "." ? path : `${directory}/${path}`;
}
