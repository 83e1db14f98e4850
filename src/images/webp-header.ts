import { exifOrientation } from "./exif-orientation.ts";
import type { ImageHeader } from "./image.ts";

/** A chunk of a RIFF file: its name, and where its content starts and ends in the file. */
interface Chunk {
  kind: string;
  start: number;
  end: number;
}

/**
 * Reads a WebP's chunks; undefined where the first is none that an image starts with. (RFC 9649, 2; VP8's frame
 * header is RFC 6386, 9.1)
 */
export function readWebpHeader(bytes: Uint8Array): ImageHeader | undefined {
  const [first] = readChunks(bytes, 12);
  const size = sizeOf(bytes, first);
  if (size === undefined || size.width === 0 || size.height === 0) return undefined;
  const { width, height, hasAlpha } = size;
  let frames = 0;
  let orientation = 1;
  for (const { kind, start, end } of readChunks(bytes, 12)) {
    if (kind === "ANMF") frames++;
    else if (kind === "EXIF") orientation = exifOrientation(bytes.subarray(start, end));
  }
  const isCut = bytes.length < 8 + uint32(bytes, 4);
  return {
    format: "webp",
    width,
    height,
    mode: hasAlpha ? "RGBA" : "RGB",
    channels: hasAlpha ? 4 : 3,
    frames: Math.max(1, frames),
    orientation,
    passes: 1,
    ...(isCut && { fault: "cut off" }),
  };
}

/** The first frame of an animated WebP as a WebP of its own; the file itself where it is a still image. */
export function firstFrame(bytes: Uint8Array): Uint8Array {
  const frame = findChunk(bytes, 12, "ANMF");
  if (frame === undefined) return bytes;
  // x, y, width - 1, height - 1 and the duration with 3 bytes each, and flags.
  const body = bytes.subarray(frame.start + 16, frame.end);
  const hasAlpha = findChunk(body, 0, "ALPH") !== undefined;
  const extended = hasAlpha ? new Uint8Array(18) : new Uint8Array(0);
  extended.set(text("VP8X").slice(0, extended.length));
  if (hasAlpha) {
    extended.set([10, 0, 0, 0, 0x10, 0, 0, 0], 4);
    extended.set(bytes.subarray(frame.start + 6, frame.start + 12), 12);
  }
  const still = new Uint8Array(12 + extended.length + body.length);
  still.set(text("RIFF"));
  new DataView(still.buffer).setUint32(4, still.length - 8, true);
  still.set(text("WEBP"), 8);
  still.set(extended, 12);
  still.set(body, 12 + extended.length);
  return still;
}

function sizeOf(
  bytes: Uint8Array,
  first: Chunk | undefined,
): { width: number; height: number; hasAlpha: boolean } | undefined {
  if (first === undefined) return undefined;
  const { kind, start, end } = first;
  if (kind === "VP8X" && end - start >= 10)
    return {
      width: 1 + uint24(bytes, start + 4),
      height: 1 + uint24(bytes, start + 7),
      hasAlpha: (bytes[start]! & 0x10) !== 0,
    };
  if (kind === "VP8 " && end - start >= 10)
    return {
      width: uint24(bytes, start + 6) & 0x3fff,
      height: uint24(bytes, start + 8) & 0x3fff,
      hasAlpha: false,
    };
  if (kind !== "VP8L" || end - start < 5) return undefined;
  const bits = uint32(bytes, start + 1);
  return {
    width: 1 + (bits & 0x3fff),
    height: 1 + ((bits >>> 14) & 0x3fff),
    hasAlpha: ((bits >>> 28) & 1) === 1,
  };
}

/** One at a time: a hostile file may have millions. */
function* readChunks(bytes: Uint8Array, from: number): Generator<Chunk> {
  for (let at = from; at + 8 <= bytes.length; ) {
    const kind = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = uint32(bytes, at + 4);
    yield { kind, start: at + 8, end: Math.min(bytes.length, at + 8 + length) };
    at += 8 + length + (length & 1);
  }
}

function findChunk(bytes: Uint8Array, from: number, wanted: string): Chunk | undefined {
  for (const chunk of readChunks(bytes, from)) if (chunk.kind === wanted) return chunk;
  return undefined;
}

function text(characters: string): Uint8Array {
  return Uint8Array.from(characters, (each) => each.charCodeAt(0));
}

function uint24(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (uint24(bytes, at) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}
