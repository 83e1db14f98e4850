import type { GitHub } from "./github.ts";
import type { GitHubOptions } from "./github-client.ts";

/** GitHub's API whose code is loaded at the first call: most actions make none. */
export function lazyGitHub(options: GitHubOptions): GitHub {
  let loading: Promise<GitHub> | undefined;
  const load = (): Promise<GitHub> => {
    loading ??= import("./github.ts").then(({ createGitHub }) => createGitHub(options));
    return loading;
  };
  const [owner, name] = options.repository?.split("/") ?? [];
  return {
    isAvailable: Boolean(options.token && owner && name),
    login: async () => (await load()).login(),
    pullRequest: async (...args) => (await load()).pullRequest(...args),
    commitsOf: async (...args) => (await load()).commitsOf(...args),
    pullRequestsOfCommit: async (...args) => (await load()).pullRequestsOfCommit(...args),
    findComments: async (...args) => (await load()).findComments(...args),
    createComment: async (...args) => (await load()).createComment(...args),
    updateComment: async (...args) => (await load()).updateComment(...args),
    commentHistory: async (...args) => (await load()).commentHistory(...args),
    checks: async () => (await load()).checks(),
    runs: async () => (await load()).runs(),
    issues: async () => (await load()).issues(),
    commitComments: async () => (await load()).commitComments(),
    refs: async () => (await load()).refs(),
    tree: async (...args) => (await load()).tree(...args),
    deleteComment: async (...args) => (await load()).deleteComment(...args),
  };
}
