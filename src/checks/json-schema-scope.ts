/** Whether a value holds a schema. Throws `TooManySteps` where that takes too long. */
export type SchemaTest = (value: unknown, steps: Steps) => boolean;

/** What is left to spend on one value: schemas can refer to themselves in ways that never end. */
export interface Steps {
  left: number;
}

/** A schema as an object. */
export type SchemaObject = Readonly<Record<string, unknown>>;

/** What a keyword's test is made with. */
export interface SchemaScope {
  root: unknown;
  /** Drafts before 2019-09: `$ref` hides what stands beside it, and `items` may be a list. */
  isOld: boolean;
  compile(schema: unknown): SchemaTest;
  compilePattern(pattern: unknown): (text: string) => boolean;
  refuse(reason: string): never;
}

/** Thrown for a value on which a schema takes more steps than it may. */
export class TooManySteps extends Error {}

/** Whether a value has keys. */
export function isObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
