import type { Context } from "../action.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { gapOf } from "./divide-table.ts";
import type { PreparedTraining } from "./prepare-training.ts";

/** The versions that made a model. */
export function runtimeOf({ environment }: Pick<Context, "environment">): Manifest["environment"] {
  return {
    mlops_actions: environment.version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  };
}

/** The run that made a model; empty where there is none. */
export function runOf({ environment }: Pick<Context, "environment">): Pick<Manifest, "run"> {
  const { runId: id, runAttempt: attempt } = environment;
  return id === undefined ? {} : { run: { id, ...(attempt !== undefined && { attempt }) } };
}

/** How rows were divided, as the manifest keeps it. */
export function splitRule(
  {
    test,
    validation,
    seed,
    stratify,
    group,
    time,
    column: parts,
    horizon,
    gap,
  }: Context["project"]["config"]["data"]["split"],
  { setDigests: sets, identity: key }: Pick<PreparedTraining, "setDigests" | "identity">,
): NonNullable<Manifest["split"]> {
  if (sets !== undefined) return { rule: "sets", sets, key };
  const column = parts ?? time ?? group;
  const rule = parts ? "column" : time ? "time" : group ? "group" : "hash";
  const steps = time !== undefined && (horizon ?? gap) !== undefined;
  return {
    rule,
    test,
    ...(validation !== undefined && { validation }),
    seed,
    stratify,
    key,
    ...(column !== undefined && { column }),
    ...(steps && { horizon: horizon ?? 1, gap: gapOf({ horizon, gap }) }),
  };
}
