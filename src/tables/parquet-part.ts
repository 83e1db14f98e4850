import { UserError } from "../errors.ts";
import type { DeclaredColumns } from "./cell-rule.ts";
import type { PartRange } from "./csv-part.ts";
import { openParquet, type RandomAccess } from "./read-parquet.ts";
import type { Column, ColumnType, Table } from "./table.ts";

/** What is known of a Parquet file before its row groups are read one by one. */
export interface ParquetPlan {
  format: "parquet";
  source: string;
  bytes: number;
  start: 0;
  line: 0;
  /** Rows of each row group: a part is a group. */
  groups: readonly number[];
  /** As they come to be, with what is declared of them. */
  columns: readonly { name: string; type: ColumnType }[];
  /** What the file itself says. */
  types: readonly ColumnType[];
  /** Columns of whole numbers that are text: some are beyond 2^53. */
  texts: readonly string[];
  declared: DeclaredColumns | undefined;
}

/** The rows of a row group. */
export interface ParquetPart {
  table: Table;
  /** Columns that were expected to be whole numbers and hold some beyond 2^53: none of their cells are there. */
  texts: string[];
}

/** Plans to read a Parquet file row group by row group. Throws UserError as `readParquet`. */
export async function planParquet(
  file: RandomAccess,
  { source, declared }: { source: string; declared: DeclaredColumns | undefined },
): Promise<ParquetPlan> {
  const { groups, columns } = await openParquet(file, { source });
  const plan = { format: "parquet", source, bytes: file.bytes, start: 0, line: 0, groups, declared } as const;
  return { ...plan, ...(await typesOf(columns, declared)), texts: [] };
}

/** The plan with more columns read as text. */
export async function withTexts(plan: ParquetPlan, texts: readonly string[]): Promise<ParquetPlan> {
  const columns = plan.columns.map(({ name }, index) => {
    const type = texts.includes(name) ? undefined : plan.types[index];
    return { name, type: type ?? ("text" as const) };
  });
  return { ...plan, ...(await typesOf(columns, plan.declared)), texts };
}

async function typesOf(columns: ParquetPlan["columns"], declared: DeclaredColumns | undefined) {
  const known = await declaredAs(
    columns.map((column) => withoutCells(column)),
    declared,
  );
  return { types: columns.map(({ type }) => type), columns: known.map(({ name, type }) => ({ name, type })) };
}

/** The planned columns, and no rows. */
export function withoutRows({ source, bytes, columns }: ParquetPlan): Table {
  const empty = columns.map((column) => withoutCells(column));
  return { source, rows: 0, columns: empty, lines: new Uint32Array(0), bytes, digest: "" };
}

/** A part for each row group that has rows. */
export function partsOfParquet({ groups }: ParquetPlan): PartRange[] {
  let from = 0;
  return groups.flatMap((rows) => {
    const range = { from, to: from + rows, isExact: true };
    from = range.to;
    return rows > 0 ? [range] : [];
  });
}

/** Opens a planned file; the answer reads the row group of a range. */
export async function openParquetParts(
  file: RandomAccess,
  plan: ParquetPlan,
): Promise<(range: PartRange) => Promise<ParquetPart>> {
  const { source, declared, types } = plan;
  const asText = Object.fromEntries(plan.texts.map((name) => [name, "text" as const]));
  const { groups, read } = await openParquet(file, { source, types: asText });
  let next = 0;
  const groupAt = new Map(
    groups.flatMap((rows, index): [number, number][] => {
      next += rows;
      return rows > 0 ? [[next - rows, index]] : [];
    }),
  );
  return async ({ from, to }) => {
    const group = groupAt.get(from);
    if (group === undefined || groups[group] !== to - from)
      throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
    const table = await read(group, group + 1);
    const texts = table.columns.filter(({ type }, index) => type !== types[index]).map(({ name }) => name);
    const columns = table.columns.map((column) =>
      texts.includes(column.name) ? withoutCells({ name: column.name, type: "integer" }, table.rows) : column,
    );
    return { table: { ...table, digest: "", columns: await declaredAs(columns, declared) }, texts };
  };
}

async function declaredAs(columns: Column[], declared: DeclaredColumns | undefined): Promise<Column[]> {
  if (declared === undefined) return columns;
  const { declareColumns } = await import("./declare-columns.ts");
  return declareColumns(columns, declared);
}

/** A column all of whose cells are missing. */
function withoutCells({ name, type }: { name: string; type: ColumnType }, rows = 0): Column {
  if (type === "text")
    return { kind: "text", name, type, codes: new Int32Array(rows).fill(-1), dictionary: [] };
  return {
    kind: "numeric",
    name,
    type,
    values: new Float64Array(rows).fill(Number.NaN),
    invalid: [],
    invalidCount: 0,
  };
}
