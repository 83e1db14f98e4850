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

/** What queries may name. */
export interface Queried {
  /** The table `data`. */
  data: Table;
  /** Names of other tables, which are read when a query first names them. */
  sets: readonly string[];
  loadSet(name: string): Promise<Table>;
}

/**
 * Queries over tables by their names, which DuckDB gets at the first query that needs them, and again after one that took
 * its process down. Throws UserError where it cannot be had, or a table is none for SQL.
 */
export function openQueries(
  { natives, duckdb, signal }: Pick<Context, "natives" | "duckdb" | "signal">,
  { data, sets, loadSet }: Queried,
  /** The input `native-packages`. */
  from: string | undefined,
): Queries {
  let session: DuckDbSession | undefined;
  let given = new Set<string>();
  async function open(): Promise<DuckDbSession> {
    await session?.close();
    refuseAlike(data);
    const folder = await natives.locate(nativePackages.duckdb, from);
    given = new Set();
    session = await duckdb.open({ folder, isLarge: data.eachPart !== undefined || sets.length > 0, signal });
    await give(session, "data", data);
    return session;
  }
  async function give(to: DuckDbSession, name: string, table: Table): Promise<void> {
    refuseAlike(table);
    try {
      if (table.eachPart !== undefined) await table.eachPart((part) => to.append(name, part));
      else await to.append(name, table.load === undefined ? table : await table.load());
    } catch (error) {
      await to.close();
      throw error;
    }
    given.add(name);
  }
  return {
    async run(sql, options) {
      const current = session?.isOpen() ? session : await open();
      const isNamed = (name: string): boolean => sql.toLowerCase().includes(name.toLowerCase());
      for (const name of sets)
        if (name.toLowerCase() !== "data" && !given.has(name) && isNamed(name))
          await give(current, name, await loadSet(name));
      return current.query(sql, options);
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
