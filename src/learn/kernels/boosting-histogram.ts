/** Sums of the derivatives by bin. A cell is one i64: both sums at once, exact, and so the same in any order. */
import { Plan, shareOf, TILE } from "./boosting-layout";

@inline
function add(cells: usize, offset: u64, payload: i64): void {
  const cell = cells + <usize>offset;
  store<i64>(cell, load<i64>(cell) + payload);
}

/** Adds a tile's rows to the histograms of a group's first `width` features; `isRoot`: rows are in order from `row` on. */
@inline
function addTile(bins: usize, order: usize, payload: usize, count: i32, rowBytes: usize, c0: usize, stride: usize, width: i32, isRoot: bool): void {
  const c1 = c0 + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  const c4 = c3 + stride;
  const c5 = c4 + stride;
  const c6 = c5 + stride;
  const c7 = c6 + stride;
  for (let i = 0; i < count; i++) {
    const at = bins + (isRoot ? <usize>i : <usize>load<u32>(order + (<usize>i << 2))) * rowBytes;
    const word = load<u64>(at);
    const both = load<i64>(payload + (<usize>i << 3));
    add(c0, (word << 3) & 0x7f8, both);
    if (width > 1) add(c1, (word >> 5) & 0x7f8, both);
    if (width > 2) add(c2, (word >> 13) & 0x7f8, both);
    if (width > 3) add(c3, (word >> 21) & 0x7f8, both);
    if (width > 4) add(c4, (word >> 29) & 0x7f8, both);
    if (width > 5) add(c5, (word >> 37) & 0x7f8, both);
    if (width > 6) add(c6, (word >> 45) & 0x7f8, both);
    if (width > 7) add(c7, (word >> 53) & 0x7f8, both);
  }
}

@inline
function addTileOf(bins: usize, order: usize, payload: usize, count: i32, rowBytes: usize, cells: usize, stride: usize, width: i32, isRoot: bool): void {
  switch (width) {
    case 1: addTile(bins, order, payload, count, rowBytes, cells, stride, 1, isRoot); break;
    case 2: addTile(bins, order, payload, count, rowBytes, cells, stride, 2, isRoot); break;
    case 3: addTile(bins, order, payload, count, rowBytes, cells, stride, 3, isRoot); break;
    case 4: addTile(bins, order, payload, count, rowBytes, cells, stride, 4, isRoot); break;
    case 5: addTile(bins, order, payload, count, rowBytes, cells, stride, 5, isRoot); break;
    case 6: addTile(bins, order, payload, count, rowBytes, cells, stride, 6, isRoot); break;
    case 7: addTile(bins, order, payload, count, rowBytes, cells, stride, 7, isRoot); break;
    default: addTile(bins, order, payload, count, rowBytes, cells, stride, 8, isRoot);
  }
}

function addInOrder(bins: usize, payload: usize, count: i32, rowBytes: usize, cells: usize, stride: usize, width: i32): void {
  addTileOf(bins, 0, payload, count, rowBytes, cells, stride, width, true);
}

function addGathered(bins: usize, order: usize, payload: usize, count: i32, rowBytes: usize, cells: usize, stride: usize, width: i32): void {
  addTileOf(bins, order, payload, count, rowBytes, cells, stride, width, false);
}

/** Few rows are not worth dividing. */
const SERIAL: i32 = 1024;

/**
 * Fills the histogram of slot `slot` with the rows from `start` to `end` of the order. Each thread adds its share of
 * the rows; what other threads than the first have added lies in `partial` until `joinPartial`. All threads call this;
 * the caller lets them meet afterwards. Returns how many threads took part.
 */
export function fillHistogram(plan: Plan, thread: i32, slot: i32, start: i32, end: i32, isRoot: bool): i32 {
  const threads = end - start < SERIAL ? 1 : plan.threads;
  if (thread >= threads) return threads;
  const bytes = plan.slotBytes;
  const cells = thread == 0 ? plan.histograms + <usize>slot * bytes : plan.partial + <usize>(thread - 1) * bytes;
  memory.fill(cells, 0, bytes);
  const from = start + shareOf(end - start, thread, threads, TILE);
  const to = start + shareOf(end - start, thread + 1, threads, TILE);
  const tile = plan.tiles + <usize>thread * (<usize>TILE << 3);
  const rowBytes = <usize>plan.groups << 3;
  for (let at = from; at < to; at += TILE) {
    const count = min(TILE, to - at);
    const order = plan.order + (<usize>at << 2);
    let payload = plan.payload + (<usize>at << 3);
    if (!isRoot) {
      payload = tile;
      for (let i = 0; i < count; i++) {
        const row = load<u32>(order + (<usize>i << 2));
        store<i64>(tile + (<usize>i << 3), load<i64>(plan.payload + (<usize>row << 3)));
      }
    }
    for (let group = 0; group < plan.groups; group++) {
      const bins = plan.bins + (<usize>group << 3);
      const base = cells + <usize>load<u32>(plan.groupAt + (<usize>group << 2));
      const stride = <usize>load<u32>(plan.groupStride + (<usize>group << 2));
      const width = min(8, plan.features - (group << 3));
      if (isRoot) addInOrder(bins + <usize>at * rowBytes, payload, count, rowBytes, base, stride, width);
      else addGathered(bins, order, payload, count, rowBytes, base, stride, width);
    }
  }
  return threads;
}

/** Where a feature's cells are in a histogram. */
@inline
export function cellsOf(plan: Plan, histogram: usize, feature: i32): usize {
  const group = <usize>(feature >> 3) << 2;
  return histogram + <usize>load<u32>(plan.groupAt + group) + <usize>load<u32>(plan.groupStride + group) * <usize>(feature & 7);
}

/** Adds a feature's cells of the other threads' shares to `cells`, and takes the result off the sibling's, if it has one. */
export function joinPartial(plan: Plan, feature: i32, threads: i32, cells: usize, sibling: usize): void {
  const bytes = <usize>(load<i32>(plan.binCount + (<usize>feature << 2)) + 1) << 3;
  for (let other = 0; other < threads - 1; other++) {
    const part = cellsOf(plan, plan.partial + <usize>other * plan.slotBytes, feature);
    for (let at: usize = 0; at < bytes; at += 8) store<i64>(cells + at, load<i64>(cells + at) + load<i64>(part + at));
  }
  if (sibling == 0) return;
  for (let at: usize = 0; at < bytes; at += 8) store<i64>(sibling + at, load<i64>(sibling + at) - load<i64>(cells + at));
}

