import { cast, unify } from "./coerce.ts";
import type { ExpressionNode } from "./expression.ts";
import type { NumberScalar } from "./number-scalars.ts";
import { apply, constant, retype, type Typed } from "./typed.ts";

/** What checking one expression needs at hand. */
export interface Checker {
  check(node: ExpressionNode): Typed;
  /** Throws the UserError that says what is wrong at a part. */
  fail(node: { at: number }, what: string, options?: { hint?: string | undefined; suffix?: string }): never;
}

const comparisonScalars = {
  "=": "equal",
  "<>": "unequal",
  "<": "less",
  "<=": "less_or_equal",
  ">": "greater",
  ">=": "greater_or_equal",
} as const satisfies Record<string, NumberScalar>;

/** A comparison of two values of one type. Throws UserError at the node where they have none. */
export function compare(
  checker: Checker,
  node: { at: number },
  operator: keyof typeof comparisonScalars,
  left: Typed,
  right: Typed,
): Typed {
  const { type, values } = unified(checker, node, operator, [left, right]);
  const scalar = comparisonScalars[operator];
  return apply(type === "text" ? `text_${scalar}` : scalar, "boolean", ...values);
}

/** The values at one type. Throws UserError at the node where there is none. */
export function unified(
  checker: Checker,
  node: { at: number },
  what: string,
  values: readonly Typed[],
): { type: Typed["type"]; values: Typed[] } {
  const types = [...new Set(values.map((value) => value.type))].filter((type) => type !== "null");
  const hasTime = types.includes("date") || types.includes("datetime");
  return (
    unify(values) ??
    checker.fail(node, `${what} cannot mix ${types.join(" and ")}`, {
      hint: hasTime
        ? "A date is written '2024-02-29', a time '2024-02-29 13:45:10'"
        : "Convert one of them, for example CAST(x AS DOUBLE)",
    })
  );
}

/** The value if it is one of several by a condition; also what CASE, coalesce and if give. */
export function choose(
  checker: Checker,
  node: { at: number },
  what: string,
  branches: readonly { when: Typed; result: Typed }[],
  otherwise: Typed,
): Typed {
  const results = [...branches.map((branch) => branch.result), otherwise];
  const { type, values } = unified(checker, node, what, results);
  if (type === "null") return constant("null", null);
  const typed = branches.map(({ when }, index) => ({ when, result: values[index] as Typed }));
  return { kind: "case", type, branches: typed, otherwise: values.at(-1) as Typed };
}

/** Any value as text, as in a || b. */
export function toText(typed: Typed): Typed {
  return cast(typed, "text") ?? typed;
}

/** The value if it is a condition. Throws UserError at the node where it is not. */
export function condition(checker: Checker, node: ExpressionNode, typed: Typed): Typed {
  if (typed.type === "boolean" || typed.type === "null") return retype(typed, "boolean");
  checker.fail(node, `a condition is wanted here, not ${typed.type}`, {
    hint: typed.type === "integer" || typed.type === "number" ? "Write x <> 0" : undefined,
  });
}
