import type { RunSource } from "../bundle/workflow-run.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { BaseContext, FoundBase } from "./base-bundle.ts";

/** By the project's folders, which its sets have, too. */
const found = new WeakMap<BaseContext["project"]["folders"], Map<string, Promise<FoundBase>>>();

/**
 * What this run is compared with, looked for once: on GitHub the bundle of an earlier run (`kind` asks for that of the
 * base's commit, or of its branch, alone), in a terminal what was saved of the base's commit. It never fails: what goes
 * wrong is why there is none.
 */
export function findBaseBundle(context: BaseContext, kind?: RunSource["kind"]): Promise<FoundBase> {
  const known = found.get(context.project.folders) ?? new Map<string, Promise<FoundBase>>();
  found.set(context.project.folders, known);
  const base = known.get(kind ?? "") ?? lookForBase(context, kind);
  known.set(kind ?? "", base);
  return base;
}

async function lookForBase(context: BaseContext, kind: RunSource["kind"] | undefined): Promise<FoundBase> {
  const { environment, log, signal } = context;
  const progress = log.progress("Looking for an earlier run to compare with");
  try {
    const base =
      environment.kind === "github" || kind !== undefined
        ? await (await import("./base-in-runs.ts")).findInRuns(context, kind)
        : await (await import("./base-at-hand.ts")).findSaved(context);
    progress.end(base.base?.shown ?? `none: ${base.why}`);
    return base;
  } catch (error) {
    signal.throwIfAborted();
    progress.end("failed");
    if (!(error instanceof ServiceError || error instanceof UserError)) throw error;
    log.info(error.message);
    if (error.hint !== undefined) log.info(error.hint);
    return { why: error.message, hint: error.hint };
  }
}
