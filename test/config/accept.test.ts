import fc from "fast-check";
import { expect, test } from "vitest";
import { accept } from "../../src/config/accept.ts";
import { configSchema } from "../../src/config/config.ts";
import type { Call } from "../../src/config/draft.ts";
import { schemaOf } from "../../src/config/schema-of.ts";

const odd = fc.constantFrom(
  ...[null, true, 0, -1, 0.5, 1, 2, 100, 1.5, 2 ** 53, Number.NaN, "", "a", "5%", "12h", "0.5", "baseline"],
  ...[
    [],
    {},
    ["a"],
    ["a", "b"],
    [1, 2],
    { a: 1 },
    { min: 1 },
    { min: 2, max: 1 },
    { max: 5, a: 1 },
    undefined,
  ],
);

/** Values near those that a schema is about: most of the right kind, some not. */
function near({ of, word, args }: Call): fc.Arbitrary<unknown> {
  if (of !== undefined) return word === "default" ? fc.oneof(near(of), fc.constant(args[0])) : near(of);
  const right = rightOf(word, args);
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: odd });
}

function rightOf(word: string, [first, second]: readonly unknown[]): fc.Arbitrary<unknown> {
  switch (word) {
    case "string":
      return fc.constantFrom("a", "b c", "%d/%m/%Y", "2d", "0.5", "10%", "x".repeat(101), ",", "#");
    case "number":
    case "int":
      return fc.constantFrom(0, 0.1, 0.5, 1, 2, 3, 50, 100.5, -1, 101);
    case "boolean":
      return fc.boolean();
    case "literal":
      return fc.constant(first);
    case "null":
      return fc.constant(null);
    case "enum":
      return fc.constantFrom(...(first as string[]));
    case "union":
      return fc.oneof(...(first as Call[]).map(near));
    case "array":
      return fc.array(near(first as Call), { maxLength: 3 });
    case "record":
      return fc.dictionary(near(first as Call).map(String), near(second as Call), { maxKeys: 2 });
    case "strictObject":
      return nearObject(first as Record<string, Call>);
    default:
      return odd;
  }
}

/** A few of the keys, and what needs one or more of them. */
function nearObject(shape: Record<string, Call>): fc.Arbitrary<unknown> {
  const keys = Object.keys(shape);
  const needed = keys.filter((key) => !["optional", "default", "prefault"].includes(lastWord(shape[key]!)));
  return fc
    .subarray(keys, { maxLength: Math.min(4, keys.length) })
    .chain((some) =>
      fc.record(
        Object.fromEntries([...new Set([...needed, ...some])].map((key) => [key, near(shape[key]!)])),
      ),
    );
}

function lastWord({ of, word }: Call): string {
  return word === "describe" && of !== undefined ? lastWord(of) : word;
}

function agree(draft: unknown, value: unknown): boolean {
  const ours = accept(draft as typeof configSchema, value);
  const theirs = schemaOf(draft as typeof configSchema).safeParse(value);
  expect(ours).toEqual(theirs.success ? { data: theirs.data } : undefined);
  if (theirs.success) expect(JSON.stringify(ours?.data)).toBe(JSON.stringify(theirs.data));
  return theirs.success;
}

test.each(Object.keys(configSchema.shape))("what is accepted of %s is what zod makes of it", (key) => {
  const draft = configSchema.shape[key as keyof typeof configSchema.shape] as unknown;
  let accepted = 0;
  fc.assert(
    fc.property(near(draft as Call), (value) => {
      if (agree(draft, value)) accepted++;
    }),
    { numRuns: 1000 },
  );
  expect(accepted).toBeGreaterThan(10);
});

test.each([
  {},
  { version: 1 },
  { version: 2 },
  { version: 1, trian: {} },
  { version: 1, data: { path: "a.csv", columns: { a: { type: "date", format: "%d" } } } },
  { version: 1, checks: [{ column: "a", min: 1, max: 2 }, { row_count: { min: 1 } }] },
  { version: 1, checks: [{ column: "a" }] },
  { version: 1, train: { threshold: { minimize: "expected_cost" } } },
  { version: 1, gate: { rules: [{ metric: "r2", min: 0.5 }] } },
  [],
  null,
  "text",
])("agrees with zod about %j", (value) => {
  agree(configSchema, value);
});

test("defaults are no part of two configurations", () => {
  const [one, two] = [accept(configSchema, { version: 1 }), accept(configSchema, { version: 1 })];
  one?.data.checks.push({ column: "a", required: true });
  if (one) one.data.train.params.n_estimators = 1;
  expect(two?.data.checks).toEqual([]);
  expect(two?.data.train.params).toEqual({});
});
