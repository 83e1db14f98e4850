import type { Pool } from "../learn/pool.ts";

/** Threads for long computation, so that the main thread stays free to obey signals. */
export interface Workers {
  /** A pool of at most `threads` threads (default: all cores). Closed by the runner at the end. */
  pool(threads?: number): Pool;
  close(): Promise<void>;
}
