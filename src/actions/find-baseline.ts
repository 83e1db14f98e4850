import type { BaseContext } from "./base-bundle.ts";
import type { Champion, ChampionSource, NoChampion } from "./champion.ts";
import { championAtPath, committedChampion } from "./champion-at-path.ts";
import { championInRuns } from "./champion-in-runs.ts";
import { fileWithin, inputFile } from "./input-file.ts";

/** The model that one is compared with and where it comes from, or in words why there is none. */
export type Baseline = Champion | NoChampion;

/** What `gate.baseline` may name beside paths: the sources of each, in the order in which they count. */
const sources: Record<string, readonly ChampionSource[]> = {
  auto: [championInRuns(undefined), committedChampion],
  base_commit: [championInRuns("commit")],
  base_branch: [championInRuns("branch")],
};

/**
 * The first of `gate.baseline`, or of the input, that there is; `setting` is another one than the project's own. Throws
 * UserError for a path that cannot be used.
 */
export async function findBaseline(
  context: BaseContext,
  given: { baseline?: string | undefined; "working-directory": string },
  setting: string | readonly string[] = context.project.config.gate.baseline,
): Promise<Baseline> {
  const { project, files } = context;
  const asked = given.baseline === undefined ? [setting].flat() : [given.baseline];
  let none: Baseline | undefined;
  for (const name of asked) {
    if (!Object.hasOwn(sources, name)) {
      const { file, part } =
        given.baseline === undefined
          ? await fileWithin(files, project.directory, name)
          : await inputFile(files, given["working-directory"], name);
      return championAtPath(file, part).find(context);
    }
    for (const source of sources[name] ?? []) {
      const found = await source.find(context);
      if (found.metrics !== undefined) return found;
      none ??= found;
    }
  }
  return none ?? { why: "none is named" };
}
