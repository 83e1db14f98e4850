import { existsSync } from "node:fs";
import path from "node:path";
import type { CommitTree } from "./commit-tree.ts";
import type { Processes } from "./process.ts";

/**
 * What we ask git about the repository around a folder (default: the workspace). Every answer is undefined where
 * there is no repository, no commit or no git.
 */
export interface Git {
  /** Commit that is checked out, 40 hex digits. */
  head(folder?: string): Promise<string | undefined>;
  /** That commit with its Unix seconds, for reproducible timestamps; or another one, where it is here. */
  commit(folder?: string, name?: string): Promise<{ id: string; time: number } | undefined>;
  /** Unix seconds of the last commit that changed a file or folder; undefined where the history here does not reach so far back. */
  changeTime(folder: string, file: string): Promise<number | undefined>;
  /** Tracked files that differ from the commit that is checked out, by their path in the repository. */
  changes(folder?: string): Promise<string[] | undefined>;
  /** `owner/name` of the remote `origin`, when its address ends so. */
  repository(): Promise<string | undefined>;
  /** Path of a folder within its repository, ending in `/`; empty for the top. */
  prefix(folder: string): Promise<string | undefined>;
  /** The commits that the one that is checked out was made from, whether they are here or not. */
  parents(folder: string): Promise<string[] | undefined>;
  /**
   * Name of the branch that others leave and come back to: the remote's `HEAD`, its `main`, its `master`, else the one
   * that is checked out.
   */
  mainBranch(folder: string): Promise<string | undefined>;
  /** Where what is checked out left the main branch, the remote's before the local one, and that branch's name. */
  leftMain(folder: string): Promise<{ branch: string; sha: string } | undefined>;
  /** The last commit that a branch, tag or commit has in common with what is checked out; the named one itself else. */
  baseOf(folder: string, name: string): Promise<string | undefined>;
  /** Whether all that a commit holds is in another one's history, or it is that one itself. */
  isAncestor(folder: string, earlier: string, later: string): Promise<boolean>;
  /** The files of a commit, where the commit is here; files that are not (of a partial clone) have no size. */
  tree(folder: string, commit: string): Promise<CommitTree | undefined>;
}

/** Asks the git program; folders are relative to `workspace`. */
export function createGit(processes: Processes, workspace: string): Git {
  const ask = async (folder: string, ...args: string[]): Promise<string | undefined> => {
    const cwd = path.resolve(workspace, folder);
    if (!isInRepository(cwd)) return undefined;
    const answer = await processes.run("git", args, { cwd, timeout: 10_000 }).catch(() => undefined);
    return answer?.exitCode === 0 ? answer.stdout.trim() : undefined;
  };
  const resolve = (folder: string, name: string): Promise<string | undefined> =>
    ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  const commonWith = async (folder: string, commit: string): Promise<string> =>
    (await ask(folder, "merge-base", commit, "HEAD")) || commit;
  /** What may be the main branch, the most telling first. */
  const branchesOf = async (folder: string): Promise<Branch[]> => {
    const format = "--format=%(objectname)%09%(HEAD)%09%(refname)%09%(symref)";
    const lines =
      (await ask(folder, "for-each-ref", format, ...remoteNames, "refs/heads"))?.split("\n") ?? [];
    const found = lines.flatMap((line) => parseBranch(line) ?? []);
    return found.sort((a, b) => a.rank - b.rank);
  };
  return {
    head: (folder = ".") => ask(folder, "rev-parse", "--verify", "HEAD"),
    async commit(folder = ".", name = "HEAD") {
      const options = ["--no-show-signature", "--format=%H %ct", "--end-of-options"];
      const answer = await ask(folder, "log", "-1", ...options, name);
      const [id, seconds] = answer?.split(" ") ?? [];
      return id && seconds ? { id, time: Number(seconds) } : undefined;
    },
    async changeTime(folder, file) {
      const options = ["--no-show-signature", "--format=%ct %H %P", "--"];
      const answer = await ask(
        folder,
        "--literal-pathspecs",
        "log",
        "-1",
        ...options,
        path.resolve(workspace, file),
      );
      const [seconds, id, ...parents] = answer?.split(" ").filter(Boolean) ?? [];
      if (seconds === undefined || id === undefined) return undefined;
      if (parents.length > 0) return Number(seconds);
      // Where a shallow checkout ends, git says of every file that this commit made it.
      const commit = await ask(folder, "cat-file", "commit", id);
      return commit === undefined || /^parent /m.test(commit.split("\n\n")[0] ?? "")
        ? undefined
        : Number(seconds);
    },
    async changes(folder = ".") {
      const names = await ask(folder, "diff", "--no-ext-diff", "--name-only", "-z", "HEAD");
      return names?.split("\0").filter(Boolean);
    },
    async repository() {
      const url = await ask(".", "remote", "get-url", "origin");
      return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
    },
    prefix: (folder) => ask(folder, "rev-parse", "--show-prefix"),
    async parents(folder) {
      // The commit's own words: for git, those of a shallow checkout have no parents.
      const commit = await ask(folder, "cat-file", "commit", "HEAD");
      const [head] = commit?.split("\n\n") ?? [];
      return head === undefined
        ? undefined
        : [...head.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap(([, parent]) => parent ?? []);
    },
    async mainBranch(folder) {
      const [main] = (await branchesOf(folder)).filter(
        ({ isLocal, isCheckedOut }) => !isLocal || isCheckedOut,
      );
      // Before the first commit there is no branch, and yet one is checked out.
      return main?.branch ?? ((await ask(folder, "symbolic-ref", "--quiet", "--short", "HEAD")) || undefined);
    },
    async leftMain(folder) {
      const [main] = await branchesOf(folder);
      return main && { branch: main.branch, sha: await commonWith(folder, main.sha) };
    },
    async baseOf(folder, name) {
      const commit = await resolve(folder, name);
      return commit && commonWith(folder, commit);
    },
    async isAncestor(folder, earlier, later) {
      const [from, to] = [await resolve(folder, earlier), await resolve(folder, later)];
      if (from === undefined || to === undefined) return false;
      return (await ask(folder, "merge-base", "--is-ancestor", from, to)) !== undefined;
    },
    async tree(folder, commit) {
      if ((await resolve(folder, commit)) === undefined) return undefined;
      const { gitTree } = await import("./git-tree.ts");
      return gitTree(processes, path.resolve(workspace, folder), commit);
    },
  };
}

/** A branch that may be the main one. */
interface Branch {
  branch: string;
  sha: string;
  isLocal: boolean;
  isCheckedOut: boolean;
  /** Its place among what may be the main branch. */
  rank: number;
}

const remote = "refs/remotes/origin/";
const remoteNames = [`${remote}HEAD`, `${remote}main`, `${remote}master`];
/** Git sets the remote's HEAD when it clones, not when it pushes. */
const mainNames = [...remoteNames, "refs/heads/main", "refs/heads/master"];

/** Reads `commit, * where it is checked out, name, what it stands for`; undefined for what is no main branch. */
function parseBranch(line: string): Branch | undefined {
  const [sha = "", mark, name = "", target = ""] = line.split("\t");
  const known = mainNames.indexOf(name);
  const isCheckedOut = mark === "*";
  if (known < 0 && !isCheckedOut) return undefined;
  const branch = (target || name).replace(/^refs\/(remotes\/origin|heads)\//, "");
  const isLocal = name.startsWith("refs/heads/");
  return { branch, sha, isLocal, isCheckedOut, rank: known < 0 ? mainNames.length : known };
}

/** Tells without starting git, which takes as long as a small check of data. */
function isInRepository(folder: string): boolean {
  const above = path.dirname(folder);
  return existsSync(path.join(folder, ".git")) || (above !== folder && isInRepository(above));
}

/** Fixed answers, for tests. */
export function memoryGit(
  answers: {
    head?: string;
    commitTime?: number;
    changeTime?: number;
    repository?: string;
    parents?: string[];
    mainBranch?: string;
    leftMain?: { branch: string; sha: string };
    /** Folder of the workspace in its repository, ending in `/`. */
    prefix?: string;
    /** The trees of commits that are here, by commit. */
    trees?: Record<string, CommitTree>;
  } = {},
): Git {
  return {
    head: async () => answers.head,
    commit: async () =>
      answers.head === undefined ? undefined : { id: answers.head, time: answers.commitTime ?? 0 },
    changeTime: async () => answers.changeTime,
    changes: async () => (answers.head === undefined ? undefined : []),
    repository: async () => answers.repository,
    prefix: async (folder) => `${answers.prefix ?? ""}${folder === "." ? "" : `${folder}/`}`,
    parents: async () => answers.parents,
    mainBranch: async () => answers.mainBranch,
    leftMain: async () => answers.leftMain,
    baseOf: async (_folder, name) => (answers.trees?.[name] === undefined ? undefined : name),
    isAncestor: async (_folder, earlier, later) => earlier === later,
    tree: async (_folder, commit) => answers.trees?.[commit],
  };
}
