import type { ColumnType } from "../tables/table.ts";
import type { ValueType } from "./expression.ts";
import { parseTime } from "./time-text.ts";
import { apply, constant, retype, type Typed } from "./typed.ts";

/**
 * Brings values that meet (in a comparison, an IN list, the branches of CASE) to one type: integers become
 * numbers, dates datetimes, text literals beside dates are read as dates, NULL fits anything. Undefined where
 * there is no such type.
 */
export function unify(values: readonly Typed[]): { type: ValueType; values: Typed[] } | undefined {
  const type = commonType(values);
  if (type === undefined) return undefined;
  const isTime = type === "date" || type === "datetime";
  return {
    type,
    values: values.map((value) =>
      isTime && value.type === "text" ? constant(type, literalTime(value) ?? null) : retype(value, type),
    ),
  };
}

function commonType(values: readonly Typed[]): ValueType | undefined {
  const types = new Set(values.map((value) => value.type));
  types.delete("null");
  if (types.has("number")) types.delete("integer");
  if (types.has("datetime")) types.delete("date");
  const hasTime = types.has("date") || types.has("datetime");
  if (hasTime && values.every((value) => value.type !== "text" || literalTime(value) !== undefined))
    types.delete("text");
  return types.size > 1 ? undefined : ([...types][0] ?? "null");
}

function literalTime(value: Typed): number | undefined {
  return value.kind === "constant" && typeof value.value === "string" ? parseTime(value.value) : undefined;
}

/** The value converted as CAST does; undefined where there is no such cast. Text that does not fit gives NULL. */
export function cast(value: Typed, to: ColumnType): Typed | undefined {
  if (value.type === "null" || value.type === to) return retype(value, to);
  if (to === "text") return apply(`${value.type as Exclude<ColumnType, "text">}_to_text`, "text", value);
  if (to === "date" || to === "datetime" || value.type === "date" || value.type === "datetime")
    return undefined;
  if (value.type === "text") return apply(`text_to_${to}`, to, value);
  if (to === "boolean") return apply("number_to_boolean", to, value);
  return to === "integer" && value.type === "number"
    ? apply("number_to_integer", to, value)
    : retype(value, to);
}
