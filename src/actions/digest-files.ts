import { createHash } from "node:crypto";
import { digestDataSet } from "../evidence/digest.ts";
import type { Files } from "../services/files.ts";
import type { DataFile } from "./find-data-files.ts";

/** The digest of data as they are stored: of a file, or of a data set. Throws the signal's reason. */
export async function digestFiles(
  files: Files,
  found: readonly DataFile[],
  signal: AbortSignal,
): Promise<string> {
  const digests: { path: string; digest: string }[] = [];
  for (const { path, name } of found) {
    const hash = createHash("sha256");
    for await (const chunk of files.stream(path, { isReused: true })) {
      signal.throwIfAborted();
      hash.update(chunk);
    }
    digests.push({ path: name, digest: hash.digest("hex") });
  }
  const [first] = digests;
  return first?.path === "" ? first.digest : digestDataSet(digests);
}
