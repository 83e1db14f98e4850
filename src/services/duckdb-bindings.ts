declare const handle: unique symbol;
interface Handle<Name extends string> {
  readonly [handle]: Name;
}

/** A connection to a database. */
export type Connection = Handle<"connection">;
/** A statement that is bound to its tables. */
export type Prepared = Handle<"prepared">;
type Config = Handle<"config">;
type Database = Handle<"database">;
type Extracted = Handle<"extracted">;
type Result = Handle<"result">;
type Chunk = Handle<"chunk">;
/** A column of a chunk. */
export type Vector = Handle<"vector">;
type LogicalType = Handle<"type">;
type Appender = Handle<"appender">;

/** What is used of duckdb.node, which has DuckDB's C API by its names: https://duckdb.org/docs/stable/clients/c/api */
export interface DuckDbBindings {
  create_config(): Config;
  set_config(config: Config, name: string, option: string): void;
  open(path: string, config: Config): Promise<Database>;
  connect(database: Database): Promise<Connection>;
  query(connection: Connection, sql: string): Promise<Result>;

  extract_statements(
    connection: Connection,
    sql: string,
  ): Promise<{ extracted_statements: Extracted; statement_count: number }>;
  prepare_extracted_statement(
    connection: Connection,
    statements: Extracted,
    index: number,
  ): Promise<Prepared>;
  prepare(connection: Connection, sql: string): Promise<Prepared>;
  nparams(prepared: Prepared): number;
  prepared_statement_type(prepared: Prepared): number;
  prepared_statement_column_count(prepared: Prepared): number;
  prepared_statement_column_name(prepared: Prepared, index: number): string;
  prepared_statement_column_type(prepared: Prepared, index: number): number;
  bind_varchar(prepared: Prepared, index: number, value: string): void;
  /** The whole result: that of `execute_prepared_streaming` ends without a word where an error comes later. */
  execute_prepared(prepared: Prepared): Promise<Result>;

  fetch_chunk(result: Result): Promise<Chunk | null>;
  data_chunk_get_size(chunk: Chunk): number;
  data_chunk_get_vector(chunk: Chunk, column: number): Vector;
  vector_get_data(vector: Vector, bytes: number): Uint8Array;
  get_data_from_pointer(buffer: ArrayBufferLike, offset: number, bytes: number): Uint8Array;

  create_logical_type(type: number): LogicalType;
  create_data_chunk(types: readonly LogicalType[]): Chunk;
  data_chunk_reset(chunk: Chunk): void;
  data_chunk_set_size(chunk: Chunk, size: number): void;
  copy_data_to_vector(
    vector: Vector,
    at: number,
    source: ArrayBufferLike,
    offset: number,
    bytes: number,
  ): void;
  vector_ensure_validity_writable(vector: Vector): void;
  copy_data_to_vector_validity(
    vector: Vector,
    at: number,
    source: ArrayBufferLike,
    offset: number,
    bytes: number,
  ): void;
  vector_assign_string_element_len(vector: Vector, index: number, text: Uint8Array): void;
  appender_create(connection: Connection, schema: string, table: string): Appender;
  append_data_chunk(appender: Appender, chunk: Chunk): void;
  appender_close_sync(appender: Appender): void;
}

/** Numbers of `duckdb_type` and `duckdb_statement_type` in duckdb.h. */
export const duckdbNumbers = {
  boolean: 1,
  bigint: 5,
  ubigint: 9,
  double: 11,
  timestamp: 12,
  date: 13,
  varchar: 17,
  tinyint: 2,
  select: 1,
} as const;
