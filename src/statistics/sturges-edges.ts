/**
 * Edges of bins of equal width over all values: numpy's `histogram_bin_edges(values, "sturges")`. Whole numbers get
 * bins at least 1 wide, values that are all the same one bin of width 1.
 */
export function sturgesEdges(range: {
  min: number;
  max: number;
  count: number;
  isInteger: boolean;
}): Float64Array {
  const { min, max, count, isInteger } = range;
  if (min === max) return Float64Array.of(min - 0.5, max + 0.5);
  const given = (max - min) / (Math.log2(count) + 1);
  const width = isInteger ? Math.max(1, given) : given;
  const bins = Number.isFinite(width) && width > 0 ? Math.ceil((max - min) / width) : 1;
  const step = (max - min) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, i) =>
    i === 0 ? min : i === bins ? max : min + i * step,
  );
}

/** How many values each bin has: its lower edge belongs to it, to the last one also its upper. None is outside. */
export function countBins(values: Float64Array, edges: ArrayLike<number>): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  for (const value of values) counts[binOf(value, edges, bins)]!++;
  return counts;
}

/** The last bin whose lower edge is not above the value; values outside fall into the outer bins. */
function binOf(value: number, edges: ArrayLike<number>, bins: number): number {
  let low = 0;
  let high = bins - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edges[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
