/** The formats whose pixels can be read. */
export type ImageFormat = "jpeg" | "png" | "webp";

/** What a file's bytes say that it is; those beside `ImageFormat` are known by their first bytes alone. */
export type AnyFormat = ImageFormat | "gif" | "bmp" | "tiff" | "heic" | "avif" | "jpeg2000";

/** What an image says of itself before any pixel is decoded. */
export interface ImageHeader {
  format: ImageFormat;
  /** As stored, which is Pillow's `size`: an EXIF orientation is not applied. */
  width: number;
  height: number;
  /** Pillow's name: 1, L, LA, P, RGB, RGBA, CMYK or I;16. */
  mode: string;
  /** Channels of a pixel, Pillow's `len(getbands())`. */
  channels: number;
  /** 1 for a still image. */
  frames: number;
  /** The EXIF orientation, 1 to 8; 1 where none is said. */
  orientation: number;
  /** Times that all pixels are gone over to decode the image. */
  passes: number;
  /** What is wrong with the file around its pixels. */
  fault?: "cut off" | "corrupt";
}

/** Pixels as 8-bit RGBA, row by row; alpha is not premultiplied, and 255 where the image has none. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Why an image cannot be decoded; the message is for the code's readers. */
export class DecodeError extends Error {
  readonly fault: "cut off" | "corrupt" | "too large" | "CMYK";

  constructor(fault: DecodeError["fault"], message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The decoders that come from elsewhere. Pixels are at most `maxPixels`; what cannot be decoded is a DecodeError. */
export interface Codecs {
  /** libjpeg's pixels, and its warning where it decoded what was damaged. Not CMYK. */
  jpeg(bytes: Uint8Array): Promise<Pixels & { warning?: string | undefined }>;
  /** A still image. */
  webp(bytes: Uint8Array): Promise<Pixels>;
  /** The first `most` bytes of a zlib stream. A stream that is damaged or holds far more is a DecodeError. */
  inflate(bytes: Uint8Array, most: number): Uint8Array;
}

/** Larger images are not decoded: it bounds memory and time, and no photograph that models learn from comes near. */
export const maxPixels = 50_000_000;
