import { UserError } from "../errors.ts";
import type { GraphBuilder, GraphColumn } from "../model/graph.ts";
import { checkExpression, type KnownColumn } from "./check-expression.ts";
import type { Expression } from "./expression.ts";
import { arithmetic, numberLowerings } from "./lower-numbers.ts";
import type { TextScalar } from "./text-scalars.ts";
import type { Typed } from "./typed.ts";

/** The columns that an expression may use, each with its tensor of shape [rows]. */
export type GraphEnvironment = readonly (KnownColumn & GraphColumn)[];

/** What can be part of an ONNX model, for messages and documentation. */
export const lowerable =
  "arithmetic, number and date functions, comparisons, AND, OR, NOT, IN, BETWEEN, CASE, IS NULL, coalesce, nullif and = or <> of text";

/**
 * Adds an expression to an ONNX graph: it gives what `evaluate` gives, booleans as 0 and 1, in the graph's
 * conventions for what is missing. Logarithms to base 2 and 10 may differ in the last digit. Throws UserError
 * where a part, such as LIKE, has no counterpart in ONNX.
 */
export function lowerExpression(
  expression: Expression,
  columns: GraphEnvironment,
  graph: GraphBuilder,
): GraphColumn {
  const { typed } = checkExpression(expression, columns);
  const part = findUnlowerable(typed);
  if (part !== undefined)
    throw new UserError(
      `Cannot make expression "${expression.text}" part of an ONNX model: ${part} cannot be`,
      {
        ...expression.place,
        hint: `What can: ${lowerable}`,
      },
    );
  const value = lower(typed, columns, graph);
  const kind = typed.type === "text" ? "text" : "numeric";
  const [first] = columns;
  const readsColumn = [...allParts(typed)].some((each) => each.kind === "column");
  // What reads no column is of rank 0.
  if (readsColumn || !first) return { kind, value };
  return { kind, value: graph.node("Expand", [value, graph.node("Shape", [first.value])]) };
}

/** Whether an expression that passes its checks can be part of an ONNX model. Throws UserError where it does not. */
export function canLower(expression: Expression, columns: readonly KnownColumn[]): boolean {
  return findUnlowerable(checkExpression(expression, columns).typed) === undefined;
}

/** The part that ONNX has no counterpart for, as the user knows it; undefined where there is none. */
function findUnlowerable(typed: Typed): string | undefined {
  for (const part of allParts(typed)) {
    if (part.kind === "texts" && part.scalar !== "text_equal" && part.scalar !== "text_unequal")
      return textNames[part.scalar];
    if (part.kind === "constant" && part.value === "") return "the empty text, which stands for NULL there,";
  }
  return undefined;
}

/** A part and all that it is made of, each shared part once. */
function* allParts(typed: Typed, seen = new Set<Typed>()): Generator<Typed> {
  if (typed.kind === "shared" && seen.has(typed.of)) return;
  if (typed.kind === "shared") seen.add(typed.of);
  yield typed;
  for (const part of directParts(typed)) yield* allParts(part, seen);
}

function directParts(typed: Typed): readonly Typed[] {
  switch (typed.kind) {
    case "constant":
    case "column":
      return [];
    case "numbers":
    case "texts":
    case "coalesce":
      return typed.arguments;
    case "is_null":
      return [typed.operand];
    case "in":
      return [typed.operand, ...typed.items];
    case "case":
      return [...typed.branches.flatMap(({ when, result }) => [when, result]), typed.otherwise];
    case "shared":
      return [typed.of];
  }
}

const textNames: Record<Exclude<TextScalar, "text_equal" | "text_unequal">, string> = {
  text_less: '"<" of text',
  text_less_or_equal: '"<=" of text',
  text_greater: '">" of text',
  text_greater_or_equal: '">=" of text',
  concatenate: '"||"',
  like: "LIKE",
  lower: '"lower"',
  upper: '"upper"',
  length: '"length"',
  trim: '"trim"',
  substring: '"substring"',
  replace: '"replace"',
  starts_with: '"starts_with"',
  ends_with: '"ends_with"',
  contains: '"contains"',
  text_to_number: "CAST of text",
  text_to_integer: "CAST of text",
  text_to_boolean: "CAST of text",
  integer_to_text: "CAST to text",
  number_to_text: "CAST to text",
  boolean_to_text: "CAST to text",
  date_to_text: "CAST to text",
  datetime_to_text: "CAST to text",
};

function lower(root: Typed, columns: GraphEnvironment, graph: GraphBuilder): string {
  const m = arithmetic(graph);
  const shared = new Map<Typed, string>();
  const isMissing = (value: string, typed: Typed): string =>
    typed.type === "text" ? m.op("Equal", value, graph.constant("string", "")) : m.op("IsNaN", value);
  const isTrue = (value: string): string => m.op("Equal", value, m.of(1));
  const any = (truths: readonly string[]): string => truths.reduce((a, b) => m.op("Or", a, b));
  const judged = (truth: string, missing: string): string =>
    m.where(missing, m.of(Number.NaN), m.where(truth, m.of(1), m.of(0)));

  function visit(typed: Typed): string {
    switch (typed.kind) {
      case "constant":
        return typed.type === "text"
          ? graph.constant("string", String(typed.value ?? ""))
          : m.of(typed.value === null ? Number.NaN : Number(typed.value));
      case "column": {
        const column = columns.find(({ name }) => name === typed.name);
        if (!column) throw new Error(`The graph has no column "${typed.name}"`);
        return column.value;
      }
      case "numbers": {
        const [a = "", b = ""] = typed.arguments.map(visit);
        return numberLowerings[typed.scalar](m, a, b);
      }
      case "texts": {
        const [a = "", b = ""] = typed.arguments.map(visit);
        const equal = m.op("Equal", a, b);
        const truth = typed.scalar === "text_equal" ? equal : m.op("Not", equal);
        return judged(
          truth,
          any([a, b].map((value, index) => isMissing(value, typed.arguments[index] as Typed))),
        );
      }
      case "is_null":
        return m.where(isMissing(visit(typed.operand), typed.operand), m.of(1), m.of(0));
      case "in": {
        const operand = visit(typed.operand);
        const items = typed.items.map(visit);
        const values = [operand, ...items];
        const isOperandMissing = isMissing(operand, typed.operand);
        // A missing operand in a text list would be found among its missing items.
        const found = any(items.map((item) => m.op("Equal", operand, item)));
        const missing = any(
          [typed.operand, ...typed.items].map((each, index) => isMissing(values[index] as string, each)),
        );
        return m.where(isOperandMissing, m.of(Number.NaN), m.where(found, m.of(1), judged(found, missing)));
      }
      case "case": {
        const branches = typed.branches.map(({ when, result }) => ({
          when: visit(when),
          result: visit(result),
        }));
        return branches.reduceRight(
          (otherwise, { when, result }) => m.where(isTrue(when), result, otherwise),
          visit(typed.otherwise),
        );
      }
      case "coalesce": {
        const values = typed.arguments.map(visit);
        return values.reduceRight((rest, value, index) =>
          m.where(isMissing(value, typed.arguments[index] as Typed), rest, value),
        );
      }
      case "shared": {
        const value = shared.get(typed.of) ?? visit(typed.of);
        shared.set(typed.of, value);
        return value;
      }
    }
  }
  return visit(root);
}
