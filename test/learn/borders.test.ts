import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findBorders } from "../../src/learn/borders.ts";

/** By LightGBM 4.7.0: test/golden/borders.py, which has the same columns. */
const golden: { column: string; limit: number; starts: number[] }[] = JSON.parse(
  readFileSync(new URL("../golden/borders.json", import.meta.url), "utf8"),
);

const spread = (at: number) => (at * 7919) % 6007;
const columns: Record<string, (at: number) => number> = {
  "around zero": (at) => spread(at) - 2003,
  "below zero": (at) => -1 - spread(at),
  "above zero": (at) => 1 + spread(at),
  "mostly zeros": (at) => (at % 3 > 0 ? 0 : spread(at) - 5003),
  "heavy values": (at) => (at % 5 === 0 ? 100 : at % 7 === 0 ? -40 : spread(at) - 300),
  "heavy neighbours": (at) => Math.floor(Math.sqrt(spread(at))) * (at % 2) + (at % 11 > 8 ? spread(at) : 0),
  skewed: (at) => Math.floor((spread(at) - 600) ** 3 / 2 ** 24),
};

describe("findBorders", () => {
  test.each(golden)(
    "divides $column into at most $limit bins as LightGBM does",
    ({ column, limit, starts }) => {
      const sorted = Float32Array.from({ length: 6000 }, (_, at) => columns[column]!(at)).sort();
      const borders = findBorders(sorted, limit);
      expect(borders.map((border) => sorted.find((value) => value > border)! + 0)).toEqual(starts);
    },
  );

  test("is never more than the limit, rising, and of values that occur", () => {
    const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 400 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 255 }), (values, limit) => {
        const sorted = Float32Array.from(values).sort();
        const borders = findBorders(sorted, limit);
        expect(borders.length).toBeLessThan(limit);
        for (const [at, border] of borders.entries()) {
          expect(border).toBeGreaterThan(borders[at - 1] ?? -Infinity);
          expect(border).toBeLessThan(sorted.at(-1)!);
          expect(sorted.includes(border) || sorted.includes(-border)).toBe(true);
        }
      }),
    );
  });
});
