import type { RandomBytes } from "./pickle-scan.ts";

/** One member of a zip archive, as its central directory says. */
export interface ZipEntry {
  name: string;
  flags: number;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Offset of its local header in the file. */
  local: number;
}

/** A zip archive's members and what is odd about it. */
export interface ZipDirectory {
  entries: ZipEntry[];
  /** Bytes before the first member; readers of other formats start there. */
  prefix: number;
  /** Offset of the directory's first byte. */
  start: number;
  /** The file ends where the archive does. */
  isAtEnd: boolean;
  problems: string[];
}

const endBytes = 22;
const mostComment = 65_535;
const mostDirectory = 64 << 20;
const mostEntries = 100_000;
const endSignature = 0x06054b50;

interface End {
  at: number;
  entries: number;
  bytes: number;
  offset: number;
}

/**
 * The members that the central directory lists; undefined where the file has no end of a zip archive. What readers
 * differ on is a problem: several ends, bytes after the end, before the first member or between directory and end.
 * (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16)
 */
export async function readDirectory(file: RandomBytes): Promise<ZipDirectory | undefined> {
  const from = Math.max(0, file.size - endBytes - mostComment);
  const tail = viewOf(await file.readRange(from, file.size));
  const ends = findEnds(tail);
  const last = ends.at(-1);
  if (last === undefined) return undefined;
  const problems: string[] = [];
  if (ends.slice(0, -1).some((at) => reachesEnd(tail, at)))
    problems.push("the archive has several ends, on which readers differ");
  const isAtEnd = reachesEnd(tail, last);
  if (!isAtEnd) problems.push("the archive ends before the file does");
  const end = await readEnd(file, tail, from, last, problems);
  const prefix = end.at - end.bytes - end.offset;
  if (prefix < 0 || end.bytes > mostDirectory || end.entries > mostEntries) {
    problems.push("the archive's directory is not where it says or too large");
    return { entries: [], prefix: 0, start: 0, isAtEnd, problems };
  }
  const start = end.at - end.bytes;
  const view = viewOf(await file.readRange(start, end.at));
  const entries = readEntries(view, prefix, problems);
  if (entries.length !== end.entries)
    problems.push("the archive's directory has not as many members as it says");
  return { entries, prefix, start, isAtEnd, problems };
}

/** A view of bytes, little-endian numbers to be read from. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A member's name as text: UTF-8, or what its bytes say in Latin-1. */
export function nameOf(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  try {
    return strict.decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Where ends stand whose directory may lie before them. */
function findEnds(tail: DataView): number[] {
  const ends: number[] = [];
  for (let at = 0; at + endBytes <= tail.byteLength; at++)
    if (tail.getUint8(at) === 0x50 && tail.getUint32(at, true) === endSignature) ends.push(at);
  return ends;
}

/** Whether an end's comment goes to the end of the file: readers that look for that take it for the end. */
function reachesEnd(tail: DataView, at: number): boolean {
  return at + endBytes + tail.getUint16(at + 20, true) === tail.byteLength;
}

async function readEnd(
  file: RandomBytes,
  tail: DataView,
  from: number,
  at: number,
  problems: string[],
): Promise<End> {
  const plain: End = {
    at: from + at,
    entries: tail.getUint16(at + 10, true),
    bytes: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  if (tail.getUint32(at + 4, true) !== 0) problems.push("the archive says that it has several parts");
  const locator = plain.at - 20;
  if (locator < 0) return plain;
  const view = viewOf(await file.readRange(locator, plain.at));
  if (view.byteLength < 20 || view.getUint32(0, true) !== 0x07064b50) return plain;
  const wide = Number(view.getBigUint64(8, true));
  const record = viewOf(await file.readRange(wide, wide + 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50 || wide + 56 !== locator) {
    problems.push("the archive's 64-bit end is not where it says");
    return plain;
  }
  const wideEnd: End = {
    at: wide,
    entries: Number(record.getBigUint64(32, true)),
    bytes: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
  };
  const differs = (["entries", "bytes", "offset"] as const).some(
    (each) => plain[each] !== wideEnd[each] && plain[each] !== (each === "entries" ? 0xffff : 0xffffffff),
  );
  if (differs) problems.push("the archive's two ends contradict each other");
  return wideEnd;
}

function readEntries(view: DataView, prefix: number, problems: string[]): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= view.byteLength && view.getUint32(at, true) === 0x02014b50) {
    const [nameBytes, extraBytes] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > view.byteLength) break;
    const entry: ZipEntry = {
      name: nameOf(view, at + 46, nameBytes),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      local: view.getUint32(at + 42, true),
    };
    widen(entry, view, at + 46 + nameBytes, extraBytes);
    entry.local += prefix;
    entries.push(entry);
    at = next;
  }
  if (at !== view.byteLength) problems.push("the archive's directory is damaged");
  return entries;
}

/** Takes the 64-bit sizes of an entry's extra field 1, in the order of those that do not fit. */
function widen(entry: ZipEntry, view: DataView, start: number, length: number): void {
  for (let at = start; at + 4 <= start + length; ) {
    const [id, bytes] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    const end = Math.min(at + 4 + bytes, start + length);
    if (id === 1) {
      let place = at + 4;
      for (const field of ["size", "packed", "local"] as const)
        if (entry[field] === 0xffffffff && place + 8 <= end) {
          entry[field] = Number(view.getBigUint64(place, true));
          place += 8;
        }
      return;
    }
    at = end;
  }
}
