import type { CommitTree } from "./commit-tree.ts";
import type { Comment, GitHub, PullRequest } from "./github.ts";
import { explainFailure } from "./github-failure.ts";
import type { CommentEdit } from "./github-graphql.ts";
import type { Permissions } from "./github-hints.ts";
import type { Issue } from "./github-issues.ts";
import { type GitRefs, memoryRefs } from "./github-refs.ts";
import type { WorkflowRuns } from "./github-runs.ts";
import { memoryChecks, type StoredCheck } from "./memory-checks.ts";
import { type MemoryIssue, memoryCommitComments, memoryIssues } from "./memory-issues.ts";

/** A comment and the issue or pull request that it is on. */
export type StoredComment = Comment & { issue: number };

/** GitHub in memory, for tests. With `readOnly` every write is refused as to a fork's token. */
export function memoryGitHub(
  options: {
    pulls?: readonly Partial<PullRequest>[];
    comments?: readonly Partial<StoredComment>[];
    /** The commits of pull requests, by number. */
    commits?: Record<number, string[]>;
    /** Whose token it is; a workflow's when undefined. */
    login?: string;
    readOnly?: boolean;
    isAvailable?: boolean;
    /** The trees of commits, by commit. */
    trees?: Record<string, CommitTree>;
    /** Other runs; none where nothing is given. */
    runs?: WorkflowRuns;
    issues?: readonly Partial<Issue>[];
    /** Branches; none where nothing is given. */
    refs?: GitRefs;
  } = {},
): GitHub & {
  comments: StoredComment[];
  checkRuns: StoredCheck[];
  allIssues: MemoryIssue[];
  onCommits: (Comment & { sha: string })[];
} {
  const pulls = (options.pulls ?? []).map((pull) => ({ ...somePull, ...pull }));
  const author = options.login ?? "github-actions[bot]";
  const isByBot = options.login === undefined;
  const comments = (options.comments ?? []).map((each, index) => ({ ...someComment(index + 1), ...each }));
  const checkRuns: StoredCheck[] = [];
  const edits = new Map<string | undefined, CommentEdit[]>();
  const keepEdit = ({ nodeId }: StoredComment, body: string): void => {
    const before = edits.get(nodeId) ?? [];
    const editedAt = new Date(1_700_000_000_000 + 1000 * before.length).toISOString();
    edits.set(nodeId, [{ editedAt, body }, ...before]);
  };
  let lastId = Math.max(1000, ...comments.map((each) => each.id));
  const forComments = { "pull-requests": "write" };
  const refuse = (act: string, status: number, message: string, needs: Permissions = forComments): never => {
    const accepted = needs === forComments ? "issues=write; pull_requests=write" : undefined;
    const headers = { "x-accepted-github-permissions": accepted };
    const cause = { status, message, response: { headers, data: { message } } };
    throw explainFailure(cause, { act, needs, repository: "acme/houses", token: "ghs_memory" });
  };
  const write = (act: string, needs?: Permissions): void => {
    if (options.readOnly) refuse(act, 403, "Resource not accessible by integration", needs);
  };
  const issues = memoryIssues(options.issues, { author, isByBot, write });
  const commits = memoryCommitComments({ author, isByBot, write });
  const find = (act: string, id: number): StoredComment =>
    comments.find((each) => each.id === id) ?? refuse(act, 404, "Not Found");
  return {
    isAvailable: options.isAvailable ?? true,
    comments,
    allIssues: issues.all,
    issues: async () => issues,
    onCommits: commits.all,
    commitComments: async () => commits,
    checkRuns,
    checks: async () => memoryChecks(checkRuns, write),
    login: async () => options.login,
    tree: async (commit) =>
      options.trees?.[commit] ?? refuse(`read the files of ${commit.slice(0, 7)}`, 404, "Not Found"),
    refs: async () => options.refs ?? memoryRefs(),
    runs: async () =>
      options.runs ?? {
        get: async (id) => refuse(`read run ${id}`, 404, "Not Found"),
        find: async () => [],
        ended: async () => [],
        jobs: async () => [],
        artifacts: async () => [],
        isOnBranch: async () => false,
        locate: async (id) => refuse(`download artifact ${id}`, 404, "Not Found"),
      },
    async pullRequest(number) {
      return (
        pulls.find((pull) => pull.number === number) ??
        refuse(`read pull request #${number}`, 404, "Not Found")
      );
    },
    commitsOf: async (number) => options.commits?.[number] ?? [],
    pullRequestsOfCommit: async (sha) =>
      pulls.filter((pull) => pull.headSha === sha && pull.state === "open"),
    findComments: async (issue, marker) =>
      comments
        .filter((each) => each.issue === issue && each.body.includes(marker))
        .map((each) => ({ ...each })),
    async createComment(issue, body) {
      write(`comment on #${issue}`);
      lastId += 1;
      const made = { ...someComment(lastId), issue, body, author, isByBot };
      comments.push(made);
      return { ...made };
    },
    async updateComment(id, body) {
      write(`update comment ${id}`);
      const found = find(`update comment ${id}`, id);
      if (!edits.has(found.nodeId)) keepEdit(found, found.body);
      keepEdit(found, body);
      return { ...Object.assign(found, { body }) };
    },
    commentHistory: async (nodeId) => {
      const issue = comments.find((each) => each.nodeId === nodeId)?.issue;
      const head = pulls.find(({ number }) => number === issue)?.headSha;
      return { edits: edits.get(nodeId) ?? [], head };
    },
    async deleteComment(id) {
      write(`delete comment ${id}`);
      const index = comments.findIndex((each) => each.id === id);
      if (index >= 0) comments.splice(index, 1);
    },
  };
}

const somePull: PullRequest = {
  number: 1,
  headSha: "0".repeat(40),
  headRepository: "acme/houses",
  baseRef: "main",
  baseSha: "f".repeat(40),
  state: "open",
};

function someComment(id: number): StoredComment {
  const url = `https://github.com/acme/houses/issues/1#issuecomment-${id}`;
  return { id, nodeId: `IC_${id}`, issue: 1, body: "", url, author: "someone", isByBot: false };
}
