import type { Context } from "../action.ts";
import { joinFiles, type KnownFile } from "../parts/join-files.ts";
import { openPlan } from "../parts/open-plan.ts";
import type { PartPlan } from "../parts/part-plan.ts";
import type { Files } from "../services/files.ts";
import { showAddress } from "../tables/address.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { formatOf } from "../tables/file-format.ts";
import { emptyColumn } from "../tables/join-columns.ts";
import { partitionType } from "../tables/partition-columns.ts";
import type { Table } from "../tables/table.ts";
import type { DataFile } from "./find-data-files.ts";
import { planCsvFiles } from "./plan-csv-files.ts";
import { planJsonFiles } from "./plan-json-files.ts";
import { planParquetFiles } from "./plan-parquet-files.ts";
import { refuseMixture } from "./read-data-files.ts";

/** How large data are read. */
export interface StreamPlan {
  plan: PartPlan;
  /** Rows, about. */
  rows: number;
  /** What there is to read: bytes, or rows of Parquet. */
  size: number;
  /** The first rows, or none. */
  first: Table;
}

/** Files whose columns are known, and the first types of these. */
export interface PlannedFiles {
  files: KnownFile[];
  /** Of some names, in any order. */
  columns: PlannedColumn[];
  rows: number;
  size: number;
  /** The first bytes of the first file, and how many of them hold whole rows. */
  head: { bytes: Uint8Array; planned: number } | undefined;
}

/** What planning takes. */
export type PlanContext = Pick<Context, "scratch" | "log" | "signal" | "project"> &
  Partial<Pick<Context, "csvKernel">> & {
    /** What holds of columns whatever their cells are. */
    declared: DeclaredColumns | undefined;
  };

const planners = { csv: planCsvFiles, json: planJsonFiles, parquet: planParquetFiles };

/** Plans to read data part by part; undefined where they have to be read as a whole. Throws UserError. */
export async function planStream(
  context: PlanContext,
  files: Files,
  found: readonly DataFile[],
  sizes: { leastBytes: number; partBytes?: number | undefined },
): Promise<StreamPlan | undefined> {
  refuseMixture(found);
  const [first] = found;
  if (first === undefined) return undefined;
  const format = formatOf(showAddress(first.path));
  const { declared } = context;
  const { csv } = context.project.config.data;
  if (format !== "csv" && csv !== undefined) return undefined;
  const planned = await planners[format](context, files, found, sizes);
  if (planned === undefined) return undefined;
  const joined = joinFiles(planned.files);
  const known = new Map(planned.columns.map((column) => [column.name, column]));
  const folders = joined.folders.map((name, index): PlannedColumn => {
    const cells = joined.files.map((file) => ({ text: file.folders[index], rows: 1 }));
    return { name, type: partitionType(cells), isDeclared: false, rule: {} };
  });
  const own = joined.own.flatMap((name) => known.get(name) ?? []);
  const plan: PartPlan = {
    format,
    columns: [...own, ...folders],
    folders: folders.length,
    declared,
    files: joined.files,
  };
  const { rows, size, head } = planned;
  return { plan, rows, size, first: await firstRows(plan, head, context.csvKernel) };
}

function withoutRows({ columns }: PartPlan, source: string): Table {
  const empty = columns.map(({ name, type }) => emptyColumn(name, type, 0));
  return { source, rows: 0, columns: empty, lines: new Uint32Array(0), bytes: 0, digest: "" };
}

/** The rows that the first bytes hold, with the columns of all; none where there are no first bytes. */
async function firstRows(
  plan: PartPlan,
  head: PlannedFiles["head"],
  kernel: PlanContext["csvKernel"],
): Promise<Table> {
  const [file] = plan.files;
  if (head === undefined || file?.layout.format !== "csv")
    return withoutRows(plan, file?.layout.source ?? "");
  const { bytes, planned } = head;
  const read = (position: number, target: Uint8Array): number => {
    const some = bytes.subarray(position, Math.min(planned, position + target.length));
    target.set(some);
    return some.length;
  };
  const { start } = file.layout;
  const cut = { ...plan, files: [{ ...file, layout: { ...file.layout, bytes: planned } }] };
  const readPart = openPlan(cut, () => read, kernel, false);
  const { table } = await readPart({ file: 0, from: start, to: planned, isExact: true });
  return table;
}
