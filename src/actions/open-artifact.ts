import type { Context } from "../action.ts";
import type { RunArtifact, WorkflowRuns } from "../services/github-runs.ts";

/**
 * The bundle in an artifact of another run, with the digest that GitHub says, both of at most `mostBytes`. Throws UserError,
 * and ServiceError where it cannot be fetched.
 */
export async function openArtifact(
  { remote, signal }: Pick<Context, "remote" | "signal">,
  runs: WorkflowRuns,
  { artifact: { id, name, digest }, mostBytes }: { artifact: RunArtifact; mostBytes: number },
): Promise<AsyncIterable<Uint8Array>> {
  const { unzipFile } = await import("../services/unzip-file.ts");
  const options = { signal, mostBytes, sha256: digest, sha256From: "GitHub" };
  const zip = await remote.fetch(await runs.locate(id), options);
  return unzipFile(zip.path, { name: "bundle.tar.gz", label: name, mostBytes });
}
