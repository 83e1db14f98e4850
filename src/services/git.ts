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
    const answer = await processes.run("git", args, { cwd, timeout: 10_000 }).catch(() => undefined);
    return answer?.exitCode === 0 ? answer.stdout.trim() : undefined;
  };
  const resolve = (folder: string, name: string): Promise<string | undefined> =>
    ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
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
      const remote = "refs/remotes/origin/";
      const head = await ask(folder, "symbolic-ref", "--quiet", `${remote}HEAD`);
      for (const name of [head, `${remote}main`, `${remote}master`])
        if (name?.startsWith(remote) && (await resolve(folder, name))) return name.slice(remote.length);
      return (await ask(folder, "symbolic-ref", "--quiet", "--short", "HEAD")) || undefined;
    },
    async baseOf(folder, name) {
      const commit = await resolve(folder, name);
      return commit && ((await ask(folder, "merge-base", commit, "HEAD")) || commit);
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

/** Fixed answers, for tests. */
export function memoryGit(
  answers: {
    head?: string;
    commitTime?: number;
    changeTime?: number;
    repository?: string;
    parents?: string[];
    mainBranch?: string;
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
    baseOf: async (_folder, name) => (answers.trees?.[name] === undefined ? undefined : name),
    isAncestor: async (_folder, earlier, later) => earlier === later,
    tree: async (_folder, commit) => answers.trees?.[commit],
  };
}
