import type { Cases } from "../imports/cases.ts";
import { formatNumber } from "../number-format.ts";
import { takeRows } from "../tables/take-rows.ts";
import type { Evaluation, Outcome } from "./evaluation.ts";
import { type JudgedRows, type ModelRows, unusable } from "./model-rows.ts";
import { canonicalName } from "./parse-metrics.ts";
import { readGroups, readWeights } from "./row-roles.ts";

/** A model's rows that are scores of cases. */
export type CaseRows = ModelRows & { cases: Cases };

/** Whether a model's rows are scores of cases, of which nobody says what was so. */
export function areCases(model: ModelRows): model is CaseRows {
  return model.cases !== undefined;
}

/**
 * Scores of cases as they are judged: each column of numbers is a metric by its mean. Rows of one case stand or fall
 * together, in the group that the file names or else by their case.
 */
export function readCases(model: CaseRows): JudgedRows {
  const order = orderOf(model.cases);
  return judgedCases(model, order, undefined);
}

/** Both models' scores of the same cases, as often repeated. Throws UserError where they are of others. */
export function pairCases(challenger: ModelRows, champion: ModelRows): JudgedRows {
  if (!areCases(champion))
    throw unusable(champion.table, "it has predictions of rows, and what is judged has scores of cases");
  if (!areCases(challenger))
    throw unusable(champion.table, "it has scores of cases, and what is judged has predictions of rows");
  const [order, theirs] = [orderOf(challenger.cases), orderOf(champion.cases)];
  requireSame(challenger, champion);
  return judgedCases(challenger, order, outcomeOf(champion, theirs));
}

/** Rows by their case; repeats of a case stay in the order of their file. */
function orderOf({ ids }: Cases): Uint32Array {
  const rows = Uint32Array.from(ids.keys());
  return rows.sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b));
}

function judgedCases(model: CaseRows, order: Uint32Array, champion: Outcome | undefined): JudgedRows {
  const { cases, facts } = model;
  const table = takeRows(model.table, order);
  const ids = Array.from(order, (row) => cases.ids[row]!);
  const evaluation: Evaluation = {
    task: "regression",
    hasOnlyNumbers: true,
    rows: order.length,
    actual: new Float64Array(order.length),
    classes: [],
    positive: undefined,
    costs: undefined,
    weights: readWeights(table, facts.weight),
    groups: readGroups(table, facts.group) ?? groupsOf(ids),
    time: undefined,
    challenger: outcomeOf(model, order),
    champion,
  };
  return { table, isIdentified: true, ids, hashes: undefined, evaluation };
}

/** Codes of the cases, where one of them has several rows. */
function groupsOf(ids: readonly string[]): Int32Array | undefined {
  const codes = new Map<string, number>();
  for (const id of ids) if (!codes.has(id)) codes.set(id, codes.size);
  return codes.size === ids.length ? undefined : Int32Array.from(ids, (id) => codes.get(id)!);
}

function outcomeOf({ cases, facts }: CaseRows, order: Uint32Array): Outcome {
  const roles = new Set([facts.weight, facts.group, facts.time].flatMap((names) => names ?? []));
  const numbers = new Map<string, Float64Array>();
  for (const [name, values] of cases.numbers) {
    if (roles.has(name)) continue;
    const canonical = canonicalName(name);
    numbers.set(
      numbers.has(canonical) ? name : canonical,
      Float64Array.from(order, (row) => values[row]!),
    );
  }
  return { predicted: new Float64Array(order.length), scores: undefined, numbers };
}

function requireSame(challenger: CaseRows, champion: CaseRows): void {
  const [own, theirs] = [countIds(challenger.cases), countIds(champion.cases)];
  const missing = [...own.keys()].filter((id) => !theirs.has(id)).length;
  const further = [...theirs.keys()].filter((id) => !own.has(id)).length;
  const source = challenger.table.source;
  if (missing + further > 0)
    throw unusable(
      champion.table,
      `its cases are not those of "${source}": ${formatNumber(missing)} of ${formatNumber(own.size)} are in that file alone, ${formatNumber(further)} of ${formatNumber(theirs.size)} in this one alone`,
      "Models are compared on the same cases",
    );
  const uneven = [...own].filter(([id, count]) => theirs.get(id) !== count).length;
  if (uneven > 0)
    throw unusable(
      champion.table,
      `${formatNumber(uneven)} of its ${formatNumber(theirs.size)} cases are repeated more or less often than in "${source}"`,
      "Repeat each case as often for both models",
    );
}

function countIds({ ids }: Cases): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
