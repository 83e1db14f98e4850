import { formatNumber } from "../number-format.ts";
import type { Column } from "../tables/table.ts";
import type { Check, Constraint } from "./check.ts";

/** A clause on what a constraint found in its column: counts and bounds, never values of the data. */
export function describeFailure(
  check: Check,
  constraint: Constraint,
  column: Column,
  found: { considered: number; failed: number },
): string {
  const { failed } = found;
  const considered = formatNumber(found.considered);
  const name = `"${column.name}"`;
  const values = found.considered === 1 ? "value" : "values";
  if (failed === 0) return `all ${considered} ${values} of ${name} hold ${constraint}`;
  if (constraint === "required") return `${name} is missing in ${formatNumber(failed)} of ${considered} rows`;
  const are = failed === 1 ? "is" : "are";
  const some = `${formatNumber(failed)} of ${considered} ${values} of ${name}`;
  switch (constraint) {
    case "type":
      return `${some} ${are} not of type ${check.type}`;
    case "unique":
      return `${some} occur more than once`;
    case "min":
      return `${some} ${are} below the minimum ${check.min}`;
    case "max":
      return `${some} ${are} above the maximum ${check.max}`;
    case "pattern":
      return `${some} ${failed === 1 ? "does" : "do"} not match the pattern`;
    case "enum":
      return `${some} ${are} not among the ${check.enum?.length} allowed values`;
    case "min_length":
      return `${some} ${are} shorter than ${check.min_length} characters`;
    default:
      return `${some} ${are} longer than ${check.max_length} characters`;
  }
}
