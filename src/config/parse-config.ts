import * as z from "zod";
import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type Config, configSchema } from "./config.ts";
import { parseYaml } from "./parse-yaml.ts";
import { schemaOf } from "./schema-of.ts";

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
  const result = schemaOf(configSchema).safeParse(value);
  if (result.success) return { config: result.data, place };
  throw problems(result.error.issues, file, place);
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
  let schemas = [z.toJSONSchema(schemaOf(configSchema), { io: "input" }) as JsonSchema];
  const branches = (schema: JsonSchema): JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(branches)];
  for (const key of path) {
    schemas = schemas.flatMap(branches).flatMap((schema) => {
      const next = typeof key === "number" ? schema.items : schema.properties?.[String(key)];
      return next ? [next] : [];
    });
  }
  return schemas.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
}
