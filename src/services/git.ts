import type { Processes } from "./process.ts";

/** What we ask git. Every answer is undefined where there is no repository, no commit or no git. */
export interface Git {
  /** Commit that is checked out, 40 hex digits. */
  head(): Promise<string | undefined>;
  /** Unix seconds of that commit, for reproducible timestamps. */
  commitTime(): Promise<number | undefined>;
  /** `owner/name` of the remote `origin`, when its address ends so. */
  repository(): Promise<string | undefined>;
}

/** Asks the git program about the repository around `folder`. */
export function createGit(processes: Processes, folder: string): Git {
  const ask = async (...args: string[]): Promise<string | undefined> => {
    const answer = await processes.run("git", args, { cwd: folder, timeout: 10_000 }).catch(() => undefined);
    return answer?.exitCode === 0 ? answer.stdout.trim() : undefined;
  };
  return {
    head: () => ask("rev-parse", "--verify", "HEAD"),
    async commitTime() {
      const seconds = await ask("log", "-1", "--format=%ct");
      return seconds ? Number(seconds) : undefined;
    },
    async repository() {
      const url = await ask("remote", "get-url", "origin");
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
