import { addScaled, type Design, dot } from "./design.ts";
import type { Matrix } from "./matrix.ts";

/** Rows of a regression, fewer than there were, with the same sums of squares. */
export interface ReducedRows {
  /** At most columns + 1 rows, or as many as there were. */
  design: Design;
  /** A number a row. */
  target: Float64Array;
  /** Of the columns and the target, by which they were centred; 0 where they were not. */
  means: Float64Array;
  targetMean: number;
  /** The sum of the rows' weights: their number where they have none. */
  weight: number;
}

/** Options of `reduceRows`. */
export interface Reduction {
  matrix: Matrix;
  target: Float64Array;
  /** One a row, not negative; 1 without. */
  weights?: Float64Array | undefined;
  /** Whether columns and target are centred at their weighted means. */
  center: boolean;
}

/**
 * Rotates the rows of [X | y], each times the root of its weight, into a triangle (a QR decomposition by Householder
 * reflections, block by block): every |X w - y|² is the same, whatever w. Nothing as long as the data is made; the
 * answer does not depend on the machine.
 */
export function reduceRows({ matrix, target, weights, center }: Reduction): ReducedRows {
  const { rows } = matrix;
  const columns = matrix.names.length;
  const weight = weights ? weights.reduce((sum, each) => sum + each, 0) : rows;
  const mean = (values: Float32Array | Float64Array): number =>
    center ? meanOf(values, weights, weight) : 0;
  const means = Float64Array.from({ length: columns }, (_, column) =>
    mean(matrix.data.subarray(column * rows, (column + 1) * rows)),
  );
  const source = { matrix, target, weights, means, targetMean: mean(target) };
  const width = columns + 1;
  const facts = { means, targetMean: source.targetMean, weight };
  if (rows <= width) return { ...split(readBlock(source, 0, rows, 0), rows, columns), ...facts };
  const blockRows = Math.max(width, 64);
  let work: Float64Array = new Float64Array(0);
  for (let start = 0; start < rows; start += blockRows) {
    const count = Math.min(blockRows, rows - start);
    const block = readBlock(source, start, count, width);
    for (let column = 0; start > 0 && column < width; column++)
      block.set(work.subarray(column * width, (column + 1) * width), column * (width + count));
    work = triangle(block, width, count);
  }
  return { ...split(work, width, columns), ...facts };
}

interface Source extends Pick<Reduction, "matrix" | "target" | "weights"> {
  means: Float64Array;
  targetMean: number;
}

/** The centred and weighted rows from `start` on, column by column, below `above` rows of zeros. */
function readBlock(source: Source, start: number, count: number, above: number): Float64Array {
  const { matrix, target, weights, means, targetMean } = source;
  const height = above + count;
  const block = new Float64Array(height * (means.length + 1));
  const roots = weights && Float64Array.from(weights.subarray(start, start + count), Math.sqrt);
  for (let column = 0; column <= means.length; column++) {
    const isTarget = column === means.length;
    const values = isTarget ? target : matrix.data;
    const from = isTarget ? start : column * matrix.rows + start;
    const mean = isTarget ? targetMean : means[column]!;
    const at = column * height + above;
    for (let i = 0; i < count; i++) block[at + i] = (values[from + i]! - mean) * (roots ? roots[i]! : 1);
  }
  return block;
}

/**
 * The upper triangle of a block whose first `width` rows are one already: a reflection touches its own row and the
 * `count` rows below the triangle.
 */
function triangle(block: Float64Array, width: number, count: number): Float64Array {
  const height = width + count;
  for (let step = 0; step < width; step++) {
    const top = step * height + step;
    const below = step * height + width;
    const length = Math.sqrt(block[top]! * block[top]! + dot(block, below, block, below, count));
    if (length === 0) continue;
    const diagonal = block[top]! > 0 ? -length : length;
    const head = block[top]! - diagonal;
    const scale = -1 / (diagonal * head);
    for (let column = step + 1; column < width; column++) {
      const at = column * height;
      const factor = -scale * (head * block[at + step]! + dot(block, below, block, at + width, count));
      block[at + step] = block[at + step]! + factor * head;
      addScaled(block, at + width, factor, block, below, count);
    }
    block[top] = diagonal;
  }
  const corner = new Float64Array(width * width);
  for (let column = 0; column < width; column++)
    for (let row = 0; row <= column; row++) corner[column * width + row] = block[column * height + row]!;
  return corner;
}

function split(data: Float64Array, rows: number, columns: number): Pick<ReducedRows, "design" | "target"> {
  return {
    design: { rows, columns, data: data.slice(0, rows * columns) },
    target: data.slice(rows * columns, rows * (columns + 1)),
  };
}

/** In two passes: the second finds what rounding left over. */
function meanOf(
  values: Float32Array | Float64Array,
  weights: Float64Array | undefined,
  weight: number,
): number {
  let mean = 0;
  for (let pass = 0; pass < 2; pass++) {
    let sum = 0;
    for (let row = 0; row < values.length; row++)
      sum += (values[row]! - mean) * (weights ? weights[row]! : 1);
    mean += sum / weight;
  }
  return mean;
}
