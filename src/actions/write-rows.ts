import type { Context } from "../action.ts";
import { type NamedRows, renderRows } from "../program/render-rows.ts";
import type { Table } from "../tables/table.ts";

/** Writes rows of a table for a program to read. */
export function writeRows(
  { files }: Pick<Context, "files">,
  file: string,
  table: Pick<Table, "columns">,
  rows: NamedRows,
): Promise<void> {
  return files.write(file, inTurn(renderRows(table, rows)));
}

async function* inTurn(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
