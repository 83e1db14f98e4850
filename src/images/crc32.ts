const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * The CRC-32 of `bytes[start … end)` that PNG and zip use (ISO 3309), as an unsigned number; `before` is that of the bytes
 * before them.
 */
export function crc32(bytes: Uint8Array, start: number, end: number, before = 0): number {
  let value = ~before;
  for (let at = start; at < end; at++) value = table[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}
