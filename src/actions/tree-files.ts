import { posix } from "node:path";
import { UserError } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import type { CommitEntry, CommitTree } from "../services/commit-tree.ts";
import type { Files } from "../services/files.ts";

/** Where a folder of ours is in the repository: `prefix` ends in `/`, and is empty for its top. */
export interface TreePlace {
  folder: string;
  prefix: string;
}

/** A commit's files under the paths that the checkout has them at. */
export interface TreeFiles extends Files {
  /** The file of that path, or undefined. */
  find(path: string): Promise<CommitEntry | undefined>;
}

/**
 * Reads a commit like a folder. Links are not followed: their places are empty. Of all files together at most `mostBytes`
 * are read, then there is a UserError.
 */
export function treeFiles(
  tree: CommitTree,
  { folder, prefix }: TreePlace,
  { root, mostBytes }: { root: string; mostBytes: number },
): TreeFiles {
  const contents = new Map<string, Promise<Uint8Array>>();
  const listings = new Map<string, Promise<CommitEntry[]>>();
  let asked = 0;

  const list = (inside: string): Promise<CommitEntry[]> => {
    const found = listings.get(inside) ?? tree.list(inside);
    listings.set(inside, found);
    return found;
  };
  const find = async (path: string): Promise<CommitEntry | undefined> => {
    const place = placeOf(path);
    if (place === undefined || place === "") return undefined;
    const cut = place.lastIndexOf("/");
    const entries = await list(cut < 0 ? "" : place.slice(0, cut));
    return entries.find(({ name }) => name === place.slice(cut + 1));
  };
  /** Undefined above the top of the repository. */
  const placeOf = (path: string): string | undefined => {
    const place = posix.join(prefix, posix.relative(folder, path)).replace(/\/+$/, "");
    return place === ".." || place.startsWith("../") ? undefined : place === "." ? "" : place;
  };
  const readBytes = async (path: string): Promise<Uint8Array> => {
    const entry = await find(path);
    if (entry?.kind !== "file") throw new UserError(`Cannot read "${path}": there is no such file`);
    const found = contents.get(entry.id);
    if (found !== undefined) return found;
    asked += entry.bytes ?? 0;
    if (asked > mostBytes) throw new UserError(`the earlier data are larger than ${formatBytes(mostBytes)}`);
    const reading = tree.read(entry.id);
    contents.set(entry.id, reading);
    return reading;
  };
  const refuse = (): Promise<never> => Promise.reject(new TypeError("a commit cannot be written to"));
  return {
    root,
    find,
    readBytes,
    read: async (path) => new TextDecoder().decode(await readBytes(path)),
    async *stream(path) {
      yield await readBytes(path);
    },
    readRange: async (path, start, end) => (await readBytes(path)).slice(start, end),
    locate: async () => undefined,
    modified: async () => undefined,
    async exists(path) {
      const place = placeOf(path);
      if (place === undefined) return false;
      return (await find(path)) !== undefined || (await list(place)).length > 0;
    },
    async size(path) {
      const entry = await find(path);
      return entry?.kind === "file" ? entry.bytes : undefined;
    },
    async list(path) {
      const place = placeOf(path);
      const entries = place === undefined ? [] : await list(place);
      return entries
        .map(({ name, kind }) => ({ name, isFolder: kind === "folder" }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    write: refuse,
    writeFolder: refuse,
    move: refuse,
    remove: refuse,
  };
}
