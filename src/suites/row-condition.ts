import { isOneOf, quoteName, quoteValue } from "./sql.ts";
import { asMap } from "./suite.ts";

const name = /(?:`([^`"]+)`|col\("([^`"]+)"\)|([A-Za-z_]\w*))/.source;
const value = /(-?\d+(?:\.\d+)?|"[^"'\\]*"|'[^"'\\]*')/.source;
const comparison = new RegExp(`^\\s*${name}\\s*(==|!=|>=|<=|>|<)\\s*${value}\\s*$`);

/**
 * A `row_condition` of Great Expectations as a SQL condition. As a text it may be comparisons of a column with a number
 * or a text, joined with "and"; as what Great Expectations writes for `Column("a") == 1`, everything that there is.
 * Undefined where it is more than that.
 */
export function translateRowCondition(condition: unknown): string | undefined {
  const map = asMap(condition);
  return map === undefined ? translateText(condition) : translateObject(map, 0);
}

function translateText(condition: unknown): string | undefined {
  if (typeof condition !== "string" || condition.length > 2000) return undefined;
  const parts = condition.split(/\sand\s/).map(translateComparison);
  return parts.every((part) => part !== undefined) ? parts.join(" AND ") : undefined;
}

function translateComparison(text: string): string | undefined {
  const [, ticked, called, plain, operator, value = ""] = comparison.exec(text) ?? [];
  const column = ticked ?? called ?? plain;
  if (column === undefined) return undefined;
  const quoted = quoteName(column);
  const literal = /^["']/.test(value) ? `'${value.slice(1, -1)}'` : value;
  if (operator === "==") return `${quoted} = ${literal}`;
  // pandas takes a missing value for one that differs.
  if (operator === "!=") return `(${quoted} <> ${literal} OR ${quoted} IS NULL)`;
  return `${quoted} ${operator} ${literal}`;
}

const maxConditions = 100;

/** `{ type: "and", conditions: […] }`, `{ type: "comparison", column: { name }, operator, parameter }` and the like. */
function translateObject(condition: Readonly<Record<string, unknown>>, depth: number): string | undefined {
  const { type, conditions, column, operator, parameter, is_null: isNull } = condition;
  const name = asMap(column)?.name;
  if (type === "pass_through") return translateText(condition.pass_through_filter);
  if (type === "and" || type === "or") {
    if (
      !Array.isArray(conditions) ||
      conditions.length === 0 ||
      conditions.length > maxConditions ||
      depth > 5
    )
      return undefined;
    const parts = conditions.map((each) => translateObject(asMap(each) ?? {}, depth + 1));
    return parts.includes(undefined)
      ? undefined
      : parts.map((part) => `(${part})`).join(` ${type.toUpperCase()} `);
  }
  if (typeof name !== "string") return undefined;
  if (type === "nullity") return `${quoteName(name)} IS ${isNull === true ? "" : "NOT "}NULL`;
  return type === "comparison" ? compare(name, String(operator), parameter) : undefined;
}

/** pandas takes a missing value for one that differs from every other. */
function compare(name: string, operator: string, parameter: unknown): string | undefined {
  const column = quoteName(name);
  if (operator === "IN" || operator === "NOT IN") {
    const isListed = Array.isArray(parameter) ? isOneOf(name, parameter) : undefined;
    if (isListed === undefined) return undefined;
    return operator === "IN" ? isListed : `(NOT ${isListed} OR ${column} IS NULL)`;
  }
  if (typeof parameter !== "number" && typeof parameter !== "string" && typeof parameter !== "boolean")
    return undefined;
  const value = quoteValue(parameter);
  if (operator === "==") return `${column} = ${value}`;
  if (operator === "!=") return `(${column} <> ${value} OR ${column} IS NULL)`;
  return [">", ">=", "<", "<="].includes(operator) ? `${column} ${operator} ${value}` : undefined;
}
