import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import type { Files } from "../services/files.ts";
import { type Glob, type GlobState, isGlob, parseGlob } from "../tables/glob.ts";

/** What lies below a folder, by paths relative to it, in the order of their UTF-8 bytes. */
export interface ListedFolder {
  base: string;
  names: string[];
  folders: string[];
}

const mostEntries = 1_000_000;
const mostDepth = 64;

/**
 * Lists what a pattern matches, or all that is below a folder; names that begin with a dot are left out. Throws
 * UserError where there is too much.
 */
export async function listFolder(files: Files, path: string): Promise<ListedFolder> {
  const glob = isGlob(path) && !(await files.exists(path)) ? parseGlob(path) : undefined;
  const base = glob?.base ?? (path.replace(/\/+$/, "") || "/");
  const listed = { base, names: [], folders: [] };
  await walk({ files, glob, path, listed, entries: 0 }, "", glob?.start);
  const inOrder = (names: string[]): string[] =>
    names
      .map((name) => ({ name, key: Buffer.from(name) }))
      .sort((a, b) => Buffer.compare(a.key, b.key))
      .map(({ name }) => name);
  return { base, names: inOrder(listed.names), folders: inOrder(listed.folders) };
}

interface Walk {
  files: Files;
  glob: Glob | undefined;
  path: string;
  listed: ListedFolder;
  entries: number;
}

/** `prefix` is empty or ends in a slash; without a pattern there is no state. */
async function walk(of: Walk, prefix: string, state: GlobState | undefined): Promise<void> {
  const { files, glob, listed } = of;
  if (prefix.split("/").length > mostDepth) throw tooMuch(of.path, `more than ${mostDepth} folders deep`);
  const place = listed.base === "." ? prefix.slice(0, -1) || "." : `${listed.base}/${prefix.slice(0, -1)}`;
  for (const { name, isFolder } of await files.list(place)) {
    if (++of.entries > mostEntries) throw tooMuch(of.path, `more than ${formatNumber(mostEntries)} files`);
    if (name.startsWith(".")) continue;
    const next = glob === undefined || state === undefined ? undefined : glob.step(state, name);
    if (glob !== undefined && next === undefined) continue;
    if (isFolder) {
      if (glob === undefined) listed.folders.push(prefix + name);
      await walk(of, `${prefix}${name}/`, next);
    } else if (next === undefined || glob?.isMatch(next)) {
      listed.names.push(prefix + name);
    }
  }
}

function tooMuch(path: string, what: string): UserError {
  return new UserError(`Cannot read "${path}": it holds ${what}`, { hint: "Name a smaller folder" });
}
