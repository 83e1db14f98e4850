import { quoteName, quoteValue, refuseSql } from "./sql.ts";
import type { Drafts } from "./suite.ts";
import type { Interval, Measure } from "./threshold.ts";

/** A draft of a check. */
export type Draft = Drafts[number];

/** What a test is given; Jinja, unknown keys and nulls are gone before. */
export type Given = Readonly<Record<string, unknown>>;

/** What a test asks of the data. */
export type Asked =
  | {
      /** All must hold. */
      drafts: Drafts;
      /** One check that fails once for each of dbt's failures; undefined where dbt counts something else than rows. */
      counted?: Draft;
    }
  | {
      /** Measures a number; that it is not allowed is one failure. */
      draft: Draft;
      allowed: readonly Interval[];
      measure?: Measure;
    };

/** A generic test of dbt or of a package. */
export interface DbtTest {
  keys: readonly string[];
  /** Whether it is about one column: the one at which it stands, or its `column_name`. */
  isOfColumn: boolean;
  /** `column` is empty where it is about the table. A text says why there is no check of the same meaning. */
  translate(given: Given, column: string, sets: readonly string[]): Asked | string;
}

/** A test of a column. */
export function ofColumn(keys: readonly string[], translate: DbtTest["translate"]): DbtTest {
  return { keys, isOfColumn: true, translate };
}

/** A test of a table. */
export function ofTable(keys: readonly string[], translate: DbtTest["translate"]): DbtTest {
  return { keys, isOfColumn: false, translate };
}

/** One check, broken by the rows that dbt counts. */
export function rows(draft: Draft): Asked {
  return { drafts: [draft], counted: draft };
}

/** A SQL condition that every row holds; a text where it is not of our expressions. */
export function holds(condition: string): Asked | string {
  return refuseSql(condition) ?? rows({ expression: condition });
}

/** `min_value` and `max_value` of a row's number: checks where they are numbers, else SQL. */
export function between(
  { min_value: min, max_value: max, strictly }: Given,
  column: string,
  [low, high]: readonly [string, string],
  value: string = quoteName(column),
): Asked | string {
  const isStrict = strictly === true;
  if (min === undefined && max === undefined) return "it has neither min_value nor max_value";
  const condition = [
    ...(min === undefined ? [] : [`${value} ${isStrict ? ">" : ">="} ${min}`]),
    ...(max === undefined ? [] : [`${value} ${isStrict ? "<" : "<="} ${max}`]),
  ].join(" AND ");
  const asRow = holds(condition);
  const isPlain = [min, max].every((each) => each === undefined || typeof each === "number");
  if (!isPlain || column === "" || (isStrict && low === "min_length")) return asRow;
  return {
    drafts: [
      ...(min === undefined ? [] : [{ column, [isStrict ? `exclusive_${low}` : low]: min }]),
      ...(max === undefined ? [] : [{ column, [isStrict ? `exclusive_${high}` : high]: max }]),
    ],
    counted: { expression: condition },
  };
}

/** `min_value` and `max_value` of a number of the whole table or column. */
export function measured(draft: Draft, { min_value: min, max_value: max, strictly }: Given): Asked | string {
  const bounds = [min, max].filter((each) => each !== undefined);
  if (bounds.length === 0 || bounds.some((each) => typeof each !== "number"))
    return "its bounds are no numbers";
  const [low, high] = strictly === true ? (["above", "below"] as const) : (["min", "max"] as const);
  return {
    draft,
    allowed: [
      {
        ...(typeof min === "number" ? { [low]: min } : {}),
        ...(typeof max === "number" ? { [high]: max } : {}),
      },
    ],
  };
}

/** `column IN (…)` of a list that dbt writes with quotes or without. */
export function isListed(column: string, values: unknown, isQuoted: unknown): string | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const isPlain = (each: unknown): each is string | number | boolean =>
    typeof each === "number" || typeof each === "boolean" || (typeof each === "string" && isQuoted !== false);
  return values.every(isPlain) ? `${quoteName(column)} IN (${values.map(quoteValue).join(", ")})` : undefined;
}
