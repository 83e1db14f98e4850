import { didYouMean } from "../nearest.ts";
import { findNamed } from "../tables/find-named.ts";
import type { ColumnType } from "../tables/table.ts";
import { checkCall } from "./check-call.ts";
import { type Checker, choose, compare, condition, toText, unified } from "./checker.ts";
import { cast } from "./coerce.ts";
import { castTypes, type Expression, type ExpressionNode, expressionError } from "./expression.ts";
import { endsInEscape } from "./like.ts";
import { apply, constant, retype, share, type Typed } from "./typed.ts";

/** A column that an expression may use. */
export interface KnownColumn {
  name: string;
  type: ColumnType;
}

/**
 * Resolves names and types. `type` is never "null": a bare NULL is a missing number. `columns` are the names that
 * are used, in the order of first use. Throws UserError at the character that is wrong.
 */
export function checkExpression(
  expression: Expression,
  columns: readonly KnownColumn[],
): { typed: Typed & { type: ColumnType }; columns: string[] } {
  const used = new Set<string>();
  const checker: Checker = {
    fail: (node, what, options) => {
      throw expressionError(expression, node.at, what, options);
    },
    check: (node) =>
      checkNode(checker, node, (column) => {
        const found = resolveColumn(checker, column, columns);
        used.add(found.name);
        return { kind: "column", ...found };
      }),
  };
  const typed = checker.check(expression.root);
  const type = typed.type === "null" ? "number" : typed.type;
  return { typed: { ...retype(typed, type), type }, columns: [...used] };
}

type ColumnNode = Extract<ExpressionNode, { kind: "column" }>;

/** An exact match, else the only match that ignores case. */
function resolveColumn(checker: Checker, node: ColumnNode, columns: readonly KnownColumn[]): KnownColumn {
  const exact = findNamed(columns, node.name);
  if (exact) return { name: exact.name, type: exact.type };
  const similar = columns.filter((column) => column.name.toLowerCase() === node.name.toLowerCase());
  if (similar[0] && similar.length === 1) return { name: similar[0].name, type: similar[0].type };
  if (similar.length > 1)
    checker.fail(node, `"${node.name}" may be any of ${similar.map(({ name }) => `"${name}"`).join(", ")}`, {
      hint: "Write the name exactly as in the data",
    });
  const names = columns.map((column) => column.name);
  const suffix = didYouMean(node.name, names);
  const text = `Text stands in single quotes: '${node.name.replaceAll("'", "''")}'`;
  checker.fail(node, `unknown column "${node.name}"`, {
    suffix,
    hint: node.isQuoted && suffix === "" ? text : undefined,
  });
}

function checkNode(checker: Checker, node: ExpressionNode, resolve: (node: ColumnNode) => Typed): Typed {
  const { check } = checker;
  switch (node.kind) {
    case "literal":
      return constant(node.type, node.value);
    case "column":
      return resolve(node);
    case "call":
      return checkCall(checker, node);
    case "unary": {
      const operand = check(node.operand);
      if (node.operator === "not") return apply("not", "boolean", condition(checker, node.operand, operand));
      return apply("negate", numeric(checker, "-", node.operand, operand), operand);
    }
    case "binary":
      return checkBinary(checker, node);
    case "is_null": {
      const isNull: Typed = { kind: "is_null", type: "boolean", operand: check(node.operand) };
      return negate(isNull, node.isNegated);
    }
    case "between": {
      const operand = share(check(node.operand));
      const low = compare(checker, node, ">=", operand, check(node.low));
      const high = compare(checker, node, "<=", operand, check(node.high));
      return negate(apply("and", "boolean", low, high), node.isNegated);
    }
    case "in": {
      const all = unified(checker, node, "IN", [node.operand, ...node.items].map(check)).values;
      const [operand, ...items] = all as [Typed, ...Typed[]];
      return negate({ kind: "in", type: "boolean", operand, items }, node.isNegated);
    }
    case "like": {
      const operand = textual(checker, "LIKE", node.operand, check(node.operand));
      const pattern = textual(checker, "LIKE", node.pattern, check(node.pattern));
      const { escapeMark } = node;
      if (escapeMark === undefined) return negate(apply("like", "boolean", operand, pattern), node.isNegated);
      if (pattern.kind === "constant" && endsInEscape(String(pattern.value ?? ""), escapeMark))
        checker.fail(node.pattern, "the pattern ends with its escape character");
      const matches = apply("like", "boolean", operand, pattern, constant("text", escapeMark));
      return negate(matches, node.isNegated);
    }
    case "case":
      return checkCase(checker, node);
    case "cast": {
      const operand = check(node.operand);
      const result = cast(operand, castTypes[node.to]);
      return (
        result ??
        checker.fail(node, `cannot cast ${operand.type} to ${node.to}`, {
          hint: "Use epoch(x), year(x) and so on for numbers of a date",
        })
      );
    }
  }
}

function checkBinary(checker: Checker, node: Extract<ExpressionNode, { kind: "binary" }>): Typed {
  const { operator } = node;
  const left = checker.check(node.left);
  const right = checker.check(node.right);
  switch (operator) {
    case "and":
    case "or":
      return apply(
        operator,
        "boolean",
        condition(checker, node.left, left),
        condition(checker, node.right, right),
      );
    case "||":
      return apply("concatenate", "text", toText(left), toText(right));
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return dateArithmetic(operator, left, right) ?? arithmetic(checker, node, operator, left, right);
    default:
      return compare(checker, node, operator, left, right);
  }
}

const arithmeticScalars = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "modulo",
} as const;

function arithmetic(
  checker: Checker,
  node: Extract<ExpressionNode, { kind: "binary" }>,
  operator: keyof typeof arithmeticScalars,
  left: Typed,
  right: Typed,
): Typed {
  const types = [numeric(checker, operator, node.left, left), numeric(checker, operator, node.right, right)];
  const isInteger = operator !== "/" && types.every((type) => type === "integer");
  return apply(arithmeticScalars[operator], isInteger ? "integer" : "number", left, right);
}

/** date + days, days + date, date - days, date - date; undefined for anything else. */
function dateArithmetic(operator: string, left: Typed, right: Typed): Typed | undefined {
  if (operator === "-" && left.type === "date" && right.type === "date")
    return apply("days_between", "integer", left, right);
  if (operator === "+" && left.type === "integer" && right.type === "date")
    return apply("add_days", "date", right, left);
  if (left.type !== "date" || right.type !== "integer") return undefined;
  if (operator === "+") return apply("add_days", "date", left, right);
  return operator === "-" ? apply("add_days", "date", left, apply("negate", "integer", right)) : undefined;
}

function checkCase(checker: Checker, node: Extract<ExpressionNode, { kind: "case" }>): Typed {
  const operand = node.operand && share(checker.check(node.operand));
  const branches = node.branches.map(({ when, result }) => ({
    when: operand
      ? compare(checker, when, "=", operand, checker.check(when))
      : condition(checker, when, checker.check(when)),
    result: checker.check(result),
  }));
  const otherwise = node.otherwise ? checker.check(node.otherwise) : constant("null", null);
  return choose(checker, node, "CASE", branches, otherwise);
}

function negate(typed: Typed, isNegated: boolean): Typed {
  return isNegated ? apply("not", "boolean", typed) : typed;
}

function numeric(checker: Checker, what: string, node: ExpressionNode, typed: Typed): "integer" | "number" {
  if (typed.type === "integer" || typed.type === "number") return typed.type;
  if (typed.type === "null") return "integer";
  const hints: Partial<Record<Typed["type"], string>> = {
    boolean: "Write CAST(x AS BIGINT) to count TRUE as 1",
    text: what === "+" ? "Write a || b to join text" : "Write CAST(x AS DOUBLE) for text that holds numbers",
    datetime: "Write epoch(x) for its seconds",
  };
  checker.fail(node, `"${what}" takes numbers, not ${typed.type}`, { hint: hints[typed.type] });
}

function textual(checker: Checker, what: string, node: ExpressionNode, typed: Typed): Typed {
  if (typed.type === "text" || typed.type === "null") return retype(typed, "text");
  checker.fail(node, `${what} takes text, not ${typed.type}`, { hint: "Write CAST(x AS VARCHAR)" });
}
