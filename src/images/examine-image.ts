import { createHash } from "node:crypto";
import { decodeImage, readHeader } from "./decode-image.ts";
import { findImageFormat } from "./find-format.ts";
import { type AnyFormat, type Codecs, DecodeError, type ImageHeader } from "./image.ts";

/** What is wrong with an image; from "CMYK" on it may be fine all the same. */
export type ImageFault =
  | "empty"
  | "no image"
  | "unsupported"
  | "cut off"
  | "corrupt"
  | "damaged"
  | "CMYK"
  | "too large";

/** What is known of an image file. */
export interface ExaminedImage {
  bytes: number;
  /** SHA-256 of the file, lower-case hex. */
  digest: string;
  format: AnyFormat | undefined;
  header: Pick<ImageHeader, "width" | "height" | "mode" | "channels" | "frames" | "orientation"> | undefined;
  fault: ImageFault | undefined;
}

/** Several files' bytes one after the other; file i is `bytes[offsets[i]] … bytes[offsets[i + 1] - 1]`. */
export interface ImagesJob {
  bytes: Uint8Array;
  offsets: Uint32Array;
}

/** Examines one file of a job. */
export function examineJob(
  { bytes, offsets }: ImagesJob,
  job: number,
  codecs: Codecs,
): Promise<ExaminedImage> {
  // A copy, because the job's bytes are shared between threads, which zlib and libjpeg do not take.
  return examineImage(bytes.slice(offsets[job], offsets[job + 1]), codecs);
}

/** Reads a file's header, decodes its pixels to see that it can be done, and takes its digest. */
export async function examineImage(bytes: Uint8Array, codecs: Codecs): Promise<ExaminedImage> {
  const digest = createHash("sha256").update(bytes).digest("hex");
  const format = findImageFormat(bytes);
  const header = readHeader(bytes);
  const fault = await findFault(bytes, format, header, codecs);
  return { bytes: bytes.length, digest, format, header: header && described(header), fault };
}

/** What is known of a file that is too large to be in memory, by its first bytes. */
export function glanceAtImage(head: Uint8Array, bytes: number, digest: string): ExaminedImage {
  const header = readHeader(head);
  const format = findImageFormat(head);
  const fault = format === undefined ? "no image" : "too large";
  return { bytes, digest, format, header: header && described(header), fault };
}

async function findFault(
  bytes: Uint8Array,
  format: AnyFormat | undefined,
  header: ImageHeader | undefined,
  codecs: Codecs,
): Promise<ImageFault | undefined> {
  if (bytes.length === 0) return "empty";
  if (format === undefined) return "no image";
  if (format !== "jpeg" && format !== "png" && format !== "webp") return "unsupported";
  if (header === undefined) return "corrupt";
  try {
    const { width, height, warning } = await decodeImage(bytes, header, codecs);
    const isSame = width === header.width && height === header.height;
    // A frame of an animated WebP may be smaller than the whole.
    if (!isSame && format !== "webp") return "corrupt";
    return warning === undefined ? undefined : "damaged";
  } catch (error) {
    if (error instanceof DecodeError) return error.fault;
    throw error;
  }
}

function described({ width, height, mode, channels, frames, orientation }: ImageHeader) {
  return { width, height, mode, channels, frames, orientation };
}
