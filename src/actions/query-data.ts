import type { Context } from "../action.ts";
import type { RunQuery } from "../checks/query.ts";
import { UserError } from "../errors.ts";
import type { DuckDbSession } from "../services/duckdb.ts";
import { nativePackages } from "../services/native-package.ts";
import type { Table } from "../tables/table.ts";

/** Runs queries over tables until it is closed. */
export interface Queries {
  run: RunQuery;
  close(): Promise<void>;
}

/**
 * Queries over tables by their names, which DuckDB gets at the first query, and again after one that took its process
 * down. Throws UserError where it cannot be had, or a table is none for SQL.
 */
export function openQueries(
  { natives, duckdb, signal }: Pick<Context, "natives" | "duckdb" | "signal">,
  tables: Readonly<Record<string, Table>>,
  /** The input `native-packages`. */
  from: string | undefined,
): Queries {
  let session: DuckDbSession | undefined;
  async function open(): Promise<DuckDbSession> {
    for (const table of Object.values(tables)) refuseAlike(table);
    const folder = await natives.locate(nativePackages.duckdb, from);
    const isLarge = Object.values(tables).some(({ eachPart }) => eachPart !== undefined);
    const opened = await duckdb.open({ folder, isLarge, signal });
    try {
      for (const [name, table] of Object.entries(tables))
        if (table.eachPart !== undefined) await table.eachPart((part) => opened.append(name, part));
        else await opened.append(name, table.load === undefined ? table : await table.load());
    } catch (error) {
      await opened.close();
      throw error;
    }
    return opened;
  }
  return {
    async run(sql, options) {
      if (!session?.isOpen()) {
        await session?.close();
        session = await open();
      }
      return session.query(sql, options);
    },
    close: async () => session?.close(),
  };
}

/** SQL does not tell capital letters in names. */
function refuseAlike({ source, columns }: Table): void {
  const names = new Map<string, string>();
  for (const { name } of columns) {
    const other = names.get(name.toLowerCase());
    if (other !== undefined)
      throw new UserError(
        `Cannot run SQL checks on "${source}": columns "${other}" and "${name}" are one name to SQL`,
        { file: source, hint: "Rename one of them" },
      );
    names.set(name.toLowerCase(), name);
  }
}
