import { type Expression, expressionError } from "./expression.ts";

/** A word, number, quoted text or sign; `at` is its offset, `end` the offset behind it. */
export interface Token {
  kind: "word" | "quoted" | "number" | "string" | "sign" | "end";
  /** Without quotes and escapes. */
  text: string;
  at: number;
  end: number;
}

const pattern =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_$]*)|(?<sign>--|\/\*|\/\/|\|\||<>|!=|==|<=|>=|[-+*/%=<>(),]))/uy;

/** Splits an expression into tokens; the last one has the kind `end`. Throws UserError with the character. */
export function tokenize(expression: Pick<Expression, "text" | "place">): Token[] {
  const { text } = expression;
  const length = text.trimEnd().length;
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < length) {
    const from = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw unreadable(expression, from);
    const [kind, raw] = Object.entries(groups).find(([, value]) => value !== undefined) as [
      Token["kind"],
      string,
    ];
    const end = pattern.lastIndex;
    const token = { kind, text: unquote(kind, raw), at: end - raw.length, end };
    check(expression, token, text.slice(end, end + 1));
    tokens.push(token);
  }
  tokens.push({ kind: "end", text: "", at: length, end: length });
  return tokens;
}

function unquote(kind: Token["kind"], raw: string): string {
  if (kind === "string") return raw.slice(1, -1).replaceAll("''", "'");
  return kind === "quoted" ? raw.slice(1, -1).replaceAll('""', '"') : raw;
}

function check(expression: Pick<Expression, "text" | "place">, token: Token, next: string): void {
  if (token.kind === "sign" && (token.text === "--" || token.text === "/*"))
    throw expressionError(expression, token.at, `"${token.text}" starts a comment in SQL`, {
      hint: token.text === "--" ? 'Write "- -x" or "-(-x)" for a double minus' : "Leave comments out",
    });
  if (token.kind === "sign" && token.text === "//")
    throw expressionError(expression, token.at, 'unknown operator "//"', { hint: "Use floor(a / b)" });
  if (token.kind === "number" && /[\p{L}\p{N}_.]/u.test(next))
    throw expressionError(expression, token.at, `"${token.text}${next}" is not a number`);
  if (token.kind === "quoted" && token.text === "")
    throw expressionError(expression, token.at, "empty column name");
}

function unreadable(expression: Pick<Expression, "text" | "place">, from: number): Error {
  const { text } = expression;
  const at = from + text.slice(from).search(/\S/);
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === "'" || character === '"')
    return expressionError(expression, at, `the quote ${character} is not closed`);
  return expressionError(expression, at, `unexpected "${character}"`, {
    hint:
      character === "`" || character === "["
        ? 'A column name with special characters stands in double quotes: "my column"'
        : undefined,
  });
}
