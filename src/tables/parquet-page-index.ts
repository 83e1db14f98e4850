import type { AsyncBuffer, ColumnMetaData } from "hyparquet";

/** Where the pages of a column chunk lie, and how many rows each holds. */
export interface PageIndex {
  /** Bytes of its dictionary; of none where it has no dictionary. */
  dictionary: { from: number; to: number };
  pages: { from: number; to: number; row: number; rows: number }[];
}

/** Bytes that a page's header is looked for in: most are small, those with long texts as their bounds are not. */
const headerBytes = [1 << 10, 1 << 16, 1 << 20];

/**
 * Finds the pages of a column chunk of so many rows by their headers alone, without reading what is in them. Throws
 * RangeError for what is damaged.
 */
export async function indexPages(
  access: AsyncBuffer,
  meta: ColumnMetaData,
  rows: number,
): Promise<PageIndex> {
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  const index: PageIndex = { dictionary: { from: start, to: start }, pages: [] };
  for (let at = start, row = 0; row < rows; ) {
    if (at >= end) throw new RangeError("a column has fewer values than rows");
    const { header, size } = await readHeader(access, at, end);
    const to = at + size + header.compressed_page_size;
    if (!(header.compressed_page_size >= 0 && to <= end))
      throw new RangeError("a page has an impossible size");
    if (header.dictionary_page_header !== undefined) index.dictionary = { from: at, to };
    else {
      const count = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_rows ?? 0;
      if (!(count > 0 && count <= rows - row))
        throw new RangeError("a page has an impossible number of values");
      index.pages.push({ from: at, to, row, rows: count });
      row += count;
    }
    at = to;
  }
  return index;
}

async function readHeader(access: AsyncBuffer, at: number, end: number) {
  const { parquetHeader } = await import("hyparquet/src/column.js");
  for (const bytes of headerBytes) {
    const reader = { view: new DataView(await access.slice(at, Math.min(end, at + bytes))), offset: 0 };
    try {
      return { header: parquetHeader(reader), size: reader.offset };
    } catch (cause) {
      // The header goes on behind what was read.
      if (!(cause instanceof RangeError) || at + bytes >= end) throw cause;
    }
  }
  throw new RangeError("a page has an impossible header");
}
