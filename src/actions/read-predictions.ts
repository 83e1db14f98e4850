import type { Context } from "../action.ts";
import type { Table } from "../tables/table.ts";
import { readData } from "./read-data.ts";

/** A file of predictions, CSV or Parquet, with identities as texts. */
export function readPredictions(
  { files, signal }: Pick<Context, "files" | "signal">,
  file: string,
): Promise<Table> {
  const text = { type: "text" as const };
  return readData(files, file, { signal, columns: { row_id: text, mlops_row_id: text } });
}
