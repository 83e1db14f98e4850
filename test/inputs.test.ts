import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../src/errors.ts";
import { choice, flag, list, number, path, secret, text } from "../src/inputs.ts";

test.each([
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
  [" true ", true],
])("a flag reads %j", (given, expected) => {
  expect(flag("f").parse(given, "f")).toBe(expected);
});

test.each(["yes", "on", "1", "tRue", "0", "no"])("a flag refuses %j and says what is allowed", (given) => {
  expect(() => flag("f").parse(given, "dry-run")).toThrow(
    `Cannot use input "dry-run": expected "true" or "false", not "${given}"`,
  );
});

test("GitHub's empty text is no value: the default counts, and a required input is missed", () => {
  expect(text("t").parse("", "t")).toBeUndefined();
  expect(text("t").default("x").parse("", "t")).toBe("x");
  expect(number("n").default("3").parse("  ", "n")).toBe(3);
  expect(() => text("t").required().parse("", "target")).toThrow('input "target" is required and not set');
  expect(secret("s").expression("${{ github.token }}").parse("", "s")).toBeUndefined();
});

test.each([
  ["3", 3],
  ["-3.5e2", -350],
  ["+.5", 0.5],
])("a number reads %j", (given, expected) => {
  expect(number("n").parse(given, "n")).toBe(expected);
});

test.each(["", "0x10", "1_000", "1,5", "NaN", "Infinity", "1e999", "five"].slice(1))(
  "a number refuses %j",
  (given) => {
    expect(() => number("n").parse(given, "budget")).toThrow(/Cannot use input "budget": expected a number/);
  },
);

test("a number keeps its range, and integers are whole", () => {
  expect(() => number("n", { min: 1, max: 5 }).parse("7", "n")).toThrow("expected a number from 1 to 5");
  expect(() => number("n", { integer: true }).parse("1.5", "n")).toThrow("expected an integer");
});

test("a choice names what there is", () => {
  expect(choice("c", ["a", "b"]).parse("b", "c")).toBe("b");
  expect(() => choice("c", ["a", "b"]).parse("z", "mode")).toThrow(
    'Cannot use input "mode": expected "a", "b", not "z"',
  );
});

test("a list takes lines and commas", () => {
  expect(list("l").parse("a, b\nc,\n\n", "l")).toEqual(["a", "b", "c"]);
});

test("a path holds no NUL", () => {
  expect(() => path("p").parse("a\0b", "data")).toThrow("NUL");
});

test("a number parses what JavaScript prints, or throws a UserError", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(number("n").parse(String(value), "n")).toBe(value === 0 ? 0 : value);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (value) => {
      try {
        const parsed = number("n").parse(value, "n");
        expect(parsed === undefined || Number.isFinite(parsed)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
  );
});
