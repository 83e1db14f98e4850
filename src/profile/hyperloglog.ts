const precision = 14;
const registers = 2 ** precision;
/** Bits of the hash that are left for the rank. */
const rankBits = 32;

/** Relative standard error of the estimate: 1.04 / sqrt(16,384 registers). */
export const hyperLogLogError = 1.04 / Math.sqrt(registers);

/** A HyperLogLog sketch: 16,384 registers of 6 bits' worth. */
export type HyperLogLog = Uint8Array;

/** An empty sketch. */
export function createHyperLogLog(): HyperLogLog {
  return new Uint8Array(registers);
}

/** Adds a value by 64 well mixed bits of hash: `high` picks the register, `low` the rank. */
export function addHash(sketch: HyperLogLog, high: number, low: number): void {
  const register = high >>> (32 - precision);
  const rank = Math.clz32(low) + 1;
  if (rank > sketch[register]!) sketch[register] = rank;
}

/**
 * The estimated number of distinct values: the improved raw estimator, without empirical bias tables (O. Ertl,
 * "New cardinality estimation algorithms for HyperLogLog sketches", arXiv:1702.01284, algorithm 6).
 */
export function estimateDistinct(sketch: HyperLogLog): number {
  const counts = new Float64Array(rankBits + 2);
  countRanks(sketch, counts);
  let sum = registers * tau(1 - counts[rankBits + 1]! / registers);
  for (let rank = rankBits; rank >= 1; rank--) sum = 0.5 * (sum + counts[rank]!);
  sum += registers * sigma(counts[0]! / registers);
  return ((registers / (2 * Math.LN2)) * registers) / sum;
}

function countRanks(sketch: HyperLogLog, counts: Float64Array): void {
  for (let register = 0; register < sketch.length; register++) counts[sketch[register]!]!++;
}

function sigma(x: number): number {
  if (x === 1) return Infinity;
  let power = x;
  let weight = 1;
  let sum = x;
  for (;;) {
    power *= power;
    const last = sum;
    sum += power * weight;
    weight += weight;
    if (sum === last) return sum;
  }
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let root = x;
  let weight = 1;
  let sum = 1 - x;
  for (;;) {
    root = Math.sqrt(root);
    const last = sum;
    weight *= 0.5;
    sum -= (1 - root) ** 2 * weight;
    if (sum === last) return sum / 3;
  }
}
