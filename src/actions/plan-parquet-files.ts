import type { KnownFile } from "../parts/join-files.ts";
import { rowsOf } from "../parts/part-plan.ts";
import type { Files } from "../services/files.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { findCompression, findFormat } from "../tables/file-format.ts";
import { refuseLfsPointer } from "../tables/refuse-pointer.ts";
import type { ColumnType } from "../tables/table.ts";
import type { DataFile } from "./find-data-files.ts";
import type { PlanContext, PlannedFiles } from "./plan-stream.ts";

/** Where files differ in a type, the guess is the last of theirs here: writers take the first ones for columns of nulls. */
const widths: readonly ColumnType[] = ["integer", "number", "date", "boolean", "datetime", "text"];

/**
 * Plans to read Parquet files by what they say of themselves. Undefined where one of them is compressed as a whole or on
 * no disk, and where all are smaller than `leastBytes` or have no rows. Throws UserError.
 */
export async function planParquetFiles(
  { project, signal }: PlanContext,
  files: Files,
  found: readonly DataFile[],
  { leastBytes }: { leastBytes: number },
): Promise<PlannedFiles | undefined> {
  const { columns: declared } = project.config.data;
  const total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total < leastBytes) return undefined;
  const { readParquetHead } = await import("../tables/parquet-part.ts");
  const known: KnownFile[] = [];
  const columns = new Map<string, PlannedColumn>();
  let rows = 0;
  for (const { path, source, bytes, partitions } of found) {
    signal.throwIfAborted();
    const place = await files.locate(path);
    const start = await files.readRange(path, 0, 200);
    refuseLfsPointer(start, source);
    if (place === undefined || findCompression(start, source) !== undefined) return undefined;
    findFormat(start, source);
    const readRange = (from: number, to: number) => files.readRange(path, from, to);
    const head = await readParquetHead({ bytes, readRange }, { source, declared });
    const names = head.columns.map(({ name }) => name);
    known.push({ path: place, layout: head.layout, names, partitions, format: "parquet", hasLines: false });
    rows += rowsOf(head.layout);
    for (const column of head.columns) {
      const before = columns.get(column.name);
      if (before === undefined || widths.indexOf(column.type) > widths.indexOf(before.type))
        columns.set(column.name, { ...column, isDeclared: false, rule: {} });
    }
  }
  if (rows === 0) return undefined;
  return { files: known, columns: [...columns.values()], rows, size: rows, head: undefined };
}
