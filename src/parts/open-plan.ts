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
import { joinColumns } from "../tables/join-columns.ts";
import type { ParquetLayout, ParquetPart } from "../tables/parquet-part.ts";
import { partitionColumn } from "../tables/partition-columns.ts";
import type { Column, Table } from "../tables/table.ts";
import { type FilePlan, type FileRange, type PartPlan, wholeOf } from "./part-plan.ts";
import type { SeenColumn } from "./seen-columns.ts";

/** The rows of a part, valid until the next one is read. */
export interface ReadPart {
  table: Table;
  start: number;
  next: number;
  lines: number;
  /** Of each file that the part has rows of, how many, and what types are to be told from. */
  files: { rows: number; seen: SeenColumn[] }[];
}

/**
 * Opens data by their plan; the answer reads one part, from the files that `open` opens. For `keepsTexts` see
 * `createPartRoom`.
 */
export function openPlan(
  plan: PartPlan,
  open: (file: FilePlan) => ReadAt,
  kernel: (() => CsvKernel) | undefined,
  keepsTexts: boolean,
): (range: FileRange) => Promise<ReadPart> {
  const own = plan.columns.slice(0, plan.columns.length - plan.folders);
  const room = createPartRoom(keepsTexts);
  let last = 0;
  let opened: { file: number; read: Promise<(range: PartRange) => Promise<ParquetPart>> } | undefined;
  let readAt: ReadAt;
  const readFile = async (index: number, range: PartRange, room: PartRoom): Promise<ReadPart> => {
    const file = plan.files[index]!;
    const { layout } = file;
    // Another file may have other marks, and its columns in another order.
    if (index !== last) room.scanner = undefined;
    last = index;
    readAt = open(file);
    if (layout.format === "csv")
      return readCsvPart({ read: readAt, layout, plan, file, range, kernel, room });
    const read: ReadAt = (position, target) => readAt(position, target);
    if (layout.format === "json") {
      const { readJsonPart } = await import("../tables/json-part.ts");
      const { declared } = plan;
      const { seen, ...part } = await readJsonPart(read, { ...layout, columns: own, declared }, range);
      const made = new Set(plan.columns.slice(own.length).map(({ name }) => name));
      const ofFile = seen.filter(({ name }) => !made.has(name));
      return { ...part, files: [{ rows: part.table.rows, seen: ofFile }] };
    }
    if (opened?.file !== index) opened = { file: index, read: openParquet(plan, layout, own, read) };
    const { table, seen } = await (await opened.read)(range);
    return { table, files: [{ rows: table.rows, seen }], start: range.from, next: range.to, lines: 0 };
  };
  return async (range) => {
    const { file, more = 0 } = range;
    if (more === 0) return withFolders(await readFile(file, range, room), plan, file);
    // Rows of one file stay while the next is read, and the kernel forgets the texts that the room had it keep.
    room.scanner = undefined;
    const parts: ReadPart[] = [];
    for (let index = file; index <= file + more; index++) {
      const whole = index === file ? range : wholeOf(plan.files[index]!.layout);
      parts.push(withFolders(await readFile(index, whole, createPartRoom()), plan, index));
    }
    return joinParts(parts, plan);
  };
}

/** The part with the columns that folders make. */
function withFolders(part: ReadPart, { columns, folders, files }: PartPlan, file: number): ReadPart {
  if (folders === 0) return part;
  const { table } = part;
  const said = columns
    .slice(-folders)
    .map(({ name, type }, index) =>
      partitionColumn(name, [{ text: files[file]!.folders[index], rows: table.rows }], type),
    );
  return { ...part, table: { ...table, columns: [...table.columns, ...said] } };
}

/** Parts of several files, one below the other. */
function joinParts(parts: readonly ReadPart[], { columns }: PartPlan): ReadPart {
  const first = parts[0]!;
  const rows = parts.reduce((sum, { table }) => sum + table.rows, 0);
  const lines = new Uint32Array(parts.some(({ table }) => table.lines.length > 0) ? rows : 0);
  let at = 0;
  for (const { table } of parts) {
    lines.set(table.lines, at);
    at += table.lines.length;
  }
  const joined = columns.map(({ name }, index) => {
    const own = parts.map(({ table }) => table.columns[index]!);
    return joinColumns(name, own[0]!.type, own);
  });
  return {
    ...first,
    table: { ...first.table, rows, lines, columns: joined },
    files: parts.flatMap(({ files }) => files),
  };
}

/** A part of a CSV file, its columns in the plan's order; those that folders make instead are left out. */
function readCsvPart(of: {
  read: ReadAt;
  layout: CsvLayout;
  plan: PartPlan;
  file: FilePlan;
  range: PartRange;
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
  const files = [{ rows: table.rows, seen }];
  return { table: { ...table, columns: placed }, files, start, next, lines };
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
