import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import { type Place, UserError } from "../errors.ts";
import { findInScalar } from "./find-in-scalar.ts";
import type { ParsedConfig } from "./parse-config.ts";

/**
 * Parses YAML 1.2 (core schema; no custom tags, no merge keys, few aliases). Throws UserError with the place of
 * a syntax error.
 */
export function parseYaml(text: string, file: string): { value: unknown; place: ParsedConfig["place"] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: "core",
    merge: false,
    uniqueKeys: true,
    strict: true,
    logLevel: "error",
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    const { what, hint } = describeSyntax(error);
    throw new UserError(`Cannot read "${file}": ${what} at line ${line}`, { file, line, column: col, hint });
  }
  refusePrototype(document, lines, file);
  const place: ParsedConfig["place"] = (path, offset) => {
    const node = offset === undefined ? undefined : document.getIn(path, true);
    const found = isScalar(node) ? findInScalar(text, node, offset ?? 0) : undefined;
    if (found === undefined) return placeOf(document, lines, file, path);
    const { line, col } = lines.linePos(found);
    return { file, line, column: col };
  };
  try {
    return { value: document.toJS({ maxAliasCount: 20 }), place };
  } catch (cause) {
    throw new UserError(`Cannot read "${file}": it uses more YAML aliases than allowed`, {
      file,
      ...firstAlias(document, lines),
      hint: "Write the repeated parts out",
      cause,
    });
  }
}

function describeSyntax(error: YAMLError): { what: string; hint?: string } {
  if (error.code === "MULTIPLE_DOCS")
    return { what: "it holds more than one document", hint: 'Remove the line "---" between them' };
  if (error.message.startsWith("Maximum call stack"))
    return { what: "it is nested too deeply", hint: "Check the brackets" };
  return { what: error.message.replace(/( at line \d+, column \d+:?)?(\n[\s\S]*)?$/, "") };
}

/** `__proto__` is no key: the schemas would drop it without a word. */
function refusePrototype(document: Document, lines: LineCounter, file: string): void {
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== "__proto__") return;
      const { line, col } = lines.linePos(key.range?.[0] ?? 0);
      throw new UserError(`Cannot read "${file}": "__proto__" cannot be a key at line ${line}`, {
        file,
        line,
        column: col,
        hint: "Give it another name",
      });
    },
  });
}

function firstAlias(document: Document, lines: LineCounter): Place {
  let place: Place = {};
  visit(document, {
    Alias(_, node) {
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      place = { line, column: col };
      return visit.BREAK;
    },
  });
  return place;
}

function placeOf(document: Document, lines: LineCounter, file: string, path: readonly PropertyKey[]): Place {
  for (let length = path.length; length >= 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset === undefined) continue;
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  }
  return { file, line: 1 };
}

/** Offset of a map entry's key, else of the node itself. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const key = path.at(-1);
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
    );
    if (isNode(pair?.key)) return pair.key.range?.[0];
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
