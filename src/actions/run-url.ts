import type { Environment } from "../services/environment.ts";

/** Address of the run on GitHub, where there is one. */
export function runUrl({ serverUrl, repository, runId }: Environment): string | undefined {
  return repository && runId
    ? `${serverUrl}/${repository}/actions/runs/${encodeURIComponent(runId)}`
    : undefined;
}
