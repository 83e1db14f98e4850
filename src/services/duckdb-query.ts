import type { QueryAnswer, QueryProblem } from "../checks/query.ts";
import { type Connection, type DuckDbBindings, duckdbNumbers, type Prepared } from "./duckdb-bindings.ts";
import { findForeignFunction, type SerializedSql, withRowId } from "./duckdb-select.ts";

const keptRows = 100;
const view = '"mlops returned"';

/**
 * Counts the rows that a SELECT returns, and finds which rows of `data` they are: by its column `rowid`, which plain
 * SELECTs get. Everything but one SELECT over the tables that are there is refused before it is bound.
 */
export async function countReturned(
  duckdb: DuckDbBindings,
  connection: Connection,
  sql: string,
): Promise<QueryAnswer | QueryProblem> {
  let isBound = false;
  try {
    const { extracted_statements, statement_count } = await duckdb.extract_statements(connection, sql);
    if (statement_count > 1)
      return refused(`it has ${statement_count} statements, and a check is one SELECT`);
    const json = await textOf(duckdb, connection, "SELECT json_serialize_sql($1::VARCHAR)", sql);
    const flaw = flawOf(json, sql);
    if (flaw) return flaw;
    const prepared = await duckdb.prepare_extracted_statement(connection, extracted_statements, 0);
    if (duckdb.prepared_statement_type(prepared) !== duckdbNumbers.select) return refused(onlySelect);
    if (duckdb.nparams(prepared) > 0) return refused("it has parameters, and there are no values for them");
    await duckdb.query(connection, `CREATE OR REPLACE TEMP VIEW ${view} AS ${sql}`);
    const isLocated =
      (await hasRowId(duckdb, connection)) || (await locate(duckdb, connection, withRowId(json)));
    isBound = true;
    return await count(duckdb, connection, isLocated);
  } catch (error) {
    return explain(error, sql, isBound);
  }
}

const onlySelect = "a check is one SELECT, and nothing else is allowed";

function refused(message: string, offset?: number): QueryProblem {
  return { problem: "query", message, ...(offset === undefined ? {} : { offset }) };
}

/** What is wrong with the statement before it is looked up what it names. */
function flawOf(json: string, sql: string): QueryProblem | undefined {
  const parsed = JSON.parse(json) as SerializedSql;
  if (parsed.error)
    return /^Only SELECT/.test(parsed.error_message ?? "")
      ? refused(onlySelect)
      : refused(cleaned(parsed.error_message ?? ""), offsetOf(sql, parsed.position));
  if (parsed.statements?.length !== 1) return refused(onlySelect);
  const foreign = findForeignFunction(parsed);
  if (foreign === undefined) return undefined;
  return refused(
    `${foreign.name}() is not allowed: a check sees the data and nothing else`,
    offsetOf(sql, foreign.at),
  );
}

/** Whether what is returned has whole numbers named `rowid`. */
async function hasRowId(duckdb: DuckDbBindings, connection: Connection): Promise<boolean> {
  const prepared = await duckdb.prepare(connection, `SELECT * FROM ${view}`);
  const columns = Array.from({ length: duckdb.prepared_statement_column_count(prepared) }, (_, index) => ({
    name: duckdb.prepared_statement_column_name(prepared, index),
    type: duckdb.prepared_statement_column_type(prepared, index),
  }));
  const { tinyint, ubigint } = duckdbNumbers;
  return columns.some(({ name, type }) => /^rowid$/i.test(name) && type >= tinyint && type <= ubigint);
}

/** Puts the statement with `rowid` in the view's place; the view stays as it was where that cannot be. */
async function locate(
  duckdb: DuckDbBindings,
  connection: Connection,
  json: string | undefined,
): Promise<boolean> {
  if (json === undefined) return false;
  try {
    const sql = await textOf(duckdb, connection, "SELECT json_deserialize_sql($1::JSON)", json);
    await duckdb.query(connection, `CREATE OR REPLACE TEMP VIEW ${view} AS ${sql}`);
    return await hasRowId(duckdb, connection);
  } catch {
    return false;
  }
}

async function count(
  duckdb: DuckDbBindings,
  connection: Connection,
  isLocated: boolean,
): Promise<QueryAnswer> {
  if (!isLocated) {
    const prepared = await duckdb.prepare(connection, `SELECT count(*) FROM ${view}`);
    const [returned = 0] = await wholeNumbers(duckdb, prepared);
    return { returned, first: [] };
  }
  const prepared = await duckdb.prepare(
    connection,
    `WITH returned AS MATERIALIZED (SELECT rowid::BIGINT AS id FROM ${view})
     SELECT count(*)::BIGINT FROM returned UNION ALL
     (SELECT DISTINCT id FROM returned WHERE id >= 0 ORDER BY id LIMIT ${keptRows})`,
  );
  const [returned = 0, ...first] = await wholeNumbers(duckdb, prepared);
  return { returned, first };
}

/** The first column of a result. */
async function wholeNumbers(duckdb: DuckDbBindings, prepared: Prepared): Promise<number[]> {
  const result = await duckdb.execute_prepared(prepared);
  const numbers: number[] = [];
  for (;;) {
    const chunk = await duckdb.fetch_chunk(result);
    const size = chunk === null ? 0 : duckdb.data_chunk_get_size(chunk);
    if (chunk === null || size === 0) return numbers;
    const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 0), size * 8);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let i = 0; i < size; i++) numbers.push(Number(view.getBigInt64(i * 8, true)));
  }
}

/** The one text that a statement with one parameter gives. A text of 12 bytes or fewer lies in its place, others elsewhere. */
async function textOf(
  duckdb: DuckDbBindings,
  connection: Connection,
  sql: string,
  argument: string,
): Promise<string> {
  const prepared = await duckdb.prepare(connection, sql);
  duckdb.bind_varchar(prepared, 1, argument);
  const chunk = await duckdb.fetch_chunk(await duckdb.execute_prepared(prepared));
  if (chunk === null) throw new Error("no text came back");
  const place = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 0), 16);
  const length = new DataView(place.buffer, place.byteOffset).getUint32(0, true);
  const bytes =
    length <= 12
      ? place.subarray(4, 4 + length)
      : duckdb.get_data_from_pointer(place.buffer, place.byteOffset + 8, length);
  return new TextDecoder().decode(bytes);
}

/** Kinds of errors that speak of the query and the names in it; all others may quote values. */
const spokenKinds = new Set(["Parser", "Binder", "Catalog", "Syntax", "Not implemented"]);

const valueProblems: Readonly<Record<string, string>> = {
  Conversion: "a value cannot be converted to the type that the query asks for; TRY_CAST gives NULL there",
  "Out of Range": "a number is out of range",
  "Divide by Zero": "a number is divided by zero",
  "Invalid Input": "a function got a value that it cannot take",
};

function explain(error: unknown, sql: string, isBound: boolean): QueryProblem {
  const text = error instanceof Error ? error.message : String(error);
  const { kind, message, position } = readError(text);
  if (kind === "Out of Memory") return { problem: "memory" };
  if (kind === "Permission")
    return refused("it reaches for a file, and a check sees the data and nothing else");
  if (!isBound && kind !== undefined && spokenKinds.has(kind))
    return refused(cleaned(message), offsetOf(sql, position));
  return { problem: "value", message: valueProblems[kind ?? ""] ?? `DuckDB stops with ${aKind(kind)}` };
}

function aKind(kind: string | undefined): string {
  return kind === undefined || !/^[A-Za-z ]{1,40}$/.test(kind) ? "an error" : `an error of kind "${kind}"`;
}

/** DuckDB's errors are JSON (`errors_as_json`), some behind a word on their kind. */
function readError(text: string): { kind?: string; message: string; position?: string } {
  try {
    const parsed = JSON.parse(text.slice(Math.max(0, text.indexOf("{"))));
    return {
      kind: String(parsed.exception_type),
      message: String(parsed.exception_message),
      position: parsed.position,
    };
  } catch {
    return { message: text };
  }
}

/** One line of what DuckDB says, without its advice on extensions. */
function cleaned(message: string): string {
  const [first = ""] = message.split(/\n\n/);
  const line = first
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .replace(/[.!]$/, "");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** DuckDB counts bytes. */
function offsetOf(sql: string, position: string | number | undefined): number | undefined {
  const bytes = Number(position ?? Number.NaN);
  const text = new TextEncoder().encode(sql);
  return bytes >= 0 && bytes <= text.length
    ? new TextDecoder().decode(text.subarray(0, bytes)).length
    : undefined;
}
