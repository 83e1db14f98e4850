import type * as zod from "zod";

/*
 * Schemas in zod's words that are written down and not made: making them takes zod longer than all else that a small
 * check does. `accept` takes what is right without zod; what is wrong is for zod to explain (`schemaOf`).
 */

/** A schema by the calls that make it: the last one, and the schema that it is a method of. */
export class Call {
  readonly of: Call | undefined;
  readonly word: string;
  readonly args: readonly unknown[];
  constructor(of: Call | undefined, word: string, args: readonly unknown[]) {
    this.of = of;
    this.word = word;
    this.args = args;
  }
  /** The schemas of an object's keys. */
  get shape(): unknown {
    return this.of === undefined ? this.args[0] : this.of.shape;
  }
}

/** The methods of zod that the configuration needs. */
for (const word of [
  "optional",
  "default",
  "prefault",
  "describe",
  "refine",
  "superRefine",
  "min",
  "max",
  "gt",
  "lt",
  "regex",
])
  Object.defineProperty(Call.prototype, word, {
    value(this: Call, ...args: unknown[]) {
      return new Call(this, word, args);
    },
  });

/** What zod would make of a schema that is written down is `T`. */
export interface Draft<T extends zod.ZodType = zod.ZodType> {
  /** Exists for the compiler alone. */
  readonly made?: T;
  optional(): Draft<zod.ZodOptional<T>>;
  default(value: zod.util.NoUndefined<zod.output<T>>): Draft<zod.ZodDefault<T>>;
  /** What stands in for nothing is parsed as well. */
  prefault(value: zod.input<T>): Draft<zod.ZodPrefault<T>>;
  describe(text: string): this;
  refine(holds: (value: zod.output<T>) => boolean, problem: { error: string; path?: PropertyKey[] }): this;
  superRefine(judge: (value: zod.output<T>, context: Refinement) => void): this;
}

/** Where a refinement says what is wrong. */
export type Refinement = Pick<zod.core.$RefinementCtx, "addIssue">;

interface StringDraft extends Draft<zod.ZodString> {
  min(length: number): this;
  max(length: number): this;
  regex(pattern: RegExp, problem: string | { error: string }): this;
}

interface NumberDraft<T extends zod.ZodType<number> = zod.ZodNumber> extends Draft<T> {
  min(value: number): this;
  max(value: number): this;
  gt(value: number): this;
  lt(value: number): this;
}

interface ArrayDraft<T extends zod.ZodType> extends Draft<zod.ZodArray<T>> {
  min(length: number): this;
  max(length: number): this;
}

type Drafts = Readonly<Record<string, Draft>>;
type MadeOf<D> = D extends Draft<infer T> ? T : never;
type MadeOfAll<S> = { -readonly [K in keyof S]: MadeOf<S[K]> };

interface ObjectDraft<S extends Drafts> extends Draft<zod.ZodObject<MadeOfAll<S>, zod.core.$strict>> {
  readonly shape: S;
}

/** The values that a schema gives. */
type Output<D extends Draft> = zod.output<MadeOf<D>>;

function call<D>(word: string, ...args: readonly unknown[]): D {
  return new Call(undefined, word, args) as D;
}

/** A text. */
export const string = (): StringDraft => call("string");
/** A finite number. */
export const number = (): NumberDraft => call("number");
/** A whole number that float64 holds exactly. */
export const int = (): NumberDraft<zod.ZodInt> => call("int");
/** True or false. */
export const boolean = (): Draft<zod.ZodBoolean> => call("boolean");
/** Anything. */
export const unknown = (): Draft<zod.ZodUnknown> => call("unknown");
/** That value alone. */
export const literal = <const V extends string | number>(value: V): Draft<zod.ZodLiteral<V>> =>
  call("literal", value);
/** A list of such values. */
export const array = <D extends Draft>(each: D): ArrayDraft<MadeOf<D>> => call("array", each);
/** What one of the schemas takes: the first that does. */
export const union = <const A extends readonly Draft[]>(
  choices: A,
  problem?: { error: string },
): Draft<zod.ZodUnion<{ -readonly [K in keyof A]: MadeOf<A[K]> }>> => call("union", choices, problem);
/** A map of any keys to such values. */
export const record = <K extends StringDraft, V extends Draft>(
  key: K,
  value: V,
): Draft<zod.ZodRecord<zod.ZodString, MadeOf<V>>> => call("record", key, value);
/** A map of these keys and no others. */
export const strictObject = <const S extends Drafts>(shape: S): ObjectDraft<S> => call("strictObject", shape);
const nothing = (): Draft<zod.ZodNull> => call("null");
const oneOf = <const V extends readonly string[]>(
  values: V,
): Draft<zod.ZodEnum<zod.util.ToEnum<V[number]>>> => call("enum", values);

export { nothing as null, type Output as infer, oneOf as enum };
