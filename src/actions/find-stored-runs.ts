import { UserError } from "../errors.ts";
import { inputPath } from "./project.ts";
import type { GateContext } from "./simulate-gate.ts";

/** Folders below each other that are looked into, and runs that are taken. */
const deepest = 4;
const mostRuns = 1000;

/**
 * Bundles (`.tar.gz`) and folders of evidence, as they are named; of a folder of them those in it, in the order of their
 * names, numbers as numbers. Throws UserError where there are none.
 */
export async function findStoredRuns(
  { files, inputs }: Pick<GateContext, "files" | "inputs">,
  named: readonly string[],
): Promise<string[]> {
  const byName = new Intl.Collator("en", { numeric: true });
  const visit = async (path: string, depth: number): Promise<string[]> => {
    const isFile = (await files.size(path)) !== undefined;
    if (isFile) return depth === 0 || /\.(tar\.gz|tgz)$/.test(path) ? [path] : [];
    for (const each of ["metrics.json", "evidence/metrics.json"])
      if ((await files.size(`${path}/${each}`)) !== undefined) return [path];
    if (depth === deepest) return [];
    const entries = await files.list(path);
    const names = entries.map(({ name }) => name).sort(byName.compare);
    const found: string[] = [];
    for (const name of names)
      if (found.length < mostRuns) found.push(...(await visit(`${path}/${name}`, depth + 1)));
    return found;
  };
  const found: string[] = [];
  for (const name of named) {
    const path = await inputPath(files, inputs["working-directory"], name);
    const runs = await visit(path, 0);
    if (runs.length === 0)
      throw new UserError(`Cannot replay "${name}": there is no bundle and no evidence in it`, {
        hint: 'Name bundles (.tar.gz), folders of evidence, or a folder of them: "mlops gate simulate --bundles runs"',
      });
    found.push(...runs);
  }
  return found.slice(0, mostRuns);
}
