import { quoteName } from "./sql.ts";

const name = /(?:`([^`"]+)`|col\("([^`"]+)"\)|([A-Za-z_]\w*))/.source;
const value = /(-?\d+(?:\.\d+)?|"[^"'\\]*"|'[^"'\\]*')/.source;
const comparison = new RegExp(`^\\s*${name}\\s*(==|!=|>=|<=|>|<)\\s*${value}\\s*$`);

/**
 * A `row_condition` of Great Expectations as a SQL condition: comparisons of a column with a number or a text, joined
 * with "and". Undefined where it is more than that.
 */
export function translateRowCondition(condition: unknown): string | undefined {
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
