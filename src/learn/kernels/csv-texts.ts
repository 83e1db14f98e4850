/** The dictionaries of the CSV kernel (see csv.ts): hash tables over heaps of bytes. */
import { Column, Scan } from "./csv-layout";

/** Probes before texts count as crafted. */
const MAX_PROBES: u32 = 512;

/** Bytes that are left of 1 … 8 of them. */
// @ts-ignore: decorator
@inline
function maskOf(length: usize): u64 {
  return ~(<u64>0) >> (64 - (<u64>length << 3));
}

/** 32 mixed bits of at least one byte; 8 bytes past the end must be readable. */
export function hashOf(at: usize, length: usize): u32 {
  let hash = <u64>length * 0x9e3779b97f4a7c15;
  for (; length > 8; at += 8, length -= 8) {
    hash = (hash ^ load<u64>(at)) * 0xbf58476d1ce4e5b9;
    hash ^= hash >> 29;
  }
  hash = (hash ^ (load<u64>(at) & maskOf(length))) * 0xbf58476d1ce4e5b9;
  hash ^= hash >> 32;
  return <u32>((hash * 0x94d049bb133111eb) >> 32);
}

/**
 * Turns the texts of rows `from … rows - 1` of the batch into codes; returns the first row that is not done, for want of
 * room, or -1 when so many texts share their hashes that they must be crafted.
 */
export function encode(scan: Scan, column: Column, from: i32, rows: i32): i32 {
  const slots = column.slots;
  const mask = column.slotMask;
  // Loads without branches between them overlap; those of look-ups would wait for each other.
  if (mask > 8191) {
    let sum: u32 = 0;
    for (let row = from; row < rows; row++)
      sum ^= load<u32>(slots + (<usize>(load<u32>(column.cells + <usize>row * 12, 8) & mask) << 4));
    for (let row = from; row < rows; row++) {
      const slot = slots + (<usize>(load<u32>(column.cells + <usize>row * 12, 8) & mask) << 4);
      if (load<i32>(slot) < 0) sum ^= load<u8>(column.heap + <usize>load<u32>(slot, 8));
    }
    // Only so that the loads have a use.
    column.wanted = sum;
  }
  for (let row = from; row < rows; row++) {
    const cell = column.cells + <usize>row * 12;
    let start = <usize>load<u32>(cell);
    let end = <usize>load<u32>(cell, 4);
    const out = column.out + ((<usize>row) << 2);
    if (start == end) {
      store<i32>(out, -1);
      continue;
    }
    let hash = load<u32>(cell, 8);
    if (<i32>start < 0) {
      end = unescape(~start, end, scan.scratch);
      start = scan.scratch;
      hash = hashOf(start, end - start);
    }
    const length = end - start;
    let slot = hash & mask;
    let code: i32 = -1;
    let probes: u32 = 0;
    if (length <= 8) {
      const text = load<u64>(start) & maskOf(length);
      const tag = hash & 0x7fffffff;
      for (; probes < MAX_PROBES; probes++) {
        const found = slots + ((<usize>slot) << 4);
        code = load<i32>(found, 4) - 1;
        if (code < 0 || (load<u64>(found, 8) == text && load<u32>(found) == tag)) break;
        slot = (slot + 1) & mask;
      }
    } else {
      const tag = hash | 0x80000000;
      for (; probes < MAX_PROBES; probes++) {
        const found = slots + ((<usize>slot) << 4);
        code = load<i32>(found, 4) - 1;
        if (code < 0) break;
        if (
          load<u32>(found) == tag &&
          <usize>load<u32>(found, 12) == length &&
          isSame(column.heap + <usize>load<u32>(found, 8), start, length)
        )
          break;
        slot = (slot + 1) & mask;
      }
    }
    if (probes == MAX_PROBES) return -1;
    if (code < 0) {
      column.wanted = <u32>length;
      if (column.size * 2 > mask || column.heapRoom - column.heapUsed < <u32>length + 16) return row;
      code = append(column, slots + ((<usize>slot) << 4), hash, start, length);
    }
    store<i32>(out, code);
  }
  return rows;
}

/** Both have 16 readable bytes after their ends. */
function isSame(left: usize, right: usize, length: usize): bool {
  for (; length > 8; left += 8, right += 8, length -= 8)
    if (load<u64>(left) != load<u64>(right)) return false;
  return ((load<u64>(left) ^ load<u64>(right)) & maskOf(length)) == 0;
}

function append(column: Column, slot: usize, hash: u32, start: usize, length: usize): i32 {
  const code = column.size;
  const to = column.heap + <usize>column.heapUsed;
  let high: u64 = 0;
  for (let i: usize = 0; i < length; i += 8) {
    const word = load<u64>(start + i);
    store<u64>(to + i, word);
    high |= length - i >= 8 ? word : word & maskOf(length - i);
  }
  if (high & 0x8080808080808080) column.hasHigh = 1;
  store<u32>(slot, length <= 8 ? hash & 0x7fffffff : hash | 0x80000000);
  store<u32>(slot, code + 1, 4);
  if (length <= 8) store<u64>(slot, load<u64>(start) & maskOf(length), 8);
  else {
    store<u32>(slot, column.heapUsed, 8);
    store<u32>(slot, <u32>length, 12);
  }
  column.size = code + 1;
  column.heapUsed += <u32>length;
  store<u32>(column.offsets + ((<usize>code + 1) << 2), column.heapUsed);
  return <i32>code;
}

function unescape(from: usize, end: usize, to: usize): usize {
  for (; from < end; from++, to++) {
    const byte = load<u8>(from);
    store<u8>(to, byte);
    if (byte == 34) from++;
  }
  return to;
}

/** Moves a column's texts to a hash table of `count` slots, all zero, a power of two. */
export function widen(column: Column, slots: usize, count: u32): void {
  const mask = count - 1;
  for (let code: u32 = 0; code < column.size; code++) {
    const from = load<u32>(column.offsets + ((<usize>code) << 2));
    const length = <usize>(load<u32>(column.offsets + ((<usize>code) << 2), 4) - from);
    const start = column.heap + <usize>from;
    const hash = hashOf(start, length);
    let slot = hash & mask;
    while (load<u32>(slots + ((<usize>slot) << 4), 4) != 0) slot = (slot + 1) & mask;
    const found = slots + ((<usize>slot) << 4);
    store<u32>(found, length <= 8 ? hash & 0x7fffffff : hash | 0x80000000);
    store<u32>(found, code + 1, 4);
    if (length <= 8) store<u64>(found, load<u64>(start) & maskOf(length), 8);
    else {
      store<u32>(found, from, 8);
      store<u32>(found, <u32>length, 12);
    }
  }
  column.slots = slots;
  column.slotMask = mask;
}
