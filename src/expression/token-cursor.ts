import { type Expression, type ExpressionNode, expressionError } from "./expression.ts";
import { type Token, tokenize } from "./tokenize.ts";

const maxNesting = 100;
/** Chains such as a + b + c nest too, to the left; what walks the tree must not run out of stack. */
const maxDepth = 500;

/** A place among the tokens of an expression, and the bounds that its tree must keep. */
export interface Cursor {
  peek(): Token;
  /** The token here; goes on to the next. */
  next(): Token;
  isSign(...signs: string[]): boolean;
  /** `ahead` looks that many tokens further. Case does not count. */
  isWord(word: string, ahead?: number): boolean;
  /** Goes on if the token here is one of these. */
  takeSign(...signs: string[]): Token | undefined;
  takeWord(word: string): Token | undefined;
  /** Throws UserError unless the token here is this one. */
  expectSign(sign: string): void;
  expectWord(word: string): void;
  /** Throws the UserError that something else is wanted here. */
  unexpected(wanted: string): never;
  /** Throws the UserError about a token. */
  fail(token: Token, what: string, options?: { hint?: string | undefined; suffix?: string }): never;
  /** The node. Throws UserError if too many operations build on one another. */
  make(node: ExpressionNode, ...children: (ExpressionNode | undefined)[]): ExpressionNode;
  /** What `parse` gives. Throws UserError if that is too many levels down. */
  nested(parse: (cursor: Cursor) => ExpressionNode): ExpressionNode;
}

/** A cursor before the first token. Throws UserError for text that is no tokens. */
export function createCursor(source: Pick<Expression, "text" | "place">): Cursor {
  const tokens = tokenize(source);
  const depths = new WeakMap<ExpressionNode, number>();
  let position = 0;
  let nesting = 0;
  const cursor: Cursor = {
    peek: () => tokens[position] as Token,
    next: () => tokens[Math.min(position++, tokens.length - 1)] as Token,
    isSign: (...signs) => cursor.peek().kind === "sign" && signs.includes(cursor.peek().text),
    isWord: (word, ahead = 0) => {
      const token = tokens[position + ahead];
      return token?.kind === "word" && token.text.toLowerCase() === word;
    },
    takeSign: (...signs) => (cursor.isSign(...signs) ? cursor.next() : undefined),
    takeWord: (word) => (cursor.isWord(word) ? cursor.next() : undefined),
    expectSign: (sign) => {
      if (!cursor.takeSign(sign)) cursor.unexpected(`"${sign}"`);
    },
    expectWord: (word) => {
      if (!cursor.takeWord(word)) cursor.unexpected(word.toUpperCase());
    },
    unexpected: (wanted) => {
      const token = cursor.peek();
      const quote = token.kind === "string" ? "'" : '"';
      const found = token.kind === "end" ? "the end" : quote + token.text + quote;
      return cursor.fail(token, `expected ${wanted}, not ${found}`);
    },
    fail: (token, what, options) => {
      throw expressionError(source, token.at, what, options);
    },
    make: (node, ...children) => {
      const depth = 1 + Math.max(0, ...children.map((child) => (child ? (depths.get(child) ?? 0) : 0)));
      if (depth > maxDepth)
        throw expressionError(source, node.at, `more than ${maxDepth} operations build on one another`, {
          hint: "Split it: a derived column may use another one",
        });
      depths.set(node, depth);
      return node;
    },
    nested: (parse) => {
      if (++nesting > maxNesting) cursor.fail(cursor.peek(), `it nests deeper than ${maxNesting} levels`);
      const parsed = parse(cursor);
      nesting--;
      return parsed;
    },
  };
  return cursor;
}
