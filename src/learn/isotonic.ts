/** A function that never falls: straight lines between knots, level before the first and after the last. */
export interface Isotonic {
  /** Ascending. */
  x: number[];
  /** One a knot, from 0 to 1 where it was fitted to shares. */
  y: number[];
}

/**
 * The non-decreasing function with the least squares, by pooling adjacent violators, as scikit-learn's
 * IsotonicRegression with `out_of_bounds="clip"`: equal x count as their mean, and between knots it is straight.
 */
export function fitIsotonic(x: Float64Array, y: Float64Array, weights?: Float64Array): Isotonic {
  const order = Uint32Array.from(x.keys())
    .filter((row) => weights?.[row] !== 0)
    .sort((a, b) => x[a]! - x[b]!);
  const blocks: { from: number; to: number; sum: number; size: number }[] = [];
  for (const row of order) {
    const value = x[row]!;
    const weight = weights?.[row] ?? 1;
    const last = blocks.at(-1);
    if (last !== undefined && last.from === value) {
      last.sum += weight * y[row]!;
      last.size += weight;
    } else blocks.push({ from: value, to: value, sum: weight * y[row]!, size: weight });
  }
  const pooled: typeof blocks = [];
  for (const block of blocks) {
    let current = block;
    for (
      let last = pooled.at(-1);
      last && last.sum * current.size >= current.sum * last.size;
      last = pooled.at(-1)
    ) {
      pooled.pop();
      current = {
        from: last.from,
        to: current.to,
        sum: last.sum + current.sum,
        size: last.size + current.size,
      };
    }
    pooled.push(current);
  }
  const knots = pooled.flatMap(({ from, to, sum, size }) => {
    const share = sum / size;
    return from === to ? [[from, share] as const] : [[from, share] as const, [to, share] as const];
  });
  return { x: knots.map(([at]) => at), y: knots.map(([, share]) => share) };
}

/** The function's value. */
export function isotonicAt({ x, y }: Isotonic, value: number): number {
  let low = 0;
  let high = x.length - 1;
  if (!(value > x[0]!)) return y[0]!;
  if (value >= x[high]!) return y[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= value) low = middle;
    else high = middle;
  }
  const share = (value - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + share * (y[high]! - y[low]!);
}
