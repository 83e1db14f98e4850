import type { RunSource } from "../bundle/workflow-run.ts";
import { UserError } from "../errors.ts";
import type { ChampionSource } from "./champion.ts";

/** The model of an earlier run; `kind` asks for that of the base's commit, or of its branch, alone. */
export function championInRuns(kind: RunSource["kind"] | undefined): ChampionSource {
  return {
    async find(context) {
      const [{ findBaseBundle }, { championOf }] = await Promise.all([
        import("./find-base-bundle.ts"),
        import("./champion.ts"),
      ]);
      const found = await findBaseBundle(context, { kind });
      if (found.base === undefined) return found;
      const { base } = found;
      try {
        const champion = await championOf(context, base);
        if (champion.metrics === undefined || base.manifest !== undefined) return champion;
        return { why: `${base.shown} has no manifest beside its metrics` };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { why: error.message };
      }
    },
  };
}
