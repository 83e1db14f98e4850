import { describe, expect, test } from "vitest";
import { canLower, lowerExpression } from "../../src/expression/lower-onnx.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { createGraph } from "../../src/model/onnx-graph.ts";

const columns = [
  { name: "a", type: "number", kind: "numeric", value: "a" },
  { name: "s", type: "text", kind: "text", value: "s" },
  { name: "d", type: "date", kind: "numeric", value: "d" },
] as const;

const lowerable = [
  "a / 2 + ln(a)",
  "s = 'INLAND'",
  "s IN ('a', 'b', NULL)",
  "CASE s WHEN 'x' THEN 1 ELSE 0 END",
  "coalesce(s, 'none')",
  "a BETWEEN 1 AND 2 OR s IS NULL",
  "year(d) - 2000",
  "upper('x') = s",
];

const others: [text: string, part: string][] = [
  ["s LIKE 'a%'", "LIKE cannot be"],
  ["a + length(s)", '"length" cannot be'],
  ["s || 'x' = 'ax'", '"||" cannot be'],
  ["s < 'b'", '"<" of text cannot be'],
  ["CAST(s AS DOUBLE) + 1", "CAST of text cannot be"],
  ["CAST(a AS VARCHAR) = '1.0'", "CAST to text cannot be"],
  ["s = ''", "the empty text, which stands for NULL there, cannot be"],
  ["CASE WHEN a > 1 THEN substring(s, 1, 2) END", '"substring" cannot be'],
];

describe("canLower", () => {
  test.each(lowerable)("%s", (text) => expect(canLower(parseExpression(text), columns)).toBe(true));
  test.each(others)("not %s", (text) => expect(canLower(parseExpression(text), columns)).toBe(false));
});

// What the lowered graphs compute is tested with onnxruntime: test/integration/onnx-expression.test.ts.
describe("lowerExpression", () => {
  test.each(lowerable)("%s", (text) => {
    const kind = text.startsWith("coalesce(s") ? "text" : "numeric";
    expect(lowerExpression(parseExpression(text), columns, createGraph())).toMatchObject({ kind });
  });

  test.each(others)("says why not: %s", (text, part) => {
    const expression = parseExpression(text, { file: "mlops.yml", line: 9 });
    expect(() => lowerExpression(expression, columns, createGraph())).toThrow(
      expect.objectContaining({
        name: "UserError",
        message: `Cannot make expression "${text}" part of an ONNX model: ${part}`,
        hint: expect.stringMatching(/^What can: arithmetic, /),
        place: expect.objectContaining({ file: "mlops.yml", line: 9 }),
      }),
    );
  });

  test("an operand that stands in many places is lowered once", () => {
    const nested = (depth: number): string =>
      depth === 0 ? "a" : `if(${nested(depth - 1)} BETWEEN 0 AND 5, 1, 2)`;
    expect(lowerExpression(parseExpression(nested(60)), columns, createGraph()).kind).toBe("numeric");
  });
});
