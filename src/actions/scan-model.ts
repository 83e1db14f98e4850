import type { Context } from "../action.ts";
import type { Finding } from "../report.ts";
import { listFolder } from "./list-folder.ts";

/**
 * What loading a model could run, file by file: pickles that name more than models are made of, but for what is
 * `allowed` by name, by default in `gate.allow_pickle`.
 */
export async function scanModel(
  { files, project, signal }: Pick<Context, "files" | "project" | "signal">,
  folder: string,
  allowed: readonly string[] = project.config.gate.allow_pickle ?? [],
): Promise<Finding[]> {
  const { base, names } = await listFolder(files, folder);
  if (names.length === 0) return [];
  const { scanModelFile } = await import("../pickle/scan-model.ts");
  const { findingsOfPickle } = await import("../pickle/pickle-findings.ts");
  const findings: Finding[] = [];
  for (const name of names) {
    signal.throwIfAborted();
    const path = `${base}/${name}`;
    const scan = await scanModelFile(path, {
      size: (await files.size(path)) ?? 0,
      readRange: (start, end) => files.readRange(path, start, end),
    });
    findings.push(...findingsOfPickle(scan, { allowed }));
  }
  return findings;
}
