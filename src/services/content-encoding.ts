import { UserError } from "../errors.ts";
import { decompress } from "./decompress.ts";

/** Encodings that are undone, and the ending of a file that is packed that way itself. */
const encodings = {
  gzip: { compression: "gzip", ending: ".gz" },
  "x-gzip": { compression: "gzip", ending: ".gz" },
  zstd: { compression: "zstd", ending: ".zst" },
} as const;

/**
 * The file behind an answer's bytes. Servers send files packed though they are asked not to, and objects may be stored
 * so; but they say of a `.csv.gz`, too, that it is packed with gzip, and that one stays as it is. Throws UserError for
 * encodings that are not known.
 */
export function undoEncoding(
  chunks: AsyncIterable<Uint8Array>,
  headers: Headers,
  shown: string,
): AsyncIterable<Uint8Array> {
  const names = (headers.get("content-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((each) => each.trim())
    // A trace of how an object was uploaded.
    .filter((each) => each !== "" && each !== "identity" && each !== "aws-chunked");
  const [name, ...others] = names;
  if (name === undefined) return chunks;
  const known = Object.entries(encodings).find(([each]) => each === name)?.[1];
  if (known === undefined || others.length > 0)
    throw new UserError(`Cannot fetch "${shown}": the server packs it in a way that is not known here`, {
      hint: `Its content-encoding is "${names.join(", ").slice(0, 60)}"; gzip and zstd are undone`,
    });
  if (shown.toLowerCase().endsWith(known.ending)) return chunks;
  return decompress(known.compression, chunks, shown);
}
