import { type Place, UserError } from "../errors.ts";
import type { ColumnType } from "../tables/table.ts";

/** What a value may be: a column's type, or the type of a bare NULL. */
export type ValueType = ColumnType | "null";

/** Operators of two operands; `!=` and `==` are read as `<>` and `=`. */
export type BinaryOperator =
  | "or"
  | "and"
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "||"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

/** The types that CAST knows, by their SQL names. */
export const castTypes = {
  DOUBLE: "number",
  BIGINT: "integer",
  VARCHAR: "text",
  BOOLEAN: "boolean",
} as const satisfies Record<string, ColumnType>;

/** A part of a parsed expression; `at` is its offset in the text, from 0. */
export type ExpressionNode = { at: number } & (
  | { kind: "literal"; type: ValueType; value: number | string | boolean | null }
  | { kind: "column"; name: string; isQuoted: boolean }
  | { kind: "call"; name: string; arguments: ExpressionNode[] }
  | { kind: "unary"; operator: "-" | "not"; operand: ExpressionNode }
  | { kind: "binary"; operator: BinaryOperator; left: ExpressionNode; right: ExpressionNode }
  | { kind: "in"; operand: ExpressionNode; items: ExpressionNode[]; isNegated: boolean }
  | {
      kind: "between";
      operand: ExpressionNode;
      low: ExpressionNode;
      high: ExpressionNode;
      isNegated: boolean;
    }
  | {
      kind: "like";
      operand: ExpressionNode;
      pattern: ExpressionNode;
      escapeMark: string | undefined;
      isNegated: boolean;
    }
  | { kind: "is_null"; operand: ExpressionNode; isNegated: boolean }
  | {
      kind: "case";
      /** What each WHEN is compared with; undefined where each WHEN is a condition. */
      operand: ExpressionNode | undefined;
      branches: { when: ExpressionNode; result: ExpressionNode }[];
      otherwise: ExpressionNode | undefined;
    }
  | { kind: "cast"; operand: ExpressionNode; to: keyof typeof castTypes }
);

/** A parsed SQL scalar expression. */
export interface Expression {
  text: string;
  /** Where the text stands in the user's file. */
  place: Place;
  root: ExpressionNode;
}

/**
 * A UserError about an offset in an expression's text. The message ends with `suffix` (", did you mean …").
 */
export function expressionError(
  { text, place }: Pick<Expression, "text" | "place">,
  at: number,
  what: string,
  options: { hint?: string | undefined; suffix?: string } = {},
): UserError {
  const line = text.replace(/\s/g, " ");
  const shown = line.length > 100 ? `${line.slice(0, 100)}…` : line;
  const message = `Cannot read expression "${shown}": ${what} at character ${at + 1}${options.suffix ?? ""}`;
  return new UserError(message, { ...place, hint: options.hint });
}
