import type { RandomBytes } from "./pickle-scan.ts";
import { nameOf, viewOf, type ZipDirectory, type ZipEntry } from "./zip-directory.ts";

/** Where a member's bytes stand, and how its local header contradicts the directory. */
export interface ZipMember {
  entry: ZipEntry;
  /** Offset of its first byte. */
  start: number;
  /** Offset after its last byte. */
  end: number;
  problems: string[];
}

/** Members that share bytes. */
export const overlap = "members of the archive overlap";
/** Bytes that may follow a member without being a member: a data descriptor with 64-bit sizes. */
const mostDescriptor = 24;

/** Reads a member's local header and holds it to the directory's entry. */
export async function readMember(file: RandomBytes, entry: ZipEntry): Promise<ZipMember> {
  const problems: string[] = [];
  const head = viewOf(await file.readRange(entry.local, entry.local + 30));
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) {
    problems.push("it has no header where the directory says");
    return { entry, start: entry.local, end: entry.local, problems };
  }
  const [nameBytes, extraBytes] = [head.getUint16(26, true), head.getUint16(28, true)];
  const names = viewOf(await file.readRange(entry.local + 30, entry.local + 30 + nameBytes));
  if (names.byteLength < nameBytes || nameOf(names, 0, nameBytes) !== entry.name)
    problems.push("its header has another name than the directory");
  if (contradicts(head, entry)) problems.push("its header contradicts the directory");
  if ((entry.flags | head.getUint16(6, true)) & 0x2041) problems.push("it is encrypted, or says so");
  if (entry.method !== 0 && entry.method !== 8)
    problems.push(`it is packed in a way (${entry.method}) that is not read`);
  if (entry.method === 0 && entry.packed !== entry.size) problems.push("it is stored but has two sizes");
  const start = entry.local + 30 + nameBytes + extraBytes;
  const end = start + entry.packed;
  if (end > file.size) problems.push("it reaches past the end of the file");
  return { entry, start, end: Math.min(end, file.size), problems };
}

/** What is odd about where members lie: overlaps, bytes that belong to none, and names that stand twice. */
export function findOddities(directory: ZipDirectory, members: readonly ZipMember[]): string[] {
  const problems: string[] = [];
  if (directory.prefix > 0) problems.push("the archive does not start where the file does");
  const sorted = [...members].sort((one, other) => one.entry.local - other.entry.local);
  let end = directory.prefix;
  for (const member of sorted) {
    if (member.entry.local < end) problems.push(overlap);
    if (member.entry.local > end + mostDescriptor) problems.push("bytes of the archive belong to no member");
    end = Math.max(end, member.end);
  }
  if (directory.start < end) problems.push("members of the archive reach into its directory");
  if (directory.start > end + mostDescriptor) problems.push("bytes of the archive belong to no member");
  const names = new Set(members.map(({ entry }) => entry.name));
  if (names.size < members.length) problems.push("two members of the archive have one name");
  return [...new Set(problems)];
}

/** Method and flags must agree; sizes and checksum too, unless a descriptor after the data has them (bit 3). */
function contradicts(head: DataView, entry: ZipEntry): boolean {
  if (head.getUint16(8, true) !== entry.method) return true;
  const flags = head.getUint16(6, true);
  if ((flags ^ entry.flags) & ~0x0806) return true;
  const has = (at: number, value: number): boolean => {
    const said = head.getUint32(at, true);
    return said === value || said === 0xffffffff || (said === 0 && (flags & 8) !== 0);
  };
  return !has(14, entry.crc) || !has(18, entry.packed) || !has(22, entry.size);
}
