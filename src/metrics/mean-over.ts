/** The mean of a term over rows, each counted by its weight; NaN without rows. */
export function meanOver(
  rows: number,
  weights: Float64Array | undefined,
  term: (row: number) => number,
): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights ? weights[row]! : 1;
    sum += weight * term(row);
    total += weight;
  }
  return sum / total;
}
