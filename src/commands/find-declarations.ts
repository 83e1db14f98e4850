import type { Check } from "../checks/check.ts";
import type { Suggestion } from "../checks/suggest-checks.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { type NumberWriting, writeDeclaration } from "../tables/number-writing.ts";
import type { Column, Table } from "../tables/table.ts";
import { findTextTrap, type TextTrap } from "../tables/text-traps.ts";

/** What tells how a column's dates or numbers are written. */
export type Declaration = { format: string } | ({ type: "number" } & NumberWriting);

/** Text columns of dates and numbers that are not plain, with what reads each; undefined where nothing or several do. */
export function findDeclarations(table: Table): Map<string, Declaration | undefined> {
  const found = new Map<string, Declaration | undefined>();
  for (const column of table.columns) {
    const trap = trapOf(table, column);
    if (trap?.kind === "amounts") found.set(column.name, trap.writing && { type: "number", ...trap.writing });
    if (trap?.kind !== "dates") continue;
    const [format, other] = trap.formats;
    found.set(column.name, format === undefined || other !== undefined ? undefined : { format });
  }
  return found;
}

function trapOf(table: Table, column: Column): TextTrap | undefined {
  const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
  return sampled.kind === "text" ? findTextTrap(sampled) : undefined;
}

/**
 * The data as they are when it is declared how dates and numbers are written: where that reads all cells, it is. `read`
 * reads the data with columns declared.
 */
export async function declareColumns<T extends { table: Table; profile: Profile }>(
  found: T,
  read: (columns: Record<string, Declaration>) => Promise<T>,
): Promise<T & { columns: Record<string, Declaration> }> {
  const declared = [...findDeclarations(found.table)].flatMap(([name, each]): [string, Declaration][] =>
    each === undefined ? [] : [[name, each]],
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

/** Suggestions that do not ask of dates and numbers to be text, but say how to declare them. */
export function withoutTextsOf(
  suggestions: readonly Suggestion[],
  found: ReadonlyMap<string, Declaration | undefined>,
): Suggestion[] {
  return suggestions.flatMap((suggestion) => {
    const { check, evidence } = suggestion;
    if (!isTextOf(check, found)) return [suggestion];
    const declaration = found.get(check.column ?? "");
    const others = evidence.split("; ").slice(1);
    return withoutType([check], found).map((rest) => ({
      check: rest,
      evidence: [tell(check.column ?? "", declaration), ...others].join("; "),
    }));
  });
}

function tell(column: string, declaration: Declaration | undefined): string {
  if (declaration === undefined)
    return "dates or numbers that are read as text, and not written in one way that can be told: declare it in data.columns, or correct them";
  const what = "format" in declaration ? "dates" : "numbers";
  return `${what} that are read as text until it is declared how they are written: data.columns: { ${JSON.stringify(column)}: ${writeDeclaration(declaration)} }`;
}

type Columns = Pick<ReadonlySet<string>, "has">;

function isTextOf({ column, type }: Check, columns: Columns): boolean {
  return column !== undefined && columns.has(column) && type === "text";
}
