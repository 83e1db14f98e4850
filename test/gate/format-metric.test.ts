import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatChange, formatInterval, formatMetric, showChange } from "../../src/gate/format-metric.ts";

describe("digits by uncertainty", () => {
  test.each<[string, number, [number, number], string, string]>([
    ["r2", 0.98062, [0.97851, 0.98224], "0.9806", "0.9785 … 0.9822"],
    ["r2", 0.5, [0.3, 0.7], "0.50", "0.30 … 0.70"],
    ["mae", 273.34, [264.1, 282.9], "273", "264 … 283"],
    ["rmse", 47_950.3, [47_322, 48_571], "48,000", "47,300 … 48,600"],
    ["mape", 0.06702, [0.0652, 0.0688], "6.70 %", "6.52 … 6.88 %"],
    ["mape", 5.2e14, [1e13, 1e15], "not meaningful", "–"],
    ["mae", 1.5, [1.5, 1.5], "1.500", "1.5 … 1.5"],
    ["mae", 2, [Number.NaN, Number.NaN], "2", "NaN … NaN"],
    ["mae", 3e-9, [2e-9, 4e-9], "3e−9", "2e−9 … 4e−9"],
  ])("%s %d", (name, value, bounds, shown, interval) => {
    expect(formatMetric(name, value, bounds)).toBe(shown);
    expect(formatInterval(name, bounds)).toBe(interval);
  });

  test("differences have their sign, an arrow, and a word where the interval leaves no doubt", () => {
    const show = (name: string, difference: number, sign: number, bounds?: [number, number]) =>
      showChange(name, difference, { sign, bounds });
    expect(show("r2", 0.0123, 1, [0.0061, 0.0182])).toBe("+0.012 ↑ better");
    expect(show("rmse", -1210, -1, [-1760, -660])).toBe("−1,200 ↓ better");
    expect(show("rmse", 40.2, -1, [30, 53])).toBe("+40 ↑ worse");
    expect(show("accuracy", -0.00671, 1, [-0.037, 0.019])).toBe("−0.007 ↓");
    expect(show("log_loss", 0.876, -1)).toBe("+0.876 ↑");
    expect(show("mape", 0.01, -1, [0.005, 0.015])).toBe("+1.00 points ↑ worse");
    expect(show("r2", 0, 1)).toBe("±0");
    expect(showChange("revenue", 1)).toBe("+1 ↑");
  });

  test("a change that rounds to nothing has no sign", () => {
    expect(formatChange("r2", 0.0001, [-0.06, 0.06])).toBe("±0");
  });

  test("the ends of an interval never say more than the value, and stay apart", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-4, max: 1e6, noNaN: true }),
        (low, width) => {
          const bounds: [number, number] = [low, low + width];
          const [lower = "", upper = ""] = formatInterval("mae", bounds).split(" … ");
          expect(lower).not.toBe(upper);
          const decimals = (text: string) => text.split(".")[1]?.length ?? 0;
          const value = formatMetric("mae", low + width / 2 || 1, bounds);
          if (!/e/.test(value))
            expect([decimals(lower), decimals(upper)]).toEqual([decimals(value), decimals(value)]);
        },
      ),
    );
  });
});
