import { type Place, UserError } from "../errors.ts";
import type { Expression, ExpressionNode } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";

const maxDerived = 1000;

/** A derived column before types are known. */
export interface NamedExpression {
  name: string;
  expression: Expression;
}

/**
 * Parses derived columns and orders them so that each uses only earlier ones, otherwise as they are written.
 * `columns` are the names of the data: where one is exactly the name used, it is meant. Throws UserError that
 * names the cycle where columns need each other, and for more than 1,000 of them.
 */
export function orderDerived(
  derive: Readonly<Record<string, string>>,
  options: { columns?: readonly string[]; place?: ((name: string) => Place) | undefined } = {},
): NamedExpression[] {
  const { columns = [], place = () => ({}) } = options;
  const names = Object.keys(derive);
  if (names.length > maxDerived)
    throw new UserError(
      `Cannot derive ${names.length} columns: ${maxDerived} are allowed`,
      place(names[0] ?? ""),
    );
  const parsed = new Map(
    Object.entries(derive).map(([name, text]) => [
      name,
      { name, expression: parseExpression(text, place(name)) },
    ]),
  );
  const findDerived = (name: string): NamedExpression | undefined => {
    if (parsed.has(name) || columns.includes(name)) return parsed.get(name);
    const similar = [...parsed.values()].filter((each) => each.name.toLowerCase() === name.toLowerCase());
    return similar.length === 1 ? similar[0] : undefined;
  };

  const ordered = new Set<NamedExpression>();
  const visit = (column: NamedExpression, path: readonly string[]): void => {
    if (ordered.has(column)) return;
    if (path.includes(column.name)) {
      const cycle = [...path.slice(path.indexOf(column.name)), column.name].map((name) => `"${name}"`);
      throw new UserError(
        `Cannot derive "${column.name}": it needs itself: ${cycle.join(" → ")}`,
        place(column.name),
      );
    }
    for (const name of usedNames(column.expression)) {
      const needed = findDerived(name);
      if (needed) visit(needed, [...path, column.name]);
    }
    ordered.add(column);
  };
  for (const column of parsed.values()) visit(column, []);
  return [...ordered];
}

/** The column names that an expression uses, as they are written there. */
export function usedNames({ root }: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: ExpressionNode): void => {
    if (node.kind === "column") names.add(node.name);
    for (const child of children(node)) visit(child);
  };
  visit(root);
  return [...names];
}

function children(node: ExpressionNode): ExpressionNode[] {
  const all = ((): (ExpressionNode | undefined)[] => {
    switch (node.kind) {
      case "literal":
      case "column":
        return [];
      case "call":
        return node.arguments;
      case "binary":
        return [node.left, node.right];
      case "in":
        return [node.operand, ...node.items];
      case "between":
        return [node.operand, node.low, node.high];
      case "like":
        return [node.operand, node.pattern];
      case "case":
        return [node.operand, ...node.branches.flatMap(({ when, result }) => [when, result]), node.otherwise];
      case "unary":
      case "is_null":
      case "cast":
        return [node.operand];
    }
  })();
  return all.filter((each) => each !== undefined);
}
