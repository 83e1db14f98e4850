import { sampleRows } from "../checks/sample-rows.ts";
import { type Categories, correlationRatio } from "../statistics/association.ts";
import { type Centred, pearson } from "../statistics/pearson.ts";
import { averageRanks, type RankedCodes } from "../statistics/ranks.ts";
import type { Column, NumericColumn, Table } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { isWorthKernel, type OpenColumnKernel } from "./column-kernel.ts";
import { kernelPairs } from "./kernel-pairs.ts";
import { type PairLoops, plainPairs } from "./pair-loops.ts";
import type { ColumnProfile, Profile } from "./profile-schema.ts";

/** What the profile says of pairs of columns. */
export type Correlations = NonNullable<Profile["correlations"]>;
type Pair = Correlations["pairs"][number];

const mostRows = 100_000;
/** Columns of numbers, and of categories, that are compared: the first ones. */
const mostColumns = 20;
/** Categories with more values say little of each. */
const mostCategories = 100;

interface Numbers {
  name: string;
  values: Float64Array;
  codes: RankedCodes;
  /** The values and their average ranks, where none is missing. */
  complete: { values: Centred; ranks: Centred } | undefined;
}

type NamedCategories = Categories & { name: string; isComplete: boolean };

/**
 * How each pair of columns goes together, where both have values: Pearson's r and Spearman's ρ of numbers, Cramér's V
 * (bias-corrected) of categories and booleans, the correlation ratio η of numbers and categories. All are exact up to
 * 100,000 rows; above, they are those of a sample that is always the same. Identifiers, constants, texts and personal
 * data are left out.
 */
export function correlateColumns(table: Table, profile: Profile, open?: OpenColumnKernel): Correlations {
  const rows = table.rows > mostRows ? sampleRows(table.rows, mostRows) : undefined;
  const kinds = table.columns.map((_, place) => kindOf(profile.columns[place]));
  const countOf = (kind: string): number =>
    Math.min(mostColumns, kinds.filter((each) => each === kind).length);
  const compared = rows?.length ?? table.rows;
  const loops =
    open === undefined || !isWorthKernel(compared)
      ? plainPairs
      : kernelPairs(open, {
          rows: compared,
          numbers: countOf("number"),
          categories: countOf("category"),
          values: mostCategories,
        });
  const numbers: Numbers[] = [];
  const categories: NamedCategories[] = [];
  let others = 0;
  for (const [place, column] of table.columns.entries()) {
    const known = profile.columns[place];
    const kind = kinds[place];
    if (known === undefined || kind === undefined) continue;
    if ((kind === "number" ? numbers : categories).length === mostColumns) others++;
    else if (column.kind === "text" || kind === "category")
      categories.push(categoriesOf(column, known, rows));
    else numbers.push(numbersOf(column, known, rows, loops));
  }
  const pairs = [
    ...pairsOf(numbers).map(
      ([a, b]): Pair => ({ columns: [a.name, b.name], ...correlateNumbers(a, b, loops) }),
    ),
    ...pairsOf(categories).map(
      ([a, b]): Pair => ({ columns: [a.name, b.name], ...told("cramers_v", loops.cramersV(a, b)) }),
    ),
    ...numbers.flatMap((a) =>
      categories.map(
        (b): Pair => ({ columns: [a.name, b.name], ...told("correlation_ratio", ratioOf(a, b, loops)) }),
      ),
    ),
  ];
  return {
    rows: rows?.length ?? table.rows,
    ...(others === 0 ? {} : { columns_left_out: others }),
    pairs: pairs.filter((pair) => Object.keys(pair).length > 1),
  };
}

function kindOf(column: ColumnProfile | undefined): "number" | "category" | undefined {
  if (column === undefined || column.pii !== undefined) return undefined;
  if (column.role === "number") return "number";
  return (column.role === "category" && column.distinct <= mostCategories) || column.role === "boolean"
    ? "category"
    : undefined;
}

function take<T extends Float64Array | Int32Array>(from: T, rows: Uint32Array | undefined): T {
  if (rows === undefined) return from;
  const taken = from.slice(0, rows.length) as T;
  for (let i = 0; i < rows.length; i++) taken[i] = from[rows[i]!]!;
  return taken;
}

/** The profile's mean is that of these values where they are all of them, and none is missing. */
function numbersOf(
  column: NumericColumn,
  profile: ColumnProfile,
  rows: Uint32Array | undefined,
  loops: PairLoops,
): Numbers {
  const values = take(column.values, rows);
  const [min, max] = [Number(profile.min), Number(profile.max)];
  const codes = loops.rankCodes(values, { min, max });
  const isComplete = codes.codes.indexOf(-1) < 0;
  const mean = values.length === profile.count ? profile.mean : undefined;
  return {
    name: column.name,
    values,
    codes,
    complete: isComplete
      ? { values: loops.centre(values, mean), ranks: loops.centredRanks(codes) }
      : undefined,
  };
}

function categoriesOf(
  column: Column,
  { distinct }: ColumnProfile,
  rows: Uint32Array | undefined,
): NamedCategories {
  const categories =
    column.kind === "text"
      ? codesOf(column.codes, textEntries(column).size, distinct, rows)
      : ofBooleans(take(column.values, rows));
  return { name: column.name, ...categories, isComplete: categories.codes.indexOf(-1) < 0 };
}

/** The codes as they are where all of them occur, in the order of the dictionary then. */
function codesOf(
  codes: Int32Array,
  size: number,
  distinct: number,
  rows: Uint32Array | undefined,
): Categories {
  return rows === undefined && size === distinct ? { codes, size } : densify(take(codes, rows), size);
}

/** Only categories that occur get a code, so that a table of two columns is small. */
function densify(codes: Int32Array, size: number): Categories {
  const dense = new Int32Array(size).fill(-1);
  const found = new Int32Array(codes.length);
  let known = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0 && dense[code] === -1) dense[code] = known++;
    found[row] = code < 0 ? -1 : dense[code]!;
  }
  return { codes: found, size: known };
}

function ofBooleans(values: Float64Array): Categories {
  const codes = new Int32Array(values.length).fill(-1);
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) codes[row] = values[row]!;
  return { codes, size: 2 };
}

/** Ranks are those among the rows that have both, as in pandas. */
function correlateNumbers(a: Numbers, b: Numbers, loops: PairLoops): Partial<Pair> {
  if (a.complete !== undefined && b.complete !== undefined)
    return {
      ...told("pearson", loops.pearsonOfCentred(a.complete.values, b.complete.values)),
      ...told("spearman", loops.pearsonOfCentred(a.complete.ranks, b.complete.ranks)),
    };
  const [left, right] = [averageRanks(a.codes, b.codes.codes), averageRanks(b.codes, a.codes.codes)];
  return { ...told("pearson", pearson(a.values, b.values)), ...told("spearman", pearson(left, right)) };
}

function ratioOf({ values, complete }: Numbers, categories: NamedCategories, loops: PairLoops): number {
  return complete !== undefined && categories.isComplete
    ? loops.correlationRatioOfCentred(categories, complete.values)
    : correlationRatio(categories, values);
}

function told(name: Exclude<keyof Pair, "columns">, value: number): Partial<Pair> {
  return Number.isFinite(value) ? { [name]: Math.max(-1, Math.min(1, value)) } : {};
}

function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((left, index) => all.slice(index + 1).map((right): [T, T] => [left, right]));
}
