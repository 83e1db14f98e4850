import { allOf, quoteName } from "./sql.ts";
import type { Drafts } from "./suite.ts";

/** Drafts that ask the rows where all conditions are true, their own too. */
export function withWhere(drafts: Drafts, conditions: readonly string[]): Drafts {
  return drafts.map((draft) => {
    const where = allOf([...conditions, typeof draft.where === "string" ? draft.where : undefined]);
    return where === undefined ? draft : { ...draft, where };
  });
}

/** That no combination of values occurs twice; rows without any of them are left out. */
export function uniqueTogether(columns: readonly string[]): Drafts[number] {
  return columns.length === 1 ? { column: columns[0], unique: true } : { unique: columns };
}

/** That no combination of values occurs twice, where rows without any of them are equal too. */
export function uniqueWithMissing(columns: readonly string[]): Drafts {
  const where = columns.map((name) => `${quoteName(name)} IS NULL`).join(" AND ");
  return [uniqueTogether(columns), { row_count: { max: 1 }, where }];
}

/** A list of at least one name. */
export function areNames(given: unknown): given is string[] {
  return Array.isArray(given) && given.length > 0 && given.every((each) => typeof each === "string");
}

/** A number, also where it is written as a text. */
export function numberOf(given: unknown): number | undefined {
  const number = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** 0.95 as `95%`, without the digits that floating point adds; other values as they are. */
export function percentageOf(share: unknown): unknown {
  return typeof share === "number" ? `${Number((share * 100).toPrecision(12))}%` : share;
}

/** `mostly`, where it tolerates anything. */
export function tolerance(mostly: unknown): { mostly?: unknown } {
  return mostly === undefined || mostly === 1 ? {} : { mostly };
}
