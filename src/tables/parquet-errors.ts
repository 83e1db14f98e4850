import { UserError } from "../errors.ts";
import type { RandomAccess } from "./read-parquet.ts";

/** Throws UserError for what is no whole Parquet file, by its first and last bytes. */
export async function refuseForeign(file: RandomAccess, source: string): Promise<void> {
  const ends =
    file.bytes < 12
      ? []
      : [
          [0, 4],
          [file.bytes - 4, file.bytes],
        ];
  const magic = [];
  for (const [start = 0, end = 0] of ends)
    magic.push(new TextDecoder("latin1").decode(await file.readRange(start, end)));
  if (magic[0] === "PARE" || magic[1] === "PARE")
    throw parquetError(source, "it is encrypted", "Write it without encryption");
  if (magic[0] !== "PAR1")
    throw parquetError(source, "it is not a Parquet file", "Its first and last bytes must be PAR1");
  if (magic[1] !== "PAR1")
    throw parquetError(source, "it is cut off: its last bytes are not PAR1", "Fetch or write the file again");
}

/** What hyparquet or `checkPages` found; its stumbles over what it did not expect say nothing to a reader. */
export function damaged(source: string, cause: unknown): UserError {
  const isPlain = cause instanceof Error && !(cause instanceof TypeError);
  const what = isPlain ? ` (${cause.message.replace(/^parquet /, "")})` : "";
  return new UserError(`Cannot read "${source}": it is damaged or of an unknown kind${what}`, {
    file: source,
    hint: "Fetch or write the file again",
    cause,
  });
}

/** Why a Parquet file is not read. */
export function parquetError(source: string, what: string, hint: string): UserError {
  return new UserError(`Cannot read "${source}": ${what}`, { file: source, hint });
}
