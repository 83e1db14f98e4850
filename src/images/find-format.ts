import type { AnyFormat } from "./image.ts";

const starts: [format: AnyFormat, at: number, text: string][] = [
  ["jpeg", 0, "\xff\xd8\xff"],
  ["png", 0, "\x89PNG\r\n\x1a\n"],
  ["gif", 0, "GIF8"],
  ["bmp", 0, "BM"],
  ["tiff", 0, "II*\0"],
  ["tiff", 0, "MM\0*"],
  ["jpeg2000", 4, "jP  \r\n\x87\n"],
  ["avif", 4, "ftypavi"],
  ...["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"].map(
    (brand): [AnyFormat, number, string] => ["heic", 4, `ftyp${brand}`],
  ),
];

/** The format of an image by its first bytes, undefined for what is no image that is known. */
export function findImageFormat(bytes: Uint8Array): AnyFormat | undefined {
  if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) return "webp";
  return starts.find(([, at, text]) => hasText(bytes, at, text))?.[0];
}

/** Whether these Latin-1 characters stand there. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

const endings: readonly [format: AnyFormat, endings: RegExp][] = [
  ["jpeg", /\.(jpe?g|jpe|jfif)$/i],
  ["png", /\.a?png$/i],
  ["webp", /\.webp$/i],
  ["gif", /\.gif$/i],
  ["bmp", /\.(bmp|dib)$/i],
  ["tiff", /\.tiff?$/i],
  ["heic", /\.hei[cf]$/i],
  ["avif", /\.avif$/i],
  ["jpeg2000", /\.(jp2|j2k)$/i],
];

/** The format that a file's name says, undefined for the name of no image. */
export function formatOfName(name: string): AnyFormat | undefined {
  return endings.find(([, ending]) => ending.test(name))?.[0];
}
