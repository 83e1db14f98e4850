/**
 * The population stability index of two lists of counts, one for each bin: Σ (r - c) ln(r / c) over the shares. A
 * share of 0 becomes 0.0001 or, where that side has shares as small, a millionth of its smallest (Evidently 0.7.21).
 */
export function psi(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const [r, c] = [filled(reference), filled(current)];
  let sum = 0;
  for (let i = 0; i < r.length; i++) if (r[i] !== c[i]) sum += (r[i]! - c[i]!) * Math.log(r[i]! / c[i]!);
  return sum;
}

/** The Kullback-Leibler divergence of the reference from the current counts, in nats, with zeros filled as for `psi`. */
export function klDivergence(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const [r, c] = [normalized(filled(reference)), normalized(filled(current))];
  return r.reduce((sum, share, i) => sum + share * Math.log(share / c[i]!), 0);
}

/**
 * The Jensen-Shannon distance of two lists of counts: the square root of the divergence, as scipy's `jensenshannon`.
 * With base e (the default, scipy's and Evidently's) it is at most √ln 2 = 0.8326, with base 2 (NannyML's) at most 1.
 */
export function jensenShannon(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  base: number = Math.E,
): number {
  const [r, c] = [normalized(reference), normalized(current)];
  let sum = 0;
  for (let i = 0; i < r.length; i++) {
    const middle = (r[i]! + c[i]!) / 2;
    if (r[i]! > 0) sum += r[i]! * Math.log(r[i]! / middle);
    if (c[i]! > 0) sum += c[i]! * Math.log(c[i]! / middle);
  }
  return Math.sqrt(Math.max(0, sum / 2 / Math.log(base)));
}

/** The largest difference of a share: TensorFlow Data Validation's L-infinity. */
export function lInfinity(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const [r, c] = [normalized(reference), normalized(current)];
  return r.reduce((most, share, i) => Math.max(most, Math.abs(share - c[i]!)), 0);
}

/** The total variation distance: half the sum of the differences of all shares, from 0 to 1. */
export function totalVariation(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const [r, c] = [normalized(reference), normalized(current)];
  return r.reduce((sum, share, i) => sum + Math.abs(share - c[i]!), 0) / 2;
}

function normalized(counts: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(counts);
  let sum = 0;
  for (const count of shares) sum += count;
  for (let i = 0; i < shares.length; i++) shares[i]! /= sum;
  return shares;
}

function filled(counts: ArrayLike<number>): Float64Array {
  const shares = normalized(counts);
  let smallest = Infinity;
  for (const share of shares) if (share > 0 && share < smallest) smallest = share;
  const fill = smallest <= 1e-4 ? smallest / 1e6 : 1e-4;
  for (let i = 0; i < shares.length; i++) if (shares[i] === 0) shares[i] = fill;
  return shares;
}
