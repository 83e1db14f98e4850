import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTrainingRows, renderTrainingRows } from "../../src/evidence/training-rows.ts";

const halves = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(3)), { maxLength: 50 });

test("tells the rows that were written from all others, whatever their order", () => {
  fc.assert(
    fc.property(halves, halves, (rows, others) => {
      const high = Uint32Array.from(rows, ([each]) => each);
      const low = Uint32Array.from(rows, ([, each]) => each);
      const all = Uint32Array.from(rows.keys());
      const cut = all.length >> 1;
      const bytes = renderTrainingRows({ high, low }, [all.slice(cut), all.slice(0, cut)])!;
      expect(bytes).toEqual(renderTrainingRows({ high, low }, [all]));
      const seen = parseTrainingRows(bytes)!;
      const known = new Set(rows.map(String));
      for (const [one, other] of [...rows, ...others])
        expect(seen.has(one, other)).toBe(known.has(String([one, other])));
    }),
  );
});

test("what is no such file is none", () => {
  expect(parseTrainingRows(new Uint8Array(7))).toBeUndefined();
  expect(parseTrainingRows(new Uint8Array(16))).toBeUndefined();
  expect(parseTrainingRows(Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0))).toBeUndefined();
  expect(parseTrainingRows(new Uint8Array(0))?.has(0, 0)).toBe(false);
  expect(parseTrainingRows(new Uint8Array(8))?.has(0, 0)).toBe(true);
});
