/**
 * The distribution function of the one-sample Kolmogorov-Smirnov statistic, exact, by Durbin's matrix: J. Marsaglia,
 * W. W. Tsang, J. Wang, "Evaluating Kolmogorov's Distribution", Journal of Statistical Software 8 (2003). Its cost
 * grows with (n x)³ ln n, so it is for small n x.
 */
export function durbinMatrix(x: number, n: number): number {
  const k = Math.ceil(n * x);
  const size = 2 * k - 1;
  const power = powerOf(makeMatrix(k, k - n * x), size, n, k - 1);
  let value = power.matrix[(k - 1) * size + k - 1]!;
  let exponent = power.exponent;
  for (let i = 1; i <= n; i++) {
    value = (i * value) / n;
    if (Math.abs(value) < 2 ** -128) {
      value *= 2 ** 128;
      exponent -= 128;
    }
  }
  return value * 2 ** exponent;
}

/** Row-major, (2k - 1) × (2k - 1). */
function makeMatrix(k: number, h: number): Float64Array {
  const size = 2 * k - 1;
  const inverse = new Float64Array(size + 1);
  inverse[0] = 1;
  for (let i = 1; i <= size; i++) inverse[i] = inverse[i - 1]! / i;
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 1; column < size && column <= row + 1; column++)
      matrix[row * size + column] = inverse[row - column + 1]!;
  for (let i = 0; i < size - 1; i++) {
    const edge = (1 - h ** (i + 1)) * inverse[i + 1]!;
    matrix[i * size] = edge;
    matrix[(size - 1) * size + size - 1 - i] = edge;
  }
  const corner = (1 + Math.max(2 * h - 1, 0) ** size - 2 * h ** size) * inverse[size]!;
  matrix[(size - 1) * size] = corner;
  return matrix;
}

/** A matrix to the power n, as matrix × 2^exponent. */
function powerOf(
  base: Float64Array,
  size: number,
  n: number,
  middle: number,
): { matrix: Float64Array; exponent: number } {
  let matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  let [square, exponent, squareExponent] = [base, 0, 0];
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      matrix = multiply(matrix, square, size);
      exponent += squareExponent;
    }
    square = multiply(square, square, size);
    squareExponent *= 2;
    if (Math.abs(square[middle * size + middle]!) > 2 ** 128) {
      square = square.map((each) => each * 2 ** -128);
      squareExponent += 128;
    }
  }
  return { matrix, exponent };
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) product[i * size + j]! += factor * b[k * size + j]!;
    }
  return product;
}
