import { tmpdir } from "node:os";
import { createDuckDb, type DuckDbSession } from "../../src/services/duckdb.ts";
import type { Table } from "../../src/tables/table.ts";
import { requireTool } from "../require-tool.ts";

/** The real DuckDB, by its sources. */
export const realDuckDb = createDuckDb({
  entry: new URL("../../src/runner/duckdb.ts", import.meta.url),
  env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
  temp: tmpdir(),
});

/** A session with these tables. */
export async function openSession(
  tables: Readonly<Record<string, Pick<Table, "rows" | "columns">>>,
  options: { memory?: number; signal?: AbortSignal; isLarge?: boolean } = {},
): Promise<DuckDbSession> {
  const session = await realDuckDb.open({
    folder: requireTool("duckdb"),
    signal: new AbortController().signal,
    ...options,
  });
  for (const [name, table] of Object.entries(tables)) await session.append(name, table);
  return session;
}
