import { type ByteCursor, fill, leftOf } from "./byte-cursor.ts";
import { type Content, readWhole, unpackedContent, withCursor } from "./content.ts";
import { inflate, type Packing } from "./inflate.ts";
import { isHdf5, scanHdf5 } from "./scan-hdf5.ts";
import { isNpy, scanNpy } from "./scan-npy.ts";
import { addProblem } from "./scan-record.ts";
import { type StreamPlace, scanStream } from "./scan-stream.ts";
import { scanZip } from "./scan-zip.ts";
import { readDirectory } from "./zip-directory.ts";

/** Archives in archives. */
const mostDepth = 4;
/** An archive inside of another that is unpacked into memory. */
const mostNested = 64 << 20;
const headBytes = 2_056;

/** Ways of packing that are known by their first bytes; joblib takes two bytes for LZMA's. */
const read: readonly (readonly [Packing, readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["lzma", [0x5d, 0x00]],
  ["lz4", [0x04, 0x22, 0x4d, 0x18]],
];
/** What follows `BZh` and a digit: a block, or the end. */
const bzip2Marks = [
  [0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
  [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
] as const;

/** Others that are known and not read. */
const unread: readonly (readonly [string, readonly number[], number])[] = [
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd], 0],
  ["7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 0],
  ["rar", [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], 0],
  ["tar", [0x75, 0x73, 0x74, 0x61, 0x72], 257],
  ["joblib's old packing", [0x5a, 0x46, 0x30, 0x78], 0],
];

/** Scans bytes by what they are, not by their name. Returns whether they hold a pickle. */
export async function scanContent(content: Content, place: StreamPlace, depth: number): Promise<boolean> {
  const head = await withCursor(content, readHead);
  const problem = (message: string): void => addProblem(place.record, place.member, message, 0);
  if (place.isRaw) return withCursor(content, (cursor) => scanStream(cursor, place));
  if (depth > mostDepth) {
    problem("archives lie too deep in each other");
    return false;
  }
  const isZip = startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]);
  // Inside of another archive nobody looks for one behind other bytes.
  const zip = isZip || place.member === "" ? await scanAsZip(content, isZip, place, depth) : undefined;
  if (zip !== undefined && isZip) return zip;
  const found = await scanUnzipped(content, head, place, depth);
  if (found && zip !== undefined) problem("it is a pickle and a zip archive at once");
  return found || zip === true;
}

/** Scans a zip archive, which may start after other bytes; undefined where there is none. */
async function scanAsZip(
  content: Content,
  isZip: boolean,
  place: StreamPlace,
  depth: number,
): Promise<boolean | undefined> {
  const { record, member } = place;
  let file = content.random;
  if (file === undefined) {
    if (!isZip) return undefined;
    const bytes = await readWhole(content, mostNested);
    if (bytes === undefined) {
      addProblem(record, member, "it is a packed archive inside of another, too large to look into", 0);
      return false;
    }
    file = { size: bytes.length, readRange: async (start, end) => bytes.subarray(start, end) };
  }
  const directory = await readDirectory(file);
  if (directory !== undefined && (isZip || directory.isAtEnd || directory.entries.length > 0))
    return scanZip(file, directory, place, depth + 1, scanContent);
  if (isZip) addProblem(record, member, "it starts as a zip archive but has no directory", 0);
  return undefined;
}

async function scanUnzipped(
  content: Content,
  head: Uint8Array,
  place: StreamPlace,
  depth: number,
): Promise<boolean> {
  const packing = await packingOf(head);
  if (packing !== undefined) {
    const member = place.member === "" ? packing : `${place.member}!${packing}`;
    const unpacked = unpackedContent(content, packing, place.record, (message) =>
      addProblem(place.record, member, message, 0),
    );
    return scanContent(unpacked, { ...place, member }, depth + 1);
  }
  const known = unread.find(([, magic, at]) => startsWith(head.subarray(at), magic));
  if (known !== undefined)
    addProblem(place.record, place.member, `it is packed as ${known[0]}, which is not looked into`, 0);
  if (isHdf5(head)) return scanHdf5(content, place);
  if (isNpy(head)) return withCursor(content, (cursor) => scanNpy(cursor, place));
  return withCursor(content, (cursor) => scanStream(cursor, place));
}

/** What a content is packed with; zlib by its header's checksum, as joblib writes it. */
async function packingOf(head: Uint8Array): Promise<Packing | undefined> {
  const known = read.find(([, magic]) => startsWith(head, magic));
  if (known !== undefined) return known[0];
  if (startsWith(head, [0x42, 0x5a, 0x68]) && bzip2Marks.some((mark) => startsWith(head.subarray(4), mark)))
    return "bz2";
  const isZlib = head[0] === 0x78 && head.length > 1 && (0x7800 + head[1]!) % 31 === 0;
  return isZlib && !(isText(head) && (await isStuck(head))) ? "deflate" : undefined;
}

/** Whether there is plain ASCII alone: `x^2` looks like the header of zlib. */
function isText(head: Uint8Array): boolean {
  return head.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d,
  );
}

/** Whether nothing can be unpacked of what a content starts with. */
async function isStuck(head: Uint8Array): Promise<boolean> {
  const chunks = inflate(
    (async function* () {
      yield head;
    })(),
    "deflate",
  );
  const first = await chunks.next().catch(() => undefined);
  await chunks.return(undefined);
  return first === undefined;
}

async function readHead(cursor: ByteCursor): Promise<Uint8Array> {
  await fill(cursor, headBytes);
  return cursor.window.slice(cursor.at, cursor.at + Math.min(headBytes, leftOf(cursor)));
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}
