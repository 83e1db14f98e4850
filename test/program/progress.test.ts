import { expect, test } from "vitest";
import { describePoint, parseProgress } from "../../src/program/progress.ts";

test.each([
  [
    '{"epoch": 3, "step": 120, "metrics": {"loss": 0.2512345, "accuracy": 0.9}}',
    "epoch 3, step 120: loss 0.2512, accuracy 0.9",
  ],
  ['{"loss": 12000}', "loss 12000"],
  ['{"step": 7}', "step 7"],
  ['{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}', "a 1, b 2, c 3, d 4, e 5, f 6"],
])("the line %s is told as %s", (line, told) => {
  expect(describePoint(parseProgress(line)!)).toBe(told);
});

test.each(["", "epoch 3", "{", "[1]", '{"loss": "low"}', `{"a": ${"1".repeat(70_000)}}`])(
  "what is no progress is none: %.20s",
  (line) => {
    expect(parseProgress(line)).toBeUndefined();
  },
);
