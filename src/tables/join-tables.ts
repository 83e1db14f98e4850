import { UserError } from "../errors.ts";
import { digestDataSet } from "../evidence/digest.ts";
import { convertColumn, emptyColumn, joinColumns } from "./join-columns.ts";
import { type FileColumns, formatOfTable, matchColumns } from "./match-columns.ts";
import { partitionColumns } from "./partition-columns.ts";
import type { Partitions } from "./partitions.ts";
import { openRowPlaces } from "./row-places.ts";
import { type FilesFormat, settleType } from "./settle-types.ts";
import { type Column, type ColumnType, findColumn, type Table } from "./table.ts";

/** What is declared of a table's files. */
export interface JoinOptions extends Omit<FilesFormat, "format"> {
  /** Types that hold instead of inferred ones. */
  types?: Readonly<Record<string, ColumnType>> | undefined;
}

/** One file of a table. */
export interface TablePart {
  table: Table;
  /** Path within the data set, for the digest. */
  name: string;
  partitions: Partitions;
  /** Reads the file again with types that hold instead of inferred ones. */
  readAs(types: Readonly<Record<string, ColumnType>>): Promise<Table>;
}

/**
 * The files as one table, in their order: columns by name, types as if the files were one (see `settleType`), then the
 * columns that folders make, which come before a file's own of that name (as in DuckDB and pyarrow). A file whose types
 * come out otherwise is read a second time. Throws UserError, naming two files, where they do not fit together.
 */
export async function joinTables(
  source: string,
  parts: readonly TablePart[],
  options: JoinOptions = {},
): Promise<Table> {
  const tables = parts.map(({ table }) => table);
  const folders = partitionColumns(
    parts.map(({ table, partitions }) => ({ source: table.source, rows: table.rows, partitions })),
    options.types,
  );
  const columnsOf = (table: Table): FileColumns => ({
    source: table.source,
    format: formatOfTable(table),
    names: table.columns.map(({ name }) => name),
    hasLines: table.lines.length > 0,
  });
  const names = matchColumns(tables.map(columnsOf), new Set(folders.map(({ name }) => name)));
  const types = new Map(names.map((name) => [name, typeOf(name, tables, options)]));
  const typed: Table[] = [];
  for (const part of parts) typed.push(await withTypes(part, types));
  const columns = names.map((name) => {
    const type = types.get(name)!;
    return joinColumns(
      name,
      type,
      typed.map((table) => columnAs(table, name, type)),
    );
  });
  return {
    source,
    columns: [...columns, ...folders],
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
    digest: digestDataSet(parts.map(({ name, table }) => ({ path: name, digest: table.digest }))),
    ...joinRows(tables),
  };
}

function typeOf(name: string, tables: readonly Table[], { types = {}, ...options }: JoinOptions): ColumnType {
  const known = Object.hasOwn(types, name) ? types[name] : undefined;
  if (known !== undefined) return known;
  const parts = tables.flatMap((table) => {
    const column = findColumn(table, name);
    return column === undefined ? [] : [{ column, source: table.source }];
  });
  return settleType(parts, { format: formatOfTable(tables[0]!), ...options });
}

/** The part's table, read again where one of its columns cannot be told as the type without the file. */
async function withTypes(
  { table, readAs }: TablePart,
  types: ReadonlyMap<string, ColumnType>,
): Promise<Table> {
  const changed = table.columns.filter((column) => {
    const type = types.get(column.name);
    return type !== undefined && convertColumn(column, type) === undefined;
  });
  if (changed.length === 0) return table;
  const again = await readAs(Object.fromEntries(changed.map(({ name }) => [name, types.get(name)!])));
  if (again.digest === table.digest) return again;
  throw new UserError(`Cannot read "${table.source}": the file changed while it was read`, {
    file: table.source,
  });
}

function columnAs(table: Table, name: string, type: ColumnType): Column {
  const column = findColumn(table, name);
  const converted = column === undefined ? emptyColumn(name, type, table.rows) : convertColumn(column, type);
  if (converted === undefined) throw new Error(`"${name}" of "${table.source}" was not read as ${type}`);
  return converted;
}

/** How many rows there are, and where each stands. */
function joinRows(tables: readonly Table[]): Pick<Table, "rows" | "lines" | "fileOf" | "rowInFile"> {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (rows >= 2 ** 31)
    throw new UserError("Cannot read the files as one table: they have more than 2,147,483,647 rows", {
      hint: "Name fewer files",
    });
  const hasLines = tables.every((table) => table.lines.length === table.rows);
  const lines = new Uint32Array(hasLines ? rows : 0);
  let next = 0;
  for (const table of hasLines ? tables : []) {
    lines.set(table.lines, next);
    next += table.rows;
  }
  const placeOf = openRowPlaces(tables.map((table) => table.rows));
  return {
    rows,
    lines,
    fileOf: (row) => {
      const { file, at } = placeOf(row);
      const table = tables[file]!;
      return table.fileOf?.(at) ?? table.source;
    },
    rowInFile: (row) => {
      const { file, at } = placeOf(row);
      return tables[file]!.rowInFile?.(at) ?? at;
    },
  };
}
