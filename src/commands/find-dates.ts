import type { Check } from "../checks/check.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import { findTextTrap } from "../tables/text-traps.ts";

/** Text columns of dates that are not ISO 8601, with the format of each; undefined where there is none or several. */
export function findDates(table: Table): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const column of table.columns) {
    const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
    const trap = sampled.kind === "text" ? findTextTrap(sampled) : undefined;
    if (trap?.kind !== "dates") continue;
    const [format, other] = trap.formats;
    found.set(column.name, other === undefined ? format : undefined);
  }
  return found;
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

/** The checks without those that dates are text, which would be all that is said of them. */
export function withoutTexts(checks: readonly Check[], dates: ReadonlyMap<string, unknown>): Check[] {
  return checks.flatMap((check) => {
    if (check.column === undefined || !dates.has(check.column) || check.type !== "text") return [check];
    const { type: _, ...rest } = check;
    return Object.keys(rest).length > 1 ? [rest as Check] : [];
  });
}
