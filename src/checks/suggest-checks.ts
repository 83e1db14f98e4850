import { counted, formatNumber, formatPercent } from "../number-format.ts";
import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";
import { findColumn, type Table } from "../tables/table.ts";
import type { Check, FormatName } from "./check.ts";
import { formats } from "./formats.ts";

/** More categories than this are not proposed as a closed list. */
const mostCategories = 12;
/** The share of the values that frequent categories must have to be proposed as what most values are. */
const fewestCovered = 0.9;
/** Cells that a share must be seen in to be proposed. */
const fewestSeen = 50;
/** Of the normal distribution: two-sided 95 %, as Deequ's suggestions use it. */
const normalQuantile = 1.96;
/** Words of names that say that a column identifies its rows. */
const identifierName =
  /(^|[^\p{L}])(ids?|uuid|guid|key|code|hash|sha\d*|sku|isbn|iban|vin|serial|number|no|nr|num|email)($|[^\p{L}])/iu;
/** So many texts that are all different are so on purpose. */
const fewestTexts = 1000;
/** Equal pairs that chance would make at least, where none there says something: e^-5 is under 1 %. */
const fewestPairs = 5;
/** Formats that no text has by chance. */
const tellingFormats = ["uuid", "email", "url", "ipv4", "ipv6"] as const satisfies readonly FormatName[];

/** A check that the data holds, and what was seen. */
export interface Suggestion {
  check: Check;
  /** Counts, and no values of the data. */
  evidence: string;
}

/**
 * Checks that the profiled data holds, by Deequ's rules (retain type and completeness, unique, not negative, categories
 * that are few), for a first configuration. With the table, also the formats of its texts. `refuted` are formats and
 * frequent categories that are known not to hold: `code.format`, `kind.enum`.
 */
export function suggest(
  profile: Profile,
  table?: Table,
  refuted: ReadonlySet<string> = new Set(),
): Suggestion[] {
  return [
    {
      check: { row_count: { min: Math.floor(profile.rows / 2) } },
      evidence: `${counted(profile.rows, "row")}; half of them, so that a file that was cut short is noticed`,
    },
    ...(profile.duplicate_rows === 0 && profile.rows > 1
      ? [{ check: { duplicate_rows: { max: 0 } }, evidence: "no row repeats another" }]
      : []),
    ...profile.columns
      .filter(({ role }) => role !== "empty")
      .flatMap((column) => [
        suggestColumn(column, refuted.has(`${column.name}.format`) ? undefined : table),
        ...(refuted.has(`${column.name}.enum`) ? [] : suggestMost(column)),
      ]),
  ];
}

/** The checks of `suggest`, without what was seen. */
export function suggestChecks(profile: Profile): Check[] {
  return suggest(profile).map(({ check }) => check);
}

function suggestColumn(column: ColumnProfile, table: Table | undefined): Suggestion {
  const parts = [
    suggestType(column),
    suggestCompleteness(column),
    suggestUnique(column),
    suggestSign(column),
    suggestCategories(column),
    ...(table === undefined ? [] : [suggestFormat(column, table)]),
  ].filter((each) => each !== undefined);
  return {
    check: Object.assign({ column: column.name }, ...parts.map(({ check }) => check)) as Check,
    evidence: parts.map(({ evidence }) => evidence).join("; "),
  };
}

function suggestType({ type, count, invalid }: ColumnProfile): Suggestion {
  const values = counted(count + invalid, "value");
  const misfits = invalid === 0 ? "" : `, but ${formatNumber(invalid)} ${invalid === 1 ? "is" : "are"} not`;
  return { check: { type }, evidence: `${values} of type ${type}${misfits}` };
}

/** Required where nothing is missing; else the upper end of the missing share's interval, in whole percent. */
function suggestCompleteness({ count, missing, invalid }: ColumnProfile): Suggestion | undefined {
  const cells = count + missing + invalid;
  if (missing === 0) return { check: { required: true }, evidence: "no cell is missing" };
  const share = missing / cells;
  const most = Math.ceil(100 * (share + normalQuantile * Math.sqrt((share * (1 - share)) / cells)));
  if (cells < fewestSeen || most >= 80) return undefined;
  return {
    check: { missing: { max: `${most}%` } },
    evidence: `${formatNumber(missing)} of ${formatNumber(cells)} cells are missing (${formatPercent(share)}; ${most}% is the end of the 95 % interval)`,
  };
}

function suggestUnique(column: ColumnProfile): Suggestion | undefined {
  const { role, why, count, name } = column;
  if (role !== "identifier" || count < fewestSeen) return undefined;
  if (!identifierName.test(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")) && mayDifferByChance(column))
    return undefined;
  return { check: { unique: true }, evidence: why };
}

/** Whether values that have nothing to do with each other might all be different in so few rows. */
function mayDifferByChance({ count, min, max }: ColumnProfile): boolean {
  if (typeof min !== "number" || typeof max !== "number") return count < fewestTexts;
  // Pairs of equal values among as many that are picked at random from the range.
  return (count * (count - 1)) / 2 / (max - min + 1) < fewestPairs;
}

function suggestSign({ negatives, min }: ColumnProfile): Suggestion | undefined {
  if (negatives !== 0 || typeof min !== "number") return undefined;
  return { check: { min: 0 }, evidence: "none is negative" };
}

/** The texts of a category, when the profile holds all of them. */
function suggestCategories(column: ColumnProfile): Suggestion | undefined {
  const { role, why, distinct, top_values: top } = column;
  if (role !== "category" || distinct > mostCategories || top.length !== distinct) return undefined;
  return { check: { enum: categoriesOf(column) }, evidence: why };
}

/** The frequent texts of a category that has rare ones too, as what most values are. */
function suggestMost(column: ColumnProfile): Suggestion[] {
  const { name, role, count, distinct, top_values: top } = column;
  const covered = top.reduce((sum, each) => sum + each.count, 0);
  const share = covered / count;
  const isMost = share >= fewestCovered && top.length < distinct && top.length <= mostCategories;
  if (role !== "category" || !isMost || count < fewestSeen) return [];
  const least = Math.floor(100 * (share - normalQuantile * Math.sqrt((share * (1 - share)) / count)));
  return [
    {
      check: { column: name, enum: categoriesOf(column), mostly: `${least}%` },
      evidence: `${counted(top.length, "text")} of ${formatNumber(distinct)} are ${formatPercent(share)} of ${counted(count, "value")}`,
    },
  ];
}

function suggestFormat({ name, type, distinct }: ColumnProfile, table: Table): Suggestion | undefined {
  const column = type === "text" ? findColumn(table, name) : undefined;
  if (column?.kind !== "text" || column.dictionary.length === 0) return undefined;
  const format = tellingFormats.find((each) => column.dictionary.every(formats[each]));
  if (format === undefined) return undefined;
  return {
    check: { format },
    evidence: `all ${counted(distinct, "different text")} have the format ${format}`,
  };
}

function categoriesOf({ top_values: top }: ColumnProfile): string[] {
  return top.map(({ value }) => String(value)).sort();
}
