import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { dbtExpectations } from "../../src/suites/dbt-expectations.ts";
import { dbtTests } from "../../src/suites/dbt-tests.ts";
import { expectations } from "../../src/suites/expectations.ts";
import { constraintRules, types } from "../../src/suites/field-rules.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { sodaChecks } from "../../src/suites/soda-checks.ts";
import { validityWords } from "../../src/suites/soda-validity.ts";
import { schemaRules } from "../../src/suites/table-schema.ts";

function expectation(type: string, kwargs: object, rest: object = {}): string {
  return JSON.stringify({ name: "shop", expectations: [{ type, kwargs, ...rest }] }, null, 2);
}

function reasonOf(text: string): string | undefined {
  const { checks, unsupported } = parseSuite(text, "suite.json");
  expect(checks).toEqual([]);
  return unsupported[0]?.reason;
}

test("a rule knows its line, its severity and why it is there", () => {
  const text = expectation(
    "expect_column_values_to_be_unique",
    { column: "id", mostly: 0.9, batch_id: "x" },
    { severity: "warning", description: "ids are keys" },
  );
  expect(parseSuite(text, "suite.json")).toEqual({
    format: "Great Expectations",
    allowsAbsent: false,
    name: "shop",
    checks: [
      {
        check: {
          column: "id",
          unique: true,
          mostly: 0.9,
          severity: "warning",
          description: "ids are keys",
          name: 'expect_column_values_to_be_unique of "id"',
        },
        place: { file: "suite.json", line: 5, column: 7 },
        label: 'expect_column_values_to_be_unique of "id"',
        expectation: {
          type: "expect_column_values_to_be_unique",
          kwargs: { column: "id", mostly: 0.9, batch_id: "x" },
        },
      },
    ],
    unsupported: [],
  });
});

test.each([
  ["expect_column_kl_divergence_to_be_less_than", { column: "a" }, "there is no check of the same meaning"],
  ["expect_column_values_to_be_in_set", { column: "a", value_set: { $PARAMETER: "s" } }, "$PARAMETER"],
  ["expect_column_values_to_be_in_set", { column: "a", value_set: [] }, '"enum" is refused'],
  ["expect_column_values_to_be_in_set", { column: "a", value_set: ["x", null] }, '"enum.1" is refused'],
  ["expect_column_values_to_be_in_set", { value_set: ["x"] }, 'it needs a "column"'],
  ["expect_column_values_to_match_regex", { column: "a", regex: "^(?!x)" }, "look-around"],
  ["expect_column_values_to_match_regex", { column: "a", regex: "(a)\\1" }, "not of RE2 syntax"],
  [
    "expect_column_values_to_not_match_regex_list",
    { column: "a", regex_list: ["a", "(?<=b)"] },
    "look-around",
  ],
  ["expect_column_to_exist", { column: "a", column_index: 2 }, 'its "column_index" has no counterpart'],
  [
    "expect_column_min_to_be_between",
    { column: "a", min_value: "2024-01-01", strict_min: true },
    "strict bounds",
  ],
  ["expect_column_value_z_scores_to_be_less_than", { column: "a", threshold: 3 }, "about one side"],
  [
    "expect_column_values_to_match_strftime_format",
    { column: "a", strftime_format: "date" },
    "constrains nothing",
  ],
  [
    "expect_column_pair_values_to_be_in_set",
    { column_A: "a", column_B: "b", value_pairs_set: [[1]] },
    "pairs",
  ],
  ["expect_multicolumn_sum_to_equal", { column_list: ["a"], sum_total: "b" }, "sum_total"],
  ["expect_column_values_to_be_between", { column: "a", min_value: "b" }, "no ISO 8601 dates"],
  ["expect_column_values_to_be_between", { column: "a", min_value: 5, max_value: 1 }, "greater than max"],
  ["expect_column_values_to_be_between", { column: "a", min_value: 1, strict_min: "yes" }, '"strict_min"'],
  ["expect_column_values_to_be_between", { column: "a" }, "constrains nothing"],
  ["expect_column_values_to_be_unique", { column: "a", mostly: 0 }, '"mostly" is refused'],
  ["expect_column_values_to_be_unique", { column: "a", row_condition: "a.str.len() > 2" }, "row_condition"],
  ["expect_column_values_to_be_unique", { column: "a", row_condition: "a > 2 or b > 1" }, "row_condition"],
  ["expect_column_values_to_be_unique", { column: "a", row_condition: { type: "and" } }, "row_condition"],
  [
    "expect_compound_columns_to_be_unique",
    { column_list: ["a", "b"], ignore_row_if: "never" },
    "ignore_row_if",
  ],
])("%s %j is listed as unsupported", (type, kwargs, reason) => {
  expect(reasonOf(expectation(type, kwargs))).toContain(reason);
});

test.each([
  ['kind == "red"', `"kind" = 'red'`],
  ["`a b` >= -1.5 and kind != 'and'", `"a b" >= -1.5 AND ("kind" <> 'and' OR "kind" IS NULL)`],
  ['col("x") < 3', '"x" < 3'],
  [{ type: "pass_through", pass_through_filter: "x == 1" }, '"x" = 1'],
  [{ type: "nullity", column: { name: "x" }, is_null: true }, '"x" IS NULL'],
  [
    { type: "comparison", column: { name: "x" }, operator: "IN", parameter: ["a", "b'"] },
    "\"x\" IN ('a', 'b''')",
  ],
  [
    {
      type: "or",
      conditions: [
        { type: "comparison", column: { name: "x" }, operator: "NOT IN", parameter: [1] },
        {
          type: "and",
          conditions: [
            { type: "comparison", column: { name: "y" }, operator: "!=", parameter: "a" },
            { type: "comparison", column: { name: "z" }, operator: ">=", parameter: 5 },
          ],
        },
      ],
    },
    `((NOT "x" IN (1) OR "x" IS NULL)) OR ((("y" <> 'a' OR "y" IS NULL)) AND ("z" >= 5))`,
  ],
])("row_condition %j is where", (row_condition, where) => {
  const [found] = parseSuite(
    expectation("expect_column_values_to_be_unique", { column: "id", row_condition }),
    "suite.json",
  ).checks;
  expect(found?.check.where).toBe(where);
});

test.each([
  [{ fields: [{ name: "a", type: "geopoint" }] }, 'type of "a"', 1],
  [{ fields: [{ name: "a", type: "date", format: "%d/%m/%Y" }] }, 'type of "a"', 1],
  [{ fields: [{ name: "a", constraints: { jsonSchema: {} } }] }, 'jsonSchema of "a"', 1],
  [{ fields: [{ name: "a", type: "string", constraints: { pattern: "(?=a)" } }] }, 'pattern of "a"', 1],
  [{ fields: [{ name: "a", type: "string", constraints: { minimum: "b" } }] }, 'minimum of "a"', 1],
  [{ fields: [{ name: "a", type: "boolean", trueValues: ["yes"] }] }, "trueValues", 2],
  [{ fields: [{ name: "a" }], missingValues: ["", "NA"] }, "missingValues", 1],
  [{ fields: [{ name: "a", constraints: [1] }] }, 'constraints of "a"', 1],
  [{ fields: [{ name: "a" }], foreignKeys: {} }, "foreignKeys", 1],
  [
    { fields: [{ name: "a" }], foreignKeys: [{ fields: "a", reference: { resource: "b", fields: "c" } }] },
    "foreignKeys",
    1,
  ],
  [
    { fields: [{ name: "a" }], foreignKeys: [{ fields: "a", reference: { fields: ["b", "c"] } }] },
    "foreignKeys",
    1,
  ],
  [{ fields: [{ name: "a" }], foreignKeys: [{ fields: [1], reference: { fields: [2] } }] }, "foreignKeys", 1],
  [{ fields: [{ name: "a" }], fieldsMatch: ["superset"] }, "fieldsMatch", 0],
])("%j: what has no check is listed", (schema, label, checks) => {
  const suite = parseSuite(JSON.stringify(schema), "schema.json");
  expect(suite.unsupported.map((each) => each.label)).toEqual([label]);
  expect(suite.checks.length).toBe(checks);
});

test("foreign keys are references to sets, or to the table itself", () => {
  const reference = { resource: "zip", fields: ["code", "country"] };
  const foreignKeys = [
    { fields: ["a", "b"], reference },
    { fields: "a", reference: { resource: "", fields: "b" } },
  ];
  const schema = { fields: [{ name: "a" }, { name: "b" }], fieldsMatch: ["subset"], foreignKeys };
  const context = { wanted: undefined, names: [], sets: ["zip"] };
  const { checks, unsupported } = parseSuite(JSON.stringify(schema), "schema.json", context);
  expect(unsupported).toEqual([]);
  expect(checks.slice(1).map(({ check: { name, ...check } }) => check)).toEqual([
    { references: { set: "zip", columns: { a: "code", b: "country" } } },
    { column: "a", references: { column: "b" } },
  ]);
});

test("a Data Package's only resource is a suite, with its keys", () => {
  const schema = {
    fields: [{ name: "a" }, { name: "b" }],
    primaryKey: ["a", "b"],
    uniqueKeys: [["a"], ["b", "a"]],
  };
  const suite = parseSuite(JSON.stringify({ name: "shop", resources: [{ name: "x", schema }] }), "p.json");
  expect(suite).toMatchObject({ format: "Data Package", name: "shop", unsupported: [] });
  expect(suite.checks.map(({ check: { name, ...check } }) => check)).toEqual([
    { columns: { ordered: ["a", "b"] } },
    { unique: ["a", "b"] },
    { column: "a", required: true },
    { column: "b", required: true },
    { column: "a", unique: true },
    { unique: ["b", "a"] },
  ]);
});

test.each([
  ["checks for orders:\n  - row_count > 0", "SodaCL is not read"],
  ["schema_type: dataframe", "schemas of pandera are not read"],
  ["[1]", "it is not of a format that is known"],
  ["", "it is not of a format that is known"],
  ['{ "resources": [{}, {}] }', "the Data Package has 2 resources"],
  ['{ "resources": [{ "schema": "s.json" }] }', "has no schema with fields in this file"],
  ['{ "fields": [', 'Cannot read "suite.json"'],
])("%j is refused by name", (text, message) => {
  expect(() => parseSuite(text, "suite.json")).toThrow(message);
  expect(() => parseSuite(text, "suite.json")).toThrow(UserError);
});

test("whatever stands in a suite, it is parsed or refused with a UserError, and no rule is lost", () => {
  const kwargs = fc.dictionary(
    fc.constantFrom(
      "column",
      "column_list",
      "mostly",
      "min_value",
      "regex",
      "regex_list",
      "value_set",
      "row_condition",
      "column_A",
      "column_B",
    ),
    fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom("a", 0.5, ["a", "b"])),
  );
  const rule = fc.record({ type: fc.constantFrom(...expectations.keys()), kwargs, severity: fc.jsonValue() });
  const constraints = fc.dictionary(fc.constantFrom(...constraintRules.keys()), fc.jsonValue());
  const type = fc.constantFrom("integer", "string", "date", "object");
  const field = fc.record({ name: fc.jsonValue(), type, constraints }, { requiredKeys: [] });
  const suite = fc.oneof(
    fc.jsonValue(),
    fc.record({ expectations: fc.array(fc.oneof(rule, fc.jsonValue())) }),
    fc.record({
      fields: fc.array(fc.oneof(field, fc.jsonValue())),
      primaryKey: fc.jsonValue(),
      uniqueKeys: fc.jsonValue(),
    }),
  );
  fc.assert(
    fc.property(suite, (content) => {
      try {
        const { checks, unsupported } = parseSuite(JSON.stringify(content), "suite.json");
        if (content === null || typeof content !== "object" || !("expectations" in content)) return;
        const rules = content.expectations as unknown[];
        expect(checks.length + unsupported.length).toBeGreaterThanOrEqual(rules.length);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

test("the guide names every rule that is supported, and no other", () => {
  const guide = readFileSync(new URL("../../docs/suites.md", import.meta.url), "utf8");
  const named = [...guide.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  const supported = [
    ...expectations.keys(),
    ...sodaChecks.keys(),
    "schema",
    ...validityWords.keys(),
    ...dbtTests.keys(),
    ...dbtExpectations.keys(),
    ...schemaRules,
    ...constraintRules.keys(),
    ...types.keys(),
  ];
  expect(named.sort()).toEqual(supported.sort());
});
