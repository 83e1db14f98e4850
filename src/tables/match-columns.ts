import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { formatOf, type TableFormat } from "./file-format.ts";
import type { Table } from "./table.ts";

/**
 * The columns of several files as one table, in the first file's order; files may order them otherwise. Objects of JSON
 * lack a key where it is missing, so there it is all keys of all files. Throws UserError, naming two files, where one
 * lacks a column that the other has. `partitions` are columns that folders make: those of the files do not count.
 */
export function matchColumns(tables: readonly Table[], partitions: ReadonlySet<string>): string[] {
  const [first] = tables;
  if (first === undefined) return [];
  const namesOf = (table: Table): string[] =>
    table.columns.map(({ name }) => name).filter((name) => !partitions.has(name));
  if (formatOfTable(first) === "json") return [...new Set(tables.flatMap(namesOf))];
  const expected = namesOf(first);
  const known = new Set(expected);
  for (const table of tables.slice(1)) {
    const names = namesOf(table);
    const own = new Set(names);
    const lacking = expected.find((name) => !own.has(name));
    if (lacking !== undefined) throw mismatch({ has: first, lacks: table }, lacking, names, table);
    const surplus = names.find((name) => !known.has(name));
    if (surplus !== undefined) throw mismatch({ has: table, lacks: first }, surplus, expected, table);
  }
  return expected;
}

/** The format of a table's files, which is the same for all of them. */
export function formatOfTable(table: Table): TableFormat {
  return formatOf(table.rows > 0 ? (table.fileOf?.(0) ?? table.source) : table.source);
}

function mismatch(
  { has, lacks }: { has: Table; lacks: Table },
  name: string,
  others: readonly string[],
  at: Table,
): UserError {
  return new UserError(
    `Cannot read the files as one table: "${has.source}" has a column "${name}", "${lacks.source}" has none${didYouMean(name, others)}`,
    {
      file: at.source,
      ...(at.lines.length > 0 && { line: 1 }),
      hint: "All files of a table have the same columns, in any order; name other files apart with a pattern",
    },
  );
}
