import type { Ranked } from "./ranked.ts";

/** A point of a curve. */
export interface Point {
  x: number;
  y: number;
}

/** The ROC curve: the share of positives found (y) over the share of false alarms (x), from (0, 0) to (1, 1). */
export function rocCurve({ cuts, positives, negatives }: Ranked): Point[] {
  return [
    { x: 0, y: 0 },
    ...cuts.map(({ hits, misses }) => ({ x: misses / negatives, y: hits / positives })),
  ];
}

/** Precision (y) over recall (x), the highest score first. */
export function precisionRecallCurve({ cuts, positives }: Ranked): Point[] {
  return cuts.map(({ hits, misses }) => ({ x: hits / positives, y: hits / (hits + misses) }));
}

/**
 * The share of rows that are positive (y) over the mean of what was promised (x), in bins of equal width that hold any
 * rows: scikit-learn's `calibration_curve`.
 */
export function calibrationCurve(
  {
    rows,
    scoreOf,
    isPositive,
    weights,
  }: {
    rows: number;
    scoreOf: (row: number) => number;
    isPositive: (row: number) => boolean;
    /** One a row, where they do not all weigh the same. */
    weights?: Float64Array | undefined;
  },
  bins: number,
): Point[] {
  const sums = Array.from({ length: bins }, () => ({ x: 0, y: 0, rows: 0 }));
  for (let row = 0; row < rows; row++) {
    const score = scoreOf(row);
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(score * bins) - 1))]!;
    const weight = weights?.[row] ?? 1;
    bin.x += weight * score;
    bin.y += weight * Number(isPositive(row));
    bin.rows += weight;
  }
  return sums.filter((bin) => bin.rows > 0).map((bin) => ({ x: bin.x / bin.rows, y: bin.y / bin.rows }));
}

/** The height of a curve whose x never falls, straight between points; that of the last of equal x. */
export function heightAt(points: readonly Point[], x: number): number {
  const next = points.findIndex((point) => point.x > x);
  if (next < 0) return points.at(-1)?.y ?? Number.NaN;
  const [before, after] = [points[next - 1], points[next]!];
  if (before === undefined) return after.y;
  return before.y + ((x - before.x) / (after.x - before.x)) * (after.y - before.y);
}
