import { UserError } from "../errors.ts";
import type { DeclaredColumns } from "./cell-rule.ts";
import type { PartRange, PlannedColumn } from "./csv-part.ts";
import { convertColumn, emptyColumn } from "./join-columns.ts";
import { openParquet, type RandomAccess } from "./read-parquet.ts";
import { isEmptyColumn } from "./settle-types.ts";
import type { Column, ColumnType, Table } from "./table.ts";

/** What is known of a Parquet file before its row groups are read one by one. */
export interface ParquetLayout {
  format: "parquet";
  source: string;
  bytes: number;
  start: 0;
  line: 0;
  /** Rows of each row group. */
  groups: readonly number[];
  /** Bytes that the rows of each group take in memory, about. */
  sizes: readonly number[];
}

/** Where a Parquet file's rows are, and its columns: whole numbers may turn out to be text. */
export interface ParquetHead {
  layout: ParquetLayout;
  columns: { name: string; type: ColumnType; isWritten: boolean }[];
}

/** The rows of a row group. */
export interface ParquetPart {
  table: Table;
  /** The type of each column's cells, where any are there, and whether the file has them as whole numbers. */
  seen: { name: string; type: ColumnType | undefined; hasNumbers: boolean }[];
}

/** How a Parquet file is read: its columns as they come to be, with what is declared of them. */
export interface ParquetPlan extends ParquetLayout {
  columns: readonly Pick<PlannedColumn, "name" | "type" | "isWritten">[];
  declared: DeclaredColumns | undefined;
}

/** Looks at a Parquet file's columns and row groups. Throws UserError as `readParquet`. */
export async function readParquetHead(
  file: RandomAccess,
  { source, declared }: { source: string; declared: DeclaredColumns | undefined },
): Promise<ParquetHead> {
  const { groups, sizes, columns } = await openParquet(file, { source });
  const layout = { format: "parquet", source, bytes: file.bytes, start: 0, line: 0, groups, sizes } as const;
  const known = await declaredAs(
    columns.map(({ name, type }) => emptyColumn(name, type, 0)),
    declared,
  );
  const named = known.map(({ name, type }, index) => {
    const isWritten = type === "text" && columns[index]?.type !== "text";
    return { name, type, isWritten };
  });
  return { layout, columns: named };
}

/**
 * Opens a planned file; the answer reads whole row groups or rows of one, its columns in the plan's order. A column whose
 * cells are not of the expected type comes without cells.
 */
export async function openParquetParts(
  file: RandomAccess,
  plan: ParquetPlan,
): Promise<(range: PartRange) => Promise<ParquetPart>> {
  const { source, declared, columns } = plan;
  const written = columns.filter(({ isWritten }) => isWritten);
  const types = Object.fromEntries(written.map(({ name }) => [name, "text" as const]));
  const { groups, read, readRows, columns: own } = await openParquet(file, { source, types });
  const numbers = new Set(own.flatMap(({ name, type }) => (type === "integer" ? [name] : [])));
  const starts = [0];
  for (const rows of groups) starts.push(starts.at(-1)! + rows);
  return async ({ from, to }) => {
    const [first, end] = [starts.indexOf(from), starts.lastIndexOf(to)];
    const group = starts.findLastIndex((start) => start <= from);
    if (to > (starts[group + 1] ?? 0) && (first < 0 || end < first))
      throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
    const isWhole = first >= 0 && end >= first;
    const table = isWhole
      ? await read(first, end)
      : await readRows(group, from - starts[group]!, to - starts[group]!);
    const known = await declaredAs(table.columns, declared);
    const byName = new Map(known.map((column) => [column.name, column]));
    return {
      table: {
        ...table,
        digest: "",
        columns: columns.map(({ name, type }) => {
          const column = byName.get(name);
          return (column && convertColumn(column, type)) ?? emptyColumn(name, type, table.rows);
        }),
      },
      seen: known.map((column) => ({
        name: column.name,
        type: isEmptyColumn(column) ? undefined : column.type,
        hasNumbers: numbers.has(column.name),
      })),
    };
  };
}

async function declaredAs(columns: Column[], declared: DeclaredColumns | undefined): Promise<Column[]> {
  if (declared === undefined) return columns;
  const { declareColumns } = await import("./declare-columns.ts");
  return declareColumns(columns, declared);
}
