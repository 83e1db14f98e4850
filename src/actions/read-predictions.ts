import type { Context } from "../action.ts";
import type { RowFacts } from "../gate/model-rows.ts";
import type { Table } from "../tables/table.ts";
import { readData } from "./read-data.ts";

/**
 * A file of predictions, CSV or Parquet, with identities and groups as texts, and labels too where they are known to be
 * classes: as numbers, some would not be what they were.
 */
export function readPredictions(
  { files, signal, csvKernel: kernel }: Pick<Context, "files" | "signal" | "csvKernel">,
  file: string,
  { task, group = [] }: Pick<RowFacts, "task" | "group"> = {},
): Promise<Table> {
  const text = { type: "text" as const };
  const labels = task === "classification" ? ["actual", "predicted"] : [];
  const names = ["row_id", "mlops_row_id", ...labels, ...group];
  const columns = Object.fromEntries(names.map((name) => [name, text]));
  return readData(files, file, { signal, kernel, columns });
}
