import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  calibrationCurve,
  heightAt,
  type Point,
  precisionRecallCurve,
  rocCurve,
} from "../../src/metrics/curves.ts";
import { rankRows } from "../../src/metrics/ranked.ts";
import { estimateShare } from "../../src/statistics/share.ts";

type Curve = [x: number[], y: number[]];
interface Golden {
  y: number[];
  score: number[];
  roc: Curve;
  precision_recall: Curve;
  calibration: Curve;
  wilson: { hits: number; rows: number; interval: [number, number] }[];
}

/** By scikit-learn 1.9.1 and scipy: test/golden/curves.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/curves.json", import.meta.url), "utf8"));
const scoreOf = (row: number) => golden.score[row]!;
const isPositive = (row: number) => golden.y[row] === 1;
const ranked = rankRows(golden.y.length, scoreOf, isPositive);

function expectCurve(points: readonly Point[], [x, y]: Curve): void {
  expect(points).toHaveLength(x.length);
  for (const [at, point] of points.entries()) {
    expect(point.x).toBeCloseTo(x[at]!, 12);
    expect(point.y).toBeCloseTo(y[at]!, 12);
  }
}

test("curves are scikit-learn's", () => {
  expectCurve(rocCurve(ranked), golden.roc);
  expectCurve(precisionRecallCurve(ranked), golden.precision_recall);
  expectCurve(calibrationCurve({ rows: golden.y.length, scoreOf, isPositive }, 10), golden.calibration);
});

test("between points a curve is straight, and of equal x the last counts", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0, y: 0.4 },
    { x: 1, y: 1 },
  ];
  expect([0, 0.5, 1, 2].map((x) => heightAt(points, x))).toEqual([0.4, 0.7, 1, 1]);
  expect(heightAt([{ x: 0.5, y: 3 }], 0.1)).toBe(3);
});

test.each(golden.wilson)("Wilson's interval of $hits in $rows is scipy's", ({ hits, rows, interval }) => {
  const found = estimateShare(hits, rows).bounds(0.025);
  expect(found[0]).toBeCloseTo(interval[0], 12);
  expect(found[1]).toBeCloseTo(interval[1], 12);
});
