import { type ColumnDrift, compareColumn } from "../drift/compare-column.ts";
import type { DriftOptions } from "../drift/drift-method.ts";
import type { Reference } from "../drift/reference.ts";
import { listFirst } from "../first-items.ts";
import { counted, formatNumber, formatPercent } from "../number-format.ts";
import type { ColumnProfile } from "../profile/profile-schema.ts";
import type { Table as ReportTable } from "../report.ts";
import { adjustFalseDiscovery } from "../statistics/false-discovery.ts";
import { type Column, findColumn } from "../tables/table.ts";
import { type Case, type Judgement, noReference, unjudged } from "./case.ts";
import { noColumn } from "./judge-rows.ts";

const shownColumns = 5;
/** Permutations of all columns together, and of each of very many. */
const mostPermutations = 2e6;
const fewest = 999;
/** Columns of these roles are no distributions, or change with every row. */
const otherRoles = ["identifier", "text", "time"];

/** A column's drift with the verdict on it; p-values are adjusted where there are several columns. */
interface Judged extends ColumnDrift {
  isDrifted: boolean;
}

/**
 * Judges how far a column is from the reference's, or each column but identifiers, free texts, dates and excluded
 * ones. A column has drifted where its effect is above `max` and its p-value, adjusted after Benjamini and Hochberg
 * where there are several columns, is at most `alpha`.
 */
export function judgeDrift(of: Case): Judgement {
  const { table, check, context } = of;
  const { reference } = context;
  const { method = "psi", max, alpha = 0.05, min_rows = 100 } = check.drift ?? {};
  if (check.column !== undefined && findColumn(table, check.column) === undefined)
    return noColumn(table, check.column);
  if (reference === undefined) return unjudged(noReference);
  const { asked, others } = columnsOf(of);
  const permutations = Math.max(fewest, Math.min(9999, Math.floor(mostPermutations / asked.length)));
  const options = { method, max, alpha, min_rows, permutations };
  const results = asked.map((column) => [column.name, compareColumn(column, reference, options)] as const);
  const drifts = judgeAll(
    results.flatMap(([, result]) => (typeof result === "string" ? [] : [result])),
    options,
  );
  const skipped = results.flatMap(([name, result]) =>
    typeof result === "string" ? [{ name, why: result }] : [],
  );
  const details = tableOf(drifts, [...skipped, ...others], reference);
  const [first] = check.column === undefined ? [] : drifts;
  if (drifts.length === 0) return { ...unjudged(describeSkipped(skipped, reference)), details };
  const drifted = drifts.filter((each) => each.isDrifted);
  return {
    considered: drifts.length,
    failed: drifted.length,
    ...(first && { measured: first.effect }),
    message: first ? describeOne(first, reference) : describeAll(drifts, drifted, skipped.length, reference),
    details,
  };
}

/** A column that is not compared, and why. */
interface Skipped {
  name: string;
  why: string;
}

function columnsOf({ table, profile, check, context }: Case): { asked: Column[]; others: Skipped[] } {
  if (check.column !== undefined)
    return { asked: [findColumn(table, check.column)].filter((each) => each !== undefined), others: [] };
  const { exclude = [], key = [] } = context;
  const features = profile.columns.filter(({ name }) => !exclude.includes(name) && !key.includes(name));
  const isOther = ({ role }: ColumnProfile): boolean => otherRoles.includes(role);
  return {
    asked: features.filter((each) => !isOther(each)).flatMap(({ name }) => findColumn(table, name) ?? []),
    others: features.filter(isOther).map(({ name, role }) => ({ name, why: `left out: ${role}` })),
  };
}

function judgeAll(drifts: readonly ColumnDrift[], { method, alpha }: DriftOptions): Judged[] {
  if (method === "evidently") return drifts.map((each) => ({ ...each, isDrifted: each.isLarge }));
  const adjusted = adjustFalseDiscovery(drifts.map(({ p = 1 }) => p));
  return drifts.map((each, i) => {
    const p = adjusted[i] ?? 1;
    return { ...each, p, isDrifted: each.isLarge && p <= alpha };
  });
}

function describeOne(drift: Judged, { source }: Reference): string {
  const how = drift.isDrifted ? "otherwise than" : "as";
  const chance = drift.isLarge && !drift.isDrifted ? ", within chance" : "";
  return `"${drift.column}" is distributed ${how} in ${source}: ${describeEffect(drift)}${chance}${describeRest(drift)}`;
}

function describeAll(
  drifts: readonly Judged[],
  drifted: readonly Judged[],
  skipped: number,
  { source }: Reference,
): string {
  const rest = skipped === 0 ? "" : `; ${counted(skipped, "other")} could not be compared`;
  if (drifted.length === 0)
    return `none of ${counted(drifts.length, "column")} is distributed otherwise than in ${source}${rest}`;
  const shown = [...drifted]
    .sort((a, b) => b.effect - a.effect)
    .map((each) => `"${each.column}" (${describeEffect(each)}${describeRest(each)})`);
  const are = drifted.length === 1 ? "is" : "are";
  return `${drifted.length} of ${counted(drifts.length, "column")} ${are} distributed otherwise than in ${source}: ${listFirst(shown, shownColumns)}${rest}`;
}

/** `PSI 0.231, expected at most 0.1, p 0.0001`. */
function describeEffect({ words, effect, limit, isLarge, p }: ColumnDrift): string {
  const bound = limit === undefined ? "" : isLarge ? `, expected at most ${formatNumber(limit)}` : "";
  return `${words} ${formatNumber(effect, { digits: 3 })}${bound}${p === undefined ? "" : `, p ${formatP(p)}`}`;
}

/** What a distance does not say: other shares of missing cells, and new texts. */
function describeRest({ missing, added }: ColumnDrift): string {
  const parts = [
    ...(missing.reference === missing.current
      ? []
      : [`missing ${formatPercent(missing.reference)} there and ${formatPercent(missing.current)} here`]),
    ...(added === undefined
      ? []
      : [`${counted(added.texts, "new text")} in ${formatPercent(added.share)} of the values`]),
  ];
  return parts.map((each) => `; ${each}`).join("");
}

function describeSkipped(skipped: readonly Skipped[], { source }: Reference): string {
  const [only] = skipped;
  if (only === undefined)
    return `no column is compared with ${source}: there are none of numbers or categories`;
  if (skipped.length > 1) return `none of ${skipped.length} columns could be compared with ${source}`;
  return `"${only.name}" could not be compared with ${source}: ${only.why}`;
}

function tableOf(drifts: readonly Judged[], skipped: readonly Skipped[], { source }: Reference): ReportTable {
  const order = [...drifts].sort((a, b) => Number(b.isDrifted) - Number(a.isDrifted) || b.effect - a.effect);
  return {
    title: `Compared with ${source}`,
    columns: [
      { label: "Column" },
      { label: "Measure" },
      { label: "Change", align: "right" },
      { label: "p", align: "right" },
      { label: "Missing there", align: "right" },
      { label: "Missing here", align: "right" },
      { label: "New texts", align: "right" },
      { label: "Result" },
    ],
    rows: [
      ...order.map((each) => [
        each.column,
        each.words,
        formatNumber(each.effect, { digits: 3 }),
        each.p === undefined ? null : formatP(each.p),
        formatPercent(each.missing.reference),
        formatPercent(each.missing.current),
        each.added?.texts ?? 0,
        each.isDrifted ? "changed" : each.isLarge ? "within chance" : "alike",
      ]),
      ...skipped.map(({ name, why }) => [name, null, null, null, null, null, null, why]),
    ],
  };
}

function formatP(p: number): string {
  return p === 0 ? "< 1e−300" : formatNumber(Number(p.toPrecision(2)));
}
