import type { CompressionCodec, Compressors } from "hyparquet";

/** A chunk of a column: what its pages must agree with. */
export interface ParquetChunk {
  bytes: ArrayBuffer;
  rows: number;
  isNullable: boolean;
  isBoolean: boolean;
  codec: CompressionCodec;
  compressors: Compressors;
}

/** Pages do not unpack to more than this many bytes. */
const largestPage = 1 << 30;

/**
 * Holds the pages of a column chunk to what they say of themselves before hyparquet decodes them: it takes the length
 * of a run on trust, so that four crafted bytes would keep it busy for hours. Throws RangeError.
 */
export async function checkPages(chunk: ParquetChunk): Promise<void> {
  const [{ parquetHeader }, { decompressPage }] = await Promise.all([
    import("hyparquet/src/column.js"),
    import("hyparquet/src/datapage.js"),
  ]);
  const { bytes, codec, compressors } = chunk;
  const reader = { view: new DataView(bytes), offset: 0 };
  let entries = 0;
  for (let rows = 0; rows < chunk.rows; ) {
    if (reader.offset >= bytes.byteLength) throw new RangeError("a column has fewer values than rows");
    const header = parquetHeader(reader);
    const { compressed_page_size: size, uncompressed_page_size: unpacked } = header;
    if (!isWithin(size, bytes.byteLength - reader.offset) || !isWithin(unpacked, largestPage))
      throw new RangeError("a page has an impossible size");
    const body = new Uint8Array(bytes, reader.offset, size);
    reader.offset += size;
    if (header.dictionary_page_header !== undefined) {
      if (!isWithin(header.dictionary_page_header.num_values, unpacked * 8))
        throw new RangeError("a dictionary has more values than bytes");
      entries = header.dictionary_page_header.num_values;
      continue;
    }
    const first = header.data_page_header;
    const second = header.data_page_header_v2;
    const count = first?.num_values ?? second?.num_rows ?? 0;
    if (!isWithin(count, chunk.rows - rows) || count === 0)
      throw new RangeError("a page has an impossible number of values");
    rows += count;
    if (first !== undefined) {
      const page = decompressPage(body, unpacked, codec, compressors);
      const levels = chunk.isNullable ? 4 + lengthAt(page, 0) : 0;
      const present = chunk.isNullable ? checkRuns(page, 4, 1, count) : count;
      checkValues(page.subarray(Math.min(levels, page.length)), {
        encoding: first.encoding,
        isBoolean: chunk.isBoolean,
        count: present,
        entries,
      });
    } else if (second !== undefined) {
      const { definition_levels_byte_length: levels, repetition_levels_byte_length: repetition } = second;
      if (second.num_values !== count || !isWithin(levels, size) || repetition !== 0)
        throw new RangeError("a page has impossible levels");
      const present = levels > 0 ? checkRuns(body, 0, 1, count) : count;
      const isPacked = second.is_compressed && codec !== "UNCOMPRESSED";
      const values = body.subarray(levels);
      const page = isPacked ? decompressPage(values, unpacked - levels, codec, compressors) : values;
      if (second.num_nulls !== count - present) throw new RangeError("a page has impossible levels");
      checkValues(page, { encoding: second.encoding, isBoolean: chunk.isBoolean, count: present, entries });
    }
  }
}

function isWithin(value: number, most: number): boolean {
  return value >= 0 && value <= most;
}

function lengthAt(page: Uint8Array, at: number): number {
  return new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(at, true);
}

/** Values that are written as runs: indices into the dictionary, behind their width, and booleans. */
function checkValues(
  page: Uint8Array,
  values: { encoding: string; isBoolean: boolean; count: number; entries: number },
): void {
  const { encoding, isBoolean, count, entries } = values;
  if (count === 0) return;
  const isIndex = encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";
  if (encoding === "RLE" && isBoolean) checkRuns(page, 4, 1, count);
  else if (isIndex || encoding === "RLE") {
    const width = page[0] ?? 0;
    if (width > 32) throw new RangeError("a dictionary has an impossible size");
    if (isIndex && entries === 0) throw outOfRange();
    if (width > 0) checkRuns(page, 1, width, count, isIndex ? entries : 2 ** width);
  }
}

/**
 * Follows runs (Parquet's RLE and bit-packing hybrid) until they have `count` values, all of them below `bound`, and
 * returns how many are odd.
 */
function checkRuns(
  page: Uint8Array,
  start: number,
  width: number,
  count: number,
  bound = 2 ** width,
): number {
  let at = start;
  let seen = 0;
  let odd = 0;
  while (seen < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = page[at++];
      if (byte === undefined || shift > 28) throw new RangeError("a page ends within its runs");
      header += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const size = Math.floor(header / 2);
    if (header % 2 === 0) {
      if (size > count - seen) throw new RangeError("a run is longer than its page");
      const bytes = (width + 7) >> 3;
      if (largestPacked(page, at, bytes * 8, 1) >= bound) throw outOfRange();
      if ((page[at] ?? 0) % 2 === 1) odd += size;
      seen += size;
      at += bytes;
    } else {
      if (size * width > page.length - at) throw new RangeError("a page ends within its runs");
      const values = Math.min(size * 8, count - seen);
      if (bound < 2 ** width && largestPacked(page, at, width, values) >= bound) throw outOfRange();
      if (width === 1)
        for (let bit = 0; bit < values; bit++) odd += (page[at + (bit >> 3)]! >> (bit & 7)) & 1;
      seen += size * 8;
      at += size * width;
    }
  }
  return odd;
}

/** The largest of so many values that are packed from a byte on, each in `width` bits, at most 32, the lowest first. */
function largestPacked(page: Uint8Array, start: number, width: number, count: number): number {
  const range = 2 ** width;
  let largest = 0;
  let held = 0;
  let bits = 0;
  let at = start;
  for (let i = 0; i < count; i++) {
    for (; bits < width; bits += 8) held += (page[at++] ?? 0) * 2 ** bits;
    largest = Math.max(largest, held % range);
    held = Math.floor(held / range);
    bits -= width;
  }
  return largest;
}

/** hyparquet would take values that are not there for missing, or for zero. */
function outOfRange(): RangeError {
  return new RangeError("a value points outside of its dictionary, or is neither there nor missing");
}
