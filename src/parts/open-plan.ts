import type { CsvKernel } from "../tables/csv-kernel.ts";
import {
  type CsvLayout,
  createPartRoom,
  type PartRange,
  type PartRoom,
  type PlannedColumn,
  type ReadAt,
  scanCsvPart,
} from "../tables/csv-part.ts";
import type { ParquetLayout, ParquetPart } from "../tables/parquet-part.ts";
import { partitionColumn } from "../tables/partition-columns.ts";
import type { Column, Table } from "../tables/table.ts";
import type { FilePlan, FileRange, PartPlan } from "./part-plan.ts";
import type { SeenColumn } from "./seen-columns.ts";

/** The rows of a part, valid until the next one is read. */
export interface ReadPart {
  table: Table;
  start: number;
  next: number;
  lines: number;
  /** What types are to be told from. */
  seen: SeenColumn[];
}

/**
 * Opens data by their plan; the answer reads one part, of the file that `read` reads then. For `keepsTexts` see
 * `createPartRoom`.
 */
export function openPlan(
  plan: PartPlan,
  read: ReadAt,
  kernel: (() => CsvKernel) | undefined,
  keepsTexts: boolean,
): (range: FileRange) => Promise<ReadPart> {
  const own = plan.columns.slice(0, plan.columns.length - plan.folders);
  const folders = plan.columns.slice(own.length);
  const room = createPartRoom(keepsTexts);
  let last = 0;
  let opened: { file: number; read: Promise<(range: PartRange) => Promise<ParquetPart>> } | undefined;
  const readOwn = async (file: FilePlan, range: FileRange): Promise<ReadPart> => {
    const { layout } = file;
    // Another file may have other marks, and its columns in another order.
    if (range.file !== last) room.scanner = undefined;
    last = range.file;
    if (layout.format === "csv") return readCsvPart({ read, layout, plan, file, range, kernel, room });
    if (opened?.file !== range.file)
      opened = { file: range.file, read: openParquet(plan, layout, own, read) };
    const { table, seen } = await (await opened.read)(range);
    return { table, seen, start: range.from, next: range.to, lines: 0 };
  };
  return async (range) => {
    const file = plan.files[range.file]!;
    const part = await readOwn(file, range);
    if (folders.length === 0) return part;
    const { table } = part;
    const said = folders.map(({ name, type }, index) =>
      partitionColumn(name, [{ text: file.folders[index], rows: table.rows }], type),
    );
    return { ...part, table: { ...table, columns: [...table.columns, ...said] } };
  };
}

/** A part of a CSV file, its columns in the plan's order; those that folders make instead are left out. */
function readCsvPart(of: {
  read: ReadAt;
  layout: CsvLayout;
  plan: PartPlan;
  file: FilePlan;
  range: FileRange;
  kernel: (() => CsvKernel) | undefined;
  room: PartRoom;
}): ReadPart {
  const { read, layout, plan, file, range, kernel, room } = of;
  const own = plan.columns.length - plan.folders;
  const order = file.order ?? Array.from({ length: own }, (_, place) => place);
  const decimal = String.fromCharCode(layout.marks.decimal);
  const columns = order.map((place): PlannedColumn => {
    const column = plan.columns[place]!;
    if (place >= own) return { ...column, type: "text", isDeclared: true };
    return { ...column, rule: { ...column.rule, decimal } };
  });
  const { table, evidence, start, next, lines } = scanCsvPart(
    read,
    { ...layout, columns },
    range,
    kernel,
    room,
  );
  const placed = new Array<Column>(own);
  const seen = new Array<SeenColumn>(own);
  for (const [index, place] of order.entries()) {
    if (place >= own) continue;
    placed[place] = table.columns[index]!;
    seen[place] = { name: placed[place].name, cells: evidence[index]! };
  }
  return { table: { ...table, columns: placed }, seen, start, next, lines };
}

async function openParquet(
  { declared }: PartPlan,
  layout: ParquetLayout,
  columns: readonly PlannedColumn[],
  read: ReadAt,
): Promise<(range: PartRange) => Promise<ParquetPart>> {
  const { openParquetParts } = await import("../tables/parquet-part.ts");
  const readRange = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(end - start);
    return bytes.subarray(0, read(start, bytes));
  };
  return openParquetParts({ bytes: layout.bytes, readRange }, { ...layout, columns, declared });
}
