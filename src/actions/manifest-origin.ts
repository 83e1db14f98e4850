import type { Context } from "../action.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { renderTrainingRows } from "../evidence/training-rows.ts";
import { findColumn, type Table } from "../tables/table.ts";
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
    column: named,
    horizon,
    gap,
  }: Context["project"]["config"]["data"]["split"],
  {
    setDigests: sets,
    identity: key,
    table,
    split: parts,
  }: Pick<PreparedTraining, "setDigests" | "identity" | "table" | "split">,
): NonNullable<Manifest["split"]> {
  if (sets !== undefined) return { rule: "sets", sets, key };
  const column = named ?? time ?? group;
  const rule = named ? "column" : time ? "time" : group ? "group" : "hash";
  const steps = time !== undefined && (horizon ?? gap) !== undefined;
  return {
    rule,
    test,
    ...(validation !== undefined && { validation }),
    seed,
    stratify,
    key,
    ...(column !== undefined && { column }),
    ...(time !== undefined && cutOf(table, time, parts.test)),
    ...(steps && { horizon: horizon ?? 1, gap: gapOf({ horizon, gap }) }),
  };
}

/**
 * The rows that a model saw, where its rule alone does not tell: within classes rows are chosen by rank, and a column or
 * sets can divide them anyhow. Undefined where it does, and where they are too many.
 */
export function trainingRowsOf(
  { hashes, split, setDigests }: Pick<PreparedTraining, "hashes" | "split" | "setDigests">,
  { stratify, column }: Context["project"]["config"]["data"]["split"],
): Uint8Array | undefined {
  if (setDigests === undefined && column === undefined && !stratify) return undefined;
  return renderTrainingRows(hashes, [split.train, split.validation]);
}

/** When the first of the test rows was. */
function cutOf(table: Table, time: string, test: Uint32Array): { cut?: string } {
  const column = findColumn(table, time);
  if (column?.kind !== "numeric" || test.length === 0) return {};
  const first = test.reduce((least, row) => Math.min(least, column.values[row]!), Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? { cut: new Date(first).toISOString() } : {};
}
