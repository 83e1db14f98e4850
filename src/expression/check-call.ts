import { didYouMean } from "../nearest.ts";
import { type Checker, choose, compare, condition, toText, unified } from "./checker.ts";
import type { ExpressionNode } from "./expression.ts";
import {
  type FunctionSignature,
  functions,
  insteadOf,
  type ParameterType,
  renderSignature,
} from "./functions.ts";
import { apply, constant, retype, share, type Typed } from "./typed.ts";

type Call = Extract<ExpressionNode, { kind: "call" }>;

/** Checks a function call against its signatures. Throws UserError at the argument that is wrong. */
export function checkCall(checker: Checker, node: Call): Typed {
  const signature = findSignature(checker, node);
  const args = node.arguments.map((argument, index) => {
    const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
    const typed = checker.check(argument);
    if (!parameter || fits(typed, parameter.type)) return typed;
    return checker.fail(
      argument,
      `"${parameter.name}" of ${renderSignature(signature)} must be ${typeNames[parameter.type]}, not ${typed.type}`,
    );
  });
  if (signature.scalar === undefined) return expand(checker, node, signature.name, args);
  const type = signature.result === "same" ? sameType(args) : signature.result;
  return apply(
    signature.scalar,
    type,
    ...args.map((each) => retype(each, each.type === "null" ? type : each.type)),
  );
}

function findSignature(checker: Checker, node: Call): FunctionSignature {
  const named = functions.filter(({ name, aliases }) => name === node.name || aliases.includes(node.name));
  const found = named.find((signature) => takes(signature, node.arguments.length));
  if (found) return found;
  if (named.length > 0)
    checker.fail(node, `"${node.name}" takes other arguments: ${named.map(renderSignature).join(" or ")}`);
  const names = functions.flatMap(({ name, aliases }) => [name, ...aliases]);
  checker.fail(node, `unknown function "${node.name}"`, {
    suffix: insteadOf.has(node.name) ? "" : didYouMean(node.name, names),
    hint: insteadOf.get(node.name),
  });
}

function takes({ parameters, isVariadic }: FunctionSignature, count: number): boolean {
  return isVariadic ? count >= 1 : count === parameters.length;
}

const typeNames: Record<ParameterType, string> = {
  number: "a number",
  integer: "an integer",
  text: "text",
  time: "a date or datetime",
  boolean: "a condition",
  any: "a value",
};

function fits({ type }: Typed, wanted: ParameterType): boolean {
  if (type === "null" || wanted === "any" || type === wanted) return true;
  if (wanted === "time") return type === "date" || type === "datetime";
  return wanted === "number" && type === "integer";
}

function sameType(args: readonly Typed[]): "integer" | "number" {
  return args.every(({ type }) => type !== "number") ? "integer" : "number";
}

/** The functions that are other parts of the language. */
function expand(checker: Checker, node: Call, name: string, args: readonly Typed[]): Typed {
  const [a = constant("null", null), b = constant("null", null), c = b] = args;
  switch (name) {
    case "pi":
      return constant("number", Math.PI);
    case "log":
      return apply("divide", "number", apply("log10", "number", b), apply("log10", "number", a));
    case "if":
      return choose(checker, node, "if", [{ when: condition(checker, node, a), result: b }], c);
    case "nullif": {
      const value = share(a);
      const isEqual = compare(checker, node, "=", value, b);
      return choose(checker, node, "nullif", [{ when: isEqual, result: constant("null", null) }], value);
    }
    case "ifnull":
    case "coalesce": {
      const { type, values } = unified(checker, node, name, args);
      return type === "null" ? constant("null", null) : { kind: "coalesce", type, arguments: values };
    }
    case "concat":
      return args
        .map((each) => orEmpty(toText(each)))
        .reduce((left, right) => apply("concatenate", "text", left, right));
    default:
      return extreme(checker, node, name as "least" | "greatest", args);
  }
}

function orEmpty(text: Typed): Typed {
  if (text.kind === "constant") return constant("text", text.value ?? "");
  return { kind: "coalesce", type: "text", arguments: [text, constant("text", "")] };
}

function extreme(checker: Checker, node: Call, name: "least" | "greatest", args: readonly Typed[]): Typed {
  const { type, values } = unified(checker, node, name, args);
  if (type === "null") return constant("null", null);
  if (type === "text") checker.fail(node, `${name} takes numbers or dates, not text`);
  return values.reduce((left, right) => apply(name, type, left, right));
}
