import { decodePng } from "./decode-png.ts";
import { findImageFormat } from "./find-format.ts";
import { type Codecs, DecodeError, type ImageHeader, maxPixels, type Pixels } from "./image.ts";
import { readJpegHeader } from "./jpeg-header.ts";
import { type PngHeader, readPngHeader } from "./png-header.ts";
import { firstFrame, readWebpHeader } from "./webp-header.ts";

/** Pixels that may be gone over at most; a progressive JPEG goes over all of them with each scan. */
const maxWork = 20 * maxPixels;

/** The header of a JPEG, PNG or WebP; undefined for what is none of them or has no sensible one. */
export function readHeader(bytes: Uint8Array): ImageHeader | PngHeader | undefined {
  switch (findImageFormat(bytes)) {
    case "jpeg":
      return readJpegHeader(bytes);
    case "png":
      return readPngHeader(bytes);
    case "webp":
      return readWebpHeader(bytes);
    default:
      return undefined;
  }
}

/**
 * The pixels of an image whose header was read, of an animated one the first frame's. `warning` says what libjpeg
 * found wrong and passed over. Throws DecodeError.
 */
export async function decodeImage(
  bytes: Uint8Array,
  header: ImageHeader | PngHeader,
  codecs: Codecs,
): Promise<Pixels & { warning?: string | undefined }> {
  const { format, mode, fault } = header;
  if (fault !== undefined) throw new DecodeError(fault, `the file is ${fault}`);
  refuseLarge(header);
  if ("data" in header) return decodePng(header, codecs.inflate);
  if (format === "webp") {
    const still = firstFrame(bytes);
    // A frame has a size of its own.
    refuseLarge(readWebpHeader(still) ?? header);
    return codecs.webp(still);
  }
  if (mode === "CMYK") throw new DecodeError("CMYK", "the JPEG has four channels");
  return codecs.jpeg(bytes);
}

function refuseLarge({ width, height, passes }: ImageHeader): void {
  if (width * height > maxPixels || width * height * passes > maxWork)
    throw new DecodeError("too large", `${width} × ${height} pixels, ${passes} times`);
}
