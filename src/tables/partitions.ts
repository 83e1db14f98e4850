import { UserError } from "../errors.ts";

/** What a file's folders say of its rows, by column; undefined is a missing value. */
export type Partitions = ReadonlyMap<string, string | undefined>;

/** What Hive, Spark and DuckDB write for a missing value. */
const missing = "__HIVE_DEFAULT_PARTITION__";

/**
 * Reads Hive's `key=value` folders, percent-encoding undone, as DuckDB and pyarrow do; other folders say nothing.
 * Throws UserError where a key stands twice, or bytes are no UTF-8.
 */
export function readPartitions(folders: readonly string[], source: string): Partitions {
  const found = new Map<string, string | undefined>();
  for (const folder of folders) {
    const at = folder.indexOf("=");
    if (at <= 0) continue;
    const key = decode(folder.slice(0, at), source);
    const value = decode(folder.slice(at + 1), source);
    if (found.has(key))
      throw new UserError(`Cannot read "${source}": two of its folders are named "${key}="`, {
        file: source,
        hint: "Each Hive partition makes a column of its own",
      });
    found.set(key, value === missing || value === "" ? undefined : value);
  }
  return found;
}

/** A percent sign without two hex digits is itself. */
function decode(text: string, source: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"));
  } catch (cause) {
    throw new UserError(`Cannot read "${source}": a folder's name is not UTF-8 where it is percent-encoded`, {
      file: source,
      hint: "Write partitions again with UTF-8 names",
      cause,
    });
  }
}
