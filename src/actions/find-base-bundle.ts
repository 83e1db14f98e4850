import { ServiceError, UserError } from "../errors.ts";
import type { BaseContext, BaseWanted, FoundBase } from "./base-bundle.ts";

/** By the project's folders, which its sets have, too. */
const found = new WeakMap<BaseContext["project"]["folders"], Map<string, Promise<FoundBase>>>();

/**
 * What this run is compared with, looked for once: on GitHub the bundle of an earlier run, in a terminal what was saved of
 * the base's commit. It never fails: what goes wrong is why there is none.
 */
export function findBaseBundle(context: BaseContext, wanted: BaseWanted = {}): Promise<FoundBase> {
  const known = found.get(context.project.folders) ?? new Map<string, Promise<FoundBase>>();
  found.set(context.project.folders, known);
  const key = JSON.stringify(wanted);
  const base = known.get(key) ?? lookForBase(context, wanted);
  known.set(key, base);
  return base;
}

async function lookForBase(context: BaseContext, wanted: BaseWanted): Promise<FoundBase> {
  const { environment, log, signal } = context;
  const progress = log.progress("Looking for an earlier run to compare with");
  try {
    const base =
      environment.kind === "github" || wanted.kind !== undefined
        ? await (await import("./base-in-runs.ts")).findInRuns(context, wanted)
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
