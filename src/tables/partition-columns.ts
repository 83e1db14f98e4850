import { UserError } from "../errors.ts";
import { readCell, readCellAs } from "./cell.ts";
import { inferType } from "./infer-type.ts";
import { addInvalid, type InvalidLog, invalidCells } from "./invalid-rows.ts";
import type { Partitions } from "./partitions.ts";
import type { Column, ColumnType } from "./table.ts";
import { emptyTally } from "./tally.ts";

/** One file's rows, and what its folders say of them. */
export interface PartitionedFile {
  source: string;
  rows: number;
  partitions: Partitions;
}

/** Rows that share a folder, and its value; undefined where that is missing. */
interface FolderCells {
  text: string | undefined;
  rows: number;
}

/**
 * The columns that the folders of a table's files make, in the first file's order, typed by the rules for cells of CSV:
 * `month=01` is text, as leading zeros make codes; `types` hold instead. Throws UserError as `partitionKeys`.
 */
export function partitionColumns(
  files: readonly PartitionedFile[],
  types: Readonly<Record<string, ColumnType>> = {},
): Column[] {
  return partitionKeys(files).map((key) => {
    const cells = files.map(({ rows, partitions }) => ({ text: partitions.get(key), rows }));
    return partitionColumn(key, cells, Object.hasOwn(types, key) ? types[key] : undefined);
  });
}

/** The keys of files' folders, in the first one's order. Throws UserError where files differ in them, as DuckDB does. */
export function partitionKeys(files: readonly Pick<PartitionedFile, "source" | "partitions">[]): string[] {
  const [first] = files;
  if (first === undefined) return [];
  for (const file of files) {
    refuseOther(first, file);
    refuseOther(file, first);
  }
  return [...first.partitions.keys()];
}

type Keyed = Pick<PartitionedFile, "source" | "partitions">;

function refuseOther(has: Keyed, lacks: Keyed): void {
  for (const key of has.partitions.keys())
    if (!lacks.partitions.has(key))
      throw new UserError(
        `Cannot read the files as one table: "${has.source}" lies in a folder "${key}=…", "${lacks.source}" does not`,
        { file: lacks.source, hint: "Hive partitions of one table have the same keys in all files" },
      );
}

/** The type of a column that folders make, by all of its cells. */
export function partitionType(cells: readonly FolderCells[]): ColumnType {
  const tally = emptyTally();
  for (const { text, rows } of cells) tally[text === undefined ? "missing" : readCell(text).shape] += rows;
  return inferType(tally);
}

/** A column of files' rows, one below the other, as their folders say. */
export function partitionColumn(
  name: string,
  cells: readonly FolderCells[],
  type: ColumnType = partitionType(cells),
): Column {
  const rows = cells.reduce((sum, each) => sum + each.rows, 0);
  let at = 0;
  if (type === "text") {
    const codeOf = new Map<string, number>();
    const codes = new Int32Array(rows).fill(-1);
    for (const { text, rows: size } of cells) {
      if (text !== undefined && size > 0) {
        const code = codeOf.get(text) ?? codeOf.size;
        codeOf.set(text, code);
        codes.fill(code, at, at + size);
      }
      at += size;
    }
    return { kind: "text", name, type, codes, dictionary: [...codeOf.keys()] };
  }
  const values = new Float64Array(rows).fill(Number.NaN);
  const misfits: InvalidLog = { invalid: [], rows: [] };
  for (const { text, rows: size } of cells) {
    const value = text === undefined ? Number.NaN : readCellAs(text, type);
    values.fill(value ?? Number.NaN, at, at + size);
    if (value === undefined) for (let row = at; row < at + size; row++) addInvalid(misfits, row, text ?? "");
    at += size;
  }
  return { kind: "numeric", name, type, values, ...invalidCells(misfits) };
}
