import { addScaled, type Design, dot } from "./design.ts";

/**
 * The w that makes |A w - b| least and, of those, |w| itself: what scipy.linalg.lstsq gives, by a complete orthogonal
 * decomposition (Golub and Van Loan, Matrix Computations, 4th ed., 5.5.2). Columns that lie within `cutoff` times the
 * longest one's length of the others count as their sums. `b` has a number a row; neither is changed.
 */
export function leastSquares({ rows, columns, data }: Design, b: Float64Array, cutoff: number): Float64Array {
  const a = data.slice();
  const right = b.slice();
  const order = Uint32Array.from({ length: columns }, (_, column) => column);
  const rank = triangulate({ rows, columns, data: a }, right, order, cutoff);
  const solution =
    rank === columns ? solveUpper(a, rows, right, rank) : solveShort({ rows, columns, data: a }, right, rank);
  const weights = new Float64Array(columns);
  for (const [place, column] of order.entries()) weights[column] = solution[place]!;
  return weights;
}

/** Turns A into an upper triangle, the longest remaining column first, and b with it; returns the rank. */
function triangulate(
  { rows, columns, data }: Design,
  right: Float64Array,
  order: Uint32Array,
  cutoff: number,
): number {
  const steps = Math.min(rows, columns);
  let longest = 0;
  const lengths = Float64Array.from(order, (column) => squareOf(data, column * rows, rows));
  for (let step = 0; step < steps; step++) {
    let pivot = step;
    for (let column = step; column < columns; column++)
      if (lengths[column]! > lengths[pivot]!) pivot = column;
    swapColumns(data, rows, step, pivot);
    [order[step], order[pivot]] = [order[pivot]!, order[step]!];
    [lengths[step], lengths[pivot]] = [lengths[pivot]!, lengths[step]!];
    const length = Math.sqrt(squareOf(data, step * rows + step, rows - step));
    longest = Math.max(longest, length);
    if (length <= cutoff * longest || length === 0) return step;
    reflect(data, right, { rows, columns, step });
    for (let column = step + 1; column < columns; column++)
      lengths[column] = squareOf(data, column * rows + step + 1, rows - step - 1);
  }
  return steps;
}

/** One Householder reflection of the columns from `step` on, and of b, that leaves column `step` zero below its diagonal. */
function reflect(
  data: Float64Array,
  right: Float64Array,
  { rows, columns, step }: { rows: number; columns: number; step: number },
): void {
  const at = step * rows + step;
  const count = rows - step;
  const mirror = mirrorOf(data, at, count);
  if (mirror === undefined) return;
  for (let column = step + 1; column < columns; column++) mirror.apply(data, column * rows + step);
  mirror.apply(right, step);
  data[at] = mirror.diagonal;
  data.fill(0, at + 1, at + count);
}

interface Mirror {
  diagonal: number;
  apply(target: Float64Array, at: number): void;
}

/** The Householder reflection that maps x = source[at … at + count - 1] onto its first axis; undefined for x = 0. */
function mirrorOf(source: Float64Array, at: number, count: number): Mirror | undefined {
  const length = Math.sqrt(squareOf(source, at, count));
  if (length === 0) return undefined;
  const vector = source.slice(at, at + count);
  const diagonal = vector[0]! > 0 ? -length : length;
  vector[0] = vector[0]! - diagonal;
  const scale = -1 / (diagonal * vector[0]!);
  return {
    diagonal,
    apply: (target, from) =>
      addScaled(target, from, -scale * dot(vector, 0, target, from, count), vector, 0, count),
  };
}

function solveUpper(data: Float64Array, rows: number, right: Float64Array, size: number): Float64Array {
  const solution = right.slice(0, size);
  for (let step = size - 1; step >= 0; step--) {
    solution[step] = solution[step]! / data[step * rows + step]!;
    addScaled(solution, 0, -solution[step]!, data, step * rows, step);
  }
  return solution;
}

/** The shortest solution of the first `rank` rows, which are fewer than the columns: by a QR decomposition of their transpose. */
function solveShort({ rows, columns, data }: Design, right: Float64Array, rank: number): Float64Array {
  const turned = new Float64Array(columns * rank);
  for (let row = 0; row < rank; row++)
    for (let column = row; column < columns; column++)
      turned[row * columns + column] = data[column * rows + row]!;
  const mirrors: Mirror[] = [];
  const solution = new Float64Array(columns);
  for (let step = 0; step < rank; step++) {
    const mirror = mirrorOf(turned, step * columns + step, columns - step)!;
    for (let row = step + 1; row < rank; row++) mirror.apply(turned, row * columns + step);
    turned[step * columns + step] = mirror.diagonal;
    const known = dot(turned, step * columns, solution, 0, step);
    solution[step] = (right[step]! - known) / mirror.diagonal;
    mirrors.push(mirror);
  }
  for (let step = rank - 1; step >= 0; step--) mirrors[step]!.apply(solution, step);
  return solution;
}

function squareOf(data: Float64Array, at: number, count: number): number {
  return dot(data, at, data, at, count);
}

function swapColumns(data: Float64Array, rows: number, a: number, b: number): void {
  if (a === b) return;
  const held = data.slice(a * rows, (a + 1) * rows);
  data.copyWithin(a * rows, b * rows, (b + 1) * rows);
  data.set(held, b * rows);
}
