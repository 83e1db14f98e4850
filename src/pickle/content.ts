import { type ByteCursor, closeCursor, joinBytes, openCursor } from "./byte-cursor.ts";
import { inflate, type Packing } from "./inflate.ts";
import type { RandomBytes } from "./pickle-scan.ts";
import type { ScanRecord } from "./scan-record.ts";
import { UnknownPacking } from "./unknown-packing.ts";

/** Bytes to be scanned: at random where they lie in the file as they are, else only from the start on. */
export interface Content {
  open(): AsyncGenerator<Uint8Array>;
  random: RandomBytes | undefined;
}

const firstChunk = 1 << 14;
const chunk = 1 << 18;
/** What all members of a file may unpack to. */
const mostUnpacked = 2 ** 34;

/** Part of a file, as content of its own. */
export function contentOf(file: RandomBytes, start: number, end: number): Content {
  const size = end - start;
  const readRange = (from: number, to: number): Promise<Uint8Array> =>
    file.readRange(start + Math.min(from, size), start + Math.min(Math.max(from, to), size));
  return {
    random: { size, readRange },
    async *open() {
      for (let at = 0; at < size; ) {
        const bytes = await readRange(at, at + (at === 0 ? firstChunk : chunk));
        if (bytes.length === 0) return;
        yield bytes;
        at += bytes.length;
      }
    },
  };
}

/**
 * Content that is unpacked as it is read. Where that fails, or all that is unpacked passes a bound, it ends there:
 * `report` is told why.
 */
export function unpackedContent(
  content: Content,
  packing: Packing,
  record: ScanRecord,
  report: (message: string) => void,
): Content {
  return {
    random: undefined,
    async *open() {
      const chunks = inflate(content.open(), packing);
      for (;;) {
        const next = await chunks
          .next()
          .catch((cause) =>
            cause instanceof UnknownPacking ? cause.message : "it cannot be unpacked to its end",
          );
        if (typeof next === "string") return report(next);
        if (next.done === true) return;
        record.unpacked += next.value.length;
        if (record.unpacked > mostUnpacked) return report("it unpacks to more than any model has");
        yield next.value;
      }
    },
  };
}

/** Does something with a cursor at the start of a content, and gives up what was not read. */
export async function withCursor<T>(content: Content, use: (cursor: ByteCursor) => Promise<T>): Promise<T> {
  const cursor = openCursor(content.open());
  try {
    return await use(cursor);
  } finally {
    await closeCursor(cursor).catch(() => {});
  }
}

/** The whole content, if it has at most so many bytes. */
export async function readWhole(content: Content, most: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content.open()) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(piece);
  }
  return joinBytes(pieces, length);
}
