/**
 * p-values adjusted for their number after Holm ("A simple sequentially rejective multiple test procedure", 1979): where
 * those at most alpha are taken, one or more of them is false with probability alpha at most. In the order of the given
 * ones.
 */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let most = 0;
  for (const [index, at] of order.entries()) {
    most = Math.max(most, Math.min(1, ps[at]! * (ps.length - index)));
    adjusted[at] = most;
  }
  return adjusted;
}
