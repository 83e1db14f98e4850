import { compareColumn } from "../drift/compare-column.ts";
import type { Reference } from "../drift/reference.ts";
import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";
import { adjustFalseDiscovery } from "../statistics/false-discovery.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";

/** How what one column holds differs. */
export interface ColumnChange {
  column: string;
  /** Shares of the rows without a value. */
  missing: { before: number; after: number };
  /** Texts of a category that one side alone has; of the names, as many as are told at most. */
  categories?: { added: CategoryChange; vanished: CategoryChange };
  /**
   * Total variation distance, where the distribution has changed by more than chance: the share of the rows that would
   * have to move to another value, or bin of numbers, for both to be alike. Missing is a value here.
   */
  drift?: { moved: number; p: number };
}

/** Different texts, and the rows that hold them. */
export interface CategoryChange {
  count: number;
  rows: number;
  /** The most frequent ones; none of a column of personal data. */
  names: string[];
}

/** One side of a comparison. */
export interface Side {
  profile: Profile;
  /** The rows, or where they are too many for memory a sample of them. */
  table?: Table | undefined;
  isSample?: boolean | undefined;
}

/** Columns that are compared by their distribution at most: each takes up to some 50 ms. */
const mostDrifts = 100;
const mostNames = 5;
const alpha = 0.05;
/** Columns of these roles are no distributions, or change with every row. */
const otherRoles = ["identifier", "text", "time", "empty"];

/**
 * Compares what the columns hold that both sides have; those that hold the same are left out. p-values of the
 * distributions are adjusted after Benjamini and Hochberg.
 */
export function compareColumns(before: Side, after: Side): { columns: ColumnChange[]; undrifted: number } {
  const earlier = new Map(before.profile.columns.map((column) => [column.name, column]));
  const pairs = after.profile.columns.flatMap((now) => {
    const then = earlier.get(now.name);
    return then === undefined ? [] : [{ then, now }];
  });
  const { drifts, undrifted } = measureDrifts(pairs, before, after);
  const changes = pairs.map(({ then, now }): ColumnChange => {
    const categories = compareCategories({ then, now }, before, after);
    const drift = drifts.get(now.name);
    return {
      column: now.name,
      missing: {
        before: shareOf(then.missing, before.profile.rows),
        after: shareOf(now.missing, after.profile.rows),
      },
      ...(categories && { categories }),
      ...(drift && { drift }),
    };
  });
  const isChanged = ({ missing, categories, drift }: ColumnChange): boolean =>
    missing.before !== missing.after || categories !== undefined || drift !== undefined;
  return { columns: changes.filter(isChanged), undrifted };
}

function shareOf(count: number, rows: number): number {
  return rows === 0 ? 0 : count / rows;
}

interface Pair {
  then: ColumnProfile;
  now: ColumnProfile;
}

/** The distributions that differ by more than chance, by column, and how many columns were too many to look at. */
function measureDrifts(
  pairs: readonly Pair[],
  before: Side,
  after: Side,
): { drifts: Map<string, NonNullable<ColumnChange["drift"]>>; undrifted: number } {
  const { table } = after;
  const asked =
    table === undefined
      ? []
      : pairs.filter(({ then, now }) => ![then, now].some(({ role }) => otherRoles.includes(role)));
  const { profile } = before;
  const reference: Reference = {
    ...{ source: "", rows: profile.rows, profile },
    ...(before.table && { table: before.table }),
  };
  const measured = asked.slice(0, mostDrifts).flatMap(({ now }) => {
    const column = table && findColumn(table, now.name);
    const found =
      column && compareColumn(column, reference, { method: "total_variation", max: 0, alpha, min_rows: 20 });
    return found === undefined || typeof found === "string" ? [] : [found];
  });
  const adjusted = adjustFalseDiscovery(measured.map(({ p = 1 }) => p));
  const drifts = measured.flatMap(({ column, effect }, i) => {
    const p = adjusted[i] ?? 1;
    return effect > 0 && p <= alpha ? [[column, { moved: effect, p }] as const] : [];
  });
  return { drifts: new Map(drifts), undrifted: Math.max(0, asked.length - mostDrifts) };
}

/** Undefined where no side has the column for a category, both have the same ones, or not all rows are there. */
function compareCategories({ then, now }: Pair, before: Side, after: Side): ColumnChange["categories"] {
  if (before.isSample || after.isSample) return undefined;
  if (then.role !== "category" && now.role !== "category") return undefined;
  const b = before.table && findColumn(before.table, then.name);
  const a = after.table && findColumn(after.table, now.name);
  if (b?.kind !== "text" || a?.kind !== "text") return undefined;
  const [countsBefore, countsAfter] = [countTexts(b), countTexts(a)];
  const isPersonal = then.pii !== undefined || now.pii !== undefined;
  const added = without(countsAfter, countsBefore, isPersonal);
  const vanished = without(countsBefore, countsAfter, isPersonal);
  return added.count + vanished.count === 0 ? undefined : { added, vanished };
}

function countTexts({ codes, dictionary }: Extract<Column, { kind: "text" }>): Map<string, number> {
  const counts = new Float64Array(dictionary.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return new Map(dictionary.flatMap((text, code) => (counts[code] === 0 ? [] : [[text, counts[code]!]])));
}

function without(
  counts: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
  isPersonal: boolean,
): CategoryChange {
  const left = [...counts].filter(([text]) => !others.has(text)).sort(([, x], [, y]) => y - x);
  return {
    count: left.length,
    rows: left.reduce((sum, [, count]) => sum + count, 0),
    names: isPersonal ? [] : left.slice(0, mostNames).map(([text]) => text),
  };
}
