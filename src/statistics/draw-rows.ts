import type { Random, RandomState } from "../learn/random.ts";

/**
 * Draws as many rows as there are, with replacement: `counts` says how often each came. The stream of `randomFrom`, kept
 * in locals, since a bootstrap spends its time here. Of few rows each half of a word is a draw. Without bias: what would
 * favour a row is drawn again (Lemire, ACM Transactions on Modeling and Computer Simulation, 2019).
 */
export function drawRows(state: RandomState, counts: Int32Array): void {
  counts.fill(0);
  const rows = counts.length;
  if (rows < 2 ** 15) drawHalves(state, counts, 2 ** 16 % rows);
  else drawWords(state, counts);
}

function drawHalves(state: RandomState, counts: Int32Array, rest: number): void {
  const rows = counts.length;
  let [a = 0, b = 0, c = 0, d = 0] = state as unknown as number[];
  [a, b, c, d] = [a | 0, b | 0, c | 0, d | 0];
  for (let left = rows; left > 0; ) {
    const sum = (a + d) | 0;
    const word = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const first = Math.imul(word & 0xffff, rows);
    if ((first & 0xffff) >= rest) {
      counts[first >>> 16]!++;
      left--;
    }
    const second = Math.imul(word >>> 16, rows);
    if ((second & 0xffff) >= rest && left > 0) {
      counts[second >>> 16]!++;
      left--;
    }
  }
  state.set([a, b, c, d]);
}

function drawWords(state: RandomState, counts: Int32Array): void {
  const rows = counts.length;
  const rest = 2 ** 32 % rows;
  let [a = 0, b = 0, c = 0, d = 0] = state as unknown as number[];
  [a, b, c, d] = [a | 0, b | 0, c | 0, d | 0];
  for (let left = rows; left > 0; ) {
    const sum = (a + d) | 0;
    const word = ((((sum << 7) | (sum >>> 25)) + a) | 0) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    // Exact for up to 2^21 rows; beyond, the last bits are lost, which favours no row by more than 2^-21.
    const product = word * rows;
    const row = Math.floor(product / 2 ** 32);
    if (product - row * 2 ** 32 < rest) continue;
    counts[row]!++;
    left--;
  }
  state.set([a, b, c, d]);
}

/**
 * Draws blocks of rows that stand beside each other in `order` (the last one goes on with the first: circular, Politis
 * and Romano 1992), until there are as many as rows; the last block is cut.
 */
export function drawBlocks(
  random: Random,
  { order, length, steps }: { order: Int32Array; length: number; steps: Int32Array },
  counts: Int32Array,
): void {
  const rows = order.length;
  steps.fill(0);
  let wrapped = 0;
  for (let left = rows; left > 0; left -= length) {
    const start = random.below(rows);
    const end = start + Math.min(length, left);
    steps[start]!++;
    if (end < rows) steps[end]!--;
    else if (end > rows) {
      wrapped++;
      steps[end - rows]!--;
    }
  }
  let covering = wrapped;
  for (let place = 0; place < rows; place++) {
    covering += steps[place]!;
    counts[order[place]!] = covering;
  }
}
