/** Features as an engine takes them: `data` is column-major float32, features × rows, on a SharedArrayBuffer. */
export interface Matrix {
  /** One name a feature. */
  names: string[];
  rows: number;
  data: Float32Array<SharedArrayBuffer>;
}

/** A matrix of zeros. */
export function createMatrix(names: readonly string[], rows: number): Matrix {
  const data = new Float32Array(new SharedArrayBuffer(names.length * rows * 4));
  return { names: [...names], rows, data };
}
