import type { Profile } from "../profile/profile-schema.ts";
import type { Case } from "./case.ts";
import type { Constraint } from "./constraints.ts";
import { knownColumn } from "./known-cells.ts";

/** A statistic that the profile has already, and the values that it is of. */
export interface KnownStatistic {
  value: number;
  considered: number;
}

/**
 * The statistic that a constraint bounds, where the profile tells it exactly: of all rows, and of no infinite values,
 * which the profile leaves out.
 */
export function knownStatistic(
  of: Pick<Case, "profile" | "isWhole">,
  constraint: Constraint,
  name: string,
): KnownStatistic | undefined {
  const known = knownColumn(of, name);
  if (known === undefined || known.infinite) return undefined;
  const value = statisticIn(known, constraint);
  return value === undefined ? undefined : { value, considered: known.count };
}

function statisticIn(
  { mean, std, min, max }: Profile["columns"][number],
  constraint: Constraint,
): number | undefined {
  switch (constraint) {
    case "mean":
      return mean;
    case "std":
      return std;
    case "min_value":
      return timeOf(min);
    case "max_value":
      return timeOf(max);
    default:
      return undefined;
  }
}

/** Dates as milliseconds since 1970. */
function timeOf(value: number | string | undefined): number | undefined {
  return typeof value === "string" ? Date.parse(value) : value;
}
