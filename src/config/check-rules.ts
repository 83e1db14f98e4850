import { readPercentage } from "../checks/amount.ts";
import type { Check } from "../checks/check.ts";
import {
  type Constraint,
  cellConstraints,
  columnConstraints,
  constraints,
  eitherConstraints,
  isRowWise,
  tableConstraints,
} from "../checks/constraints.ts";
import type { Refinement } from "./draft.ts";

type Range = { min?: unknown; max?: unknown };

/** Refuses what no check can mean although each of its keys is right. */
export function refuseNonsense(check: Check, context: Refinement): void {
  const refuse = (error: string, key: string): void =>
    context.addIssue({ code: "custom", message: error, path: [key] });
  const used = constraints.filter((each) => check[each] !== undefined);
  if (used.length === 0) refuse(`the check constrains nothing: add ${listed(missingOf(check))}`, "column");
  for (const constraint of used) {
    if (eitherConstraints.some((each) => each === constraint)) continue;
    const isTable = isTableWide(check, constraint);
    if (isTable && check.column !== undefined)
      refuse(`it is about the whole table: write it as a check without "column"`, constraint);
    if (!isTable && check.column === undefined) refuse('it needs a "column"', constraint);
  }
  refuseReferences(check, refuse);
  refuseIdle(check, used, refuse);
  refuseEmptyRanges(check, used, refuse);
}

/** What a check without constraints could ask. */
function missingOf({ column }: Check): readonly string[] {
  const own = column === undefined ? tableConstraints : [...cellConstraints, ...columnConstraints];
  return [...own, ...eitherConstraints];
}

/** A list of columns makes `unique` a matter of the table. */
function isTableWide({ unique }: Check, constraint: Constraint): boolean {
  return constraint === "unique"
    ? Array.isArray(unique)
    : tableConstraints.some((each) => each === constraint);
}

type Refuse = (error: string, key: string) => void;

function refuseReferences({ references, column }: Check, refuse: Refuse): void {
  if (references === undefined) return;
  if (references.columns === undefined && column === undefined)
    refuse('it needs a "column", or columns', "references");
  if (references.columns === undefined) return;
  if (column !== undefined) refuse('its columns stand in the place of the check\'s "column"', "references");
  if (references.column !== undefined) refuse("it has either column or columns", "references");
}

/** Keys that would do nothing. */
function refuseIdle(check: Check, used: readonly Constraint[], refuse: Refuse): void {
  for (const key of ["mostly", "max_failed"] as const)
    if (check[key] !== undefined && used.length > 0 && !used.some(isRowWise))
      refuse(`it is about constraints that cells or rows break one by one, not ${listed(used)}`, key);
  if (check.mostly !== undefined && check.max_failed !== undefined)
    refuse("it cannot stand beside mostly, which says the same", "max_failed");
  if (check.where !== undefined && check.columns !== undefined)
    refuse("it chooses rows, and columns is not about rows", "where");
  if (check.where !== undefined && check.sql !== undefined)
    refuse("it cannot stand beside sql, which has a WHERE of its own", "where");
  if (check.timeout !== undefined && check.sql === undefined)
    refuse("it is about sql, and there is none", "timeout");
  if (check.where !== undefined && (check.drift ?? check.row_count?.change ?? check.newer_than_reference))
    refuse("it chooses rows, and all rows are compared with the reference", "where");
  if (check.where !== undefined && (check.overlap ?? check.time_overlap))
    refuse("it chooses rows, and the whole parts are compared", "where");
  if (check.drift?.method === "evidently") {
    if (check.drift.max !== undefined || check.drift.alpha !== undefined)
      refuse("method: evidently has its own limits: leave out max and alpha", "drift");
  } else if (check.drift !== undefined && check.drift.max === undefined)
    refuse("it needs max, the largest change that holds", "drift");
  if (check.columns !== undefined && Object.keys(check.columns).length === 0)
    refuse("it needs include, exact, ordered or count", "columns");
}

function refuseEmptyRanges(check: Check, used: readonly Constraint[], refuse: Refuse): void {
  const ranges: [key: string, range: Range][] = [
    ["min", check],
    ["exclusive_min", { min: check.exclusive_min, max: check.exclusive_max }],
    ["min_length", { min: check.min_length, max: check.max_length }],
    ["columns", check.columns?.count ?? {}],
    ...Object.values(check.quantiles ?? {}).map((range): [string, Range] => ["quantiles", range]),
    ...used.flatMap((each): [string, Range][] => {
      const value = check[each];
      return typeof value === "object" && !Array.isArray(value) ? [[each, value as Range]] : [];
    }),
  ];
  for (const [key, { min, max }] of ranges) {
    const [low, high] = [numberOf(min), numberOf(max)];
    if (typeof min === typeof max && low !== undefined && high !== undefined && low > high)
      refuse(describeEmpty(key), key);
  }
}

function describeEmpty(key: string): string {
  const isPair = key === "min_length" || key === "exclusive_min";
  return isPair ? `${key} is greater than ${key.replace("min", "max")}` : "min is greater than max";
}

function numberOf(given: unknown): number | undefined {
  if (typeof given === "number") return given;
  return typeof given === "string" ? readPercentage(given) : undefined;
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
