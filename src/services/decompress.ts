import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { UserError } from "../errors.ts";
import type { Compression } from "../tables/file-format.ts";

/** A file that unpacks to more than this many bytes must not unpack to more than `mostRatio` times its own size. */
const freeBytes = 64 << 20;
/** What a large file unpacks to, at most, in its own sizes. */
export const mostRatio = 250;
/** Packed bytes that fzstd gets at a time: what they unpack to is in memory at once. */
const zstdStep = 1 << 14;
/** How far back a zstd frame may refer: what `zstd -d` allows too. That much is in memory. */
const mostWindow = 128 << 20;

/**
 * The content of a gzip or zstd file, as it comes; members and frames that follow each other are one content.
 * Errors of the source pass through. Throws UserError for a file that is cut off or damaged (zstd's checksums are not
 * looked at), and for one that unpacks to so much more than its size that it is a bomb.
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

/** By fzstd, also where Node has zstd of its own: that one ends in silence after the first of several frames. */
async function* unpackZstd(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import("fzstd");
  let unpacked: Uint8Array[] = [];
  const stream = new Decompress((chunk) => unpacked.push(chunk));
  let isStart = true;
  for await (const chunk of chunks) {
    if (isStart && windowOf(chunk) > mostWindow) throw wideWindow(source);
    isStart &&= chunk.length === 0;
    for (let at = 0; at < chunk.length; at += zstdStep) {
      stream.push(chunk.subarray(at, at + zstdStep));
      yield* unpacked;
      unpacked = [];
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* unpacked;
}

/** The window that a zstd frame declares in its first bytes; 0 where that is its content's size (RFC 8878, 3.1.1.1). */
function windowOf(head: Uint8Array): number {
  const [, , , , descriptor = 0, window = 0] = head;
  if (((descriptor >> 5) & 1) === 1) return 0;
  const base = 2 ** (10 + (window >> 3));
  return base + (base / 8) * (window & 7);
}

function wideWindow(source: string): UserError {
  return new UserError(`Cannot read "${source}": it needs a window of more than 128 MiB`, {
    file: source,
    hint: "Pack it without --long",
  });
}

function tooLarge(source: string): UserError {
  return new UserError(`Cannot read "${source}": it unpacks to more than ${mostRatio} times its size`, {
    file: source,
    hint: "Such files are made to fill memory; if this one is not, unpack it first",
  });
}

/** Errors of zlib (codes `Z_…`) and of fzstd (codes are numbers) as UserErrors; others as they are. */
function explain(cause: unknown, source: string): unknown {
  if (!(cause instanceof Error) || cause instanceof UserError || !("code" in cause)) return cause;
  const isZlib = typeof cause.code === "string" && cause.code.startsWith("Z_");
  if (!isZlib && typeof cause.code !== "number") return cause;
  const isCut = /unexpected end|unexpected EOF/.test(cause.message);
  return new UserError(
    `Cannot read "${source}": ${isCut ? "it is cut off" : `it cannot be unpacked (${cause.message})`}`,
    {
      file: source,
      hint: "Fetch or pack the file again",
      cause,
    },
  );
}
