import { UserError } from "../errors.ts";
import type { FileEntry, Files } from "../services/files.ts";

/**
 * Throws UserError where a folder with these entries is a table of Delta Lake, Hudi or Iceberg: its files hold rows
 * that were deleted or replaced, and only its log says which.
 */
export async function refuseTableFormat(
  files: Files,
  folder: string,
  list: readonly FileEntry[],
): Promise<void> {
  const folders = new Set(list.filter(({ isFolder }) => isFolder).map(({ name }) => name));
  if (folders.has("_delta_log"))
    throw refusal(folder, "a Delta Lake table", "deltalake: DeltaTable(…).to_pyarrow_table()");
  if (folders.has(".hoodie")) throw refusal(folder, "a Hudi table", "Spark");
  if (!folders.has("metadata") || !folders.has("data")) return;
  const metadata = await files.list(`${folder}/metadata`);
  if (metadata.some(({ name }) => name.endsWith(".metadata.json")))
    throw refusal(folder, "an Iceberg table", "pyiceberg: table.scan().to_arrow()");
}

function refusal(folder: string, what: string, tool: string): UserError {
  return new UserError(
    `Cannot read "${folder}": it is ${what}, whose log says which rows of its files count`,
    {
      file: folder,
      hint: `Write the table as Parquet first, for example with ${tool}`,
    },
  );
}
