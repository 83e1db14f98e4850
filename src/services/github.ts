/** An issue or pull-request comment. */
export interface Comment {
  id: number;
  body: string;
  url: string;
  /** Login of its author. */
  author: string;
}

/** A pull request, as the API says now (not as a stale event says). */
export interface PullRequest {
  number: number;
  headSha: string;
  headRepository: string | undefined;
  baseRef: string;
  baseSha: string;
  state: "open" | "closed";
}

/** GitHub's API, the calls that actions need. Every call throws ServiceError after its retries are spent. */
export interface GitHub {
  /** False when there is no token or no repository: then every call throws. */
  readonly isAvailable: boolean;
  pullRequest(number: number): Promise<PullRequest>;
  /** Open pull requests that have this commit as their head. */
  pullRequestsOfCommit(sha: string): Promise<PullRequest[]>;
  /** All comments whose body contains the marker, oldest first; every page is read. */
  findComments(issue: number, marker: string): Promise<Comment[]>;
  createComment(issue: number, body: string): Promise<Comment>;
  updateComment(id: number, body: string): Promise<Comment>;
  deleteComment(id: number): Promise<void>;
}
