import { trainingSets } from "../config/default-config.ts";
import { type Place, UserError } from "../errors.ts";
import { joinTables, type TablePart } from "../tables/join-tables.ts";
import { formatOfTable } from "../tables/match-columns.ts";
import type { Split } from "../tables/split.ts";
import type { Table } from "../tables/table.ts";
import { streamProject } from "./describe-data.ts";
import { loadTable, type TableContext } from "./load-table.ts";
import { openProjectData } from "./open-data.ts";
import { requireData } from "./project.ts";
import { readData } from "./read-data.ts";
import { requireSet, setProject } from "./set-projects.ts";

/** One of `data.sets`, read once. Throws UserError, at the place, for one that is not there. */
export function loadSet(context: TableContext, name: string, place: Place): Promise<Table> {
  requireSet(context.project, name, place);
  return loadTable({ ...context, project: setProject(context.project, name) });
}

/** As `loadSet`, without the rows where they are too many for memory. */
export async function openSet(context: TableContext, name: string, place: Place): Promise<Table> {
  requireSet(context.project, name, place);
  const project = setProject(context.project, name);
  const streamed = await streamProject({ ...context, project });
  return streamed?.table ?? loadTable({ ...context, project });
}

/** The sets that a model is trained and tested on, as one table, and whose each row is. */
export interface TrainingSets {
  table: Table;
  split: Split;
  /** Digest of each set's data. */
  digests: { train: string; validation?: string; test: string };
}

/**
 * The sets `test`, `validation` and `train` as one table: columns by name, types as if they were one file. The test rows
 * come first, so that neither their numbers nor their identities depend on the others.
 */
export async function loadTrainingSets(context: TableContext): Promise<TrainingSets> {
  const { project } = context;
  const names = [...trainingSets].reverse().filter((name) => project.sets.has(name));
  const parts: TablePart[] = [];
  for (const name of names) {
    const table = await loadSet(context, name, project.place(["data", "sets"]));
    parts.push({ table, name, partitions: new Map(), readAs: (types) => readSet(context, name, types) });
  }
  refuseMixture(parts);
  const { csv, columns: declared } = project.config.data;
  const joined = await joinTables("data.sets", parts, { decimal: csv?.decimal, declared });
  const table = { ...joined, holdsImages: parts.some((part) => part.table.holdsImages) };
  const digests: TrainingSets["digests"] = { train: "", test: "" };
  const split = { train: new Uint32Array(), validation: new Uint32Array(), test: new Uint32Array() };
  let start = 0;
  for (const [index, name] of names.entries()) {
    const { rows, digest } = parts[index]!.table;
    digests[name] = digest;
    const from = start;
    split[name] = Uint32Array.from({ length: rows }, (_, row) => from + row);
    start += rows;
  }
  return { table, split, digests };
}

async function readSet(context: TableContext, name: string, types: Parameters<TablePart["readAs"]>[0]) {
  const project = setProject(context.project, name);
  const files = await openProjectData({ ...context, project });
  const { signal, csvKernel: kernel } = context;
  const { csv, columns } = project.config.data;
  return readData(files, requireData(project).dataPath, { signal, kernel, csv, columns, types });
}

function refuseMixture([first, ...others]: readonly TablePart[]): void {
  const other = others.find(({ table }) => formatOfTable(table) !== formatOfTable(first!.table));
  if (other === undefined || first === undefined) return;
  throw new UserError(
    `Cannot train: the sets "${first.name}" and "${other.name}" are files of other formats, "${first.table.source}" and "${other.table.source}"`,
    {
      file: other.table.source,
      hint: "Write both in one format: their types are then told by the same rules",
    },
  );
}
