import { UserError } from "../errors.ts";
import { createAutomaton } from "../patterns/automaton.ts";
import { compileNode, type PatternNode } from "../patterns/pattern-node.ts";
import { assertion } from "../patterns/program.ts";

/** How far into each alternative of a pattern a path has come. */
export type GlobState = ReadonlySet<number>[];

/** A pattern of paths: `*`, `?` and `[a-z]` within a name, `{a,b}`, and a double star for any number of folders. */
export interface Glob {
  /** The folder that all matches lie below: what stands before the first wildcard. */
  base: string;
  /** The state at the base. */
  start: GlobState;
  /** The state one name further down; undefined where nothing below can match. */
  step(state: GlobState, name: string): GlobState | undefined;
  /** Whether a path that led to this state matches. */
  isMatch(state: GlobState): boolean;
}

/** Whether names of the next folder or file match; `undefined` is the double star. */
type Segment = ((name: string) => boolean) | undefined;

const mostAlternatives = 1000;
const longestPattern = 1000;
const wildcard = /[*?[{]/;

/** Whether a path is a pattern, where no file has it as its name. */
export function isGlob(path: string): boolean {
  return wildcard.test(path);
}

/**
 * Parses a pattern with `/` between names. Wildcards leave out hidden names (see `isHidden`) unless the pattern writes
 * their first character. Matching takes linear time. Throws UserError for a pattern with too many alternatives.
 */
export function parseGlob(pattern: string): Glob {
  if (pattern.length > longestPattern) throw tooLarge(pattern);
  const names = pattern.split("/");
  const fixed = names.findIndex((name) => isGlob(name));
  const rest = names.slice(fixed).join("/");
  const alternatives = expandBraces(rest, pattern).map((each) =>
    each
      .split("/")
      .filter((name) => name !== "")
      .map(parseSegment),
  );
  return {
    base: fixed === 0 ? "." : names.slice(0, fixed).join("/") || "/",
    start: alternatives.map((segments) => closure(segments, [0])),
    step(state, name) {
      const next = alternatives.map((segments, index) => advance(segments, state[index]!, name));
      return next.some(({ size }) => size > 0) ? next : undefined;
    },
    isMatch: (state) => alternatives.some((segments, index) => state[index]!.has(segments.length)),
  };
}

/** Names that tools leave beside data: they begin with a dot or an underscore, and are no Hive partition. */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || (name.startsWith("_") && !name.includes("="));
}

function closure(segments: readonly Segment[], positions: Iterable<number>): Set<number> {
  const found = new Set<number>();
  for (let position of positions) {
    found.add(position);
    while (position < segments.length && segments[position] === undefined) found.add(++position);
  }
  return found;
}

function advance(segments: readonly Segment[], positions: ReadonlySet<number>, name: string): Set<number> {
  const next: number[] = [];
  for (const position of positions) {
    if (position === segments.length) continue;
    const segment = segments[position];
    if (segment === undefined) {
      if (!isHidden(name)) next.push(position);
    } else if (segment(name)) next.push(position + 1);
  }
  return closure(segments, next);
}

function parseSegment(text: string): Segment {
  if (text === "**") return undefined;
  if (!wildcard.test(text)) return (name) => name === text;
  const pattern = compile(text);
  const showsHidden = text.startsWith(".") || text.startsWith("_");
  return (name) => (showsHidden || !isHidden(name)) && pattern.text(name);
}

/** The machine of a name with wildcards; a bracket that is not closed is itself. */
function compile(text: string) {
  const any: PatternNode = { kind: "character", ranges: [], isNegated: true };
  const nodes: PatternNode[] = [];
  for (const [found, negation, members] of text.matchAll(/\[([!^]?)(\]?[^\]]*)\]|[\s\S]/gu)) {
    if (found === "*") nodes.push({ kind: "repeat", node: any, min: 0, max: Infinity });
    else if (found === "?") nodes.push(any);
    else {
      const ranges = rangesOf([...(members ?? found)].map((each) => each.codePointAt(0) ?? 0));
      if (ranges === undefined) throw noRange(text);
      nodes.push({ kind: "character", ranges, isNegated: (negation ?? "") !== "" });
    }
  }
  const start: PatternNode = { kind: "assertion", bits: assertion.textBegins };
  const end: PatternNode = { kind: "assertion", bits: assertion.textEnds };
  return createAutomaton(compileNode({ kind: "sequence", nodes: [start, ...nodes, end] }));
}

/** What stands between brackets: characters, and ranges of them with a dash between; undefined for an empty range. */
function rangesOf(members: readonly number[]): number[] | undefined {
  const ranges: number[] = [];
  for (let at = 0; at < members.length; at++) {
    const low = members[at]!;
    const isRange = members[at + 1] === 0x2d && at + 2 < members.length;
    const high = isRange ? members[at + 2]! : low;
    if (high < low) return undefined;
    ranges.push(low, high);
    if (isRange) at += 2;
  }
  return ranges.length === 0 ? undefined : ranges;
}

function noRange(text: string): UserError {
  return new UserError(`Cannot use the pattern "${text}": its brackets hold no range of characters`, {
    hint: "Write brackets as [a-z] or [!0-9], and a bracket itself as [[]",
  });
}

/** A pattern for each choice of its braces, which may be nested; braces without a comma are text. */
function expandBraces(text: string, pattern: string): string[] {
  const done: string[] = [];
  const open = [text];
  while (open.length > 0) {
    if (done.length + open.length > mostAlternatives) throw tooLarge(pattern);
    const next = open.pop() ?? "";
    const group = findGroup(next);
    if (group === undefined) done.push(next);
    else
      for (const choice of group.choices)
        open.push(next.slice(0, group.start) + choice + next.slice(group.end));
  }
  return [...new Set(done)];
}

/** The first braces that hold a comma of their own. */
function findGroup(text: string): { start: number; end: number; choices: string[] } | undefined {
  for (let start = text.indexOf("{"); start >= 0; start = text.indexOf("{", start + 1)) {
    const choices: string[] = [];
    let depth = 0;
    let from = start + 1;
    for (let at = start; at < text.length; at++) {
      if (text[at] === "{") depth++;
      if (text[at] === "}") depth--;
      if ((text[at] === "," && depth === 1) || depth === 0) {
        choices.push(text.slice(from, at));
        from = at + 1;
      }
      if (depth > 0) continue;
      if (choices.length > 1) return { start, end: at + 1, choices };
      break;
    }
  }
  return undefined;
}

function tooLarge(pattern: string): UserError {
  return new UserError(`Cannot use the pattern "${pattern.slice(0, 100)}": it stands for too many others`, {
    hint: `A pattern has up to ${longestPattern} characters, and its braces up to ${mostAlternatives} choices`,
  });
}
