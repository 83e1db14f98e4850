import { exifOrientation } from "./exif-orientation.ts";
import { hasText } from "./find-format.ts";
import type { ImageHeader } from "./image.ts";

const modes: Readonly<Record<number, string>> = { 1: "L", 3: "RGB", 4: "CMYK" };

/** Markers that stand alone: TEM, RST0 … RST7, SOI. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** Start of frame, by every coding: SOF0 … SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Reads a JPEG's markers from the first to the last, as libjpeg does: bytes between them are passed over. Undefined
 * where no frame is declared. (ITU-T T.81, B.1 and B.2)
 */
export function readJpegHeader(bytes: Uint8Array): ImageHeader | undefined {
  let frame: { width: number; height: number; channels: number } | undefined;
  let orientation = 1;
  let isWhole = false;
  for (let at = nextMarker(bytes, 2); at < bytes.length; ) {
    const marker = bytes[at]!;
    if (marker === 0xd9) {
      isWhole = true;
      break;
    }
    if (isAlone(marker)) {
      at = nextMarker(bytes, at + 1);
      continue;
    }
    const length = uint16(bytes, at + 1);
    const body = bytes.subarray(at + 3, at + 1 + length);
    if (isFrame(marker) && body.length >= 6)
      frame ??= { height: uint16(body, 1), width: uint16(body, 3), channels: body[5]! };
    else if (marker === 0xe1 && hasText(body, 0, "Exif\0\0")) orientation = exifOrientation(body);
    at = nextMarker(bytes, at + 1 + Math.max(2, length));
  }
  const mode = modes[frame?.channels ?? 0];
  if (frame === undefined || mode === undefined || frame.width === 0 || frame.height === 0) return undefined;
  return {
    format: "jpeg",
    ...frame,
    mode,
    frames: 1,
    orientation,
    passes: countScans(bytes),
    // Of others libjpeg says so itself, and it finds its way again behind a damaged restart.
    ...(!isWhole && mode === "CMYK" && { fault: "cut off" }),
  };
}

/** At least 1, and no fewer than there are: a start of scan counts wherever it stands, as damage may hide it. */
function countScans(bytes: Uint8Array): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xda) scans++;
  return Math.max(1, scans);
}

/** Where the next marker's code is, or the end: coded data has 0xff only before a 0 or a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code === undefined) break;
    if (code !== 0 && code !== 0xff) return at + 1;
  }
  return bytes.length;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
