/**
 * The probability that two samples of `m` and `n` values of one continuous distribution have a Kolmogorov-Smirnov
 * statistic of at least `steps` / lcm(m, n), by counting lattice paths (Hodges, "The significance probability of the
 * Smirnov two-sample test", 1958; the recursions are those of scipy 1.17).
 */
export function exactTail(m: number, n: number, divisor: number, steps: number): number {
  if (steps === 0) return 1;
  // Beyond this the probability is 0 in float64, and the band of paths would be at its widest.
  const d = steps / ((m / divisor) * n);
  if ((d * d * m * n) / (m + n) > 380) return 0;
  const p = m === n ? equalSizes(n, steps) : countPaths(Math.max(m, n), Math.min(m, n), divisor, steps);
  return Math.min(1, Math.max(0, p));
}

/** 2 Σ (-1)^(k+1) C(2n, n - kh) / C(2n, n), from the last term in. */
function equalSizes(n: number, steps: number): number {
  let sum = 0;
  for (let k = Math.floor(n / steps); k >= 0; k--) {
    let ratio = 1;
    for (let j = 0; j < steps; j++) ratio = ((n - k * steps - j) * ratio) / (n + k * steps + j + 1);
    sum = ratio * (1 - sum);
  }
  return 2 * sum;
}

/** The share of the paths from (0, 0) to (m, n), m ≥ n, that leave the band around the diagonal. */
function countPaths(m: number, n: number, divisor: number, steps: number): number {
  const [tall, wide] = [m / divisor, n / divisor];
  let from = 0;
  let to = Math.min(Math.ceil(steps / tall), n + 1);
  let length = to - from;
  const shares = new Float64Array(Math.min(2 * to + 2, n + 1)).fill(1);
  shares.fill(0, from, to);
  for (let i = 1; i <= m; i++) {
    const [lastFrom, lastLength] = [from, length];
    from = Math.min(Math.max(Math.floor((wide * i - steps) / tall) + 1, 0), n);
    to = Math.min(Math.ceil((wide * i + steps) / tall), n + 1);
    if (to <= from) return 1;
    let share = from === 0 ? 0 : 1;
    for (let j = from; j < to; j++) {
      share = (shares[j - lastFrom]! * i + share * j) / (i + j);
      shares[j - from] = share;
    }
    length = to - from;
    if (lastLength > length) shares.fill(1, length, lastLength);
  }
  return shares[length - 1]!;
}
