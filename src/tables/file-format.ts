import { UserError } from "../errors.ts";

/** How a file is compressed as a whole. */
export type Compression = "gzip" | "zstd";

/** What a large compressed file unpacks to, at most, in its own sizes. */
export const mostRatio = 250;

/** The formats that tables are read from; `csv` is also TSV, `json` also JSON Lines. */
export type TableFormat = "csv" | "json" | "parquet";

const compressions: [compression: Compression, ending: string, magic: readonly number[]][] = [
  ["gzip", ".gz", [0x1f, 0x8b]],
  ["zstd", ".zst", [0x28, 0xb5, 0x2f, 0xfd]],
];

/** What a file that no reader takes starts with, and what to do about it. */
const foreign: [what: string, magic: readonly number[], hint: string][] = [
  ["a zip archive or a spreadsheet", [0x50, 0x4b, 0x03, 0x04], "Unpack it, or save the sheet as CSV"],
  ["a bzip2 file", [0x42, 0x5a, 0x68], "Unpack it, or pack it as .gz or .zst"],
  ["an image", [0xff, 0xd8, 0xff], "Name the folder that holds the images"],
  ["an image", [0x89, 0x50, 0x4e, 0x47], "Name the folder that holds the images"],
  ["an xz file", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "Unpack it, or pack it as .gz or .zst"],
];

const parquetMagic = [0x50, 0x41, 0x52, 0x31];

/** The format that a path's ending says. */
export function formatOf(path: string): TableFormat {
  const name = withoutCompression(path);
  if (/\.parquet$/i.test(name)) return "parquet";
  return /\.(json|jsonl|ndjson)$/i.test(name) ? "json" : "csv";
}

/** The path without its ending `.gz` or `.zst`. */
export function withoutCompression(path: string): string {
  return path.replace(/\.(gz|zst)$/i, "");
}

/**
 * The compression of a file by its first bytes, undefined for none. Throws UserError where its ending says something
 * else: the reader, and every other tool, goes by the ending.
 */
export function findCompression(head: Uint8Array, source: string): Compression | undefined {
  for (const [compression, ending, magic] of compressions) {
    const isPacked = startsWith(head, magic);
    if (isPacked === source.toLowerCase().endsWith(ending)) {
      if (isPacked) return compression;
      continue;
    }
    throw new UserError(
      isPacked
        ? `Cannot read "${source}": it is compressed with ${compression}, and its name does not end in ${ending}`
        : `Cannot read "${source}": its name ends in ${ending}, and it is not compressed with ${compression}`,
      { file: source, hint: isPacked ? `Name it "${source}${ending}"` : `Drop ${ending} from its name` },
    );
  }
  return undefined;
}

/** The format of an uncompressed file by the ending of its path and its first bytes. Throws UserError for foreign ones. */
export function findFormat(head: Uint8Array, source: string): TableFormat {
  for (const [what, magic, hint] of foreign)
    if (startsWith(head, magic))
      throw new UserError(`Cannot read "${source}": it is ${what}`, { file: source, hint });
  const format = formatOf(source);
  if (format !== "parquet" && startsWith(head, parquetMagic))
    throw new UserError(
      `Cannot read "${source}": it is a Parquet file, and its name does not end in .parquet`,
      {
        file: source,
        hint: "Rename it",
      },
    );
  return format;
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}
