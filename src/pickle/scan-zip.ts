import { crc32 } from "../images/crc32.ts";
import { type Content, contentOf, unpackedContent } from "./content.ts";
import type { RandomBytes } from "./pickle-scan.ts";
import { scanKeras } from "./scan-keras.ts";
import { addProblem, shown } from "./scan-record.ts";
import type { StreamPlace } from "./scan-stream.ts";
import type { ZipDirectory, ZipEntry } from "./zip-directory.ts";
import { findOddities, overlap, readMember, type ZipMember } from "./zip-member.ts";

/** Scans one content; what members are given to. */
export type ScanContent = (content: Content, place: StreamPlace, depth: number) => Promise<boolean>;

/**
 * Scans the members of a zip archive, each by its content: PyTorch's and TorchScript's files, `.npz`, `.keras`, skops and
 * any other. Returns whether one holds a pickle.
 */
export async function scanZip(
  file: RandomBytes,
  directory: ZipDirectory,
  { record, member: path }: StreamPlace,
  depth: number,
  scanContent: ScanContent,
): Promise<boolean> {
  const members: ZipMember[] = [];
  for (const entry of directory.entries) members.push(await readMember(file, entry));
  const oddities = findOddities(directory, members);
  for (const problem of [...directory.problems, ...oddities]) addProblem(record, path, problem, 0);
  // The same bytes again and again would take as long as somebody likes.
  if (oddities.includes(overlap)) return false;
  const names = directory.entries.map(({ name }) => name);
  const isTorch = names.some((name) => /(^|\/)data\.pkl$/.test(name));
  const isScript = names.some((name) => /(^|\/)constants\.pkl$/.test(name));
  let found = false;
  for (const member of members) {
    const { name } = member.entry;
    const place: StreamPlace = {
      record,
      member: path === "" ? shown(name) : `${path}!${shown(name)}`,
      isExpected: /\.(pkl|pickle|p|joblib)$/i.test(name),
      isRaw: isTorch && /(^|\/)data\/\d+$/.test(name),
      takesIds: isTorch,
      isScript: isScript && isTorch,
    };
    for (const problem of member.problems) addProblem(record, place.member, problem, 0);
    if (member.start >= member.end) continue;
    const content = contentOfMember(file, member, place);
    if (await scanContent(content, place, depth)) found = true;
    if (/(^|\/)(config|schema)\.json$/.test(name)) await scanKeras(content, place);
  }
  return found;
}

/** A member's content, unpacked and held to its checksum and size once it is read to its end. */
function contentOfMember(file: RandomBytes, { entry, start, end }: ZipMember, place: StreamPlace): Content {
  const packed = contentOf(file, start, end);
  const report = (message: string): void => addProblem(place.record, place.member, message, 0);
  const content = entry.method === 8 ? unpackedContent(packed, "deflate-raw", place.record, report) : packed;
  return {
    random: content.random,
    open: () => checked(content.open(), entry, place),
  };
}

async function* checked(
  chunks: AsyncIterable<Uint8Array>,
  entry: ZipEntry,
  { record, member, isRaw }: StreamPlace,
): AsyncGenerator<Uint8Array> {
  let [crc, size] = [0, 0];
  for await (const chunk of chunks) {
    if (!isRaw) crc = crc32(chunk, 0, chunk.length, crc);
    size += chunk.length;
    yield chunk;
  }
  if (size !== entry.size) addProblem(record, member, "it has not the size that the directory says", 0);
  else if (!isRaw && crc !== entry.crc) addProblem(record, member, "its checksum is wrong", 0);
}
