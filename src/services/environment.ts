import { readFileSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { cacheFolder } from "./cache-folder.ts";

/** Where and why this run happens, read once by the runner; nothing else reads `process.env`. */
export interface Environment {
  kind: "github" | "terminal";
  /** Absolute folder that paths start from: the checkout in a step, the working directory of a command. */
  workspace: string;
  /** `owner/name`, where known. */
  repository: string | undefined;
  /** Commit that the run is for: GITHUB_SHA, a merge commit on pull requests. */
  sha: string | undefined;
  /** GitHub's event name, for example `pull_request`. */
  eventName: string | undefined;
  /** The webhook payload; hostile text, parsed JSON. */
  event: unknown;
  /** GITHUB_REF: `refs/heads/main`. */
  ref: string | undefined;
  /** GITHUB_WORKFLOW_REF: `owner/name/.github/workflows/model.yml@refs/heads/main`. */
  workflowRef: string | undefined;
  runId: string | undefined;
  runAttempt: number | undefined;
  /** Job id within the workflow. */
  job: string | undefined;
  /** The system and architecture of a runner that GitHub hosts, as it names them: `Linux`, `X64`. */
  hostedRunner: { system: string; architecture: string } | undefined;
  /** `https://github.com`, or a GHES server. */
  serverUrl: string;
  apiUrl: string;
  /** True where @actions/artifact works: in an action on GitHub, not on GHES. */
  hasArtifacts: boolean;
  /** Scratch folder. */
  temp: string;
  /** Folder for what may be fetched again: of the job on GitHub, of the user elsewhere. */
  cache: string;
  /** Bytes of memory that a process may have at most: the machine's, or the container's. */
  memory: number;
  /** Version of mlops-actions. */
  version: string;
}

/** Reads GitHub's variables; away from Actions most of them are undefined. */
export function readEnvironment(
  env: Record<string, string | undefined>,
  options: { /** Folder that paths start from. */ workingDirectory: string; version: string },
): Environment {
  const kind = env.GITHUB_ACTIONS === "true" ? "github" : "terminal";
  const temp = env.RUNNER_TEMP || tmpdir();
  const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
  return {
    kind,
    workspace: options.workingDirectory,
    repository: env.GITHUB_REPOSITORY || undefined,
    sha: env.GITHUB_SHA || undefined,
    eventName: env.GITHUB_EVENT_NAME || undefined,
    event: readEvent(env.GITHUB_EVENT_PATH),
    ref: env.GITHUB_REF || undefined,
    workflowRef: env.GITHUB_WORKFLOW_REF || undefined,
    runId: env.GITHUB_RUN_ID || undefined,
    runAttempt: Number(env.GITHUB_RUN_ATTEMPT) || undefined,
    job: env.GITHUB_JOB || undefined,
    hostedRunner:
      env.RUNNER_ENVIRONMENT === "github-hosted" && env.RUNNER_OS && env.RUNNER_ARCH
        ? { system: env.RUNNER_OS, architecture: env.RUNNER_ARCH }
        : undefined,
    serverUrl,
    apiUrl: env.GITHUB_API_URL || "https://api.github.com",
    hasArtifacts: Boolean(env.ACTIONS_RUNTIME_TOKEN && env.ACTIONS_RESULTS_URL) && !isEnterprise(serverUrl),
    temp,
    cache: cacheFolder(env),
    memory: Math.min(totalmem(), process.constrainedMemory() || Infinity),
    version: options.version,
  };
}

/** GitHub Enterprise Server, by the toolkit's rule: not github.com, ghe.com or a localhost stand-in. */
function isEnterprise(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toUpperCase() : "";
  return host !== "GITHUB.COM" && !host.endsWith(".GHE.COM") && !host.endsWith(".LOCALHOST");
}

function readEvent(file: string | undefined): unknown {
  if (!file) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
