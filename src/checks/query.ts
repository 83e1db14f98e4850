/** What a query found: the rows that it returns are failures. */
export interface QueryAnswer {
  /** Rows that it returns. */
  returned: number;
  /** The first rows of the table, as indices from 0, that it says are at fault; empty where it says none. */
  first: number[];
}

/** Why a query has no answer. No text in it holds values of the data. */
export type QueryProblem =
  /** The query cannot be run; `offset` is where in its text, in UTF-16 code units. */
  | { problem: "query"; message: string; offset?: number | undefined }
  /** It met a value that it cannot compute with. */
  | { problem: "value"; message: string }
  /** It needed more than it may have, or brought the engine down. */
  | { problem: "memory" | "time" | "crash" };

/** Runs one SELECT over the table `data`; `timeout` is in milliseconds. */
export type RunQuery = (sql: string, options: { timeout: number }) => Promise<QueryAnswer | QueryProblem>;
