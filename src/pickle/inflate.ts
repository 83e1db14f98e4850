import { joinBytes } from "./byte-cursor.ts";

/** What unpacks by the web's own means, in its words. */
type Streamed = "deflate" | "deflate-raw" | "gzip";
/** What is unpacked from memory, by our own means. */
type Whole = "bz2" | "xz" | "lzma" | "lz4";

/** Ways of packing that are read. */
export type Packing = Streamed | Whole;

/** Packed bytes that are held in memory, and what they may unpack to: at some 20 MB a second. */
const mostPacked = 256 << 20;
const mostUnpacked = 2 ** 31;

/** Unpacks bytes as they come; throws where they are damaged, cut off, or followed by others. */
export async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  packing: Packing,
): AsyncGenerator<Uint8Array> {
  if (isWhole(packing)) return yield* unpackWhole(chunks, packing);
  const unpacked = ReadableStream.from(chunks).pipeThrough(new DecompressionStream(packing));
  for await (const chunk of unpacked) yield chunk as Uint8Array;
}

function isWhole(packing: Packing): packing is Whole {
  return packing in unpackers;
}

async function* unpackWhole(chunks: AsyncIterable<Uint8Array>, packing: Whole): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of chunks) {
    length += piece.length;
    if (length > mostPacked) throw new Error("too large");
    pieces.push(piece);
  }
  const unpack = await unpackers[packing]();
  let unpacked = 0;
  for (const piece of unpack(joinBytes(pieces, length))) {
    unpacked += piece.length;
    if (unpacked > mostUnpacked) throw new Error("too large");
    yield piece;
  }
}

/** Loaded when there is such a file. */
const unpackers: Readonly<Record<Whole, () => Promise<(bytes: Uint8Array) => Generator<Uint8Array>>>> = {
  bz2: async () => (await import("./bzip2.ts")).unpackBzip2,
  xz: async () => (await import("./xz.ts")).unpackXz,
  lzma: async () => (await import("./lzma.ts")).unpackLzma,
  lz4: async () => (await import("./lz4.ts")).unpackLz4,
};
