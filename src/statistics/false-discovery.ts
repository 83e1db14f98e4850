/**
 * p-values adjusted for their number after Benjamini and Hochberg: those at most q, taken together, hold at most a
 * share q of false discoveries. In the order of the given ones.
 */
export function adjustFalseDiscovery(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[b]! - ps[a]!);
  const adjusted = new Array<number>(ps.length);
  let least = 1;
  for (const [index, at] of order.entries()) {
    least = Math.min(least, (ps[at]! * ps.length) / (ps.length - index));
    adjusted[at] = least;
  }
  return adjusted;
}
