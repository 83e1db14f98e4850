import { ServiceError } from "../errors.ts";
import type { CommitTree } from "./commit-tree.ts";
import {
  type Comment,
  type PullRequest,
  parseComment,
  parseCommit,
  parseLogin,
  parsePullRequest,
} from "./github-answers.ts";
import type { Checks } from "./github-checks.ts";
import { createClient, type GitHubOptions, once } from "./github-client.ts";
import type { CommitComments } from "./github-commit-comments.ts";
import type { CommentHistory } from "./github-graphql.ts";
import type { Issues } from "./github-issues.ts";
import type { GitRefs } from "./github-refs.ts";
import type { WorkflowRuns } from "./github-runs.ts";

export type { Comment, PullRequest };

/** GitHub's API, the calls that actions need. Every call throws ServiceError after its retries are spent. */
export interface GitHub {
  /** False when there is no token or no repository: then every call throws. */
  readonly isAvailable: boolean;
  /** Login of the token's user; undefined for an app's or a workflow's token, which may not ask. */
  login(): Promise<string | undefined>;
  pullRequest(number: number): Promise<PullRequest>;
  /** The commits of a pull request, by their ids; GitHub lists 250 of them at most. */
  commitsOf(number: number): Promise<string[]>;
  /**
   * Open pull requests that have this commit as their head. With `branch` (`owner:name`) those from that branch,
   * forks included, which GitHub's look-up by commit alone does not find.
   */
  pullRequestsOfCommit(sha: string, branch?: string): Promise<PullRequest[]>;
  /**
   * All comments whose body contains the marker, oldest first; every page is read. With `since` (ISO 8601) only those
   * that were written or changed after it.
   */
  findComments(issue: number, marker: string, since?: string): Promise<Comment[]>;
  /** Sent once: who calls it looks what is there before it is sent again. */
  createComment(issue: number, body: string): Promise<Comment>;
  /** Sent once, too. */
  updateComment(id: number, body: string): Promise<Comment>;
  /** The last bodies that a comment has had, by its `nodeId`, and its pull request's head, in one request. */
  commentHistory(nodeId: string): Promise<CommentHistory>;
  /** No error where it is gone already. */
  deleteComment(id: number): Promise<void>;
  /** The files of a commit, each up to 100 MB: nothing is asked before they are. */
  tree(commit: string): Promise<CommitTree>;
  /** Other runs and their artifacts. */
  runs(): Promise<WorkflowRuns>;
  issues(): Promise<Issues>;
  commitComments(): Promise<CommitComments>;
  /** Check runs beside commits. */
  checks(): Promise<Checks>;
  /** Branches that are written without a checkout. */
  refs(): Promise<GitRefs>;
}

/** GitHub's API through Octokit, which loads at the first call. */
export function createGitHub(options: GitHubOptions): GitHub {
  const client = createClient(options);
  const { call, pages } = client;

  async function findComments(issue: number, marker: string, since?: string): Promise<Comment[]> {
    const recent = since === undefined ? {} : { since };
    const found = await pages(
      (octokit, where, page) =>
        octokit.rest.issues.listComments({ ...where, ...page, ...recent, issue_number: issue }),
      { act: `read the comments of #${issue}`, needs: { "pull-requests": "write" } },
    );
    return found.map(parseComment).filter((each) => each.body.includes(marker));
  }

  async function pullRequestsOfCommit(sha: string, branch?: string): Promise<PullRequest[]> {
    const about = {
      act: `find the pull request of commit ${sha.slice(0, 7)}`,
      needs: { "pull-requests": "read" },
    };
    const found = await (branch === undefined
      ? pages(
          (octokit, where, page) =>
            octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...where, ...page, commit_sha: sha }),
          about,
        )
      : pages(
          (octokit, where, page) =>
            octokit.rest.pulls.list({ ...where, ...page, state: "open", head: branch }),
          about,
        ));
    return found.map(parsePullRequest).filter((pull) => pull.state === "open" && pull.headSha === sha);
  }

  return {
    isAvailable: client.isAvailable,
    findComments,
    pullRequestsOfCommit,
    async login() {
      try {
        return parseLogin(
          await call((octokit) => octokit.rest.users.getAuthenticated(), { act: "ask who the token is" }),
        );
      } catch (error) {
        if (error instanceof ServiceError && (error.status === 403 || error.status === 404)) return undefined;
        throw error;
      }
    },
    async pullRequest(number) {
      const about = { act: `read pull request #${number}`, needs: { "pull-requests": "read" } };
      return parsePullRequest(
        await call((octokit, where) => octokit.rest.pulls.get({ ...where, pull_number: number }), about),
      );
    },
    async commitsOf(number) {
      const about = { act: `read the commits of #${number}`, needs: { "pull-requests": "read" } };
      const found = await pages(
        (octokit, where, page) => octokit.rest.pulls.listCommits({ ...where, ...page, pull_number: number }),
        about,
      );
      return found.map(parseCommit);
    },
    async createComment(issue, body) {
      const about = { act: `comment on #${issue}`, needs: { "pull-requests": "write" } };
      return parseComment(
        await call(
          (octokit, where) =>
            octokit.rest.issues.createComment({ ...where, ...once, issue_number: issue, body }),
          about,
        ),
      );
    },
    async updateComment(id, body) {
      const about = { act: `update comment ${id}`, needs: { "pull-requests": "write" } };
      return parseComment(
        await call(
          (octokit, where) => octokit.rest.issues.updateComment({ ...where, ...once, comment_id: id, body }),
          about,
        ),
      );
    },
    async commentHistory(nodeId) {
      const { readCommentHistory } = await import("./github-graphql.ts");
      return readCommentHistory(client, nodeId);
    },
    async tree(commit) {
      const { githubTree } = await import("./github-tree.ts");
      return githubTree(client, commit);
    },
    async checks() {
      const { githubChecks } = await import("./github-checks.ts");
      return githubChecks(client, options);
    },
    async runs() {
      const { githubRuns } = await import("./github-runs.ts");
      return githubRuns(client);
    },
    async issues() {
      const { githubIssues } = await import("./github-issues.ts");
      return githubIssues(client, options);
    },
    async commitComments() {
      const { githubCommitComments } = await import("./github-commit-comments.ts");
      return githubCommitComments(client);
    },
    async refs() {
      const { githubRefs } = await import("./github-refs.ts");
      return githubRefs(client);
    },
    async deleteComment(id) {
      const about = { act: `delete comment ${id}`, needs: { "pull-requests": "write" } };
      try {
        await call(
          (octokit, where) => octokit.rest.issues.deleteComment({ ...where, comment_id: id }),
          about,
        );
      } catch (error) {
        if (!(error instanceof ServiceError && error.status === 404)) throw error;
      }
    },
  };
}
