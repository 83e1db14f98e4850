import { type CsvOptions, readCsv } from "../../src/tables/read-csv.ts";
import type { Table } from "../../src/tables/table.ts";

/** Reads a text or bytes as a CSV file `data.csv`, in chunks of the given size. */
export function readText(
  content: string | Uint8Array,
  options: Partial<CsvOptions> = {},
  chunk = 1 << 16,
): Promise<Table> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  async function* open(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return readCsv(open, { source: "data.csv", bytes: bytes.length, ...options });
}
