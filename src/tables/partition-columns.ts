import { UserError } from "../errors.ts";
import { readCellAs } from "./cell.ts";
import { createDictionary, encode } from "./dictionary.ts";
import { inferType } from "./infer-type.ts";
import { addInvalid, type InvalidLog, invalidCells } from "./invalid-rows.ts";
import type { Partitions } from "./partitions.ts";
import type { Column, ColumnType } from "./table.ts";
import { tallyDictionary } from "./tally.ts";
import { codeOf, textColumn } from "./value-column.ts";

/** One file's rows, and what its folders say of them. */
export interface PartitionedFile {
  source: string;
  rows: number;
  partitions: Partitions;
}

/**
 * The columns that the folders of a table's files make, in the first file's order, typed by the rules for cells of CSV:
 * `month=01` is text, as leading zeros make codes; `types` hold instead. Throws UserError where files differ in their keys, as DuckDB does.
 */
export function partitionColumns(
  files: readonly PartitionedFile[],
  types: Readonly<Record<string, ColumnType>> = {},
): Column[] {
  const [first] = files;
  if (first === undefined) return [];
  for (const file of files) {
    refuseOther(first, file);
    refuseOther(file, first);
  }
  return [...first.partitions.keys()].map((key) =>
    partitionColumn(key, files, Object.hasOwn(types, key) ? types[key] : undefined),
  );
}

function refuseOther(has: PartitionedFile, lacks: PartitionedFile): void {
  for (const key of has.partitions.keys())
    if (!lacks.partitions.has(key))
      throw new UserError(
        `Cannot read the files as one table: "${has.source}" lies in a folder "${key}=…", "${lacks.source}" does not`,
        { file: lacks.source, hint: "Hive partitions of one table have the same keys in all files" },
      );
}

function partitionColumn(
  name: string,
  files: readonly PartitionedFile[],
  declared: ColumnType | undefined,
): Column {
  const encoder = new TextEncoder();
  const dictionary = createDictionary();
  const texts: string[] = [];
  const codes = new Int32Array(files.reduce((sum, { rows }) => sum + rows, 0));
  let at = 0;
  for (const { rows, partitions } of files) {
    const text = partitions.get(name);
    const bytes = encoder.encode(text);
    const code = text === undefined ? codeOf.missing : encode(dictionary, bytes, 0, bytes.length);
    if (text !== undefined) texts[code] = text;
    codes.fill(code, at, at + rows);
    at += rows;
  }
  const type = declared ?? inferType(tallyDictionary({ codes, dictionary, rule: {} }, codes.length));
  if (type === "text") return textColumn(name, codes, dictionary);
  const read = texts.map((text) => readCellAs(text, type));
  const misfits: InvalidLog = { invalid: [], rows: [] };
  const values = Float64Array.from(codes, (code, row) => {
    if (code < 0) return Number.NaN;
    const value = read[code];
    if (value === undefined) addInvalid(misfits, row, texts[code]!);
    return value ?? Number.NaN;
  });
  return { kind: "numeric", name, type, values, ...invalidCells(misfits) };
}
