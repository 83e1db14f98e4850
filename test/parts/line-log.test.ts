import fc from "fast-check";
import { expect, test } from "vitest";
import { logLines } from "../../src/parts/line-log.ts";

test("the line of every row is known, however the parts are cut", () => {
  const gap = fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(fc.array(fc.array(gap, { maxLength: 30 }), { maxLength: 6 }), (parts) => {
      const log = logLines();
      const lines: number[] = [];
      let line = 2;
      for (const gaps of parts) {
        const start = line;
        const own = gaps.map((each) => {
          const at = line;
          line += each;
          return at;
        });
        lines.push(...own);
        log.add(
          Uint32Array.from(own, (each) => each - start),
          start,
        );
      }
      expect(lines.map((_, row) => log.lineOf(row))).toEqual(lines);
      expect(log.lineOf(lines.length)).toBeUndefined();
    }),
  );
});
