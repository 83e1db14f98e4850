import { square } from "./exponential.ts";
import { columnOf, type Matrix } from "./matrix.ts";
import { randomFrom, randomState } from "./random.ts";

/** Columns of a matrix that come from one column of the data: from `start`, `width` of them. */
export interface ColumnGroup {
  name: string;
  start: number;
  width: number;
}

/** How much worse a model gets when a column tells nothing. */
export interface Permuted {
  name: string;
  /** The mean rise of the loss over the repeats, and its deviation (n). */
  mean: number;
  std: number;
}

/**
 * The rise of the loss when the values of a column are shuffled among the rows, as scikit-learn's
 * `permutation_importance`: all features of a column together. `lossOf` is asked for the matrix as it is, and then once
 * a column and repeat; the seed says how rows are shuffled.
 */
export async function permutationImportance(
  matrix: Matrix,
  groups: readonly ColumnGroup[],
  { repeats, seed, lossOf }: { repeats: number; seed: number; lossOf: (matrix: Matrix) => Promise<number> },
): Promise<Permuted[]> {
  const whole = await lossOf(matrix);
  const results: Permuted[] = [];
  for (const [number, { name, start, width }] of groups.entries()) {
    const rises: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const order = shuffled(matrix.rows, seed, number * repeats + repeat);
      const data = matrix.data.slice();
      for (let column = start; column < start + width; column++) {
        const values = columnOf(matrix, column);
        const to = column * matrix.rows;
        for (let row = 0; row < matrix.rows; row++) data[to + row] = values[order[row]!]!;
      }
      rises.push((await lossOf({ ...matrix, data })) - whole);
    }
    const mean = rises.reduce((sum, each) => sum + each, 0) / repeats;
    const squares = rises.reduce((sum, each) => sum + square(each - mean), 0);
    results.push({ name, mean, std: Math.sqrt(squares / repeats) });
  }
  return results.sort((a, b) => b.mean - a.mean);
}

/** Fisher and Yates. */
function shuffled(rows: number, seed: number, stream: number): Uint32Array {
  const random = randomFrom(randomState(seed, stream));
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  for (let row = rows - 1; row > 0; row--) {
    const other = random.below(row + 1);
    const held = order[row]!;
    order[row] = order[other]!;
    order[other] = held;
  }
  return order;
}
