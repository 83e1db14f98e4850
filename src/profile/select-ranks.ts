const bucketCount = 4096;
/** Fewer values than this are simply sorted. */
const sortBelow = 2048;

/**
 * The values at the given ranks (from 0, any order) of the sorted array, without sorting it: values are counted
 * into equal-width buckets, and only the buckets that hold a wanted rank are looked into. All values must be
 * finite; the array is not changed.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  select(values, [...new Set(ranks)], 0, found, 0);
  return found;
}

function select(
  values: Float64Array,
  ranks: readonly number[],
  offset: number,
  found: Map<number, number>,
  depth: number,
): void {
  if (ranks.length === 0) return;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const scale = bucketCount / (max - min);
  if (min === max) {
    for (const rank of ranks) found.set(rank, min);
    return;
  }
  // Values spread over too many magnitudes would recurse for long; a subnormal range has no finite scale.
  if (values.length < sortBelow || depth > 6 || !Number.isFinite(scale) || scale === 0) {
    const sorted = values.slice().sort();
    for (const rank of ranks) found.set(rank, sorted[rank - offset]!);
    return;
  }
  const counts = new Int32Array(bucketCount + 1);
  for (let i = 0; i < values.length; i++) counts[((values[i]! - min) * scale) | 0]!++;
  counts[bucketCount - 1]! += counts[bucketCount]!;

  const wanted = new Int32Array(bucketCount + 1).fill(-1);
  const parts: { values: Float64Array; ranks: number[]; offset: number; filled: number }[] = [];
  let below = offset;
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const size = counts[bucket]!;
    const inside = ranks.filter((rank) => rank >= below && rank < below + size);
    if (inside.length > 0) {
      wanted[bucket] = parts.length;
      parts.push({ values: new Float64Array(size), ranks: inside, offset: below, filled: 0 });
    }
    below += size;
  }
  wanted[bucketCount] = wanted[bucketCount - 1]!;
  for (let i = 0; i < values.length; i++) {
    const index = wanted[((values[i]! - min) * scale) | 0]!;
    if (index < 0) continue;
    const part = parts[index]!;
    part.values[part.filled++] = values[i]!;
  }
  for (const part of parts) select(part.values, part.ranks, part.offset, found, depth + 1);
}
