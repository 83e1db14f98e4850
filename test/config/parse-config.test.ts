import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { UserError } from "../../src/errors.ts";

function errorOf(text: string): UserError {
  try {
    parseConfig(text, "mlops.yml");
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("expected a UserError");
}

test("fills in every default", () => {
  const { config } = parseConfig("version: 1\n", "mlops.yml");
  expect(config).toMatchObject({
    checks: [],
    data: { split: { test: 0.2, seed: 42, stratify: false } },
    train: { engine: "random-forest", params: {} },
    gate: { rules: [] },
    report: { comment: true, summary: true },
  });
});

test.each([
  [
    "version: 1\ngate:\n  rules:\n    - metric: auc\n      treshold: 1\n      min: 0\n",
    5,
    'unknown key "treshold" at line 5',
  ],
  ["version: 1\ntrian: {}\n", 2, 'unknown key "trian" at line 2, did you mean "train"'],
  ["version: 1\ndata:\n  traget: y\n", 3, 'unknown key "traget" at line 3, did you mean "target"'],
  [
    "version: 1\nchecks:\n  - colunm: a\n    type: text\n",
    3,
    'unknown key "colunm" at line 3, did you mean "column"',
  ],
  ["version: 2\n", 1, '"version": expected 1 at line 1'],
  [
    "version: 1\ntrain:\n  calibrate: isotonic\n  onnx_opset: 3\n",
    4,
    "which isotonic calibration does not bear: take onnx_opset 5 or calibrate sigmoid",
  ],
  [
    "version: 1\ntrain:\n  engine: command\n  command: x\n  onnx_opset: 3\n",
    5,
    "train.onnx_opset is for the engines that learn here",
  ],
  ["version: 1\nname: a/b\n", 2, "letters, digits, dots"],
  ["version: 1\ndata: { split: { test: 2 } }\n", 2, '"data.split.test"'],
  ["version: 1\ndata: { target: 5 }\n", 2, '"data.target": expected string, received number at line 2'],
  ["version: 1\ntrain: { engine: xgboots }\n", 2, '"train.engine"'],
  ["version: 1\ngate: { rules: [{ metric: r2 }] }\n", 2, "a rule needs one of min, max"],
  ["version: 1\ngate: { rules: [{ metric: r2, min: 2, max: 1 }] }\n", 2, "min is greater than max"],
  ["version: 1\ngate: { rules: [{ metric: r2, min: 2, margin: 1% }] }\n", 2, "margin goes with"],
  ["version: 1\nname: a\nname: b\n", 3, "unique"],
  ["version: 1\ndata: [\n", 3, "Cannot read"],
  ["- a\n", 1, "expected keys and values"],
  ["", 1, "expected keys and values"],
  ["version: 1\nname: !!js/function 'x'\n", 2, "tag"],
])("names what is wrong and its line: %j", (text, line, message) => {
  const error = errorOf(text);
  expect(error.message).toContain(message);
  expect(error.message).toMatch(/^Cannot read "mlops.yml": /);
  expect(error.place).toMatchObject({ file: "mlops.yml", line });
});

test("the first problem is the message, the others are the hint", () => {
  const error = errorOf("version: 1\nfoo: 1\nbar: 2\n");
  expect(error.message).toContain('unknown key "foo" at line 2');
  expect(error.hint).toContain('unknown key "bar" at line 3');
});

test("a bomb of aliases is refused", () => {
  const lines = ["version: 1", "a: &a [x, x, x, x, x, x, x, x, x]"];
  for (const [name, of] of ["ba", "cb", "dc", "ed", "fe", "gf"].map((pair) => [...pair]))
    lines.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(", ")}]`);
  expect(errorOf(lines.join("\n")).message).toContain("more YAML aliases than allowed");
});

test("a few aliases are fine, and merge keys are no keys of ours", () => {
  const text = "version: 1\ndata: { key: &k [a], exclude: *k }\n";
  expect(parseConfig(text, "mlops.yml").config.data.exclude).toEqual(["a"]);
});

test("place finds keys, values and the nearest part that is there", () => {
  const { place } = parseConfig("version: 1\nchecks:\n  - column: a\n    min: 3\n", "mlops.yml");
  expect(place(["checks", 0, "min"])).toEqual({ file: "mlops.yml", line: 4, column: 5 });
  expect(place(["checks", 0])).toMatchObject({ line: 3 });
  expect(place(["checks", 0, "max"])).toMatchObject({ line: 3 });
  expect(place(["gate", "rules"])).toMatchObject({ line: 1 });
});

test("any text gives a configuration or a UserError", () => {
  const piece = fc.constantFrom(
    "version: 1\n",
    "data:\n",
    "  path: x\n",
    "checks:\n",
    "  - ",
    "column: a\n",
    "&a ",
    "*a ",
    "{",
    "}",
    "[",
    "]",
    "? ",
    "!!t ",
    "\t",
    '"',
    "'",
    "|\n",
    "#",
    ": ",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
      try {
        parseConfig(pieces.join(""), "mlops.yml");
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 400 },
  );
});
