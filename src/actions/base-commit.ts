import { posix } from "node:path";
import type { Context } from "../action.ts";
import { findBase } from "../diff/find-base.ts";
import type { CommitTree } from "../services/commit-tree.ts";
import { parseGlob } from "../tables/glob.ts";
import { type TreeFiles, treeFiles } from "./tree-files.ts";

type BaseContext = Pick<Context, "files" | "git" | "github" | "environment">;

/** The files of the commit that today's data are compared with. */
export interface Base {
  /** The commit in words: `main at 1a2b3c4`. */
  shown: string;
  files: TreeFiles;
}

/**
 * Opens the commit that is named, or else the base of the pull request: what its merge commit was made from, where that
 * is checked out, so that nothing counts that others changed since. Git answers as far as it has the files, and else
 * GitHub. Returns in words why there is none, and undefined where the event has no base.
 */
export async function openBaseCommit(
  context: BaseContext,
  { dataPath, named, mostBytes }: { dataPath: string; named: string | undefined; mostBytes: number },
): Promise<Base | string | undefined> {
  const { files, git } = context;
  const folder = await folderOf(context, dataPath);
  const commit = await findBaseCommit(context, folder, named);
  if (commit === undefined || typeof commit === "string") return commit;
  const tree = await openTree(context, folder, commit.sha);
  if (tree === undefined)
    return `${commit.shown} is not in this checkout, and there is no token to ask GitHub`;
  const prefix = (await git.prefix(folder)) ?? (folder === "." ? "" : `${folder}/`);
  return {
    shown: commit.shown,
    files: treeFiles(tree, { folder, prefix }, { root: files.root, mostBytes }),
  };
}

/** The folder that git is asked from: that of the data, or above a pattern of them. */
async function folderOf({ files }: BaseContext, dataPath: string): Promise<string> {
  if ((await files.size(dataPath)) !== undefined) return posix.dirname(dataPath);
  if (await files.exists(dataPath)) return dataPath.replace(/(?<=.)\/+$/, "");
  return parseGlob(dataPath).base;
}

/** A commit by its id, and in words. */
export interface Commit {
  sha: string;
  shown: string;
}

/**
 * The commit that is named, or else the base of the pull request or of the merge queue's group, as git in this folder
 * knows it; in a terminal where the work left the main branch. In words why there is none, and undefined where the event
 * has no base.
 */
export async function findBaseCommit(
  { git, github, environment }: Pick<BaseContext, "git" | "github" | "environment">,
  folder: string,
  named?: string,
): Promise<Commit | string | undefined> {
  if (named !== undefined) {
    const found = await git.baseOf(folder, named);
    if (found !== undefined) return shown(named, found);
    return github.isAvailable ? { sha: named, shown: named } : `there is no commit ${named} in this checkout`;
  }
  const base = findBase(environment.event);
  if (base === undefined) return environment.kind === "terminal" ? findOwnBase(git, folder) : undefined;
  const [first, second, ...more] = (await git.parents(folder)) ?? [];
  if (first !== undefined && second === base.head && more.length === 0) return shown(base.branch, first);
  return shown(base.branch, (await git.baseOf(folder, base.sha)) ?? base.sha);
}

/** Where the work left the main branch. */
export async function findOwnBase(git: BaseContext["git"], folder: string): Promise<Commit | undefined> {
  const left = await git.leftMain(folder);
  return left && shown(left.branch, left.sha);
}

function shown(name: string, sha: string): Commit {
  return { sha, shown: sha.startsWith(name) ? sha.slice(0, 7) : `${name} at ${sha.slice(0, 7)}` };
}

async function openTree(
  { git, github }: BaseContext,
  folder: string,
  commit: string,
): Promise<CommitTree | undefined> {
  const local = await git.tree(folder, commit);
  if (!github.isAvailable) return local;
  if (local === undefined) return github.tree(commit);
  return {
    async list(path) {
      const entries = await local.list(path);
      const isWhole = entries.every(({ kind, bytes }) => kind !== "file" || bytes !== undefined);
      return isWhole ? entries : (await github.tree(commit)).list(path);
    },
    read: (id) => local.read(id).catch(async () => (await github.tree(commit)).read(id)),
  };
}
