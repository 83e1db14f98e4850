import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import type { QueryAnswer, QueryProblem } from "../checks/query.ts";
import { UserError } from "../errors.ts";
import type { Table } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { exchange, type NoReply, startServing } from "./child-exchange.ts";
import type { SentColumn } from "./duckdb-append.ts";
import { type DuckDbReply, type DuckDbRequest, memoryExitCode } from "./duckdb-process.ts";

/** DuckDB in a process of its own. */
export interface DuckDb {
  open(options: DuckDbOptions): Promise<DuckDbSession>;
}

/** How a session is opened. */
export interface DuckDbOptions {
  /** Folder of the native package. */
  folder: string;
  /** Bytes that DuckDB may have; the process ends 1 GiB above. Default: 2 GiB, or 1 GiB where it may use a file. */
  memory?: number;
  /** Default: 2. */
  threads?: number;
  /** Whether the data may be larger than memory: they are then kept in a file in the scratch folder. */
  isLarge?: boolean;
  signal: AbortSignal;
}

/** A database in memory with tables of ours, and nothing else in reach. Requests run one after the other. */
export interface DuckDbSession {
  /** Adds rows to a table, which the first call makes; a table may come in parts that have the same columns. */
  append(name: string, part: Pick<Table, "rows" | "columns">): Promise<void>;
  /** Counts what a SELECT returns; `timeout` is in milliseconds. */
  query(sql: string, options: { timeout: number }): Promise<QueryAnswer | QueryProblem>;
  /** False once a query took the process with it: open another session then. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** No DuckDB, for tests. */
export const noDuckDb: DuckDb = { open: () => Promise.reject(new Error("no DuckDB in this test")) };

/**
 * Starts `entry` (a module that calls `serveDuckDb`) for each session: a query that crashes DuckDB, runs too long or
 * takes too much memory ends that process and not ours. It has no environment and no way to the network or to files
 * but what the sandbox of `serveDuckDb` leaves.
 */
export function createDuckDb(machine: {
  entry: URL;
  env: Record<string, string>;
  /** Scratch folder. */
  temp: string;
}): DuckDb {
  const { entry, env, temp } = machine;
  return {
    async open({ folder, isLarge = false, memory = isLarge ? 2 ** 30 : 2 ** 31, threads = 2, signal }) {
      const scratch = isLarge ? await mkdtemp(path.join(temp, "mlops-duckdb-")) : undefined;
      const child = await startServing(entry, { env, signal });
      let last: Promise<unknown> = Promise.resolve();
      const ask = (request: DuckDbRequest, timeout?: number): Promise<DuckDbReply> => {
        const reply = last
          .then(() => exchange<DuckDbRequest, DuckDbReply>(child, request, { timeout, signal }))
          .then(replyOf);
        last = reply.catch(() => {});
        return reply;
      };
      const session: DuckDbSession = {
        async append(name, part) {
          const columns = sentColumns(part);
          requireDone(await ask({ append: name, rows: part.rows, columns }), "take the data");
        },
        async query(sql, { timeout }) {
          const reply = await ask({ query: sql }, timeout);
          return "answer" in reply ? reply.answer : { problem: "crash" };
        },
        isOpen: () => child.connected && child.exitCode === null && !child.killed,
        async close() {
          child.kill("SIGKILL");
          if (scratch !== undefined) await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
        },
      };
      try {
        const open = { module: `${folder}/duckdb.node`, memory, threads, scratch };
        requireDone(await ask({ open }), "start");
      } catch (error) {
        await session.close();
        throw error;
      }
      return session;
    },
  };
}

/** A reply, or how the process ended without one. */
function replyOf(reply: DuckDbReply | NoReply): DuckDbReply {
  if (!("ended" in reply)) return reply;
  const problem = reply.exitCode === memoryExitCode ? "memory" : "crash";
  return { answer: { problem: reply.ended === "time" ? "time" : problem } };
}

const endings = {
  time: "it takes too long",
  memory: "there is not enough memory",
  crash: "its process ends",
};

/** Throws UserError for every reply but that it is done. What the process says may quote the data, but not at the start. */
function requireDone(reply: DuckDbReply, act: "start" | "take the data"): void {
  if ("done" in reply) return;
  const failure = "failure" in reply && act === "start" ? `: ${reply.failure.split("\n", 1)[0]}` : "";
  const ending = "answer" in reply && "problem" in reply.answer ? reply.answer.problem : undefined;
  const reason =
    ending !== undefined && ending in endings ? `: ${endings[ending as keyof typeof endings]}` : failure;
  throw new UserError(`Cannot run SQL checks: DuckDB does not ${act}${reason}`);
}

/** Columns as they are sent: missing texts keep the code -1, numbers NaN. */
function sentColumns({ rows, columns }: Pick<Table, "rows" | "columns">): SentColumn[] {
  return columns.map((column): SentColumn => {
    const { name, type } = column;
    const cells = column.kind === "text" ? column.codes : column.values;
    if (cells.length !== rows) throw new Error(`"${name}" has ${cells.length} cells in ${rows} rows`);
    if (column.kind === "numeric") return { name, type, values: column.values };
    const { bytes, offsets, size } = textEntries(column);
    return {
      name,
      type,
      codes: column.codes,
      bytes: bytes.subarray(0, offsets[size]),
      offsets: offsets.subarray(0, size + 1),
    };
  });
}
