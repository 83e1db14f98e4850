import type { Context } from "../action.ts";
import type { RowFacts } from "../gate/model-rows.ts";
import type { Table } from "../tables/table.ts";
import { readData } from "./read-data.ts";

/** A file of predictions, CSV or Parquet, with identities as texts, and labels too where they are known to be classes. */
export function readPredictions(
  { files, signal }: Pick<Context, "files" | "signal">,
  file: string,
  { task }: Pick<RowFacts, "task"> = {},
): Promise<Table> {
  const text = { type: "text" as const };
  const labels = task === "classification" ? { actual: text, predicted: text } : {};
  return readData(files, file, { signal, columns: { row_id: text, mlops_row_id: text, ...labels } });
}
