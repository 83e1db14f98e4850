/** Where a JSON list may be cut: behind commas between its elements. Three numbers a cut: byte, line, start of that line. */
export type JsonCuts = Float64Array;

/** Watches a file go by for places to cut it at. */
export interface JsonBorders {
  add(chunk: Uint8Array): void;
  /** Places that lie at least `size` bytes apart; none where the file is no list. */
  cuts(): JsonCuts;
}

const quote = 34;
const backslash = 92;

/**
 * Finds the commas between a list's elements by what stands in strings and how deep brackets are. In what is no JSON
 * they may be wrong; reading the elements tells.
 */
export function watchBorders(size: number): JsonBorders {
  const cuts: number[] = [];
  const nestings = nestingOf();
  let isList = true;
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let line = 1;
  let lineStart = 0;
  let passed = 0;
  let last = 0;
  return {
    add(chunk) {
      for (let i = 0; i < chunk.length && isList; i++) {
        const byte = chunk[i]!;
        if (byte === 10) {
          line++;
          lineStart = passed + i + 1;
        }
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (byte === backslash) isEscaped = true;
          else if (byte === quote) isText = false;
          continue;
        }
        const nesting = nestings[byte]!;
        if (nesting === 0) continue;
        if (nesting === token) isText = true;
        else if (nesting === comma) {
          const place = passed + i + 1;
          if (depth !== 1 || place - last < size) continue;
          cuts.push(place, line, lineStart);
          last = place;
        } else {
          if (depth === 0) isList = byte === 91;
          depth += nesting;
          isList &&= depth > 0;
        }
      }
      passed += chunk.length;
    },
    cuts: () => Float64Array.from(cuts),
  };
}

const comma = 2;
const token = 3;

/** By byte, how it changes the depth, or what else it is; 0 for bytes that say nothing. */
function nestingOf(): Int8Array {
  const nestings = new Int8Array(256);
  for (const open of [91, 123]) nestings[open] = 1;
  for (const close of [93, 125]) nestings[close] = -1;
  nestings[44] = comma;
  nestings[quote] = token;
  return nestings;
}
