import type { Context } from "../action.ts";
import type { Place } from "../errors.ts";
import type { DerivedColumn } from "../expression/derive-columns.ts";
import { encodeTarget, type Target } from "../learn/target.ts";
import { hashRows, identityColumns, type RowHashes } from "../tables/row-hash.ts";
import type { Split } from "../tables/split.ts";
import type { Table } from "../tables/table.ts";
import { asksForClasses } from "./asks-for-classes.ts";
import type { TrainingSets } from "./load-set.ts";
import { type Project, requireTarget } from "./project.ts";
import type { ProjectSeries } from "./project-series.ts";
import { readWeights, refuseWeightless } from "./read-weights.ts";
import { requireColumns } from "./require-columns.ts";
import { splitWithTarget } from "./split-with-target.ts";

/** Data that are ready to be learnt from. */
export interface PreparedTraining {
  /** The data as they were read. */
  raw: Table;
  /** The data with what looks back in time, and derived columns. */
  table: Table;
  derived: DerivedColumn[];
  target: Target;
  targetName: string;
  /** Columns that identify a row. */
  identity: string[];
  hashes: RowHashes;
  /** Rows that have a target, by part. */
  split: Split;
  series: ProjectSeries | undefined;
  /** Where rows came divided: the digest of each set. */
  setDigests: TrainingSets["digests"] | undefined;
}

/** Encodes the target, makes the columns that are derived, and divides the rows, unless they came divided into `sets`. */
export async function prepareTraining(
  { project }: Pick<Context, "project">,
  raw: Table,
  sets?: TrainingSets,
): Promise<PreparedTraining> {
  const { data, train } = project.config;
  const targetName = requireTarget(project);
  const encoded = encodeTarget(requireColumns(raw, targetName, project), {
    task: train.task,
    asksForClasses: asksForClasses(project.config),
    positive: data.positive,
    place: (key) => project.place(["data", key]),
  });
  const { series, derived, table } = await addColumns(project, raw, targetName);
  const weigh = { place: project.place(["data", "weight"]), targetName, target: encoded };
  const weights = data.weight === undefined ? undefined : readWeights(table, data.weight, weigh);
  const target = { ...encoded, weights };
  const identity = identityColumns(raw, { key: data.key, target: targetName });
  const hashes = hashRows(raw, identity);
  const placeOf = (key: "split" | "stratify" | "group" | "time" | "column"): Place =>
    project.place(sets ? ["data", "sets"] : key === "split" ? ["data", "split"] : ["data", "split", key]);
  const split = splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split);
  if (weights) refuseWeightless(weights, split, { ...weigh, name: data.weight! });
  return {
    raw,
    table,
    derived,
    target,
    targetName,
    identity,
    hashes,
    split,
    series,
    setDigests: sets?.digests,
  };
}

/** The data with what looks back in time, and derived columns; their code is loaded where there are any. */
async function addColumns(
  project: Project,
  raw: Table,
  targetName: string,
): Promise<Pick<PreparedTraining, "series" | "derived" | "table">> {
  const { data, train } = project.config;
  const series = train.series && (await import("./project-series.ts")).findSeries(project, raw, targetName);
  const seen = series ? { ...raw, columns: [...raw.columns, ...series.columns] } : raw;
  if (Object.keys(data.derive ?? {}).length === 0) return { series, derived: [], table: seen };
  const { planProjectColumns, withDerived } = await import("./derive-table.ts");
  const derived = planProjectColumns(project, seen);
  return { series, derived, table: withDerived(seen, derived) };
}
