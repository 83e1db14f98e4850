/** The variance of a weighted mean, and how well it is known. */
export interface GroupVariance {
  variance: number;
  /** Degrees of freedom of the variance. */
  df: number;
  /** Groups of any weight. */
  n: number;
  /** Groups of one weight that would tell as much (Kish). */
  effective: number;
}

/**
 * The variance of the mean of independent groups, of their shares h of the weights and of their deviations
 * h (mean of the group - mean): the sum of the squares of these, divided by what it falls short of where the means of
 * the groups are of one variance, with Satterthwaite's degrees of freedom (Bell and McCaffrey, "Bias reduction in
 * standard errors for linear regression with multi-stage samples", 2002). For n equal groups that is s²/n and n - 1.
 */
export function groupVariance(shares: Float64Array, deviations: Float64Array): GroupVariance {
  let n = 0;
  let sum = 0;
  // Sums of h², h³, h⁴ and h⁵.
  let [second, third, fourth, fifth] = [0, 0, 0, 0];
  for (let group = 0; group < shares.length; group++) {
    const share = shares[group]!;
    const square = share * share;
    if (share > 0) n++;
    sum += deviations[group]! * deviations[group]!;
    second += square;
    third += square * share;
    fourth += square * square;
    fifth += square * square * share;
  }
  // The sum of squares is y'Ay for the groups' means y, with A = M' diag(h²) M and M taking out the mean:
  // its expectation is trace(A) of their variances, and 2 trace(A²) its variance.
  const trace = second - 2 * third + second * second;
  const traceOfSquare =
    fourth * (1 + 4 * second) - 4 * fifth + 2 * third * third - 4 * second * second * third + second ** 4;
  return {
    variance: (sum * second) / trace,
    df: (trace * trace) / traceOfSquare,
    n,
    effective: 1 / second,
  };
}
