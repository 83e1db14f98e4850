import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { dbtExpectations } from "../../src/suites/dbt-expectations.ts";
import { dbtTests } from "../../src/suites/dbt-tests.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { readText } from "../tables/read-text.ts";
import { judgeSuite } from "./judge-suite.ts";

function model(test: string, column?: string): string {
  const tests = `data_tests:\n          - ${test}\n`;
  const at =
    column === undefined ? `    ${tests}` : `    columns:\n      - name: ${column}\n        ${tests}`;
  return `version: 2\nmodels:\n  - name: orders\n${at}`;
}

function reasonOf(text: string): string | undefined {
  const { checks, unsupported } = parseSuite(text, "schema.yml");
  expect(checks).toEqual([]);
  expect(unsupported).toHaveLength(1);
  return unsupported[0]?.reason;
}

test("a test knows its line, its severity and why it is there", () => {
  const text = `version: 2
models:
  - name: orders
    columns:
      - name: id
        tests:
          - unique:
              description: ids are keys
              config: { severity: warn, where: "kind <> 'x'", tags: [a] }
`;
  expect(parseSuite(text, "schema.yml")).toMatchObject({
    format: "dbt",
    name: "orders",
    checks: [
      {
        check: {
          column: "id",
          unique: true,
          severity: "warning",
          where: "kind <> 'x'",
          description: "ids are keys",
          name: 'unique of "id"',
        },
        place: { file: "schema.yml", line: 7, column: 13 },
      },
    ],
    unsupported: [],
  });
});

test.each([
  ["unique: { config: { error_if: '> 10' } }", "counts something else than rows"],
  ["not_null: { config: { error_if: 'is odd' } }", "its error_if is no comparison"],
  ["not_null: { config: { warn_if: '> 1 or true' } }", "its warn_if is no comparison"],
  ["not_null: { config: { severity: info } }", "neither warn nor error"],
  ["not_null: { config: { limit: all } }", "its limit"],
  ["not_null: { config: { fail_calc: sum(n) } }", "its fail_calc"],
  ["not_null: { config: { where: 'day > current_date' } }", "in its condition on rows, its SQL"],
  ["not_null: { config: { where: \"id > {{ var('x') }}\" } }", "Jinja"],
  ["not_null: { row_condition: id > 1 }", '"row_condition"'],
  ["not_null: { of: a }", '"of"'],
  ["accepted_values: { values: [[1]] }", "not all texts"],
  ["accepted_values: { values: [a], quote: false }", "not all texts"],
  ["accepted_values: { values: [] }", "not all texts"],
  ["relationships: { to: ref('zip'), field: id }", "none of data.sets"],
  ["relationships: { to: \"{{ ref('zip') }}\", field: id }", "Jinja"],
  ["dbt_utils.equal_rowcount: { compare_model: ref('zip') }", "none of data.sets"],
  ["dbt_utils.fewer_rows_than: { compare_model: ref('zip') }", "looks into another table"],
  ["my_own_test", "no check of the same meaning"],
  ["{ not_null: , unique: }", "no name, nor one name"],
  ["5", "no name, nor one name"],
  ["dbt_utils.accepted_range: { min_value: '1) OR (2' }", "its SQL is more than"],
  ["dbt_utils.accepted_range: {}", "neither min_value nor max_value"],
  ["dbt_utils.not_null_proportion: { at_least: half }", "no numbers"],
  ["dbt_utils.sequential_values", "no check of the same meaning"],
  ["dbt_expectations.expect_column_values_to_be_increasing", "sorts the rows first"],
  ["dbt_expectations.expect_column_values_to_match_regex: { regex: a(?=b) }", "look-around"],
  ["dbt_expectations.expect_column_values_to_match_regex: { regex: a, flags: c }", "others than i, m and s"],
  ["dbt_expectations.expect_column_mean_to_be_between: { min_value: low }", "no numbers"],
  ["dbt_expectations.expect_column_mean_to_be_between: { min_value: 1, group_by: [kind] }", '"group_by"'],
  [
    "dbt_expectations.expect_column_mean_to_be_between: { min_value: 1, config: { error_if: '> 1', warn_if: '> 1' } }",
    "one failure",
  ],
  [
    "dbt_expectations.expect_column_quantile_values_to_be_between: { quantile: 2, max_value: 1 }",
    "is refused",
  ],
  ["dbt_expectations.expression_is_true: { expression: count(*) > 1 }", "its SQL"],
])("%s is listed as unsupported", (entry, reason) => {
  expect(reasonOf(model(entry, "id"))).toContain(reason);
});

test("a column's test needs a column, which may be an argument", () => {
  expect(reasonOf(model("not_null"))).toBe("it is about a column");
  expect(parseSuite(model("not_null: { column_name: id }"), "schema.yml").checks[0]?.check.column).toBe("id");
});

test("a test that is not enabled is none", () => {
  const suite = parseSuite(model("not_null: { config: { enabled: false } }", "id"), "schema.yml");
  expect(suite).toMatchObject({ checks: [], unsupported: [] });
});

const several = `version: 2
models: [{ name: orders, columns: [{ name: id, tests: [unique] }] }, { name: customers }]
seeds: [{ name: zip }]
sources:
  - name: raw
    loaded_at_field: at
    freshness: { warn_after: { count: 12, period: hour }, error_after: { count: 2, period: day } }
    tables: [{ name: events }, { name: clicks, freshness: null }]
`;

test.each([
  ["orders", [], "orders", 1],
  [undefined, ["shop", "zip"], "zip", 0],
  ["raw.events", [], "raw.events", 1],
  ["events", ["orders"], "raw.events", 1],
  ["clicks", [], "raw.clicks", 0],
])("of several models, %s of data that is called %j is %s", (wanted, names, name, checks) => {
  const suite = parseSuite(several, "schema.yml", { wanted, names, sets: [] });
  expect(suite.name).toBe(name);
  expect(suite.checks).toHaveLength(checks);
});

test.each([
  [
    several,
    { wanted: undefined, names: ["shop", "data"] },
    'it has 5 models, and none is called "shop" or "data"',
  ],
  [several, { wanted: "order", names: [] }, 'it has no model "order"'],
  ["models: []", { wanted: undefined, names: [] }, "it has no model, seed, snapshot or source"],
])("%#: a choice that is none is refused", (text, choice, message) => {
  expect(() => parseSuite(text, "schema.yml", { ...choice, sets: [] })).toThrow(message);
});

test("freshness of a source has two levels", async () => {
  const table = await readText("at\n2026-01-01T00:00:00Z\n2026-01-02T00:00:00Z\n");
  const suite = parseSuite(several, "schema.yml", { wanted: "events", names: [], sets: [] });
  const at = async (hours: number) => {
    const { outcome, outcomes } = await judgeSuite(table, suite, { now: Date.UTC(2026, 0, 2, hours) });
    return [outcome, outcomes[0]?.message];
  };
  expect(await at(12)).toEqual(["PASSED", expect.any(String)]);
  expect(await at(13)).toEqual(["WARN", expect.stringMatching(/; the suite says warn_after: 12 hour$/)]);
  expect(await at(49)).toEqual(["FAILED", expect.stringMatching(/; the suite says error_after: 2 day$/)]);
});

test("whatever stands in a schema file, it is parsed or refused with a UserError, and no test is lost", () => {
  const names = [
    ...dbtTests.keys(),
    ...[...dbtExpectations.keys()].map((name) => `dbt_expectations.${name}`),
  ];
  const keys = [...new Set([...dbtTests.values(), ...dbtExpectations.values()].flatMap((each) => each.keys))];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.integer(),
    fc.constantFrom("a", "a > 1", ["a", "b"], "> 1", "{{ x }}"),
  );
  const given = fc.dictionary(fc.constantFrom(...keys, "where", "error_if", "severity", "config"), value, {
    maxKeys: 4,
  });
  const entry = fc.oneof(
    fc.constantFrom(...names),
    fc
      .tuple(fc.constantFrom(...names), fc.oneof(given, fc.jsonValue()))
      .map(([name, content]) => ({ [name]: content })),
    fc.jsonValue(),
  );
  const column = fc.record({
    name: fc.oneof(fc.constant("a"), fc.jsonValue()),
    tests: fc.array(entry, { maxLength: 4 }),
  });
  const content = fc.record({
    models: fc.array(
      fc.record({
        name: fc.constant("m"),
        tests: fc.array(entry, { maxLength: 4 }),
        columns: fc.array(fc.oneof(column, fc.jsonValue())),
      }),
      { minLength: 1, maxLength: 1 },
    ),
  });
  fc.assert(
    fc.property(content, (file) => {
      try {
        const { checks, unsupported } = parseSuite(JSON.stringify(file), "schema.yml");
        const tests = file.models[0]?.tests ?? [];
        const disabled = tests.filter((each) => JSON.stringify(each).includes('"enabled":false'));
        expect(checks.length + unsupported.length + disabled.length).toBeGreaterThanOrEqual(tests.length);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});
