import { countDuplicates } from "../profile/count-duplicates.ts";

/** Rows whose hashes are kept at most: 64 MiB of them. */
const mostHashes = 2 ** 23;
/** Bits that the hashes are divided by to be counted, so that little more memory is needed at a time. */
const passBits = 3;

/** Hashes of rows, all of them or those that begin with `skippedBits` zero bits. */
export interface HashLog {
  parts: { high: Uint32Array; low: Uint32Array }[];
  size: number;
  skippedBits: number;
}

/** No hashes. */
export function createHashLog(): HashLog {
  return { parts: [], size: 0, skippedBits: 0 };
}

/** Adds a part's hashes. Past the bound only every second kept one stays, picked by the hash, so equal rows stay together. */
export function addHashes(log: HashLog, part: { high: Uint32Array; low: Uint32Array }): void {
  // Not the part itself: it may bring more, which would stay in memory with its hashes.
  const { high, low } = part;
  if (high.length === 0) return;
  const kept = log.skippedBits === 0 ? { high, low } : keep(part, log.skippedBits, 0);
  log.parts.push(kept);
  log.size += kept.high.length;
  while (log.size > mostHashes) {
    log.skippedBits++;
    log.parts = log.parts.map((each) => keep(each, log.skippedBits, 0));
    log.size = log.parts.reduce((sum, { high }) => sum + high.length, 0);
  }
}

/** Rows whose hash an earlier row has too; an estimate where the log does not hold all rows. */
export function duplicatesOf(log: HashLog): { count: number; isExact: boolean } {
  const { parts, size, skippedBits } = log;
  const bits = size < 2 ** 18 ? 0 : passBits;
  let count = 0;
  for (let pass = 0; pass < 2 ** bits; pass++)
    count += countDuplicates(
      join(bits === 0 ? parts : parts.map((each) => keep(each, skippedBits + bits, pass))),
    );
  return { count: count * 2 ** skippedBits, isExact: skippedBits === 0 };
}

/** The hashes whose first `bits` bits are the number `prefix`. */
function keep(part: HashLog["parts"][number], bits: number, prefix: number): HashLog["parts"][number] {
  const shift = 32 - bits;
  let size = 0;
  for (let i = 0; i < part.high.length; i++) if (part.high[i]! >>> shift === prefix) size++;
  const high = new Uint32Array(size);
  const low = new Uint32Array(size);
  for (let i = 0, at = 0; at < size; i++) {
    if (part.high[i]! >>> shift !== prefix) continue;
    high[at] = part.high[i]!;
    low[at++] = part.low[i]!;
  }
  return { high, low };
}

function join(parts: HashLog["parts"]): HashLog["parts"][number] {
  const size = parts.reduce((sum, { high }) => sum + high.length, 0);
  const all = { high: new Uint32Array(size), low: new Uint32Array(size) };
  let at = 0;
  for (const { high, low } of parts) {
    all.high.set(high, at);
    all.low.set(low, at);
    at += high.length;
  }
  return all;
}
