/** Where and why this run happens, read once by the runner; nothing else reads `process.env`. */
export interface Environment {
  kind: "github" | "terminal";
  /** Absolute folder that holds the checkout. */
  workspace: string;
  /** `owner/name`, where known. */
  repository: string | undefined;
  /** Commit that is checked out, where known. */
  sha: string | undefined;
  /** GitHub's event name, for example `pull_request`. */
  eventName: string | undefined;
  /** The webhook payload; hostile text, parsed JSON. */
  event: unknown;
  runId: string | undefined;
  runAttempt: number | undefined;
  /** Job id within the workflow, or undefined. */
  job: string | undefined;
  /** `https://github.com`, or a GHES server. */
  serverUrl: string;
  apiUrl: string;
  /** True where @actions/artifact works (not GHES, runtime token there). */
  hasArtifacts: boolean;
  /** Scratch folder, removed or reused by the runner. */
  temp: string;
  version: string;
}
