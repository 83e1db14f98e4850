import { hasText } from "./find-format.ts";

const orientationTag = 0x0112;

/**
 * The orientation in an EXIF block (a TIFF header and its first directory; `Exif\0\0` before it is passed over), 1
 * where it has none or makes no sense. (CIPA DC-008, 4.6.4 and 4.6.5)
 */
export function exifOrientation(block: Uint8Array): number {
  const tiff = hasText(block, 0, "Exif\0\0") ? block.subarray(6) : block;
  const isLittle = hasText(tiff, 0, "II*\0");
  if (!isLittle && !hasText(tiff, 0, "MM\0*")) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < 8) return 1;
  const start = view.getUint32(4, isLittle);
  if (start + 2 > view.byteLength) return 1;
  const entries = view.getUint16(start, isLittle);
  for (let entry = 0; entry < entries; entry++) {
    const at = start + 2 + 12 * entry;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, isLittle) !== orientationTag) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
