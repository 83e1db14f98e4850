import path from "node:path";
import type { Processes } from "./process.ts";

/**
 * What we ask git about the repository around a folder (default: the workspace). Every answer is undefined where
 * there is no repository, no commit or no git.
 */
export interface Git {
  /** Commit that is checked out, 40 hex digits. */
  head(folder?: string): Promise<string | undefined>;
  /** Unix seconds of that commit, for reproducible timestamps. */
  commitTime(folder?: string): Promise<number | undefined>;
  /** `owner/name` of the remote `origin`, when its address ends so. */
  repository(): Promise<string | undefined>;
}

/** Asks the git program; folders are relative to `workspace`. */
export function createGit(processes: Processes, workspace: string): Git {
  const ask = async (folder: string, ...args: string[]): Promise<string | undefined> => {
    const cwd = path.resolve(workspace, folder);
    const answer = await processes.run("git", args, { cwd, timeout: 10_000 }).catch(() => undefined);
    return answer?.exitCode === 0 ? answer.stdout.trim() : undefined;
  };
  return {
    head: (folder = ".") => ask(folder, "rev-parse", "--verify", "HEAD"),
    async commitTime(folder = ".") {
      const seconds = await ask(folder, "log", "-1", "--no-show-signature", "--format=%ct");
      return seconds ? Number(seconds) : undefined;
    },
    async repository() {
      const url = await ask(".", "remote", "get-url", "origin");
      return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
    },
  };
}

/** Fixed answers, for tests. */
export function memoryGit(answers: { head?: string; commitTime?: number; repository?: string } = {}): Git {
  return {
    head: async () => answers.head,
    commitTime: async () => answers.commitTime,
    repository: async () => answers.repository,
  };
}
