import { isByText } from "./cell-rule.ts";
import { type ColumnBuilder, textKind } from "./csv-columns.ts";
import type { CsvKernel } from "./csv-kernel.ts";
import type { CsvMemory } from "./csv-memory.ts";
import { createDictionary, encode } from "./dictionary.ts";
import type { TextEntries } from "./table.ts";

/** Words of the kernel's `Column`, and the places of those that the texts need. */
export const columnWords = 15;
const field = {
  hasDecimal: 1,
  hasHigh: 3,
  slots: 7,
  slotMask: 8,
  size: 9,
  heap: 10,
  heapUsed: 11,
  heapRoom: 12,
  offsets: 13,
  wanted: 14,
} as const;

/** The dictionaries of text columns while they are in the kernel's memory. */
export interface KernelTexts {
  /** Brings the columns' dictionaries into the kernel; false when there is no room. */
  load(columns: readonly ColumnBuilder[]): boolean;
  /**
   * Turns the texts of a batch into codes. False when there is no room, when texts are crafted to share their hashes,
   * or when a new one is not UTF-8: then what the batch has added does not count.
   */
  encode(columns: readonly ColumnBuilder[], rows: number): boolean;
  /** Brings the dictionaries back; `isGrowing` says that texts will still be added. */
  unload(columns: readonly ColumnBuilder[], isGrowing: boolean): void;
  /** Gives the columns their dictionaries as they lie in the kernel's memory. */
  show(columns: readonly ColumnBuilder[]): void;
  /**
   * Makes ready for other rows of the same columns after so many; dictionaries stay where they are small, and not every
   * second row had a new text.
   */
  renew(columns: readonly ColumnBuilder[], rows: number): void;
}

/** Different texts of a column that stay known at most, and bytes of the kernel that all columns keep for theirs. */
const mostKept = 65_536;
const mostKeptBytes = 1 << 24;

/** Where the kernel's `Scan` and `Column`s are, in bytes. */
export function openTexts(
  kernel: CsvKernel,
  memory: CsvMemory,
  scanAt: number,
  columnsAt: number,
): KernelTexts {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  /** Sizes before the batch that is being encoded. */
  const known = new Map<ColumnBuilder, number>();
  /** Dictionaries that were shown: a column's is the same object until it starts anew, so that what is known of its texts is found. */
  const shown: TextEntries[] = [];
  /** Sizes of the dictionaries when the rows began. */
  const sizes: number[] = [];
  const addressOf = (index: number): number => columnsAt + index * columnWords * 4;

  /** A hash table of that many slots, with room for the offsets of half as many texts. */
  const widen = (address: number, count: number): boolean => {
    const at = address / 4;
    const slots = memory.take(count * 16);
    const offsets = memory.take(count * 2 + 8);
    if (slots === undefined || offsets === undefined) return false;
    const words = memory.words();
    words.fill(0, slots / 4, slots / 4 + count * 4);
    const before = words[at + field.offsets]! / 4;
    words.copyWithin(offsets / 4, before, before + words[at + field.size]! + 1);
    const oldCount = words[at + field.slotMask]! + 1;
    if (words[at + field.slots] !== 0) memory.release(words[at + field.slots]!, oldCount * 16);
    memory.release(before * 4, oldCount * 2 + 8);
    words[at + field.offsets] = offsets;
    kernel.widen(address, slots, count);
    return true;
  };
  const widenHeap = (address: number, room: number): boolean => {
    const at = address / 4;
    const heap = memory.take(room);
    if (heap === undefined) return false;
    const words = memory.words();
    const before = words[at + field.heap]!;
    memory.bytes().copyWithin(heap, before, before + words[at + field.heapUsed]!);
    memory.release(before, words[at + field.heapRoom]!);
    words[at + field.heap] = heap;
    words[at + field.heapRoom] = room;
    return true;
  };
  const makeRoom = (address: number): boolean => {
    const at = address / 4;
    const [mask = 0, size = 0] = memory.words().subarray(at + field.slotMask, at + field.size + 1);
    if (size * 2 > mask && !widen(address, (mask + 1) * (mask < 4096 ? 4 : 2))) return false;
    const words = memory.words();
    const room = words[at + field.heapRoom]!;
    const needed = words[at + field.heapUsed]! + words[at + field.wanted]! + 16;
    return needed <= room || widenHeap(address, Math.max(room * 2, needed));
  };
  const encodeColumn = (address: number, rows: number, before: number): boolean => {
    let done = kernel.encode(scanAt, address, 0, rows);
    while (done < rows) {
      if (done < 0 || !makeRoom(address)) return false;
      done = kernel.encode(scanAt, address, done, rows);
    }
    const hasHigh = memory.words()[address / 4 + field.hasHigh] === 1;
    return !hasHigh || isUtf8(address, before);
  };
  const isUtf8 = (address: number, from: number): boolean => {
    const words = memory.words();
    const at = address / 4;
    const heap = words[at + field.heap]!;
    const offsets = words[at + field.offsets]! / 4;
    words[at + field.hasHigh] = 0;
    try {
      for (let code = from; code < words[at + field.size]!; code++)
        decoder.decode(
          memory.bytes().subarray(heap + words[offsets + code]!, heap + words[offsets + code + 1]!),
        );
    } catch {
      return false;
    }
    return true;
  };

  return {
    load(columns) {
      for (const [index, { kind, dictionary }] of columns.entries()) {
        if (kind !== textKind) continue;
        if (dictionary.fallback !== undefined) return false;
        const address = addressOf(index);
        const used = dictionary.offsets[dictionary.size]!;
        const room = Math.max(1024, used * 2);
        const count = 2 ** Math.ceil(Math.log2(Math.max(64, dictionary.size * 4)));
        const heap = memory.take(room);
        const offsets = memory.take(count * 2 + 8);
        if (heap === undefined || offsets === undefined) return false;
        memory.bytes().set(dictionary.bytes.subarray(0, used), heap);
        const words = memory.words();
        words.set(dictionary.offsets.subarray(0, dictionary.size + 1), offsets / 4);
        words.set([0, count - 1, dictionary.size, heap, used, room, offsets, 0], address / 4 + field.slots);
        if (!widen(address, count)) return false;
      }
      return true;
    },
    encode(columns, rows) {
      known.clear();
      // Loops over entries take V8 many times longer to compile, and each thread compiles this.
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index]!;
        if (column.kind === textKind) known.set(column, memory.words()[addressOf(index) / 4 + field.size]!);
      }
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index]!;
        if (column.kind === textKind && !encodeColumn(addressOf(index), rows, known.get(column) ?? 0))
          return false;
      }
      known.clear();
      return true;
    },
    unload(columns, isGrowing) {
      const words = memory.words();
      for (const [index, column] of columns.entries()) {
        if (column.kind !== textKind) continue;
        const at = addressOf(index) / 4;
        const size = known.get(column) ?? words[at + field.size]!;
        const from = words[at + field.offsets]! / 4;
        const offsets = words.slice(from, from + size + 1);
        const heap = words[at + field.heap]!;
        const bytes = memory.bytes().slice(heap, heap + offsets[size]!);
        column.dictionary = { ...createDictionary(), size, bytes, offsets };
        if (!isGrowing) continue;
        const { dictionary } = column;
        column.dictionary = createDictionary();
        for (let code = 0; code < size; code++)
          encode(column.dictionary, bytes, dictionary.offsets[code]!, dictionary.offsets[code + 1]!);
      }
    },
    show(columns) {
      const words = memory.words();
      for (const [index, column] of columns.entries()) {
        if (column.kind !== textKind) continue;
        const at = addressOf(index) / 4;
        const heap = words[at + field.heap]!;
        const size = words[at + field.size]!;
        const from = words[at + field.offsets]! / 4;
        const now = {
          size,
          bytes: memory.bytes().subarray(heap, heap + words[at + field.heapUsed]!),
          offsets: words.subarray(from, from + size + 1),
        };
        shown[index] = Object.assign(shown[index] ?? now, now);
        column.dictionary = { ...createDictionary(), ...now, shown: shown[index] };
      }
    },
    renew(columns, rows) {
      const words = memory.words();
      let kept = 0;
      for (const [index, column] of columns.entries()) {
        const at = addressOf(index) / 4;
        words.fill(0, at + field.hasDecimal, at + field.hasHigh + 1);
        if (column.kind !== textKind) continue;
        const slots = words[at + field.slots]! / 4;
        const slotWords = (words[at + field.slotMask]! + 1) * 4;
        const bytes = slotWords * 4 + words[at + field.heapRoom]!;
        const size = words[at + field.size]!;
        const isUseful = (size - (sizes[index] ?? 0)) * 2 <= rows && !isByText(column.rule);
        if (isUseful && size <= mostKept && kept + bytes <= mostKeptBytes) {
          kept += bytes;
          sizes[index] = size;
          continue;
        }
        delete shown[index];
        sizes[index] = 0;
        words[at + field.size] = 0;
        words[at + field.heapUsed] = 0;
        words.fill(0, slots, slots + slotWords);
      }
    },
  };
}
