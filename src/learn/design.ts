/** Numbers for linear algebra: column c holds `data[c * rows] … data[c * rows + rows - 1]`. */
export interface Design {
  rows: number;
  columns: number;
  data: Float64Array;
}

/** The sum of a[from + i] · b[at + i] for i < count, in order. */
export function dot(a: Float64Array, from: number, b: Float64Array, at: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += a[from + i]! * b[at + i]!;
  return sum;
}

/** Adds factor · b[at + i] to a[from + i] for i < count. */
export function addScaled(
  a: Float64Array,
  from: number,
  factor: number,
  b: Float64Array,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) a[from + i] = a[from + i]! + factor * b[at + i]!;
}
