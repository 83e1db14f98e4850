import type { ColumnType } from "../tables/table.ts";
import { type Connection, type DuckDbBindings, duckdbNumbers, type Vector } from "./duckdb-bindings.ts";

/** A column on its way to DuckDB. Texts are UTF-8: entry i is `bytes[offsets[i]] … bytes[offsets[i + 1] - 1]`. */
export type SentColumn = { name: string; type: ColumnType } & (
  | { values: Float64Array }
  | { codes: Int32Array; bytes: Uint8Array; offsets: Uint32Array }
);

/** DuckDB's vectors hold so many rows. */
const chunkRows = 2048;

/** How values of a type lie in a vector of DuckDB's. */
interface Layout {
  sql: string;
  type: number;
  bytes: number;
  /** Writes `values[from … from + count)`, of which missing ones may come out as anything. */
  write(values: Float64Array, from: number, count: number, to: DataView): void;
}

const double: Layout = {
  sql: "DOUBLE",
  type: duckdbNumbers.double,
  bytes: 8,
  write(values, from, count, to) {
    for (let i = 0; i < count; i++) to.setFloat64(i * 8, values[from + i]!, true);
  },
};

const layouts: Readonly<Record<Exclude<ColumnType, "text">, Layout>> = {
  number: double,
  integer: {
    sql: "BIGINT",
    type: duckdbNumbers.bigint,
    bytes: 8,
    write: (values, from, count, to) => writeWhole(values, from, count, to, 1),
  },
  boolean: {
    sql: "BOOLEAN",
    type: duckdbNumbers.boolean,
    bytes: 1,
    write(values, from, count, to) {
      for (let i = 0; i < count; i++) to.setUint8(i, values[from + i] === 1 ? 1 : 0);
    },
  },
  date: {
    sql: "DATE",
    type: duckdbNumbers.date,
    bytes: 4,
    write(values, from, count, to) {
      for (let i = 0; i < count; i++) to.setInt32(i * 4, values[from + i]! / 86_400_000, true);
    },
  },
  datetime: {
    sql: "TIMESTAMP",
    type: duckdbNumbers.timestamp,
    bytes: 8,
    write: (values, from, count, to) => writeWhole(values, from, count, to, 1000),
  },
};

/** 64-bit integers from values below 2^53, by halves: bigints take ten times as long. */
function writeWhole(values: Float64Array, from: number, count: number, to: DataView, factor: number): void {
  for (let i = 0; i < count; i++) {
    const whole = Math.round(values[from + i]! * factor);
    to.setUint32(i * 8, whole, true); // modulo 2^32, as ECMAScript's ToUint32 has it
    to.setInt32(i * 8 + 4, Math.floor(whole / 2 ** 32), true);
  }
}

/** The statement that makes a table for these columns. */
export function createTableSql(name: string, columns: readonly SentColumn[]): string {
  const list = columns.map((column) => `${quoted(column.name)} ${sqlTypeOf(column.type)}`);
  return `CREATE TABLE ${quoted(name)} (${list.join(", ")})`;
}

/** A name as SQL has it whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function sqlTypeOf(type: ColumnType): string {
  return type === "text" ? "VARCHAR" : layouts[type].sql;
}

/** Adds rows to a table that has these columns. What is missing becomes NULL. */
export function appendRows(
  duckdb: DuckDbBindings,
  connection: Connection,
  table: string,
  { rows, columns }: { rows: number; columns: readonly SentColumn[] },
): void {
  const types = columns.map(({ type }) =>
    duckdb.create_logical_type(type === "text" ? duckdbNumbers.varchar : layouts[type].type),
  );
  const writers = columns.map((column) => writerOf(duckdb, column));
  const chunk = duckdb.create_data_chunk(types);
  const appender = duckdb.appender_create(connection, "main", table);
  for (let from = 0; from < rows; from += chunkRows) {
    const count = Math.min(chunkRows, rows - from);
    duckdb.data_chunk_reset(chunk);
    for (const [index, write] of writers.entries())
      write(duckdb.data_chunk_get_vector(chunk, index), from, count);
    duckdb.data_chunk_set_size(chunk, count);
    duckdb.append_data_chunk(appender, chunk);
  }
  duckdb.appender_close_sync(appender);
}

/** Writes `count` rows of a column, from row `from` on, into a vector. */
type Writer = (vector: Vector, from: number, count: number) => void;

function writerOf(duckdb: DuckDbBindings, column: SentColumn): Writer {
  const validity = new Uint8Array(chunkRows / 8);
  const writeValidity = (vector: Vector, count: number, isMissing: (i: number) => boolean): void => {
    validity.fill(255);
    for (let i = 0; i < count; i++) if (isMissing(i)) validity[i >> 3]! &= ~(1 << (i & 7));
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, validity.length);
  };
  if ("codes" in column) {
    const { codes } = column;
    const writeTexts = textWriter(duckdb, column);
    return (vector, from, count) => {
      writeValidity(vector, count, (i) => codes[from + i]! < 0);
      writeTexts(vector, from, count);
    };
  }
  const { values, type } = column;
  const layout = type === "text" ? double : layouts[type];
  const scratch = new DataView(new ArrayBuffer(chunkRows * 8));
  return (vector, from, count) => {
    writeValidity(vector, count, (i) => Number.isNaN(values[from + i]));
    layout.write(values, from, count, scratch);
    duckdb.copy_data_to_vector(vector, 0, scratch.buffer, 0, count * layout.bytes);
  };
}

/** A text of so many bytes lies in its vector, behind its length (duckdb.h, `duckdb_string_t`); longer ones elsewhere. */
const mostInlined = 12;

/** Copies short texts a chunk at a time, which is more than twice as fast as handing over each. */
function textWriter(
  duckdb: DuckDbBindings,
  { codes, bytes, offsets }: { codes: Int32Array; bytes: Uint8Array; offsets: Uint32Array },
): Writer {
  const size = offsets.length - 1;
  const cells = new Uint8Array(size * 16);
  const long: (Uint8Array | undefined)[] = [];
  for (let code = 0; code < size; code++) {
    const text = bytes.subarray(offsets[code], offsets[code + 1]);
    if (text.length > mostInlined) long[code] = text;
    else {
      cells[code * 16] = text.length;
      cells.set(text, code * 16 + 4);
    }
  }
  const words = new Uint32Array(cells.buffer);
  const scratch = new Uint32Array(chunkRows * 4);
  return (vector, from, count) => {
    scratch.fill(0);
    for (let i = 0; i < count; i++) {
      const code = codes[from + i]!;
      if (code >= 0) for (let word = 0; word < 4; word++) scratch[i * 4 + word] = words[code * 4 + word]!;
    }
    duckdb.copy_data_to_vector(vector, 0, scratch.buffer, 0, count * 16);
    for (let i = 0; i < count; i++) {
      const text = long[codes[from + i]!];
      if (text !== undefined) duckdb.vector_assign_string_element_len(vector, i, text);
    }
  };
}
