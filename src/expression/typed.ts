import type { ColumnType } from "../tables/table.ts";
import type { ValueType } from "./expression.ts";
import { type NumberScalar, numberScalars } from "./number-scalars.ts";
import { type Scalar, type TextScalar, textScalars } from "./text-scalars.ts";

/**
 * A checked expression: few kinds of parts, every type known, columns resolved, casts written out. What evaluates
 * or lowers an expression reads this.
 */
export type Typed = { type: ValueType } & (
  | { kind: "constant"; value: Scalar | null }
  | { kind: "column"; name: string }
  | { kind: "numbers"; scalar: NumberScalar; arguments: readonly Typed[] }
  | { kind: "texts"; scalar: TextScalar; arguments: readonly Typed[] }
  | { kind: "is_null"; operand: Typed }
  | { kind: "in"; operand: Typed; items: readonly Typed[] }
  | { kind: "case"; branches: readonly { when: Typed; result: Typed }[]; otherwise: Typed }
  | { kind: "coalesce"; arguments: readonly Typed[] }
  /** A part that stands in several places and is computed once. */
  | { kind: "shared"; of: Typed }
);

/** A constant; booleans are 1 and 0, null is NULL. */
export function constant(type: ValueType, value: Scalar | boolean | null): Typed {
  return { kind: "constant", type, value: typeof value === "boolean" ? Number(value) : value };
}

/** The same values, said to be of another type (an integer is a number as it is). */
export function retype(typed: Typed, type: ValueType): Typed {
  return typed.type === type ? typed : { ...typed, type };
}

/** Marks a part that is used more than once. */
export function share(of: Typed): Typed {
  return of.kind === "constant" || of.kind === "column" || of.kind === "shared"
    ? of
    : { kind: "shared", type: of.type, of };
}

/** An operation on the arguments, computed now where all are constants. */
export function apply(scalar: NumberScalar | TextScalar, type: ColumnType, ...args: readonly Typed[]): Typed {
  const typed: Typed = isNumberScalar(scalar)
    ? { kind: "numbers", type, scalar, arguments: args }
    : { kind: "texts", type, scalar, arguments: args };
  const values = args.map((each) => (each.kind === "constant" ? each.value : undefined));
  if (typed.kind === "texts" && values.includes(null)) return constant(type, null);
  if (values.includes(undefined)) return typed;
  return constant(type, applyScalar(scalar, values as (Scalar | null)[]));
}

/** Whether a scalar works on numbers alone. */
export function isNumberScalar(scalar: NumberScalar | TextScalar): scalar is NumberScalar {
  return Object.hasOwn(numberScalars, scalar);
}

/** One row of a scalar; null is missing. */
function applyScalar(scalar: NumberScalar | TextScalar, values: readonly (Scalar | null)[]): Scalar | null {
  if (isNumberScalar(scalar)) {
    const [a = Number.NaN, b = Number.NaN] = values.map((value) =>
      value === null ? Number.NaN : Number(value),
    );
    const result = numberScalars[scalar](a, b);
    return Number.isNaN(result) ? null : result;
  }
  return callText(scalar, values as Scalar[]);
}

/** A text operation on values of one row, none of them missing. */
export function callText(scalar: TextScalar, values: readonly Scalar[]): Scalar | null {
  const operation: (...values: Scalar[]) => Scalar | null = textScalars[scalar];
  return operation(...values);
}
