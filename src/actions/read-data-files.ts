import { UserError } from "../errors.ts";
import { formatOf } from "../tables/file-format.ts";
import { type JoinOptions, joinTables, type TablePart } from "../tables/join-tables.ts";
import type { ColumnType, Table } from "../tables/table.ts";
import type { DataFile } from "./find-data-files.ts";

/** Reads one file of a data set; `types` hold instead of inferred ones. */
export type ReadFile = (file: DataFile, types?: Readonly<Record<string, ColumnType>>) => Promise<Table>;

/** Reads files as one table (see `joinTables`). Throws UserError where they are of several formats. */
export async function readDataFiles(
  source: string,
  found: readonly DataFile[],
  readFile: ReadFile,
  options: JoinOptions = {},
): Promise<Table> {
  refuseMixture(found);
  const parts: TablePart[] = [];
  for (const file of found) {
    const { name, partitions } = file;
    const { types: declared } = options;
    const readAs: TablePart["readAs"] = (types) => readFile(file, { ...declared, ...types });
    parts.push({ table: await readFile(file, declared), name, partitions, readAs });
  }
  return joinTables(source, parts, options);
}

const words = { csv: "CSV", json: "JSON", parquet: "Parquet" };

/** Throws UserError where files are of several formats. */
export function refuseMixture([first, ...others]: readonly DataFile[]): void {
  if (first === undefined) return;
  const format = formatOf(first.source);
  const other = others.find(({ source }) => formatOf(source) !== format);
  if (other === undefined) return;
  throw new UserError(
    `Cannot read the files as one table: "${first.source}" is ${words[format]}, "${other.source}" is ${words[formatOf(other.source)]}`,
    { file: other.source, hint: "Name those of one format with a pattern such as data/**/*.parquet" },
  );
}
