import { expect } from "vitest";
import type { Estimate } from "../../src/statistics/estimate.ts";

/**
 * That an estimate's p-values at `x` are the levels of the bounds that lie there, and that its bounds widen as alpha
 * falls and hold its value at every alpha up to a half.
 */
export function expectConsistent(estimate: Estimate, x: number): void {
  for (const [side, p] of [
    [1, estimate.pBelow(x)],
    [0, estimate.pAbove(x)],
  ] as const) {
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
    // Near 0 and 1 a p-value has too few digits to say where its bound lies.
    if (p < 1e-9 || p > 0.999 || p === 0.5) continue;
    expect(estimate.bounds(p)[side]).toBeCloseTo(x, 8);
  }
  let [lower, upper] = [estimate.value, estimate.value];
  for (const alpha of [0.5, 0.3, 0.1, 0.025, 0.001, 1e-6]) {
    const [low, high] = estimate.bounds(alpha);
    const slack = Number.isFinite(lower + upper) ? 1e-9 * Math.max(1, Math.abs(lower), Math.abs(upper)) : 0;
    expect(low).toBeLessThanOrEqual(lower + slack);
    expect(high).toBeGreaterThanOrEqual(upper - slack);
    [lower, upper] = [low, high];
  }
}
