import { UserError } from "./errors.ts";

/** How a value is written on the command line and described in documentation. */
export type InputKind = "text" | "flag" | "number" | "choice" | "list" | "path" | "secret";

/** One input: how it is described, and how its text becomes a value. GitHub gives `""` for what is not set. */
export interface Input<T> {
  kind: InputKind;
  description: string;
  /** Its default as text, shown in action.yml; undefined when there is none. */
  defaultText: string | undefined;
  isRequired: boolean;
  choices: readonly string[] | undefined;
  /** Throws UserError that names the input, the value and what is allowed. */
  parse(text: string | undefined, name: string): T;
}

/** An input as it is declared: optional until it is given a default or required. */
export interface OptionalInput<T> extends Input<T | undefined> {
  /** The value where none is given, as text that parses. */
  default(text: string): Input<T>;
  /** A GitHub expression as the default in action.yml; elsewhere there is none. */
  expression(text: `\${{ ${string} }}`): Input<T | undefined>;
  required(): Input<T>;
}

/** The declared inputs of an action, by name. */
export type Inputs = Record<string, Input<unknown>>;
/** What the inputs are once parsed. */
export type InputValues<I extends Inputs> = { [name in keyof I]: I[name] extends Input<infer T> ? T : never };

/** Any text, as it is. */
export function text(description: string): OptionalInput<string> {
  return declare({ kind: "text", description }, (value) => value);
}

/** Exactly YAML 1.2's core spellings of true and false. */
export function flag(description: string): OptionalInput<boolean> {
  return declare({ kind: "flag", description }, (value, name) => {
    if (/^(true|True|TRUE)$/.test(value)) return true;
    if (/^(false|False|FALSE)$/.test(value)) return false;
    throw badInput(name, value, 'expected "true" or "false"');
  });
}

/** A finite number. */
export function number(
  description: string,
  range: { min?: number; max?: number; integer?: boolean } = {},
): OptionalInput<number> {
  const { min = -Infinity, max = Infinity, integer = false } = range;
  return declare({ kind: "number", description }, (value, name) => {
    const parsed = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (!Number.isFinite(parsed) || (integer && !Number.isInteger(parsed)))
      throw badInput(name, value, integer ? "expected an integer" : "expected a number");
    if (parsed < min || parsed > max) throw badInput(name, value, `expected a number from ${min} to ${max}`);
    return parsed;
  });
}

/** One of the given words. */
export function choice<const T extends string>(description: string, choices: readonly T[]): OptionalInput<T> {
  return declare({ kind: "choice", description, choices }, (value, name) => {
    const found = choices.find((each) => each === value);
    if (found === undefined)
      throw badInput(name, value, `expected ${choices.map((each) => `"${each}"`).join(", ")}`);
    return found;
  });
}

/** Values one a line or separated by commas; empty ones are dropped. */
export function list(description: string): OptionalInput<string[]> {
  return declare({ kind: "list", description }, (value) =>
    value
      .split(/[\n,]/)
      .map((each) => each.trim())
      .filter((each) => each !== ""),
  );
}

/** A path, relative to the working directory. */
export function path(description: string): OptionalInput<string> {
  return declare({ kind: "path", description }, (value, name) => {
    if (value.includes("\0")) throw badInput(name, value, "a path cannot hold a NUL character");
    return value;
  });
}

/** A token or password; the runner masks it before anything else happens. */
export function secret(description: string): OptionalInput<string> {
  return declare({ kind: "secret", description }, (value) => value);
}

function declare<T>(
  about: { kind: InputKind; description: string; choices?: readonly string[] },
  parseText: (value: string, name: string) => T,
): OptionalInput<T> {
  const base = { choices: undefined, ...about };
  const parse = (value: string | undefined, name: string): T | undefined => {
    const trimmed = value?.trim();
    return trimmed === undefined || trimmed === "" ? undefined : parseText(trimmed, name);
  };
  return {
    ...base,
    defaultText: undefined,
    isRequired: false,
    parse,
    default: (defaultText) => ({
      ...base,
      defaultText,
      isRequired: false,
      parse: (value, name) => parse(value, name) ?? parseText(defaultText, name),
    }),
    expression: (defaultText) => ({ ...base, defaultText, isRequired: false, parse }),
    required: () => ({
      ...base,
      defaultText: undefined,
      isRequired: true,
      parse: (value, name) => {
        const parsed = parse(value, name);
        if (parsed === undefined) throw new UserError(`Cannot run: input "${name}" is required and not set`);
        return parsed;
      },
    }),
  };
}

function badInput(name: string, value: string, expected: string): UserError {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return new UserError(`Cannot use input "${name}": ${expected}, not "${shown}"`);
}
