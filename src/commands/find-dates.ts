import type { Check } from "../checks/check.ts";
import type { Suggestion } from "../checks/suggest-checks.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Column, Table } from "../tables/table.ts";
import { findTextTrap, type TextTrap } from "../tables/text-traps.ts";

/** Text columns of dates that are not ISO 8601, with the format of each; undefined where there is none or several. */
export function findDates(table: Table): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const column of table.columns) {
    const trap = trapOf(table, column);
    if (trap?.kind !== "dates") continue;
    const [format, other] = trap.formats;
    found.set(column.name, other === undefined ? format : undefined);
  }
  return found;
}

function trapOf(table: Table, column: Column): TextTrap | undefined {
  const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
  return sampled.kind === "text" ? findTextTrap(sampled) : undefined;
}

/**
 * The data as they are when formats are declared: those that read all cells are. `read` reads the data with columns
 * declared.
 */
export async function declareDates<T extends { table: Table; profile: Profile }>(
  found: T,
  read: (columns: Record<string, { format: string }>) => Promise<T>,
): Promise<T & { columns: Record<string, { format: string }> }> {
  const declared = [...findDates(found.table)].flatMap(([name, format]): [string, { format: string }][] =>
    format === undefined ? [] : [[name, { format }]],
  );
  if (declared.length === 0) return { ...found, columns: {} };
  const first = Object.fromEntries(declared);
  const again = await read(first);
  const misread = again.profile.columns.filter(
    ({ name, invalid }) => Object.hasOwn(first, name) && invalid > 0,
  );
  if (misread.length === 0) return { ...again, columns: first };
  const columns = Object.fromEntries(
    declared.filter(([name]) => !misread.some((each) => each.name === name)),
  );
  return { ...(await read(columns)), columns };
}

/**
 * The checks without those that dates, and what would be numbers but for how a few cells are written, are text: that
 * they are is what a run has to tell.
 */
export function withoutTexts(checks: readonly Check[], table: Table): Check[] {
  const trapped = new Set(table.columns.flatMap((column) => (trapOf(table, column) ? [column.name] : [])));
  return withoutType(checks, trapped);
}

function withoutType(checks: readonly Check[], columns: Columns): Check[] {
  return checks.flatMap((check) => {
    if (!isTextOf(check, columns)) return [check];
    const { type: _, ...rest } = check;
    return Object.keys(rest).length > 1 ? [rest as Check] : [];
  });
}

/** Suggestions that do not ask of dates to be text, but say how to declare them. */
export function withoutDateTexts(
  suggestions: readonly Suggestion[],
  dates: ReadonlyMap<string, string | undefined>,
): Suggestion[] {
  return suggestions.flatMap((suggestion) => {
    const { check, evidence } = suggestion;
    if (!isTextOf(check, dates)) return [suggestion];
    const format = dates.get(check.column ?? "");
    const column = JSON.stringify(check.column);
    const told =
      format === undefined
        ? "dates that are read as text, in no one format that tells day and month apart: correct them"
        : `dates that are read as text until it is declared how they are written: data.columns: { ${column}: { format: "${format}" } }`;
    const others = evidence.split("; ").slice(1);
    return withoutType([check], dates).map((rest) => ({
      check: rest,
      evidence: [told, ...others].join("; "),
    }));
  });
}

type Columns = Pick<ReadonlySet<string>, "has">;

function isTextOf({ column, type }: Check, columns: Columns): boolean {
  return column !== undefined && columns.has(column) && type === "text";
}
