/** Edges are one more than counts. */
export interface Histogram {
  edges: number[];
  counts: number[];
}

/**
 * Counts finite values into bins of equal width from `min` to `max`; each bin holds its lower edge, the last one
 * both (numpy's `histogram`, edges as its `linspace`). Values that are all the same are widened by 0.5 each way.
 */
export function histogramOf(values: Float64Array, min: number, max: number, bins: number): Histogram {
  const edges = histogramEdges(min, max, bins);
  if (edges === undefined) {
    const [low, high] = widened(min, max);
    return { edges: [low, high], counts: [values.length] };
  }
  const low = edges[0]!;
  const scale = bins / (edges[bins]! - low);
  const counts = new Float64Array(bins + 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let bin = ((value - low) * scale) | 0;
    if (bin >= bins) bin = bins - 1;
    if (value < edges[bin]!) bin--;
    else if (value >= edges[bin + 1]! && bin < bins - 1) bin++;
    counts[bin]!++;
  }
  return { edges, counts: [...counts.subarray(0, bins)] };
}

/** The edges of `histogramOf`; undefined where the range is too wide or too narrow for bins. */
export function histogramEdges(min: number, max: number, bins: number): number[] | undefined {
  const [low, high] = widened(min, max);
  const width = (high - low) / bins;
  if (!Number.isFinite(width) || !Number.isFinite(bins / (high - low))) return undefined;
  return Array.from({ length: bins + 1 }, (_, index) => (index === bins ? high : low + index * width));
}

function widened(min: number, max: number): [low: number, high: number] {
  return min === max ? [min - 0.5, max + 0.5] : [min, max];
}
