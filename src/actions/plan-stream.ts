import type { Context } from "../action.ts";
import type { PartPlan } from "../parts/open-plan.ts";
import type { Files } from "../services/files.ts";
import { showAddress } from "../tables/address.ts";
import { type CsvPlan, scanCsvPart } from "../tables/csv-part.ts";
import { findCompression, findFormat } from "../tables/file-format.ts";
import { planCsv } from "../tables/plan-csv.ts";
import type { Table } from "../tables/table.ts";
import { findPlain } from "./plain-copy.ts";

/** How a large file is read. */
export interface StreamPlan {
  plan: PartPlan;
  /** Where threads find it. */
  path: string;
  /** Rows, about. */
  rows: number;
  /** What there is to read: bytes, or rows of Parquet. */
  size: number;
  /** The first rows, or none. */
  first: Table;
}

/** Plans to read a file part by part; undefined where it has to be read as a whole. Throws UserError. */
export async function planStream(
  context: Pick<Context, "scratch" | "log" | "signal" | "project">,
  files: Files,
  path: string,
  leastBytes: number,
): Promise<StreamPlan | undefined> {
  const { columns: declared, csv } = context.project.config.data;
  const source = showAddress(path);
  const start = await files.readRange(path, 0, 16);
  if (findCompression(start, source) === undefined && findFormat(start, source) === "parquet")
    return csv === undefined ? planParquetFile(files, path, { source, declared, leastBytes }) : undefined;
  const { encoding, ...dialect } = csv ?? {};
  const plain = await findPlain(context, files, { path, source, encoding, leastBytes });
  if (plain === undefined) return undefined;
  const { head, bytes: size } = plain;
  const plan = planCsv(head, size, { source, declared, ...dialect });
  if (plan === undefined) return undefined;
  return { plan, path: plain.path, rows: rowsByHead(plan, head), size, first: firstRows(plan, head) };
}

async function planParquetFile(
  files: Files,
  path: string,
  options: { source: string; declared: Context["project"]["config"]["data"]["columns"]; leastBytes: number },
): Promise<StreamPlan | undefined> {
  const bytes = (await files.size(path)) ?? 0;
  const place = await files.locate(path);
  if (place === undefined || bytes < options.leastBytes) return undefined;
  const { planParquet, withoutRows } = await import("../tables/parquet-part.ts");
  const readRange = (start: number, end: number) => files.readRange(path, start, end);
  const plan = await planParquet({ bytes, readRange }, options);
  const rows = plan.groups.reduce((sum, each) => sum + each, 0);
  return rows === 0 ? undefined : { plan, path: place, rows, size: rows, first: withoutRows(plan) };
}

function firstRows(plan: CsvPlan, head: Uint8Array): Table {
  const end = plan.planned;
  const read = (position: number, target: Uint8Array): number => {
    const bytes = head.subarray(position, Math.min(end, position + target.length));
    target.set(bytes);
    return bytes.length;
  };
  return scanCsvPart(read, { ...plan, bytes: end }, { from: plan.start, to: end, isExact: true }, undefined)
    .table;
}

function rowsByHead(plan: CsvPlan, head: Uint8Array): number {
  let lines = 0;
  for (let i = plan.start; i < head.length; i++) if (head[i] === 10) lines++;
  return Math.ceil((lines / Math.max(1, head.length - plan.start)) * plan.bytes);
}
