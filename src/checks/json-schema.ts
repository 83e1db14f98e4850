import { type Place, UserError } from "../errors.ts";
import { keywords } from "./json-schema-keywords.ts";
import {
  isObject,
  type SchemaObject,
  type SchemaScope,
  type SchemaTest,
  TooManySteps,
} from "./json-schema-scope.ts";

/** Words that say nothing of whether a value holds. `format` is one, as the standard and Python's jsonschema have it. */
const annotations = new Set([
  ...[
    "$schema",
    "$id",
    "id",
    "$comment",
    "$anchor",
    "$defs",
    "definitions",
    "title",
    "description",
    "default",
  ],
  ...["examples", "deprecated", "readOnly", "writeOnly", "format", "contentEncoding", "contentMediaType"],
  ...["contentSchema", "then", "else", "minContains", "maxContains"],
]);
const mostSteps = 1_000_000;

/**
 * The test that a text is JSON of a schema (JSON Schema 2020-12, or draft-07 and -06 where `$schema` says so). A keyword
 * that is not known is refused, never left out; so are references to other files. Patterns run in linear time, and a
 * value may take a million steps. Throws UserError at the place.
 */
export function jsonSchemaTest(
  schema: unknown,
  patternTest: (pattern: string) => (text: string) => boolean,
  place: Place,
): (text: string) => boolean {
  const refuse = (reason: string): never => {
    throw new UserError(`Cannot check json_schema: ${reason}`, place);
  };
  const compiled = new Map<unknown, SchemaTest>();
  const dialect = isObject(schema) ? schema.$schema : undefined;
  const scope: SchemaScope = {
    root: schema,
    isOld: typeof dialect === "string" && /draft-0\d/.test(dialect),
    compile(each) {
      const known = compiled.get(each);
      if (known !== undefined) return known;
      // A schema that refers to itself finds this one while it is made.
      let test: SchemaTest | undefined;
      const late: SchemaTest = (value, steps) => test?.(value, steps) ?? false;
      if (isObject(each)) compiled.set(each, late);
      test = compileOne(each, scope);
      return late;
    },
    compilePattern: (pattern) =>
      typeof pattern === "string" ? patternTest(pattern) : refuse("a pattern is no text"),
    refuse,
  };
  const test = compileWhole(schema, scope);
  return (text) => {
    try {
      return test(JSON.parse(text), { left: mostSteps });
    } catch (error) {
      if (error instanceof TooManySteps) return refuse("a value takes more than a million steps");
      // No JSON, or nested deeper than can be followed.
      if (error instanceof SyntaxError || error instanceof RangeError) return false;
      throw error;
    }
  };
}

/** Schemas that hold themselves, as aliases of YAML can, never end. */
function compileWhole(schema: unknown, scope: SchemaScope): SchemaTest {
  try {
    return scope.compile(schema);
  } catch (error) {
    if (error instanceof RangeError) return scope.refuse("it is nested too deep");
    throw error;
  }
}

function compileOne(schema: unknown, scope: SchemaScope): SchemaTest {
  if (typeof schema === "boolean") return () => schema;
  if (!isObject(schema)) return scope.refuse("a schema is neither a map nor true or false");
  if ((schema.$id !== undefined || schema.id !== undefined) && schema !== scope.root && isAddressed(schema))
    return scope.refuse("$id within a schema is not supported");
  const tests: SchemaTest[] = [];
  const isHidden = scope.isOld && schema.$ref !== undefined;
  for (const name of isHidden ? ["$ref"] : Object.keys(schema)) {
    if (annotations.has(name) || name.startsWith("x-")) continue;
    const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
    if (keyword === undefined) return scope.refuse(`the keyword "${name}" is not supported`);
    tests.push(keyword(schema[name], schema, scope));
  }
  return (value, steps) => {
    steps.left -= 1 + tests.length;
    if (steps.left < 0) throw new TooManySteps();
    return tests.every((test) => test(value, steps));
  };
}

/** `id` was the word of draft-04; in later schemas it is a property as any other. */
function isAddressed({ $id }: SchemaObject): boolean {
  return typeof $id === "string" && !$id.startsWith("#");
}
