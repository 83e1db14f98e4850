import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { flattenParams, pythonText } from "../../src/program/python-text.ts";
import { describeWith, requireTool } from "../require-tool.ts";

test("values are written as Python writes them", () => {
  expect([true, false, null, "a", 1, 1.5, 1e-5, 0.0001, 1e16, 1e21, -2.5e-7].map(pythonText)).toEqual([
    ...[
      "True",
      "False",
      "None",
      "a",
      "1",
      "1.5",
      "1e-05",
      "0.0001",
      "10000000000000000",
      "1e+21",
      "-2.5e-07",
    ],
  ]);
});

test("numbers by name get a name each", () => {
  expect(flattenParams({ weights: { a: 1, b: 0.5 }, depth: 3 })).toEqual({
    ...{ "weights.a": "1", "weights.b": "0.5", depth: "3" },
  });
});

describeWith("python", "Python's own str", () => {
  test("of numbers that it reads from our JSON", () => {
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      numRuns: 3000,
      seed: 7,
    });
    const whole = numbers.map((value) => (Object.is(value, -0) ? 0 : value));
    const script = "import json, sys; print(json.dumps([str(x) for x in json.load(sys.stdin)]))";
    const { stdout } = spawnSync(requireTool("python"), ["-c", script], {
      input: JSON.stringify(whole),
      encoding: "utf8",
    });
    expect(whole.map(pythonText)).toEqual(JSON.parse(stdout));
  });
});
