import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bundleName, chooseBundles } from "../../src/bundle/bundle-name.ts";
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
  ["values in quotes that are no word", '{ "a": "x y", "b": "", "c": [1] }', 'model "x y" "" [1]'],
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
      expect(bundleName("houses", leg, 1)).toMatch(/^mlops-houses~[A-Za-z0-9._~-]{1,109}~1$/);
    }),
  );
});

test("matrices of other words are other legs", () => {
  const word = fc.oneof(fc.constantFrom("a", "b", "a b", "", " ", '"a"', "[1]"), fc.string(), fc.boolean());
  const matrix = fc.array(word, { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(matrix, matrix, (one, other) => {
      const legs = [one, other].map((each) => legOf(JSON.stringify({ ...each, last: "x" }), "model"));
      const isSame = one.every((value, index) => String(value) === String(other[index]));
      expect(legs[0] === legs[1]).toBe(isSame);
    }),
  );
});

describe("the name of a bundle", () => {
  test.each([
    [undefined, "mlops-houses~1"],
    ["train", "mlops-houses~train~1"],
    ["train eu 3.12", "mlops-houses~train~eu~3.12~1"],
    ["random forest/3.12", "mlops-houses~random~forest-3.12-de5e2dec~1"],
    ["北", "mlops-houses~--01bc01b3~1"],
  ])("reads like its leg: %s", (leg, name) => expect(bundleName("houses", leg, 1)).toBe(name));

  test.each([
    ["letters that artifacts do not take", "model größe", "model grüße"],
    ["no letter that they take", "北", "南"],
    ["a slash and a space", "x/y", "x y"],
    ["a hyphen and a space", "train-eu", "train eu"],
    ["one space and two", "x y", "x  y"],
    ["a tilde and a space", "x~y", "x y"],
    ["a long start", `${"x".repeat(150)}a`, `${"x".repeat(150)}b`],
  ])("is another where legs differ by %s", (_, one, other) =>
    expect(bundleName("houses", one, 1)).not.toBe(bundleName("houses", other, 1)),
  );

  test("is another where a value differs behind a very long one", () => {
    const [one, other] = ["a", "b"].map((last) =>
      legOf(JSON.stringify({ x: "x".repeat(500), last }), "model"),
    );
    expect(one).not.toBe(other);
    expect(bundleName("houses", one, 1)).not.toBe(bundleName("houses", other, 1));
    const given = ["a", "b"].map((last) => legOf("x".repeat(500) + last, "model"));
    expect(given[0]).not.toBe(given[1]);
  });

  test("is one project's and one leg's", () => {
    expect(bundleName("houses", "train eu", 1)).not.toBe(bundleName("houses-train", "eu", 1));
    const project = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,9}$/);
    const leg = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
    fc.assert(
      fc.property(fc.tuple(project, leg), fc.tuple(project, leg), (one, other) => {
        const isSame = bundleName(...one, 1) === bundleName(...other, 1);
        expect(isSame).toBe(one[0] === other[0] && one[1] === other[1]);
      }),
    );
  });
});

describe("the bundles of a project", () => {
  const artifacts = [
    ["houses-eu", undefined],
    ["houses-eu", "train"],
    ["houses", "train eu"],
    ["houses", "train"],
    ["houses", undefined],
    ["houses", "1"],
    ["houses.eu", "train"],
  ].map(([project = "", leg]) => ({ name: bundleName(project, leg, 1) }));
  const namesOf = (chosen: readonly { name: string }[]) => chosen.map(({ name }) => name).sort();

  test("are not those of projects whose names start like it", () => {
    expect(namesOf(chooseBundles(artifacts, { project: "houses" }))).toEqual([
      "mlops-houses~1",
      "mlops-houses~1~1",
      "mlops-houses~train~1",
      "mlops-houses~train~eu~1",
    ]);
    expect(namesOf(chooseBundles(artifacts, { project: "houses-eu" }))).toEqual([
      "mlops-houses-eu~1",
      "mlops-houses-eu~train~1",
    ]);
    expect(chooseBundles(artifacts, { project: "house" })).toEqual([]);
  });

  test("of a leg are not those of legs that start like it", () => {
    const chosen = chooseBundles(artifacts, { project: "houses", leg: "train" });
    expect(namesOf(chosen)).toEqual(["mlops-houses~train~1"]);
  });

  test("are their newest attempts", () => {
    const attempts = [10, 9, 2, 1].map((attempt) => ({ name: bundleName("houses", "train", attempt) }));
    expect(namesOf(chooseBundles(attempts, { project: "houses" }))).toEqual(["mlops-houses~train~10"]);
  });
});
