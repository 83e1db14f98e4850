import { createLzma, damaged } from "./lzma.ts";
import { UnknownPacking } from "./unknown-packing.ts";

/**
 * Unpacks the .xz format (tukaani.org/xz/xz-file-format.txt, 1.2.1): streams of blocks of LZMA2, without the filters that
 * change bytes before. Checksums are not held to what they say: the bytes are those that every reader gets.
 */
export function* unpackXz(bytes: Uint8Array): Generator<Uint8Array> {
  const cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    yield* unpackStream(cursor);
    while (bytes[cursor.at] === 0) cursor.at += 4;
  }
}

interface Cursor {
  bytes: Uint8Array;
  at: number;
}

const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00];
/** Bytes of a block's checksum by the stream's flag. */
const checkBytes: Readonly<Record<number, number>> = { 0: 0, 1: 4, 4: 8, 10: 32 };

function* unpackStream(cursor: Cursor): Generator<Uint8Array> {
  const start = cursor.at;
  for (const byte of magic) if (take(cursor) !== byte) damaged();
  const check = checkBytes[take(cursor)] ?? damaged();
  cursor.at += 4;
  for (let size = take(cursor); size !== 0; size = take(cursor)) {
    const dictionary = readBlockHeader(cursor, (size + 1) * 4);
    yield* unpackBlocks(cursor, dictionary);
    align(cursor, start);
    cursor.at += check;
  }
  const records = readNumber(cursor);
  for (let index = 0; index < 2 * records; index++) readNumber(cursor);
  align(cursor, start);
  cursor.at += 4 + 10;
  if (take(cursor) !== 0x59 || take(cursor) !== 0x5a) damaged();
}

/** The dictionary's size of a block whose header has so many bytes, the first of which was read. */
function readBlockHeader(cursor: Cursor, length: number): number {
  const end = cursor.at - 1 + length;
  const flags = take(cursor);
  if ((flags & 0x3c) !== 0) damaged();
  if ((flags & 3) !== 0)
    throw new UnknownPacking("its xz has filters beside LZMA2, which are not looked through");
  if (flags & 0x40) readNumber(cursor);
  if (flags & 0x80) readNumber(cursor);
  if (readNumber(cursor) !== 0x21 || readNumber(cursor) !== 1) damaged();
  const bits = take(cursor);
  if (bits >= 40) damaged();
  cursor.at = end;
  return (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
}

/** LZMA2: chunks that are packed or not, up to a zero. */
function* unpackBlocks(cursor: Cursor, dictionary: number): Generator<Uint8Array> {
  const lzma = createLzma(dictionary);
  for (let control = take(cursor); control !== 0; control = take(cursor)) {
    if (control === 1 || control >= 0xe0) lzma.resetDictionary();
    if (control < 0x80) {
      if (control > 2) damaged();
      yield* lzma.copy(takeBytes(cursor, readShort(cursor) + 1));
      continue;
    }
    const size = ((control & 0x1f) << 16) + readShort(cursor) + 1;
    const packed = readShort(cursor) + 1;
    if (control >= 0xc0) lzma.reset(take(cursor));
    else if (control >= 0xa0) lzma.resetState();
    const chunk = takeBytes(cursor, packed);
    yield* lzma.decode(chunk, 0, size);
    if (lzma.used() !== chunk.length) damaged();
  }
}

function take(cursor: Cursor): number {
  return cursor.bytes[cursor.at++] ?? damaged();
}

function takeBytes(cursor: Cursor, count: number): Uint8Array {
  const taken = cursor.bytes.subarray(cursor.at, cursor.at + count);
  if (taken.length < count) damaged();
  cursor.at += count;
  return taken;
}

function readShort(cursor: Cursor): number {
  return take(cursor) * 256 + take(cursor);
}

/** A number of seven bits a byte, the lowest first. */
function readNumber(cursor: Cursor): number {
  let [value, weight] = [0, 1];
  for (let count = 0; count < 7; count++) {
    const byte = take(cursor);
    value += (byte & 0x7f) * weight;
    if (byte < 0x80) return value;
    weight *= 128;
  }
  return damaged();
}

function align(cursor: Cursor, start: number): void {
  while ((cursor.at - start) % 4 !== 0) if (take(cursor) !== 0) damaged();
}
