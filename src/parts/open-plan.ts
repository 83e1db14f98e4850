import type { ColumnEvidence } from "../tables/column-evidence.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import {
  type CsvPlan,
  createPartRoom,
  type PartRange,
  type ReadAt,
  scanCsvPart,
} from "../tables/csv-part.ts";
import type { ParquetPlan } from "../tables/parquet-part.ts";
import type { Table } from "../tables/table.ts";

/** How a file is read part by part. */
export type PartPlan = CsvPlan | ParquetPlan;

/** The rows of a part, valid until the next one is read. */
export interface ReadPart {
  table: Table;
  start: number;
  next: number;
  lines: number;
  /** What a CSV file's types are to be told from. */
  evidence: ColumnEvidence[];
  /** Columns of a Parquet file that are text, other than expected. */
  texts: string[];
}

/** Opens a file by its plan; the answer reads one part. */
export function openPlan(
  plan: PartPlan,
  read: ReadAt,
  kernel: (() => CsvKernel) | undefined,
): (range: PartRange) => Promise<ReadPart> {
  if (plan.format === "csv") {
    const room = createPartRoom();
    return async (range) => ({ ...scanCsvPart(read, plan, range, kernel, room), texts: [] });
  }
  let opened: ReturnType<typeof openParquet> | undefined;
  return async (range) => {
    opened ??= openParquet(plan, read);
    const { table, texts } = await (await opened)(range);
    return { table, texts, start: range.from, next: range.to, lines: 0, evidence: [] };
  };
}

async function openParquet(plan: ParquetPlan, read: ReadAt) {
  const { openParquetParts } = await import("../tables/parquet-part.ts");
  const readRange = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(end - start);
    return bytes.subarray(0, read(start, bytes));
  };
  return openParquetParts({ bytes: plan.bytes, readRange }, plan);
}
