import fc from "fast-check";
import type { Cell } from "./table.ts";

/** The columns that random expressions use. */
export const randomColumns = [
  { name: "x", type: "number" },
  { name: "y", type: "number" },
  { name: "n", type: "integer" },
  { name: "p", type: "boolean" },
  { name: "q", type: "boolean" },
  { name: "s", type: "text" },
  { name: "t", type: "text" },
] as const;

const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, -2.5, 3, 10, 1e200, 1e-200),
  fc.integer({ min: -20, max: 20 }),
);
const letters = fc.string({ unit: fc.constantFrom("a", "b", "%", "_", "'", "é", "😀", "ﬀ"), maxLength: 4 });
const nullable = <T extends Cell>(values: fc.Arbitrary<T>): fc.Arbitrary<Cell> =>
  fc.option(values, { freq: 4, nil: null });

/** Some rows of those columns, with missing values. */
export const randomRows = fc.array(
  fc.record({
    x: nullable(number),
    y: nullable(number),
    n: nullable(fc.integer({ min: -9, max: 9 })),
    p: nullable(fc.boolean()),
    q: nullable(fc.boolean()),
    s: nullable(letters),
    t: nullable(letters),
  }),
  { minLength: 0, maxLength: 8 },
);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (items: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(items, { minLength: 1, maxLength: 3 }).map((each) => each.join(", "));

/** Well-typed expressions as text. */
export const randomExpression: fc.Arbitrary<string> = fc.letrec<
  Record<"any" | "number" | "boolean" | "text", string>
>((tie) => {
  const [num, bool, text] = [tie("number"), tie("boolean"), tie("text")];
  const format = (template: string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc
      .tuple(...parts)
      .map((values) => values.reduce((filled, value) => filled.replace("@", () => value), template));
  const same = (template: string, count: number): fc.Arbitrary<string>[] =>
    [num, text].map((kind) => format(template, ...new Array(count).fill(kind)));
  const conditional = (kind: fc.Arbitrary<string>): fc.Arbitrary<string>[] => [
    format("(CASE WHEN @ THEN @ WHEN @ THEN @ ELSE @ END)", bool, kind, bool, kind, kind),
    format("(CASE @ WHEN @ THEN @ END)", num, num, kind),
    format("coalesce(@, @)", kind, kind),
    format("nullif(@, @)", kind, kind),
    format("if(@, @, @)", bool, kind, kind),
  ];
  const depth = { maxDepth: 4, depthSize: "small" } as const;
  return {
    any: fc.oneof(num, bool, text),
    number: fc.oneof(
      depth,
      fc.constantFrom("x", "y", "n", "NULL"),
      number.filter((each) => each >= 0).map(String),
      ...["+", "-", "*", "/", "%"].map((operator) => format(`(@ ${operator} @)`, num, num)),
      ...["abs", "floor", "sqrt", "ln", "round"].map((name) => format(`${name}(@)`, num)),
      format("(- @)", num),
      format("power(@, @)", num, num),
      format("least(@, @)", num, num),
      format("greatest(@, @)", num, num),
      format("length(@)", text),
      format("CAST(@ AS BIGINT)", num),
      format("CAST(@ AS DOUBLE)", bool),
      ...conditional(num),
    ),
    boolean: fc.oneof(
      depth,
      fc.constantFrom("p", "q", "TRUE", "FALSE", "NULL"),
      ...["=", "<>", "<", "<=", ">", ">="].flatMap((operator) => same(`(@ ${operator} @)`, 2)),
      ...same("(@ IS NULL)", 1),
      ...same("(@ IS NOT NULL)", 1),
      ...same("(@ BETWEEN @ AND @)", 3),
      ...same("(@ NOT BETWEEN @ AND @)", 3),
      ...[num, text].flatMap((kind) => [
        format("(@ IN (@))", kind, list(kind)),
        format("(@ NOT IN (@))", kind, list(kind)),
      ]),
      format("(@ AND @)", bool, bool),
      format("(@ OR @)", bool, bool),
      format("(NOT @)", bool),
      format("(@ LIKE @)", text, text),
      format("(@ NOT LIKE @)", text, letters.map(quoted)),
      format("contains(@, @)", text, text),
      format("starts_with(@, @)", text, text),
      format("CAST(@ AS BOOLEAN)", num),
    ),
    text: fc.oneof(
      depth,
      fc.constantFrom("s", "t", "NULL"),
      letters.map(quoted),
      format("(@ || @)", text, text),
      format("concat(@, @)", text, text),
      format("lower(@)", text),
      ...conditional(text),
    ),
  };
}).any;
