import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type BinaryOperator, castTypes, type Expression, type ExpressionNode } from "./expression.ts";
import { type Cursor, createCursor } from "./token-cursor.ts";
import type { Token } from "./tokenize.ts";

const maxLength = 10_000;
const reserved = new Set(
  "and or not in between like escape is null true false case when then else end cast try_cast as".split(" "),
);
const comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="];
const aliases = new Map([
  ["==", "="],
  ["!=", "<>"],
]);

/**
 * Parses a SQL scalar expression. Throws UserError, with the character in the text and the given place, for what
 * is not one, is longer than 10,000 characters, or nests deeper than 100.
 */
export function parseExpression(text: string, place: Place = {}): Expression {
  if (text.length > maxLength)
    throw new UserError(
      `Cannot read expression "${text.slice(0, 100)}…": it has ${text.length} characters, ${maxLength} are allowed`,
      { ...place, hint: "Split it: a derived column may use another one" },
    );
  const cursor = createCursor({ text, place });
  const root = parseOr(cursor);
  if (cursor.peek().kind !== "end") cursor.unexpected("an operator or the end");
  return { text, place, root };
}

// One function a level of precedence, from the weakest operator down to names and numbers.

type Parse = (cursor: Cursor) => ExpressionNode;

/** Operands joined from the left by operators that `take` finds. */
function chain(cursor: Cursor, operand: Parse, take: () => Token | undefined): ExpressionNode {
  let left = operand(cursor);
  for (let token = take(); token; token = take()) left = binary(cursor, token, left, operand(cursor));
  return left;
}

function binary(
  cursor: Cursor,
  { at, text }: Token,
  left: ExpressionNode,
  right: ExpressionNode,
): ExpressionNode {
  const operator = (aliases.get(text) ?? text.toLowerCase()) as BinaryOperator;
  return cursor.make({ kind: "binary", at, operator, left, right }, left, right);
}

const parseOr: Parse = (cursor) => cursor.nested(() => chain(cursor, parseAnd, () => cursor.takeWord("or")));

const parseAnd: Parse = (cursor) => chain(cursor, parseNot, () => cursor.takeWord("and"));

function parseNot(cursor: Cursor): ExpressionNode {
  const token = cursor.takeWord("not");
  if (!token) return parseIs(cursor);
  const operand = cursor.nested(parseNot);
  return cursor.make({ kind: "unary", at: token.at, operator: "not", operand }, operand);
}

function parseIs(cursor: Cursor): ExpressionNode {
  let operand = parseComparison(cursor);
  for (let token = cursor.takeWord("is"); token; token = cursor.takeWord("is")) {
    const isNegated = cursor.takeWord("not") !== undefined;
    cursor.expectWord("null");
    operand = cursor.make({ kind: "is_null", at: token.at, operand, isNegated }, operand);
  }
  return operand;
}

function parseComparison(cursor: Cursor): ExpressionNode {
  const left = parseMembership(cursor);
  const token = cursor.takeSign(...comparisons);
  if (!token) return left;
  const right = parseMembership(cursor);
  if (cursor.isSign(...comparisons))
    cursor.fail(cursor.peek(), "comparisons cannot be chained", {
      hint: "Join them with AND: a < b AND b < c",
    });
  return binary(cursor, token, left, right);
}

/** IN, BETWEEN and LIKE. */
function parseMembership(cursor: Cursor): ExpressionNode {
  let operand = parseConcatenation(cursor);
  while (true) {
    const isNegated =
      cursor.isWord("not") && ["in", "between", "like"].some((word) => cursor.isWord(word, 1));
    if (isNegated) cursor.next();
    const { at } = cursor.peek();
    if (cursor.takeWord("in")) {
      cursor.expectSign("(");
      const items = parseList(cursor);
      operand = cursor.make({ kind: "in", at, operand, items, isNegated }, operand, ...items);
    } else if (cursor.takeWord("between")) {
      const low = parseConcatenation(cursor);
      cursor.expectWord("and");
      const high = parseConcatenation(cursor);
      operand = cursor.make({ kind: "between", at, operand, low, high, isNegated }, operand, low, high);
    } else if (cursor.takeWord("like")) {
      const pattern = parseConcatenation(cursor);
      const escapeMark = cursor.takeWord("escape") ? parseEscapeMark(cursor) : undefined;
      operand = cursor.make({ kind: "like", at, operand, pattern, escapeMark, isNegated }, operand, pattern);
    } else return operand;
  }
}

/** One character; undefined for the empty text, which says that there is none. */
function parseEscapeMark(cursor: Cursor): string | undefined {
  const token = cursor.peek();
  if (token.kind !== "string") cursor.unexpected("one character in single quotes");
  if ([...token.text].length > 1) cursor.fail(token, "ESCAPE takes one character");
  return cursor.next().text || undefined;
}

const parseConcatenation: Parse = (cursor) => chain(cursor, parseSum, () => cursor.takeSign("||"));

const parseSum: Parse = (cursor) => chain(cursor, parseProduct, () => cursor.takeSign("+", "-"));

const parseProduct: Parse = (cursor) => chain(cursor, parseSigned, () => cursor.takeSign("*", "/", "%"));

function parseSigned(cursor: Cursor): ExpressionNode {
  if (cursor.takeSign("+")) return cursor.nested(parseSigned);
  const token = cursor.takeSign("-");
  if (!token) return parsePrimary(cursor);
  const operand = cursor.nested(parseSigned);
  return cursor.make({ kind: "unary", at: token.at, operator: "-", operand }, operand);
}

function parsePrimary(cursor: Cursor): ExpressionNode {
  const { kind, at, text } = cursor.peek();
  switch (kind) {
    case "number":
      return parseNumber(cursor);
    case "string":
      return cursor.make({ kind: "literal", at, type: "text", value: cursor.next().text });
    case "quoted":
      return cursor.make({ kind: "column", at, name: cursor.next().text, isQuoted: true });
    case "word":
      return parseWord(cursor, text.toLowerCase());
    default: {
      if (!cursor.takeSign("(")) cursor.unexpected("a value");
      const inner = parseOr(cursor);
      cursor.expectSign(")");
      return inner;
    }
  }
}

function parseNumber(cursor: Cursor): ExpressionNode {
  const token = cursor.next();
  const value = Number(token.text);
  if (!Number.isFinite(value)) cursor.fail(token, `the number ${token.text} is too large`);
  const isInteger = /^\d+$/.test(token.text) && Number.isSafeInteger(value);
  return cursor.make({ kind: "literal", at: token.at, type: isInteger ? "integer" : "number", value });
}

function parseWord(cursor: Cursor, word: string): ExpressionNode {
  if (word === "case") return parseCase(cursor);
  if (word === "cast" || word === "try_cast") return parseCast(cursor);
  const { at, text } = cursor.peek();
  if (word === "null")
    return cursor.make({ kind: "literal", at: cursor.next().at, type: "null", value: null });
  if (word === "true" || word === "false")
    return cursor.make({ kind: "literal", at: cursor.next().at, type: "boolean", value: word === "true" });
  if (reserved.has(word))
    cursor.fail(cursor.peek(), `expected a value, not "${text}"`, {
      hint: `A column of that name stands in double quotes: "${text}"`,
    });
  cursor.next();
  if (!cursor.takeSign("(")) return cursor.make({ kind: "column", at, name: text, isQuoted: false });
  const args = cursor.takeSign(")") ? [] : parseList(cursor);
  return cursor.make({ kind: "call", at, name: word, arguments: args }, ...args);
}

/** What stands behind an opening parenthesis: one or more values. */
function parseList(cursor: Cursor): ExpressionNode[] {
  const items = [parseOr(cursor)];
  while (cursor.takeSign(",")) items.push(parseOr(cursor));
  if (!cursor.takeSign(")")) cursor.unexpected('"," or ")"');
  return items;
}

function parseCase(cursor: Cursor): ExpressionNode {
  const { at } = cursor.next();
  const operand = cursor.isWord("when") ? undefined : parseOr(cursor);
  const branches: { when: ExpressionNode; result: ExpressionNode }[] = [];
  while (cursor.takeWord("when")) {
    const when = parseOr(cursor);
    cursor.expectWord("then");
    branches.push({ when, result: parseOr(cursor) });
  }
  if (branches.length === 0) cursor.unexpected("WHEN");
  const otherwise = cursor.takeWord("else") ? parseOr(cursor) : undefined;
  if (!cursor.takeWord("end")) cursor.unexpected(otherwise ? "END" : "WHEN, ELSE or END");
  const children = branches.flatMap(({ when, result }) => [when, result]);
  return cursor.make({ kind: "case", at, operand, branches, otherwise }, operand, otherwise, ...children);
}

function parseCast(cursor: Cursor): ExpressionNode {
  const { at } = cursor.next();
  cursor.expectSign("(");
  const operand = parseOr(cursor);
  cursor.expectWord("as");
  const token = cursor.peek();
  if (token.kind !== "word") cursor.unexpected("a type");
  const names = Object.keys(castTypes) as (keyof typeof castTypes)[];
  const to =
    names.find((name) => name === token.text.toUpperCase()) ??
    cursor.fail(token, `unknown type "${token.text}"`, {
      suffix: didYouMean(token.text, names),
      hint: `CAST knows ${names.join(", ")}`,
    });
  cursor.next();
  cursor.expectSign(")");
  return cursor.make({ kind: "cast", at, operand, to }, operand);
}
