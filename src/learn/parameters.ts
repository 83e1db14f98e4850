import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";

/** Numbers by the names of classes or features. */
export type NamedNumbers = Readonly<Record<string, number>>;

/** A value of `train.params`. */
export type ParamValue = number | string | boolean | null | NamedNumbers;

/** Parameters by name, as a configuration gives them and a manifest keeps them. */
export type Params = Record<string, ParamValue>;

/** What a parameter may be. */
export interface Parameter {
  accepts(value: unknown): boolean;
  /** For messages: `a whole number from 1`. */
  expected: string;
}

/** What an engine takes. */
export interface ParameterTable {
  /** Of the engine, with its article, for messages: `a random forest`. */
  engine: string;
  parameters: Readonly<Record<string, Parameter>>;
  /** Other names of parameters, as the engine's own library knows them. */
  aliases?: Readonly<Record<string, string>>;
  /** Parameters of the library that are set elsewhere or do not exist here: what to do instead. */
  elsewhere?: Readonly<Record<string, string>>;
}

/** A whole number from `least` on. */
export const count = (least: number): Parameter => ({
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= 0x7fffffff,
  expected: `a whole number from ${least}`,
});

/** A number from `least` to `most`; `above` leaves out the least itself. */
export const number = (least: number, most: number = Infinity, { above = false } = {}): Parameter => ({
  accepts: (value) =>
    typeof value === "number" &&
    Number.isFinite(value) &&
    (above ? value > least : value >= least) &&
    value <= most,
  expected: `a number ${above ? "above" : "from"} ${least}${most === Infinity ? "" : ` to ${most}`}`,
});

/** A whole number from `least` on, or a share below 1 of the `whole` (`rows`, `features`). */
export const countOrShare = (least: number, whole: string): Parameter => ({
  accepts: (value) => count(least).accepts(value) || (typeof value === "number" && value > 0 && value < 1),
  expected: `a whole number from ${least}, or a share of the ${whole} below 1`,
});

/** One of a few values. */
export const oneOf = (...allowed: readonly ParamValue[]): Parameter => ({
  accepts: (value) => allowed.includes(value as ParamValue),
  expected: allowed.map((each) => (typeof each === "string" ? `"${each}"` : String(each))).join(" or "),
});

/** A number from `least` to `most` for some names, of which there is at least one. */
export const namedNumbers = (least: number, most: number, expected: string): Parameter => ({
  accepts: (value) =>
    isNamed(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((each) => number(least, most).accepts(each)),
  expected,
});

/** Whether a value of a parameter is numbers by names. */
export function isNamed(value: unknown): value is NamedNumbers {
  return typeof value === "object" && value !== null;
}

/** A value as reports show it. */
export function showParam(value: ParamValue): number | string | boolean {
  if (value === null) return "null";
  if (!isNamed(value)) return value;
  return Object.entries(value)
    .map(([name, each]) => `${name}: ${each}`)
    .join(", ");
}

/** What any of several accepts. */
export const either = (...choices: readonly Parameter[]): Parameter => ({
  accepts: (value) => choices.some((choice) => choice.accepts(value)),
  expected: choices.map((choice) => choice.expected).join(", or "),
});

/**
 * The given parameters under their own names. Throws UserError naming key and value, at the place that `place` has
 * for the key: for an unknown name, a value that is not accepted, and two names of one parameter that disagree.
 */
export function readParams(
  { engine, parameters, aliases = {}, elsewhere = {} }: ParameterTable,
  params: Readonly<Params>,
  place: (name: string) => Place = () => ({}),
): Params {
  const read = new Map<string, { given: string; value: ParamValue }>();
  for (const [given, value] of Object.entries(params)) {
    const name = Object.hasOwn(aliases, given) ? aliases[given]! : given;
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined) {
      const known = Object.keys(parameters);
      const hint = Object.hasOwn(elsewhere, given)
        ? elsewhere[given]
        : `The parameters are ${known.join(", ")}`;
      throw new UserError(
        `Cannot train ${engine}: unknown parameter "${given}"${didYouMean(given, [...known, ...Object.keys(aliases)])}`,
        { ...place(given), hint },
      );
    }
    if (!parameter.accepts(value))
      throw new UserError(
        `Cannot train ${engine}: "${given}" is ${typeof value === "number" ? value : JSON.stringify(value)}, expected ${parameter.expected}`,
        place(given),
      );
    const other = read.get(name);
    if (other !== undefined && JSON.stringify(other.value) !== JSON.stringify(value))
      throw new UserError(
        `Cannot train ${engine}: "${other.given}" and "${given}" are names of one parameter and disagree`,
        { ...place(given), hint: `Keep one of them, best "${name}"` },
      );
    read.set(name, { given, value });
  }
  return Object.fromEntries([...read].map(([name, { value }]) => [name, value]));
}
