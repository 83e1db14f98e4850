import { areNames, uniqueWithMissing } from "./drafts.ts";
import { failedRowsQuery, metricQuery } from "./soda-query.ts";
import type { SodaThreshold } from "./soda-threshold.ts";
import { counted, translateInvalid, translateMissing } from "./soda-validity.ts";
import { certainlyNot, refuseSql } from "./sql.ts";
import type { Translation } from "./suite.ts";
import { type Interval, isZeroOnly, type Level } from "./threshold.ts";

type Body = Readonly<Record<string, unknown>>;

/** A kind of check of Soda. */
export interface SodaCheck {
  /** Its own keys, beside those that every check has. */
  keys: readonly string[];
  /** What is allowed where it has no threshold; undefined where it needs one. */
  usual: readonly Interval[] | undefined;
  /** Whether it stands at a column, at the dataset, or at either. */
  at: "column" | "dataset" | "both";
  translate(of: {
    body: Body;
    column: string;
    dataset: string;
    threshold: SodaThreshold;
  }): Translation | string;
}

const none: readonly Interval[] = [{ min: 0, max: 0 }];

/** The checks of a contract, by their names; `schema` is apart, as it is about the contract's columns. */
export const sodaChecks: ReadonlyMap<string, SodaCheck> = new Map<string, SodaCheck>([
  [
    "missing",
    {
      keys: [],
      usual: none,
      at: "column",
      translate: ({ body, column, threshold }) => translateMissing(column, body, threshold),
    },
  ],
  [
    "invalid",
    {
      keys: [],
      usual: none,
      at: "column",
      translate: ({ body, column, threshold }) => translateInvalid(column, body, threshold),
    },
  ],
  ["duplicate", { keys: ["columns"], usual: none, at: "both", translate: duplicate }],
  ["aggregate", { keys: ["function"], usual: undefined, at: "column", translate: aggregate }],
  [
    "row_count",
    {
      keys: [],
      usual: [{ above: 0 }],
      at: "dataset",
      translate: ({ threshold }) => ofNumber({ row_count: { min: 0 } }, threshold),
    },
  ],
  ["failed_rows", { keys: ["expression", "query"], usual: none, at: "both", translate: failedRows }],
  ["metric", { keys: ["expression", "query"], usual: undefined, at: "both", translate: metric }],
  ["freshness", { keys: ["column"], usual: undefined, at: "dataset", translate: freshness }],
]);

type Of = Parameters<SodaCheck["translate"]>[0];

function ofNumber(draft: Body, { levels }: Pick<SodaThreshold, "levels">): Translation {
  return { drafts: [draft], threshold: { measure: "measured", levels } };
}

/** Soda counts a value from the second time on, and takes rows without any value for equal. */
function duplicate({ body, column, threshold }: Of): Translation | string {
  const { levels, unit } = threshold;
  const repeats = { measure: unit === "percent" ? "repeats_percent" : "repeats", levels } as const;
  const isZero = isZeroOnly(levels, unit);
  if (column !== "")
    return isZero
      ? { drafts: [{ column, unique: true }] }
      : { drafts: [{ column, distinct: { min: 0 } }], threshold: repeats };
  const { columns } = body;
  if (!areNames(columns)) return "its columns are no list of names";
  if (!isZero)
    return columns.length === 1
      ? "its threshold counts missing values as repeats"
      : { drafts: [{ unique: columns }], threshold: repeats };
  return { drafts: uniqueWithMissing(columns) };
}

const statistics = new Map([
  ["avg", "mean"],
  ["sum", "sum"],
  ["min", "min_value"],
  ["max", "max_value"],
]);

/** A statistic of a column, bounded by the threshold alone. */
function statisticOf(column: unknown, constraint: string): Body {
  return { column, [constraint]: { min: -Number.MAX_VALUE } };
}

function aggregate({ body, column, threshold }: Of): Translation | string {
  const name = String(body.function).toLowerCase().replaceAll("_", "");
  const constraint = statistics.get(name);
  if (constraint !== undefined) return ofNumber(statisticOf(column, constraint), threshold);
  if (name !== "minlength" && name !== "maxlength") return `its function ${name} has no counterpart`;
  const [level, second] = threshold.levels;
  const draft = level === undefined || second !== undefined ? undefined : lengthBound(name, level);
  return draft === undefined
    ? `its threshold is more than a bound that every length holds`
    : { drafts: [{ column, ...draft, severity: level?.severity }] };
}

/** The least length has a lower bound where every length has it; the greatest likewise an upper one. */
function lengthBound(name: string, { allowed }: Level): Body | undefined {
  const [{ min, max, above, below } = {}, second] = allowed;
  if (second !== undefined) return undefined;
  if (name === "minlength" && max === undefined && below === undefined)
    return { min_length: min ?? Math.floor(above ?? 0) + 1 };
  if (name === "maxlength" && min === undefined && above === undefined)
    return { max_length: max ?? Math.ceil(below ?? 0) - 1 };
  return undefined;
}

/** Rows for which the expression is true have failed. */
function failedRows({ body, dataset, threshold }: Of): Translation | string {
  const { expression, query } = body;
  if (query !== undefined) return failedRowsQuery(query, dataset, threshold);
  const reason = refuseSql(expression);
  if (reason !== undefined) return reason;
  const isZero = isZeroOnly(threshold.levels, threshold.unit);
  return {
    drafts: [{ expression: isZero ? `NOT (${expression})` : certainlyNot(`(${expression})`) }],
    ...(isZero ? {} : { threshold: counted(threshold) }),
  };
}

const aggregations: [pattern: RegExp, draft: (column: string) => Body][] = [
  [/^count\( *\* *\)$/i, () => ({ row_count: { min: 0 } })],
  [/^count\( *distinct +(\w+|"[^"]+") *\)$/i, (column) => ({ column, distinct: { min: 0 } })],
  [/^(?:avg|mean)\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "mean")],
  [/^sum\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "sum")],
  [/^min\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "min_value")],
  [/^max\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "max_value")],
  [/^median\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "median")],
  [/^(?:stddev|stddev_samp)\( *(\w+|"[^"]+") *\)$/i, (column) => statisticOf(column, "std")],
];

function metric({ body, dataset, threshold }: Of): Translation | string {
  const { expression, query } = body;
  if (query !== undefined) return metricQuery(query, dataset, threshold);
  if (typeof expression !== "string") return "its expression is no text";
  for (const [pattern, draft] of aggregations) {
    const match = pattern.exec(expression.trim());
    if (match !== null) return ofNumber(draft((match[1] ?? "").replaceAll('"', "")), threshold);
  }
  return "its expression is more than one aggregate of one column";
}

function freshness({ body, threshold }: Of): Translation | string {
  const { levels, hours } = threshold;
  const scaled = levels.map((level) => ({
    ...level,
    allowed: level.allowed.map((interval) =>
      Object.fromEntries(Object.entries(interval).map(([key, bound]) => [key, bound * hours])),
    ),
  }));
  return {
    drafts: [{ column: body.column, max_age: "999999w" }],
    threshold: { measure: "hours", levels: scaled },
  };
}
