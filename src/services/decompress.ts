import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { UserError } from "../errors.ts";
import { type Compression, mostRatio } from "../tables/file-format.ts";
import { unpackZstd } from "./unpack-zstd.ts";

/** A file that unpacks to more than this many bytes must not unpack to more than `mostRatio` times its own size. */
const freeBytes = 64 << 20;

/**
 * The content of a gzip or zstd file, as it comes; members and frames that follow each other are one content.
 * Errors of the source pass through. Throws UserError for a file that is cut off or damaged, and for one that unpacks to
 * so much more than its size that it is a bomb.
 */
export async function* decompress(
  compression: Compression,
  chunks: AsyncIterable<Uint8Array>,
  source: string,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      taken += chunk.length;
      yield chunk;
    }
  }
  try {
    for await (const chunk of compression === "gzip" ? gunzip(counted()) : unpackZstd(counted(), source)) {
      given += chunk.length;
      if (given > freeBytes && given > taken * mostRatio) throw tooLarge(source);
      yield chunk;
    }
  } catch (cause) {
    throw explain(cause, source);
  }
}

async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // The callback leaves errors to the reader; giving up early closes the source too.
  yield* pipeline(Readable.from(chunks), createGunzip(), () => {});
}

function tooLarge(source: string): UserError {
  return new UserError(`Cannot read "${source}": it unpacks to more than ${mostRatio} times its size`, {
    file: source,
    hint: "Such files are made to fill memory; if this one is not, unpack it first",
  });
}

/** Errors of zlib as UserErrors; others as they are. */
function explain(cause: unknown, source: string): unknown {
  if (!(cause instanceof Error) || !("code" in cause) || !String(cause.code).startsWith("Z_")) return cause;
  const isCut = cause.message.includes("unexpected end");
  return new UserError(
    `Cannot read "${source}": ${isCut ? "it is cut off" : `it cannot be unpacked (${cause.message})`}`,
    { file: source, hint: "Fetch or pack the file again", cause },
  );
}
