import type { Project } from "./project.ts";

/** Where the entry of this run is. */
export function entryFile({ folders }: Pick<Project, "folders">): string {
  return `${folders.evidence}/history-entry.json`;
}

/** The entries of runs on the default branch, where a bundle carries them; its path in the bundle is `bundledHistory`. */
export function pastFile({ folders }: Pick<Project, "folders">): string {
  return `${folders.evidence}/history.jsonl`;
}

/** The path of `entryFile` in a bundle. */
export const bundledEntry = "evidence/history-entry.json";

/** The path of `pastFile` in a bundle. */
export const bundledHistory = "evidence/history.jsonl";

/** Bytes of a history that are read at most: a thousand entries have a tenth of them. */
export const mostHistoryBytes = 8e6;
