import type { ExpressionNode } from "../../src/expression/expression.ts";
import type { Cell } from "./table.ts";

/**
 * A second, slow reading of the language for comparison: one row at a time over the parsed tree, null for what is
 * missing, written without the code that it checks. It knows what the generator of random expressions makes.
 */
export function interpret(node: ExpressionNode, row: Readonly<Record<string, Cell>>): Cell {
  const value = (each: ExpressionNode): Cell => interpret(each, row);
  switch (node.kind) {
    case "literal":
      return node.value;
    case "column":
      return row[node.name] ?? null;
    case "unary": {
      const operand = value(node.operand);
      if (operand === null) return null;
      return node.operator === "not" ? !operand : -Number(operand);
    }
    case "binary":
      return binary(node.operator, value(node.left), value(node.right));
    case "between": {
      const operand = value(node.operand);
      const inside = binary(
        "and",
        binary(">=", operand, value(node.low)),
        binary("<=", operand, value(node.high)),
      );
      return node.isNegated ? not(inside) : inside;
    }
    case "in": {
      const operand = value(node.operand);
      const found = node.items.map((item) => binary("=", operand, value(item)));
      const any = found.includes(true) ? true : found.includes(null) ? null : false;
      return node.isNegated ? not(any) : any;
    }
    case "like": {
      const [text, pattern] = [value(node.operand), value(node.pattern)];
      if (text === null || pattern === null) return null;
      const matches = like([...String(text)], [...String(pattern)], node.escapeMark);
      return node.isNegated ? !matches : matches;
    }
    case "is_null":
      return (value(node.operand) === null) !== node.isNegated;
    case "case": {
      const operand = node.operand && value(node.operand);
      const holds = (when: Cell): boolean =>
        (node.operand ? binary("=", operand ?? null, when) : when) === true;
      const branch = node.branches.find(({ when }) => holds(value(when)));
      if (branch) return value(branch.result);
      return node.otherwise ? value(node.otherwise) : null;
    }
    case "cast": {
      const operand = value(node.operand);
      if (operand === null) return null;
      if (node.to === "BOOLEAN") return Number(operand) !== 0;
      if (node.to === "DOUBLE") return Number(operand);
      return Math.abs(Number(operand)) < 2 ** 63 ? halfEven(Number(operand)) : null;
    }
    case "call":
      return call(node.name, node.arguments.map(value));
  }
}

const not = (value: Cell): Cell => (value === null ? null : !value);
const finite = (value: number): Cell => (Number.isFinite(value) ? value : null);

function binary(operator: string, left: Cell, right: Cell): Cell {
  if (operator === "and")
    return left === false || right === false ? false : left === null || right === null ? null : true;
  if (operator === "or")
    return left === true || right === true ? true : left === null || right === null ? null : false;
  if (left === null || right === null) return null;
  if (operator === "||") return `${left}${right}`;
  const order =
    typeof left === "string"
      ? Buffer.compare(Buffer.from(left), Buffer.from(String(right)))
      : Number(left) - Number(right);
  const same = left === right;
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case "=":
      return same;
    case "<>":
      return !same;
    case "<":
      return order < 0;
    case "<=":
      return same || order < 0;
    case ">":
      return order > 0;
    case ">=":
      return same || order > 0;
    case "+":
      return finite(a + b);
    case "-":
      return finite(a - b);
    case "*":
      return finite(a * b);
    case "/":
      return finite(a / b);
    default:
      return finite(a % b);
  }
}

function call(name: string, values: Cell[]): Cell {
  const [first = null, second = null, third = null] = values;
  const present = values.filter((each) => each !== null);
  switch (name) {
    case "coalesce":
      return present[0] ?? null;
    case "least":
      return present.length === 0 ? null : Math.min(...present.map(Number));
    case "greatest":
      return present.length === 0 ? null : Math.max(...present.map(Number));
    case "concat":
      return present.join("");
    case "if":
      return first === true ? second : third;
    case "nullif":
      return first !== null && first === second ? null : first;
  }
  if (present.length < values.length) return null;
  const [x, text] = [Number(first), String(first)];
  switch (name) {
    case "abs":
      return Math.abs(x);
    case "floor":
      return Math.floor(x);
    case "sqrt":
      return finite(Math.sqrt(x));
    case "ln":
      return finite(Math.log(x));
    case "power":
      return finite(x ** Number(second));
    case "round": {
      const size = Math.abs(x);
      const up = size - Math.floor(size) >= 0.5;
      return Math.sign(x) * (Math.floor(size) + (up ? 1 : 0));
    }
    case "lower":
      return text.toLowerCase();
    case "length":
      return [...text].length;
    case "contains":
      return text.split(String(second)).length > 1 || second === "";
    case "starts_with":
      return text.slice(0, String(second).length) === second;
    default:
      throw new Error(`The interpreter does not know ${name}`);
  }
}

function halfEven(x: number): number {
  const down = Math.floor(x);
  if (x - down === 0.5) return down % 2 === 0 ? down : down + 1;
  return x - down < 0.5 ? down : down + 1;
}

function like(text: string[], pattern: string[], escapeMark: string | undefined): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === escapeMark)
    return rest[0] === text[0] && text.length > 0 && like(text.slice(1), rest.slice(1), escapeMark);
  if (first === "%")
    return like(text, rest, escapeMark) || (text.length > 0 && like(text.slice(1), pattern, escapeMark));
  return text.length > 0 && (first === "_" || first === text[0]) && like(text.slice(1), rest, escapeMark);
}
