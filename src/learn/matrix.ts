/** Features as numbers, for engines. */
export interface Matrix {
  /** One name a column, as reports show it. */
  names: string[];
  rows: number;
  /** Column-major: column c holds `data[c * rows] … data[c * rows + rows - 1]`. May lie on a SharedArrayBuffer. */
  data: Float32Array;
  /**
   * How many categories a column has, 0 for numbers; all are numbers where this is not there. A category is its code,
   * 0 … count - 1; what is none of them is negative or NaN.
   */
  categories?: readonly number[];
}

/** The values of a column, as a view. */
export function columnOf(matrix: Matrix, column: number): Float32Array {
  return matrix.data.subarray(column * matrix.rows, (column + 1) * matrix.rows);
}

/** The same matrix on a SharedArrayBuffer, so that threads read it without copies. */
export function shareMatrix(matrix: Matrix): Matrix {
  const { data } = matrix;
  if (data.buffer instanceof SharedArrayBuffer) return matrix;
  const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
  shared.set(data);
  return { ...matrix, data: shared };
}
