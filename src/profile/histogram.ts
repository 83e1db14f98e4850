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
  const low = min === max ? min - 0.5 : min;
  const high = min === max ? max + 0.5 : max;
  const width = (high - low) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, index) =>
    index === bins ? high : low + index * width,
  );
  const counts = new Float64Array(bins + 1);
  const scale = bins / (high - low);
  if (!Number.isFinite(width) || !Number.isFinite(scale))
    return { edges: [low, high], counts: [values.length] };
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let bin = ((value - low) * scale) | 0;
    if (bin >= bins) bin = bins - 1;
    if (value < edges[bin]!) bin--;
    else if (value >= edges[bin + 1]! && bin < bins - 1) bin++;
    counts[bin]!++;
  }
  return { edges: [...edges], counts: [...counts.subarray(0, bins)] };
}
