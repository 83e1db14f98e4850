import { readFileSync } from "node:fs";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { jsonSchemaTest } from "../../src/checks/json-schema.ts";
import { patternTestWith } from "../../src/checks/pattern-test.ts";
import { UserError } from "../../src/errors.ts";

/** The official test suite, and Python's jsonschema on it: test/golden/json-schema.py. */
interface Golden {
  groups: [name: string, schema: unknown, tests: [data: unknown, isValid: boolean][]][];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/json-schema.json", import.meta.url), "utf8"),
);

const place = { file: "mlops.yml", line: 4 };

function compile(schema: unknown): (text: string) => boolean {
  return jsonSchemaTest(schema, (pattern) => patternTestWith(RE2JS, pattern, place), place);
}

test.each(golden.groups)("%s", (_, schema, tests) => {
  const holds = compile(schema);
  expect(tests.map(([data]) => holds(JSON.stringify(data)))).toEqual(tests.map(([, isValid]) => isValid));
});

const endless: Record<string, unknown> = {};
endless.self = endless;

test.each([
  [{ type: "objekt" }, 'there is no type "objekt"'],
  [{ requried: ["a"] }, 'the keyword "requried" is not supported'],
  [{ properties: { a: { unevaluatedProperties: false } } }, 'the keyword "unevaluatedProperties"'],
  [{ $ref: "https://example.com/schema.json" }, "a $ref leads out of the schema"],
  [{ $ref: "file:///etc/passwd" }, "a $ref leads out of the schema"],
  [{ $ref: "#/$defs/none" }, 'there is no "#/$defs/none"'],
  [{ $ref: "#/constructor" }, 'there is no "#/constructor"'],
  [{ minimum: "1" }, "a bound is no number"],
  [{ pattern: "(?=a)" }, "look-around"],
  [{ items: 3 }, "a schema is neither a map nor true or false"],
  [{ allOf: {} }, "a list is wanted"],
  [{ enum: [endless] }, "it is nested too deep"],
])("refuses %o, with the check's place", (schema, reason) => {
  let thrown: unknown;
  try {
    compile(schema);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UserError);
  expect(thrown).toMatchObject({ message: expect.stringContaining(reason), place });
});

test("what is no JSON, or nested deeper than can be followed, does not hold", () => {
  const holds = compile({ type: ["array", "object"], uniqueItems: true });
  expect(["", "{", "nope", "{a: 1}", "[1,1]"].map(holds)).toEqual([false, false, false, false, false]);
  expect(holds("[1,2]")).toBe(true);
  expect(holds(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)).toBe(false);
});

test("a schema that never ends, or takes exponential time, is stopped", () => {
  expect(compile({ $ref: "#" })("1")).toBe(false);
  const $defs: Record<string, unknown> = { d0: { type: "string" } };
  for (let depth = 1; depth < 40; depth++) {
    const below = { $ref: `#/$defs/d${depth - 1}` };
    $defs[`d${depth}`] = { anyOf: [below, below] };
  }
  expect(() => compile({ $defs, $ref: "#/$defs/d39" })("1")).toThrow("more than a million steps");
});

test("a catastrophic pattern takes linear time", () => {
  expect(compile({ pattern: "^(a+)+$" })(JSON.stringify(`${"a".repeat(50_000)}!`))).toBe(false);
});
