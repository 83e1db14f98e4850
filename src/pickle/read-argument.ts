import { leftOf } from "./byte-cursor.ts";
import { fail, type PickleMachine, require } from "./pickle-machine.ts";
import { anyText, type Value } from "./pickle-value.ts";

/** Bytes of the longest text that is kept as a name. */
export const longestName = 256;
/** Bytes of the longest line that is read as a whole. */
export const longestLine = 1_000;
/** Bytes that must be at hand before an opcode: two such lines, and more than any fixed argument. */
export const lookahead = 2_048;

/** An unsigned little-endian integer of one to eight bytes; ends the run where it is past 2⁵³. */
export function readUnsigned(machine: PickleMachine, bytes: number): number {
  require(machine, bytes);
  const { cursor } = machine;
  let value = 0;
  for (let index = bytes - 1; index >= 0; index--) value = value * 256 + cursor.window[cursor.at + index]!;
  cursor.at += bytes;
  if (value > Number.MAX_SAFE_INTEGER) fail("a length is past all sizes");
  return value;
}

/** A signed little-endian integer of four bytes. */
export function readSigned(machine: PickleMachine): number {
  return readUnsigned(machine, 4) | 0;
}

/** Text of so many bytes, all at hand: as a name where it can be one. */
export function readText(machine: PickleMachine, bytes: number): Value {
  const { cursor } = machine;
  const start = cursor.at;
  cursor.at += bytes;
  return nameIn(cursor.window, start, cursor.at);
}

/** A line of ASCII or UTF-8 without its end; undefined where it is longer than `longestLine`. `isCut`: it has no end. */
export function readLine(machine: PickleMachine): { text: string; isCut: boolean } | undefined {
  const { cursor } = machine;
  const limit = Math.min(cursor.window.length, cursor.at + longestLine);
  let end = cursor.at;
  while (end < limit && cursor.window[end] !== 10) end += 1;
  if (end === limit && (leftOf(cursor) > longestLine || !cursor.isEnded)) return undefined;
  const isCut = end === limit;
  const bytes = cursor.window.subarray(cursor.at, end);
  cursor.at = isCut ? end : end + 1;
  return { text: latin.decode(bytes), isCut };
}

/** A line's bytes as UTF-8; ends the run where they are not, as Python does. */
export function decodeLine(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return strict.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  } catch {
    fail("a name is not UTF-8");
  }
}

/** Holds that bytes start as UTF-8, as far as they go; ends the run where they do not. */
export function decodeStart(bytes: Uint8Array): void {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    fail("a name is not UTF-8");
  }
}

/** Bytes as a name: ASCII letters, digits, `_` and dots, not too long. Any other text is `anyText`. */
export function nameIn(bytes: Uint8Array, start: number, end: number): Value {
  if (end === start || end - start > longestName) return anyText;
  for (let at = start; at < end; at++) if (!isNameByte[bytes[at]!]) return anyText;
  return String.fromCharCode(...bytes.subarray(start, end));
}

const latin = { decode: (bytes: Uint8Array): string => String.fromCharCode(...bytes) };
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w.]/.test(String.fromCharCode(byte)) && byte < 128 ? 1 : 0,
);
