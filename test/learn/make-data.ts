import type { Matrix } from "../../src/learn/matrix.ts";
import { randomFrom, randomState } from "../../src/learn/random.ts";

/** Uniform numbers from 0 to 1, the same for the same seed. */
export function uniform(seed: number): () => number {
  const random = randomFrom(randomState(seed, 0));
  return () => random.next() / 2 ** 32;
}

/** A matrix of columns, named x0, x1, … */
export function matrixOf(columns: readonly ArrayLike<number>[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const data = new Float32Array(rows * columns.length);
  for (const [index, column] of columns.entries()) data.set(column, index * rows);
  return { names: columns.map((_, index) => `x${index}`), rows, data };
}

/** A target that depends on some features and has noise; every third feature has few values. */
export function makeData(
  rows: number,
  features: number,
  seed: number,
): { matrix: Matrix; target: Float64Array } {
  const next = uniform(seed);
  const columns = Array.from({ length: features }, (_, feature) =>
    Float32Array.from({ length: rows }, () => (feature % 3 === 2 ? Math.floor(4 * next()) : 10 * next())),
  );
  const target = Float64Array.from({ length: rows }, (_, row) => {
    const [a, b = columns[0]!, c = columns[0]!] = columns;
    return 100 + 5 * Math.sin(a![row]!) + b[row]! * (c[row]! > 1 ? 1 : 0) + next();
  });
  return { matrix: matrixOf(columns), target };
}
