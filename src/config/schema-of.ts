import "./jitless.ts";

import * as z from "zod";
import { Call, type Draft } from "./draft.ts";

/** By name, so that the bundle holds no more of zod than these. */
const first = {
  array: z.array,
  boolean: z.boolean,
  enum: z.enum,
  int: z.int,
  literal: z.literal,
  null: z.null,
  number: z.number,
  record: z.record,
  strictObject: z.strictObject,
  string: z.string,
  union: z.union,
  unknown: z.unknown,
};

const made = new WeakMap<Call, z.ZodType>();

/** The schema of zod that a draft describes, made at the first call. */
export function schemaOf<T extends z.ZodType>(draft: Draft<T>): T {
  return make(draft as unknown as Call) as T;
}

function make(call: Call): z.ZodType {
  const known = made.get(call);
  if (known !== undefined) return known;
  const host = (call.of === undefined ? first : make(call.of)) as unknown as Record<
    string,
    (...args: unknown[]) => z.ZodType
  >;
  const schema = host[call.word]!(...call.args.map(makeIn));
  made.set(call, schema);
  return schema;
}

/** An argument with the schemas in it made. */
function makeIn(value: unknown): unknown {
  if (value instanceof Call) return make(value);
  if (Array.isArray(value)) return value.map(makeIn);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, makeIn(each)]));
}
