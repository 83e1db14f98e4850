import fc from "fast-check";
import { expect, test } from "vitest";
import { batchesOf, keyOf } from "../../src/services/mlflow-batches.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ minLength: 240, maxLength: 300 }),
);
const values = fc.dictionary(text, fc.oneof(text, fc.constant("x".repeat(9000))), { maxKeys: 130 });
const metric = fc.record({ name: text, value: fc.double(), step: fc.double(), time: fc.nat() });

test("every request is within the server's bounds, and nothing is lost", () => {
  fc.assert(
    fc.property(
      values,
      values,
      fc.array(metric, { maxLength: 2300, size: "max" }),
      (params, tags, metrics) => {
        const { batches } = batchesOf({ params, tags, metrics });
        for (const batch of batches) {
          expect(batch.metrics.length <= 1000 && batch.params.length <= 100 && batch.tags.length <= 100).toBe(
            true,
          );
          expect(batch.metrics.length + batch.params.length + batch.tags.length).toBeLessThanOrEqual(1000);
          expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(1e6);
          for (const { key, value } of batch.params) {
            expect([...key].length).toBeLessThanOrEqual(250);
            expect(value.length).toBeLessThanOrEqual(6000);
          }
        }
        expect(batches.flatMap((each) => each.metrics).length).toBe(metrics.length);
        const kept = batches.flatMap((each) => each.params.map(({ key }) => key));
        expect(new Set(kept)).toEqual(new Set(Object.keys(params).map(keyOf)));
        expect(kept.length).toBe(new Set(kept).size);
      },
    ),
    { numRuns: 8 },
  );
});

test.each([
  ["precision@100", "precision_100"],
  ["val/loss", "val/loss"],
  ["../up", "__up"],
  ["a//b", "a__b"],
  ["/a", "_a"],
  ["größe 日本", "größe 日本"],
  ["", "_"],
  [".", "_"],
  ["a:b", "a_b"],
])("the name %j becomes %j", (name, key) => {
  expect(keyOf(name)).toBe(key);
});

test("numbers that JSON lacks are words, steps are whole", () => {
  const metrics = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5].map((value) => ({
    ...{ name: "m", value, step: 1.6, time: 5.4 },
  }));
  expect(batchesOf({ metrics }).batches[0]!.metrics).toEqual(
    ["NaN", "Infinity", "-Infinity", 0.5].map((value) => ({ key: "m", value, timestamp: 5, step: 2 })),
  );
});
