import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { counted, formatBytes } from "../number-format.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { profileInSteps } from "../profile/profile-table.ts";
import { showAddress } from "../tables/address.ts";
import type { Table } from "../tables/table.ts";
import { type EarlierContext, hasEarlier } from "./find-earlier.ts";
import { openProjectData, refuseDigest } from "./open-data.ts";
import { pausing } from "./pausing.ts";
import { type Project, requireData } from "./project.ts";
import { readData } from "./read-data.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

/** What reading the project's data takes. */
export type TableContext = EarlierContext & Pick<Context, "columnKernel" | "clock">;

type ProfileContext = Pick<TableContext, "project" | "columnKernel" | "clock" | "signal">;

const loaded = new WeakMap<Project, Promise<Table>>();

/** The project's data, read once for all actions of a process that share the project. */
export function loadTable(context: TableContext): Promise<Table> {
  const found = loaded.get(context.project);
  if (found) return found;
  const reading = readProjectTable(context);
  loaded.set(context.project, reading);
  return reading;
}

/** Whether the project's data is in memory, or about to be: then there is no use in reading it part by part. */
export function isTableShared(project: Project): boolean {
  return loaded.has(project) || shared.has(project);
}

/** Says that actions to come need the project's rows in memory. */
export function shareTable(project: Project): void {
  shared.add(project);
}

const shared = new WeakSet<Project>();

const profiled = new WeakMap<Table, Promise<Profile>>();

/** The profile of the project's table, worked out once. */
export function profileOf(table: Table, context: ProfileContext): Promise<Profile> {
  const found = profiled.get(table) ?? describeTable(table, context);
  profiled.set(table, found);
  return found;
}

async function describeTable(
  table: Table,
  { project, columnKernel, clock, signal }: ProfileContext,
): Promise<Profile> {
  const { relateColumns } = await import("../profile/relate-columns.ts");
  const described = await profileInSteps(table, pausing({ clock, signal }), columnKernel);
  const profile = declareTypes(described, project.config.data.columns);
  return relateColumns(table, profile, columnKernel);
}

async function readProjectTable(context: TableContext): Promise<Table> {
  const { log, project, signal, csvKernel, workers } = context;
  const { dataPath } = requireData(project);
  const files = await openProjectData(context);
  const { csv, columns } = project.config.data;
  const holding = (await hasEarlier(context)) ? await import("./held-types.ts") : undefined;
  const held = (await holding?.heldTypes(context)) ?? { types: {} };
  const isFile = (await files.size(dataPath)) !== undefined;
  const progress = log.progress(`Reading ${showAddress(dataPath)}`);
  const read = await readData(files, dataPath, {
    signal,
    csv,
    columns: isFile ? (holding?.withHeldTexts(dataPath, columns, held) ?? columns) : columns,
    kernel: csvKernel,
    workers,
    onProgress: (done, total) => progress.update(done, total),
  });
  const table = holding === undefined || read.holdsImages ? read : holding.holdTable(read, held);
  await refuseDigest(project, table.digest);
  if (table.rows === 0) throw withoutRows(table.source);
  refuseUnknown(project, table);
  progress.end(
    `${counted(table.rows, table.holdsImages ? "image" : "row")}, ${table.columns.length} columns, ${formatBytes(table.bytes)}`,
  );
  return table;
}

function withoutRows(source: string): UserError {
  if (/\.parquet\b/i.test(source))
    return new UserError(`Cannot use "${source}": it has columns and no rows`, { file: source });
  return new UserError(`Cannot use "${source}": it has a header and no rows`, {
    file: source,
    line: 1,
    hint: "Below the line that names the columns, each line is a row",
  });
}
