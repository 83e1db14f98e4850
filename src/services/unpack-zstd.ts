import type { XXHash, XXHashAPI } from "xxhash-wasm";
import { UserError } from "../errors.ts";
import { type ByteSource, byteSource } from "./byte-source.ts";

/** Packed bytes that fzstd gets at a time: what they unpack to is in memory at once. */
const step = 1 << 14;
/** How far back a frame may refer: what `zstd -d` allows too. That much is in memory. */
const mostWindow = 128 << 20;
const magic = 0xfd2fb528;

/** What a frame's header says. */
interface Frame {
  /** As it stands in the file, from the magic number on. */
  header: Uint8Array;
  window: number;
  hasChecksum: boolean;
}

/**
 * The content of a zstd file: its frames, one after the other, checked against their checksums where they have one (RFC
 * 8878). By fzstd, also where Node has zstd of its own: that one ends in silence after the first of several frames.
 * Throws UserError.
 */
export async function* unpackZstd(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
): AsyncGenerator<Uint8Array> {
  const bytes = byteSource(chunks, () => damaged(source, "it is cut off"));
  let hashes: XXHashAPI | undefined;
  try {
    while (!(await bytes.isAtEnd())) {
      const frame = await readHeader(bytes, source);
      if (frame === undefined) continue;
      if (frame.window > mostWindow) throw wideWindow(source);
      if (frame.hasChecksum) hashes ??= await loadHashes();
      const hash = frame.hasChecksum ? hashes?.create64() : undefined;
      yield* unpackFrame(bytes, frame, hash, source);
      if (hash === undefined) continue;
      const checksum = littleEndian(await bytes.exactly(4));
      if (checksum !== Number(hash.digest() & 0xffffffffn))
        throw damaged(source, "it is damaged: its content does not have its checksum");
    }
  } finally {
    await bytes.close();
  }
}

async function loadHashes(): Promise<XXHashAPI> {
  const { default: load } = await import("xxhash-wasm");
  return load();
}

/** The header of the frame that follows, or undefined where that one holds no content and was skipped. */
async function readHeader(bytes: ByteSource, source: string): Promise<Frame | undefined> {
  const start = await bytes.exactly(4);
  const kind = littleEndian(start);
  if (kind >>> 4 === 0x184d2a5) {
    await skip(bytes, littleEndian(await bytes.exactly(4)));
    return undefined;
  }
  if (kind !== magic) throw damaged(source, "it cannot be unpacked (it is no zstd)");
  const [descriptor = 0] = await bytes.exactly(1);
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  const rest = await bytes.exactly((isSingle ? 0 : 1) + dictionary + size);
  return {
    header: Uint8Array.of(...start, descriptor, ...rest),
    window: isSingle ? contentSize(rest.subarray(dictionary)) : windowSize(rest[0] ?? 0),
    hasChecksum: (descriptor & 4) !== 0,
  };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(field: Uint8Array): number {
  return littleEndian(field) + (field.length === 2 ? 256 : 0);
}

async function skip(bytes: ByteSource, count: number): Promise<void> {
  for (let left = count; left > 0; ) left -= (await bytes.upTo(left)).length;
}

/** A frame's content, block by block, which the hash gets too. */
async function* unpackFrame(
  bytes: ByteSource,
  { header }: Frame,
  hash: XXHash<bigint> | undefined,
  source: string,
): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import("fzstd");
  let unpacked: Uint8Array[] = [];
  const stream = new Decompress((chunk) => {
    hash?.update(chunk);
    unpacked.push(chunk);
  });
  const push = (chunk: Uint8Array, isEnd = false): void => {
    try {
      stream.push(chunk, isEnd);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw damaged(source, `it cannot be unpacked (${why})`, cause);
    }
  };
  push(header);
  for (let isLast = false; !isLast; ) {
    const block = await bytes.exactly(3);
    const word = littleEndian(block);
    isLast = (word & 1) === 1;
    const isRepeated = ((word >> 1) & 3) === 1;
    push(block);
    for (let left = isRepeated ? 1 : word >> 3; left > 0; ) {
      const piece = await bytes.upTo(Math.min(left, step));
      left -= piece.length;
      push(piece);
      yield* unpacked;
      unpacked = [];
    }
  }
  // It takes a checksum for granted, and holds small frames back until their end.
  push(new Uint8Array(hash === undefined ? 0 : 4), true);
  yield* unpacked;
}

/** Up to eight bytes as a number, rounded past 2^53. */
function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

function damaged(source: string, what: string, cause?: unknown): UserError {
  return new UserError(`Cannot read "${source}": ${what}`, {
    file: source,
    hint: "Fetch or pack the file again",
    cause,
  });
}

function wideWindow(source: string): UserError {
  return new UserError(`Cannot read "${source}": it needs a window of more than 128 MiB`, {
    file: source,
    hint: "Pack it without --long",
  });
}
