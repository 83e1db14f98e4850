import { finalize, mixWord, murmurHash } from "../tables/murmur-hash.ts";
import type { NumericColumn, Table, TextColumn, TextEntries } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";

/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;

/**
 * 32 bits a row by MurmurHash3, beside the 64 of another hash: rows that both have alike hold the same. Undefined for a
 * single column of numbers, which the other hash never takes for one another.
 */
export function hashAgain({ rows, columns }: Pick<Table, "rows" | "columns">): Uint32Array | undefined {
  if (columns.length === 1 && columns[0]?.kind === "numeric") return undefined;
  const hashes = new Int32Array(rows);
  for (const column of columns) {
    if (column.kind === "text") mixTexts(hashes, column);
    else mixNumbers(hashes, column);
  }
  return new Uint32Array(hashes.map(finalize).buffer);
}

function mixTexts(hashes: Int32Array, column: TextColumn): void {
  const texts = hashTextsAgain(column);
  const { codes } = column;
  for (let row = 0; row < hashes.length; row++)
    hashes[row] = mixWord(hashes[row]!, codes[row]! < 0 ? 0 : texts[codes[row]!]!);
}

function mixNumbers(hashes: Int32Array, { values }: NumericColumn): void {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const highWord = 1 - lowWord;
  for (let row = 0; row < hashes.length; row++) {
    const value = values[row]!;
    // One bit pattern for all NaN, and for both zeros.
    const isPlain = value !== 0 && !Number.isNaN(value);
    const low = isPlain ? words[row * 2 + lowWord]! : 0;
    const high = isPlain ? words[row * 2 + highWord]! : value === 0 ? 0 : 0x7ff80000;
    hashes[row] = mixWord(mixWord(hashes[row]!, low), high);
  }
}

const hashed = new WeakMap<TextColumn | TextEntries, { hashes: Int32Array; done: number }>();

/** The hashes of a column's texts, by code; where the dictionary has grown since, those of the new ones are added. */
function hashTextsAgain(column: TextColumn): Int32Array {
  const of = column.entries ?? column;
  const { size, bytes, offsets } = column.entries ?? textEntries(column);
  const { hashes: known, done } = hashed.get(of) ?? { hashes: new Int32Array(0), done: 0 };
  let hashes = known;
  if (known.length < size) {
    hashes = new Int32Array(Math.max(size, known.length * 2));
    hashes.set(known);
  }
  for (let code = done; code < size; code++)
    hashes[code] = murmurHash(0, bytes, offsets[code]!, offsets[code + 1]!);
  hashed.set(of, { hashes, done: size });
  return hashes;
}
