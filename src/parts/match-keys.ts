/** Hashes of keys in a scratch file, with the row that each is of: three words of 32 bits a row. */
export interface StoredKeys {
  count: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Bytes of a stored key. */
export const storedBytes = 12;

/** Keys that are compared at a time: 64 MiB at the load that the table may have. */
const mostKnown = 2 ** 22;

/** How many keys are found among others, or are not; rows ascend. */
export interface KeyMatches {
  count: number;
  first: number[];
}

/**
 * Looks keys up among others by their 64 bits. Where those are many, they are compared in several passes over both
 * files, by the first bits of their hashes, so that memory does not grow with them.
 */
export async function matchKeys(
  known: StoredKeys,
  asked: StoredKeys,
  { kept, most = mostKnown }: { kept: number; most?: number },
): Promise<{ found: KeyMatches; unmatched: KeyMatches }> {
  const passBits = Math.max(0, Math.ceil(Math.log2(known.count / most)));
  const found: KeyMatches = { count: 0, first: [] };
  const unmatched: KeyMatches = { count: 0, first: [] };
  for (let pass = 0; pass < 2 ** passBits; pass++) {
    // A hash's first bits tell its pass, and its other half the slot.
    const isNow = (high: number): boolean => passBits === 0 || high >>> (32 - passBits) === pass;
    const set = createKeySet();
    for await (const words of wordsOf(known.read(), storedBytes))
      for (let at = 0; at < words.length; at += 3) if (isNow(words[at]!)) set.add(words[at]!, words[at + 1]!);
    const rows = { found: 0, unmatched: 0 };
    for await (const words of wordsOf(asked.read(), storedBytes))
      for (let at = 0; at < words.length; at += 3) {
        if (!isNow(words[at]!)) continue;
        const side = set.has(words[at]!, words[at + 1]!) ? "found" : "unmatched";
        const into = side === "found" ? found : unmatched;
        into.count++;
        // The first of each pass are enough to know the first of all.
        if (rows[side]++ < kept) into.first.push(words[at + 2]!);
      }
    for (const into of [found, unmatched]) into.first = into.first.sort((a, b) => a - b).slice(0, kept);
  }
  return { found, unmatched };
}

/** Whole keys, of so many bytes each, of chunks that may end within one. */
export async function* wordsOf(
  chunks: AsyncIterable<Uint8Array>,
  keyBytes: number,
): AsyncGenerator<Uint32Array> {
  let rest = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    const whole = bytes.length - (bytes.length % keyBytes);
    rest = bytes.slice(whole);
    yield new Uint32Array(bytes.buffer, 0, whole / 4);
  }
}

/** 64-bit numbers by open addressing. */
function createKeySet(): { add(high: number, low: number): void; has(high: number, low: number): boolean } {
  let highs = new Uint32Array(1024);
  let lows = new Uint32Array(1024);
  let size = 0;
  let hasZero = false;
  // A slot of zeros is an empty one.
  const place = (high: number, low: number): number => {
    const mask = lows.length - 1;
    let slot = (low ^ (high >>> 7)) & mask;
    while ((lows[slot] !== low || highs[slot] !== high) && (lows[slot] !== 0 || highs[slot] !== 0))
      slot = (slot + 1) & mask;
    return slot;
  };
  const widen = (): void => {
    const [oldHighs, oldLows] = [highs, lows];
    highs = new Uint32Array(oldHighs.length * 2);
    lows = new Uint32Array(oldLows.length * 2);
    for (let old = 0; old < oldLows.length; old++) {
      if (oldLows[old] === 0 && oldHighs[old] === 0) continue;
      const slot = place(oldHighs[old]!, oldLows[old]!);
      highs[slot] = oldHighs[old]!;
      lows[slot] = oldLows[old]!;
    }
  };
  return {
    add(high, low) {
      if (high === 0 && low === 0) {
        hasZero = true;
        return;
      }
      const slot = place(high, low);
      if (lows[slot] === low && highs[slot] === high) return;
      highs[slot] = high;
      lows[slot] = low;
      if (++size * 2 > lows.length) widen();
    },
    has(high, low) {
      if (high === 0 && low === 0) return hasZero;
      const slot = place(high, low);
      return lows[slot] === low && highs[slot] === high;
    },
  };
}
