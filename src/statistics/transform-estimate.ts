import type { Estimate } from "./estimate.ts";

/** The estimate of scale × quantity + offset, its bounds changing places where the scale is negative. */
export function transformEstimate(
  estimate: Estimate,
  { scale = 1, offset = 0 }: { scale?: number; offset?: number },
): Estimate {
  if (scale === 1 && offset === 0) return estimate;
  const at = (x: number): number => (x - offset) / scale;
  const to = (x: number): number => scale * x + offset;
  const isTurned = scale < 0;
  return {
    ...estimate,
    value: to(estimate.value),
    standardError: Math.abs(scale) * estimate.standardError,
    bounds(alpha) {
      const [lower, upper] = estimate.bounds(alpha);
      return isTurned ? [to(upper), to(lower)] : [to(lower), to(upper)];
    },
    pBelow: (x) => (isTurned ? estimate.pAbove(at(x)) : estimate.pBelow(at(x))),
    pAbove: (x) => (isTurned ? estimate.pBelow(at(x)) : estimate.pAbove(at(x))),
  };
}
