import type { ColumnType } from "../tables/table.ts";
import type { ColumnProfile } from "./profile-schema.ts";

type Role = Pick<ColumnProfile, "role" | "why">;

/** Fewer values than this are no evidence that a column identifies rows. */
const identifierRows = 20;

/** What a column of numbers, booleans or dates seems to be for. */
export function numberRole(type: ColumnType, distinct: number, count: number): Role {
  const common = commonRole(distinct, count);
  if (common !== undefined) return common;
  if (type === "integer" && distinct === count && count >= identifierRows)
    return { role: "identifier", why: "every value is a different integer" };
  if (type === "boolean") return { role: "boolean", why: "every value is true or false" };
  if (type === "date" || type === "datetime") return { role: "time", why: "values are ISO 8601 dates" };
  return { role: "number", why: `values are ${type}s` };
}

/** What a column of texts seems to be for. */
export function textRole({
  distinct,
  count,
  longest,
  isClock,
}: {
  distinct: number;
  count: number;
  /** Characters of the longest text. */
  longest: number;
  /** Whether the texts are times of day. */
  isClock: boolean;
}): Role {
  const common = commonRole(distinct, count);
  if (common !== undefined) return common;
  if (isClock) return { role: "time", why: "values are times of day" };
  const why = `${distinct} different texts in ${count} values`;
  if (distinct === count && count >= identifierRows && longest <= 64)
    return { role: "identifier", why: "every value is a different short text" };
  const isFew = (distinct <= 12 && distinct * 2 <= count) || (distinct <= 1000 && distinct * 10 <= count);
  return { role: isFew ? "category" : "text", why };
}

function commonRole(distinct: number, count: number): Role | undefined {
  if (count === 0) return { role: "empty", why: "no cell has a value" };
  return distinct === 1 ? { role: "constant", why: "every value is the same" } : undefined;
}
