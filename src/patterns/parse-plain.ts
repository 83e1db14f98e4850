import { type PatternNode, sizeOf } from "./pattern-node.ts";
import { assertion } from "./program.ts";

/** Longer and larger patterns are re2js's, as are all that hold more than this file reads. */
const mostCharacters = 1000;
const mostInstructions = 1000;
const mostGroups = 100;

interface Cursor {
  /** The pattern's characters. */
  text: readonly string[];
  at: number;
  /** Groups that are open. */
  depth: number;
}

const digits = [48, 57];
const words = [48, 57, 65, 90, 95, 95, 97, 122];
const spaces = [9, 10, 12, 13, 32, 32];
const classes = new Map([
  ["d", digits],
  ["w", words],
  ["s", spaces],
]);
const controls = new Map([
  ["t", 9],
  ["n", 10],
  ["r", 13],
]);
const quantifiers = new Map([
  ["*", [0, Infinity]],
  ["+", [1, Infinity]],
  ["?", [0, 1]],
] as const);

/**
 * Parses what most patterns are made of: characters, classes, groups, alternatives, repetitions, `^` and `$`, with RE2's
 * meaning. Gives undefined for all other patterns, valid or not. So most checks do without re2js, which is slow to load.
 */
export function parsePlain(pattern: string): PatternNode | undefined {
  if (pattern.length > mostCharacters || !pattern.isWellFormed()) return undefined;
  const cursor: Cursor = { text: [...pattern], at: 0, depth: 0 };
  const node = parseChoice(cursor);
  if (node === undefined || cursor.at < cursor.text.length) return undefined;
  return sizeOf(node) <= mostInstructions ? node : undefined;
}

function parseChoice(cursor: Cursor): PatternNode | undefined {
  const nodes: PatternNode[] = [];
  do {
    const node = parseSequence(cursor);
    if (node === undefined) return undefined;
    nodes.push(node);
  } while (take(cursor, "|"));
  return { kind: "choice", nodes };
}

function parseSequence(cursor: Cursor): PatternNode | undefined {
  const nodes: PatternNode[] = [];
  while (cursor.at < cursor.text.length && !isNext(cursor, "|") && !isNext(cursor, ")")) {
    const node = parseAtom(cursor);
    const repeated = node === undefined ? undefined : parseRepeat(cursor, node);
    if (repeated === undefined) return undefined;
    nodes.push(repeated);
  }
  return { kind: "sequence", nodes };
}

function parseAtom(cursor: Cursor): PatternNode | undefined {
  const character = cursor.text[cursor.at++]!;
  switch (character) {
    case "^":
      return { kind: "assertion", bits: assertion.textBegins };
    case "$":
      return { kind: "assertion", bits: assertion.textEnds };
    case ".":
      return { kind: "character", ranges: [10, 10], isNegated: true };
    case "(":
      return parseGroup(cursor);
    case "[":
      return parseClass(cursor);
    case "\\":
      return parseEscape(cursor);
    case "*":
    case "+":
    case "?":
    case "{":
      return undefined;
    default:
      return characterOf(character.codePointAt(0)!);
  }
}

function characterOf(rune: number): PatternNode {
  return { kind: "character", ranges: [rune, rune], isNegated: false };
}

function parseGroup(cursor: Cursor): PatternNode | undefined {
  if (take(cursor, "?") && !take(cursor, ":")) return undefined;
  if (++cursor.depth > mostGroups) return undefined;
  const node = parseChoice(cursor);
  cursor.depth--;
  return node !== undefined && take(cursor, ")") ? node : undefined;
}

function parseEscape(cursor: Cursor): PatternNode | undefined {
  const character = cursor.text[cursor.at] ?? "";
  const ranges = classes.get(character.toLowerCase());
  if (ranges !== undefined) {
    cursor.at++;
    return { kind: "character", ranges, isNegated: !classes.has(character) };
  }
  const rune = parseEscapedRune(cursor);
  return rune === undefined ? undefined : characterOf(rune);
}

/** A character behind a backslash: a mark of ASCII, or one that has a letter. */
function parseEscapedRune(cursor: Cursor): number | undefined {
  const character = cursor.text[cursor.at++];
  if (character === undefined) return undefined;
  const isMark = character <= "\x7f" && !/[0-9A-Za-z]/.test(character);
  return isMark ? character.codePointAt(0) : controls.get(character);
}

function parseClass(cursor: Cursor): PatternNode | undefined {
  const isNegated = take(cursor, "^");
  const ranges: number[] = [];
  do {
    const range = parseRange(cursor, ranges.length === 0);
    if (range === undefined) return undefined;
    ranges.push(...range);
  } while (!take(cursor, "]"));
  return { kind: "character", ranges, isNegated };
}

/** One character of a class, or a range of them; a dash is itself only where it stands first or last. */
function parseRange(cursor: Cursor, isFirst: boolean): readonly number[] | undefined {
  if (isNext(cursor, "\\")) {
    const ranges = classes.get(cursor.text[cursor.at + 1] ?? "");
    if (ranges !== undefined) {
      cursor.at += 2;
      return isNext(cursor, "-") && cursor.text[cursor.at + 1] !== "]" ? undefined : ranges;
    }
  }
  const isDash = isNext(cursor, "-");
  const low = parseMember(cursor);
  if (low === undefined || (isDash && !isFirst && !isNext(cursor, "]"))) return undefined;
  if (!isNext(cursor, "-") || cursor.text[cursor.at + 1] === "]") return [low, low];
  cursor.at++;
  const high = isDash || isNext(cursor, "-") ? undefined : parseMember(cursor);
  return high === undefined || high < low ? undefined : [low, high];
}

function parseMember(cursor: Cursor): number | undefined {
  const character = cursor.text[cursor.at++];
  if (character === undefined || character === "[" || character === "]") return undefined;
  return character === "\\" ? parseEscapedRune(cursor) : character.codePointAt(0);
}

/** A node and how often it may stand; what may stand often may not be repeated again without a group. */
function parseRepeat(cursor: Cursor, node: PatternNode): PatternNode | undefined {
  const [min, max] = parseBounds(cursor) ?? [];
  if (min === undefined || max === undefined) return isNext(cursor, "{") ? undefined : node;
  take(cursor, "?");
  const isAgain = isNext(cursor, "{") || quantifiers.has(cursor.text[cursor.at] as "*");
  return isAgain || node.kind === "assertion" || min > max ? undefined : { kind: "repeat", node, min, max };
}

function parseBounds(cursor: Cursor): readonly [number, number] | undefined {
  const quantifier = quantifiers.get(cursor.text[cursor.at] as "*");
  if (quantifier !== undefined) {
    cursor.at++;
    return quantifier;
  }
  const counts = /^\{(0|[1-9]\d{0,2})(,?)(0|[1-9]\d{0,2}|)\}/.exec(
    cursor.text.slice(cursor.at, cursor.at + 9).join(""),
  );
  if (counts === null) return undefined;
  const [all, min, comma, max] = counts;
  if (comma === "" && max !== "") return undefined;
  cursor.at += all.length;
  return [Number(min), comma === "" ? Number(min) : max === "" ? Infinity : Number(max)];
}

function isNext({ text, at }: Cursor, character: string): boolean {
  return text[at] === character;
}

function take(cursor: Cursor, character: string): boolean {
  if (!isNext(cursor, character)) return false;
  cursor.at++;
  return true;
}
