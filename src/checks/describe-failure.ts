import { formatNumber } from "../number-format.ts";
import type { Column } from "../tables/table.ts";
import type { Check } from "./check.ts";
import type { CellConstraint } from "./constraints.ts";

/** A clause on what a constraint found in its column: counts and bounds, never values of the data. */
export function describeFailure(
  check: Check,
  constraint: CellConstraint,
  column: Pick<Column, "name">,
  found: { considered: number; failed: number },
): string {
  const { failed } = found;
  const considered = formatNumber(found.considered);
  const name = `"${column.name}"`;
  const values = found.considered === 1 ? "value" : "values";
  if (failed === 0) return `all ${considered} ${values} of ${name} hold ${constraint}`;
  if (constraint === "required") return `${name} is missing in ${formatNumber(failed)} of ${considered} rows`;
  const some = `${formatNumber(failed)} of ${considered} ${values} of ${name}`;
  return `${some} ${clauseOf(check, constraint, failed === 1)}`;
}

function clauseOf(check: Check, constraint: Exclude<CellConstraint, "required">, isOne: boolean): string {
  const are = isOne ? "is" : "are";
  const dont = isOne ? "does not" : "do not";
  switch (constraint) {
    case "type":
      return `${are} not of type ${check.type}`;
    case "unique":
      return "occur more than once";
    case "min":
      return `${are} below the minimum ${check.min}`;
    case "max":
      return `${are} above the maximum ${check.max}`;
    case "exclusive_min":
      return `${are} not above ${check.exclusive_min}`;
    case "exclusive_max":
      return `${are} not below ${check.exclusive_max}`;
    case "pattern":
      return `${dont} match the pattern`;
    case "not_pattern":
      return `${isOne ? "matches" : "match"} the pattern that none may`;
    case "any_pattern":
      return `${isOne ? "matches" : "match"} none of the ${check.any_pattern?.length} patterns`;
    case "enum":
      return `${are} not among the ${check.enum?.length} allowed values`;
    case "not_enum":
      return `${are} among the ${check.not_enum?.length} forbidden values`;
    case "min_length":
      return `${are} shorter than ${check.min_length} characters`;
    case "max_length":
      return `${are} longer than ${check.max_length} characters`;
    case "format":
      return `${dont} have the format ${check.format}`;
    case "json_schema":
      return `${dont} hold the JSON schema`;
    case "increasing":
    case "decreasing": {
      const way = constraint === "increasing" ? "less" : "more";
      return `${are} ${way} than ${check[constraint] === "strict" ? "or equal to " : ""}the one before`;
    }
    case "zscore":
      return `${are} more than ${check.zscore?.max} standard deviations from the mean`;
    case "iqr":
      return `${are} more than ${check.iqr?.max} interquartile ranges beyond the quartiles`;
  }
}
