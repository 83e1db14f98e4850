import { costMatrix } from "../learn/threshold.ts";
import { findActual, findPredicted, isScore, readPredicted } from "../program/predicted-columns.ts";
import type { Column, Table } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";
import { areCases, readCases } from "./case-rows.ts";
import type { Outcome } from "./evaluation.ts";
import { type JudgedRows, type ModelRows, type Refusal, type RowFacts, refusing } from "./model-rows.ts";
import { positiveOf } from "./read-labels.ts";
import { idNames, type ReadModel, readModel } from "./read-model.ts";
import { hashesOf, idOf } from "./row-ids.ts";
import { readGroups, readTimes, readWeights, roleColumns } from "./row-roles.ts";

/**
 * One model's rows alone, for rules that compare with no other. Refuses what cannot be judged: a value that is missing
 * or no number, scores that are no probabilities, a row that is there twice, one class only, rows that are not those of
 * the manifest.
 */
export function readEvaluation(model: ModelRows): JudgedRows | Refusal {
  return refusing(() => (areCases(model) ? readCases(model) : judgedRows(readModel(model))));
}

const judged = new WeakMap<ReadModel, JudgedRows>();

/** The rows of a model in its order, worked out once. */
export function judgedRows(read: ReadModel): JudgedRows {
  const rows = judged.get(read) ?? takeJudged(read);
  judged.set(read, rows);
  return rows;
}

function takeJudged(read: ReadModel): JudgedRows {
  const { model, task, classes, order } = read;
  const { facts } = model;
  const positive = positiveOf(classes, facts);
  const ids = read.ids;
  let all: Table | undefined;
  const roles = takeRows({ ...model.table, columns: roleColumns(model.table, facts) }, order);
  const weights = readWeights(roles, facts.weight);
  const groups = readGroups(roles, facts.group);
  const time = readTimes(roles, facts.time);
  return {
    get table() {
      all ??= takeRows(model.table, order);
      return all;
    },
    isIdentified: ids !== undefined,
    get ids() {
      return ids && Array.from(order, (row) => idOf(ids, row));
    },
    get hashes() {
      return ids && hashesOf(ids, order);
    },
    evaluation: {
      task,
      rows: order.length,
      actual: permute(read.actual, order),
      classes,
      positive,
      costs: facts.costs && positive !== undefined ? costMatrix(facts.costs, positive) : undefined,
      weights,
      groups,
      time,
      challenger: readOutcome(read),
      champion: undefined,
    },
  };
}

/** What a model says of its rows, in their order. */
export function readOutcome({ model, task, classes, order }: ReadModel): Outcome {
  const { table, facts } = model;
  const target = { task, classes: [...classes], positive: positiveOf(classes, facts) };
  const { predicted, scores } = readPredicted(table, order, target);
  return { predicted, scores, numbers: readNumbers(table, order, facts) };
}

/** Columns that are no numbers of the model's own. */
const ownNames = ["row", ...idNames];

function readNumbers(table: Table, order: Uint32Array, facts: RowFacts): Map<string, Float64Array> {
  const taken = new Set<Column | undefined>([
    findActual(table, facts.target),
    findPredicted(table),
    ...roleColumns(table, facts),
  ]);
  const numbers = new Map<string, Float64Array>();
  for (const column of table.columns) {
    if (column.kind !== "numeric" || column.type === "date" || column.type === "datetime") continue;
    if (taken.has(column) || ownNames.includes(column.name) || isScore(column.name)) continue;
    numbers.set(column.name, permute(column.values, order));
  }
  return numbers;
}

function permute<T extends Float64Array | Int32Array>(values: T, order: Uint32Array): T {
  const out = values.slice(0, order.length) as T;
  for (let index = 0; index < order.length; index++) out[index] = values[order[index]!]!;
  return out;
}
