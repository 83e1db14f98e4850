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
import * as z from "zod";
import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type Config, configSchema } from "./config.ts";
import { findInScalar } from "./find-in-scalar.ts";

/** A configuration and where each part of it stands in its file. */
export interface ParsedConfig {
  config: Config;
  /**
   * Place of a key or value, for example `["checks", 0, "min"]`; of the nearest part that is there. With `offset`,
   * that of the text's character, where it stands in the file as it is.
   */
  place(path: readonly PropertyKey[], offset?: number): Place;
}

/** Parses the text of an `mlops.yml`. Throws one UserError that names every problem with line and column. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const { value, place } = parseYaml(text, file);
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new UserError(`Cannot read "${file}": expected keys and values such as "version: 1"`, {
      file,
      line: 1,
    });
  const result = configSchema.safeParse(value);
  if (result.success) return { config: result.data, place };
  throw problems(result.error.issues, file, place);
}

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

function problems(
  issues: readonly z.core.$ZodIssue[],
  file: string,
  place: ParsedConfig["place"],
): UserError {
  const texts = issues
    .flatMap((issue) => describe(issue))
    .map(({ text, path }) => ({ text, place: place(path) }));
  const [first, ...others] = texts;
  if (!first) return new UserError(`Cannot read "${file}"`);
  const line = (at: Place): string => (at.line === undefined ? "" : ` at line ${at.line}`);
  // The nearest known key comes after the line: `unknown key "x" at line 3, did you mean "y"`.
  const sentence = ({ text, place: at }: (typeof texts)[number]): string =>
    text.replace(/(, did you mean .*)?$/, (suffix) => line(at) + suffix);
  return new UserError(`Cannot read "${file}": ${sentence(first)}`, {
    ...first.place,
    hint: others.length === 0 ? undefined : `Also: ${others.map(sentence).join("; ")}`,
  });
}

function describe(issue: z.core.$ZodIssue): { text: string; path: PropertyKey[] }[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      text: `unknown key "${key}"${didYouMean(key, knownKeys(issue.path))}`,
      path: [...issue.path, key],
    }));
  const where = issue.path.length === 0 ? "" : `"${issue.path.map(String).join(".")}": `;
  if (issue.code === "invalid_union") {
    const kinds = issue.errors
      .flat()
      .filter((each) => each.code === "invalid_type")
      .map((each) => each.expected);
    if (kinds.length > 1)
      return [{ text: `${where}expected ${[...new Set(kinds)].join(" or ")}`, path: issue.path }];
    const inner = issue.errors.flat().find((each) => each.path.length > 0 || each.code !== "invalid_type");
    if (inner) return describe({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue);
  }
  const text = issue.message
    .replace(/^Invalid (input|option): /, "")
    .replace(/^expected int\b/, "expected a whole number")
    .replace(/^expected record\b/, "expected keys and values");
  return [{ text: where + text.charAt(0).toLowerCase() + text.slice(1), path: issue.path }];
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
}

/** Keys that the schema knows at a path, through arrays and unions. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let schemas = [z.toJSONSchema(configSchema, { io: "input" }) as JsonSchema];
  const branches = (schema: JsonSchema): JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(branches)];
  for (const key of path) {
    schemas = schemas.flatMap(branches).flatMap((schema) => {
      const next = typeof key === "number" ? schema.items : schema.properties?.[String(key)];
      return next ? [next] : [];
    });
  }
  return schemas.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
}
