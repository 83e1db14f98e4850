import { readCellAs } from "../tables/cell.ts";
import type { Drafts, Translation } from "./suite.ts";

type Kwargs = Readonly<Record<string, unknown>>;

/** A statistic of a column between bounds that belong to the range, or that are `strict` and do not. */
export function boundStatistic(constraint: string, kwargs: Kwargs): Drafts | Translation | string {
  const { column, min_value: min, max_value: max, strict_min, strict_max } = kwargs;
  const refusal = refuseTexts(kwargs);
  if (refusal !== undefined) return refusal;
  if (strict_min !== true && strict_max !== true) return [{ column, [constraint]: { min, max } }];
  if ([min, max].some((bound) => bound !== undefined && typeof bound !== "number"))
    return "its strict bounds are no numbers";
  const low = typeof min === "number" ? { [strict_min === true ? "above" : "min"]: min } : {};
  const high = typeof max === "number" ? { [strict_max === true ? "below" : "max"]: max } : {};
  const words = Object.entries({ min_value: min, max_value: max, strict_min, strict_max })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ");
  const least = constraint === "distinct" ? 0 : -Number.MAX_VALUE;
  return {
    drafts: [{ column, [constraint]: { min: least } }],
    threshold: {
      measure: "measured",
      levels: [{ severity: "error", allowed: [{ ...low, ...high }], words }],
    },
  };
}

/** Bounds that are texts must be dates: Great Expectations orders other texts by the alphabet. */
export function refuseTexts({ min_value, max_value }: Kwargs): string | undefined {
  const isOrdered = (bound: unknown): boolean =>
    typeof bound !== "string" || readCellAs(bound, "datetime") !== undefined;
  return isOrdered(min_value) && isOrdered(max_value)
    ? undefined
    : "its bounds are texts that are no ISO 8601 dates";
}
