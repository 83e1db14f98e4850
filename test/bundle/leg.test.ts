import fc from "fast-check";
import { expect, test } from "vitest";
import { bundleName } from "../../src/bundle/bundle-name.ts";
import { legName, legOf } from "../../src/bundle/leg.ts";

test.each([
  ["what is given", "eu", "eu"],
  ["a number that is given", "42", "42"],
  ["the job where nothing is given", undefined, "model"],
  ["the job where there is no matrix", "null", "model"],
  ["the job where the matrix is empty", "{}", "model"],
  [
    "the values of the matrix",
    '{\n  "region": "eu",\n  "seed": 42,\n  "isLarge": true\n}',
    "model eu 42 true",
  ],
  ["values that are objects", '{ "data": { "path": "a.csv" } }', 'model {"path":"a.csv"}'],
  ["what looks like a matrix and is none", "{eu}", "{eu}"],
])("a leg is %s", (_, given, leg) => expect(legOf(given, "model")).toBe(leg));

test("a leg is shown by what the matrix says", () => {
  expect(legName("model eu 42", "model")).toBe("eu 42");
  expect(legName("small", "model")).toBe("small");
  expect(legName("small", undefined)).toBe("small");
});

test("any matrix gives a leg of bounded length, and an artifact's name that GitHub takes", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), (matrix) => {
      const leg = legOf(JSON.stringify(matrix), "model") ?? "";
      expect(leg.length).toBeGreaterThan(0);
      expect(leg.length).toBeLessThanOrEqual(200);
      expect(bundleName("houses", leg, 1)).toMatch(/^mlops-houses-[A-Za-z0-9._-]{1,100}-1$/);
    }),
  );
});
