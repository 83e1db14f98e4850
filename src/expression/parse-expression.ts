import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import {
  type BinaryOperator,
  castTypes,
  type Expression,
  type ExpressionNode,
  expressionError,
} from "./expression.ts";
import { type Token, tokenize } from "./tokenize.ts";

const maxLength = 10_000;
const maxNesting = 100;
/** Chains such as a + b + c nest too, to the left; what walks the tree must not run out of stack. */
const maxDepth = 500;

const reserved = new Set(
  "and or not in between like escape is null true false case when then else end cast try_cast as".split(" "),
);
const comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="];

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
  const source = { text, place };
  return { ...source, root: parseTokens(source, tokenize(source)) };
}

/** Recursive descent, one function a level of precedence, from OR down to names and numbers. */
function parseTokens(source: Pick<Expression, "text" | "place">, tokens: readonly Token[]): ExpressionNode {
  const depths = new WeakMap<ExpressionNode, number>();
  let position = 0;
  let nesting = 0;

  const peek = (): Token => tokens[position] as Token;
  const isSign = (...signs: string[]): boolean => peek().kind === "sign" && signs.includes(peek().text);
  const isWord = (word: string, ahead = 0): boolean => {
    const token = tokens[position + ahead];
    return token?.kind === "word" && token.text.toLowerCase() === word;
  };
  const next = (): Token => tokens[position++] as Token;
  const takeSign = (...signs: string[]): Token | undefined => (isSign(...signs) ? next() : undefined);
  const takeWord = (word: string): Token | undefined => (isWord(word) ? next() : undefined);

  function fail(what: string, token = peek(), hint?: string): never {
    throw expressionError(source, token.at, what, { hint });
  }
  function unexpected(wanted: string): never {
    const { kind, text } = peek();
    const found = kind === "end" ? "the end" : kind === "string" ? `'${text}'` : `"${text}"`;
    fail(`expected ${wanted}, not ${found}`);
  }
  function expectSign(sign: string): void {
    if (!takeSign(sign)) unexpected(`"${sign}"`);
  }
  function expectWord(word: string): void {
    if (!takeWord(word)) unexpected(word.toUpperCase());
  }
  function make(node: ExpressionNode, ...children: (ExpressionNode | undefined)[]): ExpressionNode {
    const depth = 1 + Math.max(0, ...children.map((child) => (child ? (depths.get(child) ?? 0) : 0)));
    if (depth > maxDepth)
      throw expressionError(source, node.at, `more than ${maxDepth} operations build on one another`, {
        hint: "Split it: a derived column may use another one",
      });
    depths.set(node, depth);
    return node;
  }
  function nested<T>(parse: () => T): T {
    if (++nesting > maxNesting) fail(`it nests deeper than ${maxNesting} levels`);
    const parsed = parse();
    nesting--;
    return parsed;
  }
  function chain(operand: () => ExpressionNode, take: () => Token | undefined): ExpressionNode {
    let left = operand();
    for (let token = take(); token; token = take()) left = binary(token, left, operand());
    return left;
  }
  function binary(token: Token, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
    const aliases: Record<string, string> = { "!=": "<>", "==": "=" };
    const text = token.text.toLowerCase();
    const operator = (aliases[text] ?? text) as BinaryOperator;
    return make({ kind: "binary", at: token.at, operator, left, right }, left, right);
  }

  const parseOr = (): ExpressionNode => nested(() => chain(parseAnd, () => takeWord("or")));
  const parseAnd = (): ExpressionNode => chain(parseNot, () => takeWord("and"));
  function parseNot(): ExpressionNode {
    const token = takeWord("not");
    if (!token) return parseIs();
    const operand = nested(parseNot);
    return make({ kind: "unary", at: token.at, operator: "not", operand }, operand);
  }
  function parseIs(): ExpressionNode {
    let operand = parseComparison();
    for (let token = takeWord("is"); token; token = takeWord("is")) {
      const isNegated = takeWord("not") !== undefined;
      expectWord("null");
      operand = make({ kind: "is_null", at: token.at, operand, isNegated }, operand);
    }
    return operand;
  }
  function parseComparison(): ExpressionNode {
    const left = parseMembership();
    const token = takeSign(...comparisons);
    if (!token) return left;
    const right = parseMembership();
    if (isSign(...comparisons))
      fail("comparisons cannot be chained", peek(), "Join them with AND: a < b AND b < c");
    return binary(token, left, right);
  }
  function parseMembership(): ExpressionNode {
    let operand = parseConcatenation();
    while (true) {
      const isNegated = isWord("not") && ["in", "between", "like"].some((word) => isWord(word, 1));
      if (isNegated) next();
      const { at } = peek();
      if (takeWord("in")) {
        expectSign("(");
        const items = list();
        operand = make({ kind: "in", at, operand, items, isNegated }, operand, ...items);
      } else if (takeWord("between")) {
        const low = parseConcatenation();
        expectWord("and");
        const high = parseConcatenation();
        operand = make({ kind: "between", at, operand, low, high, isNegated }, operand, low, high);
      } else if (takeWord("like")) {
        const pattern = parseConcatenation();
        const escapeMark = takeWord("escape") ? escapeCharacter() : undefined;
        operand = make({ kind: "like", at, operand, pattern, escapeMark, isNegated }, operand, pattern);
      } else return operand;
    }
  }
  function escapeCharacter(): string | undefined {
    const token = peek().kind === "string" ? next() : unexpected("one character in single quotes");
    if ([...token.text].length > 1) fail("ESCAPE takes one character", token);
    return token.text === "" ? undefined : token.text;
  }
  const parseConcatenation = (): ExpressionNode => chain(parseSum, () => takeSign("||"));
  const parseSum = (): ExpressionNode => chain(parseProduct, () => takeSign("+", "-"));
  const parseProduct = (): ExpressionNode => chain(parseUnary, () => takeSign("*", "/", "%"));
  function parseUnary(): ExpressionNode {
    if (takeSign("+")) return nested(parseUnary);
    const token = takeSign("-");
    if (!token) return parsePrimary();
    const operand = nested(parseUnary);
    return make({ kind: "unary", at: token.at, operator: "-", operand }, operand);
  }

  function parsePrimary(): ExpressionNode {
    const token = peek();
    const { at, text } = token;
    if (token.kind === "number") return numberLiteral(next());
    if (token.kind === "string") return make({ kind: "literal", at, type: "text", value: next().text });
    if (token.kind === "quoted") return make({ kind: "column", at, name: next().text, isQuoted: true });
    if (takeSign("(")) {
      const inner = parseOr();
      expectSign(")");
      return inner;
    }
    if (token.kind !== "word") unexpected("a value");
    const word = text.toLowerCase();
    if (word === "null") return make({ kind: "literal", at: next().at, type: "null", value: null });
    if (word === "true" || word === "false")
      return make({ kind: "literal", at: next().at, type: "boolean", value: word === "true" });
    if (word === "case") return parseCase();
    if (word === "cast" || word === "try_cast") return parseCast();
    if (reserved.has(word))
      fail(
        `expected a value, not "${text}"`,
        token,
        `A column of that name stands in double quotes: "${text}"`,
      );
    next();
    if (!takeSign("(")) return make({ kind: "column", at, name: text, isQuoted: false });
    const values = isSign(")") ? [] : undefined;
    if (values) next();
    const args = values ?? list();
    return make({ kind: "call", at, name: word, arguments: args }, ...args);
  }
  function numberLiteral({ at, text }: Token): ExpressionNode {
    const value = Number(text);
    if (!Number.isFinite(value)) throw expressionError(source, at, `the number ${text} is too large`);
    const isInteger = /^\d+$/.test(text) && Number.isSafeInteger(value);
    return make({ kind: "literal", at, type: isInteger ? "integer" : "number", value });
  }
  function list(): ExpressionNode[] {
    const items = [parseOr()];
    while (takeSign(",")) items.push(parseOr());
    if (!takeSign(")")) unexpected('"," or ")"');
    return items;
  }
  function parseCase(): ExpressionNode {
    const { at } = next();
    const operand = isWord("when") ? undefined : parseOr();
    const branches: { when: ExpressionNode; result: ExpressionNode }[] = [];
    while (takeWord("when")) {
      const when = parseOr();
      expectWord("then");
      branches.push({ when, result: parseOr() });
    }
    if (branches.length === 0) unexpected("WHEN");
    const otherwise = takeWord("else") ? parseOr() : undefined;
    if (!takeWord("end")) unexpected(otherwise ? "END" : "WHEN, ELSE or END");
    const children = branches.flatMap(({ when, result }) => [when, result]);
    return make({ kind: "case", at, operand, branches, otherwise }, operand, otherwise, ...children);
  }
  function parseCast(): ExpressionNode {
    const { at } = next();
    expectSign("(");
    const operand = parseOr();
    expectWord("as");
    const token = next();
    const name = token.text.toUpperCase();
    const to = (Object.keys(castTypes) as (keyof typeof castTypes)[]).find((each) => each === name);
    if (token.kind !== "word" || to === undefined)
      throw expressionError(source, token.at, `unknown type "${token.text}"`, {
        suffix: didYouMean(name, Object.keys(castTypes)),
        hint: `CAST knows ${Object.keys(castTypes).join(", ")}`,
      });
    expectSign(")");
    return make({ kind: "cast", at, operand, to }, operand);
  }

  const root = parseOr();
  if (peek().kind !== "end") unexpected("an operator or the end");
  return root;
}
