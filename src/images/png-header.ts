import { crc32 } from "./crc32.ts";
import { exifOrientation } from "./exif-orientation.ts";
import type { ImageHeader } from "./image.ts";

/** A PNG's own header and the chunks that its pixels are made of. */
export interface PngHeader extends ImageHeader {
  format: "png";
  /** Bits a sample or palette index. */
  depth: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGB with alpha. */
  color: number;
  isInterlaced: boolean;
  /** Three bytes a colour. */
  palette: Uint8Array;
  /** The `tRNS` chunk: alpha by palette index, or the one colour that is transparent, 16 bits a sample. */
  transparency: Uint8Array | undefined;
  /** The zlib stream, in the pieces in which it stands. */
  data: Uint8Array[];
}

const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Encoders write 8 kB and more a chunk; a hostile file may have millions. */
const mostChunks = 100_000;

/** Channels of each colour type as stored; a palette's index is one. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const modeOf: Readonly<Record<number, string>> = { 0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA" };

/**
 * Reads a PNG's chunks and holds each to its checksum; undefined where the first is no sensible header. (W3C PNG,
 * third edition, 5 and 11)
 */
export function readPngHeader(bytes: Uint8Array): PngHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readFirst(view);
  if (header === undefined) return undefined;
  header.fault = "cut off";
  for (let at = 8, chunks = 0; at + 12 <= bytes.length; chunks++) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) break;
    if (chunks === mostChunks || crc32(bytes, at + 4, end) !== view.getUint32(end)) {
      header.fault = "corrupt";
      break;
    }
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (kind === "IEND") {
      delete header.fault;
      break;
    }
    takeChunk(header, kind, bytes.subarray(at + 8, end));
    at = end + 4;
  }
  return header;
}

function readFirst(view: DataView): PngHeader | undefined {
  if (view.byteLength < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) return undefined;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, color, method, filter, interlace] = [24, 25, 26, 27, 28].map((at) => view.getUint8(at));
  const isSensible = width > 0 && height > 0 && depths[color!]?.includes(depth!) === true;
  if (!isSensible || method !== 0 || filter !== 0 || interlace! > 1) return undefined;
  const grayMode = depth === 1 ? "1" : depth === 16 ? "I;16" : "L";
  return {
    format: "png",
    width,
    height,
    mode: color === 0 ? grayMode : modeOf[color!]!,
    channels: channelsOf[color!]!,
    frames: 1,
    orientation: 1,
    passes: 1,
    depth: depth!,
    color: color!,
    isInterlaced: interlace === 1,
    palette: new Uint8Array(0),
    transparency: undefined,
    data: [],
  };
}

function takeChunk(header: PngHeader, kind: string, body: Uint8Array): void {
  if (kind === "IDAT") header.data.push(body);
  else if (kind === "PLTE") header.palette = body;
  else if (kind === "tRNS") header.transparency = body;
  else if (kind === "eXIf") header.orientation = exifOrientation(body);
  else if (kind === "acTL" && body.length === 8)
    header.frames = Math.max(1, new DataView(body.buffer, body.byteOffset).getUint32(0));
}
