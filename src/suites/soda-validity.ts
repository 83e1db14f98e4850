import { numberOf } from "./drafts.ts";
import type { SodaThreshold } from "./soda-threshold.ts";
import { certainlyNot, isOneOf, quoteName } from "./sql.ts";
import { asMap, type Translation } from "./suite.ts";
import { isZeroOnly } from "./threshold.ts";

type Body = Readonly<Record<string, unknown>>;

/** Words of Soda that say which cells count as missing. */
export const missingWords = ["missing_values", "missing_format"] as const;

/** Words of Soda that say which cells are valid, each with our constraints and a SQL condition of what breaks it. */
export const validityWords: ReadonlyMap<string, (value: unknown) => Constraint | string> = new Map([
  ["valid_values", (given: unknown) => ofValues("enum", given, (is) => `NOT ${is}`)],
  ["invalid_values", (given: unknown) => ofValues("not_enum", given, (is) => is)],
  ["valid_format", (given: unknown) => ofPattern("pattern", given)],
  ["invalid_format", (given: unknown) => ofPattern("not_pattern", given)],
  ["valid_min", (given: unknown) => ofBound("min", given, "<")],
  ["valid_max", (given: unknown) => ofBound("max", given, ">")],
  ["valid_length", (given: unknown) => ofLength(["min_length", "max_length"], given, "<>")],
  ["valid_min_length", (given: unknown) => ofLength(["min_length"], given, "<")],
  ["valid_max_length", (given: unknown) => ofLength(["max_length"], given, ">")],
  ["valid_reference_data", (given: unknown) => ({ draft: { references: given } })],
]);

/** A condition on a column's cells: our constraint, and SQL where it can be one. */
interface Constraint {
  draft: Body;
  /** True for the cells that break it. */
  broken?: (column: string) => string | undefined;
}

/** Soda's `missing`: NULL, and what the contract adds to it. */
export function translateMissing(column: string, body: Body, threshold: SodaThreshold): Translation | string {
  const { missing_values: values, missing_format: format } = body;
  const pattern = format === undefined ? undefined : asMap(format)?.regex;
  if (isZeroOnly(threshold.levels, threshold.unit))
    return {
      drafts: [
        { column, required: true },
        ...(values === undefined ? [] : [{ column, not_enum: values }]),
        ...(format === undefined ? [] : [{ column, not_pattern: pattern }]),
      ],
    };
  if (format !== undefined) return "its missing_format beside a threshold is more than one check can count";
  if (values === undefined) return { drafts: [{ column, required: true }], threshold: counted(threshold) };
  const missing = missingCondition(column, body);
  if (missing === undefined) return "its missing_values are not all texts and numbers";
  return { drafts: [{ expression: certainlyNot(missing) }], threshold: counted(threshold) };
}

/** Soda's `invalid`: cells that are there and break one of the words. */
export function translateInvalid(column: string, body: Body, threshold: SodaThreshold): Translation | string {
  const constraints: Constraint[] = [];
  for (const [word, value] of Object.entries(body)) {
    const constraint = validityWords.get(word)?.(value);
    if (typeof constraint === "string") return constraint;
    if (constraint !== undefined) constraints.push(constraint);
  }
  if (constraints.length === 0) return "it says nothing of what is valid";
  const hasMissing = body.missing_values !== undefined;
  if (body.missing_format !== undefined) return "its column has a missing_format";
  const missing = missingCondition(column, body);
  if (missing === undefined) return "its missing_values are not all texts and numbers";
  const drafts = constraints.map(
    ({ draft }): Body => ({
      column,
      ...draft,
      ...(hasMissing ? { where: `NOT (${missing})` } : {}),
    }),
  );
  if (isZeroOnly(threshold.levels, threshold.unit)) return { drafts };
  if (drafts.length === 1 && !hasMissing) return { drafts, threshold: counted(threshold) };
  const broken = constraints.map((each) => each.broken?.(column));
  if (broken.includes(undefined))
    return "a regular expression or reference beside others and a threshold is more than one check can count";
  const invalid = broken.map((each) => `(${each})`).join(" OR ");
  return {
    drafts: [{ expression: `CASE WHEN ${missing} THEN TRUE WHEN ${invalid} THEN FALSE ELSE TRUE END` }],
    threshold: counted(threshold),
  };
}

/** Rows that break a check, or their share of all rows that are asked. */
export function counted({ levels, unit }: SodaThreshold): NonNullable<Translation["threshold"]> {
  return { measure: unit === "percent" ? "failed_percent" : "failed", levels };
}

function missingCondition(column: string, { missing_values: values }: Body): string | undefined {
  const isNull = `${quoteName(column)} IS NULL`;
  if (values === undefined) return isNull;
  const isListed = Array.isArray(values) ? isOneOf(column, values) : undefined;
  return isListed === undefined ? undefined : `${isNull} OR ${isListed}`;
}

function ofValues(key: string, given: unknown, broken: (isListed: string) => string): Constraint | string {
  if (!Array.isArray(given)) return "its values are no list";
  // NULL is never invalid, listed or not.
  const values = given.filter((each) => each !== null);
  return {
    draft: { [key]: values },
    broken: (column) => {
      const isListed = isOneOf(column, values);
      return isListed === undefined ? undefined : broken(isListed);
    },
  };
}

function ofPattern(key: string, given: unknown): Constraint {
  return { draft: { [key]: asMap(given)?.regex } };
}

function ofBound(key: string, given: unknown, operator: string): Constraint | string {
  const bound = numberOf(given);
  if (bound === undefined) return "its bound is no number";
  return { draft: { [key]: bound }, broken: (column) => `${quoteName(column)} ${operator} ${bound}` };
}

function ofLength(keys: readonly string[], given: unknown, operator: string): Constraint | string {
  const length = numberOf(given);
  if (length === undefined) return "its length is no number";
  const draft = Object.fromEntries(keys.map((key) => [key, length]));
  return { draft, broken: (column) => `length(${quoteName(column)}) ${operator} ${length}` };
}

/** A column's words where a check has none of its own. */
export function withColumnWords(body: Body, column: Body): Body {
  const groups = [[...missingWords], [...validityWords.keys()]];
  const inherited = groups.flatMap((words) =>
    words.some((word) => body[word] !== undefined)
      ? []
      : words.flatMap((word) => (column[word] === undefined ? [] : [[word, column[word]] as const])),
  );
  return { ...body, ...Object.fromEntries(inherited) };
}
