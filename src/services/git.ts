/** What we ask git. Every answer is undefined where there is no repository or no git. */
export interface Git {
  /** Commit checked out, 40 hex digits. */
  head(): Promise<string | undefined>;
  /** Unix seconds of that commit, for reproducible timestamps. */
  commitTime(): Promise<number | undefined>;
  /** `owner/name` of the remote `origin` when it is on GitHub. */
  repository(): Promise<string | undefined>;
}
