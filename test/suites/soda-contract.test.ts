import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { sodaChecks } from "../../src/suites/soda-checks.ts";
import { comparisons } from "../../src/suites/soda-threshold.ts";
import { validityWords } from "../../src/suites/soda-validity.ts";
import { readText } from "../tables/read-text.ts";
import { judgeSuite } from "./judge-suite.ts";

function contract(checks: string, columns = "[]", more = ""): string {
  return `dataset: shop/main/orders\n${more}columns: ${columns}\nchecks:\n  - ${checks}\n`;
}

function reasonOf(text: string): string | undefined {
  const { checks, unsupported } = parseSuite(text, "contract.yml");
  expect(checks).toEqual([]);
  expect(unsupported).toHaveLength(1);
  return unsupported[0]?.reason;
}

test("a check knows its line, its name and how bad it is", () => {
  const text = `dataset: shop/main/orders
columns:
  - name: id
    checks:
      - missing:
          name: every order has an id
          threshold: { must_be: 0, level: warn }
`;
  expect(parseSuite(text, "contract.yml")).toEqual({
    format: "Soda",
    allowsAbsent: false,
    name: "shop/main/orders",
    checks: [
      {
        check: {
          column: "id",
          required: true,
          severity: "warning",
          name: 'missing of "id" (every order has an id)',
        },
        place: { file: "contract.yml", line: 5, column: 9 },
        label: 'missing of "id" (every order has an id)',
      },
    ],
    unsupported: [],
  });
});

test.each([
  ["row_count: { threshold: { must_be: 1, must_not_be: 2 } }", "more than one comparison"],
  ["row_count: { threshold: { must_be: many } }", '"must_be" of its threshold is no number'],
  [
    "row_count: { threshold: { must_be_between: { greater_than: 5, less_than: 1 } } }",
    "no two bounds in order",
  ],
  ["row_count: { threshold: { must_be_between: { greater_than: 5 } } }", "no two bounds in order"],
  [
    "row_count: { threshold: { must_be_not_between: { greater_than: 1, less_than: 5 } } }",
    "no two bounds in order",
  ],
  ["row_count: { threshold: { must_be_odd: 1 } }", '"must_be_odd" of its threshold'],
  ["row_count: { threshold: { must_be: 1, additional: { must_be: 2 } } }", "are the same"],
  ["row_count: { threshold: { metric: share, must_be: 1 } }", "neither count nor percent"],
  ["row_count: { filter: a ILIKE 'b' }", "in its filter, its SQL is more than"],
  ["row_count: { filter: 'a > ${env.HOME}' }", "it uses ${env.HOME}, which has no default here"],
  ["row_count: { filter: 'a > ${soda.NOW}' }", "it uses ${soda.NOW}"],
  ["row_count: { of: a }", '"of"'],
  ["row_count: 5", "no keys and values"],
  ["rowcount:", "no check of the same meaning"],
  ["missing:", "it is about a column"],
  ["{ row_count: , schema: }", "several types at once"],
  ["metric: { expression: avg(a) - avg(b), threshold: { must_be: 0 } }", "more than one aggregate"],
  ["metric: { query: [1], threshold: { must_be: 0 } }", "its query is no text"],
  [
    "metric: { query: select 1, threshold: { must_be: 0, additional: { must_be: 1, level: warn } } }",
    "two levels",
  ],
  ["metric: { expression: avg(a) }", "its threshold has no comparison"],
  ["failed_rows: { query: select 1, threshold: { metric: percent, must_be: 1 } }", "another query counts"],
  ["failed_rows: { query: select 1, filter: a > 1 }", '"where" is refused'],
  ["failed_rows: { keys_query: select 1 }", '"keys_query"'],
  ["failed_rows: { expression: a IN (SELECT b FROM c) }", "its SQL is more than"],
  ["failed_rows: { expression: 'a) OR (b' }", "its SQL is more than"],
  ["failed_rows: { expression: 'regexp_like(a, b)' }", "its SQL calls regexp_like"],
  ["duplicate: { columns: [] }", "no list of names"],
  ["freshness: { column: day, now_variable: NOW, threshold: { must_be: 0 } }", '"now_variable"'],
  ["freshness: { column: day, threshold: { unit: week, must_be: 0 } }", "minute, hour and day"],
  ["schema: { allow_extra_columns: true }", "the order of columns among others"],
])("%s is listed as unsupported", (check, reason) => {
  expect(reasonOf(contract(check))).toContain(reason);
});

test.each([
  ["invalid: { valid_format: { regex: a(?=b), name: x } }", "look-around"],
  ["invalid:", "says nothing of what is valid"],
  ["invalid: { valid_values: [] }", '"enum" is refused'],
  ["invalid: { valid_reference_data: { dataset: a/b/c, column: d } }", "none of data.sets"],
  [
    "invalid: { valid_format: { regex: a, name: x }, valid_length: 5, threshold: { must_be: 1 } }",
    "more than one check can count",
  ],
  [
    "missing: { missing_format: { regex: a, name: x }, threshold: { must_be: 1 } }",
    "more than one check can count",
  ],
  ["aggregate: { function: avg_length, threshold: { must_be: 1 } }", "its function avglength"],
  ["aggregate: { function: minLength, threshold: { must_be: 1 } }", "more than a bound"],
  ["row_count:", "it is about the dataset"],
])("%s of a column is listed as unsupported", (check, reason) => {
  expect(reasonOf(`dataset: a/b\ncolumns:\n  - name: x\n    checks:\n      - ${check}\n`)).toContain(reason);
});

test("what a contract says besides is listed, too", () => {
  const text = "dataset: a/b\nowner: me\ncolumns:\n  - { name: x, tags: [a] }\n";
  const { unsupported } = parseSuite(text, "contract.yml");
  expect(unsupported.map(({ label, place }) => [label, place.line])).toEqual([
    ['tags of "x"', 4],
    ["owner", 2],
  ]);
});

test("variables that lead back to themselves, or grow, end", () => {
  const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
  const grown = names.map(
    (name, i) => `  ${name}: { default: "${"${var.v".concat(`${i + 1}}`).repeat(30)}" }\n`,
  );
  const more = `variables:\n  a: { default: "\${var.b}" }\n  b: { default: "\${var.a}" }\n${grown.join("")}  v30: { default: "x" }\n`;
  const { unsupported } = parseSuite(
    contract("row_count: { filter: '${var.a} > ${var.v0}' }", "[]", more),
    "c.yml",
  );
  expect(unsupported[0]?.reason).toContain("which has no default here");
});

test("a broken threshold says what was found and what the contract asks", async () => {
  const text = `dataset: a/b
columns:
  - name: kind
    checks:
      - invalid: { valid_values: [red], threshold: { metric: percent, must_be_less_than: 20 } }
      - missing: { threshold: { must_be_less_than: 3, additional: { level: warn, must_be: 0 } } }
      - duplicate: { threshold: { must_be_less_than: 2 } }
  - name: price
    checks:
      - aggregate: { function: max, threshold: { must_be_less_than: 3 } }
      - aggregate: { function: avg, threshold: { must_be_between: { greater_than: 3, less_than: 4 } } }
  - name: absent
    checks:
      - invalid: { valid_values: [red], threshold: { must_be_less_than: 5 } }
`;
  const table = await readText("kind,price\nred,1\nblue,2\nblue,3\n,4\nblue,5\n");
  const { outcomes } = await judgeSuite(table, parseSuite(text, "c.yml"));
  expect(outcomes.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'error: 3 of 4 values of "kind" are not among the 1 allowed values; the suite says must_be_less_than: 20 %',
    'warning: "kind" is missing in 1 of 5 rows; the suite says must_be: 0',
    'error: "kind" has 2 different values in 4; the suite says must_be_less_than: 2',
    'error: the largest value of "price"; the suite says must_be_less_than: 3',
    'error: the mean of "price"; the suite says must_be_between: greater_than 3, less_than 4',
    'error: there is no column "absent"',
  ]);
});

test("whatever stands in a contract, it is parsed or refused with a UserError, and no check is lost", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.integer(),
    fc.constantFrom("a > 1", "${var.x}", ["a"], { regex: "a" }),
  );
  const bound = fc.oneof(
    fc.integer(),
    fc.record({ greater_than: fc.integer(), less_than: fc.integer() }),
    fc.jsonValue(),
  );
  const threshold = fc.dictionary(
    fc.constantFrom(
      ...comparisons.keys(),
      "must_be_between",
      "must_be_not_between",
      "level",
      "metric",
      "additional",
    ),
    bound,
    { maxKeys: 2 },
  );
  const words = fc.dictionary(
    fc.constantFrom(
      ...validityWords.keys(),
      "missing_values",
      "filter",
      "columns",
      "column",
      "function",
      "expression",
    ),
    value,
  );
  const body = fc
    .tuple(words, fc.option(threshold))
    .map(([own, given]) => ({ ...own, ...(given && { threshold: given }) }));
  const check = fc.dictionary(
    fc.constantFrom(...sodaChecks.keys(), "schema"),
    fc.oneof(body, fc.jsonValue()),
    { minKeys: 1, maxKeys: 2 },
  );
  const column = fc.record({
    name: fc.oneof(fc.constant("a"), fc.jsonValue()),
    checks: fc.array(fc.oneof(check, fc.jsonValue())),
  });
  const content = fc.record({
    dataset: fc.constant("a/b"),
    filter: fc.option(fc.constantFrom("a > 1", "${var.x} > 1", "no ("), { nil: undefined }),
    variables: fc.option(fc.constant({ x: { default: "a" } }), { nil: undefined }),
    columns: fc.array(fc.oneof(column, fc.jsonValue())),
    checks: fc.array(fc.oneof(check, fc.jsonValue())),
  });
  fc.assert(
    fc.property(content, (given) => {
      try {
        const { checks, unsupported } = parseSuite(JSON.stringify(given), "contract.yml");
        expect(checks.length + unsupported.length).toBeGreaterThanOrEqual(given.checks.length);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});
