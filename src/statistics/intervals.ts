/** The 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054;

/** Wilson's 95 % interval of a share that was met `hits` times in `rows` (Wilson 1927); 0 to 1 without rows. */
export function wilsonInterval(hits: number, rows: number): [low: number, high: number] {
  if (rows === 0) return [0, 1];
  const share = hits / rows;
  const square = z * z;
  const center = share + square / (2 * rows);
  const reach = z * Math.sqrt((share * (1 - share) + square / (4 * rows)) / rows);
  const scale = 1 + square / rows;
  return [hits === 0 ? 0 : (center - reach) / scale, hits === rows ? 1 : (center + reach) / scale];
}

/** A 95 % interval of the mean of values by the normal distribution: for a hundred of them and more. */
export function meanInterval(values: Float64Array): [low: number, high: number] {
  const { length } = values;
  const mean = values.reduce((sum, each) => sum + each, 0) / length;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const reach = z * Math.sqrt(squares / (length - 1) / length);
  return [mean - reach, mean + reach];
}
