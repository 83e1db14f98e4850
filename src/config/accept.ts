import { isRecord } from "../is-record.ts";
import type { Call, Draft, infer as Output } from "./draft.ts";

/** What no schema accepts. */
const refused = Symbol("refused");

/**
 * What a schema makes of a value, to the last key what zod makes of it; undefined where zod would find something wrong
 * with it.
 */
export function accept<D extends Draft>(schema: D, value: unknown): { data: Output<D> } | undefined {
  const data = take(schema as unknown as Call, value);
  return data === refused ? undefined : { data: data as Output<D> };
}

function take({ of, word, args }: Call, value: unknown): unknown {
  if (of === undefined) return takeFirst(word, args, value);
  const [first] = args;
  switch (word) {
    case "optional":
      return value === undefined ? undefined : take(of, value);
    case "default":
      return value === undefined ? copyOf(first) : take(of, value);
    case "prefault":
      return take(of, value === undefined ? copyOf(first) : value);
    default: {
      const taken = take(of, value);
      return taken !== refused && holds(word, first, taken) ? taken : refused;
    }
  }
}

/** Whether a value of the right kind keeps what a method of the schema says. */
function holds(word: string, first: unknown, value: unknown): boolean {
  switch (word) {
    case "describe":
      return true;
    case "min":
      return sizeOf(value) >= (first as number);
    case "max":
      return sizeOf(value) <= (first as number);
    case "gt":
      return (value as number) > (first as number);
    case "lt":
      return (value as number) < (first as number);
    case "regex":
      return (first as RegExp).test(value as string);
    case "refine":
      return (first as (value: unknown) => boolean)(value);
    case "superRefine": {
      let issues = 0;
      const addIssue = (): void => {
        issues++;
      };
      (first as (value: unknown, context: { addIssue(): void }) => void)(value, { addIssue });
      return issues === 0;
    }
    default:
      throw new Error(`no schema has the method "${word}"`);
  }
}

function sizeOf(value: unknown): number {
  return typeof value === "number" ? value : (value as string | unknown[]).length;
}

function takeFirst(word: string, [first, second]: readonly unknown[], value: unknown): unknown {
  switch (word) {
    case "string":
    case "boolean":
      return typeof value === word ? value : refused;
    case "number":
      return Number.isFinite(value) ? value : refused;
    case "int":
      return Number.isSafeInteger(value) ? value : refused;
    case "null":
      return value === null ? null : refused;
    case "unknown":
      return value;
    case "literal":
      return value === first ? value : refused;
    case "enum":
      return (first as unknown[]).includes(value) ? value : refused;
    case "union":
      return takeUnion(first as Call[], value);
    case "array":
      return takeArray(first as Call, value);
    case "record":
      return takeRecord(first as Call, second as Call, value);
    case "strictObject":
      return takeObject(first as Record<string, Call>, value);
    default:
      throw new Error(`there is no schema "${word}"`);
  }
}

function takeUnion(choices: readonly Call[], value: unknown): unknown {
  for (const each of choices) {
    const taken = take(each, value);
    if (taken !== refused) return taken;
  }
  return refused;
}

function takeArray(each: Call, value: unknown): unknown {
  if (!Array.isArray(value)) return refused;
  const taken = value.map((item) => take(each, item));
  return taken.includes(refused) ? refused : taken;
}

function takeRecord(key: Call, each: Call, value: unknown): unknown {
  if (!isRecord(value)) return refused;
  const record: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const taken = take(each, item);
    if (name === "__proto__" || take(key, name) === refused || taken === refused) return refused;
    record[name] = taken;
  }
  return record;
}

function takeObject(shape: Readonly<Record<string, Call>>, value: unknown): unknown {
  if (!isRecord(value)) return refused;
  for (const name of Object.keys(value)) if (!Object.hasOwn(shape, name)) return refused;
  const object: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(shape)) {
    const given = value[name];
    // Most keys of a check are not there.
    if (given === undefined && isOptional(each)) continue;
    const taken = take(each, given);
    if (taken === refused) return refused;
    if (taken !== undefined) object[name] = taken;
  }
  return object;
}

function isOptional({ of, word }: Call): boolean {
  return word === "optional" || (word === "describe" && of !== undefined && isOptional(of));
}

/** A default is no part of two values. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return isRecord(value) ? { ...value } : value;
}
