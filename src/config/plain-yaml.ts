/** A value of a YAML text and where it stands. */
export interface PlainNode {
  value: unknown;
  /** Offset of its first character. */
  start: number;
  /** Of a text, the offset of the first character of what it says. */
  text?: number;
  /** Of a map, by key: where the key starts, and its value. */
  entries?: Map<string, { start: number; node: PlainNode }>;
  items?: PlainNode[];
}

/** A line with more than a comment on it; `at` is the offset of its first character that is no space. */
interface Line {
  indent: number;
  content: string;
  at: number;
}

interface Lines {
  all: Line[];
  next: number;
}

/** Characters of a text, and of one of its lines. */
const longest = 1 << 18;
const longestLine = 1000;
/** How deep collections may stand in each other. */
const deepest = 40;
const key = /^(?:([A-Za-z_][\w.-]*)|"([^"\\]*)"|'([^']*)'):(?= |$)/;
const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const special = /^(?:~|null|Null|NULL|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|0o[0-7]+|0x[\da-fA-F]+)$/;

/** Thrown where a text is not so plain. */
const odd = new Error("not plain");

/**
 * Reads what nearly every configuration is made of: maps and lists by indentation, or in brackets on one line, and numbers,
 * words and quoted texts on one line. Undefined where there is anything else, wrong or right: that is for `parseYaml`,
 * which takes a hundred times as long at first. What this reads, that reads the same.
 */
export function parsePlainYaml(text: string): PlainNode | undefined {
  if (text.length > longest || !/^[\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]*$/.test(text))
    return undefined;
  try {
    const lines = { all: linesOf(text), next: 0 };
    const node = parseBlock(lines, 0);
    return lines.next === lines.all.length ? node : undefined;
  } catch (error) {
    if (error === odd) return undefined;
    throw error;
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const indent = /^ */.exec(line)![0].length;
    if (line.length > longestLine) throw odd;
    if (indent < line.length && line[indent] !== "#")
      lines.push({ indent, content: line.slice(indent), at: start + indent });
    start += line.length + 1;
  }
  if (lines.some(({ indent, content }) => indent === 0 && /^(?:---|\.\.\.|%)/.test(content))) throw odd;
  return lines;
}

function parseBlock(lines: Lines, depth: number): PlainNode {
  const line = lines.all[lines.next];
  if (line === undefined || depth > deepest) throw odd;
  return line.content.startsWith("- ") ? parseList(lines, line, depth) : parseMap(lines, line, depth);
}

function parseMap(lines: Lines, { indent, at }: Line, depth: number): PlainNode {
  const node = emptyMap(at);
  for (let line = lines.all[lines.next]; line?.indent === indent; line = lines.all[lines.next]) {
    const found = key.exec(line.content);
    if (found === null) throw odd;
    lines.next++;
    const start = found[0].length + /^ */.exec(line.content.slice(found[0].length))![0].length;
    const rest = line.content.slice(start);
    const value =
      rest === "" || rest.startsWith("#")
        ? parseBelow(lines, indent, depth)
        : parseAlone(lines, line, start, depth);
    add(node, keyOf(found), line.at, value);
  }
  refuseDeeper(lines, indent);
  return node;
}

/** The value of a key that has nothing behind it: what stands deeper, or a list that may stand as deep. */
function parseBelow(lines: Lines, indent: number, depth: number): PlainNode {
  const line = lines.all[lines.next];
  const isBelow =
    line !== undefined && (line.indent > indent || (line.indent === indent && line.content.startsWith("- ")));
  if (!isBelow) throw odd;
  return parseBlock(lines, depth + 1);
}

function parseList(lines: Lines, { indent, at }: Line, depth: number): PlainNode {
  const items: PlainNode[] = [];
  for (let line = lines.all[lines.next]; line?.indent === indent; line = lines.all[lines.next]) {
    if (!line.content.startsWith("- ")) break;
    const start = /^- +/.exec(line.content)![0].length;
    const content = line.content.slice(start);
    if (key.test(content)) {
      lines.all[lines.next] = { indent: indent + start, content, at: line.at + start };
      items.push(parseBlock(lines, depth + 1));
    } else {
      lines.next++;
      items.push(parseAlone(lines, line, start, depth));
    }
  }
  refuseDeeper(lines, indent);
  return { value: items.map(({ value }) => value), start: at, items };
}

/** The value that is the rest of a line, but for a comment. */
function parseAlone(lines: Lines, line: Line, start: number, depth: number): PlainNode {
  const cursor = { ...line, next: start };
  const node = parseValue(cursor, false, depth + 1);
  if (!/^ *$|^ +#/.test(cursor.content.slice(cursor.next))) throw odd;
  refuseDeeper(lines, line.indent);
  return node;
}

/** A text may go on below; that is not plain. */
function refuseDeeper({ all, next }: Lines, indent: number): void {
  if ((all[next]?.indent ?? 0) > indent) throw odd;
}

/** A place in a line. */
type Cursor = Line & { next: number };

function parseValue(cursor: Cursor, isFlow: boolean, depth: number): PlainNode {
  if (depth > deepest) throw odd;
  const { content, next, at } = cursor;
  const first = content[next];
  if (first === "{") return parseFlowMap(cursor, depth);
  if (first === "[") return parseFlowList(cursor, depth);
  if (first === '"' || first === "'") {
    const end = content.indexOf(first, next + 1);
    const value = content.slice(next + 1, end);
    if (end < 0 || value.includes("\\") || content[end + 1] === "'") throw odd;
    cursor.next = end + 1;
    return { value, start: at + next, text: at + next + 1 };
  }
  const written = (isFlow ? /^(?:[^,[\]{}:#]|:(?! |$|[,[\]{}])|(?<! )#)*/ : /^(?:[^:#]|:(?! |$)|(?<! )#)*/)
    .exec(content.slice(next))![0]
    .replace(/ +$/, "");
  cursor.next = next + written.length;
  const value = wordValue(written);
  return { value, start: at + next, ...(typeof value === "string" && { text: at + next }) };
}

/** A word without quotes, as the core schema of YAML 1.2 has it. */
function wordValue(written: string): unknown {
  if (written === "" || /^[?:,[\]{}#&*!|>'"%@`]|^-(?:$|[ ,[\]{}])/.test(written) || special.test(written))
    throw odd;
  if (plainNumber.test(written))
    return /[.eE]/.test(written) ? Number.parseFloat(written) : Number.parseInt(written, 10);
  if (/^(?:true|True|TRUE)$/.test(written)) return true;
  return /^(?:false|False|FALSE)$/.test(written) ? false : written;
}

function parseFlowMap(cursor: Cursor, depth: number): PlainNode {
  const node = emptyMap(cursor.at + cursor.next);
  parseFlow(cursor, "}", () => {
    const start = cursor.next;
    const found = key.exec(cursor.content.slice(start));
    if (found === null) throw odd;
    cursor.next += found[0].length;
    skipSpaces(cursor);
    add(node, keyOf(found), cursor.at + start, parseValue(cursor, true, depth + 1));
  });
  return node;
}

function parseFlowList(cursor: Cursor, depth: number): PlainNode {
  const start = cursor.at + cursor.next;
  const items: PlainNode[] = [];
  parseFlow(cursor, "]", () => items.push(parseValue(cursor, true, depth + 1)));
  return { value: items.map(({ value }) => value), start, items };
}

/** What stands in brackets, with commas between. */
function parseFlow(cursor: Cursor, close: string, parseOne: () => void): void {
  cursor.next++;
  skipSpaces(cursor);
  if (cursor.content[cursor.next] !== close)
    for (;;) {
      parseOne();
      skipSpaces(cursor);
      if (cursor.content[cursor.next] !== ",") break;
      cursor.next++;
      skipSpaces(cursor);
    }
  if (cursor.content[cursor.next] !== close) throw odd;
  cursor.next++;
}

function skipSpaces(cursor: Cursor): void {
  while (cursor.content[cursor.next] === " ") cursor.next++;
}

function emptyMap(start: number): PlainNode & { entries: NonNullable<PlainNode["entries"]> } {
  return { value: {}, start, entries: new Map() };
}

function add(node: ReturnType<typeof emptyMap>, name: string, start: number, value: PlainNode): void {
  if (node.entries.has(name) || name === "__proto__") throw odd;
  node.entries.set(name, { start, node: value });
  (node.value as Record<string, unknown>)[name] = value.value;
}

function keyOf([, word, double, single]: RegExpExecArray): string {
  if (word !== undefined && typeof wordValue(word) !== "string") throw odd;
  return word ?? double ?? single ?? "";
}
