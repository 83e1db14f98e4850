import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { formatOf, type TableFormat } from "./file-format.ts";
import type { Table } from "./table.ts";

/** What matching takes of a file. */
export interface FileColumns {
  source: string;
  format: TableFormat;
  names: readonly string[];
  /** Whether its columns stand on its first line. */
  hasLines: boolean;
}

/**
 * The columns of several files as one table, in the first file's order; files may order them otherwise. Objects of JSON
 * lack a key where it is missing, so there it is all keys of all files. Throws UserError, naming two files, where one
 * lacks a column that the other has. `partitions` are columns that folders make: those of the files do not count.
 */
export function matchColumns(files: readonly FileColumns[], partitions: ReadonlySet<string>): string[] {
  const [first] = files;
  if (first === undefined) return [];
  const namesOf = ({ names }: FileColumns): string[] => names.filter((name) => !partitions.has(name));
  if (first.format === "json") return [...new Set(files.flatMap(namesOf))];
  const expected = namesOf(first);
  const known = new Set(expected);
  for (const file of files.slice(1)) {
    const names = namesOf(file);
    const own = new Set(names);
    const lacking = expected.find((name) => !own.has(name));
    if (lacking !== undefined) throw mismatch({ has: first, lacks: file }, lacking, names, file);
    const surplus = names.find((name) => !known.has(name));
    if (surplus !== undefined) throw mismatch({ has: file, lacks: first }, surplus, expected, file);
  }
  return expected;
}

/** The format of a table's files, which is the same for all of them. */
export function formatOfTable(table: Table): TableFormat {
  return formatOf(table.rows > 0 ? (table.fileOf?.(0) ?? table.source) : table.source);
}

function mismatch(
  { has, lacks }: { has: FileColumns; lacks: FileColumns },
  name: string,
  others: readonly string[],
  at: FileColumns,
): UserError {
  return new UserError(
    `Cannot read the files as one table: "${has.source}" has a column "${name}", "${lacks.source}" has none${didYouMean(name, others)}`,
    {
      file: at.source,
      ...(at.hasLines && { line: 1 }),
      hint: "All files of a table have the same columns, in any order; name other files apart with a pattern",
    },
  );
}
