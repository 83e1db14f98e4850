import type { KnownFile } from "../parts/join-files.ts";
import { rowsOf } from "../parts/part-plan.ts";
import { decompress } from "../services/decompress.ts";
import type { Files } from "../services/files.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { findCompression, findFormat } from "../tables/file-format.ts";
import type { RandomAccess } from "../tables/read-parquet.ts";
import { refuseLfsPointer } from "../tables/refuse-pointer.ts";
import type { ColumnType } from "../tables/table.ts";
import type { DataFile } from "./find-data-files.ts";
import { copyPlain, type PlainFile } from "./plain-copy.ts";
import type { PlanContext, PlannedFiles } from "./plan-stream.ts";
import { unpackedBytes } from "./streamed-bytes.ts";

/** Where files differ in a type, the guess is the last of theirs here: writers take the first ones for columns of nulls. */
const widths: readonly ColumnType[] = ["integer", "number", "date", "boolean", "datetime", "text"];

/**
 * Plans to read Parquet files by what they say of themselves; those that are compressed as a whole are unpacked to scratch
 * files. Undefined where one of them is on no disk, and where all are smaller than `leastBytes` or have no rows. Throws
 * UserError.
 */
export async function planParquetFiles(
  context: PlanContext,
  files: Files,
  found: readonly DataFile[],
  { leastBytes }: { leastBytes: number },
): Promise<PlannedFiles | undefined> {
  const { declared, signal, scratch } = context;
  const most = found.reduce((sum, { path, bytes }) => sum + unpackedBytes(path, bytes), 0);
  if (most < leastBytes) return undefined;
  const { readParquetHead } = await import("../tables/parquet-part.ts");
  const known: KnownFile[] = [];
  const columns = new Map<string, PlannedColumn>();
  const copies: string[] = [];
  let total = 0;
  let rows = 0;
  const giveUp = async (): Promise<undefined> => {
    for (const copy of copies) await scratch.remove(copy);
  };
  for (const file of found) {
    signal.throwIfAborted();
    const { source, partitions } = file;
    const stored = await findStored(context, files, file, found.length === 1 ? leastBytes : 0);
    if (stored === undefined) return giveUp();
    if (stored.isCopy) copies.push(stored.path);
    total += stored.bytes;
    const head = await readParquetHead(stored, { source, declared });
    const names = head.columns.map(({ name }) => name);
    known.push({
      path: stored.path,
      layout: head.layout,
      names,
      partitions,
      format: "parquet",
      hasLines: false,
    });
    rows += rowsOf(head.layout);
    for (const column of head.columns) {
      const before = columns.get(column.name);
      if (before === undefined || widths.indexOf(column.type) > widths.indexOf(before.type))
        columns.set(column.name, { ...column, isDeclared: false, rule: {} });
    }
  }
  if (rows === 0 || total < leastBytes) return giveUp();
  return { files: known, columns: [...columns.values()], rows, size: rows, head: undefined };
}

/** A file's bytes as they are on disk, or those of the scratch file that it is unpacked to. */
async function findStored(
  context: PlanContext,
  files: Files,
  { path, source, bytes }: DataFile,
  leastBytes: number,
): Promise<(Pick<PlainFile, "path" | "bytes" | "isCopy"> & RandomAccess) | undefined> {
  const place = await files.locate(path);
  const start = await files.readRange(path, 0, 200);
  refuseLfsPointer(start, source);
  if (place === undefined) return undefined;
  const compression = findCompression(start, source);
  if (compression === undefined) {
    findFormat(start, source);
    const readRange = (from: number, to: number) => files.readRange(path, from, to);
    return { path: place, bytes, isCopy: false, readRange };
  }
  const unpacked = decompress(compression, files.stream(path), source);
  const copy = await copyPlain(context, unpacked, { source, leastBytes });
  if (copy === undefined) return undefined;
  findFormat(copy.head, source);
  return { ...copy, readRange: (from, to) => context.scratch.readRange(copy.path, from, to) };
}
