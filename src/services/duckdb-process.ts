import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { QueryAnswer, QueryProblem } from "../checks/query.ts";
import { appendRows, createTableSql, type SentColumn } from "./duckdb-append.ts";
import type { Connection, DuckDbBindings } from "./duckdb-bindings.ts";
import { countReturned } from "./duckdb-query.ts";

/** Bounds of a database. With `scratch`, an empty folder, it is kept in a file there; else in memory. */
interface Sandbox {
  /** Bytes. */
  memory: number;
  threads: number;
  scratch: string | undefined;
}

/** From the session to its process; each has one reply. */
export type DuckDbRequest =
  | { open: Sandbox & { module: string } }
  | { append: string; rows: number; columns: SentColumn[] }
  | { query: string };

/** From the process to its session. `failure` is what no query is to blame for. */
export type DuckDbReply = { done: true } | { answer: QueryAnswer | QueryProblem } | { failure: string };

/** How the process ends when it has more memory than it may have. */
export const memoryExitCode = 77;

/** Beyond DuckDB's own limit, which not all of its functions obey: for Node, the library and what it lost count of. */
const spareMemory = 1 << 30;

/** The process's side of a session: serves requests one after the other until its parent is gone. */
export function serveDuckDb(
  channel: Pick<NodeJS.Process, "on" | "send" | "exit" | "memoryUsage">,
  load: (module: string) => DuckDbBindings,
): void {
  let duckdb: DuckDbBindings;
  let connection: Connection;
  const tables = new Set<string>();
  const serve = async (request: DuckDbRequest): Promise<DuckDbReply> => {
    if ("open" in request) {
      const { module, memory } = request.open;
      const watch = (): void => {
        if (channel.memoryUsage.rss() > memory + spareMemory) channel.exit(memoryExitCode);
      };
      setInterval(watch, 20);
      duckdb = load(module);
      connection = await openSandbox(duckdb, request.open);
      return { done: true };
    }
    if ("append" in request) {
      const { append: name, rows, columns } = request;
      if (!tables.has(name)) await duckdb.query(connection, createTableSql(name, columns));
      tables.add(name);
      appendRows(duckdb, connection, name, { rows, columns });
      return { done: true };
    }
    return { answer: await countReturned(duckdb, connection, request.query) };
  };
  channel.on("disconnect", () => channel.exit());
  channel.on("message", (request: DuckDbRequest) => {
    serve(request)
      .catch(failed)
      .then((reply) => channel.send?.(reply));
  });
}

function failed(error: unknown): DuckDbReply {
  const failure = error instanceof Error ? error.message : String(error);
  return failure.includes('"Out of Memory"') ? { answer: { problem: "memory" } } : { failure };
}

/** Where memory runs out, this process is the one to end; only Linux can be told. */
export async function volunteerForOutOfMemory(): Promise<void> {
  await writeFile("/proc/self/oom_score_adj", "1000").catch(() => {});
}

/**
 * A database that reaches nothing outside: no files but its own, no network, no extensions, and no way to change that.
 * https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
async function openSandbox(
  duckdb: DuckDbBindings,
  { memory, threads, scratch }: Sandbox,
): Promise<Connection> {
  const config = duckdb.create_config();
  const settings = {
    // First: it cannot be set once there is no access.
    temp_directory: scratch === undefined ? "" : path.join(scratch, "spill"),
    enable_external_access: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    allow_persistent_secrets: "false",
    memory_limit: `${memory}B`,
    threads: String(threads),
    errors_as_json: "true",
  };
  for (const [name, value] of Object.entries(settings)) duckdb.set_config(config, name, value);
  const file = scratch === undefined ? ":memory:" : path.join(scratch, "data.duckdb");
  const connection = await duckdb.connect(await duckdb.open(file, config));
  await duckdb.query(connection, "SET TimeZone = 'UTC'");
  if (scratch === undefined) await duckdb.query(connection, "SET disabled_filesystems = 'LocalFileSystem'");
  await duckdb.query(connection, "SET lock_configuration = true");
  return connection;
}
