import { between, type DbtTest, holds, isListed, ofColumn, ofTable, rows } from "./dbt-test.ts";
import { areNames, percentageOf, uniqueWithMissing } from "./drafts.ts";
import { quoteName, refuseSql } from "./sql.ts";

/** The tests of dbt itself and of dbt_utils that have checks of the same meaning, by their full names. */
export const dbtTests: ReadonlyMap<string, DbtTest> = new Map<string, DbtTest>([
  ["not_null", ofColumn([], (_, column) => rows({ column, required: true }))],
  ["unique", ofColumn([], (_, column) => ({ drafts: [{ column, unique: true }] }))],
  ["relationships", ofColumn(["to", "field"], relationships)],
  [
    "dbt_utils.relationships_where",
    ofColumn(["to", "field", "from_condition", "to_condition"], relationships),
  ],
  ["accepted_values", ofColumn(["values", "quote"], (given, column) => listed("enum", given, column))],
  ["dbt_utils.equal_rowcount", ofTable(["compare_model"], (given, _, sets) => sameRows(given, sets))],
  [
    "dbt_utils.not_accepted_values",
    ofColumn(["values", "quote"], (given, column) => listed("not_enum", given, column)),
  ],
  ["dbt_utils.expression_is_true", ofTable(["expression", "column_name"], expressionIsTrue)],
  ["dbt_utils.accepted_range", ofColumn(["min_value", "max_value", "inclusive"], acceptedRange)],
  ["dbt_utils.not_null_proportion", ofColumn(["at_least", "at_most"], notNullProportion)],
  [
    "dbt_utils.unique_combination_of_columns",
    ofTable(["combination_of_columns", "quote_columns"], uniqueCombination),
  ],
  [
    "dbt_utils.not_constant",
    ofColumn([], (_, column) => ({
      draft: { column, distinct: { min: 0 } },
      allowed: [{ below: 1 }, { above: 1 }],
    })),
  ],
  ["dbt_utils.not_empty_string", ofColumn(["trim_whitespace"], notEmpty)],
  [
    "dbt_utils.at_least_one",
    ofColumn([], (_, column) => ({ draft: { column, distinct: { min: 0 } }, allowed: [{ min: 1 }] })),
  ],
  ["dbt_utils.recency", ofTable(["field", "datepart", "interval", "ignore_time_component"], recency)],
]);

type Translate = DbtTest["translate"];

function listed(
  key: "enum" | "not_enum",
  { values, quote }: Parameters<Translate>[0],
  column: string,
): ReturnType<Translate> {
  if (isListed(column, values, quote) === undefined)
    return "its values are not all texts, numbers or booleans";
  return { drafts: [{ column, [key]: values }] };
}

const target =
  /^\s*(?:ref\(\s*["']([\w-]+)["']\s*\)|source\(\s*["'][\w-]+["']\s*,\s*["']([\w-]+)["']\s*\))\s*$/;

const noSet = "it refers to a table that is none of data.sets";

/** `ref('zip')` or `source('shop', 'zip')` is the set of that name. */
function setOf(table: unknown, sets: readonly string[]): string | undefined {
  const [, model, source] = target.exec(String(table)) ?? [];
  return sets.find((name) => name === (model ?? source));
}

/** That another table has as many rows. */
export function sameRows(
  { compare_model: table }: Parameters<Translate>[0],
  sets: readonly string[],
): ReturnType<Translate> {
  const set = setOf(table, sets);
  return set === undefined ? noSet : { drafts: [{ row_count: { same_as: set } }] };
}

function relationships(
  given: Parameters<Translate>[0],
  column: string,
  sets: readonly string[],
): ReturnType<Translate> {
  const { to, field, from_condition: where, to_condition: there = "1=1" } = given;
  const set = setOf(to, sets);
  if (set === undefined) return noSet;
  if (String(there).replaceAll(" ", "") !== "1=1") return "it chooses rows of the other table";
  const refused = where === undefined ? undefined : refuseSql(where);
  if (refused !== undefined) return refused;
  return rows({ column, references: { set, column: field }, ...(where === undefined ? {} : { where }) });
}

/** At a column, the expression stands behind its name. */
function expressionIsTrue({ expression }: Parameters<Translate>[0], column: string): ReturnType<Translate> {
  if (typeof expression !== "string") return "its expression is no text";
  return holds(column === "" ? expression : `${quoteName(column)} ${expression}`);
}

function acceptedRange(given: Parameters<Translate>[0], column: string): ReturnType<Translate> {
  return between({ ...given, strictly: given.inclusive === false }, column, ["min", "max"]);
}

/** dbt says how many are there, `missing` how many are not. */
function notNullProportion(
  { at_least: min, at_most: max = 1 }: Parameters<Translate>[0],
  column: string,
): ReturnType<Translate> {
  if (typeof min !== "number" || typeof max !== "number") return "its bounds are no numbers";
  return rows({ column, missing: { min: percentageOf(1 - max), max: percentageOf(1 - min) } });
}

function uniqueCombination({
  combination_of_columns: columns,
}: Parameters<Translate>[0]): ReturnType<Translate> {
  return areNames(columns) ? { drafts: uniqueWithMissing(columns) } : "its columns are no list of names";
}

function notEmpty(
  { trim_whitespace: trims = true }: Parameters<Translate>[0],
  column: string,
): ReturnType<Translate> {
  return holds(`${trims === false ? quoteName(column) : `trim(${quoteName(column)})`} <> ''`);
}

const hours = new Map([
  ["minute", 1 / 60],
  ["hour", 1],
  ["day", 24],
  ["week", 168],
]);

/** Hours of a number of dbt's date parts; undefined for months and years, which are not of one length. */
export function hoursOf(datepart: unknown, interval: unknown): number | undefined {
  const length = hours.get(String(datepart));
  return length === undefined || typeof interval !== "number" ? undefined : length * interval;
}

function recency({
  field,
  datepart,
  interval,
  ignore_time_component: isDay,
}: Parameters<Translate>[0]): ReturnType<Translate> {
  const most = hoursOf(datepart, interval);
  if (most === undefined) return "its interval is none of minutes, hours, days and weeks";
  if (isDay === true) return "it leaves out the time of day";
  return { draft: { column: field, max_age: "999999w" }, allowed: [{ max: most }], measure: "hours" };
}
