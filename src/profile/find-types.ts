import { isRecord } from "../is-record.ts";
import type { ColumnProfile } from "./profile-schema.ts";

/** What a column is read as, and how many values it has. */
export type ProfiledType = Pick<ColumnProfile, "name" | "type" | "count">;

const types: ReadonlySet<unknown> = new Set<ColumnProfile["type"]>([
  "integer",
  "number",
  "boolean",
  "date",
  "datetime",
  "text",
]);

/**
 * The types of a profile's columns, read without its schema, whose loading takes longer than reading most data. Undefined
 * where they are not plainly there: `parseProfile` says why.
 */
export function findTypes(text: string): ProfiledType[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.schema !== "mlops/profile@1" || !Array.isArray(value.columns))
    return undefined;
  return value.columns.every(isProfiled) ? value.columns : undefined;
}

function isProfiled(value: unknown): value is ProfiledType {
  return (
    isRecord(value) &&
    typeof value.name === "string" &&
    types.has(value.type) &&
    Number.isSafeInteger(value.count) &&
    (value.count as number) >= 0
  );
}
